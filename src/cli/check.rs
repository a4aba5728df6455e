//! `wirelint check`

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use rayon::prelude::*;

use super::args::{CheckArgs, Format};
use super::progress::Progress;
use super::reports::Reports;
use super::{Status, complain, input, interrupt};
use crate::check::check_all;
use crate::error::Error;
use crate::glossary::Glossary;
use crate::lang::Lang;
use crate::report::{Outcome, Totals};
use crate::rules;
use crate::settings::Settings;

/// Articles read, checked and reported together: enough to keep every core busy, few enough to bound memory.
const BATCH: usize = 64;

/// Checks what the arguments name.
pub fn run(args: &CheckArgs) -> Result<Status, Vec<Error>> {
    let settings = Settings {
        lang: args.lang,
        source_lang: args.source_lang,
        level: args.level.into(),
        select: rule_ids(&args.select)?,
        ignore: rule_ids(&args.ignore)?,
    };
    let glossary = input::glossary(&args.glossary)?;
    let (paths, errors) = input::articles(&args.paths);
    complain(&errors);
    let mut failed = !errors.is_empty();
    interrupt::listen();
    let mut reports = Reports::open(args)?;
    let mut totals = Totals::default();
    // A bar would tear a report that scrolls by on the same screen.
    let alone = args.output.is_some() || args.format != Format::Text || !io::stdout().is_terminal();
    let mut progress = Progress::new(paths.len(), alone && !args.quiet);
    for batch in paths.chunks(BATCH) {
        for checked in check_batch(batch, glossary, &settings) {
            match checked {
                Ok(outcome) => {
                    if !args.quiet {
                        progress.aside(|| notices(&outcome, args, paths.len()));
                    }
                    totals.add(&outcome);
                    reports.document(&outcome)?;
                }
                Err(error) => {
                    progress.aside(|| complain(&[error]));
                    failed = true;
                }
            }
        }
        progress.advance(batch.len());
    }
    drop(progress);
    reports.finish(&totals)?;
    let gate = args.fail_on.severity();
    Ok(if failed {
        Status::Failed
    } else if gate.is_some_and(|s| totals.at_least(s) > 0) {
        Status::Findings
    } else {
        Status::Clean
    })
}

/// One file is not worth starting threads for.
fn check_batch(
    batch: &[PathBuf],
    glossary: &Glossary,
    settings: &Settings,
) -> Vec<Result<Outcome, Error>> {
    let one = |path: &PathBuf| {
        let document = input::document(path)?;
        let checked = check_all(&document, glossary, settings);
        Ok(Outcome {
            document,
            checked,
            source_lang: settings.source_lang,
        })
    };
    match batch {
        [path] => vec![one(path)],
        batch => batch.par_iter().map(one).collect(),
    }
}

/// What the user should know of how an article was read.
fn notices(outcome: &Outcome, args: &CheckArgs, articles: usize) {
    let path = outcome.document.display_path();
    if outcome.document.guessed {
        anstream::eprintln!(
            "wirelint: {path}: not UTF-8; read as {} (a guess)",
            outcome.document.encoding
        );
    }
    if outcome.checked.lang == Lang::Und {
        anstream::eprintln!(
            "wirelint: {path}: the language could not be told, so only rules for every language ran; give --lang"
        );
    } else if outcome.checked.detected && args.format == Format::Text && articles == 1 {
        anstream::eprintln!("wirelint: {path}: read as {}", outcome.checked.lang.name());
    }
}

/// The ids meant by the arguments: whole ids, or groups such as `name/`.
fn rule_ids(given: &[String]) -> Result<Vec<&'static str>, Vec<Error>> {
    let mut ids = Vec::new();
    let mut errors = Vec::new();
    for name in given {
        let group = name.trim_end_matches('/');
        let meant: Vec<&'static str> = rules::ALL
            .iter()
            .map(|r| r.meta().id)
            .filter(|id| id == name || id.split('/').next() == Some(group))
            .collect();
        if meant.is_empty() {
            errors.push(super::rules::unknown_rule(name));
        }
        ids.extend(meant);
    }
    if errors.is_empty() {
        Ok(ids)
    } else {
        Err(errors)
    }
}
