//! How likely two spellings are one name.

use super::conventions::Convention;
use super::keys;

/// A comparison of two spellings.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// 0 (two names) to 1 (one name).
    pub score: f64,
    /// What made the score, in words.
    pub why: String,
}

/// From this score on two spellings count as one name.
pub const SAME: f64 = 0.85;

/// Compares two spellings by the keys of every pair of conventions.
///
/// ```
/// use wirelint::romanisation::similarity::{SAME, compare};
/// assert!(compare("Yablonsky", "Jablonski").score >= SAME);
/// assert!(compare("Khomeini", "Khamenei").score < SAME);
/// ```
pub fn compare(a: &str, b: &str) -> Comparison {
    let mut best = Comparison {
        score: 0.0,
        why: "no convention reads both alike".into(),
    };
    let conventions: Vec<&Convention> = keys::reading().collect();
    let keys_of = |name: &str| -> Vec<String> {
        conventions
            .iter()
            .map(|c| keys::name_key(name, c))
            .collect()
    };
    let (keys_a, keys_b) = (keys_of(a), keys_of(b));
    for (ca, ka) in conventions.iter().zip(&keys_a) {
        for (cb, kb) in conventions.iter().zip(&keys_b) {
            // Names without a letter are no names, however alike.
            if ka.is_empty() || kb.is_empty() {
                continue;
            }
            let score = strsim::normalized_damerau_levenshtein(ka, kb);
            if score > best.score {
                best = Comparison {
                    score,
                    why: format!(
                        "“{a}” in {} reads {ka}, “{b}” in {} reads {kb}",
                        ca.name, cb.name
                    ),
                };
            }
        }
    }
    best
}

/// The score of [`compare`] without the words.
pub fn score(a: &str, b: &str) -> f64 {
    compare(a, b).score
}
