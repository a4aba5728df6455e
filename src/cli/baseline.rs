//! `wirelint check --baseline`: the earlier report, and what of it has become stale.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::input;
use crate::error::Error;
use crate::review::Row;
use crate::review::baseline::{Baseline, Stale};
use crate::settings::Settings;

/// Most rows named; `wirelint diff` lists them all.
const NAMED: usize = 50;

/// Reads the earlier report, if there is one.
pub fn load(path: Option<&Path>, today: Option<Date>) -> Result<Option<Baseline>, Vec<Error>> {
    let Some(path) = path else {
        return Ok(None);
    };
    let sheet = input::sheet(path)?;
    let today = today.unwrap_or_else(today_in_utc);
    let exists = |file: &str| Path::new(file).is_file();
    Ok(Some(Baseline::new(sheet, today, exists)))
}

/// Today, without the time zone data that a local date would need.
fn today_in_utc() -> Date {
    const SECONDS: u64 = 24 * 60 * 60;
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let days = i64::try_from(since.as_secs() / SECONDS).unwrap_or_default();
    let epoch = date(1970, 1, 1);
    epoch.checked_add(days.days()).unwrap_or(epoch)
}

/// Says on standard error which rows have expired and which no longer occur.
pub fn notices(baseline: &Baseline, settings: &Settings) {
    let ran =
        |row: &Row| settings.runs(&row.rule) && row.severity.is_none_or(|s| s >= settings.level);
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
