//! An article's text with its findings marked: nested and overlapping places are cut where one begins or ends.

use maud::{Markup, PreEscaped, html};

use crate::document::{BlockKind, Document};
use crate::report::Outcome;
use crate::severity::Severity;
use crate::span::Span;

/// A place of a finding.
#[derive(Clone, Copy)]
struct Place {
    span: Span,
    severity: Severity,
    /// Whether an earlier report has settled it.
    known: bool,
    /// Number of the finding in its article, from 1.
    finding: usize,
    /// Number of the place in its finding, from 1.
    nth: usize,
}

/// A block, or what stands between two.
pub struct Piece {
    kind: Option<BlockKind>,
    span: Span,
    places: Vec<Place>,
    /// Findings (from 1) whose first place begins here.
    pub first: Vec<usize>,
}

/// The text cut into pieces, without those that hold nothing to see, each with the places in it.
pub fn pieces(outcome: &Outcome) -> Vec<Piece> {
    let document = &outcome.document;
    let piece = |kind, start, end| Piece {
        kind,
        span: Span::new(start, end),
        places: Vec::new(),
        first: Vec::new(),
    };
    let mut pieces = Vec::new();
    let mut at = 0;
    for block in &document.blocks {
        if block.span.start > at {
            pieces.push(piece(None, at, block.span.start));
        }
        if block.span.end > at {
            pieces.push(piece(
                Some(block.kind),
                block.span.start.max(at),
                block.span.end,
            ));
            at = block.span.end;
        }
    }
    if at < document.text.len() || pieces.is_empty() {
        pieces.push(piece(None, at, document.text.len()));
    }
    for (f, finding) in outcome.checked.findings.iter().enumerate() {
        for (n, span) in finding.places.iter().enumerate() {
            let place = Place {
                span: *span,
                severity: finding.severity,
                known: !outcome.review(f).counts(),
                finding: f + 1,
                nth: n + 1,
            };
            let from = pieces
                .partition_point(|p| p.span.end <= span.start)
                .min(pieces.len() - 1);
            for (i, piece) in pieces.iter_mut().enumerate().skip(from) {
                if i > from && piece.span.start >= span.end {
                    break;
                }
                piece.places.push(place);
                if i == from && n == 0 {
                    piece.first.push(f + 1);
                }
            }
        }
    }
    pieces.retain(|p| {
        !p.places.is_empty()
            || document
                .text
                .get(p.span.range())
                .is_some_and(|t| !t.trim().is_empty())
    });
    pieces
}

/// A piece as an element. `article` is the article's number, for ids.
pub fn piece(document: &Document, piece: &Piece, article: usize) -> Markup {
    let text = marked(document, piece, article);
    match piece.kind {
        Some(BlockKind::Headline) => html! { h3.headline dir="auto" { (text) } },
        Some(BlockKind::Subhead) => html! { p.subhead dir="auto" { (text) } },
        Some(BlockKind::List) => html! { p.list dir="auto" { (text) } },
        Some(BlockKind::Body) => html! { p dir="auto" { (text) } },
        None => html! { p.between dir="auto" { (text) } },
    }
}

fn marked(document: &Document, piece: &Piece, article: usize) -> Markup {
    let inside = |offset: usize| offset.clamp(piece.span.start, piece.span.end);
    let mut cuts = vec![piece.span.start, piece.span.end];
    let mut places = piece.places.clone();
    places.sort_by_key(|p| (p.span, p.finding, p.nth));
    for place in &places {
        cuts.extend([inside(place.span.start), inside(place.span.end)]);
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = String::new();
    let mut waiting = places.iter().peekable();
    let mut open: Vec<&Place> = Vec::new();
    for (i, cut) in cuts.iter().enumerate() {
        // Places that end here have their number here, the shorter one first.
        open.retain(|place| {
            let ends = inside(place.span.end) <= *cut;
            if ends {
                out.push_str(&number(piece, place, article));
            }
            !ends
        });
        while let Some(place) = waiting.next_if(|p| inside(p.span.start) <= *cut) {
            if place.span.start >= piece.span.start {
                out.push_str(
                    &html! { span id=(format!("p{article}-{}-{}", place.finding, place.nth)) {} }
                        .into_string(),
                );
            }
            if inside(place.span.end) <= *cut {
                out.push_str(&number(piece, place, article));
            } else {
                open.push(place);
            }
        }
        let Some(next) = cuts.get(i + 1) else { break };
        let shown = visible(document.text.get(*cut..*next).unwrap_or_default());
        // The gravest finding that counts gives the mark its look, and of two the one with the shorter place.
        let top = open
            .iter()
            .max_by_key(|p| (!p.known, p.severity, std::cmp::Reverse(p.span.len())));
        match top {
            None => out.push_str(&shown.0),
            Some(top) => {
                let ids: Vec<String> = open
                    .iter()
                    .map(|p| format!("f{article}-{}", p.finding))
                    .collect();
                out.push_str(
                    &html! { mark.(top.severity.as_str()).known[top.known] data-f=(ids.join(" ")) { (shown) } }
                        .into_string(),
                );
            }
        }
    }
    PreEscaped(out)
}

/// The number of a place's finding, once: in the piece where the place begins.
fn number(piece: &Piece, place: &Place, article: usize) -> String {
    if place.span.start < piece.span.start {
        return String::new();
    }
    html! {
        a.n.(place.severity.as_str()).known[place.known] href=(format!("#f{article}-{}", place.finding))
            aria-label=(format!("{}{}, note {}", if place.known { "known " } else { "" }, place.severity, place.finding)) { (place.finding) }
    }
    .into_string()
}

/// A text in which nothing hides: characters that a browser would not show, or that turn the text around them, stand as their codes.
pub fn visible(text: &str) -> Markup {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, c) in text.char_indices() {
        if hides(c) {
            out.push_str(&escaped(text.get(from..at).unwrap_or_default()));
            let code = format!("U+{:04X}", u32::from(c));
            out.push_str(&html! { span.code { (code) } }.into_string());
            from = at + c.len_utf8();
        }
    }
    out.push_str(&escaped(text.get(from..).unwrap_or_default()));
    PreEscaped(out)
}

fn escaped(text: &str) -> String {
    html! { (text) }.into_string()
}

/// Controls, marks of direction and characters without width; not the joiners, which Persian and Hindi are written with.
fn hides(c: char) -> bool {
    match c {
        '\n' | '\r' | '\t' | '\u{200c}' | '\u{200d}' => false,
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{fffe}'
        | '\u{ffff}'
        | '\u{e0000}'..='\u{e007f}' => true,
        c => c.is_control(),
    }
}
