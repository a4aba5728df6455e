//! Names people write and what they mean: rules, groups, and the nearest to what is none.

/// The rules, out of all, meant by an id or by a group, `name/` or `name`; empty when there is none.
///
/// ```
/// use wirelint::settings::names::named;
/// let ids = ["name/case", "name/hyphen", "artifact/entity"];
/// assert_eq!(named(ids, "name/"), ["name/case", "name/hyphen"]);
/// assert_eq!(named(ids, "artifact/entity"), ["artifact/entity"]);
/// assert!(named(ids, "hyphen").is_empty());
/// ```
pub fn named(ids: impl IntoIterator<Item = &'static str>, name: &str) -> Vec<&'static str> {
    let group = name.strip_suffix('/').unwrap_or(name);
    ids.into_iter()
        .filter(|id| *id == name || id.split('/').next() == Some(group))
        .collect()
}

/// The one of some names that is nearest to what was written, if any is near.
///
/// ```
/// use wirelint::settings::names::nearest;
/// assert_eq!(nearest(["glossaries", "level"], "glossary"), Some("glossaries"));
/// assert_eq!(nearest(["glossaries", "level"], "zoo"), None);
/// ```
pub fn nearest<'a>(names: impl IntoIterator<Item = &'a str>, written: &str) -> Option<&'a str> {
    /// Least similarity (Jaro-Winkler) worth a suggestion.
    const PLAUSIBLE: f64 = 0.7;
    names
        .into_iter()
        .map(|name| (strsim::jaro_winkler(written, name), name))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(score, _)| *score >= PLAUSIBLE)
        .map(|(_, name)| name)
}
