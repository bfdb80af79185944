#!/bin/sh
# SPDX-License-Identifier: ISC
# The nightly escalation: who has a late case is dunned (독촉), applicants whose long case
# owes news get it, what is late, reported or handed over and not taken is listed for the
# superior, and all of it goes out. The last line closes the day; the exit status is 1
# where something lapses before the next working day, so that cron or OnFailure= tells
# somebody.
set -eu
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

ask letters send --all --kind dunning --apply --format jsonl >>"$out/$day-dunned.jsonl" || [ $? -eq 1 ]
ask letters send --all --kind progress --apply --format jsonl >>"$out/$day-progress.jsonl" || [ $? -eq 1 ]
put "$day-late.csv" list 'overdue:yes or flag:handover-late or flag:raised' -n 0 --format csv --bom
ask sync >/dev/null || [ $? -eq 1 ]
ask today --close
