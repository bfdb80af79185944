#!/bin/sh
# SPDX-License-Identifier: ISC
# gen_man.sh [--check] BUILD: fills the tables of the manual pages, between
# `.\" BEGIN name` and `.\" END name`, from what the programs themselves say:
#   verbs   minwon help        keys    minwon keys
#   events  minwon workflow events   escalations  minwon workflow escalations    needs   minwon needs states
#   rows, rest  minwond --export-rows
# With --check nothing is written; a page that is not current is a finding.
set -eu
check=no
[ "${1:-}" != --check ] || { check=yes; shift; }
build=$1
minwon=$build/minwon
[ -x "$minwon" ] || { echo "gen_man: no program $minwon; build first"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Each table is TSV with the names of its columns in the first line.
# Nobody's own keys.
export XDG_CONFIG_HOME=/nonexistent
"$minwon" --lang en help --format tsv >"$work/verbs.tsv"
"$minwon" --lang en keys --format tsv >"$work/keys.tsv"

# items FILE TERM TEXT GROUP [MORE]: an mdoc list: the columns named TERM
# (joined by |) as terms, the column TEXT below, then the column MORE if it
# says anything, and a subsection for each GROUP.
items()
{
	awk -F '\t' -v terms="$2" -v text="$3" -v group="$4" -v more="${5:-}" '
	function plain(s) {
		gsub(/\\/, "\\e", s)
		# A lone delimiter would be no word to mdoc.
		if (s ~ /^[.\047]/ || s ~ /^[|!()\[\],:;?]$/)
			s = "\\&" s
		return s
	}
	NR == 1 {
		for (i = 1; i <= NF; i++)
			at[$i] = i
		n = split(terms, term, "|")
		split(terms "|" text "|" group (more != "" ? "|" more : ""), all, "|")
		for (i in all)
			if (!(all[i] in at)) {
				print "gen_man: no column " all[i] " in " FILENAME > "/dev/stderr"
				exit failed = 1
			}
		next
	}
	{
		if ($at[group] != last) {
			if (open)
				print ".El"
			last = $at[group]
			print ".Ss " plain(toupper(substr(last, 1, 1)) substr(last, 2))
			open = 0
		}
		if (!open)
			print ".Bl -tag -width Ds"
		open = 1
		item = ".It Ic \"" plain($at[term[1]]) "\""
		for (i = 2; i <= n; i++)
			if ($at[term[i]] != "")
				item = item " Ar \"" plain($at[term[i]]) "\""
		print item
		# mdoc wants each sentence on a line of its own.
		words = plain($at[text])
		gsub(/\. /, ".\n", words)
		print words
		if (more != "" && $at[more] != "") {
			print ".br"
			print "Options: " plain($at[more])
		}
	}
	END {
		if (open && !failed)
			print ".El"
		exit failed
	}' "$1"
}
items "$work/verbs.tsv" "verb|arguments" help group options >"$work/verbs"
items "$work/keys.tsv" keys help view >"$work/keys"
"$minwon" --lang en workflow events --format tsv >"$work/events.tsv"
items "$work/events.tsv" states outcome kind >"$work/events"
"$minwon" --lang en workflow escalations --format tsv |
	awk -F '\t' 'BEGIN { OFS = "\t" }
		NR == 1 { print "what", "name", "text"; next }
		{ print $1, $2, "Needs " $3 "; may disclose " $4 "; to " $5 "; a second person: " $6 \
			"; the applicant is told: " $7 "; an answer in " $9 ($10 != "" ? " (" $10 ")" : "") "." }' \
		>"$work/escalations.tsv"
items "$work/escalations.tsv" name text what >"$work/escalations"
"$minwon" --lang en needs states --format tsv >"$work/needs.tsv"
items "$work/needs.tsv" "state|after" help what >"$work/needs"
"$build/minwond" --export-rows >"$work/carry.tsv"
# A row, what it is and its keys; then what is not carried, by why.
awk -F '\t' '
NR == 1 || $1 == "-" { next }
!open { print ".Bl -tag -width Ds"; open = 1 }
{
	print ".It Ql " $1
	print toupper(substr($3, 1, 1)) substr($3, 2) "."
	print ".br"
	print "Keys: " $4 "."
	if ($6 != "") {
		print ".br"
		print "Left out: " $5 " (" $6 ")."
	}
}
END { print ".El" }' "$work/carry.tsv" >"$work/rows"
awk -F '\t' '
$1 != "-" { next }
!open { print ".Bl -tag -width Ds"; open = 1 }
{ print ".It Ql " $2; print toupper(substr($3, 1, 1)) substr($3, 2) ": " $6 "." }
END { print ".El" }' "$work/carry.tsv" >"$work/rest"

status=0
pages=0
for page in console/man/*.[1-8]; do
	pages=$((pages + 1))
	awk -v folder="$work" '
	/^\.\\" END / { skipping = 0 }
	!skipping { print }
	/^\.\\" BEGIN / {
		skipping = 1
		while ((getline line < (folder "/" $3)) > 0)
			print line
	}' "$page" >"$work/page"
	cmp -s "$work/page" "$page" && continue
	if [ $check = yes ]; then
		echo "$page: its tables are not current; run scripts/dev/gen_man.sh"
		status=1
	else
		cp "$work/page" "$page"
		echo "gen_man: wrote $page"
	fi
done
echo "gen_man: $pages pages"
exit $status
