//! What stands around a number, and whether it is a figure at all.

use crate::lists::{COUNTED, DURATIONS, NUMBERED};
use crate::said::{Reader, Unit};
use crate::spelled::{self, Number};
use crate::tokens::{Case, Gap, Kind};

impl Reader<'_, '_> {
    /// Percent signs and words, also those of the end of a range: "80–85%", "from 70 to 75 per cent".
    pub(crate) fn unit(&self, end: usize) -> Unit {
        let text = self.text;
        let unit = |at: usize| match (text.mark(at), text.lower(at), text.lower(at + 1)) {
            (Some('%'), _, "points" | "point") => Some(Unit::Points),
            (Some('%' | '٪' | '％'), ..) | (_, "percent", _) if !matches!(text.lower(at + 1), "points" | "point") => Some(Unit::Percent),
            (_, "per", "cent") => Some(if text.lower(at + 2).starts_with("point") { Unit::Points } else { Unit::Percent }),
            (_, "percentage", "points" | "point") | (_, "percent", "points" | "point") => Some(Unit::Points),
            _ => None,
        };
        let ranged = text.is_dash(end) || matches!(text.lower(end), "to" | "and" | "or");
        let far = || spelled::figures(text, end + 1).filter(|_| ranged).and_then(|number| unit(number.end));
        unit(end).or_else(far).unwrap_or(Unit::None)
    }

    /// "1." or "2)" or "2.1 Front door" at the beginning of a line.
    pub(crate) fn listed(&self, at: usize, end: usize) -> bool {
        let text = self.text;
        let bracket = usize::from(at > 0 && text.is_mark(at - 1, '('));
        let begins = text.gap(at - bracket.min(at)) >= Gap::Line;
        let marked = matches!(text.mark(end), Some('.' | ')' | ':')) && text.touches(end) && text.gap(end + 1) > Gap::None && end + 1 < text.len();
        let heading = text.case(end) == Some(Case::Title) && text.tokens[at].kind == Kind::Digits && end > at + 1;
        begins && text.tokens[at].kind == Kind::Digits && (marked || heading)
    }

    /// "Section 47", "level 3", "Part 2", "[note 1]", and whatever is joined to one: "sections 17, 20 and 31".
    pub(crate) fn named(&self, at: usize, end: usize) -> bool {
        let text = self.text;
        let word = text.before(at, 1);
        let direct = at > 0 && (NUMBERED.contains(word) || text.is_mark(at - 1, '#')) && text.gap(at) <= Gap::Line;
        let dotted = at > 1 && text.is_mark(at - 1, '.') && matches!(text.before(at, 2), "no" | "fig" | "s" | "p" | "pp" | "para");
        // "In the year 12 children", "this group 40 children": a count of people is no name.
        let counted = COUNTED.contains(text.lower(end))
            && matches!(
                word,
                "year"
                    | "group"
                    | "quarter"
                    | "month"
                    | "week"
                    | "day"
                    | "groups"
                    | "families"
                    | "ward"
                    | "area"
                    | "zone"
                    | "number"
                    | "outcome"
                    | "order"
            );
        let joined = self.numbered.is_some_and(|before| {
            at > before && at - before <= 2 && (before..at).all(|at| matches!(text.lower(at), "and" | "or" | "to" | "," | "&") || text.is_dash(at))
        }) && !self.counts(at, end);
        let scale = matches!(word, "of" | "from") && text.before(at, 2) == "scale";
        (direct && !counted) || scale || dotted || joined
    }

    /// Part of something longer: 24/7, 10:30, COVID-19, 10-day, 1.2.3.
    pub(crate) fn glued(&self, at: usize, end: usize) -> bool {
        let text = self.text;
        let before = text.touches(at)
            && text.mark(at - 1).is_some_and(|mark| {
                matches!(mark, '/' | ':' | '.' | '_' | '+' | '*' | '@')
                    || (matches!(mark, '-' | '\u{2011}' | '\u{2010}') && at > 1 && text.touches(at - 1) && text.kind(at - 2) == Some(Kind::Word))
            });
        let after = text.touches(end)
            && text.touches(end + 1)
            && text.mark(end).is_some_and(|mark| matches!(mark, '/' | ':' | '_' | '.' | '@'))
            && matches!(text.kind(end + 1), Some(Kind::Digits | Kind::Mixed));
        let open = text.is_mark(end, '+') && text.touches(end);
        let mixed = text.kind(end) == Some(Kind::Mixed) && text.touches(end);
        before || after || open || mixed || self.hyphenated(end)
    }

    /// "10-day", "three-way", and the first of "16–17-year-olds".
    pub(crate) fn hyphenated(&self, end: usize) -> bool {
        let text = self.text;
        let word = |at: usize| {
            text.is_dash(at) && text.touches(at) && text.touches(at + 1) && text.kind(at + 1) == Some(Kind::Word) && text.lower(at + 1) != "and"
        };
        let ranged = (text.is_dash(end) || text.lower(end) == "to") && spelled::figures(text, end + 1).is_some_and(|number| word(number.end));
        word(end) || ranged
    }

    /// 2025, but not "2,025" or "2025 children"; the 26 of 2025–26.
    pub(crate) fn year(&self, at: usize, number: Number) -> bool {
        let text = self.text;
        let four = text.digits(at).is_some_and(|digits| digits.len() == 4) && number.end == at + 1 && (1900.0..2100.0).contains(&number.value);
        let second = at > 1
            && text.is_dash(at - 1)
            && text.digits(at - 2).is_some_and(|digits| digits.len() == 4)
            && text.digits(at).is_some_and(|digits| digits.len() == 2);
        (four && !COUNTED.contains(text.lower(number.end))) || second
    }

    /// "Children under 5", "5 to 9 year olds", "over 16s".
    pub(crate) fn aged(&self, at: usize, number: Number) -> bool {
        let text = self.text;
        let limit = matches!(text.before(at, 1), "under" | "over" | "below" | "above")
            && (matches!(
                text.before(at, 2),
                "children" | "those" | "babies" | "young" | "people" | "infants" | "boys" | "girls" | "aged" | "all" | "the"
            ) || number.end == self.text.len());
        let between = matches!(text.before(at, 1), "to" | "and")
            && matches!(text.before(at, 3), "aged" | "age" | "ages" | "between")
            && matches!(text.before(at, 4), "aged" | "ages" | "age");
        let old = matches!(text.lower(number.end), "or" | "and") && matches!(text.lower(number.end + 1), "over" | "under" | "older" | "younger");
        number.value <= 25.0 && number.decimals == 0 && (limit && !self.counts(at, number.end) || between || old)
    }

    /// "45 working days", "three consecutive months", "5 to 9 years".
    pub(crate) fn duration(&self, end: usize) -> bool {
        let text = self.text;
        let between = matches!(
            text.lower(end),
            "working"
                | "calendar"
                | "rolling"
                | "consecutive"
                | "successive"
                | "full"
                | "school"
                | "whole"
                | "more"
                | "further"
                | "clear"
                | "additional"
                | "or"
        ) || text.is_dash(end);
        let more = between && text.lower(end + 1) == "more";
        let direct = |at: usize| DURATIONS.contains(text.lower(at)) && text.gap(at) <= Gap::Line;
        let ranged = matches!(text.lower(end), "to" | "and" | "or") || text.is_dash(end);
        let far = || {
            spelled::figures(text, end + 1)
                .or_else(|| spelled::words(text, end + 1))
                .is_some_and(|number| number.end > end + 1 && (direct(number.end) || (text.lower(number.end) == "working" && direct(number.end + 1))))
        };
        direct(end) || (between && (direct(end + 1) || (more && direct(end + 2)))) || (ranged && far())
    }

    /// Whether what is counted follows: "three disabled children", "3 of the 12", "two were".
    pub(crate) fn counts(&self, at: usize, end: usize) -> bool {
        let text = self.text;
        if matches!(text.lower(at), "twins" | "triplets")
            || matches!(text.lower(end), "were" | "had" | "have" | "was" | "whose")
                && text.gap(end) <= Gap::Line
                && text.kind(end.saturating_sub(1)) != Some(Kind::Mark)
        {
            return text.lower(at) != "one" || text.lower(end) != "was" || text.begins(at) || text.before(at, 1) == "only";
        }
        for ahead in end..end + 5 {
            let word = text.lower(ahead);
            if text.gap(ahead) >= Gap::Paragraph
                || matches!(
                    word,
                    "and"
                        | "but"
                        | "in"
                        | "on"
                        | "at"
                        | "for"
                        | "by"
                        | "with"
                        | "from"
                        | "to"
                        | "per"
                        | "which"
                        | "because"
                        | "as"
                        | "about"
                        | "is"
                        | "are"
                        | "key"
                        | "main"
                        | "common"
                        | "areas"
                        | "ways"
                        | "things"
                        | "themes"
                        | "themed"
                        | "priorities"
                )
            {
                return false;
            }
            match text.kind(ahead) {
                Some(Kind::Word) if COUNTED.contains(word) => {
                    // "Three family hubs" and "two child protection teams" are not people.
                    let goes_on = text.kind(ahead + 1) == Some(Kind::Word)
                        && text.gap(ahead + 1) <= Gap::Space
                        && matches!(
                            text.lower(ahead + 1),
                            "hub"
                                | "hubs"
                                | "team"
                                | "teams"
                                | "centre"
                                | "centres"
                                | "home"
                                | "homes"
                                | "protection"
                                | "service"
                                | "services"
                                | "group"
                                | "groups"
                                | "panel"
                                | "panels"
                                | "meetings"
                                | "events"
                                | "themes"
                                | "manager"
                                | "managers"
                                | "boards"
                                | "tools"
                                | "tool"
                                | "ways"
                        );
                    return !goes_on
                        || text.lower(ahead + 1) == "protection" && matches!(text.lower(ahead + 2), "plans" | "conferences" | "enquiries");
                }
                Some(Kind::Mark) if !(text.is_dash(ahead) || text.mark(ahead).is_some_and(|mark| matches!(mark, '“' | '"' | '’' | '‘'))) => {
                    return false;
                }
                Some(_) => {}
                None => return false,
            }
        }
        false
    }

    pub(crate) fn about(&self, at: usize) -> bool {
        let near = |places| {
            matches!(
                self.text.before(at, places),
                "about"
                    | "around"
                    | "nearly"
                    | "almost"
                    | "roughly"
                    | "approximately"
                    | "over"
                    | "under"
                    | "just"
                    | "some"
                    | "circa"
                    | "c"
                    | "approx"
            )
        };
        let than = |places: usize| {
            matches!(self.text.before(at, places), "than") && matches!(self.text.before(at, places + 1), "more" | "less" | "fewer" | "greater")
        };
        let least = self.text.before(at, 2) == "at" && matches!(self.text.before(at, 1), "least" | "most")
            || (self.text.before(at, 2) == "up" && self.text.before(at, 1) == "to");
        near(1) || than(1) || least || (matches!(self.text.before(at, 1), "a" | "the") && near(2)) || (self.text.is_mark(at.wrapping_sub(1), '~'))
    }

    pub(crate) fn change(&self, at: usize, end: usize) -> bool {
        let before = matches!(self.text.before(at, 1), "by" | "of" | "up" | "down" | "rise" | "fall" | "drop")
            && (self.text.before(at, 1) != "of"
                || matches!(
                    self.text.before(at, 2),
                    "increase" | "decrease" | "rise" | "fall" | "drop" | "reduction" | "growth" | "gap" | "difference" | "change"
                ));
        let after = (0..3).any(|ahead| matches!(self.text.lower(end + ahead), "more" | "fewer" | "less" | "higher" | "lower" | "above" | "below"));
        before || after
    }
}
