//! The reports of a run: the main one, the CSV beside it, and as many more as are asked for.

use std::io;
use std::path::{Path, PathBuf};

use super::args::{CheckArgs, Format};
use super::output::{Sink, unwritable};
use crate::error::Error;
use crate::report::csv::Csv;
use crate::report::github::Github;
use crate::report::gitlab::Gitlab;
use crate::report::html::Html;
use crate::report::json::Json;
use crate::report::jsonl::JsonLines;
use crate::report::junit::Junit;
use crate::report::sarif::Sarif;
use crate::report::text::{Text, summary};
use crate::report::{Emitter, Outcome, Totals};

/// The environment variable with the page that describes the rules, to which rule ids are linked on terminals that can. `{rule}` in it
/// stands for the id; without one the id is appended after `#`.
const DOCS_URL: &str = "WIRELINT_DOCS_URL";

/// Reports being written. Dropped before [`Reports::finish`], nothing of them stays.
pub struct Reports {
    open: Vec<(Box<dyn Emitter>, Sink)>,
    /// The main report went to a file, so the terminal gets the summary.
    summary: bool,
}

impl Reports {
    /// Opens them all and writes what comes before the first article.
    pub fn open(args: &CheckArgs) -> Result<Self, Vec<Error>> {
        let files = files(args);
        refuse_twice(&files)?;
        let mut open = Vec::new();
        if args.output.is_none() && !(args.quiet && args.format == Format::Text) {
            open.push((emitter(args.format, None, args), Sink::stdout()));
        }
        for (format, path) in files {
            let sink = Sink::file(path).map_err(|e| vec![e])?;
            open.push((emitter(format, Some(path), args), sink));
        }
        let mut reports = Self {
            open,
            summary: args.output.is_some() && !args.quiet,
        };
        reports.each(|emitter, sink| emitter.begin(sink))?;
        Ok(reports)
    }

    fn each(
        &mut self,
        mut write: impl FnMut(&mut dyn Emitter, &mut Sink) -> io::Result<()>,
    ) -> Result<(), Vec<Error>> {
        for (emitter, sink) in &mut self.open {
            write(emitter.as_mut(), sink).map_err(|e| vec![unwritable(sink.path(), &e)])?;
        }
        Ok(())
    }

    /// Writes an article to each.
    pub fn document(&mut self, outcome: &Outcome) -> Result<(), Vec<Error>> {
        self.each(|emitter, sink| emitter.document(outcome, sink))
    }

    /// Ends them, and puts them in their places when all are written.
    pub fn finish(mut self, totals: &Totals) -> Result<(), Vec<Error>> {
        self.each(|emitter, sink| emitter.end(totals, sink))?;
        Sink::place(self.open.into_iter().map(|(_, sink)| sink).collect()).map_err(|e| vec![e])?;
        if self.summary {
            anstream::eprintln!("wirelint: {}", summary(totals));
        }
        Ok(())
    }
}

/// Every report that goes to a file.
fn files(args: &CheckArgs) -> Vec<(Format, &Path)> {
    let main = args.output.iter().map(|p| (args.format, p.as_path()));
    let csv = args.report.iter().map(|p| (Format::Csv, p.as_path()));
    let also = args.also.iter().map(|a| (a.format, a.path.as_path()));
    main.chain(csv).chain(also).collect()
}

/// Of two reports in one file only the last would stay.
fn refuse_twice(files: &[(Format, &Path)]) -> Result<(), Vec<Error>> {
    let mut seen: Vec<PathBuf> = Vec::new();
    for (_, path) in files {
        let place = place(path);
        if seen.contains(&place) && path.metadata().map_or(true, |m| m.is_file()) {
            return Err(vec![
                Error::new("two reports go to this file", "give each a file of its own")
                    .in_file(path),
            ]);
        }
        seen.push(place);
    }
    Ok(())
}

/// Where a path leads, whether or not there is a file yet.
fn place(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let folder = folder
            .canonicalize()
            .unwrap_or_else(|_| folder.to_path_buf());
        folder.join(path.file_name().unwrap_or_default())
    })
}

/// The emitter for a format; `path` is `None` for standard output.
fn emitter(format: Format, path: Option<&Path>, args: &CheckArgs) -> Box<dyn Emitter> {
    match format {
        Format::Text => {
            let colour = path.is_none()
                && anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
            let links = colour && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout);
            let docs = std::env::var(DOCS_URL).ok().filter(|_| links);
            Box::new(Text::new(colour).linked_to(docs))
        }
        Format::Csv => Box::new(Csv { bom: args.bom }),
        Format::Json => Box::new(Json::default()),
        Format::Jsonl => Box::new(JsonLines),
        Format::Sarif => Box::new(Sarif::default()),
        Format::Junit => Box::new(Junit),
        Format::Github => Box::new(Github),
        Format::Gitlab => Box::new(Gitlab::default()),
        Format::Html => Box::new(Html::new(path.and_then(Path::parent))),
    }
}
