//! Which name words of an article are spellings of one name.
//!
//! Candidates come from keys (never all pairs), a fitted model weighs spelling and evidence in two stages, and what it is sure of is joined.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use crate::lang::Lang;
use crate::names::evidence::{self, FEATURES, features, skeleton};
use crate::names::known_words::is_common;
use crate::names::lookalikes;
use crate::names::place_kinds;
use crate::names::words::NameWord;

static WEIGHTS: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/evidence-weights.csv"
));

/// Words that share a key more often than this say nothing by sharing it; it bounds the number of pairs, and so keeps the cost linear.
const LARGEST_BLOCK: usize = 16;

/// Two spellings of one name differ in length by no more bytes than this.
const LONGEST_DIFFERENCE: usize = 5;

/// Least similarity (Jaro-Winkler, of folded spellings) of words worth weighing.
const LEAST_ALIKE: f64 = 0.7;

/// Length in letters of words that also meet when they are within one letter of each other.
const SHORTEST_SHORT: usize = 4;
const LONGEST_SHORT: usize = 6;

/// Two words that may be one name.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Index of one word.
    pub a: usize,
    /// Index of the other; greater than `a`.
    pub b: usize,
    /// Probability that they are one name.
    pub probability: f64,
}

/// Pairs worth comparing, in order.
///
/// Keys are the consonant skeleton and what is left of it without any one of its consonants, so that words within one consonant of each
/// other meet (after the deletion neighbourhoods of Garbe's symmetric-delete search), and the first letters with the length.
pub fn candidates(words: &[NameWord], lang: Lang) -> Vec<(usize, usize)> {
    let mut blocks: HashMap<String, Vec<usize>> = HashMap::new();
    for (i, word) in words.iter().enumerate() {
        let mut keys: BTreeSet<String> = BTreeSet::new();
        let bones = skeleton(&word.folded);
        if bones.len() > 2 {
            let letters: Vec<char> = bones.chars().collect();
            for skip in 0..letters.len() {
                keys.insert(
                    letters
                        .iter()
                        .enumerate()
                        .filter(|(j, _)| *j != skip)
                        .map(|(_, c)| *c)
                        .collect(),
                );
            }
        }
        if (SHORTEST_SHORT..=LONGEST_SHORT).contains(&word.folded.len()) && word.folded.is_ascii() {
            // Short words have too few consonants to meet by: theirs are the letters themselves.
            for skip in 0..word.folded.len() {
                keys.insert(format!(
                    "-{}{}",
                    &word.folded[..skip],
                    &word.folded[skip + 1..]
                ));
            }
        }
        let start: String = word.folded.chars().take(4).collect();
        keys.insert(format!("={start}"));
        keys.insert(bones);
        for key in keys {
            blocks.entry(key).or_default().push(i);
        }
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let blocks: BTreeMap<String, Vec<usize>> = blocks.into_iter().collect();
    for block in blocks.values().filter(|b| b.len() <= LARGEST_BLOCK) {
        for (n, a) in block.iter().enumerate() {
            pairs.extend(block[n + 1..].iter().map(|b| (*a.min(b), *a.max(b))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs.retain(|(a, b)| comparable(&words[*a], &words[*b], lang));
    pairs
}

/// What no evidence can make one name: different concepts of the glossary, different numbers, two acronyms (`LAN`, `WLAN`), common English words (machine translation of
/// whatever language leaves `League` beside `Ligue`), words of one stem (a country and its people, a
/// plural, a compound), listed look-alikes, and what other rules report (accents, case, hyphens).
fn comparable(a: &NameWord, b: &NameWord, lang: Lang) -> bool {
    // Most pairs of a block differ in length alone; nothing that costs more is asked of them.
    if a.folded.len().abs_diff(b.folded.len()) > LONGEST_DIFFERENCE {
        return false;
    }
    // Cheap, and no pair that was one name had less than 0.73.
    if strsim::jaro_winkler(&a.folded, &b.folded) < LEAST_ALIKE {
        return false;
    }
    let digits = |s: &str| s.chars().filter(char::is_ascii_digit).collect::<String>();
    let joined = |s: &str| s.replace(' ', "");
    let known_apart = matches!((a.concept, b.concept), (Some(x), Some(y)) if x != y);
    let compound = |x: &str, y: &str| x.len() > y.len() && x.split(' ').any(|part| part == y);
    let one_stem = match ending(a, b) {
        Some("case-ending" | "slavic-family" | "nordic-ending") => lang == Lang::De,
        Some(_) => true,
        None => false,
    };
    // “Servant of”: what follows tells Abdul-Malik from Abdullah, and the fitted letters see the beginning.
    let servants = a.folded.starts_with("abd") && b.folded.starts_with("abd");
    !known_apart
        && (!servants || skeleton(&a.folded) == skeleton(&b.folded))
        && digits(&a.folded) == digits(&b.folded)
        && joined(&a.folded) != joined(&b.folded)
        && !one_stem
        && !(a.is_acronym() && b.is_acronym())
        && !(a.is_letter() && b.is_letter())
        && !a.is_compound_adjective()
        && !b.is_compound_adjective()
        && !place_kinds::are_two_kinds(&a.folded, &b.folded)
        && !compound(&a.folded, &b.folded)
        && !compound(&b.folded, &a.folded)
        && !(lang == Lang::De && german_noun_forms(&a.folded, &b.folded))
        && !(a.geographic && b.geographic)
        && !is_common(&a.folded)
        && !is_common(&b.folded)
        && !lookalikes::are_listed(&a.folded, &b.folded)
}

/// German capitalises nouns, and two forms of one noun (`Haus`, `Häuser`; `Werkvertrag`, `Werkverträge`) or two compounds with one member in
/// common are as alike as two spellings of a name: what differs at the end only, after a long common part, is left alone.
fn german_noun_forms(a: &str, b: &str) -> bool {
    const LONGEST_ENDING: usize = 4;
    const LEAST_STEM: usize = 4;
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let rest = a.chars().count().max(b.chars().count()) - common;
    common >= LEAST_STEM && (rest <= LONGEST_ENDING || common > rest)
}

/// Names of the two features that only the second stage has, in the order after [`FEATURES`].
const SECOND_STAGE: [&str; 2] = ["other-pairs", "pairs-sharing-a-word"];
/// From this probability on, a pair of the first stage counts in the second. The script that fits the weights has the same number.
const PLAUSIBLE: f64 = 0.3;

/// What spoke for and against, the strongest first: feature name and its contribution.
pub fn reasons(a: &NameWord, b: &NameWord) -> Vec<(&'static str, f64)> {
    let mut reasons: Vec<(&str, f64)> = FEATURES
        .iter()
        .zip(features(a, b).iter().zip(&model().second))
        .map(|(name, (f, w))| (*name, f * w))
        .collect();
    reasons.sort_by(|x, y| y.1.abs().total_cmp(&x.1.abs()));
    reasons
}

/// Two logistic regressions; `scripts/fit_evidence.py` says how they were fitted.
struct Model {
    first_bias: f64,
    first: Vec<f64>,
    second_bias: f64,
    /// Weights of [`FEATURES`], then of [`SECOND_STAGE`].
    second: Vec<f64>,
    /// Probability from which on words are joined.
    join: f64,
    /// Probability from which on a finding is an error.
    certain: f64,
}

fn model() -> &'static Model {
    static MODEL: LazyLock<Model> = LazyLock::new(|| {
        let rows: HashMap<&str, (f64, f64)> = WEIGHTS
            .lines()
            .skip(1)
            .filter_map(|line| {
                let mut cells = line.splitn(3, ',');
                let name = cells.next()?;
                Some((
                    name,
                    (
                        cells.next()?.parse().ok()?,
                        cells.next()?.trim().parse().ok()?,
                    ),
                ))
            })
            .collect();
        // A table without a row the code needs is a fault of the build; a test holds every name to be there.
        let row = |name: &str| rows.get(name).copied().unwrap_or_default();
        let names = || FEATURES.iter().chain(&SECOND_STAGE);
        Model {
            first_bias: row("bias").0,
            first: FEATURES.iter().map(|f| row(f).0).collect(),
            second_bias: row("bias").1,
            second: names().map(|f| row(f).1).collect(),
            join: row("threshold-warning").1,
            certain: row("threshold-error").1,
        }
    });
    &MODEL
}

fn logistic(bias: f64, weights: &[f64], features: impl Iterator<Item = f64>) -> f64 {
    let z = bias + features.zip(weights).map(|(f, w)| f * w).sum::<f64>();
    1.0 / (1.0 + (-z).exp())
}

/// The probability that two words are one name, by themselves.
fn alone(a: &NameWord, b: &NameWord) -> f64 {
    let model = model();
    logistic(model.first_bias, &model.first, features(a, b).into_iter())
}

/// The candidates of an article with their probabilities, each weighed with what the others look like.
///
/// An odd pair among many odd pairs is machine translation; alone it may be a slip, or two people.
pub fn weighed(words: &[NameWord], lang: Lang) -> Vec<Candidate> {
    let pairs = candidates(words, lang);
    let seen: Vec<_> = pairs
        .iter()
        .map(|(a, b)| features(&words[*a], &words[*b]))
        .collect();
    let model = model();
    let plausible: Vec<f64> = seen
        .iter()
        .map(|f| logistic(model.first_bias, &model.first, f.iter().copied()))
        .map(|p| if p > PLAUSIBLE { p } else { 0.0 })
        .collect();
    let all: f64 = plausible.iter().sum();
    let mut of_word = vec![0.0; words.len()];
    for ((a, b), p) in pairs.iter().zip(&plausible) {
        of_word[*a] += p;
        of_word[*b] += p;
    }
    pairs
        .iter()
        .zip(seen.iter().zip(&plausible))
        .map(|(&(a, b), (f, p))| {
            let rest =
                [all - p, of_word[a] + of_word[b] - 2.0 * p].map(|x: f64| x.max(0.0).ln_1p());
            Candidate {
                a,
                b,
                probability: logistic(
                    model.second_bias,
                    &model.second,
                    f.iter().copied().chain(rest),
                ),
            }
        })
        .collect()
}

/// Spellings of one name.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// Indices of the words, most frequent first, of equals the one that stands first.
    pub words: Vec<usize>,
    /// The lowest probability of the links that hold it together.
    pub probability: f64,
}

impl Cluster {
    /// Whether it is sure enough for an error.
    pub fn is_certain(&self) -> bool {
        self.probability >= model().certain
    }
}

/// Joins what the model is sure of.
///
/// Links are taken strongest first. A word joins a cluster only if the model does not think it apart from any word already in it: the chain
/// Kanda - Kanza - Ginza must not make one name of three.
pub fn clusters(words: &[NameWord], lang: Lang) -> Vec<Cluster> {
    const APART: f64 = 0.35;
    let mut links = weighed(words, lang);
    // German capitalises nouns, and two nouns look like two spellings more often than two names do.
    let join = if lang == Lang::De {
        model().certain
    } else {
        model().join
    };
    links.retain(|c| c.probability >= join);
    links.sort_by(|x, y| {
        y.probability
            .total_cmp(&x.probability)
            .then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    let mut of_word: HashMap<usize, usize> = HashMap::new();
    let mut groups: Vec<(Vec<usize>, f64)> = Vec::new();
    for Candidate {
        a,
        b,
        probability: p,
    } in links
    {
        let members = |i: usize| {
            of_word
                .get(&i)
                .map_or_else(|| vec![i], |g: &usize| groups[*g].0.clone())
        };
        let (of_a, of_b) = (members(a), members(b));
        if of_a.contains(&b) {
            continue;
        }
        let apart = of_a.iter().any(|x| {
            of_b.iter()
                .any(|y| (*x, *y) != (a, b) && alone(&words[*x], &words[*y]) < APART)
        });
        if apart {
            continue;
        }
        let mut joined = of_a;
        joined.extend(of_b);
        let least = [a, b]
            .iter()
            .filter_map(|i| of_word.get(i).map(|g| groups[*g].1))
            .fold(p, f64::min);
        for i in &joined {
            of_word.insert(*i, groups.len());
        }
        groups.push((joined, least));
    }
    let mut clusters: Vec<Cluster> = groups
        .into_iter()
        .enumerate()
        .filter(|(g, (members, _))| members.iter().all(|i| of_word.get(i) == Some(g)))
        .map(|(_, (mut members, probability))| {
            members.sort_by_key(|i| {
                (
                    std::cmp::Reverse(words[*i].places.len()),
                    words[*i].places[0].span,
                )
            });
            Cluster {
                words: members,
                probability,
            }
        })
        .collect();
    clusters.sort_by_key(|c| words[c.words[0]].places[0].span);
    clusters
}

/// The class of the endings in which two words differ, for the reason given.
pub fn ending(a: &NameWord, b: &NameWord) -> Option<&'static str> {
    let common = a
        .folded
        .chars()
        .zip(b.folded.chars())
        .take_while(|(x, y)| x == y)
        .count();
    evidence::ending_class(&a.folded, &b.folded, common)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_feature_has_a_weight() {
        let names: HashSet<&str> = WEIGHTS
            .lines()
            .skip(1)
            .filter_map(|l| l.split(',').next())
            .collect();
        for name in FEATURES.iter().chain(&SECOND_STAGE).chain(&[
            "bias",
            "threshold-warning",
            "threshold-error",
        ]) {
            assert!(
                names.contains(name),
                "evidence-weights.csv has no row {name}"
            );
        }
    }
}
