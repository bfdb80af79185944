#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The reference relay over real HTTP: what relay.openapi.yaml promises, and
# what each fault does to it.
set -uo pipefail
build=${B:-build}
gateway=$(cd "$build" && pwd)/minwon-gateway
work=$(mktemp -d)
# What Open311 has is written down by others.
served=$(sed -n '/\/open311\//d; /\/cso_v2\//d; s/.*\.method = "\([A-Z]*\)", \.path = "\([^"]*\)".*/\1 \2/p' scripts/gateway/route.c | sort)
promised=$(awk '/^paths:/ { on = 1 } /^components:/ { on = 0 }
	on && /^  \// { path = $1; sub(/:$/, "", path); sub(/{channel}/, "{c}", path); sub(/{([a-z_]+_id|sha256)}/, "{id}", path) }
	on && /^    (get|put|post|patch|delete):/ { sub(/:.*/, "", $1); print toupper($1), path }' \
	console/channel/relay.openapi.yaml | sort)
relay=0
failed=0
cd "$work" || exit 1

# stop: ends the relay that start started.
stop()
{
	[ "$relay" -eq 0 ] && return
	kill "$relay" 2>/dev/null
	wait "$relay" 2>/dev/null
	ended=$?
	relay=0
}
trap 'stop; rm -rf "$work"' EXIT

# start OPTION…: starts a relay on a free port; $at is where it listens.
start()
{
	local line
	stop
	rm -f said
	mkfifo said
	"$gateway" --token secret --until 2026-11-23T09:00 "$@" >said 2>heard &
	relay=$!
	line=
	read -r -t 30 line <said || { echo "not ok start - $(cat heard)"; exit 1; }
	at=http://${line#listening }
	case $line in
	'listening 127.0.0.1:'[0-9]*) ;;
	*) echo "not ok start - said \"$line\""; exit 1 ;;
	esac
}

# check NAME WANTED GOT
check()
{
	if [ "$2" = "$3" ]; then
		echo "ok $1"
	else
		echo "not ok $1 - wanted $2, got $3"
		failed=1
	fi
}

# ask CURL-ARGUMENT…: the status; the body is in ./body, the head in ./head.
ask()
{
	curl -sS -m 30 -D head -o body -w '%{http_code}' -H 'Authorization: Bearer secret' "$@" 2>/dev/null
}

# patch KEY BODY [ID]: PATCH of the request ID, or of $id.
patch()
{
	ask -X PATCH -H 'Content-Type: application/merge-patch+json' -H "Idempotency-Key: \"$1\"" \
		--data-binary "$2" "$at/v1/channels/gov24/requests/${3:-$id}"
}

feed()
{
	ask "$at/v1/channels/gov24/feeds/requests?jurisdiction_id=11410&$1"
}

# first_id: the id of the first request of gov24 in 11410.
first_id()
{
	feed limit=1 >/dev/null
	jq -r '.[0].subject' body
}

lines()
{
	grep -c '' "$1"
}

officer='"officer":{"department":"민원과","name":"이담당","contact":"02-330-0000"}'
refusal='{"status":"closed","decision":{"outcome":"refuse","text":"불가","approved_at":"2026-11-23T10:00:00+09:00",'$officer

# The contract and the table of routes name the same operations.
check contract_says_what_is_served "$promised" "$served"

# The command line.
"$gateway" --help | grep -q '^usage: minwon-gateway'
check help 0 $?
"$gateway" --version | grep -q '^minwon-gateway [0-9]'
check version 0 $?
"$gateway" 2>/dev/null
check no_token_is_usage 2 $?
"$gateway" --token x --fault nonsense=3 2>/dev/null
check unknown_fault_is_usage 2 $?
"$gateway" --token x --nonsense 2>/dev/null
check unknown_option_is_usage 2 $?

# The feed.
start --applications 300 --seed 4 --ledger ledger --store store --dump-people people
check health 200 "$(curl -s -o /dev/null -w '%{http_code}' "$at/healthz")"
check no_token_is_401 401 "$(curl -s -o body -w '%{http_code}' "$at/v1/channels/gov24/requests/x")"
check problem_media_type 'application/problem+json' \
	"$(curl -s -o /dev/null -w '%{content_type}' "$at/v1/channels/gov24/requests/x")"
check wrong_token_is_401 401 "$(curl -s -o body -w '%{http_code}' -H 'Authorization: Bearer wrong' "$at/v1/channels/gov24/requests/x")"
check feed_page 200 "$(feed limit=5)"
check feed_media_type 1 "$(grep -ci '^content-type: application/cloudevents-batch+json' head)"
check page_length 5 "$(jq length body)"
last=$(jq -r '.[-1].id' body)
check link_carries_the_cursor 1 "$(grep -c "lastEventId=$last>; rel=\"next\"" head)"
id=$(jq -r '.[0].subject' body)
check next_page_goes_on 1 "$(feed "limit=5&lastEventId=$last" >/dev/null; jq --arg l "$last" 'all(.[]; .id > $l) | if . then 1 else 0 end' body)"
check end_is_an_empty_page '[]' "$(feed lastEventId=9999999999999 >/dev/null; cat body)"
check end_has_no_link 0 "$(grep -ci '^link:' head)"
check no_jurisdiction_is_400 400 "$(ask "$at/v1/channels/gov24/feeds/requests")"
check limit_0_is_400 400 "$(feed limit=0)"
check unknown_channel_is_404 404 "$(ask "$at/v1/channels/nowhere/feeds/requests?jurisdiction_id=11410")"
check wrong_method_is_405 405 "$(ask -X DELETE "$at/v1/channels/gov24/requests/$id")"
check 405_says_what_is_allowed 1 "$(grep -c '^Allow: GET, PATCH' head)"
check truth_has_every_application 300 "$(lines people)"
check every_region_has_its_share 0 "$(jq -s 'group_by(.jurisdiction_id) | map(select(length < 45)) | length' people)"

# Whole feed against the truth list.
for channel in gov24 bokjiro epeople seoul-chatbot daejeon365; do
	for region in 11410 30200 47750 47760; do
		ask "$at/v1/channels/$channel/feeds/requests?jurisdiction_id=$region&limit=500" >/dev/null
		jq -r '.[].subject' body
	done
done | sort >served
jq -r .service_request_id people | sort | cmp -s - served
check feeds_are_the_truth 0 $?

# Requests and their keys.
check get_request 200 "$(ask "$at/v1/channels/gov24/requests/$id")"
check get_has_etag 1 "$(grep -c '^ETag: "v1"' head)"
check unknown_request_is_404 404 "$(ask "$at/v1/channels/gov24/requests/nothing")"
check patch_without_key_is_400 400 "$(ask -X PATCH -H 'Content-Type: application/merge-patch+json' -d '{"status":"open"}' "$at/v1/channels/gov24/requests/$id")"
check patch_of_wrong_type_is_415 415 "$(ask -X PATCH -H 'Content-Type: text/plain' -H 'Idempotency-Key: "t"' -d '{"status":"open"}' "$at/v1/channels/gov24/requests/$id")"
check patch_of_broken_json_is_400 400 "$(patch k0 '{"status":')"
check patch_of_unknown_member_is_422 422 "$(patch k0 '{"nonsense":1}')"
check patch_of_unknown_request_is_404 404 "$(patch k0 '{"status":"open"}' nothing)"
check refusal_without_reasons_is_422 422 "$(patch k0 "$refusal}}")"
check refusal_without_remedies_is_422 422 "$(patch k0 "$refusal,\"reasons\":[\"요건 미비\"]}}")"
check problem_has_a_pointer /decision/remedies "$(jq -r '.errors[0].pointer' body)"
check nothing_was_ledgered_yet 0 "$(lines ledger)"
check patch_status 200 "$(patch k1 '{"status":"open","receipt_no":"2026-서대문-1"}')"
cp body first
check same_key_same_body_is_200 200 "$(patch k1 '{"status":"open","receipt_no":"2026-서대문-1"}')"
check answer_is_the_first_one "$(cat first)" "$(cat body)"
check unquoted_key_is_the_same_key 200 "$(ask -X PATCH -H 'Content-Type: application/merge-patch+json' -H 'Idempotency-Key: k1' -d '{"status":"open","receipt_no":"2026-서대문-1"}' "$at/v1/channels/gov24/requests/$id")"
check same_key_other_body_is_422 422 "$(patch k1 '{"status":"closed"}')"
check one_effect_is_one_line 1 "$(lines ledger)"
check stale_if_match_is_412 412 "$(ask -X PATCH -H 'If-Match: "v1"' -H 'Content-Type: application/merge-patch+json' -H 'Idempotency-Key: "k2"' -d '{"status":"closed"}' "$at/v1/channels/gov24/requests/$id")"
check whole_refusal 200 "$(patch k3 "$refusal,\"reasons\":[\"요건 미비\"],\"remedies\":[\"이의신청 60일\"]}}")"
check relay_has_the_decision refuse "$(ask "$at/v1/channels/gov24/requests/$id" >/dev/null; jq -r .decision.outcome body)"
check merge_keeps_the_rest 2026-서대문-1 "$(jq -r .receipt_no body)"
check ledger_names_the_kind decision "$(tail -n 1 ledger | jq -r .kind)"
check ledger_has_the_key k3 "$(tail -n 1 ledger | jq -r .idempotency_key)"
check ledger_hashes_the_body "$(printf '%s' "$refusal,\"reasons\":[\"요건 미비\"],\"remedies\":[\"이의신청 60일\"]}}" | sha256sum | cut -d' ' -f1)" "$(tail -n 1 ledger | jq -r .body_sha256)"

# Escalations.
escalate()
{
	ask -H 'Content-Type: application/json' -H "Idempotency-Key: \"$1\"" \
		-d "{\"service_request_id\":\"$2\",\"agency_code\":\"1741000\",\"kind\":\"interpretation\",\"question\":\"해석 요청\",$officer}" \
		"$at/v1/channels/gov24/escalations"
}
check escalation 201 "$(escalate e1 "$id")"
check escalation_again 201 "$(escalate e1 "$id")"
location=$(sed -n 's/^Location: \(.*\)\r$/\1/p' head)
check location_can_be_read 200 "$(ask "$at$location")"
check escalation_of_nothing_is_422 422 "$(escalate e2 nothing)"
check three_effects_are_three_lines 3 "$(lines ledger)"

# Ending, a kill, and starting again.
stop
check sigterm_ends_with_0 0 "$ended"
printf '{"torn' >>ledger
start --store store --ledger ledger
check keys_survive_a_restart 200 "$(patch k1 '{"status":"open","receipt_no":"2026-서대문-1"}')"
check torn_line_is_dropped 3 "$(jq -s length ledger)"
patch k4 '{"status":"open"}' >/dev/null
kill -9 "$relay"
wait "$relay" 2>/dev/null
relay=0
sed -i '$d' ledger
start --store store --ledger ledger
check ledger_is_completed_from_the_store k4 "$(tail -n 1 ledger | jq -r .idempotency_key)"
check ledger_holds_each_once 4 "$(jq -r .effect ledger | sort -u | wc -l)"
stop
"$gateway" --token x --store store --seed 9 2>/dev/null
check other_seed_on_an_old_store_is_refused 4 $?

# Faults.
start --fault cut
ask "$at/v1/channels/gov24/feeds/requests?jurisdiction_id=11410" >/dev/null
check cut_is_curl_18 18 $?
start --fault cut-close
ask "$at/v1/channels/gov24/feeds/requests?jurisdiction_id=11410" >/dev/null
check cut_close_is_no_error_to_curl 0 $?
check cut_close_has_no_length 0 "$(grep -ciE '^(content-length|transfer-encoding):' head)"
jq . body >/dev/null 2>&1
check cut_close_is_cut 1 "$(($? != 0))"
start --fault 5xx
check server_error 5 "$(feed limit=1 | cut -c1)"
start --fault 429
check too_many_is_429 429 "$(feed limit=1)"
check 429_has_retry_after 1 "$(grep -c '^Retry-After: ' head)"
check health_is_never_struck 200 "$(curl -s -o /dev/null -w '%{http_code}' "$at/healthz")"
start --fault html
check html_is_200 200 "$(feed limit=1)"
check html_is_html 1 "$(grep -ci '^content-type: text/html' head)"
start --fault duplicate
feed limit=2 >/dev/null
check page_has_each_event_twice 2 "$(jq -r '.[].id' body | sort | uniq -d | wc -l)"
again=$(jq -r '.[0].id' body)
last=$(jq -r '.[-1].id' body)
feed "limit=2&lastEventId=$last" >/dev/null
check earlier_page_comes_again "$again" "$(jq -r '.[0].id' body)"
check earlier_page_does_not_move_the_cursor 1 "$(grep -c "lastEventId=$last>" head)"
start --ledger drops --fault drop-after
id=$(first_id)
patch d1 '{"status":"open"}' >/dev/null
check drop_after_gives_no_answer 52 $?
check drop_after_has_its_effect 1 "$(lines drops)"
patch d1 '{"status":"open"}' >/dev/null
check drop_after_again_is_no_second_effect 1 "$(lines drops)"
start --ledger doubles --fault ignore-keys
id=$(first_id)
patch d1 '{"status":"open"}' >/dev/null
patch d1 '{"status":"open"}' >/dev/null
check ignored_keys_double_the_effect 2 "$(lines doubles)"
start --throttle 2000
ask "$at/v1/channels/gov24/feeds/requests?jurisdiction_id=11410&limit=4" -w '%{http_code} %{time_total}' >timed
check throttled_page_is_whole 4 "$(jq length body)"
check throttled_page_is_slow 1 "$(awk '{ print ($2 > 0.5) }' timed)"

# Elements that a test brings along.
printf 'gov24\t47750\t{"broken\ngov24\t47750\t{"id":"x","data":{"service_request_id":"MINE-1","status":"open"}}\n' >lines
start --inject lines --applications 40 --seed 2
ask "$at/v1/channels/gov24/feeds/requests?jurisdiction_id=47750" >/dev/null
check broken_element_is_served 1 "$(grep -c '^{"broken,$' body)"
check it_stands_among_good_ones 1 "$(sed -n '3p' body | grep -c '^{"broken,$')"
check injected_request_can_be_read 200 "$(ask "$at/v1/channels/gov24/requests/MINE-1")"
stop
exit $failed
