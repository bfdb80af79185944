#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The grid that test_erlang compares with is what bc computes, today too.
set -uo pipefail
# shellcheck source=tests/rules/lib_erlang_grid.sh
. tests/rules/lib_erlang_grid.sh

name='the grid of Erlang figures is what bc computes'
command -v bc >/dev/null || { echo "skip $name - there is no bc here"; exit 0; }
if why=$(diff tests/data/erlang/grid.tsv <(erlang_grid)); then
	echo "ok $name"
else
	echo "not ok $name - $(head -n 4 <<<"$why" | tr '\n' ' ')"
	exit 1
fi
