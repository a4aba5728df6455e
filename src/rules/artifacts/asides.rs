//! Where a block glosses or quotes: what stands there in another language stands there on purpose.

use crate::document::Block;
use crate::span::Span;

/// The parentheses, brackets, single quotation marks and quotations of one block, found when first asked for.
pub struct Asides<'a> {
    prose: &'a str,
    block: &'a Block,
    found: Option<Vec<Span>>,
}

impl<'a> Asides<'a> {
    /// Of a block.
    pub fn new(prose: &'a str, block: &'a Block) -> Self {
        Self {
            prose,
            block,
            found: None,
        }
    }

    /// Whether a span lies in one of them.
    pub fn contain(&mut self, span: Span) -> bool {
        let found = self
            .found
            .get_or_insert_with(|| find(self.prose, self.block));
        within(found, span) || within(&self.block.quotations, span)
    }
}

/// Whether one of these spans, in order and without overlap, contains another.
fn within(spans: &[Span], span: Span) -> bool {
    let at = spans.partition_point(|s| s.end <= span.start);
    spans.get(at).is_some_and(|s| s.contains(span))
}

/// The outermost pairs, in order. A mark that is not closed opens nothing.
fn find(prose: &str, block: &Block) -> Vec<Span> {
    let text = &prose[block.span.range()];
    let mut found: Vec<Span> = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let closer = match c {
            '(' => ')',
            '[' => ']',
            '（' => '）',
            '「' => '」',
            '『' => '』',
            '《' => '》',
            '‹' => '›',
            '‘' if !before.is_alphanumeric() => '’',
            _ => '\0',
        };
        let inside_word = chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if closer != '\0' {
            open.push((at, closer));
        } else if !(c == '’' && inside_word)
            && let Some(depth) = open.iter().rposition(|(_, closer)| *closer == c)
        {
            let start = open[depth].0;
            open.truncate(depth);
            let span = Span::new(
                block.span.start + start,
                block.span.start + at + c.len_utf8(),
            );
            // What this pair encloses is told by it.
            while found.last().is_some_and(|inner| inner.start > span.start) {
                found.pop();
            }
            found.push(span);
        }
        before = c;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;

    #[test]
    fn outermost_pairs() {
        let text = "a (b [c] d) e ‘it’s’ f (g";
        let block = Block::new(BlockKind::Body, Span::new(0, text.len()));
        let found: Vec<_> = find(text, &block)
            .into_iter()
            .map(|s| &text[s.range()])
            .collect();
        assert_eq!(found, ["(b [c] d)", "‘it’s’"]);
        let mut asides = Asides::new(text, &block);
        assert!(asides.contain(Span::new(3, 4)) && !asides.contain(Span::new(0, 1)));
    }
}
