//! Rules on what machine translation and its pipeline leave behind.

mod asides;
pub mod broken_sentence;
pub mod calque;
pub mod control_character;
pub mod doubled_word;
pub mod entity;
pub mod foreign_calendar;
pub mod foreign_script;
pub mod honorific;
pub mod literal_title;
pub mod mojibake;
pub mod residue;
pub mod stray_punctuation;
pub mod untranslated_sentence;
pub mod untranslated_word;
