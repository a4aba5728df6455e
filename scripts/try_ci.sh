#!/usr/bin/env bash
# Tries what ships for CI with programs the tests do without: the schemas of GitHub and GitLab, and pre-commit with the hook that builds
# wirelint (minutes). Needs python3 and git; installs check-jsonschema and pre-commit into target/ci unless they are on the path.
set -euo pipefail
cd "$(dirname "$0")/.."
here=$PWD
if ! command -v pre-commit >/dev/null || ! command -v check-jsonschema >/dev/null; then
    [ -x target/ci/bin/pre-commit ] || { python3 -m venv target/ci && target/ci/bin/pip install -q pre-commit check-jsonschema; }
    PATH="$here/target/ci/bin:$PATH"
fi
check-jsonschema --builtin-schema vendor.github-actions action.yml
check-jsonschema --builtin-schema vendor.gitlab-ci ci/gitlab.yml
pre-commit validate-manifest .pre-commit-hooks.yaml
if command -v shellcheck >/dev/null; then shellcheck ci/*.sh scripts/*.sh; else echo "shellcheck: skipped, it is not installed"; fi

desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
export PRE_COMMIT_HOME=$desk/home
git init -q "$desk/news"
cd "$desk/news"
echo "The ministers met in Varsovie on Tuesday." >"a b.txt"
echo "The ministers met in Warsaw on Tuesday." >clean.md
echo 'lang = "en"' >wirelint.toml
# The hook is built from the last commit, and kept for the second run.
cat >.pre-commit-config.yaml <<CONFIG
repos:
  - repo: $here
    rev: $(git -C "$here" rev-parse HEAD)
    hooks:
      - id: wirelint
        args: [--fail-on=warning]
CONFIG
git add -A
SECONDS=0
if pre-commit run --all-files; then
    echo "the hook let a wrong name through"
    exit 1
fi
echo "built and run in ${SECONDS}s"
SECONDS=0
pre-commit run --files clean.md
echo "run again in ${SECONDS}s, $(du -sh "$PRE_COMMIT_HOME" | cut -f1) kept"
