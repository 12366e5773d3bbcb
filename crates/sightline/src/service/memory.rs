//! How the service asks the system for memory.

/// Settings of glibc's allocator (mallopt(3)): one pool of memory for all threads, of which whatever is free at its end goes back at once. As it is set by
/// itself, each thread has a pool of its own that keeps what its largest question took, which on two cores is about half as much again, for nothing.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const FRUGAL: [(&str, &str); 3] = [("MALLOC_ARENA_MAX", "1"), ("MALLOC_TRIM_THRESHOLD_", "131072"), ("MALLOC_MMAP_THRESHOLD_", "65536")];

/// Starts this program over, in the same process, with a frugal allocator. It reads its settings from the surroundings alone, and before the first line
/// of the program. Does nothing where somebody has set one of them, where the system has another allocator, or where it cannot be done.
pub fn be_frugal() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        use std::os::unix::process::CommandExt;
        #[expect(clippy::disallowed_methods, reason = "the binary is where the surroundings are read")]
        let is_set = FRUGAL.iter().any(|(name, _)| std::env::var_os(name).is_some());
        if is_set {
            return;
        }
        let mut arguments = std::env::args_os();
        let mut again = std::process::Command::new("/proc/self/exe");
        if let Some(name) = arguments.next() {
            again.arg0(name);
        }
        // Comes back only if it failed, and then the service runs as it is.
        let _ = again.args(arguments).envs(FRUGAL).exec();
    }
}
