//! How much a finding weighs: what the desk does with it, and what MQM calls it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What the desk does with a finding. A rule earns its level by measured precision, not by importance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Shown on request (`--level info`) only.
    Info,
    /// Shown; precision at least 0.90.
    Warning,
    /// Stops publication; precision at least 0.97.
    Error,
}

impl Severity {
    /// Every severity, mildest first.
    pub const ALL: [Self; 3] = [Self::Info, Self::Warning, Self::Error];

    /// The name used on the command line and in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Severity of an error in the MQM typology, with the penalty points of its scoring model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MqmSeverity {
    /// A preference; no penalty.
    Neutral,
    /// The reader notices and understands.
    Minor,
    /// The reader is misled or stumbles.
    Major,
    /// Unfit for publication.
    Critical,
}

impl MqmSeverity {
    /// Name in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Minor => "minor",
            Self::Major => "major",
            Self::Critical => "critical",
        }
    }

    /// Penalty points: 0, 1, 5 and 25, the multipliers of the MQM 2.0 linear scoring model (themqm.org, "Scoring models").
    pub fn penalty(self) -> u32 {
        match self {
            Self::Neutral => 0,
            Self::Minor => 1,
            Self::Major => 5,
            Self::Critical => 25,
        }
    }
}
