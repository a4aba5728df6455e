//! `artifact/untranslated-sentence`: a sentence left in another language.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::asides::Asides;
use crate::finding::Applicability;
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Region, Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;
use crate::text::tokens::Case;
use crate::text::{facts, fold};

/// See [`META`].
pub struct UntranslatedSentence;

static META: RuleMeta = RuleMeta {
    id: "artifact/untranslated-sentence",
    what: "a sentence left in another language, outside quotations.",
    why: "Readers cannot read it; a sentence that was not translated was not checked either.",
    bad: "Le ministre a dit que les soldats ne sont pas dans la ville et qu'ils vont se retirer avec leurs armes.",
    good: "(the sentence, translated)",
    severity: Severity::Error,
    category: Category::Untranslated,
    mqm_severity: MqmSeverity::Critical,
    targets: Some(LangSet::TARGETS),
    sources: Some(LangSet::of(&[
        Lang::En,
        Lang::Fr,
        Lang::De,
        Lang::Es,
        Lang::It,
        Lang::Nl,
        Lang::Ru,
        Lang::Uk,
        Lang::Tr,
    ])),
    skips: &[Region::Quotation],
    data: &["function-words.csv"],
    fix: Applicability::None,
    mutes: &[
        "artifact/untranslated-word",
        "artifact/foreign-script",
        "artifact/foreign-calendar",
        "artifact/honorific",
        "artifact/calque",
        "artifact/doubled-word",
        "name/",
    ],
};

/// Different function words of one other language that make a sentence one of that language. Fewer stand in a name or a title.
const ENOUGH: usize = 5;

/// The codes in the table beside our own languages.
const POLISH: &str = "pl";

/// Function words, folded, with the languages they belong to as bits: place in [`languages`].
struct Words {
    languages: Vec<&'static str>,
    of: HashMap<String, (u32, u16)>,
}

fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| {
        let mut languages: Vec<&'static str> = Vec::new();
        let mut of: HashMap<String, (u32, u16)> = HashMap::new();
        for (lang, word) in facts::function_words() {
            let bit = languages
                .iter()
                .position(|l| *l == lang)
                .unwrap_or_else(|| {
                    languages.push(lang);
                    languages.len() - 1
                });
            let mut key = String::with_capacity(word.len());
            fold::push_folded(word, &mut key);
            let next = of.len() as u32;
            of.entry(key).or_insert((next, 0)).1 |= 1 << bit;
        }
        Words { languages, of }
    });
    &WORDS
}

/// English name of a code of the table.
fn name(code: &str) -> &'static str {
    match code.parse::<Lang>() {
        Ok(lang) => lang.name(),
        Err(_) if code == POLISH => "Polish",
        Err(_) => "another language",
    }
}

impl Rule for UntranslatedSentence {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let words = words();
        let Some(own) = words
            .languages
            .iter()
            .position(|l| *l == article.lang.code())
        else {
            return;
        };
        let own = 1_u16 << own;
        let mut sentences = article.text.sentences.iter().peekable();
        let mut seen: Vec<(u32, u16)> = Vec::new();
        // One finding per language: an article left as it was is one fault, not one for each of its sentences.
        let mut left: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
        for block in &article.document.blocks {
            let mut asides = Asides::new(article.prose, block);
            while let Some(sentence) = sentences.next_if(|s| s.span.start < block.span.end) {
                seen.clear();
                let mut foreign = 0_usize;
                for token in &article.text.tokens[sentence.tokens.clone()] {
                    // Capitals inside a sentence are names and titles of works.
                    if !token.is_word() || !(token.case == Case::Lower || token.opens_sentence) {
                        continue;
                    }
                    let Some(word) = words.of.get(article.text.folded(token)) else {
                        continue;
                    };
                    if seen.contains(word) || asides.contain(token.span) {
                        continue;
                    }
                    foreign += usize::from(word.1 & own == 0);
                    seen.push(*word);
                }
                if foreign < ENOUGH {
                    continue;
                }
                let count = |bit: u16| {
                    seen.iter()
                        .filter(|(_, of)| of & bit != 0 && of & own == 0)
                        .count()
                };
                let best = (0..words.languages.len())
                    .max_by_key(|i| (count(1 << i), usize::MAX - i))
                    .filter(|i| count(1 << i) >= ENOUGH);
                let Some(best) = best else { continue };
                // One word that only the article's language has, and the sentence is a mixture: names and titles do that.
                let bit = 1 << best;
                if seen.iter().any(|(_, of)| of & own != 0 && of & bit == 0) {
                    continue;
                }
                left.entry(best).or_default().push(sentence.span);
            }
        }
        for (language, sentences) in left {
            let (own, other) = (article.lang.name(), name(words.languages[language]));
            let message = match sentences.len() {
                1 => format!(
                    "the sentence is not {own}; it seems to be {other}: it was not translated"
                ),
                n => format!(
                    "{n} sentences are not {own}; they seem to be {other}: they were not translated"
                ),
            };
            report.at(sentences, message);
        }
    }
}
