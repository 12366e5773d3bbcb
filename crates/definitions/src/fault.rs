//! What is wrong with a definition, and where.

use std::fmt;

/// One fault in one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, as a path below the definitions folder.
    pub file: String,
    /// The line, from 1; 0 if it is the file as a whole, or a folder.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl Fault {
    /// A fault at a line.
    pub fn new(file: &str, line: usize, message: impl Into<String>) -> Fault {
        Fault { file: file.to_owned(), line, message: message.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            // The folder or file as a whole.
            0 => write!(f, "{}: {}", self.file, self.message),
            line => write!(f, "{}:{line}: {}", self.file, self.message),
        }
    }
}
