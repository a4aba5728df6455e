#!/usr/bin/env python3
"""Writes glossaries/english-words.csv: common English words, which a capital makes part of a name but not a name.

    python3 scripts/english_words.py american-english > glossaries/english-words.csv

Source: the list `american-english` of SCOWL (Kevin Atkinson; its licence is glossaries/LICENSE-SCOWL.txt), as Debian's package `wamerican`
has it. Only what it writes in lower case; possessives and what is shorter than the shortest name word compared are left out; without
diacritics, as the checker folds them.
"""
import re
import sys
import unicodedata


def main(path):
    words = set()
    for line in open(path, encoding="utf-8"):
        plain = "".join(c for c in unicodedata.normalize("NFD", line.strip()) if not unicodedata.combining(c))
        if re.fullmatch(r"[a-z]{3,}", plain):
            words.add(plain)
    print("word")
    print("\n".join(sorted(words)))


if __name__ == "__main__":
    main(sys.argv[1])
