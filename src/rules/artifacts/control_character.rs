//! `artifact/control-character`: invisible characters that should not be in copy.

use crate::finding::Applicability;
use crate::lang::Lang;
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;

/// See [`META`].
pub struct ControlCharacter;

static META: RuleMeta = RuleMeta {
    id: "artifact/control-character",
    what: "control, zero-width and direction characters.",
    why: "They cannot be seen and break searches, line breaks and everything after them in the content system.",
    bad: "the army\u{200b} said",
    good: "the army said",
    severity: Severity::Warning,
    category: Category::Encoding,
    mqm_severity: MqmSeverity::Minor,
    targets: None,
    sources: None,
    skips: &[],
    data: &[],
    fix: Applicability::Safe,
    mutes: &[],
};

impl Rule for ControlCharacter {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let right_to_left = matches!(article.lang, Lang::Ar | Lang::Fa | Lang::He);
        for (at, c) in article.prose.char_indices() {
            // All but one in a hundred characters are decided here.
            if c.is_ascii() && !c.is_ascii_control() {
                continue;
            }
            let Some(what) = unwanted(c, right_to_left) else {
                continue;
            };
            if joins_emoji(article.prose, at, c) {
                continue;
            }
            let span = Span::new(at, at + c.len_utf8());
            report
                .at(
                    vec![span],
                    format!("{what} (U+{:04X}), which cannot be seen", c as u32),
                )
                .replace("", Applicability::Safe);
        }
    }
}

fn unwanted(c: char, right_to_left: bool) -> Option<&'static str> {
    Some(match c {
        '\t' | '\n' | '\r' | '\u{0c}' => return None,
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            if right_to_left =>
        {
            return None;
        }
        '\u{200c}' | '\u{200d}' | '\u{640}' if right_to_left => return None,
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "a direction mark"
        }
        '\u{200b}' | '\u{2060}' | '\u{feff}' => "a zero-width character",
        '\u{200c}' | '\u{200d}' => "a zero-width joiner",
        '\u{640}' => "an Arabic tatweel",
        '\u{ad}' => "a soft hyphen",
        '\u{2028}' | '\u{2029}' => "a line separator",
        '\u{e000}'..='\u{f8ff}' => "a private-use character",
        c if c.is_control() => "a control character",
        _ => return None,
    })
}

/// A joiner between two pictures makes one of them; it stays.
fn joins_emoji(prose: &str, at: usize, c: char) -> bool {
    c == '\u{200d}'
        && prose[..at]
            .chars()
            .next_back()
            .is_some_and(|c| c as u32 > 0x2000)
        && prose[at + c.len_utf8()..]
            .chars()
            .next()
            .is_some_and(|c| c as u32 > 0x2000)
}
