#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# kill -9 at each step of a drop folder's round: client, office and sync are killed
# at the nth rename, flush, write, … of a round that claims, hands in and archives.
# Then no row is lost, none is in twice, and each file is archived with a whole
# result. Some of each call are taken; with SOAK=1 every one, until none kills.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")/../cli" && pwd)/lib_office.sh"

if ! command -v strace >/dev/null || ! strace -o /dev/null true 2>/dev/null; then
	echo "skip drop_kill - no strace that may trace"
	exit 0
fi
# A call, and which of it.
steps=("renameat2 1" "fchmodat 1" "renameat 1 2" "unlinkat 1 2 3" "ftruncate 1" "fsync 2 4 6 8 9 10"
	"fdatasync 1 2 3 4" "write 3 4 5 6" "mkdirat 1 4 6" "pwrite64 10" "sendto 60 112 118"
	"ppoll 60 118 124")
if [ "${SOAK:-}" = 1 ]; then
	for i in "${!steps[@]}"; do
		steps[i]="${steps[i]%% *} $(seq -s ' ' 1 400)"
	done
fi
rows=103	# a page and a bit
as=supervisor-47750

practice
mkdir -m 700 in
printf '[saeol]\nkind = drop\nfolder = in\nregion = 47750\nmapping = saeol\n' >"$store.channels"
chmod 600 "$store.channels"
minwon --as $as channel enable saeol >/dev/null

# drop K: a file of good rows, a resident number, one row that nobody knows the
# service of, and its first row once more.
drop()
{
	awk -v k="$1" -v n="$rows" 'BEGIN {
		print "접수번호,접수일시,민원사무명,신청인,주민등록번호"
		for (i = 1; i <= n; i++)
			printf "K%d-%d,2026-11-20,전입신고,홍길동,%s\n", k, i, i == 7 ? "900101-1234567" : ""
		printf "K%d-x,2026-11-20,없는사무,홍길동,\n", k
		printf "K%d-1,2026-11-20,전입신고,홍길동,\n", k }' | iconv -f UTF-8 -t CP949 >"in/k$1.csv"
	: >"in/k$1.csv.done"
}
# wrong_cases STORE FILES: cases that are there twice or not at all.
wrong_cases()
{
	sqlite3 -readonly "$1" "WITH t AS (SELECT external_id, COUNT(*) AS n FROM cases GROUP BY external_id)
		SELECT (SELECT COUNT(*) FROM t WHERE n <> 1) + ABS($2 * $rows - (SELECT COUNT(*) FROM t))"
}
# wrong_results FOLDER FILES: files that are not archived, or whose result is not
# whole, in order and true.
wrong_results()
{
	local k wrong=0
	for ((k = 1; k <= $2; k++)); do
		iconv -f CP949 -t UTF-8 "$1/k$k.csv.result.csv" 2>/dev/null | tr -d '\r' | awk -F, -v k="$k" -v n="$rows" '
			NR == 1 { next }
			$1 != NR { bad++ }
			{ id = NR <= n + 1 ? "K" k "-" NR - 1 : NR == n + 2 ? "K" k "-x" : "K" k "-1" }
			{ want = NR <= n + 1 ? "case" : NR == n + 2 ? "unsorted" : "duplicate" }
			$2 != id || $3 != want { bad++ }
			END { exit bad > 0 || NR != n + 3 }' && [ -f "$1/k$k.csv" ] || wrong=$((wrong + 1))
	done
	echo $wrong
}

serial=0 killed=0 left=0
for step in "${steps[@]}"; do
	call=${step%% *}
	for n in ${step#* }; do
		serial=$((serial + 1))
		drop "$serial"
		{
			strace -qq -f -o trace -e "trace=$call" -e "inject=$call:signal=SIGKILL:when=$n" \
				"$bin/minwon" --store "$store" --clock "$clock" --as $as sync saeol >/dev/null
		} 2>/dev/null
		is_killed=$(grep -c 'killed by SIGKILL' trace)
		minwon --as $as sync saeol >/dev/null 2>&1
		[ -z "$(ls in/work)" ] || left=$((left + 1))
		[ "$is_killed" -gt 0 ] || break
		killed=$((killed + 1))
	done
done
check 'there were kills' yes "$([ "$killed" -ge 20 ] && echo yes)"
check 'the next round ended each file' 0 "$left"
check 'no row is lost, none is in twice' 0 "$(wrong_cases "$store" $serial)"
check 'each file is archived with a whole result' 0 "$(wrong_results in/done/2026-11 $serial)"
check 'what nobody knows is 미분류 once' "$serial $serial" \
	"$(sqlite3 "$store" "SELECT COUNT(*), COUNT(DISTINCT external_id) FROM unsorted" | tr '|' ' ')"
check 'no half file and no marker is left' '' "$(find in -maxdepth 1 -type f -o -name '.cut' -o -name '.result')"
check 'no resident number is left anywhere' 0 \
	"$(iconv -f CP949 -t UTF-8 in/done/2026-11/*.csv | grep -c 1234567)"
echo "# $killed kills, $serial files of $((rows + 2)) rows"

# What finds nothing must find what is planted.
cp "$store" planted.db
sqlite3 planted.db "UPDATE cases SET external_id = 'K1-1', channel = 'epeople' WHERE external_id = 'K1-2'"
check 'a row that is lost and one that is twice are found' 2 "$(wrong_cases planted.db $serial)"
sed -i 5d in/done/2026-11/k1.csv.result.csv
check 'a result line left out is found' 1 "$(wrong_results in/done/2026-11 $serial)"
verdict
