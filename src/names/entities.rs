//! Who an article speaks of: full names, and the surnames and given names that stand for them afterwards.
//!
//! Words that follow each other with only a space between are one name (`Andrei Shishulnikov`), common words at its ends left out
//! (`Minister`, `District`). A word that stands alone belongs to the full name that ends in it, or, when none does, begins with it, if
//! there is only one such name; spellings of one name (see [`super::clusters`]) count as one word.

use std::collections::{BTreeMap, HashMap};

use crate::names::clusters::Cluster;
use crate::names::known_words::is_common;
use crate::names::words::{NameWord, Place};
use crate::span::Span;

/// Most words of a personal name; longer runs are titles of works and headlines.
const LONGEST: usize = 4;

/// Somebody or something, with every form and its places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Places of the full name and of what stands for it, in order.
    pub places: Vec<Span>,
    /// Indices of the name words it is made of, in order.
    pub words: Vec<usize>,
}

/// A word at a place.
type At<'a> = (usize, &'a Place);

/// The entities of an article, in the order in which they first stand. A place that `known` speaks of belongs to somebody the glossary
/// knows, and is left out.
pub fn entities(
    words: &[NameWord],
    clusters: &[Cluster],
    known: impl Fn(Span) -> bool,
) -> Vec<Entity> {
    let mut spelling: Vec<usize> = (0..words.len()).collect();
    for cluster in clusters {
        for word in &cluster.words {
            spelling[*word] = cluster.words[0];
        }
    }
    let key = |run: &[At<'_>]| -> Vec<usize> { run.iter().map(|(w, _)| spelling[*w]).collect() };
    let runs = runs(words, known);
    // Who ends and who begins in a word: one full name, or more than one.
    let mut surnames: HashMap<usize, Option<Vec<usize>>> = HashMap::new();
    let mut given: HashMap<usize, Option<Vec<usize>>> = HashMap::new();
    for run in runs.iter().filter(|run| run.len() > 1) {
        let name = key(run);
        let ends = [(&mut surnames, name[name.len() - 1]), (&mut given, name[0])];
        for (names, word) in ends {
            let only = names.entry(word).or_insert_with(|| Some(name.clone()));
            if only.as_ref().is_some_and(|other| *other != name) {
                *only = None;
            }
        }
    }
    let mut entities: BTreeMap<Vec<usize>, Entity> = BTreeMap::new();
    for run in &runs {
        let mut name = key(run);
        if let [word] = name[..] {
            // A word that ends two names is neither's given name.
            let full = surnames.get(&word).or_else(|| given.get(&word));
            if let Some(Some(full)) = full {
                name.clone_from(full);
            }
        }
        let span = run[0].1.span.cover(run[run.len() - 1].1.span);
        let entity = entities.entry(name).or_insert_with(|| Entity {
            places: Vec::new(),
            words: Vec::new(),
        });
        entity.places.push(span);
        entity.words.extend(run.iter().map(|(word, _)| *word));
    }
    let mut entities: Vec<Entity> = entities.into_values().collect();
    for entity in &mut entities {
        entity.places.sort_unstable();
        entity.words.sort_unstable();
        entity.words.dedup();
    }
    entities.sort_by_key(|e| e.places[0]);
    entities
}

/// Name words that follow each other in a sentence with a space between.
fn runs<'a>(words: &'a [NameWord], known: impl Fn(Span) -> bool) -> Vec<Vec<At<'a>>> {
    let mut all: Vec<At<'a>> = words
        .iter()
        .enumerate()
        .flat_map(|(w, word)| word.places.iter().map(move |place| (w, place)))
        .filter(|(_, place)| !known(place.span))
        .collect();
    all.sort_by_key(|(_, place)| place.span);
    let follows = |a: &At<'_>, b: &At<'_>| {
        a.1.sentence == b.1.sentence
            && a.1.position + 1 == b.1.position
            && words[b.0].folded.starts_with(&a.1.after)
            && !a.1.after.is_empty()
    };
    let mut runs = Vec::new();
    for run in all.chunk_by(follows) {
        let is_name = |(word, _): &At<'_>| !is_common(&words[*word].folded);
        let Some(first) = run.iter().position(is_name) else {
            // `New York Times` and the like: common words that are a name together are one, alone they are words.
            continue;
        };
        let last = run.iter().rposition(is_name).unwrap_or(first);
        let name = &run[first..=last];
        if name.len() <= LONGEST {
            runs.push(name.to_vec());
        } else {
            runs.extend(name.iter().map(|at| vec![*at]));
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::glossary::Glossary;
    use crate::lang::Lang;
    use crate::rules::article::Article;

    use super::*;

    fn named(text: &str) -> Vec<Vec<String>> {
        let document = Document::from_bytes("a.txt", text.as_bytes()).expect("a text");
        let article = Article::new(&document, Glossary::shipped(), Lang::En, None);
        entities(article.words(), article.clusters(), |_| false)
            .iter()
            .map(|e| {
                e.places
                    .iter()
                    .map(|s| article.slice(*s).to_owned())
                    .collect()
            })
            .collect()
    }

    #[test]
    fn a_surname_stands_for_the_full_name() {
        let text = "The minister met Marek Vantorin on Monday. Vantorin said so. The wife of Marek agreed with Deputy Minister \
                    Olga Seltova. On Friday the team of Seltova left.\n";
        let names = named(text);
        assert!(
            names.contains(&vec![
                "Marek Vantorin".to_owned(),
                "Vantorin".to_owned(),
                "Marek".to_owned()
            ]),
            "{names:?}"
        );
        assert!(
            names.contains(&vec!["Olga Seltova".to_owned(), "Seltova".to_owned()]),
            "{names:?}"
        );
    }

    #[test]
    fn a_surname_of_two_people_stands_for_neither() {
        let text = "The envoy met Marek Vantorin and Olena Vantorin there. Later that evening Vantorin left.\n";
        let names = named(text);
        assert!(names.contains(&vec!["Vantorin".to_owned()]), "{names:?}");
        assert!(
            names.contains(&vec!["Marek Vantorin".to_owned()]),
            "{names:?}"
        );
    }
}
