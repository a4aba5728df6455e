//! `name/inconsistent`: one name of the glossary spelt two ways in one article, both of them accepted.

use std::collections::BTreeMap;

use crate::finding::Applicability;
use crate::lang::LangSet;
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;
use crate::text::fold_form;

/// See [`META`].
pub struct Inconsistent;

static META: RuleMeta = RuleMeta {
    id: "name/inconsistent",
    what: "one name spelt two ways in one article.",
    why: "Readers take two spellings for two people. Machine translation renders a source name anew in each sentence.",
    bad: "Zelensky thanked ... Zelenskyy added",
    good: "Zelensky thanked ... Zelensky added",
    severity: Severity::Error,
    category: Category::TerminologyInconsistent,
    mqm_severity: MqmSeverity::Major,
    targets: Some(LangSet::TARGETS),
    fix: Applicability::Safe,
    mutes: &["name/accents"],
};

/// Least similarity (Jaro-Winkler) of two accepted forms that are spellings of one name, not two names of one thing
/// (`Hashd al-Shaabi` and `Popular Mobilization Forces`).
const SAME_NAME: f64 = 0.8;

impl Rule for Inconsistent {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let judged: Vec<usize> = article.verdicts.iter().map(|(m, _)| *m).collect();
        let mut concepts: BTreeMap<u32, BTreeMap<String, Vec<Span>>> = BTreeMap::new();
        for (i, mention) in article.mentions.iter().enumerate() {
            if judged.contains(&i) || mention.postings.len() != 1 {
                continue;
            }
            concepts
                .entry(mention.postings[0].concept)
                .or_default()
                .entry(fold_form(article.slice(mention.span)))
                .or_default()
                .push(mention.span);
        }
        for (concept, forms) in concepts {
            let mut forms: Vec<(String, Vec<Span>)> = forms.into_iter().collect();
            // Most frequent first; of equals the house form, then the one that stands first.
            let house = article
                .glossary
                .index()
                .concept_at(concept as usize)
                .house(article.lang);
            let is_house = |form: &str| house.is_some_and(|h| fold_form(&h.text) == form);
            forms.sort_by_key(|(form, places)| {
                (std::cmp::Reverse(places.len()), !is_house(form), places[0])
            });
            for rare in (1..forms.len()).rev() {
                let Some(common) = (0..rare).find(|c| is_same_name(&forms[*c].0, &forms[rare].0))
                else {
                    continue;
                };
                report_pair(article, report, &forms[rare].1, &forms[common].1);
            }
        }
    }
}

/// Endings by which an accepted form may differ from another without being another spelling: plurals, cases, adjectives.
const ENDINGS: [&str; 12] = [
    "", "s", "es", "n", "en", "e", "er", "em", "i", "a", "al", "ns",
];

fn is_inflected(a: &str, b: &str) -> bool {
    let common: usize = a
        .chars()
        .zip(b.chars())
        .take_while(|(x, y)| x == y)
        .map(|(c, _)| c.len_utf8())
        .sum();
    ENDINGS.contains(&&a[common..]) && ENDINGS.contains(&&b[common..])
}

fn is_same_name(a: &str, b: &str) -> bool {
    a != b
        && !is_inflected(a, b)
        && a.split(' ').count() == b.split(' ').count()
        && strsim::jaro_winkler(a, b) >= SAME_NAME
}

fn report_pair(article: &Article<'_>, report: &mut Report<'_>, rare: &[Span], common: &[Span]) {
    let (text, other) = (article.slice(rare[0]), article.slice(common[0]));
    let mut draft = report.at(
            rare.to_vec(),
            format!(
                "“{text}” stands {} and “{other}” {} for one name; both are accepted, one article keeps to one",
                rare.len(),
                common.len()
            ),
        );
    draft.replace(other, Applicability::Safe);
    for span in common {
        draft.relate(*span, article.slice(*span), "the other spelling");
    }
}
