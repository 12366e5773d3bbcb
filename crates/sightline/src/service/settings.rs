//! `[service]` of settings.toml.

use crate::output::usage;
use serde::Deserialize;
use serde::de::Error;
use sightline_access::Role;
use sightline_signin::openid::{self, OpenId};
use sightline_web::{SecondFactor, Settings, SignInService};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;

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
#[derive(Clone, Debug)]
pub struct OpenIdEntry {
    /// What people call it.
    pub title: String,
    /// How it is spoken to.
    pub settings: openid::Settings,
}

impl<'de> Deserialize<'de> for OpenIdEntry {
    /// The title is taken out and the rest read as it is: read together, words that are not known would be passed over.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<OpenIdEntry, D::Error> {
        let mut table = toml::Table::deserialize(deserializer)?;
        let title = match table.remove("title") {
            Some(toml::Value::String(title)) => title,
            Some(_) => return Err(D::Error::custom("service.openid: `title` is text in quotation marks")),
            None => return Err(D::Error::custom("service.openid: `title` is missing: what people call the sign-in service")),
        };
        // The words of such a fault name a setting, and may repeat what stands there: only the names are passed on.
        let settings = toml::Value::Table(table).try_into::<openid::Settings>();
        let settings = settings.map_err(|error| D::Error::custom(format!("service.openid: {}", crate::workplace::in_words(error.message()))))?;
        Ok(OpenIdEntry { title, settings })
    }
}

/// The guide §13 allows no longer.
const IDLE_MINUTES: u32 = 15;

/// A one-time link that works for more than a month is a password that somebody forgot.
const LINK_HOURS: u32 = 720;

/// Where the sign-in service sends people back to.
const RETURN: &str = "/openid/return";

impl ServiceEntry {
    /// As the pages take it. `tls`: the service holds its own certificate.
    pub fn settings(&self, tls: bool) -> anyhow::Result<Settings> {
        let usual = Settings::default();
        let idle = self.idle_minutes.unwrap_or(IDLE_MINUTES);
        if idle == 0 || idle > IDLE_MINUTES {
            return Err(wrong(format!("idle_minutes is {idle}; it is between 1 and {IDLE_MINUTES}")));
        }
        let link_hours = self.link_hours.unwrap_or(usual.link_hours);
        if link_hours == 0 || link_hours > LINK_HOURS {
            return Err(wrong(format!("link_hours is {link_hours}; it is between 1 and {LINK_HOURS}, and 72 unless it is set")));
        }
        let second_factor = match self.second_factor.as_deref() {
            None | Some("required") => SecondFactor::Required,
            Some("offered") => SecondFactor::Offered,
            Some(_) => return Err(wrong("second_factor is `required` or `offered`")),
        };
        let address = self.origin()?;
        if let Some(name) = &self.forwarded
            && (name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)))
        {
            return Err(wrong("forwarded is the name of a header, such as \"x-forwarded-for\""));
        }
        let metrics_from = self.metrics_from.iter().map(|text| text.trim().parse::<IpAddr>()).collect::<Result<Vec<_>, _>>();
        let metrics_from =
            metrics_from.map_err(|_| wrong("metrics_from lists addresses of machines, such as [\"10.1.2.3\"]; names are not looked up"))?;
        let secure = tls || address.as_deref().is_some_and(|address| address.starts_with("https://"));
        Ok(Settings {
            secure,
            origin: address,
            forwarded: self.forwarded.as_ref().map(|name| name.to_lowercase()),
            idle_seconds: idle * 60,
            second_factor,
            link_hours,
            metrics_from: metrics_from.into_iter().map(|address| address.to_canonical().to_string()).collect(),
            shown: self.shown(),
            ..usual
        })
    }

    /// The address as browsers name it: scheme, host, and the port where it is not the usual one.
    fn origin(&self) -> anyhow::Result<Option<String>> {
        let Some(address) = &self.address else { return Ok(None) };
        let fault = || {
            wrong(
                "address is https:// and the name of the machine, with a port or without: \"https://sightline.example.gov.uk\"; nothing comes after it",
            )
        };
        let (scheme, rest) = [("https", ":443"), ("http", ":80")]
            .into_iter()
            .find_map(|(scheme, usual)| {
                let rest = address.strip_prefix(scheme)?.strip_prefix("://")?;
                let rest = rest.strip_suffix('/').unwrap_or(rest);
                Some((scheme, rest.strip_suffix(usual).unwrap_or(rest)))
            })
            .ok_or_else(fault)?;
        let (host, port) = match rest.strip_prefix('[') {
            Some(inner) => {
                let (host, port) = inner.split_once(']').ok_or_else(fault)?;
                host.parse::<Ipv6Addr>().map_err(|_| fault())?;
                (None, port.strip_prefix(':').or(port.is_empty().then_some("0")).ok_or_else(fault)?)
            }
            None => rest.split_once(':').map_or((Some(rest), "0"), |(host, port)| (Some(host), port)),
        };
        let is_name = |host: &str| !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
        if host.is_some_and(|host| !is_name(host)) || !port.bytes().all(|byte| byte.is_ascii_digit()) || port.parse::<u16>().is_err() {
            return Err(fault());
        }
        Ok(Some(format!("{scheme}://{rest}")))
    }

    /// The council's own sign-in service, if there is one.
    pub fn sign_in_service(&self) -> anyhow::Result<Option<SignInService>> {
        let Some(found) = &self.openid else { return Ok(None) };
        let mut faults = Vec::new();
        let back = &found.settings.redirect_url;
        let own = self.origin()?;
        if !back.ends_with(RETURN) || own.is_some_and(|own| !back.eq_ignore_ascii_case(&format!("{own}{RETURN}"))) {
            let own = self.address.as_deref().unwrap_or("https://sightline.example.gov.uk").trim_end_matches('/');
            faults.push(format!("redirect_url: it is the address of this service and {RETURN}: \"{own}{RETURN}\", here and at the sign-in service"));
        }
        if found.settings.proxy.as_ref().is_some_and(|proxy| !is_proxy(proxy.expose())) {
            faults.push("proxy: write it as http://proxy.example.gov.uk:3128".to_owned());
        }
        let mut settings = found.settings.clone();
        if !faults.is_empty() {
            // Told above, in words that do not repeat it.
            settings.proxy = None;
        }
        match OpenId::new(settings, |word| Role::of_word(word).is_some()) {
            Ok(openid) if faults.is_empty() => Ok(Some(SignInService { title: found.title.clone(), openid: Arc::new(openid) })),
            other => {
                faults.extend(other.err().into_iter().flatten());
                Err(usage(format!("settings.toml, service.openid: {}", faults.join("; "))))
            }
        }
    }

    /// Whether the service starts with these settings.
    ///
    /// # Errors
    /// What it would say.
    pub fn check(&self) -> anyhow::Result<()> {
        self.settings(false)?;
        self.sign_in_service().map(drop)
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

fn wrong(what: impl AsRef<str>) -> anyhow::Error {
    usage(format!("settings.toml: service.{}", what.as_ref()))
}

/// True for a scheme and a host, with name and password or without.
fn is_proxy(text: &str) -> bool {
    let rest = ["http://", "https://", "socks5://", "socks5h://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    let host = rest.map(|rest| rest.rsplit_once('@').map_or(rest, |(_, host)| host).trim_end_matches('/'));
    host.is_some_and(|host| {
        let (name, port) = host.rsplit_once(':').unwrap_or((host, "0"));
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.:[]".contains(&byte)) && port.parse::<u16>().is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::{RETURN, ServiceEntry};

    fn entry(text: &str) -> Result<ServiceEntry, String> {
        toml::from_str(text).map_err(|error| error.message().to_owned())
    }

    /// What is wrong with settings, or nothing.
    fn fault(text: &str) -> String {
        let entry = match entry(text) {
            Ok(entry) => entry,
            Err(error) => return error,
        };
        let settings = entry.settings(false).map(drop).and_then(|()| entry.sign_in_service().map(drop));
        settings.err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn what_cannot_work_is_refused_with_an_example() {
        for (text, word) in [
            ("link_hours = 0", "link_hours is 0; it is between 1 and 720"),
            ("link_hours = 721", "between 1 and 720"),
            ("link_hours = 4294967295", "between 1 and 720"),
            ("forwarded = \"x forwarded for\"", "x-forwarded-for"),
            ("forwarded = \"\"", "x-forwarded-for"),
            ("metrics_from = [\"prometheus.example\"]", "[\"10.1.2.3\"]"),
            ("address = \"https://a b\"", "nothing comes after it"),
            ("address = \"https://a.example/sightline\"", "nothing comes after it"),
            ("address = \"https://a.example?x=1\"", "nothing comes after it"),
            ("address = \"https://a.example#x\"", "nothing comes after it"),
            ("address = \"https://anna@a.example\"", "nothing comes after it"),
            ("address = \"https://a.example:70000\"", "nothing comes after it"),
            ("address = \"https://\"", "nothing comes after it"),
            ("address = \"a.example\"", "https://sightline.example.gov.uk"),
        ] {
            assert!(fault(text).contains(word), "{text}: {}", fault(text));
        }
        for text in ["link_hours = 1", "link_hours = 720", "forwarded = \"X-Real-IP\"", "metrics_from = [\"10.1.2.3\", \"::1\"]"] {
            assert_eq!(fault(text), "", "{text}");
        }
    }

    #[test]
    fn an_address_is_taken_as_browsers_name_it() {
        let origin = |address: &str| entry(&format!("address = \"{address}\"")).unwrap().settings(false).unwrap().origin.unwrap();
        assert_eq!(origin("https://a.example/"), "https://a.example");
        assert_eq!(origin("https://a.example:443"), "https://a.example");
        assert_eq!(origin("https://a.example:8443"), "https://a.example:8443");
        assert_eq!(origin("http://[::1]:8080"), "http://[::1]:8080");
    }

    const OPENID: &str = "[openid]\ntitle = \"Merrowshire\"\nissuer = \"https://login.example\"\nclient_id = \"a\"\ngroups = { g = [\"analyst\"] }\n";

    #[test]
    fn a_sign_in_service_is_read_to_the_letter() {
        let with = |more: &str| fault(&format!("address = \"https://a.example\"\n{OPENID}{more}"));
        assert_eq!(with("redirect_url = \"https://a.example/openid/return\"\n"), "");
        let unknown = with("redirect_url = \"https://a.example/openid/return\"\ncolour = \"hunter2\"\n");
        assert!(unknown.contains("service.openid") && unknown.contains("`colour`") && !unknown.contains("hunter2"), "{unknown}");
        for back in ["https://a.example/", "https://a.example/openid", "https://b.example/openid/return"] {
            let said = with(&format!("redirect_url = \"{back}\"\n"));
            assert!(said.contains("\"https://a.example/openid/return\""), "{back}: {said}");
        }
        let proxy = with("redirect_url = \"https://a.example/openid/return\"\nproxy = \"not a proxy: hunter2\"\n");
        assert!(proxy.contains("http://proxy.example.gov.uk:3128") && !proxy.contains("hunter2"), "{proxy}");
        assert_eq!(with("redirect_url = \"https://a.example/openid/return\"\nproxy = \"http://anna:b@proxy.example:3128\"\n"), "");
        assert!(sightline_web::all_routes().any(|route| route.path == RETURN));
    }
}
