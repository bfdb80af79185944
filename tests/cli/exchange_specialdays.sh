#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The public holiday service over HTTP: from the configured address through
# minwon-sync to a proposal that a supervisor applies. The service is played by
# node, which is no part of the product.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

if ! command -v node >/dev/null; then
	echo 'skip the public holiday service over HTTP - no node here'
	exit 0
fi
cat >service.js <<'JS'
const rows = { 2026: [[20261225, '기독탄신일', 'Y'], [20261231, '임시공휴일', 'Y'], [20260405, '식목일', 'N']] };
require('http').createServer((request, answer) => {
	const year = new URL(request.url, 'http://x').searchParams.get('solYear');
	const item = (rows[year] ?? []).map(([locdate, dateName, isHoliday]) =>
		({ dateKind: '01', dateName, isHoliday, locdate, seq: 1 }));
	answer.end(JSON.stringify({ response: { header: { resultCode: '00', resultMsg: 'NORMAL SERVICE.' },
		body: { items: item.length ? { item } : '', numOfRows: 100, pageNo: 1, totalCount: item.length } } }));
}).listen(0, '127.0.0.1', function () { console.log(this.address().port); });
JS
mkfifo said
node service.js >said &
service_pid=$!
port=$(wait_line said)
practice
printf '[specialdays]\nkind = specialdays\nurl = http://127.0.0.1:%s\ntoken = key+/=\n' "$port" >"$store.channels"
chmod 600 "$store.channels"
before=$(sqlite3 -readonly "$store" "SELECT COUNT(*) FROM holiday WHERE state = 'standing'")
minwon sync specialdays --format jsonl >out 2>err
check 'the service is asked' 0 $?
check 'two years, well' 'specialdays 2 null' "$(jq -r '"\(.channel) \(.pages) \(.error)"' out)"
check 'what only it has is proposed' '2026-12-31 temporary' \
	"$(minwon holidays list --proposed --format jsonl | jq -r '"\(.date) \(.kind)"')"
check 'nothing is a holiday by that' "$before" \
	"$(sqlite3 -readonly "$store" "SELECT COUNT(*) FROM holiday WHERE state = 'standing'")"
minwon sync specialdays >out 2>err
check 'asked twice, proposed once' 1 "$(minwon holidays list --proposed --format jsonl | wc -l)"
minwon channel test specialdays >out 2>err; check 'it can be tried' 0 $?
minwon --as supervisor-11410 holidays apply --proposed >out 2>err; check 'a supervisor applies it' 0 $?
check 'then it is one' '2026-12-31' \
	"$(minwon holidays list 2026 --format jsonl | jq -r 'select(.date == "2026-12-31") | .date')"
kill "$service_pid"
wait "$service_pid" 2>/dev/null
minwon sync specialdays >out 2>err; check 'a service that is gone is a failure of the network' 6 $?
verdict
