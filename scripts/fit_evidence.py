#!/usr/bin/env python3
"""Fits glossaries/evidence-weights.csv: how much each feature of a pair of name words speaks for their being one name.

    cut -d, -f1-3 GOLD.csv | cargo run --release --example name_pairs -- DOCS > pairs.csv
    python3 scripts/fit_evidence.py pairs.csv GOLD.csv > glossaries/evidence-weights.csv

A third argument names pairs from articles written by people (`name_pairs CLEAN --candidates`), which all count as two names: they teach the
model what is common in clean copy.

GOLD.csv has the columns file,a,b,label; S is one name, every other label two. DOCS is the folder the files lie in. Needs numpy.

The model is a logistic regression with an L2 penalty on standardised features, fitted by Newton's method: no randomness, same input same output.
Thresholds come from cross-validation in which all translations of one article fall into the same part, so that a threshold is never set
on names the weights have seen. What was reached is printed to standard error.
"""
import csv
import sys

import numpy as np

PENALTY = 30.0
PARTS = 8
# Precision asked of a threshold: the level's floor with a margin, because a threshold set on a sample is optimistic.
WARNING, ERROR = 0.91, 0.98


def read(pairs_path, gold_path, clean_path=None):
    with open(gold_path, encoding="utf-8", newline="") as f:
        gold = {(r["file"], *sorted((r["a"], r["b"]))): r["label"] == "S" for r in csv.DictReader(f)}
    with open(pairs_path, encoding="utf-8", newline="") as f:
        rows = list(csv.reader(f))
    names = rows[0][3:]
    rows = [r for r in rows[1:] if (r[0], *sorted((r[1], r[2]))) in gold]
    features = np.array([[float(v) for v in r[3:]] for r in rows])
    labels = np.array([gold[r[0], *sorted((r[1], r[2]))] for r in rows], dtype=float)
    # "ru-en/paper.123__Engine.txt": the article is what stands before the engine.
    articles = [r[0].split("__")[0] for r in rows]
    if clean_path:
        with open(clean_path, encoding="utf-8", newline="") as f:
            clean = [r for r in csv.reader(f) if r[0] != "file"]
        features = np.vstack([features, np.array([[float(v) for v in r[3:]] for r in clean])])
        labels = np.append(labels, np.zeros(len(clean)))
        articles += [r[0] for r in clean]
    return names, features, labels, articles


def fit(features, labels):
    """Weights and bias on the raw scale of the features."""
    mean, spread = features.mean(axis=0), features.std(axis=0)
    spread[spread == 0] = 1.0
    x = np.hstack([(features - mean) / spread, np.ones((len(features), 1))])
    penalty = np.full(x.shape[1], PENALTY)
    penalty[-1] = 0.0
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - labels) + penalty * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-10:
            break
    weights = w[:-1] / spread
    return weights, w[-1] - (weights * mean).sum()


def probabilities(features, weights, bias):
    return 1 / (1 + np.exp(-(features @ weights + bias)))


def threshold(labels, scores, precision):
    """The lowest score from which on precision holds, and the recall there."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(labels[order])
    held = np.nonzero(right / np.arange(1, len(order) + 1) >= precision)[0]
    last = held[-1] if len(held) else 0
    return scores[order][last], right[last] / labels.sum()


def main(pairs_path, gold_path, clean_path=None):
    names, features, labels, articles = read(pairs_path, gold_path, clean_path)
    parts = {a: i % PARTS for i, a in enumerate(sorted(set(articles)))}
    part = np.array([parts[a] for a in articles])
    scores = np.zeros(len(labels))
    for k in range(PARTS):
        weights, bias = fit(features[part != k], labels[part != k])
        scores[part == k] = probabilities(features[part == k], weights, bias)
    weights, bias = fit(features, labels)
    print("feature,weight")
    print(f"bias,{bias:.4f}")
    for name, weight in zip(names, weights):
        print(f"{name},{weight:.4f}")
    for level, precision in (("warning", WARNING), ("error", ERROR)):
        at, recall = threshold(labels, scores, precision)
        print(f"threshold-{level},{at:.4f}")
        print(f"{level}: precision {precision} from {at:.3f} on, recall {recall:.3f} of {int(labels.sum())}", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
