//! Answering requests until told to stop: with or without TLS of our own, and with little patience for those who only hold a line open.

use crate::patience::Patience;
use crate::tls::Tls;
use crate::{Service, app};
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use std::future::Future;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;
use thiserror::Error;

/// How long a client may take to say what it wants (the head of its request).
const HEAD_TIME: Duration = Duration::from_secs(10);

/// After so long without a word, a line of HTTP/2 is asked whether anybody is there.
const ASK_AFTER: Duration = Duration::from_secs(30);

/// How long answers under way may take once the service is told to stop.
const LAST_ANSWERS: Duration = Duration::from_secs(10);

/// How the service is reached.
#[derive(Debug)]
pub struct Listen {
    /// Where it listens.
    pub listener: TcpListener,
    /// Certificate and key, read; without them, plain HTTP for this machine or for a proxy in front.
    pub tls: Option<Tls>,
}

/// Why the pages are not served.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The listener failed.
    #[error("the pages could not be served: {0}")]
    Listener(#[from] io::Error),
}

/// Serves until `shutdown` is ready, then finishes what it was answering. Pages that wait for changes are let go.
///
/// # Errors
/// If the listener fails.
pub async fn serve(listen: Listen, service: Arc<Service>, shutdown: impl Future<Output = ()> + Send + 'static) -> Result<(), ServeError> {
    listen.listener.set_nonblocking(true)?;
    let handle = Handle::new();
    let stopper = handle.clone();
    tokio::spawn(async move {
        shutdown.await;
        stopper.graceful_shutdown(Some(LAST_ANSWERS));
    });
    let routes = app(service).into_make_service_with_connect_info::<SocketAddr>();
    match listen.tls {
        None => {
            let mut server = axum_server::from_tcp(listen.listener)?.handle(handle).map(patient);
            impatient(server.http_builder());
            server.serve(routes).await?;
        }
        Some(tls) => {
            let mut server = axum_server::from_tcp_rustls(listen.listener, RustlsConfig::from_config(tls.config()))?.handle(handle).map(patient);
            impatient(server.http_builder());
            server.serve(routes).await?;
        }
    }
    Ok(())
}

fn patient<A>(with: A) -> Patience<A> {
    Patience { with, time: HEAD_TIME }
}

/// Nobody holds a line by saying nothing on it.
fn impatient(builder: &mut Builder<TokioExecutor>) {
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIME);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(ASK_AFTER).keep_alive_timeout(HEAD_TIME);
}
