//! Findings, their order and their fixes.

use std::cmp::Ordering;

use serde::Serialize;

use crate::mqm::Category;
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;

/// How far a fix can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Shown, never applied.
    None,
    /// Applied on request: the meaning may change.
    Unsafe,
    /// Applied by default.
    Safe,
}

/// Replaces a span of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}

/// Edits that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// How far it can be trusted.
    pub applicability: Applicability,
    /// In order, without overlap.
    pub edits: Vec<Edit>,
}

/// Another place that explains a finding: the other spelling, the first occurrence of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The text there.
    pub text: String,
    /// Where.
    pub span: Span,
    /// What it has to do with the finding.
    pub note: String,
}

/// Something an editor should look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Id of the rule, `group/slug`.
    pub rule: &'static str,
    /// What the desk does with it.
    pub severity: Severity,
    /// MQM category.
    pub category: Category,
    /// MQM severity.
    pub mqm_severity: MqmSeverity,
    /// What is wrong and why, in words an editor reads.
    pub message: String,
    /// The text at the first place.
    pub text: String,
    /// Every place, in order; never empty.
    pub places: Vec<Span>,
    /// What to write instead, best first.
    pub suggestions: Vec<String>,
    /// Places that explain it.
    pub related: Vec<Related>,
    /// How to mend it.
    pub fix: Option<Fix>,
    /// How sure the rule is, 0 to 1.
    pub confidence: f64,
    /// Id of the glossary concept it is about, if it is about one.
    pub concept: Option<String>,
}

impl Finding {
    /// The first place.
    pub fn span(&self) -> Span {
        self.places.first().copied().unwrap_or_default()
    }

    /// A number that tells this finding from the others of an article and stays when lines move: rule and text, and for findings about
    /// a place (not about a form) the words around it, which the caller gives. See [`fingerprint`].
    pub fn fingerprint(&self, around: &str) -> u64 {
        fingerprint(self.rule, &self.text, around)
    }

    /// The total order of findings in an article: place, rule, text, message.
    pub fn order(&self, other: &Self) -> Ordering {
        let key = |f: &Self| (f.span(), f.rule);
        key(self)
            .cmp(&key(other))
            .then_with(|| self.text.cmp(&other.text))
            .then_with(|| self.message.cmp(&other.message))
    }
}

/// The fingerprint of a finding of `rule` that reports `text`.
pub fn fingerprint(rule: &str, text: &str, around: &str) -> u64 {
    hash(&[rule, text, around])
}

/// A hash of texts, each told from the next.
///
/// FNV-1a with 64 bits (Fowler, Noll, Vo; the constants are those of their page), because the value is a contract and the
/// standard library's hash is not.
pub fn hash(parts: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in parts {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}
