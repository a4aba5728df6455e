//! `wirelint fix`

use std::io::{self, Write};
use std::path::Path;

use rayon::prelude::*;

use super::args::FixArgs;
use super::plan::{Plan, Planned, Terms};
use super::{Status, complain, input, print, rewrite};
use crate::check::check;
use crate::document::Document;
use crate::error::Error;
use crate::finding::Applicability;
use crate::fix::{Fixed, settle};

/// An article as it was read, as it is fixed, and on what terms.
type Done = (Vec<u8>, Fixed, Terms);

/// Articles fixed together, to bound memory.
const BATCH: usize = 64;

/// Applies fixes. Exit code 1 when findings remain at the gate, or with `--diff` when there is something to change.
pub fn run(args: &FixArgs) -> Result<Status, Vec<Error>> {
    let least = if args.also_unsafe {
        Applicability::Unsafe
    } else {
        Applicability::Safe
    };
    let (paths, errors) = input::articles(&args.paths);
    complain(&errors);
    let mut failed = !errors.is_empty();
    let (mut files, mut changes, mut left) = (0, 0, 0);
    let plan = Plan::new(&args.settings, paths, &args.paths)?;
    for batch in plan.batches(BATCH) {
        let batch = plan.articles(batch);
        let one = |planned: &Planned| {
            let terms = plan.terms(planned);
            let bytes = input::bytes(&planned.path)?;
            let document = Document::from_bytes(&planned.path, &bytes)?;
            let fixed = settle(document, &bytes, least, |d| {
                check(d, terms.glossary, &terms.settings)
            })?;
            Ok((bytes, fixed, terms))
        };
        let results: Vec<Result<Done, Error>> = batch.par_iter().map(one).collect();
        for (planned, result) in batch.iter().zip(results) {
            let done = result.and_then(|(bytes, fixed, terms)| {
                deliver(&planned.path, &bytes, &fixed, args.diff)?;
                Ok((bytes != fixed.bytes, fixed, terms))
            });
            match done {
                Ok((is_changed, fixed, terms)) => {
                    files += usize::from(is_changed);
                    changes += fixed.changes;
                    left += fixed.left.iter().filter(|f| terms.is_at_gate(f)).count();
                }
                Err(error) => {
                    complain(&[error]);
                    failed = true;
                }
            }
        }
    }
    let would = if args.diff { "would be " } else { "" };
    anstream::eprintln!(
        "wirelint: {changes} {} {would}fixed in {files} {}; {left} {} left at the gate",
        plural(changes, "place"),
        plural(files, "article"),
        plural(left, "finding"),
    );
    Ok(if failed {
        Status::Failed
    } else if left > 0 || (args.diff && files > 0) {
        Status::Findings
    } else {
        Status::Clean
    })
}

/// Writes a fixed article, or shows what would change.
fn deliver(path: &Path, old: &[u8], fixed: &Fixed, diff: bool) -> Result<(), Error> {
    let changed = old != fixed.bytes;
    if diff {
        if !changed {
            return Ok(());
        }
        let before = Document::from_bytes(path, old)?;
        return print(&rewrite::unified(&before, &fixed.document)).map_err(first);
    }
    if path.as_os_str() == input::STDIN {
        let mut out = io::stdout().lock();
        return match out.write_all(&fixed.bytes).and_then(|()| out.flush()) {
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(Error::new(
                format!("standard output cannot be written: {e}"),
                "check where it goes",
            )),
            _ => Ok(()),
        };
    }
    if changed {
        rewrite::replace(path, old, &fixed.bytes)
    } else {
        Ok(())
    }
}

/// The first of several errors.
pub fn first(errors: Vec<Error>) -> Error {
    errors
        .into_iter()
        .next()
        .unwrap_or_else(|| Error::new("something went wrong", "run the command again"))
}

/// A word for so many things.
pub fn plural(n: usize, what: &str) -> String {
    if n == 1 {
        what.to_owned()
    } else {
        format!("{what}s")
    }
}
