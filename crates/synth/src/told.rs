//! Children whose dates are set by hand, for the edges of the working-day clock.

use crate::calendar::{Day, NEVER, civil, day};
use crate::front_door::SOURCES;
use crate::life::{Assessment, Contact, Family, Finding, Need, Outcome, Stretch, World};
use crate::need::SOCIAL_WORKER;
use crate::rng::{Rng, Stream};
use crate::workforce::Work;
use crate::write::Scribe;

impl World {
    /// For each year of the history: assessments on working day 45 and 46 across Easter and across Christmas.
    pub(crate) fn told(&self, scribe: &mut Scribe<'_>) {
        for year in civil(self.start).0..=civil(self.until).0 {
            for (nth, (month, of_month), working_days) in [(1, (2, 12), 45), (2, (2, 12), 46), (3, (11, 6), 45), (4, (11, 6), 46)] {
                let start = self.calendar.on_or_after(day(year, month, of_month));
                let done = self.calendar.add_working_days(start, working_days);
                if start >= self.start && done <= self.until {
                    scribe.family(self.told_family(year, nth, (start, done)));
                }
            }
        }
    }

    fn told_family(&self, year: i32, nth: u64, (start, done): (Day, Day)) -> Family {
        // Person 1000YYYYn: below every family number that is drawn.
        let number = 10_000_000 + u64::try_from(year).unwrap_or(0);
        let rng = Rng::stream(self.settings.seed, Stream::Family, number * 10 + nth);
        let mut family = Family::new(number * 10 + nth, rng, "WBRI", 0);
        let mut child = family.child(start - 3_000, 0);
        child.person = number * 10 + nth;
        child.disabled = false;
        let source = SOURCES.iter().position(|source| source.code == "3B").unwrap_or(0);
        let post = self.workforce.post(&mut family.rng, Work::FrontDoor, 0);
        let assessor = self.workforce.post(&mut family.rng, Work::Assessment, 0);
        child.needs.push(Need {
            id: child.person,
            day: start,
            source,
            primary: "N4",
            nfa: false,
            close: self.calendar.add_working_days(done, 1),
            reason: "RC8",
            assessments: vec![Assessment { id: child.person, start, done, finding: Finding::Nfa, seen: true, post: assessor }],
            enquiries: Vec::new(),
            conference: None,
            plan: None,
            cin: Vec::new(),
            care: Vec::new(),
            stretches: vec![Stretch {
                from: start,
                to: self.calendar.add_working_days(done, 1),
                post: assessor,
                role: SOCIAL_WORKER,
                reason: "FCONTA",
            }],
            post,
        });
        child.gone = NEVER;
        family.contacts.push(Contact { child: 0, at: (start, 615), source, outcome: Outcome::NewReferral });
        family.children.push(child);
        self.move_in(&mut family, start - 3_000);
        family
    }
}
