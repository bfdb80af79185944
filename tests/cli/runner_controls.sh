#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The test runner itself: what it counts, and that it cannot be green by
# accident.
set -uo pipefail
runner=$PWD/scripts/dev/run_tests.sh
tree=$TMPDIR/tree
failed=0

# clean: an empty tree with one test that passes.
clean()
{
	rm -rf "$tree"
	mkdir -p "$tree/tests/cli" "$tree/build"
	cd "$tree" || exit 1
	echo 'echo "ok good rule"' >tests/cli/good.sh
}

# program NAME STATUS LINE…: a stand-in for a cmocka program.
program()
{
	local name=$1 status=$2
	shift 2
	{
		echo '#!/bin/sh'
		printf "echo '%s'\n" "$@"
		echo "exit $status"
	} >"$name"
	chmod +x "$name"
	programs+=("$name")
}

# ends NAME STATUS LAST [WORD]: a run ends with that status and that line and
# says WORD somewhere.
ends()
{
	local out status
	out=$("$runner" "${flags[@]}" build build/san "${programs[@]}" 2>&1)
	status=$?
	if [ "$status" -ne "$2" ]; then
		echo "not ok $1 - status $status"
		failed=1
	elif [ "$(tail -n 1 <<<"$out")" != "$3" ]; then
		echo "not ok $1 - ends with: $(tail -n 1 <<<"$out")"
		failed=1
	elif ! grep -qF -- "${4:-}" <<<"$out"; then
		echo "not ok $1 - does not say: $4"
		failed=1
	else
		echo "ok $1"
	fi
}
flags=()
programs=()

clean
ends "one test that passes is one passed" 0 "1 passed, 0 failed"

clean && rm tests/cli/good.sh
ends "a run of no tests fails" 1 "0 passed, 1 failed" "no test ran"

clean
echo 'echo "not ok bad rule - 2 is not 3"' >tests/cli/bad.sh
ends "a failure is counted and named with its reason" 1 "1 passed, 1 failed" \
	"failed: tests/cli/bad.sh: bad rule - 2 is not 3"

# wavers NAME: a test that fails the first time only.
wavers()
{
	printf '%s\n' "[ -e $tree/$1 ] && echo 'ok $1' || echo 'not ok $1 - too early'; : >$tree/$1" \
		>"tests/cli/$1.sh"
}
clean
wavers once
ends "a test that passes the second time is counted and named" 0 "2 passed, 0 failed" \
	"unsteady: tests/cli/once.sh: once failed, then passed - too early"
clean
wavers once
flags=(--quick)
ends "a quick run gives no second try" 1 "1 passed, 1 failed" "failed: tests/cli/once.sh: once - too early"
flags=()
clean
for name in one two three four; do
	wavers $name
done
ends "four files that waver are four failures" 1 "1 passed, 4 failed" "failed: tests/cli/two.sh"
clean
# shellcheck disable=SC2016
echo 'trap "echo ok interrupted" INT; kill -INT $$' >tests/cli/other.sh
ends "a test may send itself an interrupt" 0 "2 passed, 0 failed"

clean
echo 'echo "ok first"; exit 4' >tests/cli/bad.sh
ends "a script that ends badly without a word is one failure" 1 "2 passed, 1 failed" \
	"ended with status 4"

clean
echo 'true' >tests/cli/bad.sh
ends "a script that proves nothing is one failure" 1 "1 passed, 1 failed" "printed no result"

clean
echo 'echo "skip tig - not installed"' >tests/cli/other.sh
ends "a skip is counted and named with its reason" 0 "1 passed, 0 failed, 1 skipped" \
	"skipped: tests/cli/other.sh: tig - not installed"

clean
echo 'echo "not ok never"' >tests/cli/lib_helper.sh
ends "lib files are no tests" 0 "1 passed, 0 failed"

clean
echo 'echo "ok slow rule"' >tests/cli/crowd_slow.sh
echo 'echo "ok long rule"' >tests/cli/crowd_soak.sh
ends "slow tests run, soak tests do not" 0 "2 passed, 0 failed"
flags=(--quick)
ends "a quick run leaves slow tests out" 0 "1 passed, 0 failed"
flags=(--soak)
ends "a soak run has only slow and soak tests" 0 "2 passed, 0 failed"
flags=()

clean
# shellcheck disable=SC2016
echo '[ -d "$TMPDIR" ] && [ "$HOME" = "$TMPDIR" ] && [ -z "${LANG+set}" ] && echo "ok clean"' \
	>tests/cli/other.sh
ends "a test has a folder of its own and no locale" 0 "2 passed, 0 failed"

clean
program build/p 1 '[==========] Running 3 test(s).' '[ RUN      ] a' '[       OK ] a' \
	'[ RUN      ] b' '[  ERROR   ] --- 1 != 2' '[  FAILED  ] b' '[ RUN      ] c' \
	'needs root' '[  SKIPPED ] c' '[==========] 3 test(s) run.' \
	'[  FAILED  ] 1 test(s), listed below:' '[  FAILED  ] b'
ends "cmocka cases are counted once each" 1 "2 passed, 1 failed, 1 skipped" "skipped: p: c - needs root"

clean
programs=()
program build/p 134 '[==========] Running 2 test(s).' '[ RUN      ] a'
ends "a cmocka program that dies in a case fails it" 1 "1 passed, 1 failed" "failed: p: a - the program died here"

clean
programs=()
program build/p 1 '[==========] Running 1 test(s).' '[ RUN      ] a' '[       OK ] a' \
	'[==========] 1 test(s) run.' 'ERROR: LeakSanitizer: detected memory leaks'
ends "a leak found at the end is a failure" 1 "2 passed, 1 failed" "ended with status 1"

exit $failed
