//! Commands that look into articles and glossaries do so on the terms of `wirelint check`: those of `wirelint.toml`.

mod common;
#[path = "common/desk.rs"]
mod desk;
#[path = "common/repository.rs"]
mod repository;

use std::path::Path;

use desk::wirelint;
use repository::Repository;

const HOUSE: &str = "id,kind,en,fr\nacme-gulf,organisation,Acme Gulf,Acme Golfe\n";
const OTHER: &str = "id,kind,en,fr\nacme-delta,organisation,Acme Delta,Acme Delta\n";
const ARTICLE: &str = "Acme Gulf and Acme Delta met. Acme Gulf left.\n";

/// A newsroom whose settings name a glossary, from the folder above the articles.
fn newsroom() -> Repository {
    let newsroom = Repository::new();
    newsroom.write("house.csv", HOUSE);
    newsroom.write("other.csv", OTHER);
    newsroom.write(
        "wirelint.toml",
        "lang = \"en\"\nglossaries = [\"house.csv\"]\n",
    );
    newsroom.write("news/a.txt", ARTICLE);
    newsroom
}

fn run(folder: &Path, line: &str) -> (i32, String, String) {
    let output = wirelint(folder)
        .args(line.split_whitespace())
        .output()
        .expect("wirelint runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let status = output.status.code().unwrap_or(-1);
    (status, text(output.stdout), text(output.stderr))
}

#[test]
fn names_are_listed_with_the_glossary_of_the_article() {
    let newsroom = newsroom();
    let here = newsroom.path(".");
    let (status, names, said) = run(&here, "names list news/a.txt");
    assert_eq!(status, 0, "{said}");
    assert!(
        names.contains("Acme Gulf (acme-gulf)") && !names.contains("acme-delta"),
        "{names}"
    );
    let (_, both, _) = run(&here, "names list news/a.txt --glossary other.csv");
    assert!(
        both.contains("(acme-gulf)") && both.contains("(acme-delta)"),
        "{both}"
    );
    let (_, without, _) = run(&here, "names list news/a.txt --no-config");
    assert!(!without.contains("acme-gulf"), "{without}");
    newsroom.write(
        "wirelint.toml",
        "lang = \"en\"\nglossaries = [\"gone.csv\"]\n",
    );
    let (status, _, said) = run(&here, "names list news/a.txt");
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("gone.csv"), "{said}");
}

#[test]
fn glossaries_are_those_of_the_settings_and_ones_own() {
    let newsroom = newsroom();
    for folder in [".", "news"] {
        let (status, shown, said) = run(&newsroom.path(folder), "glossary show acme-gulf");
        assert_eq!(status, 0, "{said}");
        assert!(shown.contains("Acme Golfe"), "{shown}");
    }
    let here = newsroom.path(".");
    let (status, _, said) = run(&here, "glossary show acme-gulf --no-config");
    assert_eq!(status, 2, "{said}");
    let count = |line: &str| {
        let (status, counted, said) = run(&here, line);
        assert_eq!(status, 0, "{line}: {said}");
        counted
            .split(' ')
            .next()
            .and_then(|n| n.parse::<usize>().ok())
            .expect("a number")
    };
    let shipped = count("glossary verify --no-config");
    assert_eq!(count("glossary verify"), shipped + 1);
    assert_eq!(count("glossary verify other.csv"), shipped + 2);
    // One that the settings name too is not laid over itself.
    assert_eq!(count("glossary verify ./house.csv"), shipped + 1);
    // What clashes only with a glossary of the settings is found.
    newsroom.write(
        "clash.csv",
        "id,kind,en,avoid\nacme-echo,organisation,Acme Echo,Acme Gulf\n",
    );
    let (status, _, said) = run(&here, "glossary verify clash.csv");
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("clash.csv:2"), "{said}");
    let (status, _, said) = run(&here, "glossary verify clash.csv --no-config");
    assert_eq!(status, 0, "{said}");
}
