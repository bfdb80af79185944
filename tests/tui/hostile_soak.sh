# shellcheck shell=bash
# SPDX-License-Identifier: ISC
# I18 in full: 100,000 hostile strings through every view at three widths on a real
# pty, with its control. make test runs 5,000 of them.
cd "$(dirname "$0")/../.." || exit 1
make --no-print-directory B="${B:-build}" "${B:-build}/tests/tui/test_hostile_views" >/dev/null || {
	echo "not ok 100,000 hostile strings - the program does not build"
	exit 1
}
HOSTILE_STRINGS=100000 CMOCKA_MESSAGE_OUTPUT=STDOUT "${B:-build}/tests/tui/test_hostile_views" |
	awk '
	/columns:/ { said = said "; " $0 }
	/^\[       OK \] / { print "ok " substr($0, 14) }
	/^\[  FAILED  \] [a-z_]+$/ { print "not ok " substr($0, 14) " - " said; bad = 1 }
	END { print "# " substr(said, 3); exit bad }'
