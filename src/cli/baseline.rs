//! `wirelint check --baseline`: the earlier report, and what of it has become stale.

use std::path::Path;

use jiff::civil::Date;

use super::input;
use super::plan::{self, Plan};
use crate::error::Error;
use crate::review::Row;
use crate::review::baseline::{Baseline, Stale};

/// Most rows named; `wirelint diff` lists them all.
const NAMED: usize = 50;

/// Reads the earlier report, if there is one.
pub fn load(path: Option<&Path>, today: Option<Date>) -> Result<Option<Baseline>, Vec<Error>> {
    let Some(path) = path else {
        return Ok(None);
    };
    let sheet = input::sheet(path)?;
    let today = today.unwrap_or_else(plan::today);
    let exists = |file: &str| Path::new(file).is_file();
    Ok(Some(Baseline::new(sheet, today, exists)))
}

/// Says on standard error which rows have expired and which no longer occur.
pub fn notices(baseline: &Baseline, plan: &Plan) {
    let looked_for = plan.ran();
    let ran = |row: &Row| looked_for(&row.file, &row.rule, row.severity);
    let stale = baseline.stale(ran);
    for row in stale.iter().take(NAMED) {
        match row {
            Stale::Expired(row) => anstream::eprintln!(
                "wirelint: {}: baseline row {}: “{}” has expired, so {} “{}” counts again",
                row.file,
                row.number,
                row.written,
                row.rule,
                row.text
            ),
            Stale::Gone(row) => anstream::eprintln!(
                "wirelint: {}: baseline row {}: {} “{}” no longer occurs",
                row.file,
                row.number,
                row.rule,
                row.text
            ),
        }
    }
    if stale.len() > NAMED {
        anstream::eprintln!("wirelint: and {} more stale rows", stale.len() - NAMED);
    }
}
