//! Turns decisions into edits of one article, and says what cannot be done.

use super::decision::Decision;
use super::done::{Done, stands_around, whole};
use super::likeness::{alike, has_lost_letters};
use super::pairing::{Item, pair};
use super::read::Row;
use crate::document::Document;
use crate::finding::{Edit, Finding};
use crate::fix::{conflict, encoded, narrowed};
use crate::report::Locator;
use crate::report::csv::CONTEXT;
use crate::span::Span;

/// What is to be done to an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Sorted, without overlap.
    pub edits: Vec<Edit>,
    /// Rows that change something, with the number of places changed.
    pub applied: Vec<(usize, usize)>,
    /// Rows of which nothing is left to do: what they decide stands there already.
    pub done: Vec<usize>,
    /// Rows of which something is left as it is, with the reason.
    pub left: Vec<(usize, String)>,
}

/// Plans what the rows of one article decide. `findings` are those of the article as it is now, at every level.
///
/// A row is about a finding with the same fingerprint, wherever that stands now. Without one, its text must still stand at its place, or
/// once in the same context elsewhere. `may_have_lost_letters` says that the report came back in an encoding that lacks letters.
pub fn plan(
    rows: &[&Row],
    document: &Document,
    findings: &[Finding],
    may_have_lost_letters: bool,
) -> Plan {
    let article = Article {
        document,
        locator: Locator::new(document),
        may_have_lost_letters,
    };
    let locator = Locator::new(document);
    let done = Done::new(rows, document, &locator);
    let pairs = pair(&items_of_rows(rows), &article.items(findings));
    let mut plan = Plan::default();
    let mut candidates: Vec<(Edit, usize)> = Vec::new();
    for (r, row) in rows.iter().enumerate() {
        if !matches!(row.decision, Some(Decision::Fix | Decision::FixTo(_))) {
            continue;
        }
        let found = pairs.iter().position(|p| *p == Some(r));
        match article.edits(row, found.and_then(|n| findings.get(n))) {
            Ok((edits, missing)) => {
                let missing = match missing {
                    0 => 0,
                    missing => missing.saturating_sub(done.places(row)),
                };
                if edits.is_empty() && missing == 0 {
                    plan.done.push(row.number);
                }
                if missing > 0 {
                    plan.left.push((
                        row.number,
                        format!(
                            "{missing} of {} places no longer have the text",
                            row.places.len()
                        ),
                    ));
                }
                candidates.extend(edits.into_iter().map(|e| (e, row.number)));
            }
            Err(_) if !row.places.is_empty() && done.places(row) >= row.places.len() => {
                plan.done.push(row.number);
            }
            Err(reason) => plan.left.push((row.number, reason)),
        }
    }
    plan.settle(candidates);
    plan
}

/// Rows as pairing sees them.
pub fn items_of_rows<'a>(rows: &[&'a Row]) -> Vec<Item<'a>> {
    rows.iter()
        .map(|row| Item {
            rule: &row.rule,
            text: &row.text,
            fingerprint: row.fingerprint,
            place: row.places.first().copied(),
        })
        .collect()
}

/// Findings as pairing sees them.
pub fn items_of_findings<'a>(locator: &Locator<'_>, findings: &'a [Finding]) -> Vec<Item<'a>> {
    findings
        .iter()
        .map(|finding| {
            let at = locator.position(finding.span().start);
            Item {
                rule: finding.rule,
                text: &finding.text,
                fingerprint: Some(locator.fingerprint_value(finding)),
                place: Some((at.line, at.column)),
            }
        })
        .collect()
}

impl Plan {
    /// Takes edits in the order of their places; of two that overlap, the one that begins first, then the one from the earlier row.
    fn settle(&mut self, mut candidates: Vec<(Edit, usize)>) {
        candidates.sort_by(|(a, row_a), (b, row_b)| (a.span, row_a).cmp(&(b.span, row_b)));
        let mut changed: std::collections::BTreeMap<usize, usize> =
            std::collections::BTreeMap::new();
        let mut last_row = 0;
        for (edit, row) in candidates {
            match self.edits.last() {
                Some(last) if *last == edit => {}
                Some(last) if conflict(last.span, edit.span) => {
                    self.left.push((
                        row,
                        format!("overlaps with what row {last_row} changes: apply the report of a new check"),
                    ));
                    continue;
                }
                _ => {
                    self.edits.push(edit);
                    last_row = row;
                }
            }
            *changed.entry(row).or_default() += 1;
        }
        self.applied = changed.into_iter().collect();
        self.left.sort();
        self.left.dedup();
    }
}

/// The article as it is now.
struct Article<'a> {
    document: &'a Document,
    locator: Locator<'a>,
    may_have_lost_letters: bool,
}

impl Article<'_> {
    fn items<'f>(&self, findings: &'f [Finding]) -> Vec<Item<'f>> {
        items_of_findings(&self.locator, findings)
    }

    /// The edits of a row, and how many of its places were not found; or why there are none.
    fn edits(&self, row: &Row, finding: Option<&Finding>) -> Result<(Vec<Edit>, usize), String> {
        let (spans, missing) = match finding {
            Some(finding) => self.places_of(row, finding),
            None => self.places_by_text(row)?,
        };
        let edits = self.replacements(row, finding, &spans)?;
        for edit in &edits {
            if encoded(self.document, &edit.text).is_none() {
                return Err(format!(
                    "{:?} cannot be written in {}, the encoding of the article",
                    edit.text, self.document.encoding
                ));
            }
        }
        // What is there already needs no edit. Of its own fixes the check knows that they are needed.
        let text = &self.document.text;
        let checked = finding.is_some() && row.decision == Some(Decision::Fix);
        let edits = edits
            .into_iter()
            .filter(|e| text.get(e.span.range()) != Some(e.text.as_str()))
            .filter(|e| checked || !stands_around(e, text))
            .map(|e| narrowed(e, &self.document.text))
            .collect();
        Ok((edits, missing))
    }

    /// The places of a finding that the reviewer saw: those of the row when all of them are where they were, else all of the finding's,
    /// since the article has moved under the report.
    fn places_of(&self, row: &Row, finding: &Finding) -> (Vec<Span>, usize) {
        let seen: Vec<Span> = finding
            .places
            .iter()
            .copied()
            .filter(|span| {
                let at = self.locator.position(span.start);
                row.places.contains(&(at.line, at.column))
            })
            .collect();
        if !seen.is_empty() && seen.len() == row.places.len() {
            return (seen, 0);
        }
        let missing = row.places.len().saturating_sub(finding.places.len());
        (finding.places.clone(), missing)
    }

    /// The places where the text of the row still stands; how many places have lost it.
    fn places_by_text(&self, row: &Row) -> Result<(Vec<Span>, usize), String> {
        let gone = || format!("“{}” is no longer there", row.text);
        if row.text.trim().is_empty() {
            return Err("the row has no text to look for".to_owned());
        }
        let lines_moved = match row.places.first().and_then(|p| self.text_at(row, *p)) {
            // The text alone says little where it is a mark; that of a name says all.
            Some(span) if row.rule.starts_with("name/") || self.is_in_context(row, span) => 0,
            _ => self.moved(row)?,
        };
        let shifted = |(line, column): &(usize, usize)| {
            let line = line.checked_add_signed(lines_moved)?;
            self.text_at(row, (line, *column))
        };
        let mut spans: Vec<Span> = row.places.iter().filter_map(shifted).collect();
        let missing = row.places.len() - spans.len();
        if spans.is_empty() {
            // The line itself was changed before the place.
            spans.extend(self.in_context(row));
            if spans.len() != 1 {
                return Err(gone());
            }
            return Ok((spans, missing.saturating_sub(1)));
        }
        Ok((spans, missing))
    }

    /// By how many lines the first place has moved, going by the words around it.
    fn moved(&self, row: &Row) -> Result<isize, String> {
        let found = self.in_context(row);
        let [span] = found[..] else {
            return Err(if found.is_empty() {
                format!("“{}” is no longer there", row.text)
            } else {
                format!(
                    "“{}” stands in the same context {} times",
                    row.text,
                    found.len()
                )
            });
        };
        let line = self.locator.position(span.start).line;
        Ok(row
            .places
            .first()
            .map_or(0, |(was, _)| line.cast_signed() - was.cast_signed()))
    }

    /// Where the text of the row stands in the context of the row.
    fn in_context(&self, row: &Row) -> Vec<Span> {
        let text = &self.document.text;
        text.char_indices()
            .filter_map(|(at, _)| self.text_from(row, at))
            .filter(|span| self.is_in_context(row, *span))
            .collect()
    }

    fn is_in_context(&self, row: &Row, span: Span) -> bool {
        alike(&row.context, &self.locator.context(span, CONTEXT))
    }

    fn text_at(&self, row: &Row, (line, column): (usize, usize)) -> Option<Span> {
        self.text_from(row, self.locator.offset(line, column)?)
    }

    /// The span from `start` that has the text of the row, as whole words.
    fn text_from(&self, row: &Row, start: usize) -> Option<Span> {
        whole(&self.document.text, start, &row.text)
    }

    /// What stands instead at each place.
    fn replacements(
        &self,
        row: &Row,
        finding: Option<&Finding>,
        spans: &[Span],
    ) -> Result<Vec<Edit>, String> {
        let everywhere = |text: &str| {
            spans
                .iter()
                .map(|span| Edit {
                    span: *span,
                    text: text.to_owned(),
                })
                .collect()
        };
        if let Some(Decision::FixTo(text)) = &row.decision {
            return Ok(everywhere(text));
        }
        let own_words = "write “fix: TEXT” with the text that should stand there";
        if !replaces(&row.rule) {
            return Err(format!(
                "its suggestion is advice, not the text to write: {own_words}"
            ));
        }
        let prose = self.document.prose();
        if spans
            .iter()
            .any(|s| prose.get(s.range()) != self.document.text.get(s.range()))
        {
            return Err(format!("there is markup inside: {own_words}"));
        }
        let offered = row.suggestions.first().map_or("", String::as_str);
        if let Some(finding) = finding
            && let Some(meant) = meant(offered, finding)
        {
            return Ok(match &finding.fix {
                // The fix knows what to write at each place.
                Some(fix) if finding.suggestions.first() == Some(meant) => fix
                    .edits
                    .iter()
                    .filter(|e| spans.iter().any(|s| s.contains(e.span)))
                    .cloned()
                    .collect(),
                _ => everywhere(meant),
            });
        }
        if offered.trim().is_empty() {
            return Err(format!("there is no suggestion: {own_words}"));
        }
        let numeric = |text: &str| text.contains(|c: char| c.is_ascii_digit());
        let doubtful = self.may_have_lost_letters && has_lost_letters(offered);
        if doubtful
            || (numeric(offered)
                && finding.is_some_and(|f| f.suggestions.iter().any(|s| numeric(s))))
        {
            return Err(format!(
                "the spreadsheet has changed the suggestion “{offered}”: {own_words}"
            ));
        }
        Ok(everywhere(offered))
    }
}

/// Whether the suggestions of a rule can be written in the place of what it reports. Those of calques show how the phrase is put in the language,
/// with names of other people in them.
fn replaces(rule: &str) -> bool {
    rule != "artifact/calque"
}

/// The suggestion of a finding that a cell shows. An empty cell shows one that is empty: what is reported is to go.
fn meant<'f>(offered: &str, finding: &'f Finding) -> Option<&'f String> {
    finding.suggestions.iter().find(|s| {
        if s.trim().is_empty() {
            offered.trim().is_empty()
        } else {
            !offered.trim().is_empty() && alike(offered, s)
        }
    })
}
