//! What the `[conventions]` of a settings file may say.

use super::file::{Conventions, Word};
use super::loaded::{At, Said};
use crate::locale::{House, Marks};

/// What `decimal` may be.
pub const DECIMAL: [(&str, char); 2] = [("point", '.'), ("comma", ',')];
/// What `group` may be.
pub const GROUP: [(&str, char); 5] = [
    ("point", '.'),
    ("comma", ','),
    ("space", '\u{a0}'),
    ("thin-space", '\u{202f}'),
    ("apostrophe", '’'),
];
/// What `currency` may be.
pub const CURRENCY: [(&str, bool); 2] = [("before", true), ("after", false)];

/// What a value means, or what is wrong and what to do.
type Read = Result<House, (String, String)>;

/// A value that cannot be read: where it begins in the file, what is wrong, what to do.
pub type Fault = (usize, String, String);

/// The settings of the table, each with its value as written. `line` tells the line of a byte.
///
/// # Errors
/// Every value that cannot be read.
pub fn read(
    table: &Conventions,
    line: impl Fn(usize) -> usize,
    near: impl Fn(&[&str], &str) -> String,
) -> (Vec<Said>, Vec<Fault>) {
    let (mut said, mut faults) = (Vec::new(), Vec::new());
    let mut take = |name, word: &Option<Word>, read: &dyn Fn(&str) -> Read| {
        let Some(word) = word else { return };
        let at = word.span().start;
        match read(word.get_ref()) {
            Ok(house) => {
                let value = word.get_ref().clone();
                said.push((
                    name,
                    At {
                        value,
                        line: line(at),
                    },
                    house,
                ));
            }
            Err((problem, remedy)) => faults.push((at, problem, remedy)),
        }
    };
    take("quotation-marks", &table.quotation_marks, &|text| {
        Ok(House {
            quotation_marks: Some(marks(text)?),
            ..House::default()
        })
    });
    take(
        "nested-quotation-marks",
        &table.nested_quotation_marks,
        &|text| {
            Ok(House {
                nested_quotation_marks: Some(marks(text)?),
                ..House::default()
            })
        },
    );
    take("decimal", &table.decimal, &|text| {
        Ok(House {
            decimal: Some(one_of(&DECIMAL, text, &near)?),
            ..House::default()
        })
    });
    take("group", &table.group, &|text| {
        Ok(House {
            group: Some(one_of(&GROUP, text, &near)?),
            ..House::default()
        })
    });
    take("time", &table.time, &|text| {
        Ok(House {
            time: Some(time(text)?),
            ..House::default()
        })
    });
    take("currency", &table.currency, &|text| {
        Ok(House {
            currency_first: Some(one_of(&CURRENCY, text, &near)?),
            ..House::default()
        })
    });
    if let (Some(decimal), Some(group)) = (&table.decimal, &table.group)
        && decimal.get_ref() == group.get_ref()
    {
        faults.push((
            group.span().start,
            format!("{:?} is the decimal mark, too", group.get_ref()),
            "choose two different marks".into(),
        ));
    }
    (said, faults)
}

fn marks(text: &str) -> Result<Marks, (String, String)> {
    let mut chars = text.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some(open), Some(close), None) if is_mark(open) && is_mark(close) => Ok((open, close)),
        _ => Err((
            format!("{text:?} is no pair of quotation marks"),
            "write the opening and the closing mark and nothing else, such as \"«»\"".into(),
        )),
    }
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‚' | '‹' | '›'
    )
}

fn one_of<T: Copy>(
    known: &[(&str, T)],
    text: &str,
    near: &impl Fn(&[&str], &str) -> String,
) -> Result<T, (String, String)> {
    let found = known.iter().find(|(name, _)| *name == text);
    found.map(|(_, value)| *value).ok_or_else(|| {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        (
            format!("{text:?} is none of {}", names.join(", ")),
            near(&names, text),
        )
    })
}

fn time(text: &str) -> Result<String, (String, String)> {
    let rest = text.replacen("{h}", "", 1).replacen("{m}", "", 1);
    let whole = rest.len() + "{h}{m}".len() == text.len();
    if whole && !rest.contains(['{', '}']) && !rest.contains(char::is_control) {
        Ok(text.to_owned())
    } else {
        Err((
            format!("{text:?} is no time of day"),
            "write {h} for the hour and {m} for the minute, once each, such as \"{h}.{m} Uhr\""
                .into(),
        ))
    }
}
