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
    sources: None,
    skips: &[],
    data: &[],
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
                    for (span, repaired) in stretches(prose, Span::new(start, at)) {
                        let wrong = &prose[span.range()];
                        report
                            .at(
                                vec![span],
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

/// The longest stretches of a run of Windows-1252 characters whose bytes are UTF-8, with what they say. A run may also hold marks that were
/// decoded rightly: `“Ã‰lysée`.
fn stretches(prose: &str, run: Span) -> Vec<(Span, String)> {
    let bytes: Vec<(usize, u8)> = prose[run.range()]
        .char_indices()
        .filter_map(|(at, c)| Some((run.start + at, byte_1252(c)?)))
        .collect();
    let mut found = Vec::new();
    let mut from = 0;
    while from < bytes.len() {
        let mut text = String::new();
        let mut to = from;
        while let Some((c, width)) = character(&bytes[to..]) {
            text.push(c);
            to += width;
        }
        if to == from {
            from += 1;
            continue;
        }
        let end = bytes.get(to).map_or(run.end, |(at, _)| *at);
        let span = Span::new(bytes[from].0, end);
        if !reads_as_written(prose, span, &text) {
            found.push((span, text));
        }
        from = to;
    }
    found
}

/// The character that the first bytes are in UTF-8, and how many they are: only a letter of the Latin or Cyrillic alphabets, a quotation
/// mark, dash, ellipsis, currency sign or space. `É»` would be U+027B, which nobody writes.
fn character(bytes: &[(usize, u8)]) -> Option<(char, usize)> {
    let width = match bytes.first()?.1 {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => return None,
    };
    let encoded: Vec<u8> = bytes.get(..width)?.iter().map(|(_, byte)| *byte).collect();
    let c = std::str::from_utf8(&encoded).ok()?.chars().next()?;
    matches!(c, '\u{a0}'..='\u{17f}' | '\u{218}'..='\u{21b}' | '\u{400}'..='\u{45f}' | '\u{2010}'..='\u{2026}' | '€' | '™' | '\u{fb01}')
        .then_some((c, width))
}

/// Whether a stretch can be meant as it stands, although its bytes say something else: the end of a word in capitals and the mark after it
/// (`AMANHÃ”`, `AMANHÃ…`, `IRMÃ»`), or a capital letter between quotation marks (`„Ä“`).
fn reads_as_written(prose: &str, span: Span, decoded: &str) -> bool {
    let mut before = prose[..span.start].chars().rev();
    let (last, last_but_one) = (before.next(), before.next());
    let is_capital = |c: Option<char>| c.is_some_and(char::is_uppercase);
    // A lower-case letter cannot follow two capitals.
    let in_capitals = is_capital(last) && is_capital(last_but_one);
    if in_capitals && decoded.starts_with(char::is_lowercase) {
        return true;
    }
    let mut written = prose[span.range()].chars();
    let (Some(letter), Some(mark), None) = (written.next(), written.next(), written.next()) else {
        return false;
    };
    let word_ends = !prose[span.end..].starts_with(char::is_alphanumeric);
    let quoted = last.is_some_and(is_quotation_mark) && is_quotation_mark(mark);
    letter.is_uppercase() && word_ends && (quoted || (is_capital(last) && follows_words(mark)))
}

/// `‰` and `€` do not: `CAFÃ‰` is no word in capitals with a mark after it.
fn follows_words(c: char) -> bool {
    is_quotation_mark(c) || matches!(c, '…' | '–' | '—' | '™' | '®' | '©' | 'ª' | 'º' | '°')
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»' | '‹' | '›')
}
