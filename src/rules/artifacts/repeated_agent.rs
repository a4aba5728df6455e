//! `artifact/repeated-agent`: one sentence names the same person twice as the one who did it.

use crate::finding::Applicability;
use crate::lang::LangSet;
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Region, Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::text::facts;
use crate::text::tokens::{Gap, Token, is_hyphen};

/// See [`META`].
pub struct RepeatedAgent;

static META: RuleMeta = RuleMeta {
    id: "artifact/repeated-agent",
    what: "“by” and the same full name twice in one sentence.",
    why: "A model that has nothing to translate makes up a sentence, and says the same name again; a writer would have said “written and directed by”.",
    bad: "The play was written by Anna Kovacs and staged by Anna Kovacs.",
    good: "The play was written and staged by Anna Kovacs.",
    severity: Severity::Warning,
    category: Category::Addition,
    mqm_severity: MqmSeverity::Major,
    targets: Some(LangSet::TARGETS),
    sources: None,
    skips: &[Region::Quotation],
    data: &["language-facts.csv"],
    fix: Applicability::None,
    mutes: &[],
};

/// Words between the two names: over a longer way a writer says a name again to be clear.
const NEAR: usize = 8;

/// Kind of the rows of `language-facts.csv` with the word for `by`.
const AGENT: &str = "agent";

impl Rule for RepeatedAgent {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let agents: Vec<&str> = facts::forms(AGENT, article.lang).collect();
        for sentence in &article.text.sentences {
            let tokens = &article.text.tokens[sentence.tokens.clone()];
            let mut last: Option<(usize, &[Token])> = None;
            for (at, token) in tokens.iter().enumerate() {
                if !agents.contains(&article.text.folded(token)) {
                    continue;
                }
                let Some(name) = name_at(tokens, at + 1, article) else {
                    continue;
                };
                if let Some((end, before)) = last
                    && at - end <= NEAR
                    && same(article, before, name)
                {
                    let span = cover(before).cover(cover(name));
                    if !article.is_quoted(span) {
                        report.at(
                            vec![span],
                            format!(
                                "“{}” stands twice as the one who did it: the sentence may be made up",
                                article.slice(cover(name))
                            ),
                        );
                    }
                }
                last = Some((at + name.len(), name));
            }
        }
    }
}

/// The full name that begins at a token: two capitalised words or more, with what hyphens tie to them.
fn name_at<'t>(tokens: &'t [Token], at: usize, article: &Article<'_>) -> Option<&'t [Token]> {
    let (mut end, mut words) = (at, 0);
    while let Some(token) = tokens.get(end) {
        let tied = token.gap == Gap::None && end > at;
        let part = if tied {
            is_hyphen(article.word(token)) || (token.is_word() && !token.clitic)
        } else {
            token.is_word() && token.is_capitalised()
        };
        if !part {
            break;
        }
        words += usize::from(!tied);
        end += 1;
    }
    (words > 1).then(|| &tokens[at..end])
}

fn cover(name: &[Token]) -> crate::span::Span {
    name[0].span.cover(name[name.len() - 1].span)
}

fn same(article: &Article<'_>, a: &[Token], b: &[Token]) -> bool {
    a.len() == b.len()
        && a.iter()
            .zip(b)
            .all(|(x, y)| article.word(x) == article.word(y))
}
