//! The pipeline as one function without I/O: what the command line, the tests and every later front end call.

use crate::document::Document;
use crate::finding::Finding;
use crate::glossary::Glossary;
use crate::lang::Lang;
use crate::locale::{Conventions, Locale};
use crate::mute::mute;
use crate::rules::article::Article;
use crate::rules::suppression::{self, unused};
use crate::rules::{self, Report};
use crate::settings::Settings;
use crate::suppression::Silencer;

/// What a check gives.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Language of the article, given or detected.
    pub lang: Lang,
    /// The same with its region, where one was given.
    pub locale: Locale,
    /// Whether the language was detected.
    pub detected: bool,
    /// Number of words.
    pub words: usize,
    /// Findings at or above the level asked for, in their total order.
    pub findings: Vec<Finding>,
    /// What became of each suppression of the settings, in their order.
    pub suppressions: Vec<Suppressed>,
}

/// What became of a suppression of the settings in an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Suppressed {
    /// Places of findings it silenced.
    pub places: usize,
    /// Whether everything it could silence was looked for; if not, it says nothing that nothing was silenced.
    pub tried: bool,
}

/// Checks a document: same input, same output, byte for byte.
///
/// ```
/// use wirelint::{check, Document, Glossary, Settings};
/// let article = "A source within Hachd al-Chaabi told AFP that two men had died in the strikes.\n";
/// let document = Document::from_bytes("article.txt", article.as_bytes()).unwrap();
/// let findings = check(&document, Glossary::shipped(), &Settings::default());
/// assert_eq!(findings[0].rule, "name/house-form");
/// assert_eq!(findings[0].suggestions[0], "Hashd al-Shaabi");
/// ```
pub fn check(document: &Document, glossary: &Glossary, settings: &Settings) -> Vec<Finding> {
    check_all(document, glossary, settings).findings
}

/// The same, with the language and the number of words that reports show.
pub fn check_all(document: &Document, glossary: &Glossary, settings: &Settings) -> Checked {
    let lang = settings.lang.unwrap_or_else(|| detect(document));
    let region = settings.lang.and(settings.region);
    let locale = Locale { lang, region };
    let article = Article::new(document, glossary, lang, settings.source_lang)
        .following(Conventions::new(locale, &settings.house));
    let mut findings = run(&article, settings, |rule| settings.runs(rule));
    let mut silencer = Silencer::new(document, settings);
    silencer.apply(&mut findings);
    let mut stale = unused(&article, settings, &silencer.used);
    silencer.apply(&mut stale);
    findings.append(&mut stale);
    findings.sort_by(Finding::order);
    findings.retain(|f| f.severity >= settings.level);
    Checked {
        lang,
        locale,
        detected: settings.lang.is_none(),
        words: article.word_count(),
        findings,
        suppressions: settings
            .suppressions
            .iter()
            .zip(silencer.silenced)
            .map(|(suppression, places)| Suppressed {
                places,
                tried: tried(
                    &suppression.rules,
                    settings,
                    lang,
                    settings.select.is_empty(),
                ),
            })
            .collect(),
    }
}

/// What the chosen rules find, in order and without what a dominant rule has said already.
fn run(
    article: &Article<'_>,
    settings: &Settings,
    chosen: impl Fn(&'static str) -> bool,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in rules::ALL {
        let meta = rule.meta();
        if chosen(meta.id) && meta.speaks(article.lang) {
            rule.check(
                article,
                &mut Report::new(meta, article.prose, &mut findings)
                    .quoting(&article.document.text),
            );
        }
    }
    for finding in &mut findings {
        level(finding, settings);
    }
    findings.sort_by(Finding::order);
    mute(&mut findings, settings.level);
    findings
}

/// Gives a finding the level the settings give its rule.
fn level(finding: &mut Finding, settings: &Settings) {
    if let Some(level) = settings.levels.get(finding.rule) {
        finding.severity = *level;
    }
}

/// The comments that silenced nothing, as findings.
///
/// Where only some rules were asked for, and this one among them, the others run too for its sake: what a comment silences can be told in
/// no other way.
fn unused(article: &Article<'_>, settings: &Settings, used: &[bool]) -> Vec<Finding> {
    let meta = &unused::META;
    let document = article.document;
    let mut findings = Vec::new();
    if !settings.runs(meta.id) || !document.controls.iter().any(suppression::silences) {
        return findings;
    }
    let mut used = used.to_vec();
    if !settings.select.is_empty() {
        let mut all = run(article, settings, |rule| !settings.ignore.contains(&rule));
        let mut silencer = Silencer::new(document, settings);
        silencer.apply(&mut all);
        used = silencer.used;
    }
    let mut report = Report::new(meta, article.prose, &mut findings).quoting(&document.text);
    for (control, used) in document.controls.iter().zip(used) {
        let rules = suppression::rules(control);
        // One that names no rule there is has been reported for that.
        let names_some = rules.as_ref().is_none_or(|r| !r.is_empty());
        if suppression::silences(control)
            && !used
            && names_some
            && tried(&rules.unwrap_or_default(), settings, article.lang, true)
        {
            unused::report(control, &mut report);
        }
    }
    for finding in &mut findings {
        level(finding, settings);
    }
    findings
}

/// Whether everything that rules (none for all) could have found was looked for: none is switched off, and the language is known to those
/// that ask for one.
fn tried(rules: &[&'static str], settings: &Settings, lang: Lang, all_ran: bool) -> bool {
    let ran = |rule: &&'static str| {
        let speaks = rules::by_id(rule).is_some_and(|r| r.meta().speaks(lang));
        (all_ran || settings.select.contains(rule))
            && !settings.ignore.contains(rule)
            && (speaks || lang != Lang::Und)
    };
    if rules.is_empty() {
        all_ran && lang != Lang::Und
    } else {
        rules.iter().all(ran)
    }
}

/// The language of a document, from all its prose.
///
/// The detector (trigrams, 69 languages) is sure of nearly every text of more than a sentence; when it is not, or when the language is none
/// of ours, the answer is [`Lang::Und`] and only rules for every language run.
pub fn detect(document: &Document) -> Lang {
    crate::detect::language(document.prose())
}
