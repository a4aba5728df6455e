//! What the fitted table says of an alignment.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::lexicon::{Lexicon, Relation};
use super::Op;
use super::letters::{Grapheme, LONGEST, Slot, align, is_consonant, is_vowel, packed};

static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/similarity.csv"
));

macro_rules! families {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// What a row of the table weighs.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        enum Family { $($variant),* }

        impl Family {
            fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

families! {
    Apostrophe = "apostrophe",
    Both = "both",
    Cell = "cell",
    Changed = "changed",
    Consonant = "consonant",
    Consonants = "consonants",
    Double = "double",
    DoubleChanged = "double-changed",
    Dropped = "dropped",
    Edits = "edits",
    Far = "far",
    Head = "head",
    Length = "length",
    Lexicon = "lexicon",
    Matched = "matched",
    Moved = "moved",
    Near = "near",
    Only = "only",
    Spelling = "spelling",
    Tail = "tail",
    Vowel = "vowel",
    VowelChanged = "vowel-changed",
    VowelDropped = "vowel-dropped",
    Vowels = "vowels",
    VowelsAlike = "vowels-alike",
}

type Key = (Family, u64, u64, u64);

pub(super) struct Model {
    pub(super) letters: HashMap<char, &'static str>,
    graphemes: Vec<&'static [u8]>,
    groups: HashMap<u64, u16>,
    bias: f64,
    weights: HashMap<Key, f64>,
}

pub(super) static MODEL: LazyLock<Model> = LazyLock::new(Model::load);
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(include_bytes!(concat!(
        env!("OUT_DIR"),
        "/arabic-names.fst"
    )))
});

/// Counts over a whole word, and the weights they add up to.
#[derive(Default)]
struct Tally {
    sum: f64,
    matched: usize,
    changed: usize,
    vowels: usize,
    edits: usize,
    filled: [bool; 2],
    single: [(u64, u64, u64); 8],
    singles: usize,
}

impl Tally {
    fn single(&mut self, place: u64, a: u64, b: u64) {
        if let Some(slot) = self.single.get_mut(self.singles) {
            *slot = (place, a, b);
            self.singles += 1;
        }
    }
}

impl Model {
    /// The cells hold no quotes and no commas (tested below), so the table is split by hand.
    fn load() -> Self {
        let mut model = Self {
            letters: HashMap::new(),
            graphemes: Vec::new(),
            groups: HashMap::new(),
            bias: 0.0,
            weights: HashMap::new(),
        };
        for line in TABLE.lines().skip(1) {
            let mut cells = line.split(',');
            let mut cell = || cells.next().unwrap_or_default();
            let (family, place, a, b, weight) = (cell(), cell(), cell(), cell(), cell());
            let number = weight.parse::<f64>().unwrap_or_default();
            match family {
                "=letter" => {
                    if let Some(c) = a.chars().next() {
                        model.letters.insert(c, b);
                    }
                }
                "=grapheme" => model.graphemes.push(a.as_bytes()),
                "=near" => {
                    let group = place.parse::<u32>().unwrap_or_default().min(15);
                    *model.groups.entry(packed(a.as_bytes())).or_default() |= 1 << group;
                }
                "bias" => model.bias = number,
                _ => {
                    if let Some(family) = Family::named(family) {
                        let [place, a, b] = [place, a, b].map(|s| packed(s.as_bytes()));
                        model.weights.insert((family, place, a, b), number);
                    }
                }
            }
        }
        model
    }

    fn weight(&self, family: Family, place: u64, a: u64, b: u64) -> f64 {
        let key = (family, place, a.min(b), a.max(b));
        self.weights.get(&key).copied().unwrap_or_default()
    }

    /// Fills `out` with the graphemes of a folded word and returns how many there are.
    fn graphemes(&self, word: &str, out: &mut [Grapheme; LONGEST]) -> usize {
        let bytes = word.as_bytes();
        let mut len = 0;
        let mut i = 0;
        while i < bytes.len() && i < usize::from(u8::MAX) - 8 && len < LONGEST {
            let from = i as u8;
            let rest = &bytes[i..];
            if is_vowel(bytes[i]) {
                out[len] = Grapheme {
                    code: packed(&rest[..1]),
                    vowel: true,
                    from,
                    to: from + 1,
                    ..Grapheme::default()
                };
                len += 1;
                i += 1;
                continue;
            }
            let width = self
                .graphemes
                .iter()
                .find(|g| rest.starts_with(g))
                .map_or_else(
                    || word[i..].chars().next().map_or(1, char::len_utf8),
                    |g| g.len(),
                );
            let grapheme = &rest[..width];
            let mut twice = rest[width..].starts_with(grapheme);
            i += width * (1 + usize::from(twice));
            let mut from = from;
            // ssh, tth, kkh: the letter before an h is the doubling.
            if width == 2 && grapheme[1] == b'h' && !twice && len > 0 {
                let before = out[len - 1];
                if !before.twice && before.code == packed(&grapheme[..1]) {
                    len -= 1;
                    twice = true;
                    from = before.from;
                }
            }
            let code = packed(grapheme);
            out[len] = Grapheme {
                code,
                twice,
                vowel: false,
                groups: self.groups.get(&code).copied().unwrap_or_default(),
                from,
                to: i as u8,
            };
            len += 1;
        }
        len
    }

    /// Compares two folded words.
    pub(super) fn words(&self, a: &str, b: &str, ops: Option<&mut Vec<Op>>) -> f64 {
        if a == b {
            return 1.0;
        }
        let swapped = a > b;
        let (a, b) = if swapped { (b, a) } else { (a, b) };
        let (mut ga, mut gb) = (
            [Grapheme::default(); LONGEST],
            [Grapheme::default(); LONGEST],
        );
        let na = self.graphemes(a, &mut ga);
        let nb = self.graphemes(b, &mut gb);
        let evidence = self.evidence((a, &ga[..na]), (b, &gb[..nb]), swapped, ops);
        1.0 / (1.0 + (-evidence).exp())
    }

    fn evidence(
        &self,
        (word_a, graphemes_a): (&str, &[Grapheme]),
        (word_b, graphemes_b): (&str, &[Grapheme]),
        swapped: bool,
        mut ops: Option<&mut Vec<Op>>,
    ) -> f64 {
        let path = align(graphemes_a, graphemes_b);
        let mut tally = Tally::default();
        let (mut slot_a, mut slot_b) = (Slot::default(), Slot::default());
        let consonants: usize = path.iter().filter(|p| is_consonant(p)).count();
        let mut seen = 0;
        let mut initial_empty = true;
        let mut emit = |left: &str, right: &str, place: &'static str, cost: f64| {
            if let Some(ops) = ops.as_deref_mut() {
                let (left, right) = if swapped {
                    (right, left)
                } else {
                    (left, right)
                };
                ops.push(Op {
                    a: left.to_owned(),
                    b: right.to_owned(),
                    place,
                    cost,
                });
            }
        };
        for (at, pair) in path.iter().enumerate() {
            let (x, y) = *pair;
            if !is_consonant(pair) {
                if x.code != 0 {
                    slot_a.push((x.code >> 56) as u8);
                }
                if y.code != 0 {
                    slot_b.push((y.code >> 56) as u8);
                }
                continue;
            }
            let place = if seen == 0 { "initial" } else { "medial" };
            self.slot(&slot_a, &slot_b, place, &mut tally, &mut emit);
            if seen == 0 {
                initial_empty = slot_a.len == 0 && slot_b.len == 0;
            }
            let place = if seen == 0 && initial_empty {
                "first"
            } else if seen + 1 == consonants && at + 1 == path.len() {
                "last"
            } else {
                "inside"
            };
            let before = tally.sum;
            if self.consonant(x, y, place, &mut tally) {
                let text = |word: &str, g: Grapheme| {
                    word.get(usize::from(g.from)..usize::from(g.to))
                        .unwrap_or_default()
                        .to_owned()
                };
                emit(
                    &text(word_a, x),
                    &text(word_b, y),
                    place,
                    before - tally.sum,
                );
            }
            (slot_a, slot_b) = (Slot::default(), Slot::default());
            seen += 1;
        }
        // A name without consonants is one slot, and it is initial.
        let place = if consonants == 0 { "initial" } else { "final" };
        self.slot(&slot_a, &slot_b, place, &mut tally, &mut emit);
        let known = self.known(word_a, word_b);
        if known.abs() > 0.0 {
            emit("", "", "the lexicon of Arabic names", -known);
        }
        self.bias + tally.sum + self.counts(&tally) + known
    }

    /// What the lexicon of Arabic names adds.
    fn known(&self, a: &str, b: &str) -> f64 {
        let row = |name: &str| self.weight(Family::Lexicon, 0, 0, packed(name.as_bytes()));
        match LEXICON.relation(a, b) {
            Relation::Unknown => 0.0,
            Relation::One => row("one"),
            Relation::Same => row("same") + row("all"),
            Relation::Shared => row("same") + row("some"),
            Relation::Apart => row("apart"),
            Relation::AlikeSame => row("ksame"),
            Relation::AlikeApart => row("kapart"),
        }
    }

    /// Adds what a pair of aligned consonants says; whether they differ.
    fn consonant(&self, x: Grapheme, y: Grapheme, place: &str, tally: &mut Tally) -> bool {
        let place = packed(place.as_bytes());
        if x.code == y.code {
            tally.matched += 1;
            if x.twice != y.twice {
                tally.sum += self.weight(Family::Double, place, 0, 0)
                    + self.weight(Family::Double, 0, x.code, x.code);
                return true;
            }
            return false;
        }
        tally.changed += 1;
        tally.sum += self.weight(Family::Consonant, 0, x.code, y.code);
        tally.single(0, x.code, y.code);
        if x.code == 0 || y.code == 0 {
            tally.edits += 1;
            tally.sum +=
                self.weight(Family::Dropped, 0, 0, 0) + self.weight(Family::Dropped, place, 0, 0);
        } else if !x.vowel && !y.vowel {
            tally.edits += 1;
            let family = if x.groups & y.groups == 0 {
                Family::Far
            } else {
                Family::Near
            };
            tally.sum += self.weight(Family::Changed, 0, 0, 0)
                + self.weight(Family::Changed, place, 0, 0)
                + self.weight(family, 0, 0, 0);
        }
        if x.twice || y.twice {
            tally.sum += self.weight(Family::DoubleChanged, 0, 0, 0);
        }
        true
    }

    /// Adds what the vowels between two consonants say.
    fn slot(
        &self,
        u: &Slot,
        v: &Slot,
        place: &'static str,
        tally: &mut Tally,
        emit: &mut impl FnMut(&str, &str, &'static str, f64),
    ) {
        if u == v {
            if u.len > 0 {
                tally.sum += self.weight(Family::VowelsAlike, 0, 0, 0);
            }
            return;
        }
        let before = tally.sum;
        let at = packed(place.as_bytes());
        if u.has(b'\'') != v.has(b'\'') {
            tally.sum += self.weight(Family::Apostrophe, at, 0, 0);
            tally.edits += 1;
        }
        let (cu, cv) = (u.canonical(), v.canonical());
        let (pu, pv) = (u.without_apostrophe(), v.without_apostrophe());
        let spelling = self.weight(Family::Spelling, 0, packed(pu.text()), packed(pv.text()));
        if cu == cv {
            tally.edits += 1;
            tally.sum += self.weight(Family::Length, at, 0, 0);
            if pu != pv {
                tally.sum += spelling;
            }
        } else {
            tally.edits += 1;
            tally.vowels += 1;
            tally.filled[0] |= cu.len == 0;
            tally.filled[1] |= cv.len == 0;
            let (x, y) = (packed(cu.text()), packed(cv.text()));
            tally.single(at, x, y);
            tally.sum += self.weight(Family::Vowel, 0, x, y)
                + self.weight(Family::Vowel, at, x, y)
                + spelling;
            if let (Some(hu), Some(hv), Some(tu), Some(tv)) = (
                cu.text().first(),
                cv.text().first(),
                cu.text().last(),
                cv.text().last(),
            ) {
                tally.sum += self.weight(Family::VowelChanged, at, 0, 0)
                    + self.weight(Family::Head, at, packed(&[*hu]), packed(&[*hv]))
                    + self.weight(Family::Tail, at, packed(&[*tu]), packed(&[*tv]));
            } else {
                tally.sum += self.weight(Family::VowelDropped, at, 0, 0);
            }
        }
        let text = |s: &Slot| -> String { s.text().iter().map(|b| char::from(*b)).collect() };
        emit(&text(u), &text(v), place, before - tally.sum);
    }

    /// What the counts of differences and of consonants alike say.
    fn counts(&self, tally: &Tally) -> f64 {
        let mut sum = 0.0;
        let mut digit = |family, n: usize| sum += self.weight(family, number(n), 0, 0);
        (1..=tally.changed.min(3)).for_each(|n| digit(Family::Consonants, n));
        (1..=tally.vowels.min(3)).for_each(|n| digit(Family::Vowels, n));
        (2..=tally.edits.min(4)).for_each(|n| digit(Family::Edits, n));
        digit(Family::Matched, tally.matched.min(5));
        let cell = [
            tally.changed.min(3),
            tally.vowels.min(3),
            tally.matched.min(4),
        ]
        .map(|n| b'0' + n as u8);
        sum += self.weight(Family::Cell, packed(&cell), 0, 0);
        if tally.edits == 1 {
            for &(place, x, y) in &tally.single[..tally.singles] {
                sum += self.weight(Family::Only, place, x, y);
            }
        }
        if tally.changed > 0 && tally.vowels > 0 {
            sum += self.weight(Family::Both, 0, 0, 0);
        }
        if tally.filled == [true; 2] {
            sum += self.weight(Family::Moved, 0, 0, 0);
        }
        sum
    }
}

const fn number(n: usize) -> u64 {
    packed(&[b'0' + n as u8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_well_formed() {
        for (i, line) in TABLE.lines().enumerate().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            assert_eq!(cells.len(), 5, "line {}", i + 1);
            assert!(!line.contains('"'), "line {}: quotes are not read", i + 1);
            if !cells[0].starts_with('=') {
                assert!(cells[4].parse::<f64>().is_ok(), "line {}", i + 1);
                assert!(
                    cells[0] == "bias" || Family::named(cells[0]).is_some(),
                    "line {}: {}",
                    i + 1,
                    cells[0]
                );
            }
        }
        assert!(MODEL.weights.len() > 500);
    }
}
