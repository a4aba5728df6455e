//! What comments silence: that and nothing else.

use std::fmt::Write;

use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use wirelint::{Document, Finding, Glossary, Lang, Settings, Severity};

/// Sentences with and without faults.
const SENTENCES: &[&str] = &[
    "The ministers met in Varsovie on Monday.",
    "They met in Pékin, and then in Varsovie.",
    "They left the the town.",
    "Few observers expect a result before the end of the year.",
    "A source within Hachd al-Chaabi told AFP.",
    "The talks ended in in Beijing.",
    "Assimi Goïta spoke first.",
    "Then Goita spoke again.",
];

const RULES: &[&str] = &[
    "name/exonym",
    "name/house-form",
    "name/accents",
    "artifact/doubled-word",
    "name/",
    "artifact/",
];

/// Every finding in an article.
fn findings(path: &str, text: &str) -> Vec<Finding> {
    let settings = Settings {
        lang: Some(Lang::En),
        level: Severity::Info,
        ..Settings::default()
    };
    let document = Document::from_bytes(path, text.as_bytes()).expect("a text");
    wirelint::check(&document, Glossary::shipped(), &settings)
}

fn path() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&["article.txt", "article.md"][..])
}

/// Findings of rules on the text, not of those on comments, as what, where and how.
fn of_the_text(all: &[Finding]) -> Vec<(&'static str, usize, usize, String)> {
    let own = all.iter().filter(|f| !f.rule.starts_with("suppression/"));
    let place = |f: &Finding| {
        let rule = f.rule;
        let shown = f.message.clone();
        let places = f.places.clone();
        places
            .into_iter()
            .map(move |p| (rule, p.start, p.end, shown.clone()))
    };
    let mut places: Vec<_> = own.flat_map(place).collect();
    places.sort();
    places
}

fn is_of(rule: &str, silenced: &str) -> bool {
    rule == silenced || (silenced.ends_with('/') && rule.starts_with(silenced))
}

fn paragraphs() -> impl Strategy<Value = Vec<String>> {
    let paragraph = prop::collection::vec(prop::sample::select(SENTENCES), 1..4)
        .prop_map(|sentences| sentences.join(" "));
    prop::collection::vec(paragraph, 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..ProptestConfig::default()
    })]

    /// Silencing a rule in the whole article takes away its findings and changes no other; one that silences nothing says so.
    #[test]
    fn a_silenced_rule_goes_and_the_others_stay(
        paragraphs in paragraphs(),
        path in path(),
        rule in prop::sample::select(RULES),
    ) {
        let text = format!("{}\n", paragraphs.join("\n\n"));
        let before = of_the_text(&findings(path, &text));
        let all = findings(path, &format!("{text}\n<!-- wirelint ignore-file {rule}: so -->\n"));
        let (gone, stay): (Vec<_>, Vec<_>) = before.into_iter().partition(|(r, ..)| is_of(r, rule));
        prop_assert_eq!(of_the_text(&all), stay);
        let unused = all.iter().filter(|f| f.rule == "suppression/unused").count();
        prop_assert_eq!(unused, usize::from(gone.is_empty()));
    }

    /// A comment before a paragraph, or behind it on its line, silences the rule in that paragraph only.
    #[test]
    fn a_comment_reaches_one_paragraph(
        paragraphs in paragraphs(),
        path in path(),
        which in any::<prop::sample::Index>(),
        rule in prop::sample::select(RULES),
        behind in any::<bool>(),
    ) {
        let which = which.index(paragraphs.len());
        let before = format!("{}\n", paragraphs.join("\n\n"));
        let start: usize = paragraphs[..which].iter().map(|p| p.len() + 2).sum();
        let end = start + paragraphs[which].len();
        let comment = format!("<!-- wirelint ignore {rule}: so -->");
        let (at, comment) = if behind { (end, format!(" {comment}")) } else { (start, format!("{comment}\n")) };
        let mut after = before.clone();
        after.insert_str(at, &comment);
        let expected: Vec<_> = of_the_text(&findings(path, &before))
            .into_iter()
            .filter(|(r, from, to, _)| !(is_of(r, rule) && *from < end && start < *to))
            .collect();
        let moved = |place: usize| if place >= at + comment.len() { place - comment.len() } else { place };
        let found: Vec<_> = of_the_text(&findings(path, &after))
            .into_iter()
            .map(|(r, from, to, m)| (r, moved(from), moved(to), m))
            .collect();
        prop_assert_eq!(found, expected);
    }

    /// In a region that is off nothing is found, and outside it everything that was.
    #[test]
    fn nothing_is_found_where_it_is_off(paragraphs in paragraphs(), path in path()) {
        let text = format!("<!-- wirelint off: so -->\n\n{}\n\n<!-- wirelint on -->\n", paragraphs.join("\n\n"));
        prop_assert_eq!(of_the_text(&findings(path, &text)), vec![]);
    }
}

/// Many comments and many findings must not be compared all with all.
#[test]
fn thousands_of_comments_are_no_burden() {
    let mut text = String::new();
    for n in 0..20_000 {
        let rule = ["artifact/doubled-word", "artifact/", "name/"][n % 3];
        let _ = write!(
            text,
            "<!-- wirelint ignore {rule}: so -->\nThey left the the town.\n\n"
        );
    }
    text.push_str(&"<!-- wirelint off\n".repeat(20_000));
    let started = std::time::Instant::now();
    let found = findings("article.txt", &text);
    let doubled = found.iter().filter(|f| f.rule == "artifact/doubled-word");
    assert_eq!(doubled.count(), 6666);
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
