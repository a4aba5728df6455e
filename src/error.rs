//! What exit code 2 prints: file, line, column, what is wrong, what to do.

use std::fmt;
use std::path::{Path, PathBuf};

/// Something could not be read, loaded or written.
///
/// ```
/// use wirelint::error::Error;
/// let error = Error::new("the cell is empty", "fill in the house form").at("names.csv", 3, 4);
/// assert_eq!(error.to_string(), "names.csv:3:4: the cell is empty; fill in the house form");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The file it is about, if any.
    pub path: Option<PathBuf>,
    /// Line, counted from 1.
    pub line: Option<u64>,
    /// Column in Unicode characters, or for CSV the cell, counted from 1.
    pub column: Option<u64>,
    /// What is wrong.
    pub problem: String,
    /// What the user can do about it.
    pub remedy: String,
}

impl Error {
    /// An error that is about no file in particular.
    pub fn new(problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            path: None,
            line: None,
            column: None,
            problem: problem.into(),
            remedy: remedy.into(),
        }
    }

    /// The same error, about a file.
    #[must_use]
    pub fn in_file(mut self, path: impl AsRef<Path>) -> Self {
        self.path = Some(path.as_ref().to_path_buf());
        self
    }

    /// The same error, at a line and column of a file.
    #[must_use]
    pub fn at(mut self, path: impl AsRef<Path>, line: u64, column: u64) -> Self {
        self.path = Some(path.as_ref().to_path_buf());
        self.line = Some(line);
        self.column = Some(column);
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{}:", path.display())?;
            for n in [self.line, self.column].into_iter().flatten() {
                write!(f, "{n}:")?;
            }
            f.write_str(" ")?;
        }
        write!(f, "{}; {}", self.problem, self.remedy)
    }
}

impl std::error::Error for Error {}
