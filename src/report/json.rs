//! The JSON report, with types of its own so that no change inside reaches it by accident.

use std::io::{self, Write};

use serde::Serialize;

use super::{Emitter, Locator, Outcome, Review, Totals, penalty, score};
use crate::finding::{Applicability, Finding};
use crate::severity::Severity;
use crate::span::Span;

/// Writes one JSON object for the run, document by document.
#[derive(Default)]
pub struct Json {
    any: bool,
}

#[derive(Serialize)]
struct DocumentJson<'a> {
    path: &'a str,
    lang: String,
    lang_detected: bool,
    source_lang: Option<&'a str>,
    encoding: &'a str,
    words: usize,
    score: f64,
    findings: Vec<FindingJson<'a>>,
}

/// A finding, as the JSON and JSON Lines reports show it.
#[derive(Serialize)]
pub(super) struct FindingJson<'a> {
    rule: &'a str,
    severity: Severity,
    mqm: Mqm<'a>,
    message: &'a str,
    text: &'a str,
    places: Vec<PlaceJson>,
    start: PositionJson,
    end: PositionJson,
    suggestions: &'a [String],
    related: Vec<RelatedJson<'a>>,
    fix: Option<FixJson<'a>>,
    confidence: f64,
    concept: Option<&'a str>,
    fingerprint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<ReviewJson<'a>>,
}

/// What an earlier report says of a finding; absent when that report does not know it.
#[derive(Serialize)]
struct ReviewJson<'a> {
    decision: &'a str,
    comment: &'a str,
    counts: bool,
}

#[derive(Serialize)]
struct Mqm<'a> {
    category: &'a str,
    severity: &'a str,
    its: &'a str,
}

#[derive(Clone, Copy, Serialize)]
struct PositionJson {
    offset: usize,
    line: usize,
    column: usize,
}

#[derive(Clone, Copy, Serialize)]
struct PlaceJson {
    start: PositionJson,
    end: PositionJson,
}

#[derive(Serialize)]
struct RelatedJson<'a> {
    text: &'a str,
    start: PositionJson,
    end: PositionJson,
    note: &'a str,
}

#[derive(Serialize)]
struct FixJson<'a> {
    applicability: Applicability,
    edits: Vec<EditJson<'a>>,
}

#[derive(Serialize)]
struct EditJson<'a> {
    start: PositionJson,
    end: PositionJson,
    text: &'a str,
}

impl Emitter for Json {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let version = env!("CARGO_PKG_VERSION");
        write!(
            out,
            "{{\"version\":1,\"tool\":{{\"name\":\"wirelint\",\"version\":\"{version}\"}},\"documents\":["
        )
    }

    fn document(&mut self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if std::mem::replace(&mut self.any, true) {
            b",\n"
        } else {
            b"\n"
        })?;
        let locator = Locator::new(&outcome.document);
        let path = outcome.document.display_path();
        let checked = &outcome.checked;
        let points = checked.findings.iter().map(penalty).sum();
        let document = DocumentJson {
            path: &path,
            lang: checked.locale.to_string(),
            lang_detected: checked.detected,
            source_lang: outcome.source_lang.map(crate::lang::Lang::code),
            encoding: outcome.document.encoding,
            words: checked.words,
            score: score(points, checked.words),
            findings: checked
                .findings
                .iter()
                .enumerate()
                .map(|(i, f)| finding_json(f, outcome.review(i), &locator))
                .collect(),
        };
        serde_json::to_writer(out, &document).map_err(io::Error::from)
    }

    fn end(&mut self, _: &Totals, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n]}\n")
    }
}

fn place(span: Span, locator: &Locator<'_>) -> PlaceJson {
    let position = |offset| {
        let at = locator.position(offset);
        PositionJson {
            offset: locator.file_offset(offset),
            line: at.line,
            column: at.column,
        }
    };
    PlaceJson {
        start: position(span.start),
        end: position(span.end),
    }
}

/// A finding with its lines, columns and file offsets.
pub(super) fn finding_json<'a>(
    finding: &'a Finding,
    review: &'a Review,
    locator: &Locator<'_>,
) -> FindingJson<'a> {
    let places: Vec<PlaceJson> = finding.places.iter().map(|p| place(*p, locator)).collect();
    let first = place(finding.span(), locator);
    FindingJson {
        rule: finding.rule,
        severity: finding.severity,
        mqm: Mqm {
            category: finding.category.as_str(),
            severity: finding.mqm_severity.as_str(),
            its: finding.category.its(),
        },
        message: &finding.message,
        text: &finding.text,
        places,
        start: first.start,
        end: first.end,
        suggestions: &finding.suggestions,
        related: finding
            .related
            .iter()
            .map(|r| {
                let at = place(r.span, locator);
                RelatedJson {
                    text: &r.text,
                    start: at.start,
                    end: at.end,
                    note: &r.note,
                }
            })
            .collect(),
        fix: finding.fix.as_ref().map(|fix| FixJson {
            applicability: fix.applicability,
            edits: fix
                .edits
                .iter()
                .map(|e| {
                    let at = place(e.span, locator);
                    EditJson {
                        start: at.start,
                        end: at.end,
                        text: &e.text,
                    }
                })
                .collect(),
        }),
        confidence: finding.confidence,
        concept: finding.concept.as_deref(),
        fingerprint: locator.fingerprint(finding),
        review: match review {
            Review::New => None,
            Review::Known {
                decision,
                comment,
                counts,
            } => Some(ReviewJson {
                decision,
                comment,
                counts: *counts,
            }),
        },
    }
}
