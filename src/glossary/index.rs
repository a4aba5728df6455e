//! Looking a text up in the automata.

use std::sync::OnceLock;

use fst::raw::{Fst, Output};

use super::compile::{Compiled, Posting, Tables};
use super::schema::Concept;

type Bytes = std::borrow::Cow<'static, [u8]>;

/// Concepts and the two automata that find them.
pub struct Index {
    tables: Tables,
    /// Decoded concepts; empty until asked for.
    concepts: Vec<OnceLock<Concept>>,
    encoded: Bytes,
    forms: Fst<Bytes>,
    keys: Fst<Bytes>,
}

impl Index {
    /// An index over freshly compiled rows.
    ///
    /// # Errors
    /// A sentence, when the automata are not well formed; that cannot happen with what [`compile`](super::compile::compile) gives.
    pub fn new(compiled: Compiled) -> Result<Self, String> {
        Self::from_parts(
            compiled.tables,
            compiled.concepts.into(),
            compiled.forms.into(),
            compiled.keys.into(),
        )
    }

    /// An index over tables and automata that may lie in the binary.
    ///
    /// # Errors
    /// A sentence, when the automata are not well formed.
    pub fn from_parts(
        tables: Tables,
        concepts: Bytes,
        forms: Bytes,
        keys: Bytes,
    ) -> Result<Self, String> {
        let count = tables.concept_starts.len().saturating_sub(1);
        Ok(Self {
            tables,
            concepts: std::iter::repeat_with(OnceLock::new).take(count).collect(),
            encoded: concepts,
            forms: Fst::new(forms).map_err(|e| e.to_string())?,
            keys: Fst::new(keys).map_err(|e| e.to_string())?,
        })
    }

    /// All concepts, in the order of the files.
    pub fn concepts(&self) -> impl Iterator<Item = &Concept> {
        (0..self.concepts.len()).map(|i| self.concept_at(i))
    }

    /// The concept with that number.
    ///
    /// # Panics
    /// When there is no concept with that number.
    pub fn concept_at(&self, i: usize) -> &Concept {
        self.concepts[i].get_or_init(|| {
            let starts = &self.tables.concept_starts;
            let bytes = &self.encoded[starts[i] as usize..starts[i + 1] as usize];
            postcard::from_bytes(bytes)
                .expect("encoded by compile; a test decodes every one that ships")
        })
    }

    /// A concept by its index in a posting.
    pub fn concept(&self, posting: Posting) -> &Concept {
        self.concept_at(posting.concept as usize)
    }

    /// The postings of one folded form.
    pub fn exact(&self, folded: &str) -> &[Posting] {
        self.forms
            .get(folded)
            .map_or(&[], |i| self.form_postings(i))
    }

    /// Calls `found` with the length (bytes) and postings of every glossary form that `text` begins with, shortest first.
    /// Whether a form ends at a word boundary is for the caller to say: only it knows the tokens.
    pub fn prefixes<'a>(&'a self, text: &[u8], mut found: impl FnMut(usize, &'a [Posting])) {
        walk(&self.forms, text, |len, i| {
            found(len, self.form_postings(i));
        });
    }

    /// The same over romanisation keys.
    pub fn key_prefixes<'a>(&'a self, keys: &[u8], mut found: impl FnMut(usize, &'a [Posting])) {
        walk(&self.keys, keys, |len, i| {
            found(
                len,
                slice(&self.tables.key_postings, &self.tables.key_starts, i),
            );
        });
    }

    fn form_postings(&self, i: Output) -> &[Posting] {
        slice(&self.tables.form_postings, &self.tables.form_starts, i)
    }
}

fn walk(fst: &Fst<Bytes>, text: &[u8], mut found: impl FnMut(usize, Output)) {
    let mut node = fst.root();
    let mut value = Output::zero();
    for (i, byte) in text.iter().enumerate() {
        let Some(t) = node.find_input(*byte) else {
            return;
        };
        let transition = node.transition(t);
        value = value.cat(transition.out);
        node = fst.node(transition.addr);
        if node.is_final() {
            found(i + 1, value.cat(node.final_output()));
        }
    }
}

fn slice<'a>(postings: &'a [Posting], starts: &[u32], i: Output) -> &'a [Posting] {
    let i = i.value() as usize;
    &postings[starts[i] as usize..starts[i + 1] as usize]
}
