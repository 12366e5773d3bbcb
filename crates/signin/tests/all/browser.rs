//! As much of a browser as signing in needs: redirects and cookies by hand, and one form.

use reqwest::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Client, Method, Url};
use std::collections::BTreeMap;

pub struct Browser {
    client: Client,
    cookies: BTreeMap<String, String>,
}

/// Where a browser has come to, and the page there.
struct Page {
    url: Url,
    body: String,
}

impl Browser {
    pub fn new() -> Browser {
        if rustls::crypto::CryptoProvider::get_default().is_none() {
            let _ = rustls::crypto::ring::default_provider().install_default();
        }
        let client = Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).tls_certs_only([]).build().unwrap();
        Browser { client, cookies: BTreeMap::new() }
    }

    /// Opens an address, fills in the form it leads to, and gives the address the browser is sent back to.
    pub async fn sign_in(&mut self, url: &str, user: &str, button: &str) -> String {
        let page = self.go(Method::GET, url, String::new()).await;
        assert!(page.body.contains("name=\"user\""), "no form at {}: {}", page.url, page.body);
        self.go(Method::POST, page.url.as_str(), format!("user={user}&do={button}")).await.url.into()
    }

    /// Opens an address; where it leads.
    pub async fn follow(&mut self, url: &str) -> String {
        self.go(Method::GET, url, String::new()).await.url.into()
    }

    /// Opens the page for signing out, and presses its button.
    pub async fn sign_out(&mut self, url: &str) -> String {
        let page = self.go(Method::GET, url, String::new()).await;
        let field = |name: &str| {
            let rest = page.body.split(name).nth(1).unwrap_or_else(|| panic!("no {name} in {}", page.body));
            rest.split('"').next().unwrap().to_owned()
        };
        let (action, xsrf) = (field("action=\""), field("name=\"xsrf\" value=\""));
        self.go(Method::POST, &action, format!("xsrf={xsrf}&logout=yes")).await.url.into()
    }

    /// Follows redirects until a page, or an address nothing listens at.
    async fn go(&mut self, method: Method, url: &str, form: String) -> Page {
        let (mut method, mut url, mut form) = (method, Url::parse(url).unwrap(), form);
        for _ in 0..10 {
            if url.port() == Some(3000) {
                return Page { url, body: String::new() };
            }
            let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
            let request = self.client.request(method, url.clone()).header(COOKIE, cookies).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
            let answer = request.body(form).send().await.unwrap();
            for cookie in answer.headers().get_all(SET_COOKIE) {
                let (name, value) = cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
                if value.is_empty() {
                    self.cookies.remove(name);
                } else {
                    self.cookies.insert(name.to_owned(), value.to_owned());
                }
            }
            let Some(next) = answer.headers().get(LOCATION) else { return Page { url, body: answer.text().await.unwrap() } };
            url = url.join(next.to_str().unwrap()).unwrap();
            (method, form) = (Method::GET, String::new());
        }
        panic!("redirected in a circle at {url}");
    }
}
