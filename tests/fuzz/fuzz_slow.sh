#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Each target of tests/fuzz/ for a few seconds (a minute with SOAK=1) under ASan
# and UBSan, two at a time; then the control, whose planted fault must be found.
# FUZZ_SECONDS says otherwise how long, FUZZ_LONG the same of the first four, which
# read forms and answers: a minute in CI.
set -uo pipefail
seconds=${FUZZ_SECONDS:-$([ "${SOAK:-}" = 1 ] && echo 60 || echo 5)}
long=${FUZZ_LONG:-$seconds}
targets=(gate schema validate overlay tsafe query wire drop)
out=$B/fuzz

clang=$(command -v clang || command -v clang-14)
if [ -z "$clang" ]; then
	echo 'skip fuzzing - no clang here'
	exit 0
fi
sanitize=-fsanitize=address,undefined
make -s --no-print-directory B="$out" CC="$clang" WARN= LINK="$sanitize" \
	HARDEN="-O1 -g $sanitize,fuzzer-no-link -fno-sanitize-recover=all" -j2 \
	"$out/librules.a" "$out/libwire.a" "$out/libground.a" "$out/libchannel.a" >&2 || exit 1

# seeds TARGET: its first inputs, one file each.
seeds()
{
	local folder=$TMPDIR/$1
	mkdir -p "$folder"
	case $1 in
	gate | schema)
		for form in storage/catalogue/{forms,overlays/*}/*.json scripts/bench/*.json; do
			cp "$form" "$folder/${form//\//-}"
		done ;;
	validate | overlay)
		for form in storage/catalogue/forms/*.json; do
			{
				cat "$form"
				printf '\n====\n'
				cat storage/catalogue/overlays/11410/FOOD-BIZ.json
			} >"$folder/$(basename "$form")"
		done
		printf '%s\n====\n%s' "$(cat scripts/bench/application.schema.json)" \
			"$(cat scripts/bench/application.json)" >"$folder/application"
		printf '{"a":[1]}\n====\n[{"op":"add","path":"/a/0","value":2},{"op":"move","from":"/a","path":"/b"}]' >"$folder/patch" ;;
	query) printf 'state:처리중 due:..2d not (region:47750 or "두 낱말")' >"$folder/query" ;;
	drop) printf '접수번호,접수일시,민원사무명,신청인,주민등록번호,부수,동의,비고,비고\r\nA-1,2026-11-20 오후 2:30,전입신고,"홍, 길동",900101-1234567,"1,000",예,"가""나\n다",\r\n총건수,1,,,,,,,\r\n' >"$folder/table" ;;
	tsafe) printf '한글 \xe2\x80\xae e\xcc\x81 \x1b[31m' >"$folder/text" ;;
	esac
	echo "$folder"
}

# build TARGET
build()
{
	# shellcheck disable=SC2046
	"$clang" -std=c11 -D_GNU_SOURCE -g $sanitize,fuzzer -fno-sanitize-recover=all -I. \
		-I"$out/gen" "tests/fuzz/fuzz_$1.c" -o "$out/fuzz_$1" "$out/libchannel.a" "$out/libwire.a" \
		"$out/librules.a" "$out/libground.a" -lutf8proc -lsodium -lcjson -lpcre2-8 -lm
}

# run TARGET: fuzzes it; its words are in $TMPDIR/TARGET.log.
run()
{
	local folder lasts=$seconds
	case $1 in gate | schema | validate | overlay) lasts=$long ;; esac
	folder=$(seeds "$1")
	"$out/fuzz_$1" -max_total_time="$lasts" -timeout=10 -rss_limit_mb=1024 -max_len=4096 \
		-artifact_prefix="$TMPDIR/$1-" -seed=1 "$folder" >"$TMPDIR/$1.log" 2>&1
}

# tell TARGET STATUS: what became of a run.
tell()
{
	if [ "$2" -eq 0 ]; then
		echo "ok $1: $(grep -oE 'Done [0-9]+ runs' "$TMPDIR/$1.log" | cut -d ' ' -f 2) inputs"
	else
		grep -aE 'ERROR|runtime error|Assertion|SUMMARY|    #[0-9] ' "$TMPDIR/$1.log" | head -12 >&2
		echo "not ok $1 - $(grep -aE 'SUMMARY|Assertion' "$TMPDIR/$1.log" | head -n 1)"
		base64 "$TMPDIR/$1"-* >&2
	fi
}

built=()
for target in "${targets[@]}"; do
	if build "$target"; then
		built+=("$target")
	else
		echo "not ok $target - does not build"
	fi
done
for ((i = 0; i < ${#built[@]}; i += 2)); do
	run "${built[i]}" &
	first=$!
	second=
	[ $((i + 1)) -ge ${#built[@]} ] || { run "${built[i + 1]}"; second=$?; }
	wait "$first"
	tell "${built[i]}" $?
	[ -z "$second" ] || tell "${built[i + 1]}" "$second"
done
if build planted && ! run planted && grep -q heap-buffer-overflow "$TMPDIR/planted.log"; then
	echo 'ok the planted fault is found'
else
	echo 'not ok the planted fault is found - it is not'
fi
