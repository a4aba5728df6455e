//! `artifact/article-calque`: the article of the source language kept before a title with a name, or before a country.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::article_countries;
use crate::finding::Applicability;
use crate::glossary::Kind;
use crate::glossary::compile::Posting;
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::names::known_words::is_common;
use crate::names::lookalikes::is_demonym;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta, table};
use crate::severity::{MqmSeverity, Severity};
use crate::text::tokens::{Case, Gap, Token, TokenKind, is_hyphen};
use crate::text::{facts, fold_form};

/// See [`META`].
pub struct ArticleCalque;

static META: RuleMeta = RuleMeta {
    id: "artifact/article-calque",
    what: "an article before a title with a name or before a country, as the source language has it.",
    why: "French, Spanish and Arabic write “the President Macron”, “the Iraq”; English names the person or country without an article.",
    bad: "The plan was presented by the President Macron on Monday.",
    good: "The plan was presented by President Macron on Monday.",
    severity: Severity::Warning,
    category: Category::Grammar,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(TARGETS),
    sources: None,
    skips: &[],
    data: &["article-titles.csv"],
    fix: Applicability::Unsafe,
    mutes: &["artifact/calque"],
};

/// Spanish, Portuguese, Italian and German want, or allow, the article before a title.
const TARGETS: LangSet = LangSet::only(Lang::En)
    .union(LangSet::only(Lang::Fr))
    .union(LangSet::only(Lang::Nl));

/// Measured on English and French copy only, so elsewhere it is a note.
const MEASURED: LangSet = LangSet::only(Lang::En).union(LangSet::only(Lang::Fr));

static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/article-titles.csv"
));

/// Most words of a name.
const LONGEST: usize = 5;

/// A title as the table writes it.
struct Title {
    words: Vec<String>,
    form: &'static str,
    /// Ships, trees and cars are called `the General Sherman`: a surname alone says nothing.
    full_name: bool,
}

/// The table for one language; all keys are folded.
#[derive(Default)]
pub(super) struct Words {
    pub(super) articles: HashSet<String>,
    /// By their first word, the longest first.
    titles: HashMap<String, Vec<Title>>,
    /// What may follow a name in lower case, beside function words.
    after_name: HashSet<String>,
    /// Countries that keep their article, or share their name with something that has one.
    pub(super) with_article: HashSet<String>,
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    TABLE.lines().skip(1).filter_map(|line| {
        let mut cells = table::plain_cells(line);
        Some((cells.next()?, cells.next()?, cells.next()?))
    })
}

fn words(lang: Lang) -> Option<&'static Words> {
    static ALL: LazyLock<HashMap<&'static str, Words>> = LazyLock::new(|| {
        let mut all: HashMap<&'static str, Words> = HashMap::new();
        for (lang, kind, form) in rows() {
            let words = all.entry(lang).or_default();
            let folded = fold_form(form);
            match kind {
                "article" => _ = words.articles.insert(folded),
                "after-name" => _ = words.after_name.insert(folded),
                "with-article" => _ = words.with_article.insert(folded),
                _ => {
                    let parts: Vec<String> = folded.split(' ').map(str::to_owned).collect();
                    let titles = words.titles.entry(parts[0].clone()).or_default();
                    titles.push(Title {
                        words: parts,
                        form,
                        full_name: kind == "full-name",
                    });
                    titles.sort_by_key(|t| std::cmp::Reverse(t.words.len()));
                }
            }
        }
        all
    });
    ALL.get(lang.code())
}

impl Rule for ArticleCalque {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let Some(words) = words(article.lang) else {
            return;
        };
        for (_, tokens) in article.blocks() {
            for at in 0..tokens.len() {
                if !words.articles.contains(article.text.folded(&tokens[at])) {
                    continue;
                }
                let Some(found) = titled(article, words, tokens, at) else {
                    continue;
                };
                let span = tokens[at].span.cover(tokens[found.end - 1].span);
                let rest = &tokens[found.start..found.end];
                let name = rest.first().map_or("", |first| {
                    article.slice(first.span.cover(tokens[found.end - 1].span))
                });
                let right = format!("{} {name}", found.title);
                let mut draft = report.at(
                    vec![span],
                    format!(
                        "“{}”: {} puts no article before a title with a name",
                        article.slice(span),
                        article.lang.name()
                    ),
                );
                // `du M. Ali` loses its article and keeps its preposition: that is for the editor to write.
                if article.lang == Lang::Fr {
                    draft.suggest([right]);
                } else {
                    draft.replace(&right, Applicability::Unsafe);
                }
                if !MEASURED.contains(article.lang) {
                    draft.at_most(Severity::Info, 0.6);
                }
            }
        }
        if article.lang == Lang::En {
            article_countries::check(article, words, report);
        }
    }
}

/// A title with a name: the title as it is written there, and the tokens of the name.
struct Titled {
    title: String,
    start: usize,
    end: usize,
}

/// The title with a name behind the article at `at`.
fn titled(article: &Article<'_>, words: &Words, tokens: &[Token], at: usize) -> Option<Titled> {
    let first = tokens.get(at + 1).filter(|t| spaced(t))?;
    let titles = words.titles.get(article.text.folded(first))?;
    titles.iter().find_map(|title| {
        let mut next = at + 1;
        for word in &title.words {
            if tokens.get(next).is_some_and(|t| is_hyphen(article.word(t))) {
                next += 1;
            }
            let token = tokens.get(next)?;
            if article.text.folded(token) != word {
                return None;
            }
            next += 1;
        }
        let short = title.form.len() <= 3 || title.form.ends_with('.');
        if short && first.case != Case::Initial {
            return None;
        }
        if short
            && tokens
                .get(next)
                .is_some_and(|t| t.gap == Gap::None && article.word(t) == ".")
        {
            next += 1;
        }
        let name = name_at(article, tokens, next, title.full_name)?;
        let written = tokens[at + 1].span.cover(tokens[next - 1].span);
        if !ends(article, words, tokens, name.end) {
            return None;
        }
        Some(Titled {
            // English has a capital before a name: `the president Macron`.
            title: if short || article.lang != Lang::En {
                article.slice(written).to_owned()
            } else {
                title.form.to_owned()
            },
            start: name.start,
            end: name.end,
        })
    })
}

/// Whether white space stands before a token.
pub(super) fn spaced(token: &Token) -> bool {
    matches!(token.gap, Gap::Space | Gap::Newline)
}

/// The tokens of the person's name that begins at `at`.
fn name_at(article: &Article<'_>, tokens: &[Token], at: usize, full: bool) -> Option<Range<usize>> {
    let mut end = at;
    let mut parts = 0;
    let mut last = None;
    while let Some(token) = tokens.get(end) {
        if token.kind == TokenKind::Word && token.is_capitalised() && !token.clitic {
            // An institution or a programme is called after somebody: `the Pope Francis Center`.
            if (end == at && !spaced(token)) || is_thing(article, token) {
                return None;
            }
            parts += usize::from(spaced(token));
            last = Some(end);
        } else if !goes_on(article, tokens, end) {
            break;
        }
        end += 1;
        if parts > LONGEST {
            return None;
        }
    }
    let last = last?;
    // `the President Macron-led talks`: the hyphen ties the name to something else.
    let tied = tokens
        .get(last + 1)
        .is_some_and(|t| t.gap == Gap::None && is_hyphen(article.word(t)));
    let enough = parts >= if full { 2 } else { 1 };
    (enough && !tied).then_some(at..last + 1)
}

/// Whether a token may stand between two parts of a name: a particle, a hyphen, the full stop of an initial.
fn goes_on(article: &Article<'_>, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let word = article.word(token);
    (token.kind == TokenKind::Word && !token.clitic && facts::is_name_particle(word))
        || (token.gap == Gap::None
            && (is_hyphen(word) || (word == "." && is_initial(article, tokens, at))))
}

/// Whether the full stop at `at` belongs to an initial: `George W. Bush`.
fn is_initial(article: &Article<'_>, tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|i| article.word(&tokens[i]).chars().count() == 1)
        && tokens.get(at + 1).is_some_and(Token::is_capitalised)
}

/// Whether a capitalised word is a common English word or a nationality and no known person.
fn is_thing(article: &Article<'_>, token: &Token) -> bool {
    let folded = article.text.folded(token);
    let common = article.lang == Lang::En && folded.len() > 1 && is_common(folded);
    (common || is_demonym(folded, article.lang)) && !is_person(article, token)
}

/// Whether a word is the name of a person of the glossary, or part of one that stands there.
fn is_person(article: &Article<'_>, token: &Token) -> bool {
    let is_person = |posting: &Posting| article.glossary.concept(*posting).kind == Kind::Person;
    let index = article.glossary.index();
    if index
        .exact(article.text.folded(token))
        .iter()
        .any(is_person)
    {
        return true;
    }
    let at = article
        .mentions
        .partition_point(|m| m.span.end <= token.span.start);
    article
        .mentions
        .get(at)
        .is_some_and(|m| m.span.contains(token.span) && m.postings.iter().any(is_person))
}

/// Whether the name ends its phrase: a noun behind it would be what the article belongs to (`the President Biden administration`).
fn ends(article: &Article<'_>, words: &Words, tokens: &[Token], end: usize) -> bool {
    let Some(next) = tokens.get(end) else {
        return true;
    };
    if !next.is_word() {
        let mark = article.word(next);
        return !is_hyphen(mark) && !matches!(mark, "/" | "’" | "'" | "@" | "#" | "&");
    }
    if next.gap == Gap::None || next.clitic || next.case != Case::Lower {
        return false;
    }
    let folded = article.text.folded(next);
    if article.lang != Lang::En {
        return true;
    }
    words.after_name.contains(folded)
        || (facts::is_function_word(folded, article.lang) && !picks_out(folded))
}

/// Whether what follows may say which of several is meant, where English has the article: `the Mr Ali I knew`, `the President Bush of 1991`.
fn picks_out(folded: &str) -> bool {
    matches!(
        folded,
        "of" | "i" | "we" | "you" | "he" | "she" | "they" | "who" | "whom" | "that" | "or" | "and"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_well_formed() {
        for (lang, kind, form) in rows() {
            assert!(
                lang.parse::<Lang>().is_ok_and(|l| TARGETS.contains(l)),
                "{form}"
            );
            assert!(
                [
                    "article",
                    "title",
                    "full-name",
                    "after-name",
                    "with-article"
                ]
                .contains(&kind),
                "{kind}"
            );
            assert!(!form.is_empty() && !form.contains('"'), "{form}");
        }
    }
}
