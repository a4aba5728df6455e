//! `suppression/unreadable`: a comment for wirelint that does nothing because it cannot be read.

use super::COMMON;
use crate::document::controls::Verb;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};

/// See [`META`].
pub struct Unreadable;

static META: RuleMeta = RuleMeta {
    id: "suppression/unreadable",
    what: "a comment for wirelint that cannot be read, is not closed, or ends what was not begun.",
    why: "It silences nothing; whoever wrote it thinks that it does.",
    bad: "<!-- wirelint ignroe name/accents: as on his book -->",
    good: "<!-- wirelint ignore name/accents: as on his book -->",
    ..COMMON
};

impl Rule for Unreadable {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        for control in &article.document.controls {
            if let Verb::Unreadable(why) = &control.verb {
                report.at(
                    vec![control.span],
                    format!("this comment does nothing: {why}"),
                );
            }
        }
    }
}
