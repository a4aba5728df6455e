//! The parts of the page. Templates escape when they are compiled; no text of an article reaches the page past them.

use std::collections::BTreeMap;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::copy::{piece, pieces, visible};
use crate::finding::Finding;
use crate::report::{Locator, Outcome, Review, Totals};
use crate::severity::Severity;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");
/// What the page may do: these two, known by their SHA-256, and nothing else. A test says what to write here when they change.
const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; \
    style-src 'sha256-A/377nAy6Ayn5tMW6fIOKVD9BywGfvOGdV9MhreEM/8='; \
    script-src 'sha256-dzREI5BsSkNXw66F8/EoZj1CXvgnb1CfQvc7PDqW6XY='";

/// Names listed at most, and links under each name or rule: the lists lead to the articles, they do not repeat them.
const NAMES: usize = 1000;
const LINKS: usize = 12;
/// Characters of a text in a list.
const SHORT: usize = 48;

/// How often something was found, and where first.
#[derive(Default)]
struct Entry {
    findings: usize,
    /// Those an earlier report has settled.
    known: usize,
    links: Vec<(usize, usize, String)>,
}

impl Entry {
    fn add(&mut self, article: usize, nth: usize, text: &str, counts: bool) {
        self.findings += 1;
        self.known += usize::from(!counts);
        if self.links.len() < LINKS {
            self.links.push((article, nth, short(text)));
        }
    }
}

/// What the side lists show.
#[derive(Default)]
pub struct Index {
    /// By what to write, then by what is written.
    names: BTreeMap<String, BTreeMap<String, Entry>>,
    forms: usize,
    /// Findings on names for which there was no room.
    unlisted: usize,
    rules: BTreeMap<&'static str, (Severity, Entry)>,
    /// Findings that an earlier report has settled.
    known: usize,
}

impl Index {
    /// Adds the findings of an article.
    pub fn add(&mut self, outcome: &Outcome, article: usize) {
        for (i, finding) in outcome.checked.findings.iter().enumerate() {
            let (severity, entry) = self
                .rules
                .entry(finding.rule)
                .or_insert_with(|| (finding.severity, Entry::default()));
            *severity = (*severity).max(finding.severity);
            let counts = outcome.review(i).counts();
            entry.add(article, i + 1, &finding.text, counts);
            if finding.rule.starts_with("name/") {
                self.add_name(finding, article, i + 1, counts);
            }
            self.known += usize::from(!counts);
        }
    }

    fn add_name(&mut self, finding: &Finding, article: usize, nth: usize, counts: bool) {
        let write = short(finding.suggestions.first().map_or("", String::as_str));
        let written = short(&finding.text);
        let known = self
            .names
            .get(&write)
            .is_some_and(|f| f.contains_key(&written));
        if !known && self.forms == NAMES {
            self.unlisted += 1;
            return;
        }
        self.forms += usize::from(!known);
        self.names
            .entry(write)
            .or_default()
            .entry(written)
            .or_default()
            .add(article, nth, &finding.text, counts);
    }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(SHORT) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// Shape and word for a severity; colour alone would not do.
fn badge(severity: Severity) -> Markup {
    let (shape, word) = match severity {
        Severity::Error => ("■", "Error"),
        Severity::Warning => ("◆", "Warning"),
        Severity::Info => ("●", "Info"),
    };
    html! { span.badge.(severity.as_str()) { span aria-hidden="true" { (shape) } " " span.word { (word) } } }
}

/// All up to the lists.
pub fn head(totals: &Totals) -> String {
    let [info, warning, error] = totals.findings;
    let all = info + warning + error;
    let figure = |n: String, what: &str, class: &str| {
        html! { div.figure.(class) { dt { (what) } dd { (n) } } }
    };
    // The tags of head and body may be left out; that of the page says its language.
    html! {
        (DOCTYPE)
        (PreEscaped("<html lang=\"en\">"))
        meta charset="utf-8";
        meta http-equiv="Content-Security-Policy" content=(POLICY);
        meta name="viewport" content="width=device-width, initial-scale=1";
        meta name="referrer" content="no-referrer";
        meta name="generator" content=(concat!("wirelint ", env!("CARGO_PKG_VERSION")));
        title { (count(all, "finding")) " in " (count(totals.documents, "article")) " - wirelint" }
        style { (PreEscaped(STYLE)) }
        a.skip href="#articles" { "Skip to the articles" }
        header.masthead {
            h1 { "wirelint" }
            p.standfirst { (count(all, "finding")) " in " (count(totals.documents, "article")) }
            dl.figures {
                (figure(error.to_string(), if error == 1 { "■ error" } else { "■ errors" }, "error"))
                (figure(warning.to_string(), if warning == 1 { "◆ warning" } else { "◆ warnings" }, "warning"))
                @if info > 0 { (figure(info.to_string(), "● info", "info")) }
                @if totals.known > 0 { (figure(totals.known.to_string(), "○ known, not counted", "plain")) }
                (figure(totals.words.to_string(), "words", "plain"))
                (figure(totals.score().to_string(), "MQM penalty per 1,000 words (indicative)", "plain"))
            }
        }
    }
    .into_string()
}

/// The filters and the lists, up to the list of articles.
pub fn before_list(index: &Index, articles: usize) -> String {
    let filters = html! {
        form.filters #filters role="search" aria-label="Filter the findings" hidden {
            label.search { "Search " input type="search" #query placeholder="name, word, file" autocomplete="off"; }
            fieldset {
                legend { "Show" }
                @for severity in Severity::ALL.into_iter().rev() {
                    label { input type="checkbox" name="severity" value=(severity.as_str()) checked; " " (badge(severity)) }
                }
                @if index.known > 0 {
                    label { input type="checkbox" #known checked; " " span.badge.plain { span aria-hidden="true" { "○" } " Known" } }
                }
            }
            label { "Rule " select #rule {
                option value="" { "all" }
                @for rule in index.rules.keys() { option { (rule) } }
            } }
            p.shown #shown role="status" aria-live="polite" {}
            p.keys { kbd { "j" } " " kbd { "k" } " next, previous · " kbd { "/" } " search" }
            button type="button" #theme { "Dark" }
        }
    };
    let lists = html! {
            @if !index.names.is_empty() {
                details open { summary { "By name" } ul.names {
                    @for (write, forms) in &index.names {
                        li {
                            @if write.is_empty() { span.write.none { "no suggestion" } } @else { bdi.write { (visible(write)) } }
                            ul { @for (written, entry) in forms {
                                li { bdi { (visible(written)) } " " (links(entry, false)) }
                            } }
                        }
                    }
                }
                @if index.unlisted > 0 { p.more { "and " (count(index.unlisted, "finding")) " on further names" } } }
            }
            @if !index.rules.is_empty() {
                details open { summary { "By rule" } ul.rules {
                    @for (rule, (severity, entry)) in &index.rules {
                        li { details {
                            summary { (badge(*severity)) " " span.rule { (rule) } " " span.count {
                                (entry.findings - entry.known)
                                @if entry.known > 0 { " " span.known title="known, not counted" { "+" (entry.known) span.hush { " known" } } }
                            } }
                            (links(entry, true))
                        } }
                    }
                } }
            }
            @if articles == 0 { p.more { "Nothing was found." } }
    };
    let (filters, lists) = (filters.into_string(), lists.into_string());
    format!(
        "{filters}<div class=\"desk\"><nav class=\"lists\" aria-label=\"Findings by name, rule and article\">{lists}\
         <details open><summary>By article</summary><ol class=\"list\">"
    )
}

/// From the list of articles to the articles.
pub const AFTER_LIST: &str = "</ol></details></nav><main id=\"articles\" tabindex=\"-1\">";

fn links(entry: &Entry, quote: bool) -> Markup {
    let more = entry.findings - entry.links.len();
    html! {
        span.links {
            @for (article, nth, text) in &entry.links {
                a href=(format!("#f{article}-{nth}")) {
                    @if quote { bdi { (visible(text)) } } @else { (article) "." (nth) }
                } " "
            }
            @if more > 0 { span.more { "and " (more) " more" } }
        }
    }
}

/// An article's row in the list.
pub fn list_row(outcome: &Outcome, number: usize) -> Markup {
    html! {
        li { a href=(format!("#a{number}")) { bdi { (visible(&outcome.document.display_path())) } } " " (tally(outcome)) }
    }
}

/// Findings by severity, with their shapes.
fn tally(outcome: &Outcome) -> Markup {
    let mut totals = Totals::default();
    totals.add(outcome);
    let [info, warning, error] = totals.findings;
    html! {
        span.tally {
            @if error > 0 { span.error { "■ " (error) span.hush { " errors" } } " " }
            @if warning > 0 { span.warning { "◆ " (warning) span.hush { " warnings" } } " " }
            @if info > 0 { span.info { "● " (info) span.hush { " info" } } " " }
            @if totals.known > 0 { span.known { "○ " (totals.known) span.hush { " known" } } }
        }
    }
}

/// An article with findings.
pub fn article(outcome: &Outcome, number: usize) -> Markup {
    let document = &outcome.document;
    let checked = &outcome.checked;
    let locator = Locator::new(document);
    let mut totals = Totals::default();
    totals.add(outcome);
    html! {
        article.story id=(format!("a{number}")) aria-labelledby=(format!("h{number}")) {
            header {
                h2 id=(format!("h{number}")) { bdi { (visible(&document.display_path())) } }
                p.meta {
                    (checked.locale.name()) " · " (count(checked.words, "word")) " · MQM penalty "
                    (totals.score()) " per 1,000 words " (tally(outcome))
                }
            }
            @for part in pieces(outcome) {
                div.row {
                    div.copy lang=(checked.locale.to_string()) { (piece(document, &part, number)) }
                    @if !part.first.is_empty() {
                        ol.notes aria-label="Notes" {
                            @for nth in &part.first {
                                @if let Some(finding) = checked.findings.get(nth - 1) {
                                    (note(finding, outcome.review(nth - 1), &locator, number, *nth))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A finding in the margin.
fn note(
    finding: &Finding,
    review: &Review,
    locator: &Locator<'_>,
    article: usize,
    nth: usize,
) -> Markup {
    const PLACES: usize = 12;
    let severity = finding.severity;
    let more = finding.places.len().saturating_sub(PLACES);
    html! {
        li.note.(severity.as_str()).known[!review.counts()] id=(format!("f{article}-{nth}")) tabindex="-1" data-severity=(severity.as_str()) data-rule=(finding.rule) value=(nth) {
            p.label { span.n.(severity.as_str()) aria-hidden="true" { (nth) } " " (badge(severity)) " " span.rule { (finding.rule) } }
            @if !finding.suggestions.is_empty() {
                p.swap {
                    del { bdi { (visible(&short(&finding.text))) } } " → "
                    @for (i, suggestion) in finding.suggestions.iter().enumerate() {
                        @if i > 0 { " or " }
                        @if suggestion.is_empty() { em { "delete" } } @else { ins { bdi { (visible(suggestion)) } } }
                    }
                }
            }
            p.message dir="auto" { (visible(&finding.message)) }
            @for related in &finding.related {
                @let at = locator.position(related.span.start);
                p.related { bdi { (visible(&related.note)) } ": “" bdi { (visible(&short(&related.text))) } "”, line " (at.line) }
            }
            (decided(review))
            p.where {
                "line "
                @for (i, place) in finding.places.iter().take(PLACES).enumerate() {
                    @let at = locator.position(place.start);
                    @if i > 0 { ", " }
                    a href=(format!("#p{article}-{nth}-{}", i + 1)) { (at.line) ":" (at.column) }
                }
                @if more > 0 { " and " (more) " more" }
            }
        }
    }
}

/// What an earlier report says of a finding.
fn decided(review: &Review) -> Markup {
    let (decision, comment) = review.words();
    html! {
        @if let Review::Known { counts, .. } = review {
            p.decided {
                @if *counts { "Decided earlier, and expired" } @else { "Known" }
                @if !decision.is_empty() { ": " bdi.decision { (visible(decision)) } }
                @if !comment.is_empty() { " – " bdi { (visible(comment)) } }
            }
        }
    }
}

/// An article without findings.
pub fn clean_row(outcome: &Outcome) -> Markup {
    html! { li { bdi { (visible(&outcome.document.display_path())) } } }
}

/// What stands before articles without findings.
pub fn before_clean(articles: usize) -> String {
    let heading = html! { (count(articles, "article")) " without findings" }.into_string();
    format!("<details class=\"clean\" open><summary>{heading}</summary><ul>")
}

/// What stands after them.
pub const AFTER_CLEAN: &str = "</ul></details>";

/// The end of the page.
pub fn foot() -> String {
    let script = html! { script { (PreEscaped(SCRIPT)) } }.into_string();
    format!("</main></div>{script}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_policy_knows_style_and_script() {
        for (name, text) in [("style", STYLE), ("script", SCRIPT)] {
            let source = format!(
                "{name}-src 'sha256-{}'",
                STANDARD.encode(Sha256::digest(text))
            );
            assert!(POLICY.contains(&source), "the policy lacks {source}");
        }
    }
}
