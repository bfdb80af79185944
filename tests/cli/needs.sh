#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Needs and joint tasks: three offices and a ministry, each with a store of its
# own, register, second and answer through one relay. A vote is an office's:
# repeated, replayed and by a second clerk it counts once. Who may do what, and
# what may follow what, is refused with its reason.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

# store_of NAME: makes a practice store for one office of the test.
store_of()
{
	"$bin/minwon" init --practice "${@:2}" --store "$work/$1.db" --clock "$clock" >/dev/null
	[ "$1" = seoul ] || cp -p "$store.channels" "$work/$1.db.channels"
}

# as OFFICE LOGIN ARGUMENT…
as()
{
	"$bin/minwon" --store "$work/$1.db" --clock "$clock" --as "$2" "${@:3}"
}

# round OFFICE…: each exchanges with the relay.
round()
{
	local office
	for office; do
		as "$office" "${who[$office]}" sync gov24 >sync.out 2>sync.err ||
			{ [ $? -eq 1 ] || cat sync.err; }
	done
}

# field OFFICE KEY [ID]: of the need.
field()
{
	as "$1" "${who[$1]}" needs list --format jsonl | jq -r "select(.title | test(\"${3:-세대주}\")) | .$2"
}

declare -A who=([seoul]=supervisor-11410 [daejeon]=supervisor-30200 [cheongsong]=supervisor-47750
	[ministry]=supervisor-1741000)
store=$work/seoul.db
relay_start --applications 20 --store "$work/relay.db"
for office in seoul daejeon cheongsong; do
	store_of "$office"
done
store_of ministry --role ministry
everybody=(seoul daejeon cheongsong ministry)

# 서대문: an officer writes it down, the supervisor makes it the office's.
as seoul officer1-11410 needs add 세대주 확인을 문자로도 --text '세대주가 정부24에 없습니다.' \
	--service 13100000016 --workaround '전화로 확인합니다.' --op-key key-of-a-need --format jsonl >add.out
check officer_proposes proposed "$(jq -r .state add.out)"
as seoul officer1-11410 needs add 세대주 확인을 문자로도 --text '세대주가 정부24에 없습니다.' \
	--op-key key-of-a-need --format jsonl >again.out
check same_key_is_the_same "$(jq .id add.out)" "$(jq .id again.out)"
id=$(jq .id add.out)
round seoul
check a_proposal_stays_here 0 "$(grep -c '"kind":"need"' ledger.jsonl)"
check nobody_else_sees_it '' "$(as seoul supervisor-30200 needs list --format jsonl)"
as seoul officer2-11410 needs second "$id" >out 2>err
check an_officer_does_not_second 3 $?
has and_hears_who_does 팀장 "$(cat err)"
as seoul auditor-11410 needs add x --text y >out 2>err
check an_auditor_adds_nothing 3 $?
as seoul supervisor-11410 needs second "$id" --format jsonl >second.out
check seconded_it_is_registered 'registered 1 waiting' "$(jq -r '"\(.state) \(.seconds) \(.sending)"' second.out)"
as seoul supervisor-11410 needs second "$id" >out 2>err
check twice_is_refused 3 $?
has and_says_why 한 "$(cat err)"

# Everybody hears of it; the two others second it, one of them by two clerks.
round seoul
round "${everybody[@]}"
check everybody_has_it '1 1 1 1' "$(for o in "${everybody[@]}"; do field "$o" seconds; done | tr '\n' ' ' | sed 's/ $//')"
number=$(field seoul need_id)
check it_has_the_relay_s_number NEED "${number%%-*}"
check nothing_is_on_its_way null "$(field seoul sending)"
as daejeon supervisor-30200 needs second "$number" >/dev/null
as daejeon supervisor-30200 needs second "$number" >out 2>err
check a_second_clerk_counts_no_more 3 $?
as cheongsong supervisor-47750 needs second "$number" >/dev/null
round daejeon cheongsong
round "${everybody[@]}"
check three_offices_second_it '3 3 3 3' "$(for o in "${everybody[@]}"; do field "$o" seconds; done | tr '\n' ' ' | sed 's/ $//')"

# The same second from another client of the office, and the feed once more.
curl -sS -o body -H 'Authorization: Bearer secret' -H 'Content-Type: application/json' \
	-H 'Idempotency-Key: "another-client"' -d '{"office_code":"30200","office_name":"유성구청",
	"seconded_datetime":"2026-11-23T09:00:00+09:00","officer":{"department":"민원봉사과","name":"정하은"}}' \
	"$(sed -n 's/^url = //p;T;q' "$store.channels")/needs/$number/seconds"
check a_repeat_changes_nothing '3 3' "$(jq -r '"\(.seconds | length) \(.version)"' body)"
sqlite3 "$work/seoul.db" "UPDATE channel_cursor SET last_event_id = '' WHERE region = ''"
round seoul
check a_replay_changes_nothing '3 registered' "$(field seoul seconds) $(field seoul state)"
# The bytes of the feed are known; another event with an old version is not.
sqlite3 "$work/seoul.db" "DELETE FROM inbox WHERE region = ''; UPDATE channel_cursor SET last_event_id = '' WHERE region = ''"
round seoul
check an_old_version_changes_nothing '3 3' "$(field seoul seconds) $(field seoul version)"

# The ministry answers; who does not may not, and what may not follow does not.
as seoul supervisor-11410 needs answer "$number" --state accepted --text '받습니다.' >out 2>err
check only_a_ministry_answers 3 $?
as ministry officer1-1741000 needs answer "$number" --state accepted --text '받습니다.' >out 2>err
check only_its_supervisor_answers 3 $?
as ministry supervisor-1741000 needs second "$number" >out 2>err
check a_ministry_seconds_nothing 3 $?
as ministry supervisor-1741000 needs answer "$number" --state planned --text '설계합니다.' >out 2>err
check planned_needs_its_date 3 $?
as ministry supervisor-1741000 needs answer "$number" --state accepted --text '' >out 2>err
check an_answer_needs_its_reason 3 $?
as ministry supervisor-1741000 needs answer "$number" --state proposed --text '제안.' >out 2>err
check nothing_becomes_proposed_again 3 $?
as ministry supervisor-1741000 needs answer "$number" --state accepted --text '받습니다.' >/dev/null
as ministry supervisor-1741000 needs answer "$number" --state planned --day 2027-03-31 \
	--text '차세대에서 합니다.' >/dev/null
check both_answers_wait 2 "$(as ministry supervisor-1741000 outbox list --format jsonl | jq -r .state | grep -c waiting)"
round ministry
round "${everybody[@]}"
check everybody_hears_the_answer 'planned planned planned planned' "$(for o in "${everybody[@]}"; do
	field "$o" state; done | tr '\n' ' ' | sed 's/ $//')"
check with_its_date 2027-03-31 "$(field cheongsong planned_date)"
check answers_went_in_order 'accepted planned' "$(jq -r 'select(.kind == "answer") | .body' ledger.jsonl |
	jq -r .state | tr '\n' ' ' | sed 's/ $//')"
as ministry supervisor-1741000 needs answer "$number" --state 'done' --text '3월 배포분에 들어갔습니다.' >/dev/null
round ministry
round "${everybody[@]}"
check done_is_the_end 'done' "$(field daejeon state)"
as ministry supervisor-1741000 needs answer "$number" --state accepted --text '다시.' >out 2>err
check nothing_follows_done 3 $?
as cheongsong officer1-47750 needs show "$number" --format json >show.out
check a_need_is_told_whole '3 전화로 확인합니다. 행정안전부' \
	"$(jq -r '"\(.seconds | length) \(.workaround) \(.agency_name)"' show.out)"
has and_in_words 유성구청 "$(as cheongsong officer1-47750 needs show "$number")"
check sent_shows_messages_of_no_case 'need second' "$(for o in seoul daejeon; do
	as "$o" "${who[$o]}" outbox list --format jsonl | jq -r .kind; done | tr '\n' ' ' | sed 's/ $//')"
as seoul supervisor-11410 outbox show 1 >show.out 2>&1
has and_their_bytes reference "$(cat show.out)"

# Joint tasks: published at the relay, reported by their owner alone.
task()
{
	curl -sS -o body -w '%{http_code}' -H 'Authorization: Bearer secret' -H 'Content-Type: application/json' \
		-H "Idempotency-Key: \"$1\"" -d "{\"title\":\"$2\",\"owner_code\":\"$3\",\"owner_name\":\"$4\",\"due_date\":\"$5\"}" \
		"$(sed -n 's/^url = //p;T;q' "$store.channels")/tasks"
}
check a_task_is_published 201 "$(task t1 '서식 표준화' 30200 유성구청 2026-11-20)"
check another_one 201 "$(task t2 '장애 대응 훈련' 1741000 행정안전부 2026-12-20)"
round "${everybody[@]}"
check everybody_has_the_tasks '2 2 2 2' "$(for o in "${everybody[@]}"; do
	as "$o" "${who[$o]}" tasks list --format jsonl | grep -c .; done | tr '\n' ' ' | sed 's/ $//')"
task=$(as daejeon supervisor-30200 tasks list --format jsonl | jq -r 'select(.is_ours) | .task_id')
check it_is_late true "$(as daejeon supervisor-30200 tasks show "$task" --format jsonl | jq .is_late)"
as seoul supervisor-11410 tasks update "$task" --state 'done' --text '했습니다.' >out 2>err
check only_its_owner_reports 3 $?
as daejeon officer1-30200 tasks update "$task" --state 'done' --text '했습니다.' >out 2>err
check only_its_supervisor_reports 3 $?
as daejeon supervisor-30200 tasks update "$task" --state in-progress --text '초안을 돌렸습니다.' >/dev/null
round daejeon
round "${everybody[@]}"
check everybody_hears_how_it_stands 'in-progress 초안을 돌렸습니다.' "$(as seoul supervisor-11410 tasks show \
	"$task" --format jsonl | jq -r '"\(.state) \(.note)"')"
as daejeon supervisor-30200 tasks show TASK-9 >out 2>err
check an_unknown_task 3 $?

# Bad input.
as seoul officer1-11410 needs add 이름만 >out 2>err
check a_need_needs_its_why 3 $?
as seoul officer1-11410 needs add 없는 사무 --text 왜 --service 999 >out 2>err
check an_unknown_service 2 $?
as seoul officer1-11410 needs add "$(printf '가%.0s' {1..201})" --text 왜 >out 2>err
check a_title_of_201_characters 1 "$(($? == 3 || $? == 2))"
as seoul officer1-11410 needs add 번호 --text '900101-1234567 때문입니다.' --format jsonl >out
check no_resident_number_is_kept 0 "$(sqlite3 "$store" "SELECT COUNT(*) FROM need WHERE why LIKE '%1234567%'")"
as seoul officer1-11410 needs list --state nonsense >out 2>err
check an_unknown_state 2 $?
verdict
