//! `artifact/stray-punctuation`: marks that are doubled, orphaned, empty or wrongly spaced.

use std::ops::Range;

use crate::document::BlockKind;
use crate::finding::Applicability;
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Region, Report, Rule, RuleMeta, covers_markup};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;
use crate::text::tokens::{Gap, Token};

/// See [`META`].
pub struct StrayPunctuation;

static META: RuleMeta = RuleMeta {
    id: "artifact/stray-punctuation",
    what: "a mark that is doubled, orphaned or wrongly spaced, and brackets or quotation marks with nothing inside.",
    why: "When a clause is moved or dropped its punctuation stays behind.",
    bad: "the coalition in Iraq and Syria. .",
    good: "the coalition in Iraq and Syria.",
    severity: Severity::Error,
    category: Category::Punctuation,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[Region::List],
    data: &[],
    fix: Applicability::Safe,
    mutes: &[],
};

impl Rule for StrayPunctuation {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        for (block, tokens) in article.blocks() {
            if block.kind == BlockKind::List {
                continue;
            }
            let mut i = 0;
            while i < tokens.len() {
                let (taken, fault) = look(article, tokens, i);
                i += taken;
                let Some(fault) = fault.filter(|f| !covers_markup(article, f.span)) else {
                    continue;
                };
                let mut draft = report.at(vec![fault.span], fault.message);
                if !fault.certain {
                    draft.at_most(Severity::Info, 0.7);
                }
                draft.replace(&fault.replacement, fault.applicability);
            }
        }
    }
}

struct Fault {
    span: Span,
    message: String,
    replacement: String,
    applicability: Applicability,
    /// Two full stops for an ellipsis are common in published copy, and so are, in French and Italian, spaces before commas and full
    /// stops (0.3 to 0.5 in 1,000 words of newspaper text): such findings are for those who ask.
    certain: bool,
}

/// How many tokens to go on by, and the fault found in them.
fn look(article: &Article<'_>, tokens: &[Token], i: usize) -> (usize, Option<Fault>) {
    let text = article.word(&tokens[i]);
    match text {
        "." | "," | ";" => {
            let is_mark =
                |t: &&Token| matches!(article.word(t), "." | "," | ";") && t.gap != Gap::Newline;
            let run = 1 + tokens[i + 1..].iter().take_while(is_mark).count();
            let fault = if run > 1 {
                doubled(article, tokens, i..i + run)
            } else {
                spaced(article, tokens, i)
            };
            (run, fault)
        }
        "(" => (1, empty(article, tokens, i, ")")),
        "[" => (1, empty(article, tokens, i, "]")),
        "“" => (1, empty(article, tokens, i, "”")),
        "«" => (1, empty(article, tokens, i, "»")),
        _ => (1, None),
    }
}

/// `. .`, `,,`, `, .`, but neither an ellipsis (`...`, `. . .`) nor the full stop of an abbreviation and a comma (`Inc.,`).
fn doubled(article: &Article<'_>, tokens: &[Token], range: Range<usize>) -> Option<Fault> {
    let run = &tokens[range.clone()];
    let marks: String = run.iter().map(|t| article.word(t)).collect();
    let apart = run[1..].iter().any(|t| t.gap == Gap::Space);
    let ellipsis = run.len() > 2 && marks.bytes().all(|b| b == b'.');
    let abbreviation = !apart && marks.starts_with('.') && marks != "..";
    let before = range.start.checked_sub(1).map(|at| &tokens[at])?;
    let after = tokens.get(range.end);
    // ".docx, .xlsx": the last full stop begins the next word. "(..)": something was left out on purpose.
    let begins_word =
        marks.ends_with('.') && after.is_some_and(|t| t.gap == Gap::None && t.is_word());
    let bracketed = matches!(article.word(before), "(" | "[" | "…" | "<");
    if ellipsis || abbreviation || begins_word || bracketed {
        return None;
    }
    // What ends the sentence is kept; of two commas, one.
    let keep = if marks.contains('.') {
        "."
    } else {
        &marks[..1]
    };
    let span = run[0].span.cover(run[run.len() - 1].span);
    Some(Fault {
        span,
        message: format!(
            "stray mark: “{}” where one “{keep}” is enough",
            article.slice(span)
        ),
        replacement: keep.to_owned(),
        applicability: Applicability::Safe,
        certain: apart || marks.bytes().all(|b| b == b','),
    })
}

/// A space before a full stop or comma, which no target language has.
fn spaced(article: &Article<'_>, tokens: &[Token], i: usize) -> Option<Fault> {
    let mark = &tokens[i];
    if mark.gap != Gap::Space || i == 0 {
        return None;
    }
    let text = article.word(mark);
    let before = &tokens[i - 1];
    let french_semicolon = text == ";" && article.lang == Lang::Fr;
    // ".22 calibre", ".com", ". . ." go on right after the mark.
    let goes_on = tokens
        .get(i + 1)
        .is_some_and(|t| t.gap == Gap::None && (t.is_word() || article.word(t) == "."));
    if french_semicolon || goes_on || !before.is_word() || matches!(article.word(before), ".") {
        return None;
    }
    let span = before.span.cover(mark.span);
    Some(Fault {
        span,
        message: format!("a space before “{text}”"),
        replacement: format!("{}{text}", article.word(before)),
        applicability: Applicability::Safe,
        certain: !matches!(article.lang, Lang::Fr | Lang::It),
    })
}

/// `( )`, `“”`: what stood inside was dropped.
fn empty(article: &Article<'_>, tokens: &[Token], i: usize, close: &str) -> Option<Fault> {
    let next = tokens.get(i + 1).filter(|t| article.word(t) == close)?;
    let span = tokens[i].span.cover(next.span);
    Some(Fault {
        span,
        message: format!("“{}” with nothing inside", article.slice(span)),
        replacement: String::new(),
        applicability: Applicability::Unsafe,
        certain: true,
    })
}
