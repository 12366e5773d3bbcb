//! Proving who somebody is: passwords, codes, a sign-in service.

pub mod code;
mod hidden;
pub mod limit;
pub mod openid;
pub mod password;
mod random;
mod seal;
pub mod token;

pub use hidden::Hidden;
pub use seal::Key;
