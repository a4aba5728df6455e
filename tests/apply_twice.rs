//! Every article of ours is mended as a report says, and then again with the same report: the second time changes nothing and complains of nothing.

mod common;
#[path = "common/desk.rs"]
mod desk;

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use common::{demand_none, files_below, folders, in_repository, name, read};
use desk::wirelint;

/// Decides to take every suggestion that can stand in the text; how many there are.
fn decide(report: &Path) -> usize {
    let mut reader = csv::Reader::from_path(report).expect("a report");
    let header = reader.headers().expect("a header").clone();
    let column = |name: &str| header.iter().position(|h| h == name).expect("a column");
    let (rule, suggestion, decision) = (column("rule"), column("suggestion"), column("decision"));
    let records: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("a row")).collect();
    let mut writer = csv::Writer::from_path(report).expect("the report");
    writer.write_record(&header).expect("written");
    let mut decided = 0;
    for record in &records {
        let mut cells: Vec<&str> = record.iter().collect();
        // What a calque's suggestion says is advice.
        if !cells[suggestion].is_empty() && cells[rule] != "artifact/calque" {
            cells[decision] = "fix";
            decided += 1;
        }
        writer.write_record(&cells).expect("written");
    }
    writer.flush().expect("written");
    decided
}

#[test]
fn a_report_is_applied_once() {
    let desk = TempDir::new().expect("a temporary folder");
    let run = |line: &str| {
        let output = wirelint(desk.path())
            .args(line.split(' '))
            .output()
            .expect("wirelint runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code().unwrap_or(-1), said)
    };
    for folder in folders(&in_repository("fixtures/articles")) {
        let to = desk.path().join(format!("{}.txt", name(&folder)));
        fs::copy(folder.join("article.txt"), to).expect("copied");
    }
    let (status, said) = run("check . --level info --report-only --quiet --report r.csv");
    assert_eq!(status, 0, "{said}");
    let decided = decide(&desk.path().join("r.csv"));
    assert!(decided > 50, "{decided} decisions");
    let (status, said) = run("apply r.csv");
    assert_eq!(status, 0, "{said}");
    let texts = || -> Vec<String> { files_below(desk.path()).iter().map(|p| read(p)).collect() };
    let once = texts();
    let (status, said) = run("apply r.csv");
    let expected = format!(
        "wirelint: 0 decisions in 0 places applied to 0 articles; {decided} had been already; 0 could not be"
    );
    let complaints: Vec<String> = said
        .lines()
        .filter(|l| *l != expected)
        .map(str::to_owned)
        .collect();
    demand_none("complaints the second time", &complaints);
    assert_eq!((status, texts() == once), (0, true));
}
