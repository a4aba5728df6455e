//! A glossary file as a table of cells, to be added to.

use unicode_normalization::UnicodeNormalization;

use super::house::Addition;
use crate::error::Error;
use crate::glossary::load::{CLEARED, COLUMNS};

/// A glossary file as a table, so that what an editor wrote in it stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    separator: u8,
    mark: bool,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty file.
    pub fn new() -> Self {
        Self {
            separator: b',',
            mark: false,
            header: COLUMNS.map(str::to_owned).to_vec(),
            rows: Vec::new(),
        }
    }

    /// Reads a file that [`load::read`](crate::glossary::load::read) takes.
    ///
    /// # Errors
    /// When it is no CSV.
    pub fn read(text: &str) -> Result<Self, Error> {
        let (mark, text) = match text.strip_prefix('\u{feff}') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let first = text.lines().next().unwrap_or_default();
        let count = |d: u8| first.bytes().filter(|b| *b == d).count();
        let separator = [b';', b'\t']
            .into_iter()
            .find(|d| count(*d) > count(b','))
            .unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(text.as_bytes());
        let mut rows = reader
            .records()
            .map(|r| r.map(|r| r.iter().map(str::to_owned).collect::<Vec<_>>()))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|e| Error::new(e.to_string(), "save it as CSV in UTF-8"))?;
        if rows.is_empty() {
            return Ok(Self::new());
        }
        let header = rows.remove(0);
        Ok(Self {
            separator,
            mark,
            header,
            rows,
        })
    }

    /// Lays an addition into the row of its concept, which is added when there is none. What the cell accepts already stays accepted.
    pub fn lay(&mut self, addition: &Addition) {
        let id = self.column("id");
        let at = self
            .rows
            .iter()
            .position(|r| r.get(id).is_some_and(|c| c.trim() == addition.id));
        let row = at.unwrap_or_else(|| {
            self.rows.push(Vec::new());
            self.rows.len() - 1
        });
        self.set(row, "id", addition.id.clone());
        if let (None, Some(kind)) = (at, addition.kind) {
            self.set(row, "kind", kind.to_string());
        }
        let forms = self.joined(row, addition.lang.code(), &addition.forms);
        self.set(row, addition.lang.code(), forms);
        if !addition.variants.is_empty() {
            let variants = self.joined(row, "variants", &addition.variants);
            self.set(row, "variants", variants);
        }
        if !addition.note.is_empty() {
            // Words before it: a note that begins like a formula must not be one.
            let note = format!(
                "Review: {}",
                addition
                    .note
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
            );
            self.set(row, "note", note.nfc().collect());
        }
    }

    fn column(&mut self, name: &str) -> usize {
        if let Some(at) = self.header.iter().position(|h| h.trim() == name) {
            return at;
        }
        self.header.push(name.to_owned());
        self.header.len() - 1
    }

    /// A cell with these forms, then those that it has besides.
    fn joined(&mut self, row: usize, column: &str, forms: &[String]) -> String {
        let column = self.column(column);
        let cell = self
            .rows
            .get(row)
            .and_then(|r| r.get(column))
            .map_or("", String::as_str);
        let mut all = forms.to_vec();
        for form in cell.split('|').map(str::trim) {
            if !form.is_empty() && form != CLEARED && all.iter().all(|f| f != form) {
                all.push(form.to_owned());
            }
        }
        all.join("|")
    }

    fn set(&mut self, row: usize, column: &str, text: String) {
        let column = self.column(column);
        if let Some(row) = self.rows.get_mut(row) {
            if row.len() <= column {
                row.resize(column + 1, String::new());
            }
            if let Some(cell) = row.get_mut(column) {
                *cell = text;
            }
        }
    }

    /// The file as text.
    ///
    /// # Errors
    /// Never in practice: memory takes everything.
    pub fn to_csv(&self) -> Result<String, Error> {
        let fault = |e: String| Error::new(e, "report this as a fault of wirelint");
        let mut writer = csv::WriterBuilder::new()
            .delimiter(self.separator)
            .from_writer(Vec::new());
        for row in std::iter::once(&self.header).chain(&self.rows) {
            let mut row = row.clone();
            row.resize(row.len().max(self.header.len()), String::new());
            writer
                .write_record(&row)
                .map_err(|e| fault(e.to_string()))?;
        }
        let bytes = writer.into_inner().map_err(|e| fault(e.to_string()))?;
        let text = String::from_utf8(bytes).map_err(|e| fault(e.to_string()))?;
        Ok(if self.mark {
            format!("\u{feff}{text}")
        } else {
            text
        })
    }
}

impl Default for Table {
    fn default() -> Self {
        Self::new()
    }
}
