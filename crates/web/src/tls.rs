//! A certificate and its key, read and tried before anybody is told where the service is.

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use thiserror::Error;

/// Certificate and key, ready for use.
#[derive(Clone)]
pub struct Tls(Arc<ServerConfig>);

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tls(..)")
    }
}

/// Why a certificate or its key cannot be used. Nothing of a key is in it.
#[derive(Debug, Error)]
pub enum TlsError {
    /// A file that cannot be read.
    #[error("the {what} {} cannot be read: {why}", .path.display())]
    Unread {
        /// Certificate or key.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// Why not.
        why: std::io::Error,
    },
    /// A file that holds something else.
    #[error("the file {} holds no {what} (PEM){hint}", .path.display())]
    Without {
        /// Certificate or key.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// What it holds instead, if that can be told.
        hint: &'static str,
    },
    /// A key that wants a password.
    #[error("the key {} is encrypted: give one without a password, readable only for the account that runs the service", .0.display())]
    Encrypted(PathBuf),
    /// Two files that have nothing to do with each other.
    #[error("the key {} does not belong to the certificate {}: give the key with which the certificate was asked for, and of a chain the service's own certificate first", .key.display(), .certificate.display())]
    Strangers {
        /// The certificate.
        certificate: PathBuf,
        /// The key.
        key: PathBuf,
    },
    /// A certificate or key of a kind that is not known here.
    #[error("the certificate {} and its key {} cannot be used: have them made anew, as RSA with 2048 bits or more or as ECDSA P-256", .certificate.display(), .key.display())]
    Unusable {
        /// The certificate.
        certificate: PathBuf,
        /// The key.
        key: PathBuf,
    },
}

impl Tls {
    /// Reads a certificate (with those that lead from it to one that browsers trust) and its private key, both as PEM files.
    ///
    /// # Errors
    /// If they cannot be read, or not be used together.
    pub fn read(certificate: &Path, key: &Path) -> Result<Tls, TlsError> {
        let read = |what, path: &Path| fs::read(path).map_err(|why| TlsError::Unread { what, path: path.to_owned(), why });
        let (chain, secret) = (read("certificate", certificate)?, read("key", key)?);
        let holds = |bytes: &[u8], words: &str| bytes.windows(words.len()).any(|part| part == words.as_bytes());
        let without = |what, path: &Path, hint| TlsError::Without { what, path: path.to_owned(), hint };
        let certificates: Result<Vec<CertificateDer<'static>>, _> = CertificateDer::pem_slice_iter(&chain).collect();
        let certificates = certificates.ok().filter(|found| !found.is_empty()).ok_or_else(|| {
            let hint = if holds(&chain, "PRIVATE KEY-----") { ", but a key: are the two files given the wrong way round?" } else { "" };
            without("certificate", certificate, hint)
        })?;
        if holds(&secret, "ENCRYPTED PRIVATE KEY-----") || holds(&secret, "Proc-Type: 4,ENCRYPTED") {
            return Err(TlsError::Encrypted(key.to_owned()));
        }
        let private = PrivateKeyDer::from_pem_slice(&secret).map_err(|_| {
            let hint = if holds(&secret, "CERTIFICATE-----") { ", but a certificate: are the two files given the wrong way round?" } else { "" };
            without("private key", key, hint)
        })?;
        // Set once for the process; a second service in it has the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let config = ServerConfig::builder().with_no_client_auth().with_single_cert(certificates, private);
        let (certificate, key) = (certificate.to_owned(), key.to_owned());
        let mut config = config.map_err(|error| match error {
            rustls::Error::InconsistentKeys(_) => TlsError::Strangers { certificate, key },
            _ => TlsError::Unusable { certificate, key },
        })?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Tls(Arc::new(config)))
    }

    pub(crate) fn config(&self) -> Arc<ServerConfig> {
        Arc::clone(&self.0)
    }
}
