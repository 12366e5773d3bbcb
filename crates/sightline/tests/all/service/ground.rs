//! An invented authority made once, a service on a copy of it for each test, and its end whichever way the test ends.

use crate::kit::{bare, finished};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Everybody's password in the demonstration.
pub const PASSWORD: &str = "invented-county-2018";

/// How long a service may take until it answers, on a machine with much else to do.
const PATIENCE: Duration = Duration::from_secs(120);

/// The demonstration, with its people, and a backup of it from which any number of services begin.
pub struct Ground {
    folder: TempDir,
}

impl Ground {
    fn new() -> Ground {
        let folder = tempfile::tempdir().unwrap();
        finished(bare().args(["demo", "--no-serve", "--quiet", "--out"]).arg(folder.path().join("demo"))).expect(0);
        finished(bare().arg("--data").arg(folder.path().join("demo/data")).args(["backup", "--with-keys"]).arg(folder.path().join("backup.zip")))
            .expect(0);
        Ground { folder }
    }

    /// The invented records, as files.
    pub fn extracts(&self) -> PathBuf {
        self.folder.path().join("demo/extracts")
    }

    fn backup(&self) -> PathBuf {
        self.folder.path().join("backup.zip")
    }
}

/// The one ground of this process.
pub fn ground() -> &'static Ground {
    static GROUND: LazyLock<Ground> = LazyLock::new(Ground::new);
    &GROUND
}

/// A service that is running.
pub struct Running {
    /// Host and port.
    pub address: String,
    /// The folder it watches.
    pub watched: PathBuf,
    folder: TempDir,
    child: Child,
    log: Arc<Mutex<String>>,
}

impl Running {
    /// Starts a service on a copy of the ground, with records of its own in a file, or in this database.
    pub fn start(database: Option<&str>) -> Running {
        let folder = tempfile::tempdir().unwrap();
        let (data, watched) = (folder.path().join("data"), folder.path().join("watched"));
        std::fs::create_dir(&watched).unwrap();
        let with_database = |command: &mut std::process::Command| {
            if let Some(database) = database {
                command.args(["--database", database]);
            }
        };
        let mut restore = bare();
        restore.arg("--data").arg(&data).arg("restore").arg(ground().backup());
        with_database(&mut restore);
        finished(&mut restore).expect(0);
        let mut serve = bare();
        serve.arg("--data").arg(&data).args(["serve", "--listen", "127.0.0.1:0", "--watch"]).arg(&watched);
        with_database(&mut serve);
        let mut child = serve.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let log = Arc::new(Mutex::new(String::new()));
        let mut lines = BufReader::new(child.stderr.take().unwrap());
        let (told, kept) = (std::sync::mpsc::channel(), Arc::clone(&log));
        // Its log is read on to its end, or it would wait for somebody to read.
        std::thread::spawn(move || {
            let mut line = String::new();
            while lines.read_line(&mut line).is_ok_and(|read| read > 0) {
                if let Some((_, rest)) = line.split_once("Sightline is at http://") {
                    // Whoever waited may be gone.
                    let _ = told.0.send(rest.split('/').next().unwrap_or_default().to_owned());
                }
                kept.lock().unwrap().push_str(&line);
                line.clear();
            }
            let mut rest = Vec::new();
            let _ = lines.read_to_end(&mut rest);
        });
        // From here on it is ended when this is dropped.
        let mut running = Running { address: String::new(), watched, folder, child, log };
        let began = Instant::now();
        while running.address.is_empty() {
            if let Ok(address) = told.1.recv_timeout(Duration::from_millis(100)) {
                running.address = address;
            }
            let ended = running.child.try_wait().unwrap();
            assert!(ended.is_none() && began.elapsed() < PATIENCE, "it does not serve ({ended:?}): {}", running.log());
        }
        running
    }

    /// Its data folder.
    pub fn data(&self) -> PathBuf {
        Path::new(self.folder.path()).join("data")
    }

    /// What it wrote to its log.
    pub fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
