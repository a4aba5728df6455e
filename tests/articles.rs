//! Whole articles: the CSV report of every one is byte for byte what was reviewed.
//!
//! `fixtures/articles/<slug>/` holds `article.txt`, `settings.txt` (`lang=en source_lang=fr`, also `level=info`) and `expected.csv`.
//! With `UPDATE=1` in the environment the test writes `expected.csv` instead of comparing; review the difference before you commit it.

mod common;

use std::path::Path;
use std::{env, fs};

use common::{demand_none, diff, folders, in_repository, name, read, read_if_there};
use wirelint::check::check_all;
use wirelint::report::csv::Csv;
use wirelint::report::{Emitter, Outcome, Totals};
use wirelint::{Document, Glossary, Lang, Settings, Severity};

const FOLDER: &str = "fixtures/articles";
const ARTICLE: &str = "article.txt";
const EXPECTED: &str = "expected.csv";
const UPDATE: &str = "UPDATE";

/// Reads `lang=en source_lang=fr`.
fn settings(text: &str) -> Result<Settings, String> {
    let mut settings = Settings::default();
    for pair in text.split_whitespace() {
        let (key, value) = pair
            .split_once('=')
            .ok_or_else(|| format!("settings.txt: {pair:?} is not key=value"))?;
        let lang = || value.parse().map_err(|e| format!("settings.txt: {e}"));
        match key {
            "lang" => settings.lang = Some(lang()?),
            "source_lang" => settings.source_lang = Some(lang()?),
            "level" => {
                settings.level = Severity::ALL
                    .into_iter()
                    .find(|s| s.as_str() == value)
                    .ok_or_else(|| format!("settings.txt: no level {value:?}"))?;
            }
            _ => return Err(format!("settings.txt: no setting {key:?}")),
        }
    }
    Ok(settings)
}

/// The report of an article, its path as if given from its own folder.
fn report(folder: &Path) -> Result<String, String> {
    let settings = settings(&read(&folder.join("settings.txt")))?;
    let text = read(&folder.join(ARTICLE));
    let document = Document::from_bytes(ARTICLE, text.as_bytes()).map_err(|e| e.to_string())?;
    let outcome = Outcome {
        checked: check_all(&document, Glossary::shipped(), &settings),
        source_lang: settings.source_lang,
        reviews: Vec::new(),
        document,
    };
    let mut totals = Totals::default();
    totals.add(&outcome);
    let (mut csv, mut out) = (Csv::default(), Vec::new());
    csv.begin(&mut out)
        .and_then(|()| csv.document(&outcome, &mut out))
        .and_then(|()| csv.end(&totals, &mut out))
        .map_err(|e| e.to_string())?;
    String::from_utf8(out).map_err(|e| e.to_string())
}

/// What is wrong with one article, if anything; in update mode its expectation is written.
fn fault(folder: &Path, update: bool) -> Option<String> {
    let found = match report(folder) {
        Ok(found) => found,
        Err(problem) => return Some(problem),
    };
    let path = folder.join(EXPECTED);
    if update {
        return fs::write(&path, found)
            .err()
            .map(|e| format!("{EXPECTED} cannot be written: {e}"));
    }
    let Some(expected) = read_if_there(&path) else {
        return Some(format!(
            "there is no {EXPECTED}; {UPDATE}=1 cargo test --test articles writes it"
        ));
    };
    let difference = diff(&expected, &found);
    (!difference.is_empty()).then_some(difference)
}

#[test]
fn reports_are_what_was_reviewed() {
    let update = env::var_os(UPDATE).is_some_and(|v| v == "1");
    let articles = folders(&in_repository(FOLDER));
    assert!(!articles.is_empty(), "no articles in {FOLDER}");
    let failures: Vec<String> = articles
        .iter()
        .filter_map(|folder| Some(format!("{}:\n{}", name(folder), fault(folder, update)?)))
        .collect();
    demand_none(
        "articles are reported otherwise (- expected, + found)",
        &failures,
    );
}

#[test]
fn settings_are_read_and_faults_named() {
    let read = settings("lang=en source_lang=fr level=info\n").expect("well formed");
    assert_eq!(read.lang.map(Lang::code), Some("en"));
    assert_eq!(read.source_lang.map(Lang::code), Some("fr"));
    assert_eq!(read.level, Severity::Info);
    for wrong in ["lang", "lang=xx", "language=en", "level=loud"] {
        assert!(settings(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn differences_are_shown_line_by_line() {
    assert_eq!(diff("a\r\nb\r\n", "a\r\nb\r\n"), "");
    assert_eq!(
        diff("a\r\nb\r\nc\r\nd\r\n", "a\r\nB\r\nc\r\nd\r\n"),
        "  a\\r\\n\n- b\\r\\n\n+ B\\r\\n\n  c\\r\\n\n"
    );
}
