//! Reports that come back: read after a spreadsheet has had them, decisions, and what follows from them.
//!
//! ```text
//! bytes -> rows (read) -> decisions -> the findings they are about (pairing) -> edits (apply), known findings (baseline), glossary rows (house)
//! ```

pub mod apply;
pub mod baseline;
mod cells;
pub mod decision;
pub mod done;
mod encodings;
pub mod house;
pub mod likeness;
pub mod pairing;
pub mod read;
pub mod table;

pub use cells::file_name;
pub use decision::Decision;
pub use read::{Row, Sheet};
