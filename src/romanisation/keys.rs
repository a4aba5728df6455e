//! Keys: what is left of a name when a convention has read it as sounds. Two spellings may be one name when their keys meet.

use unicode_normalization::UnicodeNormalization;

use super::conventions::{self, Convention};
use crate::text::fold::is_dropped;

/// Stands for the Arabic article, however it is written (`al-`, `el-`, `ash-`, `ad-`).
pub const ARTICLE: &str = "@";

/// The conventions by which a spelling in a translated article is read when a glossary concept is sought:
/// those of the languages translated from, each of which leaves its romanisation behind.
pub const READING: [&str; 7] = ["en", "fr", "de", "es", "it", "pl", "tr"];

/// The key of one word under one convention.
///
/// ```
/// use wirelint::romanisation::{conventions, keys};
/// let (fr, en) = (conventions::named("fr").unwrap(), conventions::named("en").unwrap());
/// assert_eq!(keys::word_key("Hachd", fr), keys::word_key("Hashd", en));
/// ```
pub fn word_key(word: &str, convention: &Convention) -> String {
    let mut key = String::with_capacity(word.len());
    if word.is_ascii() {
        let lower: String = word
            .bytes()
            .filter(u8::is_ascii_alphanumeric)
            .map(|b| char::from(b.to_ascii_lowercase()))
            .collect();
        convention.push_sounds(&lower, &mut key);
    } else {
        let lower: String = word
            .nfc()
            .flat_map(char::to_lowercase)
            .filter(|c| !is_dropped(*c) && *c != '.')
            .collect();
        convention.push_sounds(&lower, &mut key);
    }
    key
}

/// The key of a whole name, words joined by spaces.
pub fn name_key(name: &str, convention: &Convention) -> String {
    let mut out = String::new();
    for word in
        name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}'))
    {
        if !word.is_empty() {
            push(&mut out, &word_key(word, convention));
        }
    }
    out
}

/// Whether a word is a form of the Arabic article when it stands before a hyphen and a name. Assimilated forms count: ash-, as-, ad- ...
///
/// Source: IJMES and ALA-LC print `al-` throughout; press usage assimilates before sun letters and writes `el-` after Maghrebi
/// and Egyptian usage.
pub fn is_article(word: &str) -> bool {
    matches!(
        word,
        "al" | "el"
            | "ul"
            | "il"
            | "ash"
            | "esh"
            | "ach"
            | "ech"
            | "asch"
            | "as"
            | "es"
            | "ad"
            | "ed"
            | "an"
            | "en"
            | "ar"
            | "er"
            | "at"
            | "et"
            | "az"
            | "ez"
            | "adh"
            | "ath"
    )
}

/// Whether a word is the article even without a hyphen: the forms that are words of no target language in that place.
pub fn is_plain_article(word: &str) -> bool {
    matches!(word, "al" | "el")
}

/// The keys of a glossary form, words joined by spaces: with its articles, and without them when it has any.
///
/// `words` are `(word, hyphen follows)`.
pub fn form_keys(words: &[(&str, bool)], convention: &Convention) -> Vec<String> {
    let mut with = String::new();
    let mut without = String::new();
    let mut articles = false;
    for (i, (word, hyphen)) in words.iter().enumerate() {
        let lower = word.to_lowercase();
        let last = i + 1 == words.len();
        if !last && ((*hyphen && is_article(&lower)) || is_plain_article(&lower)) {
            push(&mut with, ARTICLE);
            articles = true;
        } else {
            let key = word_key(word, convention);
            push(&mut with, &key);
            push(&mut without, &key);
        }
    }
    if articles && !without.is_empty() {
        vec![with, without]
    } else {
        vec![with]
    }
}

fn push(keys: &mut String, key: &str) {
    if !keys.is_empty() {
        keys.push(' ');
    }
    keys.push_str(key);
}

/// The conventions of [`READING`], in that order.
pub fn reading() -> impl Iterator<Item = &'static Convention> {
    READING.into_iter().filter_map(conventions::named)
}
