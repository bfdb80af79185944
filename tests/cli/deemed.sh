#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# 수리간주: where silence means yes (식품위생법 §37⑬), the lapse is recorded by
# the office itself, also for the days it was down, and the desk can only complete.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

# ids QUERY: the cases of a query, in the order of their ids
ids()
{
	minwon list "$@" -n 0 --format jsonl | jq -r .id | sort -n | xargs
}

# refused NAME REASON LINE: the op of a JSON line is refused for the reason
refused()
{
	echo "$3" | minwon bulk --apply - >refused.out 2>/dev/null
	check "$1" "$2" "$(jq -r '.problem.type' refused.out)"
}

practice
relay_start --seed 3 --applications 300
office_start --clock "$clock"
minwon sync >/dev/null 2>&1
minwon list open:any -n 0 --format jsonl | jq -r 'select(.service == "FOOD-BIZ") | .id' | sort -n >food
late=$(sed -n 1p food) waits=$(sed -n 2p food) longer=$(sed -n 3p food) drafted=$(sed -n 4p food)
done=$(sed -n 5p food) down=$(sed -n 6p food)
other=$(minwon list open:any -n 0 --format jsonl | jq -r 'select(.service == "11300000006") | .id' | head -n 1)
check 'nobody threatens what nobody received' '' "$(ids deemed:yes)"
# shellcheck disable=SC2086
chief receive $late $waits $longer $drafted $done $other >/dev/null
check 'a queue of its own' "$late $waits $longer $drafted $done" "$(ids deemed:yes)"
check 'the same by its flag' "$(ids deemed:yes)" "$(ids flag:수리간주위험)"
check 'and its opposite' "$(ids deemed:no)" "$(ids not deemed:yes)"
minwon list flag:nonsense >out 2>err; check 'a flag that is none' 2 $?
has 'the case counts down to it' '(then deemed accepted)' "$(minwon --lang en show "$late")"

# One waits for the applicant, one is extended, one has a refusal drafted.
for case in $waits $longer $drafted $done; do minwon next "$case" >/dev/null; done
minwon supplement "$waits" --text '교육이수증' --period 10d >/dev/null
minwon extend "$longer" --reason facts --period 3d --text '현장 확인' >/dev/null
minwon draft "$drafted" --outcome refuse --text '불가' --reason '법 제38조' --remedy '90일 이내' >/dev/null
minwon draft "$done" --outcome complete --text '수리' >/dev/null
chief approve "$done" >/dev/null
check 'due on the third day' '2026-11-25T18:00:00+09:00' "$(field "$late" due_at)"
at_time '2026-11-25T23:59:00+09:00'
check 'not on its last day' '' "$(ids flag:deemed)"
at_time '2026-11-26T00:00:00+09:00'
check 'on the day after it' "$late $drafted" "$(ids flag:deemed)"
check 'flagged, and no longer a risk' true \
	"$(field "$late" 'flags | contains(["deemed"]) and (contains(["deemed-risk"]) | not)')"
check 'with the instant of its effect' '2026-11-26T00:00:00+09:00' "$(field "$late" deemed_at)"
check 'recorded once, by the system, with its time' "system 2026-11-26T00:00:00+09:00" \
	"$(field "$late" 'events[] | select(.kind == "deemed") | .actor + " " + .effective_at')"
has 'and its article' '식품위생법 §37⑬' "$(field "$late" 'events[] | select(.kind == "deemed") | .text')"
check 'what is decided is not' 0 "$(field "$done" 'events | map(select(.kind == "deemed")) | length')"
check 'what waits for the applicant is not' true "$(field "$waits" 'flags | contains(["deemed-risk"])')"
check 'nor what was extended' true "$(field "$longer" 'flags | contains(["deemed-risk"])')"
check 'nor a service that knows no such thing' false \
	"$(field "$other" 'flags | contains(["deemed"])')"
has 'the day says so' 'Deemed accepted, to be completed' "$(chief today)"

# What would undo it is refused by name; completing it is not.
minwon next "$late" >/dev/null
refused 'no refusal' deemed "{\"op\":\"refuse\",\"case\":\"$late\",\"text\":\"x\",\"reason\":\"y\",\"remedy\":\"z\"}"
refused 'no draft of one' deemed "{\"op\":\"draft\",\"case\":\"$late\",\"outcome\":\"refuse\",\"text\":\"x\",\"reason\":\"y\",\"remedy\":\"z\"}"
refused 'no supplement' deemed "{\"op\":\"supplement\",\"case\":\"$late\",\"text\":\"x\",\"period\":\"5d\"}"
refused 'no extension' deemed "{\"op\":\"extend\",\"case\":\"$late\",\"text\":\"현장\",\"reason\":\"facts\",\"period\":\"1d\"}"
refused 'no withdrawal' deemed "{\"op\":\"withdraw\",\"case\":\"$late\",\"text\":\"x\"}"
chief approve "$drafted" >out 2>err
check 'nor is a refusal approved that was drafted before' 3 $?
has 'it says why' 'accepted by law since 2026. 11. 26. 00:00' "$(cat err)"
chief send-back "$drafted" --text '수리간주' >/dev/null; check 'it goes back to its author' 0 $?
minwon note "$late" --text '신고증 발급' >/dev/null; check 'a note can be made' 0 $?
minwon draft "$late" --outcome complete --text '수리' >/dev/null; check 'it can be completed' 0 $?
chief approve "$late" >/dev/null
check 'and is' completed "$(field "$late" state)"
check 'out of the queue then' "$drafted" "$(ids flag:deemed)"
check 'the applicant must not be told of a refusal' 0 \
	"$(sqlite3 -readonly "$store" "SELECT COUNT(*) FROM outbox WHERE kind = 'decision' AND case_id = $drafted")"

# A reply lets the clock go on; the office is down when it ends.
chief receive "$down" >/dev/null
office_stop
at_time '2026-12-07T10:00:00+09:00'
office_start --clock "$clock"
check 'what lapsed while the office was down is listed' true \
	"$(chief doctor --format jsonl | jq -r "select(.name == \"deemed acceptance\") | (.detail | startswith(\"2 reports\")) and (.ok | not)")"
check 'with the day it lapsed, not the day it was found' '2026-12-01T00:00:00+09:00' \
	"$(field "$down" deemed_at)"
check 'the event has both' '2026-12-07T10:00:00+09:00' \
	"$(field "$down" 'events[] | select(.kind == "deemed") | .entered_at')"
check 'the extended one lapsed after its extension' '2026-12-01T00:00:00+09:00' "$(field "$longer" deemed_at)"
check 'the paused one still waits' '' "$(field "$waits" 'deemed_at // ""')"
chief audit verify >/dev/null 2>err
check 'stored is what the events come to' 0 $?
verdict
