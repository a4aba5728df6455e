//! `name/house-form`: a name spelt as another language romanises it, or otherwise not in the house form of the article's language.

use super::{by_verdict, is_acronym, is_name};
use crate::finding::Applicability;
use crate::lang::LangSet;
use crate::mqm::Category;
use crate::names::verdict::Reason;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};

/// See [`META`].
pub struct HouseForm;

static META: RuleMeta = RuleMeta {
    id: "name/house-form",
    what: "a name spelt as another language romanises it, or otherwise not in the house form of the article's language.",
    why: "A reader who searches for the name, and the desk that indexes it, must find one spelling; the romanisation of the source language is the commonest mark machine translation leaves.",
    bad: "a source within Hachd al-Chaabi told AFP",
    good: "a source within Hashd al-Shaabi told AFP",
    severity: Severity::Error,
    category: Category::TerminologyResource,
    mqm_severity: MqmSeverity::Major,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[],
    data: super::GLOSSARY,
    fix: Applicability::Safe,
    mutes: &["name/inconsistent", "name/accents"],
};

impl Rule for HouseForm {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        by_verdict(
            article,
            report,
            |v, text| {
                is_name(v.concept)
                    && !is_acronym(v, text)
                    && !super::exonym::claims(v)
                    && !matches!(v.reason, Reason::Literal | Reason::Outdated)
            },
            |v, _| match v.reason {
                Reason::Derived(_) => (Severity::Warning, 0.9),
                _ => (Severity::Error, 0.97),
            },
        );
    }
}
