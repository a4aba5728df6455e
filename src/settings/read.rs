//! Reads a `wirelint.toml`: every fault with its place and the nearest thing that would be right.

use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeTable;

use super::conventions;
use super::file::{Conventions, Override, Rules, SettingsFile, Suppress, Word};
use super::loaded::{At, Entry, Layer, Loaded, Said};
use super::names::{named, nearest};
use crate::document::line_index::LineIndex;
use crate::error::Error;
use crate::lang::Lang;
use crate::locale::Locale;
use crate::severity::Severity;

/// What a rule's level may be.
pub const LEVELS: [&str; 4] = ["off", "info", "warning", "error"];
/// What `level` may be.
pub const SEVERITIES: [&str; 3] = ["info", "warning", "error"];
/// What `fail-on` may be.
pub const GATES: [&str; 4] = ["error", "warning", "info", "never"];

/// Reads the text of a settings file. `ids` are the rules there are.
///
/// ```
/// let ids = ["name/accents", "name/case"];
/// let read = |text| wirelint::settings::read::read("wirelint.toml".as_ref(), text, &ids);
/// assert!(read("lang = \"en\"\n[rules]\n\"name/\" = \"info\"\n").is_ok());
/// let faults = read("langs = \"en\"\n").unwrap_err();
/// assert_eq!(faults[0].to_string(), "wirelint.toml:1:1: there is no setting \"langs\"; did you mean \"lang\"?");
/// ```
///
/// # Errors
/// Every fault of the file; of faults in the grammar of TOML or the kinds of values, the first ones only.
pub fn read(path: &Path, text: &str, ids: &[&'static str]) -> Result<Loaded, Vec<Error>> {
    let mut reader = Reader {
        path,
        lines: LineIndex::new(text),
        ids,
        errors: Vec::new(),
    };
    let (table, faults) = DeTable::parse_recoverable(text);
    if !faults.is_empty() {
        return Err(faults.iter().map(|f| reader.toml(f)).collect());
    }
    reader.keys(table.get_ref());
    if !reader.errors.is_empty() {
        return Err(reader.sorted());
    }
    let file = SettingsFile::deserialize(toml::Deserializer::from(table))
        .map_err(|fault| vec![reader.toml(&fault)])?;
    let loaded = reader.loaded(&file);
    if reader.errors.is_empty() {
        Ok(loaded)
    } else {
        Err(reader.sorted())
    }
}

/// The settings at the top of a file.
pub const KEYS: [&str; 10] = [
    "lang",
    "source-lang",
    "glossaries",
    "level",
    "fail-on",
    "ignore",
    "conventions",
    "rules",
    "override",
    "suppress",
];
/// The settings of an `[[override]]`.
pub const OVERRIDE_KEYS: [&str; 5] = ["paths", "lang", "source-lang", "conventions", "rules"];
/// The settings of `[conventions]`.
pub const CONVENTIONS_KEYS: [&str; 6] = [
    "quotation-marks",
    "nested-quotation-marks",
    "decimal",
    "group",
    "time",
    "currency",
];
/// The settings of a `[[suppress]]`.
pub const SUPPRESS_KEYS: [&str; 6] = ["rule", "path", "concept", "text", "reason", "until"];

struct Reader<'a> {
    path: &'a Path,
    lines: LineIndex<'a>,
    ids: &'a [&'static str],
    errors: Vec<Error>,
}

impl Reader<'_> {
    fn error(&self, at: usize, problem: impl Into<String>, remedy: impl Into<String>) -> Error {
        let at = self.lines.position(at);
        Error::new(problem, remedy).at(self.path, at.line as u64, at.column as u64)
    }

    fn fault(&mut self, at: usize, problem: impl Into<String>, remedy: impl Into<String>) {
        let error = self.error(at, problem, remedy);
        self.errors.push(error);
    }

    fn sorted(mut self) -> Vec<Error> {
        self.errors.sort_by_key(|e| (e.line, e.column));
        self.errors
    }

    /// A fault that the TOML reader found.
    fn toml(&self, fault: &toml::de::Error) -> Error {
        let at = fault.span().map_or(0, |span| span.start);
        let message = fault.message().lines().collect::<Vec<_>>().join(", ");
        self.error(
            at,
            message,
            "`wirelint init` writes a file with every setting",
        )
    }

    /// Reports keys that are no settings. The reader of the types would stop at the first, and knows no nearest one.
    fn keys(&mut self, table: &DeTable<'_>) {
        self.known(table, &KEYS);
        self.conventions_keys(table);
        for (name, keys) in [
            ("override", &OVERRIDE_KEYS[..]),
            ("suppress", &SUPPRESS_KEYS),
        ] {
            let blocks = table.get(name).and_then(|v| v.get_ref().as_array());
            for block in blocks.into_iter().flat_map(|b| b.iter()) {
                if let Some(table) = block.get_ref().as_table() {
                    self.known(table, keys);
                    self.conventions_keys(table);
                }
            }
        }
    }

    fn conventions_keys(&mut self, table: &DeTable<'_>) {
        let conventions = table.get("conventions");
        if let Some(table) = conventions.and_then(|v| v.get_ref().as_table()) {
            self.known(table, &CONVENTIONS_KEYS);
        }
    }

    fn known(&mut self, table: &DeTable<'_>, keys: &[&str]) {
        for key in table.keys() {
            let name: &str = key.get_ref();
            if !keys.contains(&name) {
                let remedy = suggestion(keys, name);
                self.fault(
                    key.span().start,
                    format!("there is no setting {name:?}"),
                    remedy,
                );
            }
        }
    }

    fn loaded(&mut self, file: &SettingsFile) -> Loaded {
        let folder = self.path.parent().unwrap_or(Path::new("")).to_path_buf();
        Loaded {
            path: self.path.to_path_buf(),
            base: Layer {
                lang: self.locale(file.lang.as_ref()),
                source_lang: self.lang(file.source_lang.as_ref()),
                house: self.conventions(&file.conventions),
                ..self.rules(&file.rules)
            },
            level: file.level.as_ref().and_then(|word| {
                let At { value, line } = self.severity(word, &SEVERITIES)?;
                value.map(|value| At { value, line })
            }),
            fail_on: file
                .fail_on
                .as_ref()
                .and_then(|word| self.severity(word, &GATES)),
            glossaries: file
                .glossaries
                .iter()
                .map(|g| self.at(g, folder.join(g.get_ref())))
                .collect(),
            ignore: self.patterns(&file.ignore),
            ignored: file
                .ignore
                .iter()
                .map(|p| self.at(p, p.get_ref().clone()))
                .collect(),
            overrides: file.overrides.iter().map(|o| self.block(o)).collect(),
            suppress: file.suppress.iter().map(|s| self.entry(s)).collect(),
        }
    }

    fn block(&mut self, block: &Spanned<Override>) -> (Gitignore, Layer) {
        let at = block.span().start;
        let block = block.get_ref();
        if block.paths.is_empty() {
            self.fault(
                at,
                "this block says for no article what it sets",
                "add paths = [\"...\"]",
            );
        }
        let layer = Layer {
            lang: self.locale(block.lang.as_ref()),
            source_lang: self.lang(block.source_lang.as_ref()),
            house: self.conventions(&block.conventions),
            ..self.rules(&block.rules)
        };
        (self.patterns(&block.paths), layer)
    }

    fn entry(&mut self, entry: &Spanned<Suppress>) -> Entry {
        let at = entry.span().start;
        let entry = entry.get_ref();
        let conditions = [&entry.rule, &entry.path, &entry.concept, &entry.text];
        if conditions.iter().all(|c| c.is_none()) {
            self.fault(
                at,
                "this suppression would silence everything",
                "add at least one of rule, path, concept and text",
            );
        }
        for blank in conditions.into_iter().flatten() {
            if blank.get_ref().trim().is_empty() {
                self.fault(
                    blank.span().start,
                    "this is empty",
                    "fill it in or take it out",
                );
            }
        }
        let names = ["rule", "path", "concept", "text"]
            .into_iter()
            .zip(conditions);
        let said = names.filter_map(|(n, c)| Some(format!("{n} {}", c.as_ref()?.get_ref())));
        Entry {
            line: self.lines.position(at).line,
            what: said.collect::<Vec<_>>().join(", "),
            rules: entry
                .rule
                .as_ref()
                .map(|r| self.rule(r))
                .unwrap_or_default(),
            path: entry
                .path
                .as_ref()
                .map(|p| self.patterns(std::slice::from_ref(p))),
            concept: entry.concept.as_ref().map(|c| {
                let at = self.lines.position(c.span().start);
                (c.get_ref().clone(), at)
            }),
            text: entry.text.as_ref().map(|t| t.get_ref().clone()),
            reasoned: entry
                .reason
                .as_ref()
                .is_some_and(|r| !r.get_ref().trim().is_empty()),
            until: entry.until.as_ref().and_then(|until| {
                let date = until.get_ref().to_string();
                let read = date.parse().ok();
                if read.is_none() {
                    self.fault(
                        until.span().start,
                        format!("{date:?} is no date"),
                        "write year, month and day, such as \"2027-01-31\"",
                    );
                }
                read
            }),
        }
    }

    fn at<T>(&self, word: &Word, value: T) -> At<T> {
        At {
            value,
            line: self.lines.position(word.span().start).line,
        }
    }

    fn conventions(&mut self, table: &Conventions) -> Vec<Said> {
        let line = |at| self.lines.position(at).line;
        let (said, faults) = conventions::read(table, line, suggestion);
        for (at, problem, remedy) in faults {
            self.fault(at, problem, remedy);
        }
        said
    }

    fn locale(&mut self, word: Option<&Word>) -> Option<At<Locale>> {
        let lang = self.lang(word)?;
        let word = word?;
        match word.get_ref().parse() {
            Ok(locale) => Some(self.at(word, locale)),
            Err(problem) => {
                let remedy = format!("write \"{}\" to name no region", lang.value);
                self.fault(word.span().start, problem, remedy);
                None
            }
        }
    }

    fn lang(&mut self, word: Option<&Word>) -> Option<At<Lang>> {
        let word = word?;
        match word.get_ref().parse() {
            Ok(lang) => Some(self.at(word, lang)),
            Err(problem) => {
                let names: Vec<&str> = Lang::ALL
                    .iter()
                    .flat_map(|l| [l.code(), l.name()])
                    .collect();
                let near = nearest(names, word.get_ref());
                let lang = Lang::ALL
                    .into_iter()
                    .find(|l| near.is_some_and(|n| n == l.code() || n == l.name()));
                let remedy = match lang {
                    Some(lang) => format!("did you mean \"{lang}\" ({})?", lang.name()),
                    None => "write its ISO 639-1 code".into(),
                };
                self.fault(word.span().start, problem, remedy);
                None
            }
        }
    }

    /// A severity, or `None` for the word that stands for none (`off`, `never`).
    fn severity(&mut self, word: &Word, words: &[&str]) -> Option<At<Option<Severity>>> {
        let text = word.get_ref().as_str();
        if words.contains(&text) {
            let severity = Severity::ALL.into_iter().find(|s| s.as_str() == text);
            return Some(self.at(word, severity));
        }
        self.fault(
            word.span().start,
            format!("there is no level {text:?}"),
            suggestion(words, text),
        );
        None
    }

    fn rule(&mut self, word: &Word) -> Vec<&'static str> {
        let name = word.get_ref().as_str();
        let meant = named(self.ids.iter().copied(), name);
        if meant.is_empty() {
            let groups = self
                .ids
                .iter()
                .filter_map(|id| id.split_inclusive('/').next());
            let names = self.ids.iter().copied().chain(groups);
            let remedy = match nearest(names, name) {
                Some(id) => format!("did you mean {id:?}?"),
                None => "`wirelint rules` lists them".into(),
            };
            self.fault(
                word.span().start,
                format!("there is no rule {name:?}"),
                remedy,
            );
        }
        meant
    }

    fn rules(&mut self, rules: &Rules) -> Layer {
        let select = rules.select.as_ref().map(|select| At {
            value: select.get_ref().iter().flat_map(|r| self.rule(r)).collect(),
            line: self.lines.position(select.span().start).line,
        });
        let mut levels: Vec<(bool, At<_>)> = Vec::new();
        for word in &rules.ignore {
            let meant = self.rule(word);
            levels.push((self.is_rule(word), self.at(word, (meant, None))));
        }
        for (word, level) in &rules.levels {
            let meant = self.rule(word);
            if let Some(level) = self.severity(level, &LEVELS) {
                levels.push((self.is_rule(word), self.at(word, (meant, level.value))));
            }
        }
        // What is said of a rule holds against what is said of its group, in whatever order they stand.
        levels.sort_by_key(|(is_rule, _)| *is_rule);
        Layer {
            select,
            levels: levels.into_iter().map(|(_, at)| at).collect(),
            ..Layer::default()
        }
    }

    fn is_rule(&self, word: &Word) -> bool {
        self.ids.contains(&word.get_ref().as_str())
    }

    fn patterns(&mut self, words: &[Word]) -> Gitignore {
        let mut builder = GitignoreBuilder::new("");
        for word in words {
            let pattern = word.get_ref().as_str();
            let fault = match builder.add_line(None, pattern) {
                _ if pattern.trim().is_empty() || pattern.starts_with('#') => {
                    Some("nothing is matched by it".to_owned())
                }
                Ok(_) => None,
                Err(fault) => Some(fault.to_string()),
            };
            if let Some(fault) = fault {
                self.fault(
                    word.span().start,
                    format!("the pattern {pattern:?} cannot be read: {fault}"),
                    "write it as in .gitignore, such as \"archive/\" or \"*.fr.md\"",
                );
            }
        }
        builder.build().unwrap_or_else(|_| Gitignore::empty())
    }
}

/// What to do about a word that is none of some words.
fn suggestion(words: &[&str], written: &str) -> String {
    match nearest(words.iter().copied(), written) {
        Some(word) => format!("did you mean {word:?}?"),
        None => format!("there are {}", words.join(", ")),
    }
}
