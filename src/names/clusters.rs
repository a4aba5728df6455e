//! Which name words of an article are spellings of one name.
//!
//! Candidates come from keys (never all pairs), a fitted logistic model weighs spelling and evidence, and what it is sure of is joined.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use crate::names::evidence::{self, FEATURES, features, skeleton};
use crate::names::words::NameWord;

static WEIGHTS: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/evidence-weights.csv"
));

/// Words that share a key more often than this say nothing by sharing it; it bounds the number of pairs, and so keeps the cost linear.
const LARGEST_BLOCK: usize = 24;

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
pub fn candidates(words: &[NameWord]) -> Vec<(usize, usize)> {
    let mut blocks: HashMap<String, Vec<usize>> = HashMap::new();
    for (i, word) in words.iter().enumerate() {
        let mut keys: HashSet<String> = HashSet::new();
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
    pairs.retain(|(a, b)| comparable(&words[*a], &words[*b]));
    pairs
}

/// What no evidence can make one name: different concepts of the glossary, different numbers, and what other rules report (accents, case,
/// hyphens).
fn comparable(a: &NameWord, b: &NameWord) -> bool {
    let digits = |s: &str| s.chars().filter(char::is_ascii_digit).collect::<String>();
    let joined = |s: &str| s.replace(' ', "");
    let known_apart = matches!((a.concept, b.concept), (Some(x), Some(y)) if x != y);
    !known_apart && digits(&a.folded) == digits(&b.folded) && joined(&a.folded) != joined(&b.folded)
}

/// The probability that two words are one name.
pub fn probability(a: &NameWord, b: &NameWord) -> f64 {
    let model = model();
    let z: f64 = model.bias
        + features(a, b)
            .iter()
            .zip(&model.weights)
            .map(|(f, w)| f * w)
            .sum::<f64>();
    1.0 / (1.0 + (-z).exp())
}

/// What spoke for and against, the strongest first: feature name and its contribution.
pub fn reasons(a: &NameWord, b: &NameWord) -> Vec<(&'static str, f64)> {
    let mut reasons: Vec<(&str, f64)> = FEATURES
        .iter()
        .zip(features(a, b).iter().zip(&model().weights))
        .map(|(name, (f, w))| (*name, f * w))
        .collect();
    reasons.sort_by(|x, y| y.1.abs().total_cmp(&x.1.abs()));
    reasons
}

struct Model {
    bias: f64,
    weights: Vec<f64>,
    /// Probability from which on words are joined.
    join: f64,
    /// Probability from which on a finding is an error.
    certain: f64,
}

fn model() -> &'static Model {
    static MODEL: LazyLock<Model> = LazyLock::new(|| {
        let rows: HashMap<&str, f64> = WEIGHTS
            .lines()
            .skip(1)
            .filter_map(|line| {
                let (name, weight) = line.split_once(',')?;
                Some((name, weight.trim().parse().ok()?))
            })
            .collect();
        let row = |name: &str| rows.get(name).copied().unwrap_or_default();
        Model {
            bias: row("bias"),
            weights: FEATURES.iter().map(|f| row(f)).collect(),
            join: row("threshold-warning"),
            certain: row("threshold-error"),
        }
    });
    &MODEL
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
pub fn clusters(words: &[NameWord]) -> Vec<Cluster> {
    const APART: f64 = 0.35;
    let mut links: Vec<Candidate> = candidates(words)
        .into_iter()
        .map(|(a, b)| Candidate {
            a,
            b,
            probability: probability(&words[a], &words[b]),
        })
        .filter(|c| c.probability >= model().join)
        .collect();
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
                .any(|y| (*x, *y) != (a, b) && probability(&words[*x], &words[*y]) < APART)
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
