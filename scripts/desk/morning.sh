#!/bin/sh
# SPDX-License-Identifier: ISC
# The morning digest, before the desks open: exchange with the channels, then one page of
# what lapses today and tomorrow, what nobody has, what was reported to the superior and
# how the office stands. Run again it writes the page anew.
set -eu
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

ask sync >/dev/null || [ $? -eq 1 ]
{
	ask today
	for query in 'clock:running overdue:no due:..1d' 'overdue:yes' 'assignee:none due:..1d' \
		'flag:raised' 'flag:handover-late'; do
		printf '\n# %s\n' "$query"
		ask list "$query" -n 0
	done
	ask consult list
} >"$out/$day-morning.txt.part"
mv "$out/$day-morning.txt.part" "$out/$day-morning.txt"
