//! The MQM error typology (themqm.org, MQM Core 2.0) and the ITS 2.0 issue types, as far as wirelint's rules use them.

/// A category of the MQM typology.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are those of the typology")]
pub enum Category {
    TerminologyResource,
    TerminologyInconsistent,
    Mistranslation,
    Omission,
    Addition,
    Untranslated,
    DoNotTranslate,
    Grammar,
    Punctuation,
    Spelling,
    Encoding,
    Unintelligible,
    Style,
    InconsistentStyle,
    NumberFormat,
    CurrencyFormat,
    MeasurementFormat,
    TimeFormat,
    DateFormat,
    Markup,
}

impl Category {
    /// The path in the typology.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TerminologyResource => "Terminology/Inconsistent with terminology resource",
            Self::TerminologyInconsistent => "Terminology/Inconsistent use of terminology",
            Self::Mistranslation => "Accuracy/Mistranslation",
            Self::Omission => "Accuracy/Omission",
            Self::Addition => "Accuracy/Addition",
            Self::Untranslated => "Accuracy/Untranslated",
            Self::DoNotTranslate => "Accuracy/Do not translate",
            Self::Grammar => "Linguistic conventions/Grammar",
            Self::Punctuation => "Linguistic conventions/Punctuation",
            Self::Spelling => "Linguistic conventions/Spelling",
            Self::Encoding => "Linguistic conventions/Character encoding",
            Self::Unintelligible => "Linguistic conventions/Unintelligible",
            Self::Style => "Style/Unidiomatic style",
            Self::InconsistentStyle => "Style/Inconsistent style",
            Self::NumberFormat => "Locale conventions/Number format",
            Self::CurrencyFormat => "Locale conventions/Currency format",
            Self::MeasurementFormat => "Locale conventions/Measurement format",
            Self::TimeFormat => "Locale conventions/Time format",
            Self::DateFormat => "Locale conventions/Date format",
            Self::Markup => "Design and markup/Markup tag",
        }
    }

    /// The ITS 2.0 localisation quality issue type (W3C Recommendation, appendix C).
    pub fn its(self) -> &'static str {
        match self {
            Self::TerminologyResource | Self::DoNotTranslate => "terminology",
            Self::TerminologyInconsistent | Self::InconsistentStyle => "inconsistency",
            Self::Mistranslation => "mistranslation",
            Self::Omission => "omission",
            Self::Addition => "addition",
            Self::Untranslated => "untranslated",
            Self::Grammar | Self::Unintelligible => "grammar",
            Self::Punctuation => "typographical",
            Self::Spelling => "misspelling",
            Self::Encoding => "characters",
            Self::Style => "style",
            Self::NumberFormat
            | Self::CurrencyFormat
            | Self::MeasurementFormat
            | Self::TimeFormat
            | Self::DateFormat => "locale-violation",
            Self::Markup => "markup",
        }
    }
}
