#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Bad days of a channel: what a feed may hold without anything being lost or
# anything else being held up, and what a clerk's terminal is spared. Intake
# adds exactly the rows that are named here.
set -uo pipefail
# shellcheck source=tests/cli/lib_bad.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_bad.sh"

# event EVENT ID TITLE [REGION]: an application as the channel tells it.
event()
{
	printf '{"specversion":"1.0","id":"%s","source":"https://relay.example/channels/gov24","type":"kr.relay.request.created.v1","subject":"%s","time":"2026-11-23T08:00:00+09:00","datacontenttype":"application/json","data":{"service_request_id":"%s","jurisdiction_id":"%s","service_code":"GEN-QNA-PROC","status":"open","requested_datetime":"2026-11-23T08:00:00+09:00","description":"%s","form_version":"1","applicant":{"name":"홍길동","phone":"010-0123-4567","address":"서울특별시 서대문구 연희로 1"},"attributes":{"title":"%s","content":"가"}}}' \
		"$1" "$2" "$2" "${4:-11410}" "$3" "$3"
}

# line …: the same as a line of the file that the relay serves.
line()
{
	printf 'gov24\t11410\t%s\n' "$(event "$@")"
}

# fresh NAME: a practice store of its own.
fresh()
{
	store=$work/$1.db
	practice
}

# added: the tables and how many rows each got since the dump in before; what is
# made from other rows (the index of words, the figures) is left out.
added()
{
	dump >after
	diff before after | sed -n 's/^> INSERT INTO "\?\([a-z_]*\)"\? .*/\1/p' |
		grep -v -e channel_cursor -e counter -e search -e tally | sort | uniq -c |
		awk '{ printf "%s%s %s", sep, $2, $1; sep = ", " }'
}

# served NAME STATUS ROWS OPTION…: the relay serves what stands in events.tsv;
# one round ends with STATUS and adds ROWS.
served()
{
	local name=$1 status=$2 rows=$3
	shift 3
	relay_start --applications 0 --inject "$work/events.tsv" "$@"
	dump >before
	minwon sync gov24 --format jsonl >out 2>err
	check "$name: exit status of sync" "$status" $?
	check "$name: the rows that were added" "$rows" "$(added)"
	relay_stop
}

# reasons: why things became 미분류, in the order they came.
reasons()
{
	minwon unsorted list --format jsonl | jq -r .reason | tac | tr '\n' ' ' | sed 's/ $//'
}

one='applicant 1, cases 1, event 1, form 1, form_kept 1, inbox 1'

# Size.
fresh large
{
	line ev-1 GOOD-1 '앞'
	printf 'gov24\t11410\t%s\n' "$(event ev-2 LARGE "$(head -c 2097152 /dev/zero | tr '\0' 'x')")"
	line ev-3 GOOD-2 '뒤'
} >events.tsv
served 'an event of 2 MiB' 1 \
	'applicant 2, cases 2, event 2, form 2, form_kept 1, inbox 3, unsorted 1'
check 'an event of 2 MiB: is kept by name' too-large "$(reasons)"
check 'an event of 2 MiB: those around it are cases' 'GOOD-1 GOOD-2' \
	"$(minwon list open:any --sort arrived --format jsonl | jq -r .external_id | sort | tr '\n' ' ' | sed 's/ $//')"
bytes=$(sqlite3 -readonly "$store" 'SELECT MAX(LENGTH(raw)) FROM unsorted')
check 'an event of 2 MiB: all its bytes are kept' 1 "$((bytes > 2097152))"

# One broken event.
fresh broken
{
	line ev-1 GOOD-1 '앞'
	printf 'gov24\t11410\t{"specversion":"1.0","id":"ev-2","broken":tru}\n'
	printf 'gov24\t11410\t{"specversion":"1.0","id":"ev-3","id":"ev-3"}\n'
	printf 'gov24\t11410\t{"specversion":"1.0","id":"ev-4","x":"\xff\xfe"}\n'
	line ev-5 GOOD-2 '뒤'
} >events.tsv
served 'broken events among good ones' 1 \
	'applicant 2, cases 2, event 2, form 2, form_kept 1, inbox 5, unsorted 3'
check 'broken events among good ones: why' 'unreadable unreadable unreadable' "$(reasons)"
relay_start --applications 0 --inject "$work/events.tsv"
dump >before
minwon sync gov24 >out 2>err; check 'broken events among good ones: the next round is well' 0 $?
check 'broken events among good ones: nothing comes twice' '' "$(added)"
relay_stop

# Words that the office does not know.
fresh unknown
{
	line ev-1 STRANGE-1 '서비스' | sed 's/GEN-QNA-PROC/NO-SUCH-SERVICE/'
	line ev-2 STRANGE-2 '지역' 99999
	line ev-3 STRANGE-3 '종류' | sed 's/request.created/request.exploded/'
} >events.tsv
served 'unknown service, region, kind' 1 'inbox 3, unsorted 3'
has 'unknown service' unknown-service "$(reasons)"
has 'unknown region' unknown-region "$(reasons)"

# The same id with other content.
fresh twice
{
	line ev-1 SAME '처음'
	line ev-2 SAME '처음'
	line ev-3 SAME '다름'
} >events.tsv
served 'same id with other content' 1 \
	'applicant 1, cases 1, event 1, form 1, form_kept 1, inbox 3, unsorted 1'
check 'same id with other content: both are kept' other-content "$(reasons)"
check 'same id with other content: the first is the case' 처음 \
	"$(minwon --as supervisor-11410 show SAME --format json | jq -r '.answers[] | select(.name == "title") | .value')"
check 'same id with other content: the other waits with its bytes' 1 \
	"$(sqlite3 -readonly "$store" 'SELECT CAST(raw AS TEXT) FROM unsorted' | grep -c 다름)"

# Text that would draw on the clerk's screen.
fresh hostile
nfd=$(printf '\xe1\x84\x92\xe1\x85\xa9\xe1\x86\xbc')	# 홍, in three pieces
marks=$(awk 'BEGIN { for (i = 0; i < 100000; i++) printf "\xcc\x81" }')
{
	line ev-1 ESCAPES '\u001b[2J\u001b]0;x\u0007\u009b31m'
	line ev-2 BIDI "$(printf '가\xe2\x80\xae나\xe2\x81\xa6다\xe2\x80\x8b라')"
	line ev-3 NFD "${nfd}길"
	line ev-4 MARKS "a$marks"
} >events.tsv
served 'escapes, bidi marks, NFD, 100,000 marks' 0 \
	'applicant 4, cases 4, event 4, form 4, form_kept 1, inbox 4'
for id in ESCAPES BIDI NFD MARKS; do
	for way in 'show' 'log' 'show --format json' 'log --format tsv'; do
		# shellcheck disable=SC2086 # the verb and its options
		minwon --as supervisor-11410 $way "$id" >out 2>err
		check "$id: $way" 0 $?
		check "$id: $way: no control reaches the terminal" 0 \
			"$(grep -cP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]' out)"
		check "$id: $way: no bidi or zero-width character" 0 \
			"$(grep -cP '\xe2\x80[\x8b-\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]' out)"
	done
done
minwon --as supervisor-11410 list open:any -n 0 >out 2>err
check 'list: no control reaches the terminal' 0 \
	"$(grep -cP '[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80[\x8b-\x8f\xaa-\xae]' out)"
minwon --as supervisor-11410 show MARKS >out 2>err
check '100,000 marks: at most four stay on their base' 0 "$(grep -cP '(\xcc\x81){5}' out)"
check 'NFD: composed Hangul is found' NFD \
	"$(minwon list 'open:any 홍길' --format jsonl | jq -r 'select(.external_id == "NFD") | .external_id')"
minwon --as supervisor-11410 receive ESCAPES BIDI NFD MARKS >out 2>err
check 'such cases can be worked on' 0 $?

# A relay that does not speak JSON.
fresh html
line ev-1 GOOD-1 '앞' >events.tsv
served 'a relay that answers HTML' 6 '' --fault html=100
has 'a relay that answers HTML: what' 'the relay answered HTML instead of JSON' "$(cat out err)"
check 'a relay that answers HTML: the cursor stays' '' \
	"$(minwon channel list --format jsonl | jq -r 'select(.code == "gov24") | .cursor // ""')"
served 'a relay that answers JSON again' 0 "$one"
dump >before
minwon sync gov24 --format jsonl >out 2>err; check 'nobody at the relay: exit status' 6 $?
check 'nobody at the relay: no rows' '' "$(added)"
check 'nothing of an applicant on stderr' 0 "$(grep -c '홍길동\|0123-4567\|연희로' err)"
verdict
