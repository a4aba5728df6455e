//! The writing system of a character or a word.

pub use unicode_script::Script;
use unicode_script::UnicodeScript;

/// The script of a word's letters: `None` when it has none, or when they come from two scripts.
///
/// ```
/// use wirelint::text::script::{of_word, Script};
/// assert_eq!(of_word("Багдад"), Some(Script::Cyrillic));
/// assert_eq!(of_word("Bаghdad"), None); // the first a is Cyrillic
/// ```
pub fn of_word(word: &str) -> Option<Script> {
    let mut scripts = word
        .chars()
        .filter(|c| c.is_alphabetic())
        .map(|c| c.script());
    let first = scripts.next()?;
    scripts.all(|s| s == first).then_some(first)
}
