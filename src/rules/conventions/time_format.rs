//! `convention/time-format`: times of day as another language writes them.

use std::sync::LazyLock;

use super::shapes::{date_at, rows, whole};
use crate::finding::Applicability;
use crate::lang::{Lang, LangSet};
use crate::locale::Conventions;
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;
use crate::text::facts::is_function_word;
use crate::text::tokens::{Gap, Token, TokenKind};

/// See [`META`].
pub struct TimeFormat;

/// Spanish is read in countries that write `5 p. m.`
const SPOKEN: LangSet = LangSet::only(Lang::En)
    .union(LangSet::only(Lang::Fr))
    .union(LangSet::only(Lang::De))
    .union(LangSet::only(Lang::It))
    .union(LangSet::only(Lang::Pt))
    .union(LangSet::only(Lang::Nl));

static META: RuleMeta = RuleMeta {
    id: "convention/time-format",
    what: "a time of day or an ordinal as another language writes it: “18h30”, “16 heures”, “1er” in English; “5 p.m.” in French.",
    why: "Times have their own form in every language and are easily passed over.",
    bad: "The session opened at 18h30.",
    good: "The session opened at 18:30.",
    severity: Severity::Warning,
    category: Category::TimeFormat,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(SPOKEN),
    sources: Some(LangSet::of(&[
        Lang::En,
        Lang::Fr,
        Lang::De,
        Lang::Es,
        Lang::It,
        Lang::Pt,
    ])),
    skips: &[],
    data: &["time-words.csv", "calendar.csv", "function-words.csv"],
    fix: Applicability::Unsafe,
    mutes: &[],
};

static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/time-words.csv"
));

/// Forms of one kind for a language or locale, by its code.
pub fn words(code: &str, kind: &str) -> impl Iterator<Item = &'static str> {
    static ROWS: LazyLock<Vec<[&str; 3]>> = LazyLock::new(|| rows::<3>(TABLE).collect());
    ROWS.iter()
        .filter(move |[l, k, _]| *l == code && *k == kind)
        .map(|[_, _, form]| *form)
}

/// A time of day, as the house writes it, or else the region, or else the language; `None` where none has a pattern.
fn written(conventions: &Conventions, hour: u32, minute: u32) -> Option<String> {
    let kind = if minute == 0 { "hour" } else { "minute" };
    let regional = || words(&conventions.locale.to_string(), kind).next();
    let pattern = match &conventions.time {
        Some(house) => house,
        None => regional().or_else(|| words(conventions.locale.lang.code(), kind).next())?,
    };
    Some(
        pattern
            .replace("{h}", &hour.to_string())
            .replace("{m}", &format!("{minute:02}")),
    )
}

impl Rule for TimeFormat {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        for (_, tokens) in article.blocks() {
            for (i, token) in tokens.iter().enumerate() {
                if token.kind != TokenKind::Number || token.span.len() > LONGEST {
                    continue;
                }
                let found = if article.lang == Lang::En {
                    left_behind(article, tokens, i)
                } else {
                    meridiem(article, tokens, i)
                };
                let Some((span, right)) = found else { continue };
                let text = article.slice(span);
                report
                    .at(
                        vec![span],
                        format!(
                            "“{text}” is not how {} writes it: “{right}”",
                            article.conventions.locale.name()
                        ),
                    )
                    .replace(&right, Applicability::Unsafe);
            }
        }
    }
}

/// Longest number a time begins with, in bytes: `18h30`, `11.30pm`.
const LONGEST: usize = 7;

/// `18h30`, `16 heures`, `à 16 heures`, `18.30 Uhr`, `1er`, `3º` in English.
fn left_behind(article: &Article<'_>, tokens: &[Token], i: usize) -> Option<(Span, String)> {
    let token = &tokens[i];
    let word = article.word(token);
    let before = i.checked_sub(1).map(|at| &tokens[at]);
    let next = tokens.get(i + 1);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let number = whole(&word[..digits])?;
    match &word[digits..] {
        "er" | "ère" | "re" if number == 1 => {
            // `1er Régiment`, `1re Division` may be names.
            let name = next.is_some_and(|t| t.gap == Gap::Space && t.is_capitalised());
            return (!name || is_month(article, tokens, i)).then(|| (token.span, "1st".into()));
        }
        "º" | "ª" if (1..=200).contains(&number) => {
            // `25º in the shade`, `40º C` are degrees.
            let noun = next.is_some_and(|t| {
                t.gap == Gap::Space
                    && t.kind == TokenKind::Word
                    && t.span.len() > 2
                    && !is_function_word(article.text.folded(t), Lang::En)
                    && !matches!(
                        article.text.folded(t),
                        "celsius" | "fahrenheit" | "north" | "south" | "east" | "west"
                    )
            });
            return noun.then(|| (token.span, format!("{number}{}", ordinal_ending(number))));
        }
        ending if ending.starts_with('h') => {
            let minutes = &ending[1..];
            let minute = if minutes.len() == 2 {
                whole(minutes)?
            } else {
                60
            };
            // `in 2h30` says how long.
            let lasted = before.is_some_and(|t| {
                matches!(
                    article.text.folded(t),
                    "in" | "of" | "lasted" | "took" | "for"
                )
            });
            let hour = digits <= 2 && number < 24 && minute < 60 && !lasted;
            let at = next.is_none_or(|t| t.gap != Gap::None || !t.is_word());
            return (hour && at).then(|| (token.span, english(article, number, minute)));
        }
        _ => {}
    }
    let (hour, minute) = clock(word)?;
    let next = next.filter(|t| t.gap == Gap::Space)?;
    let text = article.word(next);
    if !words(Lang::En.code(), "leftover-after").any(|w| w == text) {
        return None;
    }
    let start = before
        .filter(|t| matches!(article.word(t), "à" | "À" | "um"))
        .map_or(token.span, |t| t.span);
    let right = english(article, hour, minute);
    let right = if start == token.span {
        right
    } else {
        format!("at {right}")
    };
    Some((start.cover(next.span), right))
}

fn is_month(article: &Article<'_>, tokens: &[Token], i: usize) -> bool {
    date_at(article, tokens, i).is_some()
}

/// `17`, `17.30` as hour and minute.
fn clock(word: &str) -> Option<(u32, u32)> {
    let (hour, minute) = match word.split_once(['.', ':']) {
        Some((h, m)) if m.len() == 2 => (whole(h)?, whole(m)?),
        Some(_) => return None,
        None => (whole(word)?, 0),
    };
    (hour < 24 && minute < 60).then_some((hour, minute))
}

/// `6:30 p.m.`, or `18:30` where the day has 24 hours.
fn english(article: &Article<'_>, hour: u32, minute: u32) -> String {
    let minute = if minute == 60 { 0 } else { minute };
    let conventions = &article.conventions;
    match written(conventions, hour, minute) {
        Some(own) => own,
        None if conventions.whole_day == Some(true) => format!("{hour}:{minute:02}"),
        None => half_day(hour, minute),
    }
}

/// `6:30 p.m.`
fn half_day(hour: u32, minute: u32) -> String {
    let half = if hour < 12 { "a.m." } else { "p.m." };
    let hour = if hour.is_multiple_of(12) {
        12
    } else {
        hour % 12
    };
    match minute {
        0 | 60 => format!("{hour} {half}"),
        _ => format!("{hour}:{minute:02} {half}"),
    }
}

fn ordinal_ending(number: u32) -> &'static str {
    let last = if (11..=13).contains(&(number % 100)) {
        0
    } else {
        number % 10
    };
    match last {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    }
}

/// `5 p.m.`, `5pm`, `5:30 p.m.` where the day has 24 hours. A language without patterns in the table writes it so itself (Spanish).
fn meridiem(article: &Article<'_>, tokens: &[Token], i: usize) -> Option<(Span, String)> {
    let token = &tokens[i];
    let word = article.word(token);
    let (mut number, mut span, mut last) = (word, token.span, i);
    let glued = ["am", "pm"].into_iter().find(|half| word.ends_with(half));
    let mut minute = None;
    if glued.is_none()
        && tokens
            .get(i + 1)
            .is_some_and(|t| t.gap == Gap::None && article.word(t) == ":")
        && let Some(t) = tokens
            .get(i + 2)
            .filter(|t| t.gap == Gap::None && t.span.len() == 2)
    {
        minute = Some(whole(article.word(t))?);
        last = i + 2;
    }
    let half = if let Some(half) = glued {
        number = &word[..word.len() - 2];
        half
    } else {
        let next = tokens.get(last + 1).filter(|t| t.gap != Gap::Newline)?;
        span = span.cover(next.span);
        match article.word(next) {
            "a.m." | "a.m" | "am" => "am",
            "p.m." | "p.m" | "pm" => "pm",
            _ => return None,
        }
    };
    // German `um 5 am Montag`, Portuguese `am`: only the dotted form is English there for certain.
    let dotted = article.slice(span).contains(".m");
    if half == "am" && !dotted {
        return None;
    }
    let (hour, own) = clock(number)?;
    let minute = minute.unwrap_or(own);
    if hour == 0 || hour > 12 || minute > 59 {
        return None;
    }
    let hour = hour % 12 + if half == "pm" { 12 } else { 0 };
    let right = written(&article.conventions, hour, minute)?;
    Some((span, right))
}
