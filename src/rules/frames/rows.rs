//! The rows of the calque tables.

use std::borrow::Cow;

use super::super::table;
use crate::lang::Lang;

/// A file of `glossaries/` and its text.
macro_rules! shipped {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/glossaries/", $name)),
        )
    };
}

/// The tables that ship, one row per frame.
pub static TABLES: &[(&str, &str)] = &[
    shipped!("calques-en-arabic-chinese.csv"),
    shipped!("calques-en-german-russian.csv"),
    shipped!("calques-en-romance.csv"),
    shipped!("calques-from-english.csv"),
    shipped!("calques-portuguese-dutch.csv"),
];

/// One row of a table of frames.
#[derive(Clone, Debug)]
pub struct Row {
    /// Unique among all tables.
    pub id: &'static str,
    /// Codes of the languages it shines through from, joined by `|`.
    source: &'static str,
    /// Code of the language of the articles.
    pub target: &'static str,
    /// The frame as written.
    pub frame: Cow<'static, str>,
    /// What a copy editor would write in the example.
    pub suggestion: Cow<'static, str>,
    /// Which source phrase is shining through, a sentence.
    pub explanation: Cow<'static, str>,
    /// A sentence with the fault.
    pub example: Cow<'static, str>,
    /// `warning` or `info`.
    pub level: &'static str,
}

impl Row {
    /// Whether it is a rendering from that language.
    pub fn comes_from(&self, source: Lang) -> bool {
        self.sources().any(|code| code == source.code())
    }

    /// Whether it is nearly never wrong.
    pub fn is_warning(&self) -> bool {
        self.level == "warning"
    }

    /// The codes of its source languages.
    pub fn sources(&self) -> impl Iterator<Item = &'static str> {
        self.source.split('|')
    }
}

/// The rows of a table; lines with too few cells are left out (a test finds them).
pub fn rows(table: &'static str) -> impl Iterator<Item = Row> {
    table.lines().skip(1).filter_map(|line| {
        let mut cells = table::cells(line);
        let mut next = || cells.next();
        Some(Row {
            id: borrowed(next())?,
            source: borrowed(next())?,
            target: borrowed(next())?,
            frame: next()?,
            suggestion: next()?,
            explanation: next()?,
            example: next()?,
            level: borrowed(next())?,
        })
    })
}

/// Codes and ids hold no quotes, so they are always borrowed.
fn borrowed(cell: Option<Cow<'static, str>>) -> Option<&'static str> {
    match cell? {
        Cow::Borrowed(text) => Some(text),
        Cow::Owned(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_with_commas_and_quotes() {
        static TABLE: &str = "id,source,target,frame,suggestion,explanation,example,level\na,fr|es,en,\"x , y\",s,\"say \"\"x\"\"\",\"He, x, y\",info\n";
        let all: Vec<Row> = rows(TABLE).collect();
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].frame, "x , y");
        assert_eq!(all[0].explanation, "say \"x\"");
        assert!(all[0].comes_from(Lang::Es) && !all[0].comes_from(Lang::It));
    }
}
