#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Waiting figures from the relay to the desk: where it is asked for, how old a
# figure is, what nobody says, and what is kept when the relay is gone.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

# The relay's figures are of the wall clock: the office's stands beside it.
practice
at_time "$(date +%Y-%m-%dT%H:%M:%S+09:00 -u -d '+9 hours')"
relay_start --applications 5
office_start --clock "$clock"
minwon sync >/dev/null 2>&1
check 'without a line in the channel file nobody is asked' 4 \
	"$(minwon waits --format jsonl | jq -r 'select(.worth == "no-data" and .source == null) | .region' | wc -l)"

address=$(sed -n 's/^url = \(http:..[^/]*\).*/\1/p' "$store.channels" | head -1)
sed -i "s,^\[gov24\]$,&\nwaits = $address/v1/wait-times," "$store.channels"
minwon sync >/dev/null 2>err || echo "not ok sync - $(cat err)"
minwon waits --format json >all; check 'waits: exit 0' 0 $?
check 'one JSON array' array "$(jq -r type all)"
check '유성 is current' fresh "$(jq -r '.[] | select(.region == "30200") | .worth' all | sort -u)"
check '청송 is hours old, and says so' 'stale true' \
	"$(jq -r '.[] | select(.region == "47750") | "\(.worth) \(.age_sec > 12200 and .age_sec < 12400)"' all | sort -u)"
for region in 11410 47760; do
	check "$region has no data, not 0" 'no-data null null' \
		"$(jq -r --arg r $region '.[] | select(.region == $r) | "\(.worth) \(.waiting) \(.called)"' all)"
done
check 'a figure has numbers' number "$(jq -r '.[] | select(.region == "30200") | .waiting | type' all | sort -u)"
has 'a person reads 자료 없음' '자료 없음' "$(minwon waits)"
has 'and 오래된 자료' '오래된 자료' "$(minwon waits)"
check 'one region' 30200 "$(minwon waits --region 유성구 --format jsonl | jq -r .region | sort -u)"
minwon waits --region 없는곳 >out 2>err; check 'a region that is none: exit 2' 2 $?
check 'nobody looked at a person' 0 "$(sqlite3 -readonly "$store" "SELECT COUNT(*) FROM access_log WHERE subject LIKE '%wait%'")"

# Into a file each page stands as it is, with nothing for a terminal.
: >watched
"$bin/minwon" --lang en --store "$store" waits --watch >>watched 2>err &
watcher=$!
wait_for_line 'alert' watched "$watcher"; check 'watching writes a page at once' 0 $?
kill "$watcher"; wait "$watcher" 2>/dev/null
check 'and nothing for a terminal' 0 "$(grep -c "$(printf '\033')" watched)"

# The relay goes: the last figures stay, with their age and why. A sync of its
# own forgets that it has just asked.
before=$(minwon waits --region 30200 --format jsonl | jq -c '[.desk_id,.task_no,.waiting,.called]')
relay_stop
office_stop
at_time "$(date +%Y-%m-%dT%H:%M:%S+09:00 -u -d '+9 hours +20 minutes')"
office_start --clock "$clock"
minwon sync >/dev/null 2>&1
minwon waits --region 30200 --format jsonl >later
check 'the last good figures are kept' "$before" "$(jq -c '[.desk_id,.task_no,.waiting,.called]' later)"
check 'as out of date' stale "$(jq -r .worth later | sort -u)"
check 'with why there are no newer ones' yes "$(jq -e 'select(.error != null)' later >/dev/null && echo yes)"
printf '[gov24]\nurl = http://127.0.0.1:1/x\ntoken = s\nwaits = ftp://x\n' >"$store.channels"
minwon sync >out 2>&1; check 'an address that is none: exit 6' 6 $?
has 'is named with its line' ':4:' "$(cat out)"
verdict
