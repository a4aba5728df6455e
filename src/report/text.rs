//! The report for a terminal: a snippet per finding with carets, and a summary.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Emitter, Outcome, Totals};
use crate::document::Document;
use crate::finding::Finding;
use crate::severity::Severity;

/// Writes snippets. Styled or plain; the caller knows whether a terminal reads.
pub struct Text {
    renderer: Renderer,
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
        }
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
        Ok(())
    }

    fn end(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
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
        let group: Group<'_> = level
            .primary_title(finding.message.as_str())
            .id(finding.rule)
            .element(snippet);
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
