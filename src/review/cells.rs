//! Single cells of a report as a spreadsheet leaves them.

use crate::report::csv::revived;

/// A cell as it was before it was made inert. Autocorrect may have bent the apostrophe.
pub fn restored(cell: &str) -> String {
    match cell.strip_prefix(['’', '‘']) {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest.to_owned(),
        _ => revived(cell).to_owned(),
    }
}

/// A file name as reports compare it.
pub fn file_name(cell: &str) -> String {
    let mut name = cell.trim();
    while let Some(rest) = name.strip_prefix("./") {
        name = rest.trim_start_matches('/');
    }
    name.to_owned()
}

/// Reads a fingerprint: leading noughts that a spreadsheet took away are given back. What it turned into a rounded number (`1.23E+48`) is
/// lost, which `None` says.
///
/// # Errors
/// When it is no fingerprint at all.
pub fn fingerprint_of(cell: &str) -> Result<Option<u64>, ()> {
    const DIGITS: usize = 16;
    /// What a spreadsheet keeps of a number.
    const KEPT: usize = 15;
    let cell = cell.trim().trim_start_matches(['\'', '’']).to_lowercase();
    let rounded = cell.contains(['.', ',', '+'])
        && cell
            .chars()
            .all(|c| c.is_ascii_digit() || ".,+-e".contains(c));
    // `12e3` may have been twelve thousand all along, or 0000000000012000; whoever has fewer digits than it should and an exponent is not sure.
    let exponent = cell.len() < DIGITS
        && cell.contains('e')
        && cell.chars().all(|c| c.is_ascii_digit() || c == 'e');
    let overlong = cell.len() > DIGITS && cell.bytes().all(|b| b.is_ascii_digit());
    if cell.is_empty() || rounded || exponent || overlong {
        return Ok(None);
    }
    if cell.len() > DIGITS || !cell.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(());
    }
    if cell.bytes().all(|b| b.is_ascii_digit()) && cell.trim_start_matches('0').len() > KEPT {
        // The last digit of a number this long is nought in a spreadsheet.
        return Ok(if cell.ends_with('0') {
            None
        } else {
            u64::from_str_radix(&cell, 16).ok()
        });
    }
    u64::from_str_radix(&cell, 16).map(Some).map_err(|_| ())
}

/// The places of a row. A lone `5:28` is a time to a spreadsheet, so what does not begin at the line and column of the row is not believed.
pub fn places(line: &str, column: &str, occurrences: &str) -> Vec<(usize, usize)> {
    let number = |cell: &str| cell.trim().parse::<usize>().ok().filter(|n| *n > 0);
    let first = number(line).zip(number(column));
    let all: Option<Vec<(usize, usize)>> = occurrences
        .split_whitespace()
        .map(|place| {
            let (line, column) = place.split_once(':')?;
            number(line).zip(number(column))
        })
        .collect();
    match (first, all) {
        (None, Some(all)) => all,
        (Some(first), Some(all)) if all.first() == Some(&first) => all,
        (first, _) => first.into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_as_spreadsheets_leave_them() {
        assert_eq!(
            fingerprint_of("0000a1b2c3d4e5f6"),
            Ok(Some(0xa1b2_c3d4_e5f6))
        );
        assert_eq!(fingerprint_of("a1b2c3d4e5f6"), Ok(Some(0xa1b2_c3d4_e5f6)));
        assert_eq!(
            fingerprint_of("A7E5C99AF6C18B48"),
            Ok(Some(0xa7e5_c99a_f6c1_8b48))
        );
        assert_eq!(fingerprint_of("12345"), Ok(Some(0x12345)));
        for lost in [
            "",
            "1.23E+48",
            "1,23E+48",
            "1E+48",
            "1234567890123450",
            "123e45",
        ] {
            assert_eq!(fingerprint_of(lost), Ok(None), "{lost}");
        }
        for wrong in ["xyz", "a7e5c99af6c18b48a", "#NAME?"] {
            assert_eq!(fingerprint_of(wrong), Err(()), "{wrong}");
        }
    }

    #[test]
    fn a_time_is_no_list_of_places() {
        assert_eq!(places("17", "274", "21:34:00"), [(17, 274)]);
        assert_eq!(places("5", "28", "05:28"), [(5, 28)]);
        assert_eq!(places("5", "28", "5:28 7:1"), [(5, 28), (7, 1)]);
        assert_eq!(places("", "", "5:28 7:1"), [(5, 28), (7, 1)]);
    }
}
