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
for unit in scripts/desk/*.service; do
	sed 's#/usr/local/[a-z/]*/\(minwond\|minwon\|[a-z]*\.sh\)#/bin/true#' "$unit" >"$work/${unit##*/}"
done
cp scripts/desk/*.timer "$work/"
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
for unit in morning night certificates month; do
	exposure "minwon-$unit.service" 1.5
done

# Each timer has its service, and the service a script that is there.
for timer in scripts/desk/*.timer; do
	service=${timer%.timer}.service
	script=$(sed -n 's#^ExecStart=.*/desk/\([a-z]*\.sh\)$#\1#p' "$service")
	when=$(sed -n 's/^OnCalendar=//p' "$timer")
	if [ -e "$service" ] && { [ -z "$script" ] || [ -x "scripts/desk/$script" ]; } &&
		{ [ -z "$when" ] || systemd-analyze calendar "$when" >/dev/null 2>&1; }; then
		echo "ok ${timer##*/} starts what is there"
	else
		echo "not ok ${timer##*/} starts what is there - $script, $when"
		failed=1
	fi
done
# What the timers start cron starts too.
for script in morning night certificates month; do
	if grep -qE "^[0-9*/,-]+ +[0-9*/,-]+ +[0-9*/,-]+ +[0-9*/,-]+ +[0-9*/,-]+ +[a-z-]+ +/usr/local/share/minwon/desk/$script\.sh$" scripts/desk/minwon.cron; then
		echo "ok cron starts $script.sh"
	else
		echo "not ok cron starts $script.sh - no such line"
		failed=1
	fi
done
exit $failed
