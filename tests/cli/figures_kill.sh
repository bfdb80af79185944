#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The board's figures equal what counting gives after every kill -9 of the
# office in the middle of a bulk run; the check of them finds a planted fault.
# SOAK=1 kills 60 times.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

rounds=6
[ "${SOAK:-}" != 1 ] || rounds=60
practice
relay_start --seed 11 --applications 900
office_start --clock "$clock"
minwon sync >/dev/null 2>&1
mapfile -t cases < <(minwon list state:arrived -n 500 --format jsonl | jq -r .id)
check 'there are cases to move' yes "$([ "${#cases[@]}" -gt 100 ] && echo yes)"

# finding NAME: what doctor says of it, true or false.
finding()
{
	minwon doctor --format jsonl 2>/dev/null | jq -r --arg name "$1" 'select(.name == $name) | .ok'
}

wrong=0
killed=0
at=0
for ((round = 0; round < rounds; round++)); do
	for id in "${cases[@]:at:30}"; do
		printf '{"op":"receive","case":"%s"}\n{"op":"assign","case":"%s","assignee":"officer%d-11410"}\n' \
			"$id" "$id" $((round % 2 + 1))
	done >lines.jsonl
	at=$(((at + 10) % (${#cases[@]} - 30)))
	rm -f answers && mkfifo answers
	minwon --as supervisor-11410 bulk --apply lines.jsonl >answers 2>/dev/null &
	bulk=$!
	exec 9<answers
	for ((n = 0; n <= round * 3 % 25; n++)); do
		read -r -t 30 _ <&9 || break
	done
	kill -KILL "$office_pid" && killed=$((killed + 1))
	wait "$office_pid" 2>/dev/null
	cat <&9 >/dev/null
	exec 9<&-
	wait "$bulk" 2>/dev/null
	office_start --clock "$clock"
	[ "$(finding board) $(finding counters)" = 'true true' ] || wrong=$((wrong + 1))
done
check "$rounds kills in the middle of bulk" "$rounds" "$killed"
check 'after none of them a figure is wrong' 0 "$wrong"
check 'bulk did move cases' yes "$([ "$(minwon list state:assigned -n 500 --format jsonl | wc -l)" -gt 20 ] && echo yes)"

office_stop
sqlite3 "$store" "UPDATE tally SET count = count + 1 WHERE kind = 'open' AND office = '11410' AND who > 0"
office_start --clock "$clock"
minwon doctor >out 2>err
check 'a planted fault fails doctor' 1 $?
check 'and doctor names the board' false "$(finding board)"
check 'alone' true "$(finding counters)"
verdict
