#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# What was said to a chatbot before it handed an application over stands on the
# case, for those who may read it.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

event='{"specversion":"1.0","id":"ev-1","source":"https://relay.example/channels/seoul-chatbot","type":"kr.relay.request.created.v1","subject":"BOT-1","time":"2026-11-23T08:00:00+09:00","datacontenttype":"application/json","data":{"service_request_id":"BOT-1","jurisdiction_id":"11410","service_code":"GEN-QNA-PROC","status":"open","requested_datetime":"2026-11-23T08:00:00+09:00","description":"질의","form_version":"1","applicant":{"name":"홍길동","phone":"010-0123-4567","address":"서울특별시 서대문구 연희로 1"},"attributes":{"title":"가","content":"나"},"session_id":"s-1","transcript":[
{"at":"2026-11-23T07:58:00+09:00","from":"applicant","text":"홍길동입니다. 840302-1234567 번호로 찾아 주세요. 전화 010-0123-4567"},
{"at":"2026-11-23T07:58:10+09:00","from":"chatbot","text":"확인하겠습니다.\u001b[31m"},
{"at":"soon","from":"a stranger","text":"누구"},
{"from":"applicant"}]}}'
printf 'seoul-chatbot\t11410\t%s\n' "$(tr -d '\n' <<<"$event")" >events.tsv

practice
relay_start --applications 0 --inject "$work/events.tsv"
minwon sync >sync.out || cat sync.out
# 상담 기록 as the reader of $1 sees it
spoken()
{
	minwon "${@:2}" show BOT-1 --format json |
		jq -r --arg f "$1" '.answers[] | select(.section == "상담 기록") | .[$f]'
}
check "a line without text is none" 3 "$(spoken title | wc -l)"
check "a line tells when and who" "2026. 11. 23. 07:58 민원인" "$(spoken title | sed -n 1p)"
check "a chatbot is one" "2026. 11. 23. 07:58 챗봇" "$(spoken title | sed -n 2p)"
check "who is not known is told as such" "2026. 11. 23. 08:00 ?" "$(spoken title | sed -n 3p)"
check "resident numbers are kept nowhere" 0 "$(strings -a "$store"* | grep -c 1234567)"
check "others read it masked" 0 "$(spoken value | grep -c '홍길동\|0123-4567')"
minwon --as supervisor-11410 receive BOT-1 >/dev/null && minwon next BOT-1 >/dev/null
check "its officer reads it" 1 "$(spoken value | grep -c '홍길동입니다.*010-0123-4567')"
check "escapes do not reach the terminal" 0 "$(minwon show BOT-1 | grep -c "$(printf '\033')")"
verdict
