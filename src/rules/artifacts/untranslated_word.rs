//! `artifact/untranslated-word`: a word of another language left in a sentence.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::asides::Asides;
use crate::finding::Applicability;
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Region, Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::text::facts;
use crate::text::tokens::{Case, Gap, Token, is_hyphen};

/// See [`META`].
pub struct UntranslatedWord;

static META: RuleMeta = RuleMeta {
    id: "artifact/untranslated-word",
    what: "a single word of another language left in a sentence.",
    why: "It is no word of the article's language; the sentence around it may have been guessed.",
    bad: "the ministre spoke first",
    good: "a speaker spoke first",
    severity: Severity::Warning,
    category: Category::Untranslated,
    mqm_severity: MqmSeverity::Major,
    targets: Some(LangSet::TARGETS),
    sources: Some(LangSet::of(&[
        Lang::En,
        Lang::Fr,
        Lang::De,
        Lang::Es,
        Lang::It,
    ])),
    skips: &[Region::Quotation],
    data: &["leftover-words.csv", "function-words.csv"],
    fix: Applicability::None,
    mutes: &[],
};

static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/leftover-words.csv"
));

/// How a note says that a German noun keeps its capital.
const NOUN: &str = "German noun";

/// A word that is left behind.
struct Leftover {
    source: &'static str,
    /// Separated by `|`.
    suggestions: &'static str,
    noun: bool,
}

/// `source,target,word,suggestion,note`; only notes are quoted, and they are not read to their end.
fn rows() -> impl Iterator<Item = (&'static str, &'static str, Leftover)> {
    TABLE.lines().skip(1).filter_map(|line| {
        let mut cells = line.splitn(5, ',');
        let source = cells.next()?;
        let target = cells.next()?;
        let word = cells.next()?;
        let suggestions = cells.next()?;
        let note = cells.next()?;
        Some((
            target,
            word,
            Leftover {
                source,
                suggestions,
                noun: note.starts_with(NOUN),
            },
        ))
    })
}

type Table = HashMap<&'static str, Leftover>;

fn table(lang: Lang) -> &'static Table {
    static TABLES: LazyLock<HashMap<&'static str, Table>> = LazyLock::new(|| {
        let mut tables: HashMap<&'static str, Table> = HashMap::new();
        for (target, word, leftover) in rows() {
            tables
                .entry(target)
                .or_default()
                .entry(word)
                .or_insert(leftover);
        }
        tables
    });
    static NONE: LazyLock<Table> = LazyLock::new(Table::new);
    TABLES.get(lang.code()).unwrap_or(&NONE)
}

/// The entry of a token: in lower case, or a German noun with its capital, written exactly so.
fn leftover(
    article: &Article<'_>,
    table: &'static Table,
    token: &Token,
) -> Option<&'static Leftover> {
    if token.clitic {
        return None;
    }
    let word = article.word(token);
    match token.case {
        Case::Lower => table.get(word).filter(|l| !l.noun),
        Case::Initial => {
            // The nouns are in the table in lower case; only they are looked up so, and a capital is rare enough.
            let lower = word.to_lowercase();
            table.get(lower.as_str()).filter(|l| l.noun)
        }
        _ => None,
    }
}

/// Whether two neighbours are joined by a space alone.
fn beside(next: &Token) -> bool {
    next.is_word() && matches!(next.gap, Gap::Space | Gap::Newline)
}

/// Whether a word is a capitalised one in the middle of a sentence, so part of a name. In German every noun is capitalised.
fn names_something(article: &Article<'_>, token: &Token) -> bool {
    token.is_capitalised()
        && !(token.opens_sentence
            && facts::is_function_word(article.text.folded(token), article.lang))
}

/// Whether the foreign words around `at` are part of a name or a title: a run of two and more that touches a capital, or one word
/// between two.
fn in_name(article: &Article<'_>, table: &'static Table, tokens: &[Token], at: usize) -> bool {
    const FARTHEST: usize = 5;
    let foreign = |t: &Token| {
        leftover(article, table, t).is_some()
            || (t.case == Case::Lower && facts::is_name_particle(article.word(t)))
    };
    let (mut first, mut last) = (at, at);
    while first > 0
        && at - first < FARTHEST
        && beside(&tokens[first])
        && foreign(&tokens[first - 1])
    {
        first -= 1;
    }
    while last + 1 < tokens.len()
        && last - at < FARTHEST
        && beside(&tokens[last + 1])
        && foreign(&tokens[last + 1])
    {
        last += 1;
    }
    let before =
        first > 0 && beside(&tokens[first]) && names_something(article, &tokens[first - 1]);
    let after = tokens
        .get(last + 1)
        .is_some_and(|t| beside(t) && names_something(article, t));
    if first < last {
        before || after
    } else {
        before && after
    }
}

/// Whether a hyphen, a full stop, a slash or an apostrophe ties the word to another: `e-government`, `elpais.com/otros`.
fn tied(article: &Article<'_>, tokens: &[Token], at: usize) -> bool {
    let ties = |t: &Token| {
        let mark = article.word(t);
        is_hyphen(mark) || matches!(mark, "." | "/" | "@" | "#" | "_" | "'" | "’")
    };
    let before = at > 0
        && tokens[at].gap == Gap::None
        && (tokens[at - 1].is_word() || ties(&tokens[at - 1]));
    let after = tokens.get(at + 1).is_some_and(|t| {
        t.gap == Gap::None
            && (t.is_word()
                || (ties(t)
                    && tokens
                        .get(at + 2)
                        .is_some_and(|u| u.is_word() && u.gap == Gap::None)))
    });
    before || after
}

/// English phrases other languages have borrowed whole.
fn borrowed(article: &Article<'_>, tokens: &[Token], at: usize) -> bool {
    let folded = |i: Option<usize>| {
        i.and_then(|i| tokens.get(i))
            .map_or("", |t| article.text.folded(t))
    };
    let (before, word, after) = (
        folded(at.checked_sub(1)),
        folded(Some(at)),
        folded(Some(at + 1)),
    );
    match word {
        "the" => matches!(
            before,
            "off" | "on" | "over" | "around" | "behind" | "to" | "of" | "in"
        ),
        "government" => before == "open",
        "und" => before == "sturm" || after == "drang",
        _ => false,
    }
}

impl Rule for UntranslatedWord {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let table = table(article.lang);
        for (block, tokens) in article.blocks() {
            let mut asides = Asides::new(article.prose, block);
            for (i, token) in tokens.iter().enumerate() {
                let Some(found) = leftover(article, table, token) else {
                    continue;
                };
                if tied(article, tokens, i)
                    || borrowed(article, tokens, i)
                    || in_name(article, table, tokens, i)
                    || asides.contain(token.span)
                {
                    continue;
                }
                let source = found.source.parse().unwrap_or(Lang::Und);
                report
                    .at(
                        vec![token.span],
                        format!(
                            "“{}” is a word of {} that was not translated",
                            article.word(token),
                            source.name()
                        ),
                    )
                    .suggest(
                        found
                            .suggestions
                            .split('|')
                            .filter(|s| !s.is_empty())
                            .map(str::to_owned),
                    );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_well_formed() {
        for (target, word, leftover) in rows() {
            assert!(target.parse::<Lang>().is_ok(), "{word}");
            assert!(leftover.source.parse::<Lang>().is_ok(), "{word}");
            assert_eq!(word, word.to_lowercase());
            assert!(!word.contains([' ', '"']), "{word}");
            assert!(!leftover.suggestions.contains('"'), "{word}");
        }
    }
}
