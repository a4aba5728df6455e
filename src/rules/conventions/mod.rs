//! Rules on the conventions of the language written in.

pub mod amount_form;
pub mod currency;
pub mod foreign_digits;
pub mod foreign_punctuation;
pub mod impossible_date;
pub mod indefinite_article;
pub mod number_format;
pub mod quotation_marks;
pub mod scale_word;
pub(in crate::rules) mod shapes;
pub mod time_format;
pub mod unit_conversion;
pub mod weekday_date;
