//! What a check is asked to do, resolved once: defaults, then `wirelint.toml`, then flags.

pub mod conventions;
pub mod file;
pub mod find;
pub mod loaded;
pub mod names;
pub mod read;
pub mod resolve;
pub mod schema;

use std::collections::BTreeMap;

use crate::lang::Lang;
use crate::locale::{House, Region};
use crate::severity::Severity;

/// Settings of a check: what is left when every source of settings has been read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Language of the article; detected when absent.
    pub lang: Option<Lang>,
    /// Region it is written for, whose conventions it then follows.
    pub region: Option<Region>,
    /// What the house writes where it differs from language and region.
    pub house: House,
    /// Language it was translated from, if known.
    pub source_lang: Option<Lang>,
    /// Findings below this are left out of every report.
    pub level: Severity,
    /// When not empty, only these rules run.
    pub select: Vec<&'static str>,
    /// Rules that do not run.
    pub ignore: Vec<&'static str>,
    /// Levels given to rules: every finding of such a rule has this one, whatever the rule thinks of it.
    pub levels: BTreeMap<&'static str, Severity>,
    /// What is silenced in this article, beside what its comments silence.
    pub suppressions: Vec<Suppression>,
}

/// Findings to silence: those that meet every condition given.
///
/// ```
/// use wirelint::settings::Suppression;
/// let all_of_one_concept = Suppression { concept: Some("city-kyiv".into()), ..Suppression::default() };
/// assert!(all_of_one_concept.rules.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suppression {
    /// Of these rules; empty for every rule.
    pub rules: Vec<&'static str>,
    /// About this glossary concept.
    pub concept: Option<String>,
    /// With this text, white space aside.
    pub text: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lang: None,
            region: None,
            house: House::default(),
            source_lang: None,
            level: Severity::Warning,
            select: Vec::new(),
            ignore: Vec::new(),
            levels: BTreeMap::new(),
            suppressions: Vec::new(),
        }
    }
}

impl Settings {
    /// Whether a rule runs.
    pub fn runs(&self, rule: &str) -> bool {
        (self.select.is_empty() || self.select.contains(&rule)) && !self.ignore.contains(&rule)
    }
}
