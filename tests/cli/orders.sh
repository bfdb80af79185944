#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Orders of the list: each gives every case once, page after page, in its order.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

practice
relay_start --applications 600 --seed 7
office_start --clock "$clock"
minwon sync >/dev/null 2>&1

# ids ORDER [QUERY]: the ids as the order has them.
ids() { minwon list "${@:2}" --sort "$1" -n 0 --format jsonl | jq -r .id; }

all=$(minwon list --format jsonl | jq -r .id | sort)
check 'there are many' yes "$([ "$(wc -l <<<"$all")" -gt 40 ] && echo yes)"
for order in due slack arrived new service region state; do
	check "$order has every case once" "$all" "$(ids "$order" | sort)"
done
check 'slack is the time left' "$(ids due)" "$(ids slack)"
by() { minwon list --sort "$1" -n 0 --format jsonl | jq -r "\"\(.$1) \(.arrived_at)\""; }
check 'by service, in each by arrival' "$(by service | LC_ALL=C sort)" "$(by service)"
check 'by region, in each by arrival' "$(by region | LC_ALL=C sort)" "$(by region)"
check 'a filter narrows it' "$(ids service channel:gov24 | sort)" \
	"$(minwon list channel:gov24 --format jsonl | jq -r .id | sort)"
check 'words found by the index too' "$(ids service 전입 | sort)" "$(ids due 전입 | sort)"
minwon list --sort applicant >out 2>err
check 'an order that is none is refused' 2 $?
has 'with those there are' 'service' "$(minwon --lang en list --sort applicant 2>&1)"
has 'with closed cases there is none by service' 'the order is new, not service' \
	"$(minwon --lang en list open:any --sort service 2>&1 >/dev/null)"

# What was decided, the last decision first.
first=$(minwon list service:13100000015 --format jsonl | jq -r 'select(.state == "arrived") | .id' | head -3)
minute=0
for id in $first; do
	at_time "2026-11-23T10:0$((minute++)):00+09:00"
	minwon --as supervisor-11410 receive "$id" >/dev/null && minwon next "$id" >/dev/null &&
		minwon approve "$id" >/dev/null || echo "not ok decided $id"
done
check 'the last decision is first' "$(tac <<<"$first")" \
	"$(minwon list decided:today --format jsonl | jq -r .id)"
check 'of decided and undecided' "$(ids new 'decided:today or state:arrived' | sort)" \
	"$(minwon list 'decided:today or state:arrived' --format jsonl | jq -r .id | sort)"
check 'a page at a time' "$(tac <<<"$first" | head -1)" "$(minwon list decided:today -n 1 --format jsonl | jq -r .id)"
check 'nothing tomorrow' '' "$(minwon list 'decided:tomorrow' --format jsonl)"

# What the rules say of each row, as show says it, where it is asked for by name.
check 'not by itself' false "$(minwon list -n 1 --format jsonl | jq 'has("allowed")')"
one=$(minwon list state:arrived -n 1 --format jsonl | jq -r .id)
check 'asked for by name it is what show says' \
	"$(minwon show "$one" --format json | jq -c .allowed)" \
	"$(minwon list state:arrived -n 1 --fields id,allowed --format jsonl | jq -c .allowed)"
check 'with the reason of each refusal' not-received \
	"$(minwon list state:arrived -n 1 --fields allowed --format jsonl |
	jq -r '.allowed[] | select(.op == "note") | .reason')"
verdict
