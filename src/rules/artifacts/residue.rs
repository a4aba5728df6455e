//! `artifact/residue`: furniture of scrapers, agencies and web pages left in the copy.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::document::BlockKind;
use crate::finding::Applicability;
use crate::lang::Lang;
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Region, Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::text::tokens::TokenKind;

/// See [`META`].
pub struct Residue;

static META: RuleMeta = RuleMeta {
    id: "artifact/residue",
    what: "furniture of scrapers, agencies and web pages: source marks, “read also”, share buttons, desk initials.",
    why: "It is not part of the article; a reader should never see it.",
    bad: "source site-59",
    good: "(nothing)",
    severity: Severity::Error,
    category: Category::DoNotTranslate,
    mqm_severity: MqmSeverity::Minor,
    targets: None,
    sources: None,
    skips: &[Region::Headline],
    data: &["residue.csv", "residue-agencies.csv"],
    fix: Applicability::Unsafe,
    mutes: &["artifact/", "name/"],
};

/// What web pages and scrapers leave, and what agencies do; the same columns.
static TABLES: [&str; 2] = [
    include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/glossaries/residue.csv"
    )),
    include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/glossaries/residue-agencies.csv"
    )),
];

/// Where a phrase must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Anchor {
    /// It is the whole block.
    Whole,
    /// The block begins with it and is short.
    Start,
    /// It is the whole of the last block.
    Last,
}

struct Phrase {
    lang: Option<Lang>,
    anchor: Anchor,
    /// Folded words; `#` stands for a number.
    words: Vec<&'static str>,
    what: &'static str,
}

/// Longest block, in words, that a phrase at its start makes furniture: below it there is a link or a caption, above it a sentence.
const SHORT_BLOCK: usize = 16;

/// Marks around direct speech.
const QUOTATION_MARKS: [char; 9] = ['"', '“', '”', '„', '«', '»', '‘', '’', '\''];

/// The phrases by their first word, in the order of the tables: they are thousands, and a block begins with one word.
fn phrases() -> &'static HashMap<&'static str, Vec<Phrase>> {
    static PHRASES: LazyLock<HashMap<&str, Vec<Phrase>>> = LazyLock::new(|| {
        let mut phrases: HashMap<&str, Vec<Phrase>> = HashMap::new();
        for line in TABLES.iter().flat_map(|table| table.lines().skip(1)) {
            if let Some(phrase) = phrase(line) {
                phrases.entry(phrase.words[0]).or_default().push(phrase);
            }
        }
        phrases
    });
    &PHRASES
}

fn phrase(line: &'static str) -> Option<Phrase> {
    let mut cells = line.splitn(4, ',');
    let lang = cells.next()?;
    let anchor = match cells.next()? {
        "whole" => Anchor::Whole,
        "start" => Anchor::Start,
        _ => Anchor::Last,
    };
    Some(Phrase {
        // Not `parse`, whose error for `*` lists every language.
        lang: Lang::ALL.into_iter().find(|l| l.code() == lang),
        anchor,
        words: cells.next()?.split(' ').collect(),
        what: cells.next()?,
    })
}

impl Rule for Residue {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let last = article.document.blocks.len().saturating_sub(1);
        for (n, (block, tokens)) in article.blocks().enumerate() {
            // A headline may say anything in few words.
            if block.kind == BlockKind::Headline {
                continue;
            }
            let words: Vec<(&str, bool)> = tokens
                .iter()
                .filter(|t| t.is_word())
                .take(SHORT_BLOCK + 1)
                .map(|t| (article.text.folded(t), t.kind == TokenKind::Number))
                .collect();
            if words.len() > SHORT_BLOCK || words.is_empty() {
                continue;
            }
            let text = article.slice(block.span);
            if text.starts_with(QUOTATION_MARKS) {
                // What someone says.
                continue;
            }
            let closed = text.trim_end_matches(QUOTATION_MARKS).ends_with('.');
            let (first, is_number) = words[0];
            let mut candidates = [Some(first), is_number.then_some("#")]
                .into_iter()
                .flatten()
                .filter_map(|word| phrases().get(word))
                .flatten();
            let hit = candidates.find(|p| {
                let here = p.lang.is_none_or(|l| l == article.lang)
                    && p.words.len() <= words.len()
                    && p.words
                        .iter()
                        .zip(&words)
                        .all(|(p, (w, number))| p == w || (*p == "#" && *number));
                here && match p.anchor {
                    Anchor::Whole => p.words.len() == words.len(),
                    Anchor::Start => !closed,
                    Anchor::Last => n == last && p.words.len() == words.len(),
                }
            });
            if let Some(phrase) = hit {
                report
                    .at(
                        vec![block.span],
                        format!("{}: not part of the article", phrase.what),
                    )
                    .replace("", Applicability::Unsafe);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_well_formed() {
        let lines = TABLES.iter().flat_map(|t| t.lines().enumerate().skip(1));
        for (i, line) in lines {
            assert!(!line.contains('"'), "line {}: quotes are not read", i + 1);
            let cells: Vec<_> = line.splitn(4, ',').collect();
            assert_eq!(cells.len(), 4, "line {}", i + 1);
            assert!(
                cells[0] == "*" || cells[0].parse::<Lang>().is_ok(),
                "line {}",
                i + 1
            );
            assert!(
                matches!(cells[1], "whole" | "start" | "last"),
                "line {}",
                i + 1
            );
            for word in cells[2].split(' ') {
                assert_eq!(
                    crate::text::fold_form(word),
                    if word == "#" { "" } else { word },
                    "line {}: not folded",
                    i + 1
                );
            }
        }
    }
}
