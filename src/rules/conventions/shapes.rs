//! Numbers, dates and tables that several conventions share.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lang::Lang;
use crate::rules::article::Article;
use crate::span::Span;
use crate::text::fold_form;
use crate::text::tokens::{Gap, Token, TokenKind};

/// Rows of a table of ours whose cells hold no quotes; the last cell takes what is left of the line.
pub fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().skip(1).filter_map(|line| {
        let mut cells = line.splitn(N, ',');
        let mut row = [""; N];
        for cell in &mut row {
            *cell = cells.next()?;
        }
        Some(row)
    })
}

/// The value of a number with that decimal mark; `None` for anything else (`18h`, `1.2.3`).
pub fn value(word: &str, decimal: char) -> Option<f64> {
    let mut plain = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '0'..='9' => plain.push(c),
            c if c == decimal => plain.push('.'),
            '.' | ',' => {}
            _ => return None,
        }
    }
    plain.parse().ok()
}

/// A whole number of at most nine digits.
pub fn whole(word: &str) -> Option<u32> {
    (word.len() <= 9 && word.bytes().all(|b| b.is_ascii_digit()))
        .then(|| word.parse().ok())
        .flatten()
}

static CALENDAR: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/calendar.csv"
));

/// What a word is in a calendar; 0 for what it is not. `mar` is both in Spanish.
#[derive(Clone, Copy, Debug, Default)]
struct CalendarWord {
    month: u8,
    weekday: u8,
}

#[derive(Default)]
struct Calendar {
    words: HashMap<String, CalendarWord>,
    weekdays: [&'static str; 7],
}

fn calendar(lang: Lang) -> Option<&'static Calendar> {
    static CALENDARS: LazyLock<HashMap<&str, Calendar>> = LazyLock::new(|| {
        let mut all: HashMap<&str, Calendar> = HashMap::new();
        for [lang, kind, number, form] in rows::<4>(CALENDAR) {
            if !Lang::TARGETS.iter().any(|l| l.code() == lang) {
                continue;
            }
            let Ok(number) = number.parse::<u8>() else {
                continue;
            };
            let calendar = all.entry(lang).or_default();
            // `segunda-feira` is three tokens; the first says which day it is.
            let key = fold_form(form.trim_end_matches('.').trim_end_matches("-feira"));
            let word = calendar.words.entry(key).or_default();
            if kind.starts_with("month") {
                word.month = number;
            } else {
                word.weekday = number;
            }
            if kind == "weekday"
                && let Some(slot) = calendar
                    .weekdays
                    .get_mut(usize::from(number).wrapping_sub(1))
            {
                *slot = form;
            }
        }
        all
    });
    CALENDARS.get(lang.code())
}

fn calendar_word(article: &Article<'_>, token: &Token) -> CalendarWord {
    let capitals = matches!(article.lang, Lang::En | Lang::De);
    if token.kind != TokenKind::Word || (capitals && !token.is_capitalised()) {
        return CalendarWord::default();
    }
    calendar(article.lang)
        .and_then(|c| c.words.get(article.text.folded(token)).copied())
        .unwrap_or_default()
}

/// The weekday a token names, 1 for Monday.
pub fn weekday(article: &Article<'_>, token: &Token) -> Option<u8> {
    Some(calendar_word(article, token).weekday).filter(|n| *n > 0)
}

/// Name of a weekday, 1 for Monday.
pub fn weekday_name(lang: Lang, number: u8) -> Option<&'static str> {
    calendar(lang)?
        .weekdays
        .get(usize::from(number).checked_sub(1)?)
        .copied()
}

/// A day of a month found in tokens.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// Day as written, also 0 or 99.
    pub day: u32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Year of four digits, if there is one.
    pub year: Option<u32>,
    /// Index of the token after it.
    pub end: usize,
    /// Where it stands.
    pub span: Span,
    /// Written with the month first.
    pub month_first: bool,
}

/// The date that begins at token `i`: `14 May 2025`, `May 14, 2025` (English), `14. Mai 2025`, `14 de mayo de 2025`, `1er mai`.
pub fn date_at(article: &Article<'_>, tokens: &[Token], i: usize) -> Option<Found> {
    let first = tokens.get(i)?;
    let mut at = i + 1;
    let (day, month, month_first) = if first.kind == TokenKind::Number {
        let day = day(article.word(first))?;
        at = skip(article, tokens, at, &[".", "of", "de"]);
        let month = calendar_word(article, tokens.get(at)?).month;
        at += 1;
        (day, month, false)
    } else {
        if article.lang != Lang::En {
            return None;
        }
        let month = calendar_word(article, first).month;
        if month == 0 {
            return None;
        }
        at = skip(article, tokens, at, &["."]);
        let day = day(article.word(tokens.get(at)?))?;
        at += 1;
        (day, month, true)
    };
    if month == 0 {
        return None;
    }
    let mut end = at;
    let after = skip(article, tokens, at, &[".", ",", "of", "de", "del"]);
    let year = tokens
        .get(after)
        .filter(|t| t.kind == TokenKind::Number && t.span.len() == 4)
        .and_then(|t| whole(article.word(t)))
        .filter(|y| (1000..2200).contains(y));
    if year.is_some() {
        end = after + 1;
    }
    Some(Found {
        day,
        month,
        year,
        end,
        span: first.span.cover(tokens[end - 1].span),
        month_first,
    })
}

/// A day of one or two digits, with an ordinal's ending or none.
fn day(word: &str) -> Option<u32> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let ending = &word[digits..];
    let known = matches!(
        ending,
        "" | "st" | "nd" | "rd" | "th" | "er" | "º" | "°" | "e"
    );
    (known && (1..=2).contains(&digits))
        .then(|| whole(&word[..digits]))
        .flatten()
}

/// Goes past any of `words` (at most two), within the line.
pub fn skip(article: &Article<'_>, tokens: &[Token], mut at: usize, words: &[&str]) -> usize {
    for _ in 0..2 {
        match tokens.get(at) {
            Some(t) if t.gap != Gap::Newline && words.contains(&article.word(t)) => at += 1,
            _ => break,
        }
    }
    at
}

/// Days of a month; February has 29 where the year is not known or is a leap year.
pub fn days_of(month: u8, year: Option<u32>) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 => {
            let leap = year.is_none_or(|y| (y % 4 == 0 && y % 100 != 0) || y % 400 == 0);
            28 + u32::from(leap)
        }
        _ => 31,
    }
}
