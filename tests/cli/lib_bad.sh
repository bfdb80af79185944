# shellcheck shell=bash
# SPDX-License-Identifier: ISC
# What the tests of bad input and bad days share: one attempt, in English and in
# Korean, with its exit status, its one sentence, and what it left behind.
# Sourced by the tests in place of lib_office.sh; no test by itself.
#
# Functions: dump, at_desk, bad, harmless.

# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/lib_office.sh"
lang=en

# dump: the store, all but who looked and by which rule figures are counted,
# which an office notes when it starts.
dump()
{
	sqlite3 -readonly "$store" .dump | grep -v -e '^INSERT INTO access_log' -e '^INSERT INTO looked' -e '^INSERT INTO tally_rule' -e '^INSERT INTO batch'
}

# minwon ARGUMENT…: the command against $store, in $lang.
minwon()
{
	"$bin/minwon" --lang "$lang" --store "$store" --clock "$clock" "$@"
}

# at_desk ARGUMENT…: the command with nothing said about store and clock.
at_desk()
{
	"$bin/minwon" --lang "$lang" "$@"
}

# bad NAME STATUS PIECE COMMAND…: COMMAND ends with STATUS and one sentence on
# stderr, with PIECE in it when it speaks English, in Hangul when it speaks
# Korean; stdout stays empty. The command's output is left in out and err.
bad()
{
	local name=$1 want=$2 piece=$3 status
	shift 3
	for lang in ko en; do
		"$@" >out 2>err
		status=$?
		check "$name ($lang): exit status" "$want" "$status"
		check "$name ($lang): one sentence" 1 "$(grep -cE "^(minwon|minwond|minwon-sync): " err)"
		check "$name ($lang): nothing on stdout" 0 "$(wc -c <out)"
		if [ "$lang" = en ]; then
			has "$name: what, on what, what to do" "$piece" "$(cat err)"
			check "$name (en): no Hangul sentence" 0 "$(grep -cP '니다|십시오' err)"
		else
			check "$name (ko): a Korean sentence" 1 "$(grep -cP '\p{Hangul}{2,}' err)"
		fi
	done
}

# harmless NAME STATUS PIECE COMMAND…: as bad, and the store is as it was.
harmless()
{
	dump >before
	bad "$@"
	dump >after
	check "$1: the store is as it was" '' "$(diff before after | head -3)"
}
