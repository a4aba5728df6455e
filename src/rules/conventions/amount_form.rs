//! `convention/amount-form`: a sum without its thousands mark, or a number and its unit in one word.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::shapes::rows;
use crate::finding::Applicability;
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::text::tokens::{Gap, Token, TokenKind};

/// See [`META`].
pub struct AmountForm;

static META: RuleMeta = RuleMeta {
    id: "convention/amount-form",
    what: "a sum of money without its thousands mark, and a number written together with its unit: “5150 yuan”, “500Mbps”.",
    why: "Chinese and Japanese write both so; figures without marks are misread.",
    bad: "Donors can receive a subsidy of 5150 yuan.",
    good: "Donors can receive a subsidy of 5,150 yuan.",
    severity: Severity::Warning,
    category: Category::NumberFormat,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[],
    data: &["amount-words.csv"],
    fix: Applicability::Safe,
    mutes: &[],
};

static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/amount-words.csv"
));

/// Whether the table lists a form of that kind for a language, or for all.
fn is_listed(lang: Lang, kind: &str, form: &str) -> bool {
    static FORMS: LazyLock<HashMap<(&str, &str), HashSet<&str>>> = LazyLock::new(|| {
        let mut forms: HashMap<(&str, &str), HashSet<&str>> = HashMap::new();
        for [lang, kind, form] in rows::<3>(TABLE) {
            forms.entry((lang, kind)).or_default().insert(form);
        }
        forms
    });
    ["*", lang.code()]
        .iter()
        .any(|l| FORMS.get(&(l, kind)).is_some_and(|set| set.contains(form)))
}

impl Rule for AmountForm {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        for (_, tokens) in article.blocks() {
            for (i, token) in tokens.iter().enumerate() {
                if token.kind != TokenKind::Number || is_joined(tokens, i) {
                    continue;
                }
                let word = article.word(token);
                let Some(right) =
                    with_space(article.lang, word).or_else(|| grouped(article, tokens, i))
                else {
                    continue;
                };
                report
                    .at(vec![token.span], format!("“{word}” is written “{right}”"))
                    .replace(&right, Applicability::Safe);
            }
        }
    }
}

/// Whether the number is part of something longer: a range, a fraction, a model (`X-500MB`).
fn is_joined(tokens: &[Token], i: usize) -> bool {
    let before = i > 0 && tokens[i].gap == Gap::None && !tokens[i - 1].is_word();
    let hyphen = tokens
        .get(i + 1)
        .is_some_and(|t| t.gap == Gap::None && !t.is_word())
        && tokens
            .get(i + 2)
            .is_some_and(|t| t.gap == Gap::None && t.is_word());
    before || hyphen
}

/// `500Mbps` as `500 Mbps`.
fn with_space(lang: Lang, word: &str) -> Option<String> {
    let at = word.find(|c: char| c.is_alphabetic())?;
    let (number, unit) = word.split_at_checked(at)?;
    (!number.is_empty() && is_listed(lang, "unit", unit)).then(|| format!("{number} {unit}"))
}

/// `5150` before a currency as `5,150`; only English groups four figures.
fn grouped(article: &Article<'_>, tokens: &[Token], i: usize) -> Option<String> {
    let word = article.word(&tokens[i]);
    let four = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let next = tokens.get(i + 1).filter(|t| t.gap == Gap::Space)?;
    if article.lang != Lang::En || !four || word.starts_with('0') {
        return None;
    }
    let (thousands, rest) = word.split_at_checked(1)?;
    is_listed(article.lang, "money", article.word(next)).then(|| format!("{thousands},{rest}"))
}
