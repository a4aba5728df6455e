//! The glossaries that ship: well formed, large enough, and at peace with their own house forms.

mod common;

use std::collections::HashSet;

use common::{demand_none, entries, findings, in_repository, name, only, read, rules_of};
use wirelint::glossary::{Concept, FILES, Form, Glossary, Role, load, verify};
use wirelint::{Finding, Lang};

/// Fewer concepts than this and a newsroom meets mostly names the glossary does not know.
const LEAST_CONCEPTS: usize = 600;

/// The languages in which every concept has a house form.
const COMPLETE: [Lang; 4] = [Lang::En, Lang::Fr, Lang::De, Lang::Es];

/// A sentence that says nothing, for a name in its middle.
fn neutral(lang: Lang) -> [&'static str; 2] {
    match lang {
        Lang::Fr => ["Les responsables ont parlé lundi de ", " devant la presse."],
        Lang::De => ["Am Montag wurde über ", " lange gesprochen."],
        Lang::Es => ["El lunes se habló mucho de ", " ante la prensa."],
        Lang::It => ["Lunedì si è parlato molto di ", " davanti alla stampa."],
        Lang::Pt => [
            "Na segunda-feira falou-se muito de ",
            " perante a imprensa.",
        ],
        Lang::Nl => ["Maandag werd er lang over ", " gesproken."],
        _ => ["Officials said ", " on Monday."],
    }
}

/// An article about a form: the neutral sentence, after one with a word of the concept's context when it asks for one.
fn article(concept: &Concept, form: &str, lang: Lang) -> (String, usize) {
    let [before, after] = neutral(lang);
    let lead = concept
        .context
        .first()
        .map(|word| format!("{before}{word}{after}\n\n"))
        .unwrap_or_default();
    let start = lead.len() + before.len();
    (format!("{lead}{before}{form}{after}\n"), start)
}

/// The findings of rules on names that touch the form.
fn reported(concept: &Concept, form: &str, lang: Lang, rules: &[&'static str]) -> Vec<Finding> {
    let (text, start) = article(concept, form, lang);
    let end = start + form.len();
    let mut found = findings(&text, &only(rules, lang));
    found.retain(|f| f.places.iter().any(|p| p.start < end && start < p.end));
    found
}

/// Every accepted form of every concept in every language that has one, and whether it is the house form.
fn accepted() -> impl Iterator<Item = (&'static Concept, &'static Form, Lang, bool)> {
    let concepts = Glossary::shipped().index().concepts();
    concepts.flat_map(|concept| {
        Lang::TARGETS.into_iter().flat_map(move |lang| {
            concept
                .accepted(lang)
                .enumerate()
                .map(move |(rank, form)| (concept, form, lang, rank == 0))
        })
    })
}

/// What is reported of accepted forms, a line for each.
fn reported_although_accepted(house: bool) -> Vec<String> {
    let rules = rules_of("name/");
    accepted()
        .filter(|(.., is_house)| *is_house == house)
        .flat_map(|(concept, form, lang, _)| {
            reported(concept, &form.text, lang, &rules)
                .into_iter()
                .map(move |f| {
                    format!(
                        "{lang} {} ({}): {} says “{}”: {}",
                        form.text, concept.id, f.rule, f.text, f.message
                    )
                })
        })
        .collect()
}

#[test]
fn every_file_that_ships_verifies() {
    let mut failures = Vec::new();
    let mut all = Vec::new();
    for (file, text) in FILES {
        match load::read(file, text) {
            Ok(rows) => all.push(rows),
            Err(errors) => failures.extend(errors.iter().map(ToString::to_string)),
        }
    }
    let rows = load::overlay(all);
    failures.extend(verify::verify(&rows).iter().map(ToString::to_string));
    demand_none("faults in the glossaries", &failures);
}

/// What is not names (exceptions, language facts ...) is read by hand-written code, so a crooked row would be lost in silence.
#[test]
fn every_other_table_is_a_table() {
    let names: HashSet<&str> = FILES
        .iter()
        .map(|(file, _)| file.rsplit('/').next().unwrap_or(file))
        .collect();
    let mut failures = Vec::new();
    for path in entries(&in_repository("glossaries")) {
        let file = name(&path);
        if path.extension().is_none_or(|e| e != "csv") || names.contains(file.as_str()) {
            continue;
        }
        let text = read(&path);
        let mut rows = HashSet::new();
        for (n, record) in csv::Reader::from_reader(text.as_bytes())
            .records()
            .enumerate()
        {
            match record {
                Err(e) => failures.push(format!("{file}: {e}")),
                Ok(record) if !rows.insert(record.iter().collect::<Vec<_>>().join("\u{1f}")) => {
                    failures.push(format!("{file}: row {} stands twice: {record:?}", n + 2));
                }
                Ok(_) => {}
            }
        }
    }
    demand_none("crooked rows", &failures);
}

#[test]
fn the_glossary_is_large_and_complete() {
    let concepts: Vec<&Concept> = Glossary::shipped().index().concepts().collect();
    assert!(
        concepts.len() >= LEAST_CONCEPTS,
        "{} concepts, at least {LEAST_CONCEPTS} are promised",
        concepts.len()
    );
    let mut failures = Vec::new();
    let mut ids = HashSet::new();
    for concept in concepts {
        if !ids.insert(concept.id.as_str()) {
            failures.push(format!("{}: stands twice", concept.id));
        }
        let missing: Vec<_> = COMPLETE
            .iter()
            .filter(|l| concept.house(**l).is_none())
            .map(|l| l.code())
            .collect();
        if !missing.is_empty() {
            failures.push(format!("{}: no form in {}", concept.id, missing.join(", ")));
        }
        if concept.source.trim().is_empty() {
            failures.push(format!("{}: no source", concept.id));
        }
    }
    demand_none("concepts are incomplete", &failures);
}

#[test]
fn house_forms_are_never_reported() {
    demand_none(
        "house forms are reported",
        &reported_although_accepted(true),
    );
}

/// Every house form of a language in one article, where each meets the context words and the look-alikes of all others.
#[test]
fn house_forms_are_at_peace_with_one_another() {
    // Thousands of names in one article are no article: which of them are spellings of one another is not asked here.
    let mut rules = rules_of("name/");
    rules.retain(|id| {
        !matches!(
            *id,
            "name/inconsistent"
                | "name/hyphen"
                | "name/case"
                | "name/article-particle"
                | "name/accents"
        )
    });
    let mut failures = Vec::new();
    for lang in Lang::TARGETS {
        let [before, after] = neutral(lang);
        let sentences: Vec<String> = accepted()
            .filter(|(.., of, is_house)| *is_house && *of == lang)
            .map(|(_, form, ..)| format!("{before}{}{after}", form.text))
            .collect();
        let text = sentences.join("\n\n");
        for finding in findings(&text, &only(&rules, lang)) {
            let line = text[..finding.span().start].matches('\n').count();
            failures.push(format!(
                "{lang} {} says “{}” should be {:?} in: {}",
                finding.rule,
                finding.text,
                finding.suggestions,
                text.lines().nth(line).unwrap_or_default()
            ));
        }
    }
    demand_none("house forms are reported beside others", &failures);
}

#[test]
fn other_accepted_forms_are_never_reported() {
    demand_none(
        "accepted forms are reported",
        &reported_although_accepted(false),
    );
}

#[test]
fn wrong_forms_are_reported_in_english() {
    let rules: Vec<&'static str> = ["name/", "artifact/literal-title"]
        .into_iter()
        .flat_map(rules_of)
        .collect();
    let glossary = Glossary::shipped();
    let mut failures = Vec::new();
    for concept in glossary.index().concepts() {
        // Beside a context word a form may be another concept's; a word alone is nobody's without the full name.
        if !concept.context.is_empty() {
            continue;
        }
        for form in &concept.forms {
            let wrong = form.role != Role::Accepted
                && form.applies.contains(Lang::En)
                && !form.accepted.contains(Lang::En)
                && !form.short;
            if wrong && reported(concept, &form.text, Lang::En, &rules).is_empty() {
                failures.push(format!("{} ({:?} of {})", form.text, form.role, concept.id));
            }
        }
    }
    demand_none("wrong forms are not reported", &failures);
}
