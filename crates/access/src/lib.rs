//! Who may see what, and why: roles, the scope they are held in, and the decision about a child. Pure functions, without input or output.

mod role;

pub use role::{Children, Figures, Naming, Role};
