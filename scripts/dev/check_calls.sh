#!/bin/sh
# SPDX-License-Identifier: ISC
# check_calls.sh [ROOT]: calls that the house style bans, each with the files
# where it does not count. The table below is the rule: a pattern of names,
# the files it is for, the files excepted, why. Shell tests may not sleep either.
set -eu
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-.}"

files=$(find console views storage scripts tests -name '*.[ch]' 2>/dev/null | sort)
status=0
[ -n "$files" ] || { echo "check_calls: no C files here"; exit 1; }

# What a shell test runs; a comment, and a word in quotes, is none.
scripts=$(find tests -name '*.sh' 2>/dev/null | sort)
# shellcheck disable=SC2086
[ -z "$scripts" ] || awk '
{
	code = $0
	sub(/(^|[ \t])#.*/, "", code)
	gsub(/\047[^\047]*\047/, "", code)
	if (code ~ /(^|[;&|(){}`!]|[ \t](do|then|else|if|while|until|exec|time|command|env)|^(do|then|else|if|while|until|exec|time|command|env))[ \t]*u?sleep([ \t]|$)/) {
		printf "%s:%d: %s    <- wait for a sign, with a limit\n", FILENAME, FNR, $0
		findings++
	}
}
END { exit findings > 0 }' $scripts || status=1

# shellcheck disable=SC2086
awk -v want=code -f "$here/code.awk" $files | awk '
function rule(names, where, except, why) {
	n++
	pattern[n] = "(^|[^A-Za-z0-9_])(" names ")[ \t]*\\("
	at[n] = "^(" where ")"
	but[n] = (except == "") ? "^$" : "^(" except ")"
	because[n] = why
}
BEGIN {
	all = "console/|views/|storage/|scripts/|tests/"
	rule("v?sprintf|strcpy|stpcpy|strcat|strncpy|strncat|gets|strtok", all, "", "no bound: build with struct buf")
	rule("system|popen", all, "", "no shell with data in it")
	rule("alloca|setjmp|sigsetjmp|longjmp|siglongjmp", all, "", "unwinds behind the cleanup label")
	rule("atoi|atol|atoll|atof|sscanf", "console/|views/|storage/|scripts/", "", "parse with parse_int")
	rule("mktime|timegm|localtime|localtime_r|gmtime|gmtime_r|strftime|ctime|asctime", all, "", "Seoul has missing midnights: use instant.h")
	rule("time|gettimeofday|ftime", all, "storage/clock\\.c|scripts/", "only storage/clock.c reads the clock")
	rule("clock_gettime", all, "storage/clock\\.c|scripts/|tests/", "only storage/clock.c reads the clock")
	rule("rand|random|srand|drand48", all, "scripts/", "randomness comes from secret.h, order from a seed")
	rule("sleep|usleep", all, "scripts/", "wait for a sign, with a limit")
	rule("nanosleep", "tests/", "", "wait for a sign, with a limit")
	rule("v?f?printf|puts|fputs|putchar|fputc|perror|fwrite|fread|fopen|getenv", "console/rules/|views/", "", "rules and views do no input or output")
	rule("malloc|calloc|realloc|strdup|strndup|asprintf|vasprintf", "console/|views/|storage/|scripts/", "storage/base\\.c", "use x_alloc and friends")
	rule("cJSON_(GetObjectItem|HasObjectItem|DeleteItemFromObject|DetachItemFromObject|ReplaceItemInObject)", all, "", "only the CaseSensitive calls of cJSON")
	rule("cJSON_Parse[A-Za-z]*", all, "console/rules/json_gate[a-z_]*\\.c|tests/", "JSON goes through rules/json_gate.h")
	rule("exit|_exit|abort", "console/rules/|views/|storage/", "storage/base\\.c", "return an enum rc")
}
{
	file = $0
	sub(/:.*/, "", file)
	lines++
	for (i = 1; i <= n; i++)
		if ($0 ~ pattern[i] && file ~ at[i] && file !~ but[i]) {
			print $0 "    <- " because[i]
			findings++
		}
}
END {
	printf "check_calls: %d lines of code, %d rules, %d findings\n", lines, n, findings
	exit findings > 0
}' || status=1
exit "$status"
