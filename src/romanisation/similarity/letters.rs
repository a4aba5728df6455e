//! Graphemes of a folded word, the vowels between them, and the cheapest alignment of two words.

/// Words are compared by this many graphemes; names are shorter.
pub(super) const LONGEST: usize = 40;

/// A few ASCII characters in a word, first character highest, so that numbers sort as the texts do.
pub(super) const fn packed(text: &[u8]) -> u64 {
    let mut out = 0;
    let mut i = 0;
    while i < 8 {
        out = out << 8 | if i < text.len() { text[i] as u64 } else { 0 };
        i += 1;
    }
    out
}

#[derive(Clone, Copy, Default, PartialEq)]
pub(super) struct Grapheme {
    /// Packed text without doubling; zero where there is none.
    pub(super) code: u64,
    /// Written twice.
    pub(super) twice: bool,
    pub(super) vowel: bool,
    /// The groups of `=near` it is in, a bit each.
    pub(super) groups: u16,
    /// Where it is in the folded word.
    pub(super) from: u8,
    pub(super) to: u8,
}

/// What stands between two consonants.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) struct Slot {
    pub(super) text: [u8; 16],
    pub(super) len: usize,
}

impl Slot {
    pub(super) fn push(&mut self, byte: u8) {
        if self.len < self.text.len() {
            self.text[self.len] = byte;
            self.len += 1;
        }
    }

    pub(super) fn text(&self) -> &[u8] {
        &self.text[..self.len]
    }

    pub(super) fn has(&self, byte: u8) -> bool {
        self.text().contains(&byte)
    }

    pub(super) fn without_apostrophe(&self) -> Self {
        let mut out = Self::default();
        for &b in self.text().iter().filter(|b| **b != b'\'') {
            out.push(b);
        }
        out
    }

    pub(super) fn replaced(&self, pair: [u8; 2], by: u8) -> Self {
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
    pub(super) fn canonical(&self) -> Self {
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

pub(super) fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'w' | b'\'')
}

pub(super) fn is_consonant((x, y): &(Grapheme, Grapheme)) -> bool {
    (x.code != 0 && !x.vowel) || (y.code != 0 && !y.vowel)
}

/// What it takes to align two graphemes, in twentieths. It only decides what is compared with what; the table weighs it.
pub(super) fn substitute(x: Grapheme, y: Grapheme) -> u32 {
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

pub(super) fn delete(x: Grapheme) -> u32 {
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
pub(super) fn align(a: &[Grapheme], b: &[Grapheme]) -> Vec<(Grapheme, Grapheme)> {
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
