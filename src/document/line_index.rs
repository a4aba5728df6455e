//! Byte offsets into lines and columns; asked for by reports only.

/// The starts of the lines of a text.
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// Characters before every [`STRIDE`]th byte (or the character that spans it).
    counted: Vec<usize>,
}

/// Bytes between two counts: a line may be a whole file, and counting from its start for each finding would be quadratic.
const STRIDE: usize = 4096;

/// A line and a column, both counted from 1; columns in Unicode characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

impl<'a> LineIndex<'a> {
    /// Indexes a text. Lines end at `\n`, `\r\n` or a lone `\r`.
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (i, byte) in bytes.iter().enumerate() {
            if *byte == b'\n' || (*byte == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
                starts.push(i + 1);
            }
        }
        let mut counted = Vec::with_capacity(bytes.len() / STRIDE + 1);
        let mut before = 0;
        for chunk in bytes.chunks(STRIDE) {
            counted.push(before);
            before += characters(chunk);
        }
        Self {
            text,
            starts,
            counted,
        }
    }

    /// Characters before a byte offset.
    pub fn characters_before(&self, offset: usize) -> usize {
        let chunk = offset / STRIDE;
        let before = self.counted.get(chunk).copied().unwrap_or_default();
        before + characters(&self.text.as_bytes()[chunk * STRIDE..offset])
    }

    /// Line and column of a byte offset.
    ///
    /// ```
    /// use wirelint::document::line_index::LineIndex;
    /// let at = LineIndex::new("à\nbé c").position(7);
    /// assert_eq!((at.line, at.column), (2, 4));
    /// ```
    pub fn position(&self, offset: usize) -> Position {
        let line = self.starts.partition_point(|s| *s <= offset) - 1;
        let start = self.starts[line];
        Position {
            line: line + 1,
            column: self.characters_before(offset) - self.characters_before(start) + 1,
        }
    }

    /// The byte offset of a line and column, both counted from 1; `None` where the text has no such place.
    ///
    /// ```
    /// use wirelint::document::line_index::LineIndex;
    /// let lines = LineIndex::new("à\nbé c");
    /// assert_eq!(lines.offset(2, 4), Some(7));
    /// assert_eq!(lines.offset(2, 9), None);
    /// ```
    pub fn offset(&self, line: usize, column: usize) -> Option<usize> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        let text = self.text.get(start..end)?;
        let (at, _) = text.char_indices().nth(column.checked_sub(1)?)?;
        Some(start + at)
    }

    /// The text of a line (counted from 1) without its end.
    pub fn line(&self, line: usize) -> &'a str {
        let start = self.starts[line - 1];
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        self.text[start..end].trim_end_matches(['\n', '\r'])
    }
}

/// Characters that begin in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| !(0x80..0xc0).contains(*b)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_on_a_line_of_many_strides() {
        let text = format!("a\n{}", "é".repeat(STRIDE));
        let index = LineIndex::new(&text);
        for n in [0, 1, STRIDE / 2, STRIDE - 1] {
            let at = index.position(2 + 2 * n);
            assert_eq!((at.line, at.column), (2, n + 1));
        }
    }
}
