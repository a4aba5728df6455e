//! `convention/foreign-punctuation`: marks of another script, and inverted marks outside Spanish.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_script::UnicodeScript;

use super::shapes::rows;
use crate::finding::Applicability;
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;
use crate::text::facts::is_function_word;
use crate::text::script::Script;
use crate::text::tokens::Gap;

/// See [`META`].
pub struct ForeignPunctuation;

static META: RuleMeta = RuleMeta {
    id: "convention/foreign-punctuation",
    what: "an Arabic, Chinese or Japanese mark in text in Latin letters, or an inverted question or exclamation mark outside Spanish.",
    why: "The words were translated and the marks between them were not.",
    bad: "The talks failed， the ministry said。",
    good: "The talks failed, the ministry said.",
    severity: Severity::Error,
    category: Category::Punctuation,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(LangSet::TARGETS),
    sources: Some(LangSet::of(&[
        Lang::Es,
        Lang::Ar,
        Lang::Fa,
        Lang::Zh,
        Lang::Ja,
    ])),
    skips: &[],
    data: &["foreign-marks.csv", "function-words.csv"],
    fix: Applicability::Safe,
    mutes: &[],
};

static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/foreign-marks.csv"
));

struct Mark {
    latin: char,
    /// A space belongs before it (an opening mark), not after it.
    opens: bool,
    what: &'static str,
}

fn marks() -> &'static HashMap<char, Mark> {
    static MARKS: LazyLock<HashMap<char, Mark>> = LazyLock::new(|| {
        rows::<4>(TABLE)
            .filter_map(|[mark, latin, side, what]| {
                // What would need quotes in a table is written by its code point.
                let latin = match latin {
                    "U+002C" => ',',
                    "U+0022" => '"',
                    other => other.chars().next()?,
                };
                let mark = mark.chars().next()?;
                let opens = side == "before";
                Some((mark, Mark { latin, opens, what }))
            })
            .collect()
    });
    &MARKS
}

impl Rule for ForeignPunctuation {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        for block in &article.document.blocks {
            let text = article.slice(block.span);
            for (i, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
                let at = block.span.start + i;
                if matches!(c, '¿' | '¡') {
                    inverted(article, block.span, at, c, report);
                } else if is_candidate(c)
                    && let Some(mark) = marks().get(&c)
                {
                    foreign(article, block.span, at, c, mark, report);
                }
            }
        }
    }
}

/// Whether the table may hold it; spares a look-up for every accented letter.
fn is_candidate(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

fn foreign(
    article: &Article<'_>,
    block: Span,
    at: usize,
    c: char,
    mark: &Mark,
    report: &mut Report<'_>,
) {
    let before = &article.prose[block.start..at];
    let after = &article.prose[at + c.len_utf8()..block.end];
    if !is_latin_side(before.chars().rev()) || !is_latin_side(after.chars()) {
        return;
    }
    let mut start = at;
    let mut replacement = String::new();
    let next = after.chars().next();
    if mark.opens {
        if before
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric)
        {
            replacement.push(' ');
        }
        replacement.push(mark.latin);
    } else {
        start = block.start + before.trim_end_matches(' ').len();
        if article.lang == Lang::Fr && matches!(mark.latin, ':' | ';' | '!' | '?' | '%') {
            replacement.push('\u{a0}');
        }
        replacement.push(mark.latin);
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        // `1，234`, `18：30` are one number.
        let digits = matches!(mark.latin, ':' | ',' | '.')
            && is_digit(next)
            && is_digit(before.chars().next_back());
        if next.is_some_and(char::is_alphanumeric) && !digits {
            replacement.push(' ');
        }
    }
    let span = Span::new(start, at + c.len_utf8());
    report
        .at(
            vec![span],
            format!("{} in {} text", mark.what, article.lang.name()),
        )
        .replace(&replacement, Applicability::Safe);
}

/// Whether the nearest letter is Latin, or there is none: marks inside a quoted original belong to it.
fn is_latin_side(chars: impl Iterator<Item = char>) -> bool {
    chars
        .take(WINDOW)
        .find(|c| c.is_alphabetic())
        .is_none_or(|c| c.script() == Script::Latin)
}

/// How far a letter is looked for, in characters.
const WINDOW: usize = 40;

/// `¿` and `¡` before a word, where no Spanish word follows and no quotation or name holds them.
fn inverted(article: &Article<'_>, block: Span, at: usize, c: char, report: &mut Report<'_>) {
    let span = Span::new(at, at + c.len_utf8());
    if article.lang == Lang::Es || article.is_quoted(span) {
        return;
    }
    let before = article.prose[block.start..at].chars().next_back();
    let opens = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '—' | '–'));
    let first = article.text.token_at(span.end);
    let word = article
        .text
        .tokens
        .get(first)
        .filter(|t| t.is_word() && t.gap == Gap::None);
    // A title (`¡Three Amigos!`, `¡Hola!`) keeps its marks: a sentence has more words.
    let words = article.text.tokens[first..]
        .iter()
        .take_while(|t| t.span.end <= block.end && t.is_word())
        .take(LONGEST_TITLE + 1);
    let mut count = 0;
    for token in words {
        let folded = article.text.folded(token);
        if is_function_word(folded, Lang::Es) && !is_function_word(folded, article.lang) {
            return;
        }
        count += 1;
    }
    if !opens || word.is_none() || count < 3 {
        return;
    }
    report
        .at(
            vec![span],
            format!(
                "“{c}” opens a sentence in Spanish, not in {}",
                article.lang.name()
            ),
        )
        .replace("", Applicability::Safe);
}

/// How many words after an inverted mark are asked whether they are Spanish.
const LONGEST_TITLE: usize = 8;
