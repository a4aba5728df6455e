//! The read-only view of an article that every rule gets.

use std::cell::OnceCell;

use crate::document::{Block, Document};
use crate::glossary::{Glossary, Kind};
use crate::lang::Lang;
use crate::locale::{Conventions, House};
use crate::names::clusters::{self, Cluster};
use crate::names::marks;
use crate::names::mentions::{self, Mention};
use crate::names::verdict::{self, Verdict};
use crate::names::words::{self, NameWord};
use crate::span::Span;
use crate::text::Text;
use crate::text::tokens::Token;

/// An article with everything the stages before the rules found in it.
pub struct Article<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its prose; spans hold in it.
    pub prose: &'a str,
    /// Language of the article.
    pub lang: Lang,
    /// How its language, its region and its house write numbers, times, money and quotations.
    pub conventions: Conventions,
    /// Language it was translated from, if known.
    pub source_lang: Option<Lang>,
    /// Tokens and sentences.
    pub text: Text,
    /// Where the glossary's concepts are mentioned.
    pub mentions: Vec<Mention>,
    /// What is wrong with the mentions, with the index of each.
    pub verdicts: Vec<(usize, Verdict<'a>)>,
    // The names stage costs as much as most rules together, so it waits until a rule asks: a desk may have switched all of them off.
    judged: OnceCell<Vec<Span>>,
    words: OnceCell<Vec<NameWord>>,
    clusters: OnceCell<Vec<Cluster>>,
    marks: OnceCell<Vec<marks::Pair>>,
    /// The glossary.
    pub glossary: &'a Glossary,
}

/// Whether a place of one word stands behind a capitalised word, as a surname does (`the Albert Londres prize`). German nouns have
/// capitals, so nothing is said there.
fn is_surname(mention: &Mention, glossary: &Glossary, lang: Lang) -> bool {
    mention.follows_name
        && mention.tokens.len() == 1
        && lang != Lang::De
        && mention
            .postings
            .iter()
            .all(|p| matches!(glossary.concept(*p).kind, Kind::Place | Kind::Country))
}

impl<'a> Article<'a> {
    /// Tokens, sentences, mentions and verdicts of a document.
    pub fn new(
        document: &'a Document,
        glossary: &'a Glossary,
        lang: Lang,
        source_lang: Option<Lang>,
    ) -> Self {
        let prose = document.prose();
        let text = Text::new(prose, document.blocks.iter().map(|b| b.span));
        let mentions = if Lang::TARGETS.contains(&lang) {
            mentions::find(prose, &text, glossary, lang)
        } else {
            Vec::new()
        };
        let verdicts: Vec<(usize, Verdict<'_>)> = mentions
            .iter()
            .enumerate()
            .filter(|(_, m)| !is_surname(m, glossary, lang))
            .filter_map(|(i, m)| {
                Some((
                    i,
                    verdict::judge(m, &prose[m.span.range()], glossary, lang)?,
                ))
            })
            .collect();
        Self {
            document,
            prose,
            lang,
            conventions: Conventions::new(lang.into(), &House::default()),
            source_lang,
            text,
            mentions,
            verdicts,
            judged: OnceCell::new(),
            words: OnceCell::new(),
            clusters: OnceCell::new(),
            marks: OnceCell::new(),
            glossary,
        }
    }

    /// The same article, written by other conventions than those of its language.
    #[must_use]
    pub fn following(mut self, conventions: Conventions) -> Self {
        self.conventions = conventions;
        self
    }

    /// The words names are made of.
    pub fn words(&self) -> &[NameWord] {
        self.words.get_or_init(|| {
            if Lang::TARGETS.contains(&self.lang) {
                words::collect(
                    self.prose,
                    &self.text,
                    &self.mentions,
                    self.glossary,
                    self.lang,
                )
            } else {
                Vec::new()
            }
        })
    }

    /// Which of [`Self::words`] are spellings of one name.
    pub fn clusters(&self) -> &[Cluster] {
        self.clusters
            .get_or_init(|| clusters::clusters(self.words(), self.lang))
    }

    /// Which of [`Self::words`] differ in marks only.
    pub fn marks(&self) -> &[marks::Pair] {
        self.marks
            .get_or_init(|| marks::pairs(self.words(), self.lang, self.judged()))
    }

    /// Places where the glossary has found a spelling wrong, in order.
    pub fn judged(&self) -> &[Span] {
        self.judged.get_or_init(|| {
            let places = self.verdicts.iter();
            places.map(|(i, _)| self.mentions[*i].span).collect()
        })
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &'a str {
        &self.prose[span.range()]
    }

    /// The text of a token.
    pub fn word(&self, token: &Token) -> &'a str {
        self.slice(token.span)
    }

    /// The blocks with their tokens.
    pub fn blocks(&self) -> impl Iterator<Item = (&'a Block, &[Token])> {
        self.document
            .blocks
            .iter()
            .zip(&self.text.blocks)
            .map(|(block, range)| (block, &self.text.tokens[range.clone()]))
    }

    /// The block a byte lies in.
    pub fn block_at(&self, offset: usize) -> Option<&'a Block> {
        let at = self
            .document
            .blocks
            .partition_point(|b| b.span.end <= offset);
        self.document
            .blocks
            .get(at)
            .filter(|b| b.span.start <= offset)
    }

    /// Whether a span lies in a direct quotation.
    pub fn is_quoted(&self, span: Span) -> bool {
        self.block_at(span.start)
            .is_some_and(|b| b.quotations.iter().any(|q| q.contains(span)))
    }

    /// Number of words, for scores.
    pub fn word_count(&self) -> usize {
        self.text
            .tokens
            .iter()
            .filter(|t| t.is_word() && !t.clitic)
            .count()
    }
}
