//! What the command line takes; no I/O here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil;

use crate::lang::Lang;
use crate::locale::Locale;
use crate::severity::Severity;

/// A linter for translated news copy.
#[derive(Parser)]
#[command(
    name = "wirelint",
    version,
    about,
    after_help = "Exit codes: 0 nothing at or above the gate; 1 findings; 2 something could not be read, loaded or written; 130 interrupted."
)]
pub struct Cli {
    /// Colour and links in what a terminal shows; `auto` also heeds `NO_COLOR` and `CLICOLOR_FORCE`
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value_t = Color::Auto
    )]
    pub color: Color,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// When there is colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Settles it for all that is printed from here on.
    pub fn apply(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
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
    /// Write a wirelint.toml with every setting explained
    Init(InitArgs),
    /// Show the settings of an article and where each came from
    Settings(ShowSettingsArgs),
    /// Print a script that completes commands and options in a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    Man,
}

/// `wirelint completions`
#[derive(Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
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
    /// One object a line and finding
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// `JUnit` XML: a suite per article
    Junit,
    /// GitHub annotations
    Github,
    /// GitLab Code Quality
    Gitlab,
    /// One page with the articles and their findings, for people
    Html,
}

/// A further report: `FORMAT=FILE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Also {
    /// Its format.
    pub format: Format,
    /// Where it goes.
    pub path: PathBuf,
}

impl std::str::FromStr for Also {
    type Err = String;

    fn from_str(given: &str) -> Result<Self, String> {
        let (format, path) = given
            .split_once('=')
            .filter(|(_, path)| !path.is_empty())
            .ok_or("write FORMAT=FILE, such as sarif=wirelint.sarif")?;
        Ok(Self {
            format: Format::from_str(format, true).map_err(|_| {
                let known: Vec<String> = Format::value_variants()
                    .iter()
                    .filter_map(ValueEnum::to_possible_value)
                    .map(|v| v.get_name().to_owned())
                    .collect();
                format!("{format:?} is no format; there are {}", known.join(", "))
            })?,
            path: PathBuf::from(path),
        })
    }
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
    /// Settings that win over `wirelint.toml`.
    #[command(flatten)]
    pub settings: SettingsArgs,
    /// Format of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Write the report to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write the CSV report to a file, beside whatever goes to the terminal
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Write a further report in the same run, such as `sarif=wirelint.sarif`; may be repeated
    #[arg(long, value_name = "FORMAT=FILE")]
    pub also: Vec<Also>,
    /// Say only what went wrong: no notices, no progress, no summary, and no text on standard output
    #[arg(long, short)]
    pub quiet: bool,
    /// Begin CSV with a byte order mark, which Excel needs
    #[arg(long)]
    pub bom: bool,
    /// An earlier CSV report: what it knows does not count for the gate, and its decisions come back
    #[arg(long, value_name = "REPORT")]
    pub baseline: Option<PathBuf>,
    /// Check only articles that differ from this git revision, committed or not; without PATH those below the working directory
    #[arg(long, value_name = "REV")]
    pub changed_since: Option<String>,
    /// Report what there is, and exit with 0 whatever is found (with 2 all the same when something went wrong)
    #[arg(long)]
    pub report_only: bool,
}

/// Settings on the command line; they win over `wirelint.toml`.
#[derive(Args, Default)]
pub struct SettingsArgs {
    /// Language of the articles (ISO 639-1), with the region whose conventions they follow, if any, such as fr-CA; detected when absent
    #[arg(long, value_name = "LANG")]
    pub lang: Option<Locale>,
    /// Language they were translated from
    #[arg(long, value_name = "LANG")]
    pub source_lang: Option<Lang>,
    /// A glossary of your own, laid over the one that ships; may be repeated
    #[arg(long, value_name = "FILE")]
    pub glossary: Vec<PathBuf>,
    /// Findings from which on the exit code is 1 [default: warning]
    #[arg(long, value_enum)]
    pub fail_on: Option<FailOn>,
    /// Least severity reported [default: warning]
    #[arg(long, value_enum)]
    pub level: Option<Level>,
    /// Run only these rules (ids or groups, such as name/); may be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Do not run these rules; may be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Where `wirelint.toml` comes from.
    #[command(flatten)]
    pub file: ConfigArgs,
    /// The day on which suppressions and decisions are judged to have ended, such as 2027-01-31 [default: today, UTC]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<civil::Date>,
}

/// Which `wirelint.toml` holds.
#[derive(Args, Clone, Default)]
pub struct ConfigArgs {
    /// Settings for every article, instead of the wirelint.toml nearest to each
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Read no wirelint.toml
    #[arg(long)]
    pub no_config: bool,
}

fn date(text: &str) -> Result<civil::Date, String> {
    text.parse()
        .map_err(|_| "write year, month and day, such as 2027-01-31".to_owned())
}

/// `wirelint settings`
#[derive(Args)]
pub struct ShowSettingsArgs {
    /// An article, or a folder of them
    #[arg(default_value = ".")]
    pub path: PathBuf,
    /// Settings that win over `wirelint.toml`.
    #[command(flatten)]
    pub settings: SettingsArgs,
    /// Print a JSON Schema of wirelint.toml instead, for editors
    #[arg(long)]
    pub schema: bool,
}

/// `wirelint init`
#[derive(Args)]
pub struct InitArgs {
    /// The folder to write it to
    #[arg(default_value = ".")]
    pub folder: PathBuf,
    /// Overwrite a file that is there
    #[arg(long)]
    pub force: bool,
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
    /// Settings that win over `wirelint.toml`.
    #[command(flatten)]
    pub settings: SettingsArgs,
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
    /// Settings that win over `wirelint.toml`: give those with which the articles were checked.
    #[command(flatten)]
    pub settings: SettingsArgs,
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
    #[arg(long, conflicts_with = "format")]
    pub ids: bool,
    /// Format of the list
    #[arg(long, value_enum, default_value_t = RulesFormat::Text)]
    pub format: RulesFormat,
}

/// Formats of `wirelint rules`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    /// A line for each rule
    Text,
    /// The reference page, with examples and what was measured
    Markdown,
    /// The same for programs
    Json,
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
    pub lang: Option<Locale>,
    /// A glossary of your own, laid over the one that ships; may be repeated
    #[arg(long, value_name = "FILE")]
    pub glossary: Vec<PathBuf>,
    /// Whose language and glossaries hold where no flag says otherwise.
    #[command(flatten)]
    pub file: ConfigArgs,
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
    /// Glossaries of your own, laid over those of wirelint.toml
    pub files: Vec<PathBuf>,
    /// Whose glossaries are verified with them.
    #[command(flatten)]
    pub file: ConfigArgs,
}

/// `wirelint glossary show`
#[derive(Args)]
pub struct ShowArgs {
    /// A spelling, or a concept's id
    pub name: String,
    /// Glossaries of your own, laid over those of wirelint.toml
    #[arg(long, value_name = "FILE")]
    pub glossary: Vec<PathBuf>,
    /// Whose glossaries are searched.
    #[command(flatten)]
    pub file: ConfigArgs,
}
