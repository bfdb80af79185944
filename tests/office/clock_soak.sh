#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The long form of test_clock: 20,000 random histories through the office, with
# outages and corrections, and the planted events. MINWON_SEED for another set.
set -uo pipefail
log=$(mktemp)
trap 'rm -f "$log"' EXIT
MINWON_HISTORIES=${MINWON_HISTORIES:-20000} "${B:-build}/tests/office/test_clock" >"$log" 2>&1
status=$?
grep '^clock:' "$log"
if [ "$status" -eq 0 ]; then
	echo 'ok 20,000 histories: stored, folded and explained dues are one, planted events are found'
else
	cat "$log"
	echo "not ok 20,000 histories - test_clock ended with $status"
fi
exit "$status"
