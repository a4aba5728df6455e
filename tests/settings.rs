//! Settings files: what ships loads, the schema is that of the types, and no file makes the reader fall over.

mod common;

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use serde_json::Value;
use tempfile::TempDir;
use wirelint::rules;
use wirelint::settings::find::{Finder, NAME, Source};
use wirelint::settings::loaded::Loaded;
use wirelint::settings::names::named;
use wirelint::settings::read::{KEYS, OVERRIDE_KEYS, SUPPRESS_KEYS, read};
use wirelint::settings::resolve::{Flags, Origin, resolve};
use wirelint::settings::schema::schema;
use wirelint::{Error, Lang, Severity};

use common::{in_repository, read as text_of};

const SCHEMA: &str = "wirelint.schema.json";
const TEMPLATE: &str = "src/cli/init.toml";

fn ids() -> Vec<&'static str> {
    rules::ids().collect()
}

fn load(text: &str) -> Result<Loaded, Vec<Error>> {
    read(Path::new(NAME), text, &ids())
}

fn loaded(text: &str) -> Loaded {
    load(text).unwrap_or_else(|errors| panic!("{text}\n{errors:?}"))
}

/// The template with its settings in force: a comment without a space after its mark is a setting.
fn uncommented() -> String {
    let line = |line: &str| match line.strip_prefix('#') {
        Some(setting) if !setting.starts_with(' ') && !setting.is_empty() => setting.to_owned(),
        _ => line.to_owned(),
    };
    let lines: Vec<String> = text_of(&in_repository(TEMPLATE))
        .lines()
        .map(line)
        .collect();
    lines.join("\n")
}

fn keys(value: &Value) -> BTreeSet<String> {
    let members = value["properties"].as_object();
    members
        .into_iter()
        .flat_map(|m| m.keys().cloned())
        .collect()
}

fn set(keys: &[&str]) -> BTreeSet<String> {
    keys.iter().map(|k| (*k).to_owned()).collect()
}

#[test]
fn what_init_writes_loads_and_changes_nothing() {
    let file = loaded(&text_of(&in_repository(TEMPLATE)));
    let today = jiff::civil::date(2027, 1, 1);
    let with = resolve(
        Some(&file),
        Some(Path::new("a.txt")),
        &Flags::default(),
        today,
    );
    let without = resolve(None, None, &Flags::default(), today);
    assert_eq!(with.settings(Some(&file)), without.settings(None));
    assert_eq!(with.fail_on.value, without.fail_on.value);
}

#[test]
fn what_init_writes_shows_every_setting_and_loads_with_all_of_them() {
    let text = uncommented();
    let file = loaded(&text);
    assert_eq!((file.overrides.len(), file.suppress.len()), (1, 1));
    let table: toml::Table = text.parse().expect("it was loaded");
    let of = |value: &toml::Value| value.as_table().map(|t| t.keys().cloned().collect());
    let first = |name: &str| table[name].as_array().and_then(|blocks| of(&blocks[0]));
    assert_eq!(table.keys().cloned().collect::<BTreeSet<_>>(), set(&KEYS));
    assert_eq!(first("override"), Some(set(&OVERRIDE_KEYS)));
    assert_eq!(first("suppress"), Some(set(&SUPPRESS_KEYS)));
}

/// With `UPDATE=1` in the environment the test writes the copy.
#[test]
fn the_copy_of_the_schema_is_not_stale() {
    let path = in_repository(SCHEMA);
    let made = format!("{:#}\n", schema(rules::ids()));
    if env::var_os("UPDATE").is_some_and(|v| v == "1") {
        fs::write(&path, &made).expect("the schema is written");
    }
    assert!(
        text_of(&path) == made,
        "{SCHEMA} is stale; UPDATE=1 cargo test --test settings writes it"
    );
}

#[test]
fn the_schema_and_the_reader_know_the_same_keys() {
    let schema = schema(rules::ids());
    let definitions = &schema["definitions"];
    assert_eq!(keys(&schema), set(&KEYS));
    assert_eq!(keys(&definitions["Override"]), set(&OVERRIDE_KEYS));
    assert_eq!(keys(&definitions["Suppress"]), set(&SUPPRESS_KEYS));
    for name in definitions["Rule"]["enum"]
        .as_array()
        .expect("a list of rules")
    {
        let name = name.as_str().expect("a name");
        assert!(!named(ids(), name).is_empty(), "{name} is no rule");
        assert!(
            keys(&definitions["Rules"]).contains(name),
            "{name} has no level"
        );
    }
}

/// A repository's own settings do not come from the folder it happens to be checked out in.
#[test]
fn the_search_ends_at_a_repository() {
    let folder = TempDir::new().expect("a temporary folder");
    let inside = folder.path().join("repository/news");
    fs::create_dir_all(&inside).expect("folders are made");
    fs::write(folder.path().join(NAME), "lang = \"fr\"\n").expect("written");
    let found = |article: &Path| {
        let mut finder = Finder::new(Source::Nearest, ids());
        finder.of(article).expect("the settings are right").file
    };
    assert_eq!(found(&inside.join("a.txt")), Some(0), "no repository yet");
    fs::create_dir(folder.path().join("repository/.git")).expect("made");
    assert_eq!(found(&inside.join("a.txt")), None, "beyond the repository");
    assert_eq!(
        found(&folder.path().join("repository/../a.txt")),
        Some(0),
        "beside it"
    );
}

#[test]
fn a_file_is_read_once_for_many_folders() {
    let folder = TempDir::new().expect("a temporary folder");
    fs::write(folder.path().join(NAME), "").expect("written");
    let mut finder = Finder::new(Source::Nearest, ids());
    for n in 0..20 {
        let inside = folder.path().join(format!("{n}/deep"));
        fs::create_dir_all(&inside).expect("folders are made");
        for article in ["a.txt", "b.txt"] {
            let found = finder
                .of(&inside.join(article))
                .expect("the settings are right");
            assert_eq!(found.file, Some(0));
            assert_eq!(found.article, Some(format!("{n}/deep/{article}").into()));
        }
    }
    assert_eq!(finder.files.len(), 1);
}

#[test]
fn later_overrides_win_and_flags_win_over_all() {
    let file = loaded(
        "lang = \"en\"\n[rules]\n\"name/case\" = \"error\"\n\
         [[override]]\npaths = [\"*.md\"]\nlang = \"fr\"\nrules = { \"name/\" = \"off\" }\n\
         [[override]]\npaths = [\"b.*\"]\nlang = \"de\"\nrules = { \"name/case\" = \"info\" }\n",
    );
    let today = jiff::civil::date(2027, 1, 1);
    let of = |article: &str, flags: &Flags| {
        let resolved = resolve(Some(&file), Some(Path::new(article)), flags, today);
        (resolved.lang.clone(), resolved.settings(Some(&file)))
    };
    let none = Flags::default();
    let (lang, settings) = of("a.txt", &none);
    assert_eq!(
        (lang.value, lang.origin),
        (Some(Lang::En.into()), Origin::Line(1))
    );
    assert_eq!(settings.levels.get("name/case"), Some(&Severity::Error));
    let (lang, settings) = of("a.md", &none);
    assert_eq!(
        (lang.value, lang.origin),
        (Some(Lang::Fr.into()), Origin::Line(6))
    );
    assert!(!settings.runs("name/case") && !settings.runs("name/accents"));
    let (lang, settings) = of("b.md", &none);
    assert_eq!(
        (lang.value, lang.origin),
        (Some(Lang::De.into()), Origin::Line(10))
    );
    assert!(settings.runs("name/case") && !settings.runs("name/accents"));
    assert_eq!(settings.levels.get("name/case"), Some(&Severity::Info));
    let flags = Flags {
        lang: Some(Lang::It.into()),
        select: vec!["name/accents"],
        ..Flags::default()
    };
    let (lang, settings) = of("b.md", &flags);
    assert_eq!(
        (lang.value, lang.origin),
        (Some(Lang::It.into()), Origin::Flag("--lang"))
    );
    assert!(settings.runs("name/accents") && !settings.runs("name/case"));
}

/// Pieces of settings files, right and wrong.
const PIECES: &[&str] = &[
    "lang",
    "source-lang",
    "glossaries",
    "level",
    "fail-on",
    "ignore",
    "rules",
    "override",
    "suppress",
    "paths",
    "rule",
    "path",
    "until",
    "text",
    "[",
    "]",
    "[[",
    "]]",
    "=",
    ".",
    ",",
    "{",
    "}",
    "\"",
    "'",
    "\"\"\"",
    "#",
    "\n",
    "\r\n",
    " ",
    "\"en\"",
    "\"name/\"",
    "\"name/case\"",
    "\"off\"",
    "\"info\"",
    "2027-01-31",
    "1",
    "true",
    "é",
    "\u{feff}",
    "\"**/[\"",
    "\"!\"",
    "\"/\"",
    "\"a/\\\\\"",
    "\"../x\"",
];

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2000,
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..ProptestConfig::default()
    })]

    /// Whatever stands in a file, it is read or refused with a place inside it, and what is read can be resolved for any path.
    #[test]
    fn every_file_is_read_or_refused_with_a_place(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40),
        article in "[a-z./!*\\[ ]{0,12}",
    ) {
        let text = pieces.concat();
        match load(&text) {
            Ok(file) => {
                let today = jiff::civil::date(2027, 1, 1);
                let resolved = resolve(Some(&file), Some(Path::new(&article)), &Flags::default(), today);
                prop_assert_eq!(resolved.settings(Some(&file)).suppressions.len(), resolved.suppress.len());
            }
            Err(errors) => {
                prop_assert!(!errors.is_empty());
                let lines = text.lines().count() as u64 + 1;
                for error in errors {
                    prop_assert!(error.line.is_some_and(|l| (1..=lines).contains(&l)), "{}", error);
                    prop_assert!(error.column.is_some() && !error.remedy.is_empty());
                }
            }
        }
    }

    /// The same with lines that are right by themselves, so that whole files are often right.
    #[test]
    fn files_of_right_lines_are_read_or_refused_with_a_place(
        lines in prop::collection::vec(prop::sample::select(&[
            "lang = \"en\"", "level = \"info\"", "fail-on = \"never\"", "ignore = [\"a/\", \"*.md\"]", "[rules]",
            "\"name/\" = \"off\"", "\"name/case\" = \"error\"", "select = [\"artifact/\"]", "[[override]]", "paths = [\"*.txt\"]",
            "[override.rules]", "[[suppress]]", "rule = \"name/\"", "path = \"a\"", "text = \"b\"", "reason = \"so\"",
            "until = 2027-01-31", "until = \"2027-01-31\"",
        ][..]), 0..12),
    ) {
        match load(&lines.join("\n")) {
            Ok(file) => prop_assert_eq!(file.suppress.len(), lines.iter().filter(|l| **l == "[[suppress]]").count()),
            Err(errors) => prop_assert!(errors.iter().all(|e| e.line.is_some() && e.path.is_some())),
        }
    }
}
