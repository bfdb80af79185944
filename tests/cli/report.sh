#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The monthly report: each figure is what an independent count over `list` and `log`
# comes to, which has working hours of its own; who may read it; its formats.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/cli/lib_office.sh
. "$here/lib_office.sh"
# bulk WHO OP QUERY OPTION…: what is refused is no end.
bulk() { local who=$1 op=$2 query=$3; shift 3; "$who" bulk --apply --op "$op" --query "$query" "$@" >>bulk.jsonl 2>>bulk.err; }

at_time 2026-10-29T09:00:00+09:00
practice
relay_start --seed 31 --applications 600 --until 2026-10-30T09:00:00+09:00
office_start --clock "$clock"
at_time 2026-10-30T10:00:00+09:00
minwon sync >/dev/null 2>&1
# Some are received in October, the rest in November although they came before.
chief list state:arrived -n 60 --format jsonl | jq -r .id | chief bulk --apply --op receive --input ids - >>bulk.jsonl 2>&1
bulk clerk next 'state:received service:15000000098'
bulk clerk approve 'state:in-progress service:15000000098' --text '발급합니다'
at_time 2026-11-02T11:20:00+09:00
bulk chief receive state:arrived
bulk clerk next 'state:received service:FOOD-BIZ'
bulk clerk supplement 'state:in-progress service:FOOD-BIZ' --period 10d --text '도면'
bulk clerk next 'state:received service:15000000098'
at_time 2026-11-02T16:45:00+09:00
bulk clerk claim 'state:in-progress'
bulk clerk approve 'state:in-progress service:15000000098' --text '발급합니다'
bulk clerk next 'state:received service:13100000016'
bulk clerk approve 'state:in-progress service:13100000016' --text '처리했습니다'
bulk clerk next 'state:received service:BUILD-NOTI'
bulk clerk extend 'state:in-progress service:BUILD-NOTI' --period 2d --reason facts --text '확인'
at_time 2026-11-09T14:10:00+09:00
bulk clerk claim 'state:supplement,in-progress'
bulk clerk resume 'state:supplement' --text '받았습니다'
bulk clerk draft 'state:in-progress service:FOOD-BIZ' --outcome complete --text '수리'
bulk chief approve 'state:approval'
bulk clerk draft 'state:in-progress service:BUILD-NOTI' --outcome refuse --text '불가' --reason '요건 부족' --remedy '90일 안 행정심판'
at_time 2026-11-12T09:30:00+09:00
first=$(chief list 'state:approval' -n 1 --format jsonl | jq -r .receipt_no)
chief send-back "$first" --text '다시' >/dev/null
clerk claim "$first" >/dev/null
clerk draft "$first" --outcome complete --text '다시 보니 됩니다' >/dev/null
bulk chief approve 'state:approval'
# One that came and was decided in November, and was with a ministry meanwhile.
walk_in=$(clerk new GEN-QNA-PROC --as-is --set applicant.name=홍길동 --set applicant.phone=010-1234-5678 --format jsonl 2>/dev/null | jq -r .case)
clerk next "$walk_in" >/dev/null
clerk escalate "$walk_in" --agency mois --text '어떻게 합니까' >/dev/null
at_time 2026-11-12T11:00:00+09:00
clerk claim "$walk_in" >/dev/null
clerk resume "$walk_in" --text '답을 받았습니다' >/dev/null
clerk draft "$walk_in" --outcome complete --text '이렇게 하십시오' >/dev/null
chief approve "$walk_in" >/dev/null 2>&1
# Two people at the consultation desk, who waited 5 and 20 minutes.
clerk consult add residence --kind counter --name 가나다 >/dev/null
at_time 2026-11-12T11:05:00+09:00
clerk consult add tax --kind counter --name 라마바 >/dev/null
clerk consult next >/dev/null && clerk consult start >/dev/null && clerk consult "done" --outcome answered >/dev/null
at_time 2026-11-12T11:25:00+09:00
clerk consult next >/dev/null && clerk consult start >/dev/null && clerk consult "done" --outcome answered >/dev/null
at_time 2026-11-30T17:59:00+09:00

chief report 2026-11 --format jsonl >report.jsonl 2>report.err
check 'the report ends well' 0 $?
chief list 'arrived:2026-10..2026-11 open:any' -n 0 --format jsonl >cases.jsonl
jq -r '[.id, .region, .service, .channel, .state, .arrived_at, .received_at // "", .decided_at // "", .due_at // ""] | @tsv' cases.jsonl >cases.tsv
# What was done to each decided one, and in whose hands it was.
jq -r 'select(.decided_at != null and .decided_at >= "2026-11-01") | .id' cases.jsonl | while read -r id; do
	chief log "$id" --format jsonl | jq -r --arg id "$id" '[$id, .kind, .effective_at] | @tsv'
done >events.tsv
awk -F '\t' -f "$here/../data/recount_report.awk" events.tsv cases.tsv | sort >wanted.tsv
columns='[.by, .code // "", .arrived, .received, .decided, .completed, .refused, .other, .in_time, .late, .median_minutes // -1, .p90_minutes // -1, .supplements, .extensions, .send_backs]'
jq -r "$columns | @tsv" report.jsonl | sort >got.tsv
check 'every figure is what an independent count comes to' '' "$(diff wanted.tsv got.tsv | head -6)"
check 'there is something to count' yes "$(awk -F '\t' '$1 == "all" && $5 > 20 && $7 > 0 && $9 > 0 && $10 > 0 && $3 > 0 && $13 > 0 && $14 > 0 && $15 > 0 { print "yes" }' got.tsv)"
check 'several services and channels' yes "$(awk -F '\t' '{ n[$1]++ } END { if (n["service"] > 3 && n["channel"] > 1 && n["region"] >= 1) print "yes" }' got.tsv)"
sed 's/\t[0-9]*$/\t999/' got.tsv >wrong.tsv
check 'control: another figure would be seen' yes "$([ -n "$(diff wanted.tsv wrong.tsv | head -1)" ] && echo yes)"

# Every working minute is somebody's.
shown=$(jq -r 'select(.decided_at != null and .decided_at >= "2026-11-01") | .id' cases.jsonl | while read -r id; do
	chief show "$id" --format json | jq -c .ledger
done | jq -s -c '[([.[].desk] | add), ([.[].applicant] | add), ([.[].ministry] | add)]')
check 'in whose hands: as each case shows it' "$shown" \
	"$(jq -c 'select(.by == "all") | [.desk_minutes, .applicant_minutes, .ministry_minutes]' report.jsonl)"
check 'a ministry had one for an hour and a half' 90 "$(jq 'select(.by == "all") | .ministry_minutes' report.jsonl)"
check 'handed over once' 1 "$(jq 'select(.by == "all") | .handovers' report.jsonl)"
check 'the parts add up to the whole' true "$(jq -s '(.[] | select(.by == "all")) as $all |
	[("service", "region", "channel") as $by | ("arrived", "received", "decided", "late", "desk_minutes", "applicant_minutes") as $k |
	([.[] | select(.by == $by) | .[$k]] | add) == $all[$k]] | all' report.jsonl)"

# Formats.
chief report 2026-11 --format json >report.json
check 'json: one object with a version' '1 11410 2026-11' "$(jq -r '"\(.version) \(.office) \(.month)"' report.json)"
check 'json: the groups are the rows' '' "$(diff <(jq -c '.groups[]' report.json) <(jq -c 'del(.version, .month)' report.jsonl) | head -3)"
check 'json: consultations and satisfaction' 'true true' "$(jq -r '"\(.consultations | has("wait_p90_sec")) \(.satisfaction | has("told"))"' report.json)"
chief report 2026-11 >table.txt
has 'a table for people' 'In whose hands: desk' "$(cat table.txt)"
check 'this month without a word' '' "$(diff <(chief report --format csv) <(chief report 2026-11 --format csv))"
check 'a month of nothing' '0 0' "$(chief report 2025-02 --format jsonl | jq -r '"\(.decided) \(.arrived)"')"

check 'consultations and waits' '2 2 2 300 1200' "$(jq -r '.consultations | "\(.ended) \(.talked_to) \(.waits) \(.wait_p50_sec) \(.wait_p90_sec)"' report.json)"

# Of what a query finds.
check 'a query narrows it' "$(jq -c 'select(.by == "service" and .code == "FOOD-BIZ") | [.received, .decided, .late, .median_minutes]' report.jsonl)" \
	"$(chief report 2026-11 service:FOOD-BIZ --format jsonl | jq -c 'select(.by == "all") | [.received, .decided, .late, .median_minutes]')"
check 'and its other half is the rest' "$(jq 'select(.by == "all") | .decided' report.jsonl)" \
	"$(for half in service:FOOD-BIZ 'not service:FOOD-BIZ'; do chief report 2026-11 "$half" --format jsonl | jq 'select(.by == "all") | .decided'; done | awk '{ n += $1 } END { print n }')"

# Rights.
clerk report 2026-11 >out 2>err; check 'an officer may not' 3 $?
minwon --as auditor-11410 report 2026-11 >out 2>err; check 'an auditor may' 0 $?
check 'another office counts its own' 0 "$(minwon --as supervisor-47750 report 2026-11 --format jsonl | jq -s '[.[] | select(.region == "11410")] | length')"
chief report 2026-13 >out 2>err; check 'no such month' 2 $?
has 'no such month: the word' '2026-13' "$(cat err)"
check 'nobody is named in it' 0 "$(grep -c "$(chief list 'open:any' -n 1 --format jsonl | jq -r .applicant)" report.json)"
verdict
