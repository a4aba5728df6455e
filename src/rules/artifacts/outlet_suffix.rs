//! `artifact/outlet-suffix`: the name of the outlet behind the headline, as the title of a web page has it.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::finding::Applicability;
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta, table};
use crate::severity::{MqmSeverity, Severity};
use crate::text::tokens::{Gap, Token};

/// See [`META`].
pub struct OutletSuffix;

static META: RuleMeta = RuleMeta {
    id: "artifact/outlet-suffix",
    what: "the name or address of an outlet behind a dash or bar at the end of the headline.",
    why: "It is the title of the web page the article was taken from, not a headline.",
    bad: "Two dead in northern floods - Northern News Network\n\nTwo men died on Monday.",
    good: "Two dead in northern floods\n\nTwo men died on Monday.",
    severity: Severity::Warning,
    category: Category::Addition,
    mqm_severity: MqmSeverity::Minor,
    targets: Some(LangSet::only(Lang::En)),
    sources: None,
    skips: &[],
    data: &["outlet-words.csv"],
    fix: Applicability::Unsafe,
    mutes: &["artifact/calque"],
};

static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/outlet-words.csv"
));

/// Most words of an outlet.
const LONGEST: usize = 6;

fn outlets() -> &'static HashSet<&'static str> {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let cells = TABLE.lines().map(|line| {
            let mut cells = table::plain_cells(line);
            (cells.next(), cells.next(), cells.next())
        });
        cells
            .filter(|(_, kind, _)| *kind == Some("outlet"))
            .filter_map(|(.., form)| form)
            .collect()
    });
    &WORDS
}

impl Rule for OutletSuffix {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let Some((_, tokens)) = article.blocks().next() else {
            return;
        };
        let Some(dash) = tokens
            .iter()
            .rposition(|t| matches!(article.word(t), "-" | "|" | "–" | "—") && t.gap == Gap::Space)
        else {
            return;
        };
        let outlet = &tokens[dash + 1..];
        let words: Vec<&Token> = outlet.iter().filter(|t| t.is_word()).collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return;
        };
        let plain = outlet
            .iter()
            .all(|t| t.is_word() || matches!(article.word(t), "." | "!"));
        if dash == 0 || first.gap != Gap::Space || words.len() > LONGEST || !plain {
            return;
        }
        let named = first.is_capitalised()
            && outlets().contains(article.text.folded(last))
            && words.len() > 1;
        if !named && !is_address(article, outlet) {
            return;
        }
        let span = tokens[dash].span.cover(last.span);
        report
            .at(
                vec![span],
                format!("“{}” is the title of a web page", article.slice(span)),
            )
            .replace("", Applicability::Unsafe);
    }
}

/// Whether these are the parts of one web address: `news.example.com`.
fn is_address(article: &Article<'_>, outlet: &[Token]) -> bool {
    let (Some(first), Some(last)) = (outlet.first(), outlet.last()) else {
        return false;
    };
    let text = article
        .slice(first.span.cover(last.span))
        .trim_end_matches('.');
    let ending = text.rsplit('.').next().unwrap_or_default();
    text.contains('.')
        && !text.contains(char::is_whitespace)
        && matches!(
            ending,
            "com" | "net" | "org" | "cn" | "info" | "news" | "example"
        )
}
