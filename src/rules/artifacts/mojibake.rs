//! `artifact/mojibake`: UTF-8 that was read as Windows-1252, and replacement characters.

use crate::finding::Applicability;
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;

/// See [`META`].
pub struct Mojibake;

static META: RuleMeta = RuleMeta {
    id: "artifact/mojibake",
    what: "text decoded in the wrong encoding.",
    why: "The letters are wrong, and names with them.",
    bad: "the AÃ¯n al-Asad base",
    good: "the Aïn al-Asad base",
    severity: Severity::Error,
    category: Category::Encoding,
    mqm_severity: MqmSeverity::Major,
    targets: None,
    fix: Applicability::Safe,
    mutes: &["name/", "artifact/", "convention/"],
};

impl Rule for Mojibake {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let prose = article.prose;
        for (at, mark) in prose.match_indices('\u{fffd}') {
            report.at(
                vec![Span::new(at, at + mark.len())],
                "a character was lost when the text was decoded; look it up in the source",
            );
        }
        let mut run: Option<usize> = None;
        let ends = prose
            .char_indices()
            .map(|(i, c)| (i, Some(c)))
            .chain([(prose.len(), None)]);
        for (at, c) in ends {
            let is_high = c.is_some_and(|c| !c.is_ascii() && byte_1252(c).is_some());
            match (is_high, run) {
                (true, None) => run = Some(at),
                (false, Some(start)) => {
                    run = None;
                    if let Some(repaired) = repaired(prose, start, at) {
                        let wrong = &prose[start..at];
                        report
                            .at(
                                vec![Span::new(start, at)],
                                format!("“{wrong}” is “{repaired}” in the wrong encoding"),
                            )
                            .replace(&repaired, Applicability::Safe);
                    }
                }
                _ => {}
            }
        }
    }
}

/// The byte of a character in Windows-1252; its five unassigned bytes stand for themselves, as in the WHATWG standard.
fn byte_1252(c: char) -> Option<u8> {
    if !c.is_ascii()
        && !matches!(c, '\u{80}'..='\u{ff}' | 'Œ' | 'œ' | 'Š' | 'š' | 'Ÿ' | 'Ž' | 'ž' | 'ƒ' | 'ˆ' | '˜' | '–'..='™')
    {
        return None;
    }
    let mut utf8 = [0; 4];
    let (bytes, _, unmappable) = encoding_rs::WINDOWS_1252.encode(c.encode_utf8(&mut utf8));
    match &bytes[..] {
        [byte] if !unmappable => Some(*byte),
        _ => None,
    }
}

/// What a run of characters says when its bytes are read as UTF-8: only when all of them are, and when what comes out is a letter of
/// the Latin alphabets, a quotation mark, dash, ellipsis, currency sign or space. `É»` would be U+027B, which nobody writes.
fn repaired(prose: &str, start: usize, end: usize) -> Option<String> {
    let bytes: Vec<u8> = prose[start..end].chars().filter_map(byte_1252).collect();
    if bytes.len() < 2 {
        return None;
    }
    let text = std::str::from_utf8(&bytes).ok()?;
    let plausible = |c: char| matches!(c, '\u{a0}'..='\u{17f}' | '\u{218}'..='\u{21b}' | '\u{400}'..='\u{45f}' | '\u{2010}'..='\u{2026}' | '€' | '™' | '\u{fb01}');
    // AMANHÃ» in Portuguese capitals: a lower-case letter cannot follow two capitals.
    let mut before = prose[..start].chars().rev();
    let shouted = before.by_ref().take(2).filter(|c| c.is_uppercase()).count() == 2;
    let lower = text.chars().next().is_some_and(char::is_lowercase);
    (text.chars().all(plausible) && !(shouted && lower)).then(|| text.to_owned())
}
