//! The format of `wirelint.toml`, as it is written; [`super::read`] turns it into what it means.
//!
//! The doc comments here are the descriptions in the JSON Schema, so they speak to those who write the file.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use toml::Spanned;

use super::schema;

/// A value with its place in the file, in bytes.
pub type Word = Spanned<String>;

/// Settings of wirelint for the articles in the folder of this file and below.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
#[schemars(title = "wirelint.toml")]
pub struct SettingsFile {
    /// Language of the articles (ISO 639-1), with the region whose conventions they follow, if any: "fr", "fr-CA". Detected when absent.
    #[schemars(schema_with = "schema::lang")]
    pub lang: Option<Word>,
    /// Language they were translated from, if it is always the same.
    #[schemars(schema_with = "schema::lang")]
    pub source_lang: Option<Word>,
    /// Glossaries of your own (CSV), laid over the one that ships; paths are relative to this file. A later one wins over an earlier one.
    #[schemars(with = "Vec<String>")]
    pub glossaries: Vec<Word>,
    /// Least severity reported: info, warning (the default) or error.
    #[schemars(schema_with = "schema::severity")]
    pub level: Option<Word>,
    /// Findings from which on the exit code is 1: error, warning (the default), info or never.
    #[schemars(schema_with = "schema::gate")]
    pub fail_on: Option<Word>,
    /// Articles to leave out: patterns as in .gitignore, relative to the folder of this file.
    #[schemars(with = "Vec<String>")]
    pub ignore: Vec<Word>,
    /// What the house writes where it differs from the language and its region.
    pub conventions: Conventions,
    /// Which rules run, and the level of their findings.
    #[schemars(schema_with = "schema::rules")]
    pub rules: Rules,
    /// Settings for some of the articles. A later block wins over an earlier one.
    #[serde(rename = "override")]
    #[schemars(with = "Vec<Override>")]
    pub overrides: Vec<Spanned<Override>>,
    /// Findings to silence, with the reason.
    #[schemars(with = "Vec<Suppress>")]
    pub suppress: Vec<Spanned<Suppress>>,
}

/// What the house writes where it differs from the language and its region.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct Conventions {
    /// Opening and closing quotation mark, such as "«»"; others are reported.
    #[schemars(schema_with = "schema::marks")]
    pub quotation_marks: Option<Word>,
    /// Opening and closing mark of a quotation inside another, such as "‹›"; accepted beside the first.
    #[schemars(schema_with = "schema::marks")]
    pub nested_quotation_marks: Option<Word>,
    /// Decimal mark: point or comma.
    #[schemars(schema_with = "schema::decimal")]
    pub decimal: Option<Word>,
    /// Mark between groups of three digits: point, comma, space, thin-space or apostrophe.
    #[schemars(schema_with = "schema::group")]
    pub group: Option<Word>,
    /// Time of day, with {h} for the hour and {m} for the minute, such as "{h}.{m} Uhr".
    #[schemars(schema_with = "schema::time")]
    pub time: Option<Word>,
    /// Where the symbol of a currency stands: before or after the number.
    #[schemars(schema_with = "schema::currency")]
    pub currency: Option<Word>,
}

/// Settings for the articles that the paths match.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
#[schemars(extend("required" = ["paths"]))]
pub struct Override {
    /// Which articles: patterns as in .gitignore, relative to the folder of this file.
    #[schemars(with = "Vec<String>")]
    pub paths: Vec<Word>,
    /// Language of these articles.
    #[schemars(schema_with = "schema::lang")]
    pub lang: Option<Word>,
    /// Language they were translated from.
    #[schemars(schema_with = "schema::lang")]
    pub source_lang: Option<Word>,
    /// What the house writes in these articles.
    pub conventions: Conventions,
    /// Which rules run on them, and the level of their findings.
    #[schemars(schema_with = "schema::rules")]
    pub rules: Rules,
}

/// Findings to silence: those that meet every condition. At least one of rule, path, concept and text must be given.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
#[schemars(extend("anyOf" = [
    { "required": ["rule"] },
    { "required": ["path"] },
    { "required": ["concept"] },
    { "required": ["text"] },
]))]
pub struct Suppress {
    /// Findings of this rule or group.
    #[schemars(schema_with = "schema::rule")]
    pub rule: Option<Word>,
    /// Findings in these articles: a pattern as in .gitignore, relative to the folder of this file.
    #[schemars(with = "Option<String>")]
    pub path: Option<Word>,
    /// Findings about this glossary concept (its id; `wirelint glossary show NAME` tells it).
    #[schemars(with = "Option<String>")]
    pub concept: Option<Word>,
    /// Findings with this text.
    #[schemars(with = "Option<String>")]
    pub text: Option<Word>,
    /// Why. Suppressions without a reason are reported.
    #[schemars(with = "Option<String>")]
    pub reason: Option<Word>,
    /// The last day on which it holds, such as 2027-01-31. Suppressions past it are reported.
    #[schemars(schema_with = "schema::date")]
    pub until: Option<Spanned<Date>>,
}

/// A date: TOML's own, or text.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Date {
    /// In quotation marks.
    Text(String),
    /// Without.
    Toml(toml::value::Datetime),
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Toml(date) => write!(f, "{date}"),
        }
    }
}

/// `select`, `ignore`, and rules or groups with their levels.
#[derive(Debug, Default)]
pub struct Rules {
    /// Only these run.
    pub select: Option<Spanned<Vec<Word>>>,
    /// These do not run.
    pub ignore: Vec<Word>,
    /// Rule or group, and level.
    pub levels: Vec<(Word, Word)>,
}

impl<'de> Deserialize<'de> for Rules {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Table;
        impl<'de> Visitor<'de> for Table {
            type Value = Rules;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table of rules and levels")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Rules, A::Error> {
                let mut rules = Rules::default();
                while let Some(key) = map.next_key::<Word>()? {
                    match key.get_ref().as_str() {
                        "select" => rules.select = Some(map.next_value()?),
                        "ignore" => rules.ignore = map.next_value()?,
                        _ => rules.levels.push((key, map.next_value()?)),
                    }
                }
                Ok(rules)
            }
        }
        deserializer.deserialize_map(Table)
    }
}
