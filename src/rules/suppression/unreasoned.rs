//! `suppression/unreasoned`: a comment that silences findings and does not say why.

use super::{COMMON, silences};
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};

/// See [`META`].
pub struct Unreasoned;

static META: RuleMeta = RuleMeta {
    id: "suppression/unreasoned",
    what: "a comment that silences findings and does not say why.",
    why: "The next editor cannot tell a decision from a shortcut.",
    bad: "<!-- wirelint ignore name/accents -->",
    good: "<!-- wirelint ignore name/accents: as on his book -->",
    ..COMMON
};

impl Rule for Unreasoned {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        for control in &article.document.controls {
            if silences(control) && control.reason.is_empty() {
                report.at(
                    vec![control.span],
                    "this comment gives no reason; write it behind a colon: `...: the reason -->`",
                );
            }
        }
    }
}
