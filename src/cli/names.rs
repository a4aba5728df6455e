//! `wirelint names`

use std::fmt::Write;
use std::io;

use serde::{Deserialize, Serialize};

use super::args::{CompareArgs, CompareFormat, NamesCommand};
use super::{Status, print};
use crate::error::Error;
use crate::names::lookalikes;
use crate::report::csv::inert;
use crate::romanisation::similarity::{self, SAME};
use crate::text::fold_form;

/// Runs a subcommand.
pub fn run(command: &NamesCommand) -> Result<Status, Vec<Error>> {
    match command {
        NamesCommand::Compare(args) => compare(args),
        NamesCommand::List(args) => super::names_list::list(args),
    }
}

#[derive(Deserialize)]
struct Pair {
    a: String,
    b: String,
}

#[derive(Serialize)]
struct Answer {
    a: String,
    b: String,
    score: String,
    same: bool,
}

fn compare(args: &CompareArgs) -> Result<Status, Vec<Error>> {
    let pairs = match &args.names[..] {
        [] => read_pairs().map_err(|e| vec![e])?,
        [a, b] => vec![Pair {
            a: a.clone(),
            b: b.clone(),
        }],
        _ => {
            return Err(vec![Error::new(
                "one name cannot be compared",
                "give two names, or none and pipe CSV with the columns a,b",
            )]);
        }
    };
    let mut text = String::new();
    let mut csv = csv::Writer::from_writer(Vec::new());
    for Pair { a, b } in &pairs {
        let mut comparison = similarity::compare(a, b);
        let nameless = |s: &str| !s.chars().any(char::is_alphanumeric);
        if nameless(a) || nameless(b) {
            comparison.score = 0.0;
            comparison.why = "no name to compare".into();
        } else if let Some(reason) = lookalikes::reason(&fold_form(a), &fold_form(b)) {
            // Two given or family names may still be one man's name in two spellings (`Kamal`, `Kamel`): an article tells, a pair does not.
            if !reason.contains("names") {
                comparison.score = 0.0;
            }
            comparison.why = format!("listed as look-alikes: {reason}; {}", comparison.why);
        }
        let same = comparison.score >= SAME;
        match args.format {
            CompareFormat::Text => {
                let verdict = if same { "one name" } else { "two names" };
                let _ = writeln!(
                    text,
                    "{a} / {b}: {verdict} ({:.3}); {}",
                    comparison.score, comparison.why
                );
            }
            CompareFormat::Csv => {
                let score = format!("{:.4}", comparison.score);
                let (a, b) = (inert(a), inert(b));
                csv.serialize(Answer { a, b, score, same }).map_err(|e| {
                    vec![Error::new(
                        e.to_string(),
                        "report this as a fault of wirelint",
                    )]
                })?;
            }
        }
    }
    if args.format == CompareFormat::Csv {
        let bytes = csv.into_inner().map_err(|e| {
            vec![Error::new(
                e.to_string(),
                "report this as a fault of wirelint",
            )]
        })?;
        text = String::from_utf8_lossy(&bytes).into_owned();
    }
    print(&text).map(|()| Status::Clean)
}

fn read_pairs() -> Result<Vec<Pair>, Error> {
    csv::Reader::from_reader(io::stdin().lock())
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|e| {
            let line = e.position().map_or(1, csv::Position::line);
            Error::new(e.to_string(), "give CSV in UTF-8 with the columns a,b").at("-", line, 1)
        })
}
