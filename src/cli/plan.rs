//! Which article is checked on which terms: its settings file, the flags, its glossary.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ffi::OsStr;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};

use super::args::{ConfigArgs, SettingsArgs};
use super::input;
use crate::check::Checked;
use crate::error::Error;
use crate::finding::Finding;
use crate::glossary::Glossary;
use crate::report::Outcome;
use crate::rules;
use crate::settings::Settings;
use crate::settings::find::{Finder, Found, Source};
use crate::settings::loaded::{Loaded, matches};
use crate::settings::names::nearest;

use crate::settings::resolve::{Flags, Resolved, expired, resolve};
use crate::severity::Severity;

/// An article to be checked.
pub struct Planned {
    /// Its path as it was given.
    pub path: PathBuf,
    found: Found,
}

/// On what terms an article is checked.
pub struct Terms {
    /// The settings of the check.
    pub settings: Settings,
    /// The glossary of its settings file and of the flags.
    pub glossary: &'static Glossary,
    gate: Option<Severity>,
    file: Option<usize>,
    suppress: Vec<usize>,
}

impl Terms {
    /// Whether something was found at or above the gate that no earlier report has settled.
    pub fn gates(&self, outcome: &Outcome) -> bool {
        let mut findings = outcome.checked.findings.iter().enumerate();
        findings.any(|(i, f)| outcome.review(i).counts() && self.is_at_gate(f))
    }

    /// Whether a finding is at or above the gate.
    pub fn is_at_gate(&self, finding: &Finding) -> bool {
        self.gate.is_some_and(|gate| finding.severity >= gate)
    }
}

/// What became of a suppression over a run.
#[derive(Clone, Copy, Default)]
struct Use {
    /// Articles in which it could have silenced something.
    articles: usize,
    /// Places it silenced.
    places: usize,
}

/// The articles of a run with their settings files; every file is read, and found right, before the first article is.
pub struct Plan {
    articles: Vec<Planned>,
    finder: Finder,
    flags: Flags,
    today: civil::Date,
    /// The glossary of articles without a settings file, then of each settings file that an article has.
    glossaries: BTreeMap<Option<usize>, &'static Glossary>,
    uses: Vec<Vec<Use>>,
}

impl Plan {
    /// Finds the settings of articles. Those that their settings leave out are dropped, with a note where they were given by name.
    pub fn new(
        args: &SettingsArgs,
        paths: Vec<PathBuf>,
        named: &[PathBuf],
    ) -> Result<Self, Vec<Error>> {
        Self::find(args, paths, Some(named))
    }

    /// Finds the settings of articles that somebody has asked for one by one: none is left out.
    pub fn of_all(args: &SettingsArgs, paths: Vec<PathBuf>) -> Result<Self, Vec<Error>> {
        Self::find(args, paths, None)
    }

    fn find(
        args: &SettingsArgs,
        paths: Vec<PathBuf>,
        named: Option<&[PathBuf]>,
    ) -> Result<Self, Vec<Error>> {
        let flags = flags(args)?;
        let mut finder = finder(args);
        let keeps_all = named.is_none();
        let named: HashSet<&Path> = named.into_iter().flatten().map(PathBuf::as_path).collect();
        let mut articles = Vec::with_capacity(paths.len());
        let mut errors = Vec::new();
        for path in paths {
            let found = match finder.of(&path) {
                Ok(found) => found,
                Err(faults) => {
                    // A file that cannot be used is met again by every folder below it.
                    for fault in faults {
                        if !errors.contains(&fault) {
                            errors.push(fault);
                        }
                    }
                    continue;
                }
            };
            let loaded = found.file.and_then(|f| finder.files.get(f));
            let Some((loaded, _)) =
                loaded.filter(|(l, _)| !keeps_all && matches(&l.ignore, found.article.as_deref()))
            else {
                articles.push(Planned { path, found });
                continue;
            };
            if named.contains(path.as_path()) {
                anstream::eprintln!(
                    "wirelint: {}: left out, because {} says so (ignore)",
                    path.display(),
                    loaded.path.display()
                );
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let mut plan = Self {
            uses: finder
                .files
                .iter()
                .map(|(file, _)| vec![Use::default(); file.suppress.len()])
                .collect(),
            articles,
            finder,
            flags,
            today: args.today.unwrap_or_else(today),
            glossaries: BTreeMap::new(),
        };
        plan.glossaries = plan.load_glossaries()?;
        Ok(plan)
    }

    fn load_glossaries(&self) -> Result<BTreeMap<Option<usize>, &'static Glossary>, Vec<Error>> {
        let mut loaded: BTreeMap<Vec<PathBuf>, &'static Glossary> = BTreeMap::new();
        let mut glossaries = BTreeMap::new();
        let files: HashSet<Option<usize>> = self.articles.iter().map(|a| a.found.file).collect();
        let mut files: Vec<_> = files.into_iter().collect();
        files.sort_unstable();
        for file in files {
            let paths = glossary_paths(self.file(file), &self.flags);
            let glossary = match loaded.get(&paths) {
                Some(glossary) => *glossary,
                None => input::glossary(&paths)?,
            };
            loaded.insert(paths, glossary);
            if let Some(file) = self.file(file) {
                unknown_concepts(file, glossary)?;
            }
            glossaries.insert(file, glossary);
        }
        Ok(glossaries)
    }

    fn file(&self, file: Option<usize>) -> Option<&Loaded> {
        self.finder.files.get(file?).map(|(loaded, _)| loaded)
    }

    /// The articles, cut into batches.
    pub fn batches(&self, size: usize) -> Vec<Range<usize>> {
        let starts = (0..self.articles.len()).step_by(size);
        let end = |start: usize| (start + size).min(self.articles.len());
        starts.map(|start| start..end(start)).collect()
    }

    /// The articles of a batch.
    pub fn articles(&self, batch: Range<usize>) -> &[Planned] {
        self.articles.get(batch).unwrap_or_default()
    }

    /// On what terms an article is checked.
    pub fn terms(&self, planned: &Planned) -> Terms {
        let Found { file, article } = &planned.found;
        let loaded = self.file(*file);
        let resolved = resolve(loaded, article.as_deref(), &self.flags, self.today);
        let glossary = self.glossaries.get(file).copied();
        Terms {
            settings: resolved.settings(loaded),
            glossary: glossary.unwrap_or_else(Glossary::shipped),
            gate: resolved.fail_on.value,
            file: *file,
            suppress: resolved.suppress,
        }
    }

    /// Tells of a file as a report calls it, a rule and a severity whether that was looked for; of articles outside the run nothing is known,
    /// and the flags decide.
    pub fn ran(&self) -> impl Fn(&str, &str, Option<Severity>) -> bool {
        let articles: HashMap<&OsStr, &Planned> = self
            .articles
            .iter()
            .map(|a| (a.path.as_os_str(), a))
            .collect();
        move |file, rule, severity| {
            let settings = match articles.get(OsStr::new(file)) {
                Some(planned) => self.terms(planned).settings,
                None => resolve(None, None, &self.flags, self.today).settings(None),
            };
            settings.runs(rule) && severity.is_none_or(|s| s >= settings.level)
        }
    }

    /// Counts what the suppressions of a settings file silenced in an article.
    pub fn tally(&mut self, terms: &Terms, checked: &Checked) {
        let Some(uses) = terms.file.and_then(|f| self.uses.get_mut(f)) else {
            return;
        };
        for (entry, suppressed) in terms.suppress.iter().zip(&checked.suppressions) {
            if let Some(used) = uses.get_mut(*entry) {
                used.articles += usize::from(suppressed.tried);
                used.places += suppressed.places;
            }
        }
    }

    /// Suppressions of the settings files that have ended, say no reason, or silenced nothing in the articles they could apply to. In a run over
    /// `some` articles only the last says nothing: what they silence may stand in the others.
    pub fn stale(&self, some: bool) -> Vec<Error> {
        let mut stale = Vec::new();
        for ((file, _), uses) in self.finder.files.iter().zip(&self.uses) {
            for (entry, used) in file.suppress.iter().zip(uses) {
                let mut say = |problem: String, remedy: &str| {
                    let what = &entry.what;
                    let error = Error::new(format!("the suppression of {what} {problem}"), remedy);
                    stale.push(error.at(&file.path, entry.line as u64, 1));
                };
                if let Some(until) = entry.until.filter(|_| expired(entry, self.today)) {
                    say(
                        format!("ended on {until}"),
                        "set a later day, or take it out",
                    );
                } else if !some && used.articles > 0 && used.places == 0 {
                    let articles = match used.articles {
                        1 => "the one article".to_owned(),
                        n => format!("the {n} articles"),
                    };
                    say(
                        format!("silenced nothing in {articles} it could apply to"),
                        "take it out",
                    );
                }
                if !entry.reasoned {
                    say("gives no reason".into(), "add reason = \"...\"");
                }
            }
        }
        stale
    }
}

/// The settings of one article or folder, for `wirelint settings`.
pub struct Single {
    /// The settings file, if there is one.
    pub file: Option<Loaded>,
    /// The settings.
    pub resolved: Resolved,
    /// What the flags say.
    pub flags: Flags,
    /// Whether the settings leave the article out.
    pub left_out: bool,
}

/// Resolves the settings of one article. A folder has those of an article in it that no pattern matches.
pub fn single(args: &SettingsArgs, path: &Path) -> Result<Single, Vec<Error>> {
    let flags = flags(args)?;
    let mut finder = finder(args);
    let folder = path.is_dir();
    let mut found = finder.of(&if folder { path.join("-") } else { path.into() })?;
    if folder {
        found.article = None;
    }
    let file = found
        .file
        .filter(|f| *f < finder.files.len())
        .map(|f| finder.files.swap_remove(f).0);
    let article = found.article.as_deref();
    Ok(Single {
        resolved: resolve(
            file.as_ref(),
            article,
            &flags,
            args.today.unwrap_or_else(today),
        ),
        left_out: file.as_ref().is_some_and(|f| matches(&f.ignore, article)),
        file,
        flags,
    })
}

/// The glossary of the working directory: that of its settings file, with files of one's own laid over it. One that the settings file names
/// too keeps its place there.
pub fn glossary_here(file: &ConfigArgs, own: &[PathBuf]) -> Result<&'static Glossary, Vec<Error>> {
    let args = SettingsArgs {
        file: file.clone(),
        ..SettingsArgs::default()
    };
    let single = single(&args, Path::new("."))?;
    let mut paths = glossary_paths(single.file.as_ref(), &single.flags);
    let real = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| path.clone());
    let known: HashSet<PathBuf> = paths.iter().map(real).collect();
    paths.extend(own.iter().filter(|p| !known.contains(&real(p))).cloned());
    input::glossary(&paths)
}

fn finder(args: &SettingsArgs) -> Finder {
    let source = match &args.file.config {
        _ if args.file.no_config => Source::None,
        Some(path) => Source::File(path.clone()),
        None => Source::Nearest,
    };
    Finder::new(source, rules::ids().collect())
}

fn flags(args: &SettingsArgs) -> Result<Flags, Vec<Error>> {
    Ok(Flags {
        lang: args.lang,
        source_lang: args.source_lang,
        level: args.level.map(Into::into),
        fail_on: args.fail_on.map(super::args::FailOn::severity),
        select: rule_ids(&args.select)?,
        ignore: rule_ids(&args.ignore)?,
        glossaries: args.glossary.clone(),
    })
}

/// The ids meant by the arguments: whole ids, or groups such as `name/`.
fn rule_ids(given: &[String]) -> Result<Vec<&'static str>, Vec<Error>> {
    let mut ids = Vec::new();
    let mut errors = Vec::new();
    for name in given {
        let meant = rules::named(name);
        if meant.is_empty() {
            errors.push(super::rules::unknown_rule(name));
        }
        ids.extend(meant);
    }
    if errors.is_empty() {
        Ok(ids)
    } else {
        Err(errors)
    }
}

/// The glossaries of a settings file, with those of the flags laid over them.
fn glossary_paths(file: Option<&Loaded>, flags: &Flags) -> Vec<PathBuf> {
    let own = file.into_iter().flat_map(|f| &f.glossaries);
    let own = own.map(|at| at.value.clone());
    own.chain(flags.glossaries.iter().cloned()).collect()
}

/// Suppressions of concepts there are not.
fn unknown_concepts(file: &Loaded, glossary: &Glossary) -> Result<(), Vec<Error>> {
    let concepts = file.suppress.iter().filter_map(|e| e.concept.as_ref());
    let mut known: Option<HashSet<&str>> = None;
    let mut errors = Vec::new();
    for (id, at) in concepts {
        let ids = || glossary.index().concepts().map(|c| c.id.as_str());
        if known
            .get_or_insert_with(|| ids().collect())
            .contains(id.as_str())
        {
            continue;
        }
        let remedy = match nearest(ids(), id) {
            Some(near) => format!("did you mean {near:?}?"),
            None => "`wirelint glossary show NAME` tells the id of a name".into(),
        };
        let error = Error::new(format!("the glossary has no concept {id:?}"), remedy);
        errors.push(error.at(&file.path, at.line as u64, at.column as u64));
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(errors)
    }
}

/// Today by the system clock, in UTC: the same everywhere a run is repeated.
pub fn today() -> civil::Date {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let seconds = i64::try_from(now.as_secs()).unwrap_or_default();
    let now = Timestamp::from_second(seconds).unwrap_or_default();
    now.to_zoned(TimeZone::UTC).date()
}
