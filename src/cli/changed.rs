//! `wirelint check --changed-since`: which articles differ from a git revision.
//!
//! Asks the `git` program and links no library: whoever has a repository has it, it knows every repository format and the user's settings, and libgit2
//! would add a C build to ours. Paths are read with `-z`, so that no name can be taken for another.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::input;
use crate::error::Error;

/// What differs from a revision: what was committed since, what is staged and what is neither.
pub struct Changed {
    /// The folder of the repository, where it really is.
    root: PathBuf,
    /// Files, and folders that are repositories of their own, below `root`.
    present: HashSet<PathBuf>,
    /// Files that are no longer there.
    deleted: HashSet<PathBuf>,
}

impl Changed {
    /// Asks git about the repository of the working directory.
    ///
    /// # Errors
    /// When there is no git, no repository, or no such revision.
    pub fn since(revision: &str) -> Result<Self, Error> {
        let here = Path::new(".");
        let root = git(here, &["rev-parse", "--show-toplevel"]).map_err(|said| {
            Error::new(
                format!("this folder is in no git repository that can be read: {said}"),
                "run it in a working copy, or without --changed-since",
            )
        })?;
        // One line end is git's; a folder may end in another.
        let root = path(root.strip_suffix(b"\n").unwrap_or(&root));
        let root = fs::canonicalize(&root).unwrap_or(root);
        let commit = format!("{revision}^{{commit}}");
        let commit = git(
            here,
            &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit],
        )
        .map_err(|_| {
            Error::new(
                format!("the repository has no revision {revision:?}"),
                "give a commit, branch or tag; in CI, fetch the history too (fetch-depth: 0, GIT_DEPTH: \"0\")",
            )
        })?;
        let commit = String::from_utf8_lossy(&commit).trim().to_owned();
        let failed = |said: String| {
            Error::new(
                format!("git cannot tell what has changed: {said}"),
                "see that `git status` works here",
            )
        };
        // A renamed article is one deleted and one added, checked under its new name: settings go by path.
        let tracked = git(
            &root,
            &[
                "diff",
                "--name-status",
                "-z",
                "--no-renames",
                "--no-relative",
                "--no-ext-diff",
                &commit,
                "--",
            ],
        )
        .map_err(failed)?;
        let untracked =
            git(&root, &["ls-files", "-z", "--others", "--exclude-standard"]).map_err(failed)?;
        let mut changed = Self {
            present: HashSet::new(),
            deleted: HashSet::new(),
            root,
        };
        let mut fields = tracked.split(|b| *b == 0);
        while let (Some(status), Some(name)) = (fields.next(), fields.next()) {
            let name = changed.root.join(path(name));
            match status {
                b"D" => changed.deleted.insert(name),
                _ => changed.present.insert(name),
            };
        }
        for name in untracked.split(|b| *b == 0).filter(|n| !n.is_empty()) {
            changed.present.insert(changed.root.join(path(name)));
        }
        Ok(changed)
    }

    /// The articles that the paths mean and that have changed, in the order of a full run. Without paths, those below the working directory.
    /// A folder in which nothing has changed is no error, even if no article is left in it.
    ///
    /// # Errors
    /// A path that this repository cannot tell anything about.
    pub fn articles(&self, paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Error>) {
        let here = [PathBuf::from(".")];
        let given = if paths.is_empty() { &here[..] } else { paths };
        let (mut known, mut errors) = (Vec::new(), Vec::new());
        for path in given {
            let problem = if path.as_os_str() == input::STDIN {
                "standard input has no revision"
            } else if real(path).is_some_and(|real| !real.starts_with(&self.root)) {
                "lies outside the git repository of the working directory"
            } else {
                known.push(path.clone());
                continue;
            };
            let remedy = "check it without --changed-since, or from a folder of its repository";
            errors.push(Error::new(problem, remedy).in_file(path));
        }
        if known.is_empty() {
            return (Vec::new(), errors);
        }
        let (mut articles, faults) = input::some_articles(&known);
        errors.extend(faults);
        articles.retain(|article| self.has(article));
        if paths.is_empty() {
            // As the same articles are called when the folder's name is given.
            for article in &mut articles {
                if let Ok(plain) = article.strip_prefix(".") {
                    *article = plain.to_path_buf();
                }
            }
        }
        (articles, errors)
    }

    /// Whether an article has changed. One that is not there and was not deleted is left for the reader to complain of.
    fn has(&self, article: &Path) -> bool {
        let Some(real) = real(article) else {
            return true;
        };
        if !article.exists() {
            return !self.deleted.contains(&real);
        }
        // Git knows a link as a file of its own; whoever names one means what it leads to, too.
        let target = fs::canonicalize(article).ok();
        [Some(real), target].into_iter().flatten().any(|path| {
            // Git does not look into a repository in a repository.
            path.ancestors().any(|part| self.present.contains(part))
        })
    }
}

/// Where a path really is, without following what it names itself; `None` when its folder is not there.
fn real(path: &Path) -> Option<PathBuf> {
    let Some(name) = path.file_name() else {
        return fs::canonicalize(path).ok();
    };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    Some(fs::canonicalize(folder).ok()?.join(name))
}

/// What git prints, or the first line of what it complains of.
fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        // Only asking: the index stays as it is, and another git may run.
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("LC_ALL", "C")
        .output()
        .map_err(|e| match e.kind() {
            ErrorKind::NotFound => "there is no program `git`".to_owned(),
            _ => format!("git cannot be run: {e}"),
        })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(said
        .lines()
        .next()
        .unwrap_or("it does not say why")
        .to_owned())
}

/// A path as git writes it.
fn path(bytes: &[u8]) -> PathBuf {
    #[cfg(unix)]
    let name = {
        use std::os::unix::ffi::OsStringExt;
        OsString::from_vec(bytes.to_vec())
    };
    #[cfg(not(unix))]
    let name = OsString::from(String::from_utf8_lossy(bytes).into_owned());
    PathBuf::from(name)
}
