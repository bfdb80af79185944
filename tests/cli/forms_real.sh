#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# What is invented (예시) is for practice: in a real office neither its services
# nor its layers are there, and the centre's forms are not imported by hand.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

me=$(id -un)
real()
{
	"$bin/minwon" --lang en --store "$work/real.db" "$@" 2>err
}
head='"x-version":"2099-01-01","x-source":"조례","x-confidence"'
printf '{%s:"high","properties":{"kiosk":{"type":"string","title":"키오스크"}}}' "$head" >good.json
printf '{%s:"예시","properties":{"kiosk":{"type":"string","title":"키오스크"}}}' "$head" >sample.json
printf '{%s:"high","type":"object","properties":{"a":{"type":"string","title":"가"}}}' "$head" >base.json

"$bin/minwon" --store "$work/real.db" init --office 11410 --staff "$me:supervisor" >/dev/null
check 'an invented layer is not there' 0 "$(real forms show FOOD-BIZ --region 11410 --format tsv | grep -c hygiene_notice_yn)"
check 'in the catalogue it is' 1 "$("$bin/minwon" forms show FOOD-BIZ --region 11410 --format tsv | grep -c hygiene_notice_yn)"
check 'and said to be for practice' practice "$("$bin/minwon" forms list FOOD-BIZ --format jsonl |
	jq -r 'select(.region == "11410") | .offices')"
check 'a form with a source is for all' all "$("$bin/minwon" forms list FOOD-BIZ --format jsonl |
	jq -r 'select(.region == null) | .offices')"
real forms show YY-BIRTH >/dev/null; check 'an invented service has no form' 2 $?
printf '{"service":"YY-BIRTH"}' >new.json
real new YY-BIRTH --set 'applicant.name = 홍길동' >/dev/null
check 'and takes no application' 1 "$(grep -c '예시' err)"
real forms import base.json --service FOOD-BIZ --text 시험 >/dev/null; check "the centre's form comes by the relay" 3 $?
has 'it says so' 'through the relay' "$(cat err)"
real forms import good.json --service FOOD-BIZ --region 11 --text 시험 >/dev/null; check 'and a layer of a 시·도' 3 $?
real forms import sample.json --service FOOD-BIZ --region 11410 --text 시험 >/dev/null; check 'an invented layer is refused' 3 $?
has 'by its name' sample "$(cat err)"
real forms import good.json --service FOOD-BIZ --region 11410 --text 시험 >/dev/null; check 'a true one is taken' 0 $?
real forms import good.json --service YY-BIRTH --region 11410 --text 시험 >/dev/null; check 'but not over a form that is not there' 3 $?
verdict
