//! What an article says on whether two of its name words are one name: features for the fitted model.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use crate::names::known_words::is_known;
use crate::names::words::{NameWord, Place};
use crate::romanisation::{keys, similarity};

static ENDINGS: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/name-endings.csv"
));

/// Names of the features, in the order of [`features`]. The weights table is keyed by these names.
pub const FEATURES: [&str; 43] = [
    "similarity",
    "similarity-squared",
    "key-similarity",
    "edit-similarity",
    "jaro-winkler",
    "same-skeleton",
    "skeleton-similarity",
    "skeleton-length",
    "common-prefix",
    "common-suffix",
    "length",
    "length-difference",
    "same-first-letter",
    "same-last-letter",
    "one-contains-other",
    "one-is-prefix",
    "hyphen-in-one",
    "capitals-in-one",
    "capitals-in-both",
    "ending-plural-or-genitive",
    "ending-demonym",
    "ending-derivation",
    "ending-slavic-family",
    "ending-case-ending",
    "ending-nordic-ending",
    "ending-japanese-suffix",
    "ending-inflection",
    "rarer-count",
    "commoner-count",
    "count-ratio",
    "same-sentence",
    "adjacent",
    "shared-capital-before",
    "shared-capital-after",
    "other-capital-before",
    "other-capital-after",
    "shared-word-before",
    "shared-word-after",
    "article-before-one",
    "one-opens-only",
    "both-open-only",
    "known-word-one",
    "known-word-both",
];

/// The features of a pair.
pub fn features(a: &NameWord, b: &NameWord) -> [f64; FEATURES.len()] {
    let (x, y) = (a.folded.as_str(), b.folded.as_str());
    let (nx, ny) = (x.chars().count(), y.chars().count());
    let (shorter, longer) = (nx.min(ny) as f64, nx.max(ny) as f64);
    let prefix = x.chars().zip(y.chars()).take_while(|(p, q)| p == q).count();
    let suffix = x
        .chars()
        .rev()
        .zip(y.chars().rev())
        .take_while(|(p, q)| p == q)
        .count();
    let (sx, sy) = (skeleton(x), skeleton(y));
    let similar = similarity::score(&a.text, &b.text);
    let ending = ending_class(x, y, prefix);
    let is = |class: &str| flag(ending == Some(class));
    let (ca, cb) = (a.places.len() as f64, b.places.len() as f64);
    let [before, after, other_before, other_after] = company(a, b);
    let (known_x, known_y) = (is_known(x), is_known(y));
    [
        similar,
        similar * similar,
        key_similarity(&a.text, &b.text),
        strsim::normalized_damerau_levenshtein(x, y),
        strsim::jaro_winkler(x, y),
        flag(sx == sy),
        strsim::normalized_levenshtein(&sx, &sy),
        sx.len().min(sy.len()).min(6) as f64 / 6.0,
        prefix as f64 / longer,
        suffix as f64 / longer,
        shorter.min(12.0) / 12.0,
        (longer - shorter).min(6.0) / 6.0,
        flag(prefix > 0),
        flag(suffix > 0),
        flag(x.contains(y) || y.contains(x)),
        flag(x.starts_with(y) || y.starts_with(x)),
        flag(a.text.contains('-') != b.text.contains('-')),
        flag(a.is_upper() != b.is_upper()),
        flag(a.is_upper() && b.is_upper()),
        is("plural-or-genitive"),
        is("demonym"),
        is("derivation"),
        is("slavic-family"),
        is("case-ending"),
        is("nordic-ending"),
        is("japanese-suffix"),
        is("inflection"),
        ca.min(cb).ln_1p(),
        ca.max(cb).ln_1p(),
        ca.min(cb) / ca.max(cb),
        same_sentence(a, b),
        flag(adjacent(a, b)),
        before,
        after,
        other_before,
        other_after,
        flag(shares_word(a, b, |p| &p.before, |p| p.before_capital)),
        flag(shares_word(a, b, |p| &p.after, |p| p.after_capital)),
        flag(after_article(a) != after_article(b)),
        flag(opens_only(a) != opens_only(b)),
        flag(opens_only(a) && opens_only(b)),
        flag(known_x != known_y),
        flag(known_x && known_y),
    ]
}

/// How alike two words sound when each is read by the convention that brings them closest: what the fitted similarity, made for
/// Arabic names, does not know of other languages. English is paired with each convention; two foreign ones seldom meet in an article.
fn key_similarity(a: &str, b: &str) -> f64 {
    let keys_of =
        |name: &str| -> Vec<String> { keys::reading().map(|c| keys::name_key(name, c)).collect() };
    let (x, y) = (keys_of(a), keys_of(b));
    (0..x.len())
        .flat_map(|i| [(i, i), (0, i), (i, 0)])
        .map(|(i, j)| strsim::normalized_damerau_levenshtein(&x[i], &y[j]))
        .fold(0.0, f64::max)
}

fn flag(b: bool) -> f64 {
    f64::from(u8::from(b))
}

/// The consonants of a folded word, those that romanisations confuse made one, doubled ones single.
///
/// ```
/// use wirelint::names::evidence::skeleton;
/// assert_eq!(skeleton("hachd"), skeleton("hashd"));
/// assert_eq!(skeleton("zaluzhnyi"), skeleton("zaluzhny"));
/// ```
pub fn skeleton(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    // `x` is two sounds: `Alexei` and `Aleksei` have one skeleton.
    let folded = folded.replace('x', "ks");
    let mut rest = folded.as_str();
    while let Some(c) = rest.chars().next() {
        let (sound, width) = SKELETON_DIGRAPHS
            .iter()
            .find(|(digraph, _)| rest.starts_with(digraph))
            .map_or((single(c), c.len_utf8()), |(digraph, sound)| {
                (Some(*sound), digraph.len())
            });
        if let Some(sound) = sound
            && !out.ends_with(sound)
        {
            out.push(sound);
        }
        rest = &rest[width..];
    }
    out
}

const SKELETON_DIGRAPHS: [(&str, char); 17] = [
    ("shch", 'S'),
    ("sch", 'S'),
    ("tch", 'C'),
    ("dsch", 'J'),
    ("sh", 'S'),
    ("ch", 'S'),
    ("zh", 'J'),
    ("dj", 'J'),
    ("kh", 'h'),
    ("gh", 'g'),
    ("th", 't'),
    ("dh", 'd'),
    ("ph", 'f'),
    ("ts", 'c'),
    ("tz", 'c'),
    ("cz", 'S'),
    ("ck", 'k'),
];

fn single(c: char) -> Option<char> {
    match c {
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' | ' ' | '-' => None,
        'q' | 'c' => Some('k'),
        'w' => Some('v'),
        'j' => Some('J'),
        c if c.is_alphanumeric() => Some(c),
        _ => None,
    }
}

/// The class of the endings in which two words with a common stem differ.
pub fn ending_class(x: &str, y: &str, common_chars: usize) -> Option<&'static str> {
    static CLASSES: LazyLock<HashMap<(&str, &str), &str>> = LazyLock::new(|| {
        ENDINGS
            .lines()
            .skip(1)
            .filter_map(|line| {
                let mut cells = line.splitn(4, ',');
                Some(((cells.next()?, cells.next()?), cells.next()?))
            })
            .collect()
    });
    // With some of what they share, the longest first: `sk` and `sky` is a town and its adjective, nothing and `y` can be two spellings.
    (0..=common_chars.min(SHARED_LETTERS))
        .rev()
        .find_map(|shared| {
            let rest = |s: &str| -> usize {
                s.char_indices()
                    .nth(common_chars - shared)
                    .map_or(s.len(), |(i, _)| i)
            };
            let (a, b) = (&x[rest(x)..], &y[rest(y)..]);
            CLASSES.get(&(a.min(b), a.max(b))).copied()
        })
}

/// Letters of the common stem that a row of the endings table may name.
const SHARED_LETTERS: usize = 3;

/// Share of the rarer word's places that stand in one sentence with the other: two people are named together, two spellings rarely.
fn same_sentence(a: &NameWord, b: &NameWord) -> f64 {
    let sentences = |w: &NameWord| w.places.iter().map(|p| p.sentence).collect::<BTreeSet<_>>();
    let (sa, sb) = (sentences(a), sentences(b));
    sa.intersection(&sb).count() as f64 / sa.len().min(sb.len()) as f64
}

fn adjacent(a: &NameWord, b: &NameWord) -> bool {
    const NEAR: usize = 2;
    a.places.iter().any(|p| {
        b.places
            .iter()
            .any(|q| p.sentence == q.sentence && p.position.abs_diff(q.position) <= NEAR)
    })
}

/// Capitalised neighbours: shared before, shared after, both have one but none shared (before, after).
fn company(a: &NameWord, b: &NameWord) -> [f64; 4] {
    let side = |capital: fn(&Place) -> bool, word: fn(&Place) -> &str| {
        let set = |w: &'_ NameWord| -> BTreeSet<String> {
            w.places
                .iter()
                .filter(|p| capital(p))
                .map(|p| word(p).to_owned())
                .collect()
        };
        let (sa, sb) = (set(a), set(b));
        let shared = sa.intersection(&sb).next().is_some();
        (
            flag(shared),
            flag(!shared && !sa.is_empty() && !sb.is_empty()),
        )
    };
    let (before, other_before) = side(|p| p.before_capital, |p| &p.before);
    let (after, other_after) = side(|p| p.after_capital, |p| &p.after);
    [before, after, other_before, other_after]
}

/// Whether both have the same lower-case word beside them that says something: a role or title, not `of` or `the`.
fn shares_word(
    a: &NameWord,
    b: &NameWord,
    word: fn(&Place) -> &str,
    capital: fn(&Place) -> bool,
) -> bool {
    const SAYS_SOMETHING: usize = 4;
    a.places.iter().any(|p| {
        !capital(p)
            && word(p).len() > SAYS_SOMETHING
            && b.places.iter().any(|q| !capital(q) && word(q) == word(p))
    })
}

/// Whether every capital of the word may be due to its place.
fn opens_only(w: &NameWord) -> bool {
    w.places.iter().all(|p| p.opens)
}

fn after_article(w: &NameWord) -> bool {
    w.places.iter().any(|p| is_definite_article(&p.before))
}

/// Whether a folded word is a definite article of a target language.
pub(crate) fn is_definite_article(folded: &str) -> bool {
    matches!(
        folded,
        "the" | "le" | "la" | "les" | "der" | "die" | "das" | "el" | "los" | "las" | "il"
    )
}
