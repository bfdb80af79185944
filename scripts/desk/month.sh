#!/bin/sh
# SPDX-License-Identifier: ISC
# The month's end, on the first of the next: the report as table, CSV and JSON, what was
# decided as CSV, and every due counted again from what happened. MONTH (2026-11) is last
# month without it. Run again it writes the same files anew.
set -eu
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
month=${MONTH:-$(date -d "${day%-*}-01 -1 day" +%Y-%m)}

put "$month-report.txt" report "$month"
put "$month-report.csv" report "$month" --format csv --bom
put "$month-report.json" report "$month" --format json
put "$month-decided.csv" list "decided:$month" -n 0 --format csv --bom
put "$month-clocks.csv" audit verify --format csv
