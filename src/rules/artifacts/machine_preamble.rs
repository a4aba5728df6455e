//! `artifact/machine-preamble`: what a translation machine says before, after or instead of the translation.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::document::Block;
use crate::finding::Applicability;
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;
use crate::text::tokens::Token;

/// See [`META`].
pub struct MachinePreamble;

static META: RuleMeta = RuleMeta {
    id: "artifact/machine-preamble",
    what: "what a translation machine says to its user: an announcement, a refusal, a remark, a label, its credit.",
    why: "It is addressed to the desk; in print it tells every reader that nobody read the article.",
    bad: "Sure, here is the translation:",
    good: "The translation of the book took four years.",
    severity: Severity::Error,
    category: Category::Addition,
    mqm_severity: MqmSeverity::Critical,
    // A model asked in one language often answers in another, so phrases of every language are looked for everywhere.
    targets: None,
    sources: None,
    skips: &[],
    data: &["machine-phrases.csv"],
    fix: Applicability::Unsafe,
    mutes: &["name/", "convention/"],
};

static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/machine-phrases.csv"
));

/// Blocks in which a phrase marked `first block only` counts: the headline and the first paragraph.
const OPENING_BLOCKS: usize = 2;

/// A row of the table.
#[derive(Clone, Copy)]
struct Phrase {
    kind: Kind,
    anchor: Anchor,
    /// Folded words, with spaces between them.
    words: &'static str,
    needs_colon: bool,
    opening_only: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Preamble,
    Refusal,
    Note,
    Label,
    Credit,
}

/// Where a phrase must stand in its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Anchor {
    Start,
    Whole,
    End,
}

impl Kind {
    fn parse(cell: &str) -> Option<Self> {
        Some(match cell {
            "preamble" => Self::Preamble,
            "refusal" => Self::Refusal,
            "note" => Self::Note,
            "label" => Self::Label,
            "credit" => Self::Credit,
            _ => return None,
        })
    }

    fn message(self) -> &'static str {
        match self {
            Self::Preamble => "the machine announces its translation: not part of the article",
            Self::Refusal => "the machine refused to translate: the text is missing here",
            Self::Note => "the machine's remark on its translation: not part of the article",
            Self::Label => "the machine's label: not part of the article",
            Self::Credit => "the machine translator's credit: not part of the article",
        }
    }
}

impl Anchor {
    fn parse(cell: &str) -> Option<Self> {
        Some(match cell {
            "start" => Self::Start,
            "whole" => Self::Whole,
            "end" => Self::End,
            _ => return None,
        })
    }
}

/// The phrases by the word a block is asked for: its first, or its last where the phrase stands at the end.
struct Phrases {
    first: HashMap<&'static str, Vec<Phrase>>,
    last: HashMap<&'static str, Vec<Phrase>>,
}

fn parse(line: &'static str) -> Option<Phrase> {
    let mut cells = line.splitn(5, ',').skip(1);
    let kind = Kind::parse(cells.next()?)?;
    let anchor = Anchor::parse(cells.next()?)?;
    let words = cells.next()?;
    let note = cells.next()?;
    Some(Phrase {
        kind,
        anchor,
        words,
        needs_colon: note.starts_with("needs a colon"),
        opening_only: note.ends_with("first block only"),
    })
}

fn phrases() -> &'static Phrases {
    static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
        let mut phrases = Phrases {
            first: HashMap::with_capacity(512),
            last: HashMap::new(),
        };
        for phrase in TABLE.lines().skip(1).filter_map(parse) {
            let (map, word) = if phrase.anchor == Anchor::End {
                (&mut phrases.last, phrase.words.rsplit(' ').next())
            } else {
                (&mut phrases.first, phrase.words.split(' ').next())
            };
            map.entry(word.unwrap_or_default())
                .or_default()
                .push(phrase);
        }
        phrases
    });
    &PHRASES
}

impl Rule for MachinePreamble {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let phrases = phrases();
        for (n, (block, tokens)) in article.blocks().enumerate() {
            // Stories about chatbots quote them.
            let quoted = |c| {
                matches!(
                    c,
                    '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'' | '‹' | '›'
                )
            };
            if article.slice(block.span).starts_with(quoted) {
                continue;
            }
            let Some(first) = tokens.iter().position(Token::is_word) else {
                continue;
            };
            let last = tokens.iter().rposition(Token::is_word).unwrap_or(first);
            let opening = n < OPENING_BLOCKS;
            let starts = phrases.first.get(article.text.folded(&tokens[first]));
            let at_start = starts
                .into_iter()
                .flatten()
                .filter(|p| opening || !p.opening_only)
                .filter_map(|p| Some((p, begins_with(article, tokens, first, p)?)))
                .filter(|(p, end)| {
                    // The article may follow its announcement in the same block.
                    let announced =
                        opening && p.kind == Kind::Preamble && is_colon(article, tokens, *end);
                    p.anchor != Anchor::Whole || *end == last || announced
                })
                .max_by_key(|(_, end)| *end);
            if let Some((phrase, end)) = at_start {
                let span = extent(article, block, tokens, phrase, end);
                found(report, phrase.kind, span);
                continue;
            }
            let ends = phrases.last.get(article.text.folded(&tokens[last]));
            let at_end = ends
                .into_iter()
                .flatten()
                .filter_map(|p| Some((p, ends_with(article, tokens, p)?)))
                .min_by_key(|(_, start)| *start);
            if let Some((phrase, start)) = at_end {
                let span = Span::new(tokens[start].span.start, block.span.end);
                found(report, phrase.kind, span);
            }
        }
    }
}

fn found(report: &mut Report<'_>, kind: Kind, span: Span) {
    let mut draft = report.at(vec![span], kind.message());
    // A refusal is not to be deleted but to be replaced by the translation that it stands for.
    if kind != Kind::Refusal {
        draft.replace("", Applicability::Unsafe);
    }
}

/// The token of the phrase's last word when the block begins with it, and with its colon if it needs one.
fn begins_with(
    article: &Article<'_>,
    tokens: &[Token],
    first: usize,
    phrase: &Phrase,
) -> Option<usize> {
    let mut words = (first..tokens.len()).filter(|i| tokens[*i].is_word());
    let mut end = first;
    for word in phrase.words.split(' ') {
        end = words.next()?;
        if article.text.folded(&tokens[end]) != word {
            return None;
        }
    }
    (!phrase.needs_colon || is_colon(article, tokens, end)).then_some(end)
}

/// Whether a colon follows a token; `**Translation**:` is bold.
fn is_colon(article: &Article<'_>, tokens: &[Token], end: usize) -> bool {
    let mut after = tokens[end + 1..].iter().map(|t| article.word(t));
    after
        .find(|mark| !matches!(*mark, "*" | "**" | "_"))
        .is_some_and(|mark| matches!(mark, ":" | "："))
}

/// The token of the phrase's first word when the block ends with it.
fn ends_with(article: &Article<'_>, tokens: &[Token], phrase: &Phrase) -> Option<usize> {
    let mut words = (0..tokens.len()).rev().filter(|i| tokens[*i].is_word());
    let mut start = 0;
    for word in phrase.words.rsplit(' ') {
        start = words.next()?;
        if article.text.folded(&tokens[start]) != word {
            return None;
        }
    }
    Some(start)
}

/// What the machine said. A remark or refusal fills its block; an announcement or label ends at its colon, at the latest with its
/// sentence, because the article may follow in the same block.
fn extent(
    article: &Article<'_>,
    block: &Block,
    tokens: &[Token],
    phrase: &Phrase,
    end: usize,
) -> Span {
    if matches!(phrase.kind, Kind::Note | Kind::Refusal) {
        return block.span;
    }
    let word = &tokens[end];
    let at = article
        .text
        .sentences
        .partition_point(|s| s.span.end <= word.span.start);
    let sentence = article
        .text
        .sentences
        .get(at)
        .map_or(block.span.end, |s| s.span.end);
    let colon = tokens[end + 1..]
        .iter()
        .take_while(|t| t.span.start < sentence)
        .find(|t| matches!(article.word(t), ":" | "："));
    let stop = match (colon, phrase.kind) {
        (Some(colon), _) => colon.span.end,
        (None, Kind::Label) => word.span.end,
        (None, _) => sentence,
    };
    Span::new(block.span.start, stop.min(block.span.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::text::fold_form;

    #[test]
    fn table_is_well_formed() {
        for (i, line) in TABLE.lines().enumerate().skip(1) {
            let phrase = parse(line);
            assert!(phrase.is_some(), "line {}: {line}", i + 1);
            let words = phrase.map_or("", |p| p.words);
            assert!(!line.contains('"'), "line {}: quotes are not read", i + 1);
            assert!(
                line.split(',')
                    .next()
                    .is_some_and(|l| l.parse::<Lang>().is_ok()),
                "line {}",
                i + 1
            );
            assert_eq!(fold_form(words), words, "line {}: not folded", i + 1);
        }
    }
}
