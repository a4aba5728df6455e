//! The tables of calques: every frame compiles and finds its own example, so a row that can never report is not shipped.

mod common;

use std::collections::HashSet;

use common::{demand_none, entries, findings, in_repository, name, only};
use wirelint::Lang;
use wirelint::rules::frames::{Frame, TABLES, rows};
use wirelint::text::Text;
use wirelint::{Severity, Span};

const HEADER: &str = "id,source,target,frame,suggestion,explanation,example,level";

#[test]
fn every_table_ships() {
    let shipped: HashSet<&str> = TABLES.iter().map(|(file, _)| *file).collect();
    let missing: Vec<String> = entries(&in_repository("glossaries"))
        .iter()
        .map(|path| name(path))
        .filter(|file| file.starts_with("calques-") && !shipped.contains(file.as_str()))
        .collect();
    demand_none("tables of calques are not read", &missing);
}

#[test]
fn every_frame_compiles_and_finds_its_example() {
    let mut failures = Vec::new();
    let mut ids = HashSet::new();
    for (file, table) in TABLES {
        assert_eq!(table.lines().next(), Some(HEADER), "{file}");
        assert_eq!(
            rows(table).count(),
            table.lines().count() - 1,
            "{file}: a row has too few cells"
        );
        for row in rows(table) {
            let mut fail = |what: String| failures.push(format!("{file} {}: {what}", row.id));
            if row.id.is_empty() || !ids.insert(row.id) {
                fail("the id is empty or stands twice".into());
            }
            if !matches!(row.level, "warning" | "info") {
                fail(format!("the level is {:?}", row.level));
            }
            for code in row.sources().chain([row.target]) {
                if code.parse::<Lang>().is_err() {
                    fail(format!("{code:?} is no language"));
                }
            }
            for cell in [&row.suggestion, &row.explanation] {
                if cell.trim().is_empty() {
                    fail("no suggestion or no explanation".into());
                }
            }
            match Frame::compile(&row.frame) {
                Err(e) => fail(e),
                Ok(frame) => {
                    let text = Text::new(&row.example, [Span::new(0, row.example.len())]);
                    if frame.find(&row.example, &text).is_none() {
                        fail(format!("{} is not found in: {}", row.frame, row.example));
                    }
                }
            }
        }
    }
    demand_none("rows are wrong", &failures);
}

/// Through the whole pipeline, where the index and the overlap of frames have a say: something is reported in every example.
#[test]
fn every_example_is_reported() {
    let mut failures = Vec::new();
    for row in TABLES.iter().flat_map(|(_, table)| rows(table)) {
        let Ok(lang) = row.target.parse::<Lang>() else {
            continue;
        };
        let mut settings = only(&["artifact/calque"], lang);
        settings.source_lang = row.sources().next().and_then(|code| code.parse().ok());
        let found = findings(&format!("{}\n", row.example), &settings);
        let level = found.iter().map(|f| f.severity).max();
        if level.is_none() || (row.level == "warning" && level < Some(Severity::Warning)) {
            failures.push(format!("{}: nothing in: {}", row.id, row.example));
        }
    }
    demand_none("examples are not reported", &failures);
}
