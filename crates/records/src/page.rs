/// Which part of a list is asked for. No list is given whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    skip: u32,
    take: u32,
}

impl Page {
    /// The most that one page holds.
    pub const MOST: u32 = 500;

    /// The first so many.
    #[must_use]
    pub fn first(take: u32) -> Page {
        Page { skip: 0, take: take.clamp(1, Page::MOST) }
    }

    /// The page of a number, from 1, when each holds so many.
    #[must_use]
    pub fn number(number: u32, take: u32) -> Page {
        let first = Page::first(take);
        Page { skip: number.saturating_sub(1).saturating_mul(first.take), ..first }
    }

    /// The page after this.
    #[must_use]
    pub fn next(self) -> Page {
        Page { skip: self.skip.saturating_add(self.take), ..self }
    }

    pub(crate) fn skip(self) -> i64 {
        i64::from(self.skip)
    }

    pub(crate) fn take(self) -> i64 {
        i64::from(self.take)
    }
}

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn pages_follow_one_another() {
        assert_eq!(Page::number(1, 20), Page::first(20));
        assert_eq!(Page::number(3, 20), Page::first(20).next().next());
        // Whatever an address bar asks for.
        assert_eq!(Page::number(0, 20), Page::first(20));
        assert_eq!(Page::first(0).take(), 1);
        assert_eq!(Page::first(u32::MAX).take(), 500);
        assert_eq!(Page::number(u32::MAX, 500).skip(), i64::from(u32::MAX));
    }
}
