#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# `sync --watch` stays, and says at once what each round did.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

# watched FORMAT: the first line of a watch, which is then interrupted.
watched()
{
	local line='' pid
	rm -f said && mkfifo said
	"$bin/minwon" --store "$store" --clock "$clock" sync --watch --format "$1" >said 2>err &
	pid=$!
	exec 9<said
	read -r -t 30 line <&9
	[ "$1" != tsv ] || read -r -t 30 line <&9
	kill -0 "$pid" && kill "$pid"
	wait "$pid" 2>/dev/null
	exec 9<&-
	echo "$line"
}

practice
relay_start --applications 100
line=$(watched jsonl)
check "a round is a line" 0 "$(jq .failed <<<"$line")"
check "that counts what came" 1 "$(($(jq .created <<<"$line") > 5))"
check "and its bytes" 1 "$(($(jq .bytes <<<"$line") > 1000))"
has "people read a sentence" "새 민원 0, 미분류 0" "$(watched table)"
check "the channels say how long ago" 1 "$(minwon channel list --format jsonl |
	jq -s '[.[] | select(.region == "11410" and .enabled) | .lag_sec] | min >= 0 | if . then 1 else 0 end')"
relay_stop

# What happens at the relay reaches the store while somebody watches: the next
# round would be a minute away.
rm -rf "$store"*
practice
relay_start --applications 100 --reply 100 --store "$work/relay.db"
office_start --clock "$clock"
on_line()
{
	"$bin/minwon" --socket "$store.sock" "$@"
}
rm -f said && mkfifo said
"$bin/minwon" --socket "$store.sock" sync --watch --format jsonl >said 2>err &
watcher=$!
exec 9<said
read -r -t 30 line <&9
case=$(on_line list 'state:arrived channel:gov24 service:FOOD-BIZ,BUILD-NOTI,11300000006' -n 1 \
	--format jsonl | jq -r .external_id)
on_line --as supervisor-11410 receive "$case" >/dev/null
on_line next "$case" >/dev/null
on_line supplement "$case" --text '소재지 약도' --period 10d >/dev/null
begun=$(date +%s%N)
replied=
while [ -z "$replied" ] && read -r -t 30 line <&9; do
	replied=$(jq 'select(.created > 0) | .at' <<<"$line")
done
took=$((($(date +%s%N) - begun) / 1000000))
echo "# the reply was in the store and told after $took ms"
check "a reply comes while the officer waits" 1 "$(($(sqlite3 "$store" \
	"SELECT COUNT(*) FROM event WHERE kind = 'supplemented'") == 1 && took < 20000))"

# A watcher that is slow to come back misses no round: some end while it stands
# still, the reply's with them.
kill -STOP "$watcher"
case=$(on_line list 'state:arrived channel:gov24 service:FOOD-BIZ,BUILD-NOTI,11300000006' -n 1 \
	--format jsonl | jq -r .external_id)
: >office.err
on_line --as supervisor-11410 receive "$case" >/dev/null
on_line next "$case" >/dev/null
on_line supplement "$case" --text '소재지 약도' --period 10d >/dev/null
wait_for_line 'feed .*created="1"' office.err "$office_pid"
on_line sync >/dev/null 2>&1
kill -CONT "$watcher"
seen='{"created":0}'
while [ "$(jq -s 'map(.created) | add' <<<"$seen")" -lt 1 ] && read -r -t 30 line <&9; do
	seen+=$line
done
check "what came while it stood still" '2 1' \
	"$(jq -rs '"\(map(.sent // 0) | add) \(map(.created) | add)"' <<<"$seen")"
kill "$watcher"
wait "$watcher" 2>/dev/null
exec 9<&-
office_stop
relay_stop
check "a relay that is gone is counted" 1 "$(($(watched jsonl | jq .failed) > 0))"
verdict
