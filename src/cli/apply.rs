//! `wirelint apply`

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::args::ApplyArgs;
use super::fix::plural;
use super::plan::{Plan as Settled, Terms};
use super::{Status, complain, input, print, rewrite};
use crate::check::check;
use crate::document::Document;
use crate::error::Error;
use crate::finding::Finding;
use crate::fix::rewritten;
use crate::review::apply::{Plan, plan};
use crate::review::{Decision, Row};
use crate::severity::Severity;

/// Changes articles as a report decides. Exit code 1 when something that was decided could not be done; what is done already is no such thing.
pub fn run(args: &ApplyArgs) -> Result<Status, Vec<Error>> {
    let sheet = input::sheet(&args.report)?;
    if !sheet.has_decisions {
        return Err(vec![
            Error::new(
                "row 1: there is no column \"decision\"",
                "add it, and write fix, fix: OTHER TEXT, ignore, ignore-everywhere or later into it",
            )
            .at(&args.report, 1, 1),
        ]);
    }
    let mut files: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in &sheet.rows {
        files.entry(&row.file).or_default().push(row);
    }
    files.retain(|_, rows| rows.iter().any(|r| is_change(r)));
    let mut failed = false;
    let mut changes = Vec::new();
    for (file, rows) in files {
        match named(args, file, &rows) {
            Ok(path) => changes.push((file, path, rows)),
            Err(error) => {
                complain(&[error]);
                failed = true;
            }
        }
    }
    let paths = changes.iter().map(|(_, path, _)| path.clone()).collect();
    let terms = Settled::of_all(&args.settings, paths)?;
    let mut run = Run {
        args,
        may_have_lost_letters: sheet.may_have_lost_letters(),
        files: 0,
        rows: 0,
        places: 0,
        done: 0,
        left: 0,
        failed,
    };
    let articles = terms.articles(0..changes.len());
    for ((file, path, rows), planned) in changes.iter().zip(articles) {
        let mut terms = terms.terms(planned);
        // A report may have been written at any level.
        terms.settings.level = Severity::Info;
        if let Err(error) = run.file(file, path, rows, &terms) {
            complain(&[error]);
            run.failed = true;
        }
    }
    let would = if args.dry_run { "would be " } else { "" };
    anstream::eprintln!(
        "wirelint: {} {} in {} {would}applied to {} {}; {}{} could not be",
        run.rows,
        plural(run.rows, "decision"),
        format_args!("{} {}", run.places, plural(run.places, "place")),
        run.files,
        plural(run.files, "article"),
        match run.done {
            0 => String::new(),
            n => format!("{n} had been already; "),
        },
        run.left
    );
    Ok(if run.failed {
        Status::Failed
    } else if run.left > 0 {
        Status::Findings
    } else {
        Status::Clean
    })
}

fn is_change(row: &Row) -> bool {
    matches!(row.decision, Some(Decision::Fix | Decision::FixTo(_)))
}

struct Run<'a> {
    args: &'a ApplyArgs,
    may_have_lost_letters: bool,
    files: usize,
    rows: usize,
    places: usize,
    done: usize,
    left: usize,
    failed: bool,
}

impl Run<'_> {
    fn file(&mut self, file: &str, path: &Path, rows: &[&Row], terms: &Terms) -> Result<(), Error> {
        let bytes = input::bytes(path)?;
        let document = Document::from_bytes(path, &bytes)?;
        let findings = check(&document, terms.glossary, &terms.settings);
        let Plan {
            edits,
            applied,
            done,
            left,
        } = plan(rows, &document, &findings, self.may_have_lost_letters);
        for (row, reason) in &left {
            anstream::eprintln!(
                "wirelint: {}: row {row}: {file}: {reason}",
                self.args.report.display()
            );
        }
        self.left += left.len();
        self.done += done.len();
        if edits.is_empty() {
            return Ok(());
        }
        let new = rewritten(&bytes, &document, &edits)?;
        let changed = Document::from_bytes(path, &new)?;
        new_errors(file, &findings, &changed, terms);
        if self.args.dry_run {
            print(&rewrite::unified(&document, &changed)).map_err(super::fix::first)?;
        } else {
            rewrite::replace(path, &bytes, &new)?;
        }
        self.files += 1;
        self.rows += applied.len();
        self.places += applied.iter().map(|(_, places)| places).sum::<usize>();
        Ok(())
    }
}

/// Says which errors the changes bring: a right name may be spelt otherwise elsewhere in the article.
fn new_errors(file: &str, before: &[Finding], changed: &Document, terms: &Terms) {
    for finding in check(changed, terms.glossary, &terms.settings) {
        let known = before
            .iter()
            .any(|f| f.rule == finding.rule && f.text == finding.text);
        if finding.severity == Severity::Error && !known {
            anstream::eprintln!(
                "wirelint: {file}: after the change: {}: {}",
                finding.rule,
                finding.message
            );
        }
    }
}

/// The path of the file that these rows name.
fn named(args: &ApplyArgs, file: &str, rows: &[&Row]) -> Result<PathBuf, Error> {
    let number = rows.first().map_or(0, |r| r.number);
    inside(&args.root, file).map_err(|(problem, remedy)| {
        Error::new(
            format!("row {number}, column \"file\": {file:?} {problem}"),
            remedy,
        )
        .in_file(&args.report)
    })
}

/// The path of a file that a report names, which must lie in `root`: a report comes from elsewhere, and must not reach what it has no business with.
///
/// # Errors
/// What is wrong with the name, and what to do.
pub fn inside(root: &Path, file: &str) -> Result<PathBuf, (&'static str, &'static str)> {
    let named = Path::new(file);
    if file == input::STDIN {
        return Err((
            "was read from standard input, so there is no file to change",
            "check the file by its name",
        ));
    }
    if named.is_absolute() {
        let (whole, folder) = (fs::canonicalize(named), fs::canonicalize(root));
        return match (whole, folder) {
            (Ok(whole), Ok(folder)) if whole.starts_with(&folder) => Ok(named.to_path_buf()),
            (Err(_), _) => Err(("cannot be found", "check the path")),
            _ => Err((
                "lies outside the folder that may be changed",
                "give that folder with --root",
            )),
        };
    }
    let mut depth = 0_usize;
    for component in named.components() {
        match component {
            Component::Normal(_) => depth += 1,
            Component::ParentDir if depth > 0 => depth -= 1,
            Component::CurDir => {}
            _ => {
                return Err((
                    "lies outside the folder that may be changed",
                    "give a folder above it with --root, and the name from there in the report",
                ));
            }
        }
    }
    Ok(if root == Path::new(".") {
        named.to_path_buf()
    } else {
        root.join(named)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_leave_the_root_are_refused() {
        let root = Path::new("desk");
        for file in ["../a.txt", "a/../../b.txt", "/etc/hostname", "-"] {
            assert!(inside(root, file).is_err(), "{file}");
        }
        assert_eq!(
            inside(root, "a/../b.txt"),
            Ok(PathBuf::from("desk/a/../b.txt"))
        );
    }
}
