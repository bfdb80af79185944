#!/bin/sh
# SPDX-License-Identifier: ISC
# check_sql.sh [ROOT]: the statements of storage/*.c and the migrations keep
# to what SQLite and PostgreSQL both understand, and every column of every
# table says in a `--` sentence, beside or above it, what it means. Files of
# one engine (db_*.c, *_sqlite.sql) may say what only that engine knows.
set -eu
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-.}"

words='INSERT OR (REPLACE|IGNORE|ABORT)|REPLACE INTO|AUTOINCREMENT|SERIAL|STRICT|LIKE|GLOB|FOR UPDATE|->>|CURRENT_(TIMESTAMP|DATE|TIME)|WITHOUT ROWID|BOOLEAN|rowid'
calls='json_[a-z]+|now|strftime|datetime|julianday|unixepoch|IFNULL|ifnull|GROUP_CONCAT|group_concat'
sources=$(find storage -maxdepth 1 -name '*.c' ! -name 'db_*.c' 2>/dev/null | sort)
migrations=$(find storage/migrations -name '*.sql' 2>/dev/null | sort)
text=$(mktemp)
trap 'rm -f "$text"' EXIT

# shellcheck disable=SC2086
[ -z "$sources" ] || awk -v want=strings -f "$here/code.awk" $sources >>"$text"
for file in $migrations; do
	case $file in
	*_sqlite.sql | *_pg.sql) ;;
	*) sed 's/--.*//' "$file" | awk -v f="$file" '{ print f ":" NR ":" $0 }' >>"$text" ;;
	esac
done
status=0
found=$(grep -nE "(^|[^A-Za-z0-9_])(($words)([^A-Za-z0-9_]|\$)|($calls) *\()" "$text" | cut -d: -f2-) || true
if [ -n "$found" ]; then
	printf '%s\n' "$found" | sed 's/$/    <- only one of the engines knows this/'
	status=1
fi
echo "check_sql: $(wc -l <"$text") lines of text, $(printf '%s' "$found" | grep -c '' || true) findings"

[ -n "$migrations" ] || exit $status
# shellcheck disable=SC2086
awk '
function balance(s,    t) {
	t = s
	return gsub(/\(/, "", s) - gsub(/\)/, "", t)
}
FNR == 1 { depth = 0; said = 0 }
{
	comment = ""
	at = index($0, "--")
	if (at) {
		comment = substr($0, at + 2)
		gsub(/^[ \t]+|[ \t]+$/, "", comment)
	}
	code = at ? substr($0, 1, at - 1) : $0
	gsub(/^[ \t]+|[ \t]+$/, "", code)
}
code == "" { said = (comment != "") ; next }
depth == 0 && toupper(code) ~ /^CREATE TABLE/ {
	tables++
	depth = balance(code)
	said = 0
	next
}
depth > 0 {
	word = toupper(code)
	sub(/[^A-Z_].*/, "", word)
	if (depth == 1 && code ~ /^[a-z_]/ && word !~ /^(PRIMARY|UNIQUE|FOREIGN|CHECK|CONSTRAINT)$/) {
		columns++
		if (comment == "" && !said) {
			printf "%s:%d: %s    <- no sentence says what this column means\n", FILENAME, FNR, code
			findings++
		}
	}
	depth += balance(code)
	# A sentence beside a column is its own; one above counts once.
	said = 0
}
END {
	printf "check_sql: %d tables, %d columns, %d without a sentence\n", tables, columns, findings
	exit findings > 0
}' $migrations || status=1
exit $status
