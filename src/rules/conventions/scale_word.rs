//! `convention/scale-word`: million and billion in another language.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::shapes::{rows, whole};
use crate::finding::Applicability;
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::text::tokens::{Gap, Token, TokenKind};

/// See [`META`].
pub struct ScaleWord;

static META: RuleMeta = RuleMeta {
    id: "convention/scale-word",
    what: "a word for a million or a billion left in another language: “milliards”, “mil millones” in English.",
    why: "It is the easiest place to be wrong by a factor of a thousand.",
    bad: "a plan of 8 milliards of euros",
    good: "a plan of eight billion euros",
    severity: Severity::Error,
    category: Category::Mistranslation,
    mqm_severity: MqmSeverity::Major,
    targets: Some(LangSet::TARGETS),
    sources: Some(LangSet::TARGETS),
    skips: &[],
    data: &["scale-words.csv"],
    fix: Applicability::Safe,
    mutes: &[],
};

static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/scale-words.csv"
));

/// In the last column: a word of the language itself.
const OWN: &str = "=";

struct Form {
    words: Vec<&'static str>,
    right: &'static str,
}

type Forms = BTreeMap<(&'static str, &'static str), Vec<Form>>;

/// Forms by language and first word, longest first.
fn forms() -> &'static Forms {
    static FORMS: LazyLock<Forms> = LazyLock::new(|| {
        let mut forms = Forms::new();
        for [lang, form, right] in rows::<3>(TABLE) {
            let words: Vec<_> = form.split(' ').collect();
            forms
                .entry((lang, words[0]))
                .or_default()
                .push(Form { words, right });
        }
        for list in forms.values_mut() {
            list.sort_by_key(|f| std::cmp::Reverse(f.words.len()));
        }
        forms
    });
    &FORMS
}

/// Whether a word is one for a million or more in `lang` itself.
pub fn is_scale_word(word: &str, lang: Lang) -> bool {
    forms()
        .get(&(lang.code(), word))
        .is_some_and(|list| list.iter().any(|f| f.right == OWN))
}

impl Rule for ScaleWord {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        for (_, tokens) in article.blocks() {
            for (i, token) in tokens.iter().enumerate().skip(1) {
                // Only behind a number: a scale word alone may be a surname or a title.
                let number = &tokens[i - 1];
                if token.kind != TokenKind::Word
                    || token.gap != Gap::Space
                    || !is_quantity(article, number)
                {
                    continue;
                }
                let Some(form) = forms()
                    .get(&(article.lang.code(), article.word(token)))
                    .and_then(|list| {
                        list.iter()
                            .find(|f| f.right != OWN && stands(article, &tokens[i..], f))
                    })
                else {
                    continue;
                };
                let span = token.span.cover(tokens[i + form.words.len() - 1].span);
                let rights: Vec<String> = form.right.split(" | ").map(str::to_owned).collect();
                let text = article.slice(span);
                let mut draft = report.at(
                    vec![span],
                    format!(
                        "“{text}” is not {}: “{}”",
                        article.lang.name(),
                        form.right.replace(" | ", "” or “")
                    ),
                );
                draft.suggest(rights.iter().cloned());
                if let [right] = rights.as_slice() {
                    draft.replace(right, Applicability::Safe);
                }
            }
        }
    }
}

/// A number in digits that is no year.
fn is_quantity(article: &Article<'_>, token: &Token) -> bool {
    token.kind == TokenKind::Number && !is_year(article.word(token))
}

/// `In 2020 million-strong crowds`: a year says nothing of the word after it.
fn is_year(word: &str) -> bool {
    whole(word).is_some_and(|n| (1900..2100).contains(&n))
}

fn stands(article: &Article<'_>, tokens: &[Token], form: &Form) -> bool {
    tokens.len() >= form.words.len()
        && form
            .words
            .iter()
            .zip(tokens)
            .enumerate()
            .all(|(n, (w, t))| *w == article.word(t) && (n == 0 || t.gap != Gap::None))
}
