//! `artifact/repeated-passage`: the same sentence or paragraph twice.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use crate::document::BlockKind;
use crate::finding::Applicability;
use crate::lang::LangSet;
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Region, Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;

/// See [`META`].
pub struct RepeatedPassage;

static META: RuleMeta = RuleMeta {
    id: "artifact/repeated-passage",
    what: "a sentence or paragraph that stands in the article twice.",
    why: "Translated piece by piece, an article can get a piece twice; the reader sees a desk that did not read its own copy.",
    bad: "The two sides will meet again in Geneva on Monday morning. Few expect much. The two sides will meet again in Geneva on Monday morning.",
    good: "The two sides will meet again in Geneva on Monday morning. Few expect much. The last round ended without a result in June.",
    severity: Severity::Error,
    category: Category::Addition,
    mqm_severity: MqmSeverity::Major,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[Region::Headline, Region::Subhead, Region::List],
    data: &[],
    fix: Applicability::None,
    mutes: &[],
};

/// Shortest passage, in words: shorter ones (`He declined to comment.`) are repeated by right.
const SHORTEST: usize = 8;
/// Longest sentence compared with others, in words: longer ones are tables, and comparing them would take long.
const LONGEST: usize = 200;
/// Earlier sentences compared with one that may be nearly the same; more of them share a rare word in lists only.
const CANDIDATES: usize = 16;

/// A sentence of the body.
struct Unit {
    span: Span,
    tokens: Range<usize>,
    words: usize,
    key: u64,
    /// Whether its block ends as a paragraph does; without an end mark it may be a long headline or a caption.
    closed: bool,
}

impl Rule for RepeatedPassage {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let units = units(article);
        let mut reported = vec![false; units.len()];
        let mut first: HashMap<u64, usize> = HashMap::with_capacity(units.len());
        let mut i = 0;
        while i < units.len() {
            let same = |n: usize, m: usize| {
                units[n].key == units[m].key
                    && words(article, &units[n].tokens).eq(words(article, &units[m].tokens))
            };
            let earlier = first.get(&units[i].key).filter(|j| same(i, **j)).copied();
            let Some(j) = earlier else {
                first.entry(units[i].key).or_insert(i);
                i += 1;
                continue;
            };
            // The passage goes on as long as the sentences after both places are the same too.
            let run = (0..units.len() - i)
                .take_while(|n| same(i + n, j + n))
                .count()
                .max(1);
            if units[i..i + run].iter().map(|u| u.words).sum::<usize>() >= SHORTEST {
                reported[i..i + run].fill(true);
                let span = units[i].span.cover(units[i + run - 1].span);
                // In `A. A. A.` the first place of the pair `A. A.` overlaps the second; one sentence explains it.
                let last = (j + run - 1).min(i - 1);
                let before = units[j].span.cover(units[last].span);
                let mut draft = report.at(
                    vec![span],
                    "this passage stands in the article a second time",
                );
                draft.relate(before, article.slice(before), "its first place");
                if !units[i].closed || !units[j].closed {
                    draft.at_most(Severity::Info, 0.6);
                }
            }
            i += run;
        }
        near(article, &units, &reported, report);
    }
}

/// The sentences of the body. Headlines, subheads and captions say by right what the body says again, and rows of lists are alike.
fn units(article: &Article<'_>) -> Vec<Unit> {
    let mut sentences = article.text.sentences.iter().peekable();
    let mut units = Vec::new();
    for (block, range) in article.document.blocks.iter().zip(&article.text.blocks) {
        let closed = !article
            .slice(block.span)
            .ends_with(|c: char| c.is_alphanumeric() || c == ',');
        while let Some(sentence) = sentences.next_if(|s| s.tokens.start < range.end) {
            if block.kind != BlockKind::Body {
                continue;
            }
            let mut hasher = DefaultHasher::new();
            let mut count = 0;
            for word in words(article, &sentence.tokens) {
                word.hash(&mut hasher);
                count += 1;
            }
            if count > 0 {
                units.push(Unit {
                    span: sentence.span,
                    tokens: sentence.tokens.clone(),
                    words: count,
                    key: hasher.finish(),
                    closed,
                });
            }
        }
    }
    units
}

/// Folded words: case, accents and marks do not make another sentence.
fn words<'a>(article: &'a Article<'_>, tokens: &Range<usize>) -> impl Iterator<Item = &'a str> {
    article.text.tokens[tokens.clone()]
        .iter()
        .filter(|t| t.is_word())
        .map(|t| article.text.folded(t))
}

/// Sentences with nine words in ten in common.
///
/// Two such sets share one of their rarest tenth (and one more), so only sentences that do are compared: sorted by rarity, the prefix of
/// each is looked up.
fn near(article: &Article<'_>, units: &[Unit], reported: &[bool], report: &mut Report<'_>) {
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for unit in units {
        for word in words(article, &unit.tokens) {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut postings: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut sets: Vec<Vec<(u32, &str)>> = Vec::with_capacity(units.len());
    for (n, unit) in units.iter().enumerate() {
        let mut set: Vec<(u32, &str)> = Vec::new();
        if (SHORTEST..=LONGEST).contains(&unit.words) && !reported[n] {
            set.extend(words(article, &unit.tokens).map(|w| (counts[w], w)));
            set.sort_unstable();
            set.dedup();
        }
        let least = (set.len() * 9).div_ceil(10);
        let prefix = if set.is_empty() {
            0
        } else {
            set.len() - least + 1
        };
        let twin = set[..prefix].iter().find_map(|(_, word)| {
            let earlier = postings.get(word)?.iter().rev().take(CANDIDATES);
            earlier.copied().find(|m| is_near(&set, &sets[*m]))
        });
        if let Some(m) = twin {
            let before = units[m].span;
            report
                .at(
                    vec![unit.span],
                    "nearly the same sentence stands in the article already",
                )
                .at_most(Severity::Info, 0.6)
                .relate(before, article.slice(before), "the other sentence");
        }
        for (_, word) in &set[..prefix] {
            postings.entry(word).or_default().push(n);
        }
        sets.push(set);
    }
}

/// Whether the sets have nine tenths of all their words in common (Jaccard).
fn is_near(a: &[(u32, &str)], b: &[(u32, &str)]) -> bool {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        common += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    common * 10 >= (a.len() + b.len() - common) * 9
}
