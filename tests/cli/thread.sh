#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The first whole thread by command: an application comes from the relay, an
# officer decides it, another approves, the relay has the decision.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

practice
relay_start --seed 7 --applications 60

# field NAME: of the case in $case, as officer1 sees the list.
field()
{
	minwon list "number:$case open:any" --format jsonl | jq -r ".$1"
}

minwon sync >out 2>err; check 'a private office exchanges by itself' 0 $?
case=$(minwon list 'service:건축신고' -n 1 --format jsonl | jq -r .external_id)
check 'an application stands as arrived' arrived "$(field state)"
minwon next "$case" >out 2>err; check 'what has not been received cannot be taken' 3 $?
minwon --as supervisor-11410 receive "$case" >out 2>err; check 'receive' 0 $?
check 'five days from 09:00 end on the fifth at 18:00' '2026-11-27T18:00:00+09:00' "$(field due_at)"
case=$(field receipt_no)
check 'the receipt number names year and office' 2026-11410-000001 "$case"
minwon next "$case" >out 2>err; check 'next' 0 $?
check 'the list names the holder' officer1-11410 "$(field lease_holder)"
minwon --as officer2-11410 claim "$case" >out 2>err; check 'a colleague is told who holds it' 4 $?
has 'by name' 김민지 "$(cat err)"
minwon draft "$case" --outcome complete --text '수리합니다.' --op-key draft-0001 >out 2>err
check 'draft' 0 $?
minwon draft "$case" --outcome complete --text '수리합니다.' --op-key draft-0001 >again 2>err
check 'the same op-key gives the first answer' 0 $?
minwon draft "$case" --outcome complete --text '다릅니다.' --op-key draft-0001 >out 2>err
check 'another request with it is refused' 2 $?
minwon approve "$case" >out 2>err; check 'nobody approves their own draft' 3 $?
minwon --as supervisor-11410 approve "$case" >out 2>err; check 'another person does' 0 $?
check 'the case is completed' completed "$(field state)"
minwon sync gov24 >out 2>err; check 'sync sends' 0 $?
check 'every message of the case in one round' 'status decision' \
	"$(jq -r .kind "$work/ledger.jsonl" | tr '\n' ' ' | sed 's/ $//')"
check 'the decision is whole' 'complete 박서연 민원여권과' \
	"$(jq -r 'select(.kind == "decision") | .body.decision |
	"\(.outcome) \(.officer.name) \(.officer.department)"' "$work/ledger.jsonl")"
check 'nothing waits' 0 "$(minwon outbox list --format jsonl | jq -r .state | grep -vc sent)"
verdict
