#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The consultation desk from the shell: somebody is handed over by a chatbot, is
# called, talked to, put off, linked; how long people wait is told and held
# against what came true.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

# en [OPTION…] consult …: in English, as the first officer; chief, as supervisor.
en()
{
	minwon --lang en "$@"
}
chief()
{
	en --as supervisor-11410 "$@"
}

# handed ID KIND MEMBERS: an event consultation.requested of the chatbot.
handed()
{
	printf 'seoul-chatbot\t11410\t{"specversion":"1.0","id":"ev-%s","source":"https://relay.example/channels/seoul-chatbot","type":"kr.relay.consultation.requested.v1","subject":"%s","time":"2026-11-23T08:50:00+09:00","datacontenttype":"application/json","data":{"consultation_id":"%s","jurisdiction_id":"11410","kind":"%s","requested_datetime":"2026-11-23T08:50:00+09:00"%s}}\n' \
		"$1" "$1" "$1" "$2" "$3" >>events.tsv
}

: >events.tsv
handed C-1 chat ',"task":"tax","topic":"재산세 900101-1234567","applicant":{"name":"홍길동"}'
handed C-2 phone ',"applicant":{"name":"김전화"}'
handed C-3 video ',"task":"dancing","priority":true,"call_back_datetime":"2026-11-23T10:00:00+09:00"'
practice
relay_start --applications 40 --consult 100 --inject "$work/events.tsv" --store "$work/relay.db"
minwon sync >/dev/null 2>err
check 'what lacks its number is unsorted' 'missing-field applicant/phone' \
	"$(minwon unsorted list --format jsonl | jq -r 'select(.event_id == "ev-C-2") | .reason + " " + .detail')"
minwon consult list --format jsonl >listed; check 'list: exit 0' 0 $?
check 'the chatbot has handed somebody over' 'waiting chat tax 홍*동' \
	"$(jq -r 'select(.created_at == "2026-11-23T08:50:00+09:00" and .task == "tax") | "\(.state) \(.kind) \(.task) \(.who)"' listed)"
check 'who waits since he asked' 1 "$(jq -r 'select(.topic != null and (.topic | contains("재산세")) and (.topic | contains("1234567") | not)) | .id' listed | wc -l)"
check 'a call back was promised' 'later true 2026-11-23T10:00:00+09:00 general 1' \
	"$(jq -r 'select(.kind == "video") | "\(.state) \(.promised) \(.ready_at) \(.task) \(.priority)"' listed)"
check 'those of the played chatbot are about their case' yes \
	"$(jq -es 'map(select(.kind == "chat" and .case != null)) | length > 0' listed >/dev/null && echo yes)"
before=$(wc -l <listed)
minwon sync >/dev/null 2>&1
check 'handed over once' "$before" "$(minwon consult list --format jsonl | wc -l)"
sqlite3 -readonly "$store" 'SELECT id FROM consultation' | while read -r id; do
	minwon consult left "$id" >/dev/null
done
check 'nobody waits' 0 "$(minwon consult list --format jsonl | wc -l)"

refused 'a task that is none' 2 'choose of general, residence' en consult add dancing
refused 'a kind that is none' 2 'choose of phone' en consult add general --kind pigeon
refused 'a call without a number' 2 'needs the number' en consult add general --kind phone
refused 'a time that is none' 2 'is no time' en consult add general --at noon
refused 'a time that is past' 3 'is past' en consult add general --at 08:00
refused 'one that does not exist' 3 'no consultation 999' en consult 'done' 999
refused 'nobody is called' 3 'You have called nobody' en consult start
refused 'nobody waits' 3 'Nobody waits' en consult next
refused 'an auditor' 3 'Your role may not' en --as auditor-11410 consult next
refused 'an id that is none' 2 'is no id' en consult 'done' one
refused 'too few waits, and it says so' 0 'too few waits to say' chief consult list
check 'what if says so too' true "$(chief consult whatif --from 14 --to 16 --staff +1 --format json |
	jq '.wait_sec == null and .then_sec == null')"

# Thirty people, one after the other: three minutes each, ten seconds to come.
at=$(date +%s -d 2026-11-23T13:50:00+09:00)
tick()
{
	at=$((at + $1))
	at_time "$(date +%Y-%m-%dT%H:%M:%S -u -d "@$((at + 9 * 3600))")+09:00"
}
office_start --clock "$clock"
for person in $(seq 30); do
	tick 60
	minwon consult add general --name 아무개 >/dev/null
	tick $((10 + person % 7 * 10))
	minwon consult next >/dev/null && minwon consult start >/dev/null
	tick 180
	minwon consult 'done' --outcome referred --text '안내함' >/dev/null
done
check 'all thirty were talked to' 30 "$(minwon consult list --all --format jsonl |
	jq -r 'select(.state == "done" and .result == "referred") | .id' | wc -l)"
check 'each interval is where the one before ends' 0 "$(sqlite3 -readonly "$store" \
	'SELECT COUNT(*) FROM consult_interval a JOIN consult_interval b ON b.consult_id = a.consult_id AND b.id = (SELECT MIN(c.id) FROM consult_interval c WHERE c.consult_id = a.consult_id AND c.id > a.id) WHERE a.until_at <> b.from_at')"
check 'and they sum' 0 "$(sqlite3 -readonly "$store" \
	'SELECT COUNT(*) FROM consultation k WHERE k.ended_at - k.created_at <> (SELECT SUM(until_at - from_at) FROM consult_interval WHERE consult_id = k.id)')"
chief consult calibration --format json >told.json
check 'twenty were too early, ten were told a range' '10 20' "$(jq -r '"\(.told) \(.untold)"' told.json)"
check 'ten are no share' true "$(jq '.held90 >= .held50 and .held90_per_mille == null' told.json)"
has 'and it says so' 'who came: too few waits to say (10 of 20)' "$(chief consult calibration)"
check 'of hours to come and of other desks nothing is held yet' '0 0 0 null null' \
	"$(jq -r '"\(.hours) \(.hours_told) \(.outside_told) \(.hours_held90_per_mille) \(.outside_held90_per_mille)"' told.json)"
refused 'calibration is for who leads the desk' 3 'Your role may not' en consult calibration
minwon consult add general >/dev/null
check 'who comes now is told' yes "$(minwon consult list --format jsonl |
	jq -e 'select(.state == "waiting") | .p50_sec >= 10 and .p90_sec <= 200 and .samples >= 20' >/dev/null && echo yes)"
check 'one more at the desk waits less' true "$(chief consult whatif --from 14 --to 16 --staff +1 --format json |
	jq '.then_sec < .wait_sec')"
check 'one fewer leaves nobody' true "$(chief consult whatif --from 14 --to 16 --staff=-1 --format json |
	jq '.then_sec == null')"
refused 'how many?' 2 'Write --staff +1' chief consult whatif --from 14
refused 'hours that are none' 2 'is no number' chief consult whatif --from 24 --staff +1
refused 'what if is for who leads the desk' 3 'Your role may not' en consult whatif --from 14 --to 16 --staff +1
has 'the hours are shown' 'too few waits to say (13 of 20)' "$(en consult hours)"

# The days after: the hours are told before they begin, and come true.
# many COUNT: so many come and wait up to three minutes.
many()
{
	local person
	for person in $(seq "$1"); do
		minwon consult add general >/dev/null
		tick $((person % 4 * 60))
		minwon consult next >/dev/null && minwon consult start >/dev/null &&
			minwon consult 'done' >/dev/null
	done
}
minwon consult next >/dev/null && minwon consult start >/dev/null && minwon consult 'done' >/dev/null
for day in 24 25; do
	at=$(date +%s -d "2026-11-${day}T13:30:00+09:00")
	tick 0
	minwon consult hours >/dev/null
	tick 1860
	many $((day == 24 ? 8 : 20))
done
chief consult calibration --format json >told.json
check 'of the first day nothing could be told' '8 0' "$(jq -r '"\(.hours_untold) \(.hours_told)"' told.json)"
tick 3600
chief consult calibration --format json >told.json
check 'twenty came in the hour that was told' '1 20' "$(jq -r '"\(.hours) \(.hours_told)"' told.json)"
check 'as the store has it' "$(sqlite3 -readonly "$store" \
	"SELECT SUM(v.called_at - v.came_at <= f.p90_sec), SUM(v.called_at - v.came_at <= f.p50_sec) FROM wait_forecast f JOIN consult_visit v ON v.came_at >= f.hour_at AND v.came_at < f.hour_at + 3600 WHERE f.p90_sec >= 0")" \
	"$(jq -r '"\(.hours_held90)|\(.hours_held50)"' told.json)"
has 'and it is said' 'hours ahead (1): nine in ten held in' "$(chief consult calibration)"
minwon consult add general >/dev/null

# A link, and the satisfaction that comes later.
case=$(minwon list open:any --format jsonl | jq -r .id | head -1)
minwon consult next >/dev/null && minwon consult start >/dev/null
refused 'a case that is none' 3 'There is no such case' en consult link NONE
minwon consult link "$case" >/dev/null; check 'linked' 0 $?
check 'the case tells of it' consultation \
	"$(minwon show "$case" --format json | jq -r '.events[-1].kind')"
first=$(minwon consult 'done' --op-key consult-key-1 --format jsonl | jq -r .id)
check 'a key sent again gives the same' "$first" \
	"$(minwon consult 'done' --op-key consult-key-1 --format jsonl | jq -r .id)"
office_stop
relay_stop
channel=$(minwon show "$case" --format json | jq -r .channel)
external=$(minwon show "$case" --format json | jq -r .external_id)
printf '%s\t11410\t{"specversion":"1.0","id":"ev-S","source":"https://relay.example/channels/%s","type":"kr.relay.satisfaction.given.v1","subject":"%s","time":"2026-11-23T15:00:00+09:00","datacontenttype":"application/json","data":{"service_request_id":"%s","score":2,"remark":"오래 기다렸습니다.","given_datetime":"2026-11-23T15:00:00+09:00"}}\n' \
	"$channel" "$channel" "$external" "$external" >more.tsv
relay_start --applications 40 --consult 100 --inject "$work/more.tsv" --store "$work/relay.db"
minwon sync >/dev/null 2>&1
has 'it lands on the case' '2/5 오래 기다렸습니다.' "$(minwon log "$case")"
has 'and in the figures of the desk' 'satisfaction in 30 days: 2.0 of 5 (1)' "$(en consult list 2>&1)"
check 'the remark is listed' '2 오래 기다렸습니다.' \
	"$(en consult ratings --format jsonl | jq -r '"\(.score) \(.remark)"')"
refused 'a state that cannot be asked for' 2 'choose of waiting' en consult list --state 'done'
check 'and on the board' '1 1' "$(chief board --format jsonl |
	jq -rs 'map(select(.figure == "rated" or .figure == "rated-low") | .count) | join(" ")')"
verdict
