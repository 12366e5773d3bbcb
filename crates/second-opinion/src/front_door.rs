//! Contacts, referrals and early help.

use jiff::civil::Date;

use crate::Measure;
use crate::calendar::{add_months, working_day};
use crate::figure::{Figure, Period, Share, is_open};
use crate::records::{Child, Contact, Records, Referral};

pub(crate) const MEASURES: &[Measure] = &[
    ("contacts-children", contacts),
    ("contacts-leading-to-referral", contacts_leading_to_referral),
    ("contacts-signposted-universal", contacts_signposted),
    ("referrals", |records, period| Figure::count(count_referrals(records, period))),
    ("referrals-rate-per-10k", referrals_rate),
    ("referrals-no-further-action", referrals_no_further_action),
    ("referrals-leading-to-assessment", referrals_leading_to_assessment),
    ("re-referrals-within-12-months", re_referrals),
    ("early-help-episodes-started", early_help_started),
    ("early-help-open", early_help_open),
];

fn contacts(records: &Records, period: &Period) -> Figure {
    let mut counted = 0;
    for child in &records.children {
        for contact in &child.contacts {
            if period.holds(contact.received_on) {
                counted += 1;
            }
        }
    }
    Figure::count(counted)
}

fn contacts_leading_to_referral(records: &Records, period: &Period) -> Figure {
    share_of_contacts(records, period, |contact| contact.is_new_referral)
}

fn contacts_signposted(records: &Records, period: &Period) -> Figure {
    share_of_contacts(records, period, |contact| contact.is_advice)
}

/// Out of the contacts of the period for which at least one outcome is set.
fn share_of_contacts(records: &Records, period: &Period, met: fn(&Contact) -> bool) -> Figure {
    let mut share = Share::default();
    for child in &records.children {
        for contact in &child.contacts {
            if period.holds(contact.received_on) && contact.has_outcome {
                share.add(met(contact));
            }
        }
    }
    share.percentage()
}

fn referrals_in<'a>(child: &'a Child, period: &Period) -> impl Iterator<Item = (&'a Referral, Date)> {
    child.referrals.iter().filter(|referral| period.holds(referral.received_on)).filter_map(|referral| Some((referral, referral.received_on?)))
}

fn count_referrals(records: &Records, period: &Period) -> usize {
    records.children.iter().map(|child| referrals_in(child, period).count()).sum()
}

fn referrals_rate(records: &Records, period: &Period) -> Figure {
    let counted = count_referrals(records, &period.twelve_months());
    Figure::rate(counted, records.population_for(period.ends_on))
}

fn referrals_no_further_action(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for child in &records.children {
        for (referral, _) in referrals_in(child, period) {
            share.add(referral.no_further_action);
        }
    }
    share.percentage()
}

/// A referral without an assessment is waited for until its tenth working day has passed.
fn referrals_leading_to_assessment(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for child in &records.children {
        for (referral, received_on) in referrals_in(child, period) {
            let assessed = referral.assessments_started_on.iter().any(|started| *started >= received_on);
            if assessed || !period.is_pending(working_day(received_on, 10)) {
                share.add(assessed);
            }
        }
    }
    share.percentage()
}

fn re_referrals(records: &Records, period: &Period) -> Figure {
    let mut share = Share::default();
    for child in &records.children {
        for (_, received_on) in referrals_in(child, period) {
            let since = add_months(received_on, -12);
            let again = child.referrals.iter().filter_map(|earlier| earlier.received_on).any(|earlier| since <= earlier && earlier < received_on);
            share.add(again);
        }
    }
    share.percentage()
}

fn early_help_started(records: &Records, period: &Period) -> Figure {
    let mut counted = 0;
    for child in &records.children {
        for episode in &child.early_help {
            if period.holds(episode.starts_on) {
                counted += 1;
            }
        }
    }
    Figure::count(counted)
}

fn early_help_open(records: &Records, period: &Period) -> Figure {
    Figure::count(records.children_who(|child| child.early_help.iter().any(|episode| is_open(episode.starts_on, episode.ends_on, period.ends_on))))
}
