#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# run_tests.sh [--quick] [--soak] BUILD SAN_BUILD [PROGRAM…]
# Runs the cmocka programs named (paths under SAN_BUILD or BUILD) and then
# every shell test tests/*/*.sh, from the top folder, each under a time limit.
# Files named lib*.sh are parts of tests. --quick leaves out *_slow.sh and
# *_soak.sh; without --soak *_soak.sh is left out; with --soak only *_slow.sh
# and *_soak.sh run, with SOAK=1 in their environment.
#
# A shell test prints `ok NAME`, `not ok NAME - why` or `skip NAME - why`, one
# a line, and finds the programs in the folder $B. Its temporary folder,
# $TMPDIR, is its own, as is $HOME, and is removed after it.
#
# The last line is `N passed, N failed` and, if there are any, `, N skipped`.
# Exit status 1 if anything failed or nothing ran.
set -uo pipefail

limit_sec=300
mode=all
while :; do
	case ${1:-} in
	--quick) mode=quick; shift ;;
	--soak) mode=soak; limit_sec=7200; shift ;;
	*) break ;;
	esac
done
[ $# -ge 2 ] || { echo "usage: run_tests.sh [--quick|--soak] BUILD SAN_BUILD [PROGRAM…]" >&2; exit 2; }
build=$1
san_build=$2
shift 2

logs=$build/test-logs
rm -rf "$logs"
mkdir -p "$logs"
results=$logs/results.tsv	# verdict, file, case, why
: >"$results"

# run FILE B COMMAND…: runs one test file in an environment of its own; its
# output goes to $log. Returns its exit status.
run()
{
	local file=$1 b=$2 home status
	shift 2
	log=$logs/$(tr '/' '-' <<<"$file").log
	home=$(mktemp -d /tmp/mw.XXXXXX) || exit 1
	env -u LC_ALL -u LANG -u LANGUAGE -u LC_MESSAGES -u MAKEFLAGS -u MAKELEVEL \
		-u XDG_STATE_HOME -u XDG_CONFIG_HOME -u NO_COLOR \
		B="$b" HOME="$home" TMPDIR="$home" TERM=xterm-256color \
		timeout -k 10 "$limit_sec" "$@" </dev/null >"$log" 2>&1
	status=$?
	rm -rf "$home"
	return $status
}

# finish FILE STATUS: takes the verdicts of one file, `verdict<TAB>case<TAB>why`
# on stdin, adds one failure if the file ended badly without a word about it,
# and reports.
finish()
{
	local file=$1 status=$2 found
	found=$(cat)
	if [ "$status" -ne 0 ] && ! grep -q '^failed' <<<"$found"; then
		why="ended with status $status"
		[ "$status" -eq 124 ] && why="took more than $limit_sec seconds"
		found+=${found:+$'\n'}$(printf 'failed\t%s\t%s' "$file" "$why")
	elif [ -z "$found" ]; then
		found=$(printf 'failed\t%s\t%s' "$file" "printed no result at all")
	fi
	awk -F '\t' -v OFS='\t' -v file="$file" '{ print $1, file, $2, $3 }' \
		<<<"$found" >>"$results"
	printf '%4d  %s\n' "$(grep -c '^passed' <<<"$found")" "$file"
	if grep -q '^failed' <<<"$found"; then
		awk -F '\t' '$1 == "failed" { print "      not ok " $2 (($3 != "") ? " - " $3 : "") }' <<<"$found"
		tail -n 40 "$log" | sed 's/^/      | /'
	fi
}

# cmocka's text output to verdicts. After "N test(s) run" a group repeats the
# names of its failures; those lines are not counted again.
read_cmocka()
{
	awk -v OFS='\t' '
	/^\[==========\] .*Running [0-9]+ test/ { counting = 1; groups++; next }
	/^\[==========\] .* test\(s\) run/ { counting = 0; ended++; next }
	!counting { next }
	/^\[ RUN      \] / { last = ""; running = substr($0, 14); next }
	/^\[       OK \] / { print "passed", substr($0, 14), ""; running = ""; next }
	/^\[  SKIPPED \] / { print "skipped", substr($0, 14), (last != "" ? last : "the test gives no reason"); running = ""; next }
	/^\[  FAILED  \] / { print "failed", substr($0, 14), last; running = ""; next }
	/^\[  ERROR   \] --- / { if (last == "") last = substr($0, 18); next }
	{ if (last == "" && $0 != "") last = $0 }
	END {
		if (counting)
			print "failed", (running != "" ? running : "the program"), "the program died here"
	}'
}

read_shell()
{
	awk -v OFS='\t' '
	function say(verdict, rest, at) {
		at = index(rest, " - ")
		if (at)
			print verdict, substr(rest, 1, at - 1), substr(rest, at + 3)
		else
			print verdict, rest, ""
	}
	{ gsub(/\t/, " ") }
	/^ok ./ { say("passed", substr($0, 4)) }
	/^not ok ./ { say("failed", substr($0, 8)) }
	/^skip ./ { say("skipped", substr($0, 6)) }'
}

if [ "$mode" != soak ]; then
	for program in "$@"; do
		case $program in
		"$san_build"/*) b=$san_build ;;
		*) b=$build ;;
		esac
		name=${program#"$b"/}
		CMOCKA_MESSAGE_OUTPUT=STDOUT run "$name" "$b" "$program"
		status=$?
		read_cmocka <"$log" | finish "$name" "$status"
	done
fi

for file in tests/*/*.sh; do
	base=${file##*/}
	[ -f "$file" ] || continue
	case $mode:$base in
	*:lib*.sh) continue ;;
	soak:*_slow.sh | soak:*_soak.sh) export SOAK=1 ;;
	soak:* | *:*_soak.sh | quick:*_slow.sh) continue ;;
	esac
	run "$file" "$build" bash "$file"
	status=$?
	read_shell <"$log" | finish "$file" "$status"
done

count()
{
	awk -F '\t' -v verdict="$1" '$1 == verdict { n++ } END { print n + 0 }' "$results"
}
passed=$(count passed)
failed=$(count failed)
skipped=$(count skipped)

echo
awk -F '\t' '$1 == "skipped" { print "skipped: " $2 ": " $3 " - " ($4 != "" ? $4 : "no reason given") }' "$results"
awk -F '\t' '$1 == "failed" { print "failed: " $2 ": " $3 ($4 != "" ? " - " $4 : "") }' "$results"
if [ $((passed + failed)) -eq 0 ]; then
	echo "no test ran: that counts as a failure"
	failed=1
fi
if [ "$skipped" -gt 0 ]; then
	echo "$passed passed, $failed failed, $skipped skipped"
else
	echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ]
