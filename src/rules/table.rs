//! Cells of the tables that rules carry.
//!
//! The tables are ours and tested, hold no line breaks, and most of their cells can be borrowed: cutting them by hand costs a rule next to
//! nothing, which a CSV reader does not.

use std::borrow::Cow;

/// The cells of a line of CSV, quotes taken off.
pub fn cells(line: &'static str) -> impl Iterator<Item = Cow<'static, str>> {
    let mut rest = Some(line);
    std::iter::from_fn(move || next(&mut rest))
}

/// The cells of a line that hold no doubled quotes; one that does counts as empty.
pub fn plain_cells(line: &'static str) -> impl Iterator<Item = &'static str> {
    cells(line).map(|cell| match cell {
        Cow::Borrowed(text) => text,
        Cow::Owned(_) => "",
    })
}

/// Takes the next cell off a line.
fn next(rest: &mut Option<&'static str>) -> Option<Cow<'static, str>> {
    let line = (*rest)?;
    let Some(quoted) = line.strip_prefix('"') else {
        let (cell, after) = match line.split_once(',') {
            Some((cell, after)) => (cell, Some(after)),
            None => (line, None),
        };
        *rest = after;
        return Some(Cow::Borrowed(cell));
    };
    let mut doubled = false;
    let mut from = 0;
    loop {
        let at = from + quoted[from..].find('"')?;
        let after = &quoted[at + 1..];
        if after.starts_with('"') {
            doubled = true;
            from = at + 2;
            continue;
        }
        *rest = after.strip_prefix(',');
        let cell = &quoted[..at];
        return Some(if doubled {
            Cow::Owned(cell.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(cell)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_commas_and_empty_cells() {
        let all: Vec<_> = cells("a,\"b, c\",\"say \"\"d\"\"\",").collect();
        assert_eq!(all, ["a", "b, c", "say \"d\"", ""]);
    }
}
