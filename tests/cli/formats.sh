#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Lists as other programs want them: some columns in an order of one's own, and
# CP949.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

practice
minwon staff list --format csv --fields name,login >out 2>err; check 'fields are chosen' 0 $?
check 'in the order asked for' $'name,login\r' "$(head -1 out)"
check 'and nothing else' 2 "$(sed -n 2p out | tr ',' '\n' | wc -l)"
check 'JSON has them too' '["login"]' "$(minwon staff list --format jsonl --fields login | head -1 | jq -c keys)"
check 'a table shows even those for programs' 1 "$(minwon staff list --fields uid,id | head -1 | grep -c uid)"
for wrong in nmae 'name,' ',' 'name,,login'; do
	minwon staff list --format csv --fields "$wrong" >out 2>err
	check "no field: $wrong" 2 $?
	check 'and not a byte of the list' 0 "$(wc -c <out)"
	check 'the sentence names those there are' 1 "$(grep -c 'login' err)"
done

minwon staff list --format csv >utf8 2>err
minwon staff list --format csv --encoding cp949 >other.csv 2>err; check 'CP949 is written' 0 $?
check 'and comes back as the same text' '' "$(iconv -f CP949 -t UTF-8 other.csv | diff - utf8)"
check 'it is another file' 1 "$(cmp -s other.csv utf8; echo $?)"
minwon --as supervisor-11410 staff add odd-11410 --name '😀가' --role officer >out 2>err
minwon staff list --format tsv --encoding cp949 --fields name >out 2>err
check 'what CP949 has not is told' 1 "$(grep -c '1' err)"
check 'and stands as a question mark' 1 "$(iconv -f CP949 -t UTF-8 out | grep -c '^?가$')"
minwon staff list --format csv --encoding euc-kr >out 2>err; check 'no such encoding' 2 $?
verdict
