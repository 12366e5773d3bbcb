//! One's own kept questions.

use crate::{Answer, Ask, Stop};

/// Takes one away.
pub(super) async fn remove(ask: Ask) -> Result<Answer, Stop> {
    let id = ask.form.get("id").ok_or(Stop::NotFound)?;
    if ask.service.records.questions_of(&ask.signed()?.id).remove(id).await? {
        Ok(Answer::see("/account?done=question"))
    } else {
        Err(Stop::NotFound)
    }
}
