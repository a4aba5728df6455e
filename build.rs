//! Compiles the shipped glossary into the binary.
//!
//! The modules it uses are those of the library, included by path, so that the shipped forms are folded and keyed by the very
//! functions that fold and key an article.

#![allow(
    dead_code,
    unused_imports,
    missing_docs,
    reason = "a part of the library is used here, the rest when it runs"
)]

#[path = "src/error.rs"]
mod error;
#[path = "src/lang.rs"]
mod lang;
#[path = "src/romanisation"]
mod romanisation {
    pub mod conventions;
    pub mod keys;
    pub mod lexicon;
}
#[path = "src/span.rs"]
mod span;
#[path = "src/text/mod.rs"]
mod text;
#[path = "src/glossary"]
mod glossary {
    pub mod compile;
    pub mod exceptions;
    pub mod load;
    pub mod schema;
    pub mod verify;
}

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The files whose rows are names. Later ones lie over earlier ones with the same id, so what CLDR generated comes first and the
/// hand-kept usage file after it.
const FIRST: [&str; 3] = ["countries.csv", "capitals.csv", "countries-usage.csv"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=glossaries");
    for dir in ["src/text", "src/romanisation", "src/glossary"] {
        println!("cargo::rerun-if-changed={dir}");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    glossaries(&out);
}

fn glossaries(out: &Path) {
    let mut rows = Vec::new();
    let mut listing = String::from("&[\n");
    let mut faults = Vec::new();
    for name in files() {
        let path = Path::new("glossaries").join(&name);
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        match glossary::load::read(&path.display().to_string(), &text) {
            Ok(read) => rows.push(read),
            Err(errors) => faults.extend(errors),
        }
        let _ = writeln!(
            listing,
            "    ({:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/glossaries/{name}\"))),\n",
            format!("glossaries/{name}")
        );
    }
    listing.push(']');
    let exceptions = fs::read_to_string("glossaries/exceptions.csv")
        .expect("glossaries/exceptions.csv is part of the package");
    let exceptions = glossary::exceptions::compile("glossaries/exceptions.csv", &exceptions)
        .unwrap_or_else(|errors| {
            faults.extend(errors);
            Vec::new()
        });
    let rows = glossary::load::overlay(rows);
    faults.extend(glossary::verify::verify(&rows));
    for fault in &faults {
        println!("cargo::error={fault}");
    }
    if !faults.is_empty() {
        std::process::exit(1);
    }
    let compiled = glossary::compile::compile(&rows);
    let tables = postcard::to_stdvec(&compiled.tables).expect("plain data");
    write(&out.join("glossary_files.rs"), listing.as_bytes());
    write(&out.join("glossary.bin"), &tables);
    write(&out.join("concepts.bin"), &compiled.concepts);
    write(&out.join("exceptions.fst"), &exceptions);
    write(&out.join("arabic-names.fst"), &arabic_names());
    for list in ["known-words", "english-words"] {
        write(&out.join(format!("{list}.fst")), &word_set(list));
    }
    write(&out.join("forms.fst"), &compiled.forms);
    write(&out.join("keys.fst"), &compiled.keys);
}

/// The lexicon of Arabic names.
fn arabic_names() -> Vec<u8> {
    const PATH: &str = "glossaries/arabic-names.csv";
    let table = fs::read_to_string(PATH).unwrap_or_else(|e| panic!("{PATH}: {e}"));
    romanisation::lexicon::compile(&table).unwrap_or_else(|faults| {
        for (line, fault) in faults {
            println!("cargo::error={PATH}:{line}:1: {fault}");
        }
        Vec::new()
    })
}

/// The words of a list of words, which are sorted, as a set.
fn word_set(list: &str) -> Vec<u8> {
    let path = format!("glossaries/{list}.csv");
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let mut set = fst::SetBuilder::memory();
    for (i, word) in text.lines().enumerate().skip(1) {
        if let Err(e) = set.insert(word) {
            println!("cargo::error={path}:{}:1: {e}", i + 1);
        }
    }
    set.into_inner().expect("memory does not fail")
}

/// Every names file of `glossaries/`: `names-*.csv` and those that begin with an `id` column, in a fixed order.
fn files() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir("glossaries")
        .expect("the folder glossaries is part of the package")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|e| e == "csv"))
        .filter(|name| {
            fs::read_to_string(Path::new("glossaries").join(name))
                .is_ok_and(|text| text.starts_with("id,kind,"))
        })
        .collect();
    names.sort_by_key(|name| {
        (
            FIRST.iter().position(|f| f == name).unwrap_or(FIRST.len()),
            name.clone(),
        )
    });
    names
}

fn write(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
}
