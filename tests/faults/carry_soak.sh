#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# carry_soak.sh [CASES [SEED]]: whole cases out of an office of a year, into an empty
# one and out again (100,000, seed 7): the same bytes, the time of each way, what the
# office and the command hold in memory meanwhile, and how long somebody who works
# waits. Its small twin is tests/cli/carry.sh.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")/../cli" && pwd)/lib_office.sh"
cases=${1:-100000}
seed=${2:-7}
now=1795392000	# the fixed clock of the practice office

chief()
{
	"$bin/minwon" --lang en --store "$store" --as supervisor-11410 "$@"
}
# held PID NAME: what a program held at most, in KiB; nothing when it is gone
held()
{
	awk -v name="$2:" '$1 == name { print $2 }' "/proc/$1/status" 2>/dev/null
}
# while_it_runs NAME COMMAND…: runs the command and meanwhile asks for a list again and
# again, as a clerk would. Sets $took (seconds), $memory (KiB of the command) and adds
# to the file latency (ms).
while_it_runs()
{
	local name=$1 began at pid now_held
	shift
	began=$(date +%s%N)
	"$@" 2>said &
	pid=$!
	memory=0
	while kill -0 "$pid" 2>/dev/null; do
		at=$(date +%s%N)
		chief list -n 20 >/dev/null 2>&1
		echo $((($(date +%s%N) - at) / 1000000)) >>latency
		now_held=$(held "$pid" VmHWM)
		[ -z "$now_held" ] || memory=$now_held
	done
	wait "$pid"; check "$name" 0 $?
	took=$((($(date +%s%N) - began) / 1000000))
}
# slowest PERCENT: of the lists, ms
slowest()
{
	sort -n latency | awk -v p="$1" '{ a[NR] = $1 } END { print a[int((NR - 1) * p / 100) + 1] }'
}
# export_to FILE, import_of FILE: as programs of their own, so that their memory is theirs
# shellcheck disable=SC2317  # while_it_runs calls them
export_to()
{
	exec "$bin/minwon" --lang en --store "$store" --as supervisor-11410 export --full --reason 'soak' -o "$1"
}
# shellcheck disable=SC2317  # as above
import_of()
{
	exec "$bin/minwon" --lang en --store "$store" --as supervisor-11410 import --apply --reason 'soak' "$1"
}

practice
"$bin/bench/fill_store" "$store" "$cases" "$seed" "$now" >filled || { echo "not ok fill"; exit 1; }
office_start --clock "$clock"
chief list -n 20 >/dev/null
for _ in $(seq 50); do
	at=$(date +%s%N); chief list -n 20 >/dev/null; echo $((($(date +%s%N) - at) / 1000000)) >>latency
done
echo "quiet: a list takes p50 $(slowest 50), p99 $(slowest 99) ms; the office holds $(held "$office_pid" VmRSS) KiB"
: >latency
while_it_runs 'out' export_to a.jsonl
echo "export of $cases cases, seed $seed: $took ms, $(stat -c %s a.jsonl) bytes; the office held $(held "$office_pid" VmHWM) KiB, the command $memory; a list meanwhile p50 $(slowest 50), p99 $(slowest 99) ms of $(wc -l <latency)"
office_stop
store=$work/new.db
practice
office_start --clock "$clock"
while_it_runs 'in' import_of a.jsonl
echo "import: $took ms; the office held $(held "$office_pid" VmHWM) KiB, the command $memory; the store has $(stat -c %s "$store") bytes, its log $(stat -c %s "$store-wal")"
while_it_runs 'out again' export_to b.jsonl
cmp a.jsonl b.jsonl; check "$cases cases: the same bytes" 0 $?
check 'counters and board' 'true true' "$(chief doctor --format jsonl |
	jq -r 'select(.name == "counters" or .name == "board") | .ok' | xargs)"
check 'as many are found' "$(grep -c '"row":"case".*여권' a.jsonl)" "$(chief list 여권 open:any -n 0 --format jsonl | wc -l)"
head -c -1000 a.jsonl | sed '500s/서대문구/동대문구/' >bad.jsonl
office_stop
store=$work/third.db
practice
office_start --clock "$clock"
chief import --apply --reason x bad.jsonl 2>err; check 'cut and changed: refused' 2 $?
check 'with nothing in' 0 "$(sqlite3 -readonly "$store" 'SELECT COUNT(*) FROM cases')"
verdict
