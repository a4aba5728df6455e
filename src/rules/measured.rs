//! How often rules were right, read from `glossaries/measured-precision.csv`.

use super::table;
use crate::severity::Severity;

static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/measured-precision.csv"
));

/// Fewer findings than this say nothing of a rule's precision.
pub const LEAST: usize = 20;

/// Findings of a rule at one level on one kind of text, each judged right or false.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// Their level: a rule may put single findings lower than its own.
    pub level: Severity,
    /// The kind of text, and who judged where it was not one reader.
    pub on: &'static str,
    /// Findings.
    pub n: usize,
    /// Those that were right.
    pub right: usize,
}

impl Measured {
    /// Share of the findings that were right; `None` where they were too few to say ([`LEAST`]).
    ///
    /// ```
    /// use wirelint::{Severity, rules::measured::Measured};
    /// let measured = |n, right| Measured { level: Severity::Error, on: "news", n, right }.precision();
    /// assert_eq!(measured(40, 39), Some(0.975));
    /// assert_eq!(measured(3, 3), None);
    /// ```
    pub fn precision(&self) -> Option<f64> {
        (self.n >= LEAST).then(|| self.right as f64 / self.n as f64)
    }
}

/// What was measured of a rule, in the order of the table; nothing where it never fired.
pub fn of(rule: &str) -> impl Iterator<Item = Measured> {
    rows()
        .filter(move |(id, _)| *id == rule)
        .map(|(_, measured)| measured)
}

/// The same at one level on every kind of text together; `None` where the rule never fired.
pub fn overall(rule: &str, level: Severity) -> Option<Measured> {
    let at_level = of(rule).filter(|m| m.level == level);
    at_level.reduce(|a, b| Measured {
        level,
        on: "all",
        n: a.n + b.n,
        right: a.right + b.right,
    })
}

/// Rule and measurement of every row.
fn rows() -> impl Iterator<Item = (&'static str, Measured)> {
    TABLE.lines().skip(1).filter_map(|line| {
        let mut cells = table::plain_cells(line);
        let mut next = || cells.next();
        let (rule, level, on) = (next()?, next()?, next()?);
        let level = Severity::ALL.into_iter().find(|l| l.as_str() == level)?;
        let (n, right) = (next()?.parse().ok()?, next()?.parse().ok()?);
        let measured = Measured {
            level,
            on,
            n,
            right,
        };
        Some((rule, measured))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::ALL;

    #[test]
    fn table_is_well_formed() {
        let read: Vec<_> = rows().collect();
        assert_eq!(read.len(), TABLE.lines().count() - 1);
        for (i, (rule, measured)) in read.iter().enumerate() {
            assert!(crate::rules::by_id(rule).is_some(), "{rule}");
            assert!(measured.n > 0 && measured.right <= measured.n, "{rule}");
            let again = read[..i]
                .iter()
                .any(|(r, m)| r == rule && (m.on, m.level) == (measured.on, measured.level));
            assert!(!again, "{rule} stands twice on {}", measured.on);
        }
    }

    #[test]
    fn levels_are_earned() {
        for meta in ALL.iter().map(|r| r.meta()) {
            for (level, least) in [(Severity::Error, 0.97), (Severity::Warning, 0.90)] {
                let precision = overall(meta.id, level).and_then(|m| m.precision());
                assert!(
                    precision.is_none_or(|p| p >= least),
                    "{} at {level} has a precision of {precision:?}",
                    meta.id,
                );
            }
        }
    }
}
