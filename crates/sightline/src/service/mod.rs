//! Commands of the live service: `serve`, `user`, `backup`, `restore`, and what the demonstration needs of them.

mod archive;
mod backup;
mod demo;
mod ground;
mod keeping;
mod log_ends;
mod look;
mod memory;
mod restore;
mod serve;
mod settings;
mod user;

pub use backup::backup;
pub use demo::{people, summary};
pub use keeping::{examine, now};
pub use memory::be_frugal;
pub use restore::restore;
pub use serve::serve;
pub use settings::ServiceEntry;
pub use user::user;

use tokio::runtime::{Builder, Runtime};

/// Threads for commands that ask the records.
fn runtime() -> anyhow::Result<Runtime> {
    Ok(Builder::new_multi_thread().worker_threads(2).enable_all().build()?)
}
