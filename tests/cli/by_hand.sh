#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# What staff do by hand to messages that will not go and to things that would
# not become a case.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

# application EVENT ID SERVICE JURISDICTION
application()
{
	printf 'gov24\t11410\t{"specversion":"1.0","id":"%s","source":"https://relay.example/channels/gov24","type":"kr.relay.request.created.v1","subject":"%s","time":"2026-11-23T08:00:00+09:00","datacontenttype":"application/json","data":{"service_request_id":"%s","jurisdiction_id":"11410","service_code":"%s","status":"open","requested_datetime":"2026-11-23T08:00:00+09:00","description":"%s","form_version":"1","applicant":{"name":"홍길동","phone":"010-0123-4567","address":"서울특별시 서대문구 연희로 1"},"attributes":{"title":"900101-1234567","content":"나"}}}\n' \
		"$1" "$2" "$2" "$3" "$2"
}

practice
{
	application ev-1 STRANGE NO-SUCH-SERVICE
	application ev-2 WRONG NO-SUCH-SERVICE
	application ev-3 PLAIN GEN-QNA-PROC
} >events.tsv
relay_start --applications 0 --inject "$work/events.tsv"
minwon sync gov24 >out 2>err; check 'sync says that something is unsorted' 1 $?
S='--as supervisor-11410'
id=$(minwon unsorted list --format jsonl | jq -r 'select(.external_id == "STRANGE") | .id')
other=$(minwon unsorted list --format jsonl | jq -r 'select(.external_id == "WRONG") | .id')

minwon unsorted retry "$id" >out 2>err; check 'as it says it still is none' 2 $?
minwon unsorted retry "$id" --service GEN-QNA-PROC >out 2>err
check 'mapped to a service it becomes a case' 0 $?
check 'which has arrived' arrived "$(minwon list number:STRANGE --format jsonl | jq -r .state)"
check 'without a resident number' 0 "$(sqlite3 -readonly "$store" .dump | grep -c '900101-1234567')"
minwon unsorted retry "$id" --service GEN-QNA-PROC >out 2>err
check 'once only' 3 $?
minwon unsorted discard "$other" >out 2>err; check 'discarding needs a reason' 3 $?
minwon unsorted discard "$other" --text '시험 자료' >out 2>err; check 'one person asks' 0 $?
minwon unsorted discard "$other" --text '시험 자료' >out 2>err
check 'the same person cannot confirm' 3 $?
# shellcheck disable=SC2086
minwon $S unsorted discard "$other" >out 2>err; check 'another person confirms' 0 $?
check 'and it is done' 'done' "$(minwon unsorted list --format jsonl | jq -r "select(.id == $other) | .state")"

relay_stop
# shellcheck disable=SC2086
minwon $S receive PLAIN >/dev/null
message=$(minwon outbox list --format jsonl | jq -r .id)
minwon outbox hold "$message" --text '확인 중' >out 2>err; check 'an officer may not hold' 3 $?
# shellcheck disable=SC2086
minwon $S outbox hold "$message" --text '확인 중' >out 2>err; check 'a supervisor holds' 0 $?
relay_start --applications 0 --inject "$work/events.tsv"
minwon sync gov24 >out 2>err
check 'what is held stays' held "$(minwon outbox list --format jsonl | jq -r .state)"
minwon outbox retry "$message" >out 2>err; check 'tried again' 0 $?
minwon sync gov24 >out 2>err
check 'it goes' sent "$(minwon outbox list --format jsonl | jq -r .state)"
# shellcheck disable=SC2086
minwon $S outbox cancel "$message" --text '늦음' >out 2>err; check 'what went cannot be cancelled' 4 $?
has 'the timeline tells' '확인 중' "$(minwon log PLAIN)"
verdict
