//! What people wrote, set beside the figures; and the sentences drafted for them.

use super::Assembled;
use sightline_compare::Rag;
use sightline_compare::spc::Variation;
use sightline_papers::{Catalogue, Draft, Needs, Paper, Rating, Strength, markdown};
use sightline_publish::paper::pack::{Comment, Pack, Passage, Raised};
use sightline_publish::{IndicatorView, standing, words};
use std::collections::BTreeMap;

/// Reads comments, raised ratings and texts into a pack.
pub fn set_in(pack: &mut Pack, paper: &Paper, catalogue: &Catalogue) -> anyhow::Result<()> {
    for comment in paper.comments(catalogue)? {
        let action = comment.action.clone().map(|what| {
            let due = comment.due_on.map_or_else(|| "no date given".to_owned(), words::day);
            (what, comment.owner.clone().unwrap_or_else(|| "no owner given".to_owned()), due)
        });
        let found = Comment {
            blocks: markdown::blocks(&comment.text, &comment.indicator),
            post: comment.post.clone().unwrap_or_else(|| "No post given".to_owned()),
            on: comment.on.map_or_else(|| "no date given".to_owned(), words::day),
            strength: comment.strength.map(|strength: Strength| strength.word().to_owned()),
            action,
            accepted: comment.is_answered_for(),
        };
        pack.comments.insert(comment.indicator.clone(), found);
    }
    for raised in paper.overrides(catalogue)? {
        let to = match raised.rating {
            Rating::Green => Rag::Green,
            Rating::Amber => Rag::Amber,
            Rating::Red => Rag::Red,
        };
        let judged = pack.indicator(&raised.indicator).and_then(|view| view.rag()).map(rating);
        // A rating that may not be raised is told by the paper's check; here it is left as it was.
        if raised.over(judged).is_ok() {
            pack.raised.insert(raised.indicator.clone(), Raised { to, post: raised.post.clone(), reason: raised.reason.clone() });
        }
    }
    for text in paper.texts()? {
        let by: Vec<String> = text.post.clone().into_iter().chain(text.on.map(words::day)).collect();
        let passage = match &text.nothing {
            Some(why) => Passage::Nothing(why.clone()),
            None => Passage::Written { blocks: text.blocks.clone(), by: (!by.is_empty()).then(|| by.join(", ")) },
        };
        pack.texts.insert(text.name.clone(), passage);
    }
    Ok(())
}

fn rating(rag: Rag) -> Rating {
    match rag {
        Rag::Green => Rating::Green,
        Rag::Amber => Rating::Amber,
        Rag::Red => Rating::Red,
    }
}

/// A sentence for every indicator that has a figure, made from figures that may be published.
pub fn drafts(public: &Pack) -> Vec<Draft> {
    public
        .indicators
        .iter()
        .filter(|view| view.has_figure() && !view.is_shares)
        .map(|view| {
            let sentence = standing::one_sentence(view);
            Draft { indicator: view.id.clone(), basis: basis(view, &sentence), sentence }
        })
        .collect()
}

/// On which figures a sentence was drafted.
fn basis(view: &IndicatorView, sentence: &str) -> String {
    let figures = format!("{:?} {:?} {:?} {sentence}", view.this.figure, view.previous.figure, view.year_before.figure);
    sightline_store::hash_texts(&[(&view.definition_hash, &figures)]).chars().take(12).collect()
}

/// What the figures ask of the words, before a paper is signed off.
pub fn needs(assembled: &Assembled, public: &Pack, author_post: Option<String>, findings: Vec<sightline_papers::Finding>) -> Needs {
    let commentary: BTreeMap<String, String> = sightline_publish::paper::needs_comment(public)
        .into_iter()
        .map(|view| {
            let why = match (view.rag(), view.verdict()) {
                (Some(Rag::Red), Some((_, Variation::Concerning(_)))) => "is red and moved more than usual",
                (Some(Rag::Red), _) => "is red",
                _ => "moved more than usual, the wrong way,",
            };
            (view.id.clone(), why.to_owned())
        })
        .collect();
    Needs {
        author_post,
        required: assembled.spec.needs.clone(),
        commentary,
        bases: drafts(public).into_iter().map(|draft| (draft.indicator, draft.basis)).collect(),
        ratings: assembled.pack.indicators.iter().filter_map(|view| Some((view.id.clone(), rating(view.rag()?)))).collect(),
        findings,
    }
}
