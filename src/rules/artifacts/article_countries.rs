//! The half of `artifact/article-calque` that looks at countries: `the Iraq`.

use super::article_calque::{Words, spaced};
use crate::finding::Applicability;
use crate::glossary::Kind;
use crate::rules::Report;
use crate::rules::article::Article;
use crate::text::fold_form;
use crate::text::tokens::{Case, Gap};

/// Reports `the Iraq` where a sentence ends or a verb follows: before a noun the article is the noun's (`the Iraq war`).
pub(super) fn check(article: &Article<'_>, words: &Words, report: &mut Report<'_>) {
    for mention in &article.mentions {
        let is_country = mention
            .postings
            .iter()
            .all(|p| article.glossary.concept(*p).kind == Kind::Country);
        let folded = fold_form(article.slice(mention.span));
        if !is_country
            || mention.plural
            || words.with_article.contains(&folded)
            || has_common_noun(&folded)
        {
            continue;
        }
        let tokens = &article.text.tokens;
        let Some(before) = mention.tokens.start.checked_sub(1).map(|i| &tokens[i]) else {
            continue;
        };
        let beside = tokens
            .get(mention.tokens.start)
            .is_some_and(|t| spaced(t) && t.case == Case::Initial);
        if !beside || !words.articles.contains(article.text.folded(before)) {
            continue;
        }
        let ends = tokens.get(mention.tokens.end).is_some_and(|next| {
            let word = article.word(next);
            // `Russia.tv` is an address.
            let goes_on = tokens
                .get(mention.tokens.end + 1)
                .is_some_and(|t| t.gap == Gap::None);
            (word == "." && next.gap == Gap::None && !goes_on)
                || (spaced(next) && matches!(word, "is" | "was" | "has" | "had" | "will" | "said"))
        });
        if !ends {
            continue;
        }
        let span = before.span.cover(mention.span);
        let country = article.slice(mention.span);
        report
            .at(
                vec![span],
                format!(
                    "“{}”: English puts no article before this country",
                    article.slice(span)
                ),
            )
            .replace(country, Applicability::Unsafe);
    }
}

/// Names made of nouns have the article: `the Marshall Islands`, `the United Kingdom`.
fn has_common_noun(folded: &str) -> bool {
    folded.split(' ').any(|word| {
        matches!(
            word,
            "islands"
                | "republic"
                | "kingdom"
                | "states"
                | "emirates"
                | "territories"
                | "city"
                | "federation"
                | "union"
                | "us"
                | "usa"
                | "uk"
                | "uae"
                | "eau"
                | "sahara"
                | "coast"
        )
    })
}
