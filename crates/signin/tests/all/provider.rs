//! Signing in at a real provider: the certified `oidc-provider`, started on loopback from `tests/oidc`.

use crate::browser::Browser;
use serde::Deserialize;
use sightline_signin::openid::{Answer, Begun, OpenId, Proven, Reach, Refusal, Settings};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

/// Where people come back to. Nothing listens there: the test reads the address it would be sent to.
const BACK: &str = "http://127.0.0.1:3000/sign-in/answer";

/// What the provider prints when it is ready.
#[derive(Deserialize)]
struct Ready {
    issuer: String,
    client_id: String,
    client_secret: String,
    people: Vec<String>,
}

/// A running provider; it stops when this is dropped.
struct Provider {
    ready: Ready,
    child: Child,
}

impl Drop for Provider {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts it. Where Node or the modules are missing, it says so; but a continuous-integration run (`CI=true`) without it has failed.
fn start(args: &[&str]) -> Option<Provider> {
    // Every crate of the workspace lies two folders below its root.
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/oidc/provider.mjs");
    let started = Command::new("node").arg(&script).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let missing = match started {
        Err(error) => format!("Node cannot be run: {error}"),
        Ok(mut child) => {
            let mut line = String::new();
            BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
            match serde_json::from_str(&line) {
                Ok(ready) => return Some(Provider { ready, child }),
                Err(_) => {
                    let said = child.wait_with_output().unwrap().stderr;
                    // A missing module is a thing to install; any other end is a fault of ours.
                    let said = String::from_utf8_lossy(&said).into_owned();
                    assert!(said.contains("ERR_MODULE_NOT_FOUND"), "the provider did not start: {said}");
                    "the modules of tests/oidc are not installed".to_owned()
                }
            }
        }
    };
    #[expect(clippy::disallowed_methods, reason = "a test, told by its surroundings whether it may be left out")]
    let ci = std::env::var_os("CI");
    assert!(ci.is_none_or(|value| value != "true" && value != "1"), "signing in was not tried at a real provider: {missing}");
    eprintln!("SKIPPED: signing in was not tried at a real provider: {missing}\n`cargo xtask test` installs what is needed.");
    None
}

#[expect(clippy::disallowed_methods, reason = "the provider is another program and lives in real time")]
fn now() -> i64 {
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap()
}

impl Provider {
    fn settings(&self) -> Settings {
        let Ready { issuer, client_id, client_secret, people } = &self.ready;
        let group = |role: &String| format!("\"Sightline {role}\" = [\"{role}\"]\n");
        let groups: String = people.iter().filter(|role| role.as_str() != "team-manager").map(group).collect();
        let text = format!(
            "issuer = \"{issuer}\"\nclient_id = \"{client_id}\"\nclient_secret = \"{client_secret}\"\nredirect_url = \"{BACK}\"\n\
             signed_out_url = \"http://127.0.0.1:3000/signed-out\"\n[groups]\n{groups}\"Sightline team-manager\" = [{{ role = \"team-manager\", teams = [\"n1\"] }}]\n"
        );
        toml::from_str(&text).unwrap()
    }

    fn open_id(&self) -> OpenId {
        open(self.settings())
    }
}

fn open(settings: Settings) -> OpenId {
    OpenId::new(settings, |_| true).unwrap()
}

/// Begins, has a person sign in, and gives what the browser is sent back with.
async fn visit(open_id: &OpenId, browser: &mut Browser, user: &str) -> (Begun, Answer) {
    let begun = open_id.begin(false, now()).await.unwrap();
    let back = browser.sign_in(begun.url.expose(), user, "sign-in").await;
    (begun, answer(&back))
}

fn answer(back: &str) -> Answer {
    let url = reqwest::Url::parse(back).unwrap();
    assert!(back.starts_with(BACK), "{back}");
    let fields: serde_json::Map<String, serde_json::Value> =
        url.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned().into())).collect();
    serde_json::from_value(fields.into()).unwrap()
}

async fn sign_in(open_id: &OpenId, user: &str) -> Result<Proven, Refusal> {
    let (begun, answer) = visit(open_id, &mut Browser::new(), user).await;
    open_id.finish(&answer, begun.pending, now()).await
}

#[tokio::test]
async fn each_role_signs_in_by_its_group() {
    // The claims of a person from the ID token, and asked for apart: services do either.
    for args in [[].as_slice(), &["--claims-in-id-token"]] {
        let Some(provider) = start(args) else { return };
        let open_id = provider.open_id();
        let people: Vec<_> = provider
            .ready
            .people
            .iter()
            .filter(|user| !user.contains("factor") && !user.contains("group") && !user.starts_with("no-") && !user.starts_with("two"))
            .collect();
        assert_eq!(people.len(), 19, "one for each role");
        for user in people {
            let proven = sign_in(&open_id, user).await.unwrap();
            assert_eq!((proven.issuer.as_str(), proven.subject.as_str()), (provider.ready.issuer.as_str(), user.as_str()));
            assert_eq!(proven.sign_in_name, format!("{user}@council.example"));
            assert!(proven.name.contains(' ') && !proven.name.contains('@'), "{}", proven.name);
            let reach = if user == "team-manager" { Reach::Teams(["n1".to_owned()].into()) } else { Reach::Whole };
            assert_eq!(proven.roles.into_iter().collect::<Vec<_>>(), [(user.clone(), reach)]);
            assert_eq!(proven.groups.into_iter().collect::<Vec<_>>(), [format!("Sightline {user}")], "other groups are not told");
        }
        let proven = sign_in(&open_id, "two-roles").await.unwrap();
        assert_eq!(proven.roles.keys().collect::<Vec<_>>(), ["analyst", "team-manager"]);
        let proven = sign_in(&open_id, "one-group").await.unwrap();
        assert_eq!(proven.roles.keys().collect::<Vec<_>>(), ["analyst"]);
        for user in ["no-role", "no-groups"] {
            let refusal = sign_in(&open_id, user).await.unwrap_err();
            assert_eq!(refusal.word(), "no-role", "{user}: {}", refusal.for_the_log());
        }
    }
}

#[tokio::test]
async fn an_answer_is_good_once_and_in_its_own_browser() {
    let Some(provider) = start(&[]) else { return };
    let open_id = provider.open_id();
    let (begun, good) = visit(&open_id, &mut Browser::new(), "analyst").await;
    let other = open_id.begin(false, now()).await.unwrap();
    let refused = async |answer: &Answer, begun: &Begun| open_id.finish(answer, begun.pending.clone(), now()).await.unwrap_err().word();

    // A forged state, none, and that of another browser's sign-in.
    let with_state = |state| Answer { state, ..good.clone() };
    assert_eq!(refused(&with_state(Some(sightline_signin::token::new())), &begun).await, "forged");
    assert_eq!(refused(&with_state(None), &begun).await, "forged");
    assert_eq!(refused(&good, &other).await, "forged");
    // From somebody else than whom we asked.
    assert_eq!(refused(&Answer { iss: Some("https://elsewhere.example".to_owned()), ..good.clone() }, &begun).await, "untrusted");
    // None of these used the code up.
    let late = open_id.finish(&good, begun.pending.clone(), now() + 600_001).await.unwrap_err();
    assert_eq!(late, Refusal::TooLate);
    open_id.finish(&good, begun.pending.clone(), now()).await.unwrap();
    // But now it is.
    assert_eq!(refused(&good, &begun).await, "used");
    // A code that was never given.
    assert_eq!(refused(&Answer { code: Some(sightline_signin::token::new()), ..good.clone() }, &begun).await, "used");
}

#[tokio::test]
async fn a_stolen_code_is_of_no_use_elsewhere() {
    let Some(provider) = start(&[]) else { return };
    let open_id = provider.open_id();
    let (_, stolen) = visit(&open_id, &mut Browser::new(), "director").await;
    // Whoever has the code puts it into a sign-in of their own, whose state they know: the provider asks for the words only the first browser's has (PKCE).
    let (own, answer) = visit(&open_id, &mut Browser::new(), "analyst").await;
    let injected = Answer { code: stolen.code, ..answer };
    assert_eq!(open_id.finish(&injected, own.pending, now()).await.unwrap_err().word(), "used");
}

#[tokio::test]
async fn cancelling_is_said_in_plain_words() {
    let Some(provider) = start(&[]) else { return };
    let open_id = provider.open_id();
    let begun = open_id.begin(false, now()).await.unwrap();
    let back = Browser::new().sign_in(begun.url.expose(), "analyst", "cancel").await;
    let refusal = open_id.finish(&answer(&back), begun.pending, now()).await.unwrap_err();
    assert_eq!(refusal, Refusal::Declined);
}

#[tokio::test]
async fn a_wrong_secret_is_ours_to_put_right() {
    let Some(provider) = start(&[]) else { return };
    let mut settings = provider.settings();
    settings.client_secret = Some(sightline_signin::Hidden::new("not the secret"));
    let refusal = sign_in(&open(settings), "analyst").await.unwrap_err();
    assert_eq!(refusal.word(), "not-accepted", "{}", refusal.for_the_log());
    assert!(!refusal.for_the_log().contains("not the secret"));
}

#[tokio::test]
async fn a_second_factor_may_be_required() {
    let Some(provider) = start(&["--claims-in-id-token"]) else { return };
    let with = |change: fn(&mut Settings)| {
        let mut settings = provider.settings();
        change(&mut settings);
        open(settings)
    };
    let by_way = with(|settings| settings.require_amr = vec!["mfa".to_owned()]);
    assert!(sign_in(&by_way, "second-factor").await.is_ok());
    assert_eq!(sign_in(&by_way, "analyst").await.unwrap_err().word(), "weak");
    let by_strength = with(|settings| settings.require_acr = vec!["strong".to_owned(), "stronger".to_owned()]);
    assert!(sign_in(&by_strength, "second-factor").await.is_ok());
    assert_eq!(sign_in(&by_strength, "analyst").await.unwrap_err().word(), "weak");
}

#[tokio::test]
async fn signing_in_afresh_asks_again() {
    let Some(provider) = start(&[]) else { return };
    let open_id = provider.open_id();
    let mut browser = Browser::new();
    visit(&open_id, &mut browser, "analyst").await;
    // The second time the provider knows the browser, and asks nothing.
    let begun = open_id.begin(false, now()).await.unwrap();
    let back = browser.follow(begun.url.expose()).await;
    assert!(back.starts_with(BACK), "{back}");
    assert!(open_id.finish(&answer(&back), begun.pending, now()).await.is_ok());
    // Afresh, it asks.
    let begun = open_id.begin(true, now()).await.unwrap();
    let back = browser.follow(begun.url.expose()).await;
    assert!(back.contains("/interaction/"), "{back}");
    let back = browser.sign_in(begun.url.expose(), "analyst", "sign-in").await;
    assert!(open_id.finish(&answer(&back), begun.pending, now()).await.is_ok());
}

#[tokio::test]
async fn signing_out_there_too() {
    let Some(provider) = start(&[]) else { return };
    let open_id = provider.open_id();
    let mut browser = Browser::new();
    let (begun, answer) = visit(&open_id, &mut browser, "analyst").await;
    let proven = open_id.finish(&answer, begun.pending, now()).await.unwrap();
    let url = open_id.sign_out(Some(&proven.id_token), now()).await.unwrap();
    let back = browser.sign_out(url.expose()).await;
    assert_eq!(back, "http://127.0.0.1:3000/signed-out");
    let begun = open_id.begin(false, now()).await.unwrap();
    assert!(browser.follow(begun.url.expose()).await.contains("/interaction/"), "signed out: asked again");
}

#[tokio::test]
async fn a_provider_that_is_down_is_said_to_be() {
    let Some(provider) = start(&[]) else { return };
    let (settings, before) = (provider.settings(), provider.open_id());
    before.discover(now()).await.unwrap();
    drop(provider);
    let refusal = open(settings).begin(false, now()).await.unwrap_err();
    assert_eq!(refusal.word(), "unreachable", "{}", refusal.for_the_log());
    assert!(refusal.is_outage());
    assert_eq!(refusal.to_string(), "The sign-in service cannot be reached. Try again in a few minutes");
    // What it said of itself an hour ago will do to begin with; of a day ago, not.
    let hour = 60 * 60 * 1_000;
    assert!(before.begin(false, now() + 2 * hour).await.is_ok());
    assert_eq!(before.begin(false, now() + 25 * hour).await.unwrap_err().word(), "unreachable");
}
