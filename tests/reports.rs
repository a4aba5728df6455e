//! Reports for machines, as those machines read them.

mod common;
#[path = "common/desk.rs"]
mod desk;
#[path = "common/made.rs"]
#[allow(dead_code, reason = "the tests of the page use the rest")]
mod made;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use wirelint::report::github::Github;
use wirelint::report::gitlab::Gitlab;
use wirelint::report::jsonl::JsonLines;
use wirelint::report::junit::Junit;
use wirelint::report::sarif::Sarif;

use common::{demand_none, in_repository, read};
use desk::{check, report, workspace};
use made::{emitted, outcomes};

/// The findings of the JSON report with the paths of their articles.
fn findings(folder: &Path) -> Vec<(String, Value)> {
    let report: Value = serde_json::from_str(&report(folder, "json")).expect("JSON");
    let mut all = Vec::new();
    for document in report["documents"].as_array().expect("documents") {
        for finding in document["findings"].as_array().expect("findings") {
            all.push((
                document["path"].as_str().expect("a path").to_owned(),
                finding.clone(),
            ));
        }
    }
    assert!(all.len() > 15, "{} findings", all.len());
    all
}

#[test]
fn sarif_is_valid_and_complete() {
    let folder = workspace();
    let log: Value = serde_json::from_str(&report(folder.path(), "sarif")).expect("JSON");
    let mut schema: Value =
        serde_json::from_str(&read(&in_repository("tests/data/sarif-schema-2.1.0.json")))
            .expect("the schema is JSON");
    // Its pattern for a property that we do not write has a bracket too many, which the validator refuses.
    for owner in ["run", "toolComponent"] {
        let pattern = &mut schema["definitions"][owner]["properties"]["language"]["pattern"];
        assert!(pattern.take().is_string(), "the schema has been mended");
        *pattern = "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$".into();
    }
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let faults: Vec<String> = validator
        .iter_errors(&log)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    demand_none("faults in the SARIF log", &faults);
    let mut broken = log.clone();
    broken["runs"][0]["results"][0]["level"] = "severe".into();
    assert!(!validator.is_valid(&broken), "the schema lets all pass");

    let rules = log["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .expect("rules");
    assert_eq!(rules.len(), wirelint::rules::ALL.len());
    let results = log["runs"][0]["results"].as_array().expect("results");
    let findings = findings(folder.path());
    assert_eq!(results.len(), findings.len());
    for (result, (_, finding)) in results.iter().zip(&findings) {
        assert_eq!(result["ruleId"], finding["rule"]);
        let index =
            usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let places = finding["places"].as_array().expect("places").len();
        assert_eq!(
            result["locations"].as_array().expect("locations").len(),
            places
        );
        assert_eq!(result.get("fixes").is_some(), finding["fix"].is_object());
    }
}

/// A reader of SARIF finds the reported text by lines and columns, by characters and by bytes.
#[test]
fn sarif_regions_hold_the_text() {
    let folder = workspace();
    let log: Value = serde_json::from_str(&report(folder.path(), "sarif")).expect("JSON");
    let number = |region: &Value, key: &str| {
        usize::try_from(region[key].as_u64().expect("a number")).expect("small")
    };
    let mut seen = BTreeSet::new();
    for result in log["runs"][0]["results"].as_array().expect("results") {
        for location in result["locations"].as_array().expect("locations") {
            let uri = location["physicalLocation"]["artifactLocation"]["uri"]
                .as_str()
                .expect("a URI");
            let path = percent_encoding::percent_decode_str(uri)
                .decode_utf8()
                .expect("UTF-8");
            let bytes = fs::read(folder.path().join(&*path)).expect("the URI leads to the file");
            let region = &location["physicalLocation"]["region"];
            let expected = region["snippet"]["text"].as_str().expect("a snippet");
            let from = number(region, "byteOffset");
            let raw = &bytes[from..from + number(region, "byteLength")];
            let wide = path.ends_with("wide.txt");
            let (by_bytes, text) = if wide {
                let units = |b: &[u8]| -> Vec<u16> {
                    b.chunks_exact(2)
                        .map(|c| u16::from_le_bytes([c[0], c[1]]))
                        .collect()
                };
                (
                    String::from_utf16(&units(raw)).expect("UTF-16"),
                    String::from_utf16(&units(&bytes[2..])).expect("UTF-16"),
                )
            } else {
                (
                    String::from_utf8(raw.to_vec()).expect("UTF-8"),
                    String::from_utf8(bytes.clone()).expect("UTF-8"),
                )
            };
            assert_eq!(by_bytes, expected, "{path}: bytes");
            let by_characters: String = text
                .chars()
                .skip(number(region, "charOffset"))
                .take(number(region, "charLength"))
                .collect();
            assert_eq!(by_characters, expected, "{path}: characters");
            if region["startLine"] == region["endLine"] {
                let line = text.split('\n').nth(number(region, "startLine") - 1);
                let by_column: String = line
                    .expect("the line is there")
                    .chars()
                    .skip(number(region, "startColumn") - 1)
                    .take(number(region, "endColumn") - number(region, "startColumn"))
                    .collect();
                assert_eq!(by_column, expected, "{path}: columns");
            }
            seen.insert(path.into_owned());
        }
    }
    assert_eq!(seen.len(), 4, "{seen:?}");
}

/// Elements of an XML text by name, with their attributes unescaped; fails where it is not well-formed.
fn elements(xml: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut found = Vec::new();
    let mut depth = 0_i32;
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Eof => break,
            ref event @ (Event::Start(ref e) | Event::Empty(ref e)) => {
                depth += i32::from(matches!(event, Event::Start(_)));
                let attributes = e
                    .attributes()
                    .map(|a| {
                        let a = a.expect("an attribute");
                        (
                            a.key.as_ref().to_owned(),
                            quick_xml::escape::unescape(&a.value)
                                .expect("escaped well")
                                .into_owned(),
                        )
                    })
                    .collect();
                found.push((e.name().as_ref().to_owned(), attributes));
            }
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "elements are left open");
    found
}

#[test]
fn junit_is_well_formed_and_counts() {
    let folder = workspace();
    let xml = report(folder.path(), "junit");
    assert!(
        !xml.chars()
            .any(|c| (c.is_control() && !matches!(c, '\n' | '\t')) || c == '\u{fffe}'),
        "a character that XML may not hold"
    );
    let elements = elements(&xml);
    let count = |name: &str| elements.iter().filter(|(n, _)| n == name).count();
    let findings = findings(folder.path());
    assert_eq!(count("testsuite"), 5);
    assert_eq!(count("failure"), findings.len());
    assert_eq!(
        count("testcase"),
        findings.len() + 1,
        "one passes: the clean article"
    );
    let sum: usize = elements
        .iter()
        .filter(|(name, _)| name == "testsuite")
        .filter_map(|(_, a)| a.iter().find(|(k, _)| k == "failures"))
        .map(|(_, v)| v.parse::<usize>().expect("a number"))
        .sum();
    assert_eq!(sum, findings.len());
}

#[test]
fn github_has_one_command_a_line() {
    let folder = workspace();
    let out = report(folder.path(), "github");
    let findings = findings(folder.path());
    assert_eq!(out.lines().count(), findings.len(), "{out}");
    for (line, (path, finding)) in out.lines().zip(&findings) {
        let (head, message) = line
            .strip_prefix("::")
            .and_then(|l| l.split_once("::"))
            .unwrap_or_else(|| panic!("{line}"));
        let (kind, properties) = head.split_once(' ').unwrap_or_else(|| panic!("{line}"));
        assert!(["error", "warning", "notice"].contains(&kind), "{line}");
        let file = properties
            .split(',')
            .find_map(|p| p.strip_prefix("file="))
            .unwrap_or_else(|| panic!("{line}"));
        let read_back = |text: &str| {
            text.replace("%2C", ",")
                .replace("%3A", ":")
                .replace("%0A", "\n")
                .replace("%0D", "\r")
                .replace("%25", "%")
        };
        assert_eq!(&read_back(file), path, "{line}");
        let start = properties.split(',').find_map(|p| p.strip_prefix("line="));
        assert_eq!(start, Some(finding["start"]["line"].to_string().as_str()));
        let said = finding["message"].as_str().expect("a message");
        assert!(read_back(message).starts_with(said), "{line}");
    }
}

#[test]
fn gitlab_fingerprints_are_unique() {
    let folder = workspace();
    fs::copy(
        folder.path().join("news/wide.txt"),
        folder.path().join("news/wide2.txt"),
    )
    .expect("copied");
    let issues: Value = serde_json::from_str(&report(folder.path(), "gitlab")).expect("JSON");
    let issues = issues.as_array().expect("an array");
    assert_eq!(issues.len(), findings(folder.path()).len());
    let unique: BTreeSet<&str> = issues
        .iter()
        .map(|i| i["fingerprint"].as_str().expect("a fingerprint"))
        .collect();
    assert_eq!(unique.len(), issues.len());
    for issue in issues {
        let severity = issue["severity"].as_str().expect("a severity");
        assert!(
            ["info", "minor", "major", "critical", "blocker"].contains(&severity),
            "{severity}"
        );
        assert!(issue["location"]["lines"]["begin"].as_u64() >= Some(1));
        assert!(issue["description"].is_string() && issue["check_name"].is_string());
    }
}

#[test]
fn json_lines_say_what_json_says() {
    let folder = workspace();
    let lines = report(folder.path(), "jsonl");
    let findings = findings(folder.path());
    assert_eq!(lines.lines().count(), findings.len());
    for (line, (path, mut finding)) in lines.lines().zip(findings) {
        let line: Value = serde_json::from_str(line).expect("JSON");
        finding["path"] = path.into();
        finding["lang"] = "en".into();
        assert_eq!(line, finding);
    }
}

/// Every format, whatever an article says: the same twice, and an end for a run without findings.
#[test]
fn every_format_is_the_same_twice() {
    let folder = workspace();
    for format in [
        "text", "csv", "json", "jsonl", "sarif", "junit", "github", "gitlab", "html",
    ] {
        let first = report(folder.path(), format);
        assert_eq!(first, report(folder.path(), format), "{format}");
        let clean = check(folder.path(), &["--format", format, "news/clean.txt"]);
        assert_eq!(clean.status.code(), Some(0), "{format}: {clean:?}");
        let clean = String::from_utf8(clean.stdout).expect("UTF-8");
        match format {
            "json" | "sarif" | "gitlab" => {
                serde_json::from_str::<Value>(&clean).expect("JSON");
            }
            "junit" => assert_eq!(elements(&clean).len(), 3),
            "jsonl" | "github" => assert_eq!(clean, ""),
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// Whatever a text holds and wherever findings lie, each format can be read and has them all.
    #[test]
    fn every_finding_is_in_every_format(outcomes in prop::collection::vec(outcomes(), 0..4)) {
        let count = outcomes.iter().map(|o| o.checked.findings.len()).sum::<usize>();
        let github = emitted(&mut Github, &outcomes);
        prop_assert_eq!(github.lines().count(), count);
        prop_assert!(github.lines().all(|l| l.starts_with("::") && l.contains(" file=a%2Cb<c>&\"'%3A%25.txt,line=")));
        let lines = emitted(&mut JsonLines, &outcomes);
        prop_assert_eq!(lines.lines().count(), count);
        prop_assert!(lines.lines().all(|l| serde_json::from_str::<Value>(l).is_ok()));
        let gitlab: Value = serde_json::from_str(&emitted(&mut Gitlab::default(), &outcomes)).expect("JSON");
        prop_assert_eq!(gitlab.as_array().map(Vec::len), Some(count));
        let sarif: Value = serde_json::from_str(&emitted(&mut Sarif::default(), &outcomes)).expect("JSON");
        prop_assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(count));
        let junit = elements(&emitted(&mut Junit, &outcomes));
        prop_assert_eq!(junit.iter().filter(|(name, _)| name == "failure").count(), count);
    }
}
