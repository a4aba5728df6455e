//! Rules on the conventions of the language written in.

pub mod indefinite_article;
