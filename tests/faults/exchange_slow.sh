#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The figures of the release: 2,000 applications under faults and 20 kill -9 of
# office and sync, three times with other seeds (ten in soak), with the shipped
# programs. tests/office/test_exchange.c is the harness and its positive
# control; the small run of it stands in `make check`.
set -uo pipefail

build=${B:-build}
program=$build/tests/office/test_exchange
make -s B="$build" "$program" >&2 || { echo "not ok exchange - cannot build $program"; exit 1; }

said=$(mktemp)
status=0
first=${EXCHANGE_SEED:-$RANDOM}
for ((i = 0; i < (${SOAK:-0} ? 10 : 3); i++)); do
	seed=$((first + i))
	name="2,000 applications, 20 kills, seed $seed"
	if EXCHANGE_APPLICATIONS=2000 EXCHANGE_DECISIONS=300 EXCHANGE_KILLS=20 \
		EXCHANGE_SEED=$seed timeout 80 "$program" >"$said" 2>&1; then
		echo "ok $name"
	else
		echo "not ok $name - $(grep -v "^\[" "$said" | tail -n 3 | tr '\n' ' ')"
		status=1
	fi
	grep "^exchange:" "$said"
done
rm -f "$said"
exit "$status"
