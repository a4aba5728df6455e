//! Name words that differ only in diacritics, case, hyphens or the Arabic article.

use std::collections::BTreeMap;

use crate::lang::Lang;
use crate::names::evidence::is_definite_article;
use crate::names::known_words::is_known;
use crate::names::words::{NameWord, Place};
use crate::romanisation::keys;
use crate::span::Span;
use crate::text::fold;

/// What two spellings differ in, when they differ in nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// Diacritics, and letters that folding spells out (`ð`, `ø`).
    Accents,
    /// Case: `CENTCOM`, `Centcom`.
    Case,
    /// A hyphen, or being one word: `Takara-Fuji`, `Takarafuji`.
    Hyphen,
    /// The Arabic article: `al-Sudani`, `Sudani`.
    Article,
}

/// Two spellings of one name.
#[derive(Clone, Debug)]
pub struct Pair {
    /// What they differ in.
    pub difference: Difference,
    /// Index of the spelling to report.
    pub wrong: usize,
    /// Index of the spelling to keep.
    pub right: usize,
}

/// Shortest word compared, in bytes of its folded form: below it, particles and initials meet (`As`, `Às`).
const SHORTEST: usize = 4;

/// Shortest name taken to be rare when English news does not know it, in bytes of its folded form.
const LEAST_RARE: usize = 6;

/// In German an umlaut makes a plural (`Hafen`, `Häfen`), so umlauts are not compared there.
///
/// `judged` are the places where the glossary has found a spelling wrong; what it says is not contradicted.
///
/// Every such pair, each spelling reported once, against the one to keep.
pub fn pairs(words: &[NameWord], lang: Lang, judged: &[Span]) -> Vec<Pair> {
    let is_judged = |w: &NameWord| {
        w.places
            .iter()
            .any(|p| judged.iter().any(|j| j.overlaps(p.span)))
    };
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, word) in words.iter().enumerate() {
        let joined = word.folded.replace(' ', "");
        if joined.len() >= SHORTEST {
            groups.entry(joined).or_default().push(i);
        }
    }
    let mut pairs = Vec::new();
    for group in groups.values().filter(|g| g.len() > 1) {
        let Some(right) = group
            .iter()
            .copied()
            .max_by(|a, b| preference(&words[*a], &words[*b], lang))
        else {
            continue;
        };
        for &wrong in group.iter().filter(|w| **w != right) {
            let (a, b) = (&words[wrong], &words[right]);
            let difference = difference(a, b);
            // What the glossary knows is its own affair: `Forza Italia` is right beside `Itália`.
            if a.concept != b.concept
                || is_judged(a)
                || is_judged(b)
                || (lang == Lang::De && only_umlauts(&a.text, &b.text))
            {
                continue;
            }
            let typographic =
                difference == Difference::Accents && only_first_letter(&a.text, &b.text, lang);
            // Two people of one rare name are rarer still: company is asked of names that English news knows.
            let rare = a.folded.len() >= LEAST_RARE && !is_known(&a.folded);
            if !typographic && (rare || share_company(a, b)) {
                pairs.push(Pair {
                    difference,
                    wrong,
                    right,
                });
            }
        }
    }
    for (i, word) in words.iter().enumerate() {
        let Some((article, rest)) = word.text.split_once('-') else {
            continue;
        };
        if !keys::is_article(&article.to_lowercase()) {
            continue;
        }
        if let Some(j) = words.iter().position(|w| w.text == rest) {
            let (wrong, right) = if words[j].places.len() < word.places.len() {
                (j, i)
            } else {
                (i, j)
            };
            pairs.push(Pair {
                difference: Difference::Article,
                wrong,
                right,
            });
        }
    }
    pairs.sort_by_key(|p| (words[p.wrong].places[0].span, p.difference));
    pairs
}

/// The spelling to keep compares greater: the commoner; of equals, in English the plain one and elsewhere the accented one, then the
/// one that is not all capitals, then the one that stands first.
fn preference(a: &NameWord, b: &NameWord, lang: Lang) -> std::cmp::Ordering {
    let key = |w: &NameWord| {
        let wanted = fold::has_diacritic(&w.text) != (lang == Lang::En);
        (
            w.places.len(),
            wanted,
            !w.is_upper(),
            std::cmp::Reverse(w.places[0].span),
        )
    };
    key(a).cmp(&key(b))
}

fn difference(a: &NameWord, b: &NameWord) -> Difference {
    if a.text.to_lowercase() == b.text.to_lowercase() {
        Difference::Case
    } else if a.folded == b.folded {
        Difference::Accents
    } else {
        Difference::Hyphen
    }
}

/// Whether two German words differ in umlauts only.
fn only_umlauts(a: &str, b: &str) -> bool {
    let plain = |c: char| match c {
        'ä' => 'a',
        'ö' => 'o',
        'ü' => 'u',
        c => c,
    };
    a.chars().map(plain).eq(b.chars().map(plain))
}

/// `Etat` and `État`: capitals without their accent are a matter of typography in Romance languages, not of names.
fn only_first_letter(a: &str, b: &str, lang: Lang) -> bool {
    let rest = |s: &str| s.chars().skip(1).collect::<String>();
    let short = a.chars().count() < LEAST_RARE;
    lang != Lang::En && (short || !a.contains('-')) && rest(a) == rest(b)
}

/// Whether both spellings stand in the same name somewhere: a country `Israël` and a man called `Israel Katz` are two names.
fn share_company(a: &NameWord, b: &NameWord) -> bool {
    let side = |p: &Place| {
        let word = |capital: bool, w: &str| if capital { w.to_owned() } else { String::new() };
        (
            word(p.before_capital, &p.before),
            word(p.after_capital, &p.after),
        )
    };
    a.places.iter().any(|p| {
        let (before, after) = side(p);
        b.places.iter().any(|q| {
            let (other_before, other_after) = side(q);
            // A surname alone may be the one behind a first name; what an article stands before is no surname.
            let alone =
                |p: &Place, before: &str| before.is_empty() && !is_definite_article(&p.before);
            let before_fits =
                before == other_before || alone(p, &before) || alone(q, &other_before);
            let after_fits = after == other_after || (a.text.contains('-') && b.text.contains('-'));
            before_fits && after_fits
        })
    })
}
