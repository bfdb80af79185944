#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Estimates of waits, and of the hours ahead, against 50 seeds of six weeks each.
set -uo pipefail

failed=0
# soak NAME PROGRAM
soak()
{
	local said program=$B/tests/rules/$2
	make -s B="$B" "$program" >/dev/null || { echo "not ok $1 - not built"; failed=1; return; }
	if said=$(MINWON_SEEDS=50 MINWON_WEEKS=6 "$program" 2>&1); then
		echo "ok $1"
		grep seeds <<<"$said"
	else
		echo "not ok $1 - $(grep -m 1 seed <<<"$said")"
		failed=1
	fi
}

soak 'estimates hold over 50 seeds' test_wait_calibration
soak 'hours ahead hold over 50 seeds' test_wait_hours
exit "$failed"
