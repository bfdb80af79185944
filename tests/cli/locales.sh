#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The language of every sentence is the clerk's, whatever the host's locale is:
# Korean for Korean, C, POSIX or nothing; the same statuses and the same machine
# formats everywhere; the office that a console starts speaks its language too.
set -uo pipefail
# shellcheck source=tests/cli/lib_bad.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_bad.sh"

practice
relay_start --seed 7 --applications 60
minwon sync >/dev/null 2>&1
relay_stop

# under LOCALE ARGUMENT…: the command in an environment with just this locale,
# or with none where LOCALE is "unset".
under()
{
	local locale=$1
	shift
	if [ "$locale" = unset ]; then
		env -i HOME="$work" PATH="$PATH" "$bin/minwon" "$@"
	else
		env -i HOME="$work" PATH="$PATH" LC_ALL="$locale" "$bin/minwon" "$@"
	fi
}

# korean TEXT: whether its sentence is Korean.
korean()
{
	grep -qP '\p{Hangul}{2,}' <<<"$1" && echo yes || echo no
}

# Sentences of the console, of the office that it starts, and of the catalogue.
for locale in unset C POSIX C.UTF-8 ko_KR.UTF-8 ko_KR.EUC-KR en_US.UTF-8 de_DE.UTF-8 xx_YY; do
	case $locale in
	en*|de*|xx*) want=no ;;
	*) want=yes ;;
	esac
	under "$locale" --store "$store" --clock "$clock" frobnicate >out 2>err
	check "$locale: unknown verb: exit status" 2 $?
	check "$locale: unknown verb: Korean" "$want" "$(korean "$(cat err)")"
	under "$locale" --store ./none.db list >out 2>err
	check "$locale: no store, in the words of the office: exit status" 5 $?
	check "$locale: no store, in the words of the office: Korean" "$want" "$(korean "$(cat err)")"
	under "$locale" --store "$store" --clock "$clock" show 2099-11410-999999 >out 2>err
	check "$locale: unknown case: exit status" 3 $?
	check "$locale: unknown case: Korean" "$want" "$(korean "$(cat err)")"
	under "$locale" --store "$store" --clock "$clock" list 'state:' >out 2>err
	check "$locale: bad filter: exit status" 2 $?
	check "$locale: bad filter: Korean" "$want" "$(korean "$(cat err)")"
	under "$locale" help >out 2>err
	check "$locale: help: exit status" 0 $?
	check "$locale: help: Korean" "$want" "$(korean "$(cat out)")"
	check "$locale: help: whole UTF-8" 0 "$(iconv -f UTF-8 -t UTF-8 out >/dev/null 2>&1; echo $?)"
	under "$locale" --store "$store" --clock "$clock" list -n 5 --format jsonl >"list.$locale" 2>err
	check "$locale: list: exit status" 0 $?
	check "$locale: list: nothing on stderr" '' "$(cat err)"
	check "$locale: machine formats are the same everywhere" '' \
		"$(diff list.unset "list.$locale" | head -2)"
	check "$locale: Hangul is whole" 5 "$(grep -cP '\p{Hangul}' "list.$locale")"
done

# --lang is above the locale; a word that is no language is told.
under C --lang en frobnicate >out 2>err
check '--lang en above C' no "$(korean "$(cat err)")"
under en_US.UTF-8 --lang ko --store ./none.db list >out 2>err
check '--lang ko above en_US, in the words of the office' yes "$(korean "$(cat err)")"
under C --lang fr list >out 2>err; check 'unknown language: exit status' 2 $?
check 'unknown language: one line' 1 "$(wc -l <err)"

# One office, two languages: every reader has their own.
office_start --clock "$clock"
for lang in ko en; do
	want=$([ "$lang" = ko ] && echo yes || echo no)
	at_desk --socket "$store.sock" list 'state:' >out 2>err
	check "a standing office: bad filter in $lang" "$want" "$(korean "$(cat err)")"
	at_desk --socket "$store.sock" note 2099-11410-999999 --text x >out 2>err
	check "a standing office: refusal in $lang" "$want" "$(korean "$(cat err)")"
done
case=$(sqlite3 -readonly "$store" "SELECT c.external_id FROM cases c JOIN form f ON f.case_id = c.id
	WHERE c.office = '11410' AND f.answers LIKE '%true%' LIMIT 1" 2>/dev/null)
if [ -z "$case" ]; then
	check 'an application with a yes' some none
else
	lang=ko
	at_desk --socket "$store.sock" --as supervisor-11410 show "$case" >out
	check 'yes in Korean' 1 "$(grep -cx '  예' out | sed 's/[1-9][0-9]*/1/')"
	lang=en
	at_desk --socket "$store.sock" --as supervisor-11410 show "$case" >out
	check 'yes in English' 1 "$(grep -cx '  Yes' out | sed 's/[1-9][0-9]*/1/')"
fi
verdict
