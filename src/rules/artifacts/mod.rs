//! Rules on what machine translation and its pipeline leave behind.

pub mod broken_sentence;
pub mod control_character;
pub mod doubled_word;
pub mod entity;
pub mod headline_figure;
pub mod literal_title;
pub mod mojibake;
pub mod residue;
pub mod stray_punctuation;
pub mod unbalanced_quotation;
