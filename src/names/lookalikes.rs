//! Names that look alike and are not: data, each row with a reason.

use std::collections::{HashMap, HashSet};
use std::sync::{LazyLock, OnceLock};

use crate::lang::Lang;
use crate::text::fold::push_folded;

static LOOK_ALIKES: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/look-alikes.csv"
));
static DEMONYMS: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/demonyms.csv"
));

/// Whether two folded words are listed as different names.
///
/// ```
/// use wirelint::names::lookalikes::are_listed;
/// assert!(are_listed("khamenei", "khomeini"));
/// assert!(!are_listed("zaluzhny", "zaluzhnyi"));
/// ```
pub fn are_listed(a: &str, b: &str) -> bool {
    reason(a, b).is_some()
}

/// Why two folded words are listed as different names, if they are.
pub fn reason(a: &str, b: &str) -> Option<&'static str> {
    static ROWS: LazyLock<HashMap<String, Vec<usize>>> = LazyLock::new(|| {
        let mut rows: HashMap<String, Vec<usize>> = HashMap::new();
        for (row, line) in LOOK_ALIKES.lines().skip(1).enumerate() {
            let forms = line.split(',').next().unwrap_or_default();
            for form in forms.split('|') {
                rows.entry(folded_word(form)).or_default().push(row);
            }
        }
        rows
    });
    let (of_a, of_b) = (ROWS.get(a)?, ROWS.get(b)?);
    let row = of_a.iter().find(|row| of_b.contains(row))?;
    Some(LOOK_ALIKES.lines().nth(row + 1)?.split_once(',')?.1)
}

/// Whether a folded word is an adjective of place, a people or a language in `lang`.
pub fn is_demonym(folded: &str, lang: Lang) -> bool {
    // One set per language, made when an article in it is read: all seven would cost a start more than the article.
    static WORDS: [OnceLock<HashSet<String>>; Lang::TARGETS.len()] =
        [const { OnceLock::new() }; Lang::TARGETS.len()];
    let Some(column) = Lang::TARGETS.iter().position(|l| *l == lang) else {
        return false;
    };
    let words = WORDS[column].get_or_init(|| {
        DEMONYMS
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(','))
            .filter(|(code, _)| *code == lang.code())
            .map(|(_, word)| folded_word(word))
            .collect()
    });
    words.contains(folded)
}

/// Folds a single word of the tables, which may be hyphenated, without cutting it into tokens first.
fn folded_word(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    push_folded(&word.replace('-', " "), &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_well_formed() {
        for (i, line) in LOOK_ALIKES.lines().enumerate().skip(1) {
            let (forms, reason) = line.split_once(',').unwrap_or_default();
            assert!(
                forms.split('|').count() > 1 && !reason.is_empty(),
                "look-alikes.csv:{}: {line}",
                i + 1
            );
            assert!(
                !forms.contains('"'),
                "look-alikes.csv:{}: quotes are not read",
                i + 1
            );
        }
        for (i, line) in DEMONYMS.lines().enumerate().skip(1) {
            let (lang, word) = line.split_once(',').unwrap_or_default();
            assert!(
                lang.parse::<Lang>().is_ok() && !word.is_empty(),
                "demonyms.csv:{}: {line}",
                i + 1
            );
        }
    }
}
