//! `artifact/literal-title`: an office, rank or institution rendered word by word.

use crate::finding::Applicability;
use crate::glossary::Kind;
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::names::verdict::Reason;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};

/// See [`META`].
pub struct LiteralTitle;

static META: RuleMeta = RuleMeta {
    id: "artifact/literal-title",
    what: "an office, rank or institution translated word by word or left in the source language.",
    why: "Each language has its own names for the offices of the world; a literal one sounds foreign and may name another office.",
    bad: "American Defense Minister Lloyd Austin",
    good: "US Defense Secretary Lloyd Austin",
    severity: Severity::Warning,
    category: Category::TerminologyResource,
    mqm_severity: MqmSeverity::Major,
    // The languages for which the glossary lists wrong renderings of offices.
    targets: Some(
        LangSet::only(Lang::En)
            .union(LangSet::only(Lang::Fr))
            .union(LangSet::only(Lang::De))
            .union(LangSet::only(Lang::Es)),
    ),
    sources: None,
    skips: &[],
    data: &["titles.csv", "organisations.csv"],
    fix: Applicability::Unsafe,
    mutes: &["name/", "artifact/calque"],
};

impl Rule for LiteralTitle {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        for (mention, verdict) in &article.verdicts {
            let literal = verdict.reason == Reason::Literal;
            let mine = match verdict.concept.kind {
                Kind::Title => {
                    literal || matches!(verdict.reason, Reason::Outdated | Reason::Variant)
                }
                Kind::Institution => literal,
                _ => false,
            };
            if !mine {
                continue;
            }
            let span = article.mentions[*mention].span;
            let text = article.slice(span);
            let house = &verdict.suggestions[0];
            let note = match verdict.concept.note.as_str() {
                "" => String::new(),
                note => format!(" ({note})"),
            };
            report
                .at(
                    vec![span],
                    format!(
                        "“{text}” is a literal rendering; {} copy writes “{house}”{note}",
                        article.lang.name()
                    ),
                )
                .about(Some(verdict.concept))
                .suggest(verdict.suggestions.clone())
                .replace(house, Applicability::Unsafe);
        }
    }
}
