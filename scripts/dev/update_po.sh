#!/bin/sh
# SPDX-License-Identifier: ISC
# update_po.sh [COMPENDIUM…]: brings console/po/ko.po up to date with the
# sources: new sentences are added (with the Korean of a compendium, if one of
# the PO files named has it), those that are gone are dropped, nothing is
# guessed. What is left to translate is printed.
set -eu
cd "$(dirname "$0")/../.."
po=console/po/ko.po
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

scripts/dev/extract_po.sh . | sed '/^"POT-Creation-Date/d' >"$work/all.pot"
for compendium in "$@"; do
	set -- "$@" "--compendium=$compendium"
	shift
done
msgmerge --quiet --no-fuzzy-matching --add-location=file --sort-by-file "$@" \
	--output-file="$work/merged.po" "$po" "$work/all.pot"
msgattrib --no-obsolete --add-location=file --output-file="$work/ko.po" "$work/merged.po"
cmp -s "$work/ko.po" "$po" || cp "$work/ko.po" "$po"
LC_ALL=C msgfmt --statistics -o /dev/null "$po"
msgattrib --untranslated --no-wrap "$po" | grep '^msgid "..*"' || true
