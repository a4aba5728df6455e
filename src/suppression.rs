//! Drops what comments and settings silence, and tells which of them silenced nothing.

use std::collections::HashMap;

use crate::document::Document;
use crate::finding::Finding;
use crate::rules::suppression::{GROUP, rules, silences};
use crate::settings::{Settings, Suppression};
use crate::span::Span;

/// A stretch of the article in which a comment silences something, and the index of the comment.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    scope: Span,
    /// The furthest end of this and all stretches before it.
    reach: usize,
    control: usize,
}

/// What is silenced in an article.
pub struct Silencer<'a> {
    by_rule: HashMap<&'static str, Vec<Stretch>>,
    every_rule: Vec<Stretch>,
    suppressions: &'a [Suppression],
    /// For each comment, whether it has silenced something.
    pub used: Vec<bool>,
    /// For each suppression of the settings, the number of places it has silenced.
    pub silenced: Vec<usize>,
}

impl<'a> Silencer<'a> {
    /// What the comments of a document and its settings silence.
    pub fn new(document: &Document, settings: &'a Settings) -> Self {
        let mut by_rule: HashMap<&'static str, Vec<Stretch>> = HashMap::new();
        let mut every_rule = Vec::new();
        for (control, said) in document.controls.iter().enumerate() {
            if !silences(said) || said.scope.is_empty() {
                continue;
            }
            let stretch = Stretch {
                scope: said.scope,
                reach: 0,
                control,
            };
            match rules(said) {
                None => every_rule.push(stretch),
                Some(rules) => {
                    for rule in rules {
                        by_rule.entry(rule).or_default().push(stretch);
                    }
                }
            }
        }
        #[expect(
            clippy::iter_over_hash_type,
            reason = "each list is put in order by itself"
        )]
        for stretches in by_rule.values_mut() {
            order(stretches);
        }
        order(&mut every_rule);
        Self {
            by_rule,
            every_rule,
            suppressions: &settings.suppressions,
            used: vec![false; document.controls.len()],
            silenced: vec![0; settings.suppressions.len()],
        }
    }

    /// Drops what is silenced, place by place: a finding goes when its last place does. Each place counts for one comment or suppression
    /// only, so that of two which silence the same one is unused.
    pub fn apply(&mut self, findings: &mut Vec<Finding>) {
        if self.used.is_empty() && self.silenced.is_empty() {
            return;
        }
        findings.retain_mut(|finding| {
            let rule = finding.rule;
            let own = rule.starts_with(GROUP);
            let before = finding.places.len();
            finding.places.retain(|place| {
                let control = (!own).then(|| self.control(rule, *place)).flatten();
                if let Some(used) = control.and_then(|c| self.used.get_mut(c)) {
                    *used = true;
                }
                control.is_none()
            });
            if finding.places.len() < before
                && let Some(fix) = &mut finding.fix
            {
                fix.edits.retain(|e| finding.places.contains(&e.span));
            }
            if finding.places.is_empty() {
                return false;
            }
            let suppression = self.suppressions.iter().position(|s| meets(finding, s));
            if let Some(silenced) = suppression.and_then(|s| self.silenced.get_mut(s)) {
                *silenced += finding.places.len();
            }
            suppression.is_none()
        });
    }

    /// The comment that silences a rule at a place.
    fn control(&self, rule: &str, place: Span) -> Option<usize> {
        let named = self.by_rule.get(rule).and_then(|s| holding(s, place));
        named.or_else(|| holding(&self.every_rule, place))
    }
}

fn order(stretches: &mut [Stretch]) {
    stretches.sort_by_key(|s| (s.scope.start, s.control));
    let mut reach = 0;
    for stretch in stretches {
        reach = reach.max(stretch.scope.end);
        stretch.reach = reach;
    }
}

/// The first stretch that shares a byte with a place. A place may be empty: something is missing there.
fn holding(stretches: &[Stretch], place: Span) -> Option<usize> {
    // `reach` only grows, so the first stretch that reaches the place is one that ends behind its start.
    let at = stretches.partition_point(|s| s.reach <= place.start && !touches(s.reach, place));
    let stretch = stretches.get(at)?;
    let begins = stretch.scope.start < place.end || stretch.scope.start == place.start;
    begins.then_some(stretch.control)
}

/// Whether an empty place stands right at the end of a stretch, as what is missing behind the last word does.
fn touches(end: usize, place: Span) -> bool {
    place.is_empty() && end == place.start
}

fn meets(finding: &Finding, suppression: &Suppression) -> bool {
    let same_text = |wanted: &String| {
        wanted
            .split_whitespace()
            .eq(finding.text.split_whitespace())
    };
    (suppression.rules.is_empty() || suppression.rules.contains(&finding.rule))
        && (suppression.concept.is_none() || suppression.concept == finding.concept)
        && suppression.text.as_ref().is_none_or(same_text)
}
