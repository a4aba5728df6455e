//! `name/case`: one name in two capitalisations in one article.

use super::by_marks;
use crate::finding::Applicability;
use crate::lang::LangSet;
use crate::mqm::Category;
use crate::names::marks::Difference;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};

/// See [`META`].
pub struct Case;

static META: RuleMeta = RuleMeta {
    id: "name/case",
    what: "one name in two capitalisations in one article.",
    why: "A desk prints an acronym in one way; two ways in one article show that nobody read it through.",
    bad: "A spokesman for CENTCOM declined to comment. He said Centcom would publish a report.",
    good: "A spokesman for CENTCOM declined to comment. He said CENTCOM would publish a report.",
    severity: Severity::Info,
    category: Category::TerminologyInconsistent,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[],
    data: super::SPELLINGS,
    fix: Applicability::Safe,
    mutes: &[],
};

impl Rule for Case {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        by_marks(article, report, Difference::Case, "in two capitalisations");
    }
}
