#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# A hundred and more malformed queries and option mixes, tests/data/bad_calls.tsv: each
# ends with exit status 2, says nothing on stdout and one sentence on stderr that points
# at the place, in both languages; for a query a caret stands under the column. The
# store is as it was.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
table=$here/../data/bad_calls.tsv
# shellcheck source=tests/cli/lib_bad.sh
. "$here/lib_bad.sh"

standing_desk 11 30

printf 'case,op\nG24-1,receive\n' >list.csv
printf 'case,colour\nG24-1,red\n' >bad-heading.csv
printf 'case,text\nG24-1,x,y\nG24-2,z\n' >ragged.csv
printf '접수번호 = case\n색 = colour\n' >bad.map
: >empty.txt
printf 'date,name\n2026-12-24,쉬는날\n' >days.csv
printf '{"period":"3d","received":"2026-11-23T09:00"}\n' >x.jsonl

# judge STATUS AT PIECE: what is wrong with the answer in out and err; nothing if it is well.
judge()
{
	local line caret sentence
	sentence=$(grep '^minwon: ' err | tail -1)
	[ "$1" = 2 ] || echo "exit status $1"
	[ -s out ] && echo "said on stdout: $(head -c 80 out)"
	case $sentence in
	'minwon: '*) ;;
	*) echo "no sentence: $sentence"; return ;;
	esac
	if [ "$lang" = en ]; then
		case $sentence in
		*"$3"*) ;;
		*) echo "no '$3' in: $sentence" ;;
		esac
		grep -qP '니다|십시오' err && echo "Korean in English: $sentence"
	else
		grep -qP '\p{Hangul}{2,}' <<<"$sentence" || echo "not Korean: $sentence"
	fi
	if [[ $2 =~ ^[0-9]+$ ]]; then
		line=$(sed -n 2p err)
		caret=$(sed -n 3p err)
		grep -qE "(column $2[:,]|column $2 |$2번째 칸|${2}열|$2칸)" <<<"$sentence" ||
			echo "no column $2 in: $sentence"
		[ "$(wc -l <err)" = 3 ] || echo "$(wc -l <err) lines: $(cat err)"
		[ -n "$line" ] || echo 'the query is not shown'
		# A long query is shown from its middle on.
		if [ "$2" -le 40 ]; then
			[ "$caret" = "$(printf '%*s' $(($2 + 2)) '^')" ] || echo "caret: '$caret'"
		else
			[[ $caret =~ ^\ +\^$ ]] || echo "caret: '$caret'"
		fi
	else
		[ "$(grep -vc '^minwon: ' err)" = 0 ] || echo "more than sentences: $(cat err)"
		grep -qF -- "$2" <<<"$sentence" || [ "$lang" = ko ] || echo "no $2 in: $sentence"
	fi
}

# try LANG ARGUMENTS: the command of one row, its answer in out and err.
try()
{
	local -a words
	lang=$1
	eval "words=($2)"
	minwon "${words[@]}" </dev/null >out 2>err
}

dump >before
rows=0
while IFS=$'\t' read -r words at piece; do
	case $words in
	'#'* | '') continue ;;
	esac
	rows=$((rows + 1))
	for lang in en ko; do
		try "$lang" "$words"
		said=$(judge $? "$at" "$piece")
		check "$lang: $words" '' "$said"
	done
done <"$table"
check 'a hundred and more' yes "$([ "$rows" -ge 100 ] && echo yes)"
dump >after
check 'the store is as it was' '' "$(diff before after | head -3)"

# The judge sees what is good, what points elsewhere, and what changed something.
# sees NAME PIECE STATUS AT PIECE: the judge finds PIECE.
sees()
{
	local said
	said=$(judge "$3" "$4" "$5")
	case $said in
	*"$2"*) check "control: $1" '' '' ;;
	*) check "control: $1" "$2" "$said" ;;
	esac
}
try en 'list state:arrived'
sees 'a good query' 'exit status 0' $? 7 state
try en 'list state:flying'
sees 'another column' 'no column 9' 2 9 flying
sees 'another word' "no 'sailing'" 2 7 sailing
sed -i '3s/^/ /' err
sees 'a caret beside the place' caret 2 7 flying
try en "--as supervisor-11410 bulk --apply --op receive --query 'state:arrived'"
dump >after
check 'control: a changed store' yes "$([ "$(diff before after | wc -l)" -gt 0 ] && echo yes)"
verdict
