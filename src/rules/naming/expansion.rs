//! `name/expansion`: one acronym spelt out in two ways in one article.

use std::collections::BTreeMap;

use crate::finding::Applicability;
use crate::lang::LangSet;
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;
use crate::text::fold_form;
use crate::text::tokens::{Case, Gap, Token, TokenKind};

/// See [`META`].
pub struct Expansion;

static META: RuleMeta = RuleMeta {
    id: "name/expansion",
    what: "one acronym spelt out in two ways in one article.",
    why: "Readers take two names for two bodies. Machine translation spells a source name out anew each time.",
    bad: "The Coastal Relief Agency (CRA) sent tents. Later the Coast Rescue Agency (CRA) sent boats.",
    good: "The Coastal Relief Agency (CRA) sent tents. Later the Coastal Relief Agency (CRA) sent boats.",
    severity: Severity::Info,
    category: Category::TerminologyInconsistent,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[],
    data: &[],
    fix: Applicability::None,
    mutes: &[],
};

/// Letters of an acronym that has its long form before it.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=6;

/// How sure the rule is: two bodies may share an acronym. Not measured, which is why the rule only reports on request.
const CONFIDENCE: f64 = 0.6;

/// Words without a capital inside a long form (`Ministry of the Interior`).
const MOST_SMALL: usize = 4;

impl Rule for Expansion {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let mut acronyms: BTreeMap<&str, Vec<(String, Span)>> = BTreeMap::new();
        for (_, tokens) in article.blocks() {
            for at in 1..tokens.len() {
                if let Some((acronym, span)) = spelt_out(article, &tokens[..at], &tokens[at..]) {
                    let form = fold_form(article.slice(span));
                    acronyms.entry(acronym).or_default().push((form, span));
                }
            }
        }
        for (acronym, forms) in acronyms {
            let (kept, first) = &forms[0];
            for (form, span) in &forms[1..] {
                if form == kept {
                    continue;
                }
                let (text, other) = (article.slice(*span), article.slice(*first));
                let message = format!(
                    "“{acronym}” is spelt out as “{text}” here and as “{other}” before: one body under two names, or two bodies with one acronym"
                );
                report
                    .at(vec![*span], message)
                    .suggest([other.to_owned()])
                    .at_most(Severity::Info, CONFIDENCE)
                    .relate(*first, other, "spelt out so before");
            }
        }
    }
}

/// The acronym in brackets that `after` begins with, and where the long form before it stands, if its capitals are the acronym's letters.
fn spelt_out<'a>(
    article: &Article<'a>,
    before: &[Token],
    after: &[Token],
) -> Option<(&'a str, Span)> {
    let [open, acronym, close, ..] = after else {
        return None;
    };
    let text = article.word(acronym);
    let in_brackets = article.word(open) == "("
        && article.word(close) == ")"
        && acronym.kind == TokenKind::Word
        && acronym.case == Case::Upper
        && acronym.gap == Gap::None
        && close.gap == Gap::None;
    if !in_brackets || !LETTERS.contains(&text.chars().count()) {
        return None;
    }
    let last = before.last()?.span;
    let mut letters = text.chars().rev().peekable();
    let mut small = 0;
    for token in before.iter().rev() {
        let word = article.word(token);
        let joined = token.kind == TokenKind::Word || word == "-";
        if !joined {
            return None;
        }
        if token.is_capitalised() {
            if letters.next() != word.chars().next() {
                return None;
            }
            if letters.peek().is_none() {
                return Some((text, token.span.cover(last)));
            }
        } else {
            small += 1;
            if small > MOST_SMALL {
                return None;
            }
        }
    }
    None
}
