//! `artifact/foreign-script`: letters of another script in a sentence, or inside a word.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_script::UnicodeScript;

use super::asides::Asides;
use std::collections::BTreeMap;

use crate::finding::Applicability;
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Region, Report, Rule, RuleMeta, table};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;
use crate::text::script::Script;

/// See [`META`].
pub struct ForeignScript;

static META: RuleMeta = RuleMeta {
    id: "artifact/foreign-script",
    what: "words in another script, or letters of another script that look like Latin ones.",
    why: "Words in another script were not translated; a word with a letter of another script is found by no search and read wrongly aloud.",
    bad: "The mayor of B\u{430}ghdad",
    good: "The mayor of Baghdad",
    severity: Severity::Error,
    category: Category::Untranslated,
    mqm_severity: MqmSeverity::Critical,
    targets: Some(LangSet::TARGETS),
    sources: Some(LangSet::of(&[
        Lang::Ru,
        Lang::Uk,
        Lang::Ar,
        Lang::Fa,
        Lang::He,
        Lang::Zh,
        Lang::Ja,
        Lang::Ko,
    ])),
    skips: &[Region::Quotation],
    data: &["homoglyphs.csv"],
    fix: Applicability::Safe,
    mutes: &["name/"],
};

static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/homoglyphs.csv"
));

/// Letters of one script from which a run is words: a single one is a symbol (α, Σ).
const LEAST_LETTERS: usize = 2;

/// The Latin letter a letter looks like.
fn look_alike(c: char) -> Option<char> {
    static LETTERS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
        TABLE
            .lines()
            .skip(1)
            .filter_map(|line| {
                let mut cells = table::plain_cells(line);
                let mut letter = || cells.next()?.chars().next();
                Some((letter()?, letter()?))
            })
            .collect()
    });
    LETTERS.get(&c).copied()
}

/// What a word is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    /// Latin letters, or no letters.
    Latin,
    /// Other letters, so many of them.
    Foreign(usize),
    /// Latin letters, and others that look like Latin ones.
    LookAlike,
    /// A single symbol, alone or with Latin letters: `α`, `μg`.
    Symbol,
}

fn written(word: &str) -> Written {
    if word.is_ascii() {
        return Written::Latin;
    }
    let (mut latin, mut other, mut alike) = (0_usize, 0_usize, 0_usize);
    for c in word.chars().filter(|c| c.is_alphabetic()) {
        match c.script() {
            Script::Latin => latin += 1,
            // Modifier letters, as in romanised Arabic, and ligature signs belong to the word around them.
            Script::Common | Script::Inherited => {}
            _ => {
                other += 1;
                alike += usize::from(look_alike(c).is_some());
            }
        }
    }
    if other == 0 {
        Written::Latin
    } else if latin == 0 && other == 1 && word.chars().any(|c| c.script() == Script::Greek) {
        Written::Symbol
    } else if latin == 0 {
        Written::Foreign(other)
    } else if alike == other {
        Written::LookAlike
    } else if other == 1 {
        Written::Symbol
    } else {
        Written::Foreign(other)
    }
}

/// The word in Latin letters.
fn in_latin(word: &str) -> String {
    word.chars().map(|c| look_alike(c).unwrap_or(c)).collect()
}

/// The name of the script of a word, for messages.
fn script_name(word: &str) -> &'static str {
    word.chars()
        .filter(|c| c.is_alphabetic())
        .map(|c| c.script())
        .find(|s| !matches!(s, Script::Latin | Script::Common | Script::Inherited))
        .map_or("another", |s| s.full_name())
}

/// Words in another script that follow each other.
struct Run {
    span: Span,
    letters: usize,
}

impl Rule for ForeignScript {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        // One finding per script: an article left as it was is one fault, not one for each of its lines.
        let mut left: BTreeMap<&'static str, Vec<Span>> = BTreeMap::new();
        for (block, tokens) in article.blocks() {
            let mut asides = Asides::new(article.prose, block);
            let mut open: Option<Run> = None;
            for token in tokens.iter().filter(|t| t.is_word()) {
                let word = article.word(token);
                // Digits between two words in another script belong to them.
                let plain = written(word);
                let neutral = plain == Written::Latin && !word.chars().any(char::is_alphabetic);
                if let Written::Foreign(letters) = plain {
                    match &mut open {
                        Some(run) if !token.opens_sentence => {
                            run.span = run.span.cover(token.span);
                            run.letters += letters;
                        }
                        _ => {
                            close(article, &mut asides, open.take(), &mut left);
                            open = Some(Run {
                                span: token.span,
                                letters,
                            });
                        }
                    }
                    continue;
                }
                if !neutral {
                    close(article, &mut asides, open.take(), &mut left);
                }
                if plain == Written::LookAlike {
                    let latin = in_latin(word);
                    report
                        .at(
                            vec![token.span],
                            format!(
                                "“{word}” has {} letters that look like Latin ones",
                                script_name(word)
                            ),
                        )
                        .replace(&latin, Applicability::Safe);
                }
            }
            close(article, &mut asides, open.take(), &mut left);
        }
        for (script, runs) in left {
            let text = article.slice(runs[0]);
            let message = match runs.len() {
                1 => format!("“{text}” is left in {script} script"),
                n => format!("“{text}” and {} more are left in {script} script", n - 1),
            };
            report.at(runs, message).at_most(Severity::Warning, 0.95);
        }
    }
}

/// Whether a run without spaces has a full stop inside.
fn is_domain(text: &str) -> bool {
    !text.contains(char::is_whitespace) && text.trim_matches('.').contains('.')
}

/// Keeps a run that is long enough and no gloss.
fn close(
    article: &Article<'_>,
    asides: &mut Asides<'_>,
    run: Option<Run>,
    left: &mut BTreeMap<&'static str, Vec<Span>>,
) {
    let Some(run) = run else { return };
    // A domain in its own script (`стопкоронавирус.рф`) is an address, not text.
    let after = &article.prose[run.span.end..];
    let address = article.prose[..run.span.start].ends_with(['/', '@', '.'])
        || after
            .strip_prefix('.')
            .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    let address = address || is_domain(article.slice(run.span));
    if run.letters < LEAST_LETTERS || address || asides.contain(run.span) {
        return;
    }
    left.entry(script_name(article.slice(run.span)))
        .or_default()
        .push(run.span);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_two_scripts() {
        assert_eq!(written("Bаghdad"), Written::LookAlike);
        assert_eq!(in_latin("Bаghdad"), "Baghdad");
        assert_eq!(written("Багдад"), Written::Foreign(6));
        assert_eq!(written("μg"), Written::Symbol);
        assert_eq!(written("α"), Written::Symbol);
        assert_eq!(written("Saʿdī"), Written::Latin);
        assert_eq!(written("Élysée"), Written::Latin);
    }

    #[test]
    fn look_alikes_are_of_another_script_and_look_like_latin() {
        for line in TABLE.lines().skip(1) {
            let mut cells = table::plain_cells(line).map(|c| c.chars().collect::<Vec<_>>());
            let (letter, latin) = (
                cells.next().unwrap_or_default(),
                cells.next().unwrap_or_default(),
            );
            assert_eq!((letter.len(), latin.len()), (1, 1), "{line}");
            assert_ne!(letter[0].script(), Script::Latin, "{line}");
            assert_eq!(latin[0].script(), Script::Latin, "{line}");
        }
    }
}
