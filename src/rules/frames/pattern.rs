//! How a frame is written, compiled to a small tree and matched.
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

use super::super::presence::{Bit, STRETCH};
use crate::span::Span;
use crate::text::tokens::{self, Token};
use crate::text::{Text, fold};

/// A part of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
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
pub struct Frame(pub(super) Vec<Node>);

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
    pub(super) fn needs(&self) -> Vec<Bit> {
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
    pub(super) fn end(&self, view: &View<'_>, at: usize) -> Option<usize> {
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

pub(super) fn folded(word: &str) -> Box<str> {
    let mut key = String::with_capacity(word.len());
    fold::push_folded(word, &mut key);
    key.into()
}

/// The tokens of a block, for matching.
pub(super) struct View<'a> {
    pub(super) prose: &'a str,
    pub(super) text: &'a Text,
    pub(super) tokens: &'a [Token],
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
}
