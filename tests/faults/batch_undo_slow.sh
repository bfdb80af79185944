#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# A batch taken back after some of its cases moved on: the others are reverted,
# these are listed with reasons, and the record stays consistent. 100 cases, 6 of
# them moved on; SOAK=1: 5,000 and 300.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")/../cli" && pwd)/lib_office.sh"

items=100
moved=6
applications=700
[ "${SOAK:-}" != 1 ] || { items=5000 moved=300 applications=36000; }
practice
relay_start --seed 23 --applications "$applications"
office_start --clock "$clock"
minwon sync >/dev/null 2>&1
chief="minwon --lang en --as supervisor-11410"
minwon list state:arrived -n 0 --format jsonl | jq -r .id | head -"$items" >ids
check 'enough cases' "$items" "$(wc -l <ids)"
$chief bulk --apply --op receive ids >/dev/null 2>err
# Some stand with somebody already: that is what they go back to.
head -$((items / 4)) ids | $chief bulk --apply --op assign --assignee officer2-11410 >/dev/null 2>err
# state_of: where each case stands, and with whom.
state_of()
{
	sqlite3 -readonly "$store" "SELECT id, state, assignee_id FROM cases WHERE id IN ($(paste -sd, ids)) ORDER BY id"
}
state_of >before
$chief bulk --apply --op assign --assignee officer1-11410 ids >out 2>err
check 'all are assigned' "$items" "$(jq -r .outcome out | grep -c '^done$')"
id=$($chief batch list --format jsonl -n 1 | jq -r .id)
awk -v n="$items" -v k="$moved" 'NR % int(n / k) == 1 && ++m <= k' ids >gone
minwon bulk --apply --op next gone >out 2>err
check 'some are taken up' "$moved" "$(jq -r .outcome out | grep -c '^done$')"

$chief batch undo "$id" --apply >out 2>err
check 'some were not taken back: exit 1' 1 $?
check 'the others were' "$((items - moved))" "$(jq -r .outcome out | grep -c '^done$')"
check 'these are listed' "$moved" "$(jq -r .outcome out | grep -c '^refused$')"
check 'each with its reason' "$moved" \
	"$(jq -r 'select(.outcome == "refused") | .problem | select(.title != "") | .type' out | grep -c '^moved-on$')"
check 'they are the ones that moved on' '' \
	"$(jq -r 'select(.outcome == "refused") | .line' out | sort -n | while read -r n; do sed -n "${n}p" ids; done | diff - gone | head -3)"
state_of >after
check 'who was not taken up stands as before' "$moved" "$(diff before after | grep -c '^>')"
check 'an event for each' "$((items - moved))" \
	"$(sqlite3 -readonly "$store" "SELECT COUNT(*) FROM event WHERE kind = 'undone'")"
check 'every due is what its events come to' 0 "$(minwon --as auditor-11410 audit verify >out 2>err; echo $?)"
check 'and nothing differs' 0 "$(minwon --as auditor-11410 audit verify --format jsonl 2>/dev/null | wc -l)"
check 'doctor finds counters and board right' 'true true' \
	"$(minwon doctor --format jsonl 2>/dev/null | jq -r 'select(.name == "board" or .name == "counters") | .ok' | xargs)"
# A case that was given back can be worked on.
number=$(tail -1 ids)
minwon next "$number" >out 2>err; check 'what was taken back goes on' 0 $?
verdict
