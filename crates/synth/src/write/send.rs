//! Special educational needs: requests, assessments and plans, for children whether or not social care knows them.

use crate::calendar::{Day, NEVER, birthday};
use crate::life::{Family, World};
use crate::table::Table;
use crate::write::Scribe;
use crate::write::people::upn;

impl Scribe<'_> {
    pub(super) fn send(&mut self, family: &mut Family, index: usize) -> bool {
        let child = &family.children[index];
        let (person, born, disabled, gone) = (child.person, child.born, child.disabled, child.gone);
        if family.unaccompanied || !family.rng.per_mille(if disabled { 430 } else { 38 }) {
            return false;
        }
        let asked = self.world.calendar.on_or_after(born + family.rng.length(&[((850, 1_900), 34), ((1_900, 4_200), 48), ((4_200, 5_800), 18)]));
        let decided = self.world.calendar.on_or_before(asked + family.rng.length(&[((20, 42), 88), ((43, 70), 12)]));
        let agreed = family.rng.per_cent(77);
        let done =
            self.world.calendar.on_or_before(asked + family.rng.length(&[((110, 139), 58), ((140, 140), 6), ((141, 220), 24), ((221, 380), 12)]));
        let given = agreed && family.rng.per_cent(95);
        let leaves = birthday(born, 16) + family.rng.between(0, 2_600);
        let ended = if given {
            leaves.max(done + 200)
        } else if agreed {
            done
        } else {
            decided
        };
        let World { start, until, .. } = *self.world;
        if asked > until || ended < start || gone <= asked {
            return false;
        }
        let (send, request, assessment, named) = (family.next_id(), family.next_id(), family.next_id(), family.next_id());
        self.sheets.row(Table::Send).id("SN", send).person(person).text(&upn(person)).blank().blank().end();
        let outcome = if decided > until {
            "A"
        } else if agreed {
            "Y"
        } else {
            "N"
        };
        self.sheets.row(Table::EhcpRequests).id("ER", request).id("SN", send).day(asked).day(decided).text(outcome).end();
        if !agreed || decided > until {
            return true;
        }
        let outcome = if done > until {
            "A"
        } else if given {
            "Y"
        } else {
            "N"
        };
        let excepted = family.rng.per_cent(6);
        self.sheets
            .row(Table::EhcpAssessment)
            .id("EA", assessment)
            .id("ER", request)
            .day(done)
            .text(outcome)
            .text(if excepted { "1" } else { "0" })
            .end();
        if !given || done > until {
            return true;
        }
        let ceased = if leaves.max(done + 200) > until { NEVER } else { leaves.max(done + 200) };
        let reason = family.rng.weighted(&[("2", 34), ("3", 14), ("4", 20), ("5", 10), ("6", 16), ("9", 6)]);
        self.sheets.row(Table::EhcpNamedPlan).id("EN", named).id("EA", assessment).day(done).day(ceased).text_if(ceased < NEVER, reason).end();
        if ceased == NEVER {
            self.active(family, request, done);
        }
        true
    }

    fn active(&mut self, family: &mut Family, request: u64, since: Day) {
        let until = self.world.until;
        let reviewed = (until - family.rng.length(&[((5, 365), 92), ((366, 560), 8)])).max(since);
        let id = family.next_id();
        self.sheets.row(Table::EhcpActivePlans).id("EX", id).id("ER", request).maybe_day((reviewed > since + 200).then_some(reviewed)).end();
        let kinds = [
            ("ASD", 29),
            ("SLCN", 15),
            ("SEMH", 13),
            ("MLD", 12),
            ("SLD", 12),
            ("PD", 6),
            ("SPLD", 4),
            ("PMLD", 4),
            ("HI", 2),
            ("VI", 1),
            ("MSI", 1),
            ("OTH", 2),
        ];
        let first = family.rng.weighted(&kinds);
        let second = family.rng.weighted(&kinds);
        let need = family.next_id();
        self.sheets.row(Table::SenNeed).id("NE", need).id("EX", id).text(first).text("1").end();
        if second != first && family.rng.per_cent(45) {
            let need = family.next_id();
            self.sheets.row(Table::SenNeed).id("NE", need).id("EX", id).text(second).text("2").end();
        }
    }
}
