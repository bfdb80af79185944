#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# One language everywhere: what a query finds is the same in list, saved view, bulk, rules
# and report, in either language, and every example of the manual is one.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
man=$here/../../console/man
# shellcheck source=tests/cli/lib_office.sh
. "$here/lib_office.sh"

standing_desk 23 200
chief list state:arrived -n 40 --format jsonl | jq -r .id | chief bulk --apply --op receive --input ids - >/dev/null 2>&1
chief bulk --apply --op assign --assignee officer2-11410 --query 'state:received service:식품' >/dev/null 2>&1
clerk bulk --apply --op next --query 'state:received service:15000000098' >/dev/null 2>&1
clerk bulk --apply --op approve --query 'holder:me service:15000000098' --text 가 >/dev/null 2>&1
clerk next >/dev/null
at_time 2026-11-23T14:00:00+09:00

ids() { jq -r "$1" | sort -n | paste -sd' '; }

# The manual's examples, in both languages.
examples()
{
	sed -n 's/^\.Dl //p' "$1" | sed 's/\\&//g'
}
count=0
while IFS= read -r query; do
	count=$((count + 1))
	chief list "$query" -n 0 --format jsonl >out 2>err
	check "example: $query" 0 $?
done < <(examples "$man/minwon-query.7")
check 'there are examples' yes "$([ "$count" -ge 7 ] && echo yes)"
check 'the Korean page has the same' "$(examples "$man/minwon-query.7")" "$(examples "$man/ko/minwon-query.7")"
# Each key of the manual is one, and each of ours is in the manual.
while IFS= read -r key; do
	chief list "$key:" >out 2>err
	has "key of the manual: $key" 'nothing to look for' "$(cat err)"
done < <(awk '/^\.Ss Keys/ { on = 1; next } /^\.Ss / { on = 0 }
	on && /^\.It Ic / { gsub(/[.,:]|It Ic/, ""); for (i = 1; i <= NF; i++) print $i }' "$man/minwon-query.7")
chief list 'no_key:x' >out 2>err
while IFS= read -r key; do
	check "key is in the manual: $key" yes "$(grep -qE "^\.It Ic (.*, )?$key( |$)" "$man/minwon-query.7" && echo yes)"
done < <(sed -n 's/.*Keys: \(.*\)\./\1/p' err | tr ' ' '\n')

# The same cases everywhere. Rules are asked about open cases only.
queries=0
found=0
while IFS= read -r query; do
	queries=$((queries + 1))
	all=$(chief list "$query" -n 0 --format jsonl | ids .id)
	[ -z "$all" ] || found=$((found + 1))
	chief view save 하나 "$query" >/dev/null
	check "view: $query" "$all" "$(chief list --view 하나 -n 0 --format jsonl | ids .id)"
	check "bulk: $query" "$all" "$(chief bulk --op note --text x --query "$query" 2>/dev/null | ids .case)"
	open=$(chief list "($query) open:yes" -n 0 --format jsonl | ids .id)
	chief rules add 시험 --when clock --do raise --text x --if "$query" >/dev/null
	check "rule: $query" "$open" "$(chief rules test 시험 --format jsonl 2>/dev/null | jq -c 'select(.outcome != "would-have")' | ids .case_id)"
	chief rules remove 시험 >/dev/null
	check "report: $query" "$(chief list "($query) received:2026-11 open:any" -n 0 --format jsonl | wc -l)" \
		"$(chief report 2026-11 "$query" --format jsonl | jq 'select(.by == "all") | .received')"
done <<'QUERIES'
state:접수
전입
ㅈㅇㅅㄱ
not channel:gov24
state:arrived or assignee:officer2-11410
(service:식품 or service:건축) not state:arrived
due:..1업무일 overdue:no
due:..3업무시간
도달:오늘
assignee:none due:2d..
decided:2026-11
region:서대문 clock:running
overdue:yes or flag:held
제외 상태:도달
QUERIES
check 'most of them find something' yes "$([ "$found" -gt $((queries / 2)) ] && echo yes)"

# Negation and or add up; Korean and English are the same.
n() { chief list "$1" -n 0 --format jsonl | wc -l; }
check 'not is the rest' "$(n open:yes)" $(($(n 'open:yes channel:gov24') + $(n 'open:yes not channel:gov24')))
check 'or joins' "$(n 'state:arrived,received')" "$(n 'state:arrived or state:received')"
check 'in Korean' "$(n 'state:received not channel:gov24')" "$(n '상태:접수 제외 채널:정부24')"
check 'a month' "$(n 'arrived:2026-11-01..2026-11-30 open:any')" "$(n 'arrived:2026-11 open:any')"
check 'hours and minutes' "$(n 'due:..3h')" "$(n 'due:..180m')"
check 'initials and word' "$(n 'service:전입')" "$(n 'service:전입 ㅈㅇ')"

# The order that a query names.
order() { jq -r .id | paste -sd' '; }
for sort in due arrived new service region state; do
	check "sort:$sort as --sort $sort" "$(chief list open:yes --sort $sort -n 0 --format jsonl | order)" \
		"$(chief list "open:yes sort:$sort" -n 0 --format jsonl | order)"
done
check 'bulk goes by it' "$(chief list 'state:received sort:new' -n 0 --format jsonl | order)" \
	"$(chief bulk --op note --text x --query 'state:received sort:new' 2>/dev/null | jq -r .case | paste -sd' ')"
chief view save 새것 'open:yes sort:new' >/dev/null
check 'a saved view has it' "$(chief list 'open:yes sort:new' -n 0 --format jsonl | order)" \
	"$(chief list --view 새것 -n 0 --format jsonl | order)"
check 'control: orders differ' yes "$([ "$(chief list 'open:yes sort:new' -n 0 --format jsonl | order)" != "$(chief list 'open:yes sort:arrived' -n 0 --format jsonl | order)" ] && echo yes)"
verdict
