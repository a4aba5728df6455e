//! Is the spelling of a mention right in the language of the article, and if not, why?

use super::mentions::{Found, Mention};
use crate::glossary::compile::Posting;
use crate::glossary::{Concept, Form, Glossary, Kind, Role};
use crate::lang::{Lang, LangSet};
use crate::text::fold;
use crate::text::tokens::{Case, case_of};

/// Why a spelling is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The accepted form of these other languages.
    Foreign(LangSet),
    /// A listed spelling that no target language accepts.
    Variant,
    /// The thing was renamed.
    Outdated,
    /// Translated literally, or the wrong thing.
    Literal,
    /// Right but for diacritics that this language does not print in names from that script.
    Diacritics,
    /// Nobody listed it; a convention reads it as the name.
    Derived(&'static str),
}

/// What is to be said of a mention whose spelling is wrong.
#[derive(Clone, Debug)]
pub struct Verdict<'g> {
    /// The concept meant.
    pub concept: &'g Concept,
    /// The form found; for derived spellings, the form whose key it has.
    pub form: &'g Form,
    /// Why.
    pub reason: Reason,
    /// What to write, best first.
    pub suggestions: Vec<String>,
}

/// Judges a mention; `None` when nothing is to be said.
pub fn judge<'g>(
    mention: &Mention,
    source: &str,
    glossary: &'g Glossary,
    lang: Lang,
) -> Option<Verdict<'g>> {
    let mut wrong: Option<(Posting, Reason)> = None;
    for posting in by_letters(mention, source, glossary) {
        let concept = glossary.concept(posting);
        // Without a house form the glossary has no opinion in this language; the spelling may be right.
        concept.house(lang)?;
        match reason(mention, posting, source, glossary, lang) {
            None => return None,
            Some(reason) => {
                wrong.get_or_insert((posting, reason));
            }
        }
    }
    let (posting, reason) = wrong?;
    let concept = glossary.concept(posting);
    let form = glossary.form(posting);
    let suggestions = suggestions(concept, form, posting, mention, source, lang);
    (!suggestions.is_empty()).then_some(Verdict {
        concept,
        form,
        reason,
        suggestions,
    })
}

/// The postings, one per concept: of forms that fold alike (`Chernigov`, `Chernígov`) the one that has the letters of the text.
fn by_letters(mention: &Mention, source: &str, glossary: &Glossary) -> Vec<Posting> {
    let mut best: Vec<Posting> = Vec::new();
    for posting in &mention.postings {
        let has_letters = |p: Posting| same_letters(&glossary.form(p).text, source, p.bare);
        match best.iter_mut().find(|p| p.concept == posting.concept) {
            None => best.push(*posting),
            Some(chosen) if has_letters(*posting) && !has_letters(*chosen) => *chosen = *posting,
            Some(_) => {}
        }
    }
    best
}

fn reason(
    mention: &Mention,
    posting: Posting,
    source: &str,
    glossary: &Glossary,
    lang: Lang,
) -> Option<Reason> {
    let concept = glossary.concept(posting);
    let form = glossary.form(posting);
    if let Found::Derived(convention) = mention.found {
        return Some(Reason::Derived(convention));
    }
    let folded = fold_of(&form.text);
    // Accepted with the same folded form: only diacritics, case or hyphens can differ.
    let mut twin = None;
    for accepted in concept.accepted(lang) {
        if accepted.text == form.text || fold_of(&accepted.text) == folded {
            if same_letters(&accepted.text, source, posting.bare) {
                return None;
            }
            twin = Some(accepted);
        }
    }
    if twin.is_some() {
        return beside_twin(concept, form, source, lang);
    }
    let elsewhere: LangSet = concept
        .forms
        .iter()
        .filter(|f| fold_of(&f.text) == folded)
        .fold(LangSet::NONE, |set, f| set.union(f.accepted));
    if form.applies.contains(lang) && form.role == Role::Avoid {
        Some(Reason::Literal)
    } else if form.applies.contains(lang) && form.old {
        Some(Reason::Outdated)
    } else if !elsewhere.is_empty() {
        Some(Reason::Foreign(elsewhere))
    } else {
        form.applies.contains(lang).then_some(Reason::Variant)
    }
}

/// The verdict on a spelling that differs from an accepted one in diacritics only.
fn beside_twin(concept: &Concept, form: &Form, source: &str, lang: Lang) -> Option<Reason> {
    let listed = form.role != Role::Accepted
        && form.applies.contains(lang)
        && same_letters(&form.text, source, false);
    let elsewhere: LangSet = concept
        .forms
        .iter()
        .filter(|f| same_letters(&f.text, source, false))
        .fold(LangSet::NONE, |set, f| set.union(f.accepted));
    if listed {
        Some(Reason::Variant)
    } else if foreign_diacritics(concept, source, lang) {
        Some(Reason::Diacritics)
    } else if lang != Lang::En && fold::has_diacritic(source) && !elsewhere.is_empty() {
        Some(Reason::Foreign(elsewhere))
    } else {
        None
    }
}

/// English prints names from other scripts without diacritics (AP, Reuters and AFP stylebooks), so one that no accepted form has was left
/// by another language. A missing diacritic is left to the rules on consistency: many desks drop them.
fn foreign_diacritics(concept: &Concept, source: &str, lang: Lang) -> bool {
    lang == Lang::En
        && fold::has_diacritic(source)
        && !concept.native.is_empty()
        && !concept.native.chars().any(|c| c.is_ascii_alphabetic())
        && !concept.accepted(lang).any(|f| fold::has_diacritic(&f.text))
}

fn fold_of(text: &str) -> String {
    crate::text::fold_form(text)
}

/// Whether two spellings have the same letters with the same diacritics, whatever their case, hyphens and apostrophes.
fn same_letters(form: &str, source: &str, bare: bool) -> bool {
    let letters = |s: &str| -> String {
        s.chars()
            .filter(|c| c.is_alphanumeric() && !fold::is_dropped(*c))
            .flat_map(char::to_lowercase)
            .collect()
    };
    let (form, source) = (letters(form), letters(source));
    form == source || (bare && form.ends_with(&source))
}

/// Accepted forms in the shape of what was found: an acronym for an acronym, a surname for a surname.
fn suggestions(
    concept: &Concept,
    form: &Form,
    posting: Posting,
    mention: &Mention,
    source: &str,
    lang: Lang,
) -> Vec<String> {
    const MOST: usize = 3;
    let shape = |text: &str| (is_acronym(text), text.split([' ', '-']).count());
    let (acronym, words) = shape(&form.text);
    let mut accepted: Vec<(usize, &Form)> = concept.accepted(lang).enumerate().collect();
    accepted.sort_by_key(|(rank, f)| {
        let (a, w) = shape(&f.text);
        let distance = if form.role == Role::Avoid {
            0
        } else {
            w.abs_diff(words)
        };
        (f.short != form.short, a != acronym, distance, *rank)
    });
    // A surname must not be replaced by a full name at second mention, nor the reverse.
    let keep = accepted
        .iter()
        .take_while(|(_, f)| f.short == form.short)
        .count()
        .max(1);
    // A single short word in capitals may be an acronym that its column writes with one capital (`Cedeao`).
    let named = matches!(concept.kind, Kind::Place | Kind::Country | Kind::Person);
    let shouted = case_of(source) == Case::Upper
        && !is_acronym(&form.text)
        && (named || source.contains([' ', '-']));
    let begins_lower = |s: &str| s.chars().next().is_some_and(char::is_lowercase);
    let raise = mention.opens && !begins_lower(source);
    accepted
        .into_iter()
        .take(keep.min(MOST))
        .map(|(_, f)| {
            let mut text = f.text.clone();
            if posting.bare
                && let Some((_, rest)) = text.split_once('-')
            {
                text = rest.into();
            }
            if mention.plural && !text.ends_with('s') {
                text.push('s');
            }
            if shouted {
                text.to_uppercase()
            } else if raise && begins_lower(&text) {
                capitalised(&text)
            } else {
                text
            }
        })
        .collect()
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

fn is_acronym(text: &str) -> bool {
    case_of(text) == Case::Upper && !text.contains(' ')
}
