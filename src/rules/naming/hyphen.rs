//! `name/hyphen`: one name with and without a hyphen, or as one word and as two, in one article.

use super::by_marks;
use crate::finding::Applicability;
use crate::lang::LangSet;
use crate::mqm::Category;
use crate::names::marks::Difference;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};

/// See [`META`].
pub struct Hyphen;

static META: RuleMeta = RuleMeta {
    id: "name/hyphen",
    what: "one name with and without a hyphen, or as one word and as two, in one article.",
    why: "Two ways of joining a name look like two names in an index.",
    bad: "The fighter Takara-Fuji won. Later Takarafuji left.",
    good: "The fighter Takarafuji won. Later Takarafuji left.",
    severity: Severity::Warning,
    category: Category::TerminologyInconsistent,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[],
    data: super::SPELLINGS,
    fix: Applicability::Safe,
    mutes: &[],
};

impl Rule for Hyphen {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        by_marks(article, report, Difference::Hyphen, "joined in two ways");
    }
}
