//! Drops places that a dominant rule has reported already: mojibake inside a name is not also a wrong name.
//!
//! Only a finding that is reported itself silences others: not one that was silenced, nor one below the level asked for. So what is dropped
//! at a place is always said there by another finding.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::finding::Finding;
use crate::rules::{self, RuleMeta};
use crate::severity::Severity;
use crate::span::Span;

/// Drops the places of findings that a dominant finding at or above `level` covers, and findings without a place left.
pub fn mute(findings: &mut Vec<Finding>, level: Severity) {
    let mut standing = Standing::default();
    let mut silenced: BTreeSet<(usize, Span)> = BTreeSet::new();
    for (finding, place, meta) in by_dominance(findings) {
        if standing.silence(meta.id, place) {
            silenced.insert((finding, place));
        } else if !meta.mutes.is_empty() && findings[finding].severity >= level {
            standing.add(place, meta);
        }
    }
    if silenced.is_empty() {
        return;
    }
    let mut at = 0;
    findings.retain_mut(|finding| {
        let before = finding.places.len();
        finding
            .places
            .retain(|place| !silenced.contains(&(at, *place)));
        at += 1;
        if finding.places.len() < before
            && let Some(fix) = &mut finding.fix
        {
            fix.edits.retain(|e| finding.places.contains(&e.span));
        }
        !finding.places.is_empty()
    });
}

/// Every place with its finding's index, those that can only silence others before those they can silence. Two rules that silence each
/// other are equals: the longer place goes first, then the one that begins first, then the rule that stands first in the list.
fn by_dominance(findings: &[Finding]) -> Vec<(usize, Span, &'static RuleMeta)> {
    let mut places = Vec::new();
    for (i, finding) in findings.iter().enumerate() {
        let Some(rule) = RANKS.get(finding.rule) else {
            continue;
        };
        for place in &finding.places {
            places.push(((rule.0, Reverse(place.len()), *place, rule.1, i), rule.2));
        }
    }
    places.sort_by_key(|(key, _)| *key);
    places
        .into_iter()
        .map(|((_, _, place, _, i), meta)| (i, place, meta))
        .collect()
}

/// By id: how many rules stand above a rule in the longest chain of rules that silence one another one way, its place in the list, itself.
static RANKS: LazyLock<BTreeMap<&str, (usize, usize, &RuleMeta)>> = LazyLock::new(|| {
    let metas: Vec<&'static RuleMeta> = rules::ALL.iter().map(|r| r.meta()).collect();
    let above = |a: &RuleMeta, b: &RuleMeta| a.silences(b.id) && !b.silences(a.id);
    let mut ranks = vec![0; metas.len()];
    // A chain is no longer than the list; were there a ring, the ranks would only stop growing.
    for _ in 0..metas.len() {
        let before = ranks.clone();
        for (b, rank) in ranks.iter_mut().enumerate() {
            let over = metas
                .iter()
                .zip(&before)
                .filter(|(a, _)| above(a, metas[b]));
            *rank = over.map(|(_, r)| r + 1).max().unwrap_or(0);
        }
        if ranks == before {
            break;
        }
    }
    metas
        .into_iter()
        .zip(ranks)
        .enumerate()
        .map(|(i, (meta, rank))| (meta.id, (rank, i, meta)))
        .collect()
});

/// Places that silence others, by where they begin.
#[derive(Default)]
struct Standing {
    places: BTreeMap<usize, Vec<(usize, &'static RuleMeta)>>,
    /// Only places that begin this far before another can reach it: findings by the thousand in one paragraph must not be compared all
    /// with all.
    longest: usize,
}

impl Standing {
    fn add(&mut self, place: Span, meta: &'static RuleMeta) {
        self.longest = self.longest.max(place.len());
        let ends = self.places.entry(place.start).or_default();
        ends.push((place.end, meta));
    }

    /// Whether one of the places silences a rule at another place.
    fn silence(&self, rule: &str, place: Span) -> bool {
        let from = place.start.saturating_sub(self.longest);
        // Not `range`, which refuses a place that is empty at the very beginning.
        self.places
            .range(from..)
            .take_while(|(start, _)| **start < place.end)
            .any(|(start, ends)| {
                ends.iter().any(|(end, meta)| {
                    Span::new(*start, *end).overlaps(place) && meta.silences(rule)
                })
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mqm::Category;
    use crate::severity::MqmSeverity;

    fn finding(rule: &'static str, severity: Severity, places: &[(usize, usize)]) -> Finding {
        Finding {
            rule,
            severity,
            category: Category::Spelling,
            mqm_severity: MqmSeverity::Minor,
            message: String::new(),
            text: String::new(),
            places: places.iter().map(|(a, b)| Span::new(*a, *b)).collect(),
            suggestions: Vec::new(),
            related: Vec::new(),
            fix: None,
            confidence: 1.0,
            concept: None,
        }
    }

    fn left(mut findings: Vec<Finding>, level: Severity) -> Vec<(&'static str, usize)> {
        findings.sort_by(Finding::order);
        mute(&mut findings, level);
        findings.iter().map(|f| (f.rule, f.places.len())).collect()
    }

    const ERROR: Severity = Severity::Error;

    #[test]
    fn two_that_silence_each_other_leave_one() {
        let overlapping = vec![
            finding("artifact/entity", ERROR, &[(4, 12)]),
            finding("artifact/residue", ERROR, &[(0, 40)]),
            finding("artifact/mojibake", ERROR, &[(10, 14), (60, 62)]),
        ];
        let expected = [("artifact/residue", 1), ("artifact/mojibake", 1)];
        assert_eq!(left(overlapping.clone(), ERROR), expected);
        let reversed = overlapping.into_iter().rev().collect();
        assert_eq!(left(reversed, ERROR), expected);
    }

    #[test]
    fn what_is_silenced_silences_nothing() {
        // The middle one is silenced by the first and would have silenced the last, which the first does not reach.
        let chain = vec![
            finding("artifact/mojibake", ERROR, &[(0, 4)]),
            finding("artifact/untranslated-sentence", ERROR, &[(2, 30)]),
            finding("artifact/untranslated-word", ERROR, &[(20, 25)]),
        ];
        let expected = [("artifact/mojibake", 1), ("artifact/untranslated-word", 1)];
        assert_eq!(left(chain, ERROR), expected);
    }

    #[test]
    fn what_is_not_shown_silences_nothing() {
        let hidden = || {
            vec![
                finding("artifact/foreign-script", Severity::Info, &[(0, 9)]),
                finding("name/accents", ERROR, &[(3, 9)]),
            ]
        };
        assert_eq!(
            left(hidden(), Severity::Warning),
            [("artifact/foreign-script", 1), ("name/accents", 1)]
        );
        assert_eq!(
            left(hidden(), Severity::Info),
            [("artifact/foreign-script", 1)]
        );
    }

    #[test]
    fn silencing_one_way_has_no_ring() {
        for (id, (rank, _, meta)) in RANKS.iter() {
            let below = RANKS
                .values()
                .filter(|(_, _, other)| meta.silences(other.id) && !other.silences(id));
            for (lower, _, other) in below {
                assert!(rank < lower, "{id} does not stand above {}", other.id);
            }
        }
    }
}
