//! The reference of all rules, from what they say of themselves: for people as text or a page, for programs as JSON.

use std::fmt::Write;

use serde::Serialize;

use super::measured::{self, LEAST};
use super::{ALL, RuleMeta};
use crate::finding::Applicability;
use crate::lang::{Lang, LangSet};
use crate::severity::Severity;

/// One rule, as `wirelint explain` shows it.
///
/// ```
/// use wirelint::rules::{by_id, reference};
/// let rule = by_id("convention/foreign-digits").unwrap();
/// assert!(reference::explain(rule.meta()).contains("Sources    ar fa zh ja ko"));
/// ```
pub fn explain(meta: &RuleMeta) -> String {
    let mut out = format!("{}\n\n", meta.id);
    let texts = [
        ("Finds", meta.what),
        ("Why", meta.why),
        ("Bad", meta.bad),
        ("Good", meta.good),
    ];
    for (label, text) in texts {
        let _ = writeln!(out, "{label:10} {}", text.trim_end());
    }
    for (label, value) in facts(meta) {
        let _ = writeln!(out, "{label:10} {value}");
    }
    out
}

/// All rules in a table: id, level, what they find.
pub fn list() -> String {
    let mut out = String::new();
    for meta in metas() {
        let _ = writeln!(out, "{:32} {:8} {}", meta.id, meta.severity, meta.what);
    }
    out
}

/// All rules as a page in Markdown. Each has an anchor with its id.
pub fn markdown() -> String {
    let mut out = String::from(
        "# Rules\n\n\
         Written by `wirelint rules --format markdown`; `wirelint explain RULE` shows one. What was measured, and how: [measured.md](measured.md).\n\n\
         | rule | level | precision | finds |\n| --- | --- | --- | --- |\n",
    );
    for meta in metas() {
        let precision = measured::overall(meta.id, meta.severity)
            .and_then(|m| m.precision())
            .map_or("not measured".to_owned(), shown);
        let _ = writeln!(
            out,
            "| [{id}](#{id}) | {} | {precision} | {} |",
            meta.severity,
            meta.what.replace('|', "\\|"),
            id = meta.id,
        );
    }
    for meta in metas() {
        let _ = write!(
            out,
            "\n<a id=\"{id}\"></a>\n\n## {id}\n\nFinds {}\n\n{}\n\n```text\n{}\n```\n\nRight:\n\n```text\n{}\n```\n\n| | |\n| --- | --- |\n",
            meta.what,
            meta.why,
            visible(meta.bad.trim_end()),
            visible(meta.good.trim_end()),
            id = meta.id,
        );
        for (label, value) in facts(meta) {
            let _ = writeln!(out, "| {label} | {} |", value.replace('|', "\\|"));
        }
    }
    out
}

/// All rules as JSON: `{"version":1,"rules":[...]}`. `targets` and `sources` are null where every language is meant, `precision` where the
/// findings were too few to say.
pub fn json() -> String {
    let page = Page {
        version: 1,
        rules: metas().map(entry).collect(),
    };
    // Plain data with text keys: there is nothing in it that JSON cannot say.
    serde_json::to_string_pretty(&page).unwrap_or_default() + "\n"
}

fn metas() -> impl Iterator<Item = &'static RuleMeta> {
    ALL.iter().map(|r| r.meta())
}

/// What a rule declares and what was measured of it, label and value.
fn facts(meta: &RuleMeta) -> Vec<(&'static str, String)> {
    let reads: Vec<_> = meta.reads().map(super::Region::as_str).collect();
    let mutes = meta.mutes.join(", ");
    let data = meta.data.join(", ");
    let or = |text: String, none: &str| {
        if text.is_empty() {
            none.to_owned()
        } else {
            text
        }
    };
    vec![
        ("Level", meta.severity.to_string()),
        (
            "MQM",
            format!(
                "{} ({})",
                meta.category.as_str(),
                meta.mqm_severity.as_str()
            ),
        ),
        ("ITS", meta.category.its().to_owned()),
        ("Languages", languages(meta.targets, "all")),
        ("Sources", languages(meta.sources, "any")),
        ("Reads", reads.join(", ")),
        (
            "Fix",
            match meta.fix {
                Applicability::None => "none",
                Applicability::Unsafe => "unsafe (the meaning may change)",
                Applicability::Safe => "safe",
            }
            .to_owned(),
        ),
        ("Mutes", or(mutes, "nothing")),
        ("Measured", measurements(meta.id)),
        ("Data", or(data, "none")),
    ]
}

fn languages(set: Option<LangSet>, every: &str) -> String {
    let codes = |set: LangSet| set.iter().map(Lang::code).collect::<Vec<_>>().join(" ");
    set.map_or(every.to_owned(), codes)
}

/// By level: precision with the number it was measured on, and on which kinds of text.
fn measurements(rule: &str) -> String {
    let at = |level: Severity| {
        let all = measured::overall(rule, level)?;
        let texts: Vec<String> = measured::of(rule)
            .filter(|m| m.level == level)
            .map(|m| format!("{} of {} in {}", m.right, m.n, m.on))
            .collect();
        let texts = texts.join(", ");
        Some(match all.precision() {
            Some(precision) => format!("{level} {} (n = {}: {texts})", shown(precision), all.n),
            None => format!(
                "{level} not measured (n = {}, fewer than {LEAST}: {texts})",
                all.n
            ),
        })
    };
    let said: Vec<String> = Severity::ALL.into_iter().rev().filter_map(at).collect();
    if said.is_empty() {
        "not measured (n = 0)".to_owned()
    } else {
        said.join("; ")
    }
}

/// Three digits, rounded down: nothing is better than it was measured.
fn shown(precision: f64) -> String {
    format!("{:.3}", (precision * 1000.0).floor() / 1000.0)
}

/// A text with what cannot be seen written as `\u{200b}`.
fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || matches!(c, ' ' | '\n' | '\\' | '\'' | '"') {
            out.push(c);
        } else {
            out.extend(c.escape_debug());
        }
    }
    out
}

#[derive(Serialize)]
struct Page {
    version: u8,
    rules: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    id: &'static str,
    what: &'static str,
    why: &'static str,
    bad: &'static str,
    good: &'static str,
    severity: Severity,
    mqm: Mqm,
    its: &'static str,
    targets: Option<Vec<&'static str>>,
    sources: Option<Vec<&'static str>>,
    reads: Vec<&'static str>,
    fix: Applicability,
    mutes: &'static [&'static str],
    measured: Vec<MeasuredEntry>,
    data: &'static [&'static str],
}

#[derive(Serialize)]
struct Mqm {
    category: &'static str,
    severity: &'static str,
}

#[derive(Serialize)]
struct MeasuredEntry {
    level: Severity,
    on: &'static str,
    n: usize,
    right: usize,
    precision: Option<f64>,
}

fn entry(meta: &'static RuleMeta) -> Entry {
    let codes = |set: LangSet| set.iter().map(Lang::code).collect();
    Entry {
        id: meta.id,
        what: meta.what,
        why: meta.why,
        bad: meta.bad,
        good: meta.good,
        severity: meta.severity,
        mqm: Mqm {
            category: meta.category.as_str(),
            severity: meta.mqm_severity.as_str(),
        },
        its: meta.category.its(),
        targets: meta.targets.map(codes),
        sources: meta.sources.map(codes),
        reads: meta.reads().map(super::Region::as_str).collect(),
        fix: meta.fix,
        mutes: meta.mutes,
        measured: measured::of(meta.id)
            .map(|m| MeasuredEntry {
                level: m.level,
                on: m.on,
                n: m.n,
                right: m.right,
                precision: m.precision(),
            })
            .collect(),
        data: meta.data,
    }
}
