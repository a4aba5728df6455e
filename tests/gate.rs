//! The gate: the same exit code in every format, whatever else is asked for.

mod common;
#[path = "common/desk.rs"]
mod desk;

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use common::{demand_none, read};
use desk::wirelint;

const FORMATS: [&str; 9] = [
    "text", "csv", "json", "jsonl", "sarif", "junit", "github", "gitlab", "html",
];

/// A warning and nothing else.
const WARNING: &str = "The ministers met in Varsovie on Tuesday.\n";
const ERROR: &str = "The attack, claimed by the GSIM, took place on the road to Gao.\n";
const CLEAN: &str = "The ministers met in Warsaw on Tuesday.\n";

fn folder() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for (name, text) in [("warning", WARNING), ("error", ERROR), ("clean", CLEAN)] {
        fs::write(folder.path().join(format!("{name}.txt")), text).expect("written");
    }
    // Knows the warning and the error, and has decided the one.
    let made = run(
        folder.path(),
        &["warning.txt", "error.txt", "--report", "known.csv"],
    );
    assert_eq!(made.0, 1, "{}", made.2);
    for (name, decision) in [
        ("decided", "ignore"),
        ("expired", "ignore until 2020-01-01"),
    ] {
        let known = read(&folder.path().join("known.csv"));
        let rows: Vec<String> = known
            .lines()
            .map(|l| match l.strip_suffix(",,") {
                Some(row) => format!("{row},{decision},as in the <b>treaty</b>"),
                None => l.to_owned(),
            })
            .collect();
        fs::write(folder.path().join(format!("{name}.csv")), rows.join("\n")).expect("written");
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = wirelint(folder)
        .args(["check", "--lang", "en", "--no-config"])
        .args(arguments)
        .output()
        .expect("wirelint runs");
    (
        output.status.code().unwrap_or(-1),
        String::from_utf8(output.stdout).expect("UTF-8"),
        String::from_utf8(output.stderr).expect("UTF-8"),
    )
}

#[test]
fn the_exit_code_is_the_same_in_every_format() {
    let table: &[(&[&str], i32)] = &[
        (&["clean.txt"], 0),
        (&["warning.txt"], 1),
        (&["error.txt"], 1),
        (&["warning.txt", "--fail-on", "error"], 0),
        (&["error.txt", "--fail-on", "error"], 1),
        (&["clean.txt", "error.txt", "--fail-on", "error"], 1),
        (&["warning.txt", "--level", "error"], 0),
        (&["error.txt", "--fail-on", "never"], 0),
        (&["error.txt", "--report-only"], 0),
        (&["error.txt", "--report-only", "--fail-on", "error"], 0),
        (&["error.txt", "gone.txt"], 2),
        (&["error.txt", "gone.txt", "--report-only"], 2),
        (&["error.txt", "gone.txt", "--fail-on", "never"], 2),
        (&["error.txt", "--glossary", "gone.csv", "--report-only"], 2),
        (&["error.txt", "--baseline", "gone.csv", "--report-only"], 2),
        (
            &["error.txt", "--output", "no/such/folder", "--report-only"],
            2,
        ),
        (&["error.txt", "warning.txt", "--baseline", "known.csv"], 0),
        (&["error.txt", "--baseline", "decided.csv"], 0),
        (&["error.txt", "--baseline", "expired.csv"], 1),
        (
            &[
                "warning.txt",
                "--baseline",
                "expired.csv",
                "--fail-on",
                "error",
            ],
            0,
        ),
        (
            &["error.txt", "--baseline", "expired.csv", "--report-only"],
            0,
        ),
        // No git repository.
        (&["error.txt", "--changed-since", "HEAD"], 2),
        (
            &["error.txt", "--changed-since", "HEAD", "--report-only"],
            2,
        ),
    ];
    let folder = folder();
    let mut failures = Vec::new();
    for (arguments, expected) in table {
        for format in FORMATS {
            // Beside another report, and quietly, it is the same again.
            let twice = ["text", "sarif"].contains(&format);
            let ways = [&[][..], &["--quiet", "--also", "html=also.html"]];
            for more in &ways[..=usize::from(twice)] {
                let all = [*arguments, &["--format", format], more].concat();
                let (status, _, said) = run(folder.path(), &all);
                if status != *expected {
                    failures.push(format!("{all:?}: {status}, not {expected}: {said}"));
                }
            }
        }
    }
    demand_none("wrong exit codes", &failures);
}

#[test]
fn only_reporting_changes_no_report() {
    let folder = folder();
    let paths = ["error.txt", "warning.txt"];
    for format in FORMATS {
        let all = [&paths[..], &["--format", format]].concat();
        let gated = run(folder.path(), &all);
        let reported = run(folder.path(), &[&all[..], &["--report-only"]].concat());
        assert_eq!((gated.0, reported.0), (1, 0), "{format}");
        assert_eq!(gated.1, reported.1, "{format}");
    }
}

/// What a report in a format says of two articles, when `baseline` knows them.
fn with_baseline(format: &str, baseline: &str) -> String {
    let folder = folder();
    fs::write(folder.path().join("new.txt"), "He left Pékin.\n").expect("written");
    let (_, report, said) = run(
        folder.path(),
        &[
            "error.txt",
            "new.txt",
            "--format",
            format,
            "--baseline",
            baseline,
        ],
    );
    assert!(!report.is_empty(), "{said}");
    report
}

fn states(log: &str) -> Vec<(String, String)> {
    let log: Value = serde_json::from_str(log).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    let text = |v: &Value| v.as_str().unwrap_or("none").to_owned();
    results
        .iter()
        .map(|r| {
            (
                text(&r["baselineState"]),
                text(&r["properties"]["decision"]),
            )
        })
        .collect()
}

#[test]
fn code_scanning_is_told_what_an_earlier_report_knows() {
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(
        states(&with_baseline("sarif", "decided.csv")),
        [pair("unchanged", "ignore"), pair("new", "none")]
    );
    assert_eq!(
        states(&with_baseline("sarif", "expired.csv")),
        [
            pair("updated", "ignore until 2020-01-01"),
            pair("new", "none")
        ]
    );
    let folder = folder();
    let (_, log, _) = run(folder.path(), &["error.txt", "--format", "sarif"]);
    assert_eq!(states(&log), [pair("none", "none")]);
}

#[test]
fn annotations_and_test_cases_are_of_what_counts() {
    for (baseline, known) in [("decided.csv", false), ("expired.csv", true)] {
        let annotations = with_baseline("github", baseline);
        assert!(annotations.contains("file=new.txt,line=1"), "{annotations}");
        assert_eq!(
            annotations.contains("file=error.txt"),
            known,
            "{annotations}"
        );
        let cases = with_baseline("junit", baseline);
        assert_eq!(
            cases.contains("name=\"error.txt\" tests=\"1\" failures=\"1\""),
            known,
            "{cases}"
        );
        assert_eq!(cases.contains("GSIM"), known, "{cases}");
        assert!(cases.contains("Pékin"), "{cases}");
    }
    // Every suite has a case, also one in which nothing counts.
    let cases = with_baseline("junit", "decided.csv");
    assert!(
        cases.contains("name=\"error.txt\" tests=\"1\" failures=\"0\"")
            && cases.contains("name=\"no findings\""),
        "{cases}"
    );
}

#[test]
fn code_quality_keeps_what_is_known() {
    let issues: Value =
        serde_json::from_str(&with_baseline("gitlab", "decided.csv")).expect("JSON");
    assert_eq!(issues.as_array().map(Vec::len), Some(2), "{issues}");
}

#[test]
fn lines_of_json_say_what_was_decided() {
    let lines = with_baseline("jsonl", "decided.csv");
    let reviews: Vec<Value> = lines
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).expect("JSON")["review"].clone())
        .collect();
    let decided = serde_json::json!({
        "decision": "ignore", "comment": "as in the <b>treaty</b>", "counts": false
    });
    assert_eq!(reviews, [decided, Value::Null]);
}

#[test]
fn the_page_mutes_what_is_known_and_says_what_was_decided() {
    let page = with_baseline("html", "decided.csv");
    let note = page.split("<li class=\"note ").nth(1).expect("a note");
    assert!(note.starts_with("error known\""), "{note}");
    let said = "<p class=\"decided\">Known: <bdi class=\"decision\">ignore</bdi> – <bdi>as in the &lt;b&gt;treaty&lt;/b&gt;</bdi></p>";
    assert!(note.contains(said), "{note}");
    assert!(page.contains("<mark class=\"error known\" data-f=\"f1-1\">"));
    assert!(page.contains("<mark class=\"error\" data-f=\"f2-1\">Pékin"));
    assert!(page.contains("id=\"known\""), "a filter");
    assert!(page.contains("<p class=\"standfirst\">1 finding in 2 articles</p>"));
    let expired = with_baseline("html", "expired.csv");
    assert!(expired.contains("Decided earlier, and expired: "));
    assert!(!expired.contains("<mark class=\"error known\"") && !expired.contains("id=\"known\""));
    let folder = folder();
    let (_, fresh, _) = run(folder.path(), &["error.txt", "--format", "html"]);
    assert!(!fresh.contains("id=\"known\"") && !fresh.contains("class=\"decided\""));
}
