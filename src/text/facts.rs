//! Facts of languages that the text stage needs, from `glossaries/language-facts.csv`.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::lang::Lang;

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    /// Language code; `*` for all.
    pub lang: &'static str,
    /// What the form is: see the `README.md` of `glossaries/`.
    pub kind: &'static str,
    /// The form as written.
    pub form: &'static str,
}

static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/language-facts.csv"
));

/// Every row. The table is ours and tested; its cells hold no comma and no quote, so it is split by hand:
/// a CSV reader would be the larger part of what a short article costs.
pub fn rows() -> impl Iterator<Item = Fact> {
    TABLE.lines().skip(1).filter_map(|line| {
        let mut cells = line.splitn(4, ',');
        Some(Fact {
            lang: cells.next()?,
            kind: cells.next()?,
            form: cells.next()?,
        })
    })
}

/// Forms of one kind for one language, with those of all languages.
pub fn forms(kind: &'static str, lang: Lang) -> impl Iterator<Item = &'static str> {
    rows()
        .filter(move |f| f.kind == kind && (f.lang == "*" || f.lang == lang.code()))
        .map(|f| f.form)
}

/// Forms of one kind in every language.
fn all_forms(kind: &str) -> HashSet<&'static str> {
    rows().filter(|f| f.kind == kind).map(|f| f.form).collect()
}

/// Whether a word before an apostrophe is an elided article or preposition (`l’`, `d’`, `dell’`), in any language.
///
/// Language is not asked: glossary forms and articles must be cut at the same places.
pub fn is_elision(folded: &str) -> bool {
    static ELISIONS: LazyLock<HashSet<&str>> = LazyLock::new(|| all_forms("elision"));
    ELISIONS.contains(folded)
}

/// Whether a word (without its full stop, lower-cased) is an abbreviation after which a sentence goes on.
pub fn is_abbreviation(lower: &str) -> bool {
    static ABBREVIATIONS: LazyLock<HashSet<&str>> = LazyLock::new(|| all_forms("abbreviation"));
    ABBREVIATIONS.contains(lower)
}

/// Whether a word (lower-cased, without its full stop) is an abbreviation that may also end a sentence: `Inc.`, `etc.`.
pub fn is_closing_abbreviation(lower: &str) -> bool {
    static CLOSING: LazyLock<HashSet<&str>> = LazyLock::new(|| all_forms("closing-abbreviation"));
    CLOSING.contains(lower)
}

/// Whether a lower-case word may stand inside or before a surname: `von`, `al`, `bin`, `de`.
pub fn is_name_particle(lower: &str) -> bool {
    static PARTICLES: LazyLock<HashSet<&str>> = LazyLock::new(|| all_forms("name-particle"));
    PARTICLES.contains(lower)
}

/// Whether a name is written in lower case even where a sentence begins: `adidas`.
pub fn is_lower_case_brand(lower: &str) -> bool {
    static BRANDS: LazyLock<HashSet<&str>> = LazyLock::new(|| all_forms("lower-case-brand"));
    BRANDS.contains(lower)
}

/// Whether a word may stand twice in a row in `lang`: `had had`, `nous nous`.
pub fn may_double(folded: &str, lang: Lang) -> bool {
    forms("may-double", lang).any(|form| form == folded)
}

/// Whether a folded word is a cry that doubled words follow by right: `oh là là`.
pub fn is_interjection(folded: &str, lang: Lang) -> bool {
    forms("interjection", lang).any(|form| form == folded)
}

static FUNCTION_WORDS: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/function-words.csv"
));

/// Rows `lang,word` of `glossaries/function-words.csv`; its cells hold no quotes (tested).
pub fn function_words() -> impl Iterator<Item = (&'static str, &'static str)> {
    FUNCTION_WORDS
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(','))
}

/// Whether a folded word is an article, pronoun, preposition, conjunction or auxiliary of `lang`.
pub fn is_function_word(folded: &str, lang: Lang) -> bool {
    static FOLDED: LazyLock<HashSet<(&str, String)>> = LazyLock::new(|| {
        function_words()
            .map(|(lang, word)| {
                let mut key = String::new();
                super::fold::push_folded(word, &mut key);
                (lang, key)
            })
            .collect()
    });
    // A set of pairs is asked with owned keys; the words of a name are few, and the set is made once.
    FOLDED.contains(&(lang.code(), folded.to_owned()))
}

/// Whether a word as written is a function word in any language.
pub fn is_function_word_of_any(word: &str) -> bool {
    static LOWER: LazyLock<HashSet<&str>> =
        LazyLock::new(|| function_words().map(|(_, word)| word).collect());
    LOWER.contains(word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_well_formed() {
        for (i, line) in TABLE.lines().enumerate().skip(1) {
            assert!(line.matches(',').count() >= 3, "line {}: {line}", i + 1);
            assert!(!line.contains('"'), "line {}: quotes are not read", i + 1);
        }
        for f in rows() {
            assert!(f.lang == "*" || f.lang.parse::<Lang>().is_ok(), "{f:?}");
            assert!(!f.form.is_empty(), "{f:?}");
        }
    }
}
