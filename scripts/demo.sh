#!/bin/sh
# Show the main job on a copy of sample-vault/, with a fixed day so that it reads true.
set -eu
vaultnet=$1
today=2026-11-23
rm -rf demo
mkdir demo
cp -R sample-vault demo/vault
run() {
    printf '\n$ vaultnet %s\n' "$*"
    "$vaultnet" --vault demo/vault --cache demo/cache --today "$today" "$@"
}
run init --yes
run check || true # one note is broken on purpose, to show what is said of it
run due
# The links of a prompt open its draft in a mail or message program. They are long,
# and left out here.
run week --print | sed -E 's/\]\((mailto|sms|tel|https):[^)]*\)/]/g'
printf '\nThe week above is in demo/vault/Network/. Open demo/vault in Obsidian, or try:\n'
printf '  %s --vault demo/vault --today %s why Marta\n' "$vaultnet" "$today"
