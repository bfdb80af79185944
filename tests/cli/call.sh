#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# 전화 왔어요: a caller's case by what the caller says, what the clerk says then,
# and the record that is left of every look.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

# application ID JURISDICTION NAME PHONE
application()
{
	printf 'gov24\t%s\t{"specversion":"1.0","id":"ev-%s","source":"https://relay.example/channels/gov24","type":"kr.relay.request.created.v1","subject":"%s","time":"2026-11-23T08:00:00+09:00","datacontenttype":"application/json","data":{"service_request_id":"%s","jurisdiction_id":"%s","service_code":"FOOD-BIZ","status":"open","requested_datetime":"2026-11-23T08:00:00+09:00","description":"식당을 엽니다","form_version":"1","applicant":{"name":"%s","phone":"%s","address":"서울특별시 서대문구 연희로 1"},"attributes":{"title":"식품접객업 영업신고","content":"나"}}}\n' \
		"$2" "$1" "$1" "$1" "$2" "$3" "$4"
}

practice
{
	application CALL-1 11410 홍길동 010-1234-5678
	application CALL-2 11410 한가든 010-9999-5678
	application CALL-3 11410 황갑돌 010-7777-0001
	application CALL-4 30200 홍길동 010-1234-5678
} >events.tsv
relay_start --applications 0 --inject "$work/events.tsv"
minwon sync gov24 >out 2>err; check 'the applications are in' 0 $?
S='--as supervisor-11410'
# records: the last access record, subject and operation
records()
{
	sqlite3 -readonly "$store" "SELECT subject || '|' || operation FROM access_log ORDER BY id DESC LIMIT 1"
}
before=$(sqlite3 -readonly "$store" 'SELECT count(*) FROM access_log')

minwon call 5678 >out 2>err; check 'digits without a reason are refused' 3 $?
check 'and leave no record' "$before" "$(sqlite3 -readonly "$store" 'SELECT count(*) FROM access_log')"
minwon call 5678 --reason curiosity >out 2>err; check 'a reason must be one of the table' 2 $?
minwon call 5678 --reason progress --format json >out 2>err; check 'with a reason they are found' 0 $?
check 'in this office only' 'CALL-1 CALL-2' \
	"$(jq -r '[.cases[].external_id] | sort | join(" ")' out)"
check 'masked' '홍*동' "$(jq -r '.cases[] | select(.external_id == "CALL-1") | .applicant' out)"
has 'the record names the purpose and the reason' '전화 응대 progress' "$(records)"
has 'and whose cases were shown' 'by phone: case ' "$(records)"
minwon call 010-1234-5678 --reason progress --format json >out 2>err
check 'a whole number finds its owner' CALL-1 "$(jq -r '[.cases[].external_id] | join(" ")' out)"

minwon call ㅎㄱㄷ --format json >out 2>err; check 'initials find' 0 $?
check 'everybody who has them' 'CALL-1 CALL-2 CALL-3' \
	"$(jq -r '[.cases[].external_id] | sort | join(" ")' out)"
has 'and are recorded' 'by initials' "$(records)"
minwon call gre --format json >out 2>err
check 'typed without Hangul too' 3 "$(jq '.cases | length' out)"
minwon call ㅎㄱ >out 2>err; check 'a part of a name finds nobody' 3 $?
minwon call 황갑돌 --format json >out 2>err
check 'a whole name finds its owner' CALL-3 "$(jq -r '[.cases[].external_id] | join(" ")' out)"

minwon --lang ko call CALL-1 >out 2>err; check 'a number finds one' 0 $?
has 'who is calling comes first' '누구신지 확인' "$(head -1 out)"
has 'what is said is plain' '신청이 도착했습니다' "$(cat out)"
check 'nothing is unmasked' 0 "$(grep -c -e 홍길동 -e 1234 out)"
minwon --lang ko call CALL-1 --name 홍길순 >out 2>err
has 'another name is told apart' '신청인의 이름이 아닙니다' "$(cat out)"
check 'and unmasks nothing' 0 "$(grep -c -e 홍길동 -e 1234-5678 out)"
minwon --lang ko call CALL-1 --name '홍 길동' >out 2>err
has 'the right name unmasks' '홍길동, 010-1234-5678' "$(head -1 out | sed 's/, [0-9-]*, 010/, 010/')"
has 'and is recorded as such' '(identity)' "$(records)"
minwon call CALL-4 >out 2>err; check "another office's number is unknown" 3 $?

# shellcheck disable=SC2086
minwon $S receive CALL-1 >/dev/null; minwon next CALL-1 >/dev/null
minwon supplement CALL-1 --text '위생교육 수료증' --period 5d >out 2>err
minwon --lang ko call CALL-1 >out 2>err
has 'what is missing is said' '위생교육 수료증' "$(cat out)"
has 'with its day' '2026. 11. ' "$(grep '까지 내셔야' out)"
has 'and who has it' '민원인' "$(grep '지금 맡은 쪽' out)"
has 'and who is in charge' '김민지' "$(grep '담당:' out)"
minwon --as auditor-11410 call CALL-1 >out 2>err; check 'an auditor takes no calls' 3 $?
verdict
