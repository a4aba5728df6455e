//! The dateline a story opens with: `(Baghdad) `, `BAGHDAD, March 3 (AFP) - `, `PARIS (AP) — `.

use crate::span::Span;

/// Longest dateline, in characters.
const LONGEST: usize = 70;

/// The dateline at the start of a block, without the white space after it.
///
/// Either a place in parentheses alone, or capitals first and a dash after at most `LONGEST` characters, with the agency in parentheses or
/// a place that is all capitals before it.
pub fn find(prose: &str, block: Span) -> Option<Span> {
    let text = &prose[block.range()];
    let end = if let Some(rest) = text.strip_prefix('(') {
        let close = rest.find(')')? + 2;
        let place = &text[1..close - 1];
        let plausible = place.chars().next().is_some_and(char::is_uppercase)
            && place.chars().count() <= LONGEST;
        (plausible && text[close..].starts_with(char::is_whitespace)).then_some(close)?
    } else {
        let head_end = text
            .char_indices()
            .nth(LONGEST)
            .map_or(text.len(), |(i, _)| i);
        let head = &text[..head_end];
        let (at, dash) = head.char_indices().find(|(i, c)| {
            matches!(c, '-' | '–' | '—') && head[..*i].ends_with([' ', ')', '\u{a0}'])
        })?;
        let before = head[..at].trim_end();
        let place = before
            .split([',', '(', '/'])
            .next()
            .unwrap_or_default()
            .trim();
        let shouted = place.chars().filter(|c| c.is_alphabetic()).count() >= 3
            && !place.chars().any(char::is_lowercase);
        (before.ends_with(')') || shouted).then_some(at + dash.len_utf8())?
    };
    Some(Span::new(block.start, block.start + end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dateline(s: &str) -> Option<&str> {
        find(s, Span::new(0, s.len())).map(|x| &s[x.range()])
    }

    #[test]
    fn forms() {
        assert_eq!(dateline("(Baghdad) The United States"), Some("(Baghdad)"));
        assert_eq!(
            dateline("BAGHDAD, March 3 (AFP) - Two men"),
            Some("BAGHDAD, March 3 (AFP) -")
        );
        assert_eq!(dateline("Paris (AP) — Two men"), Some("Paris (AP) —"));
        assert_eq!(dateline("KYIV — Two men"), Some("KYIV —"));
        assert_eq!(dateline("The army – which left – said"), None);
        assert_eq!(dateline("(or so) it seems"), None);
    }
}
