#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Waiting figures of the public service of civil offices, over HTTP from a mimic in
# the gateway, through minwon-sync and a real office: each shape of an answer is
# shown as what it is, and a failure leaves the last good figures with their age.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

key='ab+c/d=='
# mode WORDS: what the service does from now on.
mode()
{
	echo "$1" >"$work/mode"
}
# asked: asks the service by name; what sync reports of it is in said.
asked()
{
	local status
	minwon --lang en sync cso --format jsonl >out 2>err
	status=$?
	jq -c 'select(.channel == "cso")' out >said
	return "$status"
}
# figures FILTER: of the region, as jq sees them.
figures()
{
	minwon waits --region "$1" --format jsonl | jq -r "$2"
}
numbers='"\(.task_no) \(.waiting) \(.called) \(.counters) \(.worth)"'

# The mimic's figures are of the wall clock: the office's stands beside it.
practice
at_time "$(date +%Y-%m-%dT%H:%M:%S+09:00 -u -d '+9 hours')"
mode live
relay_start --applications 0 --cso "$work/mode" --cso-key "$key"
address=$(sed -n 's/^url = \(http:..[^/]*\).*/\1/p' "$store.channels" | head -1)
cp "$store.channels" relay.channels
# cso_section KEY LINE: the service's part of the channel file.
cso_section()
{
	cp relay.channels "$store.channels"
	printf '[cso]\nkind = cso\nurl = %s/B551982/cso_v2\ntoken = %s\n%s\n' "$address" "$1" "$2" >>"$store.channels"
	chmod 600 "$store.channels"
}
cso_section "$key" ''
# Sync's sentences are in the language that it was started in.
{ LC_ALL=en_US.UTF-8 office_start --clock "$clock"; } 2>/dev/null

asked; check 'live: exit 0' 0 $?
check 'live: well' 'cso null null' "$(jq -r '"\(.channel) \(.error) \(.note)"' said)"
check 'live: numbers as texts are numbers, a real nought is one, counters are not said' \
	$'1 9 104 null fresh\n2 0 52 null fresh' "$(figures 30200 "select(.task_no != null) | $numbers")"
check 'an office without figures is 자료 없음, not 0' '노은3동 행정복지센터 null null no-data' \
	"$(figures 30200 'select(.task_no == null) | "\(.desk) \(.waiting) \(.called) \(.worth)"')"
check 'opening hours come along' '09:00-18:00, 야간 화요일 18:00~20:00' \
	"$(figures 30200 'select(.task_no == "1") | .hours')"
check 'a region that the service does not cover has no data' 'no-data cso null' \
	"$(figures 11410 '"\(.worth) \(.source) \(.waiting)"')"
check 'regions of no office here are not kept' '' "$(figures 11215 .desk)"
has 'a person reads where it is from' '민원실' "$(minwon waits --region 30200)"

cso_section "ab%2Bc%2Fd%3D%3D" 'regions = all'
asked; check 'the key in encoded form is the same key' 'null' "$(jq -r .error said)"
check 'neighbours where the file asks for them' $'광진구청 3\n광진구청 12' "$(figures 11215 '"\(.desk) \(.waiting)"')"
cso_section "$key" 'regions = 47 30200'
sqlite3 "$store" "DELETE FROM wait_figure; DELETE FROM wait_desk"
asked; check 'a 시·도 is all of it' $'47250\n30200' "$(minwon waits --format jsonl | jq -r 'select(.desk != null) | .region' | sort -ru)"
cso_section 'wrong' 'regions = all'
asked; check 'an unknown key is said plainly: exit 6' 6 $?
has 'with the code and what to look at' '(30): the service does not know the key: look at token' "$(jq -r .error said)"
cso_section "$key" 'regions = all'
asked

# good: everything is well again, for the next failure to be one.
good()
{
	mode live
	asked || echo "not ok good - $(cat err)"
}
# bad NAME MODE STATUS PIECE: figures stay, and the reason stands beside them.
bad()
{
	good
	mode "$2"
	asked; check "$1: exit $3" "$3" $?
	has "$1: is named" "$4" "$(jq -r .error said)"
	check "$1: the last good figures stay" $'1 9 104 null fresh\n2 0 52 null fresh' \
		"$(figures 30200 "select(.task_no != null) | $numbers")"
	has "$1: the reason stands beside them" "$4" "$(minwon waits --region 30200 --format jsonl | jq -r .error | sort -u)"
	good
	check "$1: and goes when it is over" null "$(figures 30200 .error | sort -u)"
}
bad 'malformed JSON' malformed 6 ''
bad 'XML with 200' 'xml 1' 6 'APPLICATION_ERROR (01)'
bad 'XML with 403' 'xml-403 31' 6 'DEADLINE_HAS_EXPIRED_ERROR (31): the key has expired'
bad 'XML: this address may not' 'xml 32' 6 '(32): the key may not be used from this address'
bad 'bare words' unexpected 6 'Unexpected errors'
bad 'bare words with 401' unauthorized 6 'Unauthorized'
bad 'a web page' page 6 'a web page came'
bad 'no resultCode' no-code 6 'resultCode is missing'
bad 'no items' no-items 6 'no items'
bad 'an error in JSON that says the key' json-error 6 'UNKNOWN_ERROR for ******** (99)'

mode mock; asked; check 'under response, numbers as numbers: exit 0' 0 $?
check 'the same figures' $'1 9 104 null fresh\n2 0 52 null fresh' "$(figures 30200 "select(.task_no != null) | $numbers")"
mode flat; asked; check 'rows in items itself: exit 0' 0 $?
check 'two rows a page, whatever is asked for: three pages' 3 "$(mode 'capped 2'; asked; jq -r .pages said)"

sqlite3 "$store" "DELETE FROM wait_figure; DELETE FROM wait_desk"
mode empty; asked; check 'empty: exit 0, it is no failure' 0 $?
check 'empty: no data, not 0' 'no-data null null' "$(figures 30200 '"\(.worth) \(.waiting) \(.error)"')"
mode k03; asked; check 'K03: exit 0' 0 $?
check 'K03: no data, not 0' 'no-data null null' "$(figures 30200 '"\(.worth) \(.waiting) \(.error)"')"
mode single; asked; check 'one row, an object: exit 0' 0 $?
check 'one row is one figure' '1 9 104 null fresh' "$(figures 30200 "select(.task_no != null) | $numbers")"
mode odd; asked; check 'odd rows: exit 0' 0 $?
has 'rows that name nothing are counted' '3 rows name no office' "$(jq -r .note said)"
check 'what is no number is not said' $'1 9 104 null fresh\n9 null null null no-data' \
	"$(figures 30200 "select(.task_no != null) | $numbers")"

# An older figure does not replace a newer one; alone it is out of date.
mode stale; asked
check 'a newer figure is not replaced by an older one' fresh "$(figures 30200 'select(.task_no == "1") | .worth')"
sqlite3 "$store" "DELETE FROM wait_figure"
asked; check 'stale: exit 0' 0 $?
check 'hours old: it is out of date, with its numbers and its age' 'stale 9 true' \
	"$(figures 30200 'select(.task_no == "1") | "\(.worth) \(.waiting) \(.age_sec > 12200 and .age_sec < 12500)"')"
has 'a person reads 오래된 자료' '오래된 자료' "$(minwon waits --region 30200)"

# What is kept grows old, and what the answers no longer have is said to be gone.
good
mode 'xml 1'; asked
at_time "$(date +%Y-%m-%dT%H:%M:%S+09:00 -u -d '+9 hours +20 minutes')"
check 'kept through a failure it grows old' 'stale 9 false' \
	"$(figures 30200 'select(.task_no == "1") | "\(.worth) \(.waiting) \(.gone)"')"
mode empty; asked
check 'gone from a good answer: kept, and said' 'stale 9 true null' \
	"$(figures 30200 'select(.task_no == "1") | "\(.worth) \(.waiting) \(.gone) \(.error)"')"

# The day's calls: left alone till midnight by every round that does not name it.
good
mode 'xml 22'; asked
has 'used up: said so' '(22): today'"'"'s calls are used up: asked again after midnight' "$(jq -r .error said)"
mode live
minwon sync >/dev/null 2>&1
check 'a round for all does not ask it' yes "$(figures 30200 .error | grep -q '(22)' && echo yes)"
asked; check 'by name it is' null "$(figures 30200 .error | sort -u)"

# Several hundred offices.
mode 'many 300'; asked; check '300 offices with ten tasks each: exit 0' 0 $?
check 'all 3,000 rows are there' 3000 "$(figures 30200 'select(.desk_id | startswith("CS")) | .desk_id' | wc -l)"
check 'in 6 pages' 6 "$(jq -r .pages said)"

minwon channel test cso >out 2>err; check 'it can be tried' 0 $?
relay_stop
asked; check 'a service that is gone: exit 6' 6 $?
check 'the key is in no output, log or store' '' \
	"$(grep -laF -e "$key" -e 'ab%2Bc' out err office.err relay.err "$store" "$store-wal" 2>/dev/null)"
for line in 'regions = 112' 'every = 5' 'regions = seoul'; do
	cso_section "$key" "$line"
	minwon sync cso >out 2>&1; check "$line: exit 6" 6 $?
	has "$line: named with its line" ':20:' "$(cat out)"
done
verdict
