#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Where no office stands, the first command starts one and the next are its guests:
# it stays until the last of them has gone, whoever started it, and whoever comes
# while it goes is served by the next one.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

declare -A pid_of

# at_the_door N: until N commands (its starter aside) are connected to the office.
at_the_door()
{
	# shellcheck disable=SC2016 # the inner shell's words
	timeout 30 bash -c 'until [ -S "$0" ] && [ "$(grep -c -- "$0" /proc/net/unix)" -ge "$1" ]
	do :; done' "$store.sock" $(($1 + 1))
}

# desk_open NAME FD: a command that has an office and waits for its lines from FD.
desk_open()
{
	rm -f "$1.in" && mkfifo "$1.in"
	minwon bulk --apply --op note --text '전화함' --input ids - <"$1.in" 7>&- 8>&- >"$1.out" 2>"$1.err" &
	pid_of[$1]=$!
	eval "exec $2>$1.in"
}

practice
left=0
for ((n = 0; n < 20; n++)); do
	minwon staff list >/dev/null
	[ ! -S "$store.sock" ] || left=$((left + 1))
done
check 'a command alone leaves no office behind' 0 "$left"
relay_start --seed 7 --applications 60
minwon sync >/dev/null 2>&1
relay_stop
minwon --as supervisor-11410 receive 1 >/dev/null && minwon next 1 >/dev/null
desk_open host 7
at_the_door 0; check 'the first command has an office' 0 $?
desk_open guest 8
at_the_door 1; check 'the next one is its guest' 0 $?
exec 7>&-
wait "${pid_of[host]}"; check 'who started it leaves, with nothing to do' 2 $?
minwon staff list >out 2>err; check 'the office stays, for others too' 0 $?
echo 1 >&8 && exec 8>&-
wait "${pid_of[guest]}"; check 'its guest is served' 0 $?
has 'and answered' '"done"' "$(cat guest.out)"
# shellcheck disable=SC2016
timeout 30 bash -c 'while [ -S "$0" ]; do :; done' "$store.sock"; check 'then it ends' 0 $?

# Who started it is killed in the middle.
desk_open host 7
at_the_door 0
desk_open guest 8
at_the_door 1
disown "${pid_of[host]}" && kill -9 "${pid_of[host]}"
echo 1 >&8 && exec 7>&- 8>&-
wait "${pid_of[guest]}"; check 'a guest outlives a host that was killed' 0 $?
has 'and is answered' '"done"' "$(cat guest.out)"

# Many at once, each a host, a guest, or between two offices.
failed_calls=0
for round in 1 2 3 4; do
	pids=()
	for n in 1 2 3 4 5 6 7 8; do
		minwon staff list >"out.$n" 2>"err.$round.$n" &
		pids+=($!)
	done
	for pid in "${pids[@]}"; do
		wait "$pid" || failed_calls=$((failed_calls + 1))
	done
done
cat err.*.* | sort | uniq -c
check 'of 32 commands, eight at a time, none fails' 0 "$failed_calls"
verdict
