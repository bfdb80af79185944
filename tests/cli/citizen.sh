#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# What citizens and ministries say after an application has arrived, and what
# the desk did meanwhile: one documented outcome each.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

serial=0
: >events.tsv

# application ID SERVICE: one more application of 11410 through gov24.
application()
{
	serial=$((serial + 1))
	printf 'gov24\t11410\t{"specversion":"1.0","id":"ev-%s","source":"https://relay.example/channels/gov24","type":"kr.relay.request.created.v1","subject":"%s","time":"2026-11-23T08:00:00+09:00","datacontenttype":"application/json","data":{"service_request_id":"%s","jurisdiction_id":"11410","service_code":"%s","status":"open","requested_datetime":"2026-11-23T08:00:00+09:00","description":"%s","form_version":"1","applicant":{"name":"홍길동","phone":"010-0123-4567","address":"서울특별시 서대문구 연희로 1"},"attributes":{"title":"가","content":"나"}}}\n' \
		"$serial" "$1" "$1" "$2" "$1" >>events.tsv
}

# event TYPE ID MEMBERS: one more event about an application.
event()
{
	serial=$((serial + 1))
	printf 'gov24\t11410\t{"specversion":"1.0","id":"ev-%s","source":"https://relay.example/channels/gov24","type":"kr.relay.%s.v1","subject":"%s","time":"2026-11-23T08:00:00+09:00","datacontenttype":"application/json","data":{"service_request_id":"%s",%s}}\n' \
		"$serial" "$1" "$2" "$2" "$3" >>events.tsv
}

# hand_over: the relay starts anew with all events so far, and sync takes them.
hand_over()
{
	relay_stop
	rm -f "$work/ledger.jsonl"
	relay_start --applications 0 --inject "$work/events.tsv" --store "$work/relay.db"
	# 1: something became unsorted
	minwon sync >sync.out 2>sync.err || [ $? -eq 1 ] ||
		echo "not ok sync - $(cat sync.err)"
}

# state ID, field ID NAME
field()
{
	minwon list "number:$1 open:any" --format jsonl | jq -r ".$2"
}

# work ID: received and taken by officer1.
work()
{
	minwon --as supervisor-11410 receive "$1" >/dev/null && minwon next "$1" >/dev/null
}

# application_from CHANNEL ID: the same through another channel.
application_from()
{
	application "$2" GEN-QNA-PROC
	sed -i '$s/gov24/'"$1"'/g' events.tsv
}

practice
application_from seoul-chatbot ASKED-BOT
for id in SUPPLY TAKEN-BACK DRAFTED DECIDED CHANGED ASKED RETURNED; do
	application "$id" GEN-QNA-PROC
done
hand_over
for id in SUPPLY DRAFTED DECIDED CHANGED ASKED RETURNED; do
	work "$id"
done
for id in DRAFTED DECIDED CHANGED; do
	minwon draft "$id" --outcome complete --text '답변드립니다.' >/dev/null
done
minwon --as supervisor-11410 approve DECIDED >/dev/null
for id in ASKED RETURNED; do
	minwon escalate "$id" --agency 1741000 --text '지침을 여쭙니다.' >/dev/null
done

check 'seven days from Monday' '2026-12-01T18:00:00+09:00' "$(field SUPPLY due_at)"
at_time '2026-11-25T10:00:00+09:00'
minwon claim SUPPLY >/dev/null
minwon supplement SUPPLY --text '소재지 약도' --period never >out 2>err
check 'a period that is none is refused' 2 $?
minwon supplement SUPPLY --text '소재지 약도' --period 10d >out 2>err
check 'supplement' 0 $?
check 'the case waits for the applicant' supplement "$(field SUPPLY state)"

at_time '2026-12-02T15:00:00+09:00'
event request.supplemented SUPPLY '"text":"약도입니다","answers":{"content":"다시"},"supplemented_datetime":"2026-12-02T14:00:00+09:00"'
event request.withdrawn TAKEN-BACK '"reason":"필요 없습니다","withdrawn_datetime":"2026-12-02T14:00:00+09:00"'
event request.withdrawn DRAFTED '"reason":"필요 없습니다","withdrawn_datetime":"2026-12-02T14:00:00+09:00"'
event request.withdrawn DECIDED '"reason":"늦었나요","withdrawn_datetime":"2026-12-02T14:00:00+09:00"'
event request.updated CHANGED '"attributes":{"content":"고칩니다"},"updated_datetime":"2026-12-02T14:00:00+09:00"'
event escalation.answered ASKED '"escalation_id":"1","agency_code":"1741000","answer":"그렇게 하세요","answered_datetime":"2026-12-02T14:00:00+09:00"'
event escalation.returned RETURNED '"escalation_id":"2","agency_code":"1741000","reason":"소관이 아닙니다","returned_datetime":"2026-12-02T14:00:00+09:00"'
event satisfaction.given DECIDED '"score":4,"remark":"고맙습니다","given_datetime":"2026-12-02T14:30:00+09:00"'
event satisfaction.given DECIDED '"score":9,"given_datetime":"2026-12-02T14:30:00+09:00"'
event request.withdrawn NOBODY '"reason":"?","withdrawn_datetime":"2026-12-02T14:00:00+09:00"'
event request.dreamt SUPPLY '"x":1'
hand_over

check 'the supplement makes it work again' in-progress "$(field SUPPLY state)"
check 'sending and arrival day do not count' '2026-12-09T18:00:00+09:00' "$(field SUPPLY due_at)"
check 'the changed answer stands beside what it was' '다시|나' \
	"$(minwon claim SUPPLY >/dev/null; minwon show SUPPLY --format json | jq -r '.answers[] | select(.amended and .was != "") | "\(.value)|\(.was)"')"
check 'what was not yet received can be withdrawn' withdrawn "$(field TAKEN-BACK state)"
check 'a withdrawal crosses an unapproved draft' withdrawn "$(field DRAFTED state)"
check 'after the decision the decision stands' completed "$(field DECIDED state)"
has 'and the withdrawal is on its timeline' '늦었나요' "$(minwon log DECIDED)"
check 'a change sends the draft back' in-progress "$(field CHANGED state)"
check 'the ministry answered: work again' in-progress "$(field ASKED state)"
has 'with its words' '그렇게 하세요' "$(minwon log ASKED)"
check 'the ministry returned it: work again' in-progress "$(field RETURNED state)"
has 'satisfaction lands on the case' '4/5 고맙습니다' "$(minwon log DECIDED)"
check 'bad score, unknown case and unknown kind are unsorted' \
	'missing-field pending-kind unknown-case' \
	"$(minwon unsorted list --format jsonl | jq -r .reason | sort | tr '\n' ' ' | sed 's/ $//')"
before=$(sqlite3 -readonly "$store" 'SELECT COUNT(*) FROM event')
hand_over
check 'events come again without effect' "$before" \
	"$(sqlite3 -readonly "$store" 'SELECT COUNT(*) FROM event')"
work ASKED-BOT
minwon draft ASKED-BOT --outcome complete --text '온라인으로 발급됩니다.' >/dev/null
minwon --as supervisor-11410 approve ASKED-BOT >/dev/null
minwon sync >/dev/null 2>&1
check 'the answer goes back into the session of the chatbot' '온라인으로 발급됩니다.' \
	"$(jq -r 'select(.body.message != null) | .body.message.text' "$work/ledger.jsonl")"
check 'the relay took every message' '' \
	"$(minwon outbox list --format jsonl | jq -r 'select(.state != "sent") | "\(.kind) \(.last_error)"')"
minwon claim ASKED >/dev/null
minwon withdraw ASKED --text '전화로 취하' >out 2>err; check 'withdraw at the desk' 0 $?
check 'closes the case' withdrawn "$(field ASKED state)"
# Words of the channel for where an application stands.
application WORD-KNOWN GEN-QNA-PROC
sed -i '$s/"status":"open"/"status":"open","status_word":"보완요구"/' events.tsv
application WORD-STRANGE GEN-QNA-PROC
sed -i '$s/"status":"open"/"status":"open","status_word":"하늘높이"/' events.tsv
event request.updated WORD-KNOWN '"attributes":{"content":"고칩니다"},"status_word":"처리중","updated_datetime":"2026-12-02T14:00:00+09:00"'
event request.updated WORD-KNOWN '"attributes":{"content":"또"},"status_word":7,"updated_datetime":"2026-12-02T14:00:00+09:00"'
hand_over
has 'a known word stands on the timeline with ours' '보완요구 (Supplement)' \
	"$(minwon --lang en log WORD-KNOWN)"
has 'also the word of a change' '처리중 (In progress)' "$(minwon --lang en log WORD-KNOWN)"
check 'it moves nothing here' arrived "$(field WORD-KNOWN state)"
check 'an unknown word is unsorted, under its own reason' 'unknown-word 하늘높이|unknown-word null|' \
	"$(minwon unsorted list --format jsonl | jq -r 'select(.reason == "unknown-word") | "\(.reason) \(.detail)"' | sort -r | tr '\n' '|')"
id=$(minwon unsorted list --format jsonl | jq -r 'select(.detail == "하늘높이") | .id')
minwon --as supervisor-11410 unsorted retry "$id" >out 2>err
check 'after a look it is taken as it is' '0 arrived' "$? $(field WORD-STRANGE state)"
has 'with its word' 'the channel says: 하늘높이' "$(minwon --lang en log WORD-STRANGE)"
verdict
