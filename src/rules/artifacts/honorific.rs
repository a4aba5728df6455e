//! `artifact/honorific`: a style of address of another language before a name.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::asides::Asides;
use crate::finding::Applicability;
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Region, Report, Rule, RuleMeta, table};
use crate::severity::{MqmSeverity, Severity};
use crate::text::tokens::{Gap, Token};
use crate::text::{facts, fold};

/// See [`META`].
pub struct Honorific;

static META: RuleMeta = RuleMeta {
    id: "artifact/honorific",
    what: "an honorific of another language before a name: Mme, Sr., Herr.",
    why: "Each language has its own, and most desks leave them out; a foreign one shows that nobody read the sentence.",
    bad: "The deal was announced by Srta. Ortega",
    good: "The deal was announced by Ortega",
    severity: Severity::Warning,
    category: Category::Untranslated,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(LangSet::TARGETS),
    sources: Some(LangSet::TARGETS.union(LangSet::of(&[Lang::Ru, Lang::Tr]))),
    skips: &[Region::Quotation],
    data: &[
        "honorifics.csv",
        "honorific-exceptions.csv",
        "function-words.csv",
    ],
    fix: Applicability::None,
    mutes: &[],
};

static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/honorifics.csv"
));

static EXCEPTIONS: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/honorific-exceptions.csv"
));

/// The one form that is also an initial.
const INITIAL: &str = "M.";

/// An honorific.
struct Form {
    lang: &'static str,
    text: &'static str,
    /// Codes of the languages in which it is foreign, separated by spaces.
    targets: &'static str,
    /// `form [code]`, separated by `|`.
    suggestions: &'static str,
    /// Whether the table says that it is met without its tilde.
    bare: bool,
}

impl Form {
    /// Where it ends if it stands at a token; a full stop after a form without one belongs to it (`Mme. Curie`).
    fn end(&self, article: &Article<'_>, token: &Token) -> Option<usize> {
        let text = &article.prose[token.span.start..];
        let word = article.word(token);
        let lower = self.text.chars().all(|c| !c.is_uppercase());
        let whole = if !self.text.contains(['.', ' ']) && (lower || self.bare) {
            let same = word.to_lowercase() == self.text
                || (self.bare && fold_of(word) == fold_of(self.text));
            same.then_some(word.len())?
        } else {
            text.starts_with(self.text).then_some(self.text.len())?
        };
        let after = &text[whole..];
        if after.starts_with(char::is_alphanumeric) {
            return None;
        }
        let stop = usize::from(after.starts_with('.') && !self.text.contains(' '));
        Some(token.span.start + whole + stop)
    }
}

fn rows() -> impl Iterator<Item = Form> {
    TABLE.lines().skip(1).filter_map(|line| {
        let mut cells = table::plain_cells(line);
        Some(Form {
            lang: cells.next()?,
            text: cells.next()?,
            targets: cells.next()?,
            suggestions: cells.next()?,
            bare: cells.next()?.contains("without the tilde"),
        })
    })
}

/// The forms by their first word, folded.
fn forms() -> &'static HashMap<String, Vec<Form>> {
    static FORMS: LazyLock<HashMap<String, Vec<Form>>> = LazyLock::new(|| {
        let mut forms: HashMap<String, Vec<Form>> = HashMap::new();
        let mut all: Vec<Form> = rows().collect();
        all.sort_by_key(|form| std::cmp::Reverse(form.text.len()));
        for form in all {
            forms
                .entry(fold_of(first_word(form.text)))
                .or_default()
                .push(form);
        }
        forms
    });
    &FORMS
}

fn first_word(form: &str) -> &str {
    form.split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default()
}

fn fold_of(word: &str) -> String {
    let mut key = String::with_capacity(word.len());
    fold::push_folded(word, &mut key);
    key
}

/// Whether an honorific and a name are together a work or a character: `Mrs Dalloway`.
fn is_exception(form: &str, name: &str) -> bool {
    let form = form.trim_end_matches('.');
    EXCEPTIONS.lines().skip(1).any(|line| {
        let mut cells = table::plain_cells(line);
        let of = cells.next().unwrap_or_default().trim_end_matches('.');
        of.eq_ignore_ascii_case(form) && cells.next() == Some(name)
    })
}

/// Whether the word before makes it something else: a suffix (`Luis Ortega Sr.`) or an initial (`Kathleen M. Carley`).
fn follows_name(article: &Article<'_>, tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|i| &tokens[i]) else {
        return false;
    };
    if tokens[at].gap == Gap::None && !matches!(article.word(before), "(" | "“" | "—" | "–") {
        return true;
    }
    if before.is_word() {
        let opens = before.opens_sentence
            && facts::is_function_word(article.text.folded(before), article.lang);
        return before.is_capitalised() && !before.clitic && !opens;
    }
    let initial = at.checked_sub(2).map(|i| &tokens[i]);
    article.word(before) == "."
        && initial.is_some_and(|t| t.is_capitalised() && article.word(t).chars().count() == 1)
}

/// The surnames that stand behind a first name somewhere which does not begin with M: before those `M.` is no initial.
fn surnames<'a>(article: &'a Article<'_>) -> HashSet<&'a str> {
    article
        .text
        .tokens
        .windows(2)
        .filter(|pair| {
            pair[0].is_capitalised()
                && pair[1].is_capitalised()
                && pair[1].gap == Gap::Space
                && !article.text.folded(&pair[0]).starts_with('m')
        })
        .map(|pair| article.text.folded(&pair[1]))
        .collect()
}

impl Rule for Honorific {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let forms = forms();
        let code = article.lang.code();
        let mut known = None;
        for (block, tokens) in article.blocks() {
            let mut asides = Asides::new(article.prose, block);
            for (i, token) in tokens.iter().enumerate() {
                if !token.is_word() {
                    continue;
                }
                let Some(list) = forms.get(article.text.folded(token)) else {
                    continue;
                };
                let found = list
                    .iter()
                    .filter(|f| f.targets.split(' ').any(|t| t == code))
                    .find_map(|f| Some((f, f.end(article, token)?)));
                let Some((form, end)) = found else { continue };
                let mut next = tokens[i..].iter().skip_while(|t| t.span.start < end);
                let Some(name) = next
                    .next()
                    .filter(|t| t.is_capitalised() && t.gap != Gap::None)
                else {
                    continue;
                };
                let more = next
                    .next()
                    .is_some_and(|t| t.is_capitalised() && t.gap != Gap::None);
                let span = crate::span::Span::new(token.span.start, end);
                if follows_name(article, tokens, i)
                    || asides.contain(span)
                    || is_exception(form.text, article.word(name))
                    || (form.text == INITIAL && (more || article.word(name).chars().count() == 1))
                {
                    continue;
                }
                let doubtful = form.text == INITIAL
                    && !known
                        .get_or_insert_with(|| surnames(article))
                        .contains(article.text.folded(name));
                let lang = form.lang.parse().unwrap_or(Lang::Und);
                let mut draft = report.at(
                    vec![span],
                    format!(
                        "“{}” is an honorific in {}",
                        article.slice(span),
                        lang.name()
                    ),
                );
                draft.suggest(form.suggestions.split('|').filter_map(|s| {
                    let (text, of) = s.rsplit_once(" [")?;
                    (of.trim_end_matches(']') == code).then(|| text.to_owned())
                }));
                if doubtful {
                    draft.at_most(Severity::Info, 0.5);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_well_formed() {
        for form in rows() {
            assert!(form.lang.parse::<Lang>().is_ok(), "{}", form.text);
            assert!(!first_word(form.text).is_empty(), "{}", form.text);
            for target in form.targets.split(' ') {
                assert!(target.parse::<Lang>().is_ok(), "{}", form.text);
                assert_ne!(target, form.lang, "{}", form.text);
            }
            for suggestion in form.suggestions.split('|').filter(|s| !s.is_empty()) {
                assert!(suggestion.ends_with(']'), "{suggestion}");
            }
        }
        assert!(is_exception("Mrs.", "Dalloway") && !is_exception("Mrs.", "Merkel"));
    }
}
