#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# kill -9 of client and office in the middle of batches: once gone on with, each
# item has had exactly one effect, and the results are whole and in order. SOAK=1
# kills 500 times in batches of 20,000. KILLS, ITEMS and SEED may be set.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")/../cli" && pwd)/lib_office.sh"

kills=${KILLS:-20}
items=${ITEMS:-600}
[ "${SOAK:-}" != 1 ] || { kills=${KILLS:-500}; items=${ITEMS:-20000}; }
RANDOM=${SEED:-4711}
practice
relay_start --seed 11 --applications 600
office_start --clock "$clock"
minwon sync >/dev/null 2>&1
chief="minwon --as supervisor-11410"
$chief bulk --apply --op receive --query 'state:arrived' >/dev/null 2>&1
minwon bulk --apply --op next --query 'state:received' >/dev/null 2>&1
minwon list assignee:me -n 0 --format jsonl | jq -r .receipt_no >held
check 'there are cases to write about' yes "$([ "$(wc -l <held)" -gt 50 ] && echo yes)"

# list N: a list whose every item writes words of its own.
list()
{
	awk -v n="$items" -v batch="$1" '{ held[NR] = $0 }
	END { for (i = 1; i <= n; i++)
		printf "{\"op\":\"note\",\"case\":\"%s\",\"text\":\"%d-%d\"}\n",
			held[(i - 1) % NR + 1], batch, i }' held
}
# settled ID: how many items of the batch are done with.
settled()
{
	sqlite3 -readonly "$store" "SELECT COUNT(*) FROM batch_item WHERE batch_id = $1 AND state <> 'waiting'"
}
# twice STORE N: texts of the batches 1 to N that were not written exactly once.
twice()
{
	sqlite3 -readonly "$1" "WITH t AS (SELECT text, COUNT(*) AS n FROM event WHERE kind = 'note' GROUP BY text)
		SELECT (SELECT COUNT(*) FROM t WHERE n <> 1) + ABS($2 * $items - (SELECT COUNT(*) FROM t))"
}
# ragged FILE: lines that are not the next one of a whole list, done.
ragged()
{
	jq -r '"\(.line) \(.outcome)"' "$1" | awk -v n="$items" '
	$1 != NR || $2 != "done" { bad++ } END { print bad + (NR > n ? NR - n : n - NR) }'
}

batch=0
killed=0
mid=0
wrong=0
id=0
# finish_batch: goes on to the end and judges the results.
finish_batch()
{
	minwon batch resume "$id" >results 2>err || wrong=$((wrong + 1))
	[ "$(ragged results)" = 0 ] || wrong=$((wrong + 1))
	id=0
}
while [ "$killed" -lt "$kills" ]; do
	if [ "$id" = 0 ]; then
		batch=$((batch + 1))
		list "$batch" >lines.jsonl
		minwon bulk lines.jsonl >/dev/null 2>err
		id=$(minwon batch list --format jsonl -n 1 | jq -r .id)
	fi
	done=$(settled "$id")
	rm -f answers && mkfifo answers
	# By the socket: a client that finds no office must not start one of its own.
	"$bin/minwon" --socket "$store.sock" batch resume "$id" >answers 2>/dev/null &
	client=$!
	exec 9<answers
	# Around where the work stands: behind the last part told, or just before.
	target=$((done - RANDOM % 260 + 10))
	[ "$target" -lt 1 ] || head -n "$target" <&9 >/dev/null
	case $((RANDOM % 3)) in
	0) kill -KILL "$client" 2>/dev/null ;;
	1)
		kill -KILL "$office_pid" "$client" 2>/dev/null
		wait "$office_pid" 2>/dev/null
		office_start --clock "$clock"
		;;
	2)
		kill -KILL "$office_pid"
		wait "$office_pid" 2>/dev/null
		office_start --clock "$clock"
		read -r -t 10 _ <&9
		kill -KILL "$client" 2>/dev/null
		;;
	esac
	killed=$((killed + 1))
	wait "$client" 2>/dev/null
	exec 9<&-
	if [ "$(settled "$id")" = "$items" ]; then
		finish_batch
	else
		mid=$((mid + 1))
	fi
done
[ "$id" = 0 ] || finish_batch
check "$kills kills -9" "$kills" "$killed"
check 'most of them in the middle of a batch' yes "$([ $((mid * 10)) -gt $((kills * 3)) ] && echo yes)"
check 'the results were whole and in order each time' 0 "$wrong"
check 'each item had exactly one effect' 0 "$(twice "$store" "$batch")"
echo "# $batch batches of $items, $mid of $killed kills before the end of one, seed ${SEED:-4711}"

# What finds nothing must find what is planted.
office_stop
cp "$store" planted.db
sqlite3 planted.db "INSERT INTO event (case_id, kind, actor_id, entered_at, effective_at, state_before, state_after, version_after, due_before, due_after, op_key, request_hash, text)
	SELECT case_id, kind, actor_id, entered_at, effective_at, state_before, state_after, version_after, due_before, due_after, 'planted', request_hash, text FROM event WHERE text = '1-7'"
check 'a planted second effect is found' 1 "$(twice planted.db "$batch")"
sed 5d results >short
check 'a result line left out is found' yes "$([ "$(ragged short)" -gt 0 ] && echo yes)"
verdict
