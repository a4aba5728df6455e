//! Cutting a block into words, numbers and marks.

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use super::{MARK_GAP, WORD_GAP, facts, fold};
use crate::span::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TokenKind {
    /// Letters, with digits and inner marks allowed (`Covid-19` is two tokens, `U.S.` is one).
    Word,
    /// Begins with a digit.
    Number,
    /// One mark or symbol.
    Mark,
}

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// No cased letter.
    None,
    /// First cased letter is lower case and so are the others.
    Lower,
    /// First cased letter is upper case, with a lower-case one after it, or it is a single letter.
    Initial,
    /// Two or more letters, all upper case.
    Upper,
    /// First cased letter is lower case, a later one upper case: `eBay`, `iPhone`.
    Inner,
}

/// What stands between a token and the one before it in its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nothing.
    None,
    /// White space within a line.
    Space,
    /// White space with a line break.
    Newline,
}

/// A token with its place in the document and in [`Text::folded`](super::Text::folded).
#[derive(Clone, Debug)]
pub struct Token {
    /// Place in the document.
    pub span: Span,
    /// Word, number or mark.
    pub kind: TokenKind,
    /// Capitalisation.
    pub case: Case,
    /// What stands before it.
    pub gap: Gap,
    /// Place of the folded form, bytes of [`Text::folded`](super::Text::folded); empty for marks.
    pub fold: std::ops::Range<u32>,
    /// Whether it is the first word of its sentence (marks before it do not count).
    pub opens_sentence: bool,
    /// Cut from a longer word at an apostrophe: an elision before it or a possessive `'s`.
    pub clitic: bool,
}

impl Token {
    /// Whether it is a word or number.
    pub fn is_word(&self) -> bool {
        self.kind != TokenKind::Mark
    }

    /// Whether its first cased letter is upper case.
    pub fn is_capitalised(&self) -> bool {
        matches!(self.case, Case::Initial | Case::Upper)
    }
}

/// How a word is capitalised.
pub fn case_of(word: &str) -> Case {
    let mut first = None;
    let (mut upper, mut lower) = (0usize, 0usize);
    for c in word.chars() {
        if c.is_uppercase() {
            upper += 1;
        } else if c.is_lowercase() {
            lower += 1;
        } else {
            continue;
        }
        first.get_or_insert(c.is_uppercase());
    }
    match first {
        None => Case::None,
        Some(false) if upper == 0 => Case::Lower,
        Some(false) => Case::Inner,
        Some(true) if upper > 1 && lower == 0 => Case::Upper,
        Some(true) => Case::Initial,
    }
}

/// Whether a mark joins two words into one name when nothing else stands between them.
pub fn is_hyphen(mark: &str) -> bool {
    matches!(mark, "-" | "\u{2010}" | "\u{2011}")
}

/// Whether a character is an apostrophe, straight or curly.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Cuts one block and appends its tokens and folded words.
///
/// Unicode word segmentation (UAX 29), then three corrections that names need: an elision (`l’OTAN`, `d'Al-Qaïm`) and a possessive
/// (`Biden’s`) are cut off at the apostrophe; the last full stop of a dotted acronym (`U.S.`, `EE.UU.`) belongs to it; and two words
/// glued at a full stop (`ended.The`) are cut, because UAX 29 keeps them together.
pub fn push_block(prose: &str, block: Span, tokens: &mut Vec<Token>, folded: &mut String) {
    let mut cutter = Cutter {
        prose,
        tokens,
        folded,
        gap: Gap::Newline,
        join: None,
    };
    let mut skip_to = 0;
    for (offset, piece) in prose[block.range()].split_word_bound_indices() {
        let start = block.start + offset;
        if start < skip_to {
            continue;
        }
        let Some(c) = piece.chars().next() else {
            continue;
        };
        if c.is_whitespace() {
            let newline = piece.contains('\n');
            if newline || cutter.gap != Gap::Newline {
                cutter.gap = if newline { Gap::Newline } else { Gap::Space };
            }
        } else if piece.chars().any(char::is_alphanumeric) {
            let end = start + piece.len();
            skip_to = cutter.word(Span::new(start, end), block.end);
        } else {
            // A run of other characters (an emoji with its modifiers) is one mark.
            cutter.mark(Span::new(start, start + piece.len()));
        }
    }
}

/// Where the last word ended and whether anything but space or a hyphen followed it.
#[derive(Clone, Copy)]
enum Join {
    /// White space, a hyphen, or a cut at an apostrophe: the words belong together.
    Word,
    /// A hyphen right after a word: joins only if a word follows at once.
    Hyphen,
    /// Any other mark.
    Mark,
}

struct Cutter<'a> {
    prose: &'a str,
    tokens: &'a mut Vec<Token>,
    folded: &'a mut String,
    gap: Gap,
    join: Option<Join>,
}

impl Cutter<'_> {
    /// Adds a mark.
    fn mark(&mut self, span: Span) {
        let hyphen = is_hyphen(&self.prose[span.range()])
            && self.gap == Gap::None
            && matches!(self.join, Some(Join::Word));
        let at = self.folded.len() as u32;
        self.tokens.push(Token {
            span,
            kind: TokenKind::Mark,
            case: Case::None,
            gap: self.gap,
            fold: at..at,
            opens_sentence: false,
            clitic: false,
        });
        if self.join.is_some() {
            self.join = Some(if hyphen { Join::Hyphen } else { Join::Mark });
        }
        self.gap = Gap::None;
    }

    /// Adds a word, cut where needed; returns where the next piece may start.
    fn word(&mut self, span: Span, limit: usize) -> usize {
        let word = &self.prose[span.range()];
        if word.contains('.') && !word.starts_with(|c: char| c.is_ascii_digit()) {
            if is_dotted_acronym(word) {
                let stop = usize::from(self.prose[span.end..limit].starts_with('.'));
                let whole = Span::new(span.start, span.end + stop);
                self.single(whole, false);
                return whole.end;
            }
            // "ended.The", "lemonde.fr": each part a word, the full stops marks.
            let mut at = span.start;
            for part in word.split('.') {
                if !part.is_empty() {
                    self.apostrophes(Span::new(at, at + part.len()));
                }
                at += part.len();
                if at < span.end {
                    self.mark(Span::new(at, at + 1));
                    at += 1;
                }
            }
            return span.end;
        }
        self.apostrophes(span);
        span.end
    }

    /// Cuts elisions off the front and a possessive off the end.
    fn apostrophes(&mut self, span: Span) {
        let word = &self.prose[span.range()];
        let Some((at, mark)) = word.char_indices().find(|(_, c)| is_apostrophe(*c)) else {
            return self.single(span, false);
        };
        let (head, tail) = (&word[..at], &word[at + mark.len_utf8()..]);
        let cut = Span::new(span.start, span.start + at);
        let rest = Span::new(span.start + at + mark.len_utf8(), span.end);
        if !head.is_empty() && !tail.is_empty() && facts::is_elision(&head.to_lowercase()) {
            self.single(cut, true);
            self.apostrophes(rest);
        } else if tail.eq_ignore_ascii_case("s") && !head.is_empty() {
            self.single(cut, false);
            self.single(rest, true);
        } else {
            self.single(span, false);
        }
    }

    fn single(&mut self, span: Span, clitic: bool) {
        let word = &self.prose[span.range()];
        let before = self.folded.len();
        if let Some(join) = self.join {
            let together = match join {
                Join::Word => true,
                Join::Hyphen => self.gap == Gap::None,
                Join::Mark => false,
            };
            self.folded.push(if together { WORD_GAP } else { MARK_GAP });
        }
        let start = self.folded.len() as u32;
        if word.contains('.') {
            let letters: String = word.chars().filter(|c| *c != '.').collect();
            fold::push_folded(&letters, self.folded);
        } else {
            fold::push_folded(word, self.folded);
        }
        if self.folded.len() == start as usize {
            // Only signs that folding drops (`ʾ`, a tatweel): no word.
            self.folded.truncate(before);
            return self.mark(span);
        }
        let number = word.chars().next().is_some_and(char::is_numeric);
        self.tokens.push(Token {
            span,
            kind: if number {
                TokenKind::Number
            } else {
                TokenKind::Word
            },
            case: case_of(word),
            gap: self.gap,
            fold: start..self.folded.len() as u32,
            opens_sentence: false,
            clitic,
        });
        self.gap = Gap::None;
        self.join = Some(Join::Word);
    }
}

/// `U.S`, `EE.UU`, `R.D.C`: parts of one or two capitals. `a.m` and `p.m` count too: their full stop ends no sentence.
fn is_dotted_acronym(word: &str) -> bool {
    let short = |part: &str| part.chars().count() <= 2 && part.chars().all(char::is_uppercase);
    word.split('.').all(short)
        || word
            .split('.')
            .all(|p| p.chars().count() == 1 && p.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(s: &str) -> (Vec<&str>, String) {
        let (mut tokens, mut folded) = (Vec::new(), String::new());
        push_block(s, Span::new(0, s.len()), &mut tokens, &mut folded);
        (tokens.iter().map(|t| &s[t.span.range()]).collect(), folded)
    }

    #[test]
    fn names_are_cut_where_they_must_be() {
        assert_eq!(cut("l’OTAN").0, ["l", "OTAN"]);
        assert_eq!(cut("Biden’s").0, ["Biden", "s"]);
        assert_eq!(cut("Sana'a"), (vec!["Sana'a"], "sanaa".into()));
        assert_eq!(
            cut("U.S. officials"),
            (vec!["U.S.", "officials"], "us officials".into())
        );
        assert_eq!(cut("it ended.The").0, ["it", "ended", ".", "The"]);
        assert_eq!(
            cut("told AFP. integrated").0,
            ["told", "AFP", ".", "integrated"]
        );
    }

    #[test]
    fn only_space_and_hyphen_join_words() {
        assert_eq!(cut("Kim Jong-un").1, "kim jong un");
        assert_eq!(cut("Deir\nez-Zor").1, "deir ez zor");
        assert_eq!(cut("Gaza, Israel").1, "gaza\u{1f}israel");
        assert_eq!(cut("Israel – Iran").1, "israel\u{1f}iran");
    }

    #[test]
    fn case_classes() {
        assert_eq!(case_of("eBay"), Case::Inner);
        assert_eq!(case_of("NATO"), Case::Upper);
        assert_eq!(case_of("Al"), Case::Initial);
        assert_eq!(case_of("I"), Case::Initial);
        assert_eq!(case_of("1990s"), Case::Lower);
    }
}
