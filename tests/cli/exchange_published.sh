#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# What the centre publishes to all: forms that the guard lets pass become
# releases, once for all feeds; what it refuses stays in 미분류 with the reasons.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

# published ID REGION JURISDICTION SERVICE VERSION FROM MEDIA PATCH: one line for --inject
published()
{
	printf 'gov24\t%s\t{"specversion":"1.0","id":"%s","source":"https://relay.example/channels/gov24",' "$2" "$1"
	printf '"type":"kr.relay.form.published.v1","subject":"%s","time":"2026-11-23T08:00:00+09:00",' "$4"
	printf '"datacontenttype":"application/json","data":{"service_code":"%s","jurisdiction_id":"%s",' "$4" "$3"
	printf '"version":"%s","effective_from":"%s","media_type":"%s","patch":%s}}\n' "$5" "$6" "$7" "$8"
}
merge=application/merge-patch+json
patch=application/json-patch+json
{
	published f-ok 11410 11410 FOOD-BIZ 2026-12-01 2026-12-01 $merge \
		'{"properties":{"kiosk_yn":{"type":"boolean","title":"키오스크 설치"}}}'
	published f-lost 11410 11410 FOOD-BIZ 2026-12-02 2026-12-02 $merge '{"properties":{"owner":null}}'
	published f-move 11410 11410 FOOD-BIZ 2026-12-03 2026-12-03 $patch \
		'[{"op":"move","from":"/properties/owner","path":"/properties/x"}]'
	published f-other 11410 11410 FOOD-BIZ 2026-12-01 2026-12-01 $merge '{"x-notice":"다른 내용"}'
	published f-foreign 11410 47750 FOOD-BIZ 2026-12-04 2026-12-04 $merge '{"x-notice":"남의 것"}'
	published f-service 11410 '' NO-SUCH 2026-12-04 2026-12-04 $merge '{}'
	published f-day 11410 '' FOOD-BIZ 2026-12-04 soon $merge '{}'
	published f-kind 11410 '' FOOD-BIZ 2026-12-04 2026-12-04 text/html '{}'
	published f-mask 11410 '' FOOD-BIZ 2026-12-05 2026-12-05 $merge '{"properties":{"owner":{"x-mask":null}}}'
	published f-law 11410 '' FOOD-BIZ 2026-12-06 2026-12-06 $merge '{"x-period":"3d"}'
	published f-province 11410 11 FOOD-BIZ 2026-12-06 2026-12-06 $merge '{"x-notice":"서울"}'
	published f-array 11410 '' FOOD-BIZ 2026-12-07 2026-12-07 $patch '{}'
} >inject
# reason EVENT: why it is in 미분류
reason()
{
	jq -r "select(.event_id == \"$1\") | .reason" list.out
}

practice
printf '{"service_code":"LIC-HUNT","jurisdiction_id":"47","version":"2026-12-08","effective_from":"2026-12-08","media_type":"%s","patch":{"x-notice":"경북"}}\n' \
	$merge >releases
relay_start --applications 40 --publish 40 --inject "$work/inject" --release "$work/releases"
minwon sync >/dev/null 2>&1
minwon unsorted list -n 500 --format jsonl >list.out
minwon forms releases --format jsonl >releases.out
check "holidays are nothing to sort" 0 "$(jq -r .detail list.out | grep -c 'holiday')"
check "the relay's own forms are taken" 0 "$(jq -r 'select(.event_id | startswith("f-") | not) | .reason' list.out | grep -c form)"
check "a good layer is a release" "11410 2026-12-01 coming" \
	"$(jq -r 'select(.source == "gov24 f-ok") | "\(.layer) \(.from) \(.state)"' releases.out)"
check "the centre's comes once for all feeds" 1 "$(jq -r '"\(.service) \(.layer) \(.version)"' releases.out | sort | uniq -c |
	awk '{ print $1 }' | sort -u)"
check "a field of the law may not be lost" form-refused "$(reason f-lost)"
check "nor moved" form-refused "$(reason f-move)"
check "the reasons are told" 1 "$(jq -r 'select(.event_id == "f-lost") | .detail' list.out |
	grep -cF 'lost /properties/owner')"
check "the same version with another content" other-content "$(reason f-other)"
check "another region's layer" foreign-source "$(reason f-foreign)"
check "an unknown service" unknown-service "$(reason f-service)"
check "no day" missing-field "$(reason f-day)"
check "a kind nobody knows" missing-field "$(reason f-kind)"
check "a merge patch said to be a JSON Patch" missing-field "$(reason f-array)"
check "not even the centre takes a mask away" form-refused "$(reason f-mask)"
check "the centre may change what it asks" "" "$(reason f-law)"
check "a 시·도 has a layer too" "" "$(reason f-province)"
has "it holds from its day" kiosk_yn "$(minwon forms show FOOD-BIZ --region 서대문 --effective 2026-12-01 --format tsv)"
check "not before" 0 "$(minwon forms show FOOD-BIZ --region 서대문 --effective 2026-11-30 --format tsv | grep -c kiosk_yn)"
id=$(jq -r 'select(.event_id == "f-lost") | .id' list.out)
minwon --as supervisor-11410 unsorted show "$id" --lang en >show.out
has "with the text as it came" "merge-patch+json" "$(cat show.out)"
minwon --as supervisor-11410 unsorted retry "$id" >/dev/null 2>&1
check "trying again does not let it pass" 2 "$?"
minwon --as supervisor-47750 sync >/dev/null 2>&1
check "a file of releases is published where it is for" "47 1" \
	"$(minwon --as supervisor-47750 forms releases LIC-HUNT --format jsonl | jq -r .layer) $(
	sqlite3 -readonly "$store" "SELECT COUNT(*) FROM form_release WHERE service = 'LIC-HUNT'")"
"$bin/minwon-gateway" --token x --applications 0 --release inject >/dev/null 2>err
check "a file of anything else is refused" 2 "$?"
n=$(minwon forms releases --format jsonl | wc -l)
minwon sync >/dev/null 2>&1
check "another round changes nothing" "$n" "$(minwon forms releases --format jsonl | wc -l)"

verdict
