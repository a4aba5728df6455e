//! `name/accents`: one name written with and without its diacritics in one article.

use super::by_marks;
use crate::finding::Applicability;
use crate::lang::LangSet;
use crate::mqm::Category;
use crate::names::marks::Difference;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};

/// See [`META`].
pub struct Accents;

static META: RuleMeta = RuleMeta {
    id: "name/accents",
    what: "one name written with and without its diacritics in one article.",
    why: "Both are the same name to the writer and two to a search; machine translation decides anew in every sentence.",
    bad: "Officials in the Al-Wahim region fled. The Al-Wahïm sector was hit.",
    good: "Officials in the Al-Wahim region fled. The Al-Wahim sector was hit.",
    severity: Severity::Error,
    category: Category::TerminologyInconsistent,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[],
    data: super::SPELLINGS,
    fix: Applicability::Safe,
    mutes: &[],
};

impl Rule for Accents {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        by_marks(
            article,
            report,
            Difference::Accents,
            "with and without diacritics",
        );
    }
}
