#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Releases of forms by command: who may, what is refused and why, from when they
# hold, and that a case stays with the form it came with.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

chief()
{
	minwon --as supervisor-11410 --lang en "$@" 2>err
}

# layer FIELD VERSION: a layer that adds a field
layer()
{
	printf '{"x-version":"%s","x-source":"조례","x-confidence":"high","properties":{"%s":{"type":"string","title":"%s","x-order":900}}}\n' \
		"$2" "$1" "$1"
}
# columns COLUMN…: of the releases, one line each
columns()
{
	chief forms releases --format jsonl | jq -r "\"$1\""
}

practice
relay_start --applications 200
minwon sync >/dev/null 2>&1
layer kiosk 2026-12-01 >kiosk.json
layer own_word 2026-11-23 >own.json

# Trying changes nothing.
chief forms import kiosk.json --service FOOD-BIZ --region 서대문 --dry-run --format jsonl >out
check "trying says what it would do" "dry-run 1 0 1" "$(jq -r '"\(.state) \(.added) \(.changed) \(.gone)"' out)"
check "and releases nothing" "" "$(columns '\(.id)')"
chief forms import kiosk.json --service FOOD-BIZ --region 서대문 >/dev/null
check "without a reason it is refused" 3 "$?"
minwon forms import kiosk.json --service FOOD-BIZ --region 서대문 --text 조례 >/dev/null 2>&1
check "an officer may not" 3 "$?"
minwon --as auditor-11410 forms import kiosk.json --service FOOD-BIZ --region 서대문 --text 조례 >/dev/null 2>&1
check "an auditor may not" 3 "$?"

chief forms import kiosk.json --service FOOD-BIZ --region 서대문 --text '조례 개정' >/dev/null
check "a supervisor may" 0 "$?"
check "it is recorded by whom and why" "supervisor-11410 조례 개정 kiosk.json" \
	"$(columns '\(.by) \(.reason) \(.source)')"
check "it is to come" coming "$(columns '\(.state)')"
chief forms import kiosk.json --service FOOD-BIZ --region 서대문 --text again >/dev/null
check "the same again is the same release" 1 "$(columns '\(.id)' | wc -l)"
layer other 2026-12-01 >other.json
chief forms import other.json --service FOOD-BIZ --region 서대문 --text again >/dev/null
check "its version with another content is a conflict" 4 "$?"
chief forms import own.json --service FOOD-BIZ --own --text 시범 --format jsonl >out
check "the office's own layer" "@11410 holds" "$(jq -r '"\(.layer) \(.state)"' out)"
has "is on top of its region's" '@11410' \
	"$(chief forms show FOOD-BIZ --region 서대문 --own --format jsonl | jq -r 'select(.field == "own_word") | .layer')"
check "another office sees neither" "" "$(minwon --as supervisor-47750 forms releases --format jsonl)"
chief forms import kiosk.json --service FOOD-BIZ --region 청송 --text 남의것 >/dev/null
check "another region's layer is not ours" 3 "$?"
has "and it says so" "another office's" "$(cat err)"
check "it holds from its day" 1 "$(chief forms show FOOD-BIZ --region 서대문 --effective 2026-12-01 --format tsv | grep -c kiosk)"
check "and not the day before" 0 "$(chief forms show FOOD-BIZ --region 서대문 --effective 2026-11-30 --format tsv | grep -c kiosk)"
chief forms import kiosk.json --service FOOD-BIZ --region 서대문 --effective 2026-11-22 --text 소급 >/dev/null
check "no form holds from a day that is over" 3 "$?"
check "a catalogue path says service and layer itself" "FOOD-BIZ 11410" "$(mkdir -p 11410 && layer x 2026-12-09 >11410/FOOD-BIZ.json &&
	chief forms import 11410/FOOD-BIZ.json --dry-run --format jsonl | jq -r '"\(.service) \(.layer)"')"

# A case stays with the form it came with.
case=$(minwon list --format jsonl service:FOOD-BIZ region:11410 | jq -r .id | head -1)
# set_by CASE FIELD: which layer of its form set it; null where the form has none
set_by()
{
	minwon show "$1" --format json | jq -r ".answers[] | select(.name == \"$2\") | .layer"
}
check "it came with the catalogue's layer" 11410 "$(set_by "$case" hygiene_notice_yn)"
at_time 2026-12-01T10:00:00+09:00
check "the release holds now" holds "$(columns '\(.layer) \(.state)' | sed -n 's/^11410 //p')"
check "which has another layer" "" "$(chief forms show FOOD-BIZ --region 서대문 --format jsonl | jq -r 'select(.field == "hygiene_notice_yn") | .layer')"
check "the case has what it came with" 11410 "$(set_by "$case" hygiene_notice_yn)"
chief forms retire "$(columns '\(.layer) \(.id)' | sed -n 's/^11410 //p')" --text '잘못된 조례' >/dev/null
check "a supervisor retires it" 0 "$?"
check "the layer below holds again" 1 "$(chief forms show FOOD-BIZ --region 서대문 --format tsv | grep -c hygiene)"
check "it stays in the list, retired" retired "$(columns '\(.layer) \(.state)' | sed -n 's/^11410 //p')"
chief forms retire "$(columns '\(.layer) \(.id)' | sed -n 's/^11410 //p')" --text again >/dev/null
check "twice is refused" 3 "$?"
check "what it changed is told" "kiosk field" "$(chief forms release 1 --format jsonl | jq -r 'select(.is != null) | "\(.field) \(.keyword)"')"

# refused NAME FILE WORD: nothing is released, the finding is named, status 3
refused()
{
	local before status
	before=$(columns '\(.id)' | wc -l)
	chief forms import "$2" --service FOOD-BIZ --region 서대문 --effective 2026-12-20 --text 시험 >/dev/null
	status=$?
	check "$1: status" 3 "$status"
	check "$1: finding" 1 "$(grep -c ": $3: " err | sed 's/[1-9][0-9]*/1/')"
	check "$1: nothing is released" "$before" "$(columns '\(.id)' | wc -l)"
}
head='"x-version":"2026-12-20","x-source":"조례","x-confidence":"high"'
printf '{%s,"properties":{"owner":null}}' "$head" >bad1.json
refused "a field of the law" bad1.json lost
printf '[{"op":"remove","path":"/properties/owner"}]' >bad2.json
refused "the same by JSON Patch" bad2.json lost
printf '{%s,"additionalProperties":true,"required":[]}' "$head" >bad3.json
refused "not required any more" bad3.json optional
# shellcheck disable=SC2016 # $ref is a keyword
printf '{%s,"properties":{"x":{"title":"x","$ref":"https://elsewhere.example/x"}}}' "$head" >bad4.json
refused "a reference elsewhere" bad4.json foreign-ref
# shellcheck disable=SC2016
printf '{%s,"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}},"properties":{"x":{"title":"x","$ref":"#/$defs/a"}}}' "$head" >loop.json
chief forms import loop.json --service FOOD-BIZ --region 서대문 --effective 2026-12-20 --text 시험 --dry-run >/dev/null
check "a circle of references ends" 0 "$(($? == 0 || $? == 3 ? 0 : 1))"
printf '{%s,"a":%s1%s}' "$head" "$(printf '[%.0s' $(seq 60))" "$(printf ']%.0s' $(seq 60))" >deep.json
refused "too deep" deep.json json
printf '{%s,"x-notice":"가","x-notice":"나"}' "$head" >twice.json
refused "a key that is there twice" twice.json json
printf '{"x-version":"2026-12-20","x-notice":"origin"}' >origin.json
refused "no origin" origin.json source
printf '"a text"' >text.json
refused "no layer at all" text.json patch
head -c 40000 /dev/zero | tr '\0' ' ' >huge.json
printf '{}' >>huge.json
chief forms import huge.json --service FOOD-BIZ --region 서대문 --text 시험 >/dev/null
check "too large a file" 2 "$?"
printf '{"x-notice":"\xb0\xa1"}' >cp949.json
chief forms import cp949.json --service FOOD-BIZ --region 서대문 --text 시험 >/dev/null
check "another encoding" 2 "$?"
has "says how to convert it" iconv "$(cat err)"
printf '{"x-notice":"a\0b"}' >nul.json
chief forms import nul.json --service FOOD-BIZ --region 서대문 --text 시험 >/dev/null
check "a byte zero" 2 "$?"
chief forms import none.json --service FOOD-BIZ --region 서대문 --text 시험 >/dev/null
check "no such file" 2 "$?"
chief forms import kiosk.json --service NO-SUCH --region 서대문 --text 시험 >/dev/null
check "no such service" 2 "$?"
chief forms import kiosk.json --service FOOD-BIZ --region 서대문 --own --text 시험 >/dev/null
check "own and region" 2 "$?"
chief forms retire 999 --text 시험 >/dev/null
check "no such release" 2 "$?"
verdict
