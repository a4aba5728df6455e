//! The text of an article as tokens, sentences and one folded string.
//!
//! One pass: blocks are cut into tokens (Unicode word segmentation), every word is folded as it is cut, and the folded words are
//! joined into one string in which glossary forms are looked up. The map back to the source is kept per token, not per character:
//! a match begins and ends at a word boundary, so nothing finer is ever asked for.

pub mod facts;
pub mod fold;
pub mod script;
pub mod sentences;
pub mod tokens;

use std::ops::Range;

use crate::span::Span;
use sentences::Sentence;
use tokens::Token;

/// Separates two folded words that stand beside each other with only white space or a hyphen between them.
pub const WORD_GAP: char = ' ';
/// Separates two folded words with any other mark between them; no glossary form without that mark matches across it.
pub const MARK_GAP: char = '\u{1f}';

/// The tokens, sentences and folded words of a document, in reading order.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// All tokens; white space is not a token.
    pub tokens: Vec<Token>,
    /// The folded words with [`WORD_GAP`] or [`MARK_GAP`] between them; [`Token::fold`] points into it.
    pub folded: String,
    /// Sentences, each inside one block.
    pub sentences: Vec<Sentence>,
    /// The tokens of each block, in the order of the blocks given.
    pub blocks: Vec<Range<usize>>,
}

impl Text {
    /// Cuts and folds the given blocks of `prose`.
    pub fn new(prose: &str, blocks: impl IntoIterator<Item = Span>) -> Self {
        let mut text = Self::default();
        for span in blocks {
            let first = text.tokens.len();
            tokens::push_block(prose, span, &mut text.tokens, &mut text.folded);
            let range = first..text.tokens.len();
            sentences::push_block(
                prose,
                span,
                &mut text.tokens,
                range.clone(),
                &mut text.sentences,
            );
            text.blocks.push(range);
            if !text.folded.is_empty() {
                text.folded.push(MARK_GAP);
            }
        }
        text
    }

    /// The folded form of a word token; empty for punctuation.
    pub fn folded(&self, token: &Token) -> &str {
        &self.folded[token.fold.start as usize..token.fold.end as usize]
    }

    /// Index of the first token that ends after `offset` (bytes of the document).
    pub fn token_at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|t| t.span.end <= offset)
    }
}

/// Folds a glossary form exactly as an article is folded.
///
/// ```
/// use wirelint::text::fold_form;
/// assert_eq!(fold_form("Aïn al-Assad"), "ain al assad");
/// assert_eq!(fold_form("Sana’a"), fold_form("Sanaa"));
/// assert_eq!(fold_form("U.S. Army"), "us army");
/// ```
pub fn fold_form(form: &str) -> String {
    let mut tokens = Vec::new();
    let mut folded = String::with_capacity(form.len());
    tokens::push_block(form, Span::new(0, form.len()), &mut tokens, &mut folded);
    folded
}
