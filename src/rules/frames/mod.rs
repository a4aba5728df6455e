//! Frames: short patterns of words, as the calque tables write them; which stand in an article.
//!
//! A frame is matched by backtracking, which its own length bounds; an article is not slowed by the number of frames, because each is asked only
//! where one of the words it can begin with stands.

mod pattern;
mod rows;

use std::collections::HashMap;
use std::sync::OnceLock;

use super::presence::{Bit, Presence};
use crate::lang::Lang;
use crate::text::Text;
use crate::text::tokens::{self, Token};
use pattern::{Node, View, folded};

pub use pattern::Frame;
pub use rows::{Row, TABLES, rows};

/// What a frame may begin with.
#[derive(PartialEq, Eq, Hash)]
enum First {
    Word(Box<str>),
    /// The first bytes of a prefix, [`STEM`] of them or fewer.
    Stem(Box<str>),
    Mark(Box<str>),
    Name,
    Number,
    Any,
}

/// Bytes of a prefix by which it is looked up.
const STEM: usize = 3;

/// Collects what a sequence may begin with; true when it may also match nothing, so that what follows it may begin, too.
fn firsts(nodes: &[Node], out: &mut Vec<First>) -> bool {
    for node in nodes {
        let passes = match node {
            Node::Start => true,
            Node::Some(_) => {
                out.push(First::Any);
                true
            }
            Node::Group(alternatives, optional) => {
                let mut passes = *optional;
                for alternative in alternatives {
                    passes |= firsts(alternative, out);
                }
                passes
            }
            Node::Word(key) => {
                out.push(First::Word(key.clone()));
                false
            }
            Node::Exact(word) => {
                out.push(First::Word(folded(word)));
                false
            }
            Node::Prefix(key) => {
                out.push(First::Stem(stem(key).into()));
                false
            }
            Node::Mark(mark) => {
                out.push(First::Mark(mark.clone()));
                false
            }
            Node::Name => {
                out.push(First::Name);
                false
            }
            Node::Number => {
                out.push(First::Number);
                false
            }
            Node::Any => {
                out.push(First::Any);
                false
            }
        };
        if !passes {
            return false;
        }
    }
    true
}

/// What a frame begins with when that can be told without compiling it: a plain word, or a group of sequences that begin with plain words.
fn plain_firsts(frame: &str) -> Option<Vec<First>> {
    let plain = |sequence: &str| {
        let word = sequence.split_whitespace().next()?;
        word.bytes()
            .all(|b| b.is_ascii_alphabetic())
            .then(|| First::Word(word.to_ascii_lowercase().into()))
    };
    if let Some(rest) = frame.strip_prefix('(') {
        let (group, after) = rest.split_once(')')?;
        let simple = !group.contains('(') && !after.starts_with('?') && !is_alternative(after);
        return simple
            .then(|| group.split('|').map(plain).collect())
            .flatten();
    }
    (!is_alternative(frame))
        .then(|| plain(frame).map(|first| vec![first]))
        .flatten()
}

/// Whether a bar stands outside all parentheses.
fn is_alternative(frame: &str) -> bool {
    let mut depth = 0_i32;
    frame.chars().any(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        c == '|' && depth == 0
    })
}

/// The first bytes of a word, at a character boundary.
fn stem(word: &str) -> &str {
    let mut end = word.len().min(STEM);
    while !word.is_char_boundary(end) {
        end += 1;
    }
    &word[..end]
}

/// A frame with the words it cannot do without.
struct Compiled {
    frame: Frame,
    needs: Vec<Bit>,
}

/// The frames of one target language.
pub struct Frames {
    /// Each with its frame, compiled when an article first has a word it may begin with: compiling all of them took longer than
    /// checking a short article.
    rows: Vec<(Row, OnceLock<Option<Compiled>>)>,
    words: HashMap<Box<str>, Vec<u32>>,
    stems: HashMap<Box<str>, Vec<u32>>,
    marks: HashMap<Box<str>, Vec<u32>>,
    /// Frames that may begin with any capitalised word.
    names: Vec<u32>,
    numbers: Vec<u32>,
    any: Vec<u32>,
}

/// Where a frame was found.
pub struct Hit<'a> {
    /// Its row.
    pub row: &'a Row,
    /// Tokens of the block, marks at either end left out.
    pub tokens: std::ops::Range<usize>,
}

impl Frames {
    /// The shipped frames for articles in `lang`, compiled when first asked for; `None` when there are none.
    pub fn shipped(lang: Lang) -> Option<&'static Self> {
        static SHIPPED: [OnceLock<Frames>; Lang::TARGETS.len()] =
            [const { OnceLock::new() }; Lang::TARGETS.len()];
        let at = Lang::TARGETS.iter().position(|l| *l == lang)?;
        Some(SHIPPED[at].get_or_init(|| Self::of(lang)))
    }

    fn of(lang: Lang) -> Self {
        Self::new(
            TABLES
                .iter()
                .flat_map(|(_, table)| rows(table))
                .filter(|row| row.target == lang.code()),
        )
    }

    /// Compiles and indexes rows; one whose frame does not compile is left out (a test finds it).
    pub fn new(rows: impl IntoIterator<Item = Row>) -> Self {
        let mut frames = Self {
            rows: Vec::new(),
            words: HashMap::new(),
            stems: HashMap::new(),
            marks: HashMap::new(),
            names: Vec::new(),
            numbers: Vec::new(),
            any: Vec::new(),
        };
        for row in rows {
            let begins = plain_firsts(&row.frame).or_else(|| {
                let frame = Frame::compile(&row.frame).ok()?;
                let mut begins = Vec::new();
                firsts(&frame.0, &mut begins);
                Some(begins)
            });
            if let Some(begins) = begins {
                frames.push(row, begins);
            }
        }
        frames
    }

    fn push(&mut self, row: Row, begins: Vec<First>) {
        let at = self.rows.len() as u32;
        for first in begins {
            let list = match first {
                First::Word(key) => self.words.entry(key).or_default(),
                First::Stem(key) => self.stems.entry(key).or_default(),
                First::Mark(key) => self.marks.entry(key).or_default(),
                First::Name => &mut self.names,
                First::Number => &mut self.numbers,
                First::Any => &mut self.any,
            };
            if list.last() != Some(&at) {
                list.push(at);
            }
        }
        self.rows.push((row, OnceLock::new()));
    }

    /// The frames that may begin with a token.
    fn candidates<'a>(
        &'a self,
        prose: &str,
        text: &Text,
        token: &Token,
    ) -> impl Iterator<Item = (&'a Row, &'a Compiled)> {
        fn list<'m>(map: &'m HashMap<Box<str>, Vec<u32>>, key: &str) -> &'m [u32] {
            map.get(key).map_or(&[], Vec::as_slice)
        }
        let lists: [&[u32]; 5] = if token.is_word() {
            let key = text.folded(token);
            let number = token.kind == tokens::TokenKind::Number;
            [
                list(&self.words, key),
                list(&self.stems, stem(key)),
                if token.is_capitalised() {
                    &self.names
                } else {
                    &[]
                },
                if number { &self.numbers } else { &[] },
                &self.any,
            ]
        } else {
            let mark = list(&self.marks, &prose[token.span.range()]);
            [mark, &[], &[], &[], &[]]
        };
        lists.into_iter().flatten().filter_map(|at| {
            let (row, frame) = self.rows.get(*at as usize)?;
            let compiled = frame.get_or_init(|| {
                let frame = Frame::compile(&row.frame).ok()?;
                let needs = frame.needs();
                Some(Compiled { frame, needs })
            });
            Some((row, compiled.as_ref()?))
        })
    }

    /// The frame that counts of those that begin at a token, and where it ends.
    fn best<'a>(
        &'a self,
        view: &View<'_>,
        presence: &Presence,
        token: &Token,
        at: usize,
        asked: &impl Fn(&Row) -> bool,
    ) -> Option<(&'a Row, usize)> {
        self.candidates(view.prose, view.text, token)
            .filter(|(_, compiled)| presence.may_have(at, &compiled.needs))
            .filter(|(row, _)| asked(row))
            .filter_map(|(row, compiled)| Some((row, compiled.frame.end(view, at)?)))
            .max_by_key(|(row, end)| (row.is_warning(), *end))
    }

    /// The frames in a block, without overlap: of those that begin at one word a warning goes before a note, then the longest wins.
    pub fn find<'a>(
        &'a self,
        prose: &str,
        text: &Text,
        block: &[Token],
        asked: impl Fn(&Row) -> bool,
        mut found: impl FnMut(Hit<'a>),
    ) {
        let view = View {
            prose,
            text,
            tokens: block,
        };
        let presence = Presence::new(text, block);
        let mut at = 0;
        while let Some(token) = block.get(at) {
            let Some((row, end)) = self.best(&view, &presence, token, at, &asked) else {
                at += 1;
                continue;
            };
            // A note gives way to a warning that begins inside it.
            let warned = |i: usize| {
                self.best(&view, &presence, &block[i], i, &asked)
                    .is_some_and(|(row, _)| row.is_warning())
            };
            if !row.is_warning() && (at + 1..end).any(warned) {
                at += 1;
                continue;
            }
            let words = |i: &usize| block[*i].is_word();
            let first = (at..end).find(words).unwrap_or(at);
            let last = (first..end).rfind(words).unwrap_or(end - 1);
            found(Hit {
                row,
                tokens: first..last + 1,
            });
            at = last + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn every_frame_is_found_through_the_index() {
        let table = "id,source,target,frame,suggestion,explanation,example,level\n\
            a,fr,en,(<name>|he) left,s,e,x,info\nb,fr,en,spokes* (of|for),s,e,x,warning\nc,fr,en,\", =as\",s,e,x,info\n";
        let frames = Frames::new(rows(table));
        let prose = "Anna left, as a spokesman of";
        let text = Text::new(prose, [Span::new(0, prose.len())]);
        let mut ids = Vec::new();
        frames.find(
            prose,
            &text,
            &text.tokens,
            |_| true,
            |hit| ids.push(hit.row.id),
        );
        assert_eq!(ids, ["a", "c", "b"]);
    }
}
