#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# An application that does not fit its form is a case like any other, and says
# what is missing and what is wrong with it.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

# application ID ATTRIBUTES
application()
{
	printf 'gov24\t11410\t{"specversion":"1.0","id":"%s","source":"https://relay.example/channels/gov24","type":"kr.relay.request.created.v1","subject":"%s","time":"2026-11-23T08:00:00+09:00","datacontenttype":"application/json","data":{"service_request_id":"%s","jurisdiction_id":"11410","service_code":"FOOD-BIZ","status":"open","requested_datetime":"2026-11-23T08:00:00+09:00","description":"영업신고","form_version":"1","applicant":{"name":"홍길동","phone":"010-0123-4567","address":"서울특별시 서대문구 연희로 1"},"attributes":%s}}\n' \
		"$1" "$1" "$1" "$2"
}

# faults CASE: "field keyword detail" of each, in the form's order.
faults()
{
	minwon show "$1" --format json |
		jq -r '.answers[] | select(.fault) | "\(.name) \(.fault) \(.fault_detail)"'
}

practice
{
	application F-1 '{"owner":"홍길동","rrn":"721210-1******","business_type":"일반음식점","trade_name":"고추밭","address":"서대문구 1","area_m2":"넓음","hygiene_notice_yn":true}'
	application F-2 '{"owner":"홍길동","rrn":"721210-1******","business_type":"일반음식점","trade_name":"고추밭","address":"서대문구 1","area_m2":12.5,"water_source":"상수도","hygiene_notice_yn":true}'
	application F-3 '{"owner":"홍길동","rrn":"721210-1******","business_type":"일반음식점","trade_name":"고추밭","address":"서대문구 1","area_m2":12.5,"water_source":"상수도"}'
} >events.tsv
relay_start --applications 0 --inject "$work/events.tsv"
minwon sync gov24 >/dev/null 2>&1

check 'all three are cases' 3 "$(minwon list open:any --format jsonl | wc -l)"
check 'what is missing and what is wrong is named' 'area_m2 type number
water_source required 급수 시설' "$(faults F-1)"
check 'one that fits says nothing' '' "$(faults F-2)"
check 'what the region requires counts too' 'hygiene_notice_yn required 음식점 위생등급제 안내 확인' "$(faults F-3)"
has 'in words' '! 급수 시설 is missing' "$(minwon --lang en show F-1)"
has 'in Korean too' '! 급수 시설 항목이 빠졌습니다' "$(minwon --lang ko show F-1)"
minwon --as supervisor-11410 receive F-1 >/dev/null
check 'it is received as any other' received "$(minwon show F-1 --format json | jq -r .state)"

# 직권 보정 (Decree §6⑤): the holder sets a slip right, with consent.
minwon claim F-1 >/dev/null
due=$(minwon show F-1 --format json | jq -r .due_at)
minwon correct F-1 --set '영업장 면적(㎡)=125.3' --text '전화로 동의' >out 2>err
check 'not without consent' 3 $?
has 'and says why' '동의가 있어야' "$(cat err)"
minwon correct F-1 --set 'area=1' --consent --text '전화로 동의' >out 2>err
check 'not for a field that the form does not have' 2 $?
has 'and names it' 'area' "$(cat err)"
check 'nothing was changed by that' 'area_m2 type number
water_source required 급수 시설' "$(faults F-1)"
check 'with consent it is done' 0 "$(minwon correct F-1 --set '영업장 면적(㎡)=125.3' \
	--set water_source=상수도 --consent --text '전화로 동의' >/dev/null; echo $?)"
check 'then it fits' '' "$(faults F-1)"
check 'what was submitted stays beside it' '125.3 넓음' "$(minwon show F-1 --format json |
	jq -r '.answers[] | select(.name == "area_m2") | "\(.value) \(.was)"')"
has 'the timeline says who agreed to what' '전화로 동의 (영업장 면적(㎡), 급수 시설)' "$(minwon log F-1)"
check 'the clock does not mind' "$due" "$(minwon show F-1 --format json | jq -r .due_at)"

# A service whose policy is to look first: 미분류 with what is wrong; a clerk who
# tries again takes it as it is, or says what it is.
for id in Q-1 Q-2 Q-3; do
	printf 'gov24\t30200\t{"specversion":"1.0","id":"%s","source":"https://relay.example/channels/gov24","type":"kr.relay.request.created.v1","subject":"%s","time":"2026-11-23T08:00:00+09:00","datacontenttype":"application/json","data":{"service_request_id":"%s","jurisdiction_id":"30200","service_code":"DJ-FAQ365","status":"open","requested_datetime":"2026-11-23T08:00:00+09:00","description":"문의","form_version":"1","applicant":{"name":"홍길동","phone":"010-0123-4567","address":"대전광역시 유성구 대학로 1"},"attributes":%s}}\n' \
		"$id" "$id" "$id" "$(case $id in
		Q-3) echo '{"topic":"건강보험","content":"자격 문의","phone":"042-123-4567"}' ;;
		*) echo '{"topic":7}' ;;
		esac)"
done >>events.tsv
relay_stop
relay_start --applications 0 --inject "$work/events.tsv"
there() { minwon --as officer1-30200 "$@"; }
there sync gov24 >/dev/null 2>&1
check 'what fits is a case' Q-3 "$(there list --format jsonl | jq -r .external_id)"
check 'what does not is 미분류, with what is wrong' 'Q-1 form-mismatch 분야, 내용, 전화번호
Q-2 form-mismatch 분야, 내용, 전화번호' "$(there unsorted list --state open --format jsonl |
	jq -r '"\(.external_id) \(.reason) \(.detail)"' | sort)"
id() { there unsorted list --state open --format jsonl | jq -r "select(.external_id == \"$1\") | .id"; }
check 'tried again it is taken as it is' 0 "$(there unsorted retry "$(id Q-1)" >/dev/null; echo $?)"
check 'or as what a clerk says it is' 0 \
	"$(there unsorted retry "$(id Q-2)" --service GEN-QNA-PROC >/dev/null; echo $?)"
check 'both are cases then, and found' 'Q-1 DJ-FAQ365
Q-2 GEN-QNA-PROC' "$(there list is:mismatch --format jsonl |
	jq -r '"\(.external_id) \(.service)"' | sort)"
check 'that came when they came' '2026-11-23T08:00:00+09:00' \
	"$(there show Q-1 --format json | jq -r .arrived_at)"
check 'nothing is left over' '' "$(there unsorted list --state open --format jsonl)"
verdict
