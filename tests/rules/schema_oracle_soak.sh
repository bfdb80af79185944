#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# 100,000 random schemas and documents: our verdicts are those of
# @hyperjump/json-schema, and a wrong verdict planted among them is noticed.
set -uo pipefail

seed=${SEED:-20261128}
count=100000
here=$PWD
program=$here/$B/tests/rules/test_schema_oracle

if ! command -v npm >/dev/null; then
	echo 'skip verdicts beside another validator - no npm here'
	exit 0
fi
make -s --no-print-directory B="$B" "$B/tests/rules/test_schema_oracle" >&2 || exit 1
cd "$TMPDIR" || exit 1
cp "$here/tests/rules/schema_oracle.mjs" .
if ! npm install --silent --no-fund --no-audit @hyperjump/json-schema@1.18.0 >&2; then
	echo 'skip verdicts beside another validator - npm could not install it'
	exit 0
fi
node schema_oracle.mjs "$count" "$seed" >verdicts.jsonl || exit 1

if SCHEMA_ORACLE=verdicts.jsonl "$program" >out 2>&1; then
	echo "ok $count verdicts are those of the oracle, seed $seed"
else
	echo "not ok verdicts beside the oracle, seed $seed - $(grep '^verdicts' out)"
fi
sed '50000s/"valid":true}$/"valid":false}/; t; 50000s/"valid":false}$/"valid":true}/' verdicts.jsonl >planted.jsonl
SCHEMA_ORACLE=planted.jsonl "$program" >out 2>&1
if grep -q "^verdicts: $count, different: 1$" out; then
	echo 'ok one planted verdict is noticed'
else
	echo "not ok one planted verdict is noticed - $(grep '^verdicts' out)"
fi
