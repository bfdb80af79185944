#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The reader of 복지로's catalogue: rows out of a saved answer, and a sentence
# with file and line for everything that is none.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

catalogue()
{
	"$bin/minwon" --lang en channel catalogue bokjiro "$@"
}

cat >answer.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<wantedList>
 <totalCount>4512</totalCount><pageNo>1</pageNo><numOfRows>2</numOfRows>
 <resultCode>0</resultCode><resultMessage>SUCCESS</resultMessage>
 <servList>
  <servId>WLF00001188</servId><servNm>출산장려금 지원 &amp; 축하</servNm>
  <ctpvNm>경상북도</ctpvNm><sggNm>청송군</sggNm><bizChrDeptNm>보건의료원</bizChrDeptNm>
  <servDgst><![CDATA[첫째 <580만 원>]]></servDgst><inqNum>12</inqNum>
  <lastModYmd>20260901</lastModYmd>
 </servList>
 <servList><servId>WLF00000002</servId><servNm>기초연금</servNm></servList>
</wantedList>
XML
catalogue answer.xml --format jsonl >out 2>err; check 'an answer is read' 0 $?
check 'its services are rows' 'WLF00001188|출산장려금 지원 & 축하|경상북도|청송군|첫째 <580만 원>|20260901 WLF00000002|기초연금|null|null|null|null' \
	"$(jq -r '"\(.servId)|\(.servNm)|\(.ctpvNm)|\(.sggNm)|\(.servDgst)|\(.lastModYmd)"' out | tr '\n' ' ' | sed 's/ $//')"
check 'and counted' 'minwon: 2 service(s) in this answer, 4512 in the catalogue' "$(tail -n 1 err)"
check 'also from standard input' 'WLF00001188 WLF00000002' \
	"$(catalogue - --format tsv <answer.xml 2>/dev/null | cut -f 1 | sed 1d | tr '\n' ' ' | sed 's/ $//')"

# refused NAME PIECE: ./bad.xml gives no row, and a sentence with the piece.
refused()
{
	catalogue bad.xml --format tsv >out 2>err
	check "$1" '1' "$(($? > 0))"
	has "$1: says so" "bad.xml: $2" "$(cat err)"
	check "$1: one sentence" 1 "$(grep -c '' err)"
}
sed 's|</servId><servNm>기초|</servI><servNm>기초|' answer.xml >bad.xml
refused 'broken XML' 'line 11: broken XML'
sed 's|<servId>WLF00000002</servId>||' answer.xml >bad.xml
refused 'a service without its id' 'line 11: a service without servId'
sed 's|<resultCode>0|<resultCode>30|; s|SUCCESS|SERVICE KEY IS NOT REGISTERED|' answer.xml >bad.xml
refused 'a failure' 'the catalogue answered 30: SERVICE KEY IS NOT REGISTERED'
echo '<OpenAPI_ServiceResponse><cmmMsgHeader/></OpenAPI_ServiceResponse>' >bad.xml
refused 'another answer' 'line 1: “OpenAPI_ServiceResponse”'
: >bad.xml
refused 'nothing' 'line 1: broken XML'
head -c 400 answer.xml >bad.xml
refused 'half an answer' 'line'
{
	echo '<!DOCTYPE wantedList [<!ENTITY a "aaaaaaaaaa">'
	for i in 1 2 3 4 5 6 7 8 9; do
		printf '<!ENTITY a%s "%s">\n' "$i" "$(printf "&a$((i - 1));%.0s" 1 2 3 4 5 6 7 8 9 10 | sed 's/&a0;/\&a;/g')"
	done
	echo ']><wantedList><servList><servId>1</servId><servNm>&a9;</servNm></servList></wantedList>'
} >bad.xml
refused 'entities that grow' ''
printf '<!DOCTYPE wantedList [<!ENTITY x SYSTEM "file://%s/answer.xml">]><wantedList><servList><servId>1</servId><servNm>&x;</servNm></servList></wantedList>' "$work" >bad.xml
refused 'another file named in it' 'the file declares a document type'
{ echo '<wantedList>'; head -c 17000000 /dev/zero | tr '\0' ' '; echo '</wantedList>'; } >bad.xml
refused 'more than 16 MiB' 'the file is larger than 16 MiB'
"$bin/minwon" --lang en channel catalogue gov24 answer.xml >out 2>err
check 'another channel has none' 2 $?
catalogue nowhere.xml >out 2>err; check 'no such file' 2 $?
printf '<wantedList><servList><servId>1</servId><servNm>&#x1b;</servNm></servList></wantedList>' >bad.xml
refused 'a control character' 'line 1: broken XML'
verdict
