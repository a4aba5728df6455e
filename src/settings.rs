//! What a check is asked to do, resolved once.

use crate::lang::Lang;
use crate::severity::Severity;

/// Settings of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Language of the article; detected when absent.
    pub lang: Option<Lang>,
    /// Language it was translated from, if known.
    pub source_lang: Option<Lang>,
    /// Findings below this are left out of every report.
    pub level: Severity,
    /// When not empty, only these rules run.
    pub select: Vec<&'static str>,
    /// Rules that do not run.
    pub ignore: Vec<&'static str>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lang: None,
            source_lang: None,
            level: Severity::Warning,
            select: Vec::new(),
            ignore: Vec::new(),
        }
    }
}

impl Settings {
    /// Whether a rule runs.
    pub fn runs(&self, rule: &str) -> bool {
        (self.select.is_empty() || self.select.contains(&rule)) && !self.ignore.contains(&rule)
    }
}
