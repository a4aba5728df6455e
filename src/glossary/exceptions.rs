//! Forms that must not be reported by themselves, with the reason: ordinary words, first names, fixed expressions.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lang::{Lang, LangSet};
use crate::text::fold_form;

static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/exceptions.csv"
));

/// The table `glossaries/exceptions.csv`, by folded form.
#[derive(Clone, Debug, Default)]
pub struct Exceptions {
    forms: HashMap<String, LangSet>,
    longest: usize,
}

impl Exceptions {
    /// The shipped table.
    pub fn shipped() -> Self {
        static SHIPPED: LazyLock<Exceptions> = LazyLock::new(|| Exceptions::read(TABLE));
        SHIPPED.clone()
    }

    /// Reads `form,lang,reason`; a malformed row is left out (a test holds the shipped table to its form).
    fn read(table: &str) -> Self {
        let mut exceptions = Self::default();
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        for record in reader.records().flatten() {
            let (Some(form), Some(langs)) = (record.get(0), record.get(1)) else {
                continue;
            };
            let langs = match langs {
                "*" => LangSet::TARGETS,
                langs => langs
                    .split('|')
                    .filter_map(|l| l.parse::<Lang>().ok())
                    .collect(),
            };
            let folded = fold_form(form);
            exceptions.longest = exceptions.longest.max(folded.split(' ').count());
            let entry = exceptions.forms.entry(folded).or_insert(LangSet::NONE);
            *entry = entry.union(langs);
        }
        exceptions
    }

    /// Whether the folded form is an exception in `lang`.
    pub fn contains(&self, folded: &str, lang: Lang) -> bool {
        self.forms
            .get(folded)
            .is_some_and(|langs| langs.contains(lang))
    }

    /// Words in the longest exception: how far around a match to look.
    pub fn longest(&self) -> usize {
        self.longest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_language_and_a_reason() {
        let mut reader = csv::Reader::from_reader(TABLE.as_bytes());
        for (i, record) in reader.records().enumerate() {
            let record = record.expect("readable CSV");
            assert_eq!(record.len(), 3, "row {i}");
            assert!(
                !record[2].trim().is_empty(),
                "row {i} has no reason: {record:?}"
            );
            assert!(
                &record[1] == "*" || record[1].split('|').all(|l| l.parse::<Lang>().is_ok()),
                "row {i}: {record:?}"
            );
        }
    }
}
