#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# lint.sh [--only CHECK] BUILD: every check that reads. Each says what it read
# and how much; all of them run, and one finding anywhere makes the exit
# status 1.
set -uo pipefail
only=
if [ "${1:-}" = --only ]; then
	only=$2
	shift 2
fi
build=$1
sources=()
while IFS= read -r file; do
	sources+=("$file")
done < <(find console views storage scripts -name '*.c' 2>/dev/null | LC_ALL=C sort)
tests=()
while IFS= read -r file; do
	tests+=("$file")
done < <(find tests -name '*.c' 2>/dev/null | LC_ALL=C sort)
failed=()

# check NAME COMMAND…: runs one check and keeps its name if it found something.
check()
{
	local name=$1 began=$SECONDS
	shift
	[ -z "$only" ] || [ "$only" = "$name" ] || return
	if "$@"; then
		printf 'ok      %-12s %3ds\n' "$name" $((SECONDS - began))
	else
		printf 'FINDING %-12s %3ds\n' "$name" $((SECONDS - began))
		failed+=("$name")
	fi
}

run_cppcheck()
{
	cppcheck -q -j 2 --enable=warning,performance,portability \
		--suppressions-list=scripts/dev/cppcheck.txt --inline-suppr \
		--std=c11 --language=c -D_GNU_SOURCE -I. --error-exitcode=1 \
		--template='{file}:{line}: {severity}: {message} [{id}]' \
		"${sources[@]}" "${tests[@]}" || return 1
	echo "cppcheck: $((${#sources[@]} + ${#tests[@]})) files"
}

run_clang_tidy()
{
	printf '%s\n' "${sources[@]}" | xargs -P 2 -n 4 \
		scripts/dev/tidy_files.sh || return 1
	echo "clang-tidy: ${#sources[@]} files"
}

run_shellcheck()
{
	local scripts=() script
	for script in scripts/setup scripts/run .ci/run; do
		[ -e "$script" ] && scripts+=("$script")
	done
	while IFS= read -r file; do
		scripts+=("$file")
	done < <(find scripts tests -name '*.sh' 2>/dev/null | LC_ALL=C sort)
	shellcheck -x -e SC1091 "${scripts[@]}" || return 1
	echo "shellcheck: ${#scripts[@]} scripts"
}

run_mandoc()
{
	local pages=(console/man/*.[1-8] console/man/ko/*.[1-8])
	[ -e "${pages[0]}" ] || { echo "mandoc: no pages"; return 1; }
	mandoc -T lint -W warning "${pages[@]}" || return 1
	echo "mandoc: ${#pages[@]} pages"
}

check layers scripts/dev/check_layers.sh
check calls scripts/dev/check_calls.sh
check sql scripts/dev/check_sql.sh
check headers scripts/dev/check_headers.sh
check globals scripts/dev/check_globals.sh "$build"
check po scripts/dev/check_po.sh
check knowledge scripts/dev/check_knowledge.sh
check docs scripts/dev/gen_man.sh --check "$build"
check mandoc run_mandoc
check shellcheck run_shellcheck
check cppcheck run_cppcheck
check clang-tidy run_clang_tidy

if [ ${#failed[@]} -gt 0 ]; then
	echo "lint: findings in ${failed[*]}"
	exit 1
fi
echo "lint: clean"
