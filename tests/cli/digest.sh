#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The morning digest as cron runs it: hardly an environment, no terminal; plain
# text, whole, and an exit status that can be relied on.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

# cron ARGUMENT…
cron()
{
	env -i HOME="$work" PATH=/usr/bin:/bin "$bin/minwon" --store "$store" --clock "$clock" "$@" </dev/null
}

practice
cron --lang en list due:..1d >out 2>err
check 'nothing due is no failure' 0 $?
check 'the head line alone' 1 "$(wc -l <out)"
check 'and nothing to complain of' '' "$(cat err)"
check 'jsonl of nothing is nothing' '' "$(cron list due:..1d --format jsonl)"
relay_start --seed 3 --applications 120
minwon sync >/dev/null 2>&1
cron list due:..1d -n 0 >out 2>err
check 'what is due is listed' 0 $?
check 'as many as there are' "$(minwon list due:..1d -n 0 --format jsonl | wc -l)" "$(($(wc -l <out) - 1))"
check 'more than one' yes "$([ "$(wc -l <out)" -gt 2 ] && echo yes)"
check 'without colour' 0 "$(grep -c $'\033' out)"
check 'without a word cut' 0 "$(grep -c '…' out)"
has 'in Korean where nothing says otherwise' '접수번호' "$(head -n 1 out)"
cron letters list >out 2>err; check 'so with the letters' 0 $?
env -i "$bin/minwon" --socket "$work/nobody.sock" list due:..1d >out 2>err
check 'an office that is not there is 6' 6 $?
check 'and one sentence' 1 "$(wc -l <err)"
verdict
