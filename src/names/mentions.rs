//! Finding glossary concepts in an article.
//!
//! All matches at a word are collected, those that do not fit (capitals, context) dropped, then the longest taken: filtering first
//! lets `Peking University` win over `Peking`, and a lower-case `who` never hide a name behind it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::glossary::compile::Posting;
use crate::glossary::{CaseRule, Glossary, Kind};
use crate::lang::Lang;
use crate::romanisation::conventions::Convention;
use crate::romanisation::keys;
use crate::span::Span;
use crate::text::tokens::{Case, Gap, Token, TokenKind};
use crate::text::{MARK_GAP, Text};

/// How a mention was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A form of the glossary, after folding.
    Listed,
    /// By its romanisation key: nobody listed this spelling. The convention that reads it as the name.
    Derived(&'static str),
}

/// A place where an article names a glossary concept.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Where, without a possessive.
    pub span: Span,
    /// Which tokens.
    pub tokens: Range<usize>,
    /// The forms it may be; of one concept or, for ambiguous names, of several.
    pub postings: Vec<Posting>,
    /// How it was found.
    pub found: Found,
    /// A plural `s` stands after the form.
    pub plural: bool,
    /// It opens a sentence, so its capital may be due to that.
    pub opens: bool,
    /// A capitalised word stands right before it, as a first name before a surname.
    pub follows_name: bool,
}

/// Finds every mention, in order, without overlaps.
pub fn find(prose: &str, text: &Text, glossary: &Glossary, lang: Lang) -> Vec<Mention> {
    let mut finder = Finder {
        prose,
        text,
        glossary,
        lang,
        words: None,
    };
    let mut mentions = finder.listed();
    drop_short_without_long(&mut mentions, glossary);
    let derived = finder.derived(&mentions);
    mentions.extend(derived);
    mentions.sort_by_key(|m| m.span);
    mentions
}

/// A single word for a person, or a name without its article, counts only where the longer form stands somewhere in the article.
fn drop_short_without_long(mentions: &mut Vec<Mention>, glossary: &Glossary) {
    let is_short = |p: &Posting| p.bare || glossary.form(*p).short;
    let long: HashSet<u32> = mentions
        .iter()
        .flat_map(|m| &m.postings)
        .filter(|p| !is_short(p))
        .map(|p| p.concept)
        .collect();
    for mention in mentions.iter_mut() {
        mention
            .postings
            .retain(|p| !is_short(p) || long.contains(&p.concept));
    }
    mentions.retain(|m| !m.postings.is_empty());
}

struct Finder<'a> {
    prose: &'a str,
    text: &'a Text,
    glossary: &'a Glossary,
    lang: Lang,
    /// Folded words of the article; made when the first concept with a context is met.
    words: Option<HashSet<&'a str>>,
}

impl<'a> Finder<'a> {
    fn listed(&mut self) -> Vec<Mention> {
        let mut mentions = Vec::new();
        let mut i = 0;
        while i < self.text.tokens.len() {
            match self.text.tokens[i]
                .is_word()
                .then(|| self.longest_at(i))
                .flatten()
            {
                Some(mention) => {
                    i = mention.tokens.end;
                    mentions.push(mention);
                }
                None => i += 1,
            }
        }
        mentions
    }

    fn longest_at(&mut self, first: usize) -> Option<Mention> {
        let tokens = &self.text.tokens;
        let start = tokens[first].fold.start as usize;
        let folded = &self.text.folded.as_bytes()[start..];
        // Matches with their end in folded bytes; most words have none.
        let mut candidates: Vec<(usize, bool, &'a [Posting])> = Vec::new();
        let glossary = self.glossary;
        glossary.index().prefixes(folded, |len, postings| {
            let after = folded.get(len).copied();
            if after.is_none_or(|b| b == b' ' || b == MARK_GAP as u8) {
                candidates.push((len, false, postings));
            } else if after == Some(b's')
                && folded
                    .get(len + 1)
                    .is_none_or(|b| *b == b' ' || *b == MARK_GAP as u8)
            {
                candidates.push((len + 1, true, postings));
            }
        });
        for (len, plural, postings) in candidates.into_iter().rev() {
            let end = (start + len) as u32;
            let mut last = first;
            while last + 1 < tokens.len()
                && (tokens[last].fold.end < end || !tokens[last].is_word())
            {
                last += 1;
            }
            // A possessive is no part of the name; Dutch plurals (`Hazara's`) look the same and are, in Dutch.
            let possessive = tokens[last].clitic && last > first && self.lang != Lang::Nl;
            if tokens[last].fold.end != end || possessive {
                continue;
            }
            let range = first..last + 1;
            let fitting: Vec<Posting> = postings
                .iter()
                .copied()
                .filter(|p| self.fits(*p, &range, plural))
                .collect();
            if fitting.is_empty() || self.is_exception(&range) {
                continue;
            }
            return Some(Mention {
                span: tokens[first].span.cover(tokens[last].span),
                tokens: range,
                postings: fitting,
                found: Found::Listed,
                plural,
                opens: tokens[first].opens_sentence,
                follows_name: self.follows_name(first),
            });
        }
        None
    }

    fn fits(&mut self, posting: Posting, range: &Range<usize>, plural: bool) -> bool {
        let form = self.glossary.form(posting);
        let concept = self.glossary.concept(posting);
        let tokens = &self.text.tokens[range.clone()];
        let source = &self.prose[tokens[0].span.cover(tokens[tokens.len() - 1].span).range()];
        if plural
            && (form.case == CaseRule::Exact || !matches!(concept.kind, Kind::Group | Kind::Title))
        {
            return false;
        }
        let fits_case = match form.case {
            CaseRule::Any => true,
            CaseRule::Exact => {
                let letters = |s: &str| s.chars().filter(|c| c.is_alphabetic()).collect::<String>();
                letters(source) == letters(&form.text) && !self.is_shouted(range.start)
            }
            CaseRule::Capitals => {
                let upper = |s: &str| {
                    s.chars()
                        .find(|c| c.is_alphabetic())
                        .is_some_and(char::is_uppercase)
                };
                let last_word = |s: &str| s.rsplit([' ', '-', '’', '\'']).next().map(upper);
                let last = &self.prose[tokens[tokens.len() - 1].span.range()];
                // `al-Sudani` may open a sentence as `Al-Sudani`; a name that begins with a capital must have it.
                (!upper(&form.text) || upper(source) || posting.bare)
                    && (last_word(&form.text) != Some(true) || upper(last))
                    && (upper(&form.text) || tokens.iter().any(Token::is_capitalised))
            }
        };
        fits_case
            && (concept.context.is_empty() || concept.context.iter().any(|w| self.article_has(w)))
    }

    /// Whether the folded word, or run of words, stands in the article.
    fn article_has(&mut self, folded: &str) -> bool {
        let text = self.text;
        if folded.contains(' ') {
            return text.folded.contains(folded);
        }
        self.words
            .get_or_insert_with(|| {
                text.tokens
                    .iter()
                    .filter(|t| t.is_word())
                    .map(|t| text.folded(t))
                    .collect()
            })
            .contains(folded)
    }

    /// Whether the word stands in a run of capitals, where `US` and `WHO` may be anything.
    fn is_shouted(&self, at: usize) -> bool {
        let near = &self.text.tokens[at.saturating_sub(3)..(at + 4).min(self.text.tokens.len())];
        let shouted =
            |t: &&Token| t.kind == TokenKind::Word && t.case == Case::Upper && t.span.len() > 4;
        near.iter().filter(shouted).count() >= 2
    }

    /// Whether the match, or a longer run around it, is an exception in the article's language.
    fn is_exception(&self, range: &Range<usize>) -> bool {
        let exceptions = self.glossary.exceptions();
        let reach = exceptions.longest();
        let tokens = &self.text.tokens;
        let low = range.start.saturating_sub(reach);
        let high = (range.end + reach).min(tokens.len());
        (low..=range.start).any(|from| {
            tokens[from].is_word()
                && (range.end..=high).any(|to| {
                    let run = &tokens[from..to];
                    run.len() <= reach + range.len() && run[run.len() - 1].is_word() && {
                        let folded = &self.text.folded
                            [run[0].fold.start as usize..run[run.len() - 1].fold.end as usize];
                        exceptions.contains(folded, self.lang)
                    }
                })
        })
    }

    /// Spellings nobody listed, by their romanisation keys.
    fn derived(&self, listed: &[Mention]) -> Vec<Mention> {
        let tokens = &self.text.tokens;
        let mut taken = vec![false; tokens.len()];
        for mention in listed {
            taken[mention.tokens.clone()].fill(true);
        }
        let conventions: Vec<&'static Convention> = keys::reading().collect();
        let mut cache: HashMap<&str, Vec<String>> = HashMap::new();
        let mut mentions = Vec::new();
        let mut i = 0;
        while i < tokens.len() {
            let opens =
                tokens[i].kind == TokenKind::Word && tokens[i].is_capitalised() && !taken[i];
            match opens
                .then(|| self.derived_at(i, &taken, &conventions, &mut cache))
                .flatten()
            {
                Some(mention) => {
                    i = mention.tokens.end;
                    mentions.push(mention);
                }
                None => i += 1,
            }
        }
        mentions
    }

    /// The words a name may consist of from `first` on: capitalised words and articles, with only space or a hyphen between.
    fn name_run(&self, first: usize, used: &[bool]) -> Vec<NameWord> {
        const LONGEST_NAME: usize = 7;
        let tokens = &self.text.tokens;
        let mut run: Vec<NameWord> = Vec::new();
        let mut i = first;
        while i < tokens.len() && run.len() < LONGEST_NAME {
            let token = &tokens[i];
            if used[i] || token.kind != TokenKind::Word || token.clitic {
                break;
            }
            let hyphen = tokens.get(i + 1).is_some_and(|t| {
                t.gap == Gap::None && crate::text::tokens::is_hyphen(&self.prose[t.span.range()])
            });
            let folded = self.text.folded(token);
            let article = (hyphen && keys::is_article(folded)) || keys::is_plain_article(folded);
            if !article && !token.is_capitalised() {
                break;
            }
            run.push(NameWord { token: i, article });
            let next = i + 1 + usize::from(hyphen);
            let joined = tokens.get(next).is_some_and(|t| {
                let between = &self.prose[token.span.end..t.span.start];
                between
                    .chars()
                    .all(|c| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}'))
            });
            if !joined {
                break;
            }
            i = next;
        }
        run
    }

    fn derived_at(
        &self,
        first: usize,
        taken: &[bool],
        conventions: &[&'static Convention],
        cache: &mut HashMap<&'a str, Vec<String>>,
    ) -> Option<Mention> {
        let tokens = &self.text.tokens;
        let run = self.name_run(first, taken);
        let mut best: Option<(usize, &'static str, &[Posting])> = None;
        for (c, convention) in conventions.iter().enumerate() {
            let mut joined = String::new();
            let mut ends = Vec::with_capacity(run.len());
            for word in &run {
                if !joined.is_empty() {
                    joined.push(' ');
                }
                let source = &self.prose[tokens[word.token].span.range()];
                if word.article {
                    joined.push_str(keys::ARTICLE);
                } else {
                    let keys = cache.entry(source).or_insert_with(|| {
                        conventions
                            .iter()
                            .map(|c| keys::word_key(source, c))
                            .collect()
                    });
                    joined.push_str(&keys[c]);
                }
                ends.push(joined.len());
            }
            self.glossary
                .index()
                .key_prefixes(joined.as_bytes(), |len, postings| {
                    if let Some(words) = ends.iter().position(|e| *e == len).map(|p| p + 1)
                        && best.is_none_or(|(most, ..)| words > most)
                    {
                        best = Some((words, convention.name, postings));
                    }
                });
        }
        let (words, convention, postings) = best?;
        let range = first..run[words - 1].token + 1;
        let alone = words == run.len() && !self.follows_name(first);
        let content = run[..words].iter().filter(|w| !w.article).count();
        // One word that belongs to a longer name is somebody's surname, not the town.
        if content == 1 && !alone {
            return None;
        }
        let span = tokens[range.start].span.cover(tokens[range.end - 1].span);
        let folded = crate::text::fold_form(&self.prose[span.range()]);
        // A spelling that the glossary lists for anything is not derived, and an ordinary word opens a sentence with a capital.
        if !self.glossary.index().exact(&folded).is_empty()
            || self.glossary.exceptions().contains(&folded, self.lang)
            || (content == 1 && self.is_word_here(first))
        {
            return None;
        }
        let postings: Vec<Posting> = postings
            .iter()
            .copied()
            .filter(|p| self.glossary.concept(*p).context.is_empty())
            .collect();
        (!postings.is_empty()).then_some(Mention {
            span,
            tokens: range,
            postings,
            found: Found::Derived(convention),
            plural: false,
            opens: tokens[first].opens_sentence,
            follows_name: self.follows_name(first),
        })
    }

    /// Whether a capitalised word stands right before, so that this one continues a name.
    fn follows_name(&self, first: usize) -> bool {
        first > 0
            && self.text.tokens[first].gap != Gap::Newline
            && self.text.tokens[first - 1].kind == TokenKind::Word
            && self.text.tokens[first - 1].case == Case::Initial
            && !self.text.tokens[first - 1].opens_sentence
    }

    /// Whether the article writes the same word in lower case elsewhere: then it is no name. A word that opens a sentence or stands in a
    /// language that capitalises nouns must show a spelling that its language does not have, which only a longer look-up could tell;
    /// it is left alone.
    fn is_word_here(&self, first: usize) -> bool {
        let token = &self.text.tokens[first];
        let folded = self.text.folded(token);
        token.opens_sentence
            || self.lang == Lang::De
            || self
                .text
                .tokens
                .iter()
                .any(|t| t.case == Case::Lower && self.text.folded(t) == folded)
    }
}

struct NameWord {
    token: usize,
    article: bool,
}
