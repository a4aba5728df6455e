#!/usr/bin/env python3
"""Runs the evaluation beside the repository and fails when a score falls below its floor.

The floors are what was reached when they were last raised; raise them with the score.
"""
import re
import subprocess
import sys

SCORE = "../shared/eval/score.py"
MUST_FOUND, TRAPS_HIT, NOT_IN_GOLD = 10, 0, 2
CLEAN_PER_1000 = 0.3


def score(task):
    run = subprocess.run([sys.executable, SCORE, task], capture_output=True, text=True, check=False)
    print(run.stdout + run.stderr, end="")
    if run.returncode:
        sys.exit(f"score.py {task} failed")
    return run.stdout


def main():
    faults = []
    found = re.search(r"^all: must (\d+)/(\d+).*traps hit (\d+)/.*, (\d+) not in gold", score("articles"), re.M)
    must, _, traps, outside = map(int, found.groups())
    if must < MUST_FOUND or traps > TRAPS_HIT or outside > NOT_IN_GOLD:
        faults.append(f"articles: must {must}, traps hit {traps}, not in gold {outside}")
    for lang, rate in re.findall(r"^(\w+): .*findings per 1,000 words: ([\d.]+)", score("clean"), re.M):
        if float(rate) > CLEAN_PER_1000:
            faults.append(f"clean {lang}: {rate} findings per 1,000 words")
    if faults:
        sys.exit("scores fell: " + "; ".join(faults))


if __name__ == "__main__":
    main()
