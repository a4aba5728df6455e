//! `JUnit` XML, which nearly every CI system shows: a suite per article, a failing case per finding.
//!
//! `quick-xml` and not `quick-junit`, because that keeps all suites in memory until the end.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::{Emitter, Locator, Outcome, Totals, advice};
use crate::finding::Finding;

/// Writes suites one after the other; an article without findings that count is a suite with one case that passes.
#[derive(Default)]
pub struct Junit;

impl Emitter for Junit {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Writer::new(&mut *out);
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let mut root = BytesStart::new("testsuites");
        root.push_attribute(("name", "wirelint"));
        xml.write_event(Event::Text(BytesText::new("\n")))?;
        xml.write_event(Event::Start(root))?;
        out.write_all(b"\n")
    }

    fn document(&mut self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
        let locator = Locator::new(&outcome.document);
        let path = legal(&outcome.document.display_path());
        let findings: Vec<&Finding> = outcome.counting().map(|(_, f)| f).collect();
        let mut suite = BytesStart::new("testsuite");
        for (name, value) in [
            ("name", path.as_str()),
            ("tests", &findings.len().max(1).to_string()),
            ("failures", &findings.len().to_string()),
            ("errors", "0"),
            ("skipped", "0"),
        ] {
            suite.push_attribute((name, value));
        }
        let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
        xml.write_event(Event::Start(suite))?;
        if findings.is_empty() {
            xml.create_element("testcase")
                .with_attributes([("classname", path.as_str()), ("name", "no findings")])
                .write_empty()?;
        }
        for finding in findings {
            case(&mut xml, &path, &locator, finding)?;
        }
        xml.write_event(Event::End(BytesEnd::new("testsuite")))?;
        out.write_all(b"\n")
    }

    fn end(&mut self, _: &Totals, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Writer::new(&mut *out);
        xml.write_event(Event::End(BytesEnd::new("testsuites")))?;
        out.write_all(b"\n")
    }
}

fn case<W: Write>(
    xml: &mut Writer<W>,
    path: &str,
    locator: &Locator<'_>,
    finding: &Finding,
) -> io::Result<()> {
    let at = locator.position(finding.span().start);
    let name = line(&format!(
        "{}: {} ({}:{})",
        finding.rule, finding.text, at.line, at.column
    ));
    let message = advice(finding);
    let context = locator.context(finding.span(), 60);
    let places: Vec<String> = finding
        .places
        .iter()
        .map(|p| {
            let at = locator.position(p.start);
            format!("{}:{}", at.line, at.column)
        })
        .collect();
    let details = legal(&format!(
        "{message}\n{path}:{}:{}\n{context}\nat {}\n",
        at.line,
        at.column,
        places.join(" ")
    ));
    xml.create_element("testcase")
        .with_attributes([
            ("classname", path),
            ("name", name.as_str()),
            ("file", path),
            ("line", at.line.to_string().as_str()),
        ])
        .write_inner_content(|xml| {
            xml.create_element("failure")
                .with_attributes([
                    ("type", finding.severity.as_str()),
                    ("message", line(&message).as_str()),
                ])
                .write_text_content(BytesText::new(&details))?;
            Ok(())
        })?;
    Ok(())
}

/// A text as XML 1.0 may hold it: characters that no escape makes legal become U+FFFD.
///
/// ```
/// assert_eq!(wirelint::report::junit::legal("a\u{0}b\u{b}\n\u{fffe}"), "a\u{fffd}b\u{fffd}\n\u{fffd}");
/// ```
pub fn legal(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => c,
            '\r' => '\n',
            _ => '\u{fffd}',
        })
        .collect()
}

/// The same in one line, for attributes: a reader makes spaces of line ends there anyway.
fn line(text: &str) -> String {
    legal(text).replace(['\n', '\t'], " ")
}
