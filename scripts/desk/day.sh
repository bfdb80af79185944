#!/bin/sh
# SPDX-License-Identifier: ISC
# A desk's day by script: each step may be run again, nothing happens twice. CLERK and
# CHIEF are logins of a practice office; a real one knows who asks by the account.
set -eu
day=${DAY:-$(date +%F)} out=${OUT:-.} certificate=${SERVICE:-15000000098}
clerk() { minwon ${CLERK:+--as "$CLERK"} "$@"; }
chief() { minwon ${CHIEF:+--as "$CHIEF"} "$@"; }
# bulk WHO NAME OP QUERY OPTION…: one result line a case; that some were refused is no end.
bulk() { who=$1 name=$2 what=$3 query=$4; shift 4; "$who" bulk --apply --op "$what" --query \
	"$query" "$@" >"$out/$day-$name.jsonl" || [ $? -eq 1 ]; }

clerk sync
{ clerk list due:..1d -n 0; clerk today; } >"$out/$day-digest.txt"
bulk chief receive receive state:arrived
bulk clerk take next "state:received service:$certificate not flag:mismatch"
bulk clerk issue approve "state:in-progress holder:me service:$certificate" \
	--text '요건을 갖추어 발급합니다'
bulk clerk look next 'state:received flag:mismatch'
bulk clerk demand supplement 'state:in-progress holder:me flag:mismatch' --period 10d \
	--text '빠지거나 틀린 항목을 보완해 주시기 바랍니다'
clerk sync
clerk list "decided:${day%-*}-01.." -n 0 --format csv --bom >"$out/${day%-*}.csv"
