//! `artifact/doubled-word`: the same word twice in a row.

use crate::finding::Applicability;
use crate::lang::LangSet;
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta, covers_markup};
use crate::severity::{MqmSeverity, Severity};
use crate::text::facts;
use crate::text::tokens::{Case, Gap, Token, TokenKind, is_hyphen};

/// See [`META`].
pub struct DoubledWord;

static META: RuleMeta = RuleMeta {
    id: "artifact/doubled-word",
    what: "the same word twice in a row.",
    why: "A decoder that repeats itself leaves “the the”.",
    bad: "an attack on the the base",
    good: "an attack on the base",
    severity: Severity::Error,
    category: Category::Grammar,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[],
    data: &["language-facts.csv"],
    fix: Applicability::Safe,
    mutes: &[],
};

impl Rule for DoubledWord {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        for (_, tokens) in article.blocks() {
            for (i, pair) in tokens.windows(2).enumerate() {
                let [first, second] = pair else { continue };
                let words = first.kind == TokenKind::Word && second.kind == TokenKind::Word;
                // Names double by right (Duran Duran, Pago Pago), so the second must be in lower case.
                if !words
                    || second.gap == Gap::None
                    || first.clitic
                    || second.clitic
                    || second.case != Case::Lower
                    || ends_compound(article, &tokens[..=i])
                    || covers_markup(article, first.span.cover(second.span))
                    || article.word(first).to_lowercase() != article.word(second)
                    || facts::may_double(article.text.folded(second), article.lang)
                {
                    continue;
                }
                let word = article.word(first);
                // Three times is emphasis, or a loop, which has a rule of its own; `oh là là` is a cry.
                let again = |t: &Token| article.word(t).eq_ignore_ascii_case(word);
                let before = i.checked_sub(1).and_then(|at| tokens.get(at));
                let cry = |t: &Token| facts::is_interjection(article.text.folded(t), article.lang);
                if tokens.get(i + 2).is_some_and(again)
                    || before.is_some_and(|t| again(t) || cry(t))
                {
                    continue;
                }
                report
                    .at(
                        vec![first.span.cover(second.span)],
                        format!("“{word}” stands twice"),
                    )
                    .replace(word, Applicability::Safe);
            }
        }
    }
}

/// Whether the last word is the end of a longer one: `rendez-le le plus tôt`.
fn ends_compound(article: &Article<'_>, tokens: &[Token]) -> bool {
    matches!(tokens, [.., hyphen, last] if last.gap == Gap::None
        && hyphen.gap == Gap::None
        && is_hyphen(article.word(hyphen)))
}
