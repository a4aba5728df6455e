//! The languages wirelint knows, as a closed set.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language of an article or of its source, by ISO 639-1 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the variants are ISO 639-1 codes")]
pub enum Lang {
    En,
    Fr,
    De,
    Es,
    It,
    Pt,
    Nl,
    Ru,
    Uk,
    Ar,
    Fa,
    He,
    Tr,
    Zh,
    Ja,
    Ko,
    /// Any other language: only checks of characters and scripts run.
    Und,
}

impl Lang {
    /// Every known language; the seven target languages come first.
    pub const ALL: [Self; 16] = [
        Self::En,
        Self::Fr,
        Self::De,
        Self::Es,
        Self::It,
        Self::Pt,
        Self::Nl,
        Self::Ru,
        Self::Uk,
        Self::Ar,
        Self::Fa,
        Self::He,
        Self::Tr,
        Self::Zh,
        Self::Ja,
        Self::Ko,
    ];

    /// The languages articles are translated into: each has a column in the glossary.
    pub const TARGETS: [Self; 7] = [
        Self::En,
        Self::Fr,
        Self::De,
        Self::Es,
        Self::It,
        Self::Pt,
        Self::Nl,
    ];

    /// ISO 639-1 code, `und` for an unknown language.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::De => "de",
            Self::Es => "es",
            Self::It => "it",
            Self::Pt => "pt",
            Self::Nl => "nl",
            Self::Ru => "ru",
            Self::Uk => "uk",
            Self::Ar => "ar",
            Self::Fa => "fa",
            Self::He => "he",
            Self::Tr => "tr",
            Self::Zh => "zh",
            Self::Ja => "ja",
            Self::Ko => "ko",
            Self::Und => "und",
        }
    }

    /// English name, for messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Fr => "French",
            Self::De => "German",
            Self::Es => "Spanish",
            Self::It => "Italian",
            Self::Pt => "Portuguese",
            Self::Nl => "Dutch",
            Self::Ru => "Russian",
            Self::Uk => "Ukrainian",
            Self::Ar => "Arabic",
            Self::Fa => "Persian",
            Self::He => "Hebrew",
            Self::Tr => "Turkish",
            Self::Zh => "Chinese",
            Self::Ja => "Japanese",
            Self::Ko => "Korean",
            Self::Und => "unknown",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl FromStr for Lang {
    type Err = String;

    /// Reads a code; a region is accepted and ignored (`fr-CA`, `pt_BR`).
    ///
    /// # Errors
    /// A sentence that lists the known codes.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let code = s
            .split(['-', '_'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .find(|l| l.code() == code)
            .ok_or_else(|| {
                let known: Vec<_> = Self::ALL.iter().map(|l| l.code()).collect();
                format!("unknown language {s:?}; known are {}", known.join(", "))
            })
    }
}

/// A set of languages.
///
/// ```
/// use wirelint::lang::{Lang, LangSet};
/// let set = LangSet::from_iter([Lang::En, Lang::Fr]);
/// assert!(set.contains(Lang::Fr) && !set.contains(Lang::De));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LangSet(u32);

impl LangSet {
    /// The set as bits, for tables.
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// The set of [`Self::bits`].
    pub const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// The set without a member.
    pub const NONE: Self = Self(0);
    /// The seven target languages.
    pub const TARGETS: Self = Self(0b111_1111);

    /// A set of one language.
    pub const fn only(lang: Lang) -> Self {
        Self(1 << lang as u32)
    }

    /// The set of some languages.
    ///
    /// ```
    /// use wirelint::lang::{Lang, LangSet};
    /// const BOTH: LangSet = LangSet::of(&[Lang::En, Lang::Fr]);
    /// assert!(BOTH.contains(Lang::Fr) && !BOTH.contains(Lang::De));
    /// ```
    pub const fn of(langs: &[Lang]) -> Self {
        let (mut set, mut i) = (Self::NONE, 0);
        while i < langs.len() {
            set = set.union(Self::only(langs[i]));
            i += 1;
        }
        set
    }

    /// Whether `lang` is in the set.
    pub fn contains(self, lang: Lang) -> bool {
        self.0 & Self::only(lang).0 != 0
    }

    /// Adds a language.
    pub fn insert(&mut self, lang: Lang) {
        self.0 |= Self::only(lang).0;
    }

    /// Members of either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether no language is in the set.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The members, in the order of [`Lang::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Lang> {
        Lang::ALL.into_iter().filter(move |l| self.contains(*l))
    }
}

impl FromIterator<Lang> for LangSet {
    fn from_iter<I: IntoIterator<Item = Lang>>(langs: I) -> Self {
        let mut set = Self::NONE;
        for lang in langs {
            set.insert(lang);
        }
        set
    }
}
