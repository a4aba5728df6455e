//! Arabic names with the romanisations that are in use: what no rule of sounds can tell.
//!
//! *Kamel* is كامل, or كمال as Egyptians write it; *Kamil* is only the former. Two spellings that the lexicon has for one native name are one
//! name, whatever their letters; two that it has for different ones are two.

use std::collections::BTreeMap;

/// Native names of a form, as numbers; more than these are not kept.
const MOST: usize = 5;
/// Bits of a number.
const BITS: u32 = 12;
/// What stands before a key, to tell it from a form.
const KEY: char = '=';

/// What the lexicon says of two spellings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// It knows neither.
    Unknown,
    /// It knows one of them.
    One,
    /// It has both for one native name and for no other.
    Same,
    /// It has both for one native name, and one of them for another, too.
    Shared,
    /// It has them for different native names.
    Apart,
    /// The like of both, but for doubled letters and ways to write vowels, is there for one native name.
    AlikeSame,
    /// The like of both is there for different native names.
    AlikeApart,
}

/// The compiled lexicon.
pub struct Lexicon {
    map: Option<fst::Map<&'static [u8]>>,
}

impl Lexicon {
    /// A lexicon that [`compile`] made; bytes that are none give an empty one.
    pub fn new(bytes: &'static [u8]) -> Self {
        Self {
            map: fst::Map::new(bytes).ok(),
        }
    }

    /// What is known of two folded words, apostrophes and all.
    pub fn relation(&self, a: &str, b: &str) -> Relation {
        let (a, b) = (plain(a), plain(b));
        let (x, y) = (self.natives(&a), self.natives(&b));
        if x != 0 && y != 0 {
            return match shared(x, y) {
                false => Relation::Apart,
                true if x == y => Relation::Same,
                true => Relation::Shared,
            };
        }
        let (x, y) = (self.natives(&key(&a)), self.natives(&key(&b)));
        match (x != 0, y != 0) {
            (true, true) if shared(x, y) => Relation::AlikeSame,
            (true, true) => Relation::AlikeApart,
            (false, false) => Relation::Unknown,
            _ => Relation::One,
        }
    }

    /// The numbers of the native names of a form or key, packed; 0 when there are none.
    fn natives(&self, form: &str) -> u64 {
        self.map
            .as_ref()
            .and_then(|map| map.get(form))
            .unwrap_or_default()
    }
}

fn numbers(packed: u64) -> impl Iterator<Item = u64> {
    (0..MOST as u32)
        .map(move |i| packed >> (i * BITS) & ((1 << BITS) - 1))
        .take_while(|n| *n != 0)
}

fn shared(x: u64, y: u64) -> bool {
    numbers(x).any(|n| numbers(y).any(|m| n == m))
}

fn plain(word: &str) -> String {
    word.chars().filter(|c| *c != '\'').collect()
}

/// A folded word without what romanisations of one Arabic word most often differ in: long vowels, doubled letters, a final h.
/// `fit_similarity.py` has the same function; the order of the replacements counts.
fn key(word: &str) -> String {
    let spelt = word
        .replace("ou", "u")
        .replace("oo", "u")
        .replace("ee", "i")
        .replace("dj", "j")
        .replace("tch", "ch")
        .replace('y', "i")
        .replace('w', "u");
    let mut out = String::with_capacity(word.len() + 1);
    out.push(KEY);
    for c in spelt.chars() {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    if out.len() > 2 && out.ends_with('h') {
        out.pop();
    }
    out.replace("ai", "ei")
}

/// Native spellings that differ in the article, hamza, ya or final ha only are one name.
fn native(word: &str) -> String {
    const SHORTEST_WITH_ARTICLE: usize = 5;
    let bare = word
        .strip_prefix("ال")
        .filter(|_| word.chars().count() >= SHORTEST_WITH_ARTICLE);
    bare.unwrap_or(word)
        .chars()
        .map(|c| match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ى' | 'ئ' => 'ي',
            'ؤ' => 'و',
            'ة' => 'ه',
            c => c,
        })
        .collect()
}

/// Compiles the table `native,forms`; forms are separated by `|`.
///
/// # Errors
/// Faulty rows: line and what is wrong.
pub fn compile(table: &str) -> Result<Vec<u8>, Vec<(usize, String)>> {
    let mut numbers: BTreeMap<String, u64> = BTreeMap::new();
    let mut natives: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    let mut faults = Vec::new();
    for (i, line) in table.lines().enumerate().skip(1) {
        let Some((name, forms)) = line.split_once(',') else {
            faults.push((i + 1, "a row without forms".to_owned()));
            continue;
        };
        let next = numbers.len() as u64 + 1;
        let number = *numbers.entry(native(name)).or_insert(next);
        for form in forms.split('|') {
            if form.is_empty() || !form.bytes().all(|b| b.is_ascii_lowercase()) {
                faults.push((
                    i + 1,
                    format!("{form:?} is not in plain lower-case letters"),
                ));
                continue;
            }
            for form in [form.to_owned(), key(form)] {
                let list = natives.entry(form).or_default();
                if !list.contains(&number) {
                    list.push(number);
                }
            }
        }
    }
    if numbers.len() >= 1 << BITS {
        faults.push((1, format!("more than {} native names", (1 << BITS) - 1)));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut builder = fst::MapBuilder::memory();
    for (form, mut list) in natives {
        list.sort_unstable();
        let packed = list
            .iter()
            .take(MOST)
            .enumerate()
            .fold(0, |packed, (i, n)| packed | n << (i as u32 * BITS));
        builder
            .insert(form, packed)
            .map_err(|e| vec![(1, e.to_string())])?;
    }
    builder.into_inner().map_err(|e| vec![(1, e.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_spellings_are() {
        let bytes = compile(
            "native,forms\nكامل,kamel|kamil\nكمال,kamal|kamel\nحسين,hussein|houcine\nحسن,hassan\n",
        )
        .expect("sound");
        let lexicon = Lexicon::new(bytes.leak());
        assert_eq!(lexicon.relation("hussein", "houcine"), Relation::Same);
        assert_eq!(lexicon.relation("kamel", "kamil"), Relation::Shared);
        assert_eq!(lexicon.relation("kamal", "kamil"), Relation::Apart);
        assert_eq!(lexicon.relation("husein", "hasan"), Relation::AlikeApart);
        assert_eq!(lexicon.relation("hussein", "husein"), Relation::AlikeSame);
        assert_eq!(lexicon.relation("hussein", "petrov"), Relation::One);
        assert_eq!(lexicon.relation("ivanov", "petrov"), Relation::Unknown);
    }

    #[test]
    fn rows_that_are_none_are_named() {
        let faults = compile("native,forms\nكامل\nكمال,Kamal\n").expect_err("two faults");
        assert_eq!(faults.iter().map(|f| f.0).collect::<Vec<_>>(), [2, 3]);
    }
}
