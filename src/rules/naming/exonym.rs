//! `name/exonym`: the source language's name of a place left in the copy.

use super::{by_verdict, is_acronym, is_name};
use crate::finding::Applicability;
use crate::glossary::Kind;
use crate::lang::LangSet;
use crate::mqm::Category;
use crate::names::verdict::{Reason, Verdict};
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};

/// See [`META`].
pub struct Exonym;

static META: RuleMeta = RuleMeta {
    id: "name/exonym",
    what: "the source language's name of a place left in the copy.",
    why: "Pékin, Moscou or Kiew are right in the language translated from and wrong here.",
    bad: "talks in Pékin",
    good: "talks in Beijing",
    severity: Severity::Error,
    category: Category::Untranslated,
    mqm_severity: MqmSeverity::Major,
    targets: Some(LangSet::TARGETS),
    sources: Some(LangSet::TARGETS),
    skips: &[],
    data: super::GLOSSARY,
    fix: Applicability::Safe,
    mutes: &["name/inconsistent", "name/accents"],
};

impl Rule for Exonym {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        by_verdict(
            article,
            report,
            |v, text| is_name(v.concept) && !is_acronym(v, text) && claims(v),
            // One ASCII word may be a surname or a brand; what has a diacritic or two words is hardly anything else.
            |_, text| {
                if text.contains([' ', '-']) || !text.is_ascii() {
                    (Severity::Error, 0.97)
                } else {
                    (Severity::Warning, 0.92)
                }
            },
        );
    }
}

/// Places and countries whose form in another language was left; names from another script are romanised, not exonyms, unless the
/// country or capital is meant.
pub(super) fn claims(v: &Verdict<'_>) -> bool {
    matches!(v.reason, Reason::Foreign(_)) && matches!(v.concept.kind, Kind::Country | Kind::Place)
}
