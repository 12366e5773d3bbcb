//! A tiny provider on loopback for what a real one will not do: it signs whatever it is told to.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sightline_signin::openid::{Answer, Begun, OpenId, Pending, Proven, Refusal, Settings};
use sightline_signin::token::TokenHash;
use sightline_signin::{Hidden, Key};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::NOON;

/// What one path answers.
#[derive(Clone)]
pub struct Response {
    pub status: &'static str,
    pub headers: String,
    pub body: String,
}

impl Response {
    pub fn json(value: &Value) -> Response {
        Response { status: "200 OK", headers: "content-type: application/json\r\n".to_owned(), body: value.to_string() }
    }
}

/// A key to sign with.
pub struct SigningKey {
    pub id: &'static str,
    pair: EcdsaKeyPair,
}

impl SigningKey {
    pub fn new(id: &'static str) -> SigningKey {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        SigningKey { id, pair: EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document.as_ref(), &random).unwrap() }
    }

    /// Its public half, as a provider publishes it (RFC 7518 §6.2).
    pub fn public(&self) -> Value {
        let point = self.pair.public_key().as_ref();
        json!({ "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": self.id, "x": letters(&point[1..33]), "y": letters(&point[33..]) })
    }

    pub fn sign(&self, claims: &Value) -> String {
        let words =
            format!("{}.{}", letters(json!({ "alg": "ES256", "kid": self.id }).to_string().as_bytes()), letters(claims.to_string().as_bytes()));
        let signature = self.pair.sign(&SystemRandom::new(), words.as_bytes()).unwrap();
        format!("{words}.{}", letters(signature.as_ref()))
    }
}

pub fn letters(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

type Paths = Arc<Mutex<BTreeMap<String, Response>>>;

pub struct Fake {
    pub issuer: String,
    pub key: SigningKey,
    paths: Paths,
    asked: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Fake {
    pub async fn start() -> Fake {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let (paths, asked) = (Paths::default(), Arc::new(Mutex::new(Vec::new())));
        let task = tokio::spawn({
            let (paths, asked) = (Arc::clone(&paths), Arc::clone(&asked));
            async move {
                while let Ok((stream, _)) = listener.accept().await {
                    tokio::spawn(answer(stream, Arc::clone(&paths), Arc::clone(&asked)));
                }
            }
        });
        let fake = Fake { issuer, key: SigningKey::new("first"), paths, asked, task };
        fake.answers("/.well-known/openid-configuration", Response::json(&fake.description()));
        fake.answers("/keys", Response::json(&json!({ "keys": [fake.key.public()] })));
        fake
    }

    pub fn description(&self) -> Value {
        let issuer = &self.issuer;
        json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/authorize"),
            "token_endpoint": format!("{issuer}/token"),
            "jwks_uri": format!("{issuer}/keys"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"],
        })
    }

    pub fn answers(&self, path: &str, response: Response) {
        self.paths.lock().unwrap().insert(path.to_owned(), response);
    }

    /// How often a path was asked for.
    pub fn times(&self, path: &str) -> usize {
        self.asked.lock().unwrap().iter().filter(|asked| *asked == path).count()
    }

    pub fn settings(&self) -> Settings {
        let text = format!(
            "issuer = \"{}\"\nclient_id = \"sightline\"\nclient_secret = \"open sesame\"\nredirect_url = \"http://127.0.0.1:3000/answer\"\n[groups]\n\"Analysts\" = [\"analyst\"]\n",
            self.issuer
        );
        toml::from_str(&text).unwrap()
    }

    pub fn open_id(&self) -> OpenId {
        self.open_id_with(|_| {})
    }

    pub fn open_id_with(&self, change: impl FnOnce(&mut Settings)) -> OpenId {
        let mut settings = self.settings();
        change(&mut settings);
        OpenId::new(settings, |_| true).unwrap()
    }

    /// What a right ID token says at noon, for a sign-in.
    pub fn claims(&self, begun: &Begun) -> Value {
        json!({
            "iss": self.issuer, "sub": "person-1", "aud": "sightline", "nonce": parameter(begun, "nonce"),
            "iat": NOON / 1_000, "exp": NOON / 1_000 + 600, "auth_time": NOON / 1_000,
            "name": "Tess Marlow", "preferred_username": "tess@council.example", "groups": ["Analysts"],
        })
    }

    /// The token endpoint gives this ID token.
    pub fn gives(&self, id_token: &str) {
        self.answers(
            "/token",
            Response::json(&json!({ "access_token": "an-access-token", "token_type": "Bearer", "expires_in": 600, "id_token": id_token })),
        );
    }

    /// A whole sign-in at noon, with claims changed before they are signed.
    pub async fn with(&self, open_id: &OpenId, change: impl FnOnce(&mut Value)) -> Result<Proven, Refusal> {
        self.with_token(open_id, |claims| {
            change(claims);
            self.key.sign(claims)
        })
        .await
    }

    /// A whole sign-in at noon, with a token made of the right claims.
    pub async fn with_token(&self, open_id: &OpenId, token: impl FnOnce(&mut Value) -> String) -> Result<Proven, Refusal> {
        let begun = open_id.begin(false, NOON).await?;
        self.gives(&token(&mut self.claims(&begun)));
        finish(open_id, &begun, NOON).await
    }
}

/// Ends a sign-in with a right answer of a browser, through the seal of a cookie as pages do, and through its parts as records do.
pub async fn finish(open_id: &OpenId, begun: &Begun, now: i64) -> Result<Proven, Refusal> {
    let key = Key::new();
    let kept = Pending::open(&key, &begun.pending.seal(&key)).unwrap();
    assert!(TokenHash::of(kept.state().expose()).is_some(), "the state can be kept by its hash");
    let pending = Pending::of_parts(kept.state().clone(), kept.nonce().clone(), kept.verifier().clone(), kept.expires_at(), kept.afresh());
    open_id.finish(&answer_to(begun), pending, now).await
}

pub fn answer_to(begun: &Begun) -> Answer {
    Answer { code: Some(Hidden::new("a-code")), state: Some(Hidden::new(parameter(begun, "state"))), ..Answer::default() }
}

/// A parameter of the address a browser is sent to.
pub fn parameter(begun: &Begun, name: &str) -> String {
    let url = reqwest::Url::parse(begun.url.expose()).unwrap();
    url.query_pairs().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name}")).1.into_owned()
}

/// One request, one response, and the connection is closed.
async fn answer(mut stream: TcpStream, paths: Paths, asked: Arc<Mutex<Vec<String>>>) -> Option<()> {
    let (reader, mut writer) = stream.split();
    let mut lines = BufReader::new(reader);
    let (mut first, mut length) = (String::new(), 0);
    lines.read_line(&mut first).await.ok()?;
    loop {
        let mut line = String::new();
        lines.read_line(&mut line).await.ok()?;
        if line.trim().is_empty() {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
    }
    lines.read_exact(&mut vec![0; length]).await.ok()?;
    let path = first.split(' ').nth(1)?.split('?').next()?.to_owned();
    let response = paths.lock().unwrap().get(&path).cloned();
    asked.lock().unwrap().push(path);
    let Response { status, headers, body } = response.unwrap_or(Response { status: "404 Not Found", headers: String::new(), body: String::new() });
    if status == "never" {
        std::future::pending::<()>().await;
    }
    let words = format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n{body}", body.len());
    writer.write_all(words.as_bytes()).await.ok()?;
    writer.shutdown().await.ok()
}
