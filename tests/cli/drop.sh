#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# A drop folder: tables that other systems put there become cases once, are
# archived with what became of each row, and are not read before they are whole.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

practice
mkdir -m 700 in
# configure LINE…: the channel file, with these lines besides.
configure()
{
	{
		printf '[saeol]\nkind = drop\nfolder = in\nregion = 47750\nmapping = saeol\n'
		printf '%s\n' "$@"
	} >"$store.channels"
	chmod 600 "$store.channels"
}
as=supervisor-47750
round()
{
	minwon --as $as sync saeol --format jsonl >sync.out 2>sync.err
}
cases()
{
	sqlite3 "$store" "SELECT $1 FROM cases WHERE channel = 'saeol'"
}
unsorted()
{
	sqlite3 "$store" "SELECT $1 FROM unsorted WHERE channel = 'saeol'"
}
said()
{
	cat sync.out sync.err
}
head='접수번호,접수일시,민원사무명,민원제목,신청인,연락처,주소,주민등록번호,처리상태,비고'
# rows FROM TO: rows as 새올 might write them.
rows()
{
	local i
	for ((i = $1; i <= $2; i++)); do
		printf '47750-2026-%05d,2026-11-20 10:%02d,전입신고,전입 %d,홍길동,010-1234-%04d,"경북 청송군, 금월로 %d",,접수,비고 %d\r\n' \
			"$i" $((i % 60)) "$i" "$i" "$i" "$i"
	done
}

# Switched on by who set it up.
check 'it is off at first' false "$(minwon --as $as channel list --format jsonl | jq -r 'select(.code == "saeol") | .enabled')"
minwon --as $as channel enable saeol >/dev/null

# The example: CP949, quoted commas, a resident number.
configure
{ printf '%s\r\n' "$head"; rows 1 3; printf '47750-2026-00004,2026-11-20,전입신고,전입,남궁민수,,,900101-1234567,접수,\r\n'; } |
	iconv -f UTF-8 -t CP949 >in/a.csv
round
check 'without its marker it is not read' 0 "$(cases 'COUNT(*)')"
has 'and that is said' '1' "$(jq -r .note sync.out)"
check 'it is still there' yes "$([ -f in/a.csv ] && echo yes)"
: >in/a.csv.done
round
check 'with it each row is a case' 4 "$(cases 'COUNT(*)')"
check 'of the service that it names' 4 "$(cases "COUNT(*) FROM cases WHERE service = '13100000016' --")"
check 'of the day that it names' "2026-11-20T10:01:00+09:00" \
	"$(minwon --as $as show 47750-2026-00001 --format json | jq -r .arrived_at)"
has 'the charset is said' CP949 "$(jq -r .note sync.out)"
check 'the file is archived' yes "$([ -f in/done/2026-11/a.csv ] && echo yes)"
check 'its result is in its charset, a line a row' '5 case' \
	"$(iconv -f CP949 -t UTF-8 in/done/2026-11/a.csv.result.csv | awk -F, 'END { gsub("\r", ""); print NR, $3 }')"
check 'and says the line in the file' '2,47750-2026-00001,case,' "$(sed -n 2p in/done/2026-11/a.csv.result.csv | tr -d '\r')"
check 'the marker is gone' no "$([ -e in/a.csv.done ] && echo yes || echo no)"
check 'nothing is left in work' '' "$(ls in/work)"
check 'the files are ours alone' '600 600' \
	"$(stat -c %a in/done/2026-11/a.csv in/done/2026-11/a.csv.result.csv | xargs)"
check 'no resident number stands in the archive' 0 \
	"$(iconv -f CP949 -t UTF-8 in/done/2026-11/a.csv | grep -c 1234567)"
check 'nor anywhere in the store' 0 "$(strings -a "$store" "$store-wal" 2>/dev/null | grep -c 900101-1234567)"
check 'its birth date is kept' 1990-01-01 "$(sqlite3 "$store" "SELECT birth FROM applicant a JOIN cases c ON c.id = a.case_id WHERE c.external_id = '47750-2026-00004'")"
has 'and the cut is recorded' dropped "$(sqlite3 "$store" "SELECT text FROM event e JOIN cases c ON c.id = e.case_id WHERE c.external_id = '47750-2026-00004'")"
check 'what no column maps is an answer, hidden from who may not see' '비고 ***' "$(minwon --as $as show 47750-2026-00001 --format json | jq -r '.answers[] | select(.name == "비고") | .name + " " + .value')"

# The same file once more, and one in which a row differs.
cp in/done/2026-11/a.csv in/a.csv && : >in/a.csv.ok
round
check 'dropped again nothing is twice' 4 "$(cases 'COUNT(*)')"
check 'and it says so, under another name' 4 "$(grep -c ,duplicate, in/done/2026-11/a.csv~2.result.csv)"
{ echo "$head"; rows 1 1 | sed 's/전입 1/전입 다름/'; rows 5 5; } >in/b.csv && : >in/b.csv.done
round
check 'the same number with other content is 미분류' other-content "$(unsorted reason)"
check 'and the rest went in' 5 "$(cases 'COUNT(*)')"
has 'the result says why' '2,47750-2026-00001,unsorted,' "$(cat in/done/2026-11/b.csv.result.csv)"

# Rows that are wrong, each in its way.
{
	echo "$head"
	rows 10 10
	printf '47750-2026-00011,2026-11-20,없는사무,제목,홍길동,,,,,\n'
	printf ',2026-11-20,전입신고,제목,홍길동,,,,,\n'
	printf '47750-2026-00013,어제,전입신고,제목,홍길동,,,,,\n'
	printf '47750-2026-00014,2026-11-20,전입신고\n'
	printf '47750-2026-00015,2026-11-20,전입신고,제목,,,,,,\n'
	printf '=cmd|1,2026-11-20,전입신고,제목,홍길동,,,,,\n'
	printf '900101-1234567,2026-11-20,전입신고,제목,홍길동,,,,,\n'
	printf '47750-2026-00018,2026-11-20,전입신고,"제목"x,홍길동,,,,,\n'
	rows 19 19
} >bad.csv
cp bad.csv in/bad.csv && : >in/bad.csv.done
round
check 'bad rows do not hide good ones' 7 "$(cases 'COUNT(*)')"
result=in/done/2026-11/bad.csv.result.csv
check 'each has its line' 11 "$(wc -l <$result)"
check 'in the order of the file' '2 3 4 5 6 7 8 9 10 11' "$(awk -F, 'NR > 1 { print $1 }' $result | xargs)"
check 'eight are 미분류' '8 8' "$(grep -c ,unsorted, $result) $(($(unsorted 'COUNT(*)') - 1))"
has 'an unknown service by its name' '없는사무' "$(grep '^3,' $result)"
has 'the column of a day that is none' '접수일시' "$(grep '^5,' $result)"
check 'no number of a resident in the result' 0 "$(grep -c 1234567 $result)"
check 'nor in the store' 0 "$(strings -a "$store" "$store-wal" 2>/dev/null | grep -c 900101-1234567)"
configure 'bad_rows = stop'
sed 's/47750-2026-000/47750-2026-001/' bad.csv >in/bad2.csv && : >in/bad2.csv.done
round
check 'where bad rows stop, none goes in' 7 "$(cases 'COUNT(*)')"
check 'and each bad one is told' 8 "$(grep -c ,bad, in/failed/bad2.csv.result.csv)"
has 'the channel is unwell as long as it lies there' failed "$(minwon --as $as channel list --format jsonl | jq -r 'select(.code == "saeol") | .last_error')"
rm in/failed/*
round
check 'and well again' '' "$(jq -r '.error // ""' sync.out)"

# What may not be read.
configure
ln -s /etc/passwd in/link.csv
mkfifo in/pipe.csv
round
has 'a symbolic link is refused by name' 'link.csv' "$(jq -r .error sync.out)"
rm in/link.csv
round
has 'a pipe too' 'pipe.csv' "$(jq -r .error sync.out)"
rm in/pipe.csv
chmod 755 in
round
has 'a folder that others may enter is refused' 'chmod 700' "$(jq -r .error sync.out)"
chmod 700 in
printf '이름,제목\nx,y\n' >in/other.csv && : >in/other.csv.done
round
check 'a table without the number fails' yes "$([ -f in/failed/other.csv ] && echo yes)"
has 'and says why' id "$(cat in/failed/other.csv.result.csv)"
rm in/failed/*

# The other rules.
configure 'complete = renamed'
{ echo "$head"; rows 30 30; } >in/c.csv.tmp
: >in/.c.csv
round
check 'a name that is not the last one is passed over' 7 "$(cases 'COUNT(*)')"
mv in/c.csv.tmp in/c.csv
round
check 'renamed it is read' 8 "$(cases 'COUNT(*)')"
configure 'complete = settled' 'settle = 3600'
{ echo "$head"; rows 31 31; } >in/d.csv
round
check 'what changed a moment ago waits' 8 "$(cases 'COUNT(*)')"
configure 'complete = settled' 'settle = 0' 'late = 0'
exec 9>>in/d.csv
round
check 'what a process writes waits' 8 "$(cases 'COUNT(*)')"
has 'and after a while that is trouble' 'd.csv' "$(jq -r .error sync.out)"
exec 9>&-
{ echo "$head"; rows 32 32; printf '47750-2026-00033,2026-11-20,전입신고,제'; } >in/e.csv
round
check 'closed it is read; a line without its end waits' '9 1' "$(cases 'COUNT(*)') $(find in -maxdepth 1 -name e.csv | wc -l)"
printf '목,홍길동,,,,,\n' >>in/e.csv
round
check 'until it has one' 11 "$(cases 'COUNT(*)')"
configure 'complete = settled counted' 'settle = 0'
{ echo "$head"; rows 40 41; echo '총건수,3,,,,,,,,'; } >in/f.csv
round
check 'fewer rows than it says itself wait' 11 "$(cases 'COUNT(*)')"
{ echo "$head"; rows 40 42; echo '총건수,3,,,,,,,,'; } >in/f.csv
round
check 'as many as it says go in' 14 "$(cases 'COUNT(*)')"
configure
{ echo "$head"; rows 50 51; } >in/g.csv
sha256sum in/d* in/g.csv 2>/dev/null | sed -n '$p' | tr 'a-f0-9' 'b-f0-9a' >in/g.csv.done
round
check 'a marker of other bytes does not count' 14 "$(cases 'COUNT(*)')"
sha256sum in/g.csv >in/g.csv.done
round
check 'that of these does' 16 "$(cases 'COUNT(*)')"

# A mapping of one's own, tabs, and answers of the form.
cat >own.map <<'END'
번호 = id
무엇 = service
누가 = applicant
어디 = answer.building_address
대장 = answer.register_kind
부수 = number.copies
service: 건축물 = 15000000098
answer.x: 모두 = 총괄
END
configure 'complete = renamed' 'mapping = own.map'
printf '출력일 2026-11-23\n번호\t무엇\t누가\t어디\t대장\t부수\t부수\nA-1\t건축물\t김철수\t청송읍\t모두\t2\t사본\n' >in/h.tsv
round
check 'a form is filled by columns' '{"building_address":"청송읍","register_kind":"총괄","copies":2}' \
	"$(sqlite3 "$store" "SELECT answers FROM form s JOIN cases c ON c.id = s.case_id WHERE c.external_id = 'A-1'" | jq -c 'del(."부수(7)")')"
echo '번호 = nonsense' >own.map
round
has 'a mapping that cannot be read is told by line'  'own.map 1' "$(jq -r .error sync.out)"

# Hostile tables: each is told, none hides another.
configure 'complete = renamed'
before=$(unsorted 'COUNT(*)')
{
	echo "$head"
	printf '47750-2026-00091,2026-11-20,전입신고,'
	head -c 1100000 /dev/zero | tr '\0' x
	printf ',홍길동,,,,,\n47750-2026-00092,2026-11-20,전입신고,홍\0길동,홍길동,,,,,\n'
	rows 93 93
	printf '47750-2026-00094,2026-11-20,전입신고,"열린 칸\n'
} >in/hostile.csv
{ echo "$head"; head -c 1200000 /dev/zero | tr '\0' ','; } >in/commas.csv
head -c 100000 /dev/urandom >in/noise.csv
: >in/empty.csv
{ printf '\xff\xfe'; { echo "$head"; rows 95 95; } | iconv -f UTF-8 -t UTF-16LE; } >in/utf16.csv
truncate -s 67108865 in/large.csv
round
check 'two good rows among them' 2 "$(cases "COUNT(*) FROM cases WHERE external_id IN ('47750-2026-00093', '47750-2026-00095') --")"
check 'four bad ones are 미분류, each with its bytes' '4 4' \
	"$(unsorted "COUNT(*) - $before, SUM(id > $before AND LENGTH(raw) > 20) FROM unsorted --" | tr '|' ' ')"
check 'noise and nothing fail' 'empty.csv noise.csv' "$(cd in/failed && find . -name '*.csv' ! -name '*.result.csv' -printf '%f\n' | sort | xargs)"
has 'what is too large is refused by name' large.csv "$(jq -r .error sync.out)"
rm in/failed/* in/large.csv

# Trying, and answers.
configure
{ echo "$head"; rows 60 60; } >in/i.csv && : >in/i.csv.done
minwon --as $as channel test saeol >test.out 2>test.err
has 'trying says what is there' '1' "$(cat test.out test.err)"
check 'and takes nothing' yes "$([ -f in/i.csv ] && echo yes)"
round
minwon --as $as receive 47750-2026-00060 >/dev/null
round
check 'an answer is parked' parked "$(sqlite3 "$store" "SELECT state FROM outbox WHERE channel = 'saeol'")"
timeout 60 "$bin/minwon" --store "$store" --clock "$clock" --as $as outbox reconcile saeol --format jsonl >reconcile.out 2>&1
check 'it is told that a folder gives no list of what it has' 1 "$(jq -r '.error // .last_error // ""' reconcile.out | grep -c .)"
has 'the channel says what it read last' i.csv "$(minwon --as $as channel list --format jsonl | jq -r 'select(.code == "saeol") | .cursor')"

# What comes with the program for an office to begin with.
top=$OLDPWD
sed "s#/var/lib/minwon/drop/[a-z]*#$work/in#" "$top/scripts/desk/channels.example" >"$store.channels"
printf '신청번호,신청일,민원제목,신청인,처리상태\n1AA-2611-0000001,2026-11-20,가로등,홍길동,처리중\n' >in/e.csv
minwon --as $as sync epeople --format jsonl >sync.out 2>sync.err
check 'the example reads a list of petitions' 'GEN-ETC 가로등' \
	"$(sqlite3 "$store" "SELECT service || ' ' || title FROM cases WHERE channel = 'epeople' AND external_id = '1AA-2611-0000001'")"
configure "mapping = $top/scripts/desk/saeol.map"
{ echo "$head"; rows 70 70; } >in/j.csv && : >in/j.csv.done
round
check 'the mapping as a file is the one in the program' 1 "$(cases "COUNT(*) FROM cases WHERE external_id = '47750-2026-00070' --")"

# Two at one folder: one of them gets a file.
configure
exec 9>in/work/.lock && flock 9
{ echo "$head"; rows 71 71; } >in/k.csv && : >in/k.csv.done
round
has 'who comes second is told' 'minwon-sync' "$(jq -r .error sync.out)"
check 'and takes nothing' yes "$([ -f in/k.csv ] && echo yes)"
exec 9>&-
round
check 'until the first is gone' no "$([ -f in/k.csv ] && echo yes || echo no)"
cp "$store" other.db && cp "$store.channels" other.db.channels
for i in 81 82 83 84 85 86 87 88; do
	{ echo "$head"; rows $i $i; } >in/$i.csv && : >in/$i.csv.done
done
"$bin/minwon" --store other.db --clock "$clock" --as $as sync saeol >/dev/null 2>&1 &
round
wait $!
round
check 'two offices never read one file both' '8 8' "$({
	sqlite3 "$store" "SELECT external_id FROM cases WHERE external_id BETWEEN '47750-2026-00081' AND '47750-2026-00088'"
	sqlite3 other.db "SELECT external_id FROM cases WHERE external_id BETWEEN '47750-2026-00081' AND '47750-2026-00088'"
} | sort | tee both | wc -l) $(sort -u both | wc -l)"

# A channel file that is wrong.
for line in 'complete = soon' 'settle = -1' 'bad_rows = maybe' 'charset = latin1' 'region = nowhere' \
	'files = a/*.csv' 'mapping ='; do
	configure "$line"
	minwon --as $as sync saeol >sync.out 2>sync.err
	has "the line $line is refused by its key" "${line%% *}" "$(said)"
done
verdict
