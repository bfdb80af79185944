# shellcheck shell=bash
# SPDX-License-Identifier: ISC
# What the shell tests share: a practice store in a folder of their own, a fixed
# clock, the relay and a standing office, all ended when the test ends. Sourced
# by the tests; no test by itself.
#
# Sets: $bin (programs), $work (the test's folder, also the current one),
# $store, $clock. Functions: check, has, refused, refused_whole, relay_start,
# office_start, office_stop, standing_desk, minwon, clerk, chief, field, sql, at_time, verdict.

set -uo pipefail
bin=$(cd "${B:-build}" && pwd)
work=$(mktemp -d)
store=$work/office.db
clock=$work/clock
failed=0
relay_pid=0
office_pid=0
export LC_ALL=C.UTF-8
unset MINWON_STORE
cd "$work" || exit 1
echo '2026-11-23T09:00:00+09:00' >"$clock"

# check NAME WANTED GOT
check()
{
	if [ "$2" = "$3" ]; then
		echo "ok $1"
	else
		echo "not ok $1 - wanted $2, got $3"
		failed=1
	fi
}

# has NAME PIECE TEXT: TEXT holds PIECE
has()
{
	case $3 in
	*"$2"*) echo "ok $1" ;;
	*) echo "not ok $1 - no \"$2\" in: $3"; failed=1 ;;
	esac
}

# verdict: ends the test with what the checks found.
verdict()
{
	exit "$failed"
}

# at_time INSTANT: moves the practice clock.
at_time()
{
	echo "$1" >"$clock.part" && mv "$clock.part" "$clock"
}

# wait_line FIFO: one line a program says when it is ready, within 30 seconds.
wait_line()
{
	local line=
	read -r -t 30 line <"$1" || true
	echo "$line"
}

# wait_for_line PATTERN FILE PID: until the program PID wrote such a line into
# FILE, within 30 seconds.
wait_for_line()
{
	timeout 30 grep -q -m 1 -- "$1" < <(exec tail -n +1 -f --pid="$3" -- "$2" 2>/dev/null)
}

# relay_start OPTION…: the relay on a free port, and the channel file for it.
relay_start()
{
	local line channel
	rm -f relay.said && mkfifo relay.said
	"$bin/minwon-gateway" --port 0 --token secret --until 2026-11-23T09:00:00+09:00 \
		--ledger "$work/ledger.jsonl" "$@" >relay.said 2>relay.err &
	relay_pid=$!
	line=$(wait_line relay.said)
	case $line in
	'listening '*) ;;
	*) echo "not ok relay_start - said \"$line\": $(cat relay.err)"; exit 1 ;;
	esac
	: >"$store.channels" && chmod 600 "$store.channels"
	for channel in gov24 bokjiro epeople seoul-chatbot daejeon365; do
		printf '[%s]\nurl = http://%s/v1/channels/%s\ntoken = secret\n' \
			"$channel" "${line#listening }" "$channel" >>"$store.channels"
	done
}

# office_start OPTION…: a standing office on $store.
office_start()
{
	local line
	rm -f office.said && mkfifo office.said
	"$bin/minwond" --store "$store" "$@" >office.said 2>office.err &
	office_pid=$!
	line=$(wait_line office.said)
	case $line in
	'listening '*) ;;
	*) echo "not ok office_start - said \"$line\": $(cat office.err)"; exit 1 ;;
	esac
}

office_stop()
{
	[ "$office_pid" -eq 0 ] || { kill "$office_pid"; wait "$office_pid"; } 2>/dev/null
	office_pid=0
}

relay_stop()
{
	[ "$relay_pid" -eq 0 ] || { kill "$relay_pid"; wait "$relay_pid"; } 2>/dev/null
	relay_pid=0
}

finish()
{
	office_stop
	relay_stop
	cd / && rm -rf "$work"
}
trap finish EXIT

# practice: a practice store on the fixed clock.
practice()
{
	"$bin/minwon" init --practice --store "$store" --clock "$clock" >/dev/null || {
		echo "not ok practice - no store"; exit 1; }
}

# minwon ARGUMENT…: the command against $store.
minwon()
{
	"$bin/minwon" --store "$store" --clock "$clock" "$@"
}

# clerk ARGUMENT…, chief ARGUMENT…: the same in English, as an officer of 11410 and as
# who supervises them.
clerk()
{
	minwon --lang en --as officer1-11410 "$@"
}
chief()
{
	minwon --lang en --as supervisor-11410 "$@"
}

# field CASE NAME: one field of a case, as JSON writes it.
field()
{
	minwon show "$1" --format json | jq -rc ".$2"
}

# sql STATEMENT: what the store itself says.
sql()
{
	sqlite3 -readonly "$store" "$1"
}

# refused NAME STATUS WORDS COMMAND…: with this exit status and these words on its
# errors.
refused()
{
	local name=$1 status=$2 words=$3
	shift 3
	"$@" >out 2>err; check "$name" "$status" $?
	has "$name: why" "$words" "$(cat err)"
}

# refused_whole NAME STATUS WORDS COMMAND…: and no event came of it. Not beside rounds of
# exchange, which have events of their own.
refused_whole()
{
	local before
	before=$(sql 'SELECT COUNT(*) FROM event')
	refused "$@"
	check "$1: nothing changed" "$before" "$(sql 'SELECT COUNT(*) FROM event')"
}

# standing_desk SEED COUNT: a practice store with so many applications of that seed, and
# a standing office on it; no relay any more.
standing_desk()
{
	practice
	relay_start --seed "$1" --applications "$2"
	minwon sync >/dev/null 2>&1
	relay_stop
	rm -f "$store.channels"
	office_start --clock "$clock"
}
