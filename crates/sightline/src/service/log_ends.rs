//! The ends of the access log, kept in the records, so that a log that was cut short is noticed.

use super::keeping::head;
use anyhow::Context;
use sightline_web::Service;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Writes the end of the access log down, as long as the log is the one whose end was written down before.
pub struct LogEnds {
    service: Arc<Service>,
    /// What is wrong has been said: once is enough, for it stays so.
    told: AtomicBool,
}

impl LogEnds {
    /// For a service that is about to run.
    pub fn of(service: Arc<Service>) -> LogEnds {
        LogEnds { service, told: AtomicBool::new(false) }
    }

    /// Reads the whole log, and says so if it is not as it was written.
    pub async fn verify(&self) {
        match self.found().await {
            Ok(None) => {}
            Ok(Some(words)) => self.tell(&words),
            Err(error) => tracing::error!("the access log could not be looked at: {error:#}"),
        }
    }

    async fn found(&self) -> anyhow::Result<Option<String>> {
        let kept: Vec<_> = self.service.records.log_heads().all().await?.into_iter().map(head).collect();
        let log = self.service.log.clone();
        let found = tokio::task::spawn_blocking(move || log.verify(&kept)).await.context("it ended early")??;
        Ok(found.sound().err().map(|error| error.to_string()))
    }

    /// Writes the end down, unless the one that was written down last is no longer in the log.
    pub async fn keep(&self) {
        if let Err(error) = self.kept().await {
            tracing::error!("the end of the access log could not be kept: {error:#}");
        }
    }

    async fn kept(&self) -> anyhow::Result<()> {
        let Some(seen) = self.service.log.seen() else { return Ok(()) };
        let heads = self.service.records.log_heads();
        if let Some(last) = heads.latest().await?.map(head) {
            let (log, number) = (self.service.log.clone(), last.number);
            if !tokio::task::spawn_blocking(move || log.holds(&last)).await.context("it ended early")?? {
                self.tell(&format!("entry {number}, which was its end before, is no longer in it"));
                return Ok(());
            }
        }
        let number = i64::try_from(seen.number).unwrap_or(i64::MAX);
        Ok(heads.keep(number, &seen.seal, self.service.clock.now()).await?)
    }

    fn tell(&self, words: &str) {
        if !self.told.swap(true, Ordering::Relaxed) {
            tracing::error!(
                "THE ACCESS LOG IS NOT WHOLE: {words}. Keep the folder `access` as it is and tell the data protection officer; `sightline doctor` says more. \
                 Entries are still written, but their end is not kept until the log is whole again"
            );
        }
    }
}
