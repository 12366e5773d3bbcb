//! The records of the service itself: people, sign-ins, tokens, restrictions.
