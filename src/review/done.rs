//! Whether what a row decides has been done already, by an earlier run or by hand: then there is nothing to change and nothing to complain of.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::decision::Decision;
use super::likeness::{alike, begins_with};
use super::read::Row;
use crate::document::Document;
use crate::finding::Edit;
use crate::report::Locator;
use crate::report::csv::CONTEXT;
use crate::span::Span;

/// A place in an article: line and column, from 1.
type Place = (usize, usize);

/// What the rows of an article put in the place of what.
pub struct Done<'a> {
    document: &'a Document,
    locator: &'a Locator<'a>,
    changes: Vec<Change<'a>>,
    rows: Vec<&'a Row>,
    /// By how many lines places may have moved; found when first asked for.
    moved: OnceCell<BTreeSet<isize>>,
}

/// What one row puts at one place.
struct Change<'a> {
    at: Place,
    old: &'a str,
    new: &'a str,
}

impl Change<'_> {
    /// Columns by which what follows on the line is moved.
    fn shift(&self) -> isize {
        let length = |text: &str| text.chars().count().cast_signed();
        length(self.new) - length(self.old)
    }

    fn covers(&self, (line, column): Place) -> bool {
        let (own, first) = self.at;
        line == own && (first..first + self.old.chars().count()).contains(&column)
    }
}

/// The text a row decides on.
fn wanted(row: &Row) -> Option<&str> {
    match row.decision.as_ref()? {
        Decision::FixTo(text) => Some(text),
        Decision::Fix => row.suggestions.first().map(String::as_str),
        _ => None,
    }
}

impl<'a> Done<'a> {
    /// Of all rows that are about an article.
    pub fn new(rows: &[&'a Row], document: &'a Document, locator: &'a Locator<'a>) -> Self {
        let change = |row: &&'a Row| {
            let new = wanted(row)?;
            let old = row.text.as_str();
            Some(
                row.places
                    .iter()
                    .map(move |at| Change { at: *at, old, new }),
            )
        };
        Self {
            document,
            locator,
            changes: rows.iter().filter_map(change).flatten().collect(),
            rows: rows.to_vec(),
            moved: OnceCell::new(),
        }
    }

    /// At how many places of a row the text it decides on stands now. Places lie where the changes of all rows, of this one or of none have moved
    /// them to, and on other lines when the words around the first of any row are found there.
    pub fn places(&self, row: &Row) -> usize {
        let Some(new) = wanted(row) else {
            return 0;
        };
        let count = |by: &isize| {
            let stands = |at: &&Place| self.stands(row, new, **at, *by);
            row.places.iter().filter(stands).count()
        };
        let unmoved = count(&0);
        if unmoved == row.places.len() {
            return unmoved;
        }
        let moved = self.moved.get_or_init(|| self.moves());
        let placed = moved.iter().map(count).max().unwrap_or(0).max(unmoved);
        // What was taken out leaves nothing that could stand at a place.
        let gone = new.is_empty() && !self.in_context(row, new).is_empty();
        placed.max(usize::from(gone))
    }

    fn moves(&self) -> BTreeSet<isize> {
        let of = |row: &&'a Row| {
            let first = row.places.first()?.0.cast_signed();
            let found = self.in_context(row, wanted(row)?).into_iter();
            Some(found.map(move |s| self.locator.position(s.start).line.cast_signed() - first))
        };
        self.rows.iter().filter_map(of).flatten().collect()
    }

    fn stands(&self, row: &Row, new: &str, at: Place, lines: isize) -> bool {
        let before = |change: &&Change| change.at.0 == at.0 && change.at.1 < at.1;
        let all: isize = self.changes.iter().filter(before).map(Change::shift).sum();
        let own = self.changes.iter().filter(before);
        let own = own.filter(|c| c.old == row.text).map(Change::shift).sum();
        // What other rows change inside this one's text is changed there too.
        let mut texts = vec![new.to_owned()];
        let inside = |c: &&Change| {
            let this = Change {
                at,
                old: &row.text,
                new,
            };
            c.old != row.text && this.covers(c.at) && !c.old.is_empty()
        };
        for change in self.changes.iter().filter(inside) {
            texts.push(new.replace(change.old, change.new));
        }
        let offset = |columns: isize| {
            let line = at.0.checked_add_signed(lines)?;
            self.locator.offset(line, at.1.checked_add_signed(columns)?)
        };
        [all, own, 0].into_iter().filter_map(offset).any(|start| {
            let stands = |t: &String| written(&self.document.text, start, t, row).is_some();
            texts.iter().any(stands)
        })
    }

    /// A piece of an article as it is after all changes.
    fn changed(&self, piece: &str) -> String {
        let changes = self.changes.iter().filter(|c| !c.old.is_empty());
        let mut seen = BTreeSet::new();
        changes
            .filter(|c| seen.insert(c.old))
            .fold(piece.to_owned(), |text, c| text.replace(c.old, c.new))
    }

    /// Where the new text stands among the words that were around the old one.
    fn in_context(&self, row: &Row, new: &str) -> Vec<Span> {
        let old = row.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if old.is_empty() {
            return Vec::new();
        }
        let contexts: Vec<String> = row
            .context
            .match_indices(&old)
            .filter_map(|(at, _)| {
                let after = row.context.get(at + old.len()..)?;
                Some((row.context.get(..at)?, after))
            })
            // The words around may have been changed by other rows.
            .flat_map(|(before, after)| {
                let (b, a) = (self.changed(before), self.changed(after));
                [format!("{before}{new}{after}"), format!("{b}{new}{a}")]
            })
            .collect();
        let text = &self.document.text;
        let spans = text.char_indices().filter_map(|(at, _)| {
            if new.is_empty() {
                Some(Span::new(at, at))
            } else {
                written(text, at, new, row)
            }
        });
        spans
            .filter(|span| {
                let now = self.locator.context(*span, CONTEXT);
                contexts.iter().any(|context| alike(context, &now))
            })
            .collect()
    }
}

/// Whether what an edit writes stands around its place already, so that writing it would double a part: `Mr Assad` for an `Assad` after `Mr`.
pub fn stands_around(edit: &Edit, text: &str) -> bool {
    let Some(old) = text.get(edit.span.range()) else {
        return false;
    };
    edit.text == old
        || (!old.is_empty()
            && edit.text.match_indices(old).any(|(at, _)| {
                let start = edit.span.start.checked_sub(at);
                start.is_some_and(|start| {
                    text.get(start..start + edit.text.len()) == Some(edit.text.as_str())
                })
            }))
}

/// The span from `start` that says what a cell says, as whole words.
pub fn whole(text: &str, start: usize, cell: &str) -> Option<Span> {
    let span = Span::new(start, start + begins_with(text.get(start..)?, cell)?);
    (!span.is_empty() && !cuts_words(text, span)).then_some(span)
}

/// Whether a span begins or ends inside a word.
fn cuts_words(text: &str, span: Span) -> bool {
    let inside = |at: usize| {
        let (before, after) = text.split_at_checked(at)?;
        let (a, b) = (before.chars().next_back()?, after.chars().next()?);
        Some(a.is_alphanumeric() && b.is_alphanumeric())
    };
    [span.start, span.end]
        .into_iter()
        .any(|at| inside(at) == Some(true))
}

/// Whether what a row reports was a part of a word, as broken letters are.
fn was_inside_a_word(row: &Row) -> bool {
    let places = row.context.match_indices(row.text.as_str());
    let mut spans = places.map(|(at, text)| Span::new(at, at + text.len()));
    spans.any(|span| cuts_words(&row.context, span))
}

/// The span from `start` that says what a row wants to stand there: whole words unless the row was about a part of one.
fn written(text: &str, start: usize, cell: &str, row: &Row) -> Option<Span> {
    whole(text, start, cell).or_else(|| {
        let length = begins_with(text.get(start..)?, cell)?;
        (length > 0 && was_inside_a_word(row)).then(|| Span::new(start, start + length))
    })
}
