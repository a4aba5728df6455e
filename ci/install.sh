#!/usr/bin/env bash
# Installs wirelint from the checkout of the action, for action.yml. What an earlier step has restored to ~/.wirelint is kept if it was built
# from the same sources.
set -euo pipefail
root="${WIRELINT_ROOT:-$HOME/.wirelint}"
cd "$GITHUB_ACTION_PATH"
# `git hash-object` is on every runner; programs for checksums go by other names on each.
sources=$(find Cargo.toml Cargo.lock build.rs src glossaries -type f -print0 | LC_ALL=C sort -z | xargs -0 cat | git hash-object --stdin)
if [ "$(cat "$root/sources" 2>/dev/null || true)" != "$sources" ]; then
    cargo install --locked --force --path . --root "$root"
    printf '%s\n' "$sources" >"$root/sources"
fi
printf '%s\n' "$root/bin" >>"$GITHUB_PATH"
