#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Forms by command: what the catalogue holds, what a region adds, and which
# layers are refused. Needs no office.
set -uo pipefail
bin=$(cd "${B:-build}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export LC_ALL=C.UTF-8
unset MINWON_STORE
failed=0

check()
{
	if [ "$2" = "$3" ]; then
		echo "ok $1"
	else
		echo "not ok $1 - wanted $2, got $3"
		failed=1
	fi
}

minwon()
{
	"$bin/minwon" --lang en "$@" 2>err
}

# refused NAME WORD POINTER LAYER: lint says the word at the pointer, status 1.
refused()
{
	local status got
	printf '%s' "$4" >layer.json
	got=$(minwon forms lint --service FOOD-BIZ --region 47750 --format tsv layer.json)
	check "$1: is refused" "layer.json	$3	$2" "$(grep -F "	$2	" <<<"$got" | head -n 1 | cut -f 1-3)"
	minwon forms lint --service FOOD-BIZ --region 47750 layer.json >/dev/null
	status=$?
	check "$1: status" 1 "$status"
}

head='"x-version":"2026-11-01","x-source":"조례","x-confidence":"high"'

minwon forms lint >out; status=$?
check 'the whole catalogue is clean' 0 "$status"
check 'and is counted by how sure it is' 1 "$(grep -c 'verified.*high.*0 finding' err)"
count=$(grep -oE '[0-9]+ form' err | cut -d ' ' -f 1)
check 'every form is listed' "$count" "$(minwon forms list --format jsonl | wc -l)"
check 'all services have a form of their own' 69 "$(minwon forms list --format jsonl |
	jq -r .service | sort -u | wc -l)"
for service in $(minwon forms list --format jsonl | jq -r .service | sort -u); do
	minwon forms show "$service" --format json | jq -r '.properties | keys | join(" ")'
done >lists
check 'at most a tenth of them share their list of fields' 1 \
	"$(sort lists | uniq -c | awk '$1 > 1 { n += $1 } END { print (n <= 6) }')"
check 'the same benefit asks for other things in 청송 and 청도' 'birth_reported_on residence_since' \
	"$(minwon forms diff HAPPYBIRTH --region 청송 --region 청도 --format jsonl | jq -r .field |
	sort -u | tr '\n' ' ' | sed 's/ $//')"
check 'a region sees who set a field' 11410 "$(minwon forms show FOOD-BIZ --region 서대문 \
	--format jsonl | jq -r 'select(.field == "hygiene_notice_yn") | .layer')"
check 'the centre does not have it' '' "$(minwon forms show FOOD-BIZ --format jsonl |
	jq -r 'select(.field == "hygiene_notice_yn") | .field')"
check 'the merged form is a schema' true "$(minwon forms show FOOD-BIZ --region 47750 --format json |
	jq '.properties | has("farm_produce_yn")')"
check 'two regions differ in what each added' 'farm_produce_yn hygiene_notice_yn' \
	"$(minwon forms diff FOOD-BIZ --region 서대문 --region 청송 --format jsonl | jq -r .field |
	sort -u | tr '\n' ' ' | sed 's/ $//')"
check 'a region that has ended finds the form of the one that took over' 0 \
	"$(minwon forms show FOOD-BIZ --region 46150 >/dev/null; echo $?)"

printf '{%s,"properties":{"farm_yn":{"type":"boolean","title":"농가 여부"}}}' "$head" >good.json
minwon forms lint --service FOOD-BIZ --region 청송 good.json >out; status=$?
check 'a layer that adds is fine' 0 "$status"
refused 'a field of the law dropped' lost /properties/owner "{$head,\"properties\":{\"owner\":null}}"
refused 'its mask dropped' unmasked /properties/owner/x-mask \
	"{$head,\"properties\":{\"owner\":{\"x-mask\":null}}}"
refused 'not required any more' optional /required "{$head,\"required\":[\"owner\"]}"
refused 'moved away' lost /properties/owner \
	'[{"op":"move","from":"/properties/owner","path":"/properties/keeper"}]'
refused 'renamed' renamed /properties/owner/title \
	"{$head,\"properties\":{\"owner\":{\"title\":\"아무나\"}}}"
refused 'no title' title /properties/new_yn "{$head,\"properties\":{\"new_yn\":{\"type\":\"boolean\"}}}"
refused 'a mask nobody knows' mask /properties/new \
	"{$head,\"properties\":{\"new\":{\"title\":\"새 항목\",\"x-mask\":\"some\"}}}"
refused 'a reference elsewhere' foreign-ref "/properties/new/\$ref" \
	"{$head,\"properties\":{\"new\":{\"title\":\"새 항목\",\"\$ref\":\"http://other.invalid/x\"}}}"
refused 'no source' source /x-source '{"x-version":"2026-11-01","x-confidence":"high"}'
refused 'not JSON' json '' '{"a":1,"a":2}'
refused 'a pattern that is none' schema '' \
	"{$head,\"properties\":{\"new\":{\"title\":\"새 항목\",\"pattern\":\"(\"}}}"

# bad NAME STATUS SENTENCE ARGUMENT…
bad()
{
	local name=$1 wanted=$2 sentence=$3
	shift 3
	minwon "$@" >/dev/null
	check "$name: status" "$wanted" "$?"
	check "$name: sentence" 1 "$(grep -cF -- "$sentence" err)"
}
bad 'an unknown service' 2 'there is no service “NONE”' forms show NONE
bad 'an unknown region' 2 'there is no region “Atlantis”' forms show FOOD-BIZ --region Atlantis
bad 'nothing to compare' 2 '--region A --region B' forms diff FOOD-BIZ
bad 'three regions' 2 'two regions' forms diff FOOD-BIZ --region 11410 --region 47750 --region 47760
bad 'a file for no service' 2 '--service CODE' forms lint good.json
bad 'a file that is not there' 2 'none.json' forms lint --service FOOD-BIZ none.json
exit "$failed"
