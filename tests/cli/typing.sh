#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# What is typed and not handed in, and snippets, by command.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

practice
S='--as supervisor-11410'

# Snippets.
minwon snippet add 인사 --text '안녕하십니까.' >out 2>err; check 'a snippet is added' 0 $?
printf '첫 줄\n둘째 줄\n' | minwon snippet add 두줄 --text - >out 2>err
check 'one of two lines from standard input' 0 $?
minwon snippet add 공용 --shared --text '검토 중입니다.' >out 2>err
check 'an officer adds none for the office' 3 $?
# shellcheck disable=SC2086
minwon $S snippet add 공용 --shared --text '검토 중입니다.' >out 2>err
check 'a supervisor does' 0 $?
check 'own ones come first' '두줄 인사 공용' \
	"$(minwon snippet list --format jsonl | jq -r .name | tr '\n' ' ' | sed 's/ $//')"
check 'lines stay lines' '첫 줄|둘째 줄' \
	"$(minwon snippet list --format jsonl | jq -r 'select(.name == "두줄") | .text' | tr '\n' '|' | sed 's/|$//')"
minwon snippet add 빈것 --text '' >out 2>err; check 'an empty one is none' 3 $?
minwon snippet add "$(printf '%070d' 0)" --text x >out 2>err; check 'a name too long' 2 $?
head -c 5000 /dev/zero | tr '\0' a | minwon snippet add 길다 --text - >out 2>err
check 'a text too long' 2 $?
minwon snippet delete 999 >out 2>err; check 'no such snippet' 3 $?
minwon snippet delete x >out 2>err; check 'no id' 2 $?
id=$(minwon snippet list --format jsonl | jq -r 'select(.name == "인사") | .id')
minwon snippet delete "$id" >out 2>err; check 'deleted' 0 $?
check 'it is gone' 0 "$(minwon snippet list --format jsonl | grep -c 인사)"

# Scratches: typed by keys (tests/tui/test_scratch.c); here as the store has them.
check 'nothing was typed' '' "$(minwon scratch list --format jsonl)"
minwon scratch show 1 >out 2>err; check 'no such text' 3 $?
has 'and it says where to look' 'scratch list' "$(cat err)"
minwon scratch discard 1 >out 2>err; check 'nothing to discard' 3 $?
minwon scratch show x >out 2>err; check 'no id of a text' 2 $?
sqlite3 "$store" "INSERT INTO scratch (staff_id, about, subject_id, action, content, saved_at)
	SELECT id, 'message', 7, 'message-hold', 'text 10' || char(10) || '쓰던 글' || char(10), 1795392000
	FROM staff WHERE login = 'officer1-11410'"
check 'a list has it' message-hold "$(minwon scratch list --format jsonl | jq -r .action)"
id=$(minwon scratch list --format jsonl | jq -r .id)
has 'people read it' '쓰던 글' "$(minwon scratch show "$id")"
check 'programs too' '쓰던 글' "$(minwon scratch show "$id" --format json | jq -r .fields.text)"
# shellcheck disable=SC2086
minwon $S scratch show "$id" >out 2>err; check 'nobody else does' 3 $?
# shellcheck disable=SC2086
minwon $S scratch discard "$id" >out 2>err; check 'nor throws it away' 3 $?
minwon scratch discard "$id" >out 2>err; check 'its writer does' 0 $?
check 'and it is gone' '' "$(minwon scratch list --format jsonl)"
verdict
