//! GitLab Code Quality: findings in the widget of a merge request.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::{Emitter, Locator, Outcome, Totals, advice};
use crate::finding::hash;
use crate::severity::Severity;

/// Writes one array for the run, document by document. What an earlier report knows is in it too: GitLab compares with the target branch itself,
/// and takes what is missing for fixed.
#[derive(Default)]
pub struct Gitlab {
    any: bool,
}

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

impl Emitter for Gitlab {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn document(&mut self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
        let locator = Locator::new(&outcome.document);
        let path = outcome.document.display_path();
        // GitLab joins the path to the repository's root and finds nothing at `./`.
        let path = path.strip_prefix("./").unwrap_or(&path);
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for finding in &outcome.checked.findings {
            // Two findings with one fingerprint are one to GitLab, so path and count go into it.
            let own = locator.fingerprint(finding);
            let nth = seen.entry(own.clone()).or_default();
            *nth += 1;
            let place = hash(&[path, &nth.to_string()]);
            let span = finding.span();
            let issue = Issue {
                description: advice(finding),
                check_name: finding.rule,
                fingerprint: format!("{own}{place:016x}"),
                severity: match finding.severity {
                    Severity::Error => "critical",
                    Severity::Warning => "minor",
                    Severity::Info => "info",
                },
                location: Location {
                    path,
                    lines: Lines {
                        begin: locator.position(span.start).line,
                        end: locator.position(span.end).line,
                    },
                },
            };
            out.write_all(if std::mem::replace(&mut self.any, true) {
                b",\n"
            } else {
                b"\n"
            })?;
            serde_json::to_writer(&mut *out, &issue).map_err(io::Error::from)?;
        }
        Ok(())
    }

    fn end(&mut self, _: &Totals, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n]\n")
    }
}
