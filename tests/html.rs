//! The page for people: nothing is lost, nothing gets out of its place, and every link leads somewhere.

#[path = "common/made.rs"]
mod made;

use std::collections::BTreeSet;

use proptest::prelude::*;

use wirelint::report::Outcome;
use wirelint::report::html::Html;
use wirelint::{Document, Severity, Span};

use made::{emitted, finding, outcome, outcomes};

fn page(outcomes: &[Outcome]) -> String {
    emitted(&mut Html::new(None), outcomes)
}

/// A piece of HTML as this page writes it.
enum Piece<'a> {
    Open(&'a str, &'a str),
    Close(&'a str),
    Text(&'a str),
}

/// Cuts a page into tags and text; style and script are skipped with their content.
fn cut(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        pieces.push(Piece::Text(&rest[..at]));
        // An attribute's value never holds a bare `>`: it is escaped.
        let end = rest.find('>').expect("a tag ends");
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            pieces.push(Piece::Close(name));
        } else {
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            for raw in ["style", "script"] {
                if name == raw {
                    rest = &rest[rest.find(&format!("</{raw}>")).expect("it ends")..];
                }
            }
            pieces.push(Piece::Open(name, attributes));
        }
    }
    pieces.push(Piece::Text(rest));
    pieces
}

/// The value of an attribute.
fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let start = format!("{name}=\"");
    let at = attributes
        .match_indices(&start)
        .find(|(at, _)| *at == 0 || attributes.as_bytes()[at - 1] == b' ')?
        .0
        + start.len();
    attributes[at..].split('"').next()
}

/// Fails where tags do not match, ids are given twice or links lead nowhere; gives back the text of the articles without numbers, and how
/// many notes there are.
fn read(html: &str) -> (String, usize) {
    const VOID: [&str; 3] = ["meta", "input", "br"];
    let (mut open, mut copy, mut notes) = (Vec::new(), String::new(), 0);
    let (mut ids, mut links) = (BTreeSet::new(), BTreeSet::new());
    for piece in cut(html) {
        match piece {
            Piece::Open(name, _) if name.starts_with('!') || VOID.contains(&name) => {}
            Piece::Open(name, attributes) => {
                if let Some(id) = attribute(attributes, "id") {
                    assert!(ids.insert(id.to_owned()), "{id} twice");
                }
                if let Some(link) = attribute(attributes, "href") {
                    links.insert(link.strip_prefix('#').expect("inside the page").to_owned());
                }
                let class = attribute(attributes, "class").unwrap_or_default();
                let kind = class.split(' ').next().unwrap_or_default();
                notes += usize::from(kind == "note");
                for word in attributes.split(' ') {
                    assert!(!word.starts_with("on"), "a handler: {attributes}");
                }
                open.push((name.to_owned(), kind.to_owned()));
            }
            Piece::Close(name) => {
                let (opened, _) = open.pop().expect("something is open");
                assert_eq!(opened, name, "tags do not match");
            }
            Piece::Text(text) => {
                let within = |class: &str| open.iter().any(|(_, c)| c == class);
                if within("copy") && !within("n") {
                    copy.push_str(&html_escape::decode_html_entities(text));
                }
            }
        }
    }
    let open: Vec<String> = open.into_iter().map(|(name, _)| name).collect();
    assert_eq!(open, ["html"], "elements are left open");
    let lost: Vec<_> = links.difference(&ids).collect();
    assert!(lost.is_empty(), "links to nowhere: {lost:?}");
    (copy, notes)
}

fn without_space(text: &str) -> String {
    text.split_whitespace().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_text_is_all_there_and_links_hold(outcome in outcomes()) {
        let count = outcome.checked.findings.len();
        let text: String = outcome
            .document
            .text
            .chars()
            .map(|c| match c {
                '\u{fffe}' | '\u{202e}' => format!("U+{:04X}", u32::from(c)),
                c => c.to_string(),
            })
            .collect();
        let (copy, notes) = read(&page(&[outcome]));
        prop_assert_eq!(without_space(&copy), without_space(&text));
        prop_assert_eq!(notes, count);
    }
}

#[test]
fn what_would_hide_is_shown() {
    let text = "He said \u{202e}dlot\u{202c} them \u{200b}so.\n";
    let document = Document::from_bytes("\u{202e}txt.a", text.as_bytes()).expect("a text");
    let findings = vec![finding(&document, Severity::Error, vec![Span::new(0, 30)])];
    let page = page(&[outcome(document, findings)]);
    for c in ['\u{202e}', '\u{202c}', '\u{200b}'] {
        assert!(!page.contains(c), "{c:?} reaches the page");
        let code = format!("U+{:04X}", u32::from(c));
        assert!(page.contains(&code), "{code} is not shown");
    }
}

/// Articles without findings are listed, and their text stays out.
#[test]
fn clean_articles_are_listed_without_their_text() {
    let outcomes: Vec<Outcome> = (0..3)
        .map(|n| {
            let text = format!("The army left town number {n}.\n");
            let document =
                Document::from_bytes(format!("{n}.txt"), text.as_bytes()).expect("a text");
            let found = if n == 1 {
                vec![finding(&document, Severity::Error, vec![Span::new(0, 3)])]
            } else {
                Vec::new()
            };
            outcome(document, found)
        })
        .collect();
    let page = page(&outcomes);
    assert_eq!(read(&page).1, 1);
    for (path, text, there) in [
        ("0.txt", "number 0", false),
        ("1.txt", "number 1", true),
        ("2.txt", "number 2", false),
    ] {
        assert!(page.contains(path), "{path} is not listed");
        assert_eq!(page.contains(text), there, "{text}");
    }
    assert!(page.contains("2 articles without findings"));
}
