//! Rules on names. Those that judge a spelling by the glossary share [`by_verdict`].

pub mod accents;
pub mod acronym;
pub mod article_particle;
pub mod case;
pub mod exonym;
pub mod expansion;
pub mod house_form;
pub mod hyphen;
pub mod inconsistent;
pub mod literal;
pub mod outdated;

use std::collections::{BTreeMap, HashMap};

use super::Report;
use super::article::Article;
use crate::finding::Applicability;
use crate::glossary::{Concept, Kind};
use crate::lang::{Lang, LangSet};
use crate::names::marks::Difference;
use crate::names::verdict::{Reason, Verdict};
use crate::names::words::NameWord;
use crate::severity::Severity;
use crate::span::Span;
use crate::text::tokens::{Case, case_of};

/// What the glossary is made from, with what spellings that nobody listed are read by.
const GLOSSARY: &[&str] = &[
    "names-*.csv",
    "countries.csv",
    "capitals.csv",
    "countries-usage.csv",
    "organisations.csv",
    "titles.csv",
    "exceptions.csv",
    "romanisation.csv",
    "place-kinds.csv",
];

/// What tells one name in two spellings from two names.
const SPELLINGS: &[&str] = &[
    "romanisation.csv",
    "similarity.csv",
    "evidence-weights.csv",
    "look-alikes.csv",
    "demonyms.csv",
    "name-endings.csv",
    "place-kinds.csv",
    "known-words.csv",
    "english-words.csv",
    "exceptions.csv",
];

/// Reports the verdicts that `mine` claims: one finding per concept and wrong spelling, with all its places.
fn by_verdict(
    article: &Article<'_>,
    report: &mut Report<'_>,
    mine: impl Fn(&Verdict<'_>, &str) -> bool,
    level: impl Fn(&Verdict<'_>, &str) -> (Severity, f64),
) {
    // By suggestion too: where a sentence opens, it begins with a capital.
    let mut groups: BTreeMap<(&str, &str, &str), Vec<usize>> = BTreeMap::new();
    for (v, (mention, verdict)) in article.verdicts.iter().enumerate() {
        let text = article.slice(article.mentions[*mention].span);
        if mine(verdict, text) {
            groups
                .entry((&verdict.concept.id, text, &verdict.suggestions[0]))
                .or_default()
                .push(v);
        }
    }
    if groups.is_empty() {
        return;
    }
    let spellings = spellings(article);
    for ((_, text, _), group) in groups {
        let verdict = &article.verdicts[group[0]].1;
        let places: Vec<Span> = group
            .iter()
            .map(|v| article.mentions[article.verdicts[*v].0].span)
            .collect();
        let (severity, confidence) = level(verdict, text);
        let applicability = match verdict.reason {
            Reason::Literal | Reason::Derived(_) => Applicability::Unsafe,
            _ => Applicability::Safe,
        };
        let mut draft = report.at(places, message(verdict, text, article.lang));
        draft
            .about(Some(verdict.concept))
            .suggest(verdict.suggestions.clone())
            .replace(&verdict.suggestions[0], applicability)
            .at_most(severity, confidence);
        let others = spellings.get(&*verdict.concept.id).into_iter().flatten();
        for (other, span) in others.filter(|(o, _)| *o != text).take(PLACES_RELATED) {
            draft.relate(*span, *other, "also written so in this article");
        }
    }
}

/// The spellings of each concept in the article, each at its first place: an editor who mends one wants to see all.
fn spellings<'a>(article: &'a Article<'_>) -> HashMap<&'a str, Vec<(&'a str, Span)>> {
    let index = article.glossary.index();
    let mut found: HashMap<&str, Vec<(&str, Span)>> = HashMap::new();
    for mention in &article.mentions {
        let [posting] = mention.postings[..] else {
            continue;
        };
        let concept = index.concept_at(posting.concept as usize);
        let forms = found.entry(&concept.id).or_default();
        let form = article.slice(mention.span);
        // One more than is shown: the form a finding is about is not shown with it.
        if forms.len() <= PLACES_RELATED && forms.iter().all(|(seen, _)| *seen != form) {
            forms.push((form, mention.span));
        }
    }
    found
}

/// Most places of another spelling that a finding lists.
const PLACES_RELATED: usize = 8;

/// Not measured: the two labelled German pairs were two ways of writing a compound noun, but are too few to go by.
const HYPHEN_IN_GERMAN: f64 = 0.5;

/// Reports pairs of spellings that differ in one kind of mark only.
fn by_marks(article: &Article<'_>, report: &mut Report<'_>, difference: Difference, how: &str) {
    for pair in article
        .marks()
        .iter()
        .filter(|p| p.difference == difference)
    {
        let (wrong, right) = (&article.words()[pair.wrong], &article.words()[pair.right]);
        let message = format!(
            "“{}” ({}) and “{}” ({}) are one name {how}",
            wrong.text,
            times(wrong.places.len()),
            right.text,
            times(right.places.len())
        );
        let mut draft = report.at(wrong.places.iter().map(|p| p.span).collect(), message);
        draft
            .about(concept(article, [wrong, right]))
            .replace(&right.text, Applicability::Safe);
        // German joins and hyphenates compounds freely (Photovoltaik-Modul, Photovoltaikmodul).
        if article.lang == Lang::De && difference == Difference::Hyphen {
            draft.at_most(Severity::Info, HYPHEN_IN_GERMAN);
        }
        for place in right.places.iter().take(PLACES_RELATED) {
            draft.relate(place.span, right.text.as_str(), "the other spelling");
        }
    }
}

/// The glossary concept that one of some spellings of a name is known to belong to.
fn concept<'a>(
    article: &Article<'a>,
    words: impl IntoIterator<Item = &'a NameWord>,
) -> Option<&'a Concept> {
    let known = words.into_iter().find_map(|w| w.concept)?;
    Some(article.glossary.index().concept_at(known as usize))
}

/// A count in words.
fn times(n: usize) -> String {
    match n {
        1 => "once".into(),
        2 => "twice".into(),
        n => format!("{n} times"),
    }
}

/// Whether a concept is a name, not an office or rank.
fn is_name(concept: &Concept) -> bool {
    concept.kind != Kind::Title
}

/// Whether the spelling is an acronym, which is neither romanised nor an exonym: the form is one, or an organisation stands in capitals.
fn is_acronym(verdict: &Verdict<'_>, text: &str) -> bool {
    let upper = |s: &str| case_of(s) == Case::Upper && !s.contains(' ');
    let body = matches!(
        verdict.concept.kind,
        Kind::Organisation | Kind::Institution | Kind::Group
    );
    upper(&verdict.form.text) || (body && upper(text))
}

fn message(verdict: &Verdict<'_>, text: &str, lang: Lang) -> String {
    let house = &verdict.suggestions[0];
    let target = lang.name();
    let why = match verdict.reason {
        Reason::Foreign(langs) => format!("“{text}” is what {} copy writes", languages(langs)),
        Reason::Variant => format!("“{text}” is another romanisation or spelling"),
        Reason::Outdated => format!("“{text}” is an outdated name"),
        Reason::Literal => format!("“{text}” is a literal rendering of the name"),
        Reason::Diacritics => {
            format!("“{text}” keeps diacritics that {target} copy does not print in this name")
        }
        Reason::Derived(convention) => format!(
            "“{text}” reads like {} in {} romanisation (a derived spelling, not a listed one)",
            quoted(house),
            convention_name(convention)
        ),
    };
    let note = match (&verdict.concept.note, verdict.concept.native.as_str()) {
        (note, "") if note.is_empty() => String::new(),
        (note, "") => format!(" ({note})"),
        (note, native) if note.is_empty() => format!(" ({native})"),
        (note, native) => format!(" ({native}: {note})"),
    };
    format!(
        "{why}; the house form in {target} is {}{note}",
        quoted(house)
    )
}

fn quoted(s: &str) -> String {
    format!("“{s}”")
}

fn languages(langs: LangSet) -> String {
    let names: Vec<_> = langs.iter().map(Lang::name).collect();
    match &names[..] {
        [] => "other".into(),
        [one] => (*one).into(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn convention_name(name: &str) -> &str {
    match name {
        "en" => "English",
        "fr" => "French",
        "de" => "German",
        "es" => "Spanish",
        "it" => "Italian",
        "pl" => "Polish",
        "tr" => "Turkish",
        other => other,
    }
}
