//! `wirelint check`

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use rayon::prelude::*;

use super::args::{CheckArgs, Format};
use super::output::Sink;
use super::{Status, baseline, complain, input};
use crate::check::check_all;
use crate::error::Error;
use crate::glossary::Glossary;
use crate::lang::Lang;
use crate::report::csv::Csv;
use crate::report::json::Json;
use crate::report::text::{Text, summary};
use crate::report::{Emitter, Outcome, Totals};
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
    let mut baseline = baseline::load(args.baseline.as_deref(), args.today)?;
    let (paths, errors) = input::articles(&args.paths);
    complain(&errors);
    let mut failed = !errors.is_empty();
    let mut reports = Reports::open(args)?;
    let mut totals = Totals::default();
    for batch in paths.chunks(BATCH) {
        for checked in check_batch(batch, glossary, &settings) {
            match checked {
                Ok(mut outcome) => {
                    if let Some(baseline) = &mut baseline {
                        outcome.reviews = baseline.review(&outcome.document, &outcome.checked);
                    }
                    notices(&outcome, args);
                    totals.add(&outcome);
                    reports.document(&outcome)?;
                }
                Err(error) => {
                    complain(&[error]);
                    failed = true;
                }
            }
        }
    }
    reports.finish(&totals)?;
    if let Some(baseline) = &baseline {
        baseline::notices(baseline, &settings);
    }
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
            reviews: Vec::new(),
        })
    };
    match batch {
        [path] => vec![one(path)],
        batch => batch.par_iter().map(one).collect(),
    }
}

/// What the user should know of how an article was read.
fn notices(outcome: &Outcome, args: &CheckArgs) {
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
    } else if outcome.checked.detected && args.format == Format::Text {
        anstream::eprintln!("wirelint: {path}: read as {}", outcome.checked.lang.name());
    }
}

/// The ids meant by the arguments: whole ids, or groups such as `name/`.
pub fn rule_ids(given: &[String]) -> Result<Vec<&'static str>, Vec<Error>> {
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

/// The main report and the CSV beside it.
struct Reports {
    open: Vec<(Box<dyn Emitter>, Sink)>,
    /// The main report went to a file, so the terminal gets the summary.
    summary: bool,
}

impl Reports {
    fn open(args: &CheckArgs) -> Result<Self, Vec<Error>> {
        let sink = match &args.output {
            Some(path) => Sink::file(path),
            None => Ok(Sink::stdout()),
        };
        let colour = args.output.is_none()
            && io::stdout().is_terminal()
            && std::env::var_os("NO_COLOR").is_none();
        let emitter: Box<dyn Emitter> = match args.format {
            Format::Text => Box::new(Text::new(colour)),
            Format::Csv => Box::new(Csv { bom: args.bom }),
            Format::Json => Box::new(Json::default()),
        };
        let mut open = vec![(emitter, sink.map_err(|e| vec![e])?)];
        if let Some(path) = &args.report {
            let sink = Sink::file(path).map_err(|e| vec![e])?;
            open.push((Box::new(Csv { bom: args.bom }), sink));
        }
        let mut reports = Self {
            open,
            summary: args.output.is_some(),
        };
        reports.each(|emitter, sink| emitter.begin(sink))?;
        Ok(reports)
    }

    fn each(
        &mut self,
        mut write: impl FnMut(&mut dyn Emitter, &mut Sink) -> io::Result<()>,
    ) -> Result<(), Vec<Error>> {
        for (emitter, sink) in &mut self.open {
            write(emitter.as_mut(), sink).map_err(|e| {
                vec![Error::new(
                    format!("the report cannot be written: {e}"),
                    "check that the disk is not full; an old report is as it was",
                )]
            })?;
        }
        Ok(())
    }

    fn document(&mut self, outcome: &Outcome) -> Result<(), Vec<Error>> {
        self.each(|emitter, sink| emitter.document(outcome, sink))
    }

    fn finish(mut self, totals: &Totals) -> Result<(), Vec<Error>> {
        self.each(|emitter, sink| emitter.end(totals, sink))?;
        for (_, sink) in self.open {
            sink.finish().map_err(|e| vec![e])?;
        }
        if self.summary {
            anstream::eprintln!("wirelint: {}", summary(totals));
        }
        Ok(())
    }
}
