//! The PDF form: that it is PDF/UA-1, says what the tree says, and is read back safely.

mod agreement;
mod reading;
mod refusals;
mod stress;
mod tagged;
mod tree;
