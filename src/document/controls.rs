//! Comments in which an article speaks to wirelint: `<!-- wirelint ignore name/accents: the reason -->`.
//!
//! They are found by the readers, because only a reader knows a comment from a piece of code, and are never prose. What they silence is
//! decided after the rules have run.

use super::Block;
use crate::span::Span;

/// What a comment asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Nothing is reported in the next paragraph, or on the same line when text stands before the comment.
    Ignore,
    /// Nothing is reported in the whole article.
    IgnoreFile,
    /// Nothing is reported from here to the next [`Verb::On`].
    Off,
    /// Ends [`Verb::Off`].
    On,
    /// Nothing: the comment cannot be read, and why.
    Unreadable(String),
}

/// A comment for wirelint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// The whole comment.
    pub span: Span,
    /// What it asks for.
    pub verb: Verb,
    /// Rules and groups as written; empty for every rule.
    pub rules: Vec<String>,
    /// Why; may be empty.
    pub reason: String,
    /// Where it holds; empty when that is nowhere.
    pub scope: Span,
}

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";
const NAME: &str = "wirelint";

/// The comments for wirelint inside a range of a text; other comments are left alone.
///
/// ```
/// use wirelint::document::controls::{find, Verb};
/// use wirelint::Span;
/// let text = "<!-- wirelint ignore name/accents: as on his book --> <!-- a note -->";
/// let controls = find(text, Span::new(0, text.len()));
/// assert_eq!(controls.len(), 1);
/// assert_eq!(controls[0].verb, Verb::Ignore);
/// assert_eq!((&controls[0].rules[0][..], &controls[0].reason[..]), ("name/accents", "as on his book"));
/// ```
pub fn find(text: &str, within: Span) -> Vec<Control> {
    let mut found = Vec::new();
    let mut at = within.start;
    // Looked up once: where nothing closes any more, each comment would look through the whole rest again.
    let last = text.get(within.range()).and_then(|t| t.rfind(CLOSE));
    let last = last.map_or(0, |at| within.start + at);
    while let Some(rest) = text.get(at..within.end)
        && let Some(open) = rest.find(OPEN)
    {
        let start = at + open;
        let body = &rest[open + OPEN.len()..];
        let close = (start < last).then(|| body.find(CLOSE)).flatten();
        // One that opens before this one closes: this one was never closed, and would swallow the text between them.
        let close = close.filter(|close| !body[..*close].contains(OPEN));
        if let Some(words) = own(body) {
            let (end, (verb, rules, reason)) = if let Some(close) = close {
                let behind = body.len() - close;
                let inside = words.get(..words.len().saturating_sub(behind));
                let end = start + OPEN.len() + close + CLOSE.len();
                (end, parse(inside.unwrap_or_default()))
            } else {
                let line = body.find(['\n', '\r']).unwrap_or(body.len());
                let why = "it does not end with -->".to_owned();
                let nothing = (Verb::Unreadable(why), Vec::new(), String::new());
                (start + OPEN.len() + line, nothing)
            };
            found.push(Control {
                span: Span::new(start, end),
                verb,
                rules,
                reason,
                scope: Span::new(end, end),
            });
            at = end;
        } else {
            at = start + OPEN.len() + close.map_or(0, |close| close + CLOSE.len());
        }
    }
    found
}

/// What stands behind `wirelint` when a comment begins with it.
fn own(body: &str) -> Option<&str> {
    let body = body.trim_start();
    let name = body.get(..NAME.len())?;
    let rest = &body[NAME.len()..];
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    (name.eq_ignore_ascii_case(NAME) && ends).then_some(rest)
}

fn parse(words: &str) -> (Verb, Vec<String>, String) {
    let (head, reason) = words.split_once(':').unwrap_or((words, ""));
    let mut names = head
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|w| !w.is_empty());
    let verb = match names.next().map(str::to_ascii_lowercase).as_deref() {
        Some("ignore") => Verb::Ignore,
        Some("ignore-file") => Verb::IgnoreFile,
        Some("off") => Verb::Off,
        Some("on") => Verb::On,
        Some(other) => {
            Verb::Unreadable(format!("“{other}” is none of ignore, ignore-file, off, on"))
        }
        None => Verb::Unreadable("it asks for nothing".into()),
    };
    let rules = names.map(str::to_owned).collect();
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    (verb, rules, reason)
}

/// A text with the comments blanked, byte for byte; line ends stay.
pub fn blank(text: &str, controls: &[Control]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for control in controls {
        out.push_str(text.get(at..control.span.start).unwrap_or_default());
        let inside = text.get(control.span.range()).unwrap_or_default();
        out.extend(inside.bytes().map(|b| match b {
            b'\n' | b'\r' => char::from(b),
            _ => ' ',
        }));
        at = control.span.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// Works out where each comment holds. An `off` that nothing ends holds to the end of the article; an `on` that ends nothing cannot be
/// read.
pub fn scopes(controls: &mut [Control], prose: &str, blocks: &[Block]) {
    let mut off: Vec<usize> = Vec::new();
    for i in 0..controls.len() {
        let span = controls[i].span;
        match controls[i].verb {
            Verb::Ignore => controls[i].scope = beside(span, prose, blocks),
            Verb::IgnoreFile => controls[i].scope = Span::new(0, prose.len()),
            Verb::Off => {
                controls[i].scope = Span::new(span.end, prose.len());
                off.push(i);
            }
            Verb::On if off.is_empty() => {
                controls[i].verb = Verb::Unreadable("no “off” stands before this “on”".into());
            }
            Verb::On => {
                for open in off.drain(..) {
                    controls[open].scope.end = span.start;
                }
            }
            Verb::Unreadable(_) => {}
        }
    }
}

/// The line of a comment when text stands before it there; else the rest of the paragraph it stands in; else the next paragraph.
fn beside(comment: Span, prose: &str, blocks: &[Block]) -> Span {
    let before = &prose.as_bytes()[..comment.start];
    let is_end = |b: &u8| matches!(b, b'\n' | b'\r');
    let line = before.iter().rposition(is_end).map_or(0, |at| at + 1);
    if before[line..].iter().any(|b| !b.is_ascii_whitespace()) {
        let after = &prose.as_bytes()[comment.end..];
        let end = after.iter().position(is_end).unwrap_or(after.len());
        return Span::new(line, comment.end + end);
    }
    let next = blocks.partition_point(|b| b.span.end <= comment.end);
    blocks
        .get(next)
        .map_or(Span::new(comment.end, comment.end), |b| {
            Span::new(b.span.start.max(comment.end), b.span.end)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verbs(text: &str) -> Vec<Verb> {
        find(text, Span::new(0, text.len()))
            .into_iter()
            .map(|c| c.verb)
            .collect()
    }

    #[test]
    fn comments_are_read_in_any_spacing() {
        let text = "a <!--wirelint off--> b <!--\nWirelint  IGNORE x/y,z : so\n it is --> <!-- wirelint on -->";
        assert_eq!(verbs(text), [Verb::Off, Verb::Ignore, Verb::On]);
        let ignore = &find(text, Span::new(0, text.len()))[1];
        assert_eq!(ignore.rules, ["x/y", "z"]);
        assert_eq!(ignore.reason, "so it is");
    }

    #[test]
    fn other_comments_are_left_alone() {
        for text in [
            "<!-- wirelinter off -->",
            "<!-- see wirelint -->",
            "<!--",
            "<!---->",
            "",
        ] {
            assert_eq!(verbs(text), [], "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_kept_and_said() {
        for text in [
            "<!--wirelint-->",
            "<!-- wirelint ignroe x -->",
            "<!-- wirelint off\nmore",
            "<!-- wirelint off: why ->\n\nText. <!-- a note -->",
        ] {
            assert!(matches!(verbs(text)[..], [Verb::Unreadable(_)]), "{text}");
        }
    }

    #[test]
    fn blanking_keeps_every_byte_in_its_place() {
        let text = "é <!-- wirelint off: à\r\nb --> é";
        let blanked = blank(text, &find(text, Span::new(0, text.len())));
        assert_eq!(blanked.len(), text.len());
        assert_eq!(blanked.split_whitespace().collect::<Vec<_>>(), ["é", "é"]);
        assert!(blanked.contains("\r\n"));
    }
}
