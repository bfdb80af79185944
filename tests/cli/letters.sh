#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Letters that cases owe: found from what happened and the time, shown as they
# go out, sent through the outbox, or left out with a reason.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

chief()
{
	minwon --as supervisor-11410 "$@"
}

# owed KIND CASE: what the list says of it
owed()
{
	minwon letters list --kind "$1" --format jsonl | jq -rc "select(.case_id == $2) | .owed_at[0:10]"
}

practice
relay_start --seed 3 --applications 200
office_start --clock "$clock"
minwon sync >/dev/null 2>&1
chief list --format jsonl -n 0 | jq -r 'select(.service == "GEN-QNA-PROC") | .id' >ids
slow=$(sed -n 1p ids)
moved=$(sed -n 2p ids)
public=$(sed -n 3p ids)
chief receive "$slow" "$moved" "$public" >/dev/null
minwon next "$slow" >/dev/null
check 'nothing is owed on the first day' '' "$(minwon letters list --format jsonl)"

# A due that the calendar moved.
printf '2026-11-27,임시공휴일\n' >days.csv
chief holidays apply days.csv >/dev/null 2>&1
check 'a moved due owes a letter' '2026-11-23' "$(owed date-moved "$moved")"
minwon letters show "$moved" --kind date-moved >shown.out
has 'it names both dates' '종전에 알려 드린 처리기한: 2026. 12. 1. 18:00' "$(cat shown.out)"
has 'and the new one' '바뀐 처리기한: 2026. 12. 2. 18:00' "$(cat shown.out)"
has 'with the particle that the reason wants' '2026-11-27 임시공휴일이 처리기간을' "$(cat shown.out)"
has 'and department, name and telephone (시행령 §31)' '서대문구청 민원여권과 김민지 (전화 02-330-0001)' "$(cat shown.out)"
has 'and the applicant in full' "$(sql "SELECT applicant_name FROM cases WHERE id = $moved") 귀하" "$(cat shown.out)"
minwon --as auditor-11410 letters show "$moved" --kind date-moved >masked.out
check 'an auditor reads it masked' '' "$(grep -F "$(sql "SELECT applicant_name FROM cases WHERE id = $moved") 귀하" masked.out)"
minwon --as auditor-11410 letters send "$moved" --kind date-moved >out 2>err; check 'and may not send' 3 $?
minwon letters send "$moved" --kind date-moved >out 2>err; check 'an officer sends it' 0 $?
check 'what was shown is what goes out, byte for byte' "$(cat shown.out)" \
	"$(sql "SELECT body FROM outbox WHERE case_id = $moved AND kind = 'notice'" | jq -r .text)"
check 'with the officer' '김민지' "$(sql "SELECT body FROM outbox WHERE case_id = $moved AND kind = 'notice'" | jq -r .officer.name)"
check 'then it is owed no more' '' "$(owed date-moved "$moved")"
check 'and what the applicant was told is the legal due' "$(field "$moved" due_at)" "$(field "$moved" announced_at)"
minwon letters send "$moved" --kind date-moved >out 2>err; check 'a second time there is none to send' 3 $?
check 'one message' 1 "$(sql "SELECT COUNT(*) FROM outbox WHERE case_id = $moved AND kind = 'notice'")"
minwon sync >/dev/null 2>&1
check 'the relay took it' sent "$(sql "SELECT state FROM outbox WHERE case_id = $moved AND kind = 'notice'")"
chief audit verify >out 2>err; check 'the clocks still agree' 0 $?

# Many: a dry run first.
n=$(minwon letters list --kind date-moved --format jsonl | wc -l)
check 'there are more' yes "$([ "$n" -ge 2 ] && echo yes)"
before=$(sql 'SELECT COUNT(*) FROM event')
minwon --lang en letters send --all --kind date-moved --format jsonl >out 2>err; check 'many are a dry run' 0 $?
check 'that says which' "$n" "$(jq -r 'select(.state == "would-send") | .id' out | wc -l)"
has 'and that nothing was done' 'nothing was done: add --apply' "$(cat err)"
check 'nothing was' "$before" "$(sql 'SELECT COUNT(*) FROM event')"
minwon letters skip --all --kind date-moved --apply >out 2>err; check 'leaving out needs a reason' 2 $?
minwon letters send --all --kind date-moved --apply --format jsonl >out 2>err; check 'with --apply they go' 0 $?
check 'all of them' "$n" "$(jq -r 'select(.state == "sent") | .id' out | wc -l)"

# The period has ended.
at_time '2026-12-03T09:00:00+09:00'
check 'overdue owes a dunning letter' '2026-12-02' "$(owed dunning "$slow")"
minwon letters send "$slow" --kind dunning >out 2>err; check 'an officer does not dun' 3 $?
messages=$(sql 'SELECT COUNT(*) FROM outbox')
chief letters show "$slow" --kind dunning >shown.out
has 'it goes to who has the case' '수신: 민원여권과 김민지' "$(cat shown.out)"
has 'from the inspector' '민원심사관 박서연' "$(cat shown.out)"
has 'by the decree' '시행령 §28②' "$(cat shown.out)"
chief letters send "$slow" --kind dunning >/dev/null 2>&1; check 'the supervisor does' 0 $?
check 'nothing goes to the channel' "$messages" "$(sql 'SELECT COUNT(*) FROM outbox')"
has 'the officer sees it on the case' '독촉' "$(minwon --lang ko log "$slow")"
check 'once' '' "$(owed dunning "$slow")"

# 30 days, and 60 while nobody looked.
check 'no progress notice is owed before 30 days' '' "$(owed progress "$slow")"
at_time '2026-12-23T09:00:00+09:00'
check 'after 30 days one is' '2026-12-23' "$(owed progress "$slow")"
office_stop
at_time '2027-01-25T09:00:00+09:00'
office_start --clock "$clock"
check 'an office that was down for a month has lost none' '2026-12-23 1' \
	"$(minwon letters list --kind progress --format jsonl | jq -rc "select(.case_id == $slow) | \"\(.owed_at[0:10]) \(.missed)\"")"
minwon letters public "$public" --text '진행상황 공개 안내함' >/dev/null 2>&1
check 'told that progress is public: none is owed' 0 $?
minwon letters send "$slow" --kind progress >/dev/null 2>&1; check 'one letter makes up for both' 0 $?
check 'then none' '' "$(owed progress "$slow")"
has 'it counts the days' '64일째' "$(sql "SELECT text FROM letter WHERE case_id = $slow AND letter = 'progress'")"
minwon letters skip "$moved" --kind progress --text '전화로 안내함' >/dev/null 2>&1; check 'one is left out' 0 $?
has 'with its reason on the case' '전화로 안내함' "$(minwon --lang ko log "$moved")"
at_time '2027-02-24T09:00:00+09:00'
check 'the next 30 days owe the next' '2027-02-22' "$(owed progress "$slow")"
check 'also where one was left out' '2027-02-22' "$(owed progress "$moved")"
check 'but not where it is public' '' "$(owed progress "$public")"

# A hole in the letter blocks it, by name and place.
office_stop
sqlite3 "$store" "UPDATE staff SET contact = '' WHERE login = 'officer1-11410'"
office_start --clock "$clock"
minwon --lang en letters send "$slow" --kind progress >out 2>err; check 'no telephone, no letter' 3 $?
has 'it says what is missing and where' 'nothing fills {{contact}} (13:43)' "$(cat err)"
check 'and nothing was written' 1 "$(sql "SELECT COUNT(*) FROM letter WHERE case_id = $slow AND letter = 'progress'")"
minwon --lang en letters list --kind mood >out 2>err; check 'an unknown letter' 2 $?
chief audit verify >out 2>err; check 'all clocks agree at the end' 0 $?
verdict
