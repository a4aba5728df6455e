//! What the integration tests share.
#![allow(dead_code, reason = "every test binary uses a part of it")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use wirelint::{Document, Finding, Glossary, Lang, Settings, Severity};

/// A path in the repository.
pub fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of a file.
pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The text of a file, `None` when there is none.
pub fn read_if_there(path: &Path) -> Option<String> {
    path.exists().then(|| read(path))
}

/// What a folder holds, sorted; nothing when there is no such folder.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(listing) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = listing
        .map(|entry| {
            entry
                .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
                .path()
        })
        .collect();
    paths.sort();
    paths
}

/// The folders in a folder, sorted.
pub fn folders(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|p| p.is_dir()).collect()
}

/// Every file below a folder, sorted.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    entries(folder)
        .into_iter()
        .flat_map(|p| if p.is_dir() { files_below(&p) } else { vec![p] })
        .collect()
}

/// The last part of a path.
pub fn name(path: &Path) -> String {
    path.file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Fails with everything that went wrong, so that one run shows all of it.
pub fn demand_none(what: &str, failures: &[String]) {
    assert!(
        failures.is_empty(),
        "{} {what}:\n\n{}\n",
        failures.len(),
        failures.join("\n")
    );
}

/// Settings that show every finding of these rules in articles in `lang`.
pub fn only(rules: &[&'static str], lang: Lang) -> Settings {
    Settings {
        lang: Some(lang),
        level: Severity::Info,
        select: rules.to_vec(),
        ..Settings::default()
    }
}

/// The findings of the shipped glossary and all rules chosen in a plain text.
pub fn findings(text: &str, settings: &Settings) -> Vec<Finding> {
    let document = Document::from_bytes("article.txt", text.as_bytes())
        .unwrap_or_else(|e| panic!("{text:?}: {e}"));
    wirelint::check(&document, Glossary::shipped(), settings)
}

/// The ids of the rules of a group, such as `name/`.
pub fn rules_of(group: &str) -> Vec<&'static str> {
    wirelint::rules::ALL
        .iter()
        .map(|r| r.meta().id)
        .filter(|id| id.starts_with(group))
        .collect()
}

/// The lines in which two texts differ, `-` for expected and `+` for found, with a line of context on each side; empty when they are equal.
/// Line ends are shown, because a report's are part of its contract.
pub fn diff(expected: &str, found: &str) -> String {
    const CONTEXT: usize = 1;
    if expected == found {
        return String::new();
    }
    let (old, new) = (lines(expected), lines(found));
    let script = edits(&old, &new);
    let near = |at: usize| {
        let low = at.saturating_sub(CONTEXT);
        let high = (at + CONTEXT + 1).min(script.len());
        script[low..high].iter().any(|(mark, _)| *mark != ' ')
    };
    let mut out = String::new();
    for (at, (mark, line)) in script.iter().enumerate() {
        if near(at) {
            let _ = writeln!(out, "{mark} {}", line.escape_debug());
        }
    }
    out
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// The shortest edit script between two lists of lines, by their longest common subsequence.
fn edits<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(char, &'a str)> {
    let mut common = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = if old[i] == new[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut script = Vec::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            script.push((' ', old[i]));
            i += 1;
            j += 1;
        } else if j == new.len() || (i < old.len() && common[i + 1][j] >= common[i][j + 1]) {
            script.push(('-', old[i]));
            i += 1;
        } else {
            script.push(('+', new[j]));
            j += 1;
        }
    }
    script
}
