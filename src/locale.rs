//! Languages with their regions, and the conventions of each: marks of numbers and quotations, money, the clock.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use crate::lang::Lang;

/// A region of a language: a country by ISO 3166-1 (`CA`), or an area of the UN (`419`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region([u8; 3]);

impl Region {
    /// Its code.
    pub fn code(&self) -> &str {
        let code = self.0.as_slice();
        let code = code.strip_suffix(&[0]).unwrap_or(code);
        std::str::from_utf8(code).unwrap_or_default()
    }

    fn read(code: &str) -> Option<Self> {
        match code.as_bytes() {
            [a, b] if code.bytes().all(|c| c.is_ascii_alphabetic()) => {
                Some(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase(), 0]))
            }
            [a, b, c] if code.bytes().all(|c| c.is_ascii_digit()) => Some(Self([*a, *b, *c])),
            _ => None,
        }
    }
}

/// A language, and the region it is written for if that is known.
///
/// ```
/// use wirelint::locale::Locale;
/// let locale: Locale = "fr_ca".parse().unwrap();
/// assert_eq!(locale.to_string(), "fr-CA");
/// assert_eq!(locale.name(), "French (CA)");
/// assert!("fr-Canada".parse::<Locale>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Locale {
    /// The language.
    pub lang: Lang,
    /// The region.
    pub region: Option<Region>,
}

impl Locale {
    /// English name, for messages.
    pub fn name(&self) -> String {
        match self.region {
            Some(region) => format!("{} ({})", self.lang.name(), region.code()),
            None => self.lang.name().to_owned(),
        }
    }
}

impl From<Lang> for Locale {
    fn from(lang: Lang) -> Self {
        Self { lang, region: None }
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.region {
            Some(region) => f.pad(&format!("{}-{}", self.lang.code(), region.code())),
            None => f.pad(self.lang.code()),
        }
    }
}

impl FromStr for Locale {
    type Err = String;

    /// Reads `fr`, `fr-CA`, `pt_BR`, `es-419`; a script between them (`zh-Hant-TW`) is passed over.
    ///
    /// # Errors
    /// A sentence that says what is wrong and what could be written.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let lang = text.parse()?;
        let mut parts = text.split(['-', '_']).skip(1).peekable();
        // Four letters are a script.
        parts.next_if(|p| p.len() == 4 && p.bytes().all(|c| c.is_ascii_alphabetic()));
        let region = match parts.next() {
            None => None,
            Some(part) => Some(Region::read(part).ok_or_else(|| {
                format!("{part:?} in {text:?} is no region; write its two letters, as in \"fr-CA\"")
            })?),
        };
        Ok(Self { lang, region })
    }
}

/// An opening and a closing quotation mark.
pub type Marks = (char, char);

/// What a house writes where it differs from its language and region.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct House {
    /// Quotation marks; others are reported.
    pub quotation_marks: Option<Marks>,
    /// Quotation marks inside a quotation.
    pub nested_quotation_marks: Option<Marks>,
    /// Decimal mark.
    pub decimal: Option<char>,
    /// Mark between groups of three digits.
    pub group: Option<char>,
    /// Time of day, with `{h}` and `{m}`.
    pub time: Option<String>,
    /// Whether the symbol of a currency stands before the number.
    pub currency_first: Option<bool>,
}

impl House {
    /// Takes what another says over what this one says.
    pub fn lay(&mut self, over: &Self) {
        fn take<T: Clone>(own: &mut Option<T>, over: Option<&T>) {
            if let Some(value) = over {
                *own = Some(value.clone());
            }
        }
        take(&mut self.quotation_marks, over.quotation_marks.as_ref());
        take(
            &mut self.nested_quotation_marks,
            over.nested_quotation_marks.as_ref(),
        );
        take(&mut self.decimal, over.decimal.as_ref());
        take(&mut self.group, over.group.as_ref());
        take(&mut self.time, over.time.as_ref());
        take(&mut self.currency_first, over.currency_first.as_ref());
    }
}

/// The conventions an article follows: of its language, or where they are known of its region, with those of the house laid over them.
///
/// ```
/// use wirelint::locale::{Conventions, House};
/// let swiss = Conventions::new("de-CH".parse().unwrap(), &House::default());
/// assert_eq!((swiss.decimal, swiss.group), ('.', '’'));
/// assert_eq!(swiss.quotation_marks[0], ('«', '»'));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conventions {
    /// Whose they are.
    pub locale: Locale,
    /// Decimal mark.
    pub decimal: char,
    /// Mark between groups of three digits.
    pub group: char,
    /// Whether somewhere the language is written with the point, or the comma, as decimal mark and nobody said where this article is from.
    pub maybe: (bool, bool),
    /// Accepted pairs, first choice first.
    pub quotation_marks: Vec<Marks>,
    /// Whether the house chose the quotation marks.
    pub own_marks: bool,
    /// Time of day, with `{h}` and `{m}`, where the house or the region has a pattern of its own.
    pub time: Option<String>,
    /// Whether the day has 24 hours; not known where no region is.
    pub whole_day: Option<bool>,
    /// Whether the symbol of a currency stands before the number; not known where no region is.
    pub currency_first: Option<bool>,
    /// What stands between the number and the symbol behind it.
    pub currency_gap: &'static str,
}

/// A row of `locales.csv`.
struct Row {
    decimal: char,
    group: char,
    currency: &'static str,
    clock: &'static str,
    unregioned: bool,
}

static LOCALES: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/locales.csv"
));

static MARKS: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/quotation-marks.csv"
));

/// A mark as the tables write it: what nobody would see is given by its code point.
fn mark(cell: &str) -> Option<char> {
    match cell.strip_prefix("U+") {
        Some(digits) => char::from_u32(u32::from_str_radix(digits, 16).ok()?),
        // Straight in CLDR; typeset it is the curly one.
        None if cell == "'" => Some('’'),
        None => cell.chars().next(),
    }
}

fn locales() -> &'static BTreeMap<&'static str, Row> {
    static ROWS: LazyLock<BTreeMap<&str, Row>> =
        LazyLock::new(|| LOCALES.lines().skip(1).filter_map(row).collect());
    &ROWS
}

fn row(line: &'static str) -> Option<(&'static str, Row)> {
    // A comma as a mark is the only cell in quotes.
    let (locale, mut rest) = line.split_once(',')?;
    let mut next = || {
        let (cell, after) = match rest.strip_prefix("\",\"") {
            Some(after) => (",", after.strip_prefix(',').unwrap_or(after)),
            None => rest.split_once(',').unwrap_or((rest, "")),
        };
        rest = after;
        cell
    };
    let (decimal, group) = (mark(next())?, mark(next())?);
    let mut rest = std::iter::repeat_with(next).skip(6);
    Some((
        locale,
        Row {
            decimal,
            group,
            currency: rest.next()?,
            clock: rest.next()?,
            unregioned: rest.next()? == "yes",
        },
    ))
}

/// Rows of `quotation-marks.csv` for a locale.
fn marks_of(code: &str) -> impl Iterator<Item = Marks> {
    MARKS.lines().skip(1).filter_map(move |line| {
        let mut cells = line.split(',');
        let here = cells.next()? == code;
        let mut one = || cells.next()?.chars().next();
        here.then_some((one()?, one()?))
    })
}

impl Conventions {
    /// The conventions of a locale and a house. A region without conventions of its own has those of its language.
    pub fn new(locale: Locale, house: &House) -> Self {
        let lang = locale.lang.code();
        let code = locale.to_string();
        let of_lang = locales().get(lang);
        // Written in the United States, Spain, Brazil ...: the region whose conventions stand for the language.
        let home = matches!(
            code.as_str(),
            "en-US" | "fr-FR" | "de-DE" | "es-ES" | "it-IT" | "pt-BR" | "nl-NL"
        );
        let regional = locale.region.and_then(|_| {
            if home {
                of_lang
            } else {
                locales().get(code.as_str())
            }
        });
        let row = regional.or(of_lang);
        let (decimal, group) = row.map_or(('.', ','), |r| (r.decimal, r.group));
        let accepted = |mark: char| {
            locales().iter().any(|(key, row)| {
                row.unregioned && row.decimal == mark && key.split('-').next() == Some(lang)
            })
        };
        let mut quotation_marks: Vec<Marks> = marks_of(&code).collect();
        if quotation_marks.is_empty() {
            quotation_marks = marks_of(lang).collect();
        }
        if let Some(own) = house.quotation_marks {
            quotation_marks = std::iter::once(own)
                .chain(house.nested_quotation_marks)
                .collect();
        } else {
            quotation_marks.extend(house.nested_quotation_marks);
        }
        let given = regional.is_some() || house.decimal.is_some();
        Self {
            locale,
            decimal: house.decimal.unwrap_or(decimal),
            group: house.group.unwrap_or(group),
            maybe: match row {
                _ if given => (false, false),
                None => (true, true),
                Some(_) => (accepted('.'), accepted(',')),
            },
            quotation_marks,
            own_marks: house.quotation_marks.is_some(),
            time: house.time.clone(),
            whole_day: regional.map(|r| r.clock == "24"),
            currency_first: house
                .currency_first
                .or_else(|| regional.map(|r| r.currency.starts_with("before"))),
            currency_gap: match row {
                Some(r) if !r.currency.ends_with("space") && r.currency == "after" => "",
                _ => "\u{a0}",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str) -> Conventions {
        Conventions::new(code.parse().expect("a locale"), &House::default())
    }

    #[test]
    fn every_row_is_read() {
        assert_eq!(locales().len(), LOCALES.lines().count() - 1);
        for code in locales().keys() {
            let row = &locales()[code];
            assert!(matches!(row.clock, "12" | "24"), "{code}: {}", row.clock);
            assert!(code.parse::<Locale>().is_ok(), "{code}");
            assert_ne!(row.decimal, row.group, "{code}");
        }
        for line in MARKS.lines().skip(1) {
            let code = line.split(',').next().unwrap_or_default();
            assert!(
                locales().contains_key(code),
                "{code}: not a locale of the table"
            );
        }
    }

    #[test]
    fn regions_differ() {
        assert_eq!(of("es").decimal, ',');
        assert_eq!(of("es-MX").decimal, '.');
        assert_eq!(of("es-AR").decimal, ',');
        assert_eq!(of("fr-CA").group, '\u{a0}');
        assert_eq!(of("fr-CA").currency_first, Some(false));
        assert_eq!(of("de-AT").currency_first, Some(true));
        assert_eq!(of("fr").currency_first, None);
        assert_eq!(of("en-GB").whole_day, Some(true));
        assert_eq!(of("en-US").whole_day, Some(false));
        // A region nobody knows writes as its language does.
        assert_eq!(of("fr-SN").decimal, of("fr").decimal);
        assert_eq!(of("fr-SN").maybe, of("fr").maybe);
    }

    #[test]
    fn italian_does_not_take_the_point_because_ticino_does() {
        assert_eq!(of("it").maybe, (false, true));
        assert_eq!(of("it-CH").decimal, '.');
        assert_eq!(of("de").maybe, (true, true));
    }
}
