//! `name/literal`: the name of a group, place or organisation translated word by word.

use super::{by_verdict, is_name};
use crate::finding::Applicability;
use crate::glossary::Kind;
use crate::lang::LangSet;
use crate::mqm::Category;
use crate::names::verdict::Reason;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};

/// See [`META`].
pub struct Literal;

static META: RuleMeta = RuleMeta {
    id: "name/literal",
    what: "the name of a group, place or organisation translated word by word.",
    why: "The reader does not recognise who is meant, and a search for the name fails.",
    bad: "the strikes targeted the Hezbollah Brigades",
    good: "the strikes targeted Kataib Hezbollah",
    severity: Severity::Error,
    category: Category::TerminologyResource,
    mqm_severity: MqmSeverity::Major,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[],
    data: super::GLOSSARY,
    fix: Applicability::Unsafe,
    mutes: &["name/inconsistent", "name/accents"],
};

impl Rule for Literal {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        by_verdict(
            article,
            report,
            |v, _| {
                is_name(v.concept)
                    && v.concept.kind != Kind::Institution
                    && v.reason == Reason::Literal
            },
            |_, _| (Severity::Error, 0.97),
        );
    }
}
