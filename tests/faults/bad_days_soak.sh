#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# 30 faked days of misfortune at the size of the release: 10,000 applications
# over five channels, one of them dead throughout, each day other faults at
# 10 %, 200 kill -9, and 200 more in the middle of sending. The harness and a
# small run of it are tests/office/test_bad_days.c; the positive controls, a
# relay that ignores keys and a ledger out of order, are test_exchange.c's.
set -uo pipefail

build=${B:-build}
program=$build/tests/office/test_bad_days
make -s B="$build" "$program" >&2 || { echo "not ok bad days - cannot build $program"; exit 1; }

said=$(mktemp)
seed=${DAYS_SEED:-$RANDOM}
name="10,000 applications in 30 bad days, 200 kills, seed $seed"
status=0
if DAYS_APPLICATIONS=10000 DAYS_DAYS=30 DAYS_TURNS=4 DAYS_DECISIONS=400 DAYS_KILLS=200 \
	DAYS_SENDING_KILLS=200 DAYS_SEED=$seed timeout 1200 "$program" >"$said" 2>&1; then
	echo "ok $name"
else
	echo "not ok $name - $(grep -v "^\[" "$said" | tail -n 3 | tr '\n' ' ')"
	status=1
fi
grep -E "^(bad days|sending):" "$said"
rm -f "$said"
exit "$status"
