//! Rules on what machine translation and its pipeline leave behind.

pub mod article_calque;
mod asides;
pub mod broken_sentence;
pub mod calque;
pub mod capitals_calque;
pub mod control_character;
pub mod doubled_word;
pub mod entity;
pub mod foreign_calendar;
pub mod foreign_script;
pub mod glued_sentences;
pub mod headline_figure;
pub mod honorific;
pub mod literal_title;
pub mod machine_preamble;
pub mod markup_left;
pub mod mojibake;
pub mod placeholder;
pub mod repeated_agent;
pub mod repeated_passage;
pub mod repeating_loop;
pub mod residue;
pub mod stray_punctuation;
pub mod truncated;
pub mod unbalanced_quotation;
pub mod untranslated_sentence;
pub mod untranslated_word;
