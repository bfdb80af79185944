#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# What the timers and cron start, scripts/desk/{morning,certificates,night,month}.sh, run
# as they are written in a practice office: each does its work, and run again nothing twice.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
scripts=$(cd "$here/../../scripts/desk" && pwd)
# shellcheck source=tests/cli/lib_office.sh
. "$here/lib_office.sh"

check 'shellcheck has nothing to say' '' "$(cd "$scripts" && shellcheck -x morning.sh certificates.sh night.sh month.sh)"
check 'none is long' '' "$(wc -l "$scripts"/{morning,certificates,night,month}.sh | awk '$2 != "total" && $1 > 25')"

practice
relay_start --seed 21 --applications 200
office_start --clock "$clock"
mkdir out
# run SCRIPT WHO DAY: as the timer does, but for the login of a practice office.
run()
{
	env -i HOME="$HOME" PATH="$bin:$PATH" LC_ALL=C.UTF-8 MINWON_STORE="$store" \
		WHO="$2" DAY="$3" OUT="$work/out" "$scripts/$1.sh" >"$1.out" 2>"$1.err"
}
count()
{
	sqlite3 -readonly "$store" "SELECT COUNT(*) FROM $1"
}
happened()
{
	sqlite3 -readonly "$store" .dump | grep -e '^INSERT INTO event' -e '^INSERT INTO outbox'
}
M=supervisor-11410
C=officer1-11410

run morning $M 2026-11-23; check 'the morning ends well' 0 $?
digest=out/2026-11-23-morning.txt
has 'the digest has what lapses' 'clock:running overdue:no due:..1d' "$(cat $digest)"
check 'and cases under it' yes "$(awk '/^# clock:running/ { on = 1; next } /^# / { on = 0 } on' $digest | grep -q '[0-9]' && echo yes)"
check 'nobody else reads it' 600 "$(stat -c %a $digest)"
run morning $M 2026-11-23; check 'the morning again' 0 $?
check 'one page' 1 "$(find out -name '*morning*' | wc -l)"

minwon --as $M bulk --apply --op receive --query state:arrived >/dev/null 2>&1
run certificates $C 2026-11-23; check 'the certificate run ends well' 0 $?
issued=$(grep -c '"outcome":"done"' out/2026-11-23-issued.jsonl)
check 'certificates are issued' "$issued" "$(count "cases WHERE state = 'completed' AND service = '15000000098'")"
check 'some' yes "$([ "$issued" -gt 0 ] && echo yes)"
check 'and nothing else' "$issued" "$(count "cases WHERE state = 'completed'")"
happened >before
run certificates $C 2026-11-23; check 'the run again' 0 $?
happened >after
check 'issues nothing twice' '' "$(diff before after | head -3)"

# Three weeks later much is late and owes letters.
at_time 2026-12-14T18:30:00+09:00
run night $M 2026-12-14; status=$?
check 'the night says whether something lapses' yes "$([ $status -le 1 ] && echo yes)"
has 'its last line closes the day' '오늘:' "$(tail -1 night.out)"
dunned=$(jq -r 'select(.problem == null) | .id' out/2026-12-14-dunned.jsonl | wc -l)
check 'who is late is dunned' yes "$([ "$dunned" -gt 0 ] && echo yes)"
check 'in the record of each' "$dunned" "$(count "event WHERE kind = 'letter-dunning'")"
check 'what is late is listed' yes "$([ "$(wc -l <out/2026-12-14-late.csv)" -gt 1 ] && echo yes)"
happened >before
run night $M 2026-12-14; check 'the night again' $status $?
happened >after
check 'dunns nobody twice' '' "$(diff before after | head -3)"

at_time 2026-12-01T06:30:00+09:00
run month $M 2026-12-01; check 'the month ends well' 0 $?
check 'it is the month before' 2026-11 "$(jq -r .month out/2026-11-report.json)"
check 'with what was decided' "$issued" "$(jq '.groups[0].decided' out/2026-11-report.json)"
check 'and listed' "$issued" "$(($(wc -l <out/2026-11-decided.csv) - 1))"
check 'no clock is wrong' 1 "$(wc -l <out/2026-11-clocks.csv)"
cp out/2026-11-report.csv first.csv
run month $M 2026-12-01
check 'the same again' '' "$(diff first.csv out/2026-11-report.csv)"
DAY=2027-01-01 MONTH='' bash -c 'echo "$(date -d "${DAY%-*}-01 -1 day" +%Y-%m)"' >year
check 'and over the turn of a year' 2026-12 "$(cat year)"
check 'nothing half is left' 0 "$(find out -name '*.part' | wc -l)"
verdict
