//! Names in an article: where glossary concepts are mentioned, whether the spelling is right, and which words are spellings of one name.

pub mod clusters;
pub mod entities;
pub mod evidence;
pub mod known_words;
pub mod lookalikes;
pub mod marks;
pub mod mentions;
pub mod place_kinds;
pub mod verdict;
pub mod words;
