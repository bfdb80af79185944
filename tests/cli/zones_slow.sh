#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The statutory clock is Korea's, whatever the host believes: the same dues, the
# same explanation and the same verification in 6 time zones, 4 locales and with
# the host's clock shifted by faketime. SOAK=1 takes all 96 together, with
# 20,000 lines instead of 500.
set -uo pipefail
questions=$PWD/tests/data/random_due.awk
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"
lines=500
[ -z "${SOAK:-}" ] || lines=20000
seed=${MINWON_SEED:-20261129}
zones=(Asia/Seoul UTC America/New_York Pacific/Kiritimati Pacific/Pago_Pago Asia/Kathmandu)
locales=(C C.UTF-8 ko_KR.UTF-8 en_US.UTF-8)
# A second before a new year in Korea, a summer time's missing hour, a leap day
# of the far future, and the host's own time.
shifts=('' '2026-12-31 14:59:59' '2026-03-08 01:59:59' '2032-02-29 23:59:59')
if ! command -v faketime >/dev/null; then
	echo "skip zones_slow - faketime is not installed"
	exit 0
fi

awk -v lines="$lines" -v seed="$seed" -f "$questions" >questions.jsonl
check "lines to count, seed $seed" "$lines" "$(wc -l <questions.jsonl | tr -d ' ')"

practice
relay_start --seed 3 --applications 60
minwon sync >/dev/null 2>&1
relay_stop
case=$(minwon list open:any --format jsonl | jq -r 'select(.service == "GEN-QNA-PROC") | .id' | head -n 1)
minwon --as supervisor-11410 receive "$case" >/dev/null
minwon next "$case" >/dev/null
minwon supplement "$case" --text '약도' --period 10d >/dev/null
at_time '2026-11-30T09:00:00+09:00'
minwon claim "$case" >/dev/null
minwon resume "$case" --text '왔습니다' >/dev/null
minwon extend "$case" --reason facts --period 2d --text '현장 확인' >/dev/null

# under ZONE LOCALE SHIFT COMMAND…
under()
{
	local zone=$1 locale=$2 shift=$3
	shift 3
	if [ -n "$shift" ]; then
		TZ=$zone LC_ALL=$locale faketime "$shift" "$@"
	else
		TZ=$zone LC_ALL=$locale "$@"
	fi
}

# answers ZONE LOCALE SHIFT: everything the clock says, as one sum
answers()
{
	{
		under "$@" "$bin/minwon" --lang en due --batch questions.jsonl
		under "$@" "$bin/minwon" --store "$store" --clock "$clock" --lang en why "$case"
		under "$@" "$bin/minwon" --store "$store" --clock "$clock" --lang ko show "$case" \
			--format json | jq -c '{due_at, slack_minutes, flags, ledger, limits}'
		under "$@" "$bin/minwon" --store "$store" --clock "$clock" --lang en \
			--as supervisor-11410 audit verify --format jsonl 2>&1
	} | sha256sum
}

want=$(answers Asia/Seoul C.UTF-8 '')
"$bin/minwon" --lang en due --batch questions.jsonl >out 2>err
check 'the batch is counted whole' "$lines" "$(grep -c '"due"' out)"
runs=0 wrong=0
for z in "${!zones[@]}"; do
	for l in "${!locales[@]}"; do
		for s in "${!shifts[@]}"; do
			# Without SOAK each value once or twice, in changing company.
			if [ -z "${SOAK:-}" ] && { [ $(((z + l) % 4)) -ne 0 ] ||
				[ $(((z + s) % 4)) -ne 1 ]; }; then
				continue
			fi
			zone=${zones[$z]} locale=${locales[$l]} shift=${shifts[$s]}
			runs=$((runs + 1))
			[ "$(answers "$zone" "$locale" "$shift")" = "$want" ] || {
				wrong=$((wrong + 1))
				echo "not ok in $zone, $locale, at \"$shift\""
			}
		done
	done
done
check "$runs runs: ${#zones[@]} zones, ${#locales[@]} locales, ${#shifts[@]} host clocks, differences" 0 "$wrong"
# The positive control: another day of receipt is another sum.
sed -i '1s/"received":"20/"received":"19/' questions.jsonl
[ "$(answers Asia/Seoul C.UTF-8 '')" != "$want" ] && found=1 || found=0
check 'a changed line is found' 1 "$found"
verdict
