#!/bin/sh
# SPDX-License-Identifier: ISC
# check_layers.sh [ROOT]: includes go one way (README, folder map), one file
# speaks to each foreign library, and no two headers include each other.
# The tables at the top are the rule; the linker checks the rooms again.
set -eu
export LC_ALL=C
cd "${1:-.}"

files=$(find console views storage scripts tests -name '*.[ch]' 2>/dev/null | sort)
[ -n "$files" ] || { echo "check_layers: no C files here"; exit 1; }

edges=$(mktemp)
trap 'rm -f "$edges"' EXIT

# Which files are ground floor is written once, in the Makefile.
floor=$(sed -n 's/^GROUND_NAMES = //p' Makefile | tr ' ' '|')
[ -n "$floor" ] || { echo "check_layers: no GROUND_NAMES in the Makefile"; exit 1; }

# shellcheck disable=SC2086
awk -v edges="$edges" -v floor="$floor|catalogue|migration" '
# may[ROOM]: a pattern of the project headers that its files may include.
BEGIN {
	plain = "storage/(record|record_form|record_knowledge|record_report|base|text|instant|catalogue)\\.h"
	ground = "storage/(" floor ")\\.h"
	may["ground"] = ground
	may["storage"] = "storage/.*"
	may["rules"] = "console/rules/.*|" plain
	may["views"] = "views/.*|console/rules/(workflow|verdict|catalogue|deadline|extension|service_clock|by_hand|figure|correction|schema|call|pause|wait|wait_pace|wait_words|wait_plan|wait_estimate|consult|letter|batch|entry|service_pick|need|reconcile|auto_rule|agency|escalation|knowledge)\\.h|" plain
	may["wire"] = "console/wire/.*|" ground
	may["desk"] = "console/desk/.*|console/welfare/welfare_xml\\.h|views/.*|console/rules/.*|console/wire/.*|" ground
	may["welfare"] = "console/welfare/.*|" ground
	may["office"] = "console/office/.*|console/rules/.*|console/wire/.*|storage/.*"
	may["channel"] = "console/channel/.*|console/rules/.*|console/wire/.*|" ground
	may["gateway"] = "scripts/gateway/.*|console/rules/(need|json_gate|catalogue)\\.h|" ground
	may["bench"] = "scripts/bench/.*|console/(wire|rules)/.*|console/office/forms\\.h|storage/.*"
	may["dev"] = ground
	may["simulator"] = "scripts/simulator/.*|storage/base\\.h"
	may["tests"] = ".*"

	# lib[NAME]: what its headers look like, who may include them, and in
	# how many files of one room at most.
	lib["curses"] = "(n?curses(w?/.*)?|term|panel)\\.h|ncursesw?/.*"
	at["curses"] = "console/desk/term(_bytes)?\\.c"
	lib["curl"] = "curl/.*"
	at["curl"] = "console/channel/http\\.c"
	lib["sqlite"] = "sqlite3(ext)?\\.h"
	at["sqlite"] = "storage/db_sqlite\\.c|scripts/gateway/[a-z_]+\\.c|scripts/bench/bare_[a-z_]+\\.c|tests/.*"
	lib["libxml2"] = "libxml/.*"
	at["libxml2"] = "console/welfare/welfare_xml\\.c"
	lib["libpq"] = "(postgresql/)?libpq-fe\\.h"
	at["libpq"] = "storage/db_pg\\.c"
	lib["microhttpd"] = "microhttpd\\.h"
	at["microhttpd"] = "scripts/gateway/[a-z_]+\\.c"
	lib["zlib"] = "zlib\\.h"
	at["zlib"] = "scripts/gateway/coding\\.c"
	lib["sodium"] = "sodium(/.*)?\\.h|sodium/.*"
	at["sodium"] = "storage/secret\\.c"
	lib["utf8proc"] = "utf8proc\\.h"
	at["utf8proc"] = "storage/(text|cells|tsafe|search_form)\\.c"
	lib["cjson"] = "(cjson/)?cJSON\\.h"
	at["cjson"] = "scripts/dev/tidy_model\\.h|console/(rules|channel|office|desk)/.*|scripts/gateway/.*|tests/.*"
	lib["vterm"] = "vterm\\.h"
	at["vterm"] = "tests/.*|scripts/bench/.*"
	lib["the system"] = "(unistd|fcntl|poll|dirent|signal|time|pthread)\\.h|sys/.*|netinet/.*|arpa/.*"
	at["the system"] = "console/(desk|office|channel|welfare|wire)/.*|storage/.*|scripts/.*|tests/.*"
	lib["cmocka"] = "cmocka\\.h|setjmp\\.h"
	at["cmocka"] = "tests/.*"
}
function room_of(file) {
	if (file ~ ("^storage/(" floor ")\\.[ch]$"))
		return "ground"
	if (file ~ /^storage\//) return "storage"
	if (file ~ /^views\//) return "views"
	if (file ~ /^tests\//) return "tests"
	if (file ~ /^console\/[a-z]+\// || file ~ /^scripts\/[a-z]+\//) {
		split(file, part, "/")
		return part[2]
	}
	return "?"
}
function finding(why) {
	printf "%s:%d: %s\n", FILENAME, FNR, why
	findings++
}
FNR == 1 {
	room = room_of(FILENAME)
	nfiles++
	if (!(room in may))
		finding("stands in no room that the rule knows")
}
/^[ \t]*#[ \t]*include[ \t]*["<]/ {
	nincludes++
	quoted = ($0 ~ /include[ \t]*"/)
	header = $0
	sub(/^[^"<]*["<]/, "", header)
	sub(/[">].*$/, "", header)
	for (name in lib)
		if (header ~ ("^(" lib[name] ")$")) {
			if (FILENAME !~ ("^(" at[name] ")$"))
				finding(name " (" header ") is not for this file")
			else if (FILENAME ~ /^scripts\/gateway\// && (name == "sqlite" || name == "microhttpd"))
				if (++in_gateway[name] > 1)
					finding("a second gateway file with " name)
		}
	if (!quoted)
		next
	if (header !~ /\//) {
		if (room != "tests" && room != "bench")
			finding("\"" header "\": name it from the top folder")
		next
	}
	if ((room in may) && header !~ ("^(" may[room] ")$"))
		finding(room " may not include " header)
	if (FILENAME ~ /\.h$/)
		print FILENAME, header > edges
}
END {
	printf "check_layers: %d files, %d includes, %d findings\n", nfiles, nincludes, findings
	exit findings > 0
}' $files

if ! loops=$(tsort "$edges" 2>&1 >/dev/null) || [ -n "$loops" ]; then
	echo "check_layers: headers include each other:"
	echo "$loops"
	exit 1
fi
echo "check_layers: $(wc -l <"$edges") includes between headers, no cycle"
