//! A real PostgreSQL for tests: started by the test, in a folder and on a port of its own, gone when the test is gone, whichever way it went.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// A server that is running.
#[derive(Debug)]
pub struct Server {
    programs: PathBuf,
    port: u16,
    keeper: Child,
    made: AtomicU32,
}

/// The one server of this process, started when first asked for. `None`, said loudly, if PostgreSQL is not installed.
///
/// # Panics
///
/// If there is none and `CI` is `true`: there, nothing is left out.
#[must_use]
pub fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER
        .get_or_init(|| match Server::start() {
            Ok(server) => Some(server),
            Err(why) => {
                assert!(!is_ci(), "PostgreSQL is wanted for this test: {why}");
                eprintln!("\n*** LEFT OUT: what concerns PostgreSQL was not tested: {why}\n*** (Debian, Ubuntu: apt-get install postgresql)\n");
                None
            }
        })
        .as_ref()
}

/// True if its programs are found.
#[must_use]
pub fn is_installed() -> bool {
    programs().is_some()
}

impl Server {
    /// Starts a server. It takes about a second.
    ///
    /// # Errors
    ///
    /// Why there is none.
    pub fn start() -> Result<Server, String> {
        let programs = programs().ok_or("initdb and pg_ctl were found neither on the PATH nor where they are usually put")?;
        // Several, in case another process takes one meanwhile.
        let ports = (0..3).map(|_| free_port()).collect::<Result<Vec<_>, _>>()?;
        let mut keeper = keeper()?
            .arg(include_str!("keep.sh"))
            .arg("keep.sh")
            .arg(&programs)
            .args(ports.iter().map(u16::to_string))
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("sh cannot be run: {error}"))?;
        let mut said = String::new();
        if let Some(stdout) = keeper.stdout.take() {
            // What cannot be read says nothing, which is no port.
            let _ = BufReader::new(stdout).read_line(&mut said);
        }
        // From here on it is stopped when this is dropped.
        let mut server = Server { programs, port: 0, keeper, made: AtomicU32::new(0) };
        server.port = said.trim().parse().map_err(|_| format!("PostgreSQL did not start: {}", said.trim()))?;
        Ok(server)
    }

    /// Makes a new, empty database and gives its address: `postgres://sightline@127.0.0.1:PORT/NAME`.
    ///
    /// # Panics
    ///
    /// If the server does not make it.
    #[must_use]
    pub fn database(&self) -> String {
        let name = format!("test_{}", self.made.fetch_add(1, Ordering::Relaxed));
        let made = client(&self.programs.join("createdb")).args(["-h", "127.0.0.1", "-U", "sightline", "-p", &self.port.to_string(), &name]).output();
        match made {
            Ok(output) if output.status.success() => format!("postgres://sightline@127.0.0.1:{}/{name}", self.port),
            Ok(output) => panic!("createdb: {}", String::from_utf8_lossy(&output.stderr)),
            Err(error) => panic!("createdb cannot be run: {error}"),
        }
    }

    /// Where it listens, on 127.0.0.1.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // It has been told; if it is gone already there is nothing to wait for.
        let _ = self.keeper.wait();
    }
}

/// A shell for the script. As root it is another user's: the server refuses to run as root.
fn keeper() -> Result<Command, String> {
    let mut command = if said_by("id", &["-u"]).as_deref() == Some("0") {
        let group = said_by("id", &["-g", "nobody"]).ok_or("there is no user `nobody` to run it as")?;
        if said_by("setpriv", &["--version"]).is_some() {
            let mut command = client(Path::new("setpriv"));
            command.args(["--reuid=nobody", &format!("--regid={group}"), "--clear-groups", "sh", "-c"]);
            command
        } else {
            let mut command = client(Path::new("runuser"));
            command.args(["-u", "nobody", "--", "sh", "-c"]);
            command
        }
    } else {
        let mut command = client(Path::new("sh"));
        command.arg("-c");
        command
    };
    // What kills a whole group of tests must leave the one that clears up.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    Ok(command)
}

/// A command without what might point it elsewhere.
fn client(program: &Path) -> Command {
    let mut command = Command::new(program);
    for name in ["PGDATA", "PGHOST", "PGHOSTADDR", "PGPORT", "PGUSER", "PGPASSWORD", "PGDATABASE", "PGOPTIONS", "PGSERVICE", "PGSSLMODE"] {
        command.env_remove(name);
    }
    command
}

fn said_by(program: &str, args: &[&str]) -> Option<String> {
    let output = Command::new(program).args(args).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn free_port() -> Result<u16, String> {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).map(|address| address.port()).map_err(|error| error.to_string())
}

/// The folder of the server's programs: what is on the PATH, or else the newest of the usual places.
fn programs() -> Option<PathBuf> {
    path().into_iter().filter_map(|folder| real_folder(&folder)).next().or_else(|| {
        let mut found: Vec<(u32, PathBuf)> = Vec::new();
        for (parent, after) in [("/usr/lib/postgresql", "bin"), ("/usr", "bin"), ("/opt/homebrew/opt", "bin"), ("/usr/local/opt", "bin")] {
            for entry in std::fs::read_dir(parent).into_iter().flatten().flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                let version = name.trim_start_matches("pgsql-").trim_start_matches("postgresql@");
                if let (Ok(version), Some(folder)) = (version.parse(), real_folder(&entry.path().join(after))) {
                    found.push((version, folder));
                }
            }
        }
        found.into_iter().max().map(|(_, folder)| folder)
    })
}

/// Where the programs of a folder really are, if they are all there: some folders have links to some of them.
fn real_folder(folder: &Path) -> Option<PathBuf> {
    let real = folder.join("initdb").canonicalize().ok()?.parent()?.to_path_buf();
    ["initdb", "pg_ctl", "postgres", "createdb"].iter().all(|name| real.join(name).exists()).then_some(real)
}

#[expect(clippy::disallowed_methods, reason = "tests are told by the environment what is installed where")]
fn path() -> Vec<PathBuf> {
    std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default()
}

#[expect(clippy::disallowed_methods, reason = "tests are told by the environment whether anything may be left out")]
fn is_ci() -> bool {
    std::env::var("CI").is_ok_and(|ci| ci == "true")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// True while something listens there.
    fn listens(port: u16) -> bool {
        std::net::TcpStream::connect(("127.0.0.1", port)).is_ok()
    }

    #[test]
    fn a_server_is_gone_with_whoever_started_it() {
        if programs().is_none() && !is_ci() {
            return eprintln!("*** LEFT OUT: PostgreSQL is not installed");
        }
        let server = Server::start().unwrap();
        let port = server.port();
        assert!(listens(port));
        assert_ne!(server.database(), server.database());
        let thread = std::thread::spawn(move || {
            let _server = server;
            panic!("as a test does that fails");
        });
        assert!(thread.join().is_err());
        assert!(!listens(port));
    }
}
