#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Waiting figures of offices without a feed: typed, from a table, and of the office's
# own consultation desk; and which is shown where two speak of the same desk.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

practice
office_start --clock "$clock"
# rows FILTER: what is shown of the office's own region.
rows()
{
	minwon waits --region 11410 --format jsonl | jq -r "$1"
}

minwon --lang en waits set 서대문구청 제증명 9 104 4 >out 2>err; check 'typed: exit 0' 0 $?
has 'it is said what was saved' 'Saved: 서대문구청, 제증명: 9 waiting' "$(cat err)"
check 'it is a figure, with who typed it' '9 104 4 fresh typed 김민지' \
	"$(rows '"\(.waiting) \(.called) \(.counters) \(.worth) \(.source) \(.by)"')"
has 'a person reads 입력' '입력' "$(minwon waits --region 11410)"
check 'who and when is recorded' 'officer1-11410 waits set' "$(sqlite3 -readonly "$store" \
	"SELECT s.login || ' ' || a.operation FROM access_log a JOIN staff s ON s.id = a.staff_id WHERE a.subject = 'waits 11410'")"
minwon waits set 서대문구청 여권 0 >/dev/null 2>&1
check 'a nought that was typed is one, what was not is none' '0 null null' \
	"$(rows 'select(.task == "여권") | "\(.waiting) \(.called) \(.counters)"')"
at_time 2026-11-23T09:11:00+09:00
check 'typed ones grow old like all others' 'stale stale' "$(rows .worth | xargs)"
minwon waits set 서대문구청 ' 제 증 명' 3 >/dev/null 2>&1
check 'the same names but for blanks are the same desk' '3 fresh' \
	"$(rows 'select(.task != "여권") | "\(.waiting) \(.worth)"')"
minwon waits set 서대문구청 여권 none >/dev/null 2>&1; check 'none takes it back: exit 0' 0 $?
check 'then there is none' '' "$(rows 'select(.task == "여권") | .waiting')"

# refused NAME STATUS PIECE ARGUMENT…
refused()
{
	local name=$1 status=$2 piece=$3
	shift 3
	minwon --lang en "$@" >out 2>err; check "$name: exit $status" "$status" $?
	has "$name: says why" "$piece" "$(cat err)"
}
before=$(rows '"\(.task) \(.waiting)"')
refused "another office's region" 3 'does not answer for the region 30200' waits set A B 1 --region 유성구
refused 'an auditor' 3 '' --as auditor-11410 waits set A B 1
refused 'no number' 2 'waiting: “many” is no number' waits set A B many
refused 'less than none' 2 'is no number' waits set A B -- -3
refused 'no desk' 2 'desk is missing' waits set '' B 1
refused 'to come' 2 '“at”' waits set A B 1 --at 2026-11-23T18:00
refused 'no region' 2 'there is no region' waits set A B 1 --region 없는곳
check 'nothing of that was written' "$before" "$(rows '"\(.task) \(.waiting)"')"
minwon --as supervisor-11410 waits set 서대문구청 세무 1 >/dev/null 2>&1; check 'a supervisor may' 0 $?

# A table.
cat >table.csv <<'CSV'
민원실,업무,대기,호출번호,창구,시각
서대문구청,가족관계,4,12,2,09:05
서대문구청,지방세,많음,,,
"서대문구청,건축,1
CSV
minwon --lang en waits import table.csv --format jsonl >out 2>err; check 'a table with a bad row: exit 1' 1 $?
check 'each row by line, with column and reason' $'2 taken null\n3 unreadable column 3: waiting: “많음” is no number from 0 to 1000000\n4 unreadable' \
	"$(jq -r '"\(.line) \(.result) \(.reason)"' out | sed 's/^4 unreadable .*/4 unreadable/')"
check 'the good one is there, with its time' '4 12 2 csv 360' \
	"$(rows 'select(.task == "가족관계") | "\(.waiting) \(.called) \(.counters) \(.source) \(.age_sec)"')"
printf 'desk\ttask\twaiting\n서대문구청\t민방위\t2\n서대문구청\t가족관계\tx\n' >bad.tsv
minwon --lang en waits import bad.tsv --on-bad stop --format jsonl >out 2>err; check 'all or none: exit 2' 2 $?
check 'each row says what it would be' 'would-be-taken unreadable' "$(jq -r .result out | xargs)"
check 'nothing was taken' '' "$(rows 'select(.task == "민방위") | .waiting')"
sed -i '$d' bad.tsv
minwon waits import bad.tsv --on-bad stop >/dev/null 2>&1; check 'all good, tabs: exit 0' 0 $?
check 'taken' 2 "$(rows 'select(.task == "민방위") | .waiting')"
printf '기관명,창구명,줄\n서대문구청,뷁상담,5\n' | iconv -f UTF-8 -t CP949 >old.csv
printf '기관명 = desk\n창구명 = task\n줄 = waiting\n' >map
minwon --lang en waits import old.csv --map map --dry-run >/dev/null 2>err; check 'tried: exit 0' 0 $?
check 'tried: nothing is written' '' "$(rows 'select(.task == "뷁상담") | .waiting')"
minwon --lang en waits import old.csv --map map >/dev/null 2>err; check 'CP949 with columns of their own' 0 $?
has 'what it was taken for is said' 'CP949' "$(cat err)"
check 'a syllable that only CP949 has' 5 "$(rows 'select(.task == "뷁상담") | .waiting')"
for heading in 'desk,task' 'desk,task,waiting,waiting' 'desk,task,waiting,size' ''; do
	printf '%s\n' "$heading" >bad.csv
	minwon waits import bad.csv >/dev/null 2>&1; check "heading $heading: exit 2" 2 $?
done
minwon waits import no-such-file >/dev/null 2>&1; check 'no file: exit 2' 2 $?
minwon waits import table.csv --on-bad later >/dev/null 2>&1; check 'no such word: exit 2' 2 $?

# Two sources of one desk: the newest is shown, the other named.
at_time 2026-11-23T09:20:00+09:00
minwon waits set 서대문구청 가족관계 7 >/dev/null 2>&1
check 'the newest is shown, the other named' '7 typed csv' \
	"$(rows 'select(.task == "가족관계") | "\(.waiting) \(.source) \(.others)"')"
printf 'desk,task,waiting,at\n서대문구청,가족 관계,8,09:12\n' >older.csv
minwon waits import older.csv >/dev/null 2>&1
check 'an older one does not replace it' '7 typed csv' \
	"$(rows 'select(.task | test("가족")) | "\(.waiting) \(.source) \(.others)"')"
minwon waits set 서대문구청 가족관계 none >/dev/null 2>&1
check 'taken back, the other is shown again' '8 csv null' \
	"$(rows 'select(.task | test("가족")) | "\(.waiting) \(.source) \(.others)"')"

# The office's own consultation desk, as it stands now.
check 'nobody has been there: no row' '' "$(rows 'select(.source == "desk") | .task')"
for name in 가 나 다; do minwon consult add general --kind counter --name "$name" >/dev/null 2>&1; done
check 'three wait' '3 null 0 fresh 0' "$(rows 'select(.source == "desk") | "\(.waiting) \(.called) \(.counters) \(.worth) \(.age_sec)"')"
minwon consult next >/dev/null 2>&1
check 'one is called, somebody is at work' '2 1 1' "$(rows 'select(.source == "desk") | "\(.waiting) \(.called) \(.counters)"')"
minwon consult start >/dev/null 2>&1
minwon consult 'done' >/dev/null 2>&1
at_time 2026-11-23T10:45:00+09:00
check 'hours later it is still of now' '2 null 0 fresh 0' \
	"$(rows 'select(.source == "desk") | "\(.waiting) \(.called) \(.counters) \(.worth) \(.age_sec)"')"
check 'by name in each language' 'Consultation desk, General 상담 창구, 일반' \
	"$(minwon --lang en waits --region 11410 --format jsonl | jq -r 'select(.source == "desk") | "\(.desk), \(.task)"') $(rows 'select(.source == "desk") | "\(.desk), \(.task)"')"
verdict
