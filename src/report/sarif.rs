//! SARIF 2.1.0, for code scanning: rules once, then a result per finding with all its places, its fix and a fingerprint.
//!
//! Types of its own: the crate that has them all builds them from the schema with a chain of macros that costs more than the rest of the
//! reports together, and keeps a whole run in memory. A test holds the output against the schema.

use std::io::{self, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde_json::json;

use super::{Emitter, Locator, Outcome, Review, Totals, advice};
use crate::finding::{Applicability, Finding};
use crate::rules::{self, RuleMeta};
use crate::severity::Severity;
use crate::span::Span;

/// Writes one log with one run, result by result.
#[derive(Default)]
pub struct Sarif {
    any: bool,
}

/// What stays as it is in a path (RFC 3986, unreserved, and the slash). A colon does not: in a first segment it would end a scheme.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultSarif<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message<'a>,
    locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<FixSarif<'a>>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Message<'a> {
    text: std::borrow::Cow<'a, str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(rename = "physicalLocation")]
    physical: Physical<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical<'a> {
    artifact_location: Artifact<'a>,
    region: Region<'a>,
}

#[derive(Clone, Copy, Serialize)]
struct Artifact<'a> {
    uri: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region<'a> {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    char_offset: usize,
    char_length: usize,
    byte_offset: usize,
    byte_length: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Message<'a>>,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "wirelint/v1")]
    own: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FixSarif<'a> {
    description: Message<'a>,
    artifact_changes: [Change<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    artifact_location: Artifact<'a>,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region<'a>,
    inserted_content: Message<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Properties<'a> {
    confidence: f64,
    mqm_category: &'a str,
    mqm_severity: &'a str,
    suggestions: &'a [String],
    lang: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    decision: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    comment: &'a str,
}

impl Emitter for Sarif {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let rules: Vec<_> = rules::ALL.iter().map(|r| descriptor(r.meta())).collect();
        let driver = json!({
            "name": "wirelint",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "shortDescription": { "text": env!("CARGO_PKG_DESCRIPTION") },
            "rules": rules,
        });
        write!(
            out,
            "{{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json\",\
             \"version\":\"2.1.0\",\"runs\":[{{\"columnKind\":\"unicodeCodePoints\",\
             \"newlineSequences\":[\"\\r\\n\",\"\\n\",\"\\r\"],\"tool\":{{\"driver\":{driver}}},\"results\":["
        )
    }

    fn document(&mut self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
        let document = &outcome.document;
        let uri = uri(&document.display_path());
        let site = Site {
            artifact: Artifact { uri: &uri },
            locator: Locator::new(document),
            text: &document.text,
        };
        let lang = outcome.checked.locale.to_string();
        for (i, finding) in outcome.checked.findings.iter().enumerate() {
            out.write_all(if std::mem::replace(&mut self.any, true) {
                b",\n"
            } else {
                b"\n"
            })?;
            let result = result(finding, outcome.reviews.get(i), &site, &lang);
            serde_json::to_writer(&mut *out, &result).map_err(io::Error::from)?;
        }
        Ok(())
    }

    fn end(&mut self, _: &Totals, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n]}]}\n")
    }
}

/// A path as a URI reference: relative paths stay relative, so the log holds wherever the checkout lies.
///
/// ```
/// use wirelint::report::sarif::uri;
/// assert_eq!(uri("./a b/é:1.txt"), "a%20b/%C3%A9%3A1.txt");
/// assert_eq!(uri("/srv/a.txt"), "file:///srv/a.txt");
/// ```
pub fn uri(path: &str) -> String {
    let encoded = utf8_percent_encode(path.strip_prefix("./").unwrap_or(path), PATH);
    if path.starts_with('/') {
        format!("file://{encoded}")
    } else {
        encoded.to_string()
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn descriptor(meta: &RuleMeta) -> serde_json::Value {
    let group = meta.id.split('/').next().unwrap_or_default();
    json!({
        "id": meta.id,
        "shortDescription": { "text": meta.what },
        "fullDescription": { "text": format!("{} {}", meta.what, meta.why) },
        "help": {
            "text": format!("{}\nBad: {}\nGood: {}", meta.why, meta.bad, meta.good),
            "markdown": format!("{}\n\n- **Bad**: {}\n- **Good**: {}", meta.why, meta.bad, meta.good),
        },
        "defaultConfiguration": { "level": level(meta.severity) },
        "properties": {
            "tags": [group, meta.category.as_str()],
            "precision": match meta.severity {
                Severity::Error => "very-high",
                Severity::Warning => "high",
                Severity::Info => "medium",
            },
        },
    })
}

/// An article while its results are written.
struct Site<'a> {
    artifact: Artifact<'a>,
    locator: Locator<'a>,
    text: &'a str,
}

impl<'a> Site<'a> {
    fn region(&self, span: Span, snippet: bool) -> Region<'a> {
        let (start, end) = (
            self.locator.position(span.start),
            self.locator.position(span.end),
        );
        let char_offset = self.locator.character_offset(span.start);
        let byte_offset = self.locator.file_offset(span.start);
        Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
            char_offset,
            char_length: self.locator.character_offset(span.end) - char_offset,
            byte_offset,
            byte_length: self.locator.file_offset(span.end) - byte_offset,
            snippet: self
                .text
                .get(span.range())
                .filter(|_| snippet)
                .map(|text| Message { text: text.into() }),
        }
    }

    fn location(&self, span: Span) -> Location<'a> {
        Location {
            id: None,
            physical: Physical {
                artifact_location: self.artifact,
                region: self.region(span, true),
            },
            message: None,
        }
    }
}

/// What a viewer is to make of a finding beside an earlier report. `updated`, which viewers show, where the decision on it has expired: `unchanged`
/// they hide.
fn state(review: &Review) -> &'static str {
    match review {
        Review::New => "new",
        Review::Known { counts: true, .. } => "updated",
        Review::Known { counts: false, .. } => "unchanged",
    }
}

/// `review` is `None` in a run without an earlier report, where no result may have a state.
fn result<'a>(
    finding: &'a Finding,
    review: Option<&'a Review>,
    site: &Site<'a>,
    lang: &'a str,
) -> ResultSarif<'a> {
    let (decision, comment) = review.map_or(("", ""), Review::words);
    let fix = finding
        .fix
        .as_ref()
        .filter(|f| f.applicability != Applicability::None && !f.edits.is_empty());
    ResultSarif {
        rule_id: finding.rule,
        rule_index: rules::ALL.iter().position(|r| r.meta().id == finding.rule),
        level: level(finding.severity),
        message: Message {
            text: advice(finding).into(),
        },
        // Several locations mean that the fault must be mended at each of them, which is what the places of a finding are.
        locations: finding.places.iter().map(|p| site.location(*p)).collect(),
        related_locations: finding
            .related
            .iter()
            .enumerate()
            .map(|(id, related)| Location {
                id: Some(id),
                message: Some(Message {
                    text: related.note.as_str().into(),
                }),
                ..site.location(related.span)
            })
            .collect(),
        partial_fingerprints: Fingerprints {
            own: site.locator.fingerprint(finding),
        },
        baseline_state: review.map(state),
        fixes: fix
            .map(|fix| FixSarif {
                description: Message {
                    text: match fix.applicability {
                        Applicability::Safe => "safe fix",
                        _ => "the meaning may change",
                    }
                    .into(),
                },
                artifact_changes: [Change {
                    artifact_location: site.artifact,
                    replacements: fix
                        .edits
                        .iter()
                        .map(|edit| Replacement {
                            deleted_region: site.region(edit.span, false),
                            inserted_content: Message {
                                text: edit.text.as_str().into(),
                            },
                        })
                        .collect(),
                }],
            })
            .into_iter()
            .collect(),
        properties: Properties {
            confidence: finding.confidence,
            mqm_category: finding.category.as_str(),
            mqm_severity: finding.mqm_severity.as_str(),
            suggestions: &finding.suggestions,
            lang,
            decision,
            comment,
        },
    }
}
