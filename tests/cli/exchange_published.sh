#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# What the centre publishes to all: forms come to 미분류 with their text and a
# sentence that says what to do.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

practice
relay_start --applications 40 --publish 40
minwon sync >/dev/null 2>&1
minwon unsorted list -n 500 --format jsonl >list.out
check "forms are told apart" yes "$(jq -r .reason list.out | grep -q '^form-published$' && echo yes)"
check "holidays are nothing to sort" 0 "$(jq -r .detail list.out | grep -c 'holiday')"
id=$(jq -r 'select(.reason == "form-published") | .id' list.out | head -1)
minwon --as supervisor-11410 unsorted show "$id" --lang en >show.out
has "it says what to do" "discard this when it has been dealt with" "$(cat show.out)"
has "with the text as it came" "merge-patch+json" "$(cat show.out)"
minwon --as supervisor-11410 unsorted retry "$id" >/dev/null 2>&1
check "trying again makes no case of it" form-published "$(minwon unsorted list -n 500 \
	--format jsonl | jq -r "select(.id == $id) | .reason")"
verdict
