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

/// The same without the names stage, which no glossary rule needs: the difference is what it costs.
#[divan::bench]
fn check_without_names_stage(bencher: Bencher) {
    let text = corpus();
    let document = document(&text);
    let settings = Settings {
        lang: Some(Lang::En),
        ignore: vec![
            "name/inconsistent",
            "name/accents",
            "name/case",
            "name/hyphen",
            "name/article-particle",
        ],
        ..Settings::default()
    };
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| check(&document, Glossary::shipped(), &settings));
}

/// Only the names stage, on an article in which no name occurs twice: time per name must not grow with their number.
#[divan::bench(args = [1_000, 2_500, 5_000, 10_000], sample_count = 5, sample_size = 1)]
fn distinct_names(bencher: Bencher, names: usize) {
    let mut text = String::new();
    for i in 0..names {
        text.push_str("The report was read by ");
        text.push_str(&invented(i));
        text.push_str(" in the old town.\n");
    }
    let document = document(&text);
    let settings = Settings {
        lang: Some(Lang::En),
        select: vec!["name/inconsistent"],
        ..Settings::default()
    };
    bencher
        .counter(divan::counter::ItemsCount::new(names))
        .bench(|| check(&document, Glossary::shipped(), &settings));
}

/// A name of three or four open syllables for a number, each number another.
fn invented(n: usize) -> String {
    const SYLLABLES: [&str; 24] = [
        "ba", "ke", "lo", "mi", "nu", "ra", "se", "to", "vi", "zu", "da", "fe", "go", "hi", "ju",
        "pa", "qe", "sho", "chi", "dru", "kra", "tre", "vlo", "sti",
    ];
    let mut rest = n;
    let mut name = String::from("X");
    for _ in 0..4 {
        name.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    name
}

/// Ten megabytes in one paragraph: no rule may look at the whole of it for each of its parts.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn one_long_paragraph(bencher: Bencher) {
    let text = corpus().replace('\n', " ").repeat(10);
    let document = document(&text);
    let settings = Settings {
        lang: Some(Lang::En),
        ..Settings::default()
    };
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| check(&document, Glossary::shipped(), &settings));
}
