#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# `minwon due` against the law: the named vectors of tests/data/due_vectors.tsv,
# 20,000 random questions counted a second time by tests/data/recount_due.awk
# (with a control that must differ), and what it refuses.
set -uo pipefail

minwon=$B/minwon
holidays=storage/catalogue/holidays.csv
seed=${SEED:-20261123}
failed=0

# verdict NAME WHY: ok when WHY is empty.
verdict()
{
	if [ -z "$2" ]; then
		echo "ok $1"
	else
		echo "not ok $1 - $2"
		failed=1
	fi
}

dues() { sed 's/.*"due":"\([^"]*\)"}$/\1/'; }

# The vectors, one named test each.
awk -F '\t' 'NR > 1 {
	gsub(/[0-9][^ ]*/, "\"&\"", $6)
	gsub(/immediate/, "\"&\"", $6)
	gsub(/ /, ",", $6)
	n = split($5, span, " ")
	pauses = ""
	for (i = 1; i <= n; i++)
		pauses = pauses (i > 1 ? "," : "") "[\"" substr(span[i], 1, 10) "\",\"" substr(span[i], 13) "\"]"
	printf "{\"period\":\"%s\",\"received\":\"%s\",\"pauses\":[%s],\"extend\":[%s]}\n", $3, $4, pauses, $6
}' tests/data/due_vectors.tsv >"$TMPDIR/vectors.jsonl"
"$minwon" due --batch "$TMPDIR/vectors.jsonl" | dues >"$TMPDIR/vectors.got"
tail -n +2 tests/data/due_vectors.tsv | paste - "$TMPDIR/vectors.got" |
	awk -F '\t' '$7 == $9 { print "ok due: " $1 " (" $2 ")"; next }
	{ print "not ok due: " $1 " (" $2 ") - " $8 ": want " $7 ", got " $9; bad = 1 }
	END { exit bad }' || failed=1

# The second computation.
awk -v seed="$seed" -v lines=20000 -f tests/data/random_due.awk >"$TMPDIR/questions.jsonl"
"$minwon" due --batch "$TMPDIR/questions.jsonl" | dues >"$TMPDIR/got"
awk -f tests/data/recount_due.awk "$holidays" "$TMPDIR/questions.jsonl" >"$TMPDIR/want"
lines=$(wc -l <"$TMPDIR/got")
differences=$(paste "$TMPDIR/got" "$TMPDIR/want" | awk '$1 != $2' | wc -l)
why=
[ "$lines" -eq 20000 ] && [ "$differences" -eq 0 ] ||
	why="$lines lines, $differences differences, seed $seed"
verdict "due agrees with a second computation over 20,000 random lines (seed $seed)" "$why"

grep -v '^2026-05-01' "$holidays" >"$TMPDIR/holidays.csv"
awk -f tests/data/recount_due.awk "$TMPDIR/holidays.csv" "$TMPDIR/questions.jsonl" |
	cmp -s - "$TMPDIR/got" && why="nothing noticed" || why=
verdict "control: one holiday less in the second computation is noticed" "$why"

# The same in every time zone and locale.
why=
for zone in Asia/Seoul UTC America/Los_Angeles Asia/Kathmandu Pacific/Apia Europe/London; do
	for locale in C C.UTF-8 ko_KR.UTF-8 tr_TR.UTF-8; do
		TZ=$zone LC_ALL=$locale "$minwon" due --batch "$TMPDIR/vectors.jsonl" | dues |
			cmp -s - "$TMPDIR/vectors.got" || why="$why $zone/$locale"
	done
done
verdict "due is the same in 6 time zones and 4 locales" "$why"

# refuse NAME LINE WORDS: the second line of a batch is refused with status 2,
# its number and a reason.
refuse()
{
	local said status
	said=$(printf '%s\n' '{"period":"7d","received":"2026-11-23T09:00"}' "$2" |
		"$minwon" due --lang en --batch - 2>&1 >"$TMPDIR/answer")
	status=$?
	why=
	[ $status -eq 2 ] || why="status $status; "
	[[ $said == *"line 2"*"$3"* ]] || why+="said: $said"
	verdict "due --batch refuses $1" "$why"
}
refuse 'a bad period' '{"period":"7x","received":"2026-11-23T09:00"}' 'no period'
refuse 'a bad time' '{"period":"7d","received":"2026-02-30T09:00"}' 'no time'
refuse 'a day alone for hours' '{"period":"3h","received":"2026-11-23"}' 'no time'
refuse 'a pause that ends before it begins' \
	'{"period":"7d","received":"2026-11-23T09:00","pauses":[["2026-11-26","2026-11-25"]]}' 'ends before it begins'
refuse 'a pause before the receipt' \
	'{"period":"7d","received":"2026-11-23T09:00","pauses":[["2026-11-20","2026-11-25"]]}' 'before the receipt'
refuse 'a pause of one day only' \
	'{"period":"7d","received":"2026-11-23T09:00","pauses":[["2026-11-25"]]}' 'list of [from, to]'
refuse 'pauses that are no list' \
	'{"period":"7d","received":"2026-11-23T09:00","pauses":"2026-11-25"}' 'list of [from, to]'
refuse 'a third extension' \
	'{"period":"7d","received":"2026-11-23T09:00","extend":["1d","1d","1d"]}' 'extended twice'
refuse 'an extension longer than the period' \
	'{"period":"7d","received":"2026-11-23T09:00","extend":["8d"]}' 'longer than the period'
refuse 'an extension of nothing' \
	'{"period":"none","received":"2026-11-23T09:00","extend":["8d"]}' 'no statutory period'
refuse 'what is no JSON' '{"period":' 'column'
refuse 'a duplicate key' '{"period":"7d","period":"8d","received":"2026-11-23T09:00"}' 'column'
exit $failed
