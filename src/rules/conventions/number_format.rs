//! `convention/number-format`: decimal and group marks of another language.

use super::scale_word::is_scale_word;
use crate::finding::Applicability;
use crate::lang::LangSet;
use crate::locale::Conventions;
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::text::tokens::{Gap, Token, TokenKind};

/// See [`META`].
pub struct NumberFormat;

static META: RuleMeta = RuleMeta {
    id: "convention/number-format",
    what: "a number whose marks can only be those of another language: “1.234.567” or “2,5 million” in English, “1,234.5” in German.",
    why: "A reader takes the mark for what it means in the language of the article, and is off by a thousand.",
    bad: "a budget of 1.234.567,5 euros",
    good: "a budget of 2.5 billion euros",
    severity: Severity::Error,
    category: Category::NumberFormat,
    mqm_severity: MqmSeverity::Major,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[],
    data: &["locales.csv", "scale-words.csv"],
    fix: Applicability::Safe,
    mutes: &[],
};

impl Rule for NumberFormat {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let conventions = &article.conventions;
        let (point, comma) = conventions.maybe;
        for (_, tokens) in article.blocks() {
            for (i, token) in tokens.iter().enumerate() {
                if token.kind != TokenKind::Number {
                    continue;
                }
                let word = article.word(token);
                let Some(decimal) = decimal_of(word, || before_scale_word(article, tokens, i))
                else {
                    continue;
                };
                if decimal == conventions.decimal || is_other(article, tokens, i) {
                    continue;
                }
                let accepted = if decimal == '.' { point } else { comma };
                let right = mended(word, decimal, conventions);
                let mut draft = report.at(
                    vec![token.span],
                    format!(
                        "“{word}” has the marks of another language; {} writes “{right}”",
                        conventions.locale.name()
                    ),
                );
                if accepted {
                    draft.at_most(Severity::Info, 0.5);
                }
                draft.replace(&right, Applicability::Safe);
            }
        }
    }
}

/// The decimal mark a number must have been written with; `None` where its shape does not tell.
fn decimal_of(word: &str, before_scale_word: impl FnOnce() -> bool) -> Option<char> {
    let bytes = word.as_bytes();
    if !bytes
        .iter()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
    {
        return None;
    }
    let last = bytes.iter().rposition(|b| !b.is_ascii_digit())?;
    let first = bytes.iter().position(|b| !b.is_ascii_digit())?;
    let (group, tail) = (bytes[first], bytes.len() - last - 1);
    let as_decimal = |mark: u8| Some(if mark == b'.' { '.' } else { ',' });
    let other = |mark: u8| Some(if mark == b'.' { ',' } else { '.' });
    // 0.123.456 and 012.345 are no numbers.
    let head = (1..=3).contains(&first) && bytes[0] != b'0';
    if first == last {
        // One mark: it is the decimal mark only where a scale word follows and three digits do not.
        return ((1..=2).contains(&tail) && first <= 3 && before_scale_word())
            .then(|| as_decimal(group))
            .flatten();
    }
    let groups = |part: &[u8]| part.split(|b| *b == group).skip(1).all(|g| g.len() == 3);
    if bytes[last] == group {
        return (head && groups(bytes)).then(|| other(group)).flatten();
    }
    (head && groups(&bytes[..last]) && tail > 0)
        .then(|| as_decimal(bytes[last]))
        .flatten()
}

fn before_scale_word(article: &Article<'_>, tokens: &[Token], i: usize) -> bool {
    tokens
        .get(i + 1)
        .is_some_and(|t| t.gap == Gap::Space && is_scale_word(article.word(t), article.lang))
}

/// Whether the shape is that of something else: an address, a version, a telephone or part number.
fn is_other(article: &Article<'_>, tokens: &[Token], i: usize) -> bool {
    let word = article.word(&tokens[i]);
    let address = word.split('.').count() == 4
        && word
            .split('.')
            .all(|part| part.parse::<u32>().is_ok_and(|n| n < 256));
    let glued = |t: &Token, own: &Token| {
        own.gap == Gap::None && matches!(article.word(t), "-" | "/" | "." | "," | ":" | "#" | "_")
    };
    let joined = (i > 0
        && glued(&tokens[i - 1], &tokens[i])
        && !matches!(article.word(&tokens[i - 1]), "-"))
        || tokens.get(i + 1).is_some_and(|t| {
            t.gap == Gap::None && matches!(article.word(t), "/" | ":" | "_" | "-")
        });
    let named = i > 0
        && tokens[i - 1].kind == TokenKind::Word
        && matches!(
            article.text.folded(&tokens[i - 1]),
            "version"
                | "android"
                | "ios"
                | "windows"
                | "macos"
                | "chrome"
                | "firefox"
                | "tel"
                | "ip"
                | "v"
                | "no"
        );
    address || joined || named
}

/// The number with the marks of the article: `decimal` is the decimal mark it was written with, any other mark in it stands between groups.
pub(super) fn mended(word: &str, decimal: char, conventions: &Conventions) -> String {
    word.chars()
        .map(|c| match c {
            c if c == decimal => conventions.decimal,
            '.' | ',' => conventions.group,
            digit => digit,
        })
        .collect()
}
