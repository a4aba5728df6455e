//! `convention/unit-conversion`: a converted measure that does not fit.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::shapes::{rows, value};
use crate::finding::Applicability;
use crate::lang::LangSet;
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;
use crate::text::tokens::{Token, TokenKind};

/// See [`META`].
pub struct UnitConversion;

static META: RuleMeta = RuleMeta {
    id: "convention/unit-conversion",
    what: "a measure whose conversion in brackets is off by more than 3 percent and more than rounding explains.",
    why: "One of the two figures was changed on the way.",
    bad: "a wall of 100 miles (260 km)",
    good: "a wall of 100 miles (161 km)",
    severity: Severity::Warning,
    category: Category::MeasurementFormat,
    mqm_severity: MqmSeverity::Major,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[],
    data: &["units.csv", "locales.csv"],
    fix: Applicability::None,
    mutes: &[],
};

static TABLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/glossaries/units.csv"));

/// Largest share by which the two may differ.
const TOLERANCE: f64 = 0.03;
/// The same for temperatures, in degrees.
const DEGREES: f64 = 1.5;
/// How many tokens a bracket may have before its number: `(about 40 km)`, `(25 to 40 km)`.
const LOOK: usize = 8;

/// Half of the last digit that says something is what rounding takes.
const HALF: f64 = 0.5;
/// More digits than a measure in an article has.
const LONGEST: usize = 15;

struct Unit {
    dimension: &'static str,
    factor: f64,
    offset: f64,
}

fn unit(form: &str) -> Option<&'static Unit> {
    static UNITS: LazyLock<HashMap<&str, Unit>> = LazyLock::new(|| {
        rows::<4>(TABLE)
            .filter_map(|[form, dimension, factor, offset]| {
                Some((
                    form,
                    Unit {
                        dimension,
                        factor: factor.parse().ok()?,
                        offset: offset.parse().ok()?,
                    },
                ))
            })
            .collect()
    });
    UNITS.get(form)
}

/// A number with its unit.
struct Measure {
    value: f64,
    /// What rounding may have taken: half of the last digit that is not a closing zero.
    slack: f64,
    unit: &'static Unit,
    first: usize,
    span: Span,
}

impl Rule for UnitConversion {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        for (_, tokens) in article.blocks() {
            for (i, token) in tokens.iter().enumerate().skip(2) {
                if token.kind != TokenKind::Mark || article.word(token) != "(" {
                    continue;
                }
                let Some(original) = measure_before(article, tokens, i) else {
                    continue;
                };
                let Some(end) = tokens[i + 1..].iter().take(LOOK).position(|t| {
                    t.kind == TokenKind::Mark && matches!(article.word(t), ")" | ";")
                }) else {
                    continue;
                };
                let Some(converted) = measure_before(article, tokens, i + 1 + end) else {
                    continue;
                };
                if converted.first <= i || fits(&original, &converted) {
                    continue;
                }
                let span = original.span.cover(converted.span);
                report.at(
                    vec![span],
                    format!(
                        "{} is about {} in the other unit, not {}",
                        article.slice(original.span),
                        rounded(expected(&original, &converted)),
                        article.slice(converted.span)
                    ),
                );
            }
        }
    }
}

/// The measure that ends right before token `end`: `40 km`, `40-mile`, `40km`, `15 °C`.
fn measure_before(article: &Article<'_>, tokens: &[Token], end: usize) -> Option<Measure> {
    let last = end.checked_sub(1)?;
    let word = article.word(&tokens[last]);
    let digits = word
        .bytes()
        .take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
        .count();
    let (first, number, unit) = if digits > 0 {
        (last, &word[..digits], unit(&word[digits..])?)
    } else {
        let unit = unit(word)?;
        let mut first = last.checked_sub(1)?;
        let degree = matches!(
            article.word(&tokens[first]),
            "°" | "º" | "degrees" | "Grad" | "degrés" | "grados" | "gradi" | "graus" | "graden"
        );
        if unit.dimension == "temperature" && !degree {
            return None;
        }
        if degree || article.word(&tokens[first]) == "-" {
            first = first.checked_sub(1)?;
        }
        let number = article.word(&tokens[first]).trim_end_matches(['º', '°']);
        (first, number, unit)
    };
    // `5 feet 8 inches`, `2 1/2 miles`, `-5 °C`, `square`: more than one number and one unit.
    if let Some(before) = first.checked_sub(1).map(|at| &tokens[at]) {
        let text = article.word(before);
        let part = before.kind == TokenKind::Number
            || matches!(
                text,
                "/" | "½" | "¼" | "¾" | "x" | "×" | "." | ":" | "'" | "’" | "−"
            )
            || (matches!(text, "-" | "–" | "minus") && unit.dimension == "temperature")
            || self::unit(text).is_some();
        if part {
            return None;
        }
    }
    Some(Measure {
        value: value(number, article.conventions.decimal)?,
        slack: slack(number, article.conventions.decimal),
        unit,
        first,
        span: tokens[first].span.cover(tokens[last].span),
    })
}

/// Half of the unit of the last digit that says something: 50 for `1,200`, 0.05 for `1.5`.
fn slack(number: &str, decimal: char) -> f64 {
    if let Some((_, fraction)) = number.split_once(decimal) {
        return HALF / power_of_ten(fraction.len());
    }
    let zeros = number
        .bytes()
        .rev()
        .filter(u8::is_ascii_digit)
        .take_while(|b| *b == b'0')
        .count();
    HALF * power_of_ten(zeros)
}

fn power_of_ten(exponent: usize) -> f64 {
    (0..exponent.min(LONGEST)).fold(1.0, |power, _| power * 10.0)
}

fn fits(a: &Measure, b: &Measure) -> bool {
    if a.unit.dimension != b.unit.dimension || a.value <= 0.0 {
        return true;
    }
    let expected = expected(a, b);
    let apart = (b.value - expected).abs();
    let ratio = a.unit.factor / b.unit.factor;
    let rounding = a.slack * ratio + b.slack;
    if a.unit.dimension == "temperature" {
        // `2 °C warmer (3.6 °F)` is a difference and has no offset.
        let difference = (b.value - a.value * ratio).abs();
        return apart.min(difference) <= DEGREES.max(rounding);
    }
    // The same unit twice is no conversion.
    (ratio - 1.0).abs() < 0.001 || apart <= rounding || apart <= TOLERANCE * expected
}

/// What the first measure is in the unit of the second.
fn expected(a: &Measure, b: &Measure) -> f64 {
    (a.value + a.unit.offset) * a.unit.factor / b.unit.factor - b.unit.offset
}

/// Three digits are enough to see what is wrong.
fn rounded(value: f64) -> String {
    if value.abs() >= 100.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.1}")
    }
}
