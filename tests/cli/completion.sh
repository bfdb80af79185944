#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Completion: every verb and option of the tables, codes of the catalogue, numbers
# of an office that runs; in bash, zsh and fish themselves.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

# offered WORD…: what the last word could become, without the explanations.
offered()
{
	"$bin/minwon" complete "$@" | cut -f 1
}

missing=0
while IFS=$'\t' read -r first rest; do
	if [ -z "$rest" ]; then
		offered "$first" | grep -qx -- "$first" || missing=$((missing + 1))
	else
		offered "$first" "$rest" | grep -qx -- "$rest" || missing=$((missing + 1))
	fi
done < <("$bin/minwon" help --format jsonl | jq -r '.verb | split(" ") | @tsv')
check 'every verb is offered' 0 "$missing"

missing=0
while IFS=$'\t' read -r verb option; do
	# shellcheck disable=SC2086
	offered $verb "$option" | grep -qx -- "$option" || missing=$((missing + 1))
done < <("$bin/minwon" help --format jsonl |
	jq -r '.verb as $v | (.options // "") | [scan("--[a-z0-9-]+")] | .[] | [$v, .] | @tsv')
check 'and every option of each' 0 "$missing"

check 'codes of services' yes "$(offered new 1310 | grep -qx 13100000016 && echo yes)"
check 'regions behind =' --region=47750 "$(offered list --region=47750 | head -1)"
check 'formats the verb has' 'text json' "$(offered show X --format '' | tr '\n' ' ' | sed 's/ $//')"
check 'states of a query' state:received "$(offered list state:rec)"
check 'files' :files "$(offered holidays import '')"
check 'nothing behind all operands' '' "$(offered due 7d 2026-11-23 '')"
check 'nothing for what is no verb' '' "$(offered frobnicate '')"
check 'an option is no answer to itself' '' "$(offered list --assignee --x)"
"$bin/minwon" completion tcsh 2>err
check 'another shell' 2 $?
has 'is told which' 'zsh' "$(cat err)"

practice
check 'without an office nothing is asked' '' "$(offered --store "$store" show '')"
check 'and none is started' no "$([ -e "$store.sock" ] && echo yes || echo no)"
relay_start --seed 3 --applications 30
office_start --clock "$clock"
minwon sync >/dev/null 2>&1
number=$(minwon list -n 1 --format jsonl | jq -r .external_id)
check 'numbers of cases' "$number" "$(offered --store "$store" show "$number")"
check 'logins' supervisor-11410 "$(offered --store "$store" rules add x --officer super)"

# The shells themselves, each with the words of one command line.
export MINWON_STORE=$store PATH=$bin:$PATH
in_bash()
{
	bash --norc -c 'eval "$(minwon completion bash)"
		COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _minwon; printf "%s\n" "${COMPREPLY[@]}"' \
		bash "$@"
}
check 'bash completes a verb' outbox "$(in_bash minwon outb)"
check 'bash completes a number' "$number" "$(in_bash minwon show "$number")"
touch holidays-2027.csv
check 'bash completes a file' holidays-2027.csv "$(in_bash minwon holidays import holi)"
if command -v zsh >/dev/null; then
	check 'zsh completes a verb' outbox "$(zsh -f -c 'autoload -Uz compinit; compinit -D -u
		eval "$(minwon completion zsh)"
		_describe() { print -l "${(@)found%%:*}" }
		words=(minwon outb); CURRENT=2; _minwon')"
else
	echo 'skip zsh - not installed'
fi
if command -v fish >/dev/null; then
	check 'fish completes a verb' outbox "$(HOME=$work fish --no-config -c \
		'minwon completion fish | source; complete -C "minwon outb"' | cut -f 1)"
	check 'fish completes a number' "$number" "$(HOME=$work fish --no-config -c \
		"minwon completion fish | source; complete -C 'minwon show $number'" | cut -f 1)"
else
	echo 'skip fish - not installed'
fi
verdict
