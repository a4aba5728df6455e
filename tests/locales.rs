//! Regions and house conventions from the command line and from `wirelint.toml` to the report.

use std::fs;
use std::process::{Command, Output};

use tempfile::TempDir;

/// Checks `article.txt`, in a folder that has the settings given.
fn check(settings: &str, article: &str, args: &[&str]) -> Output {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("wirelint.toml"), settings).expect("written");
    fs::write(folder.path().join("article.txt"), article).expect("written");
    Command::new(env!("CARGO_BIN_EXE_wirelint"))
        .current_dir(folder.path())
        .args(args)
        .output()
        .expect("the binary runs")
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Language code, and the first suggestion of every finding.
fn findings(settings: &str, article: &str, args: &[&str]) -> (String, Vec<String>) {
    let args = [&["check", "article.txt", "--format", "json"], args].concat();
    let report = json(&check(settings, article, &args));
    let document = &report["documents"][0];
    let suggestions = document["findings"].as_array().expect("a list");
    let first = |f: &serde_json::Value| f["suggestions"][0].as_str().unwrap_or("").to_owned();
    (
        document["lang"].as_str().expect("a code").to_owned(),
        suggestions.iter().map(first).collect(),
    )
}

const SPANISH: &str = "El gobierno destinó 1,250,000.5 pesos a la obra y los vecinos esperan.\n";

#[test]
fn a_region_decides_what_a_number_means() {
    let none: Vec<String> = Vec::new();
    assert_eq!(
        findings("", SPANISH, &["--lang", "es-MX"]),
        ("es-MX".into(), none.clone())
    );
    let (lang, found) = findings("", SPANISH, &["--lang", "es_ar"]);
    assert_eq!(
        (lang.as_str(), &found[..]),
        ("es-AR", &["1.250.000,5".to_owned()][..])
    );
    // From the settings file as well; a flag wins over it.
    assert_eq!(findings("lang = \"es-MX\"\n", SPANISH, &[]).1, none);
    assert_eq!(
        findings("lang = \"es-MX\"\n", SPANISH, &["--lang", "es-ES"]).1,
        found
    );
}

#[test]
fn a_house_wins_over_its_region() {
    let settings = "lang = \"es-MX\"\n[conventions]\ndecimal = \"comma\"\ngroup = \"space\"\n";
    let (_, found) = findings(settings, SPANISH, &[]);
    assert_eq!(found, ["1\u{a0}250\u{a0}000,5"]);
    let french = "« Non », dit-elle. « Oui », dit-il. “Jamais”, répond le maire à ses voisins.\n";
    let marks = "[conventions]\nquotation-marks = \"«»\"\n";
    assert_eq!(findings(marks, french, &["--lang", "fr"]).1.len(), 2);
    assert!(findings("", french, &["--lang", "fr"]).1.is_empty());
    let nested = "[conventions]\nquotation-marks = \"«»\"\nnested-quotation-marks = \"“”\"\n";
    assert!(findings(nested, french, &["--lang", "fr"]).1.is_empty());
    let clock = "[conventions]\ntime = \"{h}.{m}\"\n";
    let english = "The session opened at 18h30 in a crowded hall and closed at night.\n";
    assert_eq!(
        findings(clock, english, &["--lang", "en", "--select", "convention/"]).1,
        ["18.30"]
    );
}

#[test]
fn an_override_lays_its_conventions_over_those_of_the_file() {
    let settings = "lang = \"es-MX\"\n[conventions]\ndecimal = \"comma\"\ngroup = \"space\"\n\
        [[override]]\npaths = [\"*.txt\"]\n[override.conventions]\ngroup = \"point\"\n";
    assert_eq!(findings(settings, SPANISH, &[]).1, ["1.250.000,5"]);
    let shown = check(settings, SPANISH, &["settings", "article.txt"]);
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(shown.contains("lang         es-MX"), "{shown}");
    assert!(
        shown.contains("convention   decimal = \"comma\""),
        "{shown}"
    );
    assert!(
        shown.contains("convention   group = \"point\"") && shown.contains("wirelint.toml:8"),
        "{shown}"
    );
}

#[test]
fn faults_are_said_with_place_and_remedy() {
    let settings =
        "lang = \"fr-Canada\"\n[conventions]\nquotation-marks = \"«\"\ndecimals = \"comma\"\n";
    let output = check(settings, SPANISH, &["check", "article.txt"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said.contains(
            "wirelint.toml:4:1: there is no setting \"decimals\"; did you mean \"decimal\"?"
        ),
        "{said}"
    );
    let settings = "lang = \"fr-Canada\"\n[conventions]\nquotation-marks = \"«\"\ndecimal = \"coma\"\ntime = \"{h}\"\n";
    let said = check(settings, SPANISH, &["check", "article.txt"]);
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    for line in [
        "wirelint.toml:1:8: \"Canada\" in \"fr-Canada\" is no region",
        "wirelint.toml:3:19: \"«\" is no pair of quotation marks",
        "wirelint.toml:4:11: \"coma\" is none of point, comma; did you mean \"comma\"?",
        "wirelint.toml:5:8: \"{h}\" is no time of day",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
}
