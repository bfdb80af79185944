#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# run_tests.sh [--quick] [--soak] BUILD SAN_BUILD [PROGRAM…]
# Runs the cmocka programs named (paths under SAN_BUILD or BUILD) and then
# every shell test tests/*/*.sh, from the top folder, each under a time limit.
# Files named lib*.sh are parts of tests. --quick leaves out *_slow.sh and
# *_soak.sh; without --soak *_soak.sh is left out; with --soak only *_slow.sh
# and *_soak.sh run, with SOAK=1 in their environment.
#
# As many run side by side as there are processors, at most TEST_JOBS (4);
# *_slow.sh and *_soak.sh, which load the machine themselves, run alone.
#
# A shell test prints `ok NAME`, `not ok NAME - why` or `skip NAME - why`, one
# a line, and finds the programs in the folder $B. Its temporary folder,
# $TMPDIR, is its own, as is $HOME, and is removed after it.
#
# At the end of a whole run a file that failed is tried a second time, alone.
# What passes then is counted as passed and named `unsteady` with what it said
# the first time. If more than three files failed none is tried again: a suite
# that wavers proves nothing.
#
# The last line is `N passed, N failed` and, if there are any, `, N skipped`.
# Exit status 1 if anything failed or nothing ran.
set -uo pipefail

limit_sec=300
unsteady_limit=3
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
jobs_limit=$(nproc)
[ "$jobs_limit" -le "${TEST_JOBS:-4}" ] || jobs_limit=${TEST_JOBS:-4}

logs=$build/test-logs
rm -rf "$logs"
mkdir -p "$logs/run"

# What is run, by number: its name, the programs it finds in $B, how its output
# is read, and its log. Of number N, $logs/run/N.tsv holds the verdicts
# (verdict, file, case, why), N.txt the report and N.pid who runs it.
files=()
folders=()
readers=()
together=()	# numbers that run side by side
alone=()	# numbers that do not

# plan FILE B READER: takes a file into the run.
plan()
{
	files+=("$1")
	folders+=("$2")
	readers+=("$3")
}

log_of()
{
	echo "$logs/$(tr '/' '-' <<<"${files[$1]}").log"
}

# run NUMBER: runs one test file in an environment of its own. What runs behind
# a shell ignores an interrupt, which tests send themselves. Returns its status.
run()
{
	local file=${files[$1]} b=${folders[$1]} home status command
	case ${readers[$1]} in
	read_cmocka) command=("$b/$file") ;;
	*) command=(bash "$file") ;;
	esac
	home=$(mktemp -d /tmp/mw.XXXXXX) || exit 1
	env -u LC_ALL -u LANG -u LANGUAGE -u LC_MESSAGES -u MAKEFLAGS -u MAKELEVEL \
		-u XDG_STATE_HOME -u XDG_CONFIG_HOME -u NO_COLOR --default-signal=INT,QUIT \
		B="$b" HOME="$home" TMPDIR="$home" TERM=xterm-256color CMOCKA_MESSAGE_OUTPUT=STDOUT \
		timeout -k 10 "$limit_sec" "${command[@]}" </dev/null >"$(log_of "$1")" 2>&1 &
	echo $! >"$logs/run/$1.pid"
	wait $!
	status=$?
	rm -rf "$home" "$logs/run/$1.pid"
	return $status
}

# judge FILE STATUS: takes the verdicts of one file, `verdict<TAB>case<TAB>why`
# on stdin, adds one failure if the file ended badly without a word about it,
# and prints them with the file.
judge()
{
	local file=$1 status=$2 found why
	found=$(cat)
	if [ "$status" -ne 0 ] && ! grep -q '^failed' <<<"$found"; then
		why="ended with status $status"
		[ "$status" -eq 124 ] && why="took more than $limit_sec seconds"
		found+=${found:+$'\n'}$(printf 'failed\t%s\t%s' "$file" "$why")
	elif [ -z "$found" ]; then
		found=$(printf 'failed\t%s\t%s' "$file" "printed no result at all")
	fi
	awk -F '\t' -v OFS='\t' -v file="$file" '{ print $1, file, $2, $3 }' <<<"$found"
}

# report NUMBER: how many passed, how long it took, and what failed with the end
# of its log.
report()
{
	local verdicts=$logs/run/$1.tsv
	printf '%4d  %s%s\n' "$(grep -c '^passed' "$verdicts")" "${files[$1]}" "${2:+  $2 s}"
	if grep -q '^failed' "$verdicts"; then
		awk -F '\t' '$1 == "failed" { print "      not ok " $3 (($4 != "") ? " - " $4 : "") }' "$verdicts"
		tail -n 40 "$(log_of "$1")" | sed 's/^/      | /'
	fi
}

# try NUMBER: runs a file and writes its verdicts and its report.
try()
{
	local status started=$SECONDS took=
	run "$1"
	status=$?
	"${readers[$1]}" <"$(log_of "$1")" | judge "${files[$1]}" "$status" >"$logs/run/$1.tsv"
	[ $((SECONDS - started)) -lt 10 ] || took=$((SECONDS - started))
	report "$1" "$took" >"$logs/run/$1.part"
	mv "$logs/run/$1.part" "$logs/run/$1.txt"
}

# show: prints the reports that have not been printed, in order, as far as they
# are there.
shown=0
show()
{
	while [ -e "$logs/run/$shown.txt" ]; do
		cat "$logs/run/$shown.txt"
		shown=$((shown + 1))
	done
}

end_all()
{
	local pid
	for pid in "$logs"/run/*.pid; do
		[ -e "$pid" ] && kill "$(cat "$pid")"
	done
	exit 130
}
trap end_all INT TERM

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
		together+=(${#files[@]})
		plan "${program#"$b"/}" "$b" read_cmocka
	done
fi
# What loads the machine comes last.
for last in no yes; do
	for file in tests/*/*.sh; do
		base=${file##*/}
		[ -f "$file" ] || continue
		case $mode:$base in
		*:lib*.sh) continue ;;
		soak:*_slow.sh | soak:*_soak.sh) export SOAK=1 ;;
		soak:* | *:*_soak.sh | quick:*_slow.sh) continue ;;
		esac
		case $last:$base in
		yes:*_slow.sh | yes:*_soak.sh) alone+=(${#files[@]}) ;;
		yes:* | no:*_slow.sh | no:*_soak.sh) continue ;;
		*) together+=(${#files[@]}) ;;
		esac
		plan "$file" "$build" read_shell
	done
done

for number in "${together[@]}"; do
	while [ "$(jobs -rp | wc -l)" -ge "$jobs_limit" ]; do
		wait -n
		show
	done
	try "$number" &
done
wait
show
for number in "${alone[@]}"; do
	try "$number"
	show
done

results=$logs/results.tsv	# verdict, file, case, why
unsteady=$logs/unsteady.tsv	# the same, of what failed once and then passed
: >"$unsteady"
mapfile -t again < <(grep -l '^failed' "$logs"/run/*.tsv 2>/dev/null)
if [ "$mode" = all ] && [ ${#again[@]} -gt 0 ] && [ ${#again[@]} -le $unsteady_limit ]; then
	echo
	echo "once more, alone:"
	for verdicts in "${again[@]}"; do
		number=$(basename "$verdicts" .tsv)
		cp "$verdicts" "$verdicts.first"
		cp "$(log_of "$number")" "$(log_of "$number").first"
		try "$number"
		cat "$logs/run/$number.txt"
		grep -q '^failed' "$verdicts" || grep '^failed' "$verdicts.first" >>"$unsteady"
	done
fi
if [ ${#files[@]} -gt 0 ]; then
	cat "$logs"/run/*.tsv >"$results"
else
	: >"$results"
fi

count()
{
	awk -F '\t' -v verdict="$1" '$1 == verdict { n++ } END { print n + 0 }' "$results"
}
passed=$(count passed)
failed=$(count failed)
skipped=$(count skipped)

echo
awk -F '\t' '$1 == "skipped" { print "skipped: " $2 ": " $3 " - " ($4 != "" ? $4 : "no reason given") }' "$results"
awk -F '\t' '{ print "unsteady: " $2 ": " $3 " failed, then passed" ($4 != "" ? " - " $4 : "") }' "$unsteady"
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
