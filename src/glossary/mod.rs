//! The glossary: concepts with their spellings, and finding them in a text.
//!
//! Files are read ([`load`]), laid over one another, verified ([`verify`]) and compiled ([`compile`]) into automata ([`index`]). What
//! ships is compiled while wirelint is built and lies in the binary ready for use: reading and folding some ten thousand forms at every
//! start would cost more than checking the article. A newsroom's own file is compiled at start, together with what ships.

pub mod compile;
pub mod exceptions;
pub mod index;
pub mod load;
pub mod schema;
pub mod verify;

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::error::Error;
use compile::{Posting, Tables};
use exceptions::Exceptions;
use index::Index;
pub use schema::{CaseRule, Concept, Form, Kind, Role};

/// Name and text of every names file that ships, in the order in which they are laid over one another.
pub static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/glossary_files.rs"));

static TABLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/glossary.bin"));
static CONCEPTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/concepts.bin"));
static EXCEPTIONS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/exceptions.fst"));
static FORMS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/forms.fst"));
static KEYS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/keys.fst"));

fn shipped_exceptions() -> Result<Exceptions, String> {
    Exceptions::from_bytes(Cow::Borrowed(EXCEPTIONS))
}

/// A compiled glossary.
pub struct Glossary {
    index: Index,
    exceptions: Exceptions,
}

impl Glossary {
    /// The glossary in the binary.
    ///
    /// ```
    /// use wirelint::{glossary::Glossary, lang::Lang};
    /// let hashd = Glossary::shipped().concept_of("Hachd al-Chaabi", Lang::Fr).unwrap();
    /// assert_eq!(hashd.house(Lang::En).unwrap().text, "Hashd al-Shaabi");
    /// ```
    ///
    /// # Panics
    /// Never in a build that passed its tests: the bytes are written by the build script and read back by a test.
    pub fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<Glossary> = LazyLock::new(|| {
            let tables: Tables = postcard::from_bytes(TABLES).expect("written by the build script");
            let index = Index::from_parts(
                tables,
                Cow::Borrowed(CONCEPTS),
                Cow::Borrowed(FORMS),
                Cow::Borrowed(KEYS),
            )
            .expect("written by the build script");
            Glossary {
                index,
                exceptions: shipped_exceptions().expect("written by the build script"),
            }
        });
        &SHIPPED
    }

    /// What ships, with a newsroom's own files laid over it: each is `(name, text)`.
    ///
    /// # Errors
    /// Every fault of the files, and every clash between them and what ships.
    pub fn with_overlays(files: &[(String, String)]) -> Result<Self, Vec<Error>> {
        let mut all = Vec::new();
        let mut errors = Vec::new();
        for (name, text) in FILES
            .iter()
            .map(|(n, t)| (*n, *t))
            .chain(files.iter().map(|(n, t)| (n.as_str(), t.as_str())))
        {
            match load::read(name, text) {
                Ok(rows) => all.push(rows),
                Err(faults) => errors.extend(faults),
            }
        }
        let rows = load::overlay(all);
        errors.extend(verify::verify(&rows));
        if !errors.is_empty() {
            return Err(errors);
        }
        let fault = |e| vec![Error::new(e, "report this as a fault of wirelint")];
        Ok(Self {
            index: Index::new(compile::compile(&rows)).map_err(fault)?,
            exceptions: shipped_exceptions().map_err(fault)?,
        })
    }

    /// The automata and concepts.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// Forms that are never reported by themselves.
    pub fn exceptions(&self) -> &Exceptions {
        &self.exceptions
    }

    /// The concept of a posting.
    pub fn concept(&self, posting: Posting) -> &Concept {
        self.index.concept(posting)
    }

    /// The form of a posting.
    pub fn form(&self, posting: Posting) -> &Form {
        &self.concept(posting).forms[usize::from(posting.form)]
    }

    /// The concept that accepts this spelling in `lang`, without regard to case and diacritics.
    pub fn concept_of(&self, spelling: &str, lang: crate::lang::Lang) -> Option<&Concept> {
        self.index
            .exact(&crate::text::fold_form(spelling))
            .iter()
            .find(|p| self.form(**p).accepted.contains(lang))
            .map(|p| self.concept(*p))
    }
}
