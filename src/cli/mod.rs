//! The command line: one file per subcommand, parsing apart from doing.

mod apply;
pub mod args;
mod baseline;
mod changed;
mod check;
mod diff;
mod fix;
mod generate;
mod glossary;
mod glossary_add;
mod init;
mod input;
mod interrupt;
mod names;
mod names_list;
mod output;
mod plan;
mod progress;
mod reports;
mod rewrite;
mod rules;
mod settings;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use crate::error::Error;
use args::{Cli, Command};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing at or above the gate.
    Clean = 0,
    /// Findings at or above the gate.
    Findings = 1,
    /// Something could not be read, loaded or written.
    Failed = 2,
}

/// Parses the arguments and runs the subcommand.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    cli.color.apply();
    let status = match cli.command {
        Command::Check(args) => check::run(&args),
        Command::Fix(args) => fix::run(&args),
        Command::Apply(args) => apply::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Rules(args) => rules::list(&args),
        Command::Explain(args) => rules::explain(&args),
        Command::Names(args) => names::run(&args.command),
        Command::Glossary(args) => glossary::run(&args.command),
        Command::Init(args) => init::run(&args),
        Command::Settings(args) => settings::run(&args),
        Command::Completions(args) => generate::completions(args.shell),
        Command::Man => generate::man(),
    };
    let status = status.unwrap_or_else(|errors| {
        complain(&errors);
        Status::Failed
    });
    ExitCode::from(status as u8)
}

/// Prints errors to standard error, one a line.
fn complain(errors: &[Error]) {
    for error in errors {
        anstream::eprintln!("wirelint: {error}");
    }
}

/// Writes to standard output. A reader that has gone away (`| head`) is no error.
fn print(text: &str) -> Result<(), Vec<Error>> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(vec![Error::new(
            format!("standard output cannot be written: {e}"),
            "check where it goes",
        )]),
        _ => Ok(()),
    }
}
