//! `wirelint diff`

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::args::{CompareFormat, DiffArgs};
use super::{Status, input, print};
use crate::error::Error;
use crate::report::csv::{HEADER, row as write_row};
use crate::review::Row;
use crate::review::apply::items_of_rows;
use crate::review::pairing::{Vanished, pair};

/// What became of a finding between two reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    New,
    Fixed,
    Remaining,
}

impl Fate {
    fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Fixed => "fixed",
            Self::Remaining => "remaining",
        }
    }
}

/// Compares two reports. Exit code 1 when there is something new.
pub fn run(args: &DiffArgs) -> Result<Status, Vec<Error>> {
    let (old, new) = (input::sheet(&args.old)?, input::sheet(&args.new)?);
    let fates = fates(&old.rows, &new.rows);
    let text = match args.format {
        CompareFormat::Text => as_text(&fates),
        CompareFormat::Csv => as_csv(&fates)?,
    };
    print(&text)?;
    Ok(if fates.iter().any(|(fate, _)| *fate == Fate::New) {
        Status::Findings
    } else {
        Status::Clean
    })
}

/// What became of every row: first what is new, then what was fixed, then what remains, each by file and in the order of its report.
fn fates<'a>(old: &'a [Row], new: &'a [Row]) -> Vec<(Fate, &'a Row)> {
    let (old, new) = (by_file(old), by_file(new));
    let mut gone = Vanished::default();
    for (file, rows) in old.iter().filter(|(f, _)| !new.contains_key(*f)) {
        gone.add(file, &items_of_rows(rows));
    }
    let mut fates = Vec::new();
    for (file, rows) in &new {
        let items = items_of_rows(rows);
        let known = old
            .get(file)
            .or_else(|| old.get(gone.claim(&items)?.as_str()));
        let known = known.map_or(&[][..], Vec::as_slice);
        let pairs = pair(&items_of_rows(known), &items);
        for (row, was) in rows.iter().zip(&pairs) {
            let fate = if was.is_some() {
                Fate::Remaining
            } else {
                Fate::New
            };
            fates.push((fate, *row));
        }
        let found: BTreeSet<usize> = pairs.iter().flatten().copied().collect();
        let fixed = known.iter().enumerate().filter(|(i, _)| !found.contains(i));
        fates.extend(fixed.map(|(_, row)| (Fate::Fixed, *row)));
    }
    for file in gone.files() {
        let rows = old.get(file).map_or(&[][..], Vec::as_slice);
        fates.extend(rows.iter().map(|row| (Fate::Fixed, *row)));
    }
    fates.sort_by(|(a, x), (b, y)| (a, &x.file, x.number).cmp(&(b, &y.file, y.number)));
    fates
}

fn by_file(rows: &[Row]) -> BTreeMap<&str, Vec<&Row>> {
    let mut files: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        files.entry(&row.file).or_default().push(row);
    }
    files
}

fn as_text(fates: &[(Fate, &Row)]) -> String {
    let mut out = String::new();
    let count = |fate: Fate| fates.iter().filter(|(f, _)| *f == fate).count();
    for (fate, row) in fates.iter().filter(|(f, _)| *f != Fate::Remaining) {
        let place = row
            .places
            .first()
            .map_or(String::new(), |(line, column)| format!(":{line}:{column}"));
        let _ = writeln!(
            out,
            "{:6} {}{place} {} “{}”",
            fate.as_str(),
            row.file,
            row.rule,
            row.text.split_whitespace().collect::<Vec<_>>().join(" ")
        );
    }
    let _ = writeln!(
        out,
        "{} fixed, {} new, {} remaining",
        count(Fate::Fixed),
        count(Fate::New),
        count(Fate::Remaining)
    );
    out
}

fn as_csv(fates: &[(Fate, &Row)]) -> Result<String, Vec<Error>> {
    let mut out = Vec::new();
    let header = std::iter::once("status").chain(HEADER).map(str::to_owned);
    let mut rows = vec![header.collect::<Vec<_>>()];
    for (fate, row) in fates {
        let mut cells = vec![fate.as_str().to_owned()];
        cells.extend(row.cells.iter().cloned());
        rows.push(cells);
    }
    for row in rows {
        write_row(&mut out, &row).map_err(|e| {
            vec![Error::new(
                e.to_string(),
                "report this as a fault of wirelint",
            )]
        })?;
    }
    Ok(String::from_utf8_lossy(&out).into_owned())
}
