//! Romanisation: how a name from another script is spelt in Latin letters, per convention.
//!
//! Stands before the glossary as well as before the names engine, because both compare spellings by the same keys; in
//! `names/`, as first drawn, the glossary index would have had to import forwards.

pub mod conventions;
pub mod keys;
pub mod lexicon;
pub mod similarity;
