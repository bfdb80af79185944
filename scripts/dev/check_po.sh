#!/bin/sh
# SPDX-License-Identifier: ISC
# check_po.sh [ROOT]: every sentence that the sources mark with N_() or pass
# to say() has its Korean in console/po/ko.po, none is fuzzy, and none is
# there that the sources no longer have. Particles (조사) behind a %s are
# written as the markers that storage/hangul.c resolves.
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
msgattrib --no-obsolete --no-wrap "$po" | grep '^msgstr' >"$work/korean"
if grep -E '은\(는\)|이\(가\)|을\(를\)|와\(과\)|과\(와\)|\(으\)로|\(이\)라' "$work/korean"; then
	echo "write {은/는} {이/가} {을/를} {과/와} {으로/로} {이라/라} behind the word: it is resolved"
	status=1
fi
if grep -oE '\{[^{}"]*/[^{}"]*\}' "$work/korean" |
	grep -vxF -e '{은/는}' -e '{이/가}' -e '{을/를}' -e '{과/와}' -e '{와/과}' \
		-e '{으로/로}' -e '{이라/라}'; then
	echo "no such marker of a particle: see hangul_josa in storage/text.h"
	status=1
fi
echo "check_po: $(wc -l <"$work/wanted") sentences, $(wc -l <"$work/missing") missing, $(wc -l <"$work/surplus") surplus"
exit $status
