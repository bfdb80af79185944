#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# check_contract.sh [FOLDER]: reads the relay's contract with spectral and
# redocly, which npm installs into FOLDER (default: a temporary one, removed
# after it). A finding of either makes the exit status 1.
#
# Prints `ok NAME`, `not ok NAME - why` or `skip NAME - why`, as a shell test
# does, so that `make soak` counts it.
set -uo pipefail
contract=console/channel/relay.openapi.yaml
tools=(@stoplight/spectral-cli@6.16.3 @redocly/cli@2.77.0)
folder=${1:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -n "$folder" ] || folder=$work/tools
bin=$folder/node_modules/.bin

if ! command -v npm >/dev/null; then
	echo "skip contract_by_spectral - there is no npm here"
	echo "skip contract_by_redocly - there is no npm here"
	exit 0
fi
if ! [ -x "$bin/spectral" ] || ! [ -x "$bin/redocly" ]; then
	mkdir -p "$folder"
	if ! npm install --silent --no-audit --no-fund --prefix "$folder" "${tools[@]}" \
		>"$work/npm.log" 2>&1; then
		echo "skip contract_by_spectral - npm cannot install it: $(tail -n 1 "$work/npm.log")"
		echo "skip contract_by_redocly - npm cannot install it: $(tail -n 1 "$work/npm.log")"
		exit 0
	fi
fi
printf 'extends: ["spectral:oas"]\n' >"$work/spectral.yaml"
# redocly closes every schema for the examples, also the halves of an if/then.
cat >"$work/redocly.yaml" <<-EOT
	extends: [recommended]
	rules:
	  no-invalid-media-type-examples: { severity: error, allowAdditionalProperties: true }
EOT

status=0
# check NAME COMMAND…: a reader that finds nothing ends with 0.
check()
{
	local name=$1
	shift
	if "$@" >"$work/$name.log" 2>&1; then
		echo "ok $name"
	else
		echo "not ok $name - $(grep -c '' "$work/$name.log") lines of findings"
		cat "$work/$name.log"
		status=1
	fi
}
check contract_by_spectral "$bin/spectral" lint --fail-severity warn -r "$work/spectral.yaml" "$contract"
check contract_by_redocly env REDOCLY_TELEMETRY=off "$bin/redocly" lint \
	--config "$work/redocly.yaml" "$contract"
exit $status
