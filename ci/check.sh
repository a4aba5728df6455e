#!/usr/bin/env bash
# Runs wirelint as action.yml asks it to. All that a user has written comes in variables, and reaches wirelint as one argument each.
set -euo pipefail
arguments=(--format github)
# A value that begins with a dash stays a value after `=`.
one() { if [ -n "$2" ]; then arguments+=("$1=$2"); fi; }
one --changed-since "${WIRELINT_CHANGED_SINCE:-}"
one --lang "${WIRELINT_LANG:-}"
one --source-lang "${WIRELINT_SOURCE_LANG:-}"
one --config "${WIRELINT_CONFIG:-}"
one --fail-on "${WIRELINT_FAIL_ON:-}"
one --level "${WIRELINT_LEVEL:-}"
one --baseline "${WIRELINT_BASELINE:-}"
one --report "${WIRELINT_REPORT:-}"
one --also "${WIRELINT_SARIF:+sarif=$WIRELINT_SARIF}"
while IFS= read -r file; do
    one --glossary "$file"
done <<<"${WIRELINT_GLOSSARY:-}"
case "${WIRELINT_REPORT_ONLY:-false}" in
true) arguments+=(--report-only) ;;
false | '') ;;
*)
    echo "wirelint: report-only is neither true nor false; write one of them" >&2
    exit 2
    ;;
esac
arguments+=(--)
some=no
while IFS= read -r path; do
    if [ -n "$path" ]; then
        arguments+=("$path")
        some=yes
    fi
done <<<"${WIRELINT_PATHS:-}"
# Without a path, wirelint reads standard input, but for --changed-since.
if [ "$some" = no ] && [ -z "${WIRELINT_CHANGED_SINCE:-}" ]; then
    arguments+=(.)
fi
status=0
wirelint check "${arguments[@]}" || status=$?
printf 'status=%s\n' "$status" >>"$GITHUB_OUTPUT"
exit "$status"
