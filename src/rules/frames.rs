//! Frames: short patterns of words, as the calque tables write them.
//!
//! | written | matches |
//! | --- | --- |
//! | `word` | the word, without regard to case and diacritics; a mark stands for itself |
//! | `word*` | a word that begins so |
//! | `=Word` | the word in exactly this case |
//! | `<name>` `<num>` `<word>` | a capitalised word, a number, any word or number |
//! | `<words:3>` | nought to three words |
//! | `(a|b c|d)` `(a)?` | one of several sequences; may be missing |
//! | `^` | where a sentence begins |
//!
//! A frame is compiled to a small tree and matched by backtracking, which its own length bounds; an article is not slowed by the number
//! of frames, because each is asked only where one of the words it can begin with stands.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use super::presence::{Bit, Presence, STRETCH};
use super::table;
use crate::lang::Lang;
use crate::span::Span;
use crate::text::tokens::{self, Token};
use crate::text::{Text, fold};

/// A file of `glossaries/` and its text.
macro_rules! shipped {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/glossaries/", $name)),
        )
    };
}

/// The tables that ship, one row per frame.
pub static TABLES: &[(&str, &str)] = &[
    shipped!("calques-en-arabic-chinese.csv"),
    shipped!("calques-en-german-russian.csv"),
    shipped!("calques-en-romance.csv"),
    shipped!("calques-from-english.csv"),
    shipped!("calques-portuguese-dutch.csv"),
];

/// One row of a table of frames.
#[derive(Clone, Debug)]
pub struct Row {
    /// Unique among all tables.
    pub id: &'static str,
    /// Codes of the languages it shines through from, joined by `|`.
    source: &'static str,
    /// Code of the language of the articles.
    pub target: &'static str,
    /// The frame as written.
    pub frame: Cow<'static, str>,
    /// What a copy editor would write in the example.
    pub suggestion: Cow<'static, str>,
    /// Which source phrase is shining through, a sentence.
    pub explanation: Cow<'static, str>,
    /// A sentence with the fault.
    pub example: Cow<'static, str>,
    /// `warning` or `info`.
    pub level: &'static str,
}

impl Row {
    /// Whether it is a rendering from that language.
    pub fn comes_from(&self, source: Lang) -> bool {
        self.sources().any(|code| code == source.code())
    }

    /// Whether it is nearly never wrong.
    pub fn is_warning(&self) -> bool {
        self.level == "warning"
    }

    /// The codes of its source languages.
    pub fn sources(&self) -> impl Iterator<Item = &'static str> {
        self.source.split('|')
    }
}

/// The rows of a table; lines with too few cells are left out (a test finds them).
pub fn rows(table: &'static str) -> impl Iterator<Item = Row> {
    table.lines().skip(1).filter_map(|line| {
        let mut cells = table::cells(line);
        let mut next = || cells.next();
        Some(Row {
            id: borrowed(next())?,
            source: borrowed(next())?,
            target: borrowed(next())?,
            frame: next()?,
            suggestion: next()?,
            explanation: next()?,
            example: next()?,
            level: borrowed(next())?,
        })
    })
}

/// Codes and ids hold no quotes, so they are always borrowed.
fn borrowed(cell: Option<Cow<'static, str>>) -> Option<&'static str> {
    match cell? {
        Cow::Borrowed(text) => Some(text),
        Cow::Owned(_) => None,
    }
}

/// A part of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    /// A word, folded.
    Word(Box<str>),
    /// The beginning of a word, folded.
    Prefix(Box<str>),
    /// A word as written.
    Exact(Box<str>),
    /// A mark as written.
    Mark(Box<str>),
    /// A capitalised word.
    Name,
    /// A number.
    Number,
    /// A word or number.
    Any,
    /// Nought to so many words.
    Some(u8),
    /// Nothing: the next word opens its sentence.
    Start,
    /// One of several sequences, or nothing when optional.
    Group(Vec<Vec<Node>>, bool),
}

/// A compiled frame.
#[derive(Clone, Debug)]
pub struct Frame(Vec<Node>);

impl Frame {
    /// Compiles a frame.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub fn compile(frame: &str) -> Result<Self, String> {
        let mut parser = Parser { rest: frame };
        let mut alternatives = parser.alternatives()?;
        if !parser.rest.is_empty() {
            return Err(format!("a parenthesis closes that did not open: {frame}"));
        }
        let nodes = if alternatives.len() == 1 {
            alternatives.remove(0)
        } else {
            vec![Node::Group(alternatives, false)]
        };
        if matches_nothing(&nodes) {
            return Err(format!("it matches nothing at all: {frame}"));
        }
        Ok(Self(nodes))
    }

    /// Words without which the frame matches nowhere; none when it may be longer than what [`Presence`] sees.
    fn needs(&self) -> Vec<Bit> {
        if longest(&self.0) > STRETCH {
            return Vec::new();
        }
        self.0
            .iter()
            .filter_map(|node| match node {
                Node::Word(key) => Some(Bit::of(key)),
                Node::Exact(word) => Some(Bit::of(&folded(word))),
                _ => None,
            })
            .collect()
    }

    /// Where the frame ends when it begins at token `at`, which the caller may take from the first match it finds.
    fn end(&self, view: &View<'_>, at: usize) -> Option<usize> {
        view.run(&self.0, None, at).filter(|end| *end > at)
    }

    /// The first place of the frame in a text of one block, as tokens.
    pub fn find(&self, prose: &str, text: &Text) -> Option<Span> {
        let view = View {
            prose,
            text,
            tokens: &text.tokens,
        };
        (0..text.tokens.len()).find_map(|at| {
            let end = self.end(&view, at)?;
            Some(text.tokens[at].span.cover(text.tokens[end - 1].span))
        })
    }
}

/// Whether a sequence can match without taking a token.
fn matches_nothing(nodes: &[Node]) -> bool {
    nodes.iter().all(|node| match node {
        Node::Some(_) | Node::Start => true,
        Node::Group(alternatives, optional) => {
            *optional || alternatives.iter().any(|a| matches_nothing(a))
        }
        _ => false,
    })
}

struct Parser<'a> {
    rest: &'a str,
}

impl Parser<'_> {
    /// Sequences separated by `|`, up to a closing parenthesis or the end.
    fn alternatives(&mut self) -> Result<Vec<Vec<Node>>, String> {
        let mut all = vec![Vec::new()];
        loop {
            self.rest = self.rest.trim_start();
            let Some(c) = self.rest.chars().next() else {
                return Ok(all);
            };
            match c {
                ')' => return Ok(all),
                '|' => {
                    self.rest = &self.rest[1..];
                    all.push(Vec::new());
                }
                '(' => {
                    self.rest = &self.rest[1..];
                    let inner = self.alternatives()?;
                    self.rest = self
                        .rest
                        .strip_prefix(')')
                        .ok_or("a parenthesis is not closed")?;
                    let optional = self.rest.strip_prefix('?');
                    self.rest = optional.unwrap_or(self.rest);
                    if let Some(last) = all.last_mut() {
                        last.push(Node::Group(inner, optional.is_some()));
                    }
                }
                _ => {
                    let end = self
                        .rest
                        .find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '|'))
                        .unwrap_or(self.rest.len());
                    let (item, rest) = self.rest.split_at(end);
                    self.rest = rest;
                    if let Some(last) = all.last_mut() {
                        push_item(item, last)?;
                    }
                }
            }
        }
    }
}

/// Appends what one item without parentheses stands for.
fn push_item(item: &str, out: &mut Vec<Node>) -> Result<(), String> {
    if let Some(kind) = item.strip_prefix('<') {
        let kind = kind
            .strip_suffix('>')
            .ok_or_else(|| format!("{item} is not closed"))?;
        out.push(match kind {
            "name" => Node::Name,
            "num" => Node::Number,
            "word" => Node::Any,
            _ => kind
                .strip_prefix("words:")
                .and_then(|n| n.parse().ok())
                .map(Node::Some)
                .ok_or_else(|| format!("{item} is unknown"))?,
        });
    } else if item == "^" {
        out.push(Node::Start);
    } else if let Some(word) = item.strip_prefix('=').filter(|w| !w.is_empty()) {
        out.push(Node::Exact(word.into()));
    } else if let Some(prefix) = item.strip_suffix('*').filter(|w| !w.is_empty()) {
        out.push(Node::Prefix(folded(prefix)));
    } else if item.bytes().all(|b| b.is_ascii_alphanumeric()) {
        out.push(Node::Word(item.to_ascii_lowercase().into()));
    } else {
        push_literal(item, out);
    }
    Ok(())
}

/// Appends words and marks as an article would be cut: `let's` is two words, `p.m.` is one. The apostrophe of `'s` belongs to no token.
fn push_literal(item: &str, out: &mut Vec<Node>) {
    // Most literals are plain words, which need no cutting; the tables are compiled at start, where every microsecond counts.
    if item.bytes().all(|b| b.is_ascii_alphabetic()) {
        out.push(Node::Word(item.to_ascii_lowercase().into()));
        return;
    }
    let item = match item.strip_prefix(tokens::is_apostrophe) {
        Some(rest) if !rest.is_empty() => rest,
        _ => item,
    };
    let mut cut = Vec::new();
    let mut keys = String::new();
    tokens::push_block(item, Span::new(0, item.len()), &mut cut, &mut keys);
    out.extend(cut.iter().map(|token| {
        if token.is_word() {
            Node::Word(keys[token.fold.start as usize..token.fold.end as usize].into())
        } else {
            Node::Mark(item[token.span.range()].into())
        }
    }));
}

/// Most tokens that a sequence takes.
fn longest(nodes: &[Node]) -> usize {
    nodes
        .iter()
        .map(|node| match node {
            Node::Start => 0,
            Node::Some(most) => usize::from(*most),
            Node::Group(alternatives, _) => {
                alternatives.iter().map(|a| longest(a)).max().unwrap_or(0)
            }
            _ => 1,
        })
        .sum()
}

fn folded(word: &str) -> Box<str> {
    let mut key = String::with_capacity(word.len());
    fold::push_folded(word, &mut key);
    key.into()
}

/// The tokens of a block, for matching.
struct View<'a> {
    prose: &'a str,
    text: &'a Text,
    tokens: &'a [Token],
}

/// What is still to match after the current sequence.
struct Then<'a> {
    nodes: &'a [Node],
    then: Option<&'a Then<'a>>,
}

impl View<'_> {
    /// Matches a sequence and what follows it; the first way that succeeds counts.
    fn run(&self, nodes: &[Node], then: Option<&Then<'_>>, at: usize) -> Option<usize> {
        let Some((node, rest)) = nodes.split_first() else {
            return match then {
                Some(next) => self.run(next.nodes, next.then, at),
                None => Some(at),
            };
        };
        match node {
            Node::Group(alternatives, optional) => {
                let next = Then { nodes: rest, then };
                alternatives
                    .iter()
                    .find_map(|a| self.run(a, Some(&next), at))
                    .or_else(|| {
                        if *optional {
                            self.run(rest, then, at)
                        } else {
                            None
                        }
                    })
            }
            Node::Some(most) => {
                for end in at..=at + usize::from(*most) {
                    if let Some(found) = self.run(rest, then, end) {
                        return Some(found);
                    }
                    if !self.tokens.get(end).is_some_and(Token::is_word) {
                        return None;
                    }
                }
                None
            }
            Node::Start => {
                let opens = self.tokens.get(at).is_some_and(|t| t.opens_sentence);
                if opens {
                    self.run(rest, then, at)
                } else {
                    None
                }
            }
            _ => {
                let token = self.tokens.get(at)?;
                if self.takes(node, token) {
                    self.run(rest, then, at + 1)
                } else {
                    None
                }
            }
        }
    }

    /// Whether a part that takes one token takes this one.
    fn takes(&self, node: &Node, token: &Token) -> bool {
        let written = || &self.prose[token.span.range()];
        match node {
            Node::Word(key) => token.is_word() && self.text.folded(token) == &**key,
            Node::Prefix(key) => token.is_word() && self.text.folded(token).starts_with(&**key),
            Node::Exact(word) => written() == &**word,
            Node::Mark(mark) => !token.is_word() && written() == &**mark,
            Node::Name => token.is_capitalised(),
            Node::Number => token.kind == tokens::TokenKind::Number,
            Node::Any => token.is_word(),
            Node::Some(_) | Node::Start | Node::Group(..) => false,
        }
    }
}

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

    fn found<'a>(frame: &str, text: &'a str) -> Option<&'a str> {
        let cut = Text::new(text, [Span::new(0, text.len())]);
        let frame = Frame::compile(frame).expect("well formed");
        frame.find(text, &cut).map(|span| &text[span.range()])
    }

    #[test]
    fn words_are_folded_and_exact_ones_are_not() {
        assert_eq!(
            found("le president", "Le Président parle"),
            Some("Le Président")
        );
        assert_eq!(found("the =president", "the President"), None);
        assert_eq!(
            found("the =president", "The president"),
            Some("The president")
        );
        assert_eq!(
            found("said o'clock p.m.", "said o’clock p.m."),
            Some("said o’clock p.m.")
        );
        assert_eq!(found("let's go", "Let’s go"), Some("Let’s go"));
        assert_eq!(
            found("president 's", "the president's car"),
            Some("president's")
        );
    }

    #[test]
    fn prefixes_and_classes() {
        assert_eq!(
            found("spokes* said", "a spokeswoman said"),
            Some("spokeswoman said")
        );
        assert_eq!(found("<num> <name>", "the 3 Blue cars"), Some("3 Blue"));
        assert_eq!(
            found("say <words:2> now", "say it right now"),
            Some("say it right now")
        );
        assert_eq!(found("say <words:1> now", "say it right now"), None);
        assert_eq!(found("say <words:3> now", "say it, now"), None);
    }

    #[test]
    fn alternatives_and_options_backtrack() {
        let frame = "(on|on the) (other)? hand (,|.)";
        assert_eq!(
            found(frame, "on the other hand, he"),
            Some("on the other hand,")
        );
        assert_eq!(found(frame, "on hand."), Some("on hand."));
        assert_eq!(found("(a (b|c)|d)? e", "a c e"), Some("a c e"));
        assert_eq!(
            found("all men|some women", "some women"),
            Some("some women")
        );
    }

    #[test]
    fn sentence_starts() {
        assert_eq!(
            found("^ for his part", "He left. “For his part"),
            Some("For his part")
        );
        assert_eq!(found("^ for his part", "He left for his part"), None);
    }

    #[test]
    fn what_is_wrong_does_not_compile() {
        for frame in ["(a", "a)", "<nam>", "<word", "(a)?", "", "<words:2>"] {
            assert!(Frame::compile(frame).is_err(), "{frame}");
        }
    }

    #[test]
    fn cells_with_commas_and_quotes() {
        static TABLE: &str = "id,source,target,frame,suggestion,explanation,example,level\na,fr|es,en,\"x , y\",s,\"say \"\"x\"\"\",\"He, x, y\",info\n";
        let all: Vec<Row> = rows(TABLE).collect();
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].frame, "x , y");
        assert_eq!(all[0].explanation, "say \"x\"");
        assert!(all[0].comes_from(Lang::Es) && !all[0].comes_from(Lang::It));
    }

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
