#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Bulk: JSON Lines in, one result line each in order, dry unless --apply, bad
# lines fail alone, a run can be repeated by its op-key.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

practice
relay_start --seed 7 --applications 60
minwon sync >/dev/null 2>&1
minwon list state:arrived -n 10 --format jsonl |
	jq -c '{op: "receive", case: .external_id}' >lines.jsonl

# dump: everything but who looked.
dump()
{
	sqlite3 -readonly "$store" .dump | grep -v -e '^INSERT INTO access_log' -e '^INSERT INTO looked' \
		-e '^INSERT INTO batch'
}

dump >before
minwon --as supervisor-11410 bulk lines.jsonl >out 2>err; check 'a dry run is well' 0 $?
check 'and says what it would do' 10 "$(jq -r .outcome out | grep -c '^would-do$')"
dump >after
check 'and changes nothing' '' "$(diff before after | head -3)"

minwon --as supervisor-11410 bulk --apply --op-key night-0001 lines.jsonl >out 2>err
check 'applied' 0 $?
check 'ten are received' 10 "$(jq -r 'select(.outcome == "done") | .state_after' out | grep -c received)"
check 'in input order' "$(seq -s ' ' 10)" "$(jq -r .line out | tr '\n' ' ' | sed 's/ $//')"
dump >before
minwon --as supervisor-11410 bulk --apply --op-key night-0001 lines.jsonl >again 2>err
check 'the same run again is well' 0 $?
dump >after
check 'and has no second effect' '' "$(diff before after | head -3)"

number=$(minwon list state:received -n 1 --format jsonl | jq -r .receipt_no)
{
	printf '{"op":"next","case":"%s"}\n' "$number"
	printf '{"op":"note","case":"%s","text":"\xff\xfe"}\n' "$number"
	printf '{"op":"fly","case":"%s"}\n' "$number"
	printf 'not json\n'
	printf '{"op":"note","case":"no-such-case","text":"x"}\n'
	printf '{"op":"note","case":"%s","text":"확인했습니다"}\n' "$number"
} >mixed.jsonl
minwon bulk --apply mixed.jsonl >out 2>err; check 'some lines fail: exit 1' 1 $?
check 'good lines are done, bad ones named' 'done failed failed failed refused done' \
	"$(jq -r .outcome out | tr '\n' ' ' | sed 's/ $//')"
check 'every failed line has a sentence' 4 "$(jq -r 'select(.problem.title != null) | .line' out | wc -l)"
verdict
