//! The reference of all rules against the page that is kept, and what rules declare against what they do.
//!
//! `UPDATE=1` writes `docs/rules.md`.

mod common;

use std::fs;
use std::process::Command;

use common::{demand_none, diff, files_below, in_repository, name, read, read_if_there};
use wirelint::rules::{ALL, reference};

const PAGE: &str = "docs/rules.md";

fn wirelint(args: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_wirelint"))
        .args(args)
        .output()
        .expect("the binary runs");
    assert!(run.status.success(), "{args:?}: {run:?}");
    String::from_utf8(run.stdout).expect("UTF-8")
}

#[test]
fn page_is_not_stale() {
    let page = wirelint(&["rules", "--format", "markdown"]);
    let path = in_repository(PAGE);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &page).expect("the page can be written");
    }
    let kept = read_if_there(&path).unwrap_or_default();
    let difference = diff(&kept, &page);
    assert!(
        difference.is_empty(),
        "{PAGE} is stale; UPDATE=1 writes it:\n{difference}"
    );
}

#[test]
fn every_rule_is_on_the_page_in_json_and_explained() {
    let page = reference::markdown();
    let json: serde_json::Value =
        serde_json::from_str(&wirelint(&["rules", "--format", "json"])).expect("the list is JSON");
    let rules = json["rules"].as_array().expect("a list of rules");
    assert_eq!(rules.len(), ALL.len());
    for (meta, entry) in ALL.iter().map(|r| r.meta()).zip(rules) {
        assert_eq!(entry["id"], meta.id);
        assert_eq!(entry["severity"], meta.severity.as_str());
        assert!(
            entry["reads"].as_array().is_some_and(|r| !r.is_empty()),
            "{}",
            meta.id
        );
        assert!(
            page.contains(&format!("<a id=\"{}\"></a>", meta.id)),
            "{}",
            meta.id
        );
        let explained = wirelint(&["explain", meta.id]);
        for label in ["Sources", "Reads", "Mutes", "Measured", "Data"] {
            assert!(
                explained.contains(&format!("\n{label:10} ")),
                "{}: {label}",
                meta.id
            );
        }
    }
}

#[test]
fn data_of_rules_is_there_and_declared() {
    let mut failures = Vec::new();
    let tables = files_below(&in_repository("glossaries"));
    for meta in ALL.iter().map(|r| r.meta()) {
        for data in meta.data {
            let found = tables.iter().map(|t| name(t)).any(|table| {
                data.split_once('*').map_or(table == *data, |(start, end)| {
                    table.starts_with(start) && table.ends_with(end)
                })
            });
            if !found {
                failures.push(format!("{}: there is no glossaries/{data}", meta.id));
            }
        }
    }
    // A rule's file says which tables it carries.
    for path in files_below(&in_repository("src/rules")) {
        let source = read(&path);
        let Some(id) = source
            .split("\n    id: \"")
            .nth(1)
            .and_then(|s| s.split('"').next())
        else {
            continue;
        };
        let Some(meta) = ALL.iter().map(|r| r.meta()).find(|m| m.id == id) else {
            failures.push(format!("{}: {id} is no rule", path.display()));
            continue;
        };
        for carried in source.split("\"/glossaries/").skip(1) {
            let table = carried.split('"').next().unwrap_or_default();
            if !meta.data.contains(&table) {
                failures.push(format!("{id}: carries {table} and does not say so"));
            }
        }
    }
    demand_none("rules do not say what they go by", &failures);
}
