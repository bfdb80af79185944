#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# A channel that speaks Open311 GeoReport v2: its open requests become cases
# once, whatever is asked again; what cannot be answered is parked and says so.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

practice
relay_start --applications 300
at=$(sed -n 's|^url = \(http://[^/]*\)/.*|\1|p;T;q' "$store.channels")
cat >"$store.channels" <<END
[daejeon365]
kind = open311
url = $at/v1/channels/daejeon365/open311
token = secret
END
cases()
{
	sqlite3 "$store" "SELECT $1 FROM cases WHERE channel = 'daejeon365'"
}
as=supervisor-30200
minwon --as $as channel test daejeon365 >test.out 2>test.err
check "the server can be tried" 0 $?
services=$(curl -sS -H 'Authorization: Bearer secret' \
	"$at/v1/channels/daejeon365/open311/services.json?jurisdiction_id=30200" | jq length)
has "and says how many services are known" "$services" "$(cat test.out test.err)"
check "trying hands nothing in" 0 "$(cases 'COUNT(*)')"
minwon --as $as sync daejeon365 --format jsonl >sync.out 2>sync.err
offered=$(curl -sS -H 'Authorization: Bearer secret' --get \
	--data-urlencode 'end_date=2026-11-23T09:00:00+09:00' --data jurisdiction_id=30200 \
	"$at/v1/channels/daejeon365/open311/requests.json" | jq length)
check "the server has some" 1 "$((offered > 3))"
check "each open request is a case" "$offered" "$(cases 'COUNT(*)')"
check "each once" "$offered" "$(cases 'COUNT(DISTINCT external_id)')"
check "the report counts them" "$offered" "$(jq -s 'map(.created) | add' sync.out)"
minwon --as $as sync daejeon365 --format jsonl >sync.out 2>sync.err
check "asked again they are the same" "$offered 0" "$(cases 'COUNT(*)') $(jq -s 'map(.created) | add' sync.out)"
check "and nothing is 미분류" 0 "$(sqlite3 "$store" 'SELECT COUNT(*) FROM unsorted')"
number=$(cases 'MIN(external_id)')
minwon --as $as show "$number" --format json >show.out
has "a case says what was reported" "$(cases "title || '' FROM cases WHERE external_id = '$number' --")" \
	"$(jq -r .title show.out)"
minwon --as $as receive "$number" >/dev/null
minwon sync daejeon365 >sync.out 2>sync.err
check "an answer is parked" parked "$(sqlite3 "$store" 'SELECT state FROM outbox')"
has "and says what to do" "Open311" "$(sqlite3 "$store" 'SELECT last_error FROM outbox')"
at_time '2026-11-24T09:00:00+09:00'
minwon sync daejeon365 >/dev/null 2>&1
check "a day later nothing is there twice" "$(cases 'COUNT(*)')" "$(cases 'COUNT(DISTINCT external_id)')"

# A kind that there is not, and a relay without its token.
sed -i 's/^kind.*/kind = soap/' "$store.channels"
minwon sync >sync.out 2>&1
has "another kind is refused by name" "relay" "$(cat sync.out)"
sed -i '/^kind/d; /^token/d' "$store.channels"
minwon sync >sync.out 2>&1
has "a relay needs its token" "token" "$(cat sync.out)"
verdict
