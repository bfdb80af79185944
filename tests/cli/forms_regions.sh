#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Codes that have ended: a case keeps the one it was received under and finds its
# form through the region that took over; of a split one the address says which
# part it is, or a clerk does.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

# created ID REGION ADDRESS: an application of FOOD-BIZ through the feed of 28110
created()
{
	printf 'gov24\t28110\t{"specversion":"1.0","id":"ev-%s","source":"https://relay.example/channels/gov24",' "$1"
	printf '"type":"kr.relay.request.created.v1","subject":"%s","time":"2026-11-23T08:00:00+09:00",' "$1"
	printf '"datacontenttype":"application/json","data":{"service_request_id":"%s","service_code":"FOOD-BIZ",' "$1"
	printf '"jurisdiction_id":"%s","requested_datetime":"2026-11-23T08:00:00+09:00","description":"신고",' "$2"
	printf '"form_version":"1","applicant":{"name":"홍길동","phone":"010-1234-5678","address":"%s"},"attributes":{"owner":"홍길동","port_yn":true}}}\n' "$3"
}
# layered ID JURISDICTION: a layer of a part, published
layered()
{
	printf 'gov24\t28110\t{"specversion":"1.0","id":"%s","source":"https://relay.example/channels/gov24",' "$1"
	printf '"type":"kr.relay.form.published.v1","subject":"FOOD-BIZ","time":"2026-11-22T08:00:00+09:00",'
	printf '"datacontenttype":"application/json","data":{"service_code":"FOOD-BIZ","jurisdiction_id":"%s","version":"2026-11-01",' "$2"
	printf '"effective_from":"2026-11-01","media_type":"application/merge-patch+json",'
	printf '"patch":{"properties":{"port_yn":{"type":"boolean","title":"항만 구역"}}}}}\n'
}
practice
# An office of the 중구 that was split, beside the four of practice.
sqlite3 "$store" "INSERT INTO office (code, name) VALUES ('28110', '중구청');
	INSERT INTO jurisdiction (region, office) VALUES ('28110', '28110');
	INSERT INTO staff (login, name, role, office, department, contact, uid, is_enabled, created_at)
		VALUES ('chief-28110', '조인천', 'supervisor', '28110', '민원실', '032', NULL, 1, 0);
	INSERT INTO channel_cursor (channel, region, last_event_id, is_enabled, last_pull_at, last_error)
		VALUES ('gov24', '28110', '', 1, 0, '');"
{
	created N-1 28110 '인천광역시 중구 축항대로 300'
	layered L-1 28155
	created N-2 28110 '인천광역시 중구 영종대로 12 (운서동)'
	created N-3 28110 '인천광역시 중구 신포동 3'
	created N-4 28110 '인천광역시 중구 축항대로 301'
	created N-5 28125 '인천광역시 제물포구 신포동 4'
} >inject
relay_start --applications 0 --inject "$work/inject"
chief()
{
	minwon --as chief-28110 "$@"
}
chief sync gov24 >/dev/null 2>&1
chief list --format jsonl >list.out
chief unsorted list --format jsonl >unsorted.out
# number EXTERNAL-ID: our number of it
number()
{
	jq -r "select(.external_id == \"$1\") | .id" list.out
}
# port EXTERNAL-ID: who set the field of 영종구 in its form; null where it has none
port()
{
	chief show "$(number "$1")" --format json | jq -r '.answers[] | select(.name == "port_yn") | .layer'
}
check 'where the parts have one form nobody is asked' 28110 "$(jq -r 'select(.external_id == "N-1") | .region' list.out)"
check 'the address says which part it is' 28155 "$(port N-2)"
check 'and the case keeps its code' 28110 "$(jq -r 'select(.external_id == "N-2") | .region' list.out)"
check 'the other part has the other form' null "$(port N-3)"
check 'what says nothing is asked about' 'region-split 28125 제물포구, 28155 영종구' \
	"$(jq -r 'select(.external_id == "N-4") | "\(.reason) \(.detail)"' unsorted.out)"
check "a feed's own successor code is another jurisdiction" foreign-source \
	"$(jq -r 'select(.external_id == "N-5") | .reason' unsorted.out)"
chief unsorted retry "$(jq -r 'select(.external_id == "N-4") | .id' unsorted.out)" --region 28155 >/dev/null
check 'a clerk says which' 0 $?
chief list --format jsonl >list.out
check 'the case keeps the code it came under' 28110 "$(jq -r 'select(.external_id == "N-4") | .region' list.out)"
check 'and has the form of its part' 28155 "$(port N-4)"
check 'a list by the new code has the cases of the old one' 4 "$(chief list region:28155 --format jsonl | wc -l)"
check 'one by another new code has not' 0 "$(chief list region:28275 --format jsonl | wc -l)"
verdict
