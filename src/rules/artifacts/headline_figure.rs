//! `artifact/headline-figure`: a casualty figure that the headline and the first paragraphs do not share.

use std::sync::LazyLock;

use crate::document::BlockKind;
use crate::finding::Applicability;
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::conventions::shapes::{rows, whole};
use crate::rules::{Region, Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;
use crate::text::tokens::{Token, TokenKind};

/// See [`META`].
pub struct HeadlineFigure;

static META: RuleMeta = RuleMeta {
    id: "artifact/headline-figure",
    what: "one number of dead or injured in the headline, another in the first paragraphs.",
    why: "Headline and text were translated or updated apart, or a figure was changed on the way.",
    bad: "Blast in Kabul kills 12

At least 21 people were killed on Monday in a blast in Kabul.
",
    good: "Blast in Kabul kills 12

At least 12 people were killed on Monday in a blast in Kabul.
",
    severity: Severity::Info,
    category: Category::Mistranslation,
    mqm_severity: MqmSeverity::Major,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[Region::Subhead, Region::List],
    data: &["casualty-words.csv"],
    fix: Applicability::None,
    mutes: &[],
};

static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/casualty-words.csv"
));

/// How many paragraphs are read after the headline.
const PARAGRAPHS: usize = 3;
/// How many tokens a number may stand before its word (`12 people were killed`), and after it (`kills 12`).
const BEFORE: usize = 5;

/// A number of dead or injured.
struct Figure {
    kind: &'static str,
    number: u32,
    span: Span,
}

/// The kind of casualty a word names in `lang`.
fn kind(word: &str, lang: Lang) -> Option<&'static str> {
    static ROWS: LazyLock<Vec<[&str; 3]>> = LazyLock::new(|| rows::<3>(TABLE).collect());
    ROWS.iter()
        .find(|[l, _, form]| *l == lang.code() && *form == word)
        .map(|[_, kind, _]| *kind)
}

impl Rule for HeadlineFigure {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let (mut headline, mut body) = (Vec::new(), Vec::new());
        let mut paragraphs = 0;
        for (block, tokens) in article.blocks() {
            match block.kind {
                BlockKind::Headline => figures(article, tokens, &mut headline),
                BlockKind::Body if !headline.is_empty() => {
                    figures(article, tokens, &mut body);
                    paragraphs += 1;
                }
                _ => {}
            }
            if paragraphs == PARAGRAPHS || (headline.is_empty() && block.kind == BlockKind::Body) {
                break;
            }
        }
        for figure in &headline {
            let mut same_kind = body.iter().filter(|f| f.kind == figure.kind).peekable();
            let Some(other) = same_kind.peek().copied() else {
                continue;
            };
            if same_kind.any(|f| f.number == figure.number) {
                continue;
            }
            report
                .at(
                    vec![figure.span],
                    format!(
                        "{} here, {} in the text",
                        article.slice(figure.span),
                        article.slice(other.span)
                    ),
                )
                .relate(other.span, article.slice(other.span), "the other figure");
        }
    }
}

fn figures(article: &Article<'_>, tokens: &[Token], found: &mut Vec<Figure>) {
    for (i, token) in tokens.iter().enumerate() {
        if token.kind != TokenKind::Word {
            continue;
        }
        let Some(kind) = kind(article.word(token), article.lang) else {
            continue;
        };
        let number = |t: &Token| {
            (t.kind == TokenKind::Number)
                .then(|| whole(article.word(t)))
                .flatten()
        };
        let after = tokens.get(i + 1).and_then(|t| Some((t, number(t)?)));
        let near = tokens[i.saturating_sub(BEFORE)..i]
            .iter()
            .rev()
            .take_while(|t| t.is_word())
            .find_map(|t| Some((t, number(t)?)));
        if let Some((at, number)) = near.or(after) {
            found.push(Figure {
                kind,
                number,
                span: at.span,
            });
        }
    }
}
