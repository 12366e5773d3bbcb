//! Names and values of an address or a form.

/// Names and values, in their order. A name may come several times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs(Vec<(String, String)>);

/// More fields than any form of ours has.
const MOST: usize = 2_000;

impl Pairs {
    /// Of the part of an address after `?`, or of a form's body. What is not text is read as text as well as it can be; nothing is an error.
    #[must_use]
    pub fn read(encoded: &[u8]) -> Pairs {
        Pairs(form_urlencoded::parse(encoded).take(MOST).map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
    }

    /// The first value of a name, without space around it; `None` if it is empty or missing.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// Every value of a name that is not empty.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Adds one.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Pairs {
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Without a name.
    #[must_use]
    pub fn without(mut self, name: &str) -> Pairs {
        self.0.retain(|(known, _)| known != name);
        self
    }

    /// As an address has them, `?a=1&b=2`; empty for none.
    #[must_use]
    pub fn address(&self) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        let mut text = form_urlencoded::Serializer::new(String::new());
        text.extend_pairs(&self.0);
        format!("?{}", text.finish())
    }
}

impl FromIterator<(String, String)> for Pairs {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Pairs {
        Pairs(pairs.into_iter().collect())
    }
}
