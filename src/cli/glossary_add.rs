//! `wirelint glossary add`

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::apply::inside;
use super::args::AddArgs;
use super::fix::plural;
use super::output::Sink;
use super::{Status, input};
use crate::check::{check, detect};
use crate::document::Document;
use crate::error::Error;
use crate::finding::Finding;
use crate::glossary::Glossary;
use crate::lang::Lang;
use crate::review::house::{Addition, addition};
use crate::review::likeness::alike;
use crate::review::table::Table;
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
    let table = before
        .as_deref()
        .map_or_else(|| Ok(Table::new()), Table::read)
        .map_err(|e| vec![e.in_file(&args.to)])?;
    let mut house = House {
        args,
        glossary: with(args, &others, before.clone())?,
        others,
        table,
        added: 0,
        left: Vec::new(),
    };
    let mut rows: Vec<&Row> = sheet.rows.iter().filter(|r| is_about_a_name(r)).collect();
    // What is accepted first, then what becomes the house form, which must stand first in its cell.
    rows.sort_by_key(|r| (matches!(r.decision, Some(Decision::FixTo(_))), r.number));
    let mut articles = BTreeMap::new();
    for row in &rows {
        if !articles.contains_key(&row.file) {
            let article = Article::of(row, args).map_err(|e| vec![e])?;
            articles.insert(row.file.clone(), article);
        }
    }
    let about: Vec<(&Row, &Article)> = rows
        .iter()
        .filter_map(|r| Some((*r, articles.get(&r.file)?)))
        .collect();
    house.take(&about);
    let (name, added) = (args.to.display(), house.added);
    if added > 0 {
        let text = house.table.to_csv().map_err(|e| vec![e])?;
        write(&args.to, before.as_deref(), &text).map_err(|e| vec![e])?;
    }
    house.left.sort();
    for (row, reason) in &house.left {
        anstream::eprintln!("wirelint: {}: row {row}: {reason}", args.from.display());
    }
    anstream::eprintln!(
        "wirelint: {added} {} added to {name}; {} could not be",
        plural(added, "decision"),
        house.left.len()
    );
    Ok(if house.left.is_empty() {
        Status::Clean
    } else {
        Status::Findings
    })
}

/// The shipped glossary with the files of the arguments, and the house's own as it would be.
fn with(
    args: &AddArgs,
    others: &[(String, String)],
    own: Option<String>,
) -> Result<Glossary, Vec<Error>> {
    let mut files = others.to_vec();
    files.extend(own.map(|text| (args.to.display().to_string(), text)));
    Glossary::with_overlays(&files)
}

/// The glossary that grows.
struct House<'a> {
    args: &'a AddArgs,
    others: Vec<(String, String)>,
    table: Table,
    glossary: Glossary,
    added: usize,
    left: Vec<(usize, String)>,
}

impl House<'_> {
    /// Takes rows all at once; where the glossary would contradict itself or a row does not have its way, half by half: compiling a
    /// glossary takes longer than all the rest.
    fn take(&mut self, rows: &[(&Row, &Article)]) {
        let mut next = self.table.clone();
        let mut laid = Vec::new();
        for (row, article) in rows {
            match additions(row, &self.glossary, article.lang) {
                Ok(additions) if additions.is_empty() => {}
                Ok(additions) => {
                    for addition in &additions {
                        next.lay(addition);
                    }
                    laid.push((*row, *article));
                }
                Err(reason) => self.left.push((row.number, reason)),
            }
        }
        if laid.is_empty() {
            return;
        }
        let reason = match self.compiled(&next) {
            Ok(glossary) => {
                let holds = |(row, article): &(&Row, &Article)| {
                    !article.still_reports(row, &glossary, self.args)
                };
                if laid.iter().all(holds) {
                    self.table = next;
                    self.glossary = glossary;
                    self.added += laid.len();
                    return;
                }
                "no glossary row keeps it from being reported".to_owned()
            }
            Err(reason) => reason,
        };
        if let [(row, _)] = laid[..] {
            self.left.push((row.number, reason));
            return;
        }
        let (first, second) = laid.split_at(laid.len() / 2);
        self.take(first);
        self.take(second);
    }

    fn compiled(&self, table: &Table) -> Result<Glossary, String> {
        let text = table.to_csv().map_err(|e| e.to_string())?;
        with(self.args, &self.others, Some(text)).map_err(|errors| {
            let first = errors.first().map_or("", |e| e.problem.as_str());
            format!("the glossary would contradict itself: {first}")
        })
    }
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

/// An article of a report.
struct Article {
    lang: Lang,
    /// `None` when it cannot be read; the language was given then.
    document: Option<Document>,
}

impl Article {
    fn of(row: &Row, args: &AddArgs) -> Result<Self, Error> {
        let document = inside(&args.root, &row.file)
            .ok()
            .and_then(|path| input::document(&path).ok());
        let lang = args.lang.or_else(|| document.as_ref().map(detect));
        let lang = lang.ok_or_else(|| {
            Error::new(
                format!(
                    "row {}, column \"file\": {:?} cannot be read, so its language is not known",
                    row.number, row.file
                ),
                "give --lang, or --root with the folder the report's file names start from",
            )
            .in_file(&args.from)
        })?;
        Ok(Self { lang, document })
    }

    /// Whether the article is still reported for what was to be ignored.
    fn still_reports(&self, row: &Row, glossary: &Glossary, args: &AddArgs) -> bool {
        let Some(document) = &self.document else {
            return false;
        };
        if row.decision != Some(Decision::IgnoreEverywhere) {
            return false;
        }
        let settings = Settings {
            lang: Some(self.lang),
            source_lang: args.source_lang,
            level: Severity::Info,
            ..Settings::default()
        };
        // Of two spellings, the other one may be reported instead.
        let turned = |f: &Finding| {
            row.suggestions.iter().any(|s| alike(s, &f.text))
                && f.suggestions.iter().any(|s| alike(&row.text, s))
        };
        check(document, glossary, &settings)
            .iter()
            .any(|f| f.rule == row.rule && (alike(&row.text, &f.text) || turned(f)))
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
    Sink::place(vec![sink])
}
