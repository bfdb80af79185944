#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The lunar days of the catalogue against the Korean calendar of ICU, which is
# computed from the sun and the moon. ICU comes with node; it is an oracle of
# this test only.
set -uo pipefail

name='lunar days equal the Korean calendar of ICU'
table=storage/catalogue/lunar.csv

if ! command -v node >/dev/null; then
	echo "skip $name - no node here"
	exit 0
fi
cat >"$TMPDIR/lunar.js" <<'JS'
const korean = new Intl.DateTimeFormat('en-u-ca-dangi',
	{ month: 'numeric', day: 'numeric', timeZone: 'UTC' });
if (korean.resolvedOptions().calendar !== 'dangi')
	process.exit(3);
for (let year = 2024; year <= 2035; year++) {
	const found = {};
	for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86400000)
		found[korean.format(at)] ??= new Date(at).toISOString().slice(0, 10);
	console.log([year, found['1/1'], found['4/8'], found['8/15']].join(','));
}
JS
node "$TMPDIR/lunar.js" >"$TMPDIR/want"
case $? in
0) ;;
3) echo "skip $name - this node has no Korean calendar"; exit 0 ;;
*) echo "not ok $name - node failed"; exit 1 ;;
esac
if why=$(diff "$TMPDIR/want" <(tail -n +2 "$table")); then
	echo "ok $name"
else
	echo "not ok $name - $(tr '\n' ' ' <<<"$why")"
	exit 1
fi
