//! Commands of the live service.

use clap::{Args, Subcommand};
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;

/// Where the service's own records and keys are.
#[derive(Clone, Debug, Default, Args)]
pub struct Keeping {
    /// The service's own records: `sqlite:PATH` or `postgres://...` (default: service.sqlite in the data folder)
    #[arg(long, value_name = "URL", env = "SIGHTLINE_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    /// The folder of its keys, best on another disk (default: `keys` in the data folder)
    #[arg(long, value_name = "DIR", env = "SIGHTLINE_KEYS")]
    pub keys: Option<PathBuf>,
}

/// An address and port, or the name of one.
fn address(text: &str) -> Result<SocketAddr, String> {
    if let Ok(address) = text.parse() {
        return Ok(address);
    }
    let found: Vec<SocketAddr> = text.to_socket_addrs().map(Iterator::collect).unwrap_or_default();
    // A name often has an address of each kind; the usual way here is the older one.
    let best = found.iter().find(|address| address.is_ipv4()).or(found.first()).copied();
    best.ok_or_else(|| "write an address or name of this machine and a port, such as 127.0.0.1:8080, localhost:8080 or 0.0.0.0:443".to_owned())
}

/// `serve`.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// Where to listen: an address or name of this machine, and a port
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080", value_parser = address)]
    pub listen: SocketAddr,
    /// Records and keys
    #[command(flatten)]
    pub keeping: Keeping,
    /// A folder to watch: files put there are loaded, those that cannot be are set aside with the reason
    #[arg(long, value_name = "DIR")]
    pub watch: Option<PathBuf>,
    /// A certificate, as PEM; without one the service speaks plain HTTP, for this machine or a proxy in front
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_certificate: Option<PathBuf>,
    /// Its private key, as PEM
    #[arg(long, value_name = "FILE", requires = "tls_certificate")]
    pub tls_key: Option<PathBuf>,
    /// Write the log as JSON, one object a line
    #[arg(long)]
    pub log_json: bool,
}

/// `user`.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Add somebody, and print the one-time link by which they choose a password
    Add(UserAdd),
    /// Everybody who may sign in
    List(Keeping),
    /// Shut somebody out: their sessions and tokens end at once
    Disable(UserNamed),
    /// Let somebody in again
    Enable(UserNamed),
    /// Print a new one-time link for somebody, or with --first for the first administrator
    Link(UserLink),
}

/// `user add`.
#[derive(Debug, Args)]
pub struct UserAdd {
    /// What they type to sign in
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Their name, for people
    #[arg(long, value_name = "TEXT")]
    pub display: Option<String>,
    /// Their post; papers are signed with it
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub post: String,
    /// The id by which the case system knows them
    #[arg(long, value_name = "ID")]
    pub worker: Option<String>,
    /// A role, as often as wanted: `analyst`, or `team-manager@North team` for one team
    #[arg(long = "role", value_name = "ROLE[@TEAM]", required = true)]
    pub roles: Vec<String>,
    /// Records and keys
    #[command(flatten)]
    pub keeping: Keeping,
}

/// Somebody by name.
#[derive(Debug, Args)]
pub struct UserNamed {
    /// What they type to sign in
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Records and keys
    #[command(flatten)]
    pub keeping: Keeping,
}

/// `user link`.
#[derive(Debug, Args)]
pub struct UserLink {
    /// What they type to sign in
    #[arg(value_name = "NAME", required_unless_present = "first")]
    pub name: Option<String>,
    /// For the first administrator, when there is none
    #[arg(long, conflicts_with = "name")]
    pub first: bool,
    /// Records and keys
    #[command(flatten)]
    pub keeping: Keeping,
}

/// `backup`.
#[derive(Debug, Args)]
pub struct Backup {
    /// The file to write
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Also put the keys in: whoever has the file can then find out whose pseudonyms are whose
    #[arg(long)]
    pub with_keys: bool,
    /// Records and keys
    #[command(flatten)]
    pub keeping: Keeping,
}

/// `restore`.
#[derive(Debug, Args)]
pub struct Restore {
    /// The file that `backup` wrote
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Records and keys
    #[command(flatten)]
    pub keeping: Keeping,
}
