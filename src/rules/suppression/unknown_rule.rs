//! `suppression/unknown-rule`: a comment that silences a rule there is not.

use super::{COMMON, silences};
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta, ids, named};
use crate::settings::names::nearest;

/// See [`META`].
pub struct UnknownRule;

static META: RuleMeta = RuleMeta {
    id: "suppression/unknown-rule",
    what: "a comment that silences a rule there is not.",
    why: "It silences nothing; the name is misspelt, or the rule has another one now.",
    bad: "<!-- wirelint ignore name/acents: as on his book -->",
    good: "<!-- wirelint ignore name/accents: as on his book -->",
    ..COMMON
};

impl Rule for UnknownRule {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        for control in article.document.controls.iter().filter(|c| silences(c)) {
            for name in control.rules.iter().filter(|n| named(n).is_empty()) {
                let advice = match nearest(ids(), name) {
                    Some(id) => format!("did you mean {id}?"),
                    None => "`wirelint rules` lists them; the reason stands behind a colon".into(),
                };
                report.at(
                    vec![control.span],
                    format!("“{name}” is no rule and no group of rules; {advice}"),
                );
            }
        }
    }
}
