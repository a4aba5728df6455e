//! `suppression/unreasoned`: a comment that silences findings and does not say why.

use super::silences;
use crate::finding::Applicability;
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};

/// See [`META`].
pub struct Unreasoned;

static META: RuleMeta = RuleMeta {
    id: "suppression/unreasoned",
    what: "a comment that silences findings and does not say why.",
    why: "The next editor cannot tell a decision from a shortcut.",
    bad: "<!-- wirelint ignore name/accents -->",
    good: "<!-- wirelint ignore name/accents: as on his book -->",
    severity: Severity::Warning,
    category: Category::Markup,
    mqm_severity: MqmSeverity::Neutral,
    targets: None,
    sources: None,
    skips: &[],
    data: &[],
    fix: Applicability::None,
    mutes: &[],
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
