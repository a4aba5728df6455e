//! GitHub workflow commands: annotations beside the lines of a pull request.

use std::io::{self, Write};

use super::{Emitter, Locator, Outcome, Totals, advice};
use crate::finding::Finding;
use crate::severity::Severity;

/// Writes a command per finding that counts, at its first place: GitHub shows a few annotations only, and what an earlier report has settled
/// would take the place of what is new.
#[derive(Default)]
pub struct Github;

impl Emitter for Github {
    fn begin(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn document(&mut self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
        let locator = Locator::new(&outcome.document);
        let path = outcome.document.display_path();
        // Paths are those of the repository, in which nothing is called `./`.
        let path = property(path.strip_prefix("./").unwrap_or(&path));
        for (_, finding) in outcome.counting() {
            writeln!(out, "{}", command(&path, &locator, finding))?;
        }
        Ok(())
    }

    fn end(&mut self, _: &Totals, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

fn command(path: &str, locator: &Locator<'_>, finding: &Finding) -> String {
    let kind = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let span = finding.span();
    let (start, end) = (locator.position(span.start), locator.position(span.end));
    // Columns are shown only where an annotation stays on its line; with them on one that does not, it is refused.
    let columns = if start.line == end.line {
        format!(",col={},endColumn={}", start.column, end.column)
    } else {
        String::new()
    };
    let mut message = advice(finding);
    if let more @ 1.. = finding.places.len().saturating_sub(1) {
        let s = if more == 1 { "" } else { "s" };
        message = format!("{message} (and in {more} more place{s})");
    }
    format!(
        "::{kind} file={path},line={},endLine={}{columns},title={}::{}",
        start.line,
        end.line,
        property(finding.rule),
        data(&message)
    )
}

/// Text after the `::` of a command: the runner reads `%25`, `%0D` and `%0A` back and nothing else.
///
/// ```
/// assert_eq!(wirelint::report::github::data("50%\n::error::no"), "50%25%0A::error::no");
/// ```
pub fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property's value, in which `:` and `,` would end it.
///
/// ```
/// assert_eq!(wirelint::report::github::property("a,b: c.txt"), "a%2Cb%3A c.txt");
/// ```
pub fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
