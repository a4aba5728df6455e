//! Markdown: headings, paragraphs and list rows; code, links' addresses and marks are blanked.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::controls::{self, Control};
use super::{Block, BlockKind, Layout, Reader};
use crate::span::Span;

/// Reader of `CommonMark` with tables and front matter.
pub struct Markdown;

impl Reader for Markdown {
    fn name(&self) -> &'static str {
        "Markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn read(&self, text: &str) -> Layout {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
            | Options::ENABLE_STRIKETHROUGH;
        let mut blocks = Vec::new();
        let mut prose: Vec<u8> = text
            .bytes()
            .map(|b| if matches!(b, b'\n' | b'\r') { b } else { b' ' })
            .collect();
        let mut open: Option<(BlockKind, Option<Span>)> = None;
        let mut list_depth = 0_usize;
        let mut headline = false;
        let mut skipping = 0_usize;
        let mut controls: Vec<Control> = Vec::new();
        for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(_) | Tag::MetadataBlock(_) | Tag::Image { .. }) => {
                    skipping += 1;
                }
                Event::End(TagEnd::CodeBlock | TagEnd::MetadataBlock(_) | TagEnd::Image) => {
                    skipping = skipping.saturating_sub(1);
                }
                Event::Start(Tag::List(_)) => list_depth += 1,
                Event::End(TagEnd::List(_)) => list_depth = list_depth.saturating_sub(1),
                Event::Start(Tag::Heading { level, .. }) => {
                    close(&mut open, &mut blocks);
                    let kind = if !headline && level == HeadingLevel::H1 {
                        headline = true;
                        BlockKind::Headline
                    } else {
                        BlockKind::Subhead
                    };
                    open = Some((kind, None));
                }
                Event::Start(Tag::Paragraph | Tag::Item | Tag::TableCell) => {
                    close(&mut open, &mut blocks);
                    let list = list_depth > 0 || matches!(event, Event::Start(Tag::TableCell));
                    open = Some((
                        if list {
                            BlockKind::List
                        } else {
                            BlockKind::Body
                        },
                        None,
                    ));
                }
                Event::End(
                    TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell | TagEnd::Heading(_),
                ) => {
                    close(&mut open, &mut blocks);
                }
                Event::Text(_) if skipping == 0 => {
                    prose[range.clone()].copy_from_slice(&text.as_bytes()[range.clone()]);
                    let span = Span::new(range.start, range.end);
                    if let Some((_, whole)) = &mut open {
                        *whole = Some(whole.map_or(span, |w| w.cover(span)));
                    }
                }
                Event::Start(Tag::HtmlBlock) => {
                    let html = Span::new(range.start, range.end);
                    let found = controls::find(text, html);
                    close(&mut open, &mut blocks);
                    for span in beside(text, html, &found) {
                        prose[span.range()].copy_from_slice(&text.as_bytes()[span.range()]);
                        blocks.push(Block::new(BlockKind::Body, span));
                    }
                    controls.extend(found);
                }
                Event::InlineHtml(_) => {
                    controls.extend(controls::find(text, Span::new(range.start, range.end)));
                }
                _ => {}
            }
        }
        close(&mut open, &mut blocks);
        // Only whole characters were copied and every other byte is an ASCII space, so this cannot fail.
        let prose = String::from_utf8(prose).unwrap_or_else(|_| text.to_owned());
        Layout {
            blocks,
            prose: Some(prose),
            controls,
        }
    }
}

/// Text on the lines of comments for wirelint. To Markdown all of such a line is HTML, but an editor who puts a comment before a paragraph
/// must not take the paragraph out of the check.
fn beside(text: &str, html: Span, found: &[Control]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = html.start;
    let ends = found.iter().map(|c| (c.span.start, c.span.end));
    for (start, end) in ends.chain((!found.is_empty()).then_some((html.end, html.end))) {
        let piece = text.get(at..start).unwrap_or_default();
        let words = piece.trim();
        if !words.is_empty() && !words.contains('<') {
            let from = at + piece.len() - piece.trim_start().len();
            spans.push(Span::new(from, from + words.len()));
        }
        at = end;
    }
    spans
}

fn close(open: &mut Option<(BlockKind, Option<Span>)>, blocks: &mut Vec<Block>) {
    if let Some((kind, Some(span))) = open.take() {
        blocks.push(Block::new(kind, span));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_code_and_addresses_are_no_prose() {
        let text =
            "# Two dead\n\nThe **Hachd** [al-Chaabi](http://a.b/Pékin) said `OTAN`.\n\n- one\n";
        let layout = Markdown.read(text);
        let prose = layout.prose.expect("blanked");
        assert_eq!(prose.len(), text.len());
        let kinds: Vec<_> = layout.blocks.iter().map(|b| b.kind).collect();
        assert_eq!(
            kinds,
            [BlockKind::Headline, BlockKind::Body, BlockKind::List]
        );
        let body = prose[layout.blocks[1].span.range()]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert_eq!(body, "The Hachd al-Chaabi said .");
    }

    #[test]
    fn comments_are_found_and_code_is_not_a_comment() {
        let text = "<!-- wirelint off: a --> One.\n\nTwo <!-- wirelint on --> three `<!-- wirelint off -->`.\n\n```\n<!-- wirelint off -->\n```\n";
        let layout = Markdown.read(text);
        assert_eq!(layout.controls.len(), 2);
        let prose = layout.prose.expect("blanked");
        let words: Vec<_> = prose.split_whitespace().collect();
        assert_eq!(words, ["One.", "Two", "three", "."]);
        assert_eq!(layout.blocks.len(), 2);
    }
}
