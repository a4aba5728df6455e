//! Which finding of one run is which finding of another: by fingerprint with counts, not by line.

use std::collections::BTreeMap;

use super::likeness::alike;

/// What tells a finding, or a row of a report, from the others of its article.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// Id of the rule.
    pub rule: &'a str,
    /// The text at the first place.
    pub text: &'a str,
    /// The fingerprint, when it is known for certain.
    pub fingerprint: Option<u64>,
    /// Line and column of the first place, in characters from 1.
    pub place: Option<(usize, usize)>,
}

/// For every new item the old one that it is, if any. An old item is given to one new item only: the same fingerprint twice covers two.
///
/// Of several with one fingerprint, those at the same place belong together, then the first to the first. A row whose fingerprint a spreadsheet
/// has spoilt is matched by rule and text instead.
///
/// ```
/// use wirelint::review::pairing::{Item, pair};
/// let item = |line| Item { rule: "name/exonym", text: "Alger", fingerprint: Some(7), place: Some((line, 1)) };
/// assert_eq!(pair(&[item(1), item(5)], &[item(2), item(5), item(9)]), [Some(0), Some(1), None]);
/// ```
pub fn pair(old: &[Item<'_>], new: &[Item<'_>]) -> Vec<Option<usize>> {
    let mut pairs = vec![None; new.len()];
    let mut free: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let mut spoilt: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, item) in old.iter().enumerate() {
        match item.fingerprint {
            Some(print) => free.entry(print).or_default().push(i),
            None => spoilt.entry(item.rule).or_default().push(i),
        }
    }
    for same_place in [true, false] {
        for (n, item) in new.iter().enumerate() {
            if pairs[n].is_some() {
                continue;
            }
            let fits = |i: &usize| !same_place || old[*i].place == item.place;
            let known = item.fingerprint.and_then(|p| free.get_mut(&p));
            pairs[n] = known.and_then(|waiting| take(waiting, fits));
        }
    }
    for same_place in [true, false] {
        for (n, item) in new.iter().enumerate() {
            if pairs[n].is_some() {
                continue;
            }
            if let Some(waiting) = spoilt.get_mut(item.rule) {
                pairs[n] = take(waiting, |i| {
                    (!same_place || old[*i].place == item.place) && alike(old[*i].text, item.text)
                });
            }
        }
    }
    // The new side may be a report that came back, too.
    let taken: std::collections::BTreeSet<usize> = pairs.iter().flatten().copied().collect();
    let mut left: Vec<usize> = (0..old.len()).filter(|i| !taken.contains(i)).collect();
    for (n, item) in new.iter().enumerate() {
        if pairs[n].is_none() && item.fingerprint.is_none() {
            pairs[n] = take(&mut left, |i| {
                old[*i].rule == item.rule && alike(item.text, old[*i].text)
            });
        }
    }
    pairs
}

fn take(waiting: &mut Vec<usize>, fits: impl FnMut(&usize) -> bool) -> Option<usize> {
    let at = waiting.iter().position(fits)?;
    Some(waiting.remove(at))
}

/// The file, of those that are gone, whose findings a new file has: it was renamed. At least half of the findings of the smaller side must
/// be the same, since a common wrong name alone makes no two articles one.
pub fn renamed<'a>(
    gone: impl IntoIterator<Item = (&'a str, Vec<Item<'a>>)>,
    new: &[Item<'_>],
) -> Option<&'a str> {
    let mut best: Option<(usize, &str)> = None;
    for (file, old) in gone {
        let common = pair(&old, new).iter().flatten().count();
        if common > 0
            && common * 2 >= old.len().min(new.len())
            && best.is_none_or(|(most, _)| common > most)
        {
            best = Some((common, file));
        }
    }
    best.map(|(_, file)| file)
}
