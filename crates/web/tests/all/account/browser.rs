//! A browser: it keeps cookies, and sends forms from the pages it was given.

use crate::invented::{Answered, Running};
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, StatusCode};
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};

/// One browser at one address.
pub struct Browser<'a> {
    pub running: &'a Running,
    pub cookies: BTreeMap<String, String>,
    pub from: IpAddr,
    /// Headers that it sends with every request besides.
    pub headers: Vec<(&'static str, String)>,
}

impl<'a> Browser<'a> {
    pub fn new(running: &'a Running) -> Browser<'a> {
        Browser { running, cookies: BTreeMap::new(), from: IpAddr::from([192, 0, 2, 7]), headers: Vec::new() }
    }

    pub fn at(running: &'a Running, from: [u8; 4]) -> Browser<'a> {
        Browser { from: IpAddr::from(from), ..Browser::new(running) }
    }

    /// The same cookies in another browser: what a thief has.
    pub fn copy(&self) -> Browser<'a> {
        Browser { running: self.running, cookies: self.cookies.clone(), from: self.from, headers: self.headers.clone() }
    }

    async fn send(&mut self, method: Method, path: &str, form: &str) -> Answered {
        let mut builder = Request::builder().method(&method).uri(path).header("host", "127.0.0.1:8080");
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            builder = builder.header("cookie", cookies.join("; "));
        }
        if method == Method::POST {
            builder = builder.header("content-type", "application/x-www-form-urlencoded");
            if !self.headers.iter().any(|(name, _)| *name == "origin") {
                builder = builder.header("origin", "http://127.0.0.1:8080");
            }
        }
        for (name, value) in &self.headers {
            builder = builder.header(*name, value);
        }
        let mut request = builder.body(Body::from(form.to_owned())).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((self.from, 50_000))));
        let answer = self.running.send(request).await;
        for value in answer.headers.get_all("set-cookie") {
            let text = value.to_str().unwrap();
            let (pair, rest) = text.split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    pub async fn get(&mut self, path: &str) -> Answered {
        self.send(Method::GET, path, "").await
    }

    /// A form with exactly these fields.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answered {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields);
        self.send(Method::POST, path, &form.finish()).await
    }

    /// Opens a page and sends the form on it that goes to `action`, with the words that the page put into it.
    pub async fn fill(&mut self, page: &str, action: &str, fields: &[(&str, &str)]) -> Answered {
        let opened = self.get(page).await;
        assert_eq!(opened.status, StatusCode::OK, "{page}: {}", opened.header("location"));
        let csrf = csrf_of(&opened.body, action).unwrap_or_else(|| panic!("{page} has no form to {action}"));
        let mut fields = fields.to_vec();
        fields.push(("csrf", &csrf));
        self.post(action, &fields).await
    }

    /// Signs in, as far as a name and a password lead.
    pub async fn sign_in(&mut self, name: &str, password: &str) -> Answered {
        self.fill("/sign-in", "/sign-in", &[("name", name), ("password", password)]).await
    }

    /// The session's cookie, if there is one.
    pub fn session(&self) -> Option<&String> {
        self.cookies.get("sightline").or_else(|| self.cookies.get("__Host-sightline"))
    }

    /// True if somebody is signed in here.
    pub async fn is_in(&mut self) -> bool {
        self.get("/account").await.status == StatusCode::OK
    }
}

/// What the form to `action` carries.
pub fn csrf_of(page: &str, action: &str) -> Option<String> {
    let (_, rest) =
        page.split_once(&format!("action=\"{}\"", action.replace('/', "&#x2f;"))).or_else(|| page.split_once(&format!("action=\"{action}\"")))?;
    let (_, rest) = rest.split_once("name=\"csrf\" value=\"")?;
    rest.split_once('"').map(|(csrf, _)| csrf.to_owned())
}

/// The kinds of entries in the access log, in order, with what they say.
pub fn logged(running: &Running) -> Vec<(sightline_store::Kind, String, String, String)> {
    let entries = running.service.log.entries().unwrap();
    entries.map(Result::unwrap).map(|entry| (entry.kind, entry.who, entry.what, entry.reason)).collect()
}
