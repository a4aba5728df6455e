//! Forms that must not be reported by themselves, with the reason: ordinary words, first names, fixed expressions.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::error::Error;
use crate::lang::{Lang, LangSet};
use crate::text::fold_form;

/// The table `glossaries/exceptions.csv` as an automaton from folded forms to languages.
pub struct Exceptions {
    forms: fst::Map<Cow<'static, [u8]>>,
    longest: usize,
}

/// Words in the longest exception, and so how far around a match to look. A longer row is a fault of the table.
const LONGEST: usize = 6;

impl Exceptions {
    /// A compiled table that may lie in the binary.
    ///
    /// # Errors
    /// A sentence, when the bytes are no automaton.
    pub fn from_bytes(bytes: Cow<'static, [u8]>) -> Result<Self, String> {
        Ok(Self {
            forms: fst::Map::new(bytes).map_err(|e| e.to_string())?,
            longest: LONGEST,
        })
    }

    /// Whether the folded form is an exception in `lang`.
    pub fn contains(&self, folded: &str, lang: Lang) -> bool {
        self.forms
            .get(folded)
            .is_some_and(|bits| LangSet::from_bits(bits as u32).contains(lang))
    }

    /// Words in the longest exception: how far around a match to look.
    pub fn longest(&self) -> usize {
        self.longest
    }
}

/// Compiles `form,lang,reason`.
///
/// # Errors
/// Every faulty row, with line and remedy.
///
/// # Panics
/// Never: forms come sorted and unique from a `BTreeMap`, and writing to memory does not fail.
pub fn compile(name: &str, text: &str) -> Result<Vec<u8>, Vec<Error>> {
    let mut forms: BTreeMap<String, LangSet> = BTreeMap::new();
    let mut errors = Vec::new();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(e) => {
                let line = e.position().map_or(1, csv::Position::line);
                errors.push(
                    Error::new(e.to_string(), "give three cells: form, lang, reason")
                        .at(name, line, 1),
                );
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |i| record.get(i).unwrap_or_default().trim();
        let langs: Result<LangSet, String> = match cell(1) {
            "*" => Ok(LangSet::TARGETS),
            langs => langs.split('|').map(str::parse::<Lang>).collect(),
        };
        let folded = fold_form(cell(0));
        match langs {
            Err(problem) => {
                errors.push(Error::new(problem, "use codes, or * for all").at(name, line, 2));
            }
            Ok(_) if cell(2).is_empty() => {
                errors.push(
                    Error::new("an exception without a reason", "say why it is one")
                        .at(name, line, 3),
                );
            }
            Ok(_) if folded.is_empty() || folded.split(' ').count() > LONGEST => errors.push(
                Error::new(
                    format!("{:?} has no letter, or more than {LONGEST} words", cell(0)),
                    "shorten it",
                )
                .at(name, line, 1),
            ),
            Ok(langs) => {
                let entry = forms.entry(folded).or_insert(LangSet::NONE);
                *entry = entry.union(langs);
            }
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut builder = fst::MapBuilder::memory();
    for (form, langs) in forms {
        builder
            .insert(form, u64::from(langs.bits()))
            .expect("a BTreeMap gives sorted unique keys, and memory does not fail");
    }
    Ok(builder.into_inner().expect("memory does not fail"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_without_language_or_reason_are_faults() {
        let faults = compile("e.csv", "form,lang,reason\nParis,xx,a city\nParis,en,\n")
            .expect_err("two faults");
        assert_eq!(faults.len(), 2);
        assert!(
            faults[0]
                .to_string()
                .starts_with("e.csv:2:2: unknown language \"xx\""),
            "{faults:?}"
        );
        let bytes =
            compile("e.csv", "form,lang,reason\n\"Paris, Texas\",en|fr,a town\n").expect("sound");
        let exceptions = Exceptions::from_bytes(bytes.into()).expect("compiled");
        assert!(exceptions.contains(&fold_form("Paris, Texas"), Lang::Fr));
        assert!(!exceptions.contains(&fold_form("Paris, Texas"), Lang::De));
    }
}
