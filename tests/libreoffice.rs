//! A report goes through `LibreOffice` Calc and comes back: as a workbook, in the ways of several countries. Where `soffice` is missing, the test says
//! so on standard error and passes.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use wirelint::report::csv::{Csv, HEADER};
use wirelint::report::{Emitter, Outcome};
use wirelint::review::read::{Sheet, read};
use wirelint::{Document, Glossary, Lang, Settings, Severity};

/// How the CSV is opened and how it is saved: separator, quotation mark, character set (76 is UTF-8, 1 is Windows-1252), first line, column formats,
/// language (1031 is German, 1033 is English), whether quoted cells are text, whether numbers and dates are detected;
/// and the encoding that comes back.
const WAYS: [(&str, &str, &str, &str); 3] = [
    ("as it opens by itself", "44,34,76,1", "44,34,76,1", "UTF-8"),
    (
        "German, dates and times detected, saved with semicolons in Windows-1252",
        "44,34,76,1,,1031,false,true",
        "59,34,1,1,,1031,false,true",
        "windows-1252",
    ),
    (
        "English, dates and times detected, saved with tabs and every text quoted",
        "44,34,76,1,,1033,false,true",
        "9,34,76,1,,1033,true,true",
        "UTF-8",
    ),
];

const DECISIONS: [&str; 6] = [
    "fix",
    "ignore until 2027-01-31",
    "fix: Élan",
    "Ignore-Everywhere",
    "later",
    "",
];

const ARTICLE: &str = "=HYPERLINK(\"http://x.test\";\"Pékin\") said then then that the the road was shut.\n\n\
    -5 was read at 5:28 in Alger .\n\n+1 left Deir\nEzzor for Varsovie on 3 March. He met the OTAN in Kiev .\n";

/// The report of the article, with a decision in every row but some.
fn report() -> Vec<u8> {
    let settings = Settings {
        lang: Some(Lang::En),
        level: Severity::Info,
        ..Settings::default()
    };
    let document = Document::from_bytes("=1+1.txt", ARTICLE.as_bytes()).expect("an article");
    let checked = wirelint::check::check_all(&document, Glossary::shipped(), &settings);
    let outcome = Outcome {
        document,
        checked,
        source_lang: None,
        reviews: Vec::new(),
    };
    let (mut csv, mut out) = (Csv::default(), Vec::new());
    csv.begin(&mut out)
        .and_then(|()| csv.document(&outcome, &mut out))
        .expect("memory takes everything");
    let mut reader = csv::Reader::from_reader(&out[..]);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER).expect("memory");
    for (n, record) in reader.records().enumerate() {
        let record = record.expect("a row");
        let mut cells: Vec<&str> = record.iter().collect();
        cells[HEADER.len() - 2] = DECISIONS[n % DECISIONS.len()];
        cells[HEADER.len() - 1] = "house style";
        writer.write_record(&cells).expect("memory");
    }
    writer.into_inner().expect("memory")
}

/// Converts a file in `folder`; `None` when there is no `LibreOffice`.
fn converted(folder: &Path, file: &str, to: &str, infilter: Option<&str>) -> Option<()> {
    let profile = folder.join("profile");
    let mut command = Command::new("soffice");
    command
        .current_dir(folder)
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--convert-to", to]);
    if let Some(filter) = infilter {
        command.arg(format!("--infilter=CSV:{filter}"));
    }
    let output = command.arg(file).output().ok()?;
    assert!(output.status.success(), "{output:?}");
    Some(())
}

fn rows(sheet: &Sheet) -> Vec<[String; 5]> {
    let rows = sheet.rows.iter();
    rows.map(|r| {
        [
            r.file.clone(),
            r.rule.clone(),
            format!("{:?}", r.places),
            r.decision
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            r.comment.clone(),
        ]
    })
    .collect()
}

#[test]
fn decisions_survive_libreoffice_and_formulas_stay_text() {
    let report = report();
    let sound = read("r.csv".as_ref(), &report).expect("a report");
    assert!(sound.rows.len() > 6, "{} findings", sound.rows.len());
    for (way, opened, saved, encoding) in WAYS {
        let folder = TempDir::new().expect("a temporary folder");
        fs::write(folder.path().join("r.csv"), &report).expect("written");
        if converted(folder.path(), "r.csv", "xlsx", Some(opened)).is_none() {
            // Past the test's capture: a test that says nothing would seem to have run.
            let _ = writeln!(
                std::io::stderr(),
                "libreoffice: skipped, there is no soffice"
            );
            return;
        }
        fs::remove_file(folder.path().join("r.csv")).expect("removed");
        let to = format!("csv:Text - txt - csv (StarCalc):{saved}");
        converted(folder.path(), "r.xlsx", &to, None).expect("it was there before");
        let bytes = fs::read(folder.path().join("r.csv")).expect("converted");
        let back = read("r.csv".as_ref(), &bytes).unwrap_or_else(|e| panic!("{way}: {e:?}"));
        assert_eq!(back.encoding, encoding, "{way}");
        assert_eq!(rows(&back), rows(&sound), "{way}");
        for (back, sound) in back.rows.iter().zip(&sound.rows) {
            // No formula was evaluated: the cells still begin as they did.
            let starts = |text: &str| text.chars().take(10).collect::<String>();
            assert_eq!(starts(&back.context), starts(&sound.context), "{way}");
            assert!(
                back.fingerprint
                    .is_none_or(|f| Some(f) == sound.fingerprint),
                "{way}"
            );
        }
    }
}
