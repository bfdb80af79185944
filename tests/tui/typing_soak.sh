#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# 200 kill -9 of console, office or both at random keystrokes of notes of 2,000
# letters, through a real terminal. The harness, a small run of it and the
# positive control (an office that keeps nothing) are
# tests/tui/test_scratch_kills.c.
set -uo pipefail

build=${B:-build}
program=$build/tests/tui/test_scratch_kills
make -s B="$build" "$program" >&2 || { echo "not ok typing - cannot build $program"; exit 1; }

said=$(mktemp)
seed=${KILLS_SEED:-$RANDOM}
name="200 kills while typing lose at most two seconds, seed $seed"
status=0
if KILLS=200 KILLS_SEED=$seed timeout 5400 "$program" >"$said" 2>&1; then
	echo "ok $name"
else
	echo "not ok $name - $(grep -v "^\[" "$said" | tail -n 3 | tr '\n' ' ')"
	status=1
fi
grep -E "^(typing|planted):" "$said"
rm -f "$said"
exit "$status"
