//! `wirelint check`

use std::io::{self, IsTerminal};

use rayon::prelude::*;

use super::args::{CheckArgs, Format};
use super::changed::Changed;
use super::plan::{Plan, Planned, Terms};
use super::progress::Progress;
use super::reports::Reports;
use super::{Status, baseline, complain, input, interrupt};
use crate::check::check_all;
use crate::error::Error;
use crate::lang::Lang;
use crate::report::{Outcome, Totals};

/// Articles read, checked and reported together: enough to keep every core busy, few enough to bound memory.
const BATCH: usize = 64;

/// Checks what the arguments name.
pub fn run(args: &CheckArgs) -> Result<Status, Vec<Error>> {
    let mut baseline = baseline::load(args.baseline.as_deref(), args.settings.today)?;
    let (paths, errors) = match &args.changed_since {
        Some(revision) => Changed::since(revision)
            .map_err(|e| vec![e])?
            .articles(&args.paths),
        None => input::articles(&args.paths),
    };
    complain(&errors);
    let mut failed = !errors.is_empty();
    interrupt::listen();
    let articles = paths.len();
    let mut plan = Plan::new(&args.settings, paths, &args.paths)?;
    if let Some(revision) = args
        .changed_since
        .as_ref()
        .filter(|_| !args.quiet && !failed)
        && articles == 0
    {
        anstream::eprintln!("wirelint: no article has changed since {revision}");
    }
    let mut reports = Reports::open(args)?;
    let mut totals = Totals::default();
    let mut gated = false;
    // A bar would tear a report that scrolls by on the same screen.
    let alone = args.output.is_some() || args.format != Format::Text || !io::stdout().is_terminal();
    let mut progress = Progress::new(articles, alone && !args.quiet);
    for batch in plan.batches(BATCH) {
        let done = batch.len();
        for checked in check_batch(plan.articles(batch), &plan) {
            match checked {
                Ok((mut outcome, terms)) => {
                    if let Some(baseline) = &mut baseline {
                        outcome.reviews = baseline.review(&outcome.document, &outcome.checked);
                    }
                    if !args.quiet {
                        progress.aside(|| notices(&outcome, args, articles));
                    }
                    totals.add(&outcome);
                    gated |= terms.gates(&outcome);
                    plan.tally(&terms, &outcome.checked);
                    reports.document(&outcome)?;
                }
                Err(error) => {
                    progress.aside(|| complain(&[error]));
                    failed = true;
                }
            }
        }
        progress.advance(done);
    }
    drop(progress);
    reports.finish(&totals)?;
    complain(&plan.stale(args.changed_since.is_some()));
    if let Some(baseline) = &baseline {
        baseline::notices(baseline, &plan);
    }
    Ok(if failed {
        Status::Failed
    } else if gated && !args.report_only {
        Status::Findings
    } else {
        Status::Clean
    })
}

/// One file is not worth starting threads for.
fn check_batch(batch: &[Planned], plan: &Plan) -> Vec<Result<(Outcome, Terms), Error>> {
    let one = |planned: &Planned| {
        let document = input::document(&planned.path)?;
        let terms = plan.terms(planned);
        let checked = check_all(&document, terms.glossary, &terms.settings);
        let source_lang = terms.settings.source_lang;
        let outcome = Outcome {
            document,
            checked,
            source_lang,
            reviews: Vec::new(),
        };
        Ok((outcome, terms))
    };
    match batch {
        [planned] => vec![one(planned)],
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
