//! Where children in care live: placements, moves, short stays elsewhere.

use crate::calendar::{Day, age};
use crate::life::{Adoption, Family, Placement, World};
use crate::place::postcode;
use crate::rng::Rng;

/// What decides where a child is placed.
pub(crate) struct Home {
    pub(crate) born: Day,
    pub(crate) entry: Day,
    pub(crate) end: Day,
    pub(crate) postcodes: u32,
    pub(crate) district: u32,
}

/// Carers, or a children's home: what stays the same while a child stays.
#[derive(Clone)]
struct Carers {
    kind: &'static str,
    urn: String,
    provider: &'static str,
    postcode: String,
    distance: i32,
}

impl World {
    /// Placements from entry to end without a gap; beside them a few stays that began and ended on one day.
    pub(crate) fn placements(
        &self,
        family: &mut Family,
        home: &Home,
        legal: &[(Day, &'static str)],
        adoption: Option<&Adoption>,
        with_parents_from: Option<Day>,
        unaccompanied: bool,
    ) -> Vec<Placement> {
        let rng = &mut family.rng;
        let long_term_from = legal.iter().find(|(_, status)| *status == "C2").map(|(from, _)| *from);
        // From here on the child is with adopters, or with parents again.
        let last_move = adoption.and_then(|adoption| adoption.placed).or(with_parents_from).filter(|day| *day > home.entry + 20 && *day < home.end);
        let settled_until = last_move.unwrap_or(home.end);
        let steadiness = rng.weighted(&[((600, 3_000), 68), ((200, 800), 25), ((30, 190), 7)]);
        let mut made: Vec<Placement> = Vec::new();
        let mut carers = first(rng, home, unaccompanied);
        let mut from = home.entry;
        let mut same = false;
        while from < settled_until {
            let (least, most) = if from == home.entry { (steadiness.0 / 4, steadiness.1 / 2) } else { steadiness };
            let mut to = (from + rng.between(least.max(6), most)).min(settled_until);
            if settled_until - to < 10 {
                to = settled_until;
            }
            // A foster home becomes the long-term one where it is.
            let stays = long_term_from.filter(|day| *day > from + 30 && *day + 10 < to && carers.kind == "U6");
            if let Some(day) = stays.filter(|_| rng.per_cent(55)) {
                to = day + rng.between(0, 5);
            }
            push(rng, &mut made, &carers, (from, to), same);
            if to >= settled_until {
                break;
            }
            from = to;
            same = stays.is_some_and(|day| (day..=day + 5).contains(&to));
            if same {
                carers.kind = "U4";
                if let Some(last) = made.last_mut() {
                    last.change = "PLACE";
                }
            } else {
                carers = next(rng, home, from, long_term_from.is_some_and(|day| day <= from));
            }
        }
        if let Some(from) = last_move {
            let (carers, same) = settle(rng, home, adoption, carers);
            if same && let Some(last) = made.last_mut() {
                last.change = "PLACE";
            }
            push(rng, &mut made, &carers, (from, home.end), same);
        }
        if let Some(last) = made.last_mut() {
            last.change = "";
        }
        away_for_a_while(rng, &mut made, home);
        for placement in &mut made {
            placement.id = family.next_id();
        }
        self.night_elsewhere(family, &mut made, home);
        made
    }

    /// One in 70 periods has a stay that began and ended on one day.
    fn night_elsewhere(&self, family: &mut Family, made: &mut Vec<Placement>, home: &Home) {
        if made.len() < 2 || !family.rng.per_mille(60) {
            return;
        }
        let on = made[1].from;
        let id = family.next_id();
        let carers = carers(&mut family.rng, home, "U6", 80);
        made.push(Placement {
            id,
            from: on,
            to: on,
            kind: "U6",
            urn: carers.urn,
            provider: carers.provider,
            postcode: carers.postcode,
            distance: carers.distance,
            change: "OTHER",
            same_carers: false,
        });
    }
}

fn push(rng: &mut Rng, made: &mut Vec<Placement>, carers: &Carers, (from, to): (Day, Day), same_carers: bool) {
    let change = rng.weighted(&[
        ("CARPL", 38),
        ("CREQB", 16),
        ("CREQO", 10),
        ("CHILD", 8),
        ("LAREQ", 8),
        ("STAND", 3),
        ("ALLEG", 2),
        ("CLOSE", 3),
        ("APPRR", 1),
        ("OTHER", 11),
    ]);
    made.push(Placement {
        id: 0,
        from,
        to,
        kind: carers.kind,
        urn: carers.urn.clone(),
        provider: carers.provider,
        postcode: carers.postcode.clone(),
        distance: carers.distance,
        change,
        same_carers,
    });
}

/// The end of the road: adopters, or home on a care order.
fn settle(rng: &mut Rng, home: &Home, adoption: Option<&Adoption>, before: Carers) -> (Carers, bool) {
    match adoption {
        Some(adoption) if adoption.by_carer && before.kind.starts_with('U') => (Carers { kind: "A5", ..before }, true),
        Some(_) => (carers(rng, home, "A6", 300), false),
        None => {
            let mut with_parents = carers(rng, home, "P1", 8);
            with_parents.urn = "XXXXXXX".to_owned();
            with_parents.provider = "PR0";
            (with_parents, false)
        }
    }
}

fn first(rng: &mut Rng, home: &Home, unaccompanied: bool) -> Carers {
    let years = age(home.born, home.entry);
    let kind = match years {
        16.. if unaccompanied => rng.weighted(&[("U6", 42), ("H5", 34), ("P2", 19), ("K2", 5)]),
        16.. => rng.weighted(&[("U6", 38), ("H5", 21), ("P2", 14), ("K2", 22), ("U3", 5)]),
        10..=15 => rng.weighted(&[("U6", 68), ("K2", 19), ("U3", 12), ("K1", 1)]),
        0 => rng.weighted(&[("U6", 70), ("U3", 17), ("R3", 8), ("U5", 5)]),
        _ => rng.weighted(&[("U6", 76), ("U3", 24)]),
    };
    carers(rng, home, kind, if years >= 10 { 220 } else { 150 })
}

fn next(rng: &mut Rng, home: &Home, from: Day, long_term: bool) -> Carers {
    let years = age(home.born, from);
    let kind = match years {
        16.. => rng.weighted(&[("U6", 26), ("U4", 14), ("H5", 26), ("P2", 15), ("K2", 17), ("S1", 2)]),
        10..=15 if long_term => rng.weighted(&[("U4", 46), ("U6", 18), ("K2", 28), ("U1", 5), ("S1", 2), ("K1", 1)]),
        10..=15 => rng.weighted(&[("U6", 58), ("K2", 28), ("U3", 12), ("R1", 2)]),
        _ if long_term => rng.weighted(&[("U4", 66), ("U6", 19), ("U1", 12), ("K2", 3)]),
        _ => rng.weighted(&[("U6", 76), ("U3", 24)]),
    };
    carers(rng, home, kind, if matches!(kind, "K2" | "K1" | "S1" | "R1") { 420 } else { 190 })
}

/// New carers; `far` in a thousand are more than 20 miles away.
fn carers(rng: &mut Rng, home: &Home, kind: &'static str, far: u32) -> Carers {
    let distant = rng.per_mille(far);
    let distance = if distant {
        rng.length(&[((205, 400), 60), ((401, 900), 28), ((901, 2_400), 12)])
    } else {
        rng.length(&[((0, 40), 40), ((41, 110), 38), ((111, 200), 22)])
    };
    // Nine in ten far placements lie outside the county, and a few near ones.
    let outside = if distant { rng.per_cent(90) } else { rng.per_cent(7) };
    let postcode = if outside {
        postcode(80 + rng.below(10), rng.below(3_600))
    } else {
        let district = if rng.per_cent(55) { home.district } else { rng.below(7) };
        postcode(district + 1, rng.below(home.postcodes))
    };
    let provider = match kind {
        "K1" | "K2" | "S1" => rng.weighted(&[("PR4", 72), ("PR1", 18), ("PR5", 8), ("PR2", 2)]),
        "H5" | "P2" | "R1" => rng.weighted(&[("PR4", 62), ("PR5", 25), ("PR1", 13)]),
        "A6" => rng.weighted(&[("PR1", 60), ("PR2", 25), ("PR5", 15)]),
        "U1" | "U3" => "PR1",
        _ => rng.weighted(&[("PR1", 60), ("PR4", 34), ("PR5", 6)]),
    };
    let urn = match kind {
        "P2" | "H5" => "XXXXXXX".to_owned(),
        _ if provider == "PR1" => "SC999001".to_owned(),
        _ => format!("SC{}", 410_000 + rng.below(400)),
    };
    Carers { kind, urn, provider, postcode, distance }
}

/// Holidays, hospital and respite: a temporary placement, after which the child comes back to the same carers.
fn away_for_a_while(rng: &mut Rng, made: &mut Vec<Placement>, home: &Home) {
    let mut at = 0;
    while at < made.len() {
        let (from, to) = (made[at].from, made[at].to);
        if to - from < 60 || made[at].kind == "P1" || !rng.per_cent(7) {
            at += 1;
            continue;
        }
        let (kind, length) = match rng.below(10) {
            0..=1 => ("T1", rng.between(2, 20)),
            2..=4 => ("T2", rng.between(5, 14)),
            5..=7 => ("T3", rng.between(5, 18)),
            _ => ("T4", rng.between(1, 6)),
        };
        let left = from + rng.between(15, to - from - 30);
        let elsewhere = carers(rng, home, kind, 200);
        let mut back = copy(&made[at], left + length, to);
        back.same_carers = false;
        let stay = Placement {
            id: 0,
            from: left,
            to: left + length,
            kind,
            urn: if kind == "T2" || kind == "T1" { "XXXXXXX".to_owned() } else { elsewhere.urn },
            provider: elsewhere.provider,
            postcode: elsewhere.postcode,
            distance: elsewhere.distance,
            change: "",
            same_carers: false,
        };
        made[at].to = left;
        made[at].change = "";
        made.insert(at + 1, stay);
        made.insert(at + 2, back);
        at += 3;
    }
}

fn copy(of: &Placement, from: Day, to: Day) -> Placement {
    Placement {
        id: 0,
        from,
        to,
        kind: of.kind,
        urn: of.urn.clone(),
        provider: of.provider,
        postcode: of.postcode.clone(),
        distance: of.distance,
        change: of.change,
        same_carers: of.same_carers,
    }
}
