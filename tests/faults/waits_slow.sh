#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Waiting figures of many offices, minute by minute, at one office while a clerk
# looks at them: every figure is taken, the office stays small, and the screen
# follows its keys. What stands in for minwon-sync is scripts/bench/wait_feed.c.
# WAITS_OFFICES (20), WAITS_TASKS (10) and WAITS_MINUTES (320, from 09:00) set the
# size; waits_soak.sh is the one of the release: 1,000 offices, 10 tasks, a whole day.
# The time of a key is printed beside its budget and judges nothing here.
set -uo pipefail

build=$(cd "${B:-build}" && pwd)
offices=${WAITS_OFFICES:-20}
tasks=${WAITS_TASKS:-10}
minutes=${WAITS_MINUTES:-320}
first=${WAITS_FIRST:-540}
make -s B="$build" "$build/bench/wait_feed" "$build/bench/pty_time" >&2 ||
	{ echo "not ok waits - cannot build it"; exit 1; }

work=$(mktemp -d)
store=$work/office.db
office=0
failed=0
# shellcheck disable=SC2317 # called by trap
stop()
{
	[ "$office" = 0 ] || { kill "$office" 2>/dev/null; wait "$office" 2>/dev/null; }
	rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT TERM HUP

# check NAME WANTED GOT
check()
{
	if [ "$2" = "$3" ]; then echo "ok $1"; else echo "not ok $1 - wanted $2, got $3"; failed=1; fi
}
# budget WHAT FIGURE LIMIT
budget()
{
	awk -v what="$1" -v a="$2" -v l="$3" 'BEGIN {
		printf "%s: %s, budget <= %s: %s\n", what, a, l, (a <= l) ? "MET" : "MISSED" }'
}

export HOME=$work LC_ALL=C.UTF-8 TERM=xterm-256color
mkdir "$work/bin"
cp "$build/minwond" "$build/minwon" "$work/bin/"
cp "$build/bench/wait_feed" "$work/bin/minwon-sync"
cp -r "$build/locale" "$work/" 2>/dev/null
echo '2026-11-23T00:00:00+09:00' >"$work/clock"
: >"$work/report"
"$work/bin/minwon" --store "$store" init --practice >/dev/null
echo "$minutes $offices $tasks $first $work/clock $work/report" >"$store.channels"
chmod 600 "$store.channels"
"$work/bin/minwond" --store "$store" --clock "$work/clock" >"$work/office.log" 2>&1 &
office=$!
timeout 30 grep -q -m 1 '^listening ' < <(exec tail -n +1 -f --pid="$office" "$work/office.log" \
	2>/dev/null)
minwon=("$work/bin/minwon" --store "$store" --as officer1-11410)

# Keys while the figures come: down the list, and by pages, which ask the office.
console=$(printf '%q ' "${minwon[@]}")
for key in down=j page=$'\e[6~' order=$'\t' region=l; do
	"$build/bench/pty_time" -r "${WAITS_ROUNDS:-1}" -n "${WAITS_KEYS:-40}" -f 4 -q 1000 \
		-k "${key#*=}" "${key%%=*}=$console" || { echo "not ok a console at the figures"; failed=1; }
done >"$work/keys"
while read -r key _ p50 p99 _; do
	printf 'key %s: p50 %s ms\n' "$key" "$p50"
	budget "key $key to repaint, p99 ms" "$p99" "${WAITS_BUDGET_MS:-16}"
done <"$work/keys"

timeout "${WAITS_LIMIT_SEC:-300}" grep -q -m 1 . < <(exec tail -n +1 -f --pid="$office" \
	"$work/report" 2>/dev/null) ||
	{ echo "not ok the figures were handed in"; tail -3 "$work/office.log"; exit 1; }
read -r _ figures seconds p50 p99 most <"$work/report"
check 'every figure was taken' $((minutes * offices * tasks)) "$figures"
check 'each task has its newest figure' $((offices * tasks)) \
	"$(sqlite3 -readonly "$store" "SELECT COUNT(*) FROM wait_figure WHERE observed_at = \
	(SELECT MAX(observed_at) FROM wait_figure)")"
awk -v s="$seconds" -v f="$figures" -v a="$p50" -v b="$p99" -v c="$most" 'BEGIN {
	printf "%d figures in %.1f s, %.0f a second; a minute of figures: p50 %s ms, p99 %s, most %s\n",
	f, s, f / s, a, b, c }'
rss=$(awk '/^VmHWM/ { print $2 }' "/proc/$office/status")
check 'the office stays below 64 MiB' yes "$([ "$rss" -lt 65536 ] && echo yes || echo "$rss KiB")"
echo "office at most $rss KiB"
printf 'store %s KiB for %s tasks, %s days kept\n' "$(($(stat -c %s "$store") / 1024))" \
	"$((offices * tasks))" "$(sqlite3 -readonly "$store" 'SELECT COUNT(DISTINCT day) FROM wait_day')"
told=$("${minwon[@]}" waits --sort estimate --format jsonl | jq -r 'select(.p90_sec != null) |
	"\(.p50_sec) \(.p90_sec) \(.samples)"')
echo "$(grep -c . <<<"$told") tasks are told a range"
if [ $((first + minutes)) -gt 1080 ]; then
	check 'nothing is told where no counter is open' '' "$told"
elif [ "$minutes" -ge 300 ]; then
	check 'waits are told while the desks are open' yes "$([ -n "$told" ] && echo yes)"
	check 'the longest first' '' "$(cut -d ' ' -f 1 <<<"$told" | sort -c -n -r 2>&1)"
	check 'none from fewer than twenty waits' '' "$(awk '$3 < 20' <<<"$told")"
fi
if [ "$minutes" -ge 300 ]; then
	day=$("${minwon[@]}" waits --format jsonl | jq -r -n 'first(inputs | select(.today != null) |
		.today)')
	check 'the day is told by ten minutes' yes \
		"$([[ $day =~ ^0[09]:00\ [0-9]+,\ 0[09]:10\ [0-9] ]] && echo yes)"
fi

# The alert of the office, by its supervisor; and what is over it.
boss=("$work/bin/minwon" --store "$store" --as supervisor-11410)
"${minwon[@]}" waits alert 1분/3명 >/dev/null 2>&1; check 'an officer sets no alert' 3 $?
"${boss[@]}" waits alert 세명 >/dev/null 2>&1; check 'an alert that is none' 2 $?
over=$("${boss[@]}" waits alert 1분/3명 --format json | jq .over)
check 'what is over it is marked' "$over" \
	"$("${minwon[@]}" waits --format jsonl | jq -r 'select(.over == "over") | 1' | wc -l)"
check 'and counted on the board' "$over" \
	"$("${minwon[@]}" board --format jsonl | jq -r 'select(.figure == "waits-over") | .count')"
"${boss[@]}" waits alert 0 >/dev/null
check 'none is set any more' 0 \
	"$("${minwon[@]}" waits --format jsonl | jq -r 'select(.over == "over") | 1' | wc -l)"
exit "$failed"
