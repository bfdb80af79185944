#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Two offices and a ministry, each with a store of its own, and one relay: what is
# asked is returned, completed, asked again and answered; and what may not be
# disclosed does not leave.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

ministry_store=$work/ministry.db
# sejong ARGUMENT…: the command against the ministry's store.
sejong()
{
	"$bin/minwon" --store "$ministry_store" --clock "$clock" "$@"
}

# exchange: rounds of both until what each has to say is heard by the other.
exchange()
{
	minwon sync >sync.out 2>sync.err || [ $? -eq 1 ] || echo "not ok sync - $(cat sync.err)"
	sejong sync >sync.out 2>sync.err || [ $? -eq 1 ] || echo "not ok sejong sync - $(cat sync.err)"
	minwon sync >sync.out 2>sync.err || [ $? -eq 1 ] || echo "not ok sync - $(cat sync.err)"
}

# hop: where the last hand-over is, field NAME of it
hop()
{
	minwon handover list --format jsonl | head -n 1 | jq -r ".${1:-hop}"
}

# field CASE NAME: of the asking office
field()
{
	minwon list "number:$1 open:any" --format jsonl | jq -r ".$2"
}

printf 'gov24\t11410\t{"specversion":"1.0","id":"ev-%s","source":"https://relay.example/channels/gov24","type":"kr.relay.request.created.v1","subject":"%s","time":"2026-11-23T08:00:00+09:00","datacontenttype":"application/json","data":{"service_request_id":"%s","jurisdiction_id":"11410","service_code":"FOOD-BIZ","status":"open","requested_datetime":"2026-11-23T08:00:00+09:00","description":"식품영업신고","form_version":"1","applicant":{"name":"홍길동","phone":"010-0123-4567","address":"서울특별시 서대문구 연희로 1"},"attributes":{"owner":"홍길동","rrn":"840302-1******","business_type":"제과점영업","trade_name":"한밭제과","address":"서울특별시 서대문구 연희로 1","area":42.5}}}\n' \
	1 ASKED ASKED 2 PLAIN PLAIN 3 GIVEN GIVEN >events.tsv
practice
relay_start --applications 0 --inject "$work/events.tsv" --store "$work/relay.db"
"$bin/minwon" init --practice --role ministry --store "$ministry_store" --clock "$clock" >/dev/null
check 'a ministry is made' 0 $?
sed -n 's|^url = \(.*\)/gov24$|[handover]\nurl = \1/handover\ntoken = secret|p' "$store.channels" >"$ministry_store.channels"
chmod 600 "$ministry_store.channels"
minwon sync >/dev/null
for id in ASKED PLAIN GIVEN; do
	minwon --as supervisor-11410 receive "$id" >/dev/null && minwon next "$id" >/dev/null
done

# What may not leave.
minwon escalate ASKED --kind nothing --agency 행정안전부 --text '가' >out 2>err
check 'an unknown kind is a bad value' 2 $?
minwon escalate ASKED --kind guideline-question --agency 행정안전부 --text '적용 여부를 여쭙니다.' \
	--disclose owner >out 2>err
check 'a name is refused to a question about guidelines' 3 $?
has 'and the refusal names the field' '영업자 성명' "$(cat err)"
minwon escalate ASKED --kind transfer --agency 행정안전부 --text '소관이 다릅니다.' --disclose rrn >out 2>err
check 'a resident number is refused to every kind' 3 $?
has 'by its name' '주민등록번호' "$(cat err)"
minwon escalate ASKED --kind guideline-question --agency 행정안전부 \
	--text '840302-1234567 님의 경우?' >out 2>err
check 'nor may it be typed into the question' 3 $?
check 'nothing of it is in the outbox' 0 \
	"$(sqlite3 -readonly "$store" "SELECT COUNT(*) FROM outbox WHERE kind = 'escalation'")"
check 'nor a hand-over in the store' 0 "$(sqlite3 -readonly "$store" 'SELECT COUNT(*) FROM escalation')"
check 'nor anything on the wire' 0 "$(grep -c escalation "$work/ledger.jsonl")"

minwon handover answer ASKED --text 가 >out 2>err
check 'what nobody handed over is not answered' 3 $?

# The thread: asked, returned, completed, asked again, answered.
minwon escalate ASKED --kind guideline-question --agency 행정안전부 --text '적용 여부를 여쭙니다.' \
	--disclose business_type --preview >preview 2>err
check 'a preview' 0 $?
minwon escalate ASKED --kind guideline-question --agency 행정안전부 --text '적용 여부를 여쭙니다.' \
	--disclose business_type >out 2>err
check 'asked' 0 $?
check 'it is queued' queued "$(hop)"
check 'the preview has the very bytes' "$(head -c -1 preview | sha256sum)" \
	"$(sqlite3 -readonly "$store" "SELECT writefile('sent', body) FROM outbox WHERE kind = 'escalation'" >/dev/null; sqlite3 -readonly "$store" "SELECT CAST(body AS TEXT) FROM outbox WHERE kind = 'escalation'" | head -c -1 | sha256sum)"
check 'nobody is named in them' 0 "$(grep -c -e 홍길동 -e 0123 preview)"
minwon sync >/dev/null
check 'then sent' sent "$(hop)"
sejong sync >/dev/null
exchange
check 'then received, in the ministry own store' received "$(hop)"
asked=$(sejong list --format jsonl | jq -r .external_id)
has 'where the question can be read' '적용 여부를 여쭙니다.' \
	"$(sejong --as officer1-1741000 show "$asked")"
sejong --as officer1-1741000 handover return "$asked" --reason incomplete --text '도면이 없습니다.' >out 2>err
check 'returned before it is accepted' 0 $?
exchange
check 'a return is a state of its own' returned "$(hop)"
check 'with its reason' incomplete "$(hop reason_code)"
check 'the case is work again' in-progress "$(field ASKED state)"
has 'with their words' '도면이 없습니다.' "$(minwon log ASKED)"
at_time '2026-11-23T11:00:00+09:00'
minwon claim ASKED >/dev/null
check 'taking it up closes the hand-over' closed "$(hop)"
minwon escalate ASKED --kind guideline-question --agency 1741000 --text '도면을 보완하였습니다.' >/dev/null
exchange
exchange
asked=$(sejong list state:arrived --format jsonl | jq -r .external_id)
sejong --as supervisor-1741000 handover accept "$asked" >out 2>err
check 'accepted' 0 $?
sejong --as officer1-1741000 next "$asked" >/dev/null
sejong --as officer1-1741000 refuse "$asked" --text 가 --reason 나 --remedy 다 >out 2>err
check 'a ministry decides on no applicant' 3 $?
exchange
check 'the asking office sees it' accepted "$(hop)"
check 'its second hand-over' 2 "$(hop serial)"
at_time '2026-11-23T14:00:00+09:00'
sejong --as officer1-1741000 claim "$asked" >/dev/null
sejong --as officer1-1741000 handover answer "$asked" >out 2>err
check 'an answer has words' 3 $?
sejong --as officer1-1741000 handover answer "$asked" --text '적용됩니다.' >out 2>err
check 'answered' 0 $?
exchange
check 'the answer is here' answered "$(hop)"
check 'as work' in-progress "$(field ASKED state)"
has 'in the words of the ministry' '적용됩니다.' "$(minwon handover show 2)"
check 'each working minute is on its account' 'desk 120, ministry 120 of 240' \
	"$(minwon show ASKED --format json | jq -r '.ledger | "desk \(.desk), ministry \(.ministry) of \(.total)"')"

# 이송: a second person approves, and it is ours until it is accepted there.
minwon claim GIVEN >/dev/null
minwon escalate GIVEN --kind transfer --agency 행정안전부 --text '소관이 다릅니다.' \
	--disclose applicant.name --disclose 연락처 >out 2>err
check 'a transfer is asked for' 0 $?
check 'and waits for a second person' approval "$(field GIVEN state)"
check 'without a message' proposed/null "$(hop)/$(hop message)"
minwon approve GIVEN >out 2>err
check 'who asked may not approve' 3 $?
minwon --as supervisor-11410 send-back GIVEN --text '연락처는 빼십시오.' >/dev/null
check 'sent back, it is taken back' cancelled "$(hop)"
minwon claim GIVEN >/dev/null
minwon escalate GIVEN --kind transfer --agency 행정안전부 --text '소관이 다릅니다.' --disclose applicant.name >/dev/null
minwon --as supervisor-11410 approve GIVEN >out 2>err
check 'approved' 0 $?
check 'it is still open here' consulting "$(field GIVEN state)"
exchange
given=$(sejong list state:arrived --format jsonl | jq -r .external_id)
sejong --as supervisor-1741000 handover accept "$given" >/dev/null
exchange
check 'accepted there, it is transferred' transferred "$(field GIVEN state)"
has 'and the applicant is told' 이송되어 "$(minwon sync >/dev/null; jq -r 'select(.kind == "notice") | .body.text' "$work/ledger.jsonl")"
sejong --as officer1-1741000 return "$given" --reason other --text '다시 가져가세요.' >out 2>err
check 'what was accepted as a transfer is not returned' 3 $?

# A hand-over that nobody acknowledges is somebody's work.
minwon claim PLAIN >/dev/null
minwon escalate PLAIN --kind cooperation --agency 경상북도 --text '현장 확인을 부탁합니다.' >/dev/null
minwon sync >/dev/null
check 'within three working hours it is not late' 0 "$(minwon list flag:handover-late --format jsonl | wc -l)"
at_time '2026-11-24T10:00:00+09:00'
check 'then it is' 1 "$(minwon list flag:handover-late --format jsonl | wc -l)"
check 'among the things of today' 1 "$(minwon today --format jsonl | jq 'select(.figure == "handover-late") | .count')"
check 'with whose work it is' late/officer1-11410 "$(hop late)/$(hop owner)"
check 'a province is no ministry' true \
	"$(minwon show PLAIN --format json | jq '.ledger.other_department > 0 and .ledger.ministry == 0')"
minwon claim PLAIN >/dev/null
minwon resume PLAIN --text '전화로 확인함' >/dev/null
check 'work resumed, nobody waits any more' cancelled "$(hop)"
for i in 1 2 3; do
	minwon claim PLAIN >/dev/null
	minwon escalate PLAIN --kind guideline-question --agency 1741000 --text "여쭙니다 $i" >/dev/null
	exchange
	number=$(sejong list state:arrived --format jsonl | jq -r .external_id)
	sejong --as officer1-1741000 handover return "$number" --reason not-competent --text '소관이 아닙니다.' >/dev/null
	exchange
done
check 'the third bounce is the committee' PLAIN "$(minwon list flag:committee --format jsonl | jq -r .external_id)"
check 'nothing is stuck' '' "$(minwon outbox list --format jsonl | jq -r 'select(.state != "sent") | .kind')"
check 'nor at the ministry' '' "$(sejong outbox list --format jsonl | jq -r 'select(.state != "sent") | "\(.kind) \(.last_error)"')"
verdict
