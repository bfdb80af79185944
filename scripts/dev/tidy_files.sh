#!/bin/sh
# SPDX-License-Identifier: ISC
# tidy_files.sh FILE…: clang-tidy on these files with the flags of the build.
# Prints findings only; exit status 1 if there are any.
status=0
for file in "$@"; do
	model="-include scripts/dev/tidy_model.h"
	[ "$file" != storage/base.c ] || model=
	# shellcheck disable=SC2086
	out=$(clang-tidy --quiet "$file" -- -I. -isystem /usr/include/libxml2 -std=c11 -D_GNU_SOURCE $model \
		-DMINWON_LOCALEDIR='""' -DMINWON_LIBEXECDIR='""' 2>/dev/null) || status=1
	[ -z "$out" ] || printf '%s\n' "$out"
done
exit $status
