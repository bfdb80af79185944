#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# board and today: each number's own command lists as many as the number says,
# at several times of several days; who may see whose; the closing line.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

practice
relay_start --seed 5 --applications 400
office_start --clock "$clock"
minwon sync >/dev/null 2>&1

boss()
{
	minwon --as supervisor-11410 "$@"
}

# ids QUERY N: ids of the first N cases of a query.
ids()
{
	minwon list "$1" -n "$2" --format jsonl | jq -r .id
}

# figure SCREEN NAME: the office's count.
figure()
{
	boss "$1" --format jsonl | jq -r --arg n "$2" 'select(.figure == $n and .who == null) | .count'
}

# Every figure of both screens against the list its own command gives.
agree()
{
	local screen count command listed
	for screen in board today; do
		boss "$screen" --format jsonl >figures.jsonl || echo "not ok $screen failed"
		while IFS=$'\t' read -r name who count command; do
			read -ra words <<<"$command"
			listed=$(boss "${words[@]:1}" -n 0 --format jsonl | wc -l)
			[ "$count" = "$listed" ] ||
				echo "$screen $name ${who:-office}: $count, but $command lists $listed" >>wrong
			compared=$((compared + 1))
			[ "$count" -eq 0 ] || seen="$seen $name"
		done < <(jq -r '[.figure, .who // "", .count, .command] | @tsv' figures.jsonl |
			sed 's/\t\t/\toffice\t/')
	done
}
compared=0
seen=
: >wrong

agree
mapfile -t cases < <(ids state:arrived 60)
boss receive "${cases[@]}" >/dev/null
for login in officer1-11410 officer1-11410 officer1-11410 officer2-11410 officer2-11410; do
	minwon --as "$login" next >/dev/null
done
agree
at_time 2026-11-23T13:20:00+09:00
mapfile -t mine < <(ids assignee:me 3)
minwon claim "${mine[@]}" >/dev/null
minwon draft --outcome complete --text '발급합니다.' "${mine[0]}" >/dev/null 2>&1
minwon approve "${mine[1]}" >/dev/null 2>&1
minwon next "$(ids 'state:received service:식품' 1)" >/dev/null 2>&1
minwon escalate --agency 식품의약품안전처 --text '기준을 묻습니다.' "$(ids 'assignee:me service:식품' 1)" >/dev/null 2>&1
minwon next "$(ids 'state:received service:건축신고' 1)" >/dev/null 2>&1
minwon supplement --reason '도면' --period 10d --text '도면을 내 주십시오.' "$(ids 'assignee:me service:건축신고' 1)" >/dev/null 2>&1
relay_stop
boss receive "$(ids state:arrived 1)" >/dev/null
# Two dialogs of one case and one of another: two cases with text not handed in.
office_stop
for what in "note ${mine[0]}" "draft ${mine[0]}" "note ${mine[2]}"; do
	sqlite3 "$store" "INSERT INTO scratch (staff_id, about, subject_id, action, content, saved_at)
		SELECT id, 'case', ${what#* }, '${what% *}', 'x', 1 FROM staff WHERE login = 'supervisor-11410'"
done
office_start --clock "$clock"
agree
check 'cases with text not handed in' 2 "$(figure today typed)"
check 'which only who typed it sees' 0 \
	"$(minwon today --format jsonl | jq -r 'select(.figure == "typed") | .count')"
for at in 2026-11-23T17:59:00 2026-11-23T18:00:00 2026-11-23T18:01:00 2026-11-23T23:59:59 \
	2026-11-24T00:00:00 2026-11-24T09:00:00 2026-11-28T10:00:00 2026-12-31T15:00:00; do
	at_time "$at+09:00"
	agree
done
check 'every number is the length of its list' '' "$(head -5 wrong)"
check 'and many were compared' yes "$([ "$compared" -gt 300 ] && echo yes || echo "$compared")"
for name in arrived received decided open unowned at-risk overdue approvals state lapses \
	next-opening unreceived escalated waiting typed; do
	has "there was something to count: $name" " $name" "$seen "
done

at_time 2026-11-23T14:00:00+09:00
minwon board --format jsonl >own
check 'an officer sees the office' 1 "$(jq -r 'select(.figure == "overdue" and .who == null) | .figure' own | wc -l)"
check 'and of people the own row alone' officer1-11410 "$(jq -r '.who // empty' own | sort -u | xargs)"
minwon --as auditor-11410 board --format jsonl >all
check 'an auditor sees everybody' 'officer1-11410 officer2-11410' "$(jq -r '.who // empty' all | sort -u | xargs)"
check 'a board shows no applicant' 0 "$(grep -c applicant all)"

minwon today --close >line; check 'something lapses: exit 1' 1 $?
check 'in one line' 1 "$(wc -l <line)"
has 'that names the figures' "지연 $(figure today overdue)" "$(cat line)"
at_time 2026-12-31T20:00:00+09:00
minwon today --close >line; check 'when all has lapsed nothing lapses today: exit 0' 0 $?
at_time 2026-11-23T14:00:00+09:00
minwon outbox list --state flying >out 2>err; check 'a state that is none: exit 2' 2 $?
has 'and the states there are' parked "$(cat err)"

# The test can fail: a figure that is wrong is told apart.
office_stop
sqlite3 "$store" "UPDATE tally SET count = count + 1 WHERE kind = 'decided'"
office_start --clock "$clock"
: >wrong
agree
check 'a planted fault is seen by this test' yes "$(grep -q decided wrong && echo yes)"
verdict
