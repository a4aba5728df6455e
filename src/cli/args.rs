//! What the command line takes; no I/O here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::lang::Lang;
use crate::severity::Severity;

/// A linter for translated news copy.
#[derive(Parser)]
#[command(
    name = "wirelint",
    version,
    about,
    after_help = "Exit codes: 0 nothing at or above the gate; 1 findings; 2 something could not be read, loaded or written."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands.
#[derive(Subcommand)]
pub enum Command {
    /// Check articles and report what an editor should look at
    Check(CheckArgs),
    /// Apply safe fixes to articles
    Fix(FixArgs),
    /// Change articles as a reviewed CSV report decides
    Apply(ApplyArgs),
    /// Compare two CSV reports: what was fixed, what is new, what remains
    Diff(DiffArgs),
    /// List the rules
    Rules(RulesArgs),
    /// Explain one rule
    Explain(ExplainArgs),
    /// Compare spellings of names
    Names(NamesArgs),
    /// Verify and search glossaries
    Glossary(GlossaryArgs),
}

/// Report formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Snippets for a terminal
    Text,
    /// One row per finding, for spreadsheets
    Csv,
    /// One object for the run
    Json,
}

/// When the exit code is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// At a finding that stops publication
    Error,
    /// At a warning or error
    Warning,
    /// At any finding
    Info,
    /// Never
    Never,
}

impl FailOn {
    /// The least severity that fails, if any does.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

/// The least severity reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Level {
    /// Errors only
    Error,
    /// Errors and warnings
    Warning,
    /// Everything
    Info,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Error => Self::Error,
            Level::Warning => Self::Warning,
            Level::Info => Self::Info,
        }
    }
}

/// `wirelint check`
#[derive(Args)]
pub struct CheckArgs {
    /// Articles, or folders of them; standard input when there is none or for `-`
    pub paths: Vec<PathBuf>,
    /// Language of the articles (ISO 639-1); detected when absent
    #[arg(long, value_name = "LANG")]
    pub lang: Option<Lang>,
    /// Language they were translated from
    #[arg(long, value_name = "LANG")]
    pub source_lang: Option<Lang>,
    /// A glossary of your own, laid over the one that ships; may be repeated
    #[arg(long, value_name = "FILE")]
    pub glossary: Vec<PathBuf>,
    /// Format of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Write the report to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write the CSV report to a file, beside whatever goes to the terminal
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Begin CSV with a byte order mark, which Excel needs
    #[arg(long)]
    pub bom: bool,
    /// Findings from which on the exit code is 1
    #[arg(long, value_enum, default_value_t = FailOn::Warning)]
    pub fail_on: FailOn,
    /// Least severity reported
    #[arg(long, value_enum, default_value_t = Level::Warning)]
    pub level: Level,
    /// Run only these rules (ids or groups, such as name/); may be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Do not run these rules; may be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// An earlier CSV report: what it knows does not count for the gate, and its decisions come back
    #[arg(long, value_name = "REPORT")]
    pub baseline: Option<PathBuf>,
    /// The day by which decisions expire; today (UTC) when absent
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<jiff::civil::Date>,
}

/// Reads a day for an argument.
fn day(text: &str) -> Result<jiff::civil::Date, String> {
    text.parse()
        .map_err(|_| "write year, month and day, such as 2027-01-31".to_owned())
}

/// `wirelint fix`
#[derive(Args)]
pub struct FixArgs {
    /// Articles, or folders of them; standard input (written to standard output) when there is none or for `-`
    pub paths: Vec<PathBuf>,
    /// Also apply fixes that may change the meaning
    #[arg(long = "unsafe")]
    pub also_unsafe: bool,
    /// Show what would change as a unified diff, and change nothing
    #[arg(long)]
    pub diff: bool,
    /// Language of the articles (ISO 639-1); detected when absent
    #[arg(long, value_name = "LANG")]
    pub lang: Option<Lang>,
    /// Language they were translated from
    #[arg(long, value_name = "LANG")]
    pub source_lang: Option<Lang>,
    /// A glossary of your own, laid over the one that ships; may be repeated
    #[arg(long, value_name = "FILE")]
    pub glossary: Vec<PathBuf>,
    /// Findings left from which on the exit code is 1
    #[arg(long, value_enum, default_value_t = FailOn::Warning)]
    pub fail_on: FailOn,
    /// Least severity fixed
    #[arg(long, value_enum, default_value_t = Level::Warning)]
    pub level: Level,
    /// Fix only what these rules find (ids or groups, such as name/); may be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Do not fix what these rules find; may be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
}

/// `wirelint apply`
#[derive(Args)]
pub struct ApplyArgs {
    /// The CSV report with decisions filled in, as any spreadsheet saves it
    pub report: PathBuf,
    /// Show what would change as a unified diff, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The folder the report's file names start from; nothing outside it is changed
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Language of the articles (ISO 639-1), as when they were checked; detected when absent
    #[arg(long, value_name = "LANG")]
    pub lang: Option<Lang>,
    /// Language they were translated from
    #[arg(long, value_name = "LANG")]
    pub source_lang: Option<Lang>,
    /// A glossary of your own, as when they were checked; may be repeated
    #[arg(long, value_name = "FILE")]
    pub glossary: Vec<PathBuf>,
}

/// `wirelint diff`
#[derive(Args)]
pub struct DiffArgs {
    /// The earlier CSV report
    pub old: PathBuf,
    /// The later CSV report
    pub new: PathBuf,
    /// Format of the comparison
    #[arg(long, value_enum, default_value_t = CompareFormat::Text)]
    pub format: CompareFormat,
}

/// `wirelint rules`
#[derive(Args)]
pub struct RulesArgs {
    /// Only the ids
    #[arg(long)]
    pub ids: bool,
}

/// `wirelint explain`
#[derive(Args)]
pub struct ExplainArgs {
    /// Id of the rule
    pub rule: String,
}

/// `wirelint names`
#[derive(Args)]
pub struct NamesArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: NamesCommand,
}

/// The subcommands of `wirelint names`.
#[derive(Subcommand)]
pub enum NamesCommand {
    /// Are two spellings one name? Without names, reads CSV with the columns a,b from standard input
    Compare(CompareArgs),
    /// List the names of an article: spellings, counts, places, glossary concept
    List(ListArgs),
}

/// `wirelint names list`
#[derive(Args)]
pub struct ListArgs {
    /// The article; standard input for `-`
    #[arg(default_value = "-")]
    pub path: PathBuf,
    /// Language of the article; detected when absent
    #[arg(long, value_name = "LANG")]
    pub lang: Option<Lang>,
    /// A glossary of your own, laid over the one that ships; may be repeated
    #[arg(long, value_name = "FILE")]
    pub glossary: Vec<PathBuf>,
    /// Format of the list
    #[arg(long, value_enum, default_value_t = CompareFormat::Text)]
    pub format: CompareFormat,
    /// Also names with a single spelling that the glossary does not know
    #[arg(long)]
    pub all: bool,
}

/// Formats of `wirelint names compare` and `list`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CompareFormat {
    /// For people
    Text,
    /// For spreadsheets and programs
    Csv,
}

/// `wirelint names compare`
#[derive(Args)]
pub struct CompareArgs {
    /// Two spellings
    #[arg(num_args = 0..=2)]
    pub names: Vec<String>,
    /// Format of the answer
    #[arg(long, value_enum, default_value_t = CompareFormat::Text)]
    pub format: CompareFormat,
}

/// `wirelint glossary`
#[derive(Args)]
pub struct GlossaryArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: GlossaryCommand,
}

/// The subcommands of `wirelint glossary`.
#[derive(Subcommand)]
pub enum GlossaryCommand {
    /// Verify glossary files against each other and against what ships
    Verify(VerifyArgs),
    /// Show what the glossary says of a name
    Show(ShowArgs),
    /// Add what a reviewed report says of names (ignore-everywhere, fix: OTHER TEXT) to a glossary of your own
    Add(AddArgs),
}

/// `wirelint glossary add`
#[derive(Args)]
pub struct AddArgs {
    /// The CSV report with decisions filled in
    #[arg(long, value_name = "REPORT")]
    pub from: PathBuf,
    /// The glossary to add to; made when it is not there
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
    /// The folder the report's file names start from
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Language of the articles (ISO 639-1); detected from them when absent
    #[arg(long, value_name = "LANG")]
    pub lang: Option<Lang>,
    /// Language they were translated from
    #[arg(long, value_name = "LANG")]
    pub source_lang: Option<Lang>,
    /// Other glossaries of your own; may be repeated
    #[arg(long, value_name = "FILE")]
    pub glossary: Vec<PathBuf>,
}

/// `wirelint glossary verify`
#[derive(Args)]
pub struct VerifyArgs {
    /// Glossaries of your own
    pub files: Vec<PathBuf>,
}

/// `wirelint glossary show`
#[derive(Args)]
pub struct ShowArgs {
    /// A spelling, or a concept's id
    pub name: String,
    /// Glossaries of your own
    #[arg(long, value_name = "FILE")]
    pub glossary: Vec<PathBuf>,
}
