//! `artifact/truncated`: an article that stops in the middle of a sentence.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::document::BlockKind;
use crate::finding::Applicability;
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Region, Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::text::tokens::{Case, TokenKind};

/// See [`META`].
pub struct Truncated;

static META: RuleMeta = RuleMeta {
    id: "artifact/truncated",
    what: "an article whose last paragraph ends in the middle of a sentence.",
    why: "A model that reaches its limit stops where it is; the end of the story is missing.",
    bad: "The ministry said the talks in Geneva would resume on Monday at the request of the",
    good: "The ministry said the talks in Geneva would resume on Monday at the request of the Swiss.",
    severity: Severity::Warning,
    category: Category::Omission,
    mqm_severity: MqmSeverity::Major,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[Region::Headline, Region::List],
    data: &["open-words.csv"],
    fix: Applicability::None,
    mutes: &[],
};

/// Rows `lang,word`, folded; no cell holds a comma or a quote (tested).
static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/open-words.csv"
));

/// Whether no sentence of `lang` ends in this folded word.
pub(super) fn is_open_word(folded: &str, lang: Lang) -> bool {
    static WORDS: LazyLock<HashSet<(&str, &str)>> = LazyLock::new(|| {
        let rows = TABLE.lines().skip(1);
        rows.filter_map(|line| line.split_once(',')).collect()
    });
    WORDS.contains(&(lang.code(), folded))
}

impl Rule for Truncated {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let Some((block, tokens)) = article.blocks().last() else {
            return;
        };
        // A short last line without a full stop reads as a subhead: it is a sign-off, or what is left of a sentence.
        let is_body = match block.kind {
            BlockKind::Body => true,
            BlockKind::Subhead => false,
            BlockKind::Headline | BlockKind::List => return,
        };
        let Some(last) = tokens.last() else { return };
        let text = article.word(last);
        if last.kind == TokenKind::Mark {
            // Anything but a comma or a dash may close an article: a bracket, a quotation mark, an ellipsis, the square of a magazine.
            if is_body && matches!(text, "," | "-" | "–" | "—" | "(" | "«" | "„" | "“") {
                report
                    .at(
                        vec![last.span],
                        format!("the article ends in “{text}”: its last sentence may be cut off"),
                    )
                    .at_most(Severity::Info, 0.6);
            }
            return;
        }
        // `... said. dpa`: the agency signs.
        let signs = tokens.iter().rev().nth(1).is_some_and(|t| {
            matches!(
                article.word(t),
                "." | "!" | "?" | "…" | "”" | "“" | "»" | "\"" | ")" | "/"
            )
        });
        if signs {
            return;
        }
        let is_open = last.case == Case::Lower
            && tokens.len() > 1
            && is_open_word(article.text.folded(last), article.lang);
        if is_open {
            report.at(
                vec![last.span],
                format!(
                    "the article ends in “{text}” without an end mark: its last sentence is cut off"
                ),
            );
        } else if is_body && !text.ends_with('.') {
            report
                .at(
                    vec![last.span],
                    "the last sentence of the article has no end mark: it may be cut off",
                )
                .at_most(Severity::Info, 0.5);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold_form;

    #[test]
    fn table_is_well_formed() {
        for (i, line) in TABLE.lines().enumerate().skip(1) {
            let (lang, word) = line.split_once(',').unwrap_or_default();
            assert!(lang.parse::<Lang>().is_ok(), "line {}: {line}", i + 1);
            assert!(
                !word.is_empty() && fold_form(word) == word,
                "line {}: {line}",
                i + 1
            );
        }
    }
}
