//! `convention/foreign-digits`: digits of another script.

use unicode_script::UnicodeScript;

use crate::finding::Applicability;
use crate::lang::{Lang, LangSet};
use crate::locale::Conventions;
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;
use crate::text::script::Script;

/// See [`META`].
pub struct ForeignDigits;

static META: RuleMeta = RuleMeta {
    id: "convention/foreign-digits",
    what: "digits of another script, or of double width, in text in Latin letters.",
    why: "The words were translated and the figures were not; many readers cannot read them.",
    bad: "some ٢٠٠ people were hurt",
    good: "some 200 people were hurt",
    severity: Severity::Error,
    category: Category::NumberFormat,
    mqm_severity: MqmSeverity::Major,
    targets: Some(LangSet::TARGETS),
    sources: Some(LangSet::of(&[
        Lang::Ar,
        Lang::Fa,
        Lang::Zh,
        Lang::Ja,
        Lang::Ko,
    ])),
    skips: &[],
    data: &["locales.csv"],
    fix: Applicability::Safe,
    mutes: &[],
};

/// The zeros of the digits that sources are written with: Arabic-Indic, Persian, Devanagari, Bengali, Thai, fullwidth.
const ZEROS: [char; 6] = ['٠', '۰', '०', '০', '๐', '０'];

fn digit(c: char) -> Option<u32> {
    ZEROS
        .iter()
        .map(|zero| (c as u32).wrapping_sub(*zero as u32))
        .find(|d| *d < 10)
}

impl Rule for ForeignDigits {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        for block in &article.document.blocks {
            let text = article.slice(block.span);
            let mut done = 0;
            for (i, c) in text.char_indices() {
                if c.is_ascii() || i < done || digit(c).is_none() {
                    continue;
                }
                let (end, latin) = run(&text[i..], &article.conventions);
                done = i + end;
                if !is_latin_side(text[..i].chars().rev()) || !is_latin_side(text[done..].chars()) {
                    continue;
                }
                let span = Span::new(block.span.start + i, block.span.start + done);
                report
                    .at(
                        vec![span],
                        format!("digits of another script: “{}”", article.slice(span)),
                    )
                    .replace(&latin, Applicability::Safe);
            }
        }
    }
}

/// Length of the number a text begins with, and the number in our digits.
fn run(text: &str, conventions: &Conventions) -> (usize, String) {
    let mut latin = String::new();
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next_is_digit = chars.peek().is_some_and(|(_, n)| digit(*n).is_some());
        if let Some(d) = digit(c).and_then(|d| char::from_digit(d, 10)) {
            latin.push(d);
        } else if c == '٫' && next_is_digit {
            latin.push(conventions.decimal);
        } else if c == '٬' && next_is_digit {
            latin.push(conventions.group);
        } else if matches!(c, '.' | ',') && next_is_digit {
            latin.push(c);
        } else {
            break;
        }
        end = i + c.len_utf8();
    }
    (end, latin)
}

/// Whether the nearest letter is Latin, or there is none: figures inside a quoted original belong to it.
fn is_latin_side(chars: impl Iterator<Item = char>) -> bool {
    chars
        .take(40)
        .find(|c| c.is_alphabetic())
        .is_none_or(|c| c.script() == Script::Latin)
}
