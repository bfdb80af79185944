#!/bin/sh
# SPDX-License-Identifier: ISC
# check_globals.sh BUILD: no writable globals in the built objects but those
# listed here, each with its reason; and no public name that two rooms of one
# program have: the linker would take the first for both, and say nothing.
set -eu
export LC_ALL=C
build=$1

# SYMBOL  reason
allowed='
term             term.c: there is one terminal; the rescue hook has no argument
is_english       text.c: the language belongs to the process, as its locale does
ambiguous_cells  cells.c: a property of the terminal, set once at start
in_use           bindings.c: the keys belong to the clerk, set once at start
stopping         a signal handler sets it, the loop reads it
resized          a signal handler sets it, the loop reads it
'

objects=$(find "$build/console" "$build/views" "$build/storage" "$build/scripts" \
	-name '*.o' 2>/dev/null | sort)
[ -n "$objects" ] || { echo "check_globals: nothing is built in $build"; exit 1; }
for object in $objects; do
	objdump -t "$object" | awk -v o="${object#"$build"/}" -v allowed="$allowed" '
	BEGIN {
		n = split(allowed, line, "\n")
		for (i = 1; i <= n; i++) {
			split(line[i], word, " ")
			ok[word[1]] = 1
		}
	}
	/ O (\.data|\.bss|\.tdata|\.tbss|\*COM\*)[ \t]/ {
		name = $NF
		sub(/\.[0-9]+$/, "", name)
		if (!(name in ok))
			print o ": writable global " name
	}'
done >"$build/globals.txt"

# twice FOLDER…: names that more than one object of these folders makes public
twice()
{
	for object in $objects; do
		for folder; do
			case $object in
			"$build/$folder/"*) ;;
			*) continue ;;
			esac
			nm "$object" | awk -v o="${object#"$build"/}" '
			    $2 == "T" && $3 != "main" { print $3, o }'
		done
	done | sort | awk '$1 == name { print at " and " $2 ": both have " name } { name = $1; at = $2 }'
}
{
	twice console/desk views console/wire console/rules storage
	twice console/office console/wire console/rules storage
	twice console/channel console/wire console/rules
	twice scripts/gateway console/rules
} | sort -u >>"$build/globals.txt"
cat "$build/globals.txt"
echo "check_globals: $(printf '%s\n' "$objects" | wc -l) objects, $(wc -l <"$build/globals.txt") findings"
[ ! -s "$build/globals.txt" ]
