//! `name/article-particle`: an Arabic name with and without its article in one article.

use super::by_marks;
use crate::finding::Applicability;
use crate::lang::LangSet;
use crate::mqm::Category;
use crate::names::marks::Difference;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};

/// See [`META`].
pub struct ArticleParticle;

static META: RuleMeta = RuleMeta {
    id: "name/article-particle",
    what: "an Arabic name with and without its article in one article.",
    why: "Dropping the article on second mention is the style of some desks; mixing is the style of none.",
    bad: "The minister Faleh al-Barazi spoke. Critics of Barazi left.",
    good: "The minister Faleh al-Barazi spoke. Critics of al-Barazi left.",
    severity: Severity::Info,
    category: Category::TerminologyInconsistent,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[],
    data: super::GLOSSARY,
    fix: Applicability::Unsafe,
    mutes: &[],
};

impl Rule for ArticleParticle {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        by_marks(
            article,
            report,
            Difference::Article,
            "with and without its article",
        );
    }
}
