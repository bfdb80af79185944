#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Sixteen consoles, each a minwon of its own, take by `next` until nothing is
# left of 200 cases; then all claim each of them. The wire twin is
# tests/office/test_race.c.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

practice
relay_start --seed 3 --applications 1200
office_start --clock "$clock"
minwon sync >out 2>err || echo "not ok sync - $(cat err)"
logins=(officer1-11410 officer2-11410)
for ((i = 2; i < 16; i++)); do
	minwon --as supervisor-11410 staff add "racer$i" --name "경주자$i" --role officer >out 2>err ||
		echo "not ok staff add - $(cat err)"
	logins+=("racer$i")
done
mapfile -t cases < <(minwon list state:arrived -n 200 --format jsonl | jq -r .id)
check '200 cases stand as arrived' 200 "${#cases[@]}"
minwon --as supervisor-11410 receive "${cases[@]}" >out 2>err
check 'they are received by one command' 0 $?

# race COMMAND…: every console runs it at once; the output of LOGIN is LOGIN.out.
race()
{
	local login pids=()
	for login in "${logins[@]}"; do
		"$@" "$login" >"$login.out" 2>"$login.err" &
		pids+=($!)
	done
	wait "${pids[@]}"
}

# shellcheck disable=SC2317 # race calls it
take_all()
{
	local status=0
	while [ "$status" -eq 0 ]; do
		minwon --as "$1" next --format jsonl
		status=$?
	done
	echo "$status" >"$1.status"
}
race take_all
cat ./*.out >taken
check 'next gave 200 cases' 200 "$(jq -r 'select(.outcome == "done") | .case' taken | wc -l)"
check 'to 200 distinct winners' 200 "$(jq -r 'select(.outcome == "done") | .case' taken | sort -u | wc -l)"
check 'and each console heard that nothing is left' '16 3' \
	"$(cat ./*.status | sort | uniq -c | xargs)"

minwon --as supervisor-11410 release "${cases[@]}" >out 2>err
check 'all are released' 0 $?
# shellcheck disable=SC2317 # race calls it
claim_all()
{
	minwon --as "$1" claim "${cases[@]}" --format jsonl
}
race claim_all
cat ./*.out >claimed
check '3,200 claims are answered' 3200 "$(jq -r .case claimed | wc -l)"
check 'each case has one winner' '200 1' \
	"$(jq -r 'select(.outcome == "done") | .case' claimed | sort | uniq -c | awk '{ print $1 }' | uniq -c | xargs)"
check 'and 3,000 are told that it is held' 3000 "$(jq -r .problem claimed | grep -c '^held$')"
check 'each by the name of who holds it' 0 "$(jq -r 'select(.problem == "held") | .sentence' claimed |
	grep -vcE '김민지|이준호|경주자[0-9]+')"
check 'the list says the same' 200 "$(minwon list state:in-progress -n 500 --format jsonl |
	jq -r 'select(.lease_holder != "" and .lease_holder != null) | .id' | wc -l)"
verdict
