//! Conventions as tables from graphemes to sounds, read from `glossaries/romanisation.csv`.
//!
//! A sound is one ASCII character. Capital letters are classes wider than a phoneme, because romanisations do not agree inside them:
//! `A` (a, e, schwa), `I` (i, y), `U` (o, u); `S` is sh, `Z` zh, `C` ch as in church, `J` the first sound of jam, `c` ts, `x` kh, `j` the
//! first sound of yes, `v` both v and w. The others are what they look like.

use std::collections::BTreeMap;
use std::sync::LazyLock;

static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/romanisation.csv"
));

/// Where in a word a row of the table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    Any,
    Initial,
    Final,
    /// Before a, e, i, o, u or y, with or without a diacritic.
    BeforeVowel,
    /// Before e, i or y.
    BeforeFront,
}

#[derive(Debug)]
struct Row {
    grapheme: &'static str,
    place: Where,
    sounds: &'static str,
}

/// A romanisation convention: a table from graphemes to sounds.
#[derive(Debug)]
pub struct Convention {
    /// Short name, as in the table: `en`, `fr`, `iso9`, `pinyin`.
    pub name: &'static str,
    /// Where the table comes from.
    pub source: &'static str,
    /// Rows by first character, longest grapheme first, the stricter place first.
    rows: BTreeMap<char, Vec<Row>>,
}

/// Every convention, in the order of the table.
pub fn all() -> &'static [Convention] {
    static ALL: LazyLock<Vec<Convention>> = LazyLock::new(load);
    &ALL
}

/// The convention of that name.
pub fn named(name: &str) -> Option<&'static Convention> {
    all().iter().find(|c| c.name == name)
}

/// The cells hold no quotes (tested below), so the table is split by hand; see [`facts::rows`](crate::text::facts::rows).
fn rows() -> impl Iterator<Item = (&'static str, Row, &'static str)> {
    TABLE.lines().skip(1).filter_map(|line| {
        let mut cells = line.splitn(5, ',');
        let name = cells.next()?;
        let grapheme = cells.next()?;
        let place = match cells.next()? {
            "initial" => Where::Initial,
            "final" => Where::Final,
            "before-vowel" => Where::BeforeVowel,
            "before-front" => Where::BeforeFront,
            _ => Where::Any,
        };
        let sounds = cells.next()?;
        Some((
            name,
            Row {
                grapheme,
                place,
                sounds,
            },
            cells.next().unwrap_or_default(),
        ))
    })
}

fn load() -> Vec<Convention> {
    let mut conventions: Vec<Convention> = Vec::new();
    for (name, _, source) in rows().filter(|(name, ..)| *name != "*") {
        if conventions.last().is_none_or(|c| c.name != name) {
            conventions.push(Convention {
                name,
                source,
                rows: BTreeMap::new(),
            });
        }
    }
    for convention in &mut conventions {
        // A convention's own row comes before the common one for the same grapheme and place.
        for own in [true, false] {
            for (name, row, _) in rows() {
                if (own && name != convention.name) || (!own && name != "*") {
                    continue;
                }
                let Some(first) = row.grapheme.chars().next() else {
                    continue;
                };
                let bucket = convention.rows.entry(first).or_default();
                let shadowed = bucket.iter().any(|r| {
                    r.grapheme == row.grapheme
                        && (r.place == row.place || (!own && r.place == Where::Any))
                });
                if !shadowed {
                    bucket.push(row);
                }
            }
        }
        for bucket in convention.rows.values_mut() {
            bucket.sort_by_key(|r| (std::cmp::Reverse(r.grapheme.len()), r.place == Where::Any));
        }
    }
    conventions
}

impl Convention {
    /// Appends the sounds of one lower-case word. A letter the convention does not know is tried again without its diacritic
    /// (`fallback`), and otherwise stands for itself.
    pub fn push_sounds(&self, word: &str, out: &mut String) {
        let begin = out.len();
        let mut at = 0;
        while let Some(c) = word[at..].chars().next() {
            let rest = &word[at..];
            let row = self.rows.get(&c).and_then(|bucket| {
                bucket.iter().find(|r| {
                    rest.starts_with(r.grapheme) && holds(r.place, at, &rest[r.grapheme.len()..])
                })
            });
            let (sounds, width) = match row {
                Some(row) => (row.sounds, row.grapheme.len()),
                None => (self.fallback(c, &rest[c.len_utf8()..], at), c.len_utf8()),
            };
            for sound in sounds.chars() {
                // Double letters and long vowels say nothing reliable.
                if out.len() == begin || !out.ends_with(sound) {
                    out.push(sound);
                }
            }
            at += width;
        }
    }

    /// Sounds of a letter without its diacritic.
    fn fallback(&self, c: char, rest: &str, at: usize) -> &'static str {
        let mut base = String::new();
        crate::text::fold::push_folded(c.encode_utf8(&mut [0; 4]), &mut base);
        let Some(first) = base.chars().next() else {
            return "";
        };
        self.rows
            .get(&first)
            .and_then(|bucket| {
                bucket
                    .iter()
                    .find(|r| r.grapheme == base && holds(r.place, at, rest))
            })
            .map_or("", |r| r.sounds)
    }
}

fn holds(place: Where, at: usize, rest: &str) -> bool {
    let next = rest.chars().next();
    match place {
        Where::Any => true,
        Where::Initial => at == 0,
        Where::Final => next.is_none(),
        Where::BeforeVowel => next.is_some_and(|c| is_vowel(c, "aeiouy")),
        Where::BeforeFront => next.is_some_and(|c| is_vowel(c, "eiy")),
    }
}

fn is_vowel(c: char, set: &str) -> bool {
    if c.is_ascii() {
        return set.contains(c);
    }
    let mut base = String::new();
    crate::text::fold::push_folded(c.encode_utf8(&mut [0; 4]), &mut base);
    base.chars().next().is_some_and(|b| set.contains(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_well_formed() {
        for (i, line) in TABLE.lines().enumerate().skip(1) {
            assert!(!line.contains('"'), "line {}: quotes are not read", i + 1);
            assert!(
                line.splitn(5, ',').count() == 5,
                "line {}: five cells",
                i + 1
            );
        }
        for (name, row, source) in rows() {
            assert!(row.sounds.is_ascii(), "{name} {}", row.grapheme);
            assert!(!source.is_empty(), "{name} {}: no source", row.grapheme);
        }
    }

    #[test]
    fn the_same_sounds_by_different_conventions() {
        let sounds = |name: &str, word: &str| {
            let mut out = String::new();
            named(name)
                .expect("known convention")
                .push_sounds(word, &mut out);
            out
        };
        assert_eq!(sounds("fr", "chaâbi"), sounds("en", "shaabi"));
        assert_eq!(sounds("de", "schaabi"), sounds("en", "shaabi"));
        assert_eq!(sounds("fr", "soudani"), sounds("en", "sudani"));
        assert_eq!(sounds("de", "selenskyj"), sounds("en", "zelenskyy"));
        assert_eq!(sounds("es", "jamenei"), sounds("de", "chamenei"));
        assert_ne!(sounds("en", "khomeini"), sounds("en", "khamenei"));
    }
}
