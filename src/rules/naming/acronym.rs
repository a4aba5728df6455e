//! `name/acronym`: an acronym of another language.

use super::{by_verdict, is_acronym};
use crate::finding::Applicability;
use crate::lang::LangSet;
use crate::mqm::Category;
use crate::names::verdict::Reason;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};

/// See [`META`].
pub struct Acronym;

static META: RuleMeta = RuleMeta {
    id: "name/acronym",
    what: "an acronym of another language.",
    why: "OTAN, ONU or UE mean nothing to a reader of English; the acronym has its own form in each language.",
    bad: "The resolution was adopted by the ONU on Monday.",
    good: "The resolution was adopted by the UN on Monday.",
    severity: Severity::Error,
    category: Category::Untranslated,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[],
    data: super::GLOSSARY,
    fix: Applicability::Safe,
    mutes: &["name/inconsistent"],
};

impl Rule for Acronym {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        by_verdict(
            article,
            report,
            |v, text| is_acronym(v, text) && !matches!(v.reason, Reason::Literal),
            |_, text| {
                if text.chars().count() > 2 {
                    (Severity::Error, 0.97)
                } else {
                    (Severity::Warning, 0.9)
                }
            },
        );
    }
}
