//! `artifact/placeholder`: slots that were never filled and tokens of translation models.

use std::sync::LazyLock;

use crate::finding::Applicability;
use crate::mqm::Category;
use crate::rules::article::Article;
use crate::rules::{Report, Rule, RuleMeta};
use crate::severity::{MqmSeverity, Severity};
use crate::span::Span;

/// See [`META`].
pub struct Placeholder;

static META: RuleMeta = RuleMeta {
    id: "artifact/placeholder",
    what: "a slot, masked name or token of the translation machine left in the text.",
    why: "What should stand in its place is missing, often a name or a number.",
    bad: "Minister {name} met the delegation on Monday.",
    good: "Minister Amari met the delegation on Monday.",
    severity: Severity::Error,
    category: Category::Markup,
    mqm_severity: MqmSeverity::Critical,
    targets: None,
    sources: None,
    skips: &[],
    data: &["machine-tokens.csv"],
    fix: Applicability::None,
    mutes: &[
        "artifact/stray-punctuation",
        "artifact/broken-sentence",
        "name/",
    ],
};

/// Rows `kind,form,note`; no cell holds a comma or a quote (tested).
static TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/machine-tokens.csv"
));

/// Longest name in a slot, in bytes.
const LONGEST_NAME: usize = 40;

/// Rows of one kind: form and note.
pub(super) fn forms(kind: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.lines().skip(1).filter_map(move |line| {
        let mut cells = line.splitn(3, ',');
        (cells.next()? == kind).then_some((cells.next()?, cells.next()?))
    })
}

/// Literals by their first byte.
struct Literals([Vec<(&'static str, &'static str)>; 256]);

fn literals() -> &'static Literals {
    static LITERALS: LazyLock<Literals> = LazyLock::new(|| {
        let mut all = Literals(std::array::from_fn(|_| Vec::new()));
        for (form, note) in forms("literal") {
            all.0[usize::from(form.as_bytes()[0])].push((form, note));
        }
        all
    });
    &LITERALS
}

const SLOT: &str = "a slot that was never filled";

impl Rule for Placeholder {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, article: &Article<'_>, report: &mut Report<'_>) {
        let literals = literals();
        let prose = article.prose;
        let bytes = prose.as_bytes();
        let mut skip_to = 0;
        for (at, byte) in bytes.iter().enumerate() {
            if at < skip_to {
                continue;
            }
            let literal = literals.0[usize::from(*byte)]
                .iter()
                .find(|(form, _)| bytes[at..].starts_with(form.as_bytes()))
                .map(|(form, note)| (Span::new(at, at + form.len()), *note));
            let hit = literal.or_else(|| match byte {
                b'{' => Some((braces(bytes, at)?, SLOT)),
                b'%' => Some((percent(bytes, at)?, SLOT)),
                b'[' => Some((double_brackets(bytes, at)?, SLOT)),
                b'<' => angle(bytes, at),
                b'_' => underscores(bytes, at),
                b'@' => Some((subword(bytes, at)?, "a token of the translation model")),
                _ => None,
            });
            if let Some((span, note)) = hit {
                report.at(vec![span], format!("“{}” is {note}", article.slice(span)));
                skip_to = span.end;
            }
        }
        for block in &article.document.blocks {
            let text = article.slice(block.span);
            if let Some((form, note)) = forms("block").find(|(form, _)| *form == text) {
                report.at(vec![block.span], format!("“{form}” is {note}"));
            }
        }
    }
}

/// How many bytes from `at` on are accepted.
fn run(bytes: &[u8], at: usize, accepts: impl Fn(u8) -> bool) -> usize {
    bytes[at.min(bytes.len())..]
        .iter()
        .take(LONGEST_NAME)
        .take_while(|b| accepts(**b))
        .count()
}

fn is(bytes: &[u8], at: usize, wanted: &[u8]) -> bool {
    bytes.get(at..).is_some_and(|rest| rest.starts_with(wanted))
}

/// Whether the byte before `at` belongs to a word; every byte of a non-ASCII character counts.
fn follows_word(bytes: &[u8], at: usize) -> bool {
    at > 0 && is_word(bytes[at - 1])
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-')
}

/// `{name}`, `{0}`, `{{ name }}`, `${name}`.
fn braces(bytes: &[u8], at: usize) -> Option<Span> {
    let double = is(bytes, at, b"{{");
    let mut i = at + 1 + usize::from(double);
    i += run(bytes, i, |b| b == b' ');
    let name = run(bytes, i, is_name);
    if name == 0 {
        return None;
    }
    i += name;
    i += run(bytes, i, |b| b == b' ');
    let close: &[u8] = if double { b"}}" } else { b"}" };
    let sigil = usize::from(at > 0 && matches!(bytes[at - 1], b'$' | b'%' | b'#'));
    is(bytes, i, close).then(|| Span::new(at - sigil, i + close.len()))
}

/// `%s`, `%1$s`, `%(name)s`, but neither `5 %d’intérêts` nor the escapes of an address.
fn percent(bytes: &[u8], at: usize) -> Option<Span> {
    if follows_word(bytes, at) || (at > 0 && matches!(bytes[at - 1], b'/' | b'=' | b'%' | b'&')) {
        return None;
    }
    let mut i = at + 1;
    let digits = run(bytes, i, |b| b.is_ascii_digit());
    if digits > 0 && is(bytes, i + digits, b"$") {
        i += digits + 1;
    } else if is(bytes, i, b"(") {
        let name = run(bytes, i + 1, is_name);
        if name == 0 || !is(bytes, i + 1 + name, b")") {
            return None;
        }
        i += name + 2;
    } else {
        let number_before =
            at > 1 && !bytes[at - 1].is_ascii_graphic() && bytes[at - 2].is_ascii_digit();
        if digits > 0 || number_before {
            return None;
        }
    }
    let conversion = bytes
        .get(i)
        .is_some_and(|b| matches!(b, b's' | b'd' | b'i' | b'f' | b'u' | b'@'));
    let ends = bytes
        .get(i + 1)
        .is_none_or(|b| !is_word(*b) && !matches!(b, b'\'' | b'%'));
    (conversion && ends).then(|| Span::new(at, i + 1))
}

/// `[[0]]`, `[[NAME]]`.
fn double_brackets(bytes: &[u8], at: usize) -> Option<Span> {
    if !is(bytes, at, b"[[") {
        return None;
    }
    let name = run(bytes, at + 2, is_name);
    (name > 0 && is(bytes, at + 2 + name, b"]]")).then(|| Span::new(at, at + name + 4))
}

/// `<|endoftext|>`, `<extra_id_0>`, `<x id="1"/>`, `</g>`, `<t1>`, `<2en>`.
fn angle(bytes: &[u8], at: usize) -> Option<(Span, &'static str)> {
    const TOKEN: &str = "a token of the translation model";
    let closing = usize::from(is(bytes, at + 1, b"/"));
    let start = at + 1 + closing;
    if is(bytes, start, b"|") {
        let name = run(bytes, start + 1, is_name);
        return (name > 0 && is(bytes, start + 1 + name, b"|>"))
            .then(|| (Span::new(at, start + name + 3), TOKEN));
    }
    let length = run(bytes, start, is_name);
    let name = bytes.get(start..start + length).filter(|n| !n.is_empty())?;
    let end = start + length;
    let slash = usize::from(is(bytes, end, b"/"));
    if is(bytes, end + slash, b">") {
        let span = Span::new(at, end + slash + 1);
        let letters = name.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let digits = name[letters..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count();
        let heading = letters == 1 && matches!(name[0], b'h' | b'H');
        // `<t1>`, `<ph3/>`; `<2en>`; `<extra_id_0>`.
        if letters > 0 && digits > 0 && letters + digits == length && !heading {
            return Some((span, "a tag of a translation file"));
        }
        if name.starts_with(b"extra_id_")
            || (name[0] == b'2'
                && (3..=4).contains(&length)
                && name[1..].iter().all(u8::is_ascii_lowercase))
        {
            return Some((span, TOKEN));
        }
    }
    let (_, note) = forms("inline").find(|(form, _)| form.as_bytes() == name)?;
    if closing == 1 && is(bytes, end, b">") {
        return Some((Span::new(at, end + 1), note));
    }
    let space = run(bytes, end, |b| b == b' ');
    let attribute = [&b"id="[..], b"i=", b"x=", b"mid=", b"ctype=", b"type="]
        .iter()
        .any(|a| is(bytes, end + space, a));
    let close = bytes[end..]
        .iter()
        .take(4 * LONGEST_NAME)
        .position(|b| *b == b'>')?;
    (space > 0 && attribute).then(|| (Span::new(at, end + close + 1), note))
}

/// `TAG_3`, `__NUM__`.
fn underscores(bytes: &[u8], at: usize) -> Option<(Span, &'static str)> {
    const MASK: &str = "a masked name or number";
    if is(bytes, at, b"__") && !follows_word(bytes, at) {
        let name = run(bytes, at + 2, |b| {
            b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_'
        });
        let inside = &bytes[at + 2..at + 2 + name];
        let letters = inside.iter().filter(|b| b.is_ascii_uppercase()).count();
        let whole = letters > 1
            && inside.ends_with(b"__")
            && bytes.get(at + 2 + name).is_none_or(|b| !is_word(*b));
        return whole.then(|| (Span::new(at, at + 2 + name), MASK));
    }
    let digits = run(bytes, at + 1, |b| b.is_ascii_digit());
    let capitals = bytes[..at]
        .iter()
        .rev()
        .take(LONGEST_NAME)
        .take_while(|b| b.is_ascii_uppercase())
        .count();
    let (start, end) = (at - capitals, at + 1 + digits);
    if digits == 0 || follows_word(bytes, start) || bytes.get(end).is_some_and(|b| is_word(*b)) {
        return None;
    }
    let (_, note) = forms("counter").find(|(form, _)| form.as_bytes() == &bytes[start..at])?;
    Some((Span::new(start, end), note))
}

/// `Bagh@@ dad`: the joint of two pieces of a word.
fn subword(bytes: &[u8], at: usize) -> Option<Span> {
    (is(bytes, at, b"@@ ") && follows_word(bytes, at)).then(|| Span::new(at, at + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_well_formed() {
        for (i, line) in TABLE.lines().enumerate().skip(1) {
            let cells: Vec<_> = line.split(',').collect();
            assert_eq!(cells.len(), 3, "line {}", i + 1);
            assert!(
                matches!(cells[0], "literal" | "block" | "counter" | "inline" | "tag"),
                "line {}",
                i + 1
            );
            assert!(
                !cells[1].is_empty() && !line.contains('"'),
                "line {}",
                i + 1
            );
        }
    }

    #[test]
    fn scanners_stop_at_the_end_of_the_text() {
        for text in [
            "{", "{{", "{a", "%", "%1", "%1$", "%(", "%(a", "[", "[[", "[[a", "<", "</", "<|",
            "<|a", "<x id", "_", "__", "__A", "TAG_", "@", "@@",
        ] {
            let bytes = text.as_bytes();
            for at in 0..bytes.len() {
                let _ = (
                    braces(bytes, at),
                    percent(bytes, at),
                    double_brackets(bytes, at),
                    angle(bytes, at),
                    underscores(bytes, at),
                    subword(bytes, at),
                );
            }
        }
    }
}
