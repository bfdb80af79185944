#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The relay's contract as spectral and redocly read it; they come from the net,
# so only the soak asks for them.
set -uo pipefail
status=0
scripts/dev/check_contract.sh || status=1

# Control: a contract that breaks its own example is found.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/console/channel" "$work/scripts/dev"
sed "s/outcome: refuse$/outcome: perhaps/" console/channel/relay.openapi.yaml \
	>"$work/console/channel/relay.openapi.yaml"
cp scripts/dev/check_contract.sh "$work/scripts/dev/"
found=$(cd "$work" && scripts/dev/check_contract.sh)
case $found in
*'not ok'*) echo "ok a_broken_example_is_found" ;;
*skip*) echo "skip a_broken_example_is_found - the readers are not here" ;;
*) echo "not ok a_broken_example_is_found - ${found//$'\n'/, }"; status=1 ;;
esac
exit $status
