#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# run.sh BUILD: measures minwon beside the bare minimum and its peers, alternated
# in one run, on stores of BENCH_SIZES cases (default 10,000, 100,000 and
# 1,000,000, all of one office), and prints one line a figure: what was measured,
# minwon, the bare one or the peer, their ratio, the budget, MET or MISSED. What
# is not built yet is printed as NOT BUILT, a peer that is not installed is named
# as skipped. A missed budget is no failure of the run: two noisy cores are no
# judge. BENCH_SIZES="" measures only what needs no store of its size. BENCH_ROUNDS
# (default 5) is how often each is measured; BENCH_BULK (default 10,000; the
# acceptance of bulk work is 100000) how many changes a day of bulk work has, half
# as many the rows of its list; BENCH_KEEP a folder, made if need be,
# where filled stores are kept for the next run.
set -euo pipefail
b=$(cd "$1" && pwd)
sizes=${BENCH_SIZES-10000 100000 1000000}
rounds=${BENCH_ROUNDS:-5}
copied_most=200000	# larger stores are not copied for each round
bulk_part=200		# a part of a batch is a transaction: console/office/batch_run.c
seed=7
# What is searched for: common and rare, a name, initials, none at all.
terms=(신고 전입 행복 재발 홍길동 ㅈㅇ 없는)
rare='합동 지방세 재발급'

[ -z "${BENCH_KEEP:-}" ] || mkdir -p "$BENCH_KEEP"
folder=$(mktemp -d "${TMPDIR:-/tmp}/minwon-bench.XXXXXX")
started=()
stop()
{
	local status=$? pid
	trap - EXIT INT TERM HUP
	for pid in "${started[@]}"; do
		kill "$pid" 2>/dev/null || true
		wait "$pid" 2>/dev/null || true
	done
	rm -rf "$folder"
	exit "$status"
}
trap stop EXIT
trap 'exit 130' INT TERM HUP

say()
{
	printf '%s\n' "$*" >&2
}

# until_true SECONDS COMMAND…: waits for the command to succeed.
until_true()
{
	local tries=$(($1 * 20))
	shift
	while ! "$@" >/dev/null 2>&1; do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || return 1
		sleep 0.05
	done
}

# office STORE [OPTION…]: starts an office; its pid is in $office.
office()
{
	local store=$1
	shift
	: >"$folder/office.log"
	"$b/minwond" --store "$store" "$@" >>"$folder/office.log" 2>&1 &
	office=$!
	started+=("$office")
	# The socket is there before anybody listens.
	until_true 60 grep -q '^listening' "$folder/office.log" || { cat "$folder/office.log" >&2; return 1; }
}

# end PID: stops one office and waits for it.
end()
{
	kill "$1"
	wait "$1" || true
	local pid left=()
	for pid in "${started[@]}"; do
		[ "$pid" = "$1" ] || left+=("$pid")
	done
	started=("${left[@]}")
}

# median COLUMN FILE
median()
{
	cut -f "$1" "$2" | sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

# line WHAT OURS THEIRS RATIO BUDGET IS_MET
line()
{
	printf '%-34s %12s %14s %8s  %-22s %s\n' "$@"
}

# judge WHAT UNIT OURS THEIRS_NAME THEIRS LIMIT: OURS / THEIRS against LIMIT.
# A LIMIT that begins with > wants the ratio to be at least that.
judge()
{
	local ratio met words="<="
	[ -n "${3:+$5}" ] || { line "$1" "" "" "" "" FAILED; return; }
	[ "${6#>}" = "$6" ] || words=">="
	ratio=$(awk -v a="$3" -v b="$5" 'BEGIN { printf "%.2f", (b > 0) ? a / b : 0 }')
	met=$(awk -v r="$ratio" -v l="${6#>}" -v more="${6%%[0-9]*}" \
		'BEGIN { print ((more == ">") ? r >= l : r <= l) ? "MET" : "MISSED" }')
	line "$1" "$3 $2" "$4 $5 $2" "$ratio" "ratio ${words} ${6#>}" "$met"
}

# limit WHAT UNIT OURS LIMIT
limit()
{
	[ -n "$3" ] || { line "$1" "" "" "" "" FAILED; return; }
	line "$1" "$3 $2" "" "" "<= $4 $2" \
		"$(awk -v a="$3" -v l="$4" 'BEGIN { print (a <= l) ? "MET" : "MISSED" }')"
}

# fill STORE CASES: anew, or from BENCH_KEEP, where filled stores are kept.
fill()
{
	local kept=${BENCH_KEEP:-$folder}/bench-$2.db
	if [ -f "$kept" ]; then
		cp "$kept" "$1"
		printf 'filled\t%s\t(kept)\n' "$2" >"$folder/filled"
		return
	fi
	"$b/minwon" --store "$1" init --practice >/dev/null
	"$b/bench/fill_store" "$1" "$2" $seed "$now" >"$folder/filled"
	[ -z "${BENCH_KEEP:-}" ] || cp "$1" "$kept"
}

# fresh STORE: a copy to write into, or the store itself where it is too large.
fresh()
{
	work=$1
	[ "$size" -le $copied_most ] || return 0
	work=$folder/copy.db
	rm -f "$work"*
	cp "$1" "$work"
}

# The terminal: start, j and PageDown, beside less on the same list.
screens()
{
	local list=$folder/list.txt
	"$b/minwon" --store "$store" list -n 5000 >"$list"
	"$b/bench/pty_time" -r "$rounds" -n 100 -k j "less=exec less -S '$list'" \
		"minwon=exec '$b/minwon' --store '$store'" >"$out/screens" || true
	"$b/bench/pty_time" -r "$rounds" -n 60 -k $'\e[6~' "less=exec less -S '$list'" \
		"minwon=exec '$b/minwon' --store '$store'" >"$out/pages" || true
}

# The office over its socket, beside reading everything.
queries()
{
	"$b/bench/query_time" "$store.sock" "$officer" $((rounds * 4)) "${terms[@]}" '' '@board' \
		'@counts' >"$out/queries"
	"$b/minwon" --store "$store" list -n 0 --format tsv "$rare" open:any | tail -n +2 | wc -l \
		>"$out/rare.found"
	end "$office"
	"$b/bench/bare_scan" "$store" "$rounds" 전입 @counts >"$out/scan"
	sqlite3 -readonly "$store" "SELECT COUNT(*) FROM cases WHERE instr(title, '합동') > 0 AND
		instr(title, '지방세') > 0 AND instr(title, '재발급') > 0" >"$out/rare.scanned"
}

# transitions: one durable change each, one client and sixteen, beside bare.
transitions()
{
	local round clients began
	for ((round = 0; round < rounds; round++)); do
		fresh "$store"
		"$b/bench/bare_sqlite" "$work" "$commits" >>"$out/bare"
		for clients in 1 16; do
			fresh "$store"
			office "$work"
			"$b/bench/office_time" "$work.sock" "$supervisor" "$clients" "$commits" \
				>>"$out/office.$clients"
			end "$office"
		done
		fresh "$store"
		"$b/bench/bare_sqlite" "$work" "$bulk" "$bulk_part" >>"$out/bare_bulk"
		fresh "$store"
		office "$work"
		"$b/minwon" --store "$work" --as "$supervisor" list -n "$bulk" --format tsv \
			state:arrived | awk -F '\t' '
			NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
			{ printf "{\"op\":\"receive\",\"case\":\"%s\"}\n", $at["external_id"] }' \
			>"$folder/bulk.jsonl"
		began=$(date +%s%N)
		"$b/minwon" --store "$work" --as "$supervisor" bulk --apply \
			--op-key "bench-bulk-$round" "$folder/bulk.jsonl" >"$folder/bulk.out"
		awk -v took=$(($(date +%s%N) - began)) \
			'END { printf "%.3f\n", took / 1e6 / NR }' "$folder/bulk.out" >>"$out/bulk"
		end "$office"
	done
}

# column FILE NAME COLUMN: of the row of that name
column()
{
	awk -F '\t' -v name="$2" -v column="$3" '$1 == name { print $column }' "$1"
}

# The slowest word: its p50 and what it is.
worst()
{
	head -n "${#terms[@]}" "$out/queries" | sort -t "$(printf '\t')" -k3,3g | tail -1
}

report()
{
	local slowest
	slowest=$(worst)
	echo
	echo "$size cases, filled at $(cut -f 3 "$out/filled") a second; transitions of $commits"
	line figure minwon beside ratio budget verdict
	judge "process start to first full page" ms "$(column "$out/screens" minwon 2)" less \
		"$(column "$out/screens" less 2)" 4
	limit "j to repaint, p50" ms "$(column "$out/screens" minwon 3)" 1
	limit "j to repaint, p99" ms "$(column "$out/screens" minwon 4)" 5
	limit "PageDown to repaint, p50" ms "$(column "$out/pages" minwon 3)" 1
	limit "PageDown to repaint, p99" ms "$(column "$out/pages" minwon 4)" 5
	limit "keys without an answer" "" "$(column "$out/screens" minwon 6)" 0
	limit "bytes to the terminal for j" B "$(column "$out/screens" minwon 5)" 300
	limit "resident memory of the console" KiB "$(column "$out/screens" minwon 7)" 12288
	judge "one transition, p50" ms "$(median 3 "$out/office.1")" bare "$(median 3 "$out/bare")" 1.6
	judge "one transition, p99" ms "$(median 4 "$out/office.1")" bare "$(median 4 "$out/bare")" 1
	judge "transitions a second, 16 clients" /s "$(median 5 "$out/office.16")" bare \
		"$(median 5 "$out/bare")" ">3"
	judge "bulk of $bulk, a row" ms "$(median 1 "$out/bulk")" bare \
		"$(awk '{ printf "%.3f\n", 1e3 / $5 }' "$out/bare_bulk" | median 1 -)" 1.5
	limit "search, slowest word ($(cut -f 1 <<<"$slowest"))" ms "$(cut -f 3 <<<"$slowest")" 25
	# The ratio is asked of a million: reading a few cases costs nothing.
	judge "search, beside reading all" ms "$(cut -f 3 <<<"$slowest")" scan \
		"$(column "$out/scan" 전입 3)" "$([ "$size" -ge 1000000 ] && echo 0.067 || echo 100)"
	line "search, found beside a scan" "$(cat "$out/rare.found")" "$(cat "$out/rare.scanned")" "" \
		equal "$(cmp -s "$out/rare.found" "$out/rare.scanned" && echo MET || echo MISSED)"
	limit "figures of the board" ms "$(column "$out/queries" @board 3)" 50
	judge "counts by state" ms "$(column "$out/queries" @counts 3)" "GROUP BY" \
		"$(column "$out/scan" @counts 3)" 1
}

# Judging the application of 25 fields, beside ajv; alone, and with the reading of
# its bytes, and how long a form takes to be made.
validations()
{
	local application=$PWD/scripts/bench/application round
	local -a twin=("$application.schema.json" "$application.json" 1)
	mkdir "$folder/npm"
	cp scripts/bench/schema_ajv.mjs "$folder/npm"
	(cd "$folder/npm" && npm install --silent --no-fund --no-audit ajv@8.20.0 ajv-formats@3.0.1) \
		>&2 || return 0
	for ((round = 0; round < rounds; round++)); do
		printf '%s\t%s\t%s\t%s\n' "$("$b/bench/schema_time" "${twin[@]}")" \
			"$(node "$folder/npm/schema_ajv.mjs" "${twin[@]}")" \
			"$("$b/bench/schema_time" "${twin[@]}" parse)" \
			"$(node "$folder/npm/schema_ajv.mjs" "${twin[@]}" parse)" \
			>>"$folder/validations"
	done
}

# How long the office takes for a form, the first time and when it is kept.
forms()
{
	local round
	"$b/minwon" --store "$folder/forms.db" init --practice >/dev/null
	for ((round = 0; round < rounds; round++)); do
		"$b/bench/form_time" "$folder/forms.db" 11410 >>"$folder/forms"
	done
}

report_validations()
{
	limit "a form that is kept" us "$(median 4 "$folder/forms")" 100
	line "a form, the first time" "$(median 3 "$folder/forms") us" "" "" "" ""
	if [ -s "$folder/validations" ]; then
		judge "validations, 25 fields" /s "$(median 1 "$folder/validations")" ajv \
			"$(median 2 "$folder/validations")" ">1"
		judge "gate, tree and validation" /s "$(median 3 "$folder/validations")" \
			"node, ajv" "$(median 4 "$folder/validations")" ">1.2"
	else
		line "validations, 25 fields" "" "" "" ">= 1.0x ajv" "NOT RUN: no npm, or no ajv"
		line "gate, tree and validation" "" "" "" ">= 1.2x node" "NOT RUN: no npm, or no ajv"
	fi
}

# Peers by the same harness: readers of mail and of commits with their first page.
peers()
{
	local messages=50000 commits=100000
	local -a subjects=("less=exec less -S '$folder/list.txt'")
	if command -v neomutt >/dev/null; then
		awk -v n=$messages 'BEGIN { for (i = 1; i <= n; i++)
			printf "From a@example Mon Nov 23 09:00:00 2026\nFrom: a@example\nTo: b@example\nSubject: 전입신고 %d\nDate: Mon, 23 Nov 2026 09:00:00 +0900\nMessage-ID: <%d@example>\n\n내용\n\n", i, i }' \
			>"$folder/mbox"
		subjects+=("neomutt=cd '$folder' && exec neomutt -n -F /dev/null -R -f mbox")
	else
		line "peer neomutt" "" "" "" "" "SKIPPED: not installed"
	fi
	if command -v tig >/dev/null && command -v git >/dev/null; then
		git init -q "$folder/peer"
		awk -v n=$commits 'BEGIN { for (i = 1; i <= n; i++)
			printf "commit refs/heads/main\ncommitter a <a@example> %d +0900\ndata 12\nchange%06d\n\n", 1700000000 + i, i }' |
			git -C "$folder/peer" fast-import --quiet
		subjects+=("tig=cd '$folder/peer' && exec tig main")
	else
		line "peer tig" "" "" "" "" "SKIPPED: not installed"
	fi
	"$b/bench/pty_time" -r 3 -n 60 -k j -q 3000 "${subjects[@]}" >"$folder/peers" || true
	awk -F '\t' '{ printf "peer %-29s %9s ms start, j p50 %s ms, p99 %s ms, %s B, %d KiB\n", $1, $2, $3, $4, $5, $7 }' \
		"$folder/peers"
}

measure()
{
	out=$folder/$size
	mkdir "$out"
	store=$folder/office.db
	rm -f "$store"*
	say "bench: making a store of $size cases"
	fill "$store" "$size"
	cp "$folder/filled" "$out/filled"
	# The first opening counts what the board shows.
	office "$store"
	commits=$(sqlite3 -readonly "$store" "SELECT min(count, 1000) FROM counter
		WHERE state = 'arrived' AND office = '11410'")
	bulk=$commits
	if [ "$size" -gt $copied_most ]; then
		# Each round takes what has arrived from the same store.
		bulk=$(sqlite3 -readonly "$store" "SELECT min(count / (3 * $rounds), 5000) FROM counter
			WHERE state = 'arrived' AND office = '11410'")
		commits=$((commits < 500 ? commits : 500))
	fi
	say "bench: $size cases: screens ($rounds rounds)"
	screens
	say "bench: $size cases: queries"
	queries
	say "bench: $size cases: transitions ($rounds rounds of $commits)"
	transitions
}

now=$(date +%s)
officer="officer1-11410"
supervisor="supervisor-11410"
for size in $sizes; do
	measure
done

say "bench: validations"
if command -v npm >/dev/null && command -v node >/dev/null; then
	validations
fi
forms

say "bench: due times"
due_lines=200000
awk -v seed=$seed -v lines=$due_lines -f tests/data/random_due.awk >"$folder/due.jsonl"
# seconds COMMAND…: how long it takes, its output thrown away.
seconds()
{
	local TIMEFORMAT=%R
	{ time "$@" >/dev/null; } 2>&1
}
for ((round = 0; round < rounds; round++)); do
	printf '%s\t%s\n' "$(seconds "$b/minwon" due --batch "$folder/due.jsonl")" \
		"$(seconds jq -c . "$folder/due.jsonl")" >>"$folder/due"
done

bulk_changes=${BENCH_BULK:-10000}
say "bench: $bulk_changes mixed changes in bulk, a list of $((bulk_changes / 2)), keys beside it"
scripts/bench/bulk.sh "$b" "$bulk_changes" $((bulk_changes / 2)) "$rounds" keys >"$folder/bulk_day" ||
	say "bench: bulk work did not write the same rows, see above"

# bulk_line WHAT NAME: the ratio, and whether both stores ended with the same rows.
bulk_line()
{
	judge "$1" ms "$(column "$folder/bulk_day" "$2" 5)" bare \
		"$(column "$folder/bulk_day" "$2" 6)" 1.5
	line "… tables whose cells differ" "$(column "$folder/bulk_day" "$2" 7)" \
		"$(column "$folder/bulk_day" "$2" 3) rows" "" 0 \
		"$([ "$(column "$folder/bulk_day" "$2" 7)" = 0 ] && echo MET || echo MISSED)"
}
# keys_line WHAT NAME: the p99 beside a batch of the console's own office within that
# beside a batch of another office, on the same machine.
keys_line()
{
	local file=$folder/bulk_day
	line "$1, p50" "$(column "$file" "$2" 7) ms" "alone $(column "$file" "$2" 2) ms" "" "" ""
	line "$1, p99" "$(column "$file" "$2" 8) ms" "alone $(column "$file" "$2" 3) ms" "" \
		"<= $(column "$file" "$2" 6) ms, another's" \
		"$(awk -v a="$(column "$file" "$2" 8)" -v l="$(column "$file" "$2" 6)" \
			'BEGIN { print (a != "" && a <= l) ? "MET" : "MISSED" }')"
}

echo "minwon bench: stores of ${sizes:-no} cases; $(nproc) cores, seed $seed; load $(cut -d ' ' -f 1-3 /proc/loadavg)"
for size in $sizes; do
	out=$folder/$size
	commits=$(median 2 "$out/bare")
	bulk=$(median 2 "$out/bare_bulk")
	report
done
echo
first=${sizes%% *}
last=${sizes##* }
report_validations
[ "$first" = "$last" ] || judge "first page, $last beside $first cases" ms \
	"$(column "$folder/$last/screens" minwon 2)" "$first" \
	"$(column "$folder/$first/screens" minwon 2)" 1.2
awk -v n=$due_lines -v ours="$(median 1 "$folder/due")" -v theirs="$(median 2 "$folder/due")" 'BEGIN {
	printf "%-34s %12s %14s %8s  %-22s %s\n", "due --batch, lines a second", int(n / ours) " /s",
		"jq " int(n / theirs) " /s", sprintf("%.2f", theirs / ours), ">= 100000 /s",
		(n / ours >= 100000) ? "MET" : "MISSED" }'
bulk_line "$(column "$folder/bulk_day" day 2) mixed bulk transitions" day
bulk_line "$(column "$folder/bulk_day" table 2) CSV rows" table
keys_line "j beside a batch" keys-j
keys_line "PageDown beside a batch" keys-page
line "50 consoles and a bulk" "" "" "" "p99 <= 100 ms" "tests/faults/desk_soak.sh"
[ -z "$sizes" ] || { say "bench: peers"; peers; }
