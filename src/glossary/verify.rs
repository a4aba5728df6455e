//! What no glossary may say: clashes, chains, forms that can never be found.

use std::collections::BTreeMap;

use super::schema::{Kind, Row};
use crate::error::Error;
use crate::lang::{Lang, LangSet};
use crate::text::fold_form;

/// Checks rows that have been laid over one another; see [`load::overlay`](super::load::overlay).
///
/// - a row without a kind, or without any form;
/// - a **clash**: a variant or wrong rendering that is the house form of another concept in a language where it is reported;
/// - a **chain**: a variant of one concept that is a variant of another, so that two house forms would be suggested
///   (concepts told apart by `context` may share one);
/// - a form that folds to nothing, or that is accepted in every language in which it should be reported.
pub fn verify(rows: &[Row]) -> Vec<Error> {
    let mut errors = Vec::new();
    let mut accepted: BTreeMap<(Lang, String), Vec<usize>> = BTreeMap::new();
    let mut reported: BTreeMap<String, Vec<(usize, LangSet)>> = BTreeMap::new();
    for (i, row) in rows.iter().enumerate() {
        let forms = Lang::TARGETS
            .iter()
            .zip(&row.by_lang)
            .flat_map(|(lang, forms)| forms.iter().map(|form| (lang.code(), form)))
            .chain(row.variants.iter().map(|t| ("variants", &t.text)))
            .chain(row.avoid.iter().map(|t| ("avoid", &t.text)));
        if row.kind.is_none() {
            errors.push(fault(
                row,
                "kind",
                format!("{} has no kind", row.id),
                "fill in the kind column",
            ));
        }
        let mut any = false;
        for (column, form) in forms {
            any = true;
            if fold_form(form).is_empty() {
                errors.push(fault(
                    row,
                    column,
                    format!("{form:?} has no letter or digit and can never be found"),
                    "remove it",
                ));
            }
        }
        if !any {
            errors.push(fault(
                row,
                "en",
                format!("{} has no form in any language", row.id),
                "fill in a language column",
            ));
        }
        for (lang, forms) in Lang::TARGETS.into_iter().zip(&row.by_lang) {
            for form in forms {
                let holders = accepted.entry((lang, fold_form(form))).or_default();
                if !holders.contains(&i) {
                    holders.push(i);
                }
            }
        }
    }
    for (i, row) in rows.iter().enumerate() {
        for (column, tagged) in row
            .variants
            .iter()
            .map(|t| ("variants", t))
            .chain(row.avoid.iter().map(|t| ("avoid", t)))
        {
            let folded = fold_form(&tagged.text);
            let mut reachable = LangSet::NONE;
            for lang in tagged.applies.iter() {
                let column_of = Lang::TARGETS
                    .iter()
                    .position(|l| *l == lang)
                    .unwrap_or_default();
                let has_house = !row.by_lang[column_of].is_empty();
                if has_house && !row.by_lang[column_of].contains(&tagged.text) {
                    reachable.insert(lang);
                }
                let holders = accepted
                    .get(&(lang, folded.clone()))
                    .map_or(&[][..], Vec::as_slice);
                for &other in holders
                    .iter()
                    .filter(|&&o| o != i && row.context.is_empty() && rows[o].context.is_empty())
                {
                    errors.push(fault(
                        row,
                        column,
                        format!(
                            "{:?} of {} is an accepted form of {} in {} ({}:{})",
                            tagged.text,
                            row.id,
                            rows[other].id,
                            lang.name(),
                            rows[other].origin(lang.code()).file,
                            rows[other].origin(lang.code()).line
                        ),
                        "remove it, restrict it to other languages with a tag such as [fr], or fill in context",
                    ));
                }
            }
            // What an overlay accepts may have been a wrong form below it.
            if reachable.is_empty() && row.is_own(column) {
                errors.push(fault(
                    row,
                    column,
                    format!("{:?} of {} can never be reported", tagged.text, row.id),
                    "it is accepted in every language it is meant for, or that language has no house form: remove it or fill in the column",
                ));
            }
            reported
                .entry(folded)
                .or_default()
                .push((i, tagged.applies));
        }
    }
    for (form, uses) in &reported {
        for (n, (a, langs_a)) in uses.iter().enumerate() {
            for (b, langs_b) in &uses[n + 1..] {
                // One word for two persons of a family: each counts only beside its own full name.
                let family = [*a, *b].iter().all(|r| rows[*r].kind == Some(Kind::Person))
                    && !form.contains(' ');
                let apart = family || !rows[*a].context.is_empty() || !rows[*b].context.is_empty();
                if a == b || apart || langs_a.iter().all(|l| !langs_b.contains(l)) {
                    continue;
                }
                errors.push(fault(
                    &rows[*b],
                    "variants",
                    format!(
                        "{form:?} is reported for {} and for {} ({}:{})",
                        rows[*b].id,
                        rows[*a].id,
                        rows[*a].origin("variants").file,
                        rows[*a].origin("variants").line
                    ),
                    "leave it to one of them, or fill in context",
                ));
            }
        }
    }
    errors
}

fn fault(row: &Row, column: &str, problem: String, remedy: &str) -> Error {
    let origin = row.origin(column);
    Error::new(problem, remedy).at(&origin.file, origin.line, origin.place(column))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::load::read;

    fn faults(csv: &str) -> Vec<String> {
        verify(&read("g.csv", csv).expect("readable"))
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn clashes_and_chains_are_faults() {
        let clash = faults(
            "id,kind,en,variants\na,person,Ali Khamenei,\nb,person,Ruhollah Khomeini,Ali Khamenei\n",
        );
        assert!(
            clash
                .iter()
                .any(|e| e.contains("is an accepted form of a in English (g.csv:2)")),
            "{clash:?}"
        );
        let chain = faults("id,kind,en,variants\na,place,Foo,Fou\nb,place,Bar,Fou\n");
        assert!(
            chain
                .iter()
                .any(|e| e.contains("\"fou\" is reported for b and for a")),
            "{chain:?}"
        );
    }

    #[test]
    fn what_cannot_be_reported_is_a_fault() {
        let same = faults("id,kind,en,variants\na,place,Kyiv,Kyiv\n");
        assert!(same[0].contains("can never be reported"), "{same:?}");
        let other_language = faults("id,kind,en,variants\na,place,Kyiv,Kiew [fr]\n");
        assert!(
            other_language[0].contains("can never be reported"),
            "{other_language:?}"
        );
        assert!(faults("id,kind,en,variants\na,place,Kyiv,Kiev [old en]\n").is_empty());
    }
}
