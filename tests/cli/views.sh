#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Saved views by command, the order by state, and what was looked at.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

practice
relay_start --seed 7 --applications 120
minwon sync gov24 >out 2>err
first=$(minwon list state:arrived --format jsonl | head -n 1 | jq -r .id)
minwon --as supervisor-11410 receive "$first" >/dev/null

# The orders.
minwon list --sort state --format jsonl >by_state
check 'by state, those that arrived come first' arrived "$(head -n 1 by_state | jq -r .state)"
check 'and the received ones behind them' received "$(tail -n 1 by_state | jq -r .state)"
check 'no case is missing or twice' "$(minwon list --format jsonl | jq -r .id | sort)" \
	"$(jq -r .id by_state | sort)"
minwon list --sort size >out 2>err; check 'an unknown order' 2 $?

# Saved views.
minwon view save 전입 service:13100000016 --sort new >out 2>err; check 'a view is saved' 0 $?
check 'with its filter' service:13100000016 "$(minwon view list --format jsonl | jq -r .query)"
check 'and its order' new "$(minwon view list --format jsonl | jq -r .sort)"
check 'it is used' "$(minwon list service:13100000016 --sort new --format jsonl)" \
	"$(minwon list --view 전입 --format jsonl)"
check 'terms narrow it' "$(minwon list 'service:13100000016 state:received' --sort new --format jsonl)" \
	"$(minwon list --view 전입 state:received --format jsonl)"
check 'a colleague does not see it' '' "$(minwon --as officer2-11410 view list --format jsonl)"
minwon --as officer2-11410 list --view 전입 >out 2>err; check 'nor uses it' 2 $?
has 'and is told so' 'view list' "$(cat err)"
minwon view save 오늘 due:today --shared >out 2>err; check "an officer keeps no office's view" 3 $?
minwon --as supervisor-11410 view save '오늘 마감' due:today --shared --columns supervisor >out 2>err
check 'a supervisor does' 0 $?
check 'everybody of the office sees it' true \
	"$(minwon --as officer2-11410 view list --format jsonl | jq .is_shared)"
minwon view rename 전입 '전입 새것' >out 2>err; check 'another name' 0 $?
minwon view rename 전입 x >out 2>err; check 'the old one is gone' 3 $?
minwon view save 전입 'state:없음' >out 2>err; check 'a bad filter is not kept' 2 $?
minwon view save 전입 --columns boss >out 2>err; check 'nor unknown columns' 2 $?
minwon view delete '전입 새것' >out 2>err; check 'deleted' 0 $?
minwon view save list due:today >out 2>err; check 'a view is not called as a command is' 2 $?
has 'and why is said' '“list”' "$(cat err)"
minwon view save 'delete 하기' due:today >out 2>err; check 'nor begins so' 2 $?
check 'by service too, and slack is the time left' 'service due' \
	"$(minwon view save 순서 --sort service --format jsonl | jq -r .sort) $(minwon view save 순서 --sort slack --format jsonl | jq -r .sort)"
minwon view delete 순서 >/dev/null
check 'listing is no such word' 0 "$(minwon view save listing >/dev/null; echo $?)"
minwon view rename listing rename >out 2>err; check 'nor gets such a name later' 2 $?
minwon view delete listing >/dev/null
check 'one is left' '오늘 마감' "$(minwon view list --format jsonl | jq -r .name)"

# Recently viewed.
check 'nothing was opened yet' '' "$(minwon recent --format jsonl)"
minwon show "$first" >/dev/null
check 'what was opened is found' "$first" "$(minwon recent --format jsonl | jq -r .id)"
check 'by its reader alone' '' "$(minwon --as officer2-11410 recent --format jsonl)"
check 'nothing is new in it' false "$(minwon recent --format jsonl | jq .changed)"
minwon --as officer2-11410 next "$first" >/dev/null
check 'until somebody changes it' true "$(minwon recent --format jsonl | jq .changed)"
check 'and the list says so' true "$(minwon list --format jsonl | jq "select(.id == $first) | .changed")"
minwon show "$first" >/dev/null
check 'and no more when it was looked at' false "$(minwon recent --format jsonl | jq .changed)"
minwon recent -n 0 >out 2>err; check 'a page of none is no page' 2 $?
verdict
