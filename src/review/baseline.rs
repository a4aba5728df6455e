//! An earlier report as the gate's memory: what it knows does not count again.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::apply::{items_of_findings, items_of_rows};
use super::cells::file_name;
use super::decision::Decision;
use super::likeness::alike;
use super::pairing::{Vanished, pair};
use super::read::{Row, Sheet};
use crate::check::Checked;
use crate::document::Document;
use crate::report::{Locator, Review};

/// An earlier report.
pub struct Baseline {
    rows: Vec<Row>,
    /// Rows of each file.
    files: BTreeMap<String, Vec<usize>>,
    /// Rows that hold in every article.
    everywhere: Vec<usize>,
    /// Files that no longer exist and that no file of this run was found to be.
    gone: Vanished,
    /// Rows that were found again.
    found: BTreeSet<usize>,
    /// Files checked in this run, by the name they have in the baseline.
    checked: BTreeSet<String>,
    today: Date,
}

/// A row of a baseline that no longer does anything.
#[derive(Clone, Copy, Debug)]
pub enum Stale<'a> {
    /// Its day has passed, and what it is about is still there.
    Expired(&'a Row),
    /// What it is about no longer occurs.
    Gone(&'a Row),
}

impl Baseline {
    /// From a report read back. `exists` says whether an article is still there.
    pub fn new(sheet: Sheet, today: Date, exists: impl Fn(&str) -> bool) -> Self {
        let mut files: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut everywhere = Vec::new();
        for (i, row) in sheet.rows.iter().enumerate() {
            if row.decision == Some(Decision::IgnoreEverywhere) {
                everywhere.push(i);
            }
            files.entry(row.file.clone()).or_default().push(i);
        }
        let mut gone = Vanished::default();
        for (file, rows) in files.iter().filter(|(f, _)| !exists(f)) {
            let rows: Vec<&Row> = rows.iter().filter_map(|i| sheet.rows.get(*i)).collect();
            gone.add(file, &items_of_rows(&rows));
        }
        Self {
            everywhere,
            gone,
            rows: sheet.rows,
            files,
            found: BTreeSet::new(),
            checked: BTreeSet::new(),
            today,
        }
    }

    /// What the baseline says of each finding of an article, in their order. Articles must come in the same order in every run, since a renamed
    /// file can be one of them only.
    pub fn review(&mut self, document: &Document, checked: &Checked) -> Vec<Review> {
        let locator = Locator::new(document);
        let new = items_of_findings(&locator, &checked.findings);
        let mut file = file_name(&document.display_path());
        if !self.files.contains_key(&file)
            && let Some(old) = self.gone.claim(&new)
        {
            file = old;
        }
        self.checked.insert(file.clone());
        let known = self.rows_of(&file);
        let rows: Vec<&Row> = known.iter().map(|(_, r)| *r).collect();
        let pairs = pair(&items_of_rows(&rows), &new);
        let matched: Vec<Option<usize>> = pairs
            .iter()
            .zip(&new)
            .map(|(pair, item)| {
                pair.and_then(|p| known.get(p))
                    .map(|(i, _)| *i)
                    .or_else(|| self.everywhere(item.rule, item.text))
            })
            .collect();
        self.found.extend(matched.iter().flatten());
        matched
            .into_iter()
            .map(|row| {
                row.and_then(|i| self.rows.get(i))
                    .map_or(Review::New, |row| Review::Known {
                        decision: row.written.clone(),
                        comment: row.comment.clone(),
                        counts: self.has_expired(row),
                    })
            })
            .collect()
    }

    fn rows_of(&self, file: &str) -> Vec<(usize, &Row)> {
        let rows = self.files.get(file).map_or(&[][..], Vec::as_slice);
        rows.iter()
            .filter_map(|i| Some((*i, self.rows.get(*i)?)))
            .collect()
    }

    /// The row that says this is right in every article.
    fn everywhere(&self, rule: &str, text: &str) -> Option<usize> {
        self.everywhere.iter().copied().find(|i| {
            self.rows
                .get(*i)
                .is_some_and(|r| r.rule == rule && alike(&r.text, text))
        })
    }

    fn has_expired(&self, row: &Row) -> bool {
        matches!(row.decision, Some(Decision::Ignore(Some(until))) if until < self.today)
    }

    /// Rows that have expired, and rows of checked or vanished articles that no longer occur. `ran` says whether this run could have
    /// found what a row is about.
    pub fn stale(&self, ran: impl Fn(&Row) -> bool) -> Vec<Stale<'_>> {
        self.rows
            .iter()
            .enumerate()
            .filter_map(|(i, row)| {
                if self.found.contains(&i) {
                    return self.has_expired(row).then_some(Stale::Expired(row));
                }
                let known = self.checked.contains(&row.file) || self.gone.has(&row.file);
                (known && ran(row)).then_some(Stale::Gone(row))
            })
            .collect()
    }
}
