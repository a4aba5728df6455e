#!/usr/bin/env python3
"""Fits glossaries/evidence-weights.csv: how much each feature of a pair of name words speaks for their being one name.

    cut -d, -f1-3 GOLD.csv | cargo run --release --example name_pairs -- DOCS --candidates > pairs.csv
    (echo file,a,b; cd CLEAN; ls */*.txt | sed 's/$/,,/') | cargo run --release --example name_pairs -- CLEAN --candidates > clean.csv
    python3 scripts/fit_evidence.py pairs.csv GOLD.csv clean.csv SLIPS.csv > glossaries/evidence-weights.csv

GOLD.csv has the columns file,a,b,label; S is one name, every other label two. DOCS is the folder its files lie in, CLEAN one of articles written
by people, whose pairs all count as two names: they teach the model what is common in clean copy. SLIPS.csv (file,a,b) has the exceptions: pairs of
the clean articles that somebody has read and found to be one name spelt two ways. They are left out of the fit and not counted as false. Needs numpy.

Two logistic regressions with an L2 penalty on standardised features, fitted by Newton's method: no randomness, same input same output. The
first sees a pair alone. The second also sees what the first made of the rest of the article: an odd pair among many odd pairs is machine
translation, alone it may be a slip or two people.

Thresholds come from cross-validation in which all translations of one article fall into the same part, so that none is set on names the
weights have seen. What was reached is printed to standard error.
"""
import collections
import csv
import sys

import numpy as np

PENALTY = 30.0
PARTS = 8
CLEAN_WEIGHT = 0.3
# From this probability on, the first stage's pair counts in the second.
PLAUSIBLE = 0.3
# Precision asked of a threshold: the level's floor with a margin, because a threshold set on a sample is optimistic; and the most false pairs
# of clean articles above it.
LEVELS = {"warning": (0.91, 8), "error": (0.985, 1)}


def read_pairs(path):
    with open(path, encoding="utf-8", newline="") as f:
        rows = list(csv.reader(f))
    return rows[0][3:], rows[1:]


def fit(features, labels, weights):
    """Weights and bias on the raw scale of the features."""
    mean, spread = features.mean(axis=0), features.std(axis=0)
    spread[spread == 0] = 1.0
    x = np.hstack([(features - mean) / spread, np.ones((len(features), 1))])
    penalty = np.full(x.shape[1], PENALTY)
    penalty[-1] = 0.0
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (weights * (p - labels)) + penalty * w
        hessian = (x * (weights * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-10:
            break
    raw = w[:-1] / spread
    return raw, w[-1] - (raw * mean).sum()


def probabilities(features, weights, bias):
    return 1 / (1 + np.exp(-(features @ weights + bias)))


def cross_validated(features, labels, weights, part):
    scores = np.zeros(len(labels))
    for k in range(PARTS):
        seen = (part != k) & (weights > 0)
        model = fit(features[seen], labels[seen], weights[seen])
        scores[part == k] = probabilities(features[part == k], *model)
    return scores


def second_features(rows, features, first):
    """What the first stage made of the article's other pairs, and of those that share a word with this one."""
    plausible = np.where(first > PLAUSIBLE, first, 0.0)
    by_file, by_word = collections.Counter(), collections.Counter()
    for (file, a, b, *_), p in zip(rows, plausible):
        by_file[file] += p
        by_word[file, a] += p
        by_word[file, b] += p
    others = np.array([by_file[r[0]] - p for r, p in zip(rows, plausible)])
    sharing = np.array([by_word[r[0], r[1]] + by_word[r[0], r[2]] - 2 * p for r, p in zip(rows, plausible)])
    extra = np.log1p(np.maximum(np.column_stack([others, sharing]), 0.0))
    return np.hstack([features, extra])


def threshold(labels, scores, clean_scores, precision, clean_most):
    """The lowest score from which on precision holds and few clean pairs are found; the recall there."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(labels[order])
    precise = right / np.arange(1, len(order) + 1) >= precision
    quiet = np.array([(clean_scores >= s).sum() <= clean_most for s in scores[order]])
    held = np.nonzero(precise & quiet)[0]
    last = held[-1] if len(held) else 0
    return scores[order][last], right[last] / labels.sum()


def main(pairs_path, gold_path, clean_path, slips_path):
    with open(gold_path, encoding="utf-8", newline="") as f:
        gold = {(r["file"], *sorted((r["a"], r["b"]))): r["label"] == "S" for r in csv.DictReader(f)}
    with open(slips_path, encoding="utf-8", newline="") as f:
        slips = {(r["file"], *sorted((r["a"], r["b"]))) for r in csv.DictReader(f)}
    names, pairs = read_pairs(pairs_path)
    clean = [r for r in read_pairs(clean_path)[1] if (r[0], *sorted(r[1:3])) not in slips]
    rows = pairs + clean
    features = np.array([[float(v) for v in r[3:]] for r in rows])
    is_clean = np.arange(len(rows)) >= len(pairs)
    labels = np.array([float(not c and gold.get((r[0], *sorted(r[1:3])), False)) for r, c in zip(rows, is_clean)])
    labelled = np.array([not c and (r[0], *sorted(r[1:3])) in gold for r, c in zip(rows, is_clean)])
    weights = np.where(is_clean, CLEAN_WEIGHT, labelled.astype(float))
    # "ru-en/paper.123__Engine.txt": the article is what stands before the engine.
    articles = [r[0].split("__")[0] for r in rows]
    number = {a: i % PARTS for i, a in enumerate(sorted(set(articles)))}
    part = np.array([number[a] for a in articles])

    first = cross_validated(features, labels, weights, part)
    scores = cross_validated(second_features(rows, features, first), labels, weights, part)

    seen = weights > 0
    first_model = fit(features[seen], labels[seen], weights[seen])
    both = second_features(rows, features, probabilities(features, *first_model))
    second_model = fit(both[seen], labels[seen], weights[seen])
    print("feature,first,second")
    print(f"bias,{first_model[1]:.4f},{second_model[1]:.4f}")
    for i, name in enumerate([*names, "other-pairs", "pairs-sharing-a-word"]):
        one = f"{first_model[0][i]:.4f}" if i < len(names) else "0"
        print(f"{name},{one},{second_model[0][i]:.4f}")
    for level, (precision, clean_most) in LEVELS.items():
        at, recall = threshold(labels[labelled], scores[labelled], scores[is_clean], precision, clean_most)
        print(f"threshold-{level},0,{at:.4f}")
        of = int(labels.sum())
        print(f"{level}: from {at:.3f} on, precision {precision} and recall {recall:.3f} of {of} candidates that are one name", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
