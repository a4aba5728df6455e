//! Decisions on names as rows of a house glossary.

use unicode_normalization::UnicodeNormalization;

use super::decision::Decision;
use super::read::Row;
use crate::finding::fingerprint;
use crate::glossary::{Concept, Glossary, Kind, Role};
use crate::lang::{Lang, LangSet};
use crate::text::fold_form;

/// Rules that hold a name against the glossary. The others hold two spellings of an article against each other.
const JUDGED_BY_GLOSSARY: [&str; 5] = [
    "name/house-form",
    "name/exonym",
    "name/acronym",
    "name/outdated",
    "name/literal",
];

/// What a concept that nobody described is taken for: the kind from which nothing follows but that it has a name.
const UNKNOWN_KIND: Kind = Kind::Organisation;

/// What a decision adds to a glossary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addition {
    /// Id of the concept, shipped or new.
    pub id: String,
    /// The kind of a new concept; `None` for one that the glossary has.
    pub kind: Option<Kind>,
    /// Language of the article.
    pub lang: Lang,
    /// All that is accepted in that language from now on, house form first.
    pub forms: Vec<String>,
    /// What the column `variants` is to hold; empty when it stays as it is.
    pub variants: Vec<String>,
    /// The reviewer's reason.
    pub note: String,
}

/// What a row adds to `glossary`; `None` when the glossary says so already, or the row decides nothing about a name.
///
/// # Errors
/// A sentence, when no glossary row can say what the reviewer decided.
pub fn addition(row: &Row, glossary: &Glossary, lang: Lang) -> Result<Option<Addition>, String> {
    let wanted = match &row.decision {
        Some(Decision::IgnoreEverywhere) => None,
        Some(Decision::FixTo(other)) if row.rule.starts_with("name/") => Some(one_form(other)?),
        _ => return Ok(None),
    };
    if !row.rule.starts_with("name/") {
        return Err(format!("{} is no rule on names", row.rule));
    }
    if !Lang::TARGETS.contains(&lang) {
        return Err("the glossary has no column for the language of the article".to_owned());
    }
    let text = one_form(&row.text)?;
    let judged = JUDGED_BY_GLOSSARY.contains(&row.rule.as_str());
    let concept = match &wanted {
        _ if judged => concept_meant(row, &text, glossary, lang),
        Some(other) => glossary.concept_of(other, lang),
        None => None,
    };
    let (form, wrong) = match wanted {
        None => (text, None),
        Some(other) => (other, Some(text)),
    };
    let Some(concept) = concept else {
        let known = glossary
            .index()
            .exact(&fold_form(&form))
            .iter()
            .any(|p| glossary.concept(*p).accepted(lang).any(|f| f.text == form));
        if known && wrong.is_none() {
            return Ok(None);
        }
        return Ok(Some(Addition {
            id: free_id(&form, glossary),
            kind: Some(UNKNOWN_KIND),
            lang,
            variants: wrong.into_iter().collect(),
            forms: vec![form],
            note: row.comment.clone(),
        }));
    };
    Ok(of_known(
        concept,
        form,
        wrong.filter(|_| !judged),
        lang,
        row,
    ))
}

/// What a row adds to a concept that the glossary has.
fn of_known(
    concept: &Concept,
    form: String,
    wrong: Option<String>,
    lang: Lang,
    row: &Row,
) -> Option<Addition> {
    let mut forms: Vec<String> = concept.accepted(lang).map(|f| f.text.clone()).collect();
    let before = forms.clone();
    if matches!(row.decision, Some(Decision::FixTo(_))) {
        forms.retain(|f| *f != form);
        forms.insert(0, form);
    } else if !forms.contains(&form) {
        forms.push(form);
    }
    let listed = |text: &str| concept.forms.iter().any(|f| f.text == text);
    let variants = match wrong {
        Some(wrong) if !listed(&wrong) => variants_of(concept).chain([wrong]).collect(),
        _ => Vec::new(),
    };
    (forms != before || !variants.is_empty()).then(|| Addition {
        id: concept.id.clone(),
        kind: None,
        lang,
        forms,
        variants,
        note: row.comment.clone(),
    })
}

/// The variants of a concept as their column has them, tags included.
fn variants_of(concept: &Concept) -> impl Iterator<Item = String> {
    let variants = concept.forms.iter().filter(|f| f.role == Role::Variant);
    variants.map(|form| {
        let mut tags: Vec<&str> = Vec::new();
        if form.old {
            tags.push("old");
        }
        if form.applies != LangSet::TARGETS {
            tags.extend(form.applies.iter().map(Lang::code));
        }
        if tags.is_empty() {
            form.text.clone()
        } else {
            format!("{} [{}]", form.text, tags.join(" "))
        }
    })
}

/// The concept whose wrong spelling was reported: one that has the text or, for a derived spelling, the suggestion.
fn concept_meant<'g>(
    row: &Row,
    text: &str,
    glossary: &'g Glossary,
    lang: Lang,
) -> Option<&'g Concept> {
    let suggested = |concept: &Concept| {
        concept.accepted(lang).any(|f| {
            row.suggestions
                .iter()
                .any(|s| fold_form(s) == fold_form(&f.text))
        })
    };
    let having: Vec<&Concept> = glossary
        .index()
        .exact(&fold_form(text))
        .iter()
        .map(|p| glossary.concept(*p))
        .collect();
    having
        .iter()
        .copied()
        .find(|c| suggested(c))
        .or_else(|| {
            row.suggestions
                .iter()
                .find_map(|s| glossary.concept_of(s, lang))
        })
        .or_else(|| having.first().copied())
}

/// A form as a cell can hold it.
fn one_form(text: &str) -> Result<String, String> {
    let form: String = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .nfc()
        .collect();
    if form.contains(['|', '[', ']']) {
        return Err(format!(
            "“{form}” has a mark in it that a glossary cell cannot hold"
        ));
    }
    if fold_form(&form).is_empty() {
        return Err(format!("“{form}” has no letter or digit"));
    }
    Ok(form)
}

/// An id for a form that no concept of the glossary has.
fn free_id(form: &str, glossary: &Glossary) -> String {
    let letters: String = fold_form(form)
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let slug = letters
        .split('-')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    let taken = |id: &str| glossary.index().concepts().any(|c| c.id == id);
    let slug = if slug.is_empty() {
        format!("house-{:016x}", fingerprint("", form, ""))
    } else {
        slug
    };
    if taken(&slug) {
        format!("house-{slug}")
    } else {
        slug
    }
}
