//! `convention/indefinite-article`: `a` before a vowel sound, `an` before a consonant sound.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::finding::Applicability;
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta, covers_markup};
use crate::severity::{MqmSeverity, Severity};
use crate::text::tokens::{Case, Gap, Token, TokenKind};

/// See [`META`].
pub struct IndefiniteArticle;

static META: RuleMeta = RuleMeta {
    id: "convention/indefinite-article",
    what: "“a” before a vowel sound or “an” before a consonant sound.",
    why: "The word after the article was chosen later than the article.",
    bad: "according to a American military official",
    good: "according to an American military official",
    severity: Severity::Error,
    category: Category::Grammar,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(LangSet::only(Lang::En)),
    sources: None,
    skips: &[],
    data: &["first-sounds.csv"],
    fix: Applicability::Safe,
    mutes: &[],
};

static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/first-sounds.csv"
));

impl Rule for IndefiniteArticle {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        for (_, tokens) in article.blocks() {
            for pair in tokens.windows(2) {
                let [indefinite, next] = pair else { continue };
                if next.gap == Gap::None || !next.is_word() || indefinite.clitic {
                    continue;
                }
                let written = article.word(indefinite);
                let is_an = match written {
                    "a" => false,
                    "an" | "An" => true,
                    "A" if indefinite.opens_sentence => false,
                    _ => continue,
                };
                let word = article.word(next);
                let Some(vowel) = begins_with_vowel_sound(word, next) else {
                    continue;
                };
                if vowel == is_an {
                    continue;
                }
                let right = match (written.starts_with('A'), vowel) {
                    (true, true) => "An",
                    (true, false) => "A",
                    (false, true) => "an",
                    (false, false) => "a",
                };
                let span = indefinite.span.cover(next.span);
                if covers_markup(article, span) {
                    continue;
                }
                let sound = if vowel { "vowel" } else { "consonant" };
                report
                    .at(
                        vec![span],
                        format!("“{word}” begins with a {sound} sound: “{right} {word}”"),
                    )
                    .replace(
                        &article.slice(span).replacen(written, right, 1),
                        Applicability::Safe,
                    );
            }
        }
    }
}

/// Words whose first sound is not what their first letter says, and all known words in letters that mislead; `None` when both sounds are heard.
fn exceptions() -> &'static HashMap<&'static str, Option<bool>> {
    static EXCEPTIONS: LazyLock<HashMap<&str, Option<bool>>> = LazyLock::new(|| {
        TABLE
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(','))
            .map(|(word, sound)| {
                let vowel = match sound {
                    "vowel" => Some(true),
                    "consonant" => Some(false),
                    _ => None,
                };
                (word, vowel)
            })
            .collect()
    });
    &EXCEPTIONS
}

/// Whether a word begins with a vowel sound; `None` when that cannot be told, and then nothing is reported.
///
/// The CMU Pronouncing Dictionary decides for the words it knows. What it does not know is left alone where letters mislead:
/// words in u, eu, ew, o-w, h and y, and capitals that may be read as letters or as a word (`an FSB officer`, `a FIFA vote`).
fn begins_with_vowel_sound(word: &str, token: &Token) -> Option<bool> {
    if token.kind == TokenKind::Number {
        return number(word);
    }
    let bare: String = word.chars().filter(|c| *c != '.').collect();
    let lower = bare.to_lowercase();
    let first = lower.chars().next().filter(char::is_ascii_lowercase)?;
    let letter_name = "aefhilmnorsx".contains(first);
    let letter_sound = "aeio".contains(first);
    let capitals = token.case == Case::Upper || bare.chars().count() == 1;
    let spelt_out = word.contains('.')
        || bare.chars().count() <= 2
        || !lower.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    if capitals && spelt_out {
        return Some(letter_name);
    }
    if let Some(known) = exceptions().get(lower.as_str()) {
        // In capitals the dictionary's word may be another one.
        return known.filter(|vowel| !capitals || *vowel == letter_name);
    }
    if capitals {
        return (letter_name == letter_sound && first != 'u' && first != 'y')
            .then_some(letter_name);
    }
    let unclear = lower.starts_with("eu")
        || lower.starts_with("ew")
        || lower.starts_with("one")
        || lower.starts_with("ou")
        || first == 'u'
        || matches!(first, 'h' | 'y');
    (!unclear).then_some(letter_sound)
}

/// `an 8`, `an 11th`, `an 18-year-old`, `an 80`, `an 800`; `a 1`, `a 100`, `a 1,800`.
fn number(word: &str) -> Option<bool> {
    let digits: String = word
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == ',')
        .filter(|c| *c != ',')
        .collect();
    if digits.is_empty() {
        return None;
    }
    // 11 and 18 are said so alone and before thousands; 1100 and 1800 are said in two ways.
    let eleven = (digits.starts_with("11") || digits.starts_with("18")) && digits.len() % 3 == 2;
    if !eleven && digits.len() == 4 && (digits.starts_with("11") || digits.starts_with("18")) {
        return None;
    }
    Some(digits.starts_with('8') || eleven)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;
    use crate::text::Text;

    fn vowel(word: &str) -> Option<bool> {
        let text = Text::new(word, [Span::new(0, word.len())]);
        // Of “US-led” the rule gets “US”.
        let first = &text.tokens[0];
        begins_with_vowel_sound(&word[first.span.range()], first)
    }

    #[test]
    fn sounds_not_letters() {
        for word in [
            "hour", "honest", "American", "MP", "AFP", "US-led", "FBI", "8", "11th", "18", "uncle",
            "IS",
        ] {
            let expected = word != "US-led";
            assert_eq!(vowel(word), Some(expected), "{word}");
        }
        for word in [
            "European",
            "unit",
            "one",
            "Ukrainian",
            "UN",
            "U.S.",
            "house",
            "100",
            "1",
            "BBC",
            "user",
            "Uyghur",
        ] {
            assert_ne!(vowel(word), Some(true), "{word}");
        }
        for word in ["FIFA", "historic", "1100", "herb"] {
            assert_eq!(vowel(word), None, "{word}");
        }
    }
}
