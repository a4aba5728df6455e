//! What a reviewer can write into the `decision` column.

use std::fmt;

use jiff::civil::Date;

/// A reviewer's decision on a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Write the first suggestion.
    Fix,
    /// Write this text.
    FixTo(String),
    /// Right as it is, in this article; until a day (that day included) when one is given.
    Ignore(Option<Date>),
    /// Right as it is, in every article.
    IgnoreEverywhere,
    /// Not decided yet; does not stop the gate.
    Later,
}

impl fmt::Display for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fix => f.write_str("fix"),
            Self::FixTo(text) => write!(f, "fix: {text}"),
            Self::Ignore(None) => f.write_str("ignore"),
            Self::Ignore(Some(date)) => write!(f, "ignore until {date}"),
            Self::IgnoreEverywhere => f.write_str("ignore-everywhere"),
            Self::Later => f.write_str("later"),
        }
    }
}

/// What is wrong with a decision, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What is wrong.
    pub problem: String,
    /// What the reviewer can write instead.
    pub remedy: String,
}

/// The decisions as a remedy shows them.
const KNOWN: [&str; 6] = [
    "fix",
    "fix: OTHER TEXT",
    "ignore",
    "ignore until 2027-01-31",
    "ignore-everywhere",
    "later",
];

/// Reads a cell of the `decision` column; `None` when it is empty. Case does not matter, nor whether words are joined by spaces, hyphens
/// or underscores.
///
/// ```
/// use wirelint::review::decision::{Decision, parse};
/// assert_eq!(parse(" Ignore_Everywhere "), Ok(Some(Decision::IgnoreEverywhere)));
/// assert_eq!(parse("FIX : Sana’a"), Ok(Some(Decision::FixTo("Sana’a".into()))));
/// assert_eq!(parse(""), Ok(None));
/// assert!(parse("ingore").unwrap_err().remedy.contains("\"ignore\""));
/// ```
///
/// # Errors
/// When it is none of the decisions, with the nearest one.
pub fn parse(cell: &str) -> Result<Option<Decision>, Unreadable> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    if let Some((word, text)) = cell.split_once([':', '：'])
        && normal(word) == "fix"
    {
        let text = text.trim();
        return if text.is_empty() {
            Err(Unreadable {
                problem: "\"fix:\" says nothing to write".to_owned(),
                remedy: "write the text after the colon, or \"fix\" for the suggestion".to_owned(),
            })
        } else {
            Ok(Some(Decision::FixTo(text.to_owned())))
        };
    }
    let said = normal(cell);
    match said.as_str() {
        "fix" => return Ok(Some(Decision::Fix)),
        "ignore" => return Ok(Some(Decision::Ignore(None))),
        "ignore everywhere" | "ignoreeverywhere" => return Ok(Some(Decision::IgnoreEverywhere)),
        "later" => return Ok(Some(Decision::Later)),
        _ => {}
    }
    if let Some(date) = said.strip_prefix("ignore until") {
        let date = date.trim().trim_start_matches(':').trim();
        return match date.replace(' ', "-").parse::<Date>() {
            Ok(day) => Ok(Some(Decision::Ignore(Some(day)))),
            Err(_) => Err(Unreadable {
                problem: format!("{date:?} is not a day"),
                remedy: "write year, month and day: \"ignore until 2027-01-31\"".to_owned(),
            }),
        };
    }
    Err(unknown(cell, &said))
}

/// Lower case, with single spaces for what joins words.
fn normal(cell: &str) -> String {
    cell.chars()
        .map(|c| match c {
            '-' | '_' | '‐' | '‑' | '–' | '—' => ' ',
            c => c,
        })
        .collect::<String>()
        .to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn unknown(cell: &str, said: &str) -> Unreadable {
    const PLAUSIBLE: f64 = 0.6;
    let nearest = KNOWN
        .iter()
        .map(|k| (strsim::normalized_damerau_levenshtein(said, &normal(k)), *k))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(score, _)| *score >= PLAUSIBLE);
    Unreadable {
        problem: format!("{cell:?} is no decision"),
        remedy: match nearest {
            Some((_, known)) => format!("did you mean {known:?}?"),
            None => format!("write {}, or nothing", KNOWN.join(", ")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_decision_comes_back_from_what_it_prints() {
        let day = "2027-01-31".parse().expect("a day");
        for decision in [
            Decision::Fix,
            Decision::FixTo("Aïn al-Assad: the base".into()),
            Decision::Ignore(None),
            Decision::Ignore(Some(day)),
            Decision::IgnoreEverywhere,
            Decision::Later,
        ] {
            assert_eq!(parse(&decision.to_string()), Ok(Some(decision)));
        }
    }

    #[test]
    fn what_is_no_decision_is_refused() {
        for (cell, remedy) in [
            ("ingore", "\"ignore\""),
            ("fix:", "after the colon"),
            ("ignore until tomorrow", "year, month and day"),
            ("ignore until 2027-02-31", "year, month and day"),
            ("ignore everywere", "\"ignore-everywhere\""),
            ("please look", "write fix"),
            ("fixed", "\"fix\""),
        ] {
            let error = parse(cell).expect_err(cell);
            assert!(error.remedy.contains(remedy), "{cell}: {error:?}");
        }
    }
}
