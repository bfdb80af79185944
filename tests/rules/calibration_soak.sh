#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Estimates of waits against 50 seeds of six weeks each.
set -uo pipefail

program=$B/tests/rules/test_wait_calibration
make -s B="$B" "$program" >/dev/null || { echo "not ok the program is built"; exit 1; }
if said=$(MINWON_SEEDS=50 MINWON_WEEKS=6 "$program" 2>&1); then
	echo "ok estimates hold over 50 seeds"
	grep seeds <<<"$said"
else
	echo "not ok estimates hold over 50 seeds - $(grep -m 1 seed <<<"$said")"
	exit 1
fi
