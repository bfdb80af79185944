#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Bad days of the store and its office: what the clerk is told, with which exit
# status, and that nothing was changed or lost.
set -uo pipefail
# shellcheck source=tests/cli/lib_bad.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_bad.sh"
mounted=
trap '[ -z "$mounted" ] || umount "$mounted"; finish' EXIT

practice
relay_start --seed 7 --applications 60
minwon sync >/dev/null 2>&1
case=$(minwon list 'service:건축신고' -n 1 --format jsonl | jq -r .external_id)
minwon --as supervisor-11410 receive "$case" >/dev/null

# on FILE ARGUMENT…: the command on another store.
on()
{
	local file=$1
	shift
	at_desk --store "$file" "$@"
}

# The file.
bad 'no store' 5 'no store ./none.db: make one with minwon init' on ./none.db list
bad 'no folder' 5 'make it first' on ./no/folder/x.db list
check 'no store: none was made' '' "$(find . -name 'none.db')"
mkdir folder.db
bad 'a folder' 5 'is no regular file' on ./folder.db list
head -c 100000 /dev/urandom >random.db
printf 'PRAGMA user_version=1; CREATE TABLE t (a); INSERT INTO t VALUES (1);' | sqlite3 other.db
: >empty.db
sha256sum random.db other.db empty.db >sums
for file in random.db other.db empty.db; do
	bad "file that is no store ($file)" 5 "$file is no store of minwon: nothing was changed" \
		on "$file" list
done
check 'file that is no store: its bytes are as they were' 0 \
	"$(sha256sum --quiet -c sums >/dev/null; echo $?)"
sqlite3 "$store" "VACUUM INTO 'newer.db'"
sqlite3 newer.db 'INSERT INTO schema_version (version) VALUES (9999)'
sqlite3 -readonly newer.db .dump >before
bad 'store newer than the program' 5 'the store is of version 9999' on newer.db list
has 'store newer than the program: what to do' 'install the newer minwon' "$(cat err)"
sqlite3 -readonly newer.db .dump >after
check 'store newer than the program: it is as it was' '' "$(diff before after | head -3)"
ln "$store" second.db
harmless 'store with a second name' 5 'has a second name (hard link): remove it' minwon list
rm second.db

# Who holds it.
exec 9>"$store.lock" && flock 9
harmless 'store held by another process' 5 'is held by another minwond: use its socket' \
	minwon list
flock -u 9 && exec 9>&-
minwon list >out 2>err; check 'store held by another process: later it opens' 0 $?

# Making one.
harmless 'init over a store' 5 'exists already: nothing was changed' \
	on "$store" init --practice
bad 'init for an unknown region' 2 '--office wants the five-digit code' \
	on new.db init --office 99999 --staff "$(id -un):officer"
bad 'init without staff' 2 'at least one --staff LOGIN:ROLE' on new.db init --office 11410
bad 'init with an unknown role' 2 'want LOGIN:ROLE' \
	on new.db init --office 11410 --staff "$(id -un):king"
bad 'init with an unknown user' 2 'this host has no user' \
	on new.db init --office 11410 --staff no-such-user:officer
check 'init that failed leaves no store' '' "$(find . -name 'new.db*')"

# A real office: no playing, no other clock.
on real.db init --office 11410 --staff "$(id -un):supervisor" >out 2>err
check 'a real store' 0 $?
sqlite3 -readonly real.db .dump | grep -v -e access_log -e looked -e tally_rule >before
bad '--as outside practice' 3 'This works on practice offices only.' \
	on real.db --as supervisor-11410 list
bad '--clock on a real store' 3 '--clock works on practice stores only; real.db is a real one' \
	on real.db --clock "$clock" list
bad '--clock where a real store is made' 3 '--clock works on practice stores only' \
	on real2.db --clock "$clock" init --office 11410 --staff "$(id -un):officer"
sqlite3 -readonly real.db .dump | grep -v -e access_log -e looked -e tally_rule >after
check 'a real store is as it was' '' "$(diff before after | head -3)"
echo 'noon' >no.clock
bad 'clock file without a time' 2 'clock file no.clock holds no time' \
	on "$store" --clock no.clock list

# Channel files.
harmless 'unknown channel' 2 'nowhere' minwon sync nowhere
mv "$store.channels" kept.channels
harmless 'no channel file' 5 'it names each channel'"'"'s address and token' minwon sync
for mode in 644 666; do
	cp kept.channels "$store.channels" && chmod "$mode" "$store.channels"
	dump | grep -v '^INSERT INTO "\?channel_cursor' >before
	minwon sync gov24 >out 2>err
	check "channel file of mode $mode: exit status" 6 $?
	has "channel file of mode $mode: what to do" 'chmod 600' "$(cat out err)"
	check "channel file of mode $mode: no token on the way" 0 \
		"$(cat out err | grep -c 'secret$')"
done
if [ "$(id -u)" -eq 0 ]; then
	echo 'skip unreadable channel file - root reads every file'
else
	chmod 000 "$store.channels"
	harmless 'unreadable channel file' 5 'it names each channel' minwon sync gov24
fi
rm -f "$store.channels" && mv kept.channels "$store.channels"

# The office goes.
bad 'socket path of nobody' 6 'no office answers at ./nobody.sock' \
	at_desk --socket ./nobody.sock list
bad 'socket path that is a file' 6 'no office answers at' at_desk --socket "$store" list
bad 'socket path too long' 6 'choose a shorter one' \
	at_desk --socket "./$(printf 'x%.0s' {1..300})" list
# Nothing may change behind our back: no relay, so no rounds of exchange.
relay_stop
rm -f "$store.channels"
office_start --clock "$clock"
dump >before
kill -STOP "$office_pid"
"$bin/minwon" --socket "$store.sock" list >out 2>err &
waiting=$!
for _ in {1..5000}; do
	[ "$(find "/proc/$waiting/fd" -lname 'socket:*' 2>/dev/null | wc -l)" -gt 0 ] && break
done
kill -KILL "$office_pid"
wait "$waiting"; check 'office killed while the command waits: exit status' 6 $?
check 'office killed while the command waits: one line' 1 "$(wc -l <err)"
wait "$office_pid" 2>/dev/null
office_pid=0
bad 'office gone' 6 'no office answers at' at_desk --socket "$store.sock" list
dump >after
check 'office gone: the store is as it was' '' "$(diff before after | head -3)"
minwon list >out 2>err; check 'after a kill the store opens again' 0 $?

# A full disk.
if [ "$(id -u)" -ne 0 ]; then
	echo 'skip full disk - only root can mount a small file system'
elif mkdir small && ! mount -t tmpfs -o size=3m minwon-test small 2>/dev/null; then
	echo 'skip full disk - this host does not let a file system be mounted'
else
	mounted=$work/small
	sqlite3 "$store" "VACUUM INTO 'small/office.db'"
	store=$work/small/office.db
	number=$(minwon list "number:$case open:any" --format jsonl | jq -r .receipt_no)
	minwon next "$number" >/dev/null 2>&1
	head -c 16000 /dev/zero | tr '\0' 'x' >long.txt
	office_start --clock "$clock" --lang en
	head -c 3000000 /dev/zero >small/fill 2>/dev/null
	dump >before
	status=0
	for i in {1..40}; do
		minwon note "$number" --text - --op-key "full-disk-$i" <long.txt >out 2>err
		status=$?
		[ "$status" -eq 0 ] || break
		dump >before
	done
	check 'full disk: exit status' 5 "$status"
	check 'full disk: one line' 1 "$(wc -l <err)"
	has 'full disk: what to do' 'make room' "$(cat err)"
	dump >after
	check 'full disk: the store is as it was' '' "$(diff before after | head -3)"
	office_stop
	bad 'full disk: an office that starts' 5 'make room' minwon list
	rm small/fill
	minwon note "$number" --text - --op-key "full-disk-$i" <long.txt >out 2>err
	check 'full disk: with room the same request is done' 0 $?
fi
verdict
