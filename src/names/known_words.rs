//! Words that English knows, as sets the build script made.
//!
//! Two known names that look alike are more often two names than one, and a common word is no name: `River` is not a spelling of
//! `Rivera`.

use std::sync::LazyLock;

static KNOWN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/known-words.fst"));
static COMMON: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/english-words.fst"));

// A set that cannot be read would be a fault of the build, which the test below would show.
type Set = Option<fst::Set<&'static [u8]>>;

/// Whether a folded word stands in `glossaries/known-words.csv` (CMU Pronouncing Dictionary): a word or name English news has often.
///
/// ```
/// use wirelint::names::known_words::is_known;
/// assert!(is_known("neal") && is_known("nell"));
/// assert!(!is_known("zaluzhnyi"));
/// ```
pub fn is_known(folded: &str) -> bool {
    static SET: LazyLock<Set> = LazyLock::new(|| fst::Set::new(KNOWN).ok());
    SET.as_ref().is_some_and(|set| set.contains(folded))
}

/// Whether a folded word stands in `glossaries/english-words.csv` (SCOWL): a common English word, no name.
///
/// ```
/// use wirelint::names::known_words::is_common;
/// assert!(is_common("river"));
/// assert!(!is_common("rivera"));
/// ```
pub fn is_common(folded: &str) -> bool {
    static SET: LazyLock<Set> = LazyLock::new(|| fst::Set::new(COMMON).ok());
    SET.as_ref().is_some_and(|set| set.contains(folded))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_sets_can_be_read() {
        assert!(super::is_known("rivera"));
        assert!(super::is_common("river"));
    }
}
