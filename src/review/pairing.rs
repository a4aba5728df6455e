//! Which finding of one run is which finding of another: by fingerprint with counts, not by line.

use std::collections::{BTreeMap, BTreeSet};

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
    let taken: BTreeSet<usize> = pairs.iter().flatten().copied().collect();
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

/// Files of an earlier report that are no longer there: any of them may have been renamed.
#[derive(Clone, Debug, Default)]
pub struct Vanished {
    /// How many findings each file had.
    files: BTreeMap<String, usize>,
    /// How often each file had each fingerprint.
    prints: BTreeMap<u64, BTreeMap<String, usize>>,
}

impl Vanished {
    /// Adds a file with its findings.
    pub fn add(&mut self, file: &str, items: &[Item<'_>]) {
        self.files.insert(file.to_owned(), items.len());
        for print in items.iter().filter_map(|i| i.fingerprint) {
            let files = self.prints.entry(print).or_default();
            *files.entry(file.to_owned()).or_default() += 1;
        }
    }

    /// The files that no new file was found to be.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Whether a file is among them.
    pub fn has(&self, file: &str) -> bool {
        self.files.contains_key(file)
    }

    /// The file that a new file with these findings was before, which is given to one new file only. At least half of the findings of the smaller
    /// side must be the same, since a common wrong name alone makes no two articles one.
    pub fn claim(&mut self, new: &[Item<'_>]) -> Option<String> {
        let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
        for print in new.iter().filter_map(|i| i.fingerprint) {
            *counts.entry(print).or_default() += 1;
        }
        let mut best: Option<(usize, &str)> = None;
        for file in self.candidates(counts.keys()) {
            let shared: usize = counts
                .iter()
                .filter_map(|(print, count)| Some(*self.prints.get(print)?.get(file)?.min(count)))
                .sum();
            let smaller = self.files.get(file).map_or(0, |old| *old.min(&new.len()));
            if shared * 2 >= smaller && best.is_none_or(|(most, _)| shared > most) {
                best = Some((shared, file));
            }
        }
        let file = best?.1.to_owned();
        self.files.remove(&file);
        for print in counts.keys() {
            if let Some(files) = self.prints.get_mut(print) {
                files.remove(&file);
            }
        }
        Some(file)
    }

    /// Files that have one of these fingerprints. A name that is wrong in every article tells nothing, so fingerprints of many files are
    /// asked only where there are no others, and not for all of those files.
    fn candidates<'p>(&self, prints: impl Iterator<Item = &'p u64>) -> BTreeSet<&str> {
        const MANY: usize = 64;
        let mut lists: Vec<&BTreeMap<String, usize>> =
            prints.filter_map(|p| self.prints.get(p)).collect();
        lists.sort_by_key(|files| files.len());
        let mut candidates = BTreeSet::new();
        for files in lists {
            if files.len() > MANY && !candidates.is_empty() {
                break;
            }
            let there = files.keys().filter(|f| self.files.contains_key(*f));
            candidates.extend(there.take(MANY).map(String::as_str));
        }
        candidates
    }
}
