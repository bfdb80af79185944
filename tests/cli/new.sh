#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# An application that a clerk types in becomes a case as one from a channel does:
# judged by its form, received with its arrival, told to nobody online.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

# refused NAME STATUS PIECE COMMAND…: the command ends so, says so on stderr and on
# stdout nothing, and changes nothing.
refused()
{
	local name=$1 status=$2 piece=$3 got before
	shift 3
	before=$(cases)
	"$@" >out 2>err
	got=$?
	check "$name" "$status" "$got"
	has "$name: says why" "$piece" "$(cat err)"
	check "$name: no result" '' "$(cat out)"
	check "$name: changes nothing" "$before" "$(cases)"
}

cases()
{
	minwon list open:any --format jsonl | wc -l
}

# shown CASE FILTER
shown()
{
	minwon show "$1" --format json | jq -r "$2"
}

practice </dev/null
office_start --clock "$clock"

# A counter application, answers by option.
whole=(--set applicant.name=홍길동 --set applicant.phone=01012345678
	--set 'applicant.address=서울특별시 서대문구 연희로 1' --set applicant.birth=900101-1234567
	--set category=도로 --set 'location=연희로 1 앞' --set 'content=보도블록이 깨졌습니다')
number=$(minwon new GEN-ETC "${whole[@]}" --op-key call-0001 --format jsonl | jq -r .case)
check 'it gets a receipt number' 2026-11410-000001 "$number"
check 'it is received with its arrival' '2026-11-23T09:00:00+09:00 2026-11-23T09:00:00+09:00 received' \
	"$(shown "$number" '"\(.arrived_at) \(.received_at) \(.state)"')"
check 'its period runs from then' 2026-11-23T12:00:00+09:00 "$(shown "$number" .due_at)"
check 'the channel is the counter' counter "$(shown "$number" .channel)"
check 'the same key gives the first result' "$number" \
	"$(minwon new GEN-ETC "${whole[@]}" --op-key call-0001 --format jsonl | jq -r .case)"
refused 'the key for another application' 2 'key was used' \
	minwon --lang en new GEN-ETC "${whole[@]}" --set category=하천 --op-key call-0001
check 'one case came of it' 1 "$(cases)"
minwon claim "$number" >/dev/null
check 'the telephone has its hyphens' 010-1234-5678 "$(shown "$number" .applicant_phone)"
check 'of the resident number the birth date is kept' 1990-01-01 "$(shown "$number" .applicant_birth)"
check 'and it is nowhere in the store' 0 "$(grep -c 1234567 "$store" "$store"-wal | awk -F: '{ n += $2 } END { print n }')"
has 'that it was cut is recorded' 'resident number' "$(minwon --lang en log "$number")"
check 'nothing goes out' 0 "$(minwon outbox list --format jsonl | wc -l)"

# By telephone: only what may be asked for by word (Act §8).
number=$(minwon new 기타민원 --channel phone "${whole[@]}" --format jsonl 2>err | jq -r .case)
check 'by telephone' phone "$(shown "$number" .channel)"
refused 'a report by telephone' 3 'in writing' minwon --lang en new 13100000016 --channel phone "${whole[@]:0:2}"
check 'found by its channel' 1 "$(minwon list channel:전화 --format jsonl | wc -l)"

# From a file, with a list, a date typed short and money.
cat >farm.json <<'JSON'
{"applicant": {"name": "김농부", "phone": "054-123-4567"},
 "attributes": {"manager_name": "김농부", "birth": "1960-03-01", "address": "경상북도 청송군 청송읍 1",
  "farm_biz_reg_no": "1-2", "industry": "농", "payment_form": "상품권",
  "parcels": [{"address": "청송읍 2", "area": 100}]}}
JSON
number=$(minwon --as officer1-47750 new GB-FARMALLOW --from farm.json --set residence_since=20200301 \
	--set 등록일=2019.5.2 --set non_farm_income=1,200,000 --set parcels.2.address='청송읍 3' \
	--format jsonl | jq -r .case)
check 'from a file' 2026-47750-000001 "$number"
minwon --as officer1-47750 claim "$number" >/dev/null
check 'what was typed became values' '2020-03-01 2019-05-02 청송읍 3 1200000' \
	"$(minwon --as officer1-47750 show "$number" --format json | jq -r '[.answers[] |
	select(.name | IN("residence_since", "reg_date", "non_farm_income", "parcels.2.address")) | .value] | join(" ")')"
check 'it fits its form' 0 "$(minwon --as officer1-47750 show "$number" --format json |
	jq '[.answers[] | select(.fault)] | length')"
check 'from standard input' 0 "$(minwon --as officer1-47750 new GB-FARMALLOW --from - --as-is <farm.json >/dev/null 2>&1; echo $?)"

# An entry of a list is set right too, in one line.
minwon --as officer1-47750 next "$number" >/dev/null
check 'an entry of a list is set right' 0 "$(minwon --as officer1-47750 correct "$number" --consent \
	--text '전화로 동의' --set parcels.1.area=120.5 >/dev/null; echo $?)"
check 'the other entries stay' '청송읍 2 120.5 청송읍 3' "$(minwon --as officer1-47750 show "$number" --format json |
	jq -r '[.answers[] | select(.name | startswith("parcels.")) | .value] | join(" ")')"

# What does not fit is listed, and taken only when that is said.
refused 'answers are missing' 3 '2 answer(s) are missing' minwon --lang en new GEN-ETC \
	--set applicant.name=홍길동 --set category=도로
has 'each is named' 'location' "$(cat err)"
has 'in words' '내용 is missing' "$(cat err)"
refused 'a wrong value' 3 'residence_since' minwon --lang en --as officer1-47750 new GB-FARMALLOW \
	--from farm.json --set residence_since=언젠가 --set reg_date=오늘
number=$(minwon new GEN-ETC --set applicant.name=홍길동 --set category=도로 --as-is --format jsonl 2>/dev/null | jq -r .case)
check 'as it is, it is a case with its faults' 'location content' \
	"$(shown "$number" '[.answers[] | select(.fault) | .name] | join(" ")')"

# Typed in late: the time it was handed in counts, with a reason, within bounds.
refused 'late without a reason' 3 'Say why' minwon --lang en new GEN-ETC "${whole[@]}" --arrived 2026-11-20T16:00
refused 'not from the future' 3 'still to come' minwon --lang en new GEN-ETC "${whole[@]}" --arrived 10:00
refused 'not from long ago' 3 'more than 31 days' minwon --lang en new GEN-ETC "${whole[@]}" \
	--arrived 2026-10-01T10:00 --reason x
number=$(minwon new GEN-ETC "${whole[@]}" --arrived 2026-11-20T16:00 --reason '종이로 받음' --format jsonl | jq -r .case)
check 'late, the time it was handed in counts' 2026-11-20T16:00:00+09:00 "$(shown "$number" .received_at)"
check 'and the period from then' 2026-11-23T10:00:00+09:00 "$(shown "$number" .due_at)"
check 'what was typed when is kept' '2026-11-20T16:00:00+09:00 2026-11-23T09:00:00+09:00' \
	"$(minwon log "$number" --format jsonl | tail -n 1 | jq -r '"\(.effective_at) \(.entered_at)"')"
has 'with the reason' '종이로 받음' "$(minwon log "$number")"
minwon --as supervisor-11410 outage record all --from 2026-11-20T15:00 --until 2026-11-20T18:00 \
	--text 화재 --evidence 공고 >/dev/null 2>&1
number=$(minwon new GEN-ETC "${whole[@]}" --arrived 2026-11-20T16:30 --reason '장애 중 접수' --format jsonl | jq -r .case)
check 'received in an outage it is marked so' true "$(shown "$number" '.flags | contains(["outage-receipt"])')"

# Nobody is told online: the clerk hears that it is for them to do.
minwon next "$number" >/dev/null
minwon --lang en approve "$number" >/dev/null 2>err
has 'who decides hears that nobody was told' 'tell the applicant yourself' "$(cat err)"
check 'nothing went out' 0 "$(minwon outbox list --format jsonl | wc -l)"

# Who may, and what is nobody's.
refused 'an auditor' 3 'Your role may not' minwon --lang en --as auditor-11410 new GEN-ETC "${whole[@]}"
refused 'another office' 3 'Another office answers' minwon --lang en new GEN-ETC "${whole[@]}" --region 청송
refused 'a service the region does not have' 3 'does not have this service' minwon --lang en new GB-FARMALLOW \
	--set applicant.name=홍길동
refused 'no such service' 2 'there is no service' minwon --lang en new 없는민원 "${whole[@]}"
refused 'no such region' 2 'there is no region' minwon --lang en new GEN-ETC "${whole[@]}" --region 서을
refused 'no such channel' 2 'neither counter nor phone' minwon --lang en new GEN-ETC "${whole[@]}" --channel gov24
refused 'no such field' 2 'colour' minwon --lang en new GEN-ETC "${whole[@]}" --set colour=red
refused 'nothing of an applicant called so' 2 'applicant.shoe' minwon --lang en new GEN-ETC "${whole[@]}" --set applicant.shoe=1
refused 'nobody applies' 3 'name is missing' minwon --lang en new GEN-ETC --set category=도로
refused 'no time' 2 'is no time' minwon --lang en new GEN-ETC "${whole[@]}" --arrived gestern
refused 'no file' 2 'cannot read' minwon --lang en new GEN-ETC --from nowhere.json
echo '{"applicant": {"name": "홍길동"}, "attributes": {"category": }}' >bad.json
refused 'bad JSON' 2 'column' minwon --lang en new GEN-ETC --from bad.json
echo '{"applicant": {"name": "홍길동"}, "attributes": {"colour": "red"}}' >bad.json
refused 'an answer that the form does not ask' 2 'colour' minwon --lang en new GEN-ETC --from bad.json
echo '{"attributes": {"a": 1, "a": 2}}' >bad.json
refused 'the same key twice' 2 'JSON' minwon --lang en new GEN-ETC --from bad.json
echo '["홍길동"]' >bad.json
refused 'no object' 2 'JSON' minwon --lang en new GEN-ETC --from bad.json
check 'a dry run says what would be' would-do "$(minwon new GEN-ETC "${whole[@]}" --dry-run --format jsonl | jq -r .outcome)"
verdict
