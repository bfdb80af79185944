#!/bin/sh
# SPDX-License-Identifier: ISC
# check_headers.sh [ROOT]: every header compiles alone, twice in a row (its
# guard holds), and its first comment says what it is for.
set -eu
cd "${1:-.}"

headers=$(find console views storage scripts tests -name '*.h' 2>/dev/null | sort)
[ -n "$headers" ] || { echo "check_headers: no headers here"; exit 1; }
count=0
status=0
for header in $headers; do
	count=$((count + 1))
	folder=$(dirname "$header")
	if ! printf '#include "%s"\n#include "%s"\n' "$header" "$header" |
		gcc -I. -I"$folder" -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wpedantic \
			-Werror -fsyntax-only -xc -; then
		echo "$header: does not compile alone"
		status=1
	fi
	if ! sed -n '1p' "$header" | grep -q 'SPDX-License-Identifier: ISC' ||
		! sed -n '2,3p' "$header" | grep -q '^/\* *$\|^ \* [a-z_]*:\|^/\* [a-z_]*:'; then
		echo "$header: begin with the SPDX line and a comment that says what it is for"
		status=1
	fi
done
echo "check_headers: $count headers"
exit $status
