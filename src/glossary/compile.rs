//! Rows into concepts, and concepts into two automata: one over folded forms, one over romanisation keys.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::schema::{CaseRule, Concept, Form, Kind, Role, Row, Tagged};
use crate::lang::{Lang, LangSet};
use crate::romanisation::conventions::{self, Convention};
use crate::romanisation::keys;
use crate::span::Span;
use crate::text::fold_form;
use crate::text::tokens::{self, Case, TokenKind};

/// A form of a concept as the automata know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Posting {
    /// Index of the concept.
    pub concept: u32,
    /// Index of the form in the concept.
    pub form: u16,
    /// The leading article was left off (`Sudani` for `al-Sudani`).
    pub bare: bool,
}

/// What the automata point to.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Tables {
    /// Where each concept begins in the encoded concepts; one more at the end.
    pub concept_starts: Vec<u32>,
    /// Postings of the form automaton; a value of it is an index into `form_starts`.
    pub form_postings: Vec<Posting>,
    /// Where the postings of each folded form begin; one more at the end.
    pub form_starts: Vec<u32>,
    /// Postings of the key automaton.
    pub key_postings: Vec<Posting>,
    /// Where the postings of each key begin; one more at the end.
    pub key_starts: Vec<u32>,
}

/// Concepts with their two automata, as bytes.
///
/// Concepts are encoded one by one and decoded when first asked for: an article mentions some tens of the thousands, and decoding all
/// of them cost more than checking it.
pub struct Compiled {
    /// Postings.
    pub tables: Tables,
    /// Encoded concepts, one after the other.
    pub concepts: Vec<u8>,
    /// Folded forms.
    pub forms: Vec<u8>,
    /// Romanisation keys.
    pub keys: Vec<u8>,
}

/// Compiles rows. Rows without any form are left out: an overlay may only carry a note.
///
/// # Panics
/// Never: keys come sorted and unique from a `BTreeMap`, and writing to memory does not fail.
pub fn compile(rows: &[Row]) -> Compiled {
    let concepts: Vec<Concept> = rows
        .iter()
        .map(concept)
        .filter(|c| !c.forms.is_empty())
        .collect();
    let mut forms: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
    let mut by_key: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
    for (c, concept) in concepts.iter().enumerate() {
        for (f, form) in concept.forms.iter().enumerate() {
            let posting = Posting {
                concept: c as u32,
                form: f as u16,
                bare: false,
            };
            let folded = fold_form(&form.text);
            if let Some(bare) = without_article(&form.text, &folded) {
                add(
                    &mut forms,
                    bare,
                    Posting {
                        bare: true,
                        ..posting
                    },
                );
            }
            add(&mut forms, folded, posting);
        }
        for (key, form) in romanised_keys(concept) {
            let posting = Posting {
                concept: c as u32,
                form,
                bare: false,
            };
            add(&mut by_key, key, posting);
        }
    }
    let (forms, form_postings, form_starts) = automaton(forms);
    let (keys, key_postings, key_starts) = automaton(by_key);
    let mut encoded = Vec::new();
    let mut concept_starts = Vec::with_capacity(concepts.len() + 1);
    for concept in &concepts {
        concept_starts.push(encoded.len() as u32);
        encoded.extend(postcard::to_stdvec(concept).expect("plain data"));
    }
    concept_starts.push(encoded.len() as u32);
    let tables = Tables {
        concept_starts,
        form_postings,
        form_starts,
        key_postings,
        key_starts,
    };
    Compiled {
        tables,
        concepts: encoded,
        forms,
        keys,
    }
}

fn add(map: &mut BTreeMap<String, Vec<Posting>>, key: String, posting: Posting) {
    if key.is_empty() {
        return;
    }
    let postings = map.entry(key).or_default();
    if !postings.contains(&posting) {
        postings.push(posting);
    }
}

fn automaton(map: BTreeMap<String, Vec<Posting>>) -> (Vec<u8>, Vec<Posting>, Vec<u32>) {
    let mut builder = fst::MapBuilder::memory();
    let mut postings = Vec::new();
    let mut starts = Vec::with_capacity(map.len() + 1);
    for (i, (key, values)) in map.into_iter().enumerate() {
        starts.push(postings.len() as u32);
        postings.extend(values);
        builder
            .insert(key, i as u64)
            .expect("a BTreeMap gives sorted unique keys, and memory does not fail");
    }
    starts.push(postings.len() as u32);
    let bytes = builder.into_inner().expect("memory does not fail");
    (bytes, postings, starts)
}

fn concept(row: &Row) -> Concept {
    let kind = row.kind.unwrap_or(Kind::Place);
    let mut forms: Vec<Form> = Vec::new();
    let mut by_lang: [Vec<u16>; 7] = Default::default();
    for (column, lang) in Lang::TARGETS.into_iter().enumerate() {
        for text in &row.by_lang[column] {
            let at = place(&mut forms, kind, text);
            forms[at].accepted.insert(lang);
            by_lang[column].push(at as u16);
        }
    }
    for (role, list) in [(Role::Variant, &row.variants), (Role::Avoid, &row.avoid)] {
        for Tagged { text, applies, old } in list {
            let at = place(&mut forms, kind, text);
            let form = &mut forms[at];
            // A form listed twice keeps its worse role; accepted languages still win when an article is checked.
            form.role = form.role.max(role);
            form.applies = form.applies.union(*applies);
            form.old |= old;
        }
    }
    Concept {
        id: row.id.clone(),
        kind,
        native: row.native.clone(),
        forms,
        by_lang,
        context: row.context.iter().map(|w| fold_form(w)).collect(),
        note: row.note.clone(),
        source: row.source.clone(),
    }
}

fn place(forms: &mut Vec<Form>, kind: Kind, text: &str) -> usize {
    if let Some(at) = forms.iter().position(|f| f.text == text) {
        return at;
    }
    forms.push(Form {
        text: text.to_owned(),
        accepted: LangSet::NONE,
        role: Role::Accepted,
        applies: LangSet::NONE,
        old: false,
        case: case_rule(kind, text),
        short: kind == Kind::Person && content_words(text) == 1,
    });
    forms.len() - 1
}

fn case_rule(kind: Kind, text: &str) -> CaseRule {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    match tokens::case_of(text) {
        Case::Upper if letters <= 4 => CaseRule::Exact,
        _ if kind == Kind::Title => CaseRule::Any,
        Case::Lower | Case::None => CaseRule::Any,
        _ => CaseRule::Capitals,
    }
}

/// Words of a form, with whether a hyphen follows each.
fn words(text: &str) -> Vec<(&str, bool)> {
    let (mut cut, mut folded) = (Vec::new(), String::new());
    tokens::push_block(text, Span::new(0, text.len()), &mut cut, &mut folded);
    let mut words: Vec<(&str, bool)> = Vec::new();
    for token in &cut {
        let piece = &text[token.span.range()];
        if token.kind == TokenKind::Mark {
            if let (true, Some(last)) = (tokens::is_hyphen(piece), words.last_mut()) {
                last.1 = true;
            }
        } else {
            words.push((piece, false));
        }
    }
    words
}

fn content_words(text: &str) -> usize {
    words(text)
        .iter()
        .filter(|(w, hyphen)| !(*hyphen && keys::is_article(&w.to_lowercase())))
        .count()
}

/// The folded form without its leading article, when what is left is long enough to be that name.
fn without_article(text: &str, folded: &str) -> Option<String> {
    const LEAST_LETTERS: usize = 4;
    let (word, hyphen) = *words(text).first()?;
    if !(hyphen && keys::is_article(&word.to_lowercase())) {
        return None;
    }
    let (_, rest) = folded.split_once(' ')?;
    (rest.len() >= LEAST_LETTERS && !rest.contains(crate::text::MARK_GAP)).then(|| rest.to_owned())
}

/// The convention in which the newsrooms of a language romanise.
fn convention_of(lang: Lang) -> Option<&'static Convention> {
    let name = match lang {
        Lang::En | Lang::Nl => "en",
        Lang::Fr => "fr",
        Lang::De => "de",
        Lang::Es | Lang::Pt => "es",
        Lang::It => "it",
        _ => return None,
    };
    conventions::named(name)
}

/// The keys by which spellings that nobody listed find the concept.
///
/// Only names written in another script are romanised. Of those, a form counts when two language columns give the same key under
/// their own conventions (`Hashd al-Shaabi` in English, `Hachd al-Chaabi` in French): that tells a romanised form from a translated
/// one (`Popular Mobilization Forces`), which no convention may vary.
fn romanised_keys(concept: &Concept) -> Vec<(String, u16)> {
    let romanised = matches!(
        concept.kind,
        Kind::Person | Kind::Place | Kind::Group | Kind::Organisation
    ) && concept.native.chars().any(char::is_alphabetic)
        && !concept.native.chars().any(is_latin);
    if !romanised {
        return Vec::new();
    }
    let mut found: BTreeMap<String, (LangSet, u16)> = BTreeMap::new();
    for (column, lang) in Lang::TARGETS.into_iter().enumerate() {
        let Some(convention) = convention_of(lang) else {
            continue;
        };
        for &f in &concept.by_lang[column] {
            let text = &concept.forms[usize::from(f)].text;
            for key in keys::form_keys(&words(text), convention) {
                let entry = found.entry(key).or_insert((LangSet::NONE, f));
                entry.0.insert(lang);
            }
        }
    }
    found
        .into_iter()
        .filter(|(key, (langs, _))| langs.iter().count() >= 2 && is_telling(key, concept.kind))
        .map(|(key, (_, form))| (key, form))
        .collect()
}

/// Whether a key says enough to find a name by it alone. One word must be long, and never finds a person.
fn is_telling(key: &str, kind: Kind) -> bool {
    const LEAST_SOUNDS_OF_ONE_WORD: usize = 6;
    const LEAST_SOUNDS: usize = 7;
    let words = key.split(' ').filter(|w| *w != keys::ARTICLE).count();
    let sounds = key.chars().filter(char::is_ascii_alphabetic).count();
    if words == 1 {
        kind != Kind::Person && sounds >= LEAST_SOUNDS_OF_ONE_WORD
    } else {
        sounds >= LEAST_SOUNDS
    }
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::load;

    #[test]
    fn only_romanised_forms_are_keyed() {
        let rows = load::read(
            "g.csv",
            "id,kind,native,en,fr,de\nhashd,group,الحشد الشعبي,Hashd al-Shaabi|Popular Mobilization Forces,Hachd al-Chaabi,Haschd al-Schaabi\n",
        )
        .expect("valid");
        let concept = concept(&rows[0]);
        let keys: Vec<_> = romanised_keys(&concept)
            .into_iter()
            .map(|(k, _)| k)
            .collect();
        assert_eq!(keys, ["hASd @ SAbI", "hASd SAbI"]);
    }

    #[test]
    fn case_rules() {
        assert_eq!(case_rule(Kind::Organisation, "OMS"), CaseRule::Exact);
        assert_eq!(case_rule(Kind::Organisation, "UNESCO"), CaseRule::Capitals);
        assert_eq!(case_rule(Kind::Title, "Foreign Minister"), CaseRule::Any);
        assert_eq!(case_rule(Kind::Person, "al-Sudani"), CaseRule::Capitals);
    }
}
