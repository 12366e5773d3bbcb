//! A machine that does not go along: no permission, no room, files that change under one's hands, a program that is killed.

use crate::bad_input::{CHILD, CONTACTS, contacts, load, received, sound};
use crate::kit::{BIN, Place, Run, finished};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// True where a command can be run and ends well.
fn can(program: &str, args: &[&str]) -> bool {
    Command::new(program).args(args).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

fn mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

/// Everything below a folder to somebody who may do nothing else.
const NOBODY: u32 = 65534;

fn give_to_nobody(path: &Path) {
    std::os::unix::fs::chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
    if path.is_dir() {
        crate::kit::files(path).iter().for_each(|inner| give_to_nobody(inner));
    }
}

#[test]
fn without_permission_the_message_says_whose_it_is_to_mend() {
    let drop_rights = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    if !can("setpriv", &[&drop_rights[..], &["true"]].concat()) {
        eprintln!("skipped: setpriv cannot hand over to another account here");
        return;
    }
    let place = sound();
    // The program and the folders have to be within nobody's reach.
    std::fs::copy(BIN, place.path("sightline")).unwrap();
    mode(&place.path("."), 0o755);
    give_to_nobody(&place.data());
    let snapshot = place.snapshot();
    let run = |path: &str| -> Run {
        let mut command = Command::new("setpriv");
        command.args(drop_rights).arg(place.path("sightline")).arg("--data").arg(place.data()).arg("load").arg(place.path(path));
        finished(command.env_remove("SIGHTLINE_DATA").env_remove("SIGHTLINE_DEFINITIONS").env("USER", "nobody"))
    };
    let file = place.write("shut-file/ssd_contacts.csv", format!("{CONTACTS}{}", contacts(0, 9)));
    mode(&file, 0o000);
    run("shut-file/ssd_contacts.csv").refused(1, &["ssd_contacts.csv", "no permission to read it", "account that runs sightline"]);
    run("shut-file").refused(1, &["ssd_contacts.csv", "no permission"]);
    place.write("shut-folder/ssd_contacts.csv", format!("{CONTACTS}{}", contacts(0, 9)));
    mode(&place.path("shut-folder"), 0o000);
    run("shut-folder").refused(1, &["shut-folder", "no permission"]);
    // A folder within a folder is not passed over in silence either.
    place.write("outer/ssd_person.csv", "pers_person_id,pers_dob\n");
    place.write("outer/inner/ssd_contacts.csv", format!("{CONTACTS}{}", contacts(0, 9)));
    mode(&place.path("outer/inner"), 0o000);
    run("outer").refused(1, &["inner", "no permission"]);
    // The data folder may not be written.
    place.write("open/ssd_contacts.csv", format!("{CONTACTS}{}", contacts(0, 9)));
    for inner in ["data", "data/files", "data/snapshots"] {
        mode(&place.path(inner), 0o555);
    }
    run("open").refused(1, &["Check who owns it and who may write there"]);
    for inner in ["data", "data/files", "data/snapshots"] {
        mode(&place.path(inner), 0o755);
    }
    assert_eq!((place.snapshot(), received(&place)), (snapshot, "3".to_owned()));
    run("open").expect(0);
    assert_eq!(received(&place), "9");
}

#[test]
fn a_watched_folder_that_may_not_be_used_keeps_the_service_from_starting() {
    let drop_rights = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    if !can("setpriv", &[&drop_rights[..], &["true"]].concat()) {
        eprintln!("skipped: setpriv cannot hand over to another account here");
        return;
    }
    let place = sound();
    std::fs::copy(BIN, place.path("sightline")).unwrap();
    mode(&place.path("."), 0o755);
    give_to_nobody(&place.data());
    std::fs::create_dir(place.path("in")).unwrap();
    let run = || -> Run {
        let mut command = Command::new("setpriv");
        command.args(drop_rights).arg(place.path("sightline")).arg("--data").arg(place.data());
        command.args(["serve", "--listen", "127.0.0.1:0", "--watch"]).arg(place.path("in"));
        finished(command.env_remove("SIGHTLINE_DATA").env_remove("SIGHTLINE_DEFINITIONS").env("USER", "nobody"))
    };
    mode(&place.path("in"), 0o000);
    run().refused(2, &["--watch", "cannot be looked into", "let the account that runs the service read it"]);
    // What is loaded is moved away: reading is not enough.
    mode(&place.path("in"), 0o555);
    run().refused(2, &["--watch", "cannot be written to", "let the account that runs the service write there"]);
}

/// Takes a mount away again.
struct Mounted(std::path::PathBuf);

impl Drop for Mounted {
    fn drop(&mut self) {
        can("umount", &[self.0.to_str().unwrap()]);
    }
}

#[test]
fn a_full_disk_ends_the_load_and_leaves_the_snapshot_before() {
    let place = Place::new();
    std::fs::create_dir(place.data()).unwrap();
    let mounted = can("mount", &["-t", "tmpfs", "-o", "size=8m", "tmpfs", place.data().to_str().unwrap()]).then(|| Mounted(place.data()));
    place.write("sound/ssd_person.csv", format!("pers_person_id,pers_dob\n{CHILD}1,2010-01-01\n"));
    place.write("sound/ssd_contacts.csv", format!("{CONTACTS}{}", contacts(0, 3)));
    place.load("sound");
    let snapshot = place.snapshot();
    // Words that do not pack: larger than what is left.
    let rows: String =
        (0..300_000_u64).map(|n| format!("c{n},{CHILD}{n},2018-07-01,1A,{:x}\n", n.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(17))).collect();
    let large = place.write("large/ssd_contacts.csv", format!("{CONTACTS}{rows}"));
    let run = if mounted.is_some() {
        load(&place, "large")
    } else {
        eprintln!("no tmpfs can be mounted here: a limit on the size of files stands in for the full disk");
        let mut limited = Command::new("sh");
        limited.args(["-c", "trap '' XFSZ; ulimit -f 400; exec \"$@\"", "sh", BIN, "--data"]).arg(place.data()).arg("load").arg(&large);
        finished(limited.env_remove("SIGHTLINE_DATA"))
    };
    assert!(!run.err.contains(CHILD), "{}", run.err);
    // Where a derived table is being written by then, no remedy is told yet: only that there is no space.
    let words: &[&str] = if mounted.is_some() { &[" space"] } else { &["sightline: "] };
    run.refused(1, words);
    assert_eq!((place.snapshot(), received(&place)), (snapshot, "3".to_owned()));
    place.say("doctor").expect(0);
    // Full to the last byte, a small load must fail whole too, wherever it is writing by then.
    if mounted.is_some() {
        place.write("other/ssd_contacts.csv", format!("{CONTACTS}{}", contacts(0, 40)));
        let filler = place.data().join("filler");
        for left in [0, 4, 8, 16, 24, 32, 48, 64] {
            std::fs::remove_file(&filler).ok();
            std::fs::remove_dir_all(place.data().join("staging")).ok();
            let free = 8192 - used(&place.data());
            std::fs::write(&filler, vec![1; 1024 * usize::try_from((free - left).max(0)).unwrap()]).ok();
            let run = load(&place, "other");
            assert!(run.code == 0 || (run.code == 1 && run.err.to_lowercase().contains("space")), "{left} KB left: {} {}", run.code, run.err);
            assert_eq!(received(&place), if run.code == 0 { "40" } else { "3" }, "{left} KB left");
            if run.code == 0 {
                eprintln!("with {left} KB left the load went through");
                break;
            }
        }
        std::fs::remove_file(filler).unwrap();
        load(&place, "other").expect(0);
        assert_eq!(received(&place), "40");
    }
}

/// KB in use below a folder, in whole pages.
fn used(path: &Path) -> i64 {
    crate::kit::files(path)
        .iter()
        .map(|inner| if inner.is_dir() { used(inner) } else { i64::try_from(inner.metadata().unwrap().len().div_ceil(4096)).unwrap() * 4 })
        .sum()
}

#[test]
fn a_file_that_changes_while_it_is_read_is_refused() {
    let place = sound();
    let (snapshot, rows) = (place.snapshot(), contacts(0, 400_000));
    let path = place.write("x/ssd_contacts.csv", format!("{CONTACTS}{rows}"));
    let beside = place.write("beside.csv", format!("{CONTACTS}{rows}"));
    for replaced in [false, true] {
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let mut number = 500_000;
                while !stop.load(Ordering::Relaxed) {
                    if replaced {
                        std::fs::copy(&beside, place.path("next.csv")).unwrap();
                        std::fs::rename(place.path("next.csv"), &path).unwrap();
                    } else {
                        let mut file = std::fs::File::options().append(true).open(&path).unwrap();
                        std::io::Write::write_all(&mut file, format!("c{number},{CHILD}{number},2018-07-01,1A,x\n").as_bytes()).unwrap();
                        number += 1;
                    }
                    std::thread::sleep(Duration::from_millis(2));
                }
            });
            load(&place, "x").refused(1, &["ssd_contacts.csv", "changed while it was read", "load again"]);
            stop.store(true, Ordering::Relaxed);
        });
        assert_eq!((place.snapshot(), received(&place)), (snapshot.clone(), "3".to_owned()));
    }
}

/// A pipe cannot be read twice, and nobody may be writing to it: the load must end by itself.
#[test]
fn a_pipe_in_place_of_a_file_does_not_hang_the_load() {
    let place = sound();
    std::fs::create_dir(place.path("pipes")).unwrap();
    let pipe = place.path("pipes/ssd_contacts.csv");
    if !can("mkfifo", &[pipe.to_str().unwrap()]) {
        eprintln!("skipped: no pipe can be made here");
        return;
    }
    for given in ["pipes/ssd_contacts.csv", "pipes"] {
        let mut child = place.command(["load", place.path(given).to_str().unwrap()]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let begun = Instant::now();
        let status = loop {
            match child.try_wait().unwrap() {
                Some(status) => break Some(status),
                None if begun.elapsed() > Duration::from_secs(10) => {
                    child.kill().unwrap();
                    child.wait().unwrap();
                    break None;
                }
                None => std::thread::sleep(Duration::from_millis(20)),
            }
        };
        let status = status.unwrap_or_else(|| panic!("{given}: the load waits for a pipe that nobody writes to"));
        assert_eq!(status.code(), Some(1), "{given}");
        assert_eq!(received(&place), "3");
    }
}

#[test]
fn a_load_that_is_killed_leaves_a_snapshot_that_is_whole() {
    let place = sound();
    place.write("x/ssd_contacts.csv", format!("{CONTACTS}{}", contacts(0, 300_000)));
    let path = place.path("x").display().to_string();
    for wait in [0, 20, 60, 120, 200, 300, 450] {
        let mut child = place.command(["load", &path, "--extracted-on", "2018-09-30"]).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        let counted = received(&place);
        assert!(counted == "3" || counted == "300000", "{wait} ms: {counted}");
        place.say("doctor").expect(0);
    }
    load(&place, "x").expect(0);
    assert_eq!(received(&place), "300000");
    assert!(!place.data().join("staging").exists(), "what the killed ones left is gone");
}

#[test]
fn two_loads_at_once_wait_for_one_another_by_saying_so() {
    let place = sound();
    place.write("x/ssd_contacts.csv", format!("{CONTACTS}{}", contacts(0, 400_000)));
    let path = place.path("x").display().to_string();
    let mut first = place.command(["load", &path, "--extracted-on", "2018-09-30"]).stderr(Stdio::null()).spawn().unwrap();
    let begun = Instant::now();
    while !place.data().join("staging").exists() && begun.elapsed() < Duration::from_secs(10) {
        std::thread::sleep(Duration::from_millis(1));
    }
    let second = load(&place, "sound");
    // Figures are there all the while.
    assert!(["3", "400000"].contains(&received(&place).as_str()));
    assert!(first.wait().unwrap().success());
    second.refused(1, &["another load", "is running"]);
    assert_eq!(received(&place), "400000");
}
