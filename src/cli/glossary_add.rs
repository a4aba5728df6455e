//! `wirelint glossary add`

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::apply::inside;
use super::args::AddArgs;
use super::fix::plural;
use super::output::Sink;
use super::{Status, complain, input};
use crate::check::check;
use crate::document::Document;
use crate::error::Error;
use crate::finding::Finding;
use crate::glossary::Glossary;
use crate::lang::Lang;
use crate::review::house::{Addition, Table, addition};
use crate::review::likeness::alike;
use crate::review::{Decision, Row};
use crate::settings::Settings;
use crate::severity::Severity;

/// Adds what a report says of names to a glossary. Exit code 1 when no glossary row can say something that was decided.
pub fn run(args: &AddArgs) -> Result<Status, Vec<Error>> {
    let sheet = input::sheet(&args.from)?;
    let mut others = Vec::new();
    for path in &args.glossary {
        others.push((path.display().to_string(), text_of(path)?));
    }
    let before = match fs::metadata(&args.to) {
        Ok(_) => Some(text_of(&args.to)?),
        Err(_) => None,
    };
    let name = args.to.display().to_string();
    let with = |own: Option<String>| {
        let mut files = others.clone();
        files.extend(own.map(|text| (name.clone(), text)));
        Glossary::with_overlays(&files)
    };
    let mut glossary = with(before.clone())?;
    let mut table = before
        .as_deref()
        .map_or_else(|| Ok(Table::new()), Table::read)
        .map_err(|e| vec![e.in_file(&args.to)])?;
    let mut articles = Articles {
        args,
        read: BTreeMap::new(),
    };
    let (mut added, mut left) = (0, 0);
    for row in sheet.rows.iter().filter(|r| is_about_a_name(r)) {
        let mut refuse = |reason: &str| {
            left += 1;
            anstream::eprintln!(
                "wirelint: {}: row {}: {reason}",
                args.from.display(),
                row.number
            );
        };
        let (lang, document) = match articles.of(row) {
            Ok(known) => known,
            Err(error) => {
                complain(&[error]);
                return Ok(Status::Failed);
            }
        };
        let additions = match additions(row, &glossary, lang) {
            Ok(additions) if additions.is_empty() => continue,
            Ok(additions) => additions,
            Err(reason) => {
                refuse(&reason);
                continue;
            }
        };
        let mut tried = None;
        let mut reason = String::from("no glossary row keeps it from being reported");
        // One row first; where that is not enough, also one for the spelling it was held against.
        for n in 1..=additions.len() {
            let mut next = table.clone();
            additions.iter().take(n).for_each(|a| next.lay(a));
            let text = next.to_csv().map_err(|e| vec![e])?;
            match with(Some(text)) {
                Err(errors) => {
                    if let Some(e) = errors.first() {
                        reason = format!("the glossary would contradict itself: {}", e.problem);
                    }
                }
                Ok(changed) => {
                    if document.is_none_or(|d| !is_reported(row, d, &changed, lang, args)) {
                        tried = Some((next, changed));
                        break;
                    }
                }
            }
        }
        match tried {
            Some((next, changed)) => {
                table = next;
                glossary = changed;
                added += 1;
            }
            None => refuse(&reason),
        }
    }
    if added > 0 {
        let text = table.to_csv().map_err(|e| vec![e])?;
        write(&args.to, before.as_deref(), &text).map_err(|e| vec![e])?;
    }
    anstream::eprintln!(
        "wirelint: {added} {} added to {name}; {left} could not be",
        plural(added, "decision")
    );
    Ok(if left > 0 {
        Status::Findings
    } else {
        Status::Clean
    })
}

fn is_about_a_name(row: &Row) -> bool {
    match row.decision {
        Some(Decision::IgnoreEverywhere) => true,
        Some(Decision::FixTo(_)) => row.rule.starts_with("name/"),
        _ => false,
    }
}

/// What a row adds; also, for a spelling that is right beside another one, the other one as a name of its own.
fn additions(row: &Row, glossary: &Glossary, lang: Lang) -> Result<Vec<Addition>, String> {
    let Some(first) = addition(row, glossary, lang)? else {
        return Ok(Vec::new());
    };
    let mut all = vec![first];
    if row.decision == Some(Decision::IgnoreEverywhere)
        && let Some(other) = row.suggestions.first()
    {
        let beside = Row {
            text: other.clone(),
            suggestions: Vec::new(),
            ..row.clone()
        };
        all.extend(addition(&beside, glossary, lang)?.filter(|a| a.kind.is_some()));
    }
    Ok(all)
}

/// Whether the article is still reported for what was to be ignored.
fn is_reported(
    row: &Row,
    document: &Document,
    glossary: &Glossary,
    lang: Lang,
    args: &AddArgs,
) -> bool {
    if row.decision != Some(Decision::IgnoreEverywhere) {
        return false;
    }
    let settings = Settings {
        lang: Some(lang),
        source_lang: args.source_lang,
        level: Severity::Info,
        ..Settings::default()
    };
    let findings = check(document, glossary, &settings);
    // Of two spellings, the other one may be reported instead.
    let turned = |f: &Finding| {
        row.suggestions.iter().any(|s| alike(s, &f.text))
            && f.suggestions.iter().any(|s| alike(&row.text, s))
    };
    findings
        .iter()
        .any(|f| f.rule == row.rule && (alike(&row.text, &f.text) || turned(f)))
}

/// The articles of a report, each read once.
struct Articles<'a> {
    args: &'a AddArgs,
    read: BTreeMap<String, Option<(Lang, Document)>>,
}

impl Articles<'_> {
    /// Language and article of a row; the article is not needed when the language is given.
    fn of(&mut self, row: &Row) -> Result<(Lang, Option<&Document>), Error> {
        let args = self.args;
        let read = self.read.entry(row.file.clone()).or_insert_with(|| {
            let path = inside(&args.root, &row.file).ok()?;
            let document = input::document(&path).ok()?;
            let lang = args.lang.unwrap_or_else(|| crate::check::detect(&document));
            Some((lang, document))
        });
        match (read, args.lang) {
            (Some((lang, document)), _) => Ok((*lang, Some(document))),
            (None, Some(lang)) => Ok((lang, None)),
            (None, None) => Err(Error::new(
                format!(
                    "row {}, column \"file\": {:?} cannot be read, so its language is not known",
                    row.number, row.file
                ),
                "give --lang, or --root with the folder the report's file names start from",
            )
            .in_file(&args.from)),
        }
    }
}

fn text_of(path: &Path) -> Result<String, Vec<Error>> {
    fs::read_to_string(path).map_err(|e| {
        vec![
            Error::new(
                format!("the glossary cannot be read: {e}"),
                "check the path, and save the file as CSV in UTF-8",
            )
            .in_file(path),
        ]
    })
}

fn write(path: &Path, before: Option<&str>, text: &str) -> Result<(), Error> {
    if let Some(before) = before {
        return super::rewrite::replace(path, before.as_bytes(), text.as_bytes());
    }
    let mut sink = Sink::file(path)?;
    std::io::Write::write_all(&mut sink, text.as_bytes())
        .map_err(|e| Error::new(e.to_string(), "check that the disk is not full").in_file(path))?;
    sink.finish()
}
