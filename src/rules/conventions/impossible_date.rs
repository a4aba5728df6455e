//! `convention/impossible-date`: days and times that no calendar or clock has.

use super::shapes::{Found, date_at, days_of, whole};
use super::time_format::words;
use crate::finding::Applicability;
use crate::lang::LangSet;
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::text::tokens::{Gap, Token, TokenKind};

/// See [`META`].
pub struct ImpossibleDate;

static META: RuleMeta = RuleMeta {
    id: "convention/impossible-date",
    what: "a day that its month does not have, or a time that no clock shows.",
    why: "A figure was changed on the way, and what happened when cannot be told.",
    bad: "The law takes effect on 31 April.",
    good: "The law takes effect on 30 April.",
    severity: Severity::Error,
    category: Category::Mistranslation,
    mqm_severity: MqmSeverity::Major,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[],
    data: &["calendar.csv", "time-words.csv"],
    fix: Applicability::None,
    mutes: &[],
};

impl Rule for ImpossibleDate {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        for (_, tokens) in article.blocks() {
            for i in 0..tokens.len() {
                if tokens[i].kind == TokenKind::Mark {
                    continue;
                }
                if let Some(date) = date_at(article, tokens, i) {
                    day(article, tokens, i, &date, report);
                } else {
                    time(article, tokens, i, report);
                }
            }
        }
    }
}

fn day(article: &Article<'_>, tokens: &[Token], i: usize, date: &Found, report: &mut Report<'_>) {
    let days = days_of(date.month, date.year);
    if (1..=days).contains(&date.day) {
        return;
    }
    // Only a year makes a date of `May 32` and `00 June`; `in April 31 people died` is none either.
    if date.year.is_none() {
        let next = tokens.get(date.end);
        let goes_on = next.is_some_and(Token::is_word);
        let number_before = i > 0 && tokens[i - 1].kind == TokenKind::Number;
        let glued = i > 0 && tokens[i].gap == Gap::None;
        if !(29..=31).contains(&date.day) || (date.month_first && goes_on) || number_before || glued
        {
            return;
        }
    }
    report.at(
        vec![date.span],
        format!(
            "no calendar has “{}”: {days} days is the most",
            article.slice(date.span)
        ),
    );
}

/// `25:70 GMT`, `12:75 p.m.`; scores have no such word behind them.
fn time(article: &Article<'_>, tokens: &[Token], i: usize, report: &mut Report<'_>) {
    let [number, colon, minutes] = tokens.get(i..i + 3).unwrap_or_default() else {
        return;
    };
    if colon.gap != Gap::None
        || article.word(colon) != ":"
        || minutes.gap != Gap::None
        || minutes.span.len() != 2
    {
        return;
    }
    let (span, last) = (number.span.cover(minutes.span), i + 2);
    let (Some(hour), Some(minute)) = (whole(article.word(number)), whole(article.word(minutes)))
    else {
        return;
    };
    if hour <= 24 && minute < 60 {
        return;
    }
    let glued = |t: &Token| t.gap == Gap::None && article.word(t) == ":";
    let part_of_more = i > 0 && glued(&tokens[i - 1]);
    let next = tokens.get(last + 1);
    let is_time = next.is_some_and(|t| {
        t.gap == Gap::Space && words(article.lang.code(), "clock").any(|w| w == article.word(t))
    }) || (i > 0
        && words(article.lang.code(), "clock-before").any(|w| w == article.word(&tokens[i - 1])));
    if is_time && !part_of_more {
        report.at(
            vec![span],
            format!("no clock shows “{}”", article.slice(span)),
        );
    }
}
