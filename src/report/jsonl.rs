//! JSON Lines: an object per finding, with the article's path and language, for `jq`, `grep` and stream processors.

use std::io::{self, Write};

use serde::Serialize;

use super::json::{FindingJson, finding_json};
use super::{Emitter, Locator, Outcome, Totals};

/// Writes a line per finding; a run without findings writes nothing.
#[derive(Default)]
pub struct JsonLines;

#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    lang: String,
    #[serde(flatten)]
    finding: FindingJson<'a>,
}

impl Emitter for JsonLines {
    fn begin(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn document(&mut self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
        let locator = Locator::new(&outcome.document);
        let path = outcome.document.display_path();
        for (i, finding) in outcome.checked.findings.iter().enumerate() {
            let line = Line {
                path: &path,
                lang: outcome.checked.locale.to_string(),
                finding: finding_json(finding, outcome.review(i), &locator),
            };
            serde_json::to_writer(&mut *out, &line).map_err(io::Error::from)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn end(&mut self, _: &Totals, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
