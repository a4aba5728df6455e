//! `suppression/unused`: a comment that silences nothing.

use super::COMMON;
use crate::document::controls::{Control, Verb};
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};

/// See [`META`].
pub struct Unused;

/// What the rule says of itself; the check reports for it.
pub static META: RuleMeta = RuleMeta {
    id: "suppression/unused",
    what: "a comment that silences nothing, or nothing that another comment does not silence.",
    why: "The fault was mended or the article changed; left standing, the comment hides the next one.",
    bad: "<!-- wirelint ignore artifact/doubled-word: a quotation -->\nThe army left the town.",
    good: "<!-- wirelint ignore artifact/doubled-word: a quotation -->\nThe army left the the town.",
    ..COMMON
};

impl Rule for Unused {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    /// Nothing: only when every other rule has run can it be told what a comment silences.
    fn check(&self, _: &Article<'_>, _: &mut Report<'_>) {}
}

/// Reports a comment that silenced nothing.
pub fn report(control: &Control, report: &mut Report<'_>) {
    let place = match control.verb {
        Verb::IgnoreFile => "in this article",
        Verb::Off => "up to its end",
        _ if control.scope.is_empty() => "because no paragraph follows it",
        _ => "in its paragraph or line",
    };
    report.at(
        vec![control.span],
        format!("this comment silences nothing {place}; take it out"),
    );
}
