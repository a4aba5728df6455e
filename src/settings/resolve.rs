//! Settings of one article out of defaults, its `wirelint.toml` and flags, each with where it came from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil;

use super::loaded::{At, Entry, Layer, Loaded, matches};
use super::{Settings, Suppression};
use crate::lang::Lang;
use crate::locale::{House, Locale};
use crate::severity::Severity;

/// Where a setting came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody said anything.
    Default,
    /// A line of the settings file, counted from 1.
    Line(usize),
    /// A flag.
    Flag(&'static str),
}

/// A setting and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traced<T> {
    /// The setting.
    pub value: T,
    /// Its origin.
    pub origin: Origin,
}

impl<T> Traced<T> {
    fn default(value: T) -> Self {
        Self {
            value,
            origin: Origin::Default,
        }
    }

    /// Takes what a line of the file says, if one does.
    fn line(&mut self, at: Option<&At<impl Clone + Into<T>>>) {
        if let Some(at) = at {
            self.value = at.value.clone().into();
            self.origin = Origin::Line(at.line);
        }
    }

    /// Takes what a flag says, if it was given.
    fn flag(&mut self, name: &'static str, value: Option<impl Into<T>>) {
        if let Some(value) = value {
            self.value = value.into();
            self.origin = Origin::Flag(name);
        }
    }
}

/// What the command line says; a flag that was not given leaves things as they are.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// Language of the articles.
    pub lang: Option<Locale>,
    /// Language they were translated from.
    pub source_lang: Option<Lang>,
    /// Least severity reported.
    pub level: Option<Severity>,
    /// Least severity that fails; `None` inside for never.
    pub fail_on: Option<Option<Severity>>,
    /// Only these rules run, whatever the file says of them.
    pub select: Vec<&'static str>,
    /// These do not run.
    pub ignore: Vec<&'static str>,
    /// Glossaries, laid over those of the file.
    pub glossaries: Vec<PathBuf>,
}

/// The settings of an article.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// Language; detected when absent.
    pub lang: Traced<Option<Locale>>,
    /// What the house writes: setting, value as written, meaning.
    pub house: BTreeMap<&'static str, (Traced<String>, House)>,
    /// Language it was translated from.
    pub source_lang: Traced<Option<Lang>>,
    /// Least severity reported.
    pub level: Traced<Severity>,
    /// Least severity that fails, `None` for never.
    pub fail_on: Traced<Option<Severity>>,
    /// Only these rules run; empty for all.
    pub select: Traced<Vec<&'static str>>,
    /// Rules with a level of their own, `None` for off.
    pub rules: BTreeMap<&'static str, Traced<Option<Severity>>>,
    /// Suppressions of the file that hold for the article, by index.
    pub suppress: Vec<usize>,
}

/// Resolves the settings of an article. `article` is its path from the folder the file's patterns are relative to, if it has one.
pub fn resolve(
    file: Option<&Loaded>,
    article: Option<&Path>,
    flags: &Flags,
    today: civil::Date,
) -> Resolved {
    let defaults = Settings::default();
    let mut resolved = Resolved {
        lang: Traced::default(None),
        house: BTreeMap::new(),
        source_lang: Traced::default(defaults.source_lang),
        level: Traced::default(defaults.level),
        fail_on: Traced::default(Some(Severity::Warning)),
        select: Traced::default(defaults.select),
        rules: BTreeMap::new(),
        suppress: Vec::new(),
    };
    if let Some(file) = file {
        resolved.level.line(file.level.as_ref());
        resolved.fail_on.line(file.fail_on.as_ref());
        resolved.lay(&file.base);
        for (paths, layer) in &file.overrides {
            if matches(paths, article) {
                resolved.lay(layer);
            }
        }
        let holds = |entry: &Entry| {
            !expired(entry, today) && entry.path.as_ref().is_none_or(|p| matches(p, article))
        };
        let held = file.suppress.iter().enumerate().filter(|(_, e)| holds(e));
        resolved.suppress = held.map(|(i, _)| i).collect();
    }
    resolved.lang.flag("--lang", flags.lang.map(Some));
    resolved
        .source_lang
        .flag("--source-lang", flags.source_lang.map(Some));
    resolved.level.flag("--level", flags.level);
    resolved.fail_on.flag("--fail-on", flags.fail_on);
    if !flags.select.is_empty() {
        resolved.select.flag("--select", Some(flags.select.clone()));
        for rule in &flags.select {
            if resolved.rules.get(rule).is_some_and(|r| r.value.is_none()) {
                resolved.rules.remove(rule);
            }
        }
    }
    for rule in &flags.ignore {
        let off = Traced {
            value: None,
            origin: Origin::Flag("--ignore"),
        };
        resolved.rules.insert(rule, off);
    }
    resolved
}

/// Whether a suppression has ended. It holds on its last day.
pub fn expired(entry: &Entry, today: civil::Date) -> bool {
    entry.until.is_some_and(|until| until < today)
}

impl Resolved {
    fn lay(&mut self, layer: &Layer) {
        self.lang.line(layer.lang.as_ref());
        self.source_lang.line(layer.source_lang.as_ref());
        for (name, at, house) in &layer.house {
            let traced = Traced {
                value: at.value.clone(),
                origin: Origin::Line(at.line),
            };
            self.house.insert(name, (traced, house.clone()));
        }
        self.select.line(layer.select.as_ref());
        for At { value, line } in &layer.levels {
            let (rules, level) = value;
            for rule in rules {
                let traced = Traced {
                    value: *level,
                    origin: Origin::Line(*line),
                };
                self.rules.insert(rule, traced);
            }
        }
    }

    /// The settings as a check takes them. `file` is the one they were resolved from.
    pub fn settings(&self, file: Option<&Loaded>) -> Settings {
        let suppression = |entry: &Entry| Suppression {
            rules: entry.rules.clone(),
            concept: entry.concept.as_ref().map(|(id, _)| id.clone()),
            text: entry.text.clone(),
        };
        let entries = file.map_or(&[][..], |f| &f.suppress);
        let mut house = House::default();
        for (_, said) in self.house.values() {
            house.lay(said);
        }
        Settings {
            lang: self.lang.value.map(|l| l.lang),
            region: self.lang.value.and_then(|l| l.region),
            house,
            source_lang: self.source_lang.value,
            level: self.level.value,
            select: self.select.value.clone(),
            ignore: self
                .rules
                .iter()
                .filter(|(_, level)| level.value.is_none())
                .map(|(rule, _)| *rule)
                .collect(),
            levels: self
                .rules
                .iter()
                .filter_map(|(rule, level)| Some((*rule, level.value?)))
                .collect(),
            suppressions: self
                .suppress
                .iter()
                .filter_map(|i| entries.get(*i))
                .map(suppression)
                .collect(),
        }
    }
}
