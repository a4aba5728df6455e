//! Names in an article: where glossary concepts are mentioned, and whether the spelling is right.

pub mod mentions;
pub mod verdict;
