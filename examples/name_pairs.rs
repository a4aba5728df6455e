//! Writes the features of pairs of name words, for `scripts/fit_evidence.py`.
//!
//! Standard input: CSV with the columns `file,a,b` and a folder as the only argument. Standard output: the same columns, then the
//! features; a pair of which one word is no name word of its article is left out and named on standard error. With `--candidates`, every
//! candidate pair of each article is written instead.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use wirelint::names::clusters::candidates;
use wirelint::names::evidence::{FEATURES, features};
use wirelint::names::words::NameWord;
use wirelint::rules::article::Article;
use wirelint::{Document, Glossary, Lang};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let root = args.next().ok_or("name the folder the files lie in")?;
    let all = args.next().as_deref() == Some("--candidates");
    let mut pairs: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for record in csv::Reader::from_reader(std::io::stdin()).records() {
        let record = record?;
        pairs
            .entry(record[0].to_owned())
            .or_default()
            .push((record[1].to_owned(), record[2].to_owned()));
    }
    let mut out = csv::Writer::from_writer(std::io::stdout());
    out.write_record(["file", "a", "b"].iter().chain(&FEATURES))?;
    for (file, pairs) in pairs {
        let document = Document::from_bytes(&file, &std::fs::read(Path::new(&root).join(&file))?)?;
        // "ru-en/article.txt" is English, and so are "en/article.txt" and "en_ref/article.txt".
        let part = file.split('/').next().unwrap_or_default();
        let lang: Lang = part.rsplit('-').next().unwrap_or_default().parse()?;
        let glossary = Glossary::shipped();
        let article = Article::new(&document, glossary, lang, None);
        let words = article.words();
        let mut row = |a: &NameWord, b: &NameWord| -> Result<(), csv::Error> {
            let numbers = features(a, b).map(|f| format!("{f:.5}"));
            out.write_record([&file, &a.text, &b.text].into_iter().chain(&numbers))
        };
        if all {
            for (a, b) in candidates(words, lang) {
                row(&words[a], &words[b])?;
            }
            continue;
        }
        for (a, b) in pairs {
            let word = |text: &str| words.iter().find(|w| w.text == text);
            match (word(&a), word(&b)) {
                (Some(a), Some(b)) => row(a, b)?,
                _ => eprintln!("{file}: {a} / {b}: no name word"),
            }
        }
    }
    out.flush()?;
    Ok(())
}
