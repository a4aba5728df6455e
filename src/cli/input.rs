//! Finding and reading articles and glossaries.

use std::io::Read;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::document::{Document, READERS};
use crate::error::Error;
use crate::glossary::Glossary;
use crate::review::Sheet;
use crate::review::read::read;

/// The path that stands for standard input.
pub const STDIN: &str = "-";

/// The articles meant by the paths given: files as they are, folders walked with their ignore files, sorted, each once.
/// Errors do not stop the walk.
pub fn articles(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Error>) {
    if paths.is_empty() {
        return (vec![PathBuf::from(STDIN)], Vec::new());
    }
    let (found, mut errors, empty) = find(paths);
    for folder in empty {
        let remedy = format!(
            "articles end in {} and are not hidden; name other files one by one",
            endings().join(", ")
        );
        errors.push(Error::new("no article in this folder", remedy).in_file(folder));
    }
    (found, errors)
}

/// The same where a folder may have none.
pub fn some_articles(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Error>) {
    let (found, errors, _) = find(paths);
    (found, errors)
}

/// Articles, errors, and folders without articles.
fn find(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Error>, Vec<&PathBuf>) {
    let (mut found, mut errors, mut empty) = (Vec::new(), Vec::new(), Vec::new());
    for path in paths {
        if path.as_os_str() != STDIN && path.is_dir() {
            match walk(path, &mut errors) {
                files if files.is_empty() => empty.push(path),
                files => found.extend(files),
            }
        } else {
            found.push(path.clone());
        }
    }
    let mut seen = std::collections::HashSet::new();
    found.retain(|p: &PathBuf| seen.insert(p.clone()));
    (found, errors, empty)
}

fn endings() -> Vec<String> {
    READERS
        .iter()
        .flat_map(|r| r.extensions())
        .map(|e| format!(".{e}"))
        .collect()
}

/// Articles by their endings; hidden files, links and what ignore files leave out are none. Nothing is guessed from the rest of a name: a
/// `settings.txt` may be an article, and one that is not is left out by `ignore` in `wirelint.toml`.
fn walk(folder: &Path, errors: &mut Vec<Error>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        match entry {
            Ok(entry) => {
                let is_article = entry
                    .path()
                    .extension()
                    .and_then(|e| e.to_str())
                    .is_some_and(|e| {
                        READERS
                            .iter()
                            .any(|r| r.extensions().contains(&e.to_lowercase().as_str()))
                    });
                if is_article && entry.file_type().is_some_and(|t| t.is_file()) {
                    files.push(entry.into_path());
                }
            }
            Err(e) => errors.push(Error::new(
                format!("the folder cannot be walked: {e}"),
                "check that it exists and may be read",
            )),
        }
    }
    files.sort();
    files
}

/// Reads one article.
pub fn document(path: &Path) -> Result<Document, Error> {
    Document::from_bytes(path, &bytes(path)?)
}

/// Reads the bytes of an article.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let bytes = if path.as_os_str() == STDIN {
        let mut bytes = Vec::new();
        std::io::stdin()
            .read_to_end(&mut bytes)
            .map(|_| bytes)
            .map_err(|e| (e, "pipe an article into it"))
    } else {
        std::fs::read(path).map_err(|e| (e, "check the path and that the file may be read"))
    };
    bytes.map_err(|(e, remedy)| Error::new(format!("cannot be read: {e}"), remedy).in_file(path))
}

/// Reads a CSV report back.
pub fn sheet(path: &Path) -> Result<Sheet, Vec<Error>> {
    let bytes = std::fs::read(path).map_err(|e| {
        vec![
            Error::new(
                format!("the report cannot be read: {e}"),
                "check the path and that the file may be read",
            )
            .in_file(path),
        ]
    })?;
    read(path, &bytes)
}

/// The shipped glossary, or that with the given files laid over it.
///
/// A process loads few glossaries and uses them to its end, so they live as long as the process.
pub fn glossary(files: &[PathBuf]) -> Result<&'static Glossary, Vec<Error>> {
    if files.is_empty() {
        return Ok(Glossary::shipped());
    }
    let mut errors = Vec::new();
    let mut texts = Vec::new();
    for path in files {
        match std::fs::read_to_string(path) {
            Ok(text) => texts.push((path.display().to_string(), text)),
            Err(e) => errors.push(
                Error::new(
                    format!("the glossary cannot be read: {e}"),
                    "check the path, and save the file as CSV in UTF-8",
                )
                .in_file(path),
            ),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(Box::leak(Box::new(Glossary::with_overlays(&texts)?)))
}
