//! Asking a sign-in service over HTTP: no redirects, not for long, not for much.

use openidconnect::url::{Host, Url};
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse, http};
use reqwest::redirect::Policy;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

/// The longest one answer may take, from the first packet to the last.
const LONGEST: Duration = Duration::from_secs(10);

/// The longest until the other side is heard from.
const LONGEST_TO_CONNECT: Duration = Duration::from_secs(5);

/// The most bytes of an answer. Descriptions and keys have some ten thousand.
const MOST: usize = 1024 * 1024;

/// Why there is no answer. Holds nothing of what was sent or came back.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum HttpError {
    #[error("it did not answer within {} seconds", LONGEST.as_secs())]
    Slow,
    #[error("no connection could be made ({0})")]
    Unreachable(String),
    #[error("its answer has more than {MOST} bytes")]
    Large,
    #[error("the answer broke off")]
    Broken,
    #[error("{0} is not an address we ask: it must begin with https://")]
    Plain(String),
}

/// The client. Cheap to copy.
#[derive(Clone, Debug)]
pub(crate) struct Http {
    client: reqwest::Client,
    plain: bool,
}

impl Http {
    /// `plain`: the service is on this machine, without TLS.
    pub(crate) fn new(plain: bool, proxy: Option<&str>) -> Result<Http, String> {
        // Somebody else may have chosen already; either will do.
        if rustls::crypto::CryptoProvider::get_default().is_none() {
            let _ = rustls::crypto::ring::default_provider().install_default();
        }
        // Proxies of the environment are not taken: only the binary reads the environment.
        let mut builder = reqwest::Client::builder()
            .no_proxy()
            .redirect(Policy::none())
            .timeout(LONGEST)
            .connect_timeout(LONGEST_TO_CONNECT)
            .user_agent("Sightline");
        if plain {
            // A machine to try things on may have no certificates of authorities at all.
            builder = builder.tls_certs_only([]);
        }
        if let Some(proxy) = proxy {
            builder = builder.proxy(reqwest::Proxy::all(proxy).map_err(|_| "proxy: is not an address".to_owned())?);
        }
        let client = builder.build().map_err(|error| format!("certificates of authorities cannot be read: {}", root(&error)))?;
        Ok(Http { client, plain })
    }

    /// True if we ask there.
    pub(crate) fn asks(&self, url: &Url) -> bool {
        may_be_asked(url, self.plain)
    }

    pub(crate) async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let request = reqwest::Request::try_from(request).map_err(|error| HttpError::Unreachable(root(&error)))?;
        if !self.asks(request.url()) {
            return Err(HttpError::Plain(where_to(request.url())));
        }
        let mut answer = self
            .client
            .execute(request)
            .await
            .map_err(|error| if error.is_timeout() { HttpError::Slow } else { HttpError::Unreachable(root(&error)) })?;
        let mut body = Vec::new();
        while let Some(piece) = answer.chunk().await.map_err(|error| if error.is_timeout() { HttpError::Slow } else { HttpError::Broken })? {
            if body.len() + piece.len() > MOST {
                return Err(HttpError::Large);
            }
            body.extend_from_slice(&piece);
        }
        let mut response = http::Response::new(body);
        *response.status_mut() = answer.status();
        *response.headers_mut() = answer.headers().clone();
        Ok(response)
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}

/// HTTPS, or plain HTTP on this machine if that is allowed.
pub(crate) fn may_be_asked(url: &Url, plain: bool) -> bool {
    let here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => return false,
    };
    url.scheme() == "https" || (plain && here && url.scheme() == "http")
}

/// Scheme, host and port: what comes after may hold a secret.
pub(crate) fn where_to(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// The innermost reason: the outer ones say "error sending request" and quote the address.
fn root(error: &dyn std::error::Error) -> String {
    let mut error = error;
    while let Some(inner) = error.source() {
        error = inner;
    }
    error.to_string()
}
