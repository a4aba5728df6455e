//! Every rule against its fixtures, and the list of rules against what it promises.
//!
//! `fixtures/rules/<slug>/{flagged,clean}.<lang>.txt` (`flagged.fr-CA.txt` where a region differs) hold short articles between lines of `---`. In a flagged file every place that must
//! be reported is marked `⟦text⟧` or `⟦text→suggestion⟧`; the marks are taken out before the rule reads the article. The rule must
//! report those places and no others. Characters that cannot be seen are written `\u{200b}`.

mod common;

use std::collections::HashSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use common::{demand_none, files_below, findings, folders, in_repository, name, only, read};
use wirelint::locale::Locale;
use wirelint::rules::{ALL, RuleMeta};
use wirelint::{Finding, Lang, Settings};

const FOLDER: &str = "fixtures/rules";
const FLAGGED: &str = "flagged";
const CLEAN: &str = "clean";

/// A place that must be, or was, reported.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    start: usize,
    end: usize,
    text: String,
    /// The first suggestion; `None` when the fixture does not ask for one.
    suggestion: Option<String>,
}

impl Place {
    fn is_met_by(&self, found: &Self) -> bool {
        (self.start, self.end) == (found.start, found.end)
            && (self.suggestion.is_none() || self.suggestion == found.suggestion)
    }

    fn shown(&self) -> String {
        let mut out = format!(
            "{}..{} “{}”",
            self.start,
            self.end,
            self.text.escape_debug()
        );
        if let Some(suggestion) = &self.suggestion {
            let _ = write!(out, " → “{}”", suggestion.escape_debug());
        }
        out
    }
}

/// An article without its marks, and what they ask for.
#[derive(Debug, Default)]
struct Sample {
    text: String,
    expected: Vec<Place>,
}

impl Sample {
    fn parse(article: &str) -> Result<Self, String> {
        let article = visible_escapes_decoded(article)?;
        let mut sample = Self::default();
        let mut rest = article.as_str();
        while let Some((before, marked)) = rest.split_once('⟦') {
            let (inside, after) = marked
                .split_once('⟧')
                .ok_or_else(|| format!("the mark ⟦{marked} is not closed"))?;
            let (text, suggestion) = match inside.split_once('→') {
                Some((text, suggestion)) => (text, Some(suggestion.to_owned())),
                None => (inside, None),
            };
            sample.text.push_str(before);
            let start = sample.text.len();
            sample.text.push_str(text);
            sample.expected.push(Place {
                start,
                end: sample.text.len(),
                text: text.to_owned(),
                suggestion,
            });
            rest = after;
        }
        if rest.contains('⟧') {
            return Err(format!("a mark ends that did not begin: {rest}"));
        }
        sample.text.push_str(rest);
        Ok(sample)
    }

    /// What differs between what the fixture asks for and what the rule says; empty when nothing does.
    fn difference(&self, found: &[Place]) -> String {
        let mut out = String::new();
        let mut open: Vec<&Place> = found.iter().collect();
        for place in &self.expected {
            match open.iter().position(|f| place.is_met_by(f)) {
                Some(at) => {
                    open.remove(at);
                }
                None => {
                    let _ = writeln!(out, "    missing     {}", place.shown());
                }
            }
        }
        for place in open {
            let _ = writeln!(out, "    unexpected  {}", place.shown());
        }
        out
    }
}

/// `\u{200b}` as that character: what cannot be seen cannot be reviewed.
fn visible_escapes_decoded(text: &str) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, escape)) = rest.split_once(r"\u{") {
        let (digits, after) = escape
            .split_once('}')
            .ok_or_else(|| format!(r"\u{{{escape} is not closed"))?;
        let c = u32::from_str_radix(digits, 16)
            .ok()
            .and_then(char::from_u32)
            .ok_or_else(|| format!(r"\u{{{digits}}} is no character"))?;
        out.push_str(before);
        out.push(c);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

/// The articles of a fixture file.
fn articles(file: &str) -> Vec<String> {
    let mut articles = vec![String::new()];
    for line in file.split_inclusive('\n') {
        if line.trim_end() == "---" {
            articles.push(String::new());
        } else if let Some(article) = articles.last_mut() {
            article.push_str(line);
        }
    }
    articles
}

fn places(findings: &[Finding]) -> Vec<Place> {
    let mut places: Vec<Place> = findings
        .iter()
        .flat_map(|finding| {
            finding.places.iter().map(|span| Place {
                start: span.start,
                end: span.end,
                text: finding.text.clone(),
                suggestion: finding.suggestions.first().cloned(),
            })
        })
        .collect();
    places.sort();
    places
}

fn slug(meta: &RuleMeta) -> &'static str {
    meta.id.split_once('/').map_or(meta.id, |(_, slug)| slug)
}

fn meta_of_slug(wanted: &str) -> Option<&'static RuleMeta> {
    ALL.iter().map(|r| r.meta()).find(|m| slug(m) == wanted)
}

/// The languages whose articles a rule must have fixtures in.
fn languages(meta: &RuleMeta) -> Vec<Lang> {
    Lang::TARGETS
        .into_iter()
        .filter(|l| meta.speaks(*l))
        .collect()
}

fn fixture(meta: &RuleMeta, kind: &str, lang: Lang) -> PathBuf {
    in_repository(FOLDER)
        .join(slug(meta))
        .join(format!("{kind}.{lang}.txt"))
}

/// The kind and language a fixture's name says: `flagged.en.txt`.
fn kind_and_language(path: &Path) -> Option<(String, Locale)> {
    let name = name(path);
    let mut parts = name.split('.');
    let (kind, lang, ending) = (parts.next()?, parts.next()?, parts.next()?);
    let known = matches!(kind, FLAGGED | CLEAN) && ending == "txt" && parts.next().is_none();
    let locale: Locale = lang.parse().ok()?;
    let known = known && Lang::TARGETS.contains(&locale.lang) && locale.to_string() == lang;
    known.then(|| (kind.to_owned(), locale))
}

/// What is wrong with one article of a fixture.
fn fault(meta: &'static RuleMeta, kind: &str, locale: Locale, article: &str) -> Option<String> {
    let sample = match Sample::parse(article) {
        Ok(sample) => sample,
        Err(problem) => return Some(format!("    {problem}\n")),
    };
    if sample.text.trim().is_empty() {
        return Some("    the article is empty\n".into());
    }
    if (kind == FLAGGED) == sample.expected.is_empty() {
        return Some("    a flagged article has a mark, a clean one has none\n".into());
    }
    let settings = Settings {
        region: locale.region,
        ..only(&[meta.id], locale.lang)
    };
    let found = places(&findings(&sample.text, &settings));
    let difference = sample.difference(&found);
    (!difference.is_empty()).then(|| format!("{difference}    in: {}\n", sample.text.trim()))
}

#[test]
fn rules_report_what_is_marked_and_nothing_else() {
    let mut failures = Vec::new();
    for folder in folders(&in_repository(FOLDER)) {
        let Some(meta) = meta_of_slug(&name(&folder)) else {
            continue; // said by another test
        };
        for path in files_below(&folder) {
            let Some((kind, lang)) = kind_and_language(&path) else {
                failures.push(format!(
                    "{}: not named {{flagged,clean}}.<language>.txt",
                    path.display()
                ));
                continue;
            };
            for (n, article) in articles(&read(&path)).iter().enumerate() {
                if let Some(fault) = fault(meta, &kind, lang, article) {
                    failures.push(format!(
                        "{FOLDER}/{}/{}, article {}:\n{fault}",
                        name(&folder),
                        name(&path),
                        n + 1
                    ));
                }
            }
        }
    }
    demand_none("articles differ from their marks", &failures);
}

/// Rules that silence one another must not both fall silent: what a rule finds alone, some rule says with all of them running.
#[test]
fn nothing_is_lost_where_rules_silence_each_other() {
    let mut failures = Vec::new();
    let mut lost = |meta: &'static RuleMeta, locale: Locale, text: &str| {
        let all = Settings {
            lang: Some(locale.lang),
            region: locale.region,
            level: wirelint::Severity::Info,
            ..Settings::default()
        };
        let alone = Settings {
            select: vec![meta.id],
            ..all.clone()
        };
        let said: Vec<_> = findings(text, &all)
            .into_iter()
            .flat_map(|f| f.places)
            .collect();
        for place in findings(text, &alone).iter().flat_map(|f| &f.places) {
            if !said.iter().any(|s| s == place || s.overlaps(*place)) {
                failures.push(format!("{} at {place:?} in: {text}", meta.id));
            }
        }
    };
    for folder in folders(&in_repository(FOLDER)) {
        let Some(meta) = meta_of_slug(&name(&folder)) else {
            continue;
        };
        for path in files_below(&folder) {
            let Some((_, locale)) = kind_and_language(&path) else {
                continue;
            };
            for article in articles(&read(&path)) {
                if let Ok(sample) = Sample::parse(&article) {
                    lost(meta, locale, &sample.text);
                }
            }
        }
    }
    // Furniture, mojibake and an entity in one line: each of the three silences the others.
    let tangled = "The talks ended late on Monday in the city.\n\nRead also: the cafÃ©&eacute; of the minister\n";
    for id in ["artifact/residue", "artifact/mojibake", "artifact/entity"] {
        let meta = ALL.iter().map(|r| r.meta()).find(|m| m.id == id);
        lost(meta.expect("a rule"), Lang::En.into(), tangled);
    }
    demand_none("findings are lost", &failures);
}

#[test]
fn rules_have_fixtures_in_every_language_they_speak() {
    let mut failures = Vec::new();
    for meta in ALL.iter().map(|r| r.meta()) {
        for lang in languages(meta) {
            for kind in [FLAGGED, CLEAN] {
                let path = fixture(meta, kind, lang);
                if !path.is_file() {
                    failures.push(format!("{} has no {}", meta.id, path.display()));
                }
            }
        }
    }
    for folder in folders(&in_repository(FOLDER)) {
        if meta_of_slug(&name(&folder)).is_none() {
            failures.push(format!("{}: no rule has this slug", folder.display()));
        }
    }
    demand_none("fixtures are missing or belong to no rule", &failures);
}

#[test]
fn ids_are_legal_and_unique() {
    let is_kebab = |part: &str| {
        part.split('-').all(|word| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
    };
    let mut failures = Vec::new();
    let (mut ids, mut slugs) = (HashSet::new(), HashSet::new());
    for meta in ALL.iter().map(|r| r.meta()) {
        let legal = meta
            .id
            .split_once('/')
            .is_some_and(|(group, slug)| is_kebab(group) && is_kebab(slug));
        if !legal {
            failures.push(format!("{}: not group/slug in kebab case", meta.id));
        }
        if !ids.insert(meta.id) || !slugs.insert(slug(meta)) {
            failures.push(format!("{}: id or slug stands twice", meta.id));
        }
        for muted in meta.mutes {
            let names_something = ALL.iter().map(|r| r.meta().id).any(|id| {
                id == *muted || (muted.ends_with('/') && id.starts_with(muted) && id != meta.id)
            });
            if !names_something {
                failures.push(format!("{}: mutes {muted}, which is no rule", meta.id));
            }
        }
    }
    demand_none("ids are wrong", &failures);
}

#[test]
fn rules_explain_themselves() {
    let mut failures = Vec::new();
    for meta in ALL.iter().map(|r| r.meta()) {
        for (field, text) in [
            ("what", meta.what),
            ("why", meta.why),
            ("bad", meta.bad),
            ("good", meta.good),
        ] {
            if text.trim().is_empty() {
                failures.push(format!("{}: nothing in {field}", meta.id));
            }
        }
        let flags = |text: &str, lang: Lang| !findings(text, &only(&[meta.id], lang)).is_empty();
        let spoken = languages(meta);
        if !spoken.iter().any(|lang| flags(meta.bad, *lang)) {
            failures.push(format!(
                "{}: the bad example is not reported in any language: {}",
                meta.id,
                meta.bad.escape_debug()
            ));
        }
        // What is right in the language of the example may be wrong in another: `Beijing` is, in German.
        let of_example = spoken.iter().filter(|lang| flags(meta.bad, **lang));
        for lang in of_example.filter(|lang| **lang == Lang::En && flags(meta.good, **lang)) {
            failures.push(format!(
                "{}: the good example is reported in {}: {}",
                meta.id,
                lang.name(),
                meta.good.escape_debug()
            ));
        }
    }
    demand_none("rules do not explain themselves", &failures);
}

#[test]
fn marks_are_read_as_the_fixtures_use_them() {
    let sample = Sample::parse("In ⟦Pékin→Beijing⟧, a\\u{200b}⟦ ⟧b").expect("well formed");
    assert_eq!(sample.text, "In Pékin, a\u{200b} b");
    let spans: Vec<_> = sample.expected.iter().map(|p| (p.start, p.end)).collect();
    assert_eq!(spans, [(3, 9), (15, 16)]);
    assert_eq!(sample.expected[0].suggestion.as_deref(), Some("Beijing"));
    assert!(Sample::parse("⟦open").is_err() && Sample::parse("shut⟧").is_err());
    assert_eq!(articles("a\n---\nb\n"), ["a\n", "b\n"]);
}
