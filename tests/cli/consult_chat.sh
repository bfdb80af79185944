#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Somebody whom the chatbot hands over is told how the consultation stands, reads
# what the officer says, and answers; each of it once.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

# event TYPE ID MEMBERS: one more event of the chatbot.
serial=0
event()
{
	serial=$((serial + 1))
	printf 'seoul-chatbot\t11410\t{"specversion":"1.0","id":"ev-%s","source":"https://relay.example/channels/seoul-chatbot","type":"kr.relay.consultation.%s.v1","subject":"%s","time":"2026-11-23T08:50:00+09:00","datacontenttype":"application/json","data":{"consultation_id":"%s","jurisdiction_id":"11410",%s}}\n' \
		"$serial" "$1" "$2" "$2" "$3" >>events.tsv
}

# relay_has ID FILTER: what jq makes of the relay's document of a consultation.
relay_has()
{
	curl -sS -H 'Authorization: Bearer secret' "$url/v1/channels/seoul-chatbot/consultations/$1" |
		jq -r "$2"
}

: >events.tsv
event requested C-1 '"kind":"chat","task":"tax","topic":"재산세","requested_datetime":"2026-11-23T08:50:00+09:00","applicant":{"name":"홍길동"}'
event requested C-2 '"kind":"chat","requested_datetime":"2026-11-23T08:51:00+09:00"'
event said C-1 '"said_id":"s1","text":"제 번호는 900101-1234567 입니다","said_datetime":"2026-11-23T08:55:00+09:00"'
event said C-9 '"said_id":"s1","text":"누구","said_datetime":"2026-11-23T08:55:00+09:00"'
event said C-1 '"said_id":"s2","said_datetime":"2026-11-23T08:55:00+09:00"'
practice
relay_start --applications 0 --inject "$work/events.tsv"
url=$(sed -n 's/^url = \(.*\)\/v1.*/\1/p' "$store.channels" | head -n 1)
minwon sync seoul-chatbot >out 2>err; check 'they are handed over, what is nobody'"'"'s is unsorted' 1 $?
id=$(minwon consult list --format jsonl | jq -r 'select(.task == "tax") | .id')
other=$(minwon consult list --format jsonl | jq -r 'select(.task == "general") | .id')
minwon sync seoul-chatbot >out 2>err; check 'and told' 0 $?
check 'that they wait' waiting "$(relay_has C-1 .state)"
check 'too few waits are no estimate' null "$(relay_has C-1 .p90_minutes)"
check 'what the person says is on the log, masked for who has not called' '제 번호는 90****-******* 입니다' \
	"$(minwon consult log "$id" --format jsonl | jq -r 'select(.state == "said") | .text')"
check 'and on the row' true "$(minwon consult list --format jsonl | jq -r "select(.id == $id) | .said_to_us")"
check 'words about nobody are unsorted' 'missing-field consultation_id' \
	"$(minwon unsorted list --format jsonl | jq -r 'select(.event_id == "ev-4") | .reason + " " + .detail')"
check 'and those without a word' 'missing-field text' \
	"$(minwon unsorted list --format jsonl | jq -r 'select(.event_id == "ev-5") | .reason + " " + .detail')"

minwon consult say "$id" --text '안녕하십니까' >out 2>err; check 'nobody talks to who was not called' 4 $?
minwon consult next "$id" >out 2>err; check 'called' 0 $?
check 'the number is nowhere' 0 "$(find "$work" -name 'office.db*' -type f -exec cat {} + | grep -ac 1234567)"
minwon consult say --text '' >out 2>err; check 'no words' 3 $?
minwon consult say --text '곧 시작합니다. 번호 900101-2234567' --op-key chat-key-0001 >out 2>err
check 'said' 0 $?
minwon consult say --text '곧 시작합니다. 번호 900101-2234567' --op-key chat-key-0001 >out 2>err
check 'said again by the same key' 0 $?
minwon consult start >out 2>err; check 'begun' 0 $?
minwon --as supervisor-11410 consult say "$id" --text '팀장입니다' >out 2>err
check 'who leads the desk may say something' 0 $?
minwon --as officer2-11410 consult say "$id" --text '저도' >out 2>err; check 'a colleague may not' 3 $?
minwon sync seoul-chatbot >out 2>err
check 'the channel knows' serving "$(relay_has C-1 .state)"
check 'the words arrived once, in order' '곧 시작합니다. 번호 900101-2******|팀장입니다|' \
	"$(relay_has C-1 '.messages[] | select(.from == "office") | .text' | tr '\n' '|')"
answers=$(relay_has C-1 '[.messages[] | select(.from == "applicant")] | length')
minwon sync seoul-chatbot >out 2>err
minwon sync seoul-chatbot >out 2>err
check 'what the person answered came once' $((answers + 1)) \
	"$(minwon consult log "$id" --format jsonl | jq -r 'select(.state == "said" and .staff == null) | .text' | wc -l)"
minwon consult 'done' --text '안내함' >out 2>err; check 'finished' 0 $?
minwon consult left "$other" >out 2>err; check 'the other gave up' 0 $?
minwon sync seoul-chatbot >out 2>err
check 'both are over there too' 'done left' "$(relay_has C-1 .state) $(relay_has C-2 .state)"
check 'the note stays here' 0 "$(relay_has C-1 . | grep -c 안내함)"
check 'nothing is stuck' 0 "$(minwon outbox list --format jsonl | jq -r 'select(.state != "sent") | .id' | wc -l)"
check 'words take no time' 0 "$(sqlite3 -readonly "$store" \
	'SELECT COUNT(*) FROM consultation k WHERE k.ended_at - k.created_at <> (SELECT SUM(until_at - from_at) FROM consult_interval WHERE consult_id = k.id)')"
minwon consult add general --name 아무개 >out 2>err
minwon consult next >out 2>err
minwon consult say --text '들리십니까' >out 2>err; check 'no channel carries words to the counter' 3 $?
has 'and it says so' '접수경로가 없습니다' "$(cat err)"
check 'of them no channel is told' 0 "$(sqlite3 -readonly "$store" \
	"SELECT COUNT(*) FROM outbox WHERE kind = 'consult-report' AND state <> 'sent'")"
verdict
