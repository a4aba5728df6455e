//! Throughput of the stages, and start-up: `cargo bench`.
//!
//! The text is made of the articles in `fixtures/articles`, repeated to one megabyte: an article alone is too short to time, and nothing in
//! the pipeline remembers a sentence it has seen. Compare the numbers of one run with each other only: machines and moments differ.

use std::path::Path;

use divan::Bencher;
use divan::counter::BytesCount;
use wirelint::document::Document;
use wirelint::glossary::Glossary;
use wirelint::names::mentions;
use wirelint::settings::Settings;
use wirelint::text::Text;
use wirelint::{Lang, check};

const SIZE: usize = 1_000_000;

fn main() {
    divan::main();
}

/// A megabyte of English articles, one after the other.
fn corpus() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut articles: Vec<_> = std::fs::read_dir(folder)
        .expect("the fixtures are part of the repository")
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            path.file_name()?
                .to_str()?
                .contains("-en-")
                .then(|| path.join("article.txt"))
        })
        .collect();
    articles.sort();
    let one: String = articles
        .iter()
        .map(|p| std::fs::read_to_string(p).expect("an article is UTF-8") + "\n")
        .collect();
    one.repeat(SIZE / one.len() + 1)
}

fn document(text: &str) -> Document {
    Document::from_bytes("bench.txt", text.as_bytes()).expect("the corpus is text")
}

#[divan::bench]
fn decode(bencher: Bencher) {
    let text = corpus();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| document(&text));
}

#[divan::bench]
fn fold(bencher: Bencher) {
    let text = corpus();
    let document = document(&text);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| Text::new(document.prose(), document.blocks.iter().map(|b| b.span)));
}

#[divan::bench]
fn find_mentions(bencher: Bencher) {
    let text = corpus();
    let document = document(&text);
    let cut = Text::new(document.prose(), document.blocks.iter().map(|b| b.span));
    let glossary = Glossary::shipped();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| mentions::find(document.prose(), &cut, glossary, Lang::En));
}

#[divan::bench]
fn check_all(bencher: Bencher) {
    let text = corpus();
    let document = document(&text);
    let settings = Settings {
        lang: Some(Lang::En),
        ..Settings::default()
    };
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| check(&document, Glossary::shipped(), &settings));
}
