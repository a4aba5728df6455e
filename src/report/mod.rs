//! Reports: one format, one file.

pub mod csv;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod json;
pub mod jsonl;
pub mod junit;
pub mod sarif;
pub mod text;

use std::io::{self, Write};

use crate::check::Checked;
use crate::document::Document;
use crate::document::line_index::{LineIndex, Position};
use crate::finding::Finding;
use crate::lang::Lang;
use crate::severity::Severity;
use crate::span::Span;

/// A checked document, ready to be reported.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The document.
    pub document: Document,
    /// What was found.
    pub checked: Checked,
    /// Language it was translated from, if known.
    pub source_lang: Option<Lang>,
    /// What an earlier report says of each finding, in the same order; empty when there is none.
    pub reviews: Vec<Review>,
}

/// What an earlier report says of a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Review {
    /// Nothing: it was not there.
    #[default]
    New,
    /// It was there.
    Known {
        /// What was decided, as it was written; may be empty.
        decision: String,
        /// Why; may be empty.
        comment: String,
        /// Whether it counts for the gate all the same: what was decided has expired.
        counts: bool,
    },
}

impl Review {
    /// Whether the finding counts for the gate and is shown on a terminal.
    pub fn counts(&self) -> bool {
        matches!(self, Self::New | Self::Known { counts: true, .. })
    }

    /// Decision and comment, as a report repeats them.
    pub fn words(&self) -> (&str, &str) {
        match self {
            Self::New => ("", ""),
            Self::Known {
                decision, comment, ..
            } => (decision, comment),
        }
    }
}

impl Outcome {
    /// What an earlier report says of the finding with that number.
    pub fn review(&self, finding: usize) -> &Review {
        self.reviews.get(finding).unwrap_or(&Review::New)
    }

    /// The findings that count for the gate, with their numbers.
    pub fn counting(&self) -> impl Iterator<Item = (usize, &Finding)> {
        let findings = self.checked.findings.iter().enumerate();
        findings.filter(|(i, _)| self.review(*i).counts())
    }
}

/// Writes a run: documents in the order given, then the end.
pub trait Emitter {
    /// Writes what comes before the first document.
    ///
    /// # Errors
    /// When writing fails.
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()>;
    /// Writes one document.
    ///
    /// # Errors
    /// When writing fails.
    fn document(&mut self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()>;
    /// Writes what comes after the last document.
    ///
    /// # Errors
    /// When writing fails.
    fn end(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()>;
}

/// Counts over a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    /// Articles checked.
    pub documents: usize,
    /// Words in them.
    pub words: usize,
    /// Findings that count for the gate at each severity, in the order of [`Severity::ALL`].
    pub findings: [usize; 3],
    /// Findings that an earlier report knows, which do not count.
    pub known: usize,
    /// MQM penalty points.
    pub penalty: u64,
}

impl Totals {
    /// Adds a document.
    pub fn add(&mut self, outcome: &Outcome) {
        self.documents += 1;
        self.words += outcome.checked.words;
        for (i, finding) in outcome.checked.findings.iter().enumerate() {
            if outcome.review(i).counts() {
                self.findings[finding.severity as usize] += 1;
            } else {
                self.known += 1;
            }
            self.penalty += penalty(finding);
        }
    }

    /// Findings at or above a severity.
    pub fn at_least(&self, severity: Severity) -> usize {
        self.findings[severity as usize..].iter().sum()
    }

    /// Penalty points per 1,000 words.
    pub fn score(&self) -> f64 {
        score(self.penalty, self.words)
    }
}

/// Penalty points of a finding: those of its MQM severity, once per place. MQM counts errors, and a wrong name is one error each time
/// it is read.
pub fn penalty(finding: &Finding) -> u64 {
    u64::from(finding.mqm_severity.penalty()) * finding.places.len() as u64
}

/// Penalty points per 1,000 words, to one decimal: indicative, since only what wirelint finds is counted.
pub fn score(penalty: u64, words: usize) -> f64 {
    if words == 0 {
        return 0.0;
    }
    (penalty as f64 * 10_000.0 / words as f64).round() / 10.0
}

/// The message of a finding and what to write instead, for reports that have one field for both.
pub fn advice(finding: &Finding) -> String {
    let message = &finding.message;
    match finding.suggestions.as_slice() {
        [] => message.clone(),
        [only] if only.is_empty() => format!("{message}; delete it"),
        several => {
            let quoted: Vec<String> = several
                .iter()
                .filter(|s| !s.is_empty())
                .map(|s| format!("“{s}”"))
                .collect();
            format!("{message}; write {}", quoted.join(" or "))
        }
    }
}

/// Lines, columns and surroundings of a document's findings.
pub struct Locator<'a> {
    document: &'a Document,
    lines: LineIndex<'a>,
}

impl<'a> Locator<'a> {
    /// Indexes the document.
    pub fn new(document: &'a Document) -> Self {
        Self {
            document,
            lines: LineIndex::new(&document.text),
        }
    }

    /// The byte of the text at a line and column; `None` where there is no such place.
    pub fn offset(&self, line: usize, column: usize) -> Option<usize> {
        self.lines.offset(line, column)
    }

    /// Line and column of a byte of the text.
    pub fn position(&self, offset: usize) -> Position {
        self.lines.position(offset)
    }

    /// The words around a span on its line, the line's white space folded; at most `reach` characters on each side.
    pub fn context(&self, span: Span, reach: usize) -> String {
        let text = &self.document.text;
        let before = around(text[..span.start].chars().rev(), reach);
        let before: String = before.chars().rev().collect();
        let after = around(text[span.end..].chars(), reach);
        let middle = text[span.range()]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        format!("{before}{middle}{after}")
    }

    /// The fingerprint of a finding, as 16 hexadecimal digits.
    pub fn fingerprint(&self, finding: &Finding) -> String {
        format!("{:016x}", self.fingerprint_value(finding))
    }

    /// The fingerprint of a finding.
    pub fn fingerprint_value(&self, finding: &Finding) -> u64 {
        // A wrong form is the same finding wherever it stands; a stray mark is told from another by its surroundings.
        let around = if finding.rule.starts_with("name/") {
            String::new()
        } else {
            self.context(finding.span(), 24)
        };
        finding.fingerprint(&around)
    }

    /// Characters of the text before a byte of it.
    pub fn character_offset(&self, offset: usize) -> usize {
        self.lines.characters_before(offset)
    }

    /// The byte of the file for a byte of the text.
    pub fn file_offset(&self, offset: usize) -> usize {
        self.document.file_offset(offset)
    }
}

/// Up to `reach` characters of a line, cut at a space where there is one.
fn around(chars: impl Iterator<Item = char>, reach: usize) -> String {
    let mut taken = String::new();
    let mut cut = None;
    for (i, c) in chars.enumerate() {
        if matches!(c, '\n' | '\r') {
            return taken;
        }
        if i == reach {
            if let Some(cut) = cut {
                taken.truncate(cut);
            }
            taken.push('…');
            return taken;
        }
        if c.is_whitespace() {
            cut = Some(taken.len());
        }
        taken.push(if c.is_control() { ' ' } else { c });
    }
    taken
}
