//! Finds the `wirelint.toml` of an article.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use super::loaded::Loaded;
use super::read::read;
use crate::error::Error;

/// Name of a settings file.
pub const NAME: &str = "wirelint.toml";

/// Where settings files come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// From the folder of each article, or the nearest one above it that has one. A folder with `.git` is the last one looked in, and
    /// so is the root of the file system.
    #[default]
    Nearest,
    /// This file, for every article. Its patterns are relative to the working directory.
    File(PathBuf),
    /// Nowhere.
    None,
}

/// An article's settings file and the article's path from the folder its patterns are relative to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Index in [`Finder::files`].
    pub file: Option<usize>,
    /// The path, unless the article is standard input or lies elsewhere.
    pub article: Option<PathBuf>,
}

/// Finds settings files; each folder is looked at, and each file read, once.
pub struct Finder {
    source: Source,
    ids: Vec<&'static str>,
    /// For each folder in which articles were given: where it really is, and its settings file.
    folders: HashMap<PathBuf, (PathBuf, Option<usize>)>,
    /// The same for real folders on the way up.
    real: HashMap<PathBuf, Option<usize>>,
    here: Option<PathBuf>,
    /// The files that were read, with the folder their patterns are relative to.
    pub files: Vec<(Loaded, PathBuf)>,
}

impl Finder {
    /// A finder that has found nothing yet. `ids` are the rules there are.
    pub fn new(source: Source, ids: Vec<&'static str>) -> Self {
        Self {
            source,
            ids,
            folders: HashMap::new(),
            real: HashMap::new(),
            here: env::current_dir().and_then(fs::canonicalize).ok(),
            files: Vec::new(),
        }
    }

    /// The settings file of an article, `-` for standard input, which lies in the working directory. The article need not be there.
    ///
    /// # Errors
    /// When a settings file cannot be read, and every fault in it.
    pub fn of(&mut self, article: &Path) -> Result<Found, Vec<Error>> {
        let stdin = article.as_os_str() == "-";
        let folder = match article.parent() {
            Some(folder) if !stdin && !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        if !self.folders.contains_key(folder) {
            // `..` and links are followed first: the folder above `x/..` is not `x`.
            let real = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
            let file = match &self.source {
                Source::None => None,
                Source::File(path) => self.given(&path.clone())?,
                Source::Nearest => self.nearest(&real)?,
            };
            self.folders.insert(folder.to_path_buf(), (real, file));
        }
        let Some((real, file)) = self.folders.get(folder) else {
            return Ok(Found::default());
        };
        let base = file.and_then(|f| self.files.get(f)).map(|(_, base)| base);
        let article = base.and_then(|base| {
            let inside = real.strip_prefix(base).ok()?;
            Some(inside.join(article.file_name().filter(|_| !stdin)?))
        });
        Ok(Found {
            file: *file,
            article,
        })
    }

    fn given(&mut self, path: &Path) -> Result<Option<usize>, Vec<Error>> {
        if self.files.is_empty() {
            let base = self.here.clone().unwrap_or_default();
            self.load(path, base)?;
        }
        Ok(Some(0))
    }

    fn nearest(&mut self, folder: &Path) -> Result<Option<usize>, Vec<Error>> {
        let mut seen = Vec::new();
        let mut found = None;
        for folder in folder.ancestors() {
            if let Some(known) = self.real.get(folder) {
                found = *known;
                break;
            }
            seen.push(folder.to_path_buf());
            let path = folder.join(NAME);
            if path.exists() {
                let shown = self
                    .here
                    .as_ref()
                    .and_then(|here| path.strip_prefix(here).ok());
                let shown = shown.unwrap_or(&path).to_path_buf();
                found = Some(self.load(&shown, folder.to_path_buf())?);
                break;
            }
            if folder.join(".git").exists() {
                break;
            }
        }
        for folder in seen {
            self.real.insert(folder, found);
        }
        Ok(found)
    }

    fn load(&mut self, path: &Path, base: PathBuf) -> Result<usize, Vec<Error>> {
        let text = fs::read_to_string(path).map_err(|e| {
            let remedy = match e.kind() {
                io::ErrorKind::InvalidData => "save it as UTF-8",
                io::ErrorKind::NotFound => "check the path; `wirelint init` writes such a file",
                _ => "check that it is a file that may be read",
            };
            vec![Error::new(format!("the settings cannot be read: {e}"), remedy).in_file(path)]
        })?;
        // Windows editors begin UTF-8 with a mark that is no part of TOML.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let loaded = read(path, text, &self.ids)?;
        self.files.push((loaded, base));
        Ok(self.files.len() - 1)
    }
}
