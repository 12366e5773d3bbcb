//! A backup is worth what comes back from it.

use super::net::Browser;
use super::{Serving, county, doctor};
use crate::kit::{Place, bare, finished};
use std::path::Path;

/// Every figure of two quarters, as text.
fn figures(place: &Place) -> String {
    place.say("measure --from 2018-04 --to 2018-09 --every quarter --format csv --quiet").expect(0).out
}

/// A service on what was put back: people sign in, tokens work, and all is in order.
fn lives(place: &Place, more: &[&str]) {
    let serving = Serving::start(place, more);
    assert_eq!(serving.get("/readyz").status, 200);
    Browser::at(&serving.address).sign_in("anna");
    assert_eq!(serving.get_as(&county().figures, "/api/v1/indicators").status, 200);
    serving.stop();
    let (well, said) = doctor(place, more);
    assert!(well, "{said}");
}

fn backed_up(place: &Place, more: &[&str]) -> std::path::PathBuf {
    let file = place.path("backup.zip");
    finished(place.command(["backup"]).arg(&file).args(more)).expect(0);
    file
}

fn restored(place: &Place, file: &Path, more: &[&str]) -> crate::kit::Run {
    finished(place.command(["restore"]).arg(file).args(more))
}

#[test]
fn what_was_backed_up_is_put_back_into_an_empty_folder() {
    let from = county().copy();
    // It is made while the service runs, which goes on.
    let serving = Serving::start(&from, &[]);
    let file = backed_up(&from, &["--with-keys"]);
    assert_eq!(serving.get("/readyz").status, 200);
    serving.stop();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o077, 0, "others can read the backup");
    }
    let to = Place::new();
    restored(&to, &file, &[]).expect(0);
    assert_eq!(figures(&to), figures(&from));
    lives(&to, &[]);
    // Not over anything.
    restored(&to, &file, &[]).refused(2, &["is not empty"]);
    finished(from.command(["backup"]).arg(&file)).refused(2, &["is there already"]);
}

#[test]
fn keys_stay_apart_unless_they_are_asked_for() {
    let from = county().copy();
    let file = backed_up(&from, &[]);
    let to = Place::new();
    restored(&to, &file, &[]).expect(0);
    assert!(!to.path("data/keys").exists());
    // With the kept copy of them it is whole again; with others it does not start.
    let others = Place::new();
    Serving::start(&others, &[]).stop();
    let wrong = finished(to.command(["serve", "--listen", "127.0.0.1:0", "--keys"]).arg(others.path("data/keys")));
    wrong.refused(1, &["is not the key that this service's pseudonyms were made with"]);
    lives(&to, &["--keys", from.path("data/keys").to_str().unwrap()]);
}

#[test]
fn a_damaged_or_wrong_file_leaves_nothing_behind() {
    let from = county().copy();
    let file = backed_up(&from, &["--with-keys"]);
    let whole = std::fs::read(&file).unwrap();
    let mut broken = 0;
    // Letters turned over, one at a time, from the first file's content to the list at the end; and the end cut off.
    let spots: Vec<usize> = (1..10).map(|part| whole.len() * part / 10).collect();
    for spot in spots.iter().copied().chain([200]) {
        let mut bytes = whole.clone();
        bytes[spot] ^= 0x20;
        broken += usize::from(comes_to_nothing(&bytes));
    }
    assert!(broken >= 9, "only {broken} of 10 damaged backups were refused");
    assert!(comes_to_nothing(&whole[..whole.len() - 100]));
    assert!(comes_to_nothing(b"not a backup"));
    assert!(comes_to_nothing(b""));
    let to = Place::new();
    restored(&to, &to.path("no-such-file"), &[]).refused(1, &["cannot read"]);
    assert!(!to.data().exists());
    // Records that have somebody in them already are left as they are, and nothing is put beside them.
    let (other, database) = (Place::new(), format!("sqlite:{}", to.path("other.sqlite").display()));
    finished(&mut other.command(["user", "add", "zoe", "--role", "analyst", "--database", &database])).expect(0);
    restored(&to, &file, &["--database", &database]).expect(1);
    assert!(!to.data().exists(), "something was put back");
    let listed = finished(&mut other.command(["user", "list", "--format", "csv", "--database", &database])).expect(0).out;
    assert!(listed.contains("zoe") && !listed.contains("anna"), "{listed}");
}

/// True if such a file is refused and nothing is there afterwards; a letter that is of no consequence may be put back whole.
#[track_caller]
fn comes_to_nothing(bytes: &[u8]) -> bool {
    let to = Place::new();
    let file = to.write("backup.zip", bytes);
    let run = restored(&to, &file, &[]);
    assert!(run.code == 0 || run.code == 1, "{}", run.err);
    assert!(!run.err.contains("panicked"), "{}", run.err);
    assert_eq!(run.code == 1, run.err.contains("use another"), "{}", run.err);
    if run.code == 0 {
        assert_eq!(figures(&to), figures(&county().place), "another county came back");
        return false;
    }
    assert!(!to.data().exists(), "something was left: {}", run.err);
    true
}

#[test]
fn a_backup_goes_from_sqlite_to_postgresql_and_back() {
    let Some(server) = sightline_postgres_for_tests::server() else { return };
    let from = county().copy();
    let file = backed_up(&from, &["--with-keys"]);
    let (there, database) = (Place::new(), server.database());
    restored(&there, &file, &["--database", &database]).expect(0);
    assert!(!there.path("data/service.sqlite").exists());
    assert_eq!(figures(&there), figures(&from));
    lives(&there, &["--database", &database]);
    let back = backed_up(&there, &["--with-keys", "--database", &database]);
    let again = Place::new();
    restored(&again, &back, &[]).expect(0);
    assert_eq!(figures(&again), figures(&from));
    lives(&again, &[]);
    // A database that holds somebody is not written over, and says nothing of its address.
    let third = Place::new();
    let refused = finished(bare().arg("--data").arg(third.data()).arg("restore").arg(&file).args(["--database", &database])).expect(1);
    assert!(!third.data().exists() && !refused.err.contains("postgres://"), "{}", refused.err);
}
