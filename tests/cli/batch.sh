#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Batches by command: every kind of list, planned, done, stopped, gone on with,
# tried again, taken back; all or nothing; one result line each, in order.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

practice
relay_start --seed 7 --applications 900
minwon sync >/dev/null 2>&1
chief="minwon --lang en --as supervisor-11410"

# numbers N: that many cases that nobody has received, each asked for once.
used=0
minwon list state:arrived -n 0 --format jsonl | jq -r .external_id >all
numbers()
{
	sed -n "$((used + 1)),$((used + $1))p" all
}
taken()
{
	used=$((used + $1))
}
# count KIND: events of that kind.
count()
{
	sqlite3 -readonly "$store" "SELECT COUNT(*) FROM event WHERE kind = '$1'"
}
# outcomes FILE: the outcomes in it, counted, as "2 done 1 refused".
outcomes()
{
	jq -r .outcome "$1" | uniq -c | xargs
}

# A plan is frozen, tried, and done by its number.
numbers 3 | $chief bulk --op receive >out 2>err; check 'bare numbers are planned' 0 $?
check 'each would be done' '3 would-do' "$(outcomes out)"
check 'nothing was' 0 "$(count receive)"
has 'what it was read as is said' 'one number a line, UTF-8' "$(cat err)"
has 'and how to do it' 'minwon batch resume 1' "$(cat err)"
$chief batch resume 1 >out 2>err; check 'the plan is done' 0 $?
check 'all of it' '3 done' "$(outcomes out)"
$chief batch resume 1 >again 2>err; check 'once more is well' 0 $?
check 'and tells the same' '' "$(diff out again)"
check 'and does nothing' 3 "$(count receive)"
taken 3

# NUL, CSV, TSV, marks of other systems.
numbers 2 | tr '\n' '\0' | $chief bulk --apply --op receive -0 >out 2>err
check 'numbers that end with NUL' '2 done' "$(outcomes out)"
taken 2
{ printf '\xef\xbb\xbfcase,op\r\n'; numbers 2 | sed 's/$/,receive\r/'; } >list.csv
$chief bulk --apply list.csv >out 2>err; check 'CSV with a byte order mark' '2 done' "$(outcomes out)"
has 'is said' 'CSV, UTF-8 with a byte order mark' "$(cat err)"
check 'lines are those of the file' '2 3' "$(jq -r .line out | xargs)"
taken 2
{ printf 'op\tcase\n'; numbers 2 | sed 's/^/receive\t/'; } | $chief bulk --apply >out 2>err
check 'TSV by its heading' '2 done' "$(outcomes out)"
taken 2
{ printf '민원번호,업무종류,비고\n'; numbers 2 | sed 's/$/,접수처리,가나다/'; } |
	iconv -f UTF-8 -t CP949 >foreign.csv
printf '# 새올\n민원번호 = case\n업무종류 = op\nop: 접수처리 = receive\n' >map
$chief bulk foreign.csv >out 2>err; check 'a foreign column is not passed over' 2 $?
has 'it is named' 'column 1 of the heading is “민원번호”' "$(cat err)"
$chief bulk --apply --map map foreign.csv >out 2>err
check 'with a map it is read' '2 done' "$(outcomes out)"
has 'CP949 is told' 'CSV, CP949' "$(cat err)"
taken 2
printf 'nonsense\n' >badmap
$chief bulk --map badmap foreign.csv >out 2>err; check 'a bad map' 2 $?
has 'its line is named' 'badmap, line 1' "$(cat err)"

# Rows that cannot be read.
{
	printf 'case,op,version\n'
	numbers 1 | sed 's/$/,receive,/'
	printf 'x,receive\n"a"b,receive,\n\xb0\xff,receive,\nx,fly,\nx,receive,one\n'
	numbers 2 | tail -1 | sed 's/$/,receive,/'
} >ragged.csv
$chief bulk --apply --on-bad stop ragged.csv >out 2>err; check 'bad rows stop all where asked' 2 $?
check 'each is named by line and column' '3,4,5,6,7' \
	"$(grep -o 'line [0-9]*, column' err | grep -o '[0-9]*' | paste -sd,)"
check 'and nothing is written' 0 "$(wc -c <out)"
$chief bulk --apply ragged.csv >out 2>err; check 'else they fail alone' 1 $?
check 'in their place' '1 done 5 failed 1 done' "$(outcomes out)"
has 'with column and reason' 'column 3: the row has 2 cells and the heading 3' "$(jq -r .problem.title out)"
taken 2

# Formats of the answer.
numbers 2 >two
$chief bulk --op receive --format csv --fields case,outcome two >out 2>err
check 'CSV of two fields' $'case,outcome\r' "$(head -1 out)"
check 'and two lines' 2 "$(grep -c 'would-do' out)"
$chief bulk --op receive --format table two >out 2>err; check 'a table' 0 $?
has 'for people' 'would be done' "$(cat out)"
$chief bulk --op receive --fields nothing two >out 2>err; check 'no such field' 2 $?
$chief bulk --op receive --format tsv two >out 2>err
check 'TSV has a heading' 1 "$(head -1 out | grep -c "^line	case	op")"
printf '%s,receive\n' '=1+1' | sed '1i case,op' | $chief bulk --format csv --fields case,outcome >out 2>err
check 'a formula is guarded' 1 "$(grep -c "^\"'=1+1\"" out)"

# A query, and what it finds is frozen.
before=$(count receive)
$chief bulk --op receive --query "state:arrived" --all-or-nothing >out 2>err
check 'a query is a list' 0 $?
n=$(wc -l <out)
check 'of what it finds' "$(minwon list state:arrived -n 0 --format jsonl | wc -l)" "$n"
$chief bulk --query 'state:flying' --op receive >out 2>err; check 'a bad query' 2 $?
has 'its column is named' 'column ' "$(cat err)"
$chief bulk --query 'state:arrived' >out 2>err; check 'a query without an op' 2 $?
$chief bulk --query 'state:arrived' --op receive two >out 2>err; check 'two lists' 2 $?

$chief bulk --apply --query 'state:returned' --op receive >out 2>err; check 'a query that finds nothing' 0 $?
has 'has nothing to do' 'nothing to do' "$(cat err)"

# All or nothing.
{ numbers 3; echo no-such-case; } >four
$chief bulk --apply --op receive --all-or-nothing four >out 2>err; check 'one refused' 1 $?
check 'nothing is done' "$before" "$(count receive)"
check 'only it is told' '3 waiting 1 refused' "$(outcomes out)"
numbers 3 >three
$chief bulk --apply --op receive --all-or-nothing three >out 2>err; check 'none refused' 0 $?
check 'all is done' $((before + 3)) "$(count receive)"
taken 3

# Refused, mended, tried again.
numbers 2 >two
$chief bulk --apply --op assign --assignee officer1-11410 two >out 2>err
check 'not received yet' '2 refused' "$(outcomes out)"
id=$($chief batch list --format jsonl -n 1 | jq -r .id)
check 'the problem has its shape' '["title","type"]' "$(head -1 out | jq -c '.problem | keys')"
$chief bulk --apply --op receive two >/dev/null 2>&1
$chief batch retry "$id" >out 2>err; check 'retry wants to know what' 2 $?
$chief batch retry "$id" --failed >out 2>err; check 'tried again' 0 $?
check 'now it is done' '2 done' "$(outcomes out)"

# Taken back, but for what moved on.
number=$(head -1 two)
minwon next "$number" >/dev/null 2>&1
$chief batch undo "$id" >out 2>err; check 'undo is tried first' 1 $?
check 'it says what would be' '1 would-do 1 refused' "$(outcomes out)"
check 'and does nothing' 0 "$(count undone)"
$chief batch undo "$id" --apply >out 2>err; check 'one stays' 1 $?
check 'the last one first' '1 done 1 refused' "$(outcomes out)"
check 'its reason is told' moved-on "$(jq -r 'select(.outcome == "refused") | .problem.type' out)"
check 'an event of its own' 1 "$(count undone)"
check 'the record is whole' 0 "$(minwon --as auditor-11410 audit verify >out 2>&1; echo $?)"
check 'the batch knows' '1 1' "$($chief batch list --format jsonl | jq -r "select(.id == $id) | \"\(.done) \(.undone)\"")"
$chief batch undo "$id" --apply >out 2>err; check 'what moved on is still refused' 1 $?
$chief batch show "$id" --format jsonl >out 2>err
check 'the items say so' '1 done 1 undone' "$(outcomes out)"
taken 2

# A receipt stands.
numbers 1 | $chief bulk --apply --op receive >/dev/null 2>&1
id=$($chief batch list --format jsonl -n 1 | jq -r .id)
$chief batch undo "$id" >out 2>err; check 'a receipt is not taken back' 1 $?
check 'by law' undo-receipt "$(jq -r .problem.type out)"
taken 1

# Interrupted: it is stopped, and can be gone on with. Its lines are more than a
# pipe takes, so it cannot be done before somebody reads them.
{ numbers 150; seq -f 'none-%g' 3000; } >many
mkfifo lines
"$bin/minwon" --lang en --store "$store" --as supervisor-11410 bulk --apply --op receive many >lines 2>err &
pid=$!
exec 7<lines
read -r -t 30 first <&7
kill -INT "$pid"
cat <&7 >rest
wait "$pid"; status=$?
exec 7<&-
{ echo "$first"; cat rest; } >part
id=$($chief batch list --format jsonl -n 1 | jq -r .id)
check 'interrupted' 130 "$status"
check 'it is stopped' stopped "$($chief batch list --format jsonl -n 1 | jq -r .state)"
check 'in the middle' yes "$([ "$(wc -l <part)" -lt 3150 ] && echo yes)"
$chief batch resume "$id" >out 2>err; check 'gone on with' 1 $?
check 'to its end' 'batch' "$($chief batch list --format jsonl -n 1 | jq -r 'select(.state == "done") | "batch"')"
check 'every case once' 150 "$(jq -r 'select(.outcome == "done") | .line' out | sort -un | wc -l)"
check 'in the order of the list' "$(head -150 many)" \
	"$(sqlite3 -readonly "$store" "SELECT c.external_id FROM batch_item i JOIN cases c ON c.id = i.case_id WHERE i.batch_id = $id ORDER BY i.no")"
check 'what was told before is told again' '' "$(head -"$(wc -l <part)" out | diff - part | head -2)"
taken 150

# Whose it is.
minwon batch show "$id" >out 2>err; check "another's batch is unknown to an officer" 3 $?
$chief batch show 99999 >out 2>err; check 'no such batch' 3 $?
$chief batch show x >out 2>err; check 'no number' 2 $?
$chief batch stop "$id" >out 2>err; check 'a done batch is not stopped' 3 $?

# The same key is the same list.
numbers 1 >one
$chief bulk --apply --op receive --op-key night-42 one >out 2>err
numbers 2 | tail -1 >other
$chief bulk --apply --op receive --op-key night-42 other >out 2>err; check 'another list under its key' 2 $?
verdict
