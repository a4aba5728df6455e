//! Documents with findings anywhere in them, for what must hold of every report.

use proptest::prelude::*;

use wirelint::check::Checked;
use wirelint::finding::{Applicability, Edit, Finding, Fix, Related};
use wirelint::mqm::Category;
use wirelint::report::{Emitter, Outcome, Totals};
use wirelint::severity::MqmSeverity;
use wirelint::{Document, Lang, Severity, Span};

/// What an emitter writes for a run over these.
pub fn emitted(emitter: &mut dyn Emitter, outcomes: &[Outcome]) -> String {
    let mut out = Vec::new();
    let mut totals = Totals::default();
    emitter.begin(&mut out).expect("written");
    for outcome in outcomes {
        totals.add(outcome);
        emitter.document(outcome, &mut out).expect("written");
    }
    emitter.end(&totals, &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

/// A finding of these places, with everything that a finding may have.
pub fn finding(document: &Document, severity: Severity, places: Vec<Span>) -> Finding {
    let text = document.text[places[0].range()].to_owned();
    Finding {
        rule: ["name/exonym", "artifact/residue"][text.len() % 2],
        severity,
        category: Category::TerminologyResource,
        mqm_severity: MqmSeverity::Minor,
        message: format!("about {text}"),
        suggestions: vec![format!("{text}'\"<b>"), String::new()],
        related: vec![Related {
            span: places[0],
            note: format!("see {text}"),
            text: text.clone(),
        }],
        text,
        fix: Some(Fix {
            applicability: Applicability::Safe,
            edits: vec![Edit {
                span: places[0],
                text: "better".to_owned(),
            }],
        }),
        confidence: 0.9,
        concept: None,
        places,
    }
}

/// A checked document.
pub fn outcome(document: Document, findings: Vec<Finding>) -> Outcome {
    Outcome {
        document,
        checked: Checked {
            lang: Lang::Und,
            locale: Lang::Und.into(),
            detected: true,
            words: 7,
            findings,
            suppressions: Vec::new(),
        },
        source_lang: None,
        reviews: Vec::new(),
    }
}

/// Where findings are, by severity, in bytes.
type Places = Vec<(Severity, Vec<(usize, usize)>)>;

/// A checked document with findings in, over and beside each other and over paragraphs.
pub fn outcomes() -> impl Strategy<Value = Outcome> {
    texts().prop_map(|(text, places)| {
        let document = Document::from_bytes("a,b<c>&\"':%.txt", text.as_bytes()).expect("a text");
        let findings = places
            .into_iter()
            .map(|(severity, places)| {
                let mut places: Vec<Span> =
                    places.into_iter().map(|(a, b)| Span::new(a, b)).collect();
                places.sort();
                finding(&document, severity, places)
            })
            .collect();
        outcome(document, findings)
    })
}

fn texts() -> impl Strategy<Value = (String, Places)> {
    let words = prop::sample::select(vec![
        "Pékin",
        " ",
        "\n\n",
        "\n",
        "</p>",
        "<script>",
        "&amp;",
        "\"'",
        "]]>",
        "--",
        "😀",
        "a",
        ". ",
        "The army left.",
    ]);
    let text = prop::collection::vec(words, 1..40).prop_map(|w| w.concat());
    let severity = prop::sample::select(Severity::ALL.to_vec());
    let place = (any::<prop::sample::Index>(), any::<prop::sample::Index>());
    let findings = prop::collection::vec((severity, prop::collection::vec(place, 1..4)), 1..8);
    (text, findings).prop_map(|(text, findings)| {
        let text = format!("{text} end\n");
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let findings = findings
            .into_iter()
            .map(|(severity, places)| {
                let places = places
                    .into_iter()
                    .map(|(a, b)| {
                        let (a, b) = (*a.get(&ends), *b.get(&ends));
                        (a.min(b), a.max(b))
                    })
                    .collect();
                (severity, places)
            })
            .collect();
        (text, findings)
    })
}
