//! `artifact/loop`: a decoder that says the same few words again and again.

use crate::document::BlockKind;
use crate::finding::Applicability;
use crate::lang::LangSet;
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Region, Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::text::facts;
use crate::text::tokens::{Token, TokenKind};

use super::truncated::is_open_word;

/// See [`META`].
pub struct Loop;

static META: RuleMeta = RuleMeta {
    id: "artifact/loop",
    what: "the same two to six words three times or more in a row, or nearly; one word six times.",
    why: "A decoder that lost its place repeats itself; what it should have said is missing.",
    bad: "The army the army the army said it would withdraw from the town.",
    good: "The army said that the army of the north would withdraw from the town.",
    severity: Severity::Error,
    category: Category::Grammar,
    mqm_severity: MqmSeverity::Critical,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[Region::List, Region::Quotation],
    data: &["function-words.csv", "open-words.csv"],
    fix: Applicability::None,
    mutes: &["artifact/doubled-word"],
};

/// Words in which the repetitions must stand.
const WINDOW: usize = 25;
/// Longest group of words compared.
const LONGEST: usize = 6;
/// Groups this long need not follow each other at once: `the army said on Monday` three times in 25 words is no accident.
const LONG: usize = 4;
/// How often a group must stand.
const TIMES: usize = 3;
/// How often one word alone must stand in a row, and how many letters it must have: `no, no, no` and `ha ha ha` are said by people.
const ALONE: usize = 6;
const LETTERS: usize = 4;

impl Rule for Loop {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let mut words: Vec<&Token> = Vec::new();
        for (block, tokens) in article.blocks() {
            if block.kind == BlockKind::List {
                continue;
            }
            words.clear();
            words.extend(tokens.iter().filter(|t| t.is_word()));
            let mut i = 0;
            while i < words.len() {
                let found = alone_at(article, &words, i).or_else(|| group_at(article, &words, i));
                let Some((size, last)) = found else {
                    i += 1;
                    continue;
                };
                let span = words[i].span.cover(words[last + size - 1].span);
                let group = article.slice(words[i].span.cover(words[i + size - 1].span));
                if !is_chant(article, tokens, span.end) && !article.is_quoted(span) {
                    report.at(
                        vec![span],
                        format!("“{group}” again and again: the translation is caught in a loop"),
                    );
                }
                i = last + size;
            }
        }
    }
}

/// One word that stands in a row from `i` on, and where it stands last.
fn alone_at(article: &Article<'_>, words: &[&Token], i: usize) -> Option<(usize, usize)> {
    let word = article.text.folded(words[i]);
    // Asked first, so that a long run of a short word is not counted again from each of its words.
    if words[i].kind != TokenKind::Word || word.chars().count() < LETTERS {
        return None;
    }
    let same = |t: &&&Token| article.text.folded(t) == word;
    let times = words[i..].iter().take_while(same).count();
    (times >= ALONE).then(|| (1, i + times - 1))
}

/// The longest group of words that begins at `i` and is repeated, and where its last repetition begins.
fn group_at(article: &Article<'_>, words: &[&Token], i: usize) -> Option<(usize, usize)> {
    let word = |n: usize| article.text.folded(words[n]);
    let end = words.len().min(i + WINDOW);
    // Nearly every word fails here: neither it nor its neighbour comes again at the same distance.
    if !(i + 2..end.saturating_sub(1)).any(|j| word(j) == word(i) && word(j + 1) == word(i + 1)) {
        return None;
    }
    (2..=LONGEST).rev().find_map(|size| {
        let same = |n: usize| (0..size).all(|k| word(n + k) == word(i + k));
        let group = words.get(i..i + size)?;
        if !is_telling(article, group) {
            return None;
        }
        let (mut times, mut last, mut together) = (1, i, false);
        let mut n = i + size;
        while n + size <= end {
            if same(n) {
                together |= n == last + size;
                times += 1;
                last = n;
                n += size;
            } else {
                n += 1;
            }
        }
        if times < TIMES || !(together || (size >= LONG && is_rich(article, group))) {
            return None;
        }
        // A loop of a hundred turns is one finding.
        while last + 2 * size <= words.len() && same(last + size) {
            last += size;
        }
        Some((size, last))
    })
}

/// Whether a group has a word with a meaning, no numbers, and is not one word said over and over (`bla bla`).
fn is_telling(article: &Article<'_>, group: &[&Token]) -> bool {
    let first = article.text.folded(group[0]);
    group.iter().all(|t| t.kind == TokenKind::Word)
        && group.iter().any(|t| article.text.folded(t) != first)
        && group.iter().any(|t| !is_small_word(article, t))
}

/// Whether two words of a group have a meaning: `the army of the` comes again where armies are listed.
fn is_rich(article: &Article<'_>, group: &[&Token]) -> bool {
    let telling = |t: &&&Token| !is_small_word(article, t);
    group.iter().filter(telling).count() > 1
}

/// Whether a shout follows: what a crowd chants is not always between quotation marks.
fn is_chant(article: &Article<'_>, tokens: &[Token], end: usize) -> bool {
    let at = tokens.partition_point(|t| t.span.start < end);
    tokens
        .get(at)
        .is_some_and(|t| matches!(article.word(t), "!" | "¡"))
}

/// An article, pronoun, preposition, conjunction or auxiliary.
fn is_small_word(article: &Article<'_>, word: &Token) -> bool {
    let folded = article.text.folded(word);
    facts::is_function_word(folded, article.lang) || is_open_word(folded, article.lang)
}
