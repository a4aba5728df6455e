//! Reads a CSV report as wirelint wrote it, or as it came back from a spreadsheet.

use std::path::Path;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};

use super::cells::{file_name, fingerprint_of, places, restored};
use super::decision::{self, Decision};
use super::encodings::readings;
use super::likeness::has_lost_letters;
use crate::error::Error;
use crate::finding::fingerprint;
use crate::report::csv::HEADER;
use crate::severity::Severity;

/// Columns without which nothing can be matched.
const NEEDED: [&str; 4] = ["file", "rule", "text", "fingerprint"];

/// One row: a finding with what the reviewer said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Number of the row in the spreadsheet; the header is 1.
    pub number: usize,
    /// The article, as the report names it, with forward slashes and without a leading `./`.
    pub file: String,
    /// Id of the rule.
    pub rule: String,
    /// Its level, if the column is there and says one.
    pub severity: Option<Severity>,
    /// The text at the first place.
    pub text: String,
    /// Suggestions, best first.
    pub suggestions: Vec<String>,
    /// The words around the first place.
    pub context: String,
    /// Line and column (in characters, from 1) of every place; empty when the report does not say.
    pub places: Vec<(usize, usize)>,
    /// The fingerprint; `None` when a spreadsheet has spoilt it.
    pub fingerprint: Option<u64>,
    /// What the reviewer decided.
    pub decision: Option<Decision>,
    /// The cell as it was written.
    pub written: String,
    /// The reviewer's reason.
    pub comment: String,
    /// Every cell, in the order of [`HEADER`]; empty where the report has no such column.
    pub cells: Vec<String>,
}

/// A report read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Name of the encoding it was in.
    pub encoding: &'static str,
    /// Whether it has a column `decision`.
    pub has_decisions: bool,
    /// The rows, in the order of the file.
    pub rows: Vec<Row>,
}

impl Sheet {
    /// Whether letters may have been lost: the encoding lacks most of them.
    pub fn may_have_lost_letters(&self) -> bool {
        ![UTF_8.name(), UTF_16LE.name(), UTF_16BE.name()].contains(&self.encoding)
    }
}

/// Reads a report: any separator of spreadsheets, any line end, columns in any order, more columns than wirelint's, UTF-8, UTF-16 or Windows-1252.
///
/// ```
/// use wirelint::review::{Decision, read::read};
/// let bytes = b"rule;text;file;fingerprint;Decision\r\nname/exonym;Alger;a.txt;44f69e5f9d2db0dc;IGNORE\r\n";
/// let sheet = read("back.csv".as_ref(), bytes).unwrap();
/// assert_eq!(sheet.rows[0].decision, Some(Decision::Ignore(None)));
/// ```
///
/// # Errors
/// Everything that cannot be read, each with the row, the name of the column, what is wrong and what to do.
pub fn read(path: &Path, bytes: &[u8]) -> Result<Sheet, Vec<Error>> {
    let readings = readings(bytes).map_err(|e| vec![e.in_file(path)])?;
    let mut best: Option<(usize, Result<Sheet, Vec<Error>>)> = None;
    for (encoding, text) in readings {
        let sheet = parsed(path, encoding, &text);
        let sure = sheet.as_ref().map_or(0, confirmed);
        if best.as_ref().is_none_or(|(most, _)| sure > *most) {
            best = Some((sure, sheet));
        }
    }
    best.map_or_else(
        || {
            Err(vec![
                Error::new("there is nothing in it", "give a report of wirelint").in_file(path),
            ])
        },
        |(_, sheet)| sheet,
    )
}

/// Rows whose fingerprint proves that letters beyond ASCII were read right: that of a name is made of its rule and text alone.
fn confirmed(sheet: &Sheet) -> usize {
    sheet
        .rows
        .iter()
        .filter(|r| r.rule.starts_with("name/") && !r.text.is_ascii())
        .filter(|r| r.fingerprint == Some(fingerprint(&r.rule, &r.text, "")))
        .count()
}

/// The separator whose columns have most of wirelint's names.
fn separator(text: &str) -> u8 {
    let known = |separator: u8| {
        let header = reader(text, separator)
            .records()
            .next()
            .and_then(Result::ok)
            .unwrap_or_default();
        header
            .iter()
            .filter(|c| HEADER.contains(&column_name(c).as_str()))
            .count()
    };
    let mut best = (0, b',');
    for candidate in [b',', b';', b'\t', b'|'] {
        let count = known(candidate);
        if count > best.0 {
            best = (count, candidate);
        }
    }
    best.1
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes())
}

fn column_name(cell: &str) -> String {
    cell.trim().trim_matches('\u{feff}').to_lowercase()
}

fn parsed(path: &Path, encoding: &'static str, text: &str) -> Result<Sheet, Vec<Error>> {
    let text = text.trim_start_matches('\u{feff}');
    // Excel's own first line, which says the separator.
    let skipped = usize::from(text.starts_with("sep=") || text.starts_with("\"sep="));
    let text = if skipped == 1 {
        text.split_once(['\n', '\r'])
            .map_or("", |(_, rest)| rest.trim_start_matches('\n'))
    } else {
        text
    };
    let separator = separator(text);
    if let Some(row) = unclosed_quotation(text, separator) {
        return Err(vec![
            Error::new(
                format!("row {}: a quotation mark is not closed, so the rows after it are taken for a part of the cell", row + skipped),
                "close it, or save the spreadsheet as CSV once more",
            )
            .in_file(path),
        ]);
    }
    let mut records = reader(text, separator).into_records();
    let header = records
        .next()
        .and_then(Result::ok)
        .unwrap_or_default()
        .iter()
        .map(column_name)
        .collect::<Vec<_>>();
    let columns = Columns::of(path, &header)?;
    let (mut rows, mut errors) = (Vec::new(), Vec::new());
    for (i, record) in records.enumerate() {
        let number = i + 2 + skipped;
        let Ok(record) = record else {
            errors.push(
                Error::new(format!("row {number}: it cannot be read"), "save it as CSV")
                    .in_file(path),
            );
            continue;
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match columns.row(path, &record, number, encoding) {
            Ok(row) => rows.push(row),
            Err(faults) => errors.extend(faults),
        }
    }
    if errors.is_empty() {
        Ok(Sheet {
            encoding,
            has_decisions: columns.at("decision").is_some(),
            rows,
        })
    } else {
        Err(errors)
    }
}

/// The row in which a cell is opened that never ends. The CSV reader takes all that follows for a part of it.
fn unclosed_quotation(text: &str, separator: u8) -> Option<usize> {
    let (mut row, mut open, mut begins_cell) = (1, None, true);
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        let ends_line = open.is_none() && matches!(byte, b'\n' | b'\r');
        if byte == b'"' {
            if open.is_none() && begins_cell {
                open = Some(row);
            } else if open.is_some() && bytes.next_if_eq(&b'"').is_none() {
                open = None;
            }
        } else if ends_line {
            if byte == b'\r' {
                let _ = bytes.next_if_eq(&b'\n');
            }
            row += 1;
        }
        begins_cell = open.is_none() && (ends_line || byte == separator);
    }
    open
}

/// Where wirelint's columns stand in a file.
struct Columns {
    at: Vec<Option<usize>>,
}

impl Columns {
    fn of(path: &Path, header: &[String]) -> Result<Self, Vec<Error>> {
        let mut errors = Vec::new();
        let mut at = Vec::new();
        for name in HEADER {
            let mut places = header.iter().enumerate().filter(|(_, h)| *h == name);
            at.push(places.next().map(|(i, _)| i));
            if let Some((second, _)) = places.next() {
                errors.push(
                    Error::new(
                        format!("row 1: column {name:?} stands twice"),
                        "remove or rename one of them",
                    )
                    .at(path, 1, second as u64 + 1),
                );
            }
        }
        let columns = Self { at };
        for name in NEEDED {
            if columns.at(name).is_none() {
                let near = header
                    .iter()
                    .find(|h| strsim::damerau_levenshtein(h, name) <= 2);
                let remedy = match near {
                    Some(near) => format!("did you rename it to {near:?}? Name it {name:?} again"),
                    None => "give a CSV report of wirelint with its first row".to_owned(),
                };
                errors.push(
                    Error::new(format!("row 1: there is no column {name:?}"), remedy)
                        .at(path, 1, 1),
                );
            }
        }
        if errors.is_empty() {
            Ok(columns)
        } else {
            Err(errors)
        }
    }

    fn at(&self, name: &str) -> Option<usize> {
        let column = HEADER.iter().position(|h| *h == name)?;
        self.at.get(column).copied().flatten()
    }

    fn row(
        &self,
        path: &Path,
        record: &csv::StringRecord,
        number: usize,
        encoding: &str,
    ) -> Result<Row, Vec<Error>> {
        let mut errors = Vec::new();
        let cells: Vec<String> = self
            .at
            .iter()
            .map(|at| at.and_then(|i| record.get(i)).unwrap_or_default())
            .map(restored)
            .collect();
        let cell = |name: &str| -> &str {
            let column = HEADER.iter().position(|h| *h == name);
            column.and_then(|i| cells.get(i)).map_or("", String::as_str)
        };
        let mut fault = |name: &str, problem: &str, remedy: &str| {
            let column = self.at(name).map_or(1, |i| i as u64 + 1);
            errors.push(
                Error::new(format!("row {number}, column {name:?}: {problem}"), remedy).at(
                    path,
                    line_of(record, number),
                    column,
                ),
            );
        };
        for name in ["file", "rule"] {
            if cell(name).trim().is_empty() {
                fault(
                    name,
                    "the cell is empty",
                    "copy it from the report as wirelint wrote it, or delete the row",
                );
            }
        }
        let written = cell("decision").trim().to_owned();
        let decision = match decision::parse(&written) {
            Ok(decision) => decision,
            Err(e) => {
                fault("decision", &e.problem, &e.remedy);
                None
            }
        };
        let legacy = !encoding.starts_with("UTF");
        if legacy && matches!(&decision, Some(Decision::FixTo(text)) if has_lost_letters(text)) {
            fault(
                "decision",
                &format!("{written:?} has lost letters that {encoding} does not have"),
                "write them again and save the spreadsheet as CSV in UTF-8",
            );
        }
        let fingerprint = fingerprint_of(cell("fingerprint")).unwrap_or_else(|()| {
            let problem = format!(
                "{:?} is no fingerprint (16 digits 0-9 and a-f)",
                cell("fingerprint")
            );
            let remedy = "copy it from the report as wirelint wrote it, or leave the cell empty";
            fault("fingerprint", &problem, remedy);
            None
        });
        let row = Row {
            number,
            file: file_name(cell("file")),
            rule: cell("rule").trim().to_owned(),
            severity: Severity::ALL
                .into_iter()
                .find(|s| s.to_string() == cell("severity").trim().to_lowercase()),
            text: cell("text").to_owned(),
            suggestions: cell("suggestion")
                .split(" | ")
                .filter(|s| !s.is_empty())
                .map(str::to_owned)
                .collect(),
            context: cell("context").to_owned(),
            places: places(cell("line"), cell("column"), cell("occurrences")),
            fingerprint,
            decision,
            written,
            comment: cell("comment").trim().to_owned(),
            cells: cells.clone(),
        };
        if errors.is_empty() {
            Ok(row)
        } else {
            Err(errors)
        }
    }
}

/// The line of the file on which a row begins; the row where line ends are of a kind that the CSV reader does not count.
fn line_of(record: &csv::StringRecord, number: usize) -> u64 {
    let line = record.position().map_or(0, csv::Position::line);
    line.max(number as u64)
}
