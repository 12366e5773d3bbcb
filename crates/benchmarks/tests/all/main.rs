//! Loading published figures and looking them up.
