//! The CSV report: what an editor reviews in a spreadsheet and what comes back with decisions.

use std::io::{self, Write};

use super::{Emitter, Locator, Outcome, Totals};
use crate::finding::Finding;

/// The columns. A contract: neither names nor order change.
pub const HEADER: [&str; 18] = [
    "file",
    "line",
    "column",
    "end_line",
    "end_column",
    "rule",
    "severity",
    "mqm_category",
    "mqm_severity",
    "text",
    "suggestion",
    "message",
    "context",
    "occurrences",
    "confidence",
    "fingerprint",
    "decision",
    "comment",
];

/// Characters of context on each side.
pub const CONTEXT: usize = 60;

/// Writes RFC 4180 CSV.
#[derive(Default)]
pub struct Csv {
    /// Begin with a byte order mark, which Excel needs to read UTF-8.
    pub bom: bool,
}

impl Emitter for Csv {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        row(out, &HEADER.map(str::to_owned))
    }

    fn document(&mut self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
        let locator = Locator::new(&outcome.document);
        for (i, finding) in outcome.checked.findings.iter().enumerate() {
            let mut cells = cells(outcome, &locator, finding);
            let (decision, comment) = outcome.review(i).words();
            cells.extend([decision.to_owned(), comment.to_owned()]);
            row(out, &cells)?;
        }
        Ok(())
    }

    fn end(&mut self, _: &Totals, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// Writes one row, every cell inert.
///
/// # Errors
/// When writing fails.
pub fn row(out: &mut dyn Write, cells: &[String]) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    writer.write_record(cells.iter().map(|c| inert(c)))?;
    writer.flush()
}

fn cells(outcome: &Outcome, locator: &Locator<'_>, finding: &Finding) -> Vec<String> {
    let span = finding.span();
    let start = locator.position(span.start);
    let end = locator.position(span.end);
    let occurrences: Vec<String> = finding
        .places
        .iter()
        .map(|p| {
            let at = locator.position(p.start);
            format!("{}:{}", at.line, at.column)
        })
        .collect();
    vec![
        outcome.document.display_path().into_owned(),
        start.line.to_string(),
        start.column.to_string(),
        end.line.to_string(),
        end.column.to_string(),
        finding.rule.to_owned(),
        finding.severity.to_string(),
        finding.category.as_str().to_owned(),
        finding.mqm_severity.as_str().to_owned(),
        finding.text.clone(),
        finding.suggestions.join(" | "),
        finding.message.clone(),
        locator.context(span, CONTEXT),
        occurrences.join(" "),
        format!("{:.2}", finding.confidence),
        locator.fingerprint(finding),
    ]
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe before it; so does one that begins with an apostrophe, or the
/// way back would be ambiguous.
///
/// ```
/// use wirelint::report::csv::{inert, revived};
/// assert_eq!(inert("=HYPERLINK(1)"), "'=HYPERLINK(1)");
/// for cell in ["=1", "+1", "-1", "@a", "\ta", "'a", "a", ""] {
///     assert_eq!(revived(&inert(cell)), cell);
/// }
/// ```
pub fn inert(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// A cell as it was before [`inert`].
pub fn revived(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) => rest,
        _ => cell,
    }
}
