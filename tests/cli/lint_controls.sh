#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Positive controls: each check of `make lint` reports the fault planted for
# it. Each plant stands alone in a small tree of its own beside the real
# headers and scripts.
set -uo pipefail
top=$PWD
tree=$TMPDIR/tree
failed=0

# clean: an empty tree with the checks and the headers.
clean()
{
	rm -rf "$tree"
	mkdir -p "$tree"/console/{rules,desk,office,po,man} "$tree"/{views,storage/migrations,scripts,tests/cli}
	cp -r "$top/scripts/dev" "$tree/scripts/dev"
	cp "$top/.clang-tidy" "$top/Makefile" "$tree/"
	cp "$top"/storage/{base,record,text,instant}.h "$tree/storage/"
	cd "$tree" || exit 1
}

# caught NAME CHECK WORD: the check CHECK fails and its output has WORD.
caught()
{
	local out
	if out=$(scripts/dev/lint.sh --only "$2" "$tree/build" 2>&1); then
		echo "not ok $1 - $2 found nothing"
		failed=1
	elif ! grep -qF -- "$3" <<<"$out"; then
		echo "not ok $1 - $2 does not name $3"
		printf '%s\n' "$out" | sed 's/^/  | /'
		failed=1
	else
		echo "ok $1"
	fi
}

# plant FILE LINE…: writes the lines into FILE.
plant()
{
	local file=$1
	shift
	printf '%s\n' "$@" >"$file"
}

# quiet NAME CHECK: the check is content with the tree.
quiet()
{
	local out
	if out=$(scripts/dev/lint.sh --only "$2" "$tree/build" 2>&1); then
		echo "ok $1"
	else
		echo "not ok $1 - $2 found something in a clean tree"
		printf '%s\n' "$out" | sed 's/^/  | /'
		failed=1
	fi
}

# Includes: one row each, file | include line | word of the finding.
while IFS='|' read -r file include word; do
	clean
	plant "$file" "$include"
	caught "include matrix: $file may not have $include" layers "$word"
done <<'ROWS'
views/a.c|#include "console/desk/link.h"|views may not include
views/a.c|#include "storage/clock.h"|views may not include
console/rules/a.c|#include "storage/secret.h"|rules may not include
console/rules/a.c|#include "views/grid.h"|rules may not include
storage/a.c|#include "console/rules/verdict.h"|storage may not include
storage/text.c|#include "storage/db.h"|ground may not include
console/desk/a.c|#include "storage/db.h"|desk may not include
console/office/a.c|#include "views/grid.h"|office may not include
console/channel_a.c|#include "storage/base.h"|stands in no room
console/desk/a.c|#include <ncursesw/curses.h>|curses
console/office/a.c|#include <sqlite3.h>|sqlite
console/office/a.c|#include <curl/curl.h>|curl
console/office/a.c|#include <sodium.h>|sodium
views/a.c|#include <utf8proc.h>|utf8proc
console/rules/a.c|#include <unistd.h>|the system
views/a.c|#include <cjson/cJSON.h>|cjson
console/office/a.c|#include <microhttpd.h>|microhttpd
console/office/a.c|#include "server.h"|name it from the top folder
ROWS

clean
plant views/a.h '#include "views/b.h"'
plant views/b.h '#include "views/a.h"'
caught "two headers that include each other are found" layers "views/a.h"

# Calls: file | code | word of the finding.
while IFS='|' read -r file code word; do
	clean
	plant "$file" "void f(void)" "{" "	$code" "}"
	caught "banned call: $code in $file" calls "$word"
done <<'ROWS'
views/a.c|sprintf(to, "%d", 1);|sprintf
storage/a.c|strcpy(a, b);|strcpy
storage/a.c|strcat(a, b);|strcat
storage/a.c|strncpy(a, b, 2);|strncpy
storage/a.c|gets(a);|gets
console/office/a.c|system("true");|system
console/office/a.c|popen("true", "r");|popen
console/office/a.c|alloca(8);|alloca
console/office/a.c|setjmp(env);|setjmp
console/rules/a.c|t = mktime(&tm);|mktime
console/rules/a.c|localtime(&t);|localtime
console/office/a.c|now = time(NULL);|time
console/office/a.c|clock_gettime(CLOCK_REALTIME, &ts);|clock_gettime
tests/cli/a.c|sleep(1);|sleep(1)
tests/cli/a.c|usleep(10);|usleep(10)
console/rules/a.c|printf("x");|printf
views/a.c|fopen(path, "r");|fopen
console/office/a.c|p = malloc(1);|malloc
console/rules/a.c|cJSON_GetObjectItem(o, "a");|cJSON_GetObjectItem
console/office/a.c|cJSON_Parse(text);|cJSON_Parse
console/office/a.c|n = atoi(s);|atoi
ROWS

# Shell tests: the nap is not written out here, or this file would be found.
nap='sleep'
while IFS= read -r code; do
	clean
	plant tests/cli/a.sh "${code//NAP/$nap}"
	caught "a nap in a shell test: $code" calls "tests/cli/a.sh:1"
done <<'ROWS'
NAP 1
	NAP 0.1
while true; do NAP 1; done
false || NAP 5
(NAP 2) &
if NAP 1; then true; fi
	kill 1; uNAP 100
ROWS

clean
plant tests/cli/a.sh "# nobody may $nap 1 here" "echo '$nap 1'" "my_$nap 1" "x=$nap" "echo no $nap"
quiet "a word about naps is no nap" calls

clean
plant storage/a.c '/* never strcpy(a, b) */' 'static const char *s = "sprintf(x)";' '// gets(x)'
quiet "a banned call in a comment or a string is no finding" calls

# SQL: statement | word of the finding.
while IFS='|' read -r sql word; do
	clean
	plant storage/a.c "static const char *s = \"$sql\";"
	caught "banned SQL: $sql" sql "$word"
done <<'ROWS'
INSERT OR REPLACE INTO t VALUES (1)|INSERT OR REPLACE
CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT)|AUTOINCREMENT
CREATE TABLE t (a TEXT) STRICT|STRICT
SELECT a FROM t WHERE a LIKE $1|LIKE
SELECT json_extract(a, $1) FROM t|json_extract
SELECT now()|now
SELECT strftime($1, a) FROM t|strftime
ROWS

clean
plant storage/migrations/0001_a.sql 'CREATE TABLE t (' '	a INTEGER, -- what a is' '	b INTEGER' ');'
caught "a column without a sentence is found" sql "b INTEGER"

clean
plant storage/a.h '/* SPDX-License-Identifier: ISC */' '/*' ' * a: short.' ' */' 'struct a { size_t n; };'
caught "a header that does not compile alone is found" headers "storage/a.h"

clean
plant storage/b.c 'int counter = 1;' 'static const char *const fine[] = { "a" };' 'const char *f(void) { return fine[0]; }'
mkdir -p build/storage && gcc -fPIE -c -o build/storage/b.o storage/b.c
caught "a writable global is found" globals "counter"

clean
plant console/rules/b.c 'int f(void);' 'int f(void) { return 1; }'
plant console/desk/b.c 'int f(void);' 'int f(void) { return 2; }'
mkdir -p build/console/rules build/console/desk
gcc -c -o build/console/rules/b.o console/rules/b.c && gcc -c -o build/console/desk/b.o console/desk/b.c
caught "a name that two rooms of a program have is found" globals "both have f"

clean
plant console/desk/a.c 'const char *f(void) { return say("A new sentence"); }'
plant console/po/ko.po 'msgid ""' 'msgstr "Content-Type: text/plain; charset=UTF-8\n"'
caught "a sentence without Korean is found" po "A new sentence"
plant console/po/ko.po 'msgid ""' 'msgstr "Content-Type: text/plain; charset=UTF-8\n"' '#, fuzzy' 'msgid "A new sentence"' 'msgstr "새 문장"'
caught "a fuzzy translation is found" po "fuzzy"
plant console/po/ko.po 'msgid ""' 'msgstr "Content-Type: text/plain; charset=UTF-8\n"' 'msgid "A new sentence"' 'msgstr "새 문장"' 'msgid "An old one"' 'msgstr "헌 문장"'
caught "a translation that no source has is found" po "An old one"
plant console/po/ko.po 'msgid ""' 'msgstr "Content-Type: text/plain; charset=UTF-8\n"' 'msgid "A new sentence"' 'msgstr "새 문장 은(는)"'
caught "a particle written both ways is found" po "behind the word"
plant console/po/ko.po 'msgid ""' 'msgstr "Content-Type: text/plain; charset=UTF-8\n"' 'msgid "A new sentence"' 'msgstr "새 문장{는/은}"'
caught "a marker that means no particle is found" po "no such marker"

# Knowledge: file | line added to it | word of the finding.
knows()
{
	clean
	mkdir -p tests/data
	cp -r "$top/storage/catalogue" storage/
	cp "$top/tests/data/knowledge_questions.tsv" tests/data/
}

knows
quiet "the knowledge as it is, is right" knowledge
know=storage/catalogue/knowledge
while IFS='|' read -r file line word; do
	knows
	printf '%b\n' "$line" >>"$file"
	caught "knowledge: $line" knowledge "$word"
done <<ROWS
$know/central_written.csv|ACT-HOURS.rule,central,,,q,a,law,2026-01-01,,high|is there twice
$know/central_written.csv|ACT-X.wish,central,,,q,a,law,2026-01-01,,high|no CODE.topic
$know/central_written.csv|NOBODY.fee,central,,NOBODY,q,a,law,2026-01-01,,high|no service NOBODY
$know/central_written.csv|LIC-HUNT.amount,central,,LIC-COOK,q,a,law,2026-01-01,,high|the service is LIC-COOK
$know/central_written.csv|ACT-X.rule,central,,,q,a,,2026-01-01,,high|no source
$know/central_written.csv|ACT-X.rule,central,,,q,a,[a] law,2026-01-01,,high|the source is not
$know/central_written.csv|ACT-X.rule,central,,,q,a,law,2026-02-30,,high|no day
$know/central_written.csv|ACT-X.rule,central,,,q,a,law,2026-02-01,2026-01-31,high|ends before it begins
$know/central_written.csv|ACT-X.rule,central,,,q,a,law,2026-01-01,,sure|no confidence sure
$know/central_written.csv|ACT-X.rule,central,,,q,"a,law,2026-01-01,,high|not ten columns
$know/central_written.csv|ACT-X.rule,central,47750,,q,a,law,2026-01-01,,high|do not agree
$know/regional_written.csv|ACT-X.rule@청송,sigungu,47820,,q,a,law,2026-01-01,,high|is not 청송
$know/regional_written.csv|ACT-X.rule@청송,sido,47750,,q,a,law,2026-01-01,,high|none of layer sido
$know/regional_written.csv|ACT-X.rule@99999,sigungu,99999,,q,a,law,2026-01-01,,high|no region 99999
$know/regional_generated.csv|ACT-X.rule@청송,sigungu,47750,,q,a,law,2026-01-01,,high|is not what the catalogue says
tests/data/knowledge_questions.tsv|Q1\t47750\tq\tACT-X.rule\tcentral|which no entry has
tests/data/knowledge_questions.tsv|Q1\t47750\tq\tACT-HOURS.rule\tregional|is not
ROWS

clean
plant console/man/a.1 '.Dd November 23, 2026' '.Dt A 1' '.Os' '.Sh NAME' '.Nm a' '.Nd short' '.Xyz'
caught "a man page that mandoc does not like is found" mandoc "a.1"

clean
# shellcheck disable=SC2016
plant scripts/a.sh '#!/bin/sh' 'rm -rf $1/x'
caught "an unquoted variable is found" shellcheck "a.sh"

clean
plant storage/b.c 'int f(void);' 'int f(void)' '{' '	int a[2];' '	a[2] = 1;' '	return a[2];' '}'
caught "an index past the end is found by cppcheck" cppcheck "storage/b.c"

clean
plant storage/b.c '#include <stdlib.h>' 'int f(int n);' 'int f(int n)' '{' '	int *p = NULL;' '	if (n > 3)' '		p = &n;' '	return *p;' '}'
caught "a NULL dereference is found by clang-tidy" clang-tidy "storage/b.c"

exit $failed
