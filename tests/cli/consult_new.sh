#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# A new case out of a consultation: taken as one that is typed in, and linked to the
# consultation in the same transaction.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

practice
office_start --clock "$clock"
minwon consult add general --kind counter --name 홍길동 >/dev/null 2>&1
minwon consult next >/dev/null 2>&1
minwon consult start >/dev/null 2>&1
of_consult()
{
	sqlite3 -readonly "$store" "SELECT case_id FROM consultation WHERE id = 1"
}
cases=$(sqlite3 -readonly "$store" 'SELECT COUNT(*) FROM cases')

minwon --lang en consult new-case 1 >out 2>err; check 'without a service: exit 2' 2 $?
has 'it is asked for' '--service' "$(cat err)"
minwon consult new-case x --service GEN-QNA-PROC >/dev/null 2>&1; check 'no id: exit 2' 2 $?
minwon consult new-case 99 --service GEN-QNA-PROC --set applicant.name=홍길동 --as-is >/dev/null 2>err
check 'no such consultation: refused' 3 $?
minwon consult new-case 1 --service GEN-QNA-PROC --set applicant.name=홍길동 --as-is --dry-run >/dev/null 2>&1
check 'tried: exit 0' 0 $?
check 'nothing was made of all that' "$cases 0" \
	"$(sqlite3 -readonly "$store" 'SELECT COUNT(*) FROM cases') $(of_consult)"

minwon consult new-case 1 --service GEN-QNA-PROC --set applicant.name=홍길동 --as-is --op-key key-of-one-case-1 --format jsonl >out 2>err
check 'made: exit 0' 0 $?
number=$(jq -r .case out)
made=$(sqlite3 -readonly "$store" "SELECT id FROM cases WHERE receipt_no = '$number'")
check 'linked, both ways' "$made consultation" \
	"$(of_consult) $(minwon log "$number" --format jsonl | jq -r 'select(.kind == "consultation") | .kind')"
check 'the consultation names the case' "$number" "$(minwon consult list --format jsonl | jq -r .case)"
minwon consult new-case 1 --service GEN-QNA-PROC --set applicant.name=홍길동 --as-is --op-key key-of-one-case-1 >/dev/null 2>&1
check 'the same again is the same: exit 0' 0 $?
check 'one case, one link' "$((cases + 1)) 1" "$(sqlite3 -readonly "$store" \
	"SELECT (SELECT COUNT(*) FROM cases) || ' ' || COUNT(*) FROM event WHERE kind = 'consultation' AND case_id = $made")"
verdict
