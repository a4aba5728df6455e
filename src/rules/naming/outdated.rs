//! `name/outdated`: a name that is no longer used.

use super::{by_verdict, is_acronym, is_name};
use crate::finding::Applicability;
use crate::lang::LangSet;
use crate::mqm::Category;
use crate::names::verdict::Reason;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};

/// See [`META`].
pub struct Outdated;

static META: RuleMeta = RuleMeta {
    id: "name/outdated",
    what: "a name that is no longer used.",
    why: "Places are renamed and spellings change with them; the old name takes a side or dates the copy.",
    bad: "shelling near Kiev",
    good: "shelling near Kyiv",
    severity: Severity::Warning,
    category: Category::TerminologyResource,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[],
    data: super::GLOSSARY,
    fix: Applicability::Safe,
    mutes: &["name/inconsistent", "name/accents"],
};

impl Rule for Outdated {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        by_verdict(
            article,
            report,
            |v, text| is_name(v.concept) && !is_acronym(v, text) && v.reason == Reason::Outdated,
            |_, _| (Severity::Warning, 0.93),
        );
    }
}
