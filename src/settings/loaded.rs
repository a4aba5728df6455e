//! What a `wirelint.toml` means, once it was read and found right.

use std::path::{Path, PathBuf};

use ignore::gitignore::Gitignore;
use jiff::civil;

use crate::document::line_index::Position;
use crate::lang::Lang;
use crate::locale::{House, Locale};
use crate::severity::Severity;

/// A value and the line of the file it stands in, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Its line.
    pub line: usize,
}

/// A setting of `[conventions]`: its name, its value as written, and what that means.
pub type Said = (&'static str, At<String>, House);

/// The settings of a file, or of one of its overrides, that may differ from article to article.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    /// Language of the articles.
    pub lang: Option<At<Locale>>,
    /// Language they were translated from.
    pub source_lang: Option<At<Lang>>,
    /// What the house writes, setting by setting, as it is shown and as it is meant.
    pub house: Vec<Said>,
    /// Only these rules run.
    pub select: Option<At<Vec<&'static str>>>,
    /// Rules and their levels, groups before single rules; `None` for off.
    pub levels: Vec<At<(Vec<&'static str>, Option<Severity>)>>,
}

/// A `[[suppress]]` block.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its line.
    pub line: usize,
    /// Its conditions, in words.
    pub what: String,
    /// Rules it is about; empty for all.
    pub rules: Vec<&'static str>,
    /// Articles it is about.
    pub path: Option<Gitignore>,
    /// Glossary concept it is about, with its place.
    pub concept: Option<(String, Position)>,
    /// Text it is about.
    pub text: Option<String>,
    /// Whether it says why.
    pub reasoned: bool,
    /// Last day on which it holds.
    pub until: Option<civil::Date>,
}

/// A settings file that was read and found right.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Where it is, as reports show it.
    pub path: PathBuf,
    /// What holds for every article.
    pub base: Layer,
    /// Least severity reported.
    pub level: Option<At<Severity>>,
    /// Least severity that fails; `None` inside for never.
    pub fail_on: Option<At<Option<Severity>>>,
    /// Glossaries, relative to the file.
    pub glossaries: Vec<At<PathBuf>>,
    /// Articles left out.
    pub ignore: Gitignore,
    /// The patterns of [`Self::ignore`], as written.
    pub ignored: Vec<At<String>>,
    /// What holds for some articles.
    pub overrides: Vec<(Gitignore, Layer)>,
    /// What is silenced.
    pub suppress: Vec<Entry>,
}

/// Whether patterns match an article, by its path relative to their folder.
pub fn matches(patterns: &Gitignore, article: Option<&Path>) -> bool {
    article.is_some_and(|path| {
        path.is_relative()
            && patterns
                .matched_path_or_any_parents(path, false)
                .is_ignore()
    })
}
