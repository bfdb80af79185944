#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The contract as a referee that nobody here wrote: Prism stands between the real
# minwon-sync of a practice office and the relay, holds every request and every
# answer against relay.openapi.yaml, and refuses what does not fit it.
set -uo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
contract=$top/console/channel/relay.openapi.yaml
prism_version=@stoplight/prism-cli@5.14.2
# shellcheck source=tests/cli/lib_office.sh
. "$top/tests/cli/lib_office.sh"
prism=0

trap '[ "$prism" -eq 0 ] || kill "$prism"; finish' EXIT

echo 'skip open311_by_prism - there is no Open311 adapter'
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

# prism_start UPSTREAM: Prism on a free port before the relay; $at is where.
prism_start()
{
	local i port
	for ((i = 0; i < 20; i++)); do
		port=$((20000 + RANDOM % 20000))
		(exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
	done
	"$tools/node_modules/.bin/prism" proxy --errors -h 127.0.0.1 -p "$port" "$contract" \
		"$1" >prism.log 2>&1 &
	prism=$!
	at=http://127.0.0.1:$port
	for ((i = 0; i < 300; i++)); do
		grep -q 'Prism is listening' prism.log && return
		kill -0 "$prism" 2>/dev/null || break
		sleep 0.1
	done
	echo "not ok prism_start - $(tail -n 3 prism.log)"
	exit 1
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
	--reply 100 --update 10 --answer 100 --satisfaction 100 --attach 30 --transcript 100
upstream=$(sed -n 's|^url = \(http://[^/]*\)/.*|\1|p;T;q' "$store.channels")
prism_start "$upstream"
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

check nothing_waits 0 "$(waiting)"
for kind in status supplement decision escalation message notice; do
	check "sent_some_$kind" yes "$(jq -r .kind ledger.jsonl | grep -q "^$kind$" && echo yes)"
done
check feeds_were_read yes "$([ "$(seen get /feeds/requests)" -gt 20 ] && echo yes)"
check token_was_fetched yes "$([ "$(seen post /oauth2/token)" -gt 0 ] && echo yes)"
check every_effect_passed_prism yes \
	"$([ "$(($(seen patch /requests/) + $(seen post '/\(escalations\|notices\)')))" -ge \
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
check controls_are_reported 2 "$(faults | grep -c UNPROCESSABLE_ENTITY)"
verdict
