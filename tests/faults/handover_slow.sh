#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Hand-overs through a relay that is down for a faked month and then accepts and
# drops connections, answers 5xx and 429, and hands pages over twice: in the
# ministry's store each stands once, those of one case in their order.
# HANDOVER_CASES cases, each handed over twice (the first is taken back); the
# release figure is 5000 of them.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")/../cli" && pwd)/lib_office.sh"

cases=${HANDOVER_CASES:-12}
seed=${HANDOVER_SEED:-4711}
ministry_store=$work/ministry.db
faults='5xx=10,429=10,drop-after=20,duplicate=20'

# sejong ARGUMENT…: the command against the ministry's store.
sejong()
{
	"$bin/minwon" --store "$ministry_store" --clock "$clock" "$@"
}

# number SQL [STORE]: the one number of a query.
number()
{
	sqlite3 -readonly "${2:-$store}" "$1"
}

# ministry_channels: where the relay listens now.
ministry_channels()
{
	sed -n 's|^url = \(.*\)/gov24$|[handover]\nurl = \1/handover\ntoken = secret|p' \
		"$store.channels" >"$ministry_store.channels"
	chmod 600 "$ministry_store.channels"
}

# each OP MEMBERS: does it to every case.
each()
{
	local i
	for ((i = 1; i <= cases; i++)); do
		printf '{"op":"%s","case":"H-%s"%s}\n' "$1" "$i" "$2"
	done | minwon --as "$3" bulk --apply --op-key "handover-$1-$4" >bulk.out 2>bulk.err || {
		echo "not ok $1 - $(grep -v '"outcome":"done"' bulk.out | head -n 2) $(head -n 2 bulk.err)"
		exit 1; }
}

# at_minute N: that many minutes after the month.
at_minute()
{
	TZ=KST-9 printf -v now '%(%Y-%m-%dT%H:%M:%S)T+09:00' "$((1798506000 + $1 * 60))"
	at_time "$now"
}

for ((i = 1; i <= cases; i++)); do
	printf 'gov24\t11410\t{"specversion":"1.0","id":"ev-%s","source":"https://relay.example/channels/gov24","type":"kr.relay.request.created.v1","subject":"H-%s","time":"2026-11-23T08:00:00+09:00","datacontenttype":"application/json","data":{"service_request_id":"H-%s","jurisdiction_id":"11410","service_code":"GEN-QNA-LAW","status":"open","requested_datetime":"2026-11-23T08:00:00+09:00","description":"질의 %s","form_version":"1","applicant":{"name":"홍길동","phone":"010-0123-4567","address":"서울특별시 서대문구 연희로 1"},"attributes":{"title":"가","content":"나"}}}\n' \
		"$i" "$i" "$i" "$i"
done >events.tsv
practice
"$bin/minwon" init --practice --role ministry --store "$ministry_store" --clock "$clock" >/dev/null
relay_start --applications 0 --seed "$seed" --inject "$work/events.tsv" --store "$work/relay.db"
office_start --clock "$clock"
minwon sync >/dev/null 2>&1
each receive '' supervisor-11410 0
each next '' officer1-11410 0
minwon sync >/dev/null 2>&1

# The relay is down. What is asked waits and is seen, for a month.
relay_stop
each escalate ',"agency":"행정안전부","text":"첫째 질의"' officer1-11410 1
each resume ',"text":"다시 여쭙기로 함"' officer1-11410 1
each escalate ',"agency":"행정안전부","text":"둘째 질의"' officer1-11410 2
minwon sync >/dev/null 2>&1
at_time '2026-11-23T09:05:00+09:00'
check 'what waits is on the screen of today within five minutes' yes \
	"$(minwon today --format jsonl | jq -r 'select(.figure == "waiting") | if .count > 0 then "yes" else "no" end')"
check 'and among the hand-overs' "$cases" "$(minwon handover list -n 0 --state queued --format jsonl | wc -l)"
at_time '2026-11-24T10:00:00+09:00'
check 'a day later all are late' "$cases" "$(minwon list -n 0 flag:handover-late --format jsonl | wc -l)"
for hour in 0 1 2; do
	at_time "2026-12-0$((hour + 1))T10:00:00+09:00"
	minwon sync >/dev/null 2>&1
done

# A month later it is back, on bad days.
relay_start --store "$work/relay.db" --fault "$faults"
ministry_channels
minute=0
while [ "$minute" -lt 6000 ]; do
	at_minute "$minute"
	minwon sync gov24 >/dev/null 2>&1
	sejong sync >/dev/null 2>&1
	[ "$(number "SELECT COUNT(*) FROM outbox WHERE state IN ('waiting', 'leased')")" != 0 ] ||
		[ "$(number 'SELECT COUNT(*) FROM cases' "$ministry_store")" != $((2 * cases)) ] ||
		[ "$(number "SELECT COUNT(*) FROM outbox WHERE state IN ('waiting', 'leased')" "$ministry_store")" != 0 ] ||
		break
	minute=$((minute + 20))
done
while [ "$minute" -lt 6000 ] && [ "$(number "SELECT COUNT(*) FROM escalation WHERE hop = 'received' AND serial = 2")" != "$cases" ]; do
	minute=$((minute + 20))
	at_minute "$minute"
	minwon sync gov24 >/dev/null 2>&1
done
want=$((2 * cases))
check 'each is in the store of the ministry' "$want" "$(number 'SELECT COUNT(*) FROM cases' "$ministry_store")"
check 'none twice' "$want" "$(number "SELECT COUNT(DISTINCT json_extract(answers, '\$.case_no') || json_extract(answers, '\$.hop')) FROM form" "$ministry_store")"
check 'those of a case in their order' 0 "$(number "SELECT COUNT(*) FROM (SELECT h, LAG(h) OVER (PARTITION BY n ORDER BY id) AS before FROM (SELECT json_extract(f.answers, '\$.case_no') AS n, json_extract(f.answers, '\$.hop') AS h, f.case_id AS id FROM form f)) WHERE before > h" "$ministry_store")"
check 'the bytes of a hand-over were the same at every try: none was refused for them' 0 \
	"$(number "SELECT COUNT(*) FROM outbox WHERE state = 'parked'")"
check 'tries there were' yes "$([ "$(number 'SELECT SUM(attempts) FROM outbox')" -gt "$want" ] && echo yes)"
check 'none is stuck on its way' 0 "$(number "SELECT COUNT(*) FROM escalation WHERE hop IN ('queued', 'sent')")"
check 'each second one was received there' "$cases" "$(number "SELECT COUNT(*) FROM escalation WHERE hop = 'received' AND serial = 2")"

# Positive controls: other bytes under a used key, and a hand-over lost or doubled.
office_stop
key=$(number "SELECT MIN(id) FROM outbox WHERE kind = 'escalation'")
sqlite3 "$store" "DROP TRIGGER outbox_body_keeps; UPDATE outbox SET state = 'waiting', next_try_at = 0, body = replace(CAST(body AS TEXT), '첫째', '셋째') WHERE id = $key"
relay_stop
relay_start --store "$work/relay.db"
minwon sync gov24 >/dev/null 2>&1
check 'control: other bytes are refused and seen' parked "$(number "SELECT state FROM outbox WHERE id = $key")"
sqlite3 "$ministry_store" "DELETE FROM form WHERE case_id = 1"
check 'control: a lost one is missed' $((want - 1)) "$(number 'SELECT COUNT(*) FROM form' "$ministry_store")"
echo "handover: $want hand-overs, seed $seed, $(number 'SELECT SUM(attempts) FROM outbox') tries, $((minute / 60)) faked hours after the month"
verdict
