//! Endings that say what kind of place or house a name belongs to: `Akasaka-cho` is a quarter, `Akasaka-tei` a restaurant.

use std::sync::LazyLock;

static KINDS: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/place-kinds.csv"
));

/// An ending with the kind it tells, as a number that two endings of one kind share.
struct Ending {
    letters: &'static str,
    kind: usize,
    language: &'static str,
}

/// Fewest letters a stem must have for an ending written together with it to be believed: `Nagano` is no field of `Naga`.
const LEAST_STEM: usize = 4;

/// Whether two folded words have one stem and endings of two kinds of one language.
///
/// ```
/// use wirelint::names::place_kinds::are_two_kinds;
/// assert!(are_two_kinds("akasaka cho", "akasaka tei"));
/// assert!(are_two_kinds("kabuki za", "kabukicho"));
/// assert!(!are_two_kinds("akasaka cho", "akasaka machi"), "two readings of one character");
/// ```
pub fn are_two_kinds(a: &str, b: &str) -> bool {
    static ENDINGS: LazyLock<Vec<Ending>> = LazyLock::new(|| {
        KINDS
            .lines()
            .skip(1)
            .enumerate()
            .filter_map(|(kind, line)| {
                let mut cells = line.splitn(3, ',');
                Some((kind, cells.next()?, cells.nth(1)?))
            })
            .flat_map(|(kind, language, endings)| {
                endings.split('|').map(move |letters| Ending {
                    letters,
                    kind,
                    language,
                })
            })
            .collect()
    });
    let cut = |word: &'_ str| -> Vec<(usize, &'static Ending)> {
        ENDINGS
            .iter()
            .filter_map(|e| {
                let stem = word.strip_suffix(e.letters)?;
                let trimmed = stem.trim_end_matches(' ').len();
                (trimmed < stem.len() || trimmed >= LEAST_STEM).then_some((trimmed, e))
            })
            .collect()
    };
    let of_a = cut(a);
    !of_a.is_empty()
        && cut(b).iter().any(|(stem, y)| {
            of_a.iter().any(|(other, x)| {
                a[..*other] == b[..*stem] && x.language == y.language && x.kind != y.kind
            })
        })
}
