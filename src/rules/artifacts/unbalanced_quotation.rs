//! `artifact/unbalanced-quotation`: quotation marks and brackets that open and never close.

use crate::document::BlockKind;
use crate::finding::Applicability;
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Region, Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::text::tokens::{Gap, Token, TokenKind};

/// See [`META`].
pub struct UnbalancedQuotation;

static META: RuleMeta = RuleMeta {
    id: "artifact/unbalanced-quotation",
    what: "a quotation mark or bracket that is opened and never closed in its paragraph, or closed and never opened.",
    why: "When a clause is moved or dropped, one half of a pair stays behind.",
    bad: "The minister (who resigned in May said nothing.",
    good: "The minister (who resigned in May) said nothing.",
    severity: Severity::Info,
    category: Category::Punctuation,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[Region::List],
    data: &[],
    fix: Applicability::None,
    mutes: &[],
};

impl Rule for UnbalancedQuotation {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let mut carried = Vec::new();
        for (block, tokens) in article.blocks() {
            if block.kind != BlockKind::List {
                look(article, tokens, &mut carried, report);
            }
        }
        for half in carried {
            say(&half, report);
        }
    }
}

/// A mark that opened and has not been closed yet.
struct Half<'a> {
    text: &'a str,
    token: &'a Token,
    /// Paragraphs since then.
    age: usize,
}

/// How many paragraphs a quotation may go on for without being opened again: copy is often cut into a paragraph per sentence.
const LONGEST: usize = 3;

/// Quotations may go on in the next paragraphs, where they are opened again or not; brackets may not.
fn look<'a>(
    article: &Article<'a>,
    tokens: &'a [Token],
    carried: &mut Vec<Half<'a>>,
    report: &mut Report<'_>,
) {
    let mut open: Vec<Half<'a>> = std::mem::take(carried);
    for (i, token) in tokens.iter().enumerate() {
        if token.kind != TokenKind::Mark {
            continue;
        }
        let text = article.word(token);
        if i == 0 && matches!(text, "“" | "\"" | "«" | "„" | "»") {
            // Opened again: what was open before is now open here.
            open.clear();
        }
        let before = i.checked_sub(1).map(|at| &tokens[at]);
        // `6’2”`, `19"`: inches and seconds.
        let measure = token.gap == Gap::None && before.is_some_and(|t| t.kind == TokenKind::Number);
        let is_open = |opener: &str| open.iter().any(|h| h.text == opener);
        let closes = match text {
            ")" => Some("("),
            "]" => Some("["),
            "”" | "“" if is_open("„") => Some("„"),
            "”" => Some("“"),
            "»" if is_open("«") || article.lang != Lang::De => Some("«"),
            "«" if is_open("»") => Some("»"),
            "\"" if is_open("\"") => Some("\""),
            _ => None,
        };
        if let Some(opener) = closes {
            if let Some(at) = open.iter().rposition(|h| h.text == opener) {
                open.remove(at);
            } else if !is_list_mark(article, tokens, i) && !measure {
                report.at(
                    vec![token.span],
                    format!("“{text}” closes what nothing opened"),
                );
            }
        } else if matches!(text, "(" | "[" | "“" | "„" | "«" | "»") || (text == "\"" && !measure)
        {
            open.push(Half {
                text,
                token,
                age: 0,
            });
        }
    }
    for mut half in open {
        if matches!(half.text, "(" | "[") || half.age == LONGEST {
            say(&half, report);
        } else {
            half.age += 1;
            carried.push(half);
        }
    }
}

fn say(half: &Half<'_>, report: &mut Report<'_>) {
    report.at(
        vec![half.token.span],
        format!("“{}” is not closed", half.text),
    );
}

/// `a)`, `1)` in a list, `:)`.
fn is_list_mark(article: &Article<'_>, tokens: &[Token], i: usize) -> bool {
    let Some(before) = i.checked_sub(1).map(|at| &tokens[at]) else {
        return true;
    };
    let text = article.word(before);
    tokens[i].gap == Gap::None
        && (matches!(text, ":" | ";" | "-")
            || (before.is_word() && text.chars().count() <= 2 && before.gap != Gap::None))
}
