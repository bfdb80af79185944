#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The systemd units: understood by systemd, and closed tight.
set -uo pipefail
if ! command -v systemd-analyze >/dev/null; then
	echo "skip units - no systemd-analyze on this machine"
	exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
# The programs stand where a package would put them; here any will do.
sed 's#/usr/local/bin/minwond\?#/bin/true#' scripts/desk/minwond.service >"$work/minwond.service"
sed 's#/usr/local/bin/minwon#/bin/true#' scripts/desk/minwon-sync.service >"$work/minwon-sync.service"
cp scripts/desk/minwon-sync.timer "$work/"
said=$(systemd-analyze verify --man=no "$work"/*.service "$work"/*.timer 2>&1 | grep -F "$work" || true)
if [ -z "$said" ]; then
	echo 'ok systemd understands the units'
else
	echo "not ok systemd understands the units - $said"
	failed=1
fi

# exposure UNIT MOST: systemd's own figure, 0 best to 10 worst.
exposure()
{
	local level
	level=$(systemd-analyze security --offline=true "scripts/desk/$1" 2>/dev/null |
		sed -n 's/.*exposure level for [^:]*: \([0-9.]*\) .*/\1/p')
	if [ -n "$level" ] && awk "BEGIN { exit !($level <= $2) }"; then
		echo "ok $1 is exposed at $level, at most $2"
	else
		echo "not ok $1 is exposed at most $2 - ${level:-no figure}"
		failed=1
	fi
}
exposure minwond.service 2.0
exposure minwon-sync.service 2.5
exit $failed
