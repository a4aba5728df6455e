//! Plain text: blank lines or line ends between paragraphs, the first short line a headline.

use super::{Block, BlockKind, Layout, Reader, controls};
use crate::span::Span;

/// Reader of plain text.
pub struct Plain;

impl Reader for Plain {
    fn name(&self) -> &'static str {
        "plain text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn read(&self, text: &str) -> Layout {
        let controls = controls::find(text, Span::new(0, text.len()));
        let prose = (!controls.is_empty()).then(|| controls::blank(text, &controls));
        Layout {
            blocks: blocks(prose.as_deref().unwrap_or(text), text),
            prose,
            controls,
        }
    }
}

/// Longest headline, in words: longer first lines are paragraphs.
const HEADLINE_WORDS: usize = 30;
/// Longest subhead, in words.
const SUBHEAD_WORDS: usize = 12;

fn blocks(text: &str, source: &str) -> Vec<Block> {
    let groups = paragraphs(text, source);
    let wrapped = is_wrapped(text, &groups);
    let mut spans = Vec::new();
    for group in groups {
        match (group.first(), group.last()) {
            (Some(first), Some(last)) if wrapped => spans.push(first.cover(*last)),
            _ => spans.extend(group),
        }
    }
    let count = spans.len();
    spans
        .into_iter()
        .enumerate()
        .map(|(i, span)| Block::new(kind(&text[span.range()], i, count), span))
        .collect()
}

/// Lines without the white space around them, in groups divided by blank lines. A line that is blank only because the comment on it was
/// taken out divides nothing.
fn paragraphs(text: &str, source: &str) -> Vec<Vec<Span>> {
    let mut groups: Vec<Vec<Span>> = Vec::new();
    let mut group: Vec<Span> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let trimmed = line.trim();
        let lead = line.len() - line.trim_start().len();
        // The empty piece between \r and \n is no line.
        let is_line_end_only = line == "\n" && text[..start].ends_with('\r');
        if !trimmed.is_empty() {
            let span = Span::new(start + lead, start + lead + trimmed.len());
            group.push(span);
        } else if !is_line_end_only
            && source[start..start + line.len()].trim().is_empty()
            && !group.is_empty()
        {
            groups.push(std::mem::take(&mut group));
        }
        start += line.len();
    }
    if !group.is_empty() {
        groups.push(group);
    }
    groups
}

/// Whether lines were broken at a width: most lines that another follows in their paragraph are long and end in mid-sentence.
///
/// A file with one sentence a line has line ends after full stops and lines of every length.
fn is_wrapped(text: &str, groups: &[Vec<Span>]) -> bool {
    const SHORTEST_WRAPPED: usize = 40;
    const LONGEST_WRAPPED: usize = 120;
    let (mut inner, mut open) = (0, 0);
    for group in groups {
        for pair in group.windows(2) {
            let line = &text[pair[0].range()];
            let length = line.chars().count();
            inner += 1;
            let mid_sentence = !line.ends_with(['.', '!', '?', '”', '"', '»', ':', '…']);
            open +=
                usize::from(mid_sentence && (SHORTEST_WRAPPED..=LONGEST_WRAPPED).contains(&length));
        }
    }
    inner > 0 && open * 3 > inner * 2
}

fn kind(block: &str, index: usize, count: usize) -> BlockKind {
    let words = block.split_whitespace().count();
    let is_list = block.starts_with(['-', '•', '*', '–'])
        && block.chars().nth(1).is_some_and(char::is_whitespace);
    let closed = block.ends_with(['.', '!', '?', ':', ',', ';', '…'])
        || block
            .trim_end_matches(['"', '”', '»', '“', '’', '\'', ')'])
            .ends_with(['.', '!', '?', ',']);
    if is_list {
        BlockKind::List
    } else if index == 0 && count > 1 && words <= HEADLINE_WORDS && !block.ends_with('.') {
        BlockKind::Headline
    } else if words <= SUBHEAD_WORDS && !closed {
        BlockKind::Subhead
    } else {
        BlockKind::Body
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(BlockKind, &str)> {
        blocks(text, text)
            .into_iter()
            .map(|b| (b.kind, &text[b.span.range()]))
            .collect()
    }

    #[test]
    fn blank_lines_and_line_ends() {
        assert_eq!(
            read("Two dead\r\n\r\nHe left.\r\nShe stayed.\r\n"),
            [
                (BlockKind::Headline, "Two dead"),
                (BlockKind::Body, "He left."),
                (BlockKind::Body, "She stayed.")
            ]
        );
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "Two dead in strikes\n\nThe army said on Wednesday that two men of the Hachd\nal-Chaabi had died in the strikes near the border with\nSyria.\n";
        let read = read(text);
        assert_eq!(read.len(), 2);
        assert!(read[1].1.contains("Hachd\nal-Chaabi"));
    }
}
