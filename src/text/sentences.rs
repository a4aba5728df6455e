//! Sentences of a block.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::facts;
use super::tokens::{Case, Token};
use crate::span::Span;

/// A sentence, inside one block.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Place in the document, without white space at the ends.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// Cuts a block into sentences and marks the first word of each.
///
/// Unicode sentence segmentation (UAX 29), then breaks after abbreviations and initials are undone: the standard has no list of them.
/// A line break inside a block is soft (the reader decided that), so it is read as a space; the length stays the same and so do all offsets.
pub fn push_block(
    prose: &str,
    block: Span,
    tokens: &mut [Token],
    range: Range<usize>,
    out: &mut Vec<Sentence>,
) {
    let source = &prose[block.range()];
    let unwrapped;
    let unbroken = if source.contains(['\n', '\r']) {
        unwrapped = source.replace(['\n', '\r'], " ");
        &unwrapped
    } else {
        source
    };
    let mut next = range.start;
    let mut open: Option<usize> = None;
    for (offset, piece) in unbroken.split_sentence_bound_indices() {
        let end = block.start + offset + piece.len();
        let first = *open.get_or_insert(next);
        while next < range.end && tokens[next].span.start < end {
            next += 1;
        }
        let continues = next < range.end
            && (ends_in_abbreviation(prose, &tokens[first..next])
                || (ends_in_acronym(prose, &tokens[first..next])
                    && !opens_with_function_word(prose, &tokens[next..range.end])));
        if continues || next == first {
            continue;
        }
        close(first..next, tokens, out);
        open = None;
    }
    if let Some(first) = open.filter(|first| *first < next) {
        close(first..next, tokens, out);
    }
}

fn close(range: Range<usize>, tokens: &mut [Token], out: &mut Vec<Sentence>) {
    let span = tokens[range.start].span.cover(tokens[range.end - 1].span);
    if let Some(first) = tokens[range.clone()].iter_mut().find(|t| t.is_word()) {
        first.opens_sentence = true;
    }
    out.push(Sentence {
        span,
        tokens: range,
    });
}

/// Whether the last two tokens are an abbreviation or an initial, and a full stop.
fn ends_in_abbreviation(prose: &str, tokens: &[Token]) -> bool {
    let [.., word, stop] = tokens else {
        return false;
    };
    if &prose[stop.span.range()] != "." || !word.is_word() {
        return false;
    }
    let text = &prose[word.span.range()];
    let initial = text.chars().count() == 1 && word.case == Case::Initial;
    initial || facts::is_abbreviation(&text.to_lowercase())
}

/// Whether the last token is an acronym with full stops (`U.S.`, `D.C.`), whose last one may or may not end a sentence.
fn ends_in_acronym(prose: &str, tokens: &[Token]) -> bool {
    tokens.last().is_some_and(|last| {
        last.is_word() && last.case == Case::Upper && prose[last.span.range()].ends_with('.')
    })
}

/// Whether the first word is one that sentences begin with and names do not: “in the U.S. He said”, not “the U.S. Army”. The language is
/// not known here, so the function words of all of them count, and the shortest words (`In`, `A`), which several languages share, unless
/// they are abbreviations (`Lt.`).
fn opens_with_function_word(prose: &str, tokens: &[Token]) -> bool {
    const SHORTEST: usize = 2;
    tokens.iter().find(|t| t.is_word()).is_some_and(|word| {
        let text = &prose[word.span.range()];
        let short = word.case == Case::Initial && text.chars().count() <= SHORTEST;
        facts::is_function_word_of_any(text)
            || (short && !facts::is_abbreviation(&text.to_lowercase()))
    })
}

#[cfg(test)]
mod tests {
    use crate::span::Span;
    use crate::text::Text;

    fn cut(s: &str) -> Vec<&str> {
        let text = Text::new(s, [Span::new(0, s.len())]);
        text.sentences.iter().map(|x| &s[x.span.range()]).collect()
    }

    #[test]
    fn abbreviations_and_initials_end_no_sentence() {
        assert_eq!(
            cut("Mr. Austin spoke. He left."),
            ["Mr. Austin spoke.", "He left."]
        );
        assert_eq!(
            cut("George W. Bush won. Al Gore lost."),
            ["George W. Bush won.", "Al Gore lost."]
        );
        assert_eq!(cut("The U.S. Army came."), ["The U.S. Army came."]);
        assert_eq!(
            cut("He lives in the U.S. She does not. Not in the U.S. In Rome."),
            [
                "He lives in the U.S.",
                "She does not.",
                "Not in the U.S.",
                "In Rome."
            ]
        );
    }

    #[test]
    fn a_wrapped_line_ends_no_sentence() {
        assert_eq!(
            cut("Two men\nleft. They\nran."),
            ["Two men\nleft.", "They\nran."]
        );
    }
}
