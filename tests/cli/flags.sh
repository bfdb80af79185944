#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Answers marked as needing something become the items of a demand; the reply
# says which of them it answers; what changed stands side by side.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

serial=0
: >events.tsv

# put TYPE ID MEMBERS: one more event about an application.
put()
{
	serial=$((serial + 1))
	printf 'gov24\t11410\t{"specversion":"1.0","id":"ev-%s","source":"https://relay.example/channels/gov24","type":"kr.relay.request.%s.v1","subject":"%s","time":"2026-11-23T08:00:00+09:00","datacontenttype":"application/json","data":{"service_request_id":"%s",%s}}\n' \
		"$serial" "$1" "$2" "$2" "$3" >>events.tsv
}

# application ID ATTRIBUTES
application()
{
	put created "$1" '"jurisdiction_id":"11410","service_code":"FOOD-BIZ","status":"open","requested_datetime":"2026-11-23T08:00:00+09:00","description":"영업신고","form_version":"1","applicant":{"name":"홍길동","phone":"010-0123-4567","address":"서울특별시 서대문구 연희로 1"},"attributes":'"$2"
}

# hand_over: the relay starts anew with all events so far, and sync takes them.
hand_over()
{
	relay_stop
	rm -f "$work/ledger.jsonl"
	relay_start --applications 0 --inject "$work/events.tsv" --store "$work/relay.db"
	minwon sync >sync.out 2>sync.err || echo "not ok sync - $(cat sync.err)"
}

# marks CASE: "field state" of each mark.
marks()
{
	minwon flag "$1" --list --format jsonl | jq -r '"\(.field) \(.state)"'
}

practice
application S-1 '{"owner":"홍길동","rrn":"721210-1******","business_type":"일반음식점","trade_name":"고추밭","address":"서대문구 1","area_m2":"넓음","hygiene_notice_yn":true}'
application S-2 '{"owner":"홍길동","rrn":"721210-1******","business_type":"일반음식점","trade_name":"고추밭","address":"서대문구 1","area_m2":12.5,"water_source":"상수도","hygiene_notice_yn":true}'
hand_over

check 'the list finds what does not fit its form' S-1 \
	"$(minwon list is:mismatch --format jsonl | jq -r .external_id)"
check 'by its Korean word too' S-1 "$(minwon list '표시:서식불일치' --format jsonl | jq -r .external_id)"
check 'in any order' S-1 "$(minwon list is:mismatch --sort new --format jsonl | jq -r .external_id)"
check 'and what fits' S-2 "$(minwon list not is:mismatch --format jsonl | jq -r .external_id)"
has 'it is a flag of the case' mismatch "$(minwon show S-1 --format json | jq -c .flags)"

check 'the day counts it, and says how to list it' '1 is:mismatch' \
	"$(minwon today --format jsonl | jq -r 'select(.figure == "mismatch") | "\(.count) \(.query)"')"

# Marks: by name, by title, all that is missing or wrong, by two desks.
check 'nothing is marked' '' "$(marks S-1)"
check 'by its name' 0 "$(minwon flag S-1 trade_name >/dev/null; echo $?)"
check 'a field that is no answer yet, by its title' 0 \
	"$(minwon --as officer2-11410 flag S-1 '급수 시설' >/dev/null; echo $?)"
check 'both desks see both' 'trade_name flagged
water_source flagged' "$(marks S-1)"
check 'who marked it is known' officer2-11410 "$(minwon flag S-1 --list --format jsonl |
	jq -r 'select(.field == "water_source") | .by')"
check 'the same verb takes it away' 'water_source flagged' \
	"$(minwon flag S-1 trade_name --off >/dev/null; marks S-1)"
check 'all that is missing or does not fit' 'area_m2 flagged
water_source flagged' "$(minwon flag S-1 --all >/dev/null; marks S-1)"
minwon flag S-1 area >out 2>err
check 'a field that the form does not have is refused' 2 $?
has 'by its word' 'area' "$(cat err)"
minwon flag S-1 >out 2>err
check 'so is no field at all' 2 $?
minwon flag S-1 area_m2 --list >out 2>err
check 'and a list that would change' 2 $?
minwon --as auditor-11410 flag S-1 owner >out 2>err
check 'an auditor marks nothing' 3 $?
check 'nothing changed by all that' 'area_m2 flagged
water_source flagged' "$(marks S-1)"
check 'of a case that fits nothing is marked' '' "$(minwon flag S-2 --all --format jsonl)"
minwon supplement S-2 --flagged --period 5d >out 2>err
check 'a demand of nothing is refused' 2 $?

# The demand.
minwon --as supervisor-11410 receive S-1 >/dev/null && minwon next S-1 >/dev/null
check 'the marks are the items, and more can be added' 0 \
	"$(minwon supplement S-1 --flagged --text '위생교육 이수증' --period 5d >/dev/null; echo $?)"
items='["영업장 면적(㎡): 숫자로 적어 주십시오.","급수 시설: 빠져 있습니다. 적어 주십시오.","위생교육 이수증"]'
body=$(minwon outbox list --format jsonl | jq -r 'select(.kind == "supplement") | .id' |
	xargs -I{} "$bin/minwon" --store "$store" --clock "$clock" --as supervisor-11410 outbox show {} --format jsonl)
has 'so they go to the channel' "$(jq -nc --argjson i "$items" '$i[1]' | tr -d '"')" "$body"
check 'then they are demanded' 'area_m2 demanded
water_source demanded' "$(marks S-1)"
minwon show S-1 >/dev/null
at_time '2026-11-24T09:00:00+09:00'
put supplemented S-1 '"supplemented_at":"2026-11-24T08:30:00+09:00","text":"급수는 확인 중입니다.","answers":{"area_m2":33.5}'
hand_over
# Side by side: submitted, now, seen last.
check 'the changed answer as it was, is and was seen' 'area_m2 넓음 33.5 넓음 true true' \
	"$(minwon diff S-1 --format json |
	jq -r '.answers[] | "\(.field) \(.submitted) \(.now) \(.seen) \(.amended) \(.changed)"')"
check 'what the reply answers is no mark any more' 'water_source demanded' "$(marks S-1)"
has 'the case says which was answered' 'items-answered 영업장 면적(㎡)' \
	"$(minwon log S-1 --format jsonl | jq -r 'select(.kind == "supplemented") | .text')"
has 'and which was not' 'not answered: 급수 시설' "$(minwon --lang en log S-1)"
has 'in Korean too' '답하지 않은 항목: 급수 시설' "$(minwon --lang ko log S-1)"
check 'it still does not fit' S-1 "$(minwon list is:mismatch --format jsonl | jq -r .external_id)"

minwon show S-1 >/dev/null
check 'after a look it is no news' 'area_m2 넓음 33.5 33.5 true false' "$(minwon diff S-1 --format json |
	jq -r '.answers[] | "\(.field) \(.submitted) \(.now) \(.seen) \(.amended) \(.changed)"')"
check 'who never looked saw nothing' 'false null' "$(minwon --as officer2-11410 diff S-1 --format json |
	jq -r '"\(.looked) \(.answers[0].seen)"')"
check 'with --all the others stand behind' '8 area_m2' "$(minwon diff S-1 --all --format jsonl |
	jq -rs '"\(length) \(.[0].field)"')"
check 'people see a table' 1 "$(minwon --lang en diff S-1 | grep -c '넓음.*33.5')"
has 'nothing changed is said' 'nothing has changed' "$(minwon --lang en diff S-2 2>&1 >/dev/null)"

# A store from before cases were held against their forms: it is done when its
# office starts, beside its work.
sqlite3 "$store" 'UPDATE cases SET mismatches = -1'
check 'none is known then' 0 "$(sqlite3 "$store" 'SELECT COUNT(*) FROM cases WHERE mismatches >= 0')"
office_start --clock "$clock"
for _ in $(seq 3000); do
	[ "$(sqlite3 "$store" 'SELECT COUNT(*) FROM cases WHERE mismatches < 0')" -ne 0 ] || break
done
check 'then it is found again' S-1 "$(minwon list is:mismatch --format jsonl | jq -r .external_id)"
office_stop

# Set right by the desk: the last mark goes, and it fits.
minwon claim S-1 >/dev/null
minwon correct S-1 --set water_source=상수도 --consent --text '전화로 동의' >/dev/null
check 'no mark is left' '' "$(marks S-1)"
has 'and the correction says so' 'items-answered 급수 시설' \
	"$(minwon log S-1 --format jsonl | jq -r 'select(.kind == "correct") | .text')"
check 'nothing in the list does not fit' '' "$(minwon list is:mismatch --format jsonl)"
check 'the flag of the case is gone' 'false' "$(minwon show S-1 --format json | jq '.flags | index("mismatch") != null')"
verdict
