//! Random bytes from the operating system.

/// Fills an array.
pub(crate) fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("every operating system we run on gives random bytes once it has started");
    bytes
}
