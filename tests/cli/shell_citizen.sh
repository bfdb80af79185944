#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# What a script may rely on: nothing is asked with --no-input, a reader that goes away is
# no noise, an interrupted batch can be gone on with, each exit status means what the
# manual says, and what JSON Lines say is in the manual.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
man=$here/../../console/man
# shellcheck source=tests/cli/lib_office.sh
. "$here/lib_office.sh"

standing_desk 17 60

chief list state:arrived -n 4 --format jsonl | jq -r .id | chief bulk --apply --op receive --input ids - >/dev/null 2>&1
clerk next >/dev/null

# Nobody is there to answer: standard input that never says anything.
mkfifo silent && exec 7<>silent
for verb in 'list' 'today' 'bulk --op receive --query state:arrived' 'sync' 'call 홍길동' 'report' \
	'next' 'due 3d 2026-11-23T09:00' 'flag 1 --list' 'letters list' 'consult list'; do
	# shellcheck disable=SC2086 # the words of a command
	timeout 20 "$bin/minwon" --lang en --store "$store" --clock "$clock" --no-input $verb <&7 >/dev/null 2>&1
	check "--no-input: $verb does not wait" no "$([ $? -eq 124 ] && echo yes || echo no)"
done
timeout 20 "$bin/minwon" --no-input <&7 >out 2>err; check '--no-input: no screen' 2 $?
timeout 20 "$bin/minwon" --store "$store" --no-input bulk --op receive <&7 >out 2>err
check '--no-input: bulk does not read what nobody named' 2 $?
one=$(clerk list holder:me -n 1 --format jsonl | jq -r .id)
printf '%s\n' "$one" | clerk --no-input bulk --op note --text 가 - >out 2>err
check '--no-input: - is read all the same' 0 $?
exec 7>&-

# A reader that goes away.
for verb in 'list open:any -n 0 --format jsonl' 'list open:any -n 0' 'help' 'keys' 'report 2026-11 --format csv' \
	'outbox list --format jsonl' 'bulk --op note --text x --query open:yes'; do
	# shellcheck disable=SC2086 # the words of a command
	{ chief $verb 2>err; echo $? >status; } | head -c 1 >/dev/null
	check "head: $verb is quiet" 0 "$(grep -cE 'Broken|pipe|SIGPIPE|cannot write' err)"
	check "head: $verb ends well" yes "$(grep -qxE '0|1|130' status && echo yes)"
done

# Interrupted: what is done is done, and resume does the rest, each once.
chief bulk --op receive --query state:arrived >plan 2>err
batch=$(grep -oE 'batch [0-9]+' err | head -1 | grep -oE '[0-9]+')
rm -f out err
check 'a plan has a number' yes "$([ -n "$batch" ] && echo yes)"
"$bin/minwon" --lang en --store "$store" --as supervisor-11410 batch resume "$batch" >out 2>err &
pid=$!
# It is the program by then, not the shell about to become it.
rm -f ready
until [ -s out ] || [ -s err ] || ! kill -0 "$pid" 2>/dev/null; do :; done
kill -INT "$pid" 2>/dev/null
wait "$pid"
status=$?
check 'interrupted: 130, or it was through' yes "$([ $status -eq 130 ] || [ $status -eq 0 ] && echo yes)"
chief batch resume "$batch" >out 2>err
check 'resumed: nothing is left' 0 "$(chief list state:arrived --format jsonl | wc -l)"
check 'each was received once' '' "$(sqlite3 -readonly "$store" "SELECT case_id FROM event WHERE kind = 'receive' GROUP BY case_id HAVING COUNT(*) > 1")"

# Each exit status.
status_of() { "$@" >out 2>err; echo $?; }
case=$(clerk list holder:me -n 1 --format jsonl | jq -r .receipt_no)
check '0: done' 0 "$(status_of chief list)"
check '1: some failed' 1 "$(status_of clerk receive "$case" "$case")"
check '2: usage' 2 "$(status_of clerk lsit)"
check '3: refused' 3 "$(status_of clerk assign "$case" --assignee officer2-11410)"
check '4: conflict' 4 "$(status_of clerk note "$case" --text x --version 0)"
check '5: storage' 5 "$(status_of "$bin/minwon" --store "$work/none.db" list)"
check '6: no office' 6 "$(status_of "$bin/minwon" --socket "$work/none.sock" list)"
for status in 0 1 2 3 4 5 6; do
	check "$status is in the manual" 1 "$(awk '/^\.Sh EXIT STATUS/ { on = 1; next } /^\.Sh / { on = 0 } on' "$man/minwon.1" | grep -c "^\.It $status$")"
done

# Every key of JSON Lines is in both manuals, in the section about it.
documented() { awk '/^\.Ss (JSON Lines|JSON Lines의 이름)$/ { on = 1; next } /^\.S[hs] / { on = 0 } on' "$1" | grep -oE '[a-z][a-z0-9_]+' | sort -u; }
keys() { jq -r 'keys_unsorted[]' | sort -u; }
{
	chief list open:any -n 0 --fields "$(chief list --fields nothing 2>&1 | sed 's/.*choose of //; s/, /,/g')" --format jsonl | keys
	chief log "$case" --format jsonl | keys
	chief board --format jsonl | keys
	chief report 2026-11 --format jsonl | keys
	chief outbox list --format jsonl | keys
	clerk note "$case" --text x --format jsonl | keys
	chief bulk --op note --text x --query "number:$case" 2>/dev/null | keys
} | sort -u >said
check 'there are keys' yes "$([ "$(wc -l <said)" -gt 60 ] && echo yes)"
for page in minwon.1 ko/minwon.1; do
	check "$page has every key" '' "$(comm -23 said <(documented "$man/$page") | paste -sd' ')"
done
check 'control: a key that is not there is seen' colour "$(echo colour | comm -23 - <(documented "$man/minwon.1"))"
verdict
