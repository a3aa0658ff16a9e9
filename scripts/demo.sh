#!/bin/sh
# Show the main job on a copy of sample-vault/, with a fixed day so that it reads true.
set -eu
vaultnet=$1
today=2026-11-23
rm -rf demo
mkdir demo
cp -R sample-vault demo/vault
export VAULTNET_STATE=demo/state
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

today=2026-11-24
week="demo/vault/Network/Due 2026-W48.md"
printf '\nThe next day you tick Yusuf in that note, and write behind the line:\n\n'
sed -E 's/^- \[ \] (\[\[Yusuf .*what to say\]\])$/- [x] \1 call: the lamps are fine, he sends his love/' \
    "$week" >"$week.new"
mv "$week.new" "$week"
grep '^- \[x\]' "$week"
run week 2>/dev/null
printf '\nThat is in his own note now:\n\n'
sed -n '/^## Log/,/^  next:/p' "demo/vault/People/Yusuf Demirkan.md"

printf '\nA card from a phone becomes a note, and the check-ins a calendar:\n'
cat >demo/phone.vcf <<'EOF'
BEGIN:VCARD
VERSION:3.0
FN:Ines Okafor
EMAIL;TYPE=INTERNET:ines@example.org
NOTE:Mends sails; met at the boat fair.
END:VCARD
EOF
run import demo/phone.vcf
run calendar --out demo/check-ins.ics

printf '\nThe vault is in demo/vault. Open it in Obsidian, or try:\n'
printf '  %s --vault demo/vault --today %s why Marta\n' "$vaultnet" "$today"
