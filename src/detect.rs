//! The language of a text.

use std::collections::HashMap;
use std::sync::LazyLock;

use whatlang::{Detector, Lang as Detected};

use crate::lang::Lang;
use crate::text::facts;

/// The languages wirelint knows, by the detector's names.
const KNOWN: [(Detected, Lang); 16] = [
    (Detected::Eng, Lang::En),
    (Detected::Fra, Lang::Fr),
    (Detected::Deu, Lang::De),
    (Detected::Spa, Lang::Es),
    (Detected::Ita, Lang::It),
    (Detected::Por, Lang::Pt),
    (Detected::Nld, Lang::Nl),
    (Detected::Rus, Lang::Ru),
    (Detected::Ukr, Lang::Uk),
    (Detected::Ara, Lang::Ar),
    (Detected::Pes, Lang::Fa),
    (Detected::Heb, Lang::He),
    (Detected::Tur, Lang::Tr),
    (Detected::Cmn, Lang::Zh),
    (Detected::Jpn, Lang::Ja),
    (Detected::Kor, Lang::Ko),
];

/// As much of the text as is looked at, in bytes.
const SAMPLE: usize = 4_000;

/// From this length on, in bytes, the detector's best guess is taken even when it is not sure.
const LONG: usize = 200;

/// Fewer function words than these tell no language by themselves.
const LEAST_FUNCTION_WORDS: usize = 2;

/// The language of a text, [`Lang::Und`] when it is none of ours or cannot be told.
///
/// Trigrams are sure of nearly every text of more than a sentence or two. For shorter ones function words decide, which trigrams hardly see,
/// and between languages that share them the trigrams of those languages alone.
///
/// ```
/// use wirelint::{Lang, detect};
/// assert_eq!(detect::language("The army said that two men of the unit had died in the attack on the base."), Lang::En);
/// assert_eq!(detect::language("Xyzzy plugh 12345."), Lang::Und);
/// ```
pub fn language(text: &str) -> Lang {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    let Some(found) = whatlang::detect(sample) else {
        return Lang::Und;
    };
    if found.is_reliable() {
        return of_detected(found.lang());
    }
    let (best, count) = by_function_words(sample);
    match best[..] {
        [one] if count >= LEAST_FUNCTION_WORDS || of_detected(found.lang()) == one => one,
        [_, _, ..] if count >= LEAST_FUNCTION_WORDS => {
            let among = KNOWN
                .iter()
                .filter(|(_, lang)| best.contains(lang))
                .map(|(detected, _)| *detected)
                .collect();
            Detector::with_allowlist(among)
                .detect_lang(sample)
                .map_or(Lang::Und, of_detected)
        }
        _ if end >= LONG => of_detected(found.lang()),
        _ => Lang::Und,
    }
}

fn of_detected(found: Detected) -> Lang {
    KNOWN
        .iter()
        .find(|(detected, _)| *detected == found)
        .map_or(Lang::Und, |(_, lang)| *lang)
}

/// The languages with most function words in the text, and how many; none when no word is one.
fn by_function_words(text: &str) -> (Vec<Lang>, usize) {
    static LANGUAGES: LazyLock<HashMap<&str, Vec<Lang>>> = LazyLock::new(|| {
        let mut languages: HashMap<&str, Vec<Lang>> = HashMap::new();
        for (code, word) in facts::function_words() {
            if let Ok(lang) = code.parse() {
                languages.entry(word).or_default().push(lang);
            }
        }
        languages
    });
    let mut counts = Lang::ALL.map(|lang| (lang, 0));
    let lower = text.to_lowercase();
    for word in lower.split(|c: char| !c.is_alphabetic()) {
        for lang in LANGUAGES.get(word).into_iter().flatten() {
            for (_, count) in counts.iter_mut().filter(|(l, _)| l == lang) {
                *count += 1;
            }
        }
    }
    let most = counts.iter().map(|(_, n)| *n).max().unwrap_or_default();
    let best = counts
        .iter()
        .filter(|(_, n)| *n == most && most > 0)
        .map(|(lang, _)| *lang)
        .collect();
    (best, most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_are_told() {
        for (lang, text) in [
            (
                Lang::En,
                "Two men died in the strikes near the border. The ministers met in Varsovie on Tuesday.",
            ),
            (Lang::En, "The talks went on."),
            (Lang::De, "Die Armee zog sich am Montag zurück."),
            (Lang::Fr, "Les ministres se sont réunis mardi à Varsovie."),
            (
                Lang::Es,
                "Los ministros se reunieron el martes en Varsovia.",
            ),
            (Lang::Nl, "De ministers spraken dinsdag over het bestand."),
            (Lang::Und, "Ministrowie spotkali się we wtorek w Warszawie."),
            (
                Lang::Und,
                "Utrikesministrarna möttes i Warszawa på tisdagen.",
            ),
            (Lang::Und, "12345"),
        ] {
            assert_eq!(language(text), lang, "{text}");
        }
    }
}
