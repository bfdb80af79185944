#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Consoles at one office while a bulk runs beside one clerk's commits: no busy
# error, no console lost, no memory that grows. The figures are printed beside
# their budgets and judge nothing here: two noisy cores are no judge.
# CROWD_CONSOLES (8), CROWD_SECONDS (20) and CROWD_CASES (2000) set the size;
# desk_soak.sh is the one of the release.
set -uo pipefail

build=$(cd "${B:-build}" && pwd)
consoles=${CROWD_CONSOLES:-8}
seconds=${CROWD_SECONDS:-20}
cases=${CROWD_CASES:-2000}
make -s B="$build" "$build/bench/crowd" "$build/bench/fill_store" >&2 ||
	{ echo "not ok crowd - cannot build it"; exit 1; }

work=$(mktemp -d)
store=$work/office.db
office=0
bulk=0
failed=0
# shellcheck disable=SC2317 # called by trap
stop()
{
	[ "$bulk" = 0 ] || { kill "$bulk" 2>/dev/null; wait "$bulk" 2>/dev/null; }
	[ "$office" = 0 ] || { kill "$office" 2>/dev/null; wait "$office" 2>/dev/null; }
	rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT TERM HUP

# check NAME COMMAND…
check()
{
	local name=$1
	shift
	if "$@"; then echo "ok $name"; else echo "not ok $name"; failed=1; fi
}
# budget WHAT FIGURE LIMIT
budget()
{
	awk -v what="$1" -v a="$2" -v l="$3" 'BEGIN {
		printf "%s: %s, budget <= %s: %s\n", what, a, l, (a <= l) ? "MET" : "MISSED" }'
}

export HOME=$work LC_ALL=C.UTF-8 TERM=xterm-256color
"$build/minwon" --store "$store" init --practice >/dev/null
"$build/bench/fill_store" "$store" "$cases" 7 "$(date +%s)" >/dev/null
"$build/minwond" --store "$store" >"$work/office.log" 2>&1 &
office=$!
timeout 30 grep -q -m 1 '^listening ' < <(exec tail -n +1 -f --pid="$office" "$work/office.log" \
	2>/dev/null)

# The bulk: cases taken and let go by the other officer, again and again; not the
# first, which are the clerk's.
"$build/minwon" --store "$store" --as officer2-11410 list -n 400 --format tsv \
	state:received | awk -F '\t' '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	NR > 21 { printf "{\"op\":\"claim\",\"case\":\"%s\"}\n{\"op\":\"release\",\"case\":\"%s\"}\n",
		$at["receipt_no"], $at["receipt_no"] }' >"$work/bulk.jsonl"
(
	trap 'exit 0' TERM
	while :; do
		"$build/minwon" --store "$store" --as officer2-11410 bulk --apply \
			"$work/bulk.jsonl" >>"$work/bulk.out" 2>>"$work/bulk.err" || true
	done
) &
bulk=$!

"$build/bench/crowd" "$store.sock" officer1-11410 "$office" "$consoles" "$seconds" \
	"exec '$build/minwon' --store '$store'" >"$work/crowd" 2>"$work/crowd.err"
check 'the crowd worked to the end' [ -s "$work/crowd" ]
cat "$work/crowd.err" >&2
kill "$bulk" 2>/dev/null
wait "$bulk" 2>/dev/null
bulk=0
IFS=$'\t' read -r commits refused p50 p99 most alive pss_warm pss_end rss_warm rss_end \
	<"$work/crowd" || true

echo "crowd: $consoles consoles, $seconds s: $commits commits of the clerk, p50 $p50 ms, longest $most ms;" \
	"$(wc -l <"$work/bulk.out") lines of bulk"
check 'no commit of the clerk was refused' [ "${refused:-1}" = 0 ]
check 'nobody was told that the store is busy' \
	sh -c "! grep -q -i 'busy\|works on the store' '$work/office.log' '$work/bulk.out' '$work/bulk.err'"
check 'every console is alive' [ "${alive:-0}" = "$consoles" ]
check 'the bulk went on' [ "$(wc -l <"$work/bulk.out")" -gt 0 ]
# shellcheck disable=SC2317 # check calls it
# flat WARM END CACHE: what was taken after warming up grew by less than a tenth, 8
# MiB and what a cache of CACHE KiB may still take
flat()
{
	[ "$2" -le $(($1 + $1 / 10 + 8192 + $3)) ]
}
check "memory of the consoles is flat ($pss_warm to $pss_end KiB)" flat "$pss_warm" "$pss_end" 0
check "memory of the office is flat ($rss_warm to $rss_end KiB)" flat "$rss_warm" "$rss_end" 65536
budget 'commit p99 in ms' "$p99" 100
budget 'PSS of the consoles in MiB, as for 50' \
	"$((pss_end * 50 / consoles / 1024))" 150
exit "$failed"
