# shellcheck shell=bash
# SPDX-License-Identifier: ISC
# A clerk's own keys by command: listed before the table's, faults named by file
# and line, conflicts said, and never fatal.
cd "$(dirname "$0")/../.." || exit 1
manual=$PWD/console/man/minwon.1
# shellcheck source=tests/cli/lib_office.sh
. tests/cli/lib_office.sh

keys()
{
	XDG_CONFIG_HOME=$work "$bin/minwon" --lang en keys "$@"
}
mkdir "$work/minwon"
mine=$work/minwon/keys

check "without a file nothing is wrong" "own keys: 0, no conflict" "$(keys --check)"

printf '%s\n' '# mine' 'queue Insert draft  # near' '' 'queue # command' >"$mine"
check "good lines are counted" "own keys: 2, no conflict" "$(keys --check)"
has "an own key is listed first" "queue	Insert, F7, d	draft" "$(keys --format tsv)"

printf '%s\n' 'queue F5 opne' 'cases F5 draft' 'cases F5 note' >"$mine"
said=$(keys --check)
check "what is wrong is status 1" 1 "$?"
has "an unknown action is named by its line" "$mine:1: there is no action" "$said"
has "a key given twice is named" "$mine:2: F5 in cases is given again in line 3" "$said"
check "the list is whole all the same" 0 "$(keys >/dev/null 2>&1; echo $?)"
has "and says where to look" "minwon keys --check" "$(keys 2>&1 >/dev/null)"
has "the last line holds" "cases	F5, F3, m	note" "$(keys --format tsv 2>/dev/null)"

printf 'theme purple\n' >"$work/minwon/settings"
has "settings are checked too" "$work/minwon/settings:1: theme is not" "$(keys --check)"

# The manual knows every option of the screen.
unnamed=
for option in $("$bin/minwon" --lang en help | sed -n '/^Options of the screen/,/^$/s/^ *--\([a-z-]*\).*/\1/p'); do
	grep -qF -- "Fl -$option" "$manual" || unnamed="$unnamed $option"
done
check "the manual names every option of the screen" "" "$unnamed"

rm "$mine" && ln -s /etc/passwd "$mine"
has "a link is not read" "$mine is a link: it is not read" "$(keys --check)"
verdict
