//! What holds for every report that comes back, and for every change of an article: decisions survive spreadsheets, fixes settle, bytes outside
//! what is changed stay.

mod common;

use std::collections::BTreeSet;

use encoding_rs::WINDOWS_1252;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

use common::{demand_none, entries, files_below, folders, in_repository, name, read};
use wirelint::check::check_all;
use wirelint::finding::{Applicability, Edit};
use wirelint::fix::{edits, rewritten, settle};
use wirelint::report::csv::{Csv, HEADER, inert};
use wirelint::report::{Emitter, Locator, Outcome, Totals};
use wirelint::review::apply::plan;
use wirelint::review::read::{Row, read as read_report};
use wirelint::review::{Decision, decision};
use wirelint::{Document, Finding, Glossary, Lang, Settings, Severity, Span};

fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
            "fixtures/regressions/review.txt",
        ))),
        ..ProptestConfig::default()
    }
}

/// Sentences that are reported, some for a name, some for a mark, some twice.
const SENTENCES: &[&str] = &[
    "The army left Alger on Monday.",
    "Officials met in Pékin and in Varsovie.",
    "He flew to Pékin .",
    "A source within Hachd al-Chaabi spoke of a strike.",
    "The base of Aïn al-Assad was hit.",
    "The GSIM claimed the attack.",
    "The ministers of the OTAN met in Kiev.",
    "The troops reached Deir\nEzzor, they said.",
    "It was a American plane.",
    "He said &quot;no&quot; to it.",
    "They came on the the road.",
    "“Non, never,” she said, from Moscou.",
    "A mark,, and another one.",
    "The president Łukasz Nowak spoke in Łódź and in Varsovie.",
    "Nothing is wrong here.",
    "=HYPERLINK(\"x\") stands , here.",
];

fn article() -> impl Strategy<Value = String> {
    let end = prop::sample::select(&["\n\n", " ", "\r\n\r\n", "\n"][..]);
    prop::collection::vec((prop::sample::select(SENTENCES), end), 1..8).prop_map(|parts| {
        parts
            .into_iter()
            .flat_map(|(sentence, end)| [sentence, end])
            .collect()
    })
}

fn settings() -> Settings {
    Settings {
        lang: Some(Lang::En),
        level: Severity::Info,
        ..Settings::default()
    }
}

fn outcome(path: &str, bytes: &[u8]) -> Outcome {
    let document = Document::from_bytes(path, bytes).unwrap_or_else(|e| panic!("{e}"));
    let checked = check_all(&document, Glossary::shipped(), &settings());
    Outcome {
        document,
        checked,
        source_lang: None,
        reviews: Vec::new(),
    }
}

fn report(outcome: &Outcome) -> Vec<u8> {
    let mut out = Vec::new();
    let mut csv = Csv::default();
    csv.begin(&mut out)
        .and_then(|()| csv.document(outcome, &mut out))
        .and_then(|()| csv.end(&Totals::default(), &mut out))
        .expect("memory takes everything");
    out
}

/// Decisions as reviewers write them, and what they mean.
const WRITTEN: &[(&str, &str)] = &[
    ("", ""),
    ("fix", "fix"),
    (" FIX ", "fix"),
    ("fix: Beirut", "fix: Beirut"),
    ("Fix : Café d’été", "fix: Café d’été"),
    ("ignore", "ignore"),
    ("Ignore Until 2027-01-31", "ignore until 2027-01-31"),
    ("IGNORE_EVERYWHERE", "ignore-everywhere"),
    ("ignore – everywhere", "ignore-everywhere"),
    ("Later", "later"),
];

fn table(report: &[u8]) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(report)
        .records()
        .map(|r| r.expect("a row").iter().map(str::to_owned).collect())
        .collect()
}

fn column(name: &str) -> usize {
    HEADER.iter().position(|h| *h == name).expect("a column")
}

/// What a spreadsheet does to cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Harm {
    /// Columns that someone added.
    ExtraColumns,
    /// Straight quotation marks made curly.
    Curly,
    /// Fingerprints taken for numbers.
    Fingerprints,
    /// Lone places taken for times.
    Times,
    /// Every cell in quotation marks.
    Quoted,
    /// A byte order mark.
    Mark,
}

const HARMS: [Harm; 6] = [
    Harm::ExtraColumns,
    Harm::Curly,
    Harm::Fingerprints,
    Harm::Times,
    Harm::Quoted,
    Harm::Mark,
];

/// What a spreadsheet does to a file.
#[derive(Clone, Debug)]
struct Damage {
    separator: u8,
    line_end: u8,
    encoding: u8,
    /// Decides the order of the columns; nought keeps it.
    order: u64,
    harms: Vec<Harm>,
}

impl Damage {
    /// None, but for the encoding.
    fn none(encoding: u8) -> Self {
        Self {
            separator: b',',
            line_end: 0,
            encoding,
            order: 0,
            harms: vec![Harm::Mark],
        }
    }

    fn has(&self, harm: Harm) -> bool {
        self.harms.contains(&harm)
    }
}

fn damage() -> impl Strategy<Value = Damage> {
    (
        prop::sample::select(&b",;\t"[..]),
        0..3_u8,
        0..4_u8,
        any::<u64>(),
        prop::sample::subsequence(&HARMS[..], 0..=HARMS.len()),
    )
        .prop_map(|(separator, line_end, encoding, order, harms)| Damage {
            separator,
            line_end,
            encoding,
            order,
            harms,
        })
}

impl Damage {
    fn done_to(&self, table: &[Vec<String>]) -> Vec<u8> {
        let mut table = table.to_vec();
        for (n, row) in table.iter_mut().enumerate() {
            if n > 0 {
                self.cells(row, n);
            }
            if self.has(Harm::ExtraColumns) {
                row.push(if n == 0 { "Assigned to" } else { "Ö\nB" }.to_owned());
                row.push(String::new());
            }
        }
        // Any order of the columns, by a shuffle that needs nothing but a number.
        let width = table.first().map_or(0, Vec::len);
        let mut order: Vec<usize> = (0..width).collect();
        let mut seed = self.order;
        for i in (1..width).rev().filter(|_| self.order > 0) {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            order.swap(i, (seed >> 33) as usize % (i + 1));
        }
        let mut writer = csv::WriterBuilder::new()
            .delimiter(self.separator)
            .quote_style(if self.has(Harm::Quoted) {
                csv::QuoteStyle::Always
            } else {
                csv::QuoteStyle::Necessary
            })
            .terminator(match self.line_end {
                0 => csv::Terminator::CRLF,
                1 => csv::Terminator::Any(b'\n'),
                _ => csv::Terminator::Any(b'\r'),
            })
            .from_writer(Vec::new());
        for row in &table {
            writer
                .write_record(order.iter().map(|i| row[*i].as_str()))
                .expect("memory takes everything");
        }
        let text = String::from_utf8(writer.into_inner().expect("memory")).expect("UTF-8");
        self.encoded(&text)
    }

    fn cells(&self, row: &mut [String], n: usize) {
        if self.has(Harm::Curly) {
            for name in ["text", "suggestion", "decision"] {
                let cell = &mut row[column(name)];
                *cell = cell.replace('\'', "’").replace('"', "”");
            }
        }
        if self.has(Harm::Fingerprints) {
            let cell = &mut row[column("fingerprint")];
            // What a spreadsheet takes for a number, or as if it were one.
            *cell = if n.is_multiple_of(3) {
                "1.23E+48".to_owned()
            } else {
                cell.trim_start_matches('0').to_uppercase()
            };
        }
        if self.has(Harm::Times) {
            let cell = &mut row[column("occurrences")];
            if !cell.contains(' ') {
                cell.push_str(":00");
            }
        }
    }

    fn encoded(&self, text: &str) -> Vec<u8> {
        match self.encoding {
            0 => {
                let mark = if self.has(Harm::Mark) { "\u{feff}" } else { "" };
                format!("{mark}{text}").into_bytes()
            }
            1 => {
                let units = std::iter::once(0xfeff).chain(text.encode_utf16());
                units.flat_map(u16::to_le_bytes).collect()
            }
            2 => {
                let units = std::iter::once(0xfeff).chain(text.encode_utf16());
                units.flat_map(u16::to_be_bytes).collect()
            }
            // What the encoding lacks becomes a question mark.
            _ => text
                .chars()
                .flat_map(|c| {
                    let mut utf8 = [0; 4];
                    match WINDOWS_1252.encode(c.encode_utf8(&mut utf8)) {
                        (_, _, true) => vec![b'?'],
                        (bytes, _, false) => bytes.into_owned(),
                    }
                })
                .collect(),
        }
    }
}

/// The edits that the rows of a report make.
fn planned(rows: &[Row], outcome: &Outcome) -> Vec<Edit> {
    let rows: Vec<&Row> = rows.iter().collect();
    plan(&rows, &outcome.document, &outcome.checked.findings, false).edits
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn decisions_survive_spreadsheets(
        article in article(),
        picks in prop::collection::vec(0..WRITTEN.len(), 1..40),
        damage in damage(),
    ) {
        let outcome = outcome("a.txt", article.as_bytes());
        let mut table = table(&report(&outcome));
        let mut meant = Vec::new();
        for (n, row) in table.iter_mut().skip(1).enumerate() {
            let (written, means) = WRITTEN[picks[n % picks.len()]];
            row[column("decision")] = written.to_owned();
            row[column("comment")] = inert("- a reason, “quoted”");
            meant.push(means.to_owned());
        }
        let whole = Damage::none(0);
        let sound = read_report("r.csv".as_ref(), &whole.done_to(&table))
            .map_err(|e| TestCaseError::fail(format!("{e:?}")))?;
        let back = read_report("r.csv".as_ref(), &damage.done_to(&table))
            .map_err(|e| TestCaseError::fail(format!("{e:?}")))?;
        let said: Vec<String> = back.rows.iter()
            .map(|r| r.decision.as_ref().map(ToString::to_string).unwrap_or_default())
            .collect();
        prop_assert_eq!(said, meant);
        for row in &back.rows {
            prop_assert_eq!(&row.comment, "- a reason, “quoted”");
        }
        prop_assert_eq!(planned(&back.rows, &outcome), planned(&sound.rows, &outcome));
    }

    #[test]
    fn any_bytes_are_a_report_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read_report("r.csv".as_ref(), &bytes);
        let mut with_header = HEADER.join(";").into_bytes();
        with_header.extend(b"\n");
        with_header.extend(&bytes);
        if let Err(errors) = read_report("r.csv".as_ref(), &with_header) {
            prop_assert!(!errors.is_empty());
            prop_assert!(errors.iter().all(|e| !e.remedy.is_empty()));
        }
    }

    #[test]
    fn any_cell_is_a_decision_or_an_error(cell in any::<String>()) {
        if let Ok(Some(read)) = decision::parse(&cell) {
            prop_assert_eq!(decision::parse(&read.to_string()), Ok(Some(read)));
        }
    }

    #[test]
    fn fixes_settle_and_fixing_again_changes_nothing(article in article(), least in prop::sample::select(&[Applicability::Safe, Applicability::Unsafe][..])) {
        let check = |d: &Document| wirelint::check(d, Glossary::shipped(), &settings());
        let document = Document::from_bytes("a.txt", article.as_bytes()).map_err(|e| TestCaseError::fail(e.to_string()))?;
        let once = settle(document, article.as_bytes(), least, check).map_err(|e| TestCaseError::fail(e.to_string()))?;
        prop_assert!(edits(&once.left, least).is_empty(), "left: {:?}", once.left);
        let twice = settle(once.document.clone(), &once.bytes, least, check).map_err(|e| TestCaseError::fail(e.to_string()))?;
        prop_assert_eq!(&twice.bytes, &once.bytes);
        prop_assert_eq!(twice.changes, 0);
    }

    /// Edits at any places of a file in any encoding: between them every byte is as it was.
    #[test]
    fn bytes_outside_the_edits_stay(
        article in article(),
        cuts in prop::collection::btree_set(0..200_usize, 0..10),
        words in prop::collection::vec("[a-zé ]{0,6}", 10),
        encoding in 0..4_u8,
    ) {
        let whole = Damage::none(encoding);
        let bytes = whole.encoded(&article);
        let Ok(document) = Document::from_bytes("a.txt", &bytes) else { return Ok(()) };
        let ends: Vec<usize> = cuts.into_iter()
            .filter(|at| *at <= document.text.len() && document.text.is_char_boundary(*at))
            .collect();
        let edits: Vec<Edit> = ends.as_chunks::<2>().0.iter().zip(words)
            .map(|([start, end], text)| Edit { span: Span::new(*start, *end), text })
            .collect();
        let Ok(out) = rewritten(&bytes, &document, &edits) else { return Ok(()) };
        let mut rest = &out[..];
        let mut at = 0;
        for edit in &edits {
            let kept = &bytes[at..document.file_offset(edit.span.start)];
            prop_assert!(rest.starts_with(kept));
            let written = wirelint::fix::encoded(&document, &edit.text).expect("it was written");
            prop_assert!(rest[kept.len()..].starts_with(&written));
            rest = &rest[kept.len() + written.len()..];
            at = document.file_offset(edit.span.end);
        }
        prop_assert_eq!(rest, &bytes[at..]);
    }
}

/// Every article and every flagged text of the fixtures, with the settings it is checked with.
fn fixtures() -> Vec<(String, String, Settings)> {
    let mut all = Vec::new();
    for folder in folders(&in_repository("fixtures/articles")) {
        let said = read(&folder.join("settings.txt"));
        let lang = |key: &str| {
            said.split_whitespace()
                .find_map(|word| word.strip_prefix(key)?.parse::<Lang>().ok())
        };
        let settings = Settings {
            lang: lang("lang="),
            source_lang: lang("source_lang="),
            ..Settings::default()
        };
        all.push((name(&folder), read(&folder.join("article.txt")), settings));
    }
    for path in files_below(&in_repository("fixtures/rules")) {
        let file = name(&path);
        let Some(lang) = file
            .strip_prefix("flagged.")
            .and_then(|rest| rest.split('.').next()?.parse::<Lang>().ok())
        else {
            continue;
        };
        let folder = path.parent().map(name).unwrap_or_default();
        let settings = Settings {
            lang: Some(lang),
            ..Settings::default()
        };
        for (n, article) in read(&path).split("---\n").enumerate() {
            all.push((
                format!("{folder}/{file}#{n}"),
                unmarked(article),
                settings.clone(),
            ));
        }
    }
    assert!(entries(&in_repository("fixtures/articles")).len() > 3);
    all
}

/// The text of a fixture without its marks; see `tests/rules.rs`.
fn unmarked(article: &str) -> String {
    let mut text = String::new();
    let mut rest = article;
    while let Some((before, marked)) = rest.split_once('⟦') {
        let (inside, after) = marked.split_once('⟧').expect("the mark is closed");
        text.push_str(before);
        text.push_str(inside.split_once('→').map_or(inside, |(text, _)| text));
        rest = after;
    }
    text.push_str(rest);
    text
}

/// Errors that fixing brings to light: in which fixtures, of which rule, and why.
const BROUGHT_TO_LIGHT: [(&str, &str, &str); 4] = [
    (
        "markup-left/",
        "artifact/broken-sentence",
        "the markup stood where the sentence breaks, and muted the rule",
    ),
    (
        "unused/",
        "artifact/repeated-passage",
        "the doubled word was all that told two paragraphs of the fixture apart",
    ),
    (
        "mojibake/",
        "name/house-form",
        "what was mojibake is a name once it can be read",
    ),
    (
        "ar-en-sudan-war",
        "name/inconsistent",
        "the suggestion is the house form, while the article has another accepted form elsewhere",
    ),
];

/// What tells a finding from another one wherever it stands.
fn prints(document: &Document, findings: &[Finding]) -> BTreeSet<String> {
    let locator = Locator::new(document);
    findings.iter().map(|f| locator.fingerprint(f)).collect()
}

#[test]
fn what_is_decided_to_be_fixed_is_gone_and_no_new_error_comes() {
    let mut failures = Vec::new();
    let mut fixed = 0;
    for (name, text, settings) in fixtures() {
        let document = Document::from_bytes("a.txt", text.as_bytes()).expect("an article");
        let checked = check_all(&document, Glossary::shipped(), &settings);
        let outcome = Outcome {
            document,
            checked,
            source_lang: settings.source_lang,
            reviews: Vec::new(),
        };
        let mut sheet = read_report("r.csv".as_ref(), &report(&outcome)).expect("a report");
        for row in &mut sheet.rows {
            row.decision = Some(Decision::Fix);
        }
        let rows: Vec<&Row> = sheet.rows.iter().collect();
        let all = Settings {
            level: Severity::Info,
            ..settings.clone()
        };
        let now = wirelint::check(&outcome.document, Glossary::shipped(), &all);
        let plan = plan(&rows, &outcome.document, &now, false);
        let (before, bytes) = (&outcome.document, text.as_bytes());
        if plan.edits.is_empty() {
            continue;
        }
        let new = match rewritten(bytes, before, &plan.edits) {
            Ok(new) => new,
            // An example may be nothing but what is to go.
            Err(e) if e.problem.contains("no article") => continue,
            Err(e) => {
                failures.push(format!("{name}: {e}"));
                continue;
            }
        };
        let after = Document::from_bytes("a.txt", &new).expect("an article");
        let left = wirelint::check(&after, Glossary::shipped(), &settings);
        let (was, is) = (
            prints(before, &outcome.checked.findings),
            prints(&after, &left),
        );
        let refused: BTreeSet<usize> = plan.left.iter().map(|(row, _)| *row).collect();
        for row in rows.iter().filter(|r| !refused.contains(&r.number)) {
            fixed += 1;
            let print = row
                .fingerprint
                .map(|p| format!("{p:016x}"))
                .unwrap_or_default();
            if is.contains(&print) {
                failures.push(format!(
                    "{name}: {} “{}” is still reported",
                    row.rule, row.text
                ));
            }
        }
        let locator = Locator::new(&after);
        for finding in left.iter().filter(|f| f.severity == Severity::Error) {
            let known = was.contains(&locator.fingerprint(finding))
                || outcome
                    .checked
                    .findings
                    .iter()
                    .any(|f| f.rule == finding.rule && f.text == finding.text);
            let expected = BROUGHT_TO_LIGHT
                .iter()
                .any(|(fixture, rule, _)| name.starts_with(fixture) && finding.rule == *rule);
            if !known && !expected {
                failures.push(format!(
                    "{name}: new {} “{}”: {}",
                    finding.rule, finding.text, finding.message
                ));
            }
        }
    }
    demand_none("fixes go wrong", &failures);
    assert!(fixed > 100, "{fixed} findings were fixed");
}
