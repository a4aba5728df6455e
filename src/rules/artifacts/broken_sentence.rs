//! `artifact/broken-sentence`: a sentence goes on in lower case after a full stop, so a clause stands in the wrong place.

use crate::finding::Applicability;
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::names::known_words::is_common;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta, covers_markup};
use crate::severity::{MqmSeverity, Severity};
use crate::text::facts;
use crate::text::tokens::{Case, Gap, Token, TokenKind};

/// See [`META`].
pub struct BrokenSentence;

static META: RuleMeta = RuleMeta {
    id: "artifact/broken-sentence",
    what: "a word in lower case after a full stop.",
    why: "Machine translation moves a clause past the end of its sentence; what is left cannot be understood.",
    bad: "whose men were arrested, told AFP. integrated into the regular forces.",
    good: "whose men were integrated into the regular forces, told AFP.",
    severity: Severity::Error,
    category: Category::Unintelligible,
    mqm_severity: MqmSeverity::Major,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[],
    data: &["language-facts.csv", "function-words.csv"],
    fix: Applicability::None,
    mutes: &[],
};

impl Rule for BrokenSentence {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        for (_, tokens) in article.blocks() {
            for (i, four) in tokens.windows(3).enumerate() {
                let [word, stop, next] = four else { continue };
                if article.word(stop) != "."
                    || stop.gap != Gap::None
                    || next.case != Case::Lower
                    || next.gap != Gap::Space
                {
                    continue;
                }
                if ends_abbreviation(article, word) || begins_name(article, &tokens[i + 2..]) {
                    continue;
                }
                let span = word.span.cover(next.span);
                if covers_markup(article, stop.span.cover(next.span)) {
                    continue;
                }
                report.at(
                    vec![span],
                    format!(
                        "the sentence ends after “{}” and goes on with “{}” in lower case: a clause stands in the wrong place",
                        article.word(word),
                        article.word(next)
                    ),
                );
            }
        }
    }
}

/// Whether the full stop after this word may belong to an abbreviation. Short words that nobody knows count too: the abbreviations cannot
/// all be listed, and few sentences end in such a word.
fn ends_abbreviation(article: &Article<'_>, word: &Token) -> bool {
    const SHORT: usize = 3;
    if word.kind != TokenKind::Word {
        return true;
    }
    let text = article.word(word);
    let letters = text.chars().count();
    let lower = text.to_lowercase();
    letters == 1
        || facts::is_abbreviation(&lower)
        || facts::is_closing_abbreviation(&lower)
        || (letters <= SHORT && word.case != Case::Upper && !is_known(article, word))
        || (letters <= SHORT + 1
            && article.lang == Lang::De
            && word.case == Case::Lower
            && !is_known(article, word))
}

/// Whether a short word is a name of the glossary, a function word or (in English, whose words are known) a common word, and so no
/// abbreviation.
fn is_known(article: &Article<'_>, word: &Token) -> bool {
    let folded = article.text.folded(word);
    let is_name = word.is_capitalised() && !article.glossary.index().exact(folded).is_empty();
    let is_word = article.lang == Lang::En && word.case == Case::Lower && is_common(folded);
    is_name || is_word || facts::is_function_word(folded, article.lang)
}

/// Whether the lower-case word opens a name: `von der Leyen`, `al-Sudani`, `de Gaulle`.
fn begins_name(article: &Article<'_>, tokens: &[Token]) -> bool {
    const LONGEST_PARTICLES: usize = 3;
    let first = article.word(&tokens[0]).to_lowercase();
    facts::is_lower_case_brand(&first)
        || (facts::is_name_particle(&first)
            && tokens
                .iter()
                .filter(|t| t.is_word())
                .take(LONGEST_PARTICLES + 1)
                .any(Token::is_capitalised))
}
