//! What holds for every text, however broken: no panic, places that mean what they say, the same report twice, fixes that settle.

mod common;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use serde_json::Value;

use wirelint::check::check_all;
use wirelint::finding::{Applicability, Edit};
use wirelint::report::csv::{Csv, HEADER, inert, revived};
use wirelint::report::json::Json;
use wirelint::report::{Emitter, Outcome, Totals};
use wirelint::text::fold_form;
use wirelint::{Document, Finding, Glossary, Lang, Settings, Severity};

/// Pieces that matter: what names, quotations, translations and broken files are made of.
const PIECES: &[&str] = &[
    "Aïn al-Assad",
    "Ain al-Asad",
    "Hachd al-Chaabi",
    "al-Sudani",
    "Al-Qaïm",
    "Al-Qaim",
    "Deir\nez-Zor",
    "Sana’a",
    "Sana'a",
    "Volodymyr Zelensky",
    "Volodymyr Zelenskyy",
    "Zelensky’s",
    "Wladimir Putin",
    "Bachar el-Assad",
    "Kim Jong-un",
    "Pékin",
    "PÉKIN",
    "Varsovie",
    "Moscou",
    "Kiev",
    "Tchernigov",
    "OTAN",
    "l’OTAN",
    "UE",
    "CEDEAO",
    "U.S.",
    "EE.UU.",
    "EE. UU.",
    "U",
    "von der Leyen",
    "American Defense Minister",
    "heir prince",
    "Doctors with no Borders",
    "Çankırı",
    "İstanbul",
    "Łódź",
    "Straße",
    "ß",
    "ﬁ",
    "e\u{301}",
    "<!-- wirelint ignore name/: so -->",
    "<!-- wirelint ignore-file name/exonym -->",
    "<!-- wirelint off: so -->",
    "<!-- wirelint on -->",
    "<!-- wirelint",
    "-->",
    "the",
    "the the",
    "of of",
    "a American",
    "an European",
    "a",
    "an",
    "An",
    "hour",
    "de de",
    "had had",
    "said",
    "and",
    "integrated",
    "AFP. integrated",
    "eBay",
    "adidas",
    "p.m.",
    "Inc.,",
    "3.5",
    "1,200",
    "18-year-old",
    "80",
    "No.",
    "“",
    "”",
    "„",
    "‘",
    "’",
    "«",
    "»",
    "\"",
    "'",
    "(",
    ")",
    "()",
    "[",
    "]",
    ".",
    ". .",
    ",",
    ",,",
    " ,",
    ";",
    ":",
    "…",
    "...",
    "!",
    "?",
    "-",
    "–",
    "—",
    "&rsquo;",
    "&amp;quot;",
    "&amp;amp;lt;",
    "&nbsp;",
    "&#39;",
    "&",
    "&;",
    "\\u00e9",
    "\\u00",
    "\\u20ac",
    "\\",
    "Ã©",
    "AÃ¯n",
    "â€™",
    "Ã",
    "Ã”",
    "ÃƒÂ©",
    "\u{fffd}",
    "source site-59",
    "Read also",
    "Advertisement",
    "End",
    "(Baghdad) ",
    "BAGHDAD, March 3 (AFP) - ",
    "😀",
    "👨\u{200d}👩\u{200d}👧",
    "❤️",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "北京",
    "東京",
    "서울",
    "بغداد",
    "عين الأسد",
    "Багдад",
    "Bаghdad",
    "Ω",
    "\u{5e9}\u{5dc}",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "\u{a0}",
    "\u{202f}",
    "\u{200b}",
    "\u{200d}",
    "\u{200e}",
    "\u{ad}",
    "\u{feff}",
    "\u{2028}",
    "\u{85}",
    "\u{7f}",
    "\u{b}",
    "\u{c}",
    "\u{e000}",
    "\u{640}",
    "# ",
    "> ",
    "- ",
    "* ",
    "[a](b)",
    "`",
    "```\n",
    "=1",
    "@a",
    "+1",
    "\u{301}",
    "x\u{301}\u{302}",
];

const ENCODINGS: [&Encoding; 4] = [UTF_8, UTF_16LE, UTF_16BE, WINDOWS_1252];

const LANGUAGES: [Lang; 9] = [
    Lang::En,
    Lang::Fr,
    Lang::De,
    Lang::Es,
    Lang::It,
    Lang::Pt,
    Lang::Nl,
    Lang::Ar,
    Lang::Und,
];

/// Most rounds in which safe fixes must settle.
const ROUNDS: usize = 5;

/// Text of pieces, mostly with spaces between them, and now and then any character at all.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        9 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_filter("a text file has no such character", |c| !is_binary(*c)).prop_map(String::from),
    ];
    let gap = prop_oneof![6 => Just(" "), 2 => Just(""), 1 => Just("\n"), 1 => Just(". ")];
    prop::collection::vec((piece, gap), 1..24)
        .prop_map(|parts| {
            parts
                .into_iter()
                .flat_map(|(piece, gap)| [piece, gap.to_owned()])
                .collect::<String>()
        })
        .prop_filter("an article has a letter", |t| {
            t.chars().any(char::is_alphanumeric)
        })
}

fn is_binary(c: char) -> bool {
    matches!(c, '\0'..='\u{6}' | '\u{e}'..='\u{1a}' | '\u{1c}'..='\u{1f}')
}

fn language() -> impl Strategy<Value = Lang> {
    prop::sample::select(&LANGUAGES[..])
}

fn path() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&["article.txt", "article.md"][..])
}

fn settings(lang: Lang) -> Settings {
    Settings {
        lang: Some(lang),
        level: Severity::Info,
        ..Settings::default()
    }
}

fn outcome(path: &str, bytes: &[u8], lang: Lang) -> Outcome {
    let document = Document::from_bytes(path, bytes).unwrap_or_else(|e| panic!("{e}"));
    let checked = check_all(&document, Glossary::shipped(), &settings(lang));
    Outcome {
        document,
        checked,
        source_lang: None,
        reviews: Vec::new(),
    }
}

fn reported(emitter: &mut dyn Emitter, outcome: &Outcome) -> Vec<u8> {
    let mut out = Vec::new();
    let mut totals = Totals::default();
    totals.add(outcome);
    emitter
        .begin(&mut out)
        .and_then(|()| emitter.document(outcome, &mut out))
        .and_then(|()| emitter.end(&totals, &mut out))
        .expect("memory takes everything");
    out
}

fn csv_report(outcome: &Outcome) -> Vec<u8> {
    reported(&mut Csv::default(), outcome)
}

/// Every safe edit that does not overlap one before it, applied.
fn fixed(text: &str, findings: &[Finding]) -> String {
    let mut edits: Vec<&Edit> = findings
        .iter()
        .filter_map(|f| f.fix.as_ref())
        .filter(|fix| fix.applicability == Applicability::Safe)
        .flat_map(|fix| &fix.edits)
        .collect();
    edits.sort_by_key(|e| e.span);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        if edit.span.start >= at {
            out.push_str(&text[at..edit.span.start]);
            out.push_str(&edit.text);
            at = edit.span.end;
        }
    }
    out.push_str(&text[at..]);
    out
}

/// Fixes a text until nothing changes; every version of it when that takes too long.
fn settled(text: String, lang: Lang) -> Result<(), Vec<String>> {
    let mut versions = vec![text];
    for _ in 0..=ROUNDS {
        let current = versions.last().map(String::as_str).unwrap_or_default();
        // A fix may leave nothing (a text of invisible characters); then there is nothing to check.
        let Ok(document) = Document::from_bytes("article.txt", current.as_bytes()) else {
            return Ok(());
        };
        let findings = wirelint::check(&document, Glossary::shipped(), &settings(lang));
        let next = fixed(&document.text, &findings);
        if next == document.text {
            return Ok(());
        }
        versions.push(next);
    }
    Err(versions)
}

/// A text in another encoding, with what the file begins with; `None` when that encoding cannot say it.
fn encoded(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        let bytes = |unit: u16| {
            if encoding == UTF_16LE {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        };
        return Some(
            std::iter::once(0xfeff)
                .chain(text.encode_utf16())
                .flat_map(bytes)
                .collect(),
        );
    }
    let (bytes, _, unmappable) = encoding.encode(text);
    (!unmappable).then(|| bytes.into_owned())
}

fn offsets(place: &Value) -> Option<(usize, usize)> {
    let of = |end: &str| usize::try_from(place[end]["offset"].as_u64()?).ok();
    Some((of("start")?, of("end")?))
}

/// Every place and edit of a JSON report, cut out of the file by its offsets and decoded, says what the report says.
fn json_offsets_hold(outcome: &Outcome, file: &[u8], decode: impl Fn(&[u8]) -> String) {
    let json = reported(&mut Json::default(), outcome);
    let report: Value = serde_json::from_slice(&json).expect("the report is JSON");
    let findings = report["documents"][0]["findings"]
        .as_array()
        .expect("a list of findings");
    assert_eq!(findings.len(), outcome.checked.findings.len());
    for finding in findings {
        let places = finding["places"].as_array().expect("a list of places");
        let (start, end) = offsets(&places[0]).expect("offsets");
        assert_eq!(
            decode(&file[start..end]),
            finding["text"].as_str().unwrap_or_default(),
            "{}",
            finding["rule"]
        );
        assert_eq!(finding["start"], places[0]["start"]);
        assert_eq!(finding["end"], places[0]["end"]);
        for related in finding["related"].as_array().into_iter().flatten() {
            let (start, end) = offsets(related).expect("offsets");
            assert_eq!(
                decode(&file[start..end]),
                related["text"].as_str().unwrap_or_default()
            );
        }
    }
}

/// What failed once is tried first ever after; `PROPTEST_CASES` says how many texts are tried.
fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
            "fixtures/regressions/properties.txt",
        ))),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn places_mean_what_they_say(text in text(), lang in language(), path in path()) {
        let outcome = outcome(path, text.as_bytes(), lang);
        let text = &outcome.document.text;
        for finding in &outcome.checked.findings {
            let first = finding.places.first();
            prop_assert!(first.is_some(), "{}: no place", finding.rule);
            for place in &finding.places {
                let slice = text.get(place.range());
                prop_assert!(slice.is_some_and(|s| !s.is_empty()), "{}: {place:?} is no text", finding.rule);
            }
            prop_assert_eq!(&text[finding.span().range()], &finding.text, "{}", finding.rule);
            for pair in finding.places.windows(2) {
                prop_assert!(pair[0].end <= pair[1].start, "{}: places {:?} are unsorted or overlap", finding.rule, finding.places);
            }
            for related in &finding.related {
                prop_assert_eq!(text.get(related.span.range()), Some(related.text.as_str()), "{}: related", finding.rule);
            }
            let edits = finding.fix.iter().flat_map(|f| &f.edits).map(|e| e.span);
            prop_assert!(edits.clone().is_sorted(), "{}: edits are unsorted", finding.rule);
            for edit in edits {
                prop_assert!(finding.places.contains(&edit), "{}: an edit outside the places", finding.rule);
            }
            prop_assert!((0.0..=1.0).contains(&finding.confidence), "{}: {}", finding.rule, finding.confidence);
            prop_assert!(!finding.message.is_empty(), "{}: no message", finding.rule);
        }
        prop_assert!(outcome.checked.findings.is_sorted_by(|a, b| a.order(b).is_le()), "findings are unsorted");
    }

    #[test]
    fn detection_does_not_panic(text in text()) {
        let document = Document::from_bytes("-", text.as_bytes()).map_err(|e| TestCaseError::fail(e.to_string()))?;
        wirelint::check(&document, Glossary::shipped(), &Settings::default());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200), lang in language()) {
        if let Ok(document) = Document::from_bytes("article.txt", &bytes) {
            wirelint::check(&document, Glossary::shipped(), &settings(lang));
        }
    }

    #[test]
    fn offsets_hold_in_the_file(
        text in text(),
        lang in language(),
        encoding in prop::sample::select(&ENCODINGS[..]),
    ) {
        let Some(bytes) = encoded(&text, encoding) else { return Ok(()) };
        let Ok(document) = Document::from_bytes("article.txt", &bytes) else { return Ok(()) };
        // Windows-1252 has no mark: what is read as something else says nothing about this.
        prop_assume!(document.text == text.trim_start_matches('\u{feff}') || document.text == text);
        let outcome = outcome("article.txt", &bytes, lang);
        json_offsets_hold(&outcome, &bytes, |slice| encoding.decode_without_bom_handling(slice).0.into_owned());
    }

    #[test]
    fn the_report_is_the_same_twice(text in text(), lang in language(), path in path()) {
        let (first, second) = (outcome(path, text.as_bytes(), lang), outcome(path, text.as_bytes(), lang));
        prop_assert_eq!(csv_report(&first), csv_report(&second));
        prop_assert_eq!(reported(&mut Json::default(), &first), reported(&mut Json::default(), &second));
    }

    #[test]
    fn safe_fixes_settle(text in text(), lang in language()) {
        if let Err(versions) = settled(text, lang) {
            prop_assert!(false, "not settled after {ROUNDS} rounds: {versions:#?}");
        }
    }

    #[test]
    fn csv_cells_survive(text in text(), lang in language()) {
        let outcome = outcome("=article.txt", text.as_bytes(), lang);
        let report = csv_report(&outcome);
        let mut reader = csv::Reader::from_reader(&report[..]);
        prop_assert_eq!(reader.headers().map_err(|e| TestCaseError::fail(e.to_string()))?, &HEADER[..]);
        let column = |name: &str| HEADER.iter().position(|h| *h == name).unwrap_or_default();
        let mut rows = 0;
        for (record, finding) in reader.records().zip(&outcome.checked.findings) {
            let record = record.map_err(|e| TestCaseError::fail(e.to_string()))?;
            prop_assert_eq!(revived(&record[column("text")]), &finding.text);
            prop_assert_eq!(revived(&record[column("message")]), &finding.message);
            prop_assert_eq!(revived(&record[column("suggestion")]), finding.suggestions.join(" | "));
            prop_assert_eq!(revived(&record[column("file")]), "=article.txt");
            prop_assert!(record.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "a live cell: {record:?}");
            rows += 1;
        }
        prop_assert_eq!(rows, outcome.checked.findings.len());
    }

    #[test]
    fn inert_cells_come_back(cell in prop_oneof![text(), any::<String>(), "[=+@'\t\r-]{0,3}[a-z]{0,3}"]) {
        let safe = inert(&cell);
        prop_assert_eq!(revived(&safe), &cell);
        prop_assert!(!safe.starts_with(['=', '+', '-', '@', '\t', '\r']));
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Not the first cell of the file: there a reader takes U+FEFF for a byte order mark.
        writer.write_record(["x", &safe]).and_then(|()| writer.flush().map_err(csv::Error::from))
            .map_err(|e| TestCaseError::fail(e.to_string()))?;
        let bytes = writer.into_inner().map_err(|e| TestCaseError::fail(e.to_string()))?;
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[..]);
        let read = reader.records().next().transpose().map_err(|e| TestCaseError::fail(e.to_string()))?;
        prop_assert_eq!(read.as_ref().map(|r| revived(&r[1])), Some(cell.as_str()));
    }

    #[test]
    fn folding_twice_is_folding_once(name in "[A-Za-zÀ-ÖØ-öø-ſƏəŞşĞğİıÇçȘșȚț'’ʿʾ`\\- .]{0,24}") {
        let once = fold_form(&name);
        prop_assert_eq!(fold_form(&once), once, "{:?}", name);
    }
}
