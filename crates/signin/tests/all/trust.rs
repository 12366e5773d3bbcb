//! What must not be believed.

use crate::NOON;
use crate::fake::{Fake, Response, SigningKey, answer_to, finish, letters, parameter};
use serde_json::{Value, json};
use sightline_signin::Hidden;
use sightline_signin::openid::{Answer, OpenId, Reach, Refusal};

/// Seconds.
const NOON_S: i64 = NOON / 1_000;

/// The reason in the log of a sign-in that must fail.
async fn refused(fake: &Fake, change: impl FnOnce(&mut Value)) -> String {
    fake.with(&fake.open_id(), change).await.unwrap_err().for_the_log()
}

fn begins(words: &str, start: &str) {
    assert!(words.starts_with(start), "{words}");
}

#[tokio::test]
async fn a_right_token_says_who_it_is() {
    let fake = Fake::start().await;
    let proven = fake.with(&fake.open_id(), |_| {}).await.unwrap();
    assert_eq!((proven.subject.as_str(), proven.name.as_str(), proven.sign_in_name.as_str()), ("person-1", "Tess Marlow", "tess@council.example"));
    assert_eq!(proven.roles.into_iter().collect::<Vec<_>>(), [("analyst".to_owned(), Reach::Whole)]);
}

#[tokio::test]
async fn the_browser_is_sent_with_all_that_protects_it() {
    let fake = Fake::start().await;
    let open_id = fake.open_id_with(|settings| settings.require_acr = vec!["strong".to_owned()]);
    let (one, other) = (open_id.begin(true, NOON).await.unwrap(), open_id.begin(false, NOON).await.unwrap());
    assert!(one.url.expose().starts_with(&format!("{}/authorize?", fake.issuer)));
    let fixed = [
        ("response_type", "code"),
        ("client_id", "sightline"),
        ("redirect_uri", "http://127.0.0.1:3000/answer"),
        ("code_challenge_method", "S256"),
        ("scope", "openid profile email"),
        ("acr_values", "strong"),
        ("max_age", "0"),
    ];
    for (name, value) in fixed {
        assert_eq!(parameter(&one, name), value);
    }
    // 32 random bytes each, and 32 of a hash: 43 letters.
    for name in ["state", "nonce", "code_challenge"] {
        assert_eq!(parameter(&one, name).len(), 43, "{name}");
        assert_ne!(parameter(&one, name), parameter(&other, name), "{name}");
    }
    assert!(!other.url.expose().contains("max_age") && !one.url.expose().contains("sesame"));
    // Neither shows itself in a log.
    let shown = format!("{one:?} {:?} {open_id:?}", answer_to(&one));
    for secret in [&parameter(&one, "state"), &parameter(&one, "nonce"), "a-code", "sesame"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[tokio::test]
async fn a_token_for_another_moment_browser_or_service_is_refused() {
    let fake = Fake::start().await;
    let set = |name: &'static str, value: Value| move |claims: &mut Value| claims[name] = value;
    begins(&refused(&fake, set("nonce", json!("another"))).await, "untrusted: Invalid nonce");
    begins(&refused(&fake, |claims| drop(claims.as_object_mut().unwrap().remove("nonce"))).await, "untrusted: Invalid nonce");
    begins(&refused(&fake, set("aud", json!("another-service"))).await, "untrusted: Invalid audience");
    begins(&refused(&fake, set("aud", json!(["sightline", "another-service"]))).await, "untrusted: Invalid audience");
    begins(&refused(&fake, set("aud", json!([]))).await, "untrusted: Invalid audience");
    begins(&refused(&fake, set("azp", json!("another-service"))).await, "untrusted: authorised party");
    begins(&refused(&fake, set("iss", json!("http://127.0.0.1:1"))).await, "untrusted: Invalid issuer");
    begins(&refused(&fake, set("sub", json!(""))).await, "untrusted: subject");
    begins(&refused(&fake, set("sub", json!("a".repeat(256)))).await, "untrusted: subject");
    // What is allowed beside them.
    let open_id = fake.open_id();
    assert!(fake.with(&open_id, set("aud", json!(["sightline"]))).await.is_ok());
    assert!(fake.with(&open_id, set("azp", json!("sightline"))).await.is_ok());
    assert!(fake.with(&open_id, set("sub", json!("a".repeat(255)))).await.is_ok());
}

#[tokio::test]
async fn time_is_kept_to_the_second_with_a_minute_of_leeway() {
    let fake = Fake::start().await;
    let open_id = fake.open_id();
    let at = async |name: &'static str, time: i64| {
        fake.with(&open_id, move |claims| claims[name] = json!(time)).await.map(drop).map_err(|refusal| refusal.word())
    };
    // Expired a minute ago is expired, a second less is not.
    assert_eq!(at("exp", NOON_S - 60).await, Err("expired"));
    assert_eq!(at("exp", NOON_S - 59).await, Ok(()));
    // Issued a minute from now is a clock that differs; by a second more, too much.
    assert_eq!(at("iat", NOON_S + 60).await, Ok(()));
    assert_eq!(at("iat", NOON_S + 61).await, Err("clock"));
    assert_eq!(at("nbf", NOON_S + 60).await, Ok(()));
    assert_eq!(at("nbf", NOON_S + 61).await, Err("clock"));
    // A sign-in may take ten minutes.
    let begun = open_id.begin(false, NOON).await.unwrap();
    fake.gives(&fake.key.sign(&fake.claims(&begun)));
    assert_eq!(finish(&open_id, &begun, NOON + 600_001).await.unwrap_err(), Refusal::TooLate);
    assert_eq!(finish(&open_id, &begun, NOON - 60_001).await.unwrap_err(), Refusal::TooLate);
    assert!(finish(&open_id, &begun, NOON + 600_000).await.is_ok());
}

#[tokio::test]
async fn signed_by_nobody_or_somebody_else_is_refused() {
    let fake = Fake::start().await;
    let open_id = fake.open_id();
    let why = async |token: &dyn Fn(&Value) -> String| fake.with_token(&open_id, |claims| token(claims)).await.unwrap_err().for_the_log();
    // The payload changed after signing: another person's id.
    let tampered = |claims: &Value| {
        let signed = fake.key.sign(claims);
        let parts: Vec<&str> = signed.split('.').collect();
        let mut claims = claims.clone();
        claims["sub"] = json!("person-2");
        format!("{}.{}.{}", parts[0], letters(claims.to_string().as_bytes()), parts[2])
    };
    begins(&why(&tampered).await, "untrusted: signature");
    // Another key under the same name.
    let forged = SigningKey::new("first");
    begins(&why(&|claims| forged.sign(claims)).await, "untrusted: signature");
    // No signature at all.
    let with_header =
        |header: Value, claims: &Value| format!("{}.{}.", letters(header.to_string().as_bytes()), letters(claims.to_string().as_bytes()));
    begins(&why(&|claims| with_header(json!({ "alg": "none" }), claims)).await, "untrusted: signature: No signature found");
    begins(&why(&|claims| with_header(json!({ "alg": "ES256", "kid": "first" }), claims)).await, "untrusted: signature");
    // With our own secret as the key: whoever knows it would be everybody.
    let with_secret = |claims: &Value| {
        let words = format!("{}.{}", letters(json!({ "alg": "HS256" }).to_string().as_bytes()), letters(claims.to_string().as_bytes()));
        let tag = ring::hmac::sign(&ring::hmac::Key::new(ring::hmac::HMAC_SHA256, b"open sesame"), words.as_bytes());
        format!("{words}.{}", letters(tag.as_ref()))
    };
    begins(&why(&with_secret).await, "untrusted: signature");
    // The public key as the key of a shared secret.
    let with_public = |claims: &Value| {
        let words =
            format!("{}.{}", letters(json!({ "alg": "HS256", "kid": "first" }).to_string().as_bytes()), letters(claims.to_string().as_bytes()));
        let tag = ring::hmac::sign(&ring::hmac::Key::new(ring::hmac::HMAC_SHA256, fake.key.public().to_string().as_bytes()), words.as_bytes());
        format!("{words}.{}", letters(tag.as_ref()))
    };
    begins(&why(&with_public).await, "untrusted: signature");
    assert!(fake.with(&open_id, |_| {}).await.is_ok(), "and a right one is still right");
}

#[tokio::test]
async fn new_keys_are_asked_for_once() {
    let fake = Fake::start().await;
    let open_id = fake.open_id();
    open_id.discover(NOON).await.unwrap();
    assert_eq!(fake.times("/keys"), 1);
    let second = SigningKey::new("second");
    // The service signs with a key it has not published yet: asked again, once, and refused.
    let refusal = fake.with_token(&open_id, |claims| second.sign(claims)).await.unwrap_err();
    begins(&refusal.for_the_log(), "untrusted: signature");
    assert_eq!(fake.times("/keys"), 2);
    // Published: the sign-in goes on without a word.
    fake.answers("/keys", Response::json(&json!({ "keys": [fake.key.public(), second.public()] })));
    assert!(fake.with_token(&open_id, |claims| second.sign(claims)).await.is_ok());
    assert_eq!(fake.times("/keys"), 3);
    // Known now.
    assert!(fake.with_token(&open_id, |claims| second.sign(claims)).await.is_ok());
    assert_eq!(fake.times("/keys"), 3);
    // A key that is withdrawn is known for an hour at most.
    fake.answers("/keys", Response::json(&json!({ "keys": [second.public()] })));
    let hour = 60 * 60 * 1_000;
    let begun = open_id.begin(false, NOON + hour).await.unwrap();
    let mut claims = fake.claims(&begun);
    claims["exp"] = json!(NOON_S + 7_200);
    fake.gives(&fake.key.sign(&claims));
    begins(&finish(&open_id, &begun, NOON + hour).await.unwrap_err().for_the_log(), "untrusted: signature");
}

#[tokio::test]
async fn an_old_sign_in_is_not_a_fresh_one() {
    let fake = Fake::start().await;
    let open_id = fake.open_id();
    for (auth_time, ok) in [(json!(NOON_S - 60), true), (json!(NOON_S - 61), false), (json!(null), false)] {
        let begun = open_id.begin(true, NOON).await.unwrap();
        let mut claims = fake.claims(&begun);
        claims["auth_time"] = auth_time.clone();
        fake.gives(&fake.key.sign(&claims));
        let finished = finish(&open_id, &begun, NOON).await;
        assert_eq!(finished.is_ok(), ok, "{auth_time}");
        assert!(ok || finished.unwrap_err() == Refusal::NotAfresh);
    }
}

#[tokio::test]
async fn groups_come_in_many_ways() {
    let fake = Fake::start().await;
    let from = async |claim: &str, value: Value| {
        let open_id = fake.open_id_with(|settings| settings.groups_claim = claim.to_owned());
        let place = |claims: &mut Value| {
            claims.as_object_mut().unwrap().remove("groups");
            for (name, value) in value.as_object().unwrap() {
                claims[name] = value.clone();
            }
        };
        fake.with(&open_id, place).await.map(drop).map_err(|refusal| refusal.word())
    };
    assert_eq!(from("groups", json!({ "groups": "Analysts" })).await, Ok(()));
    assert_eq!(from("realm_access.roles", json!({ "realm_access": { "roles": ["Analysts"] } })).await, Ok(()));
    assert_eq!(from("https://council.example/groups", json!({ "https://council.example/groups": ["Analysts"] })).await, Ok(()));
    assert_eq!(from("a.b.c.d", json!({ "a.b": { "c": { "d": ["Analysts"] } } })).await, Ok(()));
    assert_eq!(from("groups", json!({ "groups": ["analysts", "Analysts ", 3, null, ["Analysts"]] })).await, Err("no-role"));
    assert_eq!(from("groups", json!({ "groups": { "Analysts": true } })).await, Err("no-role"));
    assert_eq!(from("groups", json!({})).await, Err("no-role"));
    assert_eq!(from("roles", json!({ "groups": ["Analysts"] })).await, Err("no-role"));
    // As Entra ID says that there are too many to list.
    assert_eq!(from("groups", json!({ "_claim_names": { "groups": "src1" }, "_claim_sources": {} })).await, Err("too-many-groups"));
    assert_eq!(from("groups", json!({ "hasgroups": true })).await, Err("too-many-groups"));
    assert_eq!(from("groups", json!({ "groups": vec!["Analysts"; 2_001] })).await, Err("too-many-groups"));
    let without = fake.with(&fake.open_id(), |claims| claims["groups"] = json!(null)).await.unwrap_err();
    assert!(without.for_the_log().contains("groups_claim"), "says where to look: {}", without.for_the_log());
}

#[tokio::test]
async fn names_are_one_line_and_there_is_always_one() {
    let fake = Fake::start().await;
    let open_id = fake.open_id();
    let names = async |name: Value, sign_in_name: Value, email: Value| {
        let proven = fake
            .with(&open_id, move |claims| {
                claims["name"] = name;
                claims["preferred_username"] = sign_in_name;
                claims["email"] = email;
            })
            .await
            .unwrap();
        (proven.name, proven.sign_in_name)
    };
    let pair = |name: &str, sign_in_name: &str| (name.to_owned(), sign_in_name.to_owned());
    assert_eq!(names(json!(" Tess\r\n\u{0}Marlow "), json!("tess"), json!(null)).await, pair("TessMarlow", "tess"));
    assert_eq!(names(json!(""), json!(null), json!("t@council.example")).await, pair("t@council.example", "t@council.example"));
    assert_eq!(names(json!(null), json!("  "), json!(null)).await, pair("person-1", "person-1"));
    assert_eq!(names(json!("x".repeat(9_999)), json!("tess"), json!(null)).await.0.len(), 200);
}

#[tokio::test]
async fn user_info_about_somebody_else_is_refused() {
    let fake = Fake::start().await;
    let mut description = fake.description();
    description["userinfo_endpoint"] = json!(format!("{}/me", fake.issuer));
    fake.answers("/.well-known/openid-configuration", Response::json(&description));
    let open_id = fake.open_id();
    let with = async |response: Response| {
        fake.answers("/me", response);
        fake.with(&open_id, |claims| drop(claims.as_object_mut().unwrap().remove("groups"))).await.map(drop).map_err(|refusal| refusal.for_the_log())
    };
    let about = |subject: &str| Response::json(&json!({ "sub": subject, "groups": ["Analysts"] }));
    assert_eq!(with(about("person-1")).await, Ok(()));
    assert_eq!(with(about("person-2")).await, Err("untrusted: user info: is about somebody else".to_owned()));
    assert_eq!(with(Response::json(&json!({ "groups": ["Analysts"] }))).await, Err("untrusted: user info: is about somebody else".to_owned()));
    assert_eq!(with(Response::json(&json!([]))).await, Err("unusable: user info: is not JSON".to_owned()));
    assert_eq!(with(Response { status: "500 Oh", ..about("person-1") }).await, Err("unusable: user info: status 500".to_owned()));
    // With the groups in the ID token there is nothing to ask for.
    let before = fake.times("/me");
    fake.with(&open_id, |_| {}).await.unwrap();
    assert_eq!(fake.times("/me"), before);
}

#[tokio::test]
async fn descriptions_that_will_not_do() {
    let fake = Fake::start().await;
    let discover = async |response: Response| {
        fake.answers("/.well-known/openid-configuration", response);
        let refusal = fake.open_id().discover(NOON).await.unwrap_err();
        assert!(refusal.is_outage());
        refusal.for_the_log()
    };
    let with = |name: &str, value: Value| {
        let mut description = fake.description();
        description[name] = value;
        Response::json(&description)
    };
    let html = Response { status: "200 OK", headers: "content-type: text/html\r\n".to_owned(), body: "<p>Welcome</p>".to_owned() };
    begins(&discover(html.clone()).await, "unusable");
    begins(&discover(Response { status: "404 Not Found", ..html.clone() }).await, "unusable");
    begins(&discover(Response { status: "503 Busy", ..html.clone() }).await, "unreachable");
    // A redirect is not followed: it could lead anywhere.
    let elsewhere = format!("location: {}/elsewhere\r\n", fake.issuer);
    fake.answers("/elsewhere", Response::json(&fake.description()));
    begins(&discover(Response { status: "302 Found", headers: elsewhere, body: String::new() }).await, "unusable");
    assert_eq!(fake.times("/elsewhere"), 0);
    begins(&discover(Response { status: "200 OK", headers: String::new(), body: " ".repeat(2_000_000) }).await, "unusable");
    begins(&discover(Response::json(&json!({ "issuer": fake.issuer }))).await, "unusable");
    begins(&discover(with("issuer", json!(format!("{}/", fake.issuer)))).await, "other-issuer");
    begins(&discover(with("issuer", json!("https://elsewhere.example"))).await, "other-issuer");
    for name in ["authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"] {
        // Without TLS anybody on the way could read and change what passes.
        let why = discover(with(name, json!("http://elsewhere.example/path?secret"))).await;
        assert!(why.contains("http://elsewhere.example is not an address we ask"), "{name}: {why}");
        assert!(!why.contains("secret"));
    }
    begins(&discover(with("jwks_uri", json!(format!("{}/no-keys", fake.issuer)))).await, "unusable");
    fake.answers("/.well-known/openid-configuration", Response::json(&fake.description()));
    assert!(fake.open_id().discover(NOON).await.is_ok());
}

#[tokio::test]
async fn a_service_that_never_answers_is_waited_for_ten_seconds() {
    let fake = Fake::start().await;
    fake.answers("/.well-known/openid-configuration", Response { status: "never", headers: String::new(), body: String::new() });
    let start = std::time::Instant::now();
    let refusal = fake.open_id().discover(NOON).await.unwrap_err();
    assert_eq!(refusal.word(), "unreachable", "{}", refusal.for_the_log());
    assert!((9..20).contains(&start.elapsed().as_secs()), "{:?}", start.elapsed());
}

#[tokio::test]
async fn a_description_is_asked_for_once_an_hour() {
    let fake = Fake::start().await;
    let open_id = fake.open_id();
    let hour = 60 * 60 * 1_000;
    for (now, times) in [(NOON, 1), (NOON + 1, 1), (NOON + hour - 1, 1), (NOON + hour, 2), (NOON - 1, 3)] {
        open_id.discover(now).await.unwrap();
        assert_eq!(fake.times("/.well-known/openid-configuration"), times, "{}", now - NOON);
    }
}

#[tokio::test]
async fn answers_to_the_code_that_will_not_do() {
    let fake = Fake::start().await;
    let open_id = fake.open_id();
    let begun = open_id.begin(false, NOON).await.unwrap();
    let with = async |response: Response| {
        fake.answers("/token", response);
        let refusal = finish(&open_id, &begun, NOON).await.unwrap_err();
        assert!(
            !refusal.for_the_log().contains("very-secret")
                && !refusal.to_string().contains("very-secret")
                && !format!("{refusal:?}").contains("very-secret")
        );
        refusal.word()
    };
    let error =
        |code: &str| Response { status: "400 Bad Request", ..Response::json(&json!({ "error": code, "error_description": "words\nof theirs" })) };
    assert_eq!(with(error("invalid_grant")).await, "used");
    assert_eq!(with(error("invalid_client")).await, "not-accepted");
    assert_eq!(with(error("unauthorized_client")).await, "not-accepted");
    assert_eq!(with(error("server_error")).await, "fault");
    assert_eq!(with(Response::json(&json!({ "access_token": "very-secret", "token_type": "Bearer" }))).await, "unusable", "no ID token");
    assert_eq!(with(Response::json(&json!({ "access_token": 3, "token_type": "Bearer", "id_token": "very-secret" }))).await, "unusable");
    assert_eq!(with(Response::json(&json!({ "access_token": "a", "token_type": "Bearer", "id_token": "very-secret" }))).await, "unusable");
    assert_eq!(with(Response::json(&json!({ "access_token": "a", "token_type": "Bearer", "id_token": "e30.very-secret.e30" }))).await, "unusable");
    assert_eq!(
        with(Response { status: "200 OK", headers: "content-type: text/html\r\n".to_owned(), body: "very-secret".to_owned() }).await,
        "unusable"
    );
    assert_eq!(with(Response { status: "200 OK", headers: String::new(), body: String::new() }).await, "unusable");
    assert_eq!(with(Response { status: "200 OK", headers: String::new(), body: "very-secret".repeat(200_000) }).await, "unreachable");
}

#[tokio::test]
async fn answers_of_a_browser_that_will_not_do() {
    let fake = Fake::start().await;
    let open_id = fake.open_id();
    let begun = open_id.begin(false, NOON).await.unwrap();
    let state = Some(Hidden::new(parameter(&begun, "state")));
    let with = async |answer: Answer| open_id.finish(&answer, begun.pending.clone(), NOON).await.unwrap_err();
    let error = |code: &str| Answer { state: state.clone(), error: Some(code.to_owned()), ..Answer::default() };
    assert_eq!(with(error("access_denied")).await, Refusal::Declined);
    assert_eq!(with(error("invalid_scope")).await.word(), "not-accepted");
    assert_eq!(with(error("server_error\n<script>")).await.for_the_log(), "fault: server_error <script>");
    assert_eq!(with(Answer { state: state.clone(), ..Answer::default() }).await.word(), "fault");
    assert_eq!(with(Answer { state: state.clone(), code: Some(Hidden::new("")), ..Answer::default() }).await.word(), "fault");
    // Whoever does not know the state learns nothing, not even by an error.
    assert_eq!(with(Answer { error: Some("access_denied".to_owned()), ..Answer::default() }).await.word(), "forged");
    assert_eq!(with(Answer::default()).await.word(), "forged");
    assert_eq!(fake.times("/token"), 0, "the service was not even asked");
}

#[test]
fn pages_may_wait_for_it_on_any_thread() {
    fn is_send<T: Send>(_: &T) {}
    fn check(open_id: &OpenId, answer: &Answer, begun: &sightline_signin::openid::Begun) {
        is_send(&open_id.begin(false, NOON));
        is_send(&open_id.finish(answer, begun.pending.clone(), NOON));
        is_send(&open_id.sign_out(None, NOON));
    }
    // Never called: that it compiles is the test.
    let _ = check;
}
