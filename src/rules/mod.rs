//! Rules: each is one file, one row in [`ALL`] and one folder in `fixtures/rules`.

pub mod article;
mod artifacts;
mod conventions;
pub mod frames;
pub mod measured;
mod naming;
mod presence;
pub mod reference;
mod region;
pub(crate) mod suppression;
mod table;

use crate::finding::{Applicability, Edit, Finding, Fix, Related};
use crate::glossary::Concept;
use crate::lang::{Lang, LangSet};
use crate::mqm::Category;
use crate::settings;
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;
use article::Article;
pub use region::Region;

/// What a rule says of itself; `wirelint explain ID` shows it.
#[derive(Debug)]
pub struct RuleMeta {
    /// `group/slug`.
    pub id: &'static str,
    /// What it finds, in a sentence.
    pub what: &'static str,
    /// Why an editor should care.
    pub why: &'static str,
    /// Text it reports.
    pub bad: &'static str,
    /// The same, right.
    pub good: &'static str,
    /// Its level; a single finding may have a lower one.
    pub severity: Severity,
    /// MQM category.
    pub category: Category,
    /// MQM severity.
    pub mqm_severity: MqmSeverity,
    /// Languages of the articles it reads; `None` for all, known or not.
    pub targets: Option<LangSet>,
    /// Source languages whose traces it knows; `None` where the source does not matter. What a translator left of another language is a
    /// fault whatever the article was translated from, so this says what can be found and switches nothing off.
    pub sources: Option<LangSet>,
    /// Parts of an article it does not read.
    pub skips: &'static [Region],
    /// Files of `glossaries/` it goes by; `names-*.csv` stands for all that match.
    pub data: &'static [&'static str],
    /// How far its fixes can be trusted.
    pub fix: Applicability,
    /// Rules (or, ending in `/`, groups) whose findings are dropped where this one reports: they would say the same again.
    pub mutes: &'static [&'static str],
}

impl RuleMeta {
    /// Whether it reads articles in `lang`.
    pub fn speaks(&self, lang: Lang) -> bool {
        self.targets
            .is_none_or(|set| lang != Lang::Und && set.contains(lang))
    }

    /// The parts of an article it reads.
    pub fn reads(&self) -> impl Iterator<Item = Region> {
        Region::ALL.into_iter().filter(|r| !self.skips.contains(r))
    }

    /// Whether its findings silence those of `rule` at the same place.
    pub fn silences(&self, rule: &str) -> bool {
        self.mutes
            .iter()
            .any(|m| *m == rule || (m.ends_with('/') && rule.starts_with(m) && rule != self.id))
    }
}

/// A check.
pub trait Rule: Sync {
    /// What it is.
    fn meta(&self) -> &'static RuleMeta;
    /// Reports what it finds in an article.
    fn check(&self, article: &Article<'_>, report: &mut Report<'_>);
}

/// Every rule, in the order of the documentation.
pub static ALL: &[&dyn Rule] = &[
    &naming::house_form::HouseForm,
    &naming::exonym::Exonym,
    &naming::acronym::Acronym,
    &naming::outdated::Outdated,
    &naming::literal::Literal,
    &naming::inconsistent::Inconsistent,
    &naming::accents::Accents,
    &naming::case::Case,
    &naming::expansion::Expansion,
    &naming::hyphen::Hyphen,
    &naming::article_particle::ArticleParticle,
    &artifacts::literal_title::LiteralTitle,
    &artifacts::broken_sentence::BrokenSentence,
    &artifacts::stray_punctuation::StrayPunctuation,
    &artifacts::residue::Residue,
    &artifacts::outlet_suffix::OutletSuffix,
    &artifacts::doubled_word::DoubledWord,
    &artifacts::entity::Entity,
    &artifacts::mojibake::Mojibake,
    &artifacts::control_character::ControlCharacter,
    &artifacts::repeated_passage::RepeatedPassage,
    &artifacts::repeated_agent::RepeatedAgent,
    &artifacts::machine_preamble::MachinePreamble,
    &artifacts::repeating_loop::Loop,
    &artifacts::placeholder::Placeholder,
    &artifacts::markup_left::MarkupLeft,
    &artifacts::truncated::Truncated,
    &artifacts::glued_sentences::GluedSentences,
    &artifacts::unbalanced_quotation::UnbalancedQuotation,
    &artifacts::headline_figure::HeadlineFigure,
    &artifacts::calque::Calque,
    &artifacts::article_calque::ArticleCalque,
    &artifacts::capitals_calque::CapitalsCalque,
    &artifacts::untranslated_sentence::UntranslatedSentence,
    &artifacts::untranslated_word::UntranslatedWord,
    &artifacts::honorific::Honorific,
    &artifacts::foreign_calendar::ForeignCalendar,
    &artifacts::foreign_script::ForeignScript,
    &conventions::indefinite_article::IndefiniteArticle,
    &conventions::quotation_marks::QuotationMarks,
    &conventions::foreign_punctuation::ForeignPunctuation,
    &conventions::foreign_digits::ForeignDigits,
    &conventions::number_format::NumberFormat,
    &conventions::scale_word::ScaleWord,
    &conventions::currency::Currency,
    &conventions::amount_form::AmountForm,
    &conventions::time_format::TimeFormat,
    &conventions::weekday_date::WeekdayDate,
    &conventions::impossible_date::ImpossibleDate,
    &conventions::unit_conversion::UnitConversion,
    &suppression::unused::Unused,
    &suppression::unreasoned::Unreasoned,
    &suppression::unknown_rule::UnknownRule,
    &suppression::unreadable::Unreadable,
];

/// The rule with that id.
pub fn by_id(id: &str) -> Option<&'static dyn Rule> {
    ALL.iter().copied().find(|r| r.meta().id == id)
}

/// The rules meant by an id or by a group, `name/` or `name`; empty when there is none.
///
/// ```
/// use wirelint::rules::named;
/// assert_eq!(named("name/accents"), ["name/accents"]);
/// assert!(named("artifact/").len() > 10 && named("accents").is_empty());
/// ```
pub fn named(name: &str) -> Vec<&'static str> {
    settings::names::named(ids(), name)
}

/// Every id, in the order of [`ALL`].
pub fn ids() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|r| r.meta().id)
}

/// Whether markup was blanked inside a span. The gaps there are not the article's: `**Beirut**, the` has no space before the comma, and
/// between `the` and `the` may stand a piece of code.
fn covers_markup(article: &Article<'_>, span: Span) -> bool {
    article.slice(span) != &article.document.text[span.range()]
}

/// Takes the findings of one rule.
pub struct Report<'a> {
    meta: &'static RuleMeta,
    prose: &'a str,
    file: &'a str,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Report<'a> {
    /// A report for one rule.
    pub fn new(meta: &'static RuleMeta, prose: &'a str, findings: &'a mut Vec<Finding>) -> Self {
        Self {
            meta,
            prose,
            file: prose,
            findings,
        }
    }

    /// Findings quote this text instead of the prose, in which markup is blanked. A place with markup inside gets no fix: what replaces it
    /// would take the markup away.
    #[must_use]
    pub fn quoting(mut self, file: &'a str) -> Self {
        self.file = file;
        self
    }

    /// Reports a finding at one or more places (never none), in the rule's own level.
    pub fn at(&mut self, places: Vec<Span>, message: impl Into<String>) -> Draft<'_> {
        debug_assert!(
            !places.is_empty(),
            "{}: a finding without a place",
            self.meta.id
        );
        let text = places
            .first()
            .map_or("", |s| &self.file[s.range()])
            .to_owned();
        let covers_markup = places
            .iter()
            .any(|s| self.prose[s.range()] != self.file[s.range()]);
        let at = self.findings.len();
        self.findings.push(Finding {
            rule: self.meta.id,
            severity: self.meta.severity,
            category: self.meta.category,
            mqm_severity: self.meta.mqm_severity,
            message: message.into(),
            text,
            places,
            suggestions: Vec::new(),
            related: Vec::new(),
            fix: None,
            confidence: match self.meta.severity {
                Severity::Error => 0.98,
                Severity::Warning => 0.92,
                Severity::Info => 0.6,
            },
            concept: None,
        });
        Draft {
            finding: &mut self.findings[at],
            covers_markup,
        }
    }
}

/// A finding being filled in.
pub struct Draft<'a> {
    finding: &'a mut Finding,
    covers_markup: bool,
}

impl Draft<'_> {
    /// What to write instead, best first. Does not make a fix.
    pub fn suggest(&mut self, suggestions: impl IntoIterator<Item = String>) -> &mut Self {
        self.finding.suggestions.extend(suggestions);
        self
    }

    /// Replaces every place by `text`, which becomes the first suggestion; also how far that can be trusted. Where a place has markup
    /// inside there is only the suggestion.
    pub fn replace(&mut self, text: &str, applicability: Applicability) -> &mut Self {
        if self.finding.suggestions.first().is_none_or(|s| s != text) {
            self.finding.suggestions.insert(0, text.to_owned());
        }
        if self.covers_markup {
            return self;
        }
        let edits = self
            .finding
            .places
            .iter()
            .map(|span| Edit {
                span: *span,
                text: text.to_owned(),
            })
            .collect();
        self.finding.fix = Some(Fix {
            applicability,
            edits,
        });
        self
    }

    /// The glossary concept it is about.
    pub fn about(&mut self, concept: Option<&Concept>) -> &mut Self {
        self.finding.concept = concept.map(|c| c.id.clone());
        self
    }

    /// Another place that explains the finding.
    pub fn relate(
        &mut self,
        span: Span,
        text: impl Into<String>,
        note: impl Into<String>,
    ) -> &mut Self {
        self.finding.related.push(Related {
            text: text.into(),
            span,
            note: note.into(),
        });
        self
    }

    /// Lowers (never raises) the level, with a confidence to match.
    pub fn at_most(&mut self, severity: Severity, confidence: f64) -> &mut Self {
        self.finding.severity = self.finding.severity.min(severity);
        self.finding.confidence = confidence;
        self
    }
}
