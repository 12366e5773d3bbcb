//! `[service]` of settings.toml.

use serde::Deserialize;
use sightline_signin::openid;
use sightline_web::{SecondFactor, Settings};

/// What an authority can set of the service, in the table `service` of settings.toml.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ServiceEntry {
    /// The address people type: `https://sightline.example.gov.uk`. Needed behind a proxy.
    pub address: Option<String>,
    /// The header in which the proxy in front says who asks: `x-forwarded-for`.
    pub forwarded: Option<String>,
    /// `required` or `offered`.
    pub second_factor: Option<String>,
    /// Minutes without a request after which lists of children ask for a new sign-in: 15 unless set, and never more.
    pub idle_minutes: Option<u32>,
    /// Hours that a one-time link works: 72 unless set.
    pub link_hours: Option<u32>,
    /// Other machines that may read measurements of the service, by address.
    pub metrics_from: Vec<String>,
    /// The council's own sign-in service.
    pub openid: Option<OpenIdEntry>,
}

/// The council's own sign-in service.
#[derive(Clone, Debug, Deserialize)]
pub struct OpenIdEntry {
    /// What people call it.
    pub title: String,
    /// How it is spoken to.
    #[serde(flatten)]
    pub settings: openid::Settings,
}

/// The guide §13 allows no longer.
const IDLE_MINUTES: u32 = 15;

impl ServiceEntry {
    /// As the pages take it. `tls`: the service holds its own certificate.
    pub fn settings(&self, tls: bool) -> anyhow::Result<Settings> {
        let usual = Settings::default();
        let idle = self.idle_minutes.unwrap_or(IDLE_MINUTES);
        if idle == 0 || idle > IDLE_MINUTES {
            return Err(crate::output::usage(format!("settings.toml: service.idle_minutes is {idle}; it is between 1 and {IDLE_MINUTES}")));
        }
        let second_factor = match self.second_factor.as_deref() {
            None | Some("required") => SecondFactor::Required,
            Some("offered") => SecondFactor::Offered,
            Some(_) => return Err(crate::output::usage("settings.toml: service.second_factor is `required` or `offered`")),
        };
        let address = self.address.as_deref().map(|address| address.trim_end_matches('/').to_owned());
        if let Some(address) = &address
            && !address.starts_with("https://")
            && !address.starts_with("http://")
        {
            return Err(crate::output::usage("settings.toml: service.address begins with https://"));
        }
        let secure = tls || address.as_deref().is_some_and(|address| address.starts_with("https://"));
        Ok(Settings {
            secure,
            origin: address,
            forwarded: self.forwarded.as_ref().map(|name| name.to_lowercase()),
            idle_seconds: idle * 60,
            second_factor,
            link_hours: self.link_hours.unwrap_or(usual.link_hours),
            metrics_from: self.metrics_from.clone(),
            shown: self.shown(),
            ..usual
        })
    }

    /// Whether the service starts with these settings.
    ///
    /// # Errors
    /// What it would say.
    pub fn check(&self) -> anyhow::Result<()> {
        self.settings(false)?;
        super::serve::sign_in_service(self).map(drop)
    }

    /// What the page of settings shows: never a secret.
    fn shown(&self) -> Vec<(String, String)> {
        let or = |value: Option<&str>, usual: &str| value.unwrap_or(usual).to_owned();
        vec![
            ("Address".to_owned(), or(self.address.as_deref(), "as people type it")),
            ("Header of the proxy in front".to_owned(), or(self.forwarded.as_deref(), "none is believed")),
            ("Second factor".to_owned(), or(self.second_factor.as_deref(), "required")),
            ("Minutes before lists of children ask for a new sign-in".to_owned(), self.idle_minutes.unwrap_or(IDLE_MINUTES).to_string()),
            ("Sign-in service".to_owned(), self.openid.as_ref().map_or_else(|| "none".to_owned(), |openid| openid.title.clone())),
        ]
    }
}
