//! Certificates and keys, as an authority gives them.

use rcgen::{CertifiedKey, generate_simple_self_signed};
use sightline_web::Tls;
use std::path::PathBuf;
use tempfile::TempDir;

struct Files(TempDir);

impl Files {
    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
}

fn pair() -> (String, String) {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    (cert.pem(), signing_key.serialize_pem())
}

#[test]
fn what_is_wrong_with_a_certificate_is_said_of_the_file_that_is_at_fault() {
    let files = Files(tempfile::tempdir().unwrap());
    let ((certificate, key), (_, other)) = (pair(), pair());
    let (certificate, key, other) = (files.file("c.pem", &certificate), files.file("k.pem", &key), files.file("o.pem", &other));
    let body = std::fs::read_to_string(&key).unwrap();
    let encrypted = files.file("e.pem", &body.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"));
    let old = files.file("old.pem", &body.replace("-----\n", "-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n"));
    let (text, empty, absent) = (files.file("t.pem", "not a certificate\n"), files.file("n.pem", ""), files.0.path().join("absent.pem"));
    let fault = |certificate: &PathBuf, key: &PathBuf| Tls::read(certificate, key).err().map(|error| error.to_string()).unwrap_or_default();
    assert_eq!(fault(&certificate, &key), "");
    for (certificate, key, words) in [
        (&certificate, &other, vec!["o.pem does not belong to the certificate", "c.pem"]),
        (&key, &certificate, vec!["k.pem holds no certificate (PEM)", "the wrong way round"]),
        (&certificate, &certificate, vec!["c.pem holds no private key (PEM)", "the wrong way round"]),
        (&text, &key, vec!["t.pem holds no certificate (PEM)"]),
        (&empty, &key, vec!["n.pem holds no certificate (PEM)"]),
        (&certificate, &empty, vec!["n.pem holds no private key (PEM)"]),
        (&certificate, &encrypted, vec!["e.pem is encrypted: give one without a password"]),
        (&certificate, &old, vec!["old.pem is encrypted: give one without a password"]),
        (&absent, &key, vec!["the certificate", "absent.pem cannot be read"]),
        (&certificate, &absent, vec!["the key", "absent.pem cannot be read"]),
    ] {
        let said = fault(certificate, key);
        for word in words {
            assert!(said.contains(word), "no `{word}` in: {said}");
        }
        // Nothing of a key, and nothing in the words of a library.
        assert!(!said.contains(body.lines().nth(1).unwrap()) && !said.contains("KeyMismatch") && !said.contains("peer"), "{said}");
    }
}
