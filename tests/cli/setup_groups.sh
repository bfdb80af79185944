#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# scripts/setup without root: a false dpkg-query that knows nothing stands in
# for a bare machine, so nothing is ever installed here.
set -uo pipefail
failed=0
fake=$TMPDIR/bin
mkdir -p "$fake"
printf '#!/bin/sh\nexit 0\n' >"$fake/apt-get"
# shellcheck disable=SC2016
printf '#!/bin/sh\n[ "$1" = -u ] && echo 60001\n' >"$fake/id"
printf '#!/bin/sh\nexit 1\n' >"$fake/sudo"
chmod +x "$fake"/*

# packages STATUS_OF_ALL: makes the false dpkg-query.
packages()
{
	printf '#!/bin/sh\n%s\n' "$1" >"$fake/dpkg-query"
	chmod +x "$fake/dpkg-query"
}

# says NAME STATUS WORD GROUP
says()
{
	local out status
	out=$(PATH=$fake:$PATH scripts/setup "$4" 2>&1 </dev/null)
	status=$?
	if [ "$status" -ne "$2" ]; then
		echo "not ok $1 - status $status: $out"
		failed=1
	elif ! grep -qE -- "$3" <<<"$out"; then
		echo "not ok $1 - it says: $out"
		failed=1
	else
		echo "ok $1"
	fi
}

packages true
says "without root the line to type is printed" 2 \
	'^apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install .*libsqlite3-dev' run
says "test contains run" 2 'gcc .*libcmocka-dev' test
says "extra contains test" 2 'gcc .*libcmocka-dev.*valgrind' extra
says "an unknown group is a usage error" 2 '^usage: ' everything
if command -v npm >/dev/null; then
	if PATH=$fake:$PATH scripts/setup extra 2>&1 | grep -qE '(^| )npm( |$)'; then
		echo "not ok an npm on the path is left alone"
		failed=1
	else
		echo "ok an npm on the path is left alone"
	fi
fi

# What a bare machine would be given: the names after apt-get's options.
packages true
all=$(PATH=$fake:$PATH scripts/setup run 2>&1 </dev/null | sed -n 's/.*--no-install-recommends //p')
count=$(wc -w <<<"$all")
packages "for p in $all; do echo installed \$p; done"
says "nothing is done where everything is there" 0 '^$' run
packages "for p in $all; do echo config-files \$p; done"
says "a removed package counts as missing" 2 "$count packages are missing" run
exit $failed
