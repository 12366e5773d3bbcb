//! Proving who somebody is: passwords, codes, a sign-in service.
