//! Office hours.

use jiff::civil::{Time, time};

/// When the office opens and closes on a working day; local, with 09:00 to 17:00 unless set otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfficeHours {
    opens: Time,
    closes: Time,
}

impl OfficeHours {
    /// Office hours; `None` if they do not open before they close.
    #[must_use]
    pub fn new(opens: Time, closes: Time) -> Option<OfficeHours> {
        (opens < closes).then_some(OfficeHours { opens, closes })
    }

    /// Reads `09:00-17:00`.
    #[must_use]
    pub fn parse(text: &str) -> Option<OfficeHours> {
        let (opens, closes) = text.split_once('-')?;
        OfficeHours::new(crate::moment::clock_face(opens.trim())?, crate::moment::clock_face(closes.trim())?)
    }

    /// When the office opens.
    #[must_use]
    pub fn opens(self) -> Time {
        self.opens
    }

    /// When it closes: from this very time on, it is shut.
    #[must_use]
    pub fn closes(self) -> Time {
        self.closes
    }
}

impl Default for OfficeHours {
    fn default() -> OfficeHours {
        OfficeHours { opens: time(9, 0, 0, 0), closes: time(17, 0, 0, 0) }
    }
}
