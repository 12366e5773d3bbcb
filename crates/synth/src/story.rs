//! What is in every county on purpose, with its dates, for tests and guides to refer to.

use jiff::civil::{Date, date};

/// Something put into the county on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoryItem {
    /// A short name to refer to it by.
    pub id: &'static str,
    /// What happens, in one sentence.
    pub what: &'static str,
    /// Where it shows, in one sentence.
    pub shows: &'static str,
    /// The first day on which it shows; none if it holds throughout.
    pub from: Option<Date>,
    /// The last day on which it shows; none if it goes on.
    pub until: Option<Date>,
}

const STORY: &[StoryItem] = &[
    StoryItem {
        id: "seasons",
        what: "August and the school holidays are quiet, June, July, September and October are busy; schools make no contact in August.",
        shows: "Contacts and referrals by month; contacts from source 2A in any August are none.",
        from: None,
        until: None,
    },
    StoryItem {
        id: "police-rise",
        what: "The police share more of what they see: contacts from source 6 rise by about 35% and stay there.",
        shows: "Contacts from the police by month; most of the additional ones lead to no referral.",
        from: Some(date(2017, 4, 1)),
        until: None,
    },
    StoryItem {
        id: "no-change",
        what: "The share of referrals ending in no further action is 8% throughout: whatever moves there is chance.",
        shows: "Referrals with no further action by month.",
        from: None,
        until: None,
    },
    StoryItem {
        id: "team-reorganisation",
        what: "Assessment, safeguarding and children in care teams become new teams with new keys (N...); involvements close and open again with reason ORGRST, near half with another worker.",
        shows: "Involvements, and every figure by team.",
        from: Some(date(2016, 10, 3)),
        until: None,
    },
    StoryItem {
        id: "late-cp-reviews",
        what: "Of the protection plan reviews due in 2018-19Q1 only about half are held in time; before and after, 19 in 20 are.",
        shows: "Protection plan reviews held in time, by quarter of the due date.",
        from: Some(date(2018, 4, 1)),
        until: Some(date(2018, 6, 30)),
    },
    StoryItem {
        id: "few-reviewing-officers",
        what: "Two reviewing posts in five are empty and covered by colleagues: the cause of the late reviews.",
        shows: "Children for each reviewing officer; involvements with reason MANAGE in the reviewing unit (team RV1).",
        from: Some(date(2018, 3, 5)),
        until: Some(date(2018, 7, 1)),
    },
    StoryItem {
        id: "easter-45",
        what: "Each year one assessment that spans Easter is authorised on working day 45 and one on working day 46.",
        shows: "Persons 1000YYYY1 (day 45) and 1000YYYY2 (day 46) with YYYY the year of that Easter; assessments keyed AS and the person's number.",
        from: None,
        until: None,
    },
    StoryItem {
        id: "christmas-45",
        what: "Each year one assessment that spans Christmas is authorised on working day 45 and one on working day 46.",
        shows: "Persons 1000YYYY3 (day 45) and 1000YYYY4 (day 46) with YYYY the year of that Christmas.",
        from: None,
        until: None,
    },
    StoryItem {
        id: "deadline-rush",
        what: "About one assessment in four is authorised on working days 40 to 45.",
        shows: "Working days of assessments, as a distribution.",
        from: None,
        until: None,
    },
    StoryItem {
        id: "repeat-plans",
        what: "About one protection plan in five is the child's second or later; families with an earlier plan are likelier to have another.",
        shows: "Repeat plans, ever and within two years.",
        from: None,
        until: None,
    },
    StoryItem {
        id: "moves",
        what: "About one child in ten in care has three or more placements in a year; there are temporary stays (T codes) and stays that began and ended on one day.",
        shows: "Placements; a stay of no night has no episode of care.",
        from: None,
        until: None,
    },
    StoryItem {
        id: "strategy-discussions-fuller",
        what: "More and more strategy discussions have all the agencies that must be there: from about 80% to about 95% in two years.",
        shows: "Strategy discussions with required agencies; it is mostly health that was missing.",
        from: Some(date(2016, 4, 1)),
        until: Some(date(2018, 7, 1)),
    },
    StoryItem {
        id: "late-for-want-of-a-chair",
        what: "Of the protection reviews that were late in 2018-19Q1 three in four waited for a chair; in other quarters one in four does.",
        shows: "Late protection reviews by reason, beside the items late-cp-reviews and few-reviewing-officers.",
        from: Some(date(2018, 4, 1)),
        until: Some(date(2018, 6, 30)),
    },
    StoryItem {
        id: "strengthening-families-grow",
        what: "Strengthening Families takes on a larger share of new protection plans: from one in twelve to nearly one in two.",
        shows: "Children helped by a named service, and the outcomes of the work.",
        from: Some(date(2016, 4, 1)),
        until: None,
    },
    StoryItem {
        id: "leavers-after-reorganisation",
        what: "When the teams become new ones near half their posts change hands; three in five of those who go move to other work in the council, the others leave.",
        shows: "Social worker turnover in the 12 months after October 2016; managers who act up until spring 2018.",
        from: Some(date(2016, 10, 3)),
        until: Some(date(2017, 10, 2)),
    },
    StoryItem {
        id: "eight-audits",
        what: "Of the eight front door cases audited in the last quarter seven were dealt with within 24 hours and all within 3 days; seven were given the right priority, and for the eighth something was done the same day.",
        shows: "Case audits of the kind `front-door` in the quarter of the last day: 7 of 8, which could be anything from 53% to 98%.",
        from: None,
        until: None,
    },
    StoryItem {
        id: "practice-model",
        what: "Signs of Safety is taught from October 2014 on, and used in more and more of the cases audited; staff find it more and more helpful.",
        shows: "Staff trained in Signs of Safety; audits in which it was used; answers to staff surveys.",
        from: Some(date(2014, 10, 6)),
        until: None,
    },
    StoryItem {
        id: "dirt",
        what: "About three rows in a thousand are spoilt: impossible dates, unknown codes, keys twice, children who do not exist, required values missing, ends before starts, dates as dd/mm/yyyy or with a time, flags in lower case.",
        shows: "Quarantine, the checks, and `Summary::spoilt`, which counts them by kind.",
        from: None,
        until: None,
    },
    StoryItem {
        id: "call-waiting",
        what: "The average wait on the front door's phone, which had crept up to nearly a minute, falls from about 56 seconds to about 8 within six months; fewer callers hang up.",
        shows: "Average call waiting time and calls abandoned, month by month (table call).",
        from: Some(date(2018, 4, 1)),
        until: Some(date(2018, 9, 30)),
    },
    StoryItem {
        id: "three-working-days",
        what: "About four contacts in five (81%) are decided within 3 working days; most of the late ones are rated green.",
        shows: "Contacts decided within 3 working days, by rating (table contact_log).",
        from: None,
        until: None,
    },
    StoryItem {
        id: "duty-winter",
        what: "The emergency duty team has about half as many calls again as usual, for children and for adults: far above the forecast.",
        shows: "Emergency duty calls against the forecast, by month.",
        from: Some(date(2017, 12, 1)),
        until: Some(date(2018, 2, 28)),
    },
    StoryItem {
        id: "specialist-carers",
        what: "A campaign, Room for one more, seeks specialist foster carers: the target rises from 3 to 12 households (in a county of 20,000 children), and from the autumn on they are approved one after another.",
        shows: "Specialist foster carers against target; enquiries by campaign.",
        from: Some(date(2017, 4, 1)),
        until: None,
    },
    StoryItem {
        id: "unanswered-ratings",
        what: "Managers answer most red ratings of reviewing officers in time, but fewer than half of the amber ones, and many green ones never; from April 2018 they are pursued and amber improves.",
        shows: "IRO ratings answered in time by colour, and ratings without an answer.",
        from: Some(date(2015, 10, 1)),
        until: None,
    },
    StoryItem {
        id: "stale-annual-report",
        what: "The reviewing service's annual report for 2015-16 is presented 349 days after the year ended, the one for 2016-17 after 194 and the one for 2017-18 after 81.",
        shows: "Age of service reports when presented, by report.",
        from: Some(date(2017, 3, 15)),
        until: Some(date(2018, 6, 20)),
    },
    StoryItem {
        id: "no-medical-adviser",
        what: "No medical adviser can be found for the adoption panel in 2017-18Q3: panels are held without, put off or cancelled, and cases wait.",
        shows: "Adoption panels held with a medical adviser; delay from lack of medical advice, into the next quarter.",
        from: Some(date(2017, 10, 1)),
        until: Some(date(2017, 12, 31)),
    },
    StoryItem {
        id: "plans-out-of-lessons",
        what: "The virtual school moves education plan meetings out of lessons: from about five in six in school time to about half.",
        shows: "Education plan meetings in school time.",
        from: Some(date(2017, 9, 1)),
        until: None,
    },
    StoryItem {
        id: "missing-children-officers",
        what: "Missing children officers begin: return interviews are offered more often, and of those accepted the share held within 72 hours rises from under half to nearly nine in ten.",
        shows: "Return interviews within 72 hours, of all returns, of those offered and of those accepted.",
        from: Some(date(2016, 4, 1)),
        until: None,
    },
    StoryItem {
        id: "missing-in-summer",
        what: "Children go missing from home about twice as often from May to September as in winter; most of them were not known to social care before.",
        shows: "Missing episodes by month, from home; missing children not known before.",
        from: None,
        until: None,
    },
    StoryItem {
        id: "county-lines-in-two-districts",
        what: "County lines grow in Eldermarsh and Harrowdene, to several times what they were; elsewhere they do not.",
        shows: "Children involved in county lines, by district of home.",
        from: Some(date(2016, 10, 1)),
        until: None,
    },
    StoryItem {
        id: "home-education-rise",
        what: "The number of home educated children rises by about 15% a year, and anxiety becomes a common reason.",
        shows: "Home educated children at the end of each quarter; reasons of those who start.",
        from: None,
        until: None,
    },
];

/// What is in every county on purpose. An item whose dates lie outside the history does not occur.
#[must_use]
pub fn story() -> &'static [StoryItem] {
    STORY
}
