//! How often rules were right, read from `glossaries/measured-precision.csv`.

use super::table;

static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/measured-precision.csv"
));

/// Fewer findings than this say nothing of a rule's precision.
pub const LEAST: usize = 20;

/// Findings of a rule on one kind of text, each judged right or false.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// The kind of text and who judged.
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
    /// use wirelint::rules::measured::Measured;
    /// let measured = |n, right| Measured { on: "published news", n, right }.precision();
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

/// The same on every kind of text together; `None` where the rule never fired.
pub fn overall(rule: &str) -> Option<Measured> {
    of(rule).reduce(|a, b| Measured {
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
        let (rule, on) = (next()?, next()?);
        let (n, right) = (next()?.parse().ok()?, next()?.parse().ok()?);
        Some((rule, Measured { on, n, right }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::ALL;
    use crate::severity::Severity;

    #[test]
    fn table_is_well_formed() {
        let read: Vec<_> = rows().collect();
        assert_eq!(read.len(), TABLE.lines().count() - 1);
        for (i, (rule, measured)) in read.iter().enumerate() {
            assert!(crate::rules::by_id(rule).is_some(), "{rule}");
            assert!(measured.n > 0 && measured.right <= measured.n, "{rule}");
            let again = read[..i]
                .iter()
                .any(|(r, m)| r == rule && m.on == measured.on);
            assert!(!again, "{rule} stands twice on {}", measured.on);
        }
    }

    #[test]
    fn levels_are_earned() {
        for meta in ALL.iter().map(|r| r.meta()) {
            let least = match meta.severity {
                Severity::Error => 0.97,
                Severity::Warning => 0.90,
                Severity::Info => continue,
            };
            let precision = overall(meta.id).and_then(|m| m.precision());
            assert!(
                precision.is_none_or(|p| p >= least),
                "{} is at {} with a precision of {precision:?}",
                meta.id,
                meta.severity
            );
        }
    }
}
