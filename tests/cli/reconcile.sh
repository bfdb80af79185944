#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# 대사: what is here beside what the channel says it has. Nothing wrong shows
# nothing; a message that got lost, a case that the relay forgot and one that
# never came show on their side, and each number gives its list.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

practice
relay_start --applications 300 --seed 3 --store "$work/relay.db"
minwon sync >/dev/null 2>sync.err
count()
{
	sqlite3 "$store" "SELECT COUNT(*) FROM cases WHERE office = '11410' AND channel = 'gov24' $1"
}
# row KEY: of the last reconciliation.
row()
{
	jq -r ".[0].$1" reconcile.out
}
reconcile()
{
	minwon outbox reconcile gov24 --format json "$@" >reconcile.out 2>err
}

# A few through everything.
n=0
for case in $(minwon list 'channel:gov24 state:arrived' -n 8 --format jsonl | jq -r .external_id); do
	minwon --as supervisor-11410 receive "$case" >/dev/null 2>>ops.err && n=$((n + 1))
done
at_time '2026-11-23T11:00:00+09:00'
for case in $(minwon list 'channel:gov24 state:received service:13100000015,13100000016,15000000098,13100000056' -n 3 --format jsonl |
	jq -r .external_id); do
	{ minwon next "$case" && minwon approve "$case" --text '처리하였습니다.'; } >/dev/null 2>>ops.err
done
minwon sync >/dev/null 2>&1
reconcile
check all_is_well 0 $?
check one_channel 1 "$(jq length reconcile.out)"
check arrived_are_all "$(count '')" "$(row arrived)"
check the_channel_has_as_many "$(count '')" "$(row there_filed)"
check received "$(count 'AND received_at > 0')" "$(row received)"
check the_channel_knows_the_receipts "$n" "$(row there_received)"
decided=$(count "AND state = 'completed'")
check some_were_decided 1 "$((decided > 0))"
check decided_reported_acknowledged "$decided $decided $decided $decided" \
	"$(row decided) $(row reported) $(row acknowledged) $(row there_decided)"
check nothing_is_missing '0 0' "$(row missing_here) $(row missing_there)"
check receipt_took_some_time 1 "$(($(row receipt_worst_sec) >= $(row receipt_median_sec) && $(row receipt_median_sec) > 0))"
check acknowledgement_came_at_once 0 "$(row report_worst_sec)"
check each_number_has_its_list "$n" "$(minwon outbox reconcile gov24 --behind received --format jsonl |
	jq -r .number | grep -c .)"

# What is planted: a decision that the relay lost, a case that it forgot, and one
# that it announces and we never got.
id_of()
{
	sqlite3 "$store" "SELECT external_id FROM cases WHERE channel = 'gov24' AND office = '11410' AND $1 LIMIT 1"
}
lost=$(id_of "state = 'completed'")
forgotten=$(id_of "state = 'arrived'")
receipt=$(id_of "state = 'received'")
sqlite3 "$work/relay.db" "UPDATE document SET state = json_remove(state, '\$.decision') WHERE id = '$lost';
	UPDATE document SET state = json_remove(state, '\$.receipt_no') WHERE id = '$receipt';
	INSERT INTO document SELECT kind, channel, 'G24-NEVER-CAME', 1, json_set(state, '\$.service_request_id', 'G24-NEVER-CAME')
		FROM document WHERE id = '$forgotten' AND kind = 0;
	DELETE FROM document WHERE id = '$forgotten' AND kind = 0;"
reconcile
check unmatched_is_status_1 1 $?
check one_is_missing_here 1 "$(row missing_here)"
check three_are_missing_there 3 "$(row missing_there)"
minwon outbox reconcile gov24 --behind missing-there --format jsonl >list.out 2>err
check they_are_named "$(printf '%s\n' "decision-lost $lost" "receipt-lost $receipt" "unknown-there $forgotten")" \
	"$(jq -r '"\(.fault) \(.external_id)"' list.out | sort)"
minwon outbox reconcile gov24 --behind missing-here --format jsonl >list.out 2>err
check so_is_the_other 'missing-here G24-NEVER-CAME null' "$(jq -r '"\(.fault) \(.external_id) \(.case_id)"' list.out)"
has and_in_words '오지 않았습니다' "$(minwon outbox reconcile gov24 --behind missing-here)"

# An auditor reads what was heard; days of one's own; a channel that is silent.
minwon --as auditor-11410 outbox reconcile gov24 --format json >auditor.out 2>err
check an_auditor_sees_the_same "$(row missing_there)" "$(jq -r '.[0].missing_there' auditor.out)"
reconcile --day 2026-11-20
check a_day_alone "$(count "AND arrived_at >= unixepoch('2026-11-19T15:00:00') AND arrived_at < unixepoch('2026-11-20T15:00:00')") 2026-11-20T00:00:00+09:00" \
	"$(row arrived) $(row from)"
reconcile --from 2026-11-20 --until 2026-11-21
check from_and_until 2026-11-22T00:00:00+09:00 "$(row until)"
reconcile --day 2026-11-20 --from 2026-11-20
check not_both 2 $?
reconcile --day yesterday
check no_day 2 $?
reconcile --from 2026-11-22 --until 2026-11-20
check backwards 2 $?
minwon outbox reconcile nowhere >out 2>err
check no_channel 2 $?
minwon outbox reconcile gov24 --behind nonsense >out 2>err
check no_such_number 2 $?
relay_stop
reconcile
check a_silent_channel_is_status_1 1 $?
check its_numbers_are_not_known 'null null' "$(row there_filed) $(row missing_here)"
check ours_still_are "$(count '')" "$(row arrived)"
check and_why string "$(jq -r '.[0].error | type' reconcile.out)"
verdict
