#!/bin/sh
# SPDX-License-Identifier: ISC
# check_po.sh [ROOT]: every sentence that the sources mark with N_() or pass
# to say() has its Korean in console/po/ko.po, none is fuzzy, and none is
# there that the sources no longer have.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-.}"
po=console/po/ko.po
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$here/extract_po.sh" . >"$work/all.pot"
msgfmt --check -o /dev/null "$po"
LC_ALL=C msgfmt --statistics -o /dev/null "$po" 2>"$work/statistics"
status=0
if grep -qE 'fuzzy|untranslated' "$work/statistics"; then
	echo "$po: $(cat "$work/statistics")"
	LC_ALL=C msgattrib --untranslated --no-wrap "$po" | grep '^msgid "..*"' | head -50
	LC_ALL=C msgattrib --only-fuzzy --no-wrap "$po" | grep 'msgid "..*"' | head -50
	status=1
fi

# ids FILE: the msgids, one a line.
ids()
{
	msgcat --no-location --no-wrap --sort-output "$1" |
		msgattrib --no-obsolete --no-wrap - | grep '^msgid "..*"' | sort -u
}
ids "$work/all.pot" >"$work/wanted"
ids "$po" >"$work/have"
comm -23 "$work/wanted" "$work/have" >"$work/missing"
comm -13 "$work/wanted" "$work/have" >"$work/surplus"
if [ -s "$work/missing" ]; then
	sed 's/^/not in ko.po: /' "$work/missing"
	status=1
fi
if [ -s "$work/surplus" ]; then
	sed 's/^/no longer in the sources: /' "$work/surplus"
	status=1
fi
echo "check_po: $(wc -l <"$work/wanted") sentences, $(wc -l <"$work/missing") missing, $(wc -l <"$work/surplus") surplus"
exit $status
