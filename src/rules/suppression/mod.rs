//! Rules on the comments in which an article speaks to wirelint. A comment that has gone stale hides the next fault, so they are reported
//! as faults of the article are; no comment silences them.

pub mod unknown_rule;
pub mod unreadable;
pub mod unreasoned;
pub mod unused;

use super::RuleMeta;
use crate::document::controls::{Control, Verb};
use crate::finding::Applicability;
use crate::mqm::Category;
use crate::severity::{MqmSeverity, Severity};

/// The group of these rules.
pub const GROUP: &str = "suppression/";

/// What these rules have in common; each says of itself what it finds.
const COMMON: RuleMeta = RuleMeta {
    id: GROUP,
    what: "",
    why: "",
    bad: "",
    good: "",
    severity: Severity::Warning,
    category: Category::Markup,
    mqm_severity: MqmSeverity::Neutral,
    targets: None,
    sources: None,
    skips: &[],
    data: &[],
    fix: Applicability::None,
    mutes: &[],
};

/// Whether a comment silences something.
pub fn silences(control: &Control) -> bool {
    matches!(control.verb, Verb::Ignore | Verb::IgnoreFile | Verb::Off)
}

/// The rules a comment silences, `None` for every rule. Names that mean no rule silence nothing.
pub fn rules(control: &Control) -> Option<Vec<&'static str>> {
    if control.rules.is_empty() {
        return None;
    }
    let mut rules: Vec<_> = control.rules.iter().flat_map(|n| super::named(n)).collect();
    rules.sort_unstable();
    rules.dedup();
    Some(rules)
}
