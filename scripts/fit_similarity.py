#!/usr/bin/env python3
"""Fits glossaries/similarity.csv: what each difference between two romanised spellings says about their being one name.

    python3 scripts/fit_similarity.py PAIRS.csv > glossaries/similarity.csv
    python3 scripts/fit_similarity.py PAIRS.csv --cv            # grouped five-fold cross-validation, figures only
    python3 scripts/fit_similarity.py PAIRS.csv --scores A.csv  # scores of the columns a,b of A.csv by the table fitted on PAIRS.csv

PAIRS.csv has the columns same,a,b,native: 1 and two spellings of one word, or 0 and spellings of two words (native `X|Y`).
Python 3.11 and numpy; the same output on every run. The table holds letters, counts and weights, no names.

Two spellings are cut into graphemes and aligned at least cost (DELETE, SUBSTITUTE below, in twentieths). The alignment gives
consonants matched, changed or dropped, and what stands between them: slots of vowels, y, w and apostrophes. Differences are features,
and a logistic regression with a quadratic penalty weighs them. src/romanisation/similarity does the same at run time: change both or neither.
"""
import argparse
import collections
import csv
import functools
import math
import pathlib
import random
import re
import sys
import unicodedata

import numpy as np

LETTERS = dict(zip("ışșçğẖḫġṯḏǧščžøæœßłðþđñħə", "i sh sh ch gh kh kh gh th dh j sh ch zh o ae oe ss l dh th d ny h a".split()))
APOSTROPHES = "ʿʾ’ʼ`‘'ʻ´ʽ′"
GRAPHEMES = "dsch shch tch dch sch ch sh kh gh th dh dj zh ph ts tz ck qu rh".split()
NEAR = [set(g.split()) for g in ("k q c ck qu x kh g gh ch h", "g gh j dj h k q", "s c z ts tz th sh ch x", "sh ch s sch tch j dj zh",
                                 "d dh z th t j", "t th d s ts", "b p v", "v f w ph b", "m n")]
LEXICON = pathlib.Path(__file__).parent.parent / "glossaries/arabic-names.csv"
VOWELS = set("aeiouyw'")
PENALTY = 1.0     # of a squared weight, against the loss of one pair
LEAST = 3         # pairs in which a feature must occur
FOLDS = 5


def fold(s):
    s = unicodedata.normalize("NFC", s.lower())
    s = "".join("'" if c in APOSTROPHES else LETTERS.get(c, c) for c in s)
    s = "".join(c for c in unicodedata.normalize("NFKD", s) if not unicodedata.combining(c))
    return "".join(c for c in s if c.isalpha() or c == "'")


def graphemes(s):
    """Pairs (grapheme, doubled)."""
    out, i = [], 0
    while i < len(s):
        if s[i] in VOWELS:
            out.append((s[i], False))
            i += 1
            continue
        g = next((g for g in GRAPHEMES if s.startswith(g, i)), s[i])
        i += len(g)
        twice = s.startswith(g, i)
        if twice:
            i += len(g)
        if out and len(g) == 2 and g[1] == "h" and not twice and out[-1] == (g[0], False):
            out.pop()       # ssh, tth, kkh
            twice = True
        out.append((g, twice))
    return out


def near(a, b):
    return any(a in g and b in g for g in NEAR)


def substitute(x, y):
    (a, da), (b, db) = x, y
    if a == b:
        return 0 if da == db else 4
    va, vb = a in VOWELS, b in VOWELS
    if va and vb:
        return 16 if "'" in (a, b) else 10
    if va != vb:
        k = {a, b}
        return 12 if k in ({"w", "v"}, {"u", "v"}) else 18 if k in ({"y", "j"}, {"i", "j"}, {"w", "b"}) else 60
    return 18 if near(a, b) else 32


def delete(x):
    a = x[0]
    return 4 if a == "'" else 9 if a in VOWELS else 14 if a == "h" else 26


def align(x, y):
    n, m = len(x), len(y)
    cost = [[0] * (m + 1) for _ in range(n + 1)]
    back = [[0] * (m + 1) for _ in range(n + 1)]
    for i in range(n + 1):
        for j in range(m + 1):
            if not i and not j:
                continue
            best = (10 ** 9, 0)
            if i and j:
                best = min(best, (cost[i - 1][j - 1] + substitute(x[i - 1], y[j - 1]), 0))
            if i:
                best = min(best, (cost[i - 1][j] + delete(x[i - 1]), 1))
            if j:
                best = min(best, (cost[i][j - 1] + delete(y[j - 1]), 2))
            cost[i][j], back[i][j] = best
    ops, i, j = [], n, m
    none = ("", False)
    while i or j:
        k = back[i][j]
        i -= k != 2
        j -= k != 1
        ops.append((x[i] if k != 2 else none, y[j] if k != 1 else none))
    return ops[::-1]


def slots(ops):
    """Vowel slots and consonants, in turn, slots first and last."""
    out, va, vb = [], "", ""
    for a, b in ops:
        if all(g == "" or g in VOWELS for g, _ in (a, b)):
            va += a[0]
            vb += b[0]
        else:
            out += [(va, vb), (a, b)]
            va = vb = ""
    return out + [(va, vb)]


def canonical(v):
    v = v.replace("'", "").replace("y", "i").replace("w", "u").replace("ou", "u").replace("oo", "u").replace("ee", "i")
    return re.sub(r"(.)\1+", r"\1", v)


def features(a, b):
    """Counter of (family, where, a, b) for two folded spellings."""
    if a > b:
        a, b = b, a
    parts = slots(align(graphemes(a), graphemes(b)))
    last = len(parts) - 1
    f = collections.Counter()
    matched = changed = vowels = edits = 0
    fills = [False, False]
    single = []

    def add(family, where="", x="", z=""):
        f[(family, where) + ((x, z) if x <= z else (z, x))] += 1

    for k, (u, v) in enumerate(parts):
        if k % 2:
            where = "first" if k == 1 and parts[0] == ("", "") else "last" if k == last - 1 and parts[-1] == ("", "") else "inside"
            (u, du), (v, dv) = u, v
            if u == v:
                matched += 1
                if du != dv:
                    add("double", where)
                    add("double", "", u, u)
                continue
            changed += 1
            add("consonant", "", u, v)
            single.append(("", u, v))
            if not u or not v:
                edits += 1
                add("dropped")
                add("dropped", where)
            elif u not in VOWELS and v not in VOWELS:
                edits += 1
                add("changed")
                add("changed", where)
                add("near" if near(u, v) else "far")
            if du or dv:
                add("double-changed")
            continue
        where = "initial" if k == 0 else "final" if k == last else "medial"
        if u == v:
            if u:
                add("vowels-alike")
            continue
        if ("'" in u) != ("'" in v):
            add("apostrophe", where)
            edits += 1
        cu, cv = canonical(u), canonical(v)
        pu, pv = u.replace("'", ""), v.replace("'", "")
        if cu == cv:
            add("length", where)
            edits += 1
            if pu != pv:
                add("spelling", "", pu, pv)
            continue
        vowels += 1
        edits += 1
        if not cu:
            fills[0] = True
        if not cv:
            fills[1] = True
        add("vowel", "", cu, cv)
        add("vowel", where, cu, cv)
        single.append((where, cu, cv))
        add("spelling", "", pu, pv)
        if not cu or not cv:
            add("vowel-dropped", where)
        else:
            add("vowel-changed", where)
            add("head", where, cu[0], cv[0])
            add("tail", where, cu[-1], cv[-1])
    if edits == 1:
        for where, u, v in single:
            add("only", where, u, v)
    for t in range(1, min(changed, 3) + 1):
        add("consonants", str(t))
    for t in range(1, min(vowels, 3) + 1):
        add("vowels", str(t))
    for t in range(2, min(edits, 4) + 1):
        add("edits", str(t))
    add("matched", str(min(matched, 5)))
    add("cell", f"{min(changed, 3)}{min(vowels, 3)}{min(matched, 4)}")
    if changed and vowels:
        add("both")
    if all(fills):
        add("moved")
    for known in lexicon(a, b):
        add("lexicon", "", known)
    return f


def lexicon_key(s):
    for old, new in (("ou", "u"), ("oo", "u"), ("ee", "i"), ("dj", "j"), ("tch", "ch"), ("y", "i"), ("w", "u")):
        s = s.replace(old, new)
    s = re.sub(r"(.)\1+", r"\1", s)
    s = s[:-1] if len(s) > 1 and s.endswith("h") else s
    return s.replace("ai", "ei")


@functools.cache
def lexicon_tables():
    forms, keys = collections.defaultdict(set), collections.defaultdict(set)
    with open(LEXICON, encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            for form in row["forms"].split("|"):
                forms[form].add(native(row["native"]))
                keys[lexicon_key(form)].add(native(row["native"]))
    return forms, keys


def lexicon(a, b):
    """What the lexicon of Arabic names says of two folded spellings; lexicon.rs says it at run time."""
    forms, keys = lexicon_tables()
    a, b = a.replace("'", ""), b.replace("'", "")
    x, y = forms.get(a), forms.get(b)
    if x and y:
        return ["apart"] if not x & y else ["same", "all" if x == y else "some"]
    x, y = keys.get(lexicon_key(a)), keys.get(lexicon_key(b))
    if x and y:
        return ["ksame" if x & y else "kapart"]
    return ["one"] if x or y else []


def design(fs, ids):
    x = np.zeros((len(fs), len(ids) + 1))
    x[:, -1] = 1
    for i, f in enumerate(fs):
        for k, v in f.items():
            if k in ids:
                x[i, ids[k]] = v
    return x


def fit(fs, y, weight=None):
    weight = np.ones(len(y)) if weight is None else weight
    count = collections.Counter(k for f in fs for k in f)
    ids = {k: i for i, k in enumerate(sorted(k for k, n in count.items() if n >= LEAST))}
    x = design(fs, ids)
    ridge = np.full(x.shape[1], PENALTY)
    ridge[-1] = 1e-6
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        step = np.linalg.solve((x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(ridge), x.T @ (weight * (y - p)) - ridge * w)
        w += step
        if abs(step).max() < 1e-7:
            break
    return ids, w


def components(natives):
    """Rows that share a native word belong together."""
    parent = {}

    def find(q):
        parent.setdefault(q, q)
        while parent[q] != q:
            q = parent[q]
        return q
    for words in natives:
        for q in words:
            parent[find(q)] = find(words[0])
    return [find(words[0]) for words in natives]


def native(word):
    """Without article, with one alif and one ya: words that differ by these share a group."""
    word = re.sub("^ال", "", word) if len(word) > 4 else word
    for letters, one in (("أإآٱ", "ا"), ("ى", "ي"), ("ؤ", "و"), ("ئ", "ي"), ("ة", "ه")):
        for c in letters:
            word = word.replace(c, one)
    return word


def auc(score, y):
    _, inverse, counts = np.unique(score, return_inverse=True, return_counts=True)
    rank = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    p = y.sum()
    return (rank[y == 1].sum() - p * (p + 1) / 2) / (p * (len(y) - p))


def f1(score, y, at=None):
    order = np.argsort(-score, kind="stable")
    tp = np.cumsum(y[order])
    f = 2 * tp / (np.arange(1, len(y) + 1) + y.sum())
    if at is not None:
        k = int((score >= at).sum())
        return f[k - 1] if k else 0.0
    return f.max(), score[order][f.argmax()]


def groups_of(groups):
    count = collections.Counter(groups)
    load, where = [0] * FOLDS, {}
    for g in sorted(count, key=lambda g: (-count[g], g)):
        where[g] = load.index(min(load))
        load[where[g]] += count[g]
    return np.array([where[g] for g in groups])


def lev(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        old, row[0] = row[:], i
        for j, z in enumerate(b, 1):
            row[j] = min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (x != z))
    return row[-1]


def contrast(rows):
    """Negative pairs whose first letters differ. The set has none (it was drawn among words with one first letter), and without them
    the fit believes that a changed beginning proves one name."""
    words = collections.defaultdict(set)
    for r in rows:
        for side in "ab":
            words[fold(r[side])] |= {native(n) for n in r["native"].split("|")}
    by = collections.defaultdict(list)
    for w in sorted(words):
        if len(w) > 3:
            by[w[1:3]].append(w)
            by["2" + w[2:4]].append(w)
    out = set()
    for _, ws in sorted(by.items()):
        for i, p in enumerate(ws):
            for q in ws[i + 1:]:
                if p[0] != q[0] and abs(len(p) - len(q)) <= 1 and not words[p] & words[q] and lev(p, q) <= 2 and 2 * lev(p, q) <= max(len(p), len(q)) - 1:
                    out.add((p, q))
    return sorted(out)


def distant(rows):
    """Negative pairs drawn at random, three in five with one first letter. The negatives of the set are all close spellings, and without
    these the fit believes that many differences prove one name."""
    words = collections.defaultdict(set)
    for r in rows:
        for side in "ab":
            words[fold(r[side])] |= {native(n) for n in r["native"].split("|")}
    ws, by, draw, out = sorted(words), collections.defaultdict(list), random.Random(0), set()
    for w in ws:
        by[w[0]].append(w)
    for k in range(2 * len(rows)):
        p = draw.choice(ws)
        q = draw.choice(by[p[0]] if k % 5 < 3 else ws)
        if p < q and not words[p] & words[q]:
            out.add((p, q))
    return sorted(out)[::2]


CONTRAST = 0.15   # weight of `contrast`, as a share of the negatives'
DISTANT = 0.15    # the same of `distant`


def train(rows, fs, y):
    fs, y, weight = list(fs), y, np.ones(len(y))
    each = (1 - y).sum()
    for share, pairs in ((CONTRAST, contrast), (DISTANT, distant)):
        extra = pairs(rows) if share else []
        if extra:
            fs += [features(a, b) for a, b in extra]
            y = np.r_[y, np.zeros(len(extra))]
            weight = np.r_[weight, np.full(len(extra), share * each / len(extra))]
    return fit(fs, y, weight)


def main():
    global CONTRAST, DISTANT
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("pairs")
    args.add_argument("--cv", action="store_true")
    args.add_argument("--scores")
    args.add_argument("--contrast", type=float, default=CONTRAST)
    args.add_argument("--distant", type=float, default=DISTANT)
    args = args.parse_args()
    CONTRAST, DISTANT = args.contrast, args.distant
    rows = list(csv.DictReader(open(args.pairs, encoding="utf-8")))
    y = np.array([int(r["same"]) for r in rows])
    fs = [features(fold(r["a"]), fold(r["b"])) for r in rows]
    if args.cv:
        of = groups_of(components([[native(n) for n in r["native"].split("|")] for r in rows]))
        out = np.zeros(len(y))
        for k in range(FOLDS):
            inside, test = np.where(of != k)[0], np.where(of == k)[0]
            ids, w = train([rows[i] for i in inside], [fs[i] for i in inside], y[inside])
            out[test] = design([fs[i] for i in test], ids) @ w
        same_start = np.array([fold(r["a"])[0] == fold(r["b"])[0] for r in rows])
        print(f"cross-validated: AUC {auc(out, y):.4f} F1 {f1(out, y, 0.0):.4f} at 0.5, {f1(out, y)[0]:.4f} at best ({1 / (1 + math.exp(-f1(out, y)[1])):.2f});"
              f" same first letter only: AUC {auc(out[same_start], y[same_start]):.4f}")
        return
    ids, w = train(rows, fs, y)
    if args.scores:
        asked = list(csv.DictReader(open(args.scores, encoding="utf-8")))
        z = design([features(fold(r["a"]), fold(r["b"])) for r in asked], ids) @ w
        for r, s in zip(asked, z):
            print(f"{r['a']},{r['b']},{s:.4f}")
        return
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["family", "where", "a", "b", "weight"])
    for c, s in sorted(LETTERS.items()):
        out.writerow(["=letter", "", c, s, ""])
    for c in sorted(APOSTROPHES):
        out.writerow(["=letter", "", c, "'", ""])
    for g in GRAPHEMES:
        out.writerow(["=grapheme", "", g, "", ""])
    for i, g in enumerate(NEAR):
        out.writerows(["=near", i, a, "", ""] for a in sorted(g))
    out.writerow(["bias", "", "", "", f"{w[-1]:.3f}"])
    for k, i in sorted(ids.items()):
        if abs(w[i]) >= 0.0005:
            out.writerow([*k, f"{w[i]:.3f}"])


if __name__ == "__main__":
    main()
