#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Rules that act by themselves: written, tried without effect, switched on, and
# then doing just what the trial said, within the rights of who stands behind them.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

practice
relay_start --seed 11 --applications 120
office_start --clock "$clock"

chief()
{
	minwon --as supervisor-11410 "$@"
}

# acted NAME COUNT: waits until the rule has been asked about so many cases.
acted()
{
	local tries=0 n=
	while [ $tries -lt 400 ]; do
		n=$(chief rules list --format jsonl |
			jq -r --arg name "$1" 'select(.name == $name) | .acted + .refused')
		[ "$n" -lt "$2" ] || break
		tries=$((tries + 1))
	done
	echo "$n"
}

# hits FILE: the cases a trial or a record names, in order of their ids.
hits()
{
	jq -r '"\(.case_id) \(if .reason == "" then "acts" else .reason end)"' "$1" | sort -n
}

# Nothing is switched on: what the smaller channels bring arrives as it always did.
chief channel disable gov24 >/dev/null
minwon sync >/dev/null 2>&1
count=$(minwon list state:arrived -n 0 --format tsv | tail -n +2 | wc -l)
check 'cases arrive' yes "$([ "$count" -gt 5 ] && echo yes)"

minwon rules add 즉시발급 --when arrival --if 'open:yes' --do issue --officer officer1-11410 2>err
check 'an officer writes no rules' 3 $?
chief rules add 즉시발급 --when arrival --if 'state:(' --do issue --officer officer1-11410 2>err
check 'a query that cannot be read' 2 $?
has 'is pointed at' '7번째' "$(cat err)"
chief rules add 즉시발급 --when arrival --if 'open:yes' --do issue 2>err
check 'issuing needs an officer' 2 $?
chief rules add 즉시발급 --when arrival --if 'open:yes' --do issue --officer officer1-30200 2>err
check 'of this office' 3 $?
chief rules add 즉시발급 --when sometimes --if 'open:yes' --do raise 2>err
check 'an unknown moment' 2 $?
chief rules add 즉시발급 --when clock --if 'open:yes' --do dance 2>err
check 'an unknown action' 2 $?
chief rules add 즉시발급 --if 'open:yes' --do raise 2>err
check 'a moment that is not said' 2 $?

# A clock rule: what the trial says is what it does.
chief rules add 지연보고 --when clock --if 'due:..3h' --do raise --text '세 시간 안에 끝납니다' >out
check 'a rule is written' 0 $?
chief rules add 지연보고 --when clock --if 'due:..1h' --do raise 2>err
check 'a name is taken' 4 $?
sqlite3 -readonly "$store" .dump | grep -v -e access_log -e looked >before
chief rules test 지연보고 --format jsonl >trial 2>said
check 'a trial is well' 0 $?
sqlite3 -readonly "$store" .dump | grep -v -e access_log -e looked >after
check 'and changes nothing' '' "$(diff before after | head -3)"
wanted=$(wc -l <trial)
check 'it hits some' yes "$([ "$wanted" -gt 0 ] && echo yes)"
has 'and says how many' "$wanted" "$(cat said)"
check 'off, it has done nothing' 0 "$(minwon list flag:raised -n 0 --format tsv | tail -n +2 | wc -l)"
chief rules on 지연보고 >/dev/null
check 'switched on it acts on as many' "$wanted" "$(acted 지연보고 "$wanted")"
chief rules fired 지연보고 --format jsonl >deeds
check 'on just those' "$(hits trial)" "$(hits deeds)"
check 'they are reported' "$wanted" "$(minwon list flag:raised -n 0 --format tsv | tail -n +2 | wc -l)"
chief rules test 지연보고 --format jsonl >trial 2>said
check 'once is enough' 0 "$(wc -l <trial)"

# The superior settles one.
number=$(minwon list flag:raised -n 1 --format jsonl | jq -r '.receipt_no // .external_id')
number=${number:-$(minwon list flag:raised -n 1 --format jsonl | jq -r .external_id)}
minwon settle "$number" --text '봤습니다' >/dev/null 2>&1
check 'not the officer' 3 $?
chief settle "$number" --text '오늘 안에 처리하도록 했습니다' >/dev/null
check 'the supervisor settles it' 0 $?
check 'one fewer' $((wanted - 1)) "$(minwon list flag:raised -n 0 --format tsv | tail -n +2 | wc -l)"
chief settle "$number" --text '다시' >/dev/null 2>err
check 'and not twice' 3 $?
check 'the case says which rule' 지연보고 "$(minwon log "$number" --format jsonl |
	jq -r 'select(.kind == "raised") | .rule')"
text=$(minwon log "$number" --format jsonl | jq -r 'select(.kind == "raised") | .text')
has 'and that nobody was in charge' 'in-charge -' "$text"

# 즉시 발급: straight through where everything is met, and nowhere else.
chief rules add 즉시발급 --when arrival --if 'open:yes' --do issue --officer officer1-11410 \
	--text '요건을 갖추어 발급합니다' >/dev/null
chief rules test 즉시발급 --format jsonl >trial 2>said
check 'a trial on what arrived' "$count" "$(wc -l <trial)"
sure=$(jq -r 'select(.outcome == "would-act") | .case_id' trial | wc -l)
check 'some would go straight through' yes "$([ "$sure" -gt 0 ] && echo yes)"
check 'others are no certificates' yes "$(jq -r .reason trial | grep -q not-immediate && echo yes)"
chief rules on 즉시발급 >/dev/null
check 'what arrived before is left alone' 0 "$(acted 즉시발급 0)"
chief channel enable gov24 >/dev/null
# On a loaded machine a round may end without all of it.
more=0
for ((round = 0; round < 10 && more <= 5; round++)); do
	minwon sync >sync.out 2>sync.err || echo "# round $round: $(cat sync.err)"
	more=$(($(sqlite3 -readonly "$store" "SELECT COUNT(*) FROM cases WHERE office = '11410'") - count))
done
check 'more arrive' yes "$([ "$more" -gt 5 ] && echo yes)"
check 'each is asked about once' "$more" "$(acted 즉시발급 "$more")"
done_now=$(minwon list state:completed -n 0 --format tsv | tail -n +2 | wc -l)
check 'some are issued' yes "$([ "$done_now" -gt 0 ] && echo yes)"
check 'all of them 즉시 and the officer'"'"'s own' 0 "$(sqlite3 -readonly "$store" "SELECT COUNT(*)
	FROM cases WHERE state = 'completed' AND final_by <> 'officer'")"
check 'each says it was the rule' "$done_now" "$(sqlite3 -readonly "$store" "SELECT COUNT(*)
	FROM event WHERE kind = 'approve' AND rule = '즉시발급'")"
check 'and goes back to its channel once' "$done_now" "$(sqlite3 -readonly "$store" "SELECT
	COUNT(*) FROM outbox WHERE kind = 'decision'")"

check 'and shows it in words' yes "$(LANG=ko minwon show "$number" | grep -q '규칙 “지연보고”' && echo yes)"
chief rules move 즉시발급 1 >/dev/null
check 'the order is changed' 즉시발급 "$(chief rules list --format jsonl | jq -r .name | head -1)"
# The rules that are shipped for automatic escalation: whole, off, and each can be tried.
env MINWON_STORE="$store" PATH="$bin:$PATH" CHIEF=supervisor-11410 sh "$here/../../scripts/desk/rules.sh"
check 'the shipped rules are written' 0 $?
check 'all of them off' 6 "$(chief rules list --format jsonl | jq -r 'select(.is_on | not) | .name' | wc -l)"
tried=0
while IFS= read -r name; do
	chief rules test "$name" >/dev/null 2>&1 && tried=$((tried + 1))
done < <(chief rules list --format jsonl | jq -r 'select(.is_on | not) | .name')
check 'and each can be tried' 6 "$tried"
chief rules add 질의 --when clock --if 'open:yes' --do escalate --officer officer1-11410 \
	--agency 행정안전부 --kind nonsense --text '지침을 묻습니다' 2>err
check 'a kind of escalation that is none' 2 $?
chief rules add 질의 --when clock --if 'state:received service:FOOD-BIZ' --do escalate \
	--officer officer1-11410 --agency 행정안전부 --kind guideline-question --text '지침을 묻습니다' >/dev/null
chief rules test 질의 --format jsonl 2>/dev/null | jq -r '.outcome + " " + .reason' | sort | uniq -c >out
check 'a question to the ministry may be asked by rule' '' "$(grep -v 'would-act\|held' out)"
chief rules remove 질의 >/dev/null

chief rules off 지연보고 >/dev/null && chief rules remove 지연보고 >/dev/null
check 'a rule is given up' 7 "$(chief rules list --format jsonl | wc -l)"
chief rules on 지연보고 2>err
check 'and is gone' 3 $?
verdict
