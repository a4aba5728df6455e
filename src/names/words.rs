//! The words an article's names are made of: capitalised words with all their places and their company.

use std::collections::{BTreeMap, HashSet};

use crate::glossary::compile::Posting;
use crate::glossary::{Glossary, Kind};
use crate::lang::Lang;
use crate::names::mentions::Mention;
use crate::names::{known_words, lookalikes};
use crate::span::Span;
use crate::text::script::{Script, of_word};
use crate::text::tokens::{Case, Gap, Token, TokenKind, is_hyphen};
use crate::text::{Text, facts};

/// One place of a name word.
#[derive(Clone, Debug)]
pub struct Place {
    /// Where.
    pub span: Span,
    /// Index of the sentence.
    pub sentence: usize,
    /// Position in words from the start of the article.
    pub position: usize,
    /// First word of its sentence, or in title case: the capital says nothing.
    pub opens: bool,
    /// Folded word right before it, if only a space stands between; empty otherwise.
    pub before: String,
    /// Folded word right after it.
    pub after: String,
    /// Whether the word before begins with a capital (and does so inside its sentence).
    pub before_capital: bool,
    /// Whether the word after begins with a capital.
    pub after_capital: bool,
}

/// A spelling, with every place where it stands. Hyphenated words are one: `Jong-un`, `Al-Qaim`.
#[derive(Clone, Debug)]
pub struct NameWord {
    /// As written.
    pub text: String,
    /// Folded, hyphens kept as spaces.
    pub folded: String,
    /// Every place, in order.
    pub places: Vec<Place>,
    /// A country, its people or its language.
    pub geographic: bool,
    /// The glossary concept it was found to belong to at its first place, if any.
    pub concept: Option<u32>,
}

impl NameWord {
    /// All letters upper case.
    pub fn is_upper(&self) -> bool {
        self.text.chars().filter(|c| c.is_alphabetic()).count() > 1
            && !self.text.chars().any(char::is_lowercase)
    }

    /// Few letters, most of them capitals: an acronym (`LAN`, `WLANs`, `GPLc`), in which every letter stands for a word.
    pub fn is_acronym(&self) -> bool {
        let singular = self.text.strip_suffix('s').unwrap_or(&self.text);
        let count = |wanted: fn(char) -> bool| singular.chars().filter(|c| wanted(*c)).count();
        (2..=LONGEST_ACRONYM).contains(&count(char::is_alphabetic))
            && count(char::is_uppercase) * 2 > count(char::is_alphabetic)
            && count(char::is_uppercase) > 1
    }

    /// A compound with a common word: `Chinese-style`, `London-based`.
    pub fn is_compound_adjective(&self) -> bool {
        self.text.rsplit_once('-').is_some_and(|(_, last)| {
            last.starts_with(char::is_lowercase) && known_words::is_common(last)
        })
    }

    /// A letter for somebody whose name is withheld, with what stands behind it: `A-san`.
    pub fn is_letter(&self) -> bool {
        self.folded
            .split(' ')
            .next()
            .is_some_and(|first| first.len() == 1 && first.len() < self.folded.len())
    }
}

/// Most letters of an acronym.
const LONGEST_ACRONYM: usize = 5;
/// Shortest name word compared, in letters.
const SHORTEST: usize = 3;
/// Share of capitalised words from which on a block is in title case, so that its capitals say nothing.
const TITLE_CASE: f64 = 0.7;

/// Collects the name words of an article, sorted by spelling.
///
/// A word counts when it is capitalised, in Latin letters. What stands only where every word has a capital (at the start of a sentence, in title
/// case) counts too: machine translation puts the odd spelling there as often as elsewhere, and the model weighs it.
/// German capitalises all nouns, so there a word must also stand without an article or adjective ending before it at least once,
/// which common nouns in the singular rarely do.
pub fn collect(
    prose: &str,
    text: &Text,
    mentions: &[Mention],
    glossary: &Glossary,
    lang: Lang,
) -> Vec<NameWord> {
    let lower: HashSet<&str> = text
        .tokens
        .iter()
        .filter(|t| t.kind == TokenKind::Word && matches!(t.case, Case::Lower))
        .map(|t| text.folded(t))
        .collect();
    let concepts = concept_of_tokens(text, mentions);
    let countries = country_tokens(text, mentions, glossary);
    let shouted = title_case_tokens(text, lang);
    let mut words: BTreeMap<&str, NameWord> = BTreeMap::new();
    let mut sentence = 0;
    let mut position = 0;
    let mut i = 0;
    while i < text.tokens.len() {
        let end = compound_end(prose, &text.tokens, i);
        let token = &text.tokens[i];
        while sentence < text.sentences.len() && text.sentences[sentence].tokens.end <= i {
            sentence += 1;
        }
        if token.kind == TokenKind::Word {
            position += 1;
        }
        if is_candidate(prose, &text.tokens[i..end]) {
            let span = token.span.cover(text.tokens[end - 1].span);
            let source = &prose[span.range()];
            let folded = text.folded
                [token.fold.start as usize..text.tokens[end - 1].fold.end as usize]
                .to_owned();
            let mut place = place(text, i, end, sentence, position);
            place.opens |= shouted[i];
            let word = words.entry(source).or_insert_with(|| NameWord {
                text: source.to_owned(),
                geographic: countries[i] || lookalikes::is_demonym(&folded, lang),
                folded,
                places: Vec::new(),
                concept: concepts[i],
            });
            word.places.push(place);
        }
        i = end;
    }
    // What is also written in lower case is a word; German has few names among its nouns, and there lower case says the same.
    words
        .into_values()
        .filter(|w| !lower.contains(w.folded.as_str()) && !facts::is_function_word(&w.folded, lang))
        .filter(|w| lang != Lang::De || w.places.iter().any(|p| !follows_article(p)))
        .collect()
}

/// Whether a place in German copy follows an article, a contracted preposition or an adjective: what common nouns do.
fn follows_article(place: &Place) -> bool {
    const ARTICLES: &str = " der die das dem den des ein eine einer eines einem einen im am zum zur vom beim ins ans kein keine keinen \
                            seine seiner seinen seinem ihre ihrer ihren ihrem diese dieser dieses diesem diesen alle allen mehr und als ";
    place.opens
        || ARTICLES.contains(&format!(" {} ", place.before))
        || (!place.before_capital
            && place.before.len() > 4
            && place.before.ends_with(['e', 'n', 'r', 's', 'm']))
}

/// One past the last token of a hyphenated word.
fn compound_end(prose: &str, tokens: &[Token], first: usize) -> usize {
    let mut end = first + 1;
    while tokens[first].is_word()
        && end + 1 < tokens.len()
        && tokens[end].gap == Gap::None
        && is_hyphen(&prose[tokens[end].span.range()])
        && tokens[end + 1].gap == Gap::None
        && tokens[end + 1].is_word()
    {
        end += 2;
    }
    end
}

fn is_candidate(prose: &str, tokens: &[Token]) -> bool {
    let (first, last) = (&tokens[0], &tokens[tokens.len() - 1]);
    let source = &prose[first.span.cover(last.span).range()];
    first.kind == TokenKind::Word
        && !first.clitic
        && tokens.iter().any(Token::is_capitalised)
        && (first.is_capitalised() || tokens.len() > 1)
        && source.chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST
        && of_word(source) == Some(Script::Latin)
}

fn place(text: &Text, first: usize, end: usize, sentence: usize, position: usize) -> Place {
    let tokens = &text.tokens;
    let neighbour = |i: Option<usize>, gap: Gap| -> (String, bool) {
        let token = i
            .and_then(|i| tokens.get(i))
            .filter(|t| t.kind == TokenKind::Word);
        match token {
            Some(t) if gap == Gap::Space => (
                text.folded(t).to_owned(),
                t.is_capitalised() && !t.opens_sentence,
            ),
            _ => (String::new(), false),
        }
    };
    let (before, before_capital) = neighbour(first.checked_sub(1), tokens[first].gap);
    let (after, after_capital) = neighbour(Some(end), tokens.get(end).map_or(Gap::None, |t| t.gap));
    Place {
        span: tokens[first].span.cover(tokens[end - 1].span),
        sentence,
        position,
        opens: tokens[first].opens_sentence,
        before,
        after,
        before_capital,
        after_capital,
    }
}

/// The concept each token is part of. What is reported as wrong by the glossary counts too: it is known who is meant.
fn concept_of_tokens(text: &Text, mentions: &[Mention]) -> Vec<Option<u32>> {
    let mut concepts = vec![None; text.tokens.len()];
    for mention in mentions {
        if let [posting] = mention.postings[..] {
            concepts[mention.tokens.clone()].fill(Some(posting.concept));
        }
    }
    concepts
}

/// Tokens of countries. A form may also belong to something named after the country (`Nigeria`, its team).
fn country_tokens(text: &Text, mentions: &[Mention], glossary: &Glossary) -> Vec<bool> {
    let mut countries = vec![false; text.tokens.len()];
    for mention in mentions {
        let is_country = |p: &Posting| glossary.concept(*p).kind == Kind::Country;
        if mention.postings.iter().any(is_country) {
            countries[mention.tokens.clone()].fill(true);
        }
    }
    countries
}

/// Tokens of blocks in title case or capitals.
fn title_case_tokens(text: &Text, lang: Lang) -> Vec<bool> {
    const LEAST_WORDS: usize = 4;
    // German prose has capitals enough to look like title case.
    let share = if lang == Lang::De { 0.95 } else { TITLE_CASE };
    let mut shouted = vec![false; text.tokens.len()];
    for range in &text.blocks {
        let words = text.tokens[range.clone()]
            .iter()
            .filter(|t| t.kind == TokenKind::Word && t.span.len() > 3);
        let all = words.clone().count();
        let capital = words.filter(|t| t.is_capitalised()).count();
        if all >= LEAST_WORDS && capital as f64 > all as f64 * share {
            shouted[range.clone()].fill(true);
        }
    }
    shouted
}
