//! Direct quotations of a block.

use crate::span::Span;

/// Quotations with their marks, in order; nested ones belong to the outer.
///
/// Curly and angle marks pair by their shape (“ ” « » „ “ » «), straight marks alternate. A mark that opens and is not closed
/// runs to the end of the block: quotations of several paragraphs close in the last one only.
pub fn find(prose: &str, block: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (i, c) in prose[block.range()].char_indices() {
        let at = block.start + i;
        match open {
            Some((start, opener)) if closes(opener, c) => {
                found.push(Span::new(start, at + c.len_utf8()));
                open = None;
            }
            None if matches!(c, '“' | '„' | '«' | '»' | '"') => open = Some((at, c)),
            _ => {}
        }
    }
    if let Some((start, _)) = open {
        found.push(Span::new(start, block.end));
    }
    found
}

fn closes(opener: char, c: char) -> bool {
    match opener {
        '„' => matches!(c, '“' | '”'),
        '“' => c == '”',
        '«' => c == '»',
        '»' => c == '«',
        _ => c == '"',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs() {
        let text = "He said “we go” and „wir gehen“ and «on y va» and \"so\" “and on";
        let found: Vec<_> = find(text, Span::new(0, text.len()))
            .into_iter()
            .map(|s| &text[s.range()])
            .collect();
        assert_eq!(
            found,
            ["“we go”", "„wir gehen“", "«on y va»", "\"so\"", "“and on"]
        );
    }
}
