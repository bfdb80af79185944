#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Citizen, ministry and desk at the same time, at the size of the release: at
# least 2,000 cases worked on, 500 supplements demanded, 200 ministries asked
# and 200 withdrawals that cross a decision. tests/office/test_crossings.c is
# the harness, its table of outcomes and its control; a small run of it stands
# in `make check`.
set -uo pipefail

build=${B:-build}
program=$build/tests/office/test_crossings
make -s B="$build" "$program" >&2 || { echo "not ok crossings - cannot build $program"; exit 1; }

said=$(mktemp)
seed=${CROSSINGS_SEED:-$RANDOM}
name="2,600 cases between citizen and desk, seed $seed"
status=0
if CROSSINGS_DECISIONS=2600 CROSSINGS_SUPPLEMENTS=650 CROSSINGS_ESCALATIONS=380 \
	CROSSINGS_SEED=$seed timeout 1200 "$program" >"$said" 2>&1; then
	echo "ok $name"
else
	echo "not ok $name - $(grep -v "^\[" "$said" | tail -n 3 | tr '\n' ' ')"
	status=1
fi
grep "^crossings:" "$said"
rm -f "$said"
exit "$status"
