#!/bin/sh
# SPDX-License-Identifier: ISC
# tidy_files.sh FILE…: clang-tidy on these files with the flags of the build.
# Prints findings only; exit status 1 if there are any.
out=$(clang-tidy --quiet "$@" -- -I. -std=c11 -D_GNU_SOURCE \
	-DMINWON_LOCALEDIR='""' -DMINWON_LIBEXECDIR='""' 2>/dev/null)
status=$?
[ -z "$out" ] || printf '%s\n' "$out"
exit $status
