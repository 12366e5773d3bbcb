//! What stands in the way of a backup or of putting one back, and that nothing of anybody else's is touched.

use super::{Serving, county};
use crate::kit::{Place, Run, bare, finished, tree};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A backup of the county with its keys, made once.
fn county_backup() -> &'static Path {
    static FILE: OnceLock<(Place, PathBuf)> = OnceLock::new();
    let (_, file) = FILE.get_or_init(|| {
        let place = county().copy();
        let file = place.path("backup.zip");
        finished(place.command(["backup", "--with-keys"]).arg(&file)).expect(0);
        (place, file)
    });
    file
}

fn restored(data: &Path, more: &[&str]) -> Run {
    finished(bare().arg("--data").arg(data).arg("restore").arg(county_backup()).args(more))
}

#[track_caller]
fn is_the_county(data: &Path) {
    let run = finished(bare().arg("--data").arg(data).args(["measure", "--period", "2018-09", "--format", "csv", "--quiet"])).expect(0);
    assert_eq!(run.out, county().place.say("measure --period 2018-09 --format csv --quiet").expect(0).out);
}

#[test]
fn a_folder_that_looks_like_one_of_ours_is_left_alone() {
    let place = Place::new();
    place.write("data.restoring/thesis.txt", "ten years of work");
    place.write("data.v2.restoring/thesis.txt", "ten more");
    restored(&place.path("data"), &[]).expect(0);
    restored(&place.path("data.v2"), &[]).expect(0);
    // And where it comes to nothing.
    let bad = place.write("bad.zip", "no backup");
    finished(bare().arg("--data").arg(place.path("other")).arg("restore").arg(&bad))
        .refused(1, &["bad.zip was cut short or is no backup of Sightline: use another one"]);
    assert_eq!(std::fs::read_to_string(place.path("data.restoring/thesis.txt")).unwrap(), "ten years of work");
    assert_eq!(std::fs::read_to_string(place.path("data.v2.restoring/thesis.txt")).unwrap(), "ten more");
    is_the_county(&place.path("data"));
    is_the_county(&place.path("data.v2"));
    let names: Vec<String> = crate::kit::files(&place.data()).iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    assert!(!names.iter().any(|name| name.contains("restoring")), "{names:?}");
}

#[test]
fn it_goes_into_the_folder_one_stands_in_and_into_an_empty_disk() {
    let place = Place::new();
    // An empty disk has this on it; the folder itself stays, as a disk's has to.
    std::fs::create_dir_all(place.path("disk/lost+found")).unwrap();
    #[cfg(unix)]
    let before = std::os::unix::fs::MetadataExt::ino(&std::fs::metadata(place.path("disk")).unwrap());
    restored(&place.path("disk"), &[]).expect(0);
    #[cfg(unix)]
    assert_eq!(std::os::unix::fs::MetadataExt::ino(&std::fs::metadata(place.path("disk")).unwrap()), before);
    is_the_county(&place.path("disk"));
    std::fs::create_dir(place.path("here")).unwrap();
    finished(bare().current_dir(place.path("here")).args(["--data", ".", "restore"]).arg(county_backup())).expect(0);
    is_the_county(&place.path("here"));
}

#[test]
fn what_cannot_be_done_is_found_out_first_and_leaves_nothing() {
    let place = Place::new();
    place.write("a-file", "not a folder");
    place.write("keys-file", "not a folder");
    let keys = place.path("keys-file");
    restored(&place.path("a-file"), &[]).refused(2, &["a-file is a file, not a folder"]);
    restored(&place.path("data"), &["--keys", keys.to_str().unwrap()]).refused(2, &["keys-file is a file, not a folder"]);
    let nowhere = format!("sqlite:{}", place.path("no-such-folder/x.sqlite").display());
    restored(&place.path("deep/down/data"), &["--database", &nowhere]).refused(2, &["the folder of the file does not exist"]);
    let names: Vec<String> = tree(&place.path("")).into_keys().collect();
    assert_eq!(names, ["a-file", "keys-file"]);
    // Keys that cannot be written; only where somebody may not do everything.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::create_dir(place.path("locked")).unwrap();
        std::fs::set_permissions(place.path("locked"), std::fs::Permissions::from_mode(0o500)).unwrap();
        let locked = place.path("locked/keys");
        if std::fs::write(place.path("locked/try"), "").is_err() {
            restored(&place.path("deep/down/data"), &["--keys", locked.to_str().unwrap()]).refused(1, &["locked"]);
            assert!(!place.path("deep").exists());
        } else {
            std::fs::remove_file(place.path("locked/try")).unwrap();
        }
    }
}

#[test]
fn keys_go_into_an_empty_folder_wherever_it_is() {
    let place = Place::new();
    // Another disk, where there is one.
    let other = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
    let keys = other.path().to_str().unwrap();
    restored(&place.data(), &["--keys", keys]).expect(0);
    for name in ["service.key", "pseudonyms.key"] {
        assert_eq!(std::fs::read(other.path().join(name)).unwrap(), std::fs::read(county().place.path("data/keys").join(name)).unwrap());
    }
    assert!(!place.path("data/keys").exists());
    Serving::start(&place, &["--keys", keys]).stop();
    // Where some are already, they stay, and it is said.
    let third = Place::new();
    third.write("keys/service.key", "another");
    restored(&third.data(), &["--keys", third.path("keys").to_str().unwrap()]).expect(0).says(&["were not put back", "holds some already"]);
    assert_eq!(std::fs::read_to_string(third.path("keys/service.key")).unwrap(), "another");
    assert!(!third.path("keys/pseudonyms.key").exists());
}

#[test]
fn a_backup_without_its_current_is_not_put_back() {
    let from = county().copy();
    let file = from.path("backup.zip");
    finished(from.command(["backup"]).arg(&file)).expect(0);
    // The same, without the one file that says which snapshot is in force.
    let mut whole = zip::ZipArchive::new(std::fs::File::open(&file).unwrap()).unwrap();
    let mut list: serde_json::Value = serde_json::from_reader(whole.by_name("backup.json").unwrap()).unwrap();
    list["files"].as_object_mut().unwrap().remove("data/current").unwrap();
    let path = from.path("without.zip");
    let mut without = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    let names: Vec<String> =
        whole.file_names().map(|name| name.unwrap().into_owned()).filter(|name| name != "data/current" && name != "backup.json").collect();
    for name in names {
        without.start_file(&name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::copy(&mut whole.by_name(&name).unwrap(), &mut without).unwrap();
    }
    without.start_file("backup.json", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut without, list.to_string().as_bytes()).unwrap();
    without.finish().unwrap();
    let to = Place::new();
    finished(to.command(["restore"]).arg(&path)).refused(1, &["without.zip", "does not say which one is in force"]);
    assert!(!to.data().exists());
}

#[test]
fn nothing_longer_is_unpacked_than_the_list_says() {
    let from = county().copy();
    let file = from.path("backup.zip");
    finished(from.command(["backup"]).arg(&file)).expect(0);
    let mut whole = zip::ZipArchive::new(std::fs::File::open(&file).unwrap()).unwrap();
    let list: serde_json::Value = serde_json::from_reader(whole.by_name("backup.json").unwrap()).unwrap();
    assert_eq!(list["lengths"]["data/settings.toml"], std::fs::metadata(from.path("data/settings.toml")).unwrap().len());
    // A backup whose settings are a hundred megabytes of nothing, which fit into a few kilobytes.
    let path = from.path("bomb.zip");
    let mut bomb = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    let packed = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    bomb.start_file("data/settings.toml", packed).unwrap();
    for _ in 0..100 {
        std::io::Write::write_all(&mut bomb, &vec![b' '; 1 << 20]).unwrap();
    }
    bomb.start_file("backup.json", packed).unwrap();
    let list = serde_json::json!({ "format": 1, "made_at": "", "snapshot": null, "files": { "data/settings.toml": "0".repeat(64) }, "lengths": { "data/settings.toml": 7 } });
    std::io::Write::write_all(&mut bomb, list.to_string().as_bytes()).unwrap();
    bomb.finish().unwrap();
    let to = Place::new();
    // No more than a megabyte may be written: the limit of the operating system stands for a small disk.
    let script = "trap '' XFSZ; ulimit -f 2048; exec \"$@\"";
    let mut command = std::process::Command::new("bash");
    command.args(["-c", script, "-", crate::kit::BIN, "--data"]).arg(to.data()).arg("restore").arg(&path);
    finished(&mut command).refused(1, &["data/settings.toml", "is damaged: use another backup"]);
    assert!(!to.data().exists());
}

#[test]
fn a_full_disk_is_told_in_words_that_name_the_file() {
    let place = county().copy();
    let file = place.path("backup.zip");
    // Files may have a hundred kilobytes and no more: as on a disk that is full.
    let script = "trap '' XFSZ; ulimit -f 100; exec \"$@\"";
    let mut command = std::process::Command::new("bash");
    command.args(["-c", script, "-", crate::kit::BIN, "--data"]).arg(place.data()).args(["backup", "--with-keys"]).arg(&file);
    let run = finished(&mut command).refused(1, &["cannot write", "backup.zip", "make room"]);
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    assert!(!run.err.contains("ZipWriter") && !run.err.contains("finalize"), "{}", run.err);
    let names: Vec<String> = crate::kit::files(&place.path("")).iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(names, ["data"]);
}

#[test]
fn a_backup_goes_beside_what_is_there_and_not_into_what_it_holds() {
    let place = county().copy();
    // Half of somebody else's file, which everybody can read.
    let other = place.write("backup.part", "somebody else's");
    finished(place.command(["backup"]).arg(place.path("backup.zip"))).expect(0);
    assert_eq!(std::fs::read_to_string(&other).unwrap(), "somebody else's");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(place.path("backup.zip")).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let refused = |file: &Path, words: &[&str]| finished(place.command(["backup"]).arg(file)).refused(2, words);
    refused(&place.path("data/backup.zip"), &["lies in the data folder"]);
    refused(&place.path("data/keys/../backup.zip"), &["lies in the data folder"]);
    refused(&place.path("nowhere/backup.zip"), &["the folder", "nowhere", "is not there: make it first"]);
    assert!(!place.path("data/backup.zip").exists() && !place.path("nowhere").exists());
    // Keys in the data folder under another name are no more in it than those at the usual place.
    std::fs::rename(place.path("data/keys"), place.path("data/secrets")).unwrap();
    let second = place.path("second.zip");
    finished(place.command(["backup", "--keys"]).arg(place.path("data/secrets")).arg(&second)).expect(0);
    let names: Vec<String> =
        zip::ZipArchive::new(std::fs::File::open(&second).unwrap()).unwrap().file_names().map(|name| name.unwrap().into_owned()).collect();
    assert!(names.iter().any(|name| name == "data/current") && !names.iter().any(|name| name.contains(".key")), "{names:?}");
}

/// Whoever mistypes the folder is told so, and no folder is made.
#[test]
fn what_only_reads_makes_nothing() {
    let place = Place::new();
    let file = place.path("backup.zip");
    let backup = format!("backup {}", file.display());
    for words in [&*backup, "user list", "user disable otto", "user enable otto", "user link otto"] {
        place.say(words).refused(2, &["check --data"].map(|word| if words == backup { "Check --data" } else { word }));
        assert!(!place.data().exists(), "{words}");
    }
    // In a folder with records and no service, no database and no keys come of it; a backup holds the records alone, and can be put back.
    place.write("extracts/ssd_contacts.csv", "cont_contact_id,cont_person_id,cont_contact_date\nc1,p1,2018-09-03\n");
    place.load("extracts");
    place.say("user list").refused(2, &["keeps no records", "sightline serve"]);
    place.say(&backup).expect(0).says(&["has not been started here yet"]);
    assert!(!place.path("data/service.sqlite").exists() && !place.path("data/keys").exists());
    place.say(&format!("backup {} --with-keys", place.path("keys.zip").display())).refused(2, &["the folder of the keys"]);
    let to = Place::new();
    finished(to.command(["restore"]).arg(&file)).expect(0);
    assert_eq!(to.say("loads --format csv").expect(0).out, place.say("loads --format csv").expect(0).out);
    assert!(!to.path("data/service.sqlite").exists());
}
