//! Codes on paper, for when the telephone is lost.

use crate::{Ask, Stop};
use sightline_records::TokenHash;
use sightline_signin::code::{recovery_codes, recovery_hash};

/// New ones, to be shown once; those before are worth nothing.
pub(super) async fn renew(ask: &Ask, person: &str) -> Result<Vec<String>, Stop> {
    let codes = recovery_codes();
    let kept: Vec<TokenHash> = codes.iter().filter_map(|code| recovery_hash(code.expose())).map(|hash| TokenHash::from(hash.bytes())).collect();
    ask.service.records.recovery_codes_of(person).replace(&kept, ask.now).await?;
    Ok(codes.iter().map(|code| code.expose().to_owned()).collect())
}

/// Uses one up. False if it is none of theirs.
pub(super) async fn take(ask: &Ask, person: &str, typed: &str) -> Result<bool, Stop> {
    let Some(hash) = recovery_hash(typed) else { return Ok(false) };
    Ok(ask.service.records.recovery_codes_of(person).take(&TokenHash::from(hash.bytes())).await?)
}
