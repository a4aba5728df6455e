//! `artifact/glued-sentences`: no space after a full stop or comma.

use crate::finding::Applicability;
use crate::lang::LangSet;
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;
use crate::text::facts;
use crate::text::tokens::{Case, Gap, Token, TokenKind};

use super::truncated::is_open_word;

/// See [`META`].
pub struct GluedSentences;

static META: RuleMeta = RuleMeta {
    id: "artifact/glued-sentences",
    what: "two sentences or clauses with no space between them.",
    why: "Pieces translated one by one are joined without the space; names at the seam are found by no search.",
    bad: "The talks have ended.The minister left Geneva.",
    good: "The talks have ended. The minister left Geneva.",
    severity: Severity::Warning,
    category: Category::Punctuation,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[],
    data: &["function-words.csv", "language-facts.csv", "open-words.csv"],
    fix: Applicability::Safe,
    mutes: &[],
};

/// Bytes looked at on each side for the signs of an address or file name.
const REACH: usize = 80;

impl Rule for GluedSentences {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        for (_, tokens) in article.blocks() {
            for i in 1..tokens.len().saturating_sub(1) {
                let (left, mark, right) = (&tokens[i - 1], &tokens[i], &tokens[i + 1]);
                if mark.kind != TokenKind::Mark || mark.gap != Gap::None || right.gap != Gap::None {
                    continue;
                }
                let text = article.word(mark);
                let glued = match text {
                    "." | "?" => ends_sentence(article, left) && begins_sentence(article, right),
                    // Yahoo! and Jeopardy! carry theirs in the name.
                    "!" => {
                        left.case == Case::Lower
                            && ends_sentence(article, left)
                            && begins_sentence(article, right)
                    }
                    "," | ";" => is_clause_word(article, left) && is_clause_word(article, right),
                    _ => false,
                };
                let span = left.span.cover(right.span);
                if !glued
                    || left.clitic
                    || is_chained(article, tokens, i)
                    || is_address(article.prose, span)
                {
                    continue;
                }
                let (before, after) = (article.word(left), article.word(right));
                // `ended.The`: an article or pronoun of the language cannot be the end of a brand or file name.
                let sure = [left, right].iter().any(|t| is_small_word(article, t));
                let safety = if sure {
                    Applicability::Safe
                } else {
                    Applicability::Unsafe
                };
                let mut draft = report.at(
                    vec![span],
                    format!("no space after the “{text}” in “{before}{text}{after}”"),
                );
                if !sure || text != "." {
                    draft.at_most(Severity::Info, 0.7);
                }
                draft.replace(&format!("{before}{text} {after}"), safety);
            }
        }
    }
}

/// Whether a sentence may end in this word: no abbreviation, initial or part of a file name.
fn ends_sentence(article: &Article<'_>, word: &Token) -> bool {
    let text = article.word(word);
    word.kind == TokenKind::Word
        && matches!(word.case, Case::Lower | Case::Initial)
        && text.chars().count() > 2
        && text.chars().all(char::is_alphabetic)
        && !facts::is_abbreviation(&text.to_lowercase())
        && !facts::is_closing_abbreviation(&text.to_lowercase())
}

/// Whether a sentence may begin with this word: capitalised, but neither all capitals (`.NET`) nor the end of an address (`.Com`).
fn begins_sentence(article: &Article<'_>, word: &Token) -> bool {
    let text = article.word(word);
    word.kind == TokenKind::Word
        && word.case == Case::Initial
        && text.chars().all(char::is_alphabetic)
        && !matches!(
            text,
            "Com" | "Net" | "Org" | "Js" | "Io" | "Fr" | "Uk" | "Eu" | "Nl" | "Pt" | "Tv"
        )
}

/// A lower-case word of two letters or more: what stands at both sides of a comma in a sentence.
fn is_clause_word(article: &Article<'_>, word: &Token) -> bool {
    let text = article.word(word);
    word.kind == TokenKind::Word
        && word.case == Case::Lower
        && text.chars().count() > 1
        && text.chars().all(char::is_alphabetic)
}

/// Whether the two words are part of a longer chain: `J.R.Smith`, `Will.I.Am`, `a.b@c.d`.
fn is_chained(article: &Article<'_>, tokens: &[Token], i: usize) -> bool {
    let joins = |t: &Token| {
        matches!(
            article.word(t),
            "." | "@" | "/" | "_" | "#" | "\\" | "=" | "&" | "+"
        )
    };
    let before = tokens[i - 1].gap == Gap::None && i >= 2 && joins(&tokens[i - 2]);
    let glued = |at: usize| tokens.get(at).filter(|t| t.gap == Gap::None);
    let after = glued(i + 2).is_some_and(|t| {
        // A full stop may end the second sentence; with a word right behind it is part of a chain.
        joins(t) && (article.word(t) != "." || glued(i + 3).is_some_and(Token::is_word))
    });
    before || after
}

/// Whether the run of characters without white space around a span looks like an address or a path.
fn is_address(prose: &str, span: Span) -> bool {
    let bytes = prose.as_bytes();
    let low = span.start.saturating_sub(REACH);
    let high = bytes.len().min(span.end + REACH);
    let start = bytes[low..span.start]
        .iter()
        .rposition(u8::is_ascii_whitespace)
        .map_or(low, |p| low + p + 1);
    let end = bytes[span.end..high]
        .iter()
        .position(u8::is_ascii_whitespace)
        .map_or(high, |p| span.end + p);
    let run = &bytes[start..end];
    run.iter()
        .any(|b| matches!(b, b'@' | b'/' | b'\\' | b'=' | b'_' | b'#' | b'<' | b'>'))
        || run.starts_with(b"www.")
}

/// An article, pronoun, preposition, conjunction or auxiliary.
fn is_small_word(article: &Article<'_>, word: &Token) -> bool {
    let folded = article.text.folded(word);
    facts::is_function_word(folded, article.lang) || is_open_word(folded, article.lang)
}
