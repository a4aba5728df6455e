//! `name/inconsistent`: one name spelt two ways in one article, known to the glossary or not.

use std::collections::BTreeMap;

use super::{PLACES_RELATED, times};
use crate::finding::Applicability;
use crate::glossary::{Concept, Kind};
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::names::clusters::{self, Cluster};
use crate::names::words::NameWord;
use crate::romanisation::{keys, similarity};
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;
use crate::text::fold_form;
use crate::text::tokens::{Case, case_of};

/// See [`META`].
pub struct Inconsistent;

static META: RuleMeta = RuleMeta {
    id: "name/inconsistent",
    what: "one name spelt two ways in one article.",
    why: "Readers take two spellings for two people. Machine translation renders a source name anew in each sentence.",
    bad: "President Volodymyr Zelensky thanked the allies. Zelenskyy added that more was needed.",
    good: "President Volodymyr Zelensky thanked the allies. Zelensky added that more was needed.",
    severity: Severity::Error,
    category: Category::TerminologyInconsistent,
    mqm_severity: MqmSeverity::Major,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[],
    data: super::SPELLINGS,
    fix: Applicability::Unsafe,
    mutes: &["name/accents", "name/hyphen", "name/case"],
};

impl Rule for Inconsistent {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let known = accepted_twice(article, report);
        for cluster in article.clusters() {
            by_cluster(article, report, cluster, &known);
        }
    }
}

/// Least similarity (Jaro-Winkler) of two accepted forms that are spellings of one name, not two names of one thing
/// (`Hashd al-Shaabi` and `Popular Mobilization Forces`).
const SAME_NAME: f64 = 0.8;

/// Endings by which an accepted form may differ from another without being another spelling: plurals, cases, adjectives. English has few, and
/// in it `Zaluzhny` and `Zaluzhnyi` are two spellings.
const ENDINGS: [&str; 14] = [
    "", "s", "es", "n", "en", "e", "er", "em", "i", "a", "o", "os", "al", "ns",
];
const ENGLISH_ENDINGS: [&str; 6] = ["", "s", "es", "n", "ns", "al"];

/// Concepts of the glossary in two accepted forms. Returns the places reported, which are not reported again by their spelling.
fn accepted_twice(article: &Article<'_>, report: &mut Report<'_>) -> Vec<Span> {
    let judged: Vec<usize> = article.verdicts.iter().map(|(m, _)| *m).collect();
    let mut concepts: BTreeMap<u32, BTreeMap<String, Vec<Span>>> = BTreeMap::new();
    for (i, mention) in article.mentions.iter().enumerate() {
        let concept = mention.postings[0].concept;
        let text = article.slice(mention.span);
        let ambiguous = mention.postings.iter().any(|p| p.concept != concept);
        // In capitals every spelling differs from the others.
        if judged.binary_search(&i).is_ok() || ambiguous || case_of(text) == Case::Upper {
            continue;
        }
        concepts
            .entry(concept)
            .or_default()
            .entry(fold_form(text))
            .or_default()
            .push(mention.span);
    }
    let mut reported = Vec::new();
    for (concept, forms) in concepts {
        let mut forms: Vec<(String, Vec<Span>)> = forms.into_iter().collect();
        // Most frequent first; of equals the house form, then the one that stands first.
        let concept = article.glossary.index().concept_at(concept as usize);
        let (house, kind) = (concept.house(article.lang), concept.kind);
        let is_house = |form: &str| house.is_some_and(|h| fold_form(&h.text) == form);
        forms.sort_by_key(|(form, places)| {
            (std::cmp::Reverse(places.len()), !is_house(form), places[0])
        });
        for rare in (1..forms.len()).rev() {
            let Some(common) =
                (0..rare).find(|c| is_same_name(&forms[*c].0, &forms[rare].0, kind, article.lang))
            else {
                continue;
            };
            let (rare, common) = (&forms[rare].1, &forms[common].1);
            let (text, other) = (article.slice(rare[0]), article.slice(common[0]));
            let rewritten = in_spelling_of(text, other);
            let message = format!(
                "one name, two accepted spellings: “{text}” ({}) and “{other}” ({}); an article keeps to one",
                times(rare.len()),
                times(common.len())
            );
            let mut draft = report.at(rare.clone(), message);
            draft
                .about(Some(concept))
                .replace(&rewritten, Applicability::Safe);
            for span in common.iter().take(PLACES_RELATED) {
                draft.relate(*span, article.slice(*span), "the other spelling");
            }
            reported.extend(rare.iter().chain(common).copied());
        }
    }
    reported.sort_unstable();
    reported
}

/// Whether two forms are the same words with other endings: `die Niederlande`, `den Niederlanden`.
fn is_inflected(a: &str, b: &str, lang: Lang) -> bool {
    a.split(' ').count() == b.split(' ').count()
        && a.split(' ')
            .zip(b.split(' '))
            .all(|(x, y)| one_word_inflected(x, y, lang))
}

fn one_word_inflected(a: &str, b: &str, lang: Lang) -> bool {
    let common: usize = a
        .chars()
        .zip(b.chars())
        .take_while(|(x, y)| x == y)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let endings: &[&str] = if lang == Lang::En {
        &ENGLISH_ENDINGS
    } else {
        &ENDINGS
    };
    endings.contains(&&a[common..]) && endings.contains(&&b[common..])
}

/// Whether two folded forms are two spellings of one name. A second mention of a person by surname (`Zaluzhny`) is held against the end of
/// the full name (`Valerii Zaluzhnyi`); a short form of a country is another name (`DR Congo`).
fn is_same_name(a: &str, b: &str, kind: Kind, lang: Lang) -> bool {
    let count = |s: &str| s.split(' ').count();
    let surname = |s: &str| s.split(' ').filter(|w| !keys::is_article(w)).count() == 1;
    let (a, b) = if kind == Kind::Person && (surname(a) || surname(b)) {
        (last_word(a), last_word(b))
    } else {
        (a, b)
    };
    a != b
        && count(a) == count(b)
        && !is_inflected(a, b, lang)
        && strsim::jaro_winkler(a, b) >= SAME_NAME
}

fn last_word(form: &str) -> &str {
    form.rsplit(char::is_whitespace).next().unwrap_or(form)
}

/// `text` spelt as `other`: of a full name and a surname only the surname changes, and a capital due to the place stays.
fn in_spelling_of(text: &str, other: &str) -> String {
    let count = |s: &str| fold_form(s).split(' ').count();
    let spelt = if count(text) == count(other) {
        other.to_owned()
    } else {
        let given = text.strip_suffix(last_word(text)).unwrap_or_default();
        format!("{given}{}", last_word(other))
    };
    match (text.chars().next(), spelt.chars().next()) {
        (Some(t), Some(s)) if t.is_uppercase() && s.is_lowercase() => {
            s.to_uppercase().chain(spelt.chars().skip(1)).collect()
        }
        _ => spelt,
    }
}

/// Whether a span lies inside one of these, which are sorted and do not overlap.
fn is_inside(known: &[Span], span: Span) -> bool {
    let at = known.partition_point(|k| k.end <= span.start);
    known.get(at).is_some_and(|k| k.overlaps(span))
}

/// One finding per spelling of a cluster but the one to keep.
fn by_cluster(article: &Article<'_>, report: &mut Report<'_>, cluster: &Cluster, known: &[Span]) {
    // What the glossary has judged is reported already, with the house form: a majority must not say the contrary.
    let words: Vec<&NameWord> = cluster
        .words
        .iter()
        .map(|i| &article.words()[*i])
        .filter(|w| !w.places.iter().any(|p| is_inside(article.judged(), p.span)))
        .collect();
    if words.len() < 2 {
        return;
    }
    let (keep, by_house) = to_keep(article, &words);
    for (n, word) in words.iter().enumerate() {
        if n == keep || word.places.iter().any(|p| is_inside(known, p.span)) {
            continue;
        }
        let kept = words[keep];
        let counts = format!(
            "“{}” ({}) and “{}” ({}) look like one name",
            word.text,
            times(word.places.len()),
            kept.text,
            times(kept.places.len())
        );
        let why = reason(word, kept);
        let advice = if by_house {
            format!("the glossary has “{}”", kept.text)
        } else if kept.places.len() > word.places.len() {
            format!("“{}” is the commoner", kept.text)
        } else {
            "both are as frequent: check the source".to_owned()
        };
        let places = word.places.iter().map(|p| p.span).collect();
        let mut draft = report.at(places, format!("{counts}: {why}; {advice}"));
        draft
            .about(super::concept(article, words.iter().copied()))
            .replace(&kept.text, Applicability::Unsafe);
        for (m, other) in words.iter().enumerate().filter(|(m, _)| *m != n) {
            let note = if m == keep {
                "the spelling to keep"
            } else {
                "another spelling"
            };
            let shown = if m == keep { PLACES_RELATED } else { 1 };
            for place in other.places.iter().take(shown) {
                draft.relate(place.span, other.text.as_str(), note);
            }
        }
        if cluster.is_certain() {
            draft.at_most(Severity::Error, cluster.probability);
        } else {
            draft.at_most(Severity::Warning, cluster.probability);
        }
    }
}

/// The spelling to keep: one that the glossary accepts, else the most frequent. Also whether the glossary said so.
fn to_keep(article: &Article<'_>, words: &[&NameWord]) -> (usize, bool) {
    let accepts = |concept: &Concept, word: &NameWord| {
        concept.accepted(article.lang).any(|f| {
            fold_form(&f.text)
                .split(' ')
                .any(|part| part == word.folded)
        })
    };
    let known = words.iter().position(|w| {
        w.concept
            .is_some_and(|c| accepts(article.glossary.index().concept_at(c as usize), w))
    });
    (known.unwrap_or(0), known.is_some())
}

/// The letters in which two spellings differ: `y/j, ei/i`.
fn differing(a: &str, b: &str) -> String {
    let side = |s: &str| {
        if s.is_empty() {
            "nothing".to_owned()
        } else {
            s.to_owned()
        }
    };
    let ops = similarity::compare(a, b).ops;
    let pairs: Vec<String> = ops
        .iter()
        .filter(|op| !(op.a.is_empty() && op.b.is_empty()))
        .map(|op| format!("{}/{}", side(&op.a), side(&op.b)))
        .collect();
    if pairs.is_empty() {
        "they sound alike".to_owned()
    } else {
        format!("they differ in {}", pairs.join(", "))
    }
}

/// Why they look like one name, in words an editor reads: how they are spelt, then the company they keep.
fn reason(a: &NameWord, b: &NameWord) -> String {
    let mut said = vec![match clusters::ending(a, b) {
        Some("case-ending") => "the ending may be a case of the source language".to_owned(),
        Some("slavic-family") => "the endings are those of one family name".to_owned(),
        _ => differing(&a.text, &b.text),
    }];
    for (feature, weight) in clusters::reasons(a, b) {
        let words = match feature {
            "shared-capital-before" => "the same name stands before both",
            "shared-capital-after" => "the same name stands after both",
            "shared-word-before" => "the same title or role stands before both",
            _ => continue,
        };
        if weight > 0.0 {
            said.push(words.to_owned());
        }
    }
    said.join("; ")
}
