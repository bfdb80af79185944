#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Two npm packages as oracles: @hyunbinseo/holidays-kr, made from the gazette,
# against the catalogue's days of the years it has; korean-lunar-calendar
# against the table of lunar days. Found in a folder that MINWON_NODE_MODULES
# names, or fetched with npm where a registry answers; otherwise skipped.
set -uo pipefail

name='holidays and lunar days equal the npm oracles'
skip()
{
	echo "skip $name - $1"
	exit 0
}
command -v node >/dev/null || skip 'no node here'
modules=${MINWON_NODE_MODULES:-}
if [ -z "$modules" ]; then
	command -v npm >/dev/null || skip 'no npm here'
	(cd "$TMPDIR" && timeout 60 npm install --silent --no-audit --no-fund --ignore-scripts \
		@hyunbinseo/holidays-kr@5 korean-lunar-calendar@0 >/dev/null 2>&1) ||
		skip 'no registry answers'
	modules=$TMPDIR/node_modules
fi
cat >"$TMPDIR/oracle.mjs" <<'JS'
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { readFileSync } from 'node:fs';
const [root, holidays, lunar] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${root}/x.js`));
const rows = (file) => readFileSync(file, 'utf8').trim().split('\n').slice(1).map((l) => l.split(','));
const ours = {};
for (const [date] of rows(holidays))
	(ours[date.slice(0, 4)] ??= new Set()).add(date);
const kr = await import(pathToFileURL(`${root}/@hyunbinseo/holidays-kr/dist/all.js`));
let years = 0, days = 0;
for (const [key, value] of Object.entries(kr)) {
	const year = key.match(/^y(20\d\d)$/)?.[1];
	if (year === undefined || ours[year] === undefined)
		continue;
	const theirs = new Set(Object.keys(value));
	years++;
	for (const day of new Set([...theirs, ...ours[year]])) {
		days++;
		if (theirs.has(day) !== ours[year].has(day))
			console.log(`differs ${day} ${theirs.has(day) ? 'theirs' : 'ours'}`);
	}
}
const module = require('korean-lunar-calendar');
const Calendar = module.default ?? module;
for (const [year, seollal, buddha, chuseok] of rows(lunar)) {
	for (const [month, day, want] of [[1, 1, seollal], [4, 8, buddha], [8, 15, chuseok]]) {
		const c = new Calendar();
		c.setLunarDate(Number(year), month, day, false);
		const s = c.getSolarCalendar();
		const got = `${s.year}-${String(s.month).padStart(2, '0')}-${String(s.day).padStart(2, '0')}`;
		days++;
		if (got !== want)
			console.log(`differs ${year} ${month}/${day}: ${got}, not ${want}`);
	}
}
console.log(`compared ${years} ${days}`);
JS
node "$TMPDIR/oracle.mjs" "$modules" storage/catalogue/holidays.csv storage/catalogue/lunar.csv \
	>"$TMPDIR/said" 2>"$TMPDIR/why" || {
	echo "not ok $name - $(head -c 300 "$TMPDIR/why" | tr '\n' ' ')"; exit 1; }
# The control: a day left out of the data must be noticed.
grep -v '^2026-05-25' storage/catalogue/holidays.csv >"$TMPDIR/holed.csv"
if ! node "$TMPDIR/oracle.mjs" "$modules" "$TMPDIR/holed.csv" storage/catalogue/lunar.csv |
	grep -q '^differs 2026-05-25 theirs'; then
	echo "not ok $name - a day left out was not noticed"
	exit 1
fi
compared=$(sed -n 's/^compared //p' "$TMPDIR/said")
differing=$(grep -c '^differs' "$TMPDIR/said")
if [ "$differing" -eq 0 ] && [ "${compared%% *}" -ge 3 ]; then
	echo "ok $name ($compared years and days)"
else
	echo "not ok $name - $(tr '\n' ';' <"$TMPDIR/said")"
	exit 1
fi
