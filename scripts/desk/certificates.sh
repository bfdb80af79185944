#!/bin/sh
# SPDX-License-Identifier: ISC
# The certificate run: what the officer may issue at once (즉시, 전결) and fits its form is
# taken and issued, the oldest first; all else is left for people. SERVICE names the
# certificates by code, by commas. Run again it issues nothing twice.
set -eu
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
services=${SERVICE:-15000000098}

bulk taken next "state:received service:$services not flag:mismatch sort:arrived"
bulk issued approve "state:in-progress holder:me service:$services sort:arrived" \
	--text "${TEXT:-요건을 갖추어 발급합니다}"
ask sync >/dev/null || [ $? -eq 1 ]
