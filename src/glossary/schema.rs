//! What a glossary says: concepts, their forms, and what each form is in each language.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::lang::{Lang, LangSet};

/// What a concept is. The kind decides how strictly a form must be capitalised and which forms may be derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// A person.
    Person,
    /// A town, region, river, base.
    Place,
    /// A sovereign or disputed country.
    Country,
    /// An armed group, party or movement.
    Group,
    /// A company, agency or international body.
    Organisation,
    /// A state body, court or ministry.
    Institution,
    /// An office or rank; matched without regard to case.
    Title,
    /// A treaty, war or meeting.
    Event,
}

impl Kind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Self; 8] = [
        Self::Person,
        Self::Place,
        Self::Country,
        Self::Group,
        Self::Organisation,
        Self::Institution,
        Self::Title,
        Self::Event,
    ];

    /// The name in the `kind` column.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Country => "country",
            Self::Group => "group",
            Self::Organisation => "organisation",
            Self::Institution => "institution",
            Self::Title => "title",
            Self::Event => "event",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = String;

    /// Reads the `kind` column.
    ///
    /// # Errors
    /// A sentence that lists the kinds.
    fn from_str(s: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|k| k.as_str() == s)
            .ok_or_else(|| {
                let known: Vec<_> = Self::ALL.iter().map(|k| k.as_str()).collect();
                format!("unknown kind {s:?}; known are {}", known.join(", "))
            })
    }
}

/// What a form is to its concept, apart from where it is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    /// Stands in a language column.
    Accepted,
    /// Another spelling of the same name.
    Variant,
    /// A wrong rendering: the name translated literally, or the wrong thing.
    Avoid,
}

/// How the text must be capitalised to be this form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CaseRule {
    /// Any way: titles, and forms that begin in lower case.
    Any,
    /// First and last word begin with a capital where the form's do: names.
    Capitals,
    /// Letter by letter: acronyms of up to four letters, which are words otherwise (`IS`, `WHO`, `OMS`).
    Exact,
}

/// One spelling of a concept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// As written.
    pub text: String,
    /// Languages in which it is accepted.
    pub accepted: LangSet,
    /// Accepted, variant or wrong.
    pub role: Role,
    /// For variants and wrong renderings: the languages of the articles in which it is reported.
    pub applies: LangSet,
    /// Outdated: the thing was renamed.
    pub old: bool,
    /// How it must be capitalised.
    pub case: CaseRule,
    /// A single word for a person: counts only beside a longer form of the same person.
    pub short: bool,
}

/// A person, place, group ... with all its spellings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concept {
    /// Unique, in kebab case.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// Name in its own script; may be empty.
    pub native: String,
    /// Every distinct spelling.
    pub forms: Vec<Form>,
    /// Per target language, in the order of [`Lang::TARGETS`]: indices of the accepted forms, house form first.
    pub by_lang: [Vec<u16>; 7],
    /// Folded words of which one must occur in the article for the concept to count; empty for most.
    pub context: Vec<String>,
    /// Who or what it is, and where desks differ.
    pub note: String,
    /// Where the spelling was checked.
    pub source: String,
}

impl Concept {
    /// The accepted forms in `lang`, house form first; empty when the glossary has no opinion.
    pub fn accepted(&self, lang: Lang) -> impl Iterator<Item = &Form> {
        let column = Lang::TARGETS.iter().position(|l| *l == lang);
        column
            .map_or(&[][..], |c| &self.by_lang[c][..])
            .iter()
            .map(|i| &self.forms[usize::from(*i)])
    }

    /// The form the house prints in `lang`.
    pub fn house(&self, lang: Lang) -> Option<&Form> {
        self.accepted(lang).next()
    }
}

/// One row of a glossary file, as read: what the columns say, before forms are compiled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Unique id.
    pub id: String,
    /// `None` when the cell is empty, as an overlay may leave it.
    pub kind: Option<Kind>,
    /// Name in its own script.
    pub native: String,
    /// Forms per target language, house form first.
    pub by_lang: [Vec<String>; 7],
    /// Other spellings.
    pub variants: Vec<Tagged>,
    /// Wrong renderings.
    pub avoid: Vec<Tagged>,
    /// Words of which one must occur in the article.
    pub context: Vec<String>,
    /// For the editor.
    pub note: String,
    /// Where it was checked.
    pub source: String,
    /// Where it was read: the file that has the row first, then those laid over it.
    pub origins: Vec<Origin>,
}

impl Row {
    /// Where what stands in a column was read; the last file that has the row when none filled the cell.
    ///
    /// # Panics
    /// When the row was read from no file; [`load::read`](super::load::read) gives every row an origin.
    pub fn origin(&self, column: &str) -> &Origin {
        self.origins
            .iter()
            .rev()
            .find(|o| o.fills(column))
            .or(self.origins.last())
            .expect("a row is read from a file")
    }

    /// Whether a column is filled by the last file that has the row, not inherited.
    pub fn is_own(&self, column: &str) -> bool {
        self.origins.last().is_some_and(|o| o.fills(column))
    }
}

/// Where a row was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// File name as given.
    pub file: String,
    /// Line on which the row begins, counted from 1.
    pub line: u64,
    /// The cells of the row, in the columns that the file has.
    pub cells: Vec<Cell>,
}

/// A cell of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Name of its column.
    pub column: &'static str,
    /// Place of the column in the file, counted from 1.
    pub place: u64,
    /// Whether something stands in it.
    pub filled: bool,
}

impl Origin {
    /// Whether the row has something in a column.
    pub fn fills(&self, column: &str) -> bool {
        self.cells.iter().any(|c| c.column == column && c.filled)
    }

    /// The place of a column in the file; 1 when it has no such column.
    pub fn place(&self, column: &str) -> u64 {
        self.cells
            .iter()
            .find(|c| c.column == column)
            .map_or(1, |c| c.place)
    }
}

/// A form with the tags that may follow it in `variants` and `avoid`: `Kiev [old en]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagged {
    /// The form without its tags.
    pub text: String,
    /// Languages of the articles in which it is reported; all targets without a tag.
    pub applies: LangSet,
    /// Outdated.
    pub old: bool,
}
