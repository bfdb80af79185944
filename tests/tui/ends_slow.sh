# shellcheck shell=bash
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2317 # called by name, through until_true and trap
# Nothing personal stays on a terminal, however the screen ends: six types of
# terminal, a real terminal program (tmux) that keeps what scrolled off, and a
# case that is open with the applicant's name, number and address on it.
cd "$(dirname "$0")/../.." || exit 1
if ! command -v tmux >/dev/null; then
	echo "skip ends - tmux is not installed (scripts/setup extra)"
	exit 0
fi
# shellcheck source=tests/cli/lib_office.sh
. tests/cli/lib_office.sh

pane()
{
	tmux -S "$work/tmux" -f /dev/null -u "$@"
}

end_all()
{
	pane kill-server 2>/dev/null
	finish
}
trap end_all EXIT

# until_true COMMAND…: within 20 seconds.
until_true()
{
	local tries=400
	until "$@" >/dev/null 2>&1; do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || return 1
		read -r -t 0.05 _ <>"$work/never"
	done
	return 0
}

seen()
{
	pane capture-pane -p -t work -S - -E - | grep -qF -- "$1"
}

# at_rest TAG: the shell has its prompt back, and modes to type in.
at_rest()
{
	pane send-keys -t work "stty -a | grep -q ' icanon' && echo cooked-\$((40 + 2))-$1" Enter
	until_true seen "cooked-42-$1"
}

screen_pid()
{
	guard_pid=$(pgrep -P "$shell_pid" -x minwon) && ui_pid=$(pgrep -P "$guard_pid" -x minwon)
}

gone()
{
	! kill -0 "$1" 2>/dev/null
}

stopped()
{
	case $(ps -o stat= -p "$1") in T*) ;; *) return 1 ;; esac
}

# how much of the case stands anywhere on the terminal or above it
hits()
{
	pane capture-pane -p -t work -S - -E - | grep -cF -e "$name" -e "$phone" -e "$number"
}

# begin TERM: a shell on a new terminal, and in it the case on the screen.
begin()
{
	pane kill-session -t work 2>/dev/null
	pane new-session -d -s work -x 80 -y 24 "env -u NO_COLOR PS1='\$ ' bash --norc -i"
	shell_pid=$(pane list-panes -t work -F '#{pane_pid}')
	pane send-keys -t work "export TERM=$1; minwon() { $bin/minwon --store $store \"\$@\"; }" Enter
	pane send-keys -t work "clear; minwon --as officer1-11410 --lang ko" Enter
	until_true seen "1 / " || { echo "not ok begin $1 - no list"; return 1; }
	pane send-keys -t work "/$number" Enter
	until_true seen "1 / 1" || { echo "not ok begin $1 - no case"; return 1; }
	pane send-keys -t work Enter
	until_true seen "$phone" || { echo "not ok begin $1 - the case is not open"; return 1; }
	# A full repaint, and another size: what a terminal may push up.
	pane send-keys -t work C-l
	pane resize-window -t work -x 90 -y 18
	pane resize-window -t work -x 80 -y 24
	until_true seen "$phone" && until_true screen_pid
}

# end_by HOW: ends the screen so.
end_by()
{
	case $1 in
	exit) pane send-keys -t work q q ;;
	TERM | HUP | KILL | SEGV | ABRT) kill -s "$1" "$ui_pid" ;;
	guard-TERM) kill -s TERM "$guard_pid" ;;
	guard-KILL) kill -s KILL "$guard_pid" ;;
	unguarded)
		kill -s STOP "$guard_pid"
		kill -s KILL "$ui_pid"
		;;
	esac
}

mkfifo never
# The server lives as long as this test.
pane new-session -d -s keep cat
practice
relay_start --applications 30 --seed 11
office_start --clock "$clock" --channels "$store.channels"
minwon sync >/dev/null
id=$(minwon --as supervisor-11410 list state:arrived --format tsv -n 1 | sed -n 2p | cut -f 1)
minwon --as supervisor-11410 receive "$id" >/dev/null
minwon --as officer1-11410 next "$id" >/dev/null
shown=$(minwon --as officer1-11410 show "$id" --format json)
name=$(jq -r .applicant <<<"$shown")
phone=$(jq -r .applicant_phone <<<"$shown")
number=$(jq -r .receipt_no <<<"$shown")
[ ${#phone} -ge 11 ] || { echo "not ok the case has a telephone - $shown"; exit 1; }

# The control: a guard that cannot act. Then the case must be found.
begin xterm-256color || exit 1
end_by unguarded
until_true gone "$ui_pid"
if [ "$(hits)" -gt 0 ]; then
	echo "ok without a guard the case is found on the terminal"
else
	echo "not ok without a guard the case is found on the terminal - 0 hits"
	failed=1
fi
kill -s CONT "$guard_pid"
until_true gone "$guard_pid"
check "the guard that woke late has wiped it" 0 "$(hits)"

for type in xterm-256color screen-256color tmux-256color linux vt100 xterm; do
	for how in exit TERM HUP KILL SEGV ABRT guard-TERM guard-KILL; do
		begin "$type" || { failed=1; continue; }
		end_by "$how"
		until_true gone "$ui_pid" && until_true gone "$guard_pid"
		if at_rest "$type-$how"; then
			check "$type: nothing after $how" 0 "$(hits)"
		else
			echo "not ok $type: the terminal is given back after $how - $(pane capture-pane -p -t work | tail -n 3)"
			failed=1
		fi
	done
	begin "$type" || { failed=1; continue; }
	pane send-keys -t work C-z
	until_true stopped "$ui_pid" && until_true stopped "$guard_pid" && at_rest "$type-z"
	check "$type: the shell is back while suspended" 0 $?
	check "$type: nothing while suspended" 0 "$(hits)"
	pane send-keys -t work fg Enter
	until_true seen "$phone"
	check "$type: the case is back after fg" 0 $?
	pane send-keys -t work q q
	until_true gone "$guard_pid"
	check "$type: nothing after it was resumed and left" 0 "$(hits)"
done
verdict
