//! Applies edits to the bytes of a file. Everything outside the edited spans stays byte for byte as it was: byte order mark, line ends, encoding.

use std::collections::BTreeMap;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::document::Document;
use crate::error::Error;
use crate::finding::{Applicability, Edit, Finding};
use crate::span::Span;

/// Most rounds of fixing: a fix may make room for another, but not for ever.
const ROUNDS: usize = 12;

/// Whether two spans cannot both be edited: they share a byte, or something would be inserted at an end of the other.
pub fn conflict(a: Span, b: Span) -> bool {
    a.overlaps(b) || ((a.is_empty() || b.is_empty()) && a.start <= b.end && b.start <= a.end)
}

/// The edits of all fixes that are trusted at least so far, sorted and without overlap. Where fixes overlap, the finding that comes first
/// in the order of findings is fixed and the other one waits: all the edits of a finding are taken, or none.
pub fn edits(findings: &[Finding], least: Applicability) -> Vec<Edit> {
    let mut chosen: BTreeMap<Span, &Edit> = BTreeMap::new();
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by(|a, b| a.order(b));
    for finding in sorted {
        let Some(fix) = finding.fix.as_ref().filter(|f| f.applicability >= least) else {
            continue;
        };
        if fix.edits.iter().all(|e| is_free(&chosen, e.span)) {
            chosen.extend(fix.edits.iter().map(|e| (e.span, e)));
        }
    }
    chosen.into_values().cloned().collect()
}

/// Whether a span meets none of those taken, which meet none of each other.
fn is_free(taken: &BTreeMap<Span, &Edit>, span: Span) -> bool {
    let before = taken.range(..span).next_back();
    let after = taken.range(span..).next();
    [before, after]
        .into_iter()
        .flatten()
        .all(|(other, _)| !conflict(*other, span))
}

/// An edit that changes marks and spaces only, cut down to them: `Varsovie .` by `Varsovie.` takes away a space, and the name stays free for
/// another edit. Where letters or digits change the edit stays whole, since two halves of two spellings are no name.
///
/// ```
/// use wirelint::{Span, finding::Edit, fix::narrowed};
/// let text = "to Varsovie .";
/// let edit = Edit { span: Span::new(3, 13), text: "Varsovie.".into() };
/// assert_eq!(narrowed(edit, text), Edit { span: Span::new(11, 12), text: String::new() });
/// ```
pub fn narrowed(edit: Edit, text: &str) -> Edit {
    let Some(old) = text.get(edit.span.range()) else {
        return edit;
    };
    let same = |(a, b): &(char, char)| a == b;
    let length = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(same).map(|(c, _)| c.len_utf8()).sum()
    };
    let before = length(&mut old.chars().zip(edit.text.chars()));
    let (rest, new) = (&old[before..], &edit.text[before..]);
    let after = length(&mut rest.chars().rev().zip(new.chars().rev()));
    let (rest, new) = (&rest[..rest.len() - after], &new[..new.len() - after]);
    // What only inserts stays whole too: where two edits meet, nobody could say which comes first.
    if rest.is_empty()
        || rest.contains(char::is_alphanumeric)
        || new.contains(char::is_alphanumeric)
    {
        return edit;
    }
    Edit {
        span: Span::new(edit.span.start + before, edit.span.end - after),
        text: new.to_owned(),
    }
}

/// Text as bytes of the document's encoding; `None` when that encoding cannot say it.
pub fn encoded(document: &Document, text: &str) -> Option<Vec<u8>> {
    let encoding = Encoding::for_label(document.encoding.as_bytes())?;
    if encoding == UTF_8 {
        return Some(text.as_bytes().to_vec());
    }
    if encoding == UTF_16LE {
        return Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }
    if encoding == UTF_16BE {
        return Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    let (bytes, _, unmappable) = encoding.encode(text);
    (!unmappable).then(|| bytes.into_owned())
}

/// The bytes of a file after `edits`, which must be sorted and not overlap. `bytes` must be what `document` was read from.
///
/// ```
/// use wirelint::{Document, Span, finding::Edit, fix};
/// let bytes = b"\xef\xbb\xbfAlger fell.\r\n";
/// let document = Document::from_bytes("a.txt", bytes).unwrap();
/// let edit = Edit { span: Span::new(0, 5), text: "Algiers".into() };
/// assert_eq!(fix::rewritten(bytes, &document, &[edit]).unwrap(), b"\xef\xbb\xbfAlgiers fell.\r\n");
/// ```
///
/// # Errors
/// When the encoding of the file cannot say an edit's text, or the file would no longer be read as what it is; nothing is changed then.
pub fn rewritten(bytes: &[u8], document: &Document, edits: &[Edit]) -> Result<Vec<u8>, Error> {
    let fault = |problem: String, remedy: &str| Error::new(problem, remedy).in_file(&document.path);
    let misplaced = || {
        fault(
            "an edit does not lie in the file".to_owned(),
            "check the article again",
        )
    };
    let (mut out, mut text) = (Vec::with_capacity(bytes.len()), String::new());
    let (mut at, mut text_at) = (0, 0);
    for edit in edits {
        let replacement = encoded(document, &edit.text).ok_or_else(|| {
            fault(
                format!("{} cannot say {:?}", document.encoding, edit.text),
                "save the article as UTF-8",
            )
        })?;
        let kept = document
            .text
            .get(text_at..edit.span.start)
            .filter(|_| document.text.get(edit.span.range()).is_some())
            .ok_or_else(misplaced)?;
        text.push_str(kept);
        text.push_str(&edit.text);
        text_at = edit.span.end;
        let start = document.file_offset(edit.span.start);
        out.extend_from_slice(bytes.get(at..start).ok_or_else(misplaced)?);
        out.extend(replacement);
        at = document.file_offset(edit.span.end);
    }
    text.push_str(document.text.get(text_at..).ok_or_else(misplaced)?);
    out.extend_from_slice(bytes.get(at..).ok_or_else(misplaced)?);
    // A legacy encoding is guessed from the bytes: with others it may be guessed otherwise, and the next reader would see other letters.
    match Document::from_bytes(&document.path, &out) {
        Ok(read) if read.text == text => Ok(out),
        Ok(_) => Err(fault(
            format!(
                "after the change the file would no longer be read as {}",
                document.encoding
            ),
            "save the article as UTF-8",
        )),
        Err(e) => Err(fault(
            format!("after the change this would be no article: {}", e.problem),
            "change it by hand",
        )),
    }
}

/// A file with its fixes applied.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The bytes; those of the file when there was nothing to fix.
    pub bytes: Vec<u8>,
    /// Places changed, over all rounds.
    pub changes: usize,
    /// What is left to say of the fixed article.
    pub left: Vec<Finding>,
    /// The article as it is now.
    pub document: Document,
}

/// Applies fixes until there are none left, since one may make room for another. Fixing the result again changes nothing: when fixes undo one
/// another, those rounds are taken back.
///
/// # Errors
/// As [`rewritten`]; and when fixes never come to rest.
pub fn settle(
    document: Document,
    bytes: &[u8],
    least: Applicability,
    check: impl Fn(&Document) -> Vec<Finding>,
) -> Result<Fixed, Error> {
    let mut versions: Vec<Fixed> = Vec::new();
    let mut current = Fixed {
        bytes: bytes.to_vec(),
        changes: 0,
        left: check(&document),
        document,
    };
    for _ in 0..ROUNDS {
        let edits = edits(&current.left, least);
        if edits.is_empty() {
            return Ok(current);
        }
        let next = rewritten(&current.bytes, &current.document, &edits)?;
        if next == current.bytes {
            return Ok(current);
        }
        let changes = current.changes + edits.len();
        let path = current.document.path.clone();
        versions.push(current);
        if let Some(at) = versions.iter().position(|v| v.bytes == next) {
            return Ok(versions.swap_remove(at));
        }
        let document = Document::from_bytes(path, &next)?;
        current = Fixed {
            left: check(&document),
            bytes: next,
            changes,
            document,
        };
    }
    Err(Error::new(
        format!("its fixes do not come to rest in {ROUNDS} rounds"),
        "fix the article by hand, and report this as a fault of wirelint",
    )
    .in_file(&current.document.path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_encodings_keep_their_bytes() {
        let latin = b"La ville d'A\xefn al-Assad a \xe9t\xe9 vis\xe9e mercredi, selon une source irakienne \xe0 Bagdad.\r";
        let document = Document::from_bytes("a.txt", latin).expect("text");
        let at = document.text.find("Aïn").expect("there");
        let edit = |text: &str| Edit {
            span: Span::new(at, at + "Aïn".len()),
            text: text.into(),
        };
        let out = rewritten(latin, &document, &[edit("Éïn")]).expect("encodable");
        let mut expected = latin.to_vec();
        expected[11] = 0xc9;
        assert_eq!(out, expected);
        let refused =
            rewritten(latin, &document, &[edit("Łin")]).expect_err("not in this encoding");
        assert!(refused.problem.contains("cannot say"), "{refused}");
    }

    #[test]
    fn fixes_that_undo_one_another_change_nothing_the_second_time() {
        let check = |document: &Document| {
            let (from, to) = if document.text.contains("aa") {
                ("aa", "bb")
            } else {
                ("bb", "aa")
            };
            let at = document.text.find(from).expect("one of them");
            let mut findings = Vec::new();
            crate::rules::Report::new(crate::rules::ALL[0].meta(), &document.text, &mut findings)
                .at(vec![Span::new(at, at + 2)], "x")
                .replace(to, Applicability::Safe);
            findings
        };
        let document = Document::from_bytes("a.txt", b"an aa here").expect("text");
        let once = settle(document, b"an aa here", Applicability::Safe, check).expect("settles");
        assert_eq!(once.bytes, b"an aa here");
        assert_eq!(once.changes, 0);
    }
}
