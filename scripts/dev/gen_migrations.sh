#!/bin/sh
# SPDX-License-Identifier: ISC
# gen_migrations.sh DIR: prints a C file with the table `migrations` of
# storage/migration.h, made from DIR/NNNN_name.sql in order. Refuses a file
# that is named otherwise, a gap and a number that is there twice.
set -eu
export LC_ALL=C

[ $# -eq 1 ] || { echo "usage: gen_migrations.sh DIR" >&2; exit 2; }
dir=$1

set --
for file in "$dir"/*.sql; do
	[ -e "$file" ] && set -- "$@" "$file"
done

if [ $# -eq 0 ]; then
	# C has no empty arrays: one row that migration_count does not count.
	cat <<'EOT'
#include "storage/migration.h"

const struct migration migrations[] = {{ .number = 0 }};
const size_t migration_count = 0;
EOT
	exit 0
fi

awk '
function fail(why) {
	print "gen_migrations.sh: " FILENAME ": " why > "/dev/stderr"
	failed = 1
	exit 1
}
BEGIN {
	print "#include \"storage/migration.h\""
	print ""
	print "#pragma GCC diagnostic ignored \"-Woverlength-strings\""
	print ""
	print "const struct migration migrations[] = {"
}
FNR == 1 {
	if (count > 0)
		print "\t},"
	name = FILENAME
	sub(/^.*\//, "", name)
	if (name !~ /^[0-9][0-9][0-9][0-9]_[a-z0-9_]+\.sql$/)
		fail("not named NNNN_name.sql")
	number = substr(name, 1, 4) + 0
	if (number != ++count)
		fail("expected number " count)
	sub(/^[0-9]+_/, "", name)
	sub(/\.sql$/, "", name)
	printf "\t{\n\t\t.number = %d,\n\t\t.name = \"%s\",\n\t\t.sql =\n", number, name
}
{
	gsub(/\\/, "\\\\&")
	gsub(/"/, "\\\"")
	gsub(/\?\?/, "?\"\"?")
	gsub(/\t/, "\\t")
	print "\t\t\"" $0 "\\n\""
}
END {
	if (!failed) {
		print "\t},\n};"
		print "const size_t migration_count = " count ";"
	}
}
' "$@"
