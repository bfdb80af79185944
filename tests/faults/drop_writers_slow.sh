#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Writers that are killed half-way: what they leave behind is never read, whatever
# says when a file is whole; once they come back and end it, each row is in once. A
# rule that believes every file (positive control) reads half rows out of the same
# stumps. WRITERS (100) and ROWS of each may be set; SOAK=1 takes 1,000 of 50.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")/../cli" && pwd)/lib_office.sh"

writers=${WRITERS:-100}
rows=${ROWS:-8}
[ "${SOAK:-}" != 1 ] || { writers=${WRITERS:-1000}; rows=${ROWS:-50}; }
RANDOM=${SEED:-4711}
as=supervisor-47750
# A channel for each way of saying that a file is whole.
channels=(saeol epeople bokjiro gov24)
rules=(marker renamed settled 'settled counted')
practice
: >"$store.channels" && chmod 600 "$store.channels"
for i in "${!channels[@]}"; do
	mkdir -m 700 "in$i"
	printf '[%s]\nkind = drop\nfolder = in%d\nregion = 47750\nmapping = saeol\ncomplete = %s\nsettle = 0\n' \
		"${channels[i]}" "$i" "${rules[i]}" >>"$store.channels"
done
minwon --as $as channel enable saeol >/dev/null

# whole W: the file of a writer; its rows end with a mark, and half of them hold
# line ends.
whole()
{
	awk -v w="$1" -v n="$rows" 'BEGIN {
		print "접수번호,접수일시,민원사무명,신청인,민원제목,끝"
		for (i = 1; i <= n; i++)
			printf "W%d-%d,2026-11-20,전입신고,홍길동,\"제목%s %d\",다음\n", w, i, i % 2 ? "\n둘째 줄, 그리고" : "", i
		print "총건수," n ",,,," }' | iconv -f UTF-8 -t CP949
}
# half STORE: cases and 미분류 that lack the mark at the end of their row.
half()
{
	sqlite3 "$1" "SELECT (SELECT COUNT(*) FROM form WHERE answers NOT LIKE '%\"끝\":\"다음\"%') +
		(SELECT COUNT(*) FROM unsorted)"
}
in_store()
{
	sqlite3 "$1" "SELECT COUNT(*) FROM cases"
}
round()
{
	minwon --as $as sync "${1:-}" >sync.out 2>sync.err
}

mkfifo ready hold
exec 7<>ready 8<>hold
pids=()
for ((w = 0; w < writers; w++)); do
	whole "$w" >"whole.$w"
	# Half-way is anywhere: in a row, in quotation marks, in a character, between rows.
	cut=$((1 + (RANDOM * 32768 + RANDOM) % ($(stat -c %s "whole.$w") - 2)))
	[ $((w % 10)) != 6 ] || cut=$(head -n $((2 + RANDOM % rows)) "whole.$w" | wc -c)
	name=in$((w % 4))/w$w.csv
	[ $((w % 4)) != 1 ] || name=$name.tmp
	(
		exec >"$name"
		head -c "$cut" "whole.$w"
		echo >&7
		read -r _ <&8
	) &
	pids+=($!)
done
for ((w = 0; w < writers; w++)); do
	read -r -t 60 _ <&7 || { echo "not ok writers - only $w came"; exit 1; }
done
round
check 'while they write, nothing is read' '0 0' "$(in_store "$store") $(half "$store")"
{
	kill -KILL "${pids[@]}"
	wait "${pids[@]}"
} 2>/dev/null
mkdir stumps
for ((w = 0; w < writers; w++)); do
	cp in$((w % 4))/w$w.csv* "stumps/w$w.csv"
done
round
check "$writers writers killed half-way: half rows in" 0 "$(half "$store")"
left=$(find in? -maxdepth 1 -name '*.csv*' | wc -l)
check 'the stumps are still there, but for those that end with a row' yes \
	"$([ "$left" -ge $((writers * 3 / 4)) ] && echo yes)"
echo "# $(in_store "$store") whole rows of stumps that end with a row, $left stumps left, seed ${SEED:-4711}"
sed -i 's/^settle.*/&\nlate = 0/' "$store.channels"
round saeol
has 'the desk is told since when they lie there' w0.csv "$(minwon --as $as channel list --format jsonl | jq -r 'select(.code == "saeol") | .last_error')"

# Each comes back and ends what it began, in its way.
for ((w = 0; w < writers; w++)); do
	name=in$((w % 4))/w$w.csv
	case $((w % 4)) in
	0) cp "whole.$w" "$name" && : >"$name.done" ;;
	1) cp "whole.$w" "$name.tmp" && mv "$name.tmp" "$name" ;;
	*) cp "whole.$w" "$name" ;;
	esac
done
round
check 'ended, each row is in once' "$((writers * rows)) 0" "$(in_store "$store") $(half "$store")"
check 'and each file in the archive' "$writers" "$(find in?/done -name 'w*.csv' ! -name '*.result.csv' | wc -l)"

# The positive control: who believes every file reads half rows out of the stumps.
store=$work/naive.db
practice
mkdir -m 700 in
mv stumps/* in/
printf '[saeol]\nkind = drop\nfolder = in\nregion = 47750\nmapping = saeol\ncomplete = renamed\n' >"$store.channels"
chmod 600 "$store.channels"
minwon --as $as channel enable saeol >/dev/null
round saeol
check 'a rule that believes every file reads half rows' yes "$([ "$(half "$store")" -gt $((writers / 4)) ] && echo yes)"
echo "# $(half "$store") half rows by the naive rule"
verdict
