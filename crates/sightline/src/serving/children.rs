//! Lists of children and what is due, from the snapshot in force.

use super::Current;
use sightline_store::AccessReceipt;
use sightline_web::SiteError;
use sightline_web::site::{Around, DueAsk, DueCount, DueRow, ListAsk, Listed};

pub fn due(_current: &Current) -> Result<Vec<DueCount>, SiteError> {
    Ok(Vec::new())
}

pub fn due_rows(_current: &Current, _receipt: &AccessReceipt, _ask: &DueAsk) -> Result<Vec<DueRow>, SiteError> {
    Ok(Vec::new())
}

pub fn list(_current: &Current, _receipt: &AccessReceipt, _ask: &ListAsk) -> Result<Listed, SiteError> {
    Err(SiteError::NotNow("not yet".to_owned()))
}

pub fn around(_current: &Current, _children: &[String]) -> Result<Around, SiteError> {
    Ok(Around::new())
}

pub fn find(_current: &Current, _is_it: &dyn Fn(&str) -> bool) -> Result<Option<String>, SiteError> {
    Ok(None)
}
