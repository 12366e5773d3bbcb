//! Answering requests until told to stop.

use axum::serve::ListenerExt;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use thiserror::Error;
use tokio::net::TcpListener;

use crate::viewer::is_loopback;
use crate::{Site, app};

/// Why the pages are not served.
#[derive(Debug, Error)]
pub enum ServeError {
    /// There is no sign-in yet, so no other computer may reach the pages.
    #[error("{0} can be reached from other computers, and there is no sign-in yet: listen on 127.0.0.1 or [::1]")]
    NotLoopback(SocketAddr),
    /// The listener failed.
    #[error("the pages could not be served: {0}")]
    Listener(#[from] io::Error),
}

/// Serves a site on a loopback listener until `shutdown` is ready, then finishes what it was answering.
///
/// # Errors
/// If the listener can be reached from another computer, or fails.
pub async fn serve(
    listener: TcpListener,
    site: Arc<dyn Site + Send + Sync>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let address = listener.local_addr()?;
    if !is_loopback(address.ip()) {
        return Err(ServeError::NotLoopback(address));
    }
    let listener = listener.tap_io(|stream| {
        // Only speed is lost if it cannot be set.
        let _ = stream.set_nodelay(true);
    });
    let service = app(site).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(shutdown).await?;
    Ok(())
}
