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
run due
run week --print
printf '\nThe week above is in demo/vault/Network/. Open the folder in Obsidian, or try:\n'
printf '  %s --vault demo/vault --today %s why Imani\n' "$vaultnet" "$today"
