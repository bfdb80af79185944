#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# No resident number that somebody types is kept: not in the store, not beside it.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

practice
relay_start --seed 11 --applications 40
minwon sync gov24 >out 2>err; check 'applications came' 0 $?
relay_stop
case=$(minwon list --fields id --format tsv | sed -n 2p)
minwon --as supervisor-11410 receive "$case" >out 2>err && minwon next "$case" >out 2>err
check 'one is in hand' 0 $?
number=850214-2345678
bare=${number/-/}
# kept TEXT: how often the store and what lies beside it hold it.
kept()
{
	find "$work" -name 'office.db*' -type f -exec cat {} + | grep -aoF "$1" | wc -l
}

minwon note "$case" --text '연락처 MARK-010' >out 2>err; check 'a note' 0 $?
check 'the control is found' yes "$([ "$(kept MARK-010)" -gt 0 ] && echo yes)"
minwon note "$case" --text "주민번호 $number 확인" >out 2>err; check 'a note with a number' 0 $?
has 'and it is told' 주민등록번호 "$(cat err)"
has 'the rest is kept' '850214-2****** 확인' "$(minwon log "$case" --format jsonl)"
minwon note "$case" --text "번호 없음" >out 2>err
check 'a note without one says nothing' '' "$(cat err)"
minwon snippet add 본인 --text "주민번호 $bare" >out 2>err; check 'a snippet' 0 $?
has 'is cut' '8502142******' "$(minwon snippet list --format jsonl)"
minwon consult add 일반 --kind counter --name 홍길동 --text "등본, $number" >out 2>err
check 'somebody who waits' 0 $?
printf '{"case":"%s","op":"note","text":"일괄 %s"}\n' "$case" "$bare" >in.jsonl
minwon bulk in.jsonl --apply >out 2>err; check 'a batch' 0 $?
minwon view save 찾기 "text:$bare" >out 2>err
minwon call "$bare" --reason "본인 확인 $number" >out 2>err
# shellcheck disable=SC2086
minwon --as supervisor-11410 staff add kim-11410 --name 김 --office 11410 --role officer \
	--department "민원 $number" >out 2>err
check 'nothing of it is kept, with a hyphen' 0 "$(kept "$number")"
check 'nor without' 0 "$(kept "$bare")"
verdict
