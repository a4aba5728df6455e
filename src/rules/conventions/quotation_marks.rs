//! `convention/quotation-marks`: quotation marks of another language.

use std::collections::BTreeMap;

use crate::finding::Applicability;
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;

/// See [`META`].
pub struct QuotationMarks;

static META: RuleMeta = RuleMeta {
    id: "convention/quotation-marks",
    what: "quotation marks that are not those of the language: « » or „ “ in English, “ ” in German. Straight ones are accepted everywhere.",
    why: "The source’s marks were kept, so the article quotes in two styles.",
    bad: "She said «we go now» and he said \"we stay\".",
    good: "She said \"we go now\" and he said \"we stay\".",
    severity: Severity::Warning,
    category: Category::Punctuation,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[],
    data: &["quotation-marks.csv"],
    fix: Applicability::Safe,
    mutes: &[],
};

/// A wrong mark with the spaces that belong to it.
struct Wrong {
    mark: char,
    span: Span,
    opens: bool,
}

impl Rule for QuotationMarks {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let pairs = &article.conventions.quotation_marks;
        let (mut wrong, mut right, mut straight) = (Vec::new(), 0_usize, 0_usize);
        for block in &article.document.blocks {
            for quotation in &block.quotations {
                let text = article.slice(*quotation);
                let (Some(open), Some(close)) = (text.chars().next(), text.chars().next_back())
                else {
                    continue;
                };
                if open == '"' {
                    straight += 1;
                } else if !is_mark(close) || pairs.contains(&(open, close)) {
                    right += 1;
                } else {
                    push(article, *quotation, open, close, &mut wrong);
                }
            }
        }
        if wrong.is_empty() {
            return;
        }
        // The marks the article uses for the rest: its own curly ones, or straight ones.
        let (open, close) = if straight > right {
            ('"', '"')
        } else {
            pairs.first().copied().unwrap_or(('"', '"'))
        };
        let house = wrong.len() / 2 > right + straight;
        let few = wrong.len() <= 2;
        let mut by_mark: BTreeMap<(char, bool), Vec<Span>> = BTreeMap::new();
        for w in wrong {
            by_mark.entry((w.mark, w.opens)).or_default().push(w.span);
        }
        for ((mark, opens), spans) in by_mark {
            let new = if opens { open } else { close };
            let mut draft = report.at(
                spans,
                format!(
                    "“{mark}” is not a mark {} quotes with here",
                    article.conventions.locale.name()
                ),
            );
            // Where the house said what it writes, neither is in doubt.
            if (house || few) && !article.conventions.own_marks {
                // An article that quotes so throughout follows some house, if a foreign one; a single pair may be a nickname kept as it was.
                draft.at_most(Severity::Info, 0.6);
            }
            draft.replace(&replacement(new, opens, article.lang), Applicability::Safe);
        }
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '«' | '»' | '"')
}

/// French sets « » apart by a space that no line is broken at.
fn replacement(mark: char, opens: bool, lang: Lang) -> String {
    match (mark, opens, lang) {
        ('«', true, Lang::Fr) => "«\u{a0}".into(),
        ('»', false, Lang::Fr) => "\u{a0}»".into(),
        _ => mark.to_string(),
    }
}

fn push(article: &Article<'_>, quotation: Span, open: char, close: char, wrong: &mut Vec<Wrong>) {
    let text = article.slice(quotation);
    // A mark that opens and is never closed reaches to the end of its block; it may be the only character there.
    let Some(inner) = text
        .strip_prefix(open)
        .and_then(|rest| rest.strip_suffix(close))
    else {
        return;
    };
    if inner.trim().is_empty() {
        return;
    }
    let head = text.len() - close.len_utf8() - inner.trim_start().len();
    let tail = open.len_utf8() + inner.trim_end().len();
    wrong.push(Wrong {
        mark: open,
        span: Span::new(quotation.start, quotation.start + head),
        opens: true,
    });
    wrong.push(Wrong {
        mark: close,
        span: Span::new(quotation.start + tail, quotation.end),
        opens: false,
    });
}
