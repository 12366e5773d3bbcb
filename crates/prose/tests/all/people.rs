//! What must be found.

use sightline_prose::Kind::{self, Address, CaseNumber, DateOfBirth, Email, Initials, Name, Postcode, Telephone};
use sightline_prose::Severity::{self, Asks, Stops};

use crate::found;

fn each(cases: &[(&str, Kind, Severity, &str)]) {
    for (text, kind, severity, excerpt) in cases {
        assert_eq!(found(text), [(*kind, *severity, (*excerpt).to_owned())], "{text}");
    }
}

#[test]
fn names() {
    each(&[
        ("Jayden said that he likes his school.", Name, Stops, "Jayden"),
        ("We are proud of Jayden’s progress.", Name, Stops, "Jayden’s"),
        ("The plan for Aaliyah Hussain was late.", Name, Stops, "Aaliyah Hussain"),
        ("A review for Mary-Jane Smith took place.", Name, Stops, "Mary-Jane Smith"),
        ("The case of Jayden\nSmith was closed.", Name, Stops, "Jayden Smith"),
        ("Siobhan O’Neill chairs the panel.", Name, Stops, "Siobhan O’Neill"),
        ("Zoë is doing well.", Name, Stops, "Zoë"),
        ("We thank Ms Jones for her work.", Name, Stops, "Ms Jones"),
        ("We thank Mrs. Patel-Green for her work.", Name, Stops, "Mrs. Patel-Green"),
        ("The chair, Cllr Ahmed, agreed.", Name, Asks, "Cllr Ahmed"),
        ("Dr Okafor gave advice.", Name, Asks, "Dr Okafor"),
        ("A child called Zephyr wrote to us.", Name, Stops, "Zephyr"),
        ("His mother Ifunanya agreed.", Name, Asks, "Ifunanya"),
        ("The child's name is Zephyr.", Name, Stops, "Zephyr"),
        ("His social worker, Ifunanya, met him.", Name, Asks, "Ifunanya"),
        ("“I hate moving” – Oluwadara, 9.", Name, Asks, "Oluwadara"),
        ("“I hate moving” (Sky, aged 9)", Name, Asks, "Sky"),
        ("Zephyr said she was not asked.", Name, Asks, "Zephyr"),
        ("The Khan children stay.", Name, Stops, "Khan children"),
        ("Two of the Begum siblings moved.", Name, Stops, "Begum siblings"),
        ("The allocated worker is J. Smith.", Name, Stops, "J. Smith"),
        ("The letter came from Zaynah Hussain.", Name, Stops, "Zaynah Hussain"),
        ("The letter came from Tolu Bakare.", Name, Asks, "Tolu Bakare"),
        ("Grace Thompson moved in May.", Name, Stops, "Grace Thompson"),
        ("Hope told us what helped.", Name, Asks, "Hope"),
        ("Her sister Hope moved too.", Name, Stops, "Hope"),
        ("The boy named Will Young left.", Name, Stops, "Will Young"),
        ("JAYDEN was seen alone.", Name, Stops, "JAYDEN"),
        ("We spoke to jayden at home.", Name, Asks, "jayden"),
        ("The plan was led by wren ashdown.", Name, Stops, "wren ashdown"),
        ("Children visited the Oliver Tamworth Centre.", Name, Asks, "Oliver Tamworth"),
        ("We met محمد علي at school.", Name, Asks, "محمد علي"),
        ("We met \u{202b}דוד כהן\u{202c} at school.", Name, Asks, "דוד כהן"),
        ("Jay\u{200b}den said no.", Name, Stops, "Jay\u{200b}den"),
        ("“Jayden” is what he likes to be called.", Name, Stops, "Jayden"),
    ]);
}

#[test]
fn several_in_one_text() {
    let text = "Jayden (born 3 May 2015) lives at 12 Acacia Avenue, NR1 3AB, with Ms Jones.";
    let expected = [(Name, "Jayden"), (DateOfBirth, "3 May 2015"), (Address, "12 Acacia Avenue"), (Postcode, "NR1 3AB"), (Name, "Ms Jones")];
    assert_eq!(found(text), expected.map(|(kind, excerpt)| (kind, Stops, excerpt.to_owned())));
}

#[test]
fn initials() {
    each(&[
        ("In the case of J.S. the visit was late.", Initials, Asks, "J.S."),
        ("The child A.B. was seen.", Initials, Stops, "A.B."),
        ("The plan for child JS was closed.", Initials, Stops, "JS"),
        ("The plan for child AM was closed.", Initials, Stops, "AM"),
        ("The mother of TR agreed.", Initials, Asks, "TR"),
        ("Child A moved twice.", Initials, Asks, "A"),
        ("The young person K moved twice.", Initials, Asks, "K"),
        ("K, aged 14, likes school.", Initials, Asks, "K"),
        ("Family B waited longest.", Initials, Asks, "B"),
    ]);
}

#[test]
fn dates_of_birth() {
    each(&[
        ("A boy born on 3 May 2015 moved.", DateOfBirth, Stops, "3 May 2015"),
        ("A boy born on 3rd of May moved.", DateOfBirth, Stops, "3rd of May"),
        ("Date of birth: 03/05/15.", DateOfBirth, Stops, "03/05/15"),
        ("The child (DOB 2015-05-03) moved.", DateOfBirth, Stops, "2015-05-03"),
        ("D.O.B. 03.05.2015", DateOfBirth, Stops, "03.05.2015"),
        ("Her birthday is May 3rd, 2015.", DateOfBirth, Stops, "May 3rd, 2015"),
        ("The twins were born in May 2015.", DateOfBirth, Asks, "May 2015"),
        // The report's own date is no excuse next to a word about birth.
        ("The baby was born on 31 March 2026.", DateOfBirth, Stops, "31 March 2026"),
        ("The child (03/05/2015) was born late.", DateOfBirth, Stops, "03/05/2015"),
        ("The boy moved on 14 February 2026.", DateOfBirth, Asks, "14 February 2026"),
        ("The girl moved on 14/02/2026.", DateOfBirth, Asks, "14/02/2026"),
    ]);
}

#[test]
fn postcodes_and_addresses() {
    each(&[
        ("The home is in NR1 3AB.", Postcode, Stops, "NR1 3AB"),
        ("The home is in sw1a2bb now.", Postcode, Stops, "sw1a2bb"),
        ("The home is in M60\n1NW.", Postcode, Stops, "M60 1NW"),
        ("The family lives in NR3.", Postcode, Asks, "NR3"),
        ("They moved from Easterby to LS6.", Postcode, Asks, "LS6"),
        ("Most are in the NR3 area.", Postcode, Asks, "NR3"),
        ("They moved to 12 Acacia Avenue.", Address, Stops, "12 Acacia Avenue"),
        ("They moved to 3a Old Mill Lane.", Address, Stops, "3a Old Mill Lane"),
        ("They moved to 12 acacia avenue.", Address, Asks, "12 acacia avenue"),
        ("They moved to 7 Birch Close.", Address, Stops, "7 Birch Close"),
        ("They moved to Flat 3.", Address, Stops, "Flat 3"),
    ]);
}

#[test]
fn numbers_of_one_person() {
    each(&[
        ("See C1234567 for details.", CaseNumber, Stops, "C1234567"),
        ("See 1234567 for details.", CaseNumber, Stops, "1234567"),
        ("See 123456 for details.", CaseNumber, Asks, "123456"),
        ("See case no. 4821 for details.", CaseNumber, Stops, "4821"),
        ("Case number: 482 was closed.", CaseNumber, Stops, "482"),
        ("Mosaic ID 48213 was closed.", CaseNumber, Stops, "48213"),
        ("NHS number 943 476 5919.", CaseNumber, Stops, "943 476 5919"),
        ("NHS number 943-476-5919.", CaseNumber, Stops, "943-476-5919"),
        ("UPN A123456789012 moved school.", CaseNumber, Stops, "A123456789012"),
        ("See CIN-00123 for details.", CaseNumber, Stops, "CIN-00123"),
        ("See P/48213 for details.", CaseNumber, Stops, "P/48213"),
        ("The pseudonym a3f9c2d1 moved twice.", CaseNumber, Stops, "a3f9c2d1"),
        ("Her number is QQ 12 34 56 C.", CaseNumber, Stops, "QQ 12 34 56 C"),
        ("Ring 07700 900123 for more.", Telephone, Stops, "07700 900123"),
        ("Ring (01632) 960 123 for more.", Telephone, Asks, "(01632) 960 123"),
        ("Ring +44 7700 900123 for more.", Telephone, Stops, "+44 7700 900123"),
        ("Write to some.body@mail.example.", Email, Stops, "some.body@mail.example"),
    ]);
}
