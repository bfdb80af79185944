#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The statutory clock at the desk: due, explanation, pauses and the check of
# what is stored against what happened.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

# official INSTANT: as letters write it, which is how why ends.
official()
{
	echo "$1" | sed -E 's/^([0-9]+)-0?([0-9]+)-0?([0-9]+)T([0-9]+:[0-9]+).*/\1. \2. \3. \4/'
}

# explained NAME CASE: the last line of why is the stored due.
explained()
{
	check "$1" "Due $(official "$(field "$2" due_at)")" "$(minwon --lang en why "$2" | tail -n 1)"
}

practice
relay_start --seed 3 --applications 120
minwon sync >/dev/null 2>&1
minwon list open:any --format jsonl | jq -r 'select(.service == "GEN-QNA-PROC") | .id' >ids
case=$(sed -n 1p ids)
other=$(sed -n 2p ids)

check 'a case nobody received has no count' \
	'The application was not received yet: its period has not begun.' "$(minwon --lang en why "$case")"
minwon --as supervisor-11410 receive "$case" "$other" >/dev/null
minwon next "$case" >/dev/null
check 'seven working days from Monday' '2026-12-01T18:00:00+09:00' "$(field "$case" due_at)"
explained 'why ends with the due' "$case"
has 'and names the article' '민원 처리에 관한 법률 §19②' "$(minwon --lang en why "$case")"
check 'why is recorded as a reading' 3 \
	"$(sqlite3 -readonly "$store" "SELECT COUNT(*) FROM access_log WHERE operation = 'why' AND subject = 'case $case'")"
has 'in Korean too' '처리기한' "$(minwon --lang ko why "$case")"

at_time '2026-11-25T10:00:00+09:00'
minwon claim "$case" >/dev/null
minwon supplement "$case" --text '소재지 약도' --period 10d >/dev/null
check 'the day of the demand does not count' '2026-12-02T18:00:00+09:00' "$(field "$case" due_at)"
explained 'why agrees while the clock stands still' "$case"
check 'it is flagged' '["held","paused"]' "$(field "$case" 'flags | sort')"
has 'what is left is said' 'Left           5 working day(s) left after they reply' \
	"$(minwon --lang en show "$case")"
at_time '2026-12-02T15:00:00+09:00'
minwon claim "$case" >/dev/null
minwon resume "$case" --text '약도가 왔습니다.' >/dev/null
check 'nor does the day of the reply' '2026-12-09T18:00:00+09:00' "$(field "$case" due_at)"
explained 'why agrees afterwards' "$case"

# refused NAME REASON ARGUMENT…: extend says why not and by which law.
refused()
{
	local name=$1 reason=$2
	shift 2
	printf '{"op":"extend","case":"%s",%s}\n' "$case" "$1" |
		minwon bulk - >refused.out 2>/dev/null
	check "$name" "$reason" "$(jq -r '.problem.type' refused.out)"
}

extend="\"text\":\"현장을 확인합니다\""
refused 'workload is refused by name' extension-reason "$extend,\"reason\":\"workload\",\"period\":\"2d\""
refused 'also in other words' extension-reason \
	'"text":"업무가 많아 늦습니다","reason":"equivalent","period":"2d"'
refused 'no longer than the period itself' extension-too-long "$extend,\"reason\":\"facts\",\"period\":\"8d\""
refused 'a reason nobody knows' bad-value "$extend,\"reason\":\"mood\",\"period\":\"2d\""
check 'a dry run says until when' '2026-12-11T18:00:00+09:00' "$(minwon extend "$case" --reason facts \
	--period 2d --text '현장 확인' --dry-run --format jsonl | jq -r .due_at)"
minwon extend "$case" --reason facts --period 2d --text '현장을 확인합니다.' >/dev/null
check 'extended' '2026-12-11T18:00:00+09:00' "$(field "$case" due_at)"
explained 'why goes on from the old due' "$case"
has 'with the article' '시행령 §21' "$(minwon why "$case")"
refused 'the second needs consent' extension-consent "$extend,\"reason\":\"facts\",\"period\":\"1d\""
minwon extend "$case" --reason facts --period 1d --text '다시 확인합니다.' --consent >/dev/null
check 'the second, with it' '2026-12-14T18:00:00+09:00' "$(field "$case" due_at)"
explained 'why counts both' "$case"
refused 'a third is refused' extension-third \
	"$extend,\"reason\":\"facts\",\"period\":\"1d\",\"consent\":true"
minwon sync >/dev/null 2>&1
check 'the applicant is told of each' 'sent sent' "$(minwon outbox list -n 0 --format jsonl |
	jq -r "select(.case_id == $case and .kind == \"notice\") | .state" | xargs)"
has 'with the new due and the reason' '2026. 12. 14. 18:00까지 연장' \
	"$(sqlite3 -readonly "$store" "SELECT body FROM outbox WHERE kind = 'notice' ORDER BY id DESC LIMIT 1")"

minwon audit verify >out 2>err; check 'an officer may not verify' 3 $?
check 'it was extended' 'true' "$(field "$case" 'flags | contains(["extended"])')"
check 'every working minute is somebody'"'"'s' true \
	"$(field "$case" 'ledger | (.desk + .applicant + .other_department + .ministry + .outage) == .total')"
check 'the applicant has had it for five working days and five hours' 2700 "$(field "$case" ledger.applicant)"
check 'what the applicant was told' "$(field "$case" due_at)" "$(field "$case" announced_at)"
food=$(minwon list open:any --format jsonl | jq -r 'select(.service == "FOOD-BIZ") | .id' | head -n 1)
minwon --as supervisor-11410 receive "$food" >/dev/null
check 'where silence means yes, it is flagged' 'true' \
	"$(field "$food" 'flags | contains(["deemed-risk"])')"
at_time '2026-12-08T15:00:00+09:00'
check 'and what passed is deemed accepted' 'true' "$(field "$food" 'flags | contains(["deemed"])')"

minwon --lang en --as auditor-11410 audit verify --format jsonl >out 2>err
check 'stored dues are what the events come to' 0 $?
check 'no difference' '' "$(cat out)"
has 'all cases were looked at' \
	"$(sqlite3 -readonly "$store" "SELECT COUNT(*) FROM cases WHERE office = '11410'") case(s) checked, 0 differ" \
	"$(cat err)"
cp "$store" "$work/copy.db"
sqlite3 "$work/copy.db" "UPDATE cases SET due_at = due_at + 60 WHERE id = $case"
"$bin/minwon" --store "$work/copy.db" --clock "$clock" --as supervisor-11410 audit verify \
	--format jsonl >out 2>err
check 'an altered due is found' 1 $?
check 'and named' "$case" "$(jq -r .case_id out)"
check 'with what it should be' '2026-12-14T18:00:00+09:00' "$(jq -r .counted_at out)"
# A welfare service: 14 working days, and 14 days of its own law.
at_time '2026-12-14T09:00:00+09:00'
welfare=$(minwon list open:any service:BOKJI-CHILDCARE -n 1 --format jsonl | jq -r .id)
minwon --as supervisor-11410 receive "$welfare" >/dev/null
check 'both dates of a welfare service, and the earlier one as the due' \
	'2027-01-04T18:00:00+09:00 2026-12-28T18:00:00+09:00 2026-12-28T18:00:00+09:00' \
	"$(minwon show "$welfare" --format json | jq -r '"\(.due_at_legal) \(.due_at_calendar) \(.due_at)"')"
has 'on the page too' 'Calendar days  2026. 12. 28. 18:00' "$(minwon --lang en show "$welfare")"
explained 'why ends with the earlier' "$welfare"
has 'and tells the other law' "own law: 14 calendar days" "$(minwon --lang en why "$welfare")"
check 'what is stored agrees with it' 0 \
	"$(minwon --as supervisor-11410 audit verify --format jsonl 2>/dev/null | grep -c "\"case_id\":$welfare,")"
printf 'date,name_ko\n2026-12-09,임시공휴일\n' >days.csv
minwon holidays preview days.csv --format jsonl >out 2>/dev/null
check 'one more holiday moves the due by a working day' '2026-12-14T18:00:00+09:00 2026-12-15T18:00:00+09:00' \
	"$(jq -r "select(.case_id == $case) | \"\(.due_at) \(.moved_to)\"" out)"
check 'and changes nothing' '2026-12-14T18:00:00+09:00' "$(field "$case" due_at)"
printf '2026-12-09,a\n2026-12-09,b\n' >twice.csv
minwon --lang en holidays preview twice.csv >out 2>err; check 'a day twice is refused' 2 $?
has 'with its line' 'twice.csv, line 2: 2026-12-09 is there twice' "$(cat err)"
printf '2026-12-09,\xc0\xd3\xbd\xc3\n' >cp949.csv
minwon --lang en holidays preview cp949.csv >out 2>err; check 'CP949 is refused' 2 $?
has 'by name' 'not UTF-8' "$(cat err)"
printf '2026-13-09,a\n' >bad.csv
minwon holidays preview bad.csv >out 2>err; check 'a date that is none is refused' 2 $?

minwon holidays list 2026 --format jsonl >out
check 'the substitute of 2026-03-01 is a holiday' '2026-03-02 both' \
	"$(jq -r 'select(.date == "2026-03-02") | "\(.date) \(.source)"' out)"
check 'the local election is known from data only' data \
	"$(jq -r 'select(.date == "2026-06-03") | .source' out)"
check 'no day twice, none out of order' "$(jq -r .date out | sort -u)" "$(jq -r .date out)"
check 'data and decree differ in nothing but what is decided year by year' '' \
	"$(minwon holidays list --format jsonl | jq -r 'select(.source == "decree") | .date')"
minwon holidays list 26 >out 2>err; check 'a year is four digits' 2 $?
verdict
