//! Periods, as the service names them.

/// Some months, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// The first, counted from January of the year 0.
    pub first: u32,
    /// How many.
    pub months: u32,
}

const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

impl Period {
    /// Reads `time_period` and `time_identifier`.
    pub fn read(time: &str, identifier: &str) -> Option<Self> {
        // A year, or two: 2018, 201819.
        let year: u32 = time.get(..4)?.parse().ok()?;
        if !matches!(time.len(), 4 | 6) || !time.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let at = |month: u32, months: u32| Some(Self { first: year * 12 + month - 1, months });
        if let Some(month) = (1..).zip(MONTHS).find(|(_, name)| *name == identifier).map(|(month, _)| month) {
            return at(month, 1);
        }
        match identifier {
            "Financial year Q1" => at(4, 3),
            "Financial year Q2" => at(7, 3),
            "Financial year Q3" => at(10, 3),
            "Financial year Q4" => at(13, 3),
            "Part 1 (April to September)" => at(4, 6),
            "Part 2 (October to March)" => at(10, 6),
            "Financial year" => at(4, 12),
            "Academic year" => at(9, 12),
            "Calendar year" => at(1, 12),
            _ => None,
        }
    }

    /// The periods of so many months that make this one up; none if that does not go, or there is only one.
    pub fn divided(self, months: u32) -> Vec<Self> {
        if months == 0 || months >= self.months || !self.months.is_multiple_of(months) {
            return Vec::new();
        }
        (0..self.months / months).map(|place| Self { first: self.first + place * months, months }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Period;

    #[test]
    fn periods_begin_and_last() {
        let period = |time, identifier| Period::read(time, identifier).map(|period| (period.first - 2018 * 12, period.months));
        assert_eq!(period("2018", "January"), Some((0, 1)));
        assert_eq!(period("2018", "December"), Some((11, 1)));
        assert_eq!(period("201819", "Financial year Q1"), Some((3, 3)));
        // January to March of the second of the two years.
        assert_eq!(period("201819", "Financial year Q4"), Some((12, 3)));
        assert_eq!(period("201819", "Part 2 (October to March)"), Some((9, 6)));
        assert_eq!(period("2018", "Week 1"), None);
        assert_eq!(period("20x8", "January"), None);
        assert_eq!(period("2018é", "January"), None);
    }

    #[test]
    fn a_quarter_is_three_months_and_a_half_year_two_quarters() {
        let quarter = Period { first: 30, months: 3 };
        assert_eq!(quarter.divided(1).iter().map(|month| month.first).collect::<Vec<_>>(), [30, 31, 32]);
        assert_eq!(Period { first: 30, months: 6 }.divided(3), [quarter, Period { first: 33, months: 3 }]);
        assert!(quarter.divided(3).is_empty() && quarter.divided(2).is_empty());
    }
}
