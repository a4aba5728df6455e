//! How likely two spellings are one name.
//!
//! Two words are cut into graphemes and aligned at least cost; every difference the alignment shows (a consonant changed or dropped,
//! another vowel between the same consonants) is looked up in `glossaries/similarity.csv`, where `scripts/fit_similarity.py` has put
//! what such a difference says. The sum is evidence, and a logistic function turns it into the score. The script does the same as this
//! module: change both or neither.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::keys;
use super::lexicon::{Lexicon, Relation};

static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/similarity.csv"
));

/// A comparison of two spellings.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// 0 (two names) to 1 (one name).
    pub score: f64,
    /// What made the score, in words.
    pub why: String,
    /// The differences, in the order of the names.
    pub ops: Vec<Op>,
}

/// One difference between two spellings.
#[derive(Clone, Debug, PartialEq)]
pub struct Op {
    /// What stands in the first spelling; empty where nothing does.
    pub a: String,
    /// What stands in the second.
    pub b: String,
    /// Where: `initial`, `medial`, `final` (vowels), `first`, `inside`, `last` (consonants).
    pub place: &'static str,
    /// What it costs; below zero where the difference is one that spellings of one name show.
    pub cost: f64,
}

/// From this score on two spellings count as one name.
pub const SAME: f64 = 0.5;

/// Score of a pair of names per word that has no partner (articles and joined spellings apart). Set by hand: the fit knows single words.
const UNMATCHED: f64 = 0.5;

/// Words are compared by this many graphemes; names are shorter.
const LONGEST: usize = 40;

/// Compares two spellings, word by word; the least alike words decide. An Arabic article may be missing, and a name written as one word
/// may be two in the other spelling.
///
/// ```
/// use wirelint::romanisation::similarity::{SAME, compare};
/// assert!(compare("Yablonsky", "Jablonski").score >= SAME);
/// assert!(compare("al-Kadhimi", "Kazimi").score >= SAME);
/// assert!(compare("Tolstoy", "Tolstaya").score < SAME);
/// assert_eq!(compare("Hussein", "hussein").score, 1.0);
///
/// let why = compare("Yablonsky", "Jablonski");
/// assert_eq!((why.ops[0].a.as_str(), why.ops[0].b.as_str()), ("y", "j"));
/// ```
pub fn compare(a: &str, b: &str) -> Comparison {
    let mut ops = Vec::new();
    let score = compare_names(a, b, Some(&mut ops));
    let mut why = String::new();
    if ops.is_empty() {
        why.push_str(if score >= 1.0 {
            "alike but for case and marks"
        } else if score >= SAME {
            "no difference counts"
        } else {
            "words without a partner"
        });
    }
    for (i, op) in ops.iter().enumerate() {
        if i > 0 {
            why.push_str(", ");
        }
        if op.a.is_empty() && op.b.is_empty() {
            let _ = write!(why, "{} {:+.2}", op.place, op.cost);
            continue;
        }
        let shown = |s: &str| if s.is_empty() { "∅" } else { s }.to_owned();
        // Writing to a string cannot fail.
        let _ = write!(
            why,
            "{}~{} {} {:+.2}",
            shown(&op.a),
            shown(&op.b),
            op.place,
            op.cost
        );
    }
    if !ops.is_empty() && words(a).len() == 1 && words(b).len() == 1 {
        let differences: f64 = ops.iter().map(|op| op.cost).sum();
        let rest = (1.0 - score).ln() - score.ln() - differences;
        let _ = write!(why, "; what is alike, and how much differs {rest:+.2}");
    }
    Comparison { score, why, ops }
}

/// The score of [`compare`] without its reasons, for many pairs.
///
/// ```
/// use wirelint::romanisation::similarity::{SAME, score};
/// assert!(score("Zaluzhnyi", "Zaluzhny") >= SAME);
/// ```
pub fn score(a: &str, b: &str) -> f64 {
    compare_names(a, b, None)
}

fn compare_names(a: &str, b: &str, ops: Option<&mut Vec<Op>>) -> f64 {
    let model: &Model = &MODEL;
    let (wa, wb) = (words(a), words(b));
    if let ([x], [y]) = (&wa[..], &wb[..]) {
        return model.words(x, y, ops);
    }
    // Words in order: the least alike of the paired words, and a factor for each word left over.
    let width = wb.len() + 1;
    let mut best = vec![(0.0, 0_u8); (wa.len() + 1) * width];
    best[0].0 = 1.0;
    for i in 0..=wa.len() {
        for j in 0..=wb.len() {
            let here = i * width + j;
            if i > 0 && j > 0 {
                let pair = model.words(&wa[i - 1], &wb[j - 1], None);
                best[here] = (f64::min(best[here - width - 1].0, pair), 0);
            }
            if i > 0 && best[here - width].0 * UNMATCHED > best[here].0 {
                best[here] = (best[here - width].0 * UNMATCHED, 1);
            }
            if j > 0 && best[here - 1].0 * UNMATCHED > best[here].0 {
                best[here] = (best[here - 1].0 * UNMATCHED, 2);
            }
        }
    }
    let apart = best[best.len() - 1].0;
    if wa.len() != wb.len() && !wa.is_empty() && !wb.is_empty() {
        let (x, y) = (wa.concat(), wb.concat());
        let joined = model.words(&x, &y, None);
        if joined > apart {
            return model.words(&x, &y, ops);
        }
    }
    if let Some(ops) = ops {
        let (mut i, mut j) = (wa.len(), wb.len());
        let mut pairs = Vec::new();
        while i > 0 || j > 0 {
            match best[i * width + j].1 {
                0 if i > 0 && j > 0 => {
                    (i, j) = (i - 1, j - 1);
                    pairs.push((i, j));
                }
                1 if i > 0 => i -= 1,
                _ if j > 0 => j -= 1,
                _ => i -= 1,
            }
        }
        for (i, j) in pairs.into_iter().rev() {
            model.words(&wa[i], &wb[j], Some(ops));
        }
    }
    apart
}

/// The folded words of a name, without articles unless nothing else is there.
fn words(name: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut articles = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let end = rest.find(is_break).unwrap_or(rest.len());
        let (word, tail) = rest.split_at(end);
        let mark = tail.chars().next();
        rest = &tail[mark.map_or(0, char::len_utf8)..];
        let folded = fold(word);
        if folded.is_empty() {
            continue;
        }
        let article = mark.is_some()
            && (keys::is_plain_article(&folded)
                || (mark != Some(' ') && keys::is_article(&folded)));
        if article {
            articles.push(folded);
        } else {
            out.push(folded);
        }
    }
    if out.is_empty() { articles } else { out }
}

fn is_break(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}')
}

/// Lower case, letters of romanisations spelt out, other diacritics dropped, one sign for ayn, hamza and apostrophe.
fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    if word.is_ascii() {
        out.extend(word.bytes().filter_map(|b| match b {
            b'\'' | b'`' => Some('\''),
            b if b.is_ascii_alphabetic() => Some(char::from(b.to_ascii_lowercase())),
            _ => None,
        }));
        return out;
    }
    for c in word.to_lowercase().nfc() {
        if let Some(spelt) = MODEL.letters.get(&c) {
            out.push_str(spelt);
        } else {
            out.extend(
                std::iter::once(c)
                    .nfkd()
                    .filter(|c| !is_combining_mark(*c) && (c.is_alphabetic() || *c == '\'')),
            );
        }
    }
    out
}

/// A few ASCII characters in a word, first character highest, so that numbers sort as the texts do.
const fn packed(text: &[u8]) -> u64 {
    let mut out = 0;
    let mut i = 0;
    while i < 8 {
        out = out << 8 | if i < text.len() { text[i] as u64 } else { 0 };
        i += 1;
    }
    out
}

#[derive(Clone, Copy, Default, PartialEq)]
struct Grapheme {
    /// Packed text without doubling; zero where there is none.
    code: u64,
    /// Written twice.
    twice: bool,
    vowel: bool,
    /// The groups of `=near` it is in, a bit each.
    groups: u16,
    /// Where it is in the folded word.
    from: u8,
    to: u8,
}

/// What stands between two consonants.
#[derive(Clone, Copy, Default, PartialEq)]
struct Slot {
    text: [u8; 16],
    len: usize,
}

impl Slot {
    fn push(&mut self, byte: u8) {
        if self.len < self.text.len() {
            self.text[self.len] = byte;
            self.len += 1;
        }
    }

    fn text(&self) -> &[u8] {
        &self.text[..self.len]
    }

    fn has(&self, byte: u8) -> bool {
        self.text().contains(&byte)
    }

    fn without_apostrophe(&self) -> Self {
        let mut out = Self::default();
        for &b in self.text().iter().filter(|b| **b != b'\'') {
            out.push(b);
        }
        out
    }

    fn replaced(&self, pair: [u8; 2], by: u8) -> Self {
        let mut out = Self::default();
        let mut i = 0;
        while i < self.len {
            if self.text()[i..].starts_with(&pair) {
                out.push(by);
                i += 2;
            } else {
                out.push(self.text[i]);
                i += 1;
            }
        }
        out
    }

    /// One letter per vowel: y as i, w as u, ou and oo as u, ee as i, long vowels as short.
    fn canonical(&self) -> Self {
        let mut plain = self.without_apostrophe();
        let len = plain.len;
        for b in &mut plain.text[..len] {
            *b = match *b {
                b'y' => b'i',
                b'w' => b'u',
                other => other,
            };
        }
        let plain = plain
            .replaced(*b"ou", b'u')
            .replaced(*b"oo", b'u')
            .replaced(*b"ee", b'i');
        let mut out = Self::default();
        for &b in plain.text() {
            if out.text().last() != Some(&b) {
                out.push(b);
            }
        }
        out
    }
}

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

struct Model {
    letters: HashMap<char, &'static str>,
    graphemes: Vec<&'static [u8]>,
    groups: HashMap<u64, u16>,
    bias: f64,
    weights: HashMap<Key, f64>,
}

static MODEL: LazyLock<Model> = LazyLock::new(Model::load);
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
    fn words(&self, a: &str, b: &str, ops: Option<&mut Vec<Op>>) -> f64 {
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

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'w' | b'\'')
}

fn is_consonant((x, y): &(Grapheme, Grapheme)) -> bool {
    (x.code != 0 && !x.vowel) || (y.code != 0 && !y.vowel)
}

/// What it takes to align two graphemes, in twentieths. It only decides what is compared with what; the table weighs it.
fn substitute(x: Grapheme, y: Grapheme) -> u32 {
    if x.code == y.code {
        return if x.twice == y.twice { 0 } else { 4 };
    }
    if x.vowel && y.vowel {
        let apostrophe = packed(b"'");
        return if x.code == apostrophe || y.code == apostrophe {
            16
        } else {
            10
        };
    }
    if x.vowel != y.vowel {
        let (vowel, consonant) = if x.vowel { (x, y) } else { (y, x) };
        return match ((vowel.code >> 56) as u8, consonant.code) {
            (b'w' | b'u', c) if c == packed(b"v") => 12,
            (b'y' | b'i', c) if c == packed(b"j") => 18,
            (b'w', c) if c == packed(b"b") => 18,
            _ => 60,
        };
    }
    if x.groups & y.groups == 0 { 32 } else { 18 }
}

fn delete(x: Grapheme) -> u32 {
    if x.code == packed(b"'") {
        4
    } else if x.vowel {
        9
    } else if x.code == packed(b"h") {
        14
    } else {
        26
    }
}

/// The cheapest alignment; a grapheme without partner stands beside [`Grapheme::default`].
fn align(a: &[Grapheme], b: &[Grapheme]) -> Vec<(Grapheme, Grapheme)> {
    let width = b.len() + 1;
    let mut cost = vec![(0_u32, 0_u8); (a.len() + 1) * width];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            if i == 0 && j == 0 {
                continue;
            }
            let here = i * width + j;
            let mut best = (u32::MAX, 0);
            if i > 0 && j > 0 {
                best = (cost[here - width - 1].0 + substitute(a[i - 1], b[j - 1]), 0);
            }
            if i > 0 {
                best = best.min((cost[here - width].0 + delete(a[i - 1]), 1));
            }
            if j > 0 {
                best = best.min((cost[here - 1].0 + delete(b[j - 1]), 2));
            }
            cost[here] = best;
        }
    }
    let mut path = Vec::with_capacity(a.len() + b.len());
    let (mut i, mut j) = (a.len(), b.len());
    while i > 0 || j > 0 {
        let step = cost[i * width + j].1;
        let (mut left, mut right) = (Grapheme::default(), Grapheme::default());
        if step != 2 {
            i -= 1;
            left = a[i];
        }
        if step != 1 {
            j -= 1;
            right = b[j];
        }
        path.push((left, right));
    }
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        compare(a, b).score >= SAME
    }

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

    #[test]
    fn one_name() {
        for (a, b) in [
            ("Zaluzhnyi", "Zaluzhny"),
            ("Yablonsky", "Jablonski"),
            ("Alekseeva", "Alekseyeva"),
            ("Uryu", "Uriu"),
            ("Mohammed", "Muhammad"),
            ("Hachd", "Hashd"),
            ("Abd al-Rahman", "Abd Rahman"),
            ("Jong-un", "Jongun"),
            ("Zelensky", "Selenskyj"),
        ] {
            assert!(same(a, b), "{a} {b}: {:?}", compare(a, b));
        }
    }

    #[test]
    fn two_names() {
        for (a, b) in [
            ("Zambia", "Gambia"),
            ("Tolstoy", "Tolstaya"),
            ("Sadi", "Said"),
            ("Hatem", "Hazem"),
            ("Ali Hatem", "Ali Hazem"),
        ] {
            assert!(!same(a, b), "{a} {b}: {:?}", compare(a, b));
        }
    }

    #[test]
    fn symmetrical_and_within_bounds() {
        let names = [
            "",
            "-",
            "al-",
            "Əliyev",
            "Нет",
            "Kim Jong-un",
            "ʿAbd al-Raḥmān",
            "Abdel Rahman",
            "ssh",
            "a",
            "''",
            "Müller",
            "Mueller",
            "dschschtsch",
        ];
        for a in names {
            for b in names {
                let (x, y) = (compare(a, b), compare(b, a));
                assert!((0.0..=1.0).contains(&x.score), "{a} {b} {}", x.score);
                assert!((x.score - y.score).abs() < 1e-9, "{a} {b}");
                assert!((x.score - score(a, b)).abs() < 1e-12, "{a} {b}");
            }
        }
        let long = "kh".repeat(500);
        assert!(compare(&long, "Khan").score < SAME);
    }

    #[test]
    fn says_what_differs() {
        let c = compare("Yablonsky", "Jablonski");
        let ops: Vec<_> = c.ops.iter().map(|o| (o.a.as_str(), o.b.as_str())).collect();
        assert_eq!(ops, [("y", "j"), ("y", "i")]);
        assert!(c.why.starts_with("y~j"), "{}", c.why);
    }
}
