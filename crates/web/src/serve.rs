//! Answering requests until told to stop.

use crate::{Service, app};
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use thiserror::Error;
use tokio::net::TcpListener;

/// How the service is reached.
#[derive(Debug)]
pub struct Listen {
    /// Where it listens.
    pub listener: TcpListener,
}

/// Why the pages are not served.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The listener failed.
    #[error("the pages could not be served: {0}")]
    Listener(#[from] io::Error),
}

/// Serves until `shutdown` is ready, then finishes what it was answering.
///
/// # Errors
/// If the listener fails.
pub async fn serve(listen: Listen, service: Arc<Service>, shutdown: impl Future<Output = ()> + Send + 'static) -> Result<(), ServeError> {
    let service = app(service).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listen.listener, service).with_graceful_shutdown(shutdown).await?;
    Ok(())
}
