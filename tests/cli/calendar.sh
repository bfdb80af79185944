#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The calendar of an office: holidays and lunch as store data, what a change of
# them moves, and every moved due as an event with the old and the new one.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

chief()
{
	minwon --as "supervisor-${office:-11410}" "$@"
}

# moved FILE: case and both dues of each row, sorted.
moved()
{
	jq -rc '[.case_id, .due_at, .moved_to] | @tsv' "$1" | sort
}

# same_dues: the sum over stored dues, to see that nothing moved.
same_dues()
{
	sql 'SELECT SUM(due_at), MAX(version), COUNT(*) FROM cases'
}

# verified: audit verify finds no difference.
verified()
{
	chief audit verify --format jsonl >verify.out 2>/dev/null
	check "$1" '' "$(cat verify.out)"
}

practice
relay_start --seed 3 --applications 400 --publish 6
office_start --clock "$clock"
minwon sync >/dev/null 2>&1
chief list --format jsonl -n 0 | jq -r 'select(.service == "GEN-QNA-PROC") | .id' >ids
mapfile -t ids < <(head -n 4 ids)
check 'there are four cases to look at' 4 "${#ids[@]}"
chief receive "${ids[@]}" >/dev/null
check 'seven working days' '2026-12-01T18:00:00+09:00' "$(field "${ids[0]}" due_at)"
office=30200 chief list -n 0 --format jsonl | jq -r 'select(.service == "GEN-QNA-PROC") | .id' >others
office=30200 chief receive "$(head -n 1 others)" >/dev/null
other=$(head -n 1 others)

check 'the calendar is in the store' \
	"$(minwon holidays list --format jsonl | jq -r 'select(.region == null or .region == "") | .date' | sort -u)" \
	"$(sql "SELECT date(day * 86400, 'unixepoch') FROM holiday WHERE state = 'standing' AND region = ''" | sort)"
check 'what 제주 has by ordinance is no holiday here' '' \
	"$(minwon holidays list 2026 --format jsonl | jq -r 'select(.date == "2026-04-03") | .date')"

printf 'date,name_ko,name_en,kind\n2026-11-27,임시공휴일,Temporary holiday,temporary\n' >days.csv
before=$(same_dues)
minwon holidays preview days.csv --format jsonl >preview.out 2>/dev/null
check 'previewing changes nothing' "$before" "$(same_dues)"
minwon holidays apply days.csv >out 2>err; check 'an officer may not apply' 3 $?
minwon --as auditor-11410 holidays apply days.csv >out 2>err; check 'nor an auditor' 3 $?
check 'and nothing moved' "$before" "$(same_dues)"
chief holidays apply days.csv --text '국무회의 의결' --format jsonl >apply.out 2>err
check 'a supervisor applies' 0 $?
check 'every open case was counted again once' \
	"$(sql "SELECT COUNT(*) FROM cases WHERE office = '11410' AND is_open = 1")" \
	"$(sql 'SELECT checked FROM calendar_change WHERE id = 1')"
check 'what was previewed is what was applied' "$(moved preview.out)" "$(moved apply.out)"
check 'more than the four moved' 'yes' "$([ "$(wc -l <apply.out)" -ge 4 ] && echo yes)"
check 'the due is a working day later' '2026-12-02T18:00:00+09:00' "$(field "${ids[0]}" due_at)"
check 'what the applicant was told stands beside it' '2026-12-01T18:00:00+09:00' \
	"$(field "${ids[0]}" announced_at)"
check 'each move is an event with both dues' "$(moved apply.out | cut -f 1)" \
	"$(sql "SELECT case_id FROM event WHERE kind = 'calendar' AND due_before <> due_after" | sort)"
has 'and says why' '임시공휴일' "$(minwon --lang ko log "${ids[0]}")"
check 'the office in the next town keeps its dates' '2026-12-01T18:00:00+09:00' \
	"$(office=30200 chief show "$other" --format json | jq -r .due_at)"
has 'why counts by the office'"'"'s calendar' 'Temporary holiday' "$(minwon --lang en why "${ids[0]}")"
check 'and ends with the due' 'Due 2026. 12. 2. 18:00' "$(minwon --lang en why "${ids[0]}" | tail -n 1)"
check 'the built-in calendar says otherwise' '2026-12-01T18:00' "$("$bin/minwon" due 7d 2026-11-23T09:00)"
check 'due with the store counts by the office' '2026-12-02T18:00' "$(minwon due 7d 2026-11-23T09:00)"
verified 'what is stored is what the events come to'

count=$(sql "SELECT COUNT(*) FROM event")
chief holidays apply days.csv >out 2>err; check 'applying it again is well' 0 $?
check 'and does nothing' "$count" "$(sql 'SELECT COUNT(*) FROM event')"
check 'not one row' '' "$(cat out)"

# A case that ended keeps the due it ended with.
chief holidays list 2026 --format jsonl >list.out
check 'the day is known from data' data "$(jq -r 'select(.date == "2026-11-27") | .source' list.out)"
minwon next "${ids[3]}" >/dev/null
minwon withdraw "${ids[3]}" --text '민원인 전화' >/dev/null
check 'one case is closed' withdrawn "$(field "${ids[3]}" state)"

# Undone by a later one: recorded too.
printf 'date,name_ko,name_en,kind\n2026-11-27,임시공휴일,Temporary holiday,cancelled\n' >undo.csv
chief holidays preview undo.csv --format jsonl >preview.out 2>/dev/null
chief holidays apply undo.csv --format jsonl >apply.out 2>err
check 'undone as previewed' "$(moved preview.out)" "$(moved apply.out)"
check 'the date is as before' '2026-12-01T18:00:00+09:00' "$(field "${ids[0]}" due_at)"
check 'by a second event' 2 "$(sql "SELECT COUNT(*) FROM event WHERE kind = 'calendar' AND case_id = ${ids[0]}")"
check 'the closed case kept its due' '2026-12-02T18:00:00+09:00' "$(field "${ids[3]}" due_at)"
check 'and why counts it by the calendar it ended with' 'Due 2026. 12. 2. 18:00' \
	"$(minwon --lang en why "${ids[3]}" | tail -n 1)"
verified 'all of it still agrees'
check 'both changes are listed' '2 1' \
	"$(chief holidays changes --format jsonl | jq -r .id | xargs)"
check 'and what the first moved' "$(sql "SELECT COUNT(*) FROM calendar_move WHERE change_id = 1")" \
	"$(chief holidays changes 1 --format jsonl | wc -l)"

# Lunch an hour sooner, here only.
certificate=$(chief list -n 0 --format jsonl | jq -r 'select(.service == "13100000016" and .state == "arrived") | .id' | head -n 1)
far=$(office=30200 chief list -n 0 --format jsonl | jq -r 'select(.service == "13100000016" and .state == "arrived") | .id' | head -n 1)
check 'both towns have one' yes "$([ -n "$certificate" ] && [ -n "$far" ] && echo yes)"
minwon office hours --lunch 10:30 >out 2>err; check 'lunch at half past ten is refused' 2 $?
has 'with the article' '복무규정 §2②' "$(minwon --lang en office hours --lunch 10:30 2>&1)"
chief office hours --lunch 11:00 --from 2026-11-01 --apply >out 2>err; check 'so is one of the past' 2 $?
at_time '2026-11-24T08:00:00+09:00'
chief office hours --lunch 11:00 --apply --text '구내식당' >out 2>err; check 'lunch at eleven' 0 $?
check 'it is shown' '11:00 12:00' "$(chief office hours --format jsonl | tail -n 1 | jq -r '"\(.lunch) \(.lunch_end)"')"
at_time '2026-11-24T11:30:00+09:00'
chief receive "$certificate" >/dev/null
office=30200 chief receive "$far" >/dev/null
check 'three working hours after a lunch that is over' '2026-11-24T15:00:00+09:00' "$(field "$certificate" due_at)"
check 'and with lunch still to come' '2026-11-24T15:30:00+09:00' \
	"$(office=30200 chief show "$far" --format json | jq -r .due_at)"
verified 'stored dues agree with the moved lunch'
check 'why knows the lunch hour' 'Due 2026. 11. 24. 15:00' "$(minwon --lang en why "$certificate" | tail -n 1)"

# refused NAME FILE PIECE: by name, with its line, nothing changed.
refused()
{
	local count
	count=$(sql 'SELECT COUNT(*) FROM holiday')
	chief --lang en holidays apply "$2" >out 2>err
	check "$1" 2 $?
	has "$1: it says where and why" "$3" "$(cat err)"
	check "$1: nothing was entered" "$count" "$(sql 'SELECT COUNT(*) FROM holiday')"
}
printf 'date,name_ko\n2026-12-09,\xc0\xd3\xbd\xc3\n' >cp949.csv
refused 'CP949' cp949.csv 'cp949.csv, line 2: not UTF-8'
printf '2026-12-09,a\n2026-12-09,b\n' >twice.csv
refused 'a day twice' twice.csv 'twice.csv, line 2: 2026-12-09 is there twice'
printf '2099-12-09,a\n' >far.csv
refused 'a year without a calendar' far.csv 'far.csv, line 1: the calendar has the years 2024 to 2035, not 2099'
printf '2027-12-09,a\n' >year.csv
chief --lang en holidays apply year.csv --year 2026 >out 2>err; check 'another year than was said' 2 $?
has 'with its line' 'year.csv, line 1: 2027 is another year than 2026' "$(cat err)"
printf '2026-12-09,a,b,festive\n' >kind.csv
refused 'an unknown kind' kind.csv 'no kind is called “festive”'
printf 'day,name\n' >head.csv
refused 'a head line that is none' head.csv 'head.csv, line 1: the first column is no date'
printf '2026-12-09,"a\n' >quote.csv
refused 'a quote without an end' quote.csv 'quote.csv, line 1: a quote has no end'
printf '2026-12-09,a,b,regional\n' >region.csv
refused 'a local holiday of nowhere' region.csv 'a local holiday needs its region'

# What channels and lists say becomes proposals and moves nothing by itself.
before=$(same_dues)
chief holidays list --proposed --format jsonl >proposed.out
check 'a holiday that a channel published is proposed' '2026-12-24 temporary' \
	"$(jq -r 'select(.date == "2026-12-24") | "\(.date) \(.kind)"' proposed.out)"
check 'and is nothing to sort by hand' 0 "$(sql "SELECT COUNT(*) FROM unsorted WHERE event_id LIKE '%holiday%' OR reason = 'pending-kind' AND detail LIKE 'holiday%'")"
cat >feed.json <<'JSON'
{"response":{"header":{"resultCode":"00","resultMsg":"NORMAL SERVICE."},"body":{"items":{"item":[
{"dateKind":"01","dateName":"1월1일","isHoliday":"Y","locdate":20270101,"seq":1},
{"dateKind":"01","dateName":"임시공휴일","isHoliday":"Y","locdate":"20270105","seq":1},
{"dateKind":"01","dateName":"식목일","isHoliday":"N","locdate":20270405,"seq":1}]},
"numOfRows":100,"pageNo":1,"totalCount":3}}}
JSON
minwon holidays import feed.json --format jsonl >import.out 2>err
check 'a saved list is read' 0 $?
check 'what only it has is proposed' '2027-01-05' "$(jq -r 'select(.verdict == "proposed") | .date' import.out)"
check 'what it misses stays' yes "$([ "$(jq -r 'select(.verdict == "missing") | .date' import.out | wc -l)" -ge 18 ] && echo yes)"
check 'what both have is the same' '2027-01-01' "$(jq -r 'select(.verdict == "same") | .date' import.out)"
minwon holidays import feed.json --format jsonl 2>/dev/null | jq -r 'select(.date == "2027-01-05") | .verdict' >again
check 'once only' 'known-proposal' "$(cat again)"
check 'no due moved' "$before" "$(same_dues)"
minwon --lang en holidays import feed.json --year 2026 >out 2>err; check 'a list of another year is refused' 2 $?
has 'with its line' 'feed.json, line 2: 2027 is another year than 2026' "$(cat err)"
printf '<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg><returnAuthMsg>LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR</returnAuthMsg><returnReasonCode>22</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>' >xml.json
minwon --lang en holidays import xml.json >out 2>err; check 'an error in XML is one' 2 $?
has 'in its words' 'LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR (22)' "$(cat err)"
id=$(chief holidays list --proposed --format jsonl | jq -r 'select(.date == "2027-01-05") | .id')
chief holidays dismiss "$id" >out 2>err; check 'dismissing needs a reason' 3 $?
minwon holidays dismiss "$id" --text x >out 2>err; check 'and a supervisor' 3 $?
chief holidays dismiss "$id" --text '관보에 없음' >out 2>err; check 'who may' 0 $?
check 'then it is proposed no more' '' \
	"$(chief holidays list --proposed --format jsonl | jq -r 'select(.date == "2027-01-05") | .date')"
check 'but still in the next town' '2027-01-05' \
	"$(office=30200 chief holidays list --proposed --format jsonl | jq -r 'select(.date == "2027-01-05") | .date')"
chief holidays preview --proposed --format jsonl >preview.out 2>/dev/null
chief holidays apply --proposed --text '관보 확인' --format jsonl >apply.out 2>err
check 'proposals are applied as previewed' "$(moved preview.out)" "$(moved apply.out)"
check 'and are none any more' '' "$(chief holidays list --proposed --format jsonl)"
check 'the day is a holiday now' temporary \
	"$(chief holidays list 2026 --format jsonl | jq -r 'select(.date == "2026-12-24") | .kind')"
verified 'proposals applied agree too'

# A region's own holiday works in its offices only.
printf 'date,name_ko,name_en,kind,region,source\n2026-12-10,구민의 날,,regional,11410,서대문구 조례\n2026-12-11,도민의 날,,regional,47,경상북도 조례\n' >local.csv
chief holidays apply local.csv >out 2>err; check 'local holidays are entered' 0 $?
check 'its own works here, another region'"'"'s does not' '2026-12-10' \
	"$(chief holidays list 2026 --format jsonl | jq -r 'select(.kind == "regional") | .date')"
# A change cut short goes on when the office is opened again.
office_stop
sqlite3 "$store" "INSERT INTO holiday (day, office, region, name_ko, name_en, kind, source, state, by_id, at, after_event)
	SELECT 20787, '11410', '', '임시공휴일', '', 'temporary', 'test', 'standing', 1, 0, MAX(id) FROM event;
	INSERT INTO calendar_change (office, at, by_id, entries, reason, place, checked, is_done)
	VALUES ('11410', 0, 1, 'cut short', '', '', 0, 0)"
office_start --clock "$clock"
id=$(chief holidays changes --format jsonl | jq -r .id | head -n 1)
chief holidays changes "$id" --format jsonl >resumed.out
check 'the change that was cut short is done' 1 "$(sql "SELECT is_done FROM calendar_change WHERE id = $id")"
check 'and moved what it should' yes "$([ -s resumed.out ] && echo yes)"
verified 'nothing was left behind'
verdict
