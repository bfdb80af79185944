#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The contract as a referee that nobody here wrote: Prism stands between the real
# minwon-sync of a practice office and the relay, holds every request and every
# answer against relay.openapi.yaml, and refuses what does not fit it. Then Prism
# itself is an Open311 server, by the published GeoReport v2.
set -uo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
contract=$top/console/channel/relay.openapi.yaml
prism_version=@stoplight/prism-cli@5.14.2
# shellcheck source=tests/cli/lib_office.sh
. "$top/tests/cli/lib_office.sh"
prism=0

trap '[ "$prism" -eq 0 ] || kill "$prism"; finish' EXIT

if ! command -v npm >/dev/null; then
	echo 'skip contract_by_prism - there is no npm here'
	exit 0
fi
tools=${PRISM_FOLDER:-$work/tools}
if ! [ -x "$tools/node_modules/.bin/prism" ] && ! npm install --silent --no-audit --no-fund \
	--prefix "$tools" "$prism_version" >npm.log 2>&1; then
	echo "skip contract_by_prism - npm cannot install it: $(tail -n 1 npm.log)"
	exit 0
fi

# prism_start ARGUMENT…: Prism on a free port; $at is where.
prism_start()
{
	local i port
	for ((i = 0; i < 20; i++)); do
		port=$((20000 + RANDOM % 20000))
		(exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
	done
	: >prism.log
	"$tools/node_modules/.bin/prism" "$1" --errors -h 127.0.0.1 -p "$port" "${@:2}" \
		>prism.log 2>&1 &
	prism=$!
	at=http://127.0.0.1:$port
	wait_for_line 'Prism is listening' prism.log "$prism" && return
	echo "not ok prism_start - $(tail -n 3 prism.log)"
	exit 1
}

prism_stop()
{
	kill "$prism" && wait "$prism" 2>/dev/null
	prism=0
}

# seen METHOD PATTERN: how many such requests reached Prism.
seen()
{
	grep 'Request received' prism.log | grep -c "] $1 .*$2"
}

# faults: what Prism refused, or found wrong in an answer of the relay.
faults()
{
	grep -i -E 'terminated with error|violation' prism.log
}

# counted N PATTERN: N, as soon as Prism wrote so many such lines.
counted()
{
	timeout 30 grep -c -m "$1" -- "$2" < <(exec tail -n +1 -f --pid="$prism" prism.log 2>/dev/null)
}

# sync_all: rounds until nothing waits, at most five.
sync_all()
{
	local i
	for ((i = 0; i < 5; i++)); do
		minwon sync >sync.out 2>sync.err || { [ $? -eq 1 ] || cat sync.err; }
		[ "$(waiting)" -gt 0 ] || return
	done
}

waiting()
{
	minwon outbox list -n 500 --format jsonl | jq -r .state | grep -vc '^sent$'
}

# arrived CHANNEL SERVICE N: numbers of arrivals of officer1's office.
arrived()
{
	minwon list "state:arrived channel:$1 service:$2" -n "$3" --format jsonl |
		jq -r .external_id
}

practice
relay_start --seed 7 --applications 200 --store "$work/relay.db" --client desk:key \
	--reply 100 --update 10 --answer 100 --satisfaction 100 --attach 30 --transcript 100 \
	--consult 100
upstream=$(sed -n 's|^url = \(http://[^/]*\)/.*|\1|p;T;q' "$store.channels")
prism_start proxy "$contract" "$upstream"
# One channel asks for its token, the others have one.
awk -v at="$at" '
	/^\[/ { name = $0 }
	/^url/ { sub("http://[^/]*", at) }
	/^token/ && name == "[gov24]" {
		print "token_url = " at "/oauth2/token\nclient_id = desk\nclient_secret = key"
		next
	}
	{ print }' "$store.channels" >channels.new && cat channels.new >"$store.channels"

sync_all
for channel in gov24 epeople bokjiro seoul-chatbot; do
	minwon channel test "$channel" >out 2>err; check "test_$channel" 0 $?
done

# Somebody whom the chatbot handed over, through a whole consultation.
minwon consult next >/dev/null 2>>ops.err && minwon consult start >/dev/null 2>>ops.err &&
	minwon consult say --text '무엇을 도와드릴까요?' >/dev/null 2>>ops.err &&
	minwon consult 'done' --text '안내함' >/dev/null 2>>ops.err
minwon consult next >/dev/null 2>>ops.err
minwon consult later --at 15:30 >/dev/null 2>>ops.err

# Some cases of each kind, through everything that is told about them.
count=0
for case in $(arrived gov24 'FOOD-BIZ,BUILD-NOTI,11300000006' 12) \
	$(arrived epeople 'GEN-QNA-PROC,GEN-QNA-LAW' 12) \
	$(arrived seoul-chatbot 'GEN-QNA-PROC,GEN-QNA-LAW,13100000015' 4) \
	$(arrived bokjiro BOKJI-CHILDCARE 4); do
	minwon --as supervisor-11410 receive "$case" >/dev/null 2>>ops.err || continue
	minwon next "$case" >/dev/null 2>>ops.err || continue
	count=$((count + 1))
	[ $((count % 3)) -ne 0 ] || minwon extend "$case" --reason facts --period 1d \
		--text '현장을 확인합니다.' >/dev/null 2>>ops.err
	case $((count % 4)) in
	0) minwon escalate "$case" --agency 1741000 --text '지침을 여쭙니다.' ;;
	1) minwon supplement "$case" --text $'평면도\n소재지 약도' --period 10d ;;
	2) minwon refuse "$case" --text '수리할 수 없습니다.' --reason '시설기준 미비' \
		--remedy '90일 이내 행정심판' &&
		minwon --as supervisor-11410 approve "$case" ;;
	3) minwon withdraw "$case" --text '전화로 취하' ;;
	esac >/dev/null 2>>ops.err
done
sync_all
# What citizens and ministries replied came back; those cases are decided now.
for case in $(minwon list 'state:in-progress' -n 100 --format jsonl | jq -r .external_id); do
	minwon claim "$case"
	minwon draft "$case" --outcome complete --text '처리하였습니다.'
	minwon --as supervisor-11410 approve "$case"
done >/dev/null 2>>ops.err
sync_all
sync_all

# Somebody watches: held questions pass Prism as well, and bring the reply.
: >watch.out
"$bin/minwon" --store "$store" --clock "$clock" sync --watch --format jsonl >watch.out 2>>sync.err &
watcher=$!
wait_for_line '"created"' watch.out "$watcher"
case=$(arrived gov24 'FOOD-BIZ,BUILD-NOTI,11300000006' 20 | tail -n 1)
{ minwon --as supervisor-11410 receive "$case"; minwon next "$case"
	minwon supplement "$case" --text '소재지 약도' --period 10d; } >/dev/null 2>>ops.err
wait_for_line '"created":[1-9]' watch.out "$watcher"
check a_watched_reply_passed_prism 0 $?
kill "$watcher" && wait "$watcher" 2>/dev/null
sync_all

check nothing_waits 0 "$(waiting)"
for kind in status supplement decision escalation message notice consult; do
	check "sent_some_$kind" yes "$(jq -r .kind ledger.jsonl | grep -q "^$kind$" && echo yes)"
done
check feeds_were_read yes "$([ "$(seen get /feeds/requests)" -gt 20 ] && echo yes)"
check token_was_fetched yes "$([ "$(seen post /oauth2/token)" -gt 0 ] && echo yes)"
check attachments_were_fetched yes "$([ "$(seen get /attachments/)" -gt 10 ] && echo yes)"
# One of them broke off in the middle.
read -r id sha < <(sqlite3 -separator ' ' "$store" "SELECT id, sha256 FROM attachment
	WHERE state = 'present' AND size > 2000 LIMIT 1")
head -c 1000 "$store.blobs/${sha:0:2}/${sha:2}" >"$store.blobs/part-$id"
rm "$store.blobs/${sha:0:2}/${sha:2}"
sqlite3 "$store" "UPDATE attachment SET state = 'wanted', next_try_at = 0 WHERE id = $id"
parts=$(seen get /attachments/)
sync_all
check the_rest_was_asked_for "1 $sha" "$(($(seen get /attachments/) - parts)) $(
	sha256sum <"$store.blobs/${sha:0:2}/${sha:2}" | cut -d' ' -f1)"
check every_effect_passed_prism yes \
	"$([ "$(($(seen patch /requests/) + $(seen post '/\(escalations\|notices\|consultations\)')))" -ge \
	"$(grep -c '' ledger.jsonl)" ] && echo yes)"
check no_violation '' "$(faults)"
echo "$(grep -c 'Request received' prism.log) requests through Prism, $(grep -c '' ledger.jsonl) effects"

# Would it have been noticed? A patch without its key, and one with a member
# that the contract does not know.
patch()
{
	curl -sS -m 30 -o /dev/null -w '%{http_code}' -X PATCH -H 'Authorization: Bearer secret' \
		-H 'Content-Type: application/merge-patch+json' "$@" \
		"$at/v1/channels/gov24/requests/G24-1"
}
check control_without_key 422 "$(patch -d '{"status":"open"}')"
check control_of_a_wrong_body 422 "$(patch -H 'Idempotency-Key: "k"' -d '{"state":"open"}')"
check controls_are_reported 2 "$(counted 2 'with error.*UNPROCESSABLE_ENTITY')"
prism_stop

# Open311 as its authors wrote it down.
geo=$top/../shared/testdata/open311/georeport-v2.swagger.json
if ! [ -r "$geo" ]; then
	echo "skip open311_by_prism - there is no $geo"
	verdict
fi
# Its example is XML and no list; what Prism makes of the schema is one.
prism_start mock --ignoreExamples "$geo"
cp "$store.channels" "$store.channels.relay"
printf '[daejeon365]\nkind = open311\nurl = %s\n' "$at" >"$store.channels"
as=supervisor-30200
minwon --as $as channel test daejeon365 >out 2>err
check open311_test 0 $?
has open311_test_says_what_is_known '민원사무 0가지' "$(cat err)"
before=$(sqlite3 "$store" 'SELECT COUNT(*) FROM unsorted')
for ((i = 0; i < 3; i++)); do
	minwon --as $as sync daejeon365 >sync.out 2>sync.err
	at_time "2026-11-2$((4 + i))T09:00:00+09:00"
done
check open311_requests_were_asked_for yes "$([ "$(seen get /requests.json)" -ge 3 ] && echo yes)"
check open311_services_were_asked_for 1 "$(seen get /services.json)"
# Prism's one request is of a service that nobody knows, and the same each time.
check open311_unknown_service_is_kept_once 1 \
	"$(($(sqlite3 "$store" 'SELECT COUNT(*) FROM unsorted') - before))"
check open311_says_why unknown-service "$(sqlite3 "$store" \
	"SELECT reason FROM unsorted WHERE channel = 'daejeon365' ORDER BY id DESC LIMIT 1")"
# A ministry that is an Open311 server: a hand-over is asked for, posted, followed.
{ sed "s|http://[^/]*|$upstream|; /^\[daejeon365\]/,\$d" "$store.channels.relay"
	printf '[mois]\nkind = open311\nurl = %s\nagency = 1741000\nservice = GUIDE\n' "$at"
	printf 'token = key\naddress = 세종특별자치시 도움6로 42\n'; } >"$store.channels"
case=$(arrived gov24 'FOOD-BIZ,BUILD-NOTI,11300000006' 1)
{ minwon --as supervisor-11410 receive "$case"; minwon next "$case"; } >/dev/null 2>>ops.err
minwon escalate "$case" --agency 1741000 --text '적용 여부를 여쭙니다.' >out 2>err
check open311_escalate 0 $?
for ((i = 0; i < 3; i++)); do
	minwon sync gov24 >sync.out 2>sync.err
done
check open311_was_asked_first yes "$(awk '/Request received/ && /requests.json/ { print / post / ? "post" : "get" }' \
	prism.log | tail -n "$(($(seen post /requests.json) + 1))" | head -n 1 | grep -q get && echo yes)"
check open311_was_taken 'sent mois string' "$(sqlite3 -separator ' ' "$store" \
	"SELECT state, last_error FROM outbox WHERE kind = 'escalation' ORDER BY id DESC LIMIT 1")"
check open311_acknowledged 'received string' "$(sqlite3 -separator ' ' "$store" \
	'SELECT hop, receipt_no FROM escalation ORDER BY id DESC LIMIT 1')"
check open311_status_was_asked_for yes "$([ "$(seen get '/request/')" -ge 1 ] && echo yes)"
check open311_no_violation '' "$(faults)"
echo "$(grep -c 'Request received' prism.log) requests to Prism as an Open311 server"
curl -sS -m 30 -o /dev/null "$at/requests.json"
curl -sS -m 30 -o /dev/null "$at/requests.json?jurisdiction_id=30200&status=lost"
check open311_controls_are_reported 2 "$(counted 2 Violation)"
verdict
