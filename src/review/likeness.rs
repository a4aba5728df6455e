//! Whether a cell that was in a spreadsheet still says what wirelint wrote.
//!
//! Autocorrect bends quotation marks and dashes, a reader of lines rewrites line breaks inside a cell, and a program that saves in a legacy encoding writes
//! a question mark for every letter it lacks. None of that is a reviewer's doing.

/// A character with typographic variants folded away.
fn plain(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Whether a character of a cell may stand for a character of the article.
fn stands_for(cell: char, original: char) -> bool {
    plain(cell) == plain(original) || (cell == '?' && !original.is_ascii())
}

/// The length in bytes of what `text` begins with, when that is what the cell says; `None` when it begins with something else.
///
/// Runs of white space are alike, typographic variants are alike, and a question mark stands for any character beyond ASCII.
///
/// ```
/// use wirelint::review::likeness::begins_with;
/// assert_eq!(begins_with("Deir\r\nez-Zor fell", "Deir ez-Zor"), Some(12));
/// assert_eq!(begins_with("Sana'a fell", "Sana’a"), Some(6));
/// assert_eq!(begins_with("Sanaa", "Sana’a"), None);
/// ```
pub fn begins_with(text: &str, cell: &str) -> Option<usize> {
    let mut rest = text.char_indices().peekable();
    let mut wanted = cell.chars().peekable();
    while let Some(c) = wanted.next() {
        let (_, original) = rest.next()?;
        if !stands_for(c, original) {
            return None;
        }
        if original.is_whitespace() {
            while wanted.next_if(|c| c.is_whitespace()).is_some() {}
            while rest.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        }
    }
    Some(rest.peek().map_or(text.len(), |(at, _)| *at))
}

/// Whether a cell says what `original` says; space around either does not matter.
///
/// ```
/// use wirelint::review::likeness::alike;
/// assert!(alike("?ód?", "Łódź"));
/// assert!(!alike("Lodz", "Łódź"));
/// ```
pub fn alike(cell: &str, original: &str) -> bool {
    let original = original.trim();
    begins_with(original, cell.trim()) == Some(original.len())
}

/// Whether a question mark stands where only a letter can: before a letter or a digit, which no language writes.
pub fn has_lost_letters(cell: &str) -> bool {
    let mut chars = cell.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '?' && chars.peek().is_some_and(|next| next.is_alphanumeric()) {
            return true;
        }
    }
    false
}
