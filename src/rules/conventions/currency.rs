//! `convention/currency`: symbols and words for money in the wrong place or twice.

use std::sync::LazyLock;

use super::number_format::mended;
use super::scale_word::is_scale_word;
use super::shapes::rows;
use crate::document::BlockKind;
use crate::finding::Applicability;
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Region, Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;
use crate::text::tokens::{Gap, Token, TokenKind};

/// See [`META`].
pub struct Currency;

static META: RuleMeta = RuleMeta {
    id: "convention/currency",
    what: "a currency symbol on the wrong side or with a space, or a currency said twice: “100$”, “$ 100”, “$5 dollars”, “5 million of dollars”.",
    why: "Each language puts the symbol elsewhere; the source’s order was kept.",
    bad: "The fare rose to 100$ in May.",
    good: "The fare rose to 100 dollars in May.",
    severity: Severity::Warning,
    category: Category::CurrencyFormat,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[Region::List],
    data: &["currency-words.csv", "scale-words.csv"],
    fix: Applicability::Safe,
    mutes: &[],
};

static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/currency-words.csv"
));

/// Symbol and word of the currencies of a language, in the table's order.
fn currencies(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    static ROWS: LazyLock<Vec<[&str; 3]>> = LazyLock::new(|| rows::<3>(TABLE).collect());
    ROWS.iter()
        .filter(move |[l, ..]| *l == lang.code())
        .map(|[_, symbol, word]| (*symbol, *word))
}

fn is_symbol(word: &str) -> bool {
    matches!(word, "$" | "€" | "£" | "¥")
}

impl Rule for Currency {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        for (block, tokens) in article.blocks() {
            // Tables have their own order.
            if block.kind == BlockKind::List {
                continue;
            }
            for i in 0..tokens.len() {
                let money = Money { article, tokens, i };
                let Some(fault) = money
                    .said_twice()
                    .or_else(|| money.behind())
                    .or_else(|| money.apart())
                    .or_else(|| money.in_front())
                    .or_else(|| money.with_of())
                else {
                    continue;
                };
                report
                    .at(vec![fault.span], fault.message)
                    .replace(&fault.right, Applicability::Safe);
            }
        }
    }
}

/// Whether the marks of a number behind a symbol can only be English: `10,000`, `1,250.50`, `9.5`, but not `1.000` or `9,5`.
fn is_english(number: &str) -> bool {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let mut groups = whole.split(',').skip(1);
    groups.all(|group| group.len() == 3) && fraction.len() != 3 && !fraction.contains([',', '.'])
}

struct Fault {
    span: Span,
    message: String,
    right: String,
}

/// A place that may be a sum of money.
struct Money<'a> {
    article: &'a Article<'a>,
    tokens: &'a [Token],
    i: usize,
}

impl<'a> Money<'a> {
    fn token(&self, n: usize) -> Option<&'a Token> {
        self.tokens.get(self.i + n)
    }

    fn text(&self, n: usize) -> &'a str {
        self.token(n).map_or("", |t| self.article.word(t))
    }

    fn is_number(&self, n: usize) -> bool {
        self.token(n).is_some_and(|t| t.kind == TokenKind::Number)
    }

    /// Numbers with letters (`100m`, `18h`) are something else to most patterns.
    fn is_plain_number(&self, n: usize) -> bool {
        self.is_number(n)
            && self
                .text(n)
                .bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
    }

    fn gap(&self, n: usize) -> Gap {
        self.token(n).map_or(Gap::Newline, |t| t.gap)
    }

    fn is_scale(&self, n: usize) -> bool {
        self.gap(n) == Gap::Space && is_scale_word(self.text(n), self.article.lang)
    }

    fn before(&self) -> Option<&'a Token> {
        self.i.checked_sub(1).map(|at| &self.tokens[at])
    }

    fn span(&self, last: usize) -> Span {
        let end = self.token(last).map_or(0, |t| t.span.end);
        Span::new(
            self.tokens[self.i].span.start,
            end.max(self.tokens[self.i].span.start),
        )
    }

    /// `$5 dollars`, `$5 million dollars`, in every language.
    fn said_twice(&self) -> Option<Fault> {
        let symbol = self.text(0);
        if !is_symbol(symbol) || !self.is_number(1) || self.gap(1) != Gap::None {
            return None;
        }
        let at = if self.is_scale(2) { 3 } else { 2 };
        let word = self.text(at);
        let twice = self.gap(at) == Gap::Space
            && currencies(self.article.lang).any(|(s, w)| s == symbol && w == word);
        if !twice {
            return None;
        }
        let right = self.article.slice(self.span(at - 1)).to_owned();
        Some(Fault {
            span: self.span(at),
            message: format!("“{symbol}” and “{word}” say the same"),
            right,
        })
    }

    /// `100$`, `100 €`, `5 million $` in English.
    fn behind(&self) -> Option<Fault> {
        if self.article.lang != Lang::En || !self.is_plain_number(0) {
            return None;
        }
        let at = if self.is_scale(1) { 2 } else { 1 };
        let symbol = self.text(at);
        // The symbol of the next number: `in 2020 $5 million`.
        let next = self.is_number(at + 1);
        let held = self.gap(0) == Gap::None
            && self.before().is_some_and(|t| {
                let word = self.article.word(t);
                is_symbol(word) || matches!(word, "." | "," | "/")
            });
        if !is_symbol(symbol) || self.gap(at) == Gap::Newline || next || held {
            return None;
        }
        let sum = self.article.slice(self.span(at - 1));
        Some(Fault {
            span: self.span(at),
            message: format!("English puts “{symbol}” before the number"),
            right: format!("{symbol}{sum}"),
        })
    }

    /// `$100` where the article's region or house puts the symbol behind.
    fn in_front(&self) -> Option<Fault> {
        let conventions = &self.article.conventions;
        let symbol = self.text(0);
        let between = self
            .before()
            .is_some_and(|t| self.gap(0) == Gap::None || t.kind == TokenKind::Number);
        if conventions.currency_first != Some(false)
            || !is_symbol(symbol)
            || between
            || !self.is_plain_number(1)
            || self.gap(1) == Gap::Newline
        {
            return None;
        }
        // Behind a scale word it is a word in most languages: `5 millions de dollars`.
        if self.is_scale(2) {
            return None;
        }
        let (sum, gap) = (self.text(1), conventions.currency_gap);
        let sum = if is_english(sum) {
            mended(sum, '.', conventions)
        } else {
            sum.to_owned()
        };
        Some(Fault {
            span: self.span(1),
            message: format!(
                "{} puts “{symbol}” behind the number",
                conventions.locale.name()
            ),
            right: format!("{sum}{gap}{symbol}"),
        })
    }

    /// `$ 100` in English.
    fn apart(&self) -> Option<Fault> {
        let symbol = self.text(0);
        let between = self.before().is_some_and(|t| t.kind == TokenKind::Number);
        if self.article.lang != Lang::En
            || !is_symbol(symbol)
            || between
            || !self.is_plain_number(1)
            || self.gap(1) != Gap::Space
        {
            return None;
        }
        Some(Fault {
            span: self.span(1),
            message: format!("a space between “{symbol}” and the number"),
            right: format!("{symbol}{}", self.text(1)),
        })
    }

    /// `5 million of dollars`, `5 millions of dollars` in English.
    fn with_of(&self) -> Option<Fault> {
        if self.article.lang != Lang::En || !self.is_plain_number(0) || self.text(2) != "of" {
            return None;
        }
        let scale = self.text(1).trim_end_matches('s');
        let word = self.text(3);
        if self.gap(1) != Gap::Space
            || !is_scale_word(scale, Lang::En)
            || !currencies(Lang::En).any(|(_, w)| w == word)
        {
            return None;
        }
        Some(Fault {
            span: self.span(3),
            message: format!("no “of” between “{scale}” and “{word}”"),
            right: format!("{} {scale} {word}", self.text(0)),
        })
    }
}
