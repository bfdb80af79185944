#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The long form of test_clock: random histories through the office, with outages
# and corrections, lot after lot until 20,000 have lived; the events planted in
# each lot are found. The first seed is MINWON_SEED.
set -uo pipefail
log=$(mktemp)
trap 'rm -f "$log"' EXIT
seed=${MINWON_SEED:-20261123}
failed=0 total=0
for lot in $(seq 1 12); do
	[ "$total" -lt 20000 ] || break
	if MINWON_HISTORIES=2500 MINWON_SEED=$((seed + lot)) \
		"${B:-build}/tests/office/test_clock" >"$log" 2>&1; then
		total=$((total + $(sed -n 's/^clock: seed [0-9]*, \([0-9]*\) histories.*/\1/p' "$log")))
		echo "ok lot $lot: $(grep '^clock: seed' "$log")"
	else
		cat "$log"
		echo "not ok lot $lot - seed $((seed + lot))"
		failed=1
	fi
done
if [ "$total" -ge 20000 ]; then
	echo "ok $total histories: stored, folded and explained dues are one"
else
	echo "not ok histories - wanted 20000 or more, got $total"
	failed=1
fi
exit "$failed"
