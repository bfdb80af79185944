#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The limits around the statutory period: on the case, by name in due; and the
# supplement's own: longer twice, demanded once more, then returned.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

# limit CASE NAME MEMBER
limit()
{
	field "$1" "limits[] | select(.name == \"$2\") | .$3"
}

# refused NAME REASON JSON: the op is refused for the reason
refused()
{
	echo "$3" | minwon bulk --apply - >refused.out 2>/dev/null
	check "$1" "$2" "$(jq -r '.problem.type' refused.out)"
}

check 'receive, by name' 2026-11-23T18:00 "$("$bin/minwon" due receive 2026-11-21T22:15)"
check 'in Korean' 2026-11-23T18:00 "$("$bin/minwon" due 접수 2026-11-21T22:15)"
check 'transfer to another agency' 2026-11-24T16:00 "$("$bin/minwon" due other-agency 2026-11-23T16:00)"
check 'first supplement demand' 2026-11-24T16:00 "$("$bin/minwon" due first-supplement 2026-11-23T16:00)"
check 'appeal' 2027-01-22T18:00 "$("$bin/minwon" due appeal 2026-11-23)"
check 'its decision' 2026-12-03T18:00 "$("$bin/minwon" due appeal-decision 2026-11-23)"
check 'and that extended' 2026-12-14T18:00 "$("$bin/minwon" due appeal-extended 2026-12-03)"
check 'in a batch' 2027-01-22T18:00 \
	"$(echo '{"period":"appeal","received":"2026-11-23"}' | "$bin/minwon" due --batch - | jq -r .due)"
"$bin/minwon" --lang en due appeal 2026-11-23 --pause 2026-11-24..2026-11-25 >out 2>err
check 'an appeal knows no pause' 2 $?
has 'and says so' 'knows no pause' "$(cat err)"
"$bin/minwon" due sooner 2026-11-23 >out 2>err; check 'a name that is none' 2 $?

practice
relay_start --seed 3 --applications 120
minwon sync >/dev/null 2>&1
case=$(minwon list open:any --format jsonl | jq -r 'select(.service == "GEN-QNA-PROC") | .id' | head -n 1)
check 'an arrival has its limit to be received' '시행령 §6⑧' \
	"$(limit "$case" receive basis | sed 's/.*법률 //')"
minwon --as supervisor-11410 receive "$case" >/dev/null
check 'kept' '2026-11-23T09:00:00+09:00' "$(limit "$case" receive kept_at)"
check 'to its department within the hour' '2026-11-23T10:00:00+09:00' "$(limit "$case" to-department due_at)"
check 'transfers while nobody works on it' '2026-11-23T18:00:00+09:00' "$(limit "$case" other-agency due_at)"
at_time '2026-11-23T10:30:00+09:00'
check 'overdue when nobody took it' true "$(limit "$case" to-department overdue)"
minwon next "$case" >/dev/null
check 'done late is said' '2026-11-23T10:30:00+09:00 true' \
	"$(limit "$case" to-department kept_at) $(limit "$case" to-department overdue)"
has 'and shown' 'To the department: done late, 11. 23. 10:30' "$(minwon --lang en show "$case")"
has 'in Korean too' '처리부서 이송' "$(minwon --lang ko show "$case")"
check 'no transfers any more' '' "$(limit "$case" other-agency due_at)"
check 'a demand is due within eight hours' '2026-11-23T18:00:00+09:00' "$(limit "$case" first-supplement due_at)"
check 'progress after thirty days' '2026-12-23T18:00:00+09:00' "$(limit "$case" progress-notice due_at)"

minwon supplement "$case" --text '약도' --period 10d >/dev/null
check 'ten days, the first not counted' '2026-12-03T18:00:00+09:00' "$(limit "$case" supplement due_at)"
act='"text":"전화로 요청"'
refused 'no second demand while it runs' supplement-runs "{\"op\":\"supplement\",\"case\":\"$case\",$act,\"period\":\"5d\"}"
refused 'no return either' supplement-runs "{\"op\":\"return\",\"case\":\"$case\",$act}"
minwon claim "$case" >/dev/null
minwon supplement-extend "$case" --text '전화로 요청' --period 5d >/dev/null
check 'longer, from its end on' '2026-12-08T18:00:00+09:00' "$(limit "$case" supplement due_at)"
minwon supplement-extend "$case" --text '다시 요청' --period 5d >/dev/null
check 'a second time, over a weekend' '2026-12-14T18:00:00+09:00' "$(limit "$case" supplement due_at)"
refused 'not a third time' supplement-third "{\"op\":\"supplement-extend\",\"case\":\"$case\",$act,\"period\":\"5d\"}"
minwon sync >/dev/null 2>&1
has 'the applicant is told until when' '보완기간을 2026. 12. 14.까지 연장합니다' \
	"$(sqlite3 -readonly "$store" "SELECT body FROM outbox WHERE kind = 'notice' ORDER BY id DESC LIMIT 1")"

at_time '2026-12-15T09:00:00+09:00'
minwon claim "$case" >/dev/null
refused 'not longer after its end' supplement-over "{\"op\":\"supplement-extend\",\"case\":\"$case\",$act,\"period\":\"5d\"}"
refused 'nor returned before the second demand' supplement-once-more "{\"op\":\"return\",\"case\":\"$case\",$act}"
refused 'which is for ten days at most' supplement-long "{\"op\":\"supplement\",\"case\":\"$case\",$act,\"period\":\"11d\"}"
minwon supplement "$case" --text '약도' --period 10d >/dev/null; check 'demanded once more' 0 $?
check 'until' '2026-12-28T18:00:00+09:00' "$(limit "$case" supplement-again due_at)"
check 'the clock still stands' true "$(field "$case" 'flags | contains(["paused"])')"
at_time '2026-12-29T09:00:00+09:00'
minwon claim "$case" >/dev/null
refused 'no third demand' supplement-twice "{\"op\":\"supplement\",\"case\":\"$case\",$act,\"period\":\"5d\"}"
minwon return "$case" --text '두 번의 보완기간에 약도가 오지 않았습니다.' >/dev/null; check 'returned' 0 $?
check 'closed as returned' returned "$(field "$case" state)"
minwon sync >/dev/null 2>&1
has 'the channel closes it with the reasons' '반려: 두 번의' \
	"$(sqlite3 -readonly "$store" "SELECT body FROM outbox WHERE case_id = $case AND kind = 'status' ORDER BY id DESC LIMIT 1")"
check 'and took every message' '' "$(minwon outbox list -n 0 --format jsonl | jq -r "select(.case_id == $case and .state != \"sent\") | .kind")"
minwon --as supervisor-11410 audit verify >/dev/null 2>err
check 'stored is what the events come to' 0 $?
verdict
