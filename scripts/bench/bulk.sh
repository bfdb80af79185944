#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# bulk.sh BUILD CHANGES ROWS ROUNDS [keys]: bulk work beside bare_replay, which writes the
# same rows into a copy of the same store, ROUNDS times in turn. A day of about
# CHANGES mixed changes (day.awk; three batches of two people), then a comma
# separated list of ROWS notes. Prints, tab-separated, one line each:
#
#	WHAT  items  rows  transactions  minwon ms  bare ms  tables that differ
#
# the milliseconds as medians; with keys lines more, of keys of a console and of less,
# alone, while a list runs over and over in an office of its own beside it, which shows
# what a busy machine does to anybody's keys, and while it runs in the console's own
# office; in turn, in milliseconds (medians of the rounds, and the worst p99 alone):
#
#	keys-NAME  p50  p99  worst p99  other office's p50  p99  own office's p50  p99
#
# Nothing is left out or added: the office writes down
# each row it writes (capture.sql), and at the end both stores are compared, table
# by table, cell by cell; the last column must be 0, or this fails.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
b=$(cd "$1" && pwd)
changes=$2
rows=$3
rounds=$4
wants_keys=${5:-}
seed=7
changes_a_case=8
arrived_of_cases=26	# one case of so many has just arrived: fill_store

work=$(mktemp -d "${TMPDIR:-/tmp}/minwon-bulk.XXXXXX")
office=0
other_office=0
busy=0
stop()
{
	local status=$?
	trap - EXIT INT TERM HUP
	rm -f going
	[ "$busy" = 0 ] || wait "$busy" || true
	office_end
	office=$other_office
	office_end
	rm -rf "$work"
	exit "$status"
}
trap stop EXIT
trap 'exit 130' INT TERM HUP
cd "$work"
export HOME=$work LC_ALL=C.UTF-8
echo '2026-11-23T09:00:00+09:00' >clock
now_at=$(date -d '2026-11-23T09:00:00+09:00' +%s)

office_start()
{
	: >office.log
	"$b/minwond" --store "$1" --clock clock >>office.log 2>&1 &
	office=$!
	for ((i = 0; i < 1200; i++)); do
		! grep -q '^listening' office.log || return 0
		kill -0 "$office" 2>/dev/null || break
		sleep 0.05
	done
	cat office.log >&2
	return 1
}
office_end()
{
	[ "$office" != 0 ] || return 0
	kill "$office" 2>/dev/null || true
	wait "$office" || true
	office=0
}

# bulk STORE LOGIN KEY FILE [OPTION…]: one list done, whole; its results are in KEY.
bulk()
{
	local store=$1 login=$2 key=$3 file=$4
	shift 4
	"$b/minwon" --store "$store" --as "$login" bulk --apply --op-key "bench-$key" "$@" "$file" \
		>"$key.out" 2>"$key.err" || { cat "$key.err" >&2; return 1; }
}
day()
{
	bulk "$1" supervisor-11410 morning morning.jsonl
	bulk "$1" officer1-11410 workday work.jsonl
	bulk "$1" supervisor-11410 evening evening.jsonl
}
table()
{
	bulk "$1" officer1-11410 table-rows notes.csv --op note
}

# copy FROM TO
copy()
{
	rm -f "$2" "$2"-*
	cp "$1" "$2"
}

# differences: tables of the captured run in which the two stores differ.
differences()
{
	local table count=0
	for table in $(sqlite3 -readonly captured.db 'SELECT DISTINCT tbl FROM replay'); do
		for store in ours bare; do
			sqlite3 -readonly "$store.db" "SELECT * FROM \"$table\" ORDER BY $(sqlite3 \
				-readonly "$store.db" "SELECT group_concat('\"' || name || '\"')
				FROM pragma_table_info('$table')")" | cksum >"$store.sum"
		done
		cmp -s ours.sum bare.sum || { echo "$table" >&2; count=$((count + 1)); }
	done
	echo "$count"
}

# beside WHAT BASE [CSV]: the work WHAT on copies of BASE, by the office and bare,
# which takes CSV apart first.
beside()
{
	local what=$1 base=$2 csv=${3:-} round began different
	copy "$base" captured.db
	sqlite3 captured.db <"$here/capture.sql" | sqlite3 captured.db
	office_start captured.db
	"$what" captured.db
	office_end
	: >ours.ms
	: >bare.tsv
	for ((round = 0; round < rounds; round++)); do
		copy "$base" ours.db
		office_start ours.db
		began=$(date +%s%N)
		"$what" ours.db
		echo $((($(date +%s%N) - began) / 1000)) >>ours.ms
		office_end
		copy "$base" bare.db
		"$b/bench/bare_replay" captured.db bare.db ${csv:+"$csv"} >>bare.tsv
	done
	# What finds no difference must find one that is planted.
	[ -z "${BENCH_PLANT:-}" ] || sqlite3 bare.db "$BENCH_PLANT"
	different=$(differences)
	awk -F '\t' -v what="$what" -v ours="$(sort -n ours.ms | awk '{ v[NR] = $1 / 1000 }
		END { print v[int((NR + 1) / 2)] }')" -v bare="$(cut -f 5 bare.tsv | sort -g |
		awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }')" -v different="$different" '
		END { OFS = "\t"; print what, $2, $3, $4, ours, bare, different }' bare.tsv
	[ "$different" = 0 ]
}

# The store, as it is when an office has had it open and looked at it.
cases=$((changes / changes_a_case))
"$b/minwon" --store base.db init --practice >/dev/null
"$b/bench/fill_store" base.db $((cases * arrived_of_cases)) $seed "$now_at" >/dev/null
office_start base.db
office_end
sqlite3 -readonly base.db "SELECT external_id FROM cases WHERE state = 'arrived' ORDER BY due_at,
	id LIMIT $cases" >arrived
awk -v morning=morning.jsonl -v work=work.jsonl -v evening=evening.jsonl \
	-v officer=officer1-11410 -f "$here/day.awk" arrived
beside day base.db

# The list is of cases that the officer has in hand.
copy base.db held.db
office_start held.db
head -n 1000 arrived >some
awk '{ printf "{\"op\":\"receive\",\"case\":\"%s\"}\n", $1 }' some >receive.jsonl
awk '{ printf "{\"op\":\"next\",\"case\":\"%s\"}\n", $1 }' some >next.jsonl
bulk held.db supervisor-11410 receive-some receive.jsonl
bulk held.db officer1-11410 next-some next.jsonl
office_end
awk -v rows="$rows" '{ held[NR] = $1 } END {
	print "case,text"
	for (i = 0; i < rows; i++)
		printf "%s,\"현장 확인 %d차, \"\"정상\"\" 처리 (담당 김서대)\"\n", held[i % NR + 1], i
}' some >notes.csv
beside table held.db notes.csv
[ "$wants_keys" = keys ] || exit 0

# median FILE
median()
{
	sort -g "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}
# press NAME STARTS KEYS KEY PROGRAM WHERE: one round of it, its p50 and p99 into WHERE.
press()
{
	"$b/bench/pty_time" -r "$2" -n "$3" -k "$4" "program=exec $5" >press.tsv
	cut -f 3 press.tsv >>"$1.$6.p50"
	cut -f 4 press.tsv >>"$1.$6.p99"
}
# press_all WHERE: no program comes to the end of what it shows, where keys are silent.
press_all()
{
	press j 1 150 j "'$b/minwon' --store held.db" "$1"
	press page 4 40 $'\e[6~' "'$b/minwon' --store held.db" "$1"
	press less 1 150 j 'less notes.csv' "$1"
}
# keep_busy STORE KEY: the list again and again, as long as there is a file "going".
keep_busy()
{
	local n=0
	while [ -f going ]; do
		n=$((n + 1))
		bulk "$1" officer1-11410 "busy-$2-$n" notes.csv --op note
		echo "$n" >>lists
	done
}
# beside_list STORE WHERE ROUND: keys while the list runs in the office of STORE.
beside_list()
{
	: >going
	keep_busy "$1" "$2-$3" &
	busy=$!
	press_all "$2"
	rm -f going
	wait "$busy"
	busy=0
}
copy held.db other.db
office_start other.db
other_office=$office
office_start held.db
: >lists
for ((round = 0; round < rounds; round++)); do
	press_all quiet
	beside_list other.db other "$round"
	beside_list held.db own "$round"
done
for name in j page less; do
	printf 'keys-%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$name" "$(median "$name.quiet.p50")" \
		"$(median "$name.quiet.p99")" "$(sort -g "$name.quiet.p99" | tail -1)" \
		"$(median "$name.other.p50")" "$(median "$name.other.p99")" \
		"$(median "$name.own.p50")" "$(median "$name.own.p99")"
done
echo "# lists done meanwhile: $(wc -l <lists)"
