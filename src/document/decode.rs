//! Bytes into text, never lossy in silence.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::Error;

/// A decoded file.
pub struct Decoded {
    /// The text.
    pub text: String,
    /// Name of the encoding, as in the WHATWG Encoding Standard.
    pub encoding: &'static str,
    /// Whether it was guessed from the bytes.
    pub guessed: bool,
    /// From the text back to the file.
    pub offsets: OffsetMap,
}

/// Maps a byte of the decoded text to a byte of the file.
#[derive(Clone, Debug)]
pub enum OffsetMap {
    /// UTF-8: the same, after a byte order mark of so many bytes.
    Shifted(usize),
    /// Sorted pairs (text, file), one per stretch in which both advance alike.
    Table(Vec<(usize, usize)>),
}

impl OffsetMap {
    /// The byte of the file for a byte of `text`, which must lie on a character boundary.
    pub fn to_file(&self, text: &str, offset: usize) -> usize {
        debug_assert!(text.is_char_boundary(offset));
        match self {
            Self::Shifted(by) => offset + by,
            Self::Table(table) => {
                let at = table
                    .partition_point(|(t, _)| *t <= offset)
                    .saturating_sub(1);
                table.get(at).map_or(offset, |(t, f)| f + (offset - t))
            }
        }
    }
}

/// Decodes a file: byte order mark, then UTF-8, then a legacy encoding guessed by the detector browsers use.
///
/// # Errors
/// When there is nothing to read, when the bytes are not text, or when they are invalid in the encoding their mark declares.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Error> {
    let decoded = decode_any(bytes)?;
    if decoded.text.trim().is_empty() {
        return Err(Error::new(
            "the file is empty",
            "give a file with an article in it",
        ));
    }
    Ok(decoded)
}

fn decode_any(bytes: &[u8]) -> Result<Decoded, Error> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return if encoding == UTF_8 {
            utf8(&bytes[mark..], mark)
        } else {
            utf16(bytes, encoding, mark)
        };
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Err(Error::new(
            format!(
                "the file looks like {} without a byte order mark",
                encoding.name()
            ),
            "save it as UTF-8, or as UTF-16 with a byte order mark",
        ));
    }
    if let Some(at) = bytes.iter().position(|b| is_binary(*b)) {
        return Err(Error::new(
            format!("byte {at} is {:#04x}: this is not a text file", bytes[at]),
            "give the article as plain text or Markdown",
        ));
    }
    if std::str::from_utf8(bytes).is_ok() {
        return utf8(bytes, 0);
    }
    legacy(bytes)
}

/// Control characters that no text file has.
fn is_binary(byte: u8) -> bool {
    matches!(byte, 0..=6 | 0x0e..=0x1a | 0x1c..=0x1f)
}

fn utf8(bytes: &[u8], mark: usize) -> Result<Decoded, Error> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded {
            text: text.to_owned(),
            encoding: UTF_8.name(),
            guessed: false,
            offsets: OffsetMap::Shifted(mark),
        }),
        Err(e) => Err(invalid(UTF_8, e.valid_up_to() + mark)),
    }
}

fn utf16(bytes: &[u8], encoding: &'static Encoding, mark: usize) -> Result<Decoded, Error> {
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..])
    else {
        return Err(invalid(encoding, invalid_unit(bytes, encoding, mark)));
    };
    let offsets = table(&text, mark, |c| c.len_utf16() * 2);
    Ok(Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        guessed: false,
        offsets,
    })
}

/// The byte at which UTF-16 is broken: half a pair of surrogates, or half a unit at the end.
fn invalid_unit(bytes: &[u8], encoding: &'static Encoding, mark: usize) -> usize {
    let units = bytes[mark..].as_chunks::<2>().0.iter().map(|unit| {
        if encoding == UTF_16LE {
            u16::from_le_bytes(*unit)
        } else {
            u16::from_be_bytes(*unit)
        }
    });
    let mut at = mark;
    for c in char::decode_utf16(units) {
        let Ok(c) = c else { return at };
        at += c.len_utf16() * 2;
    }
    at
}

/// Every other byte nought in most of the file: UTF-16 of mostly Latin text.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(400)];
    let zeros = |odd: usize| {
        sample
            .iter()
            .skip(odd)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
            * 2
    };
    let most = sample.len() * 7 / 10;
    if zeros(1) > most {
        Some(UTF_16LE)
    } else if zeros(0) > most {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn legacy(bytes: &[u8]) -> Result<Decoded, Error> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) else {
        let valid = std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to(), str::len);
        return Err(invalid(UTF_8, valid));
    };
    let single = encoding.is_single_byte();
    let offsets = table(&text, 0, |c| {
        if single || c.is_ascii() {
            1
        } else {
            let mut utf8 = [0; 4];
            encoding.encode(c.encode_utf8(&mut utf8)).0.len()
        }
    });
    Ok(Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        guessed: true,
        offsets,
    })
}

fn table(text: &str, mark: usize, width: impl Fn(char) -> usize) -> OffsetMap {
    let mut table = vec![(0, mark)];
    let mut file = mark;
    for (at, c) in text.char_indices() {
        let (here, wide) = (c.len_utf8(), width(c));
        file += wide;
        if here != wide {
            table.push((at + here, file));
        }
    }
    OffsetMap::Table(table)
}

fn invalid(encoding: &'static Encoding, at: usize) -> Error {
    Error::new(
        format!(
            "the bytes are not valid {} (near byte {at})",
            encoding.name()
        ),
        "save the file as UTF-8",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_legacy_encodings() {
        let utf16: Vec<u8> = [0xfeff_u16]
            .into_iter()
            .chain("Aïn 😀 al".encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let decoded = decode(&utf16).expect("UTF-16");
        assert_eq!(decoded.text, "Aïn 😀 al");
        let al = decoded.text.find("al").expect("there");
        assert_eq!(decoded.offsets.to_file(&decoded.text, al), 2 + 2 * 7);

        let latin = b"La ville d'A\xefn al-Assad a \xe9t\xe9 vis\xe9e mercredi, selon une source irakienne \xe0 Bagdad.";
        let decoded = decode(latin).expect("windows-1252");
        assert!(decoded.guessed && decoded.text.contains("Aïn al-Assad a été visée"));
        let al = decoded.text.find("al-Assad").expect("there");
        assert_eq!(decoded.offsets.to_file(&decoded.text, al), 15);
    }

    #[test]
    fn what_is_not_text_is_refused_with_a_remedy() {
        for bytes in [
            &b""[..],
            b" \n ",
            b"\xef\xbb\xbf\n",
            b"\xff\xfe \0",
            b"\x7fELF\x01\x01\x00",
            b"\xef\xbb\xbfa\xff",
            b"a\0b\0c\0d\0",
        ] {
            let error = decode(bytes).err().expect("refused");
            assert!(!error.remedy.is_empty());
        }
    }
}
