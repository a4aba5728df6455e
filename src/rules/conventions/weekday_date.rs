//! `convention/weekday-date`: a weekday that does not fit its date.

use jiff::civil::Date;

use super::shapes::{Found, date_at, skip, weekday, weekday_name};
use crate::finding::Applicability;
use crate::lang::LangSet;
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;
use crate::text::tokens::{Token, TokenKind};

/// See [`META`].
pub struct WeekdayDate;

static META: RuleMeta = RuleMeta {
    id: "convention/weekday-date",
    what: "a weekday and a date with its year that do not fit.",
    why: "One of the two is wrong, and the reader cannot tell which.",
    bad: "The vote was held on Tuesday, 14 May 2025.",
    good: "The vote was held on Wednesday, 14 May 2025.",
    severity: Severity::Error,
    category: Category::Mistranslation,
    mqm_severity: MqmSeverity::Major,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[],
    data: &["calendar.csv"],
    fix: Applicability::Unsafe,
    mutes: &[],
};

impl Rule for WeekdayDate {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        for (_, tokens) in article.blocks() {
            for (i, token) in tokens.iter().enumerate() {
                if token.kind == TokenKind::Mark {
                    continue;
                }
                if let Some(named) = weekday(article, token) {
                    let at = skip(article, tokens, i + 1, &["-", "feira", "."]);
                    let at = skip(article, tokens, at, BETWEEN);
                    if let Some(date) = date_at(article, tokens, at) {
                        compare(article, token, named, &date, report);
                    }
                } else if let Some(date) = date_at(article, tokens, i) {
                    // `14 May 2025 (Tuesday)`
                    let opens = tokens.get(date.end).is_some_and(|t| article.word(t) == "(");
                    if opens
                        && let Some(day) = tokens.get(date.end + 1)
                        && let Some(named) = weekday(article, day)
                    {
                        compare(article, day, named, &date, report);
                    }
                }
            }
        }
    }
}

/// What may stand between a weekday and its date.
const BETWEEN: &[&str] = &[
    ",", "the", "den", "dem", "der", "le", "el", "il", "dia", "día", "giorno", "de",
];

/// Before it, calendars differed from country to country.
const FIRST_YEAR: u32 = 1924;

fn compare(article: &Article<'_>, token: &Token, named: u8, date: &Found, report: &mut Report<'_>) {
    let Some(year) = date.year.filter(|y| *y >= FIRST_YEAR) else {
        return;
    };
    let (Ok(year), Ok(month), Ok(day)) = (
        i16::try_from(year),
        i8::try_from(date.month),
        i8::try_from(date.day),
    ) else {
        return;
    };
    // A date that is none is another rule's finding.
    let Ok(day) = Date::new(year, month, day) else {
        return;
    };
    let real = day.weekday().to_monday_one_offset();
    if real == named.cast_signed() {
        return;
    }
    let Some(name) = weekday_name(article.lang, real.cast_unsigned()) else {
        return;
    };
    let text = article.word(token);
    let name = if token.is_capitalised() {
        let mut chars = name.chars();
        chars
            .next()
            .map(|c| c.to_uppercase().chain(chars).collect())
            .unwrap_or_default()
    } else {
        name.to_owned()
    };
    let span = token.span.cover(date.span);
    report
        .at(
            vec![span],
            format!(
                "{} was or is a {name}, not a “{text}”",
                article.slice(date.span)
            ),
        )
        .suggest([weekday_replaced(article, span, token, &name)]);
}

/// The date with another weekday. Not a fix: the weekday may be what is right.
fn weekday_replaced(article: &Article<'_>, span: Span, token: &Token, name: &str) -> String {
    let before = &article.prose[span.start..token.span.start];
    let after = &article.prose[token.span.end..span.end];
    let after = if name.ends_with("-feira") {
        after.strip_prefix("-feira").unwrap_or(after)
    } else {
        after
    };
    format!("{before}{name}{after}")
}
