#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Whole cases out of an office and into an empty one: after a day with every kind
# of history, export, import and export again give the same bytes; who may, what is
# recorded, and what of a file is refused by name with nothing left of it.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

# did NAME COMMAND…: it does, or says why not
did()
{
	local name=$1
	shift
	"$@" >did.out 2>did.err || { echo "not ok $name - $(cat did.out did.err)"; failed=1; }
}
# of SERVICE: numbers of its cases that nobody has received, those asked for once
of()
{
	sed -n "s/^$1 //p" arrived
}
# kinds FILE: what its lines are, each once
kinds()
{
	jq -r '.row // "head"' "$1" | sort -u
}
# everything: a dump but for records of access and of this
everything()
{
	sqlite3 -readonly "$store" .dump | grep -v -e '^INSERT INTO access_log' -e '^INSERT INTO carried' |
		sha256sum
}

# A day.
practice
relay_start --seed 9 --applications 160 --transcript 60 --attach 30 --attach-bytes 500 --consult 40 \
	--reply 100 --update 10 --satisfaction 100 --answer 100 --store "$work/relay.db"
minwon sync >/dev/null 2>&1
chief list state:arrived -n 0 --format jsonl | jq -r '"\(.service) \(.external_id)"' >arrived
mapfile -t food < <(of FOOD-BIZ)
mapfile -t ask < <(of GEN-QNA-PROC)
mapfile -t easy < <(of 13100000015)
did 'a rule' chief rules add 보고 --when clock --if 'overdue:yes' --do raise
did 'switched on' chief rules on 보고
did 'receipts' chief receive "${food[@]}" "${ask[@]}" "${easy[@]:0:1}"
did 'an outage' chief outage begin gov24 --text '통합전산센터 화재' --evidence '공지 제12호'
at_time 2026-11-23T11:00:00+09:00
did 'is over' chief outage end 1
printf '2026-11-27,임시공휴일\n' >days.csv
did 'a day more' chief holidays apply days.csv
for case in "${food[@]:0:3}" "${ask[@]:0:3}"; do
	did "$case is taken" minwon next "$case"
done
did 'a demand' minwon supplement "${food[0]}" --text '도면' --period 10d
did 'a question to a ministry' minwon escalate "${food[1]}" --agency 행정안전부 --text '적용 여부를 여쭙니다.'
did 'a flag' minwon flag "${food[2]}" trade_name
did 'more time' minwon extend "${ask[0]}" --period 2d --reason facts --text '현장을 확인합니다'
did 'a draft' minwon draft "${ask[1]}" --outcome complete --text $'답변드립니다.\t"인용" \\ 끝'
did 'a decision' chief approve "${ask[1]}"
did 'a note' minwon note "${ask[2]}" --text '전화함 🙂'
did 'a time to be set right' minwon correct-time "${ask[2]}" --event receipt --at 2026-11-23T09:00 \
	--text '늦게 입력' --evidence '접수대장 7쪽'
did 'set right' chief approve-time "${ask[2]}"
moved=$(minwon letters list --kind date-moved --format jsonl | jq -r .case_id | head -n 1)
did 'a letter' minwon letters send "$moved" --kind date-moved
printf '%s\n' "${easy[@]:1:3}" | minwon --as supervisor-11410 bulk --op receive --apply >did.out 2>did.err ||
	echo "not ok bulk - $(cat did.err)"
printf '%s\n' "${easy[0]}" | minwon bulk --op next --apply >did.out 2>did.err || echo "not ok bulk"
did 'taken back' minwon batch undo 2 --apply
did 'somebody comes' minwon consult add general
did 'is called' minwon consult next
did 'talked to' minwon consult start
did 'about a case' minwon consult link "${ask[2]}"
did 'over' minwon consult 'done' --text '안내함'
did 'one whom the chatbot handed over' minwon consult next \
	"$(minwon consult list --format jsonl | jq -r 'select(.kind == "chat" and .case != null) | .id' | head -n 1)"
did 'is told something' minwon consult say --text '곧 답하겠습니다'
did 'talked to as well' minwon consult start
did 'and over' minwon consult 'done'
for hour in 12 14 16; do
	at_time "2026-11-23T$hour:00:00+09:00"
	minwon sync >/dev/null 2>&1
done
at_time 2026-11-24T09:00:00+09:00
did 'lunch' chief office hours --lunch 11:30 --apply
minwon sync >/dev/null 2>&1

# No command notes which answer was told in a consultation.
sqlite3 "$store" "INSERT INTO consult_answer (consult_id, key, layer, version, at, by_id) SELECT id,
	'FOOD-BIZ.fee', 'central', 1, 1795396000, staff_id FROM consultation WHERE case_id > 0 AND staff_id > 0"

# Out.
check 'rows are masked' 0 "$(chief export | jq -r .applicant | grep -c '^[^*]*$')"
check 'of every case' "$(sqlite3 -readonly "$store" "SELECT COUNT(*) FROM cases WHERE office = '11410'")" \
	"$(minwon export --format csv | tail -n +2 | wc -l)"
before=$(everything)
refused 'an officer' 3 'Your role may not do this' minwon --lang en export --full --reason x -o no.jsonl
refused 'an auditor' 3 'Your role may not do this' minwon --lang en --as auditor-11410 export --full \
	--reason x -o no.jsonl
refused 'without a reason' 3 'Say why they are wanted' chief export --full -o no.jsonl
refused 'a blank one' 3 'Say why they are wanted' chief export --full --reason ' ' -o no.jsonl
refused 'nowhere' 2 'say where whole cases go' chief export --full --reason x
refused 'as rows' 2 'leave --format out' chief export --full --reason x -o no.jsonl --format csv
refused 'a query that is none' 2 'bad filter at column' chief export --full --reason x -o no.jsonl 'state:('
check 'no file is left of them' no "$([ -e no.jsonl ] && echo yes || echo no)"
check 'nothing was recorded' 0 "$(sqlite3 -readonly "$store" 'SELECT COUNT(*) FROM carried')"
chief export --full --reason '감사 대비 이관' -o a.jsonl 2>err; check 'a supervisor, with a reason' 0 $?
has 'it says what it is' 'personal data, unmasked' "$(cat err)"
check 'for its owner alone' 600 "$(stat -c %a a.jsonl)"
refused 'never over another file' 5 'cannot make a.jsonl' chief export --full --reason x -o a.jsonl
check 'the cases are as they were' "$before" "$(everything)"
sha=$(head -n -1 a.jsonl | sha256sum | cut -d' ' -f1)
check 'the last line has the digest' "$sha" "$(tail -n 1 a.jsonl | jq -r .sha256)"
check 'and the record' "export supervisor-11410 감사 대비 이관 $sha" "$(minwon --as auditor-11410 audit exports \
	--format jsonl | jq -r '"\(.kind) \(.by) \(.reason) \(.sha256)"')"
has 'the doctor counts it' '1 export of whole cases' "$(minwon --lang en doctor)"
refused 'an officer does not see the record' 3 'Your role may not' minwon --lang en audit exports
check 'standard output is the same' '' "$(chief export --full --reason x -o - 2>/dev/null | cmp - a.jsonl)"
check 'every kind of row is there' "$("$bin/minwond" --export-rows | tail -n +2 | cut -f1 | uniq | grep -v '^-$' |
	cat - <(echo end; echo head) | sort -u)" "$(kinds a.jsonl)"
chief export --full --reason x -o some.jsonl state:completed 2>/dev/null
check 'a query' "$(chief list state:completed -n 0 --format jsonl | wc -l)" "$(jq -r 'select(.row == "case") | .state' some.jsonl | grep -c completed)"

# In, and out again.
cp "$store" old.db
store=$work/new.db
practice
minwon list >/dev/null	# the office was open once
before=$(everything)
refused 'an officer brings nothing in' 3 'Your role may not' minwon --lang en import a.jsonl
chief import a.jsonl >out 2>err; check 'a try' 0 $?
has 'says how many' 'would come in' "$(cat err)"
check 'and changes nothing' "$before" "$(everything)"
refused 'in earnest it wants a reason' 3 'Say why' chief import --apply a.jsonl
# bad NAME WORDS FILE
bad()
{
	refused "$1" 2 "$2" chief import --apply --reason x "$3"
	check "$1: nothing is in" "$before" "$(everything)"
}
head -n 30 a.jsonl >bad.jsonl; bad 'cut short' 'it was cut short' bad.jsonl
head -n -1 a.jsonl >bad.jsonl; bad 'without its last line' 'it was cut short' bad.jsonl
sed '0,/서대문구/s//동대문구/' a.jsonl >bad.jsonl; bad 'one word changed' 'something in it was changed' bad.jsonl
awk '/"row":"event"/ && !gone { gone = 1; next } { print }' a.jsonl >bad.jsonl
bad 'an event dropped' 'line' bad.jsonl
{ cat a.jsonl; echo; } >bad.jsonl; bad 'something behind it' 'nothing may stand behind' bad.jsonl
sed 's/"version":1,"office"/"version":2,"office"/' a.jsonl >bad.jsonl; bad 'another version' 'version 2' bad.jsonl
sed 's/"office":"11410"/"office":"30200"/' a.jsonl >bad.jsonl; bad 'another office' 'office 30200' bad.jsonl
sed '0,/"state":"received"/s//"state":"recieved"/' a.jsonl >bad.jsonl
bad 'a state that is none' '“state” of “case” is not one of its words' bad.jsonl
sed '0,/"arrived":"2026/s//"arrived":"2O26/' a.jsonl >bad.jsonl
bad 'a time that is none' '“arrived” of “case” is not a time' bad.jsonl
sed '0,/"assignee":"officer1-11410"/s//"assignee":"nobody"/' a.jsonl >bad.jsonl
bad 'staff that is not in it' 'login of a staff line' bad.jsonl
sed 's/"name":"김민지","role"/"name":"김만지","role"/' a.jsonl >bad.jsonl
bad 'another person' 'another person may not have that login' bad.jsonl
awk '{ print } /"row":"case"/ && !done { done = 1; print }' a.jsonl >bad.jsonl
bad 'a case twice' 'line' bad.jsonl
{ head -n 3 a.jsonl; printf '\xff\n'; } >bad.jsonl; bad 'no UTF-8' 'line 4: it is no UTF-8' bad.jsonl
printf '{"row":"case"}\n' >bad.jsonl; bad 'no export' 'line 1: this is no full export' bad.jsonl
chief import --apply --reason '이관' - <a.jsonl >out 2>err; check 'in' 0 $?
chief export --full --reason '대조' -o b.jsonl 2>/dev/null; check 'out again' 0 $?
cmp a.jsonl b.jsonl; check 'the same bytes' 0 $?
check 'counters and board' 'true true' "$(minwon doctor --format jsonl |
	jq -r 'select(.name == "counters" or .name == "board") | .ok' | xargs)"
did 'every due is counted the same' chief audit verify
check 'what is found' "$(minwon --as supervisor-11410 list 식품 open:any -n 0 --format jsonl | jq -r .external_id | sort)" \
	"$(jq -r 'select(.row == "case" and (.title + .service | contains("식품") or contains("FOOD-BIZ"))) | .external_id' a.jsonl | sort)"
check 'no channel is on' 0 "$(minwon channel list --format jsonl | jq -r 'select(.enabled) | .code' | wc -l)"
check 'it is recorded' '이관' "$(minwon --as auditor-11410 audit exports --format jsonl |
	jq -r 'select(.kind == "import") | .reason')"
refused 'only into an empty office' 3 'An import wants an empty one' chief import --apply --reason x a.jsonl
# The positive control of the comparison: one event less is another file.
sqlite3 "$store" "DROP TRIGGER event_stays; PRAGMA foreign_keys = OFF; DELETE FROM event WHERE id = (SELECT MAX(id) FROM event)"
chief export --full --reason '대조' -o c.jsonl 2>/dev/null
check 'an event less is noticed' 1 "$(cmp -s a.jsonl c.jsonl; echo $?)"
# And it goes on: the next receipt number is a new one.
did 'the next receipt' chief receive "$(chief list state:arrived -n 1 --format jsonl | jq -r .external_id)"

# Killed in between, nothing is in.
store=$work/third.db
practice
minwon list >/dev/null	# the office was open once
before=$(everything)
mkfifo half
office_start --clock "$clock"
minwon --lang en --as supervisor-11410 import --apply --reason x half >/dev/null 2>&1 &
client=$!
exec 9>half
head -c 200000 a.jsonl >&9
# It begins when it is served: until then a list is answered.
for _ in $(seq 1000); do
	minwon --lang en list >out 2>&1 || break
done
refused 'nobody else is served meanwhile' 4 'are being brought into this office' minwon --lang en list
kill -9 "$office_pid"; wait "$office_pid" 2>/dev/null; office_pid=0
exec 9>&-
wait "$client"
check 'nothing of it is in' "$before" "$(everything)"
did 'the same file, whole' chief import --apply --reason x a.jsonl
check 'is in' "$(jq -s 'map(select(.row == "case")) | length' a.jsonl)" \
	"$(sqlite3 -readonly "$store" 'SELECT COUNT(*) FROM cases')"
verdict
