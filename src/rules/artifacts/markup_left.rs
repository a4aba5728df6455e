//! `artifact/markup-left`: Markdown and HTML in a plain text.

use crate::document::markdown::Markdown;
use crate::document::{Document, Reader};
use crate::finding::Applicability;
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;

use super::placeholder;

/// See [`META`].
pub struct MarkupLeft;

static META: RuleMeta = RuleMeta {
    id: "artifact/markup-left",
    what: "Markdown or HTML in a plain text: bold marks, headings, links, tags.",
    why: "Language models write Markdown and scrapers leave tags; the reader sees the marks.",
    bad: "The **Hashd al-Shaabi** denied it.<br>",
    good: "The Hashd al-Shaabi denied it.",
    severity: Severity::Error,
    category: Category::Markup,
    mqm_severity: MqmSeverity::Minor,
    targets: None,
    sources: None,
    skips: &[],
    data: &["machine-tokens.csv"],
    fix: Applicability::Unsafe,
    mutes: &["artifact/stray-punctuation", "artifact/broken-sentence"],
};

/// Longest piece between bold marks, text of a link or tag, in bytes.
const LONGEST: usize = 300;

/// A mark with what would stand there without it.
struct Hit {
    span: Span,
    what: &'static str,
    without: String,
}

impl Rule for MarkupLeft {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        if is_markdown(article.document) {
            return;
        }
        for block in &article.document.blocks {
            let text = article.slice(block.span);
            let mut skip_to = 0;
            let marks = text.match_indices(['*', '`', '#', ']', '<']);
            for (at, mark) in marks {
                if at < skip_to {
                    continue;
                }
                let hit = match mark {
                    "*" => bold(text, at),
                    "`" => fence(text, at),
                    "#" if at == 0 => heading(text),
                    "]" => link(text, at, skip_to),
                    "<" => tag(text, at),
                    _ => None,
                };
                let Some(hit) = hit else { continue };
                // The words inside bold marks may carry other marks: those are reported when these are gone.
                skip_to = hit.span.end;
                let span = Span::new(
                    block.span.start + hit.span.start,
                    block.span.start + hit.span.end,
                );
                report
                    .at(vec![span], format!("{} left in plain text", hit.what))
                    .replace(&hit.without, Applicability::Unsafe);
            }
        }
    }
}

fn is_markdown(document: &Document) -> bool {
    document.path.extension().is_some_and(|e| {
        Markdown
            .extensions()
            .iter()
            .any(|m| e.eq_ignore_ascii_case(m))
    })
}

/// The part of `text` from `at` on in which the end of a mark is looked for.
fn ahead(text: &str, at: usize) -> &str {
    let mut end = text.len().min(at + LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[at..end]
}

/// `**bold**`; neither `f**k` nor the two stars of a footnote.
fn bold(text: &str, at: usize) -> Option<Hit> {
    let rest = ahead(text, at);
    let stars = rest.bytes().take_while(|b| *b == b'*').count();
    let after_word = text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '*');
    let inside = &rest[stars..];
    if !(2..=3).contains(&stars) || after_word || inside.starts_with(char::is_whitespace) {
        return None;
    }
    let end = inside.find(&rest[..stars])?;
    let (words, after) = (&inside[..end], &inside[end + stars..]);
    if words.is_empty()
        || words.ends_with(char::is_whitespace)
        || after.starts_with(|c: char| c.is_alphanumeric() || c == '*')
    {
        return None;
    }
    Some(Hit {
        span: Span::new(at, at + stars + end + stars),
        what: "bold marks of Markdown",
        without: words.to_owned(),
    })
}

/// Three backquotes; with the name of a language when they open.
fn fence(text: &str, at: usize) -> Option<Hit> {
    let rest = text[at..].strip_prefix("```")?;
    let name = rest.bytes().take_while(u8::is_ascii_lowercase).count();
    let alone = rest[name..].chars().next().is_none_or(char::is_whitespace);
    Some(Hit {
        span: Span::new(at, at + 3 + if alone { name } else { 0 }),
        what: "a code fence of Markdown",
        without: String::new(),
    })
}

/// `### Heading`; one `#` alone may mean “number” before a figure.
fn heading(text: &str) -> Option<Hit> {
    let hashes = text.bytes().take_while(|b| *b == b'#').count();
    let words = text[hashes..].strip_prefix(' ')?.trim_start();
    let first = words.chars().next()?;
    let is_heading = (2..=6).contains(&hashes) || (hashes == 1 && first.is_uppercase());
    is_heading.then(|| Hit {
        span: Span::new(0, text.len() - words.len()),
        what: "a heading mark of Markdown",
        without: String::new(),
    })
}

/// `[text](https://...)`, an image mark before it included.
fn link(text: &str, at: usize, from: usize) -> Option<Hit> {
    let target = text[at..].strip_prefix("](")?;
    let is_address = ["http://", "https://", "www.", "mailto:", "/", "#"]
        .iter()
        .any(|p| target.starts_with(p));
    let close = ahead(target, 0).find([')', ' ', '\n'])?;
    let low = from.max(at.saturating_sub(LONGEST));
    let open = text.as_bytes()[low..at].iter().rposition(|b| *b == b'[')? + low;
    if !is_address {
        return None;
    }
    let end = at + 2 + close + usize::from(target[close..].starts_with(')'));
    let start = open - usize::from(open > from && text[..open].ends_with('!'));
    Some(Hit {
        span: Span::new(start, end),
        what: "a link of Markdown",
        without: text[open + 1..at].to_owned(),
    })
}

/// `<p>`, `</div>`, `<br/>`, `<a href="...">`: names of HTML only, and nothing like `a <b and c> d`.
fn tag(text: &str, at: usize) -> Option<Hit> {
    let rest = ahead(text, at);
    if rest.starts_with("<!--") {
        let end = rest.find("-->").map_or(4, |e| e + 3);
        return Some(Hit {
            span: Span::new(at, at + end),
            what: "an HTML comment",
            without: String::new(),
        });
    }
    let inside = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
    let length = inside.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = &inside[..length];
    let end = rest.find('>')?;
    let attributes = &inside[length..inside.len() - (rest.len() - end)];
    let plain = matches!(attributes.trim(), "" | "/");
    let named = attributes.starts_with([' ', '\n']) && attributes.contains('=');
    if !(plain || named)
        || !placeholder::forms("tag").any(|(form, _)| form.eq_ignore_ascii_case(name))
    {
        return None;
    }
    // Between words a block tag or line break was a space.
    let breaks = ["br", "p", "div", "li"]
        .iter()
        .any(|b| b.eq_ignore_ascii_case(name));
    let between = text[..at].ends_with(|c: char| !c.is_whitespace())
        && text[at + end + 1..].starts_with(|c: char| !c.is_whitespace());
    Some(Hit {
        span: Span::new(at, at + end + 1),
        what: "an HTML tag",
        without: if breaks && between {
            " ".into()
        } else {
            String::new()
        },
    })
}
