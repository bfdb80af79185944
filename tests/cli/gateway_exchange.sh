#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The rest of the exchange with the reference relay over real HTTP: what the
# citizen and the ministry do, tokens, signatures, conditional requests, long
# polls, attachments, waiting, and the misfortunes that a client must survive.
set -uo pipefail
build=${B:-build}
gateway=$(cd "$build" && pwd)/minwon-gateway
work=$(mktemp -d)
relay=0
failed=0
bearer='Bearer secret'
channel=gov24
region=11410
key='whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
other_key='whsec_QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY='
cd "$work" || exit 1

# stop: ends the relay that start started.
stop()
{
	[ "$relay" -eq 0 ] && return
	kill "$relay" 2>/dev/null
	wait "$relay" 2>/dev/null

	relay=0
}
trap 'stop; rm -rf "$work"' EXIT

# wait_for_line PATTERN FILE PID: until the program PID wrote such a line into
# FILE, within 30 seconds.
wait_for_line()
{
	timeout 30 grep -q -m 1 -- "$1" < <(exec tail -n +1 -f --pid="$3" -- "$2" 2>/dev/null)
}

# start OPTION…: starts a relay on a free port; $at is where it listens.
start()
{
	stop
	: >said
	"$gateway" --until 2026-11-23T09:00 "$@" >said 2>heard &
	relay=$!
	wait_for_line '^listening ' said "$relay" || { echo "not ok start - $(cat heard)"; exit 1; }
	at=http://$(sed -n 's/^listening //p' said)
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
	: >body
	curl -sS -m 30 -D head -o body -w '%{http_code}' -H "Authorization: $bearer" "$@" 2>/dev/null
}

# feed QUERY CURL-ARGUMENT…: a page of the feed of $channel and $region.
feed()
{
	local query=$1
	shift
	ask "$@" "$at/v1/channels/$channel/feeds/requests?jurisdiction_id=$region&$query"
}

# patch KEY BODY ID CURL-ARGUMENT…
patch()
{
	local op=$1 body=$2 id=$3
	shift 3
	ask -X PATCH -H 'Content-Type: application/merge-patch+json' -H "Idempotency-Key: \"$op\"" \
		--data-binary "$body" "$@" "$at/v1/channels/$channel/requests/$id"
}

# field NAME: the value of a header field of the last answer.
field()
{
	sed -n "s/^$1: \\(.*\\)\\r\$/\\1/Ip" head
}

# events TYPE: how many events of the type the feed holds.
events()
{
	feed limit=500 >/dev/null
	jq --arg t "kr.relay.$1.v1" '[.[] | select(.type == $t)] | length' body
}

# signature KEY: what webhook-signature must be for ./body under the key.
signature()
{
	local hex
	hex=$(printf '%s' "${1#whsec_}" | base64 -d | od -An -v -tx1 | tr -d ' \n')
	{ printf '%s.%s.' "$(field webhook-id)" "$(field webhook-timestamp)"; cat body; } |
		openssl dgst -sha256 -mac HMAC -macopt "hexkey:$hex" -binary | base64 -w0
}

# decide ID: a final decision on the request, under a key of its own.
decide()
{
	patch "d-$1" '{"status":"closed","decision":{"outcome":"complete","text":"수리",
		"approved_at":"2026-11-23T10:00:00+09:00",'"$officer"'}}' "$1"
}

officer='"officer":{"department":"민원과","name":"이담당","contact":"02-330-0000"}'
demand='{"status":"open","status_word":"보완요구","supplement":{"supplement_id":"S-1",
	"items":["평면도"],"text":"빠졌습니다.","due_date":"2026-12-01",
	"demanded_at":"2026-11-23T10:00:00+09:00",'$officer'}}'

# Without a play the feed stays as it is, whatever the desk writes.
start --token secret --applications 60 --ledger ledger
id=$(feed limit=1 >/dev/null; jq -r '.[0].subject' body)
before=$(feed limit=500 >/dev/null; jq length body)
check supplement_is_taken 200 "$(patch s1 "$demand" "$id")"
check request_has_the_word 보완요구 "$(jq -r .status_word body)"
check supplement_is_ledgered_as_one supplement "$(tail -n 1 ledger | jq -r .kind)"
check nobody_replies_unasked "$before" "$(feed limit=500 >/dev/null; jq length body)"
check supplement_without_items_is_422 422 "$(patch s2 "${demand/\"평면도\"/}" "$id")"
check supplement_pointer_is_items /supplement/items "$(jq -r '.errors[0].pointer' body)"
check supplement_of_a_wrong_date_is_422 422 "$(patch s2 "${demand/2026-12-01/2026-02-30}" "$id")"
check message_is_taken 200 "$(patch m1 '{"message":{"text":"답변입니다","sent_at":"2026-11-23T10:00:00+09:00",'"$officer"'}}' "$id")"
check message_is_ledgered_as_one message "$(tail -n 1 ledger | jq -r .kind)"

# Notices.
notice()
{
	ask -H 'Content-Type: application/json' -H "Idempotency-Key: \"$1\"" \
		-d "{\"service_request_id\":\"$id\",\"kind\":\"$2\",\"text\":\"연장합니다\",$officer}" \
		"$at/v1/channels/$channel/notices"
}
check notice 201 "$(notice n1 extension)"
first=$(cat body)
check notice_again_is_the_same "201 $first" "$(notice n1 extension) $(cat body)"
check notice_is_one_line 1 "$(grep -c '"kind":"notice"' ledger)"
check notice_of_no_kind_is_422 422 "$(notice n2 greeting)"

# Waiting.
waits()
{
	ask "${@:2}" "$at/v1/wait-times?jurisdiction_id=$1"
}
for region in 11410 47760; do
	check "waits_none_$region" '200 0' "$(waits $region) $(jq '.desks | length' body)"
done
check waits_live '200 true' "$(waits 30200) $(jq '(now - (.desks[0].observed_datetime | sub("\\+09:00$"; "Z") | fromdate) + 32400) < 120' body)"
check waits_stale '200 true' "$(waits 47750) $(jq '(now - (.desks[0].observed_datetime | sub("\\+09:00$"; "Z") | fromdate) + 32400) > 600' body)"
waits 11410 >/dev/null
check waits_304 304 "$(waits 11410 -H "If-None-Match: $(field ETag)")"
check waits_without_region_is_400 400 "$(ask "$at/v1/wait-times")"

# Conditional requests and codings.
region=11410
check page '200' "$(feed limit=20)"
cp body plain
tag=$(field ETag)
check same_page_is_304 304 "$(feed limit=20 -H "If-None-Match: $tag")"
check 304_has_no_body 0 "$(wc -c <body)"
check 304_has_the_etag "$tag" "$(field ETag)"
check a_list_of_tags_is_read 304 "$(feed limit=20 -H "If-None-Match: \"x\", $tag")"
check another_page_is_200 200 "$(feed limit=3 -H "If-None-Match: $tag")"
feed limit=20 -H 'Accept-Encoding: gzip' >/dev/null
check gzip_says_so gzip "$(field Content-Encoding)"
check gzip_unpacks_to_the_page 0 "$(gunzip -c <body | cmp -s - plain; echo $?)"
check gzip_is_a_third 1 "$(($(wc -c <body) * 3 < $(wc -c <plain)))"
feed limit=20 -H 'Accept-Encoding: gzip;q=0, identity' >/dev/null
check gzip_refused_is_plain '' "$(field Content-Encoding)"
check request_304 304 "$(ask "$at/v1/channels/$channel/requests/$id" >/dev/null; ask -H "If-None-Match: $(field ETag)" "$at/v1/channels/$channel/requests/$id")"
check no_signature_without_a_key '' "$(field webhook-id)"

# Citizen and ministry.
start --token secret --applications 120 --seed 5 --reply 100 --answer 100 --satisfaction 100 \
	--attach 60 --store play.db
id=$(feed limit=1 >/dev/null; jq -r '.[0].subject' body)
feed limit=500 >/dev/null
last=$(jq -r '.[-1].id' body)
check supplement_gets_a_reply 200 "$(patch s1 "$demand" "$id")"
feed "lastEventId=$last" >/dev/null
check reply_is_an_event kr.relay.request.supplemented.v1 "$(jq -r '.[0].type' body)"
check reply_names_the_demand S-1 "$(jq -r '.[0].data.supplement_id' body)"
check reply_has_answers object "$(jq -r '.[0].data.answers | type' body)"
check one_key_one_reply 1 "$(patch s1 "$demand" "$id" >/dev/null; events request.supplemented)"
decide "$id" >/dev/null
decide "$id" >/dev/null
check one_decision_one_rating 1 "$(events satisfaction.given)"
check a_rating_is_1_to_5 true "$(jq '[.[] | select(.type | test("satisfaction")) | .data.score] | all(. >= 1 and . <= 5)' body)"
for n in $(jq -r '[.[] | select(.type | test("created"))][:12] | .[].subject' body); do
	ask -H 'Content-Type: application/json' -H "Idempotency-Key: \"e-$n\"" \
		-d "{\"service_request_id\":\"$n\",\"agency_code\":\"1741000\",\"kind\":\"interpretation\",\"question\":\"해석\",$officer}" \
		"$at/v1/channels/$channel/escalations" >/dev/null
	cp body "escalation"
done
check each_is_acknowledged 12 "$(events escalation.acknowledged)"
check each_is_answered_or_returned 12 "$(($(events escalation.answered) + $(events escalation.returned)))"
check acknowledged_comes_first true "$(jq '[.[] | select(.type | test("escalation"))] | group_by(.data.escalation_id) | all(.[0].type | test("acknowledged"))' body)"
check the_agency_keeps_its_number true "$(jq '[.[] | select(.type | test("escalation"))] | group_by(.data.escalation_id) | all(map(.data.receipt_no) | unique | length == 1)' body)"
check the_escalation_knows true "$(ask "$at/v1/channels/$channel/escalations/$(jq -r .escalation_id escalation)" >/dev/null; jq '.status == "answered" or .status == "returned"' body)"

# Attachments.
feed limit=500 >/dev/null
jq -r '[.[].data.attachments // [] | .[]] | unique_by(.sha256) | .[:8][] | [.sha256, .size, .media_type, .name] | @tsv' body >files
check there_are_attachments 8 "$(grep -c '' files)"
good=0
while IFS=$'\t' read -r sha size type name; do
	[ "$(ask "$at/v1/channels/$channel/attachments/$sha")" = 200 ] || continue
	[ "$(sha256sum <body | cut -d' ' -f1) $(wc -c <body)" = "$sha $size" ] || continue
	[ "$(field Content-Type)" = "$type" ] || continue
	disposition=$(field Content-Disposition)
	name_sent=${disposition#*UTF-8\'\'}
	[ "$(printf '%b' "${name_sent//%/\\x}")" = "$name" ] && good=$((good + 1))
done <files
sha=$(head -n 1 files | cut -f1)
ask "$at/v1/channels/$channel/attachments/$sha" >/dev/null
check each_attachment_is_itself 8 "$good"
check attachment_304 304 "$(ask -H "If-None-Match: $(field ETag)" "$at/v1/channels/$channel/attachments/$sha")"
size=$(head -n 1 files | cut -f2)
here=$at/v1/channels/$channel/attachments/$sha
ask "$here" >/dev/null
cp body whole
tag=$(field ETag)
check ranges_are_announced bytes "$(field Accept-Ranges)"
check a_part_is_206 206 "$(ask -H 'Range: bytes=100-' "$here")"
check a_part_says_which "bytes 100-$((size - 1))/$size" "$(field Content-Range)"
check the_part_is_the_rest 0 "$(tail -c +101 whole | cmp -s - body; echo $?)"
check if_range_holds 206 "$(ask -H 'Range: bytes=0-9' -H "If-Range: $tag" "$here")"
check ten_bytes_are_ten 10 "$(wc -c <body)"
check another_version_comes_whole 200 "$(ask -H 'Range: bytes=100-' -H 'If-Range: "other"' "$here")"
check a_weak_version_comes_whole 200 "$(ask -H 'Range: bytes=100-' -H "If-Range: W/$tag" "$here")"
check several_parts_come_whole 200 "$(ask -H 'Range: bytes=0-1,5-9' "$here")"
check behind_the_end_is_416 416 "$(ask -H "Range: bytes=$size-" "$here")"
check and_says_how_many "bytes */$size" "$(field Content-Range)"
check unknown_attachment_is_404 404 "$(ask "$at/v1/channels/$channel/attachments/${sha//[0-9]/0}")"
check attachment_of_another_channel_is_404 404 "$(ask "$at/v1/channels/epeople/attachments/$sha")"
stop
start --token secret --store play.db --fault wrong-bytes
ask "$at/v1/channels/$channel/attachments/$sha" >/dev/null
check wrong_bytes_do_not_match 1 "$([ "$(sha256sum <body | cut -d' ' -f1)" = "$sha" ]; echo $?)"
stop
start --token secret --store play.db --fault no-ranges
here=$at/v1/channels/$channel/attachments/$sha
check a_relay_without_ranges_sends_all 200 "$(ask -H 'Range: bytes=100-' "$here")"
check and_announces_none '' "$(field Accept-Ranges)"
check the_play_survives_a_restart 1 "$(events request.supplemented)"

# The same play by the same seed.
for run in a b; do
	start --token secret --applications 200 --seed 9 --withdraw 60 --update 20 --publish 6 \
		--transcript 100 --attach 20
	feed limit=500 >/dev/null
	cp body "feed.$run"
done
check the_same_seed_plays_the_same 0 "$(cmp -s feed.a feed.b; echo $?)"
check updates_and_withdrawals_follow_their_request true "$(jq '[.[] | select(.type | test("request"))] | group_by(.subject) | all(.[0].type | test("created"))' body)"
check some_update true "$(jq '[.[] | select(.type | test("updated"))] | length > 0' body)"
check forms_are_published true "$(jq '[.[] | select(.type | test("form.published")) | .data.media_type] | length > 0 and all(. == "application/merge-patch+json")' body)"
check holidays_are_published 2 "$(events holiday.published)"
id=$(jq -r '[.[] | select(.type | test("withdrawn"))][0].subject' body)
check a_withdrawn_request_says_so string "$(ask "$at/v1/channels/$channel/requests/$id" >/dev/null; jq -r '.withdrawn_datetime | type' body)"
check a_decision_on_it_is_taken 200 "$(decide "$id")"
placed=$(events request.withdrawn)
for n in $(jq -r '.[] | select(.type | test("created")) | .subject' body); do
	decide "$n" >/dev/null
done
check some_withdrawals_cross 1 "$(($(events request.withdrawn) > placed))"
check nobody_withdraws_twice true "$(jq '[.[] | select(.type | test("withdrawn")) | .subject] | length == (unique | length)' body)"
channel=seoul-chatbot
feed limit=500 >/dev/null
check the_chatbot_hands_its_session_over true "$(jq 'length > 0 and ([.[] | select(.type | test("created")) | .data] | all((.session_id | type) == "string" and (.transcript | length) > 2))' body)"
channel=gov24

# Long poll.
start --token secret --applications 60 --reply 100
feed limit=500 >/dev/null
last=$(jq -r '.[-1].id' body)
id=$(jq -r '.[0].subject' body)
: >asked
curl -sS -v -m 20 -o polled -w '%{time_total}' -H "Authorization: $bearer" \
	"$at/v1/channels/gov24/feeds/requests?jurisdiction_id=11410&lastEventId=$last&timeout=15000" >took 2>asked &
waiter=$!
wait_for_line '^> GET ' asked "$waiter"
check a_poll_is_asked_before_the_event '200 []' "$(feed "lastEventId=$last") $(cat body)"
check a_poll_is_held 0 "$(kill -0 "$waiter"; echo $?)"
patch s1 "$demand" "$id" >/dev/null
wait "$waiter"
check a_poll_ends_with_the_event 1 "$(jq length polled)"
check a_poll_ends_at_once 1 "$(awk '{ print ($1 < 5) }' took)"
check a_poll_ends_in_time '200 []' "$(feed 'lastEventId=9999999999&timeout=300') $(cat body)"

# Keeping and starting over.
start --token secret --applications 300 --keep 5
check an_old_cursor_is_410 410 "$(feed lastEventId=1)"
check 410_is_a_problem 'application/problem+json' "$(field Content-Type)"
cursor=
pages=0
: >anew
while [ "$(feed "limit=10${cursor:+&lastEventId=$cursor}")" = 200 ] && [ "$(jq length body)" -gt 0 ] && [ "$pages" -lt 50 ]; do
	jq -r '.[].subject' body >>anew
	cursor=$(field Link | sed -n 's/.*lastEventId=\([0-9]*\)>.*/\1/p')
	pages=$((pages + 1))
done
check starting_over_ends_well '200 []' "$(feed "lastEventId=$cursor") $(cat body)"
stop
start --token secret --applications 300
feed limit=500 >/dev/null
check starting_over_gives_everything 0 "$(jq -r '.[].subject' body | cmp -s - anew; echo $?)"

# If-Match where it is insisted on.
start --token secret --require-if-match --applications 60
id=$(feed limit=1 >/dev/null; jq -r '.[0].subject' body)
check patch_without_if_match_is_428 428 "$(patch i1 '{"status":"open"}' "$id")"
check patch_with_old_if_match_is_412 412 "$(patch i1 '{"status":"open"}' "$id" -H 'If-Match: "v9"')"
check patch_with_if_match 200 "$(patch i1 '{"status":"open"}' "$id" -H 'If-Match: "v1"')"

# Tokens.
token()
{
	curl -sS -m 10 -D head -o body -w '%{http_code}' "$@" "$at/oauth2/token"
}
start --client office:key --token-life 2 --applications 20
check token_by_basic 200 "$(token -u office:key -d grant_type=client_credentials)"
check token_is_not_to_be_stored no-store "$(field Cache-Control)"
check token_says_how_long 2 "$(jq .expires_in body)"
bearer="Bearer $(jq -r .access_token body)"
check token_opens 200 "$(feed limit=1)"
check token_by_body 200 "$(token -d 'grant_type=client_credentials&client_id=office&client_secret=%6Bey')"
check wrong_secret_is_401 '401 invalid_client' "$(token -u office:wrong -d grant_type=client_credentials) $(jq -r .error body)"
check wrong_grant_is_400 '400 unsupported_grant_type' "$(token -u office:key -d grant_type=password) $(jq -r .error body)"
check no_grant_is_400 '400 invalid_request' "$(token -u office:key -d x=y) $(jq -r .error body)"
check json_is_400 400 "$(token -u office:key -H 'Content-Type: application/json' -d '{}')"
over=$((SECONDS + 30))
until [ "$(feed limit=1)" = 401 ] || [ "$SECONDS" -gt "$over" ]; do :; done
check an_old_token_is_401 401 "$(feed limit=1)"
check 401_says_why 'Bearer error="invalid_token"' "$(field WWW-Authenticate)"
bearer='Bearer secret'
check without_a_standing_token_nothing_opens 401 "$(feed limit=1)"
check empty_bearer_is_401 401 "$(curl -s -o body -w '%{http_code}' -H 'Authorization: Bearer ' "$at/v1/wait-times?jurisdiction_id=1")"
"$gateway" --client office 2>/dev/null
check a_client_without_a_secret_is_usage 2 $?
"$gateway" --token x --sign whsec_short 2>/dev/null
check a_short_key_is_usage 2 $?

# Signatures.
start --token secret --applications 60 --sign "$other_key,$key"
feed limit=20 >/dev/null
check both_keys_sign "v1,$(signature "$other_key") v1,$(signature "$key")" "$(field webhook-signature)"
id=$(field webhook-id)
check timestamp_is_now 1 "$(($(date +%s) - $(field webhook-timestamp) < 60))"
cp head head.plain
feed limit=20 -H 'Accept-Encoding: gzip' >/dev/null
gunzip -c <body >unpacked && mv unpacked body
check coding_comes_after_signing "v1,$(signature "$other_key") v1,$(signature "$key")" "$(field webhook-signature)"
check each_answer_has_an_id_of_its_own 1 "$([ "$id" != "$(field webhook-id)" ]; echo $((1 - $?)))"
start --token secret --sign "$key" --fault bad-signature
feed limit=5 >/dev/null
check a_bad_signature_is_bad 1 "$([ "v1,$(signature "$key")" = "$(field webhook-signature)" ]; echo $?)"
start --token secret --sign "$key" --fault old-signature
feed limit=5 >/dev/null
check an_old_signature_is_good "v1,$(signature "$key")" "$(field webhook-signature)"
check an_old_signature_is_old 1 "$(($(date +%s) - $(field webhook-timestamp) > 300))"
start --token secret --sign "$key" --fault replay=50
for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do
	feed limit=2 >/dev/null
	field webhook-id
done >ids
check a_replay_repeats_an_id 1 "$(($(sort -u ids | wc -l) < 12))"

# Misfortunes.
start --token secret --fault 429-date
check 429_date '429 1' "$(feed limit=1) $(field Retry-After | grep -c '^[A-Z][a-z][a-z], [0-9][0-9] [A-Z][a-z][a-z] 20[0-9][0-9] [0-9:]* GMT$')"
check 429_date_is_soon 1 "$(($(date -d "$(field Retry-After)" +%s) - $(date +%s) < 10))"
start --token secret --fault 429-lie
check 429_lie '429 Thu, 01 Jan 2037 00:00:00 GMT' "$(feed limit=1) $(field Retry-After)"
start --token secret --fault redirect
check redirect '302 http://elsewhere.invalid:8080/v1/' "$(feed limit=1) $(field Location)"
start --token secret --fault endless
check endless_goes_on 9000000 "$(curl -s -m 20 -H "Authorization: $bearer" "$at/v1/wait-times?jurisdiction_id=1" | head -c 9000000 | wc -c)"
start --token secret --fault bomb
feed limit=1 >/dev/null
check bomb_is_small 1 "$(($(wc -c <body) < 4000000))"
check bomb_is_a_gibibyte 1073741824 "$(gunzip -c <body | wc -c)"
start --token secret --fault headers
curl -s -m 20 -o body -D head -H "Authorization: $bearer" "$at/v1/wait-times?jurisdiction_id=30200"
check header_flood 1 "$((100000 < $(wc -c <"./head")))"
start --token secret --fault drip
curl -s -m 2 -o body -H "Authorization: $bearer" "$at/v1/wait-times?jurisdiction_id=30200"
check drip_is_slow '28 1' "$? $(($(wc -c <body) < 100))"
start --token secret --fault loop
feed limit=3 >/dev/null
check loop_leads_nowhere 0000000000000 "$(field Link | sed -n 's/.*lastEventId=\([0-9]*\)>.*/\1/p')"

# Old connections are dropped, and the bytes are counted.
start --token secret --drop-every 1 --throttle 2000 --bytes
ask "$at/v1/channels/gov24/feeds/requests?jurisdiction_id=11410&limit=100" >/dev/null
check a_dropped_page_is_curl_18 18 $?
check a_short_page_comes_through 200 "$(feed limit=1)"
stop
check bytes_are_counted 1 "$(awk '$1 == "sent" { print ($2 > 1500 && $2 < 8000 && $4 > 200 && $6 == 2) }' said)"
exit $failed
