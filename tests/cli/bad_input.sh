#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# What a clerk types wrong, or may not do: the exit status of design.md 8 and
# 12, one sentence that says what, on what and what to do, and a store that is
# as it was.
# shellcheck disable=SC2016 # sentences quote commands in backquotes
set -uo pipefail
# shellcheck source=tests/cli/lib_bad.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_bad.sh"

# Nothing may change behind our back: no relay, so no rounds of exchange.
standing_desk 7 60
S='supervisor-11410'
case=$(minwon list 'service:건축신고' -n 1 --format jsonl | jq -r .external_id)
foreign=$(minwon --as officer1-30200 list -n 1 --format jsonl | jq -r .external_id)
minwon --as "$S" receive "$case" >/dev/null
case=$(minwon list "number:$case" --format jsonl | jq -r .receipt_no)

# On the command line.
harmless 'unknown option' 2 'unknown option --stroe: did you mean --store?' \
	at_desk --stroe "$store" list
harmless 'unknown option of a verb' 2 'unknown option --formt: did you mean --format?' \
	minwon list --formt csv
harmless 'option of another verb' 2 'unknown option --apply' minwon list --apply
harmless 'unknown verb' 2 'unknown verb “lsit”: did you mean “list”?' minwon lsit
harmless 'unknown verb that is like none' 2 'see `minwon help`' minwon qqqqqq
harmless 'unknown word of a group' 2 'unknown verb “staff remove”' minwon staff remove x
harmless 'missing value' 2 'option --format needs a value: write --format FORMAT' \
	minwon list --format
harmless 'value where none belongs' 2 'option --bom takes no value: leave it out' \
	minwon list --bom=yes
harmless 'no number' 2 '--number seven is no number' minwon list -n seven
harmless 'number too small' 2 'is no number from 0' minwon list -n -1
harmless 'unknown format' 2 '`minwon list` has no format “xml”: choose of' \
	minwon list --format xml
harmless 'unknown order' 2 'there is no order “size”: choose due, arrived, new, service, region or state' \
	minwon list --sort size
harmless 'missing case' 2 '`minwon show` needs CASE: see `minwon help show`' minwon show
harmless 'a word too many' 2 '`minwon show` does not take “2”: see `minwon help show`' \
	minwon show 1 2
harmless 'word that is no UTF-8' 2 'is not valid UTF-8: type it again' \
	minwon list $'\xc7\xd1'
harmless 'value that is no UTF-8' 2 'the value of --text is not valid UTF-8: type it again' \
	minwon note "$case" --text $'\xff'
harmless 'query too long' 2 'shorten it' minwon list "$(printf 'x%.0s' {1..20000})"
harmless 'login too long' 2 'correct it' minwon --as "$(printf 'x%.0s' {1..500})" list
lang_unknown()
{
	LANGUAGE='' "$bin/minwon" --lang "$1" list
}
lang_unknown fr >out 2>err; check 'unknown language: exit status' 2 $?
check 'unknown language: one line' 1 "$(wc -l <err)"
has 'unknown language: what to do' 'ko' "$(cat err)"

# Numbers, filters and words of the catalogue.
harmless 'unknown case' 3 'There is no such case in your office. Check the number.' \
	minwon show 2099-11410-999999
harmless 'unknown case of an op' 3 'There is no such case in your office.' \
	minwon next 2099-11410-999999
harmless 'case of another office' 3 'There is no such case in your office.' \
	minwon show "$foreign"
harmless 'case number with escapes' 3 'There is no such case' minwon show $'\e[2J1'
harmless 'bad filter: unknown key' 2 'bad filter at column 1: There is no key “colour”' \
	minwon list colour:red
harmless 'bad filter: open parenthesis' 2 'bad filter at column' minwon list '(state:arrived'
harmless 'bad filter: state' 2 'bad filter at column' minwon list state:flying
harmless 'bad filter: range' 2 'bad filter at column' minwon list due:x..y
harmless 'unknown service' 2 'bad filter at column' minwon list service:NO-SUCH-SERVICE
harmless 'unknown region' 2 'bad filter at column' minwon list region:99999
harmless 'unknown channel' 2 'Correct it.' minwon sync nowhere
harmless 'unknown region of a channel' 2 '99999' \
	minwon --as "$S" channel disable gov24 --region 99999
harmless 'unknown outcome' 2 'maybe' minwon draft "$case" --outcome maybe --text x
harmless 'unknown role' 2 'there is no role “king”: choose officer' minwon --as "$S" staff add newone --role king
harmless 'op-key too short' 2 'Correct it.' minwon next "$case" --op-key short
harmless 'version that is no number' 2 'is no number' minwon next "$case" --version one

# Rights, versions, leases.
harmless 'no right' 3 'Your role may not do this. Who may: Supervisor.' \
	minwon assign "$case" --assignee officer2-11410
harmless 'no right: an auditor writes nothing' 3 'Your role may not do this.' \
	minwon --as auditor-11410 next "$case"
harmless 'nobody of this name' 3 'You are not on the staff of this office.' \
	minwon --as nobody-here list
harmless 'next without receipt number' 3 'There is no such case' minwon next "$foreign"
harmless 'release of what nobody holds' 3 'Nobody holds this case.' \
	minwon --as "$S" release "$case"
version=$(minwon list "number:$case" --format jsonl | jq -r .version)
minwon next "$case" >/dev/null
harmless 'text is missing' 3 'Write it, then repeat.' minwon note "$case"
harmless 'version conflict' 4 'changed this case after you opened it. Read it again' \
	minwon note "$case" --text '늦었습니다' --version "$version"
harmless 'lease held' 4 '김민지 holds this case. Wait, or ask a supervisor to release it.' \
	minwon --as officer2-11410 claim "$case"
check 'the holder still holds it' officer1-11410 \
	"$(minwon list "number:$case" --format jsonl | jq -r .lease_holder)"

# Files and standard input.
harmless 'bulk file that is not there' 2 'no-such.jsonl' minwon bulk no-such.jsonl
printf '{"op":"note","case":"%s","text":"\xff\xfe"}\n' "$case" >utf8.jsonl
dump >before
minwon bulk --apply utf8.jsonl >out 2>err; check 'bad UTF-8 on a line of bulk: exit status' 1 $?
check 'bad UTF-8 on a line of bulk: the line is named' '1 failed' \
	"$(jq -r '"\(.line) \(.outcome)"' out)"
has 'bad UTF-8 on a line of bulk: what' 'broken JSON at line 1, column 49: bytes that are no UTF-8' \
	"$(jq -r .problem.title out)"
dump >after
check 'bad UTF-8 on a line of bulk: the store is as it was' '' "$(diff before after | head -3)"

# -- and -.
minwon list -- '-state:arrived' >out 2>err; check '-- ends the options' 2 $?
has '-- ends the options: the word is a query' 'bad filter' "$(cat err)"
printf '확인했습니다\n' | minwon note "$case" --text - >out 2>err
check '- reads the text from standard input' 0 $?
check '- reads the text from standard input: it is stored' 1 \
	"$(dump | grep -c '확인했습니다')"
printf '{"op":"note","case":"%s","text":"한 줄"}\n' "$case" | minwon bulk - >out 2>err
check '- is standard input for bulk' 0 $?
printf '\xff\xfe' | { minwon note "$case" --text - >out 2>err; }
check 'bad UTF-8 on standard input' 2 $?

# Closed and broken descriptors.
minwon list >out <&-; check 'closed stdin' 0 $?
check 'closed stdin: the list is there' 1 "$(grep -c "$case" out)"
minwon list >&- 2>err; check 'closed stdout' 0 $?
check 'closed stdout: nothing to say' '' "$(cat err)"
minwon list 2>&- >out; check 'closed stderr' 0 $?
minwon show nothing 2>&- >out; check 'closed stderr: the status still tells' 3 $?
check 'closed stderr: no sentence among the results' 0 "$(wc -c <out)"
minwon list -n 0 --format jsonl 2>err | head -1 >out
check 'head: SIGPIPE is quiet' '' "$(cat err)"
check 'head: the first line is whole' 1 "$(jq -c .id out | wc -l)"
if [ -w /dev/full ]; then
	minwon list >/dev/full 2>err; check 'full stdout: exit status' 5 $?
	check 'full stdout: one line' 1 "$(wc -l <err)"
fi

# Nothing of applicants on stderr.
minwon list -n 0 --format jsonl >all.jsonl
minwon show "$case" --format json >case.json
name=$(jq -r '.applicant // empty' case.json)
minwon list "$name" colour:red >out 2>err
check 'the case shows a name to its holder' 1 "$(printf '%s' "$name" | grep -cP '^\p{Hangul}+$')"
check 'stderr of the office has no names' 0 "$(grep -c -- "$name" office.err)"
verdict
