#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# 정부24's list of services, from saved answers and over HTTP: kept beside the
# catalogue, with what it says otherwise, which is never written over. The service
# is played by node, which is no part of the product.
set -uo pipefail
# shellcheck source=tests/cli/lib_office.sh
. "$(cd "$(dirname "$0")" && pwd)/lib_office.sh"

chief()
{
	minwon --as supervisor-11410 --lang en "$@" 2>err
}
practice
cat >list.json <<'JSON'
{"page":1,"perPage":10,"totalCount":2,"currentCount":2,"matchCount":2,"data":[
{"서비스ID":"SVC1","서비스명":"행복출산 원스톱","서비스목적요약":"출산","지원내용":"여러 급여를 한 번에","신청방법":"방문||온라인신청",
"소관기관명":"행정안전부","접수기관":"주민센터","상세조회URL":"https://www.gov.kr/portal/rcvfvrSvc/dtlEx/SVC1","수정일시":"20261101"},
{"서비스ID":"SVC2","서비스명":"새 지원금","소관기관명":"서대문구","신청방법":"방문"}]}
JSON
cat >detail.json <<'JSON'
{"page":1,"perPage":10,"totalCount":1,"currentCount":1,"matchCount":1,"data":[
{"서비스ID":"SVC1","서비스명":"행복출산 원스톱","구비서류":"가족관계증명서","법령":"민원처리법 시행령","접수기관명":"주민센터","온라인신청사이트URL":null}]}
JSON
minwon forms import --gov24 list.json >/dev/null 2>&1; check 'an officer may not' 3 $?
chief forms import --gov24 list.json --dry-run --format jsonl >out; check 'trying' 0 $?
check 'keeps nothing' '' "$(chief forms services --format jsonl)"
chief forms import --gov24 list.json --format jsonl >out; check 'a supervisor may' 0 $?
check 'both are new' 2 "$(jq -r 'select(.what == "new") | .id' out | wc -l)"
check 'one is the catalogue'"'"'s' HAPPYBIRTH "$(jq -r 'select(.id == "SVC1" and .what == "new") | .code' out)"
chief forms import --gov24 detail.json --format jsonl >out
check 'what it says otherwise is told' 'documents 신분증, 통장사본 가족관계증명서' \
	"$(jq -r 'select(.member == "documents") | "\(.member) \(.catalogue) \(.list)"' out)"
check 'the catalogue stays as it is' '신분증 통장사본' \
	"$(minwon forms show HAPPYBIRTH --format json | jq -r '."x-attachments" | map(.name) | join(" ")')"
chief forms services --format jsonl >out
check 'what one answer leaves out the other keeps' '방문||온라인신청 가족관계증명서 detail.json 2' \
	"$(jq -r 'select(.id == "SVC1") | "\(.how) \(.documents) \(.source) \(.differences)"' out)"
check 'a page anybody can look at' https://www.gov.kr/portal/rcvfvrSvc/dtlEx/SVC2 "$(jq -r 'select(.id == "SVC2") | .url' out)"
check 'only those the catalogue has too' SVC1 "$(chief forms services --matched --format jsonl | jq -r .id)"
check 'by a word' SVC2 "$(chief forms services 지원금 --format jsonl | jq -r .id)"
chief forms import --gov24 detail.json --format jsonl >out
check 'the same again is the same' same "$(jq -r 'select(.member == null) | .what' out)"

# bad NAME PIECE TEXT: the file is refused, the sentence has the piece
bad()
{
	printf '%s' "$3" >bad.json
	chief forms import --gov24 bad.json >/dev/null
	check "$1: status" 2 $?
	has "$1: sentence" "$2" "$(cat err)"
}
bad 'an error in XML' 'SERVICE_KEY_IS_NOT_REGISTERED_ERROR (30)' '<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg><returnAuthMsg>SERVICE_KEY_IS_NOT_REGISTERED_ERROR</returnAuthMsg><returnReasonCode>30</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>'
bad 'an error in JSON' '(-4)' '{"code":-4,"msg":"등록되지 않은 인증키 입니다."}'
bad 'no list' '"data"' '{"page":1}'
bad 'no JSON' 'bad.json' '{"data":['

if ! command -v node >/dev/null; then
	echo 'skip the list of services over HTTP - no node here'
	verdict
fi
cat >service.js <<'JS'
const total = 1203;
let asked = 0;
require('http').createServer((request, answer) => {
	const q = new URL(request.url, 'http://x').searchParams;
	const page = +q.get('page'), perPage = +q.get('perPage'), data = [];
	if (q.get('serviceKey') !== 'key+/=' || ++asked > 6)
		return answer.end('<OpenAPI_ServiceResponse><cmmMsgHeader><returnAuthMsg>LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR</returnAuthMsg><returnReasonCode>22</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>');
	for (let i = (page - 1) * perPage; i < Math.min(total, page * perPage); i++)
		data.push({ 서비스ID: 'H' + i, 서비스명: '혜택 ' + i, 소관기관명: '기관', 구비서류: '없음', 조회수: i });
	answer.end(JSON.stringify({ page, perPage, totalCount: total, currentCount: data.length, matchCount: total, data }));
}).listen(0, '127.0.0.1', function () { console.log(this.address().port); });
JS
mkfifo said
node service.js >said &
service_pid=$!
port=$(wait_line said)
printf '[gov24svc]\nkind = gov24svc\nurl = http://127.0.0.1:%s\ntoken = key+/=\n' "$port" >"$store.channels"
chmod 600 "$store.channels"
minwon sync gov24svc --format jsonl >out 2>err
check 'the service is asked' 0 $?
check 'three pages, well' 'gov24svc 3 null' "$(jq -r '"\(.channel) \(.pages) \(.error)"' out)"
check 'all of them are kept' 1203 "$(chief forms services 혜택 --format jsonl | wc -l)"
has 'with the page they came from' '/serviceDetail page 3' "$(chief forms services H1202 --format jsonl)"
minwon channel test gov24svc >out 2>err; check 'it can be tried' 0 $?
minwon sync gov24svc >out 2>err
minwon sync gov24svc --lang en >out 2>err; check 'an error with status 200 is named' 1 "$(cat out err | grep -c 'LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR (22)')"
kill "$service_pid"
wait "$service_pid" 2>/dev/null
minwon sync gov24svc >out 2>err; check 'a service that is gone is a failure of the network' 6 $?
verdict
