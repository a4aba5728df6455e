//! `wirelint names list`

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;

use super::args::{CompareFormat, ListArgs, SettingsArgs};
use super::plan::Plan;
use super::{Status, input, print};
use crate::check::detect;
use crate::document::line_index::LineIndex;
use crate::error::Error;
use crate::names::entities;
use crate::report::csv::inert;
use crate::rules::article::Article;
use crate::span::Span;

/// A name of the article, in all its spellings.
struct Entity {
    /// Id of the glossary concept; empty when it is unknown.
    concept: String,
    /// Spellings, most frequent first, with their places.
    forms: Vec<(String, Vec<Span>)>,
}

/// Lists the names of an article in the order in which they first stand.
pub fn list(args: &ListArgs) -> Result<Status, Vec<Error>> {
    let settings = SettingsArgs {
        lang: args.lang,
        glossary: args.glossary.clone(),
        file: args.file.clone(),
        ..SettingsArgs::default()
    };
    let plan = Plan::of_all(&settings, vec![args.path.clone()])?;
    let Some(planned) = plan.articles(0..1).first() else {
        return Ok(Status::Clean);
    };
    let terms = plan.terms(planned);
    let document = input::document(&args.path).map_err(|e| vec![e])?;
    let lang = terms.settings.lang.unwrap_or_else(|| detect(&document));
    let article = Article::new(&document, terms.glossary, lang, None);
    let entities = entities(&article, args.all);
    let lines = LineIndex::new(&document.text);
    let place = |span: &Span| {
        let at = lines.position(span.start);
        format!("{}:{}", at.line, at.column)
    };
    let places = |spans: &[Span]| spans.iter().map(place).collect::<Vec<_>>().join(" ");
    let mut out = String::new();
    if args.format == CompareFormat::Csv {
        let mut csv = csv::Writer::from_writer(Vec::new());
        let fault = |e: String| vec![Error::new(e, "report this as a fault of wirelint")];
        csv.write_record(["name", "concept", "form", "count", "places"])
            .map_err(|e| fault(e.to_string()))?;
        for entity in &entities {
            for (form, spans) in &entity.forms {
                let count = spans.len().to_string();
                let row = [
                    entity.forms[0].0.as_str(),
                    &entity.concept,
                    form,
                    &count,
                    &places(spans),
                ];
                csv.write_record(row.map(inert))
                    .map_err(|e| fault(e.to_string()))?;
            }
        }
        let bytes = csv.into_inner().map_err(|e| fault(e.to_string()))?;
        out = String::from_utf8_lossy(&bytes).into_owned();
    } else {
        for entity in &entities {
            let known = if entity.concept.is_empty() {
                "not in the glossary"
            } else {
                &entity.concept
            };
            let _ = writeln!(out, "{} ({known})", entity.forms[0].0);
            for (form, spans) in &entity.forms {
                let _ = writeln!(out, "  {:4} {form}  {}", spans.len(), places(spans));
            }
        }
    }
    print(&out).map(|()| Status::Clean)
}

fn entities(article: &Article<'_>, all: bool) -> Vec<Entity> {
    let mut entities = Vec::new();
    let mut known: BTreeMap<u32, BTreeMap<&str, Vec<Span>>> = BTreeMap::new();
    let mut taken: HashSet<Span> = HashSet::new();
    for mention in &article.mentions {
        let forms = known.entry(mention.postings[0].concept).or_default();
        forms
            .entry(article.slice(mention.span))
            .or_default()
            .push(mention.span);
        taken.insert(mention.span);
    }
    for (concept, forms) in known {
        entities.push(Entity {
            concept: article
                .glossary
                .index()
                .concept_at(concept as usize)
                .id
                .clone(),
            forms: forms.into_iter().map(|(f, s)| (f.to_owned(), s)).collect(),
        });
    }
    let clustered: HashSet<usize> = article
        .clusters()
        .iter()
        .flat_map(|c| c.words.iter().copied())
        .collect();
    let is_taken = |span: Span| taken.iter().any(|t| t.overlaps(span));
    for found in entities::entities(article.words(), article.clusters(), is_taken) {
        let mut forms: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
        for span in &found.places {
            forms.entry(article.slice(*span)).or_default().push(*span);
        }
        // What is spelt in one way, and not spelt otherwise elsewhere, is for those who ask.
        let told = all || found.words.iter().any(|w| clustered.contains(w));
        if told && !found.places.is_empty() {
            entities.push(Entity {
                concept: String::new(),
                forms: forms.into_iter().map(|(f, s)| (f.to_owned(), s)).collect(),
            });
        }
    }
    for entity in &mut entities {
        entity
            .forms
            .sort_by_key(|(_, spans)| (std::cmp::Reverse(spans.len()), spans[0]));
    }
    entities.sort_by_key(|e| e.forms.iter().map(|(_, spans)| spans[0]).min());
    entities
}
