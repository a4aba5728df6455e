//! The report for a terminal: a snippet per finding with carets, and a summary.

use std::collections::BTreeMap;
use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Emitter, Outcome, Totals};
use crate::document::Document;
use crate::finding::Finding;
use crate::severity::Severity;

/// Writes snippets. Styled or plain; the caller knows whether a terminal reads.
pub struct Text {
    renderer: Renderer,
    docs: Option<String>,
    table: Table,
}

impl Text {
    /// With colour or without.
    pub fn new(colour: bool) -> Self {
        Self {
            renderer: if colour {
                Renderer::styled()
            } else {
                Renderer::plain()
            },
            docs: None,
            table: Table::default(),
        }
    }

    /// Links rule ids to the page that describes them: `{rule}` in the address stands for the id, without one it comes after `#`.
    #[must_use]
    pub fn linked_to(mut self, docs: Option<String>) -> Self {
        self.docs = docs.map(|url| {
            if url.contains("{rule}") {
                url
            } else {
                format!("{url}#{{rule}}")
            }
        });
        self
    }
}

/// Most places underlined in one finding; the message says how many there are.
const PLACES_SHOWN: usize = 4;
/// Most related places underlined.
const RELATED_SHOWN: usize = 2;

impl Emitter for Text {
    fn begin(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn document(&mut self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
        for (i, finding) in outcome.checked.findings.iter().enumerate() {
            if !outcome.review(i).counts() {
                continue;
            }
            writeln!(out, "{}\n", self.render(&outcome.document, finding))?;
        }
        self.table.add(outcome);
        Ok(())
    }

    fn end(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        if totals.documents > 1 {
            self.table.write(totals, out)?;
        }
        writeln!(out, "{}", summary(totals))
    }
}

impl Text {
    fn render(&self, document: &Document, finding: &Finding) -> String {
        let path = document.display_path();
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Info => Level::INFO,
        };
        let mut snippet = Snippet::source(document.text.as_str())
            .path(&*path)
            .fold(true);
        for (i, place) in finding.places.iter().take(PLACES_SHOWN).enumerate() {
            let mut annotation = AnnotationKind::Primary.span(place.range());
            if let (0, Some(suggestion)) =
                (i, finding.suggestions.first().filter(|s| !s.is_empty()))
            {
                annotation = annotation.label(format!("write “{suggestion}”"));
            }
            snippet = snippet.annotation(annotation);
        }
        for related in finding.related.iter().take(RELATED_SHOWN) {
            snippet = snippet.annotation(
                AnnotationKind::Context
                    .span(related.span.range())
                    .label(related.note.as_str()),
            );
        }
        let mut title = level
            .primary_title(finding.message.as_str())
            .id(finding.rule);
        if let Some(docs) = &self.docs {
            title = title.id_url(docs.replace("{rule}", finding.rule));
        }
        let group: Group<'_> = title.element(snippet);
        let mut groups = vec![group];
        let hidden = finding.places.len().saturating_sub(PLACES_SHOWN);
        if hidden > 0 {
            groups.push(Group::with_title(
                Level::NOTE.secondary_title(format!("and in {hidden} more places")),
            ));
        }
        self.renderer.render(&groups)
    }
}

/// Rows of the table at most; what it keeps is bounded by them.
const ROWS: usize = 100;
/// Articles up to which those without findings have a row too.
const SHORT: usize = 20;

/// Counts by article, for the end of a run over more than one.
#[derive(Default)]
struct Table {
    /// Sorted by path; with findings, and without.
    rows: [BTreeMap<String, String>; 2],
    with_findings: usize,
}

impl Table {
    fn add(&mut self, outcome: &Outcome) {
        let mut counts = Totals::default();
        counts.add(outcome);
        let [info, warning, error] = counts.findings;
        let clean = outcome.checked.findings.is_empty();
        self.with_findings += usize::from(!clean);
        let row = format!(
            "{error:>6}  {warning:>8}  {info:>4}  {:>6}  {:<5}",
            counts.words, outcome.checked.locale
        );
        let rows = &mut self.rows[usize::from(clean)];
        rows.insert(outcome.document.display_path().into_owned(), row);
        if rows.len() > if clean { SHORT } else { ROWS } {
            rows.pop_last();
        }
    }

    fn write(&self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        let [found, clean] = &self.rows;
        let mut shown: BTreeMap<&String, &String> = found.iter().collect();
        if totals.documents <= SHORT {
            shown.extend(clean);
        }
        if !shown.is_empty() {
            writeln!(out, "errors  warnings  info   words  lang   article")?;
        }
        for (path, row) in shown {
            let path: String = path
                .chars()
                .map(|c| if c.is_control() { '\u{fffd}' } else { c })
                .collect();
            writeln!(out, "{row}  {path}")?;
        }
        let more = self.with_findings - found.len();
        if more > 0 {
            writeln!(out, "and {more} more articles with findings")?;
        }
        if totals.documents > SHORT {
            writeln!(
                out,
                "{} of {} articles without findings",
                totals.documents - self.with_findings,
                totals.documents
            )?;
        }
        writeln!(out)
    }
}

/// The summary line: findings by severity and the indicative MQM penalty.
pub fn summary(totals: &Totals) -> String {
    let [info, warning, error] = totals.findings;
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let mut found = vec![count(error, "error"), count(warning, "warning")];
    if info > 0 {
        found.push(format!("{info} info"));
    }
    if totals.known > 0 {
        found.push(format!("{} known", totals.known));
    }
    format!(
        "{} in {} ({}); MQM penalty {} per 1,000 words (indicative)",
        found.join(", "),
        count(totals.documents, "article"),
        count(totals.words, "word"),
        totals.score()
    )
}
