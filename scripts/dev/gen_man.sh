#!/bin/sh
# SPDX-License-Identifier: ISC
# gen_man.sh [--check] BUILD: fills the tables of the manual pages, between
# `.\" BEGIN name` and `.\" END name`, from what the programs themselves say:
# in the language of the page (console/man/ko is Korean):
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

# items FILE TERM TEXT GROUP [MORE]: an mdoc list: the columns named TERM
# (joined by |) as terms, the column TEXT below, then the column MORE if it
# says anything, and a subsection for each GROUP.
items()
{
	awk -F '\t' -v terms="$2" -v text="$3" -v group="$4" -v more="${5:-}" -v options="${options:-Options}" '
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
			print options ": " plain($at[more])
		}
	}
	END {
		if (open && !failed)
			print ".El"
		exit failed
	}' "$1"
}
# carried FOLDER: what an export carries, a row, what it is and its keys; then what is
# not carried, by why. Its words are the file's: English in both languages.
carried()
{
	to=$1
	"$build/minwond" --export-rows >"$to/carry.tsv"
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
	END { print ".El" }' "$to/carry.tsv" >"$to/rows"
	awk -F '\t' '
	$1 != "-" { next }
	!open { print ".Bl -tag -width Ds"; open = 1 }
	{ print ".It Ql " $2; print toupper(substr($3, 1, 1)) substr($3, 2) ": " $6 "." }
	END { print ".El" }' "$to/carry.tsv" >"$to/rest"
}

# labels TSV COLUMN LANG COMMAND…: the column of a table in words of the language: its
# n-th cell of the first column as people see it, where another language than English
# is asked for.
labels()
{
	tsv=$1 lang=$2
	shift 2
	[ "$lang" != en ] || { cat "$tsv"; return; }
	"$minwon" --lang "$lang" "$@" | sed 's/  .*//' | awk -F '\t' -v OFS='\t' '
		FNR == NR { label[FNR] = $0; next }
		FNR > 1 { $1 = label[FNR] }
		{ print }' - "$tsv"
}

# tables LANG FOLDER: the tables in one language.
tables()
{
	lang=$1 to=$2
	mkdir -p "$to"
	"$minwon" --lang "$lang" help --format tsv >"$to/verbs.tsv"
	"$minwon" --lang "$lang" keys --format tsv >"$to/keys.plain"
	labels "$to/keys.plain" "$lang" keys >"$to/keys.tsv"
	"$minwon" --lang "$lang" workflow events --format tsv >"$to/events.tsv"
	"$minwon" --lang "$lang" workflow escalations --format tsv >"$to/escalations.plain"
	"$minwon" --lang "$lang" needs states --format tsv >"$to/needs.tsv"
	if [ "$lang" = ko ]; then
		sed -i '2,$ { s/^cases\t/민원\t/; s/^office\t/기관\t/; s/^offline\t/사무실 없이\t/; }' "$to/verbs.tsv"
		awk -F '\t' 'BEGIN { OFS = "\t" }
			NR == 1 { print "what", "name", "text"; next }
			{ print $1, $2, "필요한 것: " $3 ". 실을 수 있는 것: " $4 ". 받는 곳: " $5 ". 다른 사람의 승인: " $6 \
				". 민원인에게 알림: " $7 ". 대답 시한: " $9 ($10 != "" ? " (" $10 ")" : "") "." }' \
			"$to/escalations.plain" >"$to/escalations.tsv"
	else
		awk -F '\t' 'BEGIN { OFS = "\t" }
			NR == 1 { print "what", "name", "text"; next }
			{ print $1, $2, "Needs " $3 "; may disclose " $4 "; to " $5 "; a second person: " $6 \
				"; the applicant is told: " $7 "; an answer in " $9 ($10 != "" ? " (" $10 ")" : "") "." }' \
			"$to/escalations.plain" >"$to/escalations.tsv"
	fi
	options=Options
	[ "$lang" != ko ] || options=옵션
	items "$to/verbs.tsv" "verb|arguments" help group options >"$to/verbs"
	items "$to/keys.tsv" keys help view >"$to/keys"
	items "$to/events.tsv" states outcome kind >"$to/events"
	items "$to/escalations.tsv" name text what >"$to/escalations"
	items "$to/needs.tsv" "state|after" help what >"$to/needs"
	carried "$to"
}

tables en "$work/en"
tables ko "$work/ko"

# typed PAGE: what of a page is typed as it stands, whatever its language: options,
# variables, and the number of its sections.
typed()
{
	awk '
	/^\.\\" END / { skipping = 0 }
	skipping { next }
	/^\.\\" BEGIN / { skipping = 1 }
	/^\.Sh / { sections++ }
	/^\.Ss / { parts++ }
	/^\.(It )?(Ev|Fl)|[ (](Fl|Ev) / {
		for (i = 1; i < NF; i++)
			if ($i == "Fl" || $i == "Ev" || $i == ".Fl" || $i == ".Ev")
				print $(i + 1)
	}
	END { print "sections " sections; print "parts " parts + 0 }' "$1" | sort -u
}

status=0
pages=0
for page in console/man/*.[1-8] console/man/ko/*.[1-8]; do
	pages=$((pages + 1))
	tables=$work/en
	case $page in
	console/man/ko/*)
		tables=$work/ko
		typed "console/man/${page##*/}" >"$work/wanted"
		typed "$page" >"$work/has"
		if ! cmp -s "$work/wanted" "$work/has"; then
			echo "$page: says other options or sections than console/man/${page##*/}:"
			diff "$work/wanted" "$work/has" | grep '^[<>]'
			status=1
		fi
		;;
	*) [ -e "console/man/ko/${page##*/}" ] || { echo "$page: no Korean page"; status=1; } ;;
	esac
	awk -v folder="$tables" '
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
