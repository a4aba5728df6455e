//! A linter for translated news copy.
//!
//! Data flows one way, and a module imports only what stands before it (a test holds it to that):
//!
//! ```text
//! bytes -> document -> text -> romanisation -> glossary -> names -> rules -> findings -> report
//! ```
//!
//! Positions are byte ranges ([`span::Span`]) from the first stage to the last; lines and columns are computed in reports. [`check()`] is the
//! whole pipeline as one function without I/O.

pub mod check;
pub mod cli;
pub mod detect;
pub mod document;
pub mod error;
pub mod finding;
pub mod fix;
pub mod glossary;
pub mod lang;
pub mod locale;
pub mod mqm;
mod mute;
pub mod names;
pub mod report;
pub mod review;
pub mod romanisation;
pub mod rules;
pub mod settings;
pub mod severity;
pub mod span;
pub mod suppression;
pub mod text;

pub use check::check;
pub use document::Document;
pub use error::Error;
pub use finding::Finding;
pub use glossary::Glossary;
pub use lang::Lang;
pub use settings::Settings;
pub use severity::Severity;
pub use span::Span;
