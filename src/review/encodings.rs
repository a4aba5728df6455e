//! The encodings in which spreadsheets save.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::error::Error;

/// The ways in which the bytes can be read, likeliest first. A legacy encoding is not written anywhere in a file: spreadsheets take that of the
/// country, so what the fingerprints confirm decides.
///
/// # Errors
/// When the bytes are no text, or not in the encoding that their mark says.
pub fn readings(bytes: &[u8]) -> Result<Vec<(&'static str, String)>, Error> {
    let remedy = "save the spreadsheet as CSV in UTF-8";
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(Error::new("this is a workbook, not CSV", remedy));
    }
    let whole = |encoding: &'static Encoding, bytes: &[u8]| {
        encoding
            .decode_without_bom_handling_and_without_replacement(bytes)
            .map(|text| (encoding.name(), text.into_owned()))
    };
    let broken = |encoding: &'static Encoding| {
        Error::new(
            format!("the bytes are not valid {}", encoding.name()),
            remedy,
        )
    };
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let text = bytes.get(mark..).unwrap_or_default();
        return whole(encoding, text)
            .map(|read| vec![read])
            .ok_or_else(|| broken(encoding));
    }
    // Text of mostly Latin letters in UTF-16 begins with a letter and a nought.
    for (encoding, nought) in [(UTF_16LE, 1), (UTF_16BE, 0)] {
        if bytes.len() > 1 && bytes.get(nought) == Some(&0) {
            return whole(encoding, bytes)
                .map(|read| vec![read])
                .ok_or_else(|| broken(encoding));
        }
    }
    if bytes.contains(&0) {
        return Err(Error::new("this is not a text file", remedy));
    }
    if let Some(read) = whole(UTF_8, bytes) {
        return Ok(vec![read]);
    }
    let legacy = [
        WINDOWS_1252,
        encoding_rs::WINDOWS_1250,
        encoding_rs::WINDOWS_1251,
        encoding_rs::WINDOWS_1254,
        encoding_rs::MACINTOSH,
    ];
    Ok(legacy.into_iter().filter_map(|e| whole(e, bytes)).collect())
}
