# shellcheck shell=sh
# SPDX-License-Identifier: ISC
# What the scripts beside it share; sourced by them. SOCKET is the office's (without it
# MINWON_STORE), OUT the folder for what is written, WHO the login of a practice office: a
# real one knows who asks by the account that runs the script.
out=${OUT:-.}
# Korean time, wherever the machine thinks it is.
day=${DAY:-$(TZ=KST-9 date +%F)}
umask 077
ask() { minwon ${SOCKET:+--socket "$SOCKET"} ${WHO:+--as "$WHO"} "$@"; }
# bulk NAME OP QUERY OPTION…: one result line a case; that some were refused is no end.
bulk() { name=$1 what=$2 query=$3; shift 3; ask bulk --apply --op "$what" --query "$query" "$@" \
	>>"$out/$day-$name.jsonl" || [ $? -eq 1 ]; }
# put NAME COMMAND…: what a command says into a file that is whole or not there.
put() { file=$out/$1; shift; ask "$@" >"$file.part" && mv "$file.part" "$file"; }
