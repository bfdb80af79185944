#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The statutory clock at the desk: due, explanation, pauses and the check of
# what is stored against what happened.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

# field CASE NAME
field()
{
	minwon show "$1" --format json | jq -rc ".$2"
}

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
at_time '2026-12-02T15:00:00+09:00'
minwon claim "$case" >/dev/null
minwon resume "$case" --text '약도가 왔습니다.' >/dev/null
check 'nor does the day of the reply' '2026-12-09T18:00:00+09:00' "$(field "$case" due_at)"
explained 'why agrees afterwards' "$case"

minwon audit verify >out 2>err; check 'an officer may not verify' 3 $?
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
check 'with what it should be' '2026-12-09T18:00:00+09:00' "$(jq -r .counted_at out)"
verdict
