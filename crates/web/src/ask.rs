//! A request, once it has passed the gate.

use crate::site::Sight;
use crate::{Pairs, Route, Service, Signed, SiteError, Stop, Way};
use axum::body::Bytes;
use axum::http::HeaderMap;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A request that may be answered: whoever sent it is one that the route is open to, and a form came from a page of ours.
pub struct Ask {
    /// What to work with.
    pub service: Arc<Service>,
    /// The route.
    pub route: &'static Route,
    /// Parts of the path, by name.
    pub path: BTreeMap<String, String>,
    /// Names and values of the address.
    pub query: Pairs,
    /// Names and values of the form; empty for `GET`.
    pub form: Pairs,
    /// The body as it came, for the API.
    pub body: Bytes,
    /// The headers.
    pub headers: HeaderMap,
    /// Where it comes from.
    pub from: String,
    /// Who asks; `None` only where a route is open to anyone.
    pub signed: Option<Signed>,
    /// Now, in unix milliseconds.
    pub now: i64,
}

impl Ask {
    /// Who asks.
    ///
    /// # Errors
    /// [`Stop::SignIn`] for nobody, which the gate has seen to where a route is not open to anyone.
    pub fn signed(&self) -> Result<&Signed, Stop> {
        self.signed.as_ref().ok_or(Stop::SignIn)
    }

    /// A part of the path.
    ///
    /// # Errors
    /// [`Stop::NotFound`] if the route has no such part.
    pub fn part(&self, name: &str) -> Result<&str, Stop> {
        self.path.get(name).map(String::as_str).ok_or(Stop::NotFound)
    }

    /// What the person may see of figures.
    ///
    /// # Errors
    /// [`Stop::Refused`] for those who may see none.
    pub fn sight(&self) -> Result<Sight, Stop> {
        let signed = self.signed()?;
        if signed.way == Way::Token {
            let has = |scope: &str| signed.scopes.iter().any(|held| held == scope);
            let sight = if has("figures") { Some(Sight::Whole) } else { has("released").then_some(Sight::Released) };
            return sight.ok_or(Stop::Refused("The token does not open any figures."));
        }
        Sight::of(signed.figures()).ok_or(Stop::Refused("Your roles do not open any figures."))
    }

    /// Does something that may take a while away from the threads that answer requests: whatever asks the site, hashes a password or waits for a disk.
    ///
    /// # Errors
    /// What the work says, or [`Stop::Broken`] if it panicked; the panic's words are not repeated.
    pub async fn off<T, E>(&self, work: impl FnOnce(&Service) -> Result<T, E> + Send + 'static) -> Result<T, Stop>
    where
        T: Send + 'static,
        E: Into<Stop> + Send + 'static,
    {
        let service = Arc::clone(&self.service);
        match tokio::task::spawn_blocking(move || work(&service)).await {
            Ok(done) => done.map_err(Into::into),
            Err(_) => Err(Stop::Broken("the work behind a page panicked".into())),
        }
    }

    /// [`Ask::off`] for one question to the site.
    ///
    /// # Errors
    /// What the site says.
    pub async fn site<T: Send + 'static>(&self, question: impl FnOnce(&dyn crate::Site) -> Result<T, SiteError> + Send + 'static) -> Result<T, Stop> {
        self.off(move |service| question(service.site.as_ref())).await
    }
}
