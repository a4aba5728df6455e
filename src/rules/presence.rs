//! Which words stand near a place, told fast and now and then wrongly: a word that is near is never denied.
//!
//! A frame that begins with `the` would otherwise be tried at every `the`; nearly always another of its words is nowhere near. Words are
//! bits of a small set by their hash (a Bloom filter with one hash; Bloom 1970, "Space/time trade-offs in hash coding"), one set for each
//! stretch of tokens.

use crate::text::Text;
use crate::text::tokens::Token;

/// Tokens in a stretch. What begins in a stretch and is no longer than one ends in it or in the next.
pub const STRETCH: usize = 32;

/// Words of 64 bits in a set: two stretches fill a thousand bits to a sixteenth.
const WORDS: usize = 16;

/// The bit of a folded word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bit(u16);

impl Bit {
    /// The bit of a folded word.
    pub fn of(folded: &str) -> Self {
        // FNV-1a with 32 bits, its upper half folded onto the lower: the low bits alone are spread badly.
        let hash = folded.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        Self(((hash ^ (hash >> 16)) % (WORDS as u32 * 64)) as u16)
    }
}

/// The words of a block, by stretches.
pub struct Presence(Vec<[u64; WORDS]>);

impl Presence {
    /// Notes the words of a block.
    pub fn new(text: &Text, block: &[Token]) -> Self {
        let note = |stretch: &[Token]| {
            let mut set = [0; WORDS];
            for token in stretch.iter().filter(|t| t.is_word()) {
                let Bit(bit) = Bit::of(text.folded(token));
                set[usize::from(bit / 64)] |= 1 << (bit % 64);
            }
            set
        };
        Self(block.chunks(STRETCH).map(note).collect())
    }

    /// Whether all these words may stand in the stretch of token `at` or in the next.
    pub fn may_have(&self, at: usize, words: &[Bit]) -> bool {
        let stretch = at / STRETCH;
        words.iter().all(|Bit(bit)| {
            let near = self.0.iter().skip(stretch).take(2);
            near.into_iter()
                .any(|set| set[usize::from(bit / 64)] & (1 << (bit % 64)) != 0)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn no_word_that_is_near_is_denied() {
        let prose = (0..200)
            .map(|i| format!("w{i}"))
            .collect::<Vec<_>>()
            .join(" ");
        let text = Text::new(&prose, [Span::new(0, prose.len())]);
        let presence = Presence::new(&text, &text.tokens);
        for at in 0..200 {
            for near in at..(at + STRETCH).min(200) {
                assert!(presence.may_have(at, &[Bit::of(&format!("w{near}"))]));
            }
        }
        assert!(!presence.may_have(0, &[Bit::of("elsewhere")]));
        assert!(!presence.may_have(500, &[Bit::of("w1")]));
    }
}
