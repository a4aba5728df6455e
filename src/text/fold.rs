//! The match key of a word: what stays when case, diacritics, apostrophes, ayn and hamza are taken away.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Whether a character only decorates a romanised word: apostrophes, primes and the signs used for ayn and hamza,
/// plus invisible joiners, the Arabic tatweel and the Catalan middle dot (`Ŀ` decomposes to L and a dot).
///
/// The list is the union of what BGN/PCGN, IJMES, DIN 31635 and ALA-LC print for ayn and hamza, and of what keyboards put there instead.
pub fn is_dropped(c: char) -> bool {
    matches!(
        c,
        '\'' | '’'
            | '‘'
            | '‛'
            | '`'
            | '´'
            | '·'
            | 'ʼ'
            | 'ʻ'
            | 'ʽ'
            | 'ʾ'
            | 'ʿ'
            | 'ˈ'
            | '′'
            | '\u{ad}'
            | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{640}' | '\u{feff}'
    )
}

/// Appends the folded form of one word to `out`.
///
/// Steps, in this order: NFKD, combining marks dropped, decorations dropped ([`is_dropped`]), lower case, letters without a
/// decomposition spelt out (ß, æ, ø, ł ...). Lower case comes after the decomposition because `İ` lower-cases to two characters otherwise.
///
/// ```
/// let mut key = String::new();
/// wirelint::text::fold::push_folded("Chaâbi", &mut key);
/// assert_eq!(key, "chaabi");
/// ```
pub fn push_folded(word: &str, out: &mut String) {
    if word.is_ascii() {
        // Nine words in ten; worth its own loop.
        out.extend(
            word.bytes()
                .filter(|b| !matches!(b, b'\'' | b'`'))
                .map(|b| char::from(b.to_ascii_lowercase())),
        );
        return;
    }
    for c in word
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && !is_dropped(*c))
    {
        match c {
            'ß' | 'ẞ' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'þ' | 'Þ' => out.push_str("th"),
            'ħ' | 'Ħ' => out.push('h'),
            'ı' => out.push('i'),
            'ə' | 'Ə' => out.push('a'),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

/// The text without diacritics, everything else kept: `Aïn al-Assad` gives `Ain al-Assad`.
pub fn without_diacritics(s: &str) -> String {
    s.nfd().filter(|c| !is_combining_mark(*c)).nfc().collect()
}

/// Whether the text carries a diacritic.
pub fn has_diacritic(s: &str) -> bool {
    !s.is_ascii() && s.nfd().any(is_combining_mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(s: &str) -> String {
        let mut out = String::new();
        push_folded(s, &mut out);
        out
    }

    /// Every precomposed Latin letter must lose its mark, or a form that carries it can never match.
    #[test]
    fn latin_letters_fold_to_ascii() {
        for c in ('\u{c0}'..='\u{17f}').filter(|c| c.is_alphabetic()) {
            let folded = fold(&c.to_string());
            assert!(
                folded.is_ascii() || matches!(c, 'ĸ' | 'ŋ' | 'Ŋ' | 'ŧ' | 'Ŧ'),
                "{c:?} (U+{:04X}) folds to {folded:?}",
                c as u32
            );
        }
    }

    #[test]
    fn case_is_dropped_after_decomposition() {
        assert_eq!(fold("İstanbul"), "istanbul");
        assert_eq!(fold("ISTANBUL"), "istanbul");
        assert_eq!(fold("Straße"), "strasse");
    }
}
