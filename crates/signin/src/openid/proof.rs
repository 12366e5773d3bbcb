//! Checking an ID token, and reading who it is about.

use super::claims;
use super::refusal::{Refusal, short};
use super::{Known, LEEWAY, OpenId, Pending, Proven};
use crate::Hidden;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use openidconnect::core::{CoreIdTokenVerifier, CoreJwsSigningAlgorithm, CoreTokenResponse};
use openidconnect::{ClaimsVerificationError, ClientId, Nonce, OAuth2TokenResponse, SignatureVerificationError, TokenResponse, http};
use serde_json::{Map, Value};

/// Signatures with a public key. None that rest on a shared secret, and never none at all.
const SIGNATURES: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// The longest `sub` (OpenID Connect Core §2).
const LONGEST_SUBJECT: usize = 255;

/// What a good ID token says.
pub(super) struct Proof {
    subject: String,
    claims: Map<String, Value>,
    id_token: Hidden,
}

/// Why an ID token is not good.
pub(super) enum Failed {
    /// By a key we do not know, or not by the one we know: the keys may have changed.
    Key(String),
    /// For good.
    For(Refusal),
}

impl From<Failed> for Refusal {
    fn from(failed: Failed) -> Refusal {
        match failed {
            Failed::Key(why) => Refusal::Untrusted { why },
            Failed::For(refusal) => refusal,
        }
    }
}

impl From<Refusal> for Failed {
    fn from(refusal: Refusal) -> Failed {
        Failed::For(refusal)
    }
}

impl OpenId {
    /// Checks the ID token: signature, issuer, audience, time, nonce, strength (OpenID Connect Core §3.1.3.7).
    pub(super) fn proof(&self, known: &Known, tokens: &CoreTokenResponse, pending: &Pending, now: i64) -> Result<Proof, Failed> {
        let untrusted = |why: String| Failed::For(Refusal::Untrusted { why });
        let id_token = tokens.id_token().ok_or_else(|| Refusal::Unusable { why: "its answer has no ID token".to_owned() })?;
        let at = |time: i64| DateTime::<Utc>::from_timestamp_millis(time).unwrap_or(DateTime::<Utc>::MIN_UTC);
        // A verifier of a public client takes no signature that rests on our secret.
        let verifier = CoreIdTokenVerifier::new_public_client(
            ClientId::new(self.settings.client_id.clone()),
            known.metadata.issuer().clone(),
            known.metadata.jwks().clone(),
        )
        .set_allowed_algs(SIGNATURES)
        .set_time_fn(move || at(now.saturating_sub(LEEWAY)));
        let nonce = Nonce::new(pending.nonce.expose().to_owned());
        let checked = id_token.claims(&verifier, &nonce).map_err(|error| match error {
            ClaimsVerificationError::SignatureVerification(why) => {
                let words = format!("signature: {}", short(&why.to_string()));
                match why {
                    SignatureVerificationError::NoMatchingKey | SignatureVerificationError::CryptoError(_) => Failed::Key(words),
                    _ => untrusted(words),
                }
            }
            ClaimsVerificationError::Expired(why) => {
                Refusal::Expired { why: format!("{}; if this happens to everybody, the two clocks differ", short(&why)) }.into()
            }
            other => untrusted(short(&other.to_string())),
        })?;
        let subject = checked.subject().as_str().to_owned();
        if subject.is_empty() || subject.len() > LONGEST_SUBJECT || subject.chars().any(char::is_control) {
            return Err(untrusted("subject: is empty or too long".to_owned()));
        }
        let early = checked.issue_time() - at(now);
        if early.num_milliseconds() > LEEWAY {
            return Err(Refusal::Clock { why: format!("its clock is {} seconds ahead of ours", early.num_seconds()) }.into());
        }
        // From here on every claim can be believed: read from the very bytes that were signed.
        let id_token = Hidden::new(id_token.to_string());
        let claims = payload(&id_token).ok_or_else(|| untrusted("payload: cannot be read".to_owned()))?;
        if let Some(party) = claims.get("azp").filter(|party| party.as_str() != Some(&self.settings.client_id)) {
            return Err(untrusted(format!("authorised party: made for {}", short(&party.to_string()))));
        }
        let milliseconds = |name: &str| claims.get(name).and_then(Value::as_i64).map(|seconds| seconds.saturating_mul(1_000));
        if let Some(start) = milliseconds("nbf").filter(|start| *start > now.saturating_add(LEEWAY)) {
            return Err(Refusal::Clock { why: format!("its proof is good only in {} seconds", start.saturating_sub(now) / 1_000) }.into());
        }
        if pending.afresh && milliseconds("auth_time").is_none_or(|when| when < pending.began.saturating_sub(LEEWAY)) {
            return Err(Refusal::NotAfresh.into());
        }
        self.is_strong(&claims)?;
        Ok(Proof { subject, claims, id_token })
    }

    /// As strong as the settings ask.
    fn is_strong(&self, claims: &Map<String, Value>) -> Result<(), Refusal> {
        let (acr, amr) = (claims.get("acr").and_then(Value::as_str), claims::list(claims, "amr"));
        let asked = &self.settings.require_acr;
        if !asked.is_empty() && !acr.is_some_and(|acr| asked.iter().any(|asked| asked == acr)) {
            return Err(Refusal::Weak { why: format!("acr is {}, one of {} is required", short(acr.unwrap_or("missing")), asked.join(", ")) });
        }
        match self.settings.require_amr.iter().find(|way| !amr.contains(&way.as_str())) {
            Some(way) => Err(Refusal::Weak { why: format!("amr has {}, {way} is required", short(&amr.join(", "))) }),
            None => Ok(()),
        }
    }

    /// Who it is, and what they may do.
    pub(super) async fn proven(&self, known: &Known, tokens: &CoreTokenResponse, proof: Proof) -> Result<Proven, Refusal> {
        let Proof { subject, claims, id_token } = proof;
        let settings = &self.settings;
        let mut groups = claims::groups(&claims, &settings.groups_claim)?;
        // Some services put only the identity into the ID token, and the rest where it can be asked for.
        let more = if groups.is_none() { self.user_info(known, tokens, &subject).await? } else { Map::new() };
        if groups.is_none() {
            groups = claims::groups(&more, &settings.groups_claim)?;
        }
        let words = |name: &str| claims::words(&claims, name).or_else(|| claims::words(&more, name));
        let sign_in_name = words(&settings.sign_in_name_claim).or_else(|| words("email")).unwrap_or_else(|| subject.clone());
        let name = words(&settings.name_claim).unwrap_or_else(|| sign_in_name.clone());
        let all = groups.as_ref().map_or(0, std::collections::BTreeSet::len);
        let there = groups.is_some();
        let groups: std::collections::BTreeSet<String> =
            groups.unwrap_or_default().into_iter().filter(|group| settings.groups.contains_key(group)).collect();
        let roles = settings.roles(groups.iter().map(String::as_str));
        if roles.is_empty() {
            let claim = &settings.groups_claim;
            let why = if there {
                format!("none of the {all} groups in the claim \"{claim}\" is in the settings")
            } else {
                format!("there is no claim \"{claim}\": have the sign-in service send it, or name another in groups_claim")
            };
            return Err(Refusal::NoRole { why });
        }
        Ok(Proven { issuer: settings.issuer.clone(), subject, name, sign_in_name, groups, roles, id_token })
    }

    /// Asks the service about the person; nothing if it cannot be asked.
    async fn user_info(&self, known: &Known, tokens: &CoreTokenResponse, subject: &str) -> Result<Map<String, Value>, Refusal> {
        let Some(url) = known.metadata.userinfo_endpoint() else { return Ok(Map::new()) };
        let unusable = |why: &str| Refusal::Unusable { why: format!("user info: {why}") };
        let request = http::Request::builder()
            .uri(url.as_str())
            .header(http::header::ACCEPT, "application/json")
            .header(http::header::AUTHORIZATION, format!("Bearer {}", tokens.access_token().secret()))
            .body(Vec::new())
            .map_err(|_| unusable("the access token is not fit for a header"))?;
        let answer = self.http.send(request).await.map_err(|error| Refusal::Unreachable { why: format!("user info: {error}") })?;
        if answer.status() != http::StatusCode::OK {
            return Err(unusable(&format!("status {}", answer.status().as_u16())));
        }
        let claims: Map<String, Value> = serde_json::from_slice(answer.body()).map_err(|_| unusable("is not JSON"))?;
        // Or one person's groups could be laid under another's name (OpenID Connect Core §5.3.2).
        if claims.get("sub").and_then(Value::as_str) != Some(subject) {
            return Err(Refusal::Untrusted { why: "user info: is about somebody else".to_owned() });
        }
        Ok(claims)
    }
}

/// The claims in the bytes of a token.
fn payload(id_token: &Hidden) -> Option<Map<String, Value>> {
    let bytes = URL_SAFE_NO_PAD.decode(id_token.expose().split('.').nth(1)?).ok()?;
    serde_json::from_slice(&bytes).ok()
}
