#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Outages of a channel's system: clocks stop by recorded events, with a preview,
# and what was received on paper meanwhile keeps its time.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

practice
relay_start --seed 3 --applications 200
minwon sync >/dev/null 2>&1
minwon list open:any channel:gov24 --format jsonl |
	jq -r 'select(.service == "13100000056") | .id' >hours
minwon list open:any channel:epeople --format jsonl |
	jq -r 'select(.service == "GEN-QNA-PROC") | .id' >days
gov=$(sed -n 1p hours)
late=$(sed -n 2p hours)
other=$(sed -n 1p days)
chief receive "$gov" "$other" >/dev/null
check 'three working hours from Monday nine' '2026-11-23T12:00:00+09:00' "$(field "$gov" due_at)"

refused_whole 'an officer may not record one' 3 'Who may: Supervisor' \
	minwon --lang en outage begin gov24 --text x --evidence y
refused_whole 'an unknown channel' 2 'there is no channel “gov99”' \
	chief outage begin gov99 --text x --evidence y
refused_whole 'without a reason' 3 'The text is missing' chief outage begin gov24 --evidence y
refused_whole 'without evidence' 3 'The text is missing' chief outage begin gov24 --text x
refused_whole 'a time that is none' 2 '“noon” is no time' \
	chief outage begin gov24 --from noon --text x --evidence y
at_time '2026-11-23T09:30:00+09:00'
refused_whole 'one that is still to come' 3 'is still to come' \
	chief outage begin gov24 --from 2026-11-23T09:31 --text x --evidence y
refused_whole 'one that ends before it begins' 3 'before it begins' chief outage record gov24 \
	--from 2026-11-20T12:00 --until 2026-11-20T11:00 --text x --evidence y
refused_whole 'one before the decree knew them' 3 'before 2026. 5. 6.' chief outage record gov24 \
	--from 2026-05-04T12:00 --until 2026-05-05T11:00 --text x --evidence y
refused_whole 'a whole one needs both times' 2 'The value of “until”' chief outage record gov24 \
	--from 2026-11-20T12:00 --text x --evidence y

# It begins at 09:30, while the list shows what was left then.
chief outage begin gov24 --text '통합전산센터 화재' --evidence '공지 제12호' >out 2>err
check 'begun' 0 $?
has 'it concerns the case of that channel alone' '1 case(s) concerned, 0 moved' "$(cat err)"
refused_whole 'a second one of the channel' 4 'is on since 2026. 11. 23. 09:30' \
	chief outage begin gov24 --text x --evidence y
at_time '2026-11-23T15:00:00+09:00'
check 'the due stands' '2026-11-23T12:00:00+09:00' "$(field "$gov" due_at)"
check 'nothing runs away' 150 "$(field "$gov" slack_minutes)"
check 'the other channel goes on' '2026-12-01T18:00:00+09:00' "$(field "$other" due_at)"
check 'not late while it lasts' true "$(field "$gov" 'flags | (contains(["outage"]) and (contains(["overdue"]) | not))')"

# What came on paper at ten is registered at three, with its time.
refused_whole 'no time of receipt before the arrival' 3 'before the application arrived' \
	chief receive "$late" --at 2026-11-01T10:00
refused_whole 'none in the future' 3 'is still to come' chief receive "$late" --at 2026-11-23T15:01
refused_whole 'none outside an outage' 3 'No recorded outage' chief receive "$late" --at 2026-11-23T09:29
chief receive "$late" --at 2026-11-23T10:00 >/dev/null
check 'its receipt keeps its time' '2026-11-23T10:00:00+09:00' "$(field "$late" received_at)"
check 'both times are kept' '2026-11-23T15:00:00+09:00 2026-11-23T10:00:00+09:00' \
	"$(field "$late" 'events[] | select(.kind == "receive") | .entered_at + " " + .effective_at')"
check 'and it is marked' true "$(field "$late" 'flags | contains(["outage-receipt"])')"

before=$(sqlite3 -readonly "$store" 'SELECT COUNT(*) FROM event')
chief outage end 1 --dry-run --format jsonl >out 2>err
check 'the preview names both' 2 "$(wc -l <out)"
check 'with old and new due' '2026-11-23T12:00:00+09:00 2026-11-23T17:30:00+09:00' \
	"$(jq -r "select(.case_id == $gov) | .due_at + \" \" + .moved_to" out)"
has 'and changes nothing' 'nothing was changed' "$(cat err)"
check 'not even an event' "$before" "$(sqlite3 -readonly "$store" 'SELECT COUNT(*) FROM event')"
chief outage end 1 --format jsonl >ended 2>err
check 'what is done is what was shown' "$(cat out)" "$(cat ended)"
check 'five hours of office time later' '2026-11-23T17:30:00+09:00' "$(field "$gov" due_at)"
check 'what was received in it counts from its end' '2026-11-23T18:00:00+09:00' "$(field "$late" due_at)"
check 'an event says so on the case' 'outage outage-end' \
	"$(field "$gov" 'events[] | select(.kind | startswith("outage")) | .kind' | xargs)"
check 'from which due to which' '1795402800|1795422600' "$(sqlite3 -readonly "$store" \
	"SELECT due_before, due_after FROM event WHERE kind = 'outage-end' AND case_id = $gov")"
has 'why has it, with the article' '시행령 §20' "$(minwon why "$gov")"
check 'and ends with the due' 'Due 2026. 11. 23. 17:30' "$(minwon --lang en why "$gov" | tail -n 1)"
check 'its minutes are the outage'"'"'s' 270 "$(field "$gov" ledger.outage)"
check 'the ledger is whole' true \
	"$(field "$gov" 'ledger | (.desk + .applicant + .other_department + .ministry + .outage) == .total')"
refused_whole 'it cannot end twice' 4 'is over since 2026. 11. 23. 15:00' chief outage end 1
refused_whole 'one that does not exist' 2 'The value of “id”' chief outage end 99

# A whole one afterwards that overlaps the first counts once.
at_time '2026-11-23T16:00:00+09:00'
chief outage record all --from 2026-11-23T14:00 --until 2026-11-23T15:30 --text '망 장애' \
	--evidence '일지' --format jsonl >out 2>err
check 'overlapping minutes count once' '2026-11-23T18:00:00+09:00' "$(field "$gov" due_at)"
refused_whole 'the same one again' 4 'is over since' chief outage record all --from 2026-11-23T14:00 \
	--until 2026-11-23T15:30 --text '망 장애' --evidence '일지'
check 'a period in days loses no day for hours' '2026-12-01T18:00:00+09:00' "$(field "$other" due_at)"
check 'but the ledger has them' 90 "$(field "$other" ledger.outage)"
check 'both are listed' '2 1' "$(minwon outage list --format jsonl | jq -r .id | xargs)"
has 'in Korean as well' '통합전산센터 화재' "$(minwon --lang ko outage list)"
chief audit verify >/dev/null 2>err
check 'stored is what the events come to' 0 $?
verdict
