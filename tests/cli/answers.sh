#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Questions and answers by command: looked for by layers, added, changed, retired and
# imported by a supervisor, and what nobody could answer, without personal data.
# shellcheck disable=SC2086  # $S is an option and its value
set -uo pipefail
knowledge=$PWD/storage/catalogue/knowledge
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"
S="--as supervisor-11410"

"$bin/minwon" init --practice --store "$store" --clock "$clock" >/dev/null
office_start --clock "$clock"

# first ARGUMENT…: the key of the first hit
first()
{
	minwon answers search "$@" --format jsonl 2>err | head -1 | jq -r .key
}

check initials 13100000016 "$(first ㅈㅇㅅㄱ 수수료 | cut -d. -f1)"
check service_and_topic 13100000016.fee "$(first 전입신고 하는데 수수료 있나요)"
check another_region CS-BIRTH "$(first 출산장려금 --region 청송 | cut -d. -f1)"
minwon answers search 뷁쀍뙗 >out 2>err; check nothing_is_no_fault 0 $?
has nothing_says_so 'answers leave' "$(cat err)"
minwon answers search x --region 없는곳 >out 2>err; check no_such_region 2 $?
minwon answers search x --layer city >out 2>err; check no_such_layer 2 $?

# An officer changes nothing; a supervisor adds to the own region, not to another one.
minwon answers add 13100000016.fee@11410 --question 'ㅁ' --text 'ㅁ' >out 2>err; check officer_adds 3 $?
minwon $S answers add 13100000016.fee@11440 --question q --text a >out 2>err; check other_region 3 $?
minwon $S answers add 13100000016.fee --text a >out 2>err; check no_question 2 $?
minwon $S answers add 13100000016 --question q --text a >out 2>err
has bad_key_says_why key "$(cat err)"
minwon $S answers add 13100000016.fee@11410 --question '서대문구 전입신고 수수료는요?' \
	--text '없습니다. 주차 안내문을 드립니다.' --source '구 안내문' --until 2026-11-30 --format jsonl >out 2>err
check added 'sigungu 1' "$(jq -r '"\(.layer) \(.version)"' out)"
minwon $S answers add 13100000016.fee@11410 --question q --text a >out 2>err; check twice 4 $?
minwon answers search 전입신고 수수료 --format jsonl | head -1 >out
check nearest_first '13100000016.fee@11410 central' "$(jq -r '"\(.key) \(.hides[0])"' out)"
check centre_alone 13100000016.fee "$(first 전입신고 수수료 --layer central)"
check elsewhere 13100000016.fee "$(minwon --as officer1-47750 answers search 전입신고 수수료 --format jsonl | head -1 | jq -r .key)"

# What holds no more gives way, and says so where it is looked at.
at_time 2026-12-01T09:00:00+09:00
check expired_gives_way 13100000016.fee "$(first 전입신고 수수료)"
check expired_says_so true "$(minwon answers show 13100000016.fee@11410 --format json | jq -r '.[] | select(.layer == "sigungu") | .is_expired')"
minwon $S answers change 13100000016.fee@11410 --until - >out 2>err; check change_wants_a_reason 3 $?
minwon $S answers change 13100000016.fee@11410 --until - --reason '계속 씀' >out 2>err; check changed 0 $?
minwon $S answers add 13100000016.wish@11410 --question q --text a >out 2>err; check no_such_topic 2 $?
has topics_are_named deadline "$(cat err)"
minwon $S answers change 13100000016.who@11410 --text x --reason y >out 2>err; check none_to_change 3 $?
minwon $S answers change FOOD-BIZ.fee --text '다른 말' --reason '고쳐 봄' --format jsonl >out 2>err
check 'other words are not verified' background "$(jq -r .confidence out)"
minwon $S answers import "$knowledge/central_written.csv" --dry-run >out 2>err
has what_is_there_is_the_same '새 항목 0건' "$(cat err)"
check holds_again 13100000016.fee@11410 "$(first 전입신고 수수료)"
check versions_are_kept '2 1' "$(minwon answers show 13100000016.fee@11410 --format json |
	jq -r '[.[] | select(.key == "13100000016.fee@11410") | .version] | join(" ")')"
minwon $S answers retire 13100000016.fee@11410 >out 2>err; check retire_wants_a_reason 3 $?
minwon $S answers retire 13100000016.fee@11410 --reason '조례 폐지' >out 2>err; check retired 0 $?
check retired_is_silent 13100000016.fee "$(first 전입신고 수수료)"
minwon $S answers retire 13100000016.fee --reason x >out 2>err; check shipped_stays 3 $?

# A file with bad lines is not taken; each is named by line and column.
cat >bad.csv <<END
key,layer,region,service,question,answer,source,valid_from,valid_until,confidence
DESK-CAR.rule@11410,office,11410,,주차장은 몇 시간 무료인가요?,한 시간입니다.,안내문,,,high
DESK-CAR.fee@11410,office,11410,,주차 요금은요?,,안내문,,,high
DESK-CAR.who@11440,office,11440,,누가 관리하나요?,옆 구청입니다.,안내문,,,high
DESK-CAR.deadline@11410,office,11410,,언제까지인가요?,"여섯 시
까지입니다.",안내문,2026-13-01,,high
END
minwon $S answers import bad.csv --format tsv >out 2>err; check bad_file 1 $?
check bad_lines '3:answer 4:layer 5:valid_from' "$(tail -n +2 out | awk -F '\t' '{ printf "%s%s:%s", (NR > 1 ? " " : ""), $1, $2 }')"
check nothing_taken '' "$(minwon answers list DESK-CAR --format jsonl)"
sed -n '1,2p' bad.csv >good.csv
minwon $S answers import good.csv --dry-run >out 2>err; check tried 0 $?
check still_nothing '' "$(minwon answers list DESK-CAR --format jsonl)"
minwon $S answers import good.csv >out 2>err; check imported 0 $?
check own_layer_first DESK-CAR.rule@11410 "$(first 주차장 무료)"
minwon $S answers import good.csv >out 2>err; has again_the_same '같은 항목 1건' "$(cat err)"
minwon answers import good.csv >out 2>err; check officer_imports 3 $?
minwon $S answers import none.csv >out 2>err; check no_file 2 $?

# More lines than one request holds.
{
	sed -n 1p bad.csv
	for i in $(seq 1 600); do
		echo "DESK-MANY$i.rule@11410,office,11410,,많은 질문 $i 번은 무엇인가요?,답변 $i 번을 말씀드립니다. 더 궁금하시면 다시 물어 주세요.,안내문,,,background"
	done
} >many.csv
minwon $S answers import many.csv >out 2>err; has many_taken '새 항목 600건' "$(cat err)"
sed -i '400s/office/nowhere/' many.csv
minwon $S answers import many.csv --format tsv >out 2>err
check far_line_is_named 400:layer "$(awk -F '\t' 'NR == 2 { print $1 ":" $2 }' out)"

# What nobody could answer is kept without personal data, counted, and closed.
minwon answers leave '김철수 010-1234-5678 900101-1234567 드론을 공원에서 날려도 되나요?' --format jsonl >out 2>err
id=$(jq -r .id out)
check no_phone 0 "$(jq -r .text out | grep -c '1234-5678')"
check no_resident_number 0 "$(jq -r .text out | grep -c '1234567')"
minwon answers leave '드론을 공원에서 날려도 되나요?' >out 2>err
minwon answers leave '드론을 공원에서 날려도 되나요?' >out 2>err
check the_same_is_counted 2 "$(minwon answers unanswered --format jsonl | jq -r 'select(.text | test("^드론")) | .asked')"
minwon answers close "$id" DESK-CAR.rule@11410 >out 2>err; check officer_closes 3 $?
minwon $S answers dismiss "$id" >out 2>err; check dismissing_wants_a_reason 3 $?
minwon $S answers dismiss "$id" --reason '경찰 소관' >out 2>err; check dismissed 0 $?
minwon $S answers dismiss "$id" --reason x >out 2>err; check closed_once 4 $?
minwon $S answers add DESK-DRONE.rule@11410 --layer office --question '공원에서 드론을 날려도 되나요?' \
	--text '안 됩니다.' --source '공원 조례' >out 2>err
check the_answer_closes_it '' "$(minwon answers unanswered --format jsonl)"
check by_its_key DESK-DRONE.rule@11410 "$(minwon answers unanswered --all --format jsonl | jq -r 'select(.state == "answered") | .key')"

# Told in a consultation; counted, without names.
minwon answers told 13100000016.fee >out 2>err; check nobody_at_hand 3 $?
minwon answers told 13100000016.fee 0 >out 2>err; check told_to_nobody 0 $?
check counted 1 "$(minwon answers uses --format jsonl | jq -r 'select(.key == "13100000016.fee" and .what == "told") | .count')"
has asked_is_counted missed "$(minwon answers uses --format tsv)"
office_stop
verdict
