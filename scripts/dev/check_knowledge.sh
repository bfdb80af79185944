#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# check_knowledge.sh: reads storage/catalogue/knowledge/*.csv and the
# questions of tests/data. Finds a key that is there twice or is not spelled
# CODE.topic[@REGION], a service or region nobody knows, a layer that does not
# fit its region, an entry without a source that is not marked 예시, a source
# whose text does not stand before its [place], a day that is none, an expected
# key without an entry, and generated entries that are not what the catalogue
# says.
set -uo pipefail
export LC_ALL=C
catalogue=storage/catalogue
questions=tests/data/knowledge_questions.tsv
status=0

awk -v questions="$questions" "$(cat scripts/dev/csv.awk)"'
function finding(why) {
	printf "%s:%d: %s\n", FILENAME, FNR, why
	found = 1
}

# A day of the calendar, YYYY-MM-DD, or nothing.
function is_day(s,    y, m, d, days) {
	if (s == "")
		return 1
	if (s !~ /^[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]$/)
		return 0
	y = substr(s, 1, 4) + 0
	m = substr(s, 6, 2) + 0
	d = substr(s, 9, 2) + 0
	if (m < 1 || m > 12 || d < 1)
		return 0
	days = m == 2 ? 28 + (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)) : 31 - (m == 4 || m == 6 || m == 9 || m == 11)
	return d <= days
}

function check_entry(    key, code, topic, place, n) {
	key = cell[1]
	entries++
	if (key in keys)
		finding(key " is there twice")
	keys[key] = cell[2]
	if (!match(key, /^[A-Z0-9-]+\.(period|documents|fee|who|eligibility|amount|deadline|rule)(@[^@]+)?$/)) {
		finding(key " is no CODE.topic[@REGION]")
		return
	}
	code = key
	sub(/\..*/, "", code)
	place = index(key, "@") ? substr(key, index(key, "@") + 1) : ""
	if (code ~ /^(ACT|DESK)-/ ? cell[4] != "" : cell[4] != code)
		finding(key ": the service is " cell[4])
	if (cell[4] != "" && !(cell[4] in services))
		finding(key ": no service " cell[4])
	if (cell[2] !~ /^(central|sido|sigungu|office)$/)
		finding(key ": no layer " cell[2])
	if ((cell[2] == "central") != (cell[3] == "") || (cell[3] == "") != (place == ""))
		finding(key ": layer " cell[2] ", region " cell[3] " and key do not agree")
	if (cell[3] != "" && !(cell[3] in regions))
		finding(key ": no region " cell[3])
	else if (cell[3] != "" && place != cell[3] && place != regions[cell[3]])
		finding(key ": the region " cell[3] " is not " place)
	else if (cell[3] != "" && length(cell[3]) != (cell[2] == "sido" ? 2 : 5))
		finding(key ": the region " cell[3] " is none of layer " cell[2])
	if (cell[5] == "" || cell[6] == "")
		finding(key ": no question or no answer")
	if (cell[7] == "" && cell[10] != "예시")
		finding(key ": no source, and not marked 예시")
	if (cell[7] != "" && cell[7] !~ /^[^][]+( \[[^][]+\])?$/)
		finding(key ": the source is not TEXT or TEXT [PLACE]")
	if (!is_day(cell[8]) || !is_day(cell[9]))
		finding(key ": no day: " cell[8] " " cell[9])
	else if (cell[9] != "" && cell[9] < cell[8])
		finding(key ": ends before it begins")
	if (cell[10] !~ /^(verified|high|background|예시)$/)
		finding(key ": no confidence " cell[10])
}

FILENAME ~ /services\.csv$/ {
	cut($0)
	services[cell[1]] = 1
	next
}
FILENAME ~ /regions\.csv$/ {
	cut($0)
	regions[cell[1]] = said(cell[1], cell[3])
	next
}
FILENAME == questions {
	if (FNR == 1)
		next
	asked++
	if (split($0, cell, "\t") != 5 || $0 ~ /\t\t/) {
		finding("not five columns")
		next
	}
	if (cell[1] in ids)
		finding(cell[1] " is there twice")
	ids[cell[1]] = 1
	if (!(cell[2] in regions))
		finding("no region " cell[2])
	n = split(cell[4], expected, "|")
	for (i = 1; i <= n; i++)
		if (!(expected[i] in keys))
			finding(cell[1] " expects " expected[i] ", which no entry has")
		else if ((keys[expected[i]] == "central") != (cell[5] == "central"))
			finding(cell[1] " is " cell[5] ", " expected[i] " is not")
	next
}
FNR == 1 {
	if ($0 != "key,layer,region,service,question,answer,source,valid_from,valid_until,confidence")
		finding("the head line is not that of the knowledge")
	next
}
{
	if (cut($0) != 10)
		finding("not ten columns")
	else
		check_entry()
}
END {
	if (!found)
		printf "knowledge: %d entries, %d questions\n", entries, asked
	exit found
}
' $catalogue/services.csv $catalogue/regions.csv $catalogue/knowledge/*.csv "$questions" || status=1

scripts/dev/gen_knowledge.sh --check || status=1
exit $status
