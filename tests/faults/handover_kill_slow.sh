#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# kill -9 at each step of a hop: office and sync are killed at the nth write, nth
# flush, nth receive of a round that leases, sends and marks hand-overs. Then none
# is lost, none stands twice, and none is stuck on its way.
# HANDOVER_KILL_STEPS: so many of each system call, from HANDOVER_KILL_FIRST on.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")/../cli" && pwd)/lib_office.sh"

if ! command -v strace >/dev/null || ! strace -o /dev/null true 2>/dev/null; then
	echo "skip handover_kill - no strace that may trace"
	exit 0
fi
steps=${HANDOVER_KILL_STEPS:-2}
first=${HANDOVER_KILL_FIRST:-2}
calls=(pwrite64 fdatasync sendmsg write recvfrom)
ministry_store=$work/ministry.db
count=$((steps * ${#calls[@]}))

# sejong ARGUMENT…: the command against the ministry's store.
sejong()
{
	"$bin/minwon" --store "$ministry_store" --clock "$clock" "$@"
}

for ((i = 1; i <= count; i++)); do
	printf 'gov24\t11410\t{"specversion":"1.0","id":"ev-%s","source":"https://relay.example/channels/gov24","type":"kr.relay.request.created.v1","subject":"K-%s","time":"2026-11-23T08:00:00+09:00","datacontenttype":"application/json","data":{"service_request_id":"K-%s","jurisdiction_id":"11410","service_code":"GEN-QNA-LAW","status":"open","requested_datetime":"2026-11-23T08:00:00+09:00","description":"질의 %s","form_version":"1","applicant":{"name":"홍길동","phone":"010-0123-4567","address":"서울특별시 서대문구 연희로 1"},"attributes":{"title":"가","content":"나"}}}\n' \
		"$i" "$i" "$i" "$i"
done >events.tsv
practice
"$bin/minwon" init --practice --role ministry --store "$ministry_store" --clock "$clock" >/dev/null
relay_start --applications 0 --inject "$work/events.tsv" --store "$work/relay.db"
sed -n 's|^url = \(.*\)/gov24$|[handover]\nurl = \1/handover\ntoken = secret|p' \
	"$store.channels" >"$ministry_store.channels"
chmod 600 "$ministry_store.channels"
minwon sync >/dev/null 2>&1
for op in receive:supervisor-11410 next:officer1-11410; do
	for ((i = 1; i <= count; i++)); do
		printf '{"op":"%s","case":"K-%s"}\n' "${op%%:*}" "$i"
	done | minwon --as "${op#*:}" bulk --apply --op-key "handover-${op%%:*}" >/dev/null 2>bulk.err
done
minwon sync >/dev/null 2>&1

minute=0 killed=0 serial=0
for call in "${calls[@]}"; do
	for ((n = 1; n <= steps; n++)); do
		serial=$((serial + 1))
		printf -v now '2026-11-23T%02d:%02d:00+09:00' $((9 + minute / 60)) $((minute % 60))
		at_time "$now"
		minwon claim "K-$serial" >/dev/null
		minwon escalate "K-$serial" --agency 행정안전부 --text "질의 $serial" >/dev/null 2>err ||
			echo "not ok escalate K-$serial - $(cat err)"

		strace -qq -f -o trace -e "trace=$call" \
			-e "inject=$call:signal=SIGKILL:when=$((n + first))" \
			"$bin/minwon" --store "$store" --clock "$clock" sync gov24 >/dev/null 2>&1
		grep -q 'killed by SIGKILL' trace && killed=$((killed + 1))
		minute=$((minute + 4))
		printf -v now '2026-11-23T%02d:%02d:00+09:00' $((9 + minute / 60)) $((minute % 60))
		at_time "$now"
		minwon sync gov24 >/dev/null 2>&1
	done
done
# What a kill left behind is due again by now.
for hour in 13 14 15; do
	at_time "2026-11-23T$hour:00:00+09:00"
	minwon sync gov24 >/dev/null 2>&1
	sejong sync >/dev/null 2>&1
done
minwon sync gov24 >/dev/null 2>&1

# sent: the hand-overs that the relay took, and how many different ones.
sent()
{
	jq -r 'select(.kind == "escalation") | .body.handover_id' "$work/ledger.jsonl"
}
stuck="SELECT COUNT(*) FROM escalation WHERE hop IN ('queued', 'sent')"
check 'there were kills' yes "$([ "$killed" -ge "$steps" ] && echo yes)"
check 'none is lost' "$count" "$(sent | sort -u | wc -l)"
check 'none stands twice at the relay' '' "$(sent | sort | uniq -d)"
check 'each is in the store of the ministry once' "$count" \
	"$(sqlite3 -readonly "$ministry_store" 'SELECT COUNT(*) FROM cases')"
check 'none is stuck on its way' 0 "$(sqlite3 -readonly "$store" "$stuck")"
check 'no message is' 0 "$(sqlite3 -readonly "$store" "SELECT COUNT(*) FROM outbox WHERE state <> 'sent'")"

# Positive controls: a stuck one, a lost one and a double are found.
sqlite3 "$store" "UPDATE escalation SET hop = 'sent' WHERE id = 1"
check 'control: a stuck one is found' 1 "$(sqlite3 -readonly "$store" "$stuck")"
check 'control: a lost one is missed' $((count - 1)) "$(sent | tail -n +2 | sort -u | wc -l)"
check 'control: a double is found' 1 "$({ sent; sent | head -n 1; } | sort | uniq -d | wc -l)"
echo "handover_kill: $count hand-overs, $killed kills"
verdict
