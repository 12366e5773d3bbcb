//! Signing in at a council's own sign-in service: OpenID Connect, authorisation code flow with PKCE (RFC 7636) and nonce.
//!
//! [`OpenId::begin`] gives the address to send a browser to, and what to remember meanwhile; [`OpenId::finish`] takes what the browser comes back with
//! and says who it is, with at least one role, or why not. Between them nothing is kept here but the service's description and keys.

mod claims;
mod http;
mod pending;
mod proof;
mod refusal;
mod settings;

pub use pending::{Answer, Pending};
pub use refusal::Refusal;
pub use settings::{Gives, GivesTeams, Reach, Settings};

use crate::Hidden;
use http::{Http, HttpError};
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreErrorResponseType, CoreTokenResponse};
use openidconnect::url::Url;
use openidconnect::{
    AuthType, AuthenticationContextClass, AuthorizationCode, ClientId, ClientSecret, CsrfToken, DiscoveryError, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier, ProviderMetadataWithLogout, RedirectUrl, RequestTokenError, Scope,
};
use refusal::short;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;
use subtle::ConstantTimeEq;
use tokio::sync::RwLock;

/// How long the service's description and keys are taken as they are.
const FRESH: i64 = 60 * 60 * 1_000;

/// How long they may still serve when the service does not describe itself.
const STALE: i64 = 24 * FRESH;

/// How far clocks may differ.
pub(crate) const LEEWAY: i64 = 60 * 1_000;

/// An `id_token` longer than this is not put into an address: servers refuse long ones.
const LONGEST_HINT: usize = 4_000;

/// A client of a described service.
type Client = CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// A council's sign-in service. One for the life of the process, shared.
#[derive(Debug)]
pub struct OpenId {
    settings: Settings,
    secret: Option<Hidden>,
    http: Http,
    known: RwLock<Option<Arc<Known>>>,
}

/// What the service last said of itself, keys and all.
#[derive(Debug)]
struct Known {
    metadata: ProviderMetadataWithLogout,
    at: i64,
}

/// Where to send a browser, and what to remember until it is back.
#[derive(Clone, Debug)]
pub struct Begun {
    /// The address to redirect to. Not to be logged.
    pub url: Hidden,
    /// To be sealed into a cookie.
    pub pending: Pending,
}

/// Who somebody is, proven. They have at least one role.
#[derive(Clone, Debug)]
pub struct Proven {
    /// Who says so; with `subject` the person's identity that never changes.
    pub issuer: String,
    /// The service's own id of the person. Names and addresses change hands; this does not.
    pub subject: String,
    /// Their name.
    pub name: String,
    /// What they sign in as.
    pub sign_in_name: String,
    /// Their groups that give a role, by name. Others are nobody's business.
    pub groups: BTreeSet<String>,
    /// What the groups give: role to reach.
    pub roles: BTreeMap<String, Reach>,
    /// For [`OpenId::sign_out`]; keep it sealed with the session, or not at all.
    pub id_token: Hidden,
}

impl OpenId {
    /// From settings. Asks nothing over the network yet; reads the file with the secret. `is_role` knows the words of the roles.
    ///
    /// # Errors
    /// All that is wrong with the settings, in words for whoever wrote them.
    pub fn new(settings: Settings, is_role: impl Fn(&str) -> bool) -> Result<OpenId, Vec<String>> {
        let mut faults = settings.faults(is_role);
        let secret = match &settings.client_secret_file {
            None => settings.client_secret.clone(),
            Some(path) => match std::fs::read_to_string(path) {
                Ok(words) => Some(Hidden::new(words.trim())),
                Err(error) => {
                    faults.push(format!("client_secret_file: {} cannot be read ({error})", path.display()));
                    None
                }
            },
        };
        if secret.as_ref().is_some_and(|secret| secret.expose().is_empty()) {
            faults.push("client_secret: is empty".to_owned());
        }
        match Http::new(settings.is_plain(), settings.proxy.as_ref().map(Hidden::expose)) {
            Ok(http) if faults.is_empty() => Ok(OpenId { settings, secret, http, known: RwLock::new(None) }),
            Ok(_) => Err(faults),
            Err(fault) => {
                faults.push(fault);
                Err(faults)
            }
        }
    }

    /// Asks the service to describe itself, unless it did within the hour. [`OpenId::begin`] does so too; this is for telling early, at the start
    /// and by `doctor`, whether it can be reached and is the one of the settings. `now` is in unix milliseconds.
    ///
    /// # Errors
    /// Why it will not do.
    pub async fn discover(&self, now: i64) -> Result<(), Refusal> {
        self.known(now).await.map(drop)
    }

    /// Begins a sign-in. With `afresh` they must prove themselves again even if they are signed in there already (after the lock of an idle session).
    ///
    /// # Errors
    /// If the service cannot be reached or used.
    pub async fn begin(&self, afresh: bool, now: i64) -> Result<Begun, Refusal> {
        let known = self.known(now).await?;
        let client = self.client(&known)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let mut request = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, || CsrfToken::new_random_len(32), || Nonce::new_random_len(32))
            .set_pkce_challenge(challenge)
            .add_scopes(self.settings.scopes.iter().filter(|scope| *scope != "openid").cloned().map(Scope::new));
        for acr in &self.settings.require_acr {
            request = request.add_auth_context_value(AuthenticationContextClass::new(acr.clone()));
        }
        if afresh {
            // The same as `prompt=login`, and the answer then has to say when it was (OpenID Connect Core §3.1.2.1).
            request = request.set_max_age(Duration::ZERO);
        }
        let (url, state, nonce) = request.url();
        let pending = Pending {
            state: Hidden::new(state.into_secret()),
            nonce: Hidden::new(nonce.secret().as_str()),
            verifier: Hidden::new(verifier.into_secret()),
            began: now,
            afresh,
        };
        Ok(Begun { url: Hidden::new(url), pending })
    }

    /// Ends a sign-in: who it is, or why not. Nobody without a role is let in. What was pending is used up, whatever comes of it: clear its cookie.
    ///
    /// # Errors
    /// Why not.
    pub async fn finish(&self, answer: &Answer, pending: Pending, now: i64) -> Result<Proven, Refusal> {
        let state = answer.state.as_ref().map(Hidden::expose).unwrap_or_default();
        if !bool::from(state.as_bytes().ct_eq(pending.state.expose().as_bytes())) {
            let why = if state.is_empty() { "the answer has no state" } else { "its state is not the one of this browser" };
            return Err(Refusal::Forged { why: why.to_owned() });
        }
        if now.saturating_sub(pending.began) > pending::LONGEST_AWAY || pending.began > now.saturating_add(LEEWAY) {
            return Err(Refusal::TooLate);
        }
        if let Some(iss) = answer.iss.as_deref().filter(|iss| *iss != self.settings.issuer) {
            return Err(Refusal::Untrusted { why: format!("the answer is from {} (RFC 9207)", short(iss)) });
        }
        if let Some(error) = &answer.error {
            let why = format!("{} {}", short(error), answer.error_description.as_deref().map(short).unwrap_or_default()).trim().to_owned();
            return Err(match error.as_str() {
                "access_denied" | "consent_required" | "interaction_required" | "login_required" => Refusal::Declined,
                "unauthorized_client" | "invalid_scope" | "unsupported_response_type" => Refusal::NotAccepted { why },
                _ => Refusal::Fault { why },
            });
        }
        let Some(code) = answer.code.as_ref().filter(|code| !code.expose().is_empty()) else {
            return Err(Refusal::Fault { why: "the answer has neither a code nor an error".to_owned() });
        };
        let mut known = self.known(now).await?;
        let tokens = self.exchange(&known, code, &pending).await?;
        let mut proof = self.proof(&known, &tokens, &pending, now);
        if matches!(proof, Err(proof::Failed::Key(_))) {
            // The service has taken new keys since it described itself. Asked once more, it has them or it does not.
            known = self.ask(now).await?;
            proof = self.proof(&known, &tokens, &pending, now);
        }
        let proof = proof?;
        self.proven(&known, &tokens, proof).await
    }

    /// The address to send a browser to so that they are signed out at the service too; `None` if it has none. Their session here must have ended first.
    pub async fn sign_out(&self, id_token: Option<&Hidden>, now: i64) -> Option<Hidden> {
        let known = self.known(now).await.ok()?;
        let mut url = known.metadata.additional_metadata().end_session_endpoint.as_ref()?.url().clone();
        if !self.http.asks(&url) {
            return None;
        }
        url.query_pairs_mut().append_pair("client_id", &self.settings.client_id);
        if let Some(hint) = id_token.filter(|hint| hint.expose().len() <= LONGEST_HINT) {
            url.query_pairs_mut().append_pair("id_token_hint", hint.expose());
        }
        if let Some(back) = &self.settings.signed_out_url {
            url.query_pairs_mut().append_pair("post_logout_redirect_uri", back);
        }
        Some(Hidden::new(url))
    }

    /// What the service said of itself within the hour; or within the day, if it says nothing now.
    async fn known(&self, now: i64) -> Result<Arc<Known>, Refusal> {
        let known = self.known.read().await.clone();
        let age = known.as_ref().map_or(i64::MAX, |known| now.saturating_sub(known.at));
        match known {
            Some(known) if (0..FRESH).contains(&age) => Ok(known),
            Some(known) if (0..STALE).contains(&age) => match self.ask(now).await {
                Err(Refusal::Unreachable { .. }) => Ok(known),
                asked => asked,
            },
            _ => self.ask(now).await,
        }
    }

    /// Asks the service to describe itself, and for its keys.
    async fn ask(&self, now: i64) -> Result<Arc<Known>, Refusal> {
        let issuer =
            IssuerUrl::new(self.settings.issuer.clone()).map_err(|_| Refusal::Unusable { why: "the issuer is not an address".to_owned() })?;
        let metadata = ProviderMetadataWithLogout::discover_async(issuer, &self.http).await.map_err(|error| self.not_described(error))?;
        let known = Arc::new(Known { metadata, at: now });
        // Browsers and secrets are only sent where TLS protects them.
        let client = self.client(&known)?;
        let metadata = &known.metadata;
        let endpoints = [Some(client.auth_uri().url()), client.token_uri().map(|url| url.url()), metadata.userinfo_endpoint().map(|url| url.url())];
        if let Some(url) = endpoints.into_iter().flatten().find(|url| !self.http.asks(url)) {
            return Err(Refusal::Unusable { why: HttpError::Plain(http::where_to(url)).to_string() });
        }
        *self.known.write().await = Some(Arc::clone(&known));
        Ok(known)
    }

    fn not_described(&self, error: DiscoveryError<HttpError>) -> Refusal {
        let at = &self.settings.issuer;
        match error {
            DiscoveryError::Request(error @ (HttpError::Plain(_) | HttpError::Large)) => Refusal::Unusable { why: format!("{at}: {error}") },
            DiscoveryError::Request(error) => Refusal::Unreachable { why: format!("{at}: {error}") },
            DiscoveryError::Response(status, _, why) if status.is_server_error() => Refusal::Unreachable { why: format!("{at}: {}", short(&why)) },
            DiscoveryError::Response(_, _, why) => Refusal::Unusable { why: format!("{at} does not describe itself: {}", short(&why)) },
            DiscoveryError::Parse(error) => {
                Refusal::Unusable { why: format!("{at}: its description cannot be read, at \"{}\"", short(&error.path().to_string())) }
            }
            DiscoveryError::Validation(why) => {
                Refusal::OtherIssuer { why: format!("{}; the issuer in the settings must be the same to the last slash", short(&why)) }
            }
            other => Refusal::Unusable { why: format!("{at}: {}", short(&other.to_string())) },
        }
    }

    fn client(&self, known: &Known) -> Result<Client, Refusal> {
        let metadata = &known.metadata;
        let secret = self.secret.as_ref().map(|secret| ClientSecret::new(secret.expose().to_owned()));
        let back = RedirectUrl::new(self.settings.redirect_url.clone())
            .map_err(|_| Refusal::Unusable { why: "redirect_url is not an address".to_owned() })?;
        // Basic authentication is what a service takes that names no way (OpenID Connect Discovery §3).
        let ways = metadata.token_endpoint_auth_methods_supported();
        let in_the_body = ways
            .is_some_and(|ways| ways.contains(&CoreClientAuthMethod::ClientSecretPost) && !ways.contains(&CoreClientAuthMethod::ClientSecretBasic));
        let client =
            CoreClient::from_provider_metadata(metadata.clone(), ClientId::new(self.settings.client_id.clone()), secret).set_redirect_uri(back);
        Ok(if in_the_body { client.set_auth_type(AuthType::RequestBody) } else { client })
    }

    /// Swaps the one-time code for tokens.
    async fn exchange(&self, known: &Known, code: &Hidden, pending: &Pending) -> Result<CoreTokenResponse, Refusal> {
        let client = self.client(known)?;
        let request = client
            .exchange_code(AuthorizationCode::new(code.expose().to_owned()))
            .map_err(|_| Refusal::Unusable { why: "it names no token endpoint".to_owned() })?
            .set_pkce_verifier(PkceCodeVerifier::new(pending.verifier.expose().to_owned()));
        request.request_async(&self.http).await.map_err(|error| match error {
            RequestTokenError::ServerResponse(said) => {
                let why = short(&said.to_string());
                match said.error() {
                    CoreErrorResponseType::InvalidGrant => Refusal::Used { why },
                    CoreErrorResponseType::InvalidClient | CoreErrorResponseType::UnauthorizedClient => Refusal::NotAccepted { why },
                    _ => Refusal::Fault { why },
                }
            }
            RequestTokenError::Request(error) => Refusal::Unreachable { why: format!("token endpoint: {error}") },
            // The answer itself may hold tokens, and so may serde's words about it.
            RequestTokenError::Parse(error, _) => {
                Refusal::Unusable { why: format!("its tokens cannot be read, at \"{}\"", short(&error.path().to_string())) }
            }
            RequestTokenError::Other(_) => Refusal::Unusable { why: "its answer to the code is not JSON, or is empty".to_owned() },
        })
    }
}

/// An address of the service's for a person's browser is never shown to logs: it holds the state.
impl From<Url> for Hidden {
    fn from(url: Url) -> Hidden {
        Hidden::new(url.as_str())
    }
}
