//! What must not be found: the words of committee papers.

use sightline_prose::{Known, scan};

use crate::found;

#[test]
fn does_not_cry_wolf() {
    for text in [
        "",
        " \n\n ",
        "Children waited longer for a first visit this quarter.",
        "The Corporate Parenting Committee met on 10 June 2026 in Easterby.",
        "Figures are as at 31 March 2026; the year began on 1 April 2026.",
        "Working Together to Safeguard Children sets the limit of 45 working days.",
        "The Independent Reviewing Officer (IRO) chairs reviews for children in care.",
        "The MASH and the EDT decided 98% of contacts within 24 hours; CIN plans rose.",
        "Section 47 enquiries rose in Quarter 3, and Level 3 help fell.",
        "Early Help, Family Help and the Front Door work as one in Kirkby Vale.",
        "The Director of Children’s Services and the Lead Member agreed the plan.",
        "Statistical Neighbours and England are shown beside Northshire.",
        "In May, more families will need help; in March and April fewer did.",
        "May we ask the committee to note this? Will it help?",
        "We hope that trust will grow. Hope is not a plan.",
        "The mark for recording was good, and the grant was spent.",
        "Summer holidays and the Autumn Term change demand. Winter pressures follow.",
        "Ofsted visited in 2025 and wrote to the Council. The Department for Education replied.",
        "Children said that they want to be heard. Parents told us the same.",
        "The Public Law Outline (PLO) was used in 12 cases.",
        "Family Group Conferences (FGC) were offered to all. An FGC helps.",
        "Referrals: 12,794 (2024/25: 13,120), of which 81.3% in time.",
        "The rate is 58.3 per 10,000 children aged under 18.",
        "Date of birth is recorded for 98% of children.",
        "Children born in 2012 are now 14.",
        "The number of children born to care leavers rose.",
        "It cost £1,250,000 and saved £340000.",
        "See https://www.northshire.example/papers/1234567?ref=C1234567 for the papers.",
        "Contact the service on 01632 960001 or contact@northshire.example.",
        "Acorn House reopened; 6 children moved there.",
        "The Missing Children Panel met weekly, and the Virtual School reported.",
        "Table 3 and Appendix B show this; so do Figure 2 and Section 4.",
        "A near miss review was held. Miss rates fell.",
        "3 in 5 children live with kin; 1 in 20 live over 20 miles away.",
        "The 12 road safety events went well, and 4 schools took part.",
        "The case numbers rose to 1,482, and case files were audited.",
        "St Mary's School and St. Thomas Hospital were thanked.",
        "For each child I met, I read the file.",
        "Every child in A&E was seen within 4 hours.",
        "Social Worker caseloads fell. Practice Educators, Team Managers and Advanced Practitioners helped.",
        "LOOKED AFTER CHILDREN PLACED OUT OF AREA",
        "HOW WE ARE DOING IN NORTHSHIRE",
        "Signs of Safety is our practice model; the Voice and Influence Group tests it.",
        "Children’s Wellbeing and Schools Act 2026 and Children Act 1989 apply.",
        "Of the 40 plans, Q1 had 12, Q2 had 9, H1 21; the S47 rate was steady in Q3 2025.",
        "Deep Dive: Permanence. Looking Ahead. Next Steps. Key Messages. What Is Working Well. Staying Put.",
        "Girl, 12, and a 15-year-old boy from Easterby, 9 miles away; Easterby, 12 and Kirkby Vale, 4.",
        "Team A has 12.5 posts. Caseloads average 17.2, from 9 to 24. Table A (9) shows it; see Annex C, 4.",
        "Each child CP plan and child LA review was seen by the parent PA and the IRO.",
        "κ was 0.62 and the target is ≥ 0.6 – fair agreement.",
        "• Demand rose\n• Delay fell\n1. Agree the plan\n2. Note the risks",
        "COVID-19 and RAAC closed schools. The UK and the EU agreed.",
        "Children from Black, Asian and Mixed ethnic groups wait as long as White British children.",
        "The Safeguarding Partnership’s Quality Assurance Group will report in Spring 2027.",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn what_a_person_has_allowed_is_quiet() {
    let text = "The Jayden Fund paid; Ms Jones of Tolu Bakare House, NR1 3AB, agreed on 14 February 2026 (ref C1234567).";
    // Without: the fund, Ms Jones, the postcode, the date, the number. The house is asked about by no one: it is a house.
    assert_eq!(scan(text, &Known::default()).len(), 5);
    let allowed = ["Jayden Fund", "Ms Jones", "Tolu Bakare House", "NR1 3AB", "C1234567"].map(str::to_owned).to_vec();
    let known = Known { allowed, dates: vec![jiff::civil::date(2026, 2, 14)], ..Known::default() };
    assert_eq!(scan(text, &known), []);
}
