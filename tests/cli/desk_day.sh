#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The scripted day of scripts/desk/day.sh, as it stands there: short, clean, and run
# twice it does everything once.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"
script=$here/../../scripts/desk/day.sh

check 'less than 30 lines' yes "$([ "$(wc -l <"$script")" -lt 30 ] && echo yes)"
check 'shellcheck has nothing to say' '' "$(shellcheck "$script")"

# One application more, with two answers that do not fit its form.
printf 'gov24\t11410\t%s\n' '{"specversion":"1.0","id":"F-1","source":"https://relay.example/channels/gov24","type":"kr.relay.request.created.v1","subject":"F-1","time":"2026-11-23T08:00:00+09:00","datacontenttype":"application/json","data":{"service_request_id":"F-1","jurisdiction_id":"11410","service_code":"FOOD-BIZ","status":"open","requested_datetime":"2026-11-23T08:00:00+09:00","description":"영업신고","form_version":"1","applicant":{"name":"홍길동","phone":"010-0123-4567","address":"서울특별시 서대문구 연희로 1"},"attributes":{"owner":"홍길동","rrn":"721210-1******","business_type":"일반음식점","trade_name":"고추밭","address":"서대문구 1","area_m2":"넓음","hygiene_notice_yn":true}}}' >events.tsv

practice
relay_start --seed 21 --applications 200 --inject "$work/events.tsv"
office_start --clock "$clock"
mkdir out
day()
{
	env MINWON_STORE="$store" PATH="$bin:$PATH" CLERK=officer1-11410 CHIEF=supervisor-11410 \
		DAY=2026-11-23 OUT=out sh "$script" >day.out 2>day.err
}
count()
{
	sqlite3 -readonly "$store" "SELECT COUNT(*) FROM $1"
}

day
check 'the day ends well' 0 $?
has 'the digest has the list' 접수번호 "$(cat out/2026-11-23-digest.txt)"
check 'all that arrived is received' 0 "$(minwon list state:arrived -n 0 --format jsonl | wc -l)"
received=$(grep -c '"outcome":"done"' out/2026-11-23-receive.jsonl)
check 'many are' yes "$([ "$received" -gt 20 ] && echo yes)"
issued=$(grep -c '"outcome":"done"' out/2026-11-23-issue.jsonl)
check 'certificates are issued' "$issued" "$(count "cases WHERE state = 'completed'")"
check 'some' yes "$([ "$issued" -gt 0 ] && echo yes)"
demanded=$(grep -c '"outcome":"done"' out/2026-11-23-demand.jsonl)
check 'what does not fit is asked for' "$demanded" "$(count "cases WHERE state = 'supplement'")"
check 'some' yes "$([ "$demanded" -gt 0 ] && echo yes)"
check 'each demand went out with its notice' "$demanded" \
	"$(count "outbox WHERE kind = 'supplement' AND state = 'sent'")"
check 'the export has what was decided' "$issued" "$(($(wc -l <out/2026-11.csv) - 1))"
sqlite3 -readonly "$store" .dump | grep -e '^INSERT INTO event' -e '^INSERT INTO outbox' >before
day
check 'the day again is well' 0 $?
sqlite3 -readonly "$store" .dump | grep -e '^INSERT INTO event' -e '^INSERT INTO outbox' >after
check 'and does nothing twice' '' "$(diff before after | head -3)"
verdict
