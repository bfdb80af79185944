#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The bare program that bulk work is measured beside writes the very rows that the
# office writes, neither more nor fewer; and the comparison that says so finds a
# row that is missing. No time is judged here.
set -uo pipefail
build=$(cd "${B:-build}" && pwd)
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
check()
{
	if [ "$2" = "$3" ]; then echo "ok $1"; else echo "not ok $1 - wanted $2, got $3"; failed=1; fi
}
make -s B="$build" "$build/bench/bare_replay" "$build/bench/fill_store" >&2 ||
	{ echo "not ok bulk_bench - cannot build it"; exit 1; }

TMPDIR=$work "$root/scripts/bench/bulk.sh" "$build" 160 60 1 >"$work/same" 2>"$work/err"
check 'both write the same' 0 "$?"
check 'a day of mixed changes' 162 "$(awk -F '\t' '$1 == "day" { print $2 }' "$work/same")"
check '… of which no table differs' 0 "$(awk -F '\t' '$1 == "day" { print $7 }' "$work/same")"
check 'a list of rows' 60 "$(awk -F '\t' '$1 == "table" { print $2 }' "$work/same")"
check '… of which no table differs' 0 "$(awk -F '\t' '$1 == "table" { print $7 }' "$work/same")"
check '… and each row is an event, an access and more' yes \
	"$(awk -F '\t' '$1 == "table" { print ($3 > 5 * 60) ? "yes" : "no: " $3 }' "$work/same")"

BENCH_PLANT='DELETE FROM access_log WHERE id = (SELECT max(id) FROM access_log)' TMPDIR=$work \
	"$root/scripts/bench/bulk.sh" "$build" 160 60 1 >"$work/planted" 2>"$work/err"
check 'a row that is missing is a failure' 1 "$?"
check '… in the table that misses it' access_log "$(head -n 1 "$work/err")"
exit "$failed"
