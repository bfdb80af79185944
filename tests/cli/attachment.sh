#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# What applicants hand in beside the form: announced, fetched, kept beside the
# store under its hash, read by who may read the case, recorded.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

practice
relay_start --applications 300 --attach 100
minwon sync --format jsonl >sync.out 2>sync.err || cat sync.err
fetched=$(jq -s 'map(.files) | add' sync.out)
files=$(find "$store.blobs" -type f | wc -l)
check "attachments are fetched with the applications" 1 "$((fetched > 20))"
check "each file has the name of its own hash" "$files" "$(
	cd "$store.blobs" && find . -type f | while read -r f; do
		want=$(tr -d ./ <<<"$f")
		[ "$(sha256sum <"$f" | cut -d' ' -f1)" = "$want" ] && echo same
	done | grep -c same)"
check "nobody else may read them" 0 "$(find "$store.blobs" -perm /077 | wc -l)"
check "nothing half-written is left" 0 "$(find "$store.blobs" -name 'part-*' | wc -l)"

number=$(minwon list region:11410 --format jsonl | jq -r '.number // .external_id' | head -1)
minwon --as supervisor-11410 receive "$number" >/dev/null && minwon next "$number" >/dev/null
minwon attachment list "$number" --format jsonl >list.out
sha=$(jq -r .sha256 list.out | head -1)
name=$(jq -r .name list.out | head -1)
check "the case lists them" present "$(jq -r .state list.out | head -1)"
check "show tells them" "$(wc -l <list.out)" "$(minwon show "$number" --format json |
	jq '[.answers[] | select(.section == "첨부파일")] | length')"
minwon attachment get "$number" "$name" -o one.bin
check "get writes the bytes" "$sha" "$(sha256sum <one.bin | cut -d' ' -f1)"
check "get writes to standard output" "$sha" "$(minwon attachment get "$number" "$sha" -o - |
	sha256sum | cut -d' ' -f1)"
minwon attachment get "$number" "$sha" -o one.bin 2>/dev/null
check "no file is written over" 5 $?
minwon --as officer2-11410 attachment get "$number" "$sha" -o two.bin 2>/dev/null
check "who does not hold the case gets nothing" 3 $?
check "and leaves no file" 1 "$(test -e two.bin; echo $?)"
minwon --as auditor-11410 attachment get "$number" "$sha" >/dev/null 2>&1
check "an auditor gets no bytes" 3 $?
minwon attachment get "$number" nothing.pdf >/dev/null 2>no.err
has "what is not there is said" "attachment list" "$(cat no.err)"
check "each reading is recorded once" 2 "$(sqlite3 "$store" \
	"SELECT COUNT(*) FROM access_log WHERE operation = 'attachment-get'")"

# A large one comes in many pieces.
head -c 1000003 /dev/urandom >large
large=$(sha256sum <large | cut -d' ' -f1)
mkdir -p "$store.blobs/${large:0:2}" && cp large "$store.blobs/${large:0:2}/${large:2}"
sqlite3 "$store" "INSERT INTO attachment (case_id, name, media_type, size, sha256, state, tries,
	next_try_at, error) SELECT case_id, '../../큰 파일.pdf', '', 1000003, '$large', 'present', 0, 0, ''
	FROM attachment WHERE sha256 = '$sha' LIMIT 1"
minwon attachment get "$number" '../../큰 파일.pdf' -o large.got
check "a large one comes whole" "$large" "$(sha256sum <large.got | cut -d' ' -f1)"
echo x >"$store.blobs/${large:0:2}/${large:2}"
minwon attachment get "$number" "$large" -o damaged.got 2>/dev/null
check "a damaged one is said" 5 $?
check "and not left" 1 "$(test -e damaged.got; echo $?)"
relay_stop

# A relay that changes a bit: nothing of it is kept.
rm -rf "$store"* && practice
relay_start --applications 100 --attach 100 --fault wrong-bytes
minwon sync --format jsonl >sync.out 2>/dev/null
check "changed bytes are not kept" 0 "$(find "$store.blobs" -type f 2>/dev/null | wc -l)"
check "and not counted" 0 "$(jq -s 'map(.files) | add' sync.out)"
relay_stop

# A thin link that drops: each file goes on where it broke off, past a killed
# sync and a killed office, and no byte is asked for twice. THIN_RATE bytes a
# second, THIN_DROP seconds and THIN_BYTES a file are the true ones in a soak:
# 4000, 20 and 400000.
rm -rf "$store"* && practice
relay_start --applications 2 --attach 100 --attach-bytes "${THIN_BYTES:-180000}" \
	--throttle "${THIN_RATE:-100000}" --drop-every "${THIN_DROP:-1}"
office_start --clock "$clock"
on_line()
{
	"$bin/minwon" --socket "$store.sock" --as "${as:-officer1-11410}" "$@"
}
parts()
{
	find "$store.blobs" -name 'part-*' -size +20k 2>/dev/null | grep -c .
}
# until_parts: a part has begun to grow, within a minute.
until_parts()
{
	local end=$((SECONDS + 60))
	while [ "$(parts)" -eq 0 ] && [ "$SECONDS" -lt "$end" ]; do
		read -r -t 0.05 <>"$work/never"
	done
}
mkfifo "$work/never"
on_line sync >/dev/null 2>&1 &
waiting=$!
until_parts
check "an unfinished file is a part" 1 "$(($(parts) > 0))"
check "and listed as far as it has come" 1 "$(sqlite3 "$store" \
	"SELECT COALESCE(receipt_no, external_id) FROM cases" | while read -r n; do
		region=$(sqlite3 "$store" "SELECT region FROM cases WHERE external_id = '$n'")
		as=officer1-$region on_line attachment list "$n" --format jsonl
	done | jq -s '[.[] | select(.state == "wanted" and .here > 0 and .here < .size)] | length > 0' |
	grep -c true)"
kill -9 "$office_pid"
wait "$office_pid" "$waiting" 2>/dev/null
kept=$(find "$store.blobs" -name 'part-*' -size +20k -printf '%s\n' | sort -n | tail -1)
check "a killed office leaves it" 1 "$((${kept:-0} > 20000))"
touch "$store.blobs/part-4711" "$store.blobs/part-0123456789abcdef"
office_start --clock "$clock"
check "what nobody wants is swept" '1 1' "$(test -e "$store.blobs/part-4711"; echo $?) $(
	test -e "$store.blobs/part-0123456789abcdef"; echo $?)"
check "what is wanted is not" 1 "$(($(parts) > 0))"
# The lease of the killed one lapses first.
at_time '2026-11-23T09:30:00+09:00'
for ((round = 0; round < 60; round++)); do
	on_line sync --format jsonl >>thin.out 2>/dev/null
	[ "$(sqlite3 "$store" "SELECT COUNT(*) FROM attachment WHERE state = 'wanted'")" -gt 0 ] || break
done
all=$(sqlite3 "$store" "SELECT SUM(size) FROM attachment")
check "all files come whole" "$(sqlite3 "$store" "SELECT COUNT(DISTINCT sha256) FROM attachment")" \
	"$(cd "$store.blobs" && find . -type f | while read -r f; do
		[ "$(sha256sum <"$f" | cut -d' ' -f1)" = "$(tr -d ./ <<<"$f")" ] && echo same
	done | grep -c same)"
received=$(jq -s 'map(.bytes_received) | add' thin.out)
echo "# $all bytes of attachments, $received bytes on the wire after the kill, $kept kept"
check "no byte is asked for twice" 1 "$((received > 0 && received < all + all / 10))"
verdict
