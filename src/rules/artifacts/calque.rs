//! `artifact/calque`: a phrase of the source language rendered word by word.

use crate::finding::Applicability;
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::frames::Frames;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};

/// See [`META`].
pub struct Calque;

static META: RuleMeta = RuleMeta {
    id: "artifact/calque",
    what: "a phrase rendered word by word from the source language: calques, false friends, formulas of its news desks.",
    why: "The words are right and the sentence is not: no writer of the language would put it so, and some readers will misunderstand it.",
    bad: "A police speaker confirmed that two shops had been looted.",
    good: "A police spokesman confirmed that two shops had been looted.",
    severity: Severity::Warning,
    category: Category::Mistranslation,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(LangSet::TARGETS),
    sources: Some(LangSet::of(&[
        Lang::En,
        Lang::Fr,
        Lang::De,
        Lang::Es,
        Lang::It,
        Lang::Pt,
        Lang::Ru,
        Lang::Uk,
        Lang::Ar,
        Lang::Fa,
        Lang::Zh,
        Lang::Ja,
        Lang::Ko,
    ])),
    skips: &[],
    data: &[
        "calques-en-arabic-chinese.csv",
        "calques-en-german-russian.csv",
        "calques-en-romance.csv",
        "calques-from-english.csv",
        "calques-portuguese-dutch.csv",
    ],
    fix: Applicability::None,
    mutes: &[],
};

/// Words from which a phrase is reported inside a quotation, too: a speaker may say anything, but not at this length.
const LONG: usize = 4;

impl Rule for Calque {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let Some(frames) = Frames::shipped(article.lang) else {
            return;
        };
        for (_, tokens) in article.blocks() {
            frames.find(
                article.prose,
                &article.text,
                tokens,
                |row| article.source_lang.is_none_or(|lang| row.comes_from(lang)),
                |hit| {
                    let phrase = &tokens[hit.tokens.clone()];
                    let (Some(first), Some(last)) = (phrase.first(), phrase.last()) else {
                        return;
                    };
                    let span = first.span.cover(last.span);
                    let words = phrase.iter().filter(|t| t.is_word()).count();
                    if words < LONG && article.is_quoted(span) {
                        return;
                    }
                    let mut draft = report.at(
                        vec![span],
                        format!(
                            "“{}” is rendered word by word: {}",
                            article.slice(span),
                            hit.row.explanation
                        ),
                    );
                    draft.suggest(
                        [hit.row.suggestion.to_string()]
                            .into_iter()
                            .filter(|s| !s.is_empty()),
                    );
                    if !hit.row.is_warning() {
                        draft.at_most(Severity::Info, 0.6);
                    }
                },
            );
        }
    }
}
