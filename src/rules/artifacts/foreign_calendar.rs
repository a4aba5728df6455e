//! `artifact/foreign-calendar`: a month or weekday of another language.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::asides::Asides;
use crate::finding::Applicability;
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Region, Report, Rule, RuleMeta, table};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;
use crate::text::tokens::{Case, Gap, Token, TokenKind};
use crate::text::{facts, fold};

/// See [`META`].
pub struct ForeignCalendar;

static META: RuleMeta = RuleMeta {
    id: "artifact/foreign-calendar",
    what: "a month or weekday left in another language.",
    why: "A date is what readers look for first, and one in another language is not understood.",
    bad: "The court ruled on 12 settembre 2021",
    good: "(the month in the language of the article)",
    severity: Severity::Warning,
    category: Category::Untranslated,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(LangSet::TARGETS),
    sources: Some(LangSet::TARGETS.union(LangSet::of(&[Lang::Tr]))),
    skips: &[Region::Dateline, Region::Quotation],
    data: &[
        "calendar.csv",
        "calendar-exceptions.csv",
        "function-words.csv",
    ],
    fix: Applicability::None,
    mutes: &["artifact/untranslated-word"],
};

static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/calendar.csv"
));

/// Folded forms that are also names or words: reported only behind a day.
static EXCEPTIONS: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/calendar-exceptions.csv"
));

/// Languages of the table, in Latin letters, whose months are looked for.
const LANGUAGES: [&str; 9] = ["en", "fr", "de", "es", "it", "pt", "nl", "pl", "tr"];

/// Those whose months and weekdays are found without a number, too: nobody confuses them with a word of ours.
const WELL_KNOWN: [&str; 7] = ["en", "fr", "de", "es", "it", "pt", "nl"];

/// Shortest form, in bytes, that is found without a number.
const SHORTEST: usize = 5;

/// A month or weekday.
struct Form {
    lang: &'static str,
    text: &'static str,
    weekday: bool,
    number: &'static str,
}

/// What a folded word may be.
#[derive(Default)]
struct Entry {
    /// Its meanings, first come first served.
    forms: Vec<Form>,
    /// Languages in which it is a month, a weekday or short for one.
    own: Vec<&'static str>,
    exception: bool,
}

/// `lang,kind,number,form` of the table.
pub(super) fn rows()
-> impl Iterator<Item = (&'static str, &'static str, &'static str, &'static str)> {
    TABLE.lines().skip(1).filter_map(|line| {
        let mut cells = table::plain_cells(line);
        Some((cells.next()?, cells.next()?, cells.next()?, cells.next()?))
    })
}

/// The entries by the first word of a form, folded.
fn entries() -> &'static HashMap<String, Entry> {
    static ENTRIES: LazyLock<HashMap<String, Entry>> = LazyLock::new(|| {
        let exceptions: HashSet<&str> = EXCEPTIONS
            .lines()
            .skip(1)
            .filter_map(|line| line.split(',').next())
            .collect();
        let mut entries: HashMap<String, Entry> = HashMap::new();
        for (lang, kind, number, form) in rows() {
            if !LANGUAGES.contains(&lang) {
                continue;
            }
            let first = form.split(['-', '.']).next().unwrap_or_default();
            let mut key = String::with_capacity(first.len());
            fold::push_folded(first, &mut key);
            let exception = exceptions.contains(key.as_str());
            let entry = entries.entry(key).or_default();
            entry.exception = exception;
            entry.own.push(lang);
            if !kind.ends_with("-short") && !entry.forms.iter().any(|f| f.lang == lang) {
                entry.forms.push(Form {
                    lang,
                    text: form,
                    weekday: kind == "weekday",
                    number,
                });
            }
        }
        entries
    });
    &ENTRIES
}

/// The month or weekday of that number in a language.
fn in_language(lang: Lang, form: &Form) -> Option<&'static str> {
    let kind = if form.weekday { "weekday" } else { "month" };
    rows()
        .find(|(of, k, number, _)| *of == lang.code() && *k == kind && *number == form.number)
        .map(|(.., word)| word)
}

/// Words that stand between a day, a month and a year.
fn is_link(word: &str) -> bool {
    matches!(word, "de" | "del" | "di" | "of" | "do" | "d")
}

fn value(article: &Article<'_>, token: &Token) -> Option<u32> {
    let digits: String = article
        .word(token)
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}

fn is_day(article: &Article<'_>, token: &Token) -> bool {
    token.kind == TokenKind::Number && value(article, token).is_some_and(|n| (1..=31).contains(&n))
}

fn is_day_or_year(article: &Article<'_>, token: &Token) -> bool {
    is_day(article, token)
        || (token.kind == TokenKind::Number
            && article.word(token).len() == 4
            && value(article, token).is_some_and(|n| (1000..3000).contains(&n)))
}

/// Where the day before a month stands: `3 mars`, `3. Mai`, `12 de marzo`.
fn day_before(article: &Article<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let mut i = at.checked_sub(1)?;
    if article.word(&tokens[i]) == "." || is_link(article.word(&tokens[i])) {
        i = i.checked_sub(1)?;
    }
    is_day(article, &tokens[i]).then_some(i)
}

/// Whether a day or a year follows: `März 2024`, `lunes 3`, `marzo de 2024`.
fn number_after(article: &Article<'_>, tokens: &[Token], last: usize) -> bool {
    let mut i = last + 1;
    if tokens
        .get(i)
        .is_some_and(|t| article.word(t) == "," || is_link(article.word(t)))
    {
        i += 1;
    }
    tokens
        .get(i)
        .is_some_and(|t| is_day_or_year(article, t) && t.gap != Gap::None)
}

/// Whether a word is a capital in the middle of a sentence.
fn names_something(article: &Article<'_>, token: &Token) -> bool {
    token.is_capitalised()
        && !(token.opens_sentence
            && facts::is_function_word(article.text.folded(token), article.lang))
}

/// Whether a capital or a hyphen stands right before or after these tokens: `Avenida 9 de julio`, `Black Friday`.
fn touches_name(article: &Article<'_>, tokens: &[Token], first: usize, last: usize) -> bool {
    let before = first.checked_sub(1).map(|i| &tokens[i]);
    let after = tokens.get(last + 1);
    let glued = |left: &Token, right: &Token| {
        right.gap == Gap::None
            && (left.is_word() || matches!(article.word(left), "-" | "/" | "." | "@" | "#"))
            && (right.is_word() || matches!(article.word(right), "-" | "/" | "@" | "#"))
    };
    before.is_some_and(|t| names_something(article, t) || glued(t, &tokens[first]))
        || after.is_some_and(|t| names_something(article, t) || glued(&tokens[last], t))
}

/// The form at a token, with its last token: one written with a hyphen must stand there whole.
fn form_at(
    article: &Article<'_>,
    tokens: &[Token],
    at: usize,
    entry: &'static Entry,
) -> Option<(&'static Form, usize)> {
    let start = tokens[at].span.start;
    entry.forms.iter().find_map(|form| {
        if !form.text.contains('-') {
            return Some((form, at));
        }
        let written = article.prose.get(start..start + form.text.len())?;
        let end = start + form.text.len();
        let last = tokens[at..].iter().position(|t| t.span.end == end)?;
        (written.to_lowercase() == form.text).then_some((form, at + last))
    })
}

impl Rule for ForeignCalendar {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let entries = entries();
        let code = article.lang.code();
        for (block, tokens) in article.blocks() {
            let mut asides = Asides::new(article.prose, block);
            for (i, token) in tokens.iter().enumerate() {
                if !token.is_word() || token.clitic {
                    continue;
                }
                let Some(entry) = entries.get(article.text.folded(token)) else {
                    continue;
                };
                if entry.own.contains(&code) {
                    continue;
                }
                let Some((form, last)) = form_at(article, tokens, i, entry) else {
                    continue;
                };
                let span = token.span.cover(tokens[last].span);
                if !is_left_over(article, tokens, i..last + 1, block.dateline, entry, form)
                    || asides.contain(span)
                {
                    continue;
                }
                let lang = form.lang.parse::<Lang>().map_or("Polish", Lang::name);
                let kind = if form.weekday { "weekday" } else { "month" };
                report
                    .at(
                        vec![span],
                        format!("“{}” is {lang} for a {kind}", article.slice(span)),
                    )
                    .suggest(in_language(article.lang, form).map(str::to_owned));
            }
        }
    }
}

/// Whether a form means a date where it stands, and is no name.
fn is_left_over(
    article: &Article<'_>,
    tokens: &[Token],
    at: std::ops::Range<usize>,
    dateline: Option<Span>,
    entry: &Entry,
    form: &Form,
) -> bool {
    let (first, last) = (at.start, at.end - 1);
    let token = &tokens[first];
    let day = day_before(article, tokens, first);
    let numbered = day.is_some() || number_after(article, tokens, last);
    if dateline.is_some_and(|d| d.contains(token.span)) {
        return numbered || !entry.exception;
    }
    // Where the language itself writes a small letter, a capital is a name: Julio, Avenida 9 de Julio.
    let small = form.text.chars().next().is_some_and(char::is_lowercase);
    let cased = match token.case {
        Case::Lower => true,
        Case::Initial => !small || token.opens_sentence,
        _ => false,
    };
    if !cased {
        return false;
    }
    if let Some(day) = day {
        return !touches_name(article, tokens, day, last);
    }
    if entry.exception || touches_name(article, tokens, first, last) {
        return false;
    }
    let written = article.word(token);
    let exact = written == form.text || form.text.contains('-') || (token.opens_sentence && small);
    numbered || (exact && form.text.len() >= SHORTEST && WELL_KNOWN.contains(&form.lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_well_formed() {
        for (lang, kind, number, form) in rows() {
            assert!(
                !form.is_empty() && number.parse::<u8>().is_ok(),
                "{lang} {form}"
            );
            assert!(
                ["month", "weekday"].iter().any(|k| kind.starts_with(k)),
                "{kind}"
            );
        }
        for line in EXCEPTIONS.lines().skip(1) {
            let form = line.split(',').next().unwrap_or_default();
            assert!(
                entries().get(form).is_some_and(|e| e.exception),
                "{form} is no folded month or weekday"
            );
        }
    }
}
