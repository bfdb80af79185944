#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# A message that was not tried because its channel rests has no try counted,
# and is tried when the rest is over.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

practice
relay_start --applications 120
minwon sync >/dev/null
mapfile -t numbers < <(sqlite3 "$store" "SELECT external_id FROM cases WHERE channel = 'gov24'
	AND region = '11410' ORDER BY id LIMIT 4")
check "there are four cases" 4 "${#numbers[@]}"
relay_stop

# A relay that wants to be left alone: each message is a 429 that lasts.
relay_start --applications 120 --fault 429-lie
for number in "${numbers[@]}"; do
	minwon --as supervisor-11410 receive "$number" >/dev/null
done
outbox()
{
	sqlite3 "$store" "SELECT $1 FROM outbox"
}
check "each has its message" 4 "$(outbox 'COUNT(*)')"
minwon sync >/dev/null 2>&1
minwon sync gov24 >/dev/null 2>&1
tries=$(outbox 'SUM(attempts)')
check "only what was tried has tries" 1 "$((tries <= 2))"
check "the others have none" 1 "$(($(outbox 'SUM(attempts = 0)') >= 2))"
has "and say why they wait" "$(outbox "SUM(last_error LIKE '%not tried%' OR
	last_error LIKE '%시도하지 않음%')")" "234"
check "all still wait" 4 "$(outbox "SUM(state = 'waiting')")"
check "none before the rest is over" 1 "$(($(outbox 'MIN(next_try_at)') >
	$(date -d 2026-11-23T09:00:00+09:00 +%s)))"
relay_stop

relay_start --applications 120
at_time '2026-11-23T12:00:00+09:00'
minwon sync >/dev/null 2>&1
check "then all are sent" 4 "$(outbox "SUM(state = 'sent')")"
check "the first try of each counts once" "$((tries + 4))" "$(outbox 'SUM(attempts)')"
verdict
