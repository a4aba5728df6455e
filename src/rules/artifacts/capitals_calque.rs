//! `artifact/capitals-calque`: a nationality, month or weekday with the capitals of the source language.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::asides::Asides;
use super::foreign_calendar;
use crate::finding::Applicability;
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::names::known_words::is_common;
use crate::names::lookalikes::is_demonym;
use crate::rules::article::Article;
use crate::rules::{Region, Report, Rule, RuleMeta, table};
use crate::severity::{MqmSeverity, Severity};
use crate::text::fold_form;
use crate::text::tokens::{Case, Gap, Token, TokenKind, is_hyphen};

/// See [`META`].
pub struct CapitalsCalque;

static META: RuleMeta = RuleMeta {
    id: "artifact/capitals-calque",
    what: "a nationality, month or weekday with the capitals of the source language.",
    why: "English writes “the French president” and “on Monday”, French “le président français” and “lundi”: the letter tells where the copy comes from.",
    bad: "The talks with the french president began on monday.",
    good: "The talks with the French president began on Monday.",
    severity: Severity::Warning,
    category: Category::Spelling,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[Region::Quotation],
    data: &["capitals-usage.csv"],
    fix: Applicability::Unsafe,
    mutes: &[],
};

/// Portuguese and Dutch could not be measured; Italian copy often has capitals of this kind from the start.
const NOTES: LangSet = LangSet::only(Lang::Pt)
    .union(LangSet::only(Lang::Nl))
    .union(LangSet::only(Lang::It));

static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/capitals-usage.csv"
));

fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    TABLE.lines().skip(1).filter_map(|line| {
        let mut cells = table::plain_cells(line);
        Some((cells.next()?, cells.next()?, cells.next()?))
    })
}

/// What the table says of one language; all words are folded.
#[derive(Default)]
struct Usage {
    kinds: HashMap<&'static str, HashSet<String>>,
    /// Months (false) and weekdays (true).
    calendar: HashMap<String, bool>,
}

impl Usage {
    fn has(&self, kind: &str, folded: &str) -> bool {
        self.kinds.get(kind).is_some_and(|set| set.contains(folded))
    }
}

fn usage(lang: Lang) -> Option<&'static Usage> {
    static ALL: LazyLock<HashMap<&'static str, Usage>> = LazyLock::new(|| {
        let mut all: HashMap<&'static str, Usage> = HashMap::new();
        for (lang, kind, form) in rows() {
            let usage = all.entry(lang).or_default();
            let set = usage.kinds.entry(kind).or_default();
            set.insert(fold_form(form));
        }
        for (lang, kind, _, form) in foreign_calendar::rows() {
            if let Some(usage) = all.get_mut(lang)
                && matches!(kind, "month" | "weekday")
            {
                // Portuguese weekdays are told by their first word; `segunda` is also `second`.
                let first = form.split('-').next().unwrap_or_default();
                usage.calendar.insert(fold_form(first), kind == "weekday");
            }
        }
        all
    });
    ALL.get(lang.code())
}

impl Rule for CapitalsCalque {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let Some(usage) = usage(article.lang) else {
            return;
        };
        for (block, tokens) in article.blocks() {
            // Copy without any capital at all is a style of its own: captions, messages.
            if !tokens
                .iter()
                .any(|t| t.opens_sentence && t.is_capitalised())
            {
                continue;
            }
            let mut asides = Asides::new(article.prose, block);
            for at in 0..tokens.len() {
                let view = View {
                    article,
                    usage,
                    tokens,
                    at,
                };
                let Some(right) = view.right() else { continue };
                let span = tokens[at].span;
                if asides.contain(span) {
                    continue;
                }
                let mut draft = report.at(
                    vec![span],
                    format!(
                        "“{}”: {} writes “{right}” here",
                        article.slice(span),
                        article.lang.name()
                    ),
                );
                draft.replace(&right, Applicability::Unsafe);
                if NOTES.contains(article.lang) {
                    draft.at_most(Severity::Info, 0.6);
                }
            }
        }
    }
}

/// A word among its neighbours.
struct View<'a> {
    article: &'a Article<'a>,
    usage: &'static Usage,
    tokens: &'a [Token],
    at: usize,
}

impl View<'_> {
    /// The word with the right capital, when it has the wrong one.
    fn right(&self) -> Option<String> {
        let token = &self.tokens[self.at];
        if token.kind != TokenKind::Word || token.clitic || self.is_tied() {
            return None;
        }
        let word = self.article.word(token);
        let folded = self.article.text.folded(token);
        match (self.article.lang, token.case) {
            (Lang::En, Case::Lower) => (self.is_small_nationality(folded)
                || self.is_small_date(folded))
            .then(|| raised(word)),
            (Lang::Nl, Case::Lower) => self.is_small_adjective(folded).then(|| raised(word)),
            (Lang::De, Case::Initial) => self.is_german_adjective(folded).then(|| lowered(word)),
            (Lang::Nl, Case::Initial) => self.is_capital_date(folded, word).then(|| lowered(word)),
            (Lang::Fr | Lang::Es | Lang::It | Lang::Pt, Case::Initial) => {
                (self.is_capital_adjective(folded) || self.is_capital_date(folded, word))
                    .then(|| lowered(word))
            }
            _ => None,
        }
    }

    fn neighbour(&self, offset: isize) -> Option<&Token> {
        self.tokens.get(self.at.checked_add_signed(offset)?)
    }

    fn folded(&self, offset: isize) -> &str {
        self.neighbour(offset)
            .map_or("", |t| self.article.text.folded(t))
    }

    /// Whether something stands right against the word, as in an address, a hashtag or a compound.
    fn is_tied(&self) -> bool {
        let token = &self.tokens[self.at];
        let before = token.gap == Gap::None
            && self.neighbour(-1).is_some_and(|t| {
                t.is_word() && !t.clitic
                    || is_hyphen(self.article.word(t))
                    || matches!(self.article.word(t), "." | "/" | "@" | "#" | "_")
            });
        let after = self.neighbour(1).is_some_and(|t| {
            t.gap == Gap::None
                && (is_hyphen(self.article.word(t))
                    || matches!(self.article.word(t), "/" | "@" | "#" | "_")
                    || (self.article.word(t) == "."
                        && self
                            .neighbour(2)
                            .is_some_and(|u| u.is_word() && u.gap == Gap::None)))
        });
        before || after
    }

    /// Whether the word is beside the one before it, with only a space between them.
    fn follows(&self, offset: isize) -> bool {
        self.neighbour(offset)
            .is_some_and(|t| matches!(t.gap, Gap::Space | Gap::Newline))
    }

    /// Whether a capitalised word or a number goes on behind the word, so that the two may be a name.
    fn runs_on(&self) -> bool {
        self.follows(1) && self.neighbour(1).is_some_and(Token::is_capitalised)
    }

    fn year_after(&self) -> bool {
        let links = matches!(self.folded(1), "de" | "del" | "of") || {
            self.neighbour(1)
                .is_some_and(|t| self.article.word(t) == ",")
        };
        self.is_year(if links { 2 } else { 1 })
    }

    fn is_year(&self, offset: isize) -> bool {
        self.neighbour(offset).is_some_and(|t| {
            let word = self.article.word(t);
            t.kind == TokenKind::Number && word.len() == 4 && matches!(&word[..1], "1" | "2")
        })
    }

    fn is_day(&self, offset: isize) -> bool {
        self.neighbour(offset).is_some_and(|t| {
            let digits = self.article.word(t).trim_end_matches(char::is_alphabetic);
            t.kind == TokenKind::Number && digits.parse::<u8>().is_ok_and(|n| (1..=31).contains(&n))
        })
    }

    /// `the french president`: a nationality in small letters that is no other word, and not before what lost its capital long ago.
    fn is_small_nationality(&self, folded: &str) -> bool {
        if !is_demonym(folded, Lang::En) || self.usage.has("small", folded) {
            return false;
        }
        let other = is_common(folded) && !self.usage.has("common", folded);
        !other && !self.usage.has("small-before", self.folded(1))
    }

    /// `on monday`, `3 may 2024`.
    fn is_small_date(&self, folded: &str) -> bool {
        let Some(weekday) = self.usage.calendar.get(folded) else {
            return false;
        };
        *weekday
            || !self.usage.has("name", folded)
            || (self.year_after() && (self.is_day(-1) || self.is_day(1) || self.folded(-1) == "in"))
            || (self.is_day(-1) && self.year_after())
    }

    /// `de franse president`: a Dutch adjective of a country before a noun.
    fn is_small_adjective(&self, folded: &str) -> bool {
        folded.ends_with("se")
            && is_demonym(folded, Lang::Nl)
            && self.follows(1)
            && self.neighbour(1).is_some_and(|t| t.case == Case::Lower)
    }

    /// `die Französische Regierung`; `die Französische Revolution` is a name, so only nouns that make none count.
    fn is_german_adjective(&self, folded: &str) -> bool {
        let adjective = folded.starts_with("deutsch")
            || ["isch", "ische", "ischen", "ischem", "ischer", "isches"]
                .iter()
                .any(|ending| folded.ends_with(ending));
        adjective
            && is_demonym(folded, Lang::De)
            && self.follows(0)
            && self
                .neighbour(-1)
                .is_some_and(|t| !t.is_capitalised() || t.opens_sentence)
            && self.usage.has("before", self.folded(-1))
            && self.follows(1)
            && self.usage.has("noun", self.folded(1))
    }

    /// `un soldat Américain`: behind a noun that such an adjective goes with, and not part of a longer name.
    fn is_capital_adjective(&self, folded: &str) -> bool {
        is_demonym(folded, self.article.lang)
            && self.follows(0)
            && self.neighbour(-1).is_some_and(|t| t.case == Case::Lower)
            && self.usage.has("noun", self.folded(-1))
            && !self.runs_on()
    }

    /// `en Janvier`, `le Lundi`: behind a word that goes before dates; months that are names only with a year.
    fn is_capital_date(&self, folded: &str, word: &str) -> bool {
        let Some(weekday) = self.usage.calendar.get(folded) else {
            return false;
        };
        let token = &self.tokens[self.at];
        if token.opens_sentence || !self.follows(0) || self.runs_on() {
            return false;
        }
        let small_before = self.neighbour(-1).is_some_and(|t| t.case == Case::Lower);
        if *weekday {
            // `segunda` and the others of its kind are weekdays only with `-feira`, which ties them.
            return small_before
                && self.usage.has("before-weekday", self.folded(-1))
                && !self.usage.has("feast", self.folded(1))
                && !(self.article.lang == Lang::Pt && word.ends_with('a'));
        }
        let prepared = small_before && self.usage.has("before-month", self.folded(-1));
        let dated = self.is_day(-1) || (prepared && self.is_day(-2));
        if self.year_after() {
            return prepared || dated;
        }
        prepared && !dated && !self.usage.has("name", folded)
    }
}

fn raised(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

fn lowered(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_well_formed() {
        const KINDS: [&str; 9] = [
            "small",
            "common",
            "small-before",
            "noun",
            "before",
            "before-weekday",
            "before-month",
            "feast",
            "name",
        ];
        for (lang, kind, form) in rows() {
            assert!(
                lang.parse::<Lang>().is_ok() && KINDS.contains(&kind),
                "{form}"
            );
            assert!(!form.is_empty() && !form.contains('"'), "{form}");
        }
    }
}
