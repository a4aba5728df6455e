//! `artifact/entity`: a character reference or escape that was never decoded.

use crate::finding::Applicability;
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;

/// See [`META`].
pub struct Entity;

static META: RuleMeta = RuleMeta {
    id: "artifact/entity",
    what: "an HTML character reference or a JSON escape left in the text.",
    why: "The reader sees markup where a mark or letter should be.",
    bad: "the country&rsquo;s army",
    good: "the country’s army",
    severity: Severity::Error,
    category: Category::Markup,
    mqm_severity: MqmSeverity::Minor,
    targets: None,
    sources: None,
    skips: &[],
    data: &[],
    fix: Applicability::Safe,
    mutes: &["artifact/", "convention/"],
};

/// Longest reference looked for, in bytes: the longest names of HTML are longer, but none of them occurs in news.
const LONGEST: usize = 12;

impl Rule for Entity {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let prose = article.prose;
        for (at, _) in prose.match_indices('&') {
            let rest = &prose.as_bytes()[at..prose.len().min(at + LONGEST)];
            let Some(end) = rest.iter().position(|b| *b == b';') else {
                continue;
            };
            let reference = &prose[at..=at + end];
            if let Some(decoded) = html_escape_decoded(reference) {
                found(report, Span::new(at, at + end + 1), reference, &decoded);
            }
        }
        for (at, _) in prose.match_indices("\\u") {
            let decoded = prose
                .get(at + 2..at + 6)
                .and_then(|hex| u32::from_str_radix(hex, 16).ok())
                .and_then(char::from_u32);
            if let Some(c) = decoded.filter(|c| !c.is_control()) {
                found(
                    report,
                    Span::new(at, at + 6),
                    &prose[at..at + 6],
                    &c.to_string(),
                );
            }
        }
    }
}

fn found(report: &mut Report<'_>, span: Span, reference: &str, decoded: &str) {
    report
        .at(
            vec![span],
            format!("“{reference}” is markup for “{decoded}”"),
        )
        .replace(decoded, Applicability::Safe);
}

/// The characters of a reference, `None` when it is not one. Doubly escaped ones (`&amp;quot;`) decode to a reference, which is decoded
/// in the next run.
fn html_escape_decoded(reference: &str) -> Option<String> {
    let decoded = html_escape::decode_html_entities(reference);
    (decoded != reference).then(|| decoded.into_owned())
}
