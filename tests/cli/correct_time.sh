#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Times of events set right by two people: bounds, four eyes, both values kept,
# the due counted again.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

# asks CASE EVENT TIME: the officer asks for a correction
asks()
{
	minwon --lang en correct-time "$1" --event "$2" --at "$3" --text '늦게 입력' --evidence '접수대장 7쪽'
}

practice
relay_start --seed 3 --applications 120
minwon sync >/dev/null 2>&1
minwon list open:any --format jsonl | jq -r 'select(.service == "13100000056") | .id' >hours
minwon list open:any --format jsonl | jq -r 'select(.service == "GEN-QNA-PROC") | .id' >days
case=$(sed -n 1p hours)
slow=$(sed -n 1p days)
refused_whole 'nothing is corrected before the receipt' 3 'has not been received yet' \
	asks "$case" receipt 2026-11-23T09:00
at_time '2026-11-23T10:00:00+09:00'
chief receive "$case" "$slow" >/dev/null
at_time '2026-11-23T11:00:00+09:00'
check 'received late, due late' '2026-11-23T14:00:00+09:00' "$(field "$case" due_at)"

refused_whole 'an event that is none' 3 'has no “lunch”' asks "$case" lunch 2026-11-23T09:10
refused_whole 'an event it does not have' 3 'has no “completion”' asks "$case" completion 2026-11-23T09:10
refused_whole 'before the arrival' 3 'before the application arrived' asks "$case" receipt 2026-10-01T09:00
refused_whole 'in the future' 3 'is still to come' asks "$case" receipt 2026-11-23T11:01
refused_whole 'a time that is none' 2 '“soon” is no time' asks "$case" receipt soon
refused_whole 'without a reason' 3 'The text is missing' minwon --lang en correct-time "$case" \
	--event receipt --at 2026-11-23T09:10 --evidence x
refused_whole 'without evidence' 2 'The value of “evidence”' minwon --lang en correct-time "$case" \
	--event receipt --at 2026-11-23T09:10 --text x
refused_whole 'nothing to approve yet' 3 'No correction of this case waits' chief approve-time "$case"
check 'a dry run says what the due would be' '2026-11-23T13:10:00+09:00' "$(minwon correct-time "$case" \
	--event receipt --at 2026-11-23T09:10 --text x --evidence y --dry-run --format jsonl | jq -r .due_at)"

asks "$case" receipt 2026-11-23T09:10 >/dev/null
check 'asked for' 0 $?
check 'it changes nothing yet' '2026-11-23T14:00:00+09:00' "$(field "$case" due_at)"
check 'but is flagged' true "$(field "$case" 'flags | contains(["correction"])')"
refused_whole 'one at a time' 3 'waits for a second person' asks "$case" receipt 2026-11-23T09:20
refused_whole 'an officer does not see the list' 3 'Supervisor' minwon --lang en correction list
refused_whole 'nor approves' 3 'Supervisor' minwon --lang en approve-time "$case"
chief correction list --format jsonl >out
check 'the supervisor sees both times, who and why' \
	"$case receipt 2026-11-23T10:00:00+09:00 2026-11-23T09:10:00+09:00 늦게 입력 접수대장 7쪽" \
	"$(jq -r '[.case_id, .event, .from_at, .to_at, .reason, .evidence] | map(tostring) | join(" ")' out)"
chief reject-time "$case" --text '대장과 다릅니다' >/dev/null
check 'rejected: the time stays' '2026-11-23T14:00:00+09:00' "$(field "$case" due_at)"
check 'rejected: nothing waits' '' "$(chief correction list --format jsonl)"

asks "$case" 접수 2026-11-23T09:10 >/dev/null
chief approve-time "$case" >/dev/null
check 'approved: the due is counted again' '2026-11-23T13:10:00+09:00' "$(field "$case" due_at)"
check 'the receipt is where it was in truth' '2026-11-23T09:10:00+09:00' "$(field "$case" received_at)"
check 'the event keeps what it said' '2026-11-23T10:00:00+09:00' \
	"$(field "$case" 'events[] | select(.kind == "receive") | .effective_at')"
has 'the timeline has both' '2026. 11. 23. 10:00 > 2026. 11. 23. 09:10' \
	"$(field "$case" 'events[] | select(.kind == "approve-time") | .text')"
check 'why ends with the due' 'Due 2026. 11. 23. 13:10' "$(minwon --lang en why "$case" | tail -n 1)"
check 'the ledger begins at the true receipt' 110 "$(field "$case" ledger.total)"

# Who asked may not approve, whatever the role.
chief correct-time "$case" --event receipt --at 2026-11-23T09:05 --text x --evidence y >/dev/null
refused_whole 'four eyes' 3 'Another person must confirm it' chief approve-time "$case"
chief reject-time "$case" --text '본인 철회' >/dev/null

# The day a reply came, and a completion recorded too late.
minwon next "$slow" >/dev/null
minwon supplement "$slow" --text '약도' --period 10d >/dev/null
at_time '2026-11-30T10:00:00+09:00'
minwon claim "$slow" >/dev/null
minwon resume "$slow" --text '왔습니다' >/dev/null
due=$(field "$slow" due_at)
refused_whole 'a reply before the receipt' 3 'Nothing else is before that' asks "$slow" reply 2026-11-23T09:00
asks "$slow" reply 2026-11-26T17:00 >/dev/null
chief approve-time "$slow" >/dev/null
check 'two working days fewer were waited for' '2026-12-09T18:00:00+09:00 2026-12-07T18:00:00+09:00' \
	"$due $(field "$slow" due_at)"
refused_whole 'a demand after its reply' 3 'ends before it begins' asks "$slow" demand 2026-11-27T09:00
minwon claim "$slow" >/dev/null
minwon draft "$slow" --outcome complete --text '답변' >/dev/null
at_time '2026-12-08T09:00:00+09:00'
chief approve "$slow" >/dev/null
at_time '2026-12-08T10:00:00+09:00'
refused_whole 'completed before it was received' 3 'Nothing else is before that' \
	asks "$slow" completion 2026-11-23T09:00
refused_whole 'received after it was completed' 3 'Nothing is received after that' \
	asks "$slow" receipt 2026-12-08T09:01
asks "$slow" completion 2026-12-07T17:00 >/dev/null
chief approve-time "$slow" >/dev/null
check 'completion is the approval of the document' 1796630400 \
	"$(sqlite3 -readonly "$store" "SELECT completed_at FROM cases WHERE id = $slow")"
check 'the ledger ends there' true \
	"$(field "$slow" 'ledger | (.desk + .applicant + .other_department + .ministry + .outage) == .total')"
chief audit verify >/dev/null 2>err
check 'stored is what the events come to' 0 $?

# Positive control: a receipt changed behind the office's back is found.
cp "$store" "$work/copy.db"
sqlite3 "$work/copy.db" "UPDATE cases SET received_at = received_at - 60 WHERE id = $slow"
"$bin/minwon" --lang en --store "$work/copy.db" --clock "$clock" --as supervisor-11410 audit verify \
	--format jsonl >out 2>err
check 'an altered receipt is found' 1 $?
check 'and named' "$slow the stored receipt or completion is not the events'" \
	"$(jq -r '"\(.case_id) \(.fault)"' out)"
verdict
