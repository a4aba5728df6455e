//! Glossary files: CSV that an editor can open, read into rows, laid over one another.

use std::collections::HashMap;

use unicode_normalization::is_nfc;

use super::schema::{Cell, Kind, Origin, Row, Tagged};
use crate::error::Error;
use crate::lang::{Lang, LangSet};

/// The columns, in the order in which shipped files have them. A newsroom's file may leave out all but `id`, and use any order.
pub const COLUMNS: [&str; 15] = [
    "id", "kind", "native", "en", "fr", "de", "es", "it", "pt", "nl", "variants", "avoid",
    "context", "note", "source",
];

/// What a cell holds that takes away what an earlier file has there.
pub const CLEARED: &str = "-";

/// Reads one glossary file.
///
/// # Errors
/// Every fault of the file, each with line and column (of a CSV file: the cell) and what to do.
pub fn read(name: &str, text: &str) -> Result<Vec<Row>, Vec<Error>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    if let Some((line, cell)) = unclosed_quotation(text, delimiter(text)) {
        return Err(vec![not_closed(name, line, cell)]);
    }
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(e) => return Err(vec![csv_error(name, &e)]),
    };
    let mut errors = Vec::new();
    let mut columns = HashMap::new();
    for (i, column) in header.iter().enumerate() {
        let column = column.trim();
        if !COLUMNS.contains(&column) {
            errors.push(
                Error::new(
                    format!("unknown column {column:?}"),
                    unknown_column_remedy(column),
                )
                .at(name, 1, i as u64 + 1),
            );
        } else if columns.insert(column.to_owned(), i).is_some() {
            errors.push(
                Error::new(
                    format!("column {column:?} stands twice"),
                    "remove one of them",
                )
                .at(name, 1, i as u64 + 1),
            );
        }
    }
    if !columns.contains_key("id") {
        errors.push(
            Error::new(
                "there is no column \"id\"",
                format!("begin the file with the line {}", COLUMNS.join(",")),
            )
            .at(name, 1, 1),
        );
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut lines: HashMap<String, u64> = HashMap::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(e) => {
                errors.push(csv_error(name, &e));
                continue;
            }
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let line = record.position().map_or(0, csv::Position::line);
        if let Some(cell) = record.iter().position(|c| holds_row(c, delimiter(text))) {
            errors.push(not_closed(name, line, cell as u64 + 1));
            continue;
        }
        if record.len() > header.len() {
            errors.push(
                Error::new(
                    format!(
                        "{} cells where the header has {}",
                        record.len(),
                        header.len()
                    ),
                    "put a cell that contains a comma in double quotes",
                )
                .at(name, line, header.len() as u64 + 1),
            );
            continue;
        }
        let mut cells = Cells {
            name,
            line,
            columns: &columns,
            record: &record,
            errors: &mut errors,
        };
        if let Some(row) = cells.row() {
            if let Some(first) = lines.insert(row.id.clone(), line) {
                let at = columns["id"] as u64 + 1;
                errors.push(
                    Error::new(
                        format!("id {:?} stands in line {first} already", row.id),
                        "merge the two rows or rename one",
                    )
                    .at(name, line, at),
                );
            }
            rows.push(row);
        }
    }
    if errors.is_empty() {
        Ok(rows)
    } else {
        Err(errors)
    }
}

/// Lays files over one another: a later row with the same id replaces an earlier one cell by cell; an empty cell leaves what was there, and
/// [`CLEARED`] takes it away.
/// The order of first appearance is kept.
pub fn overlay(files: impl IntoIterator<Item = Vec<Row>>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for row in files.into_iter().flatten() {
        match places.get(&row.id) {
            None => {
                places.insert(row.id.clone(), rows.len());
                rows.push(row);
            }
            Some(&at) => lay_over(&mut rows[at], row),
        }
    }
    rows
}

fn lay_over(base: &mut Row, over: Row) {
    fn cell<T>(base: &mut T, over: T, filled: bool) {
        if filled {
            *base = over;
        }
    }
    let fills = |column: &str| over.is_own(column);
    base.kind = over.kind.or(base.kind);
    let by_lang = Lang::TARGETS.map(|lang| fills(lang.code()));
    let [native, variants, avoid, context, note, source] =
        ["native", "variants", "avoid", "context", "note", "source"].map(fills);
    for ((b, o), filled) in base.by_lang.iter_mut().zip(over.by_lang).zip(by_lang) {
        cell(b, o, filled);
    }
    cell(&mut base.native, over.native, native);
    cell(&mut base.variants, over.variants, variants);
    cell(&mut base.avoid, over.avoid, avoid);
    cell(&mut base.context, over.context, context);
    cell(&mut base.note, over.note, note);
    cell(&mut base.source, over.source, source);
    base.origins.extend(over.origins);
}

/// Spreadsheets of many countries save semicolons; the header tells.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    [b';', b'\t']
        .into_iter()
        .find(|d| {
            header.bytes().filter(|b| b == d).count()
                > header.bytes().filter(|b| *b == b',').count()
        })
        .unwrap_or(b',')
}

/// Line and cell of a quotation mark that is open at the end of the file. The CSV reader takes all that follows for one cell.
fn unclosed_quotation(text: &str, delimiter: u8) -> Option<(u64, u64)> {
    let mut open: Option<(u64, u64)> = None;
    let (mut line, mut cell) = (1, 1);
    let mut begins_cell = true;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if byte == b'"' {
            if open.is_none() && begins_cell {
                open = Some((line, cell));
            } else if open.is_some() && bytes.next_if_eq(&b'"').is_none() {
                // Two marks inside a cell stand for one; this was one alone.
                open = None;
            }
        } else if open.is_none() && byte == b'\n' {
            cell = 1;
        } else if open.is_none() && byte == delimiter {
            cell += 1;
        }
        line += u64::from(byte == b'\n');
        begins_cell = open.is_none() && (byte == b'\n' || byte == delimiter);
    }
    open
}

/// Whether a cell runs over the end of a line and goes on like another row: `Zedtown⏎yed,place,Yedtown`.
fn holds_row(cell: &str, delimiter: u8) -> bool {
    cell.lines().skip(1).any(|line| {
        line.split_once(char::from(delimiter))
            .is_some_and(|(id, rest)| is_slug(id) && !rest.starts_with(' '))
    })
}

fn not_closed(name: &str, line: u64, cell: u64) -> Error {
    Error::new(
        "a quotation mark is not closed, so the rows after it are taken for a part of the cell",
        "close it, or write two for a mark that is part of the text",
    )
    .at(name, line, cell)
}

fn unknown_column_remedy(column: &str) -> String {
    let near = COLUMNS
        .iter()
        .map(|c| (strsim::damerau_levenshtein(c, &column.to_lowercase()), c))
        .min()
        .filter(|(distance, _)| *distance <= 2);
    match near {
        Some((_, c)) => format!("did you mean {c:?}?"),
        None => format!("the columns are {}", COLUMNS.join(", ")),
    }
}

fn csv_error(name: &str, e: &csv::Error) -> Error {
    let line = e.position().map_or(1, csv::Position::line);
    Error::new(
        format!("the CSV cannot be read: {e}"),
        "save it as comma-separated values in UTF-8",
    )
    .at(name, line, 1)
}

struct Cells<'a> {
    name: &'a str,
    line: u64,
    columns: &'a HashMap<String, usize>,
    record: &'a csv::StringRecord,
    errors: &'a mut Vec<Error>,
}

impl Cells<'_> {
    fn row(&mut self) -> Option<Row> {
        let before = self.errors.len();
        let id = self.text("id");
        if id.is_empty() || !is_slug(&id) {
            self.error(
                "id",
                format!("id {id:?} is not in kebab case"),
                "use lower-case ASCII letters, digits and single hyphens",
            );
        }
        let kind = self.text("kind");
        let kind = match kind.as_str() {
            "" => None,
            kind => kind
                .parse::<Kind>()
                .map_err(|e| self.error("kind", e, "use one of these"))
                .ok(),
        };
        let row = Row {
            id,
            kind,
            native: self.text("native"),
            by_lang: Lang::TARGETS.map(|lang| self.forms(lang.code())),
            variants: self.tagged("variants"),
            avoid: self.tagged("avoid"),
            context: self.forms("context"),
            note: self.text("note"),
            source: self.text("source"),
            origins: vec![Origin {
                file: self.name.to_owned(),
                line: self.line,
                cells: self.places(),
            }],
        };
        (self.errors.len() == before).then_some(row)
    }

    fn places(&self) -> Vec<Cell> {
        COLUMNS
            .into_iter()
            .filter_map(|column| {
                let at = *self.columns.get(column)?;
                let cell = self.record.get(at).unwrap_or_default();
                Some(Cell {
                    column,
                    place: at as u64 + 1,
                    filled: !cell.trim().is_empty(),
                })
            })
            .collect()
    }

    fn error(&mut self, column: &str, problem: impl Into<String>, remedy: impl Into<String>) {
        let at = self.columns.get(column).map_or(1, |i| *i as u64 + 1);
        self.errors
            .push(Error::new(problem, remedy).at(self.name, self.line, at));
    }

    fn text(&mut self, column: &str) -> String {
        let cell = self
            .columns
            .get(column)
            .and_then(|i| self.record.get(*i))
            .unwrap_or_default()
            .trim();
        if !is_nfc(cell) {
            self.error(
                column,
                format!("{cell:?} is not in Unicode normal form C"),
                "type the accented letters as single characters, or convert the file to NFC",
            );
        }
        if cell == CLEARED && !matches!(column, "id" | "kind") {
            return String::new();
        }
        cell.to_owned()
    }

    fn forms(&mut self, column: &str) -> Vec<String> {
        let cell = self.text(column);
        if cell.is_empty() {
            return Vec::new();
        }
        let forms: Vec<String> = cell.split('|').map(|f| f.trim().to_owned()).collect();
        if forms.iter().any(String::is_empty) {
            self.error(
                column,
                "a form is empty",
                "remove the | that has nothing before or after it",
            );
        }
        for form in &forms {
            if form.contains(['[', ']']) {
                self.error(
                    column,
                    format!("{form:?} has a tag, which only \"variants\" and \"avoid\" take"),
                    "remove the square brackets or move the form",
                );
            }
        }
        forms
    }

    fn tagged(&mut self, column: &str) -> Vec<Tagged> {
        let cell = self.text(column);
        if cell.is_empty() {
            return Vec::new();
        }
        cell.split('|')
            .filter_map(|form| match parse_tagged(form.trim()) {
                Ok(tagged) => Some(tagged),
                Err((problem, remedy)) => {
                    self.error(column, problem, remedy);
                    None
                }
            })
            .collect()
    }
}

fn parse_tagged(form: &str) -> Result<Tagged, (String, String)> {
    let (text, tags) = match form.split_once('[') {
        None => (form, ""),
        Some((text, tags)) => match tags.strip_suffix(']') {
            Some(tags) => (text.trim_end(), tags),
            None => {
                return Err((
                    format!("the tag of {form:?} is not closed"),
                    "write it as Kiev [old en]".into(),
                ));
            }
        },
    };
    if text.is_empty() {
        return Err((
            "a form is empty".into(),
            "remove the | that has nothing before or after it".into(),
        ));
    }
    let mut applies = LangSet::NONE;
    let mut old = false;
    for tag in tags.split_whitespace() {
        if tag == "old" {
            old = true;
        } else if let Some(lang) = Lang::TARGETS.into_iter().find(|l| l.code() == tag) {
            applies.insert(lang);
        } else {
            return Err((
                format!("unknown tag {tag:?}"),
                "a tag is old or the code of a target language (en fr de es it pt nl)".into(),
            ));
        }
    }
    if applies.is_empty() {
        applies = LangSet::TARGETS;
    }
    Ok(Tagged {
        text: text.to_owned(),
        applies,
        old,
    })
}

fn is_slug(id: &str) -> bool {
    id.split('-').all(|part| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_name_line_cell_and_remedy() {
        let errors = read(
            "g.csv",
            "id,kind,en\nok,person,A B\nNot ok,person,C\nx,persn,D\n",
        )
        .expect_err("two faults");
        let said: Vec<_> = errors.iter().map(ToString::to_string).collect();
        assert!(
            said[0].starts_with("g.csv:3:1: id \"Not ok\" is not in kebab case; "),
            "{said:?}"
        );
        assert!(
            said[1].starts_with("g.csv:4:2: unknown kind \"persn\""),
            "{said:?}"
        );
        let errors = read("g.csv", "id,varients\n").expect_err("unknown column");
        assert_eq!(
            errors[0].to_string(),
            "g.csv:1:2: unknown column \"varients\"; did you mean \"variants\"?"
        );
    }

    #[test]
    fn an_overlay_replaces_cells_and_keeps_the_rest() {
        let base =
            read("a.csv", "id,kind,en,fr\nx,place,Ain al-Asad,Aïn al-Assad\n").expect("valid");
        let over = read("b.csv", "id;en\nx;Ain Al-Assad\n").expect("semicolons are read");
        let rows = overlay([base, over]);
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].by_lang[0], ["Ain Al-Assad"]);
        assert_eq!(rows[0].by_lang[1], ["Aïn al-Assad"]);
        assert_eq!(rows[0].kind, Some(Kind::Place));
    }

    #[test]
    fn an_overlay_may_clear_a_cell() {
        let base = read("a.csv", "id,kind,en,note\nx,place,Xxx,a town\n").expect("valid");
        let over = read("b.csv", "id,note,en\nx,-,\n").expect("valid");
        let rows = overlay([base, over]);
        assert_eq!((rows[0].by_lang[0].len(), rows[0].note.as_str()), (1, ""));
        assert!(rows[0].is_own("note") && !rows[0].is_own("en"));
        assert_eq!(
            (rows[0].origin("en").line, rows[0].origin("en").place("en")),
            (2, 3)
        );
    }

    #[test]
    fn an_open_quotation_mark_is_a_fault() {
        let place = |csv: &str| {
            let faults = read("g.csv", csv).expect_err("not closed");
            (faults[0].line, faults[0].column)
        };
        assert_eq!(place("id,kind,en\nx,place,\"Xxx\n"), (Some(2), Some(3)));
        assert_eq!(
            place("id,kind,en,fr\nx,place,\"Xxx\ny,place,Yyy,\"\n"),
            (Some(2), Some(3))
        );
        assert!(read("g.csv", "id,note\nx,\"one,\ntwo, \"\"three\"\"\"\n").is_ok());
    }

    #[test]
    fn tags_restrict_a_variant() {
        let rows = read("a.csv", "id,variants\nkyiv,Kiev [old en]|Kijew\n").expect("valid");
        let [kiev, kijew] = &rows[0].variants[..] else {
            panic!("two variants")
        };
        assert!(kiev.old && kiev.applies.contains(Lang::En) && !kiev.applies.contains(Lang::Fr));
        assert_eq!(kijew.applies, LangSet::TARGETS);
    }
}
