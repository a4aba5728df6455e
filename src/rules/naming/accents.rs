//! `name/accents`: one name with and without its diacritics in one article.

use std::collections::{BTreeMap, HashSet};

use crate::finding::Applicability;
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;
use crate::text::fold;
use crate::text::tokens::{Case, Gap, Token, TokenKind, is_hyphen};

/// See [`META`].
pub struct Accents;

static META: RuleMeta = RuleMeta {
    id: "name/accents",
    what: "one name written with and without its diacritics in one article.",
    why: "Both are the same name to the writer and two to a search; machine translation decides anew in every sentence.",
    bad: "the Al-Qaim region ... the Al-Qaïm sector",
    good: "the Al-Qaim region ... the Al-Qaim sector",
    severity: Severity::Error,
    category: Category::TerminologyInconsistent,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(LangSet::TARGETS),
    fix: Applicability::Safe,
    mutes: &[],
};

/// Shortest word compared, in bytes of its folded form: below it, articles and particles meet (`As`, `Às`).
const SHORTEST: usize = 4;

impl Rule for Accents {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let tokens = &article.text.tokens;
        let mut spellings: BTreeMap<&str, BTreeMap<&str, Vec<usize>>> = BTreeMap::new();
        for (i, token) in tokens.iter().enumerate() {
            if token.kind == TokenKind::Word && token.case == Case::Initial && !token.opens_sentence
            {
                let folded = article.text.folded(token);
                if folded.len() >= SHORTEST {
                    spellings
                        .entry(folded)
                        .or_default()
                        .entry(article.word(token))
                        .or_default()
                        .push(i);
                }
            }
        }
        let words: HashSet<&str> = tokens
            .iter()
            .filter(|t| t.case == Case::Lower)
            .map(|t| article.text.folded(t))
            .collect();
        for (folded, forms) in spellings {
            if forms.len() != 2 || words.contains(folded) {
                continue;
            }
            let forms: Vec<(&str, Vec<usize>)> = forms.into_iter().collect();
            let [(a, at_a), (b, at_b)] = &forms[..] else {
                continue;
            };
            if fold::without_diacritics(a) != fold::without_diacritics(b)
                || only_first_letter(a, b, article.lang)
            {
                continue;
            }
            if !share_company(article, at_a, at_b) {
                continue;
            }
            let (wrong, right) = minority((a, at_a), (b, at_b), article.lang);
            report_pair(article, report, wrong, right);
        }
    }
}

/// `Etat` and `État`: capitals without their accent are a matter of typography in Romance languages, not of names.
fn only_first_letter(a: &str, b: &str, lang: Lang) -> bool {
    let rest = |s: &str| s.chars().skip(1).collect::<String>();
    lang != Lang::En && rest(a) == rest(b)
}

/// The capitalised words right before and after a word, folded: what else its name consists of.
fn company<'a>(article: &'a Article<'_>, at: usize) -> (&'a str, &'a str) {
    let tokens = &article.text.tokens;
    let side = |i: Option<usize>, opens: bool| {
        i.and_then(|i| tokens.get(i))
            .filter(|t| {
                t.kind == TokenKind::Word && t.is_capitalised() && !(opens && t.opens_sentence)
            })
            .map_or("", |t| article.text.folded(t))
    };
    let before = at.checked_sub(1).filter(|_| tokens[at].gap != Gap::Newline);
    (side(before, true), side(Some(at + 1), false))
}

/// Whether both spellings stand in the same name somewhere: a country `Israël` and a man called `Israel Katz` are two names.
fn share_company(article: &Article<'_>, a: &[usize], b: &[usize]) -> bool {
    a.iter().any(|x| {
        let (before, after) = company(article, *x);
        b.iter().any(|y| {
            let (other_before, other_after) = company(article, *y);
            after == other_after
                && (before == other_before || before.is_empty() || other_before.is_empty())
        })
    })
}

type Form<'a> = (&'a str, &'a [usize]);

/// The form to report and the form to keep: the rarer one; when both are as frequent, English keeps the plain one and the others the accented.
fn minority<'a>(
    a: (&'a str, &'a [usize]),
    b: (&'a str, &'a [usize]),
    lang: Lang,
) -> (Form<'a>, Form<'a>) {
    let a_accented = fold::has_diacritic(a.0);
    let a_is_wrong = match a.1.len().cmp(&b.1.len()) {
        std::cmp::Ordering::Less => true,
        std::cmp::Ordering::Greater => false,
        std::cmp::Ordering::Equal => a_accented == (lang == Lang::En),
    };
    if a_is_wrong { (a, b) } else { (b, a) }
}

fn report_pair(article: &Article<'_>, report: &mut Report<'_>, wrong: Form<'_>, right: Form<'_>) {
    let (text, places) = wrong;
    let (other, other_places) = right;
    // The whole hyphenated name is what an editor looks for: `Al-Qaïm`, not `Qaïm`.
    let spans: Vec<Span> = places.iter().map(|i| compound(article, *i)).collect();
    let whole = article.slice(spans[0]);
    let suggestion = whole.replace(text, other);
    let mut draft = report.at(
        spans,
        format!(
            "“{text}” ({}) and “{other}” ({}) are one name with and without diacritics",
            times(places.len()),
            times(other_places.len())
        ),
    );
    draft.replace(&suggestion, Applicability::Safe);
    for i in other_places {
        draft.relate(
            compound(article, *i),
            article.slice(compound(article, *i)),
            "the other spelling",
        );
    }
}

fn times(n: usize) -> String {
    match n {
        1 => "once".into(),
        2 => "twice".into(),
        n => format!("{n} times"),
    }
}

fn compound(article: &Article<'_>, at: usize) -> Span {
    let tokens = &article.text.tokens;
    let joined = |mark: usize, after: usize| -> bool {
        tokens[mark].gap == Gap::None
            && tokens[after].gap == Gap::None
            && is_hyphen(article.word(&tokens[mark]))
    };
    let word = |t: &Token| t.kind == TokenKind::Word;
    let mut first = at;
    while first >= 2 && joined(first - 1, first) && word(&tokens[first - 2]) {
        first -= 2;
    }
    let mut last = at;
    while last + 2 < tokens.len() && joined(last + 1, last + 2) && word(&tokens[last + 2]) {
        last += 2;
    }
    tokens[first].span.cover(tokens[last].span)
}
