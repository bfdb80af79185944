#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Hand-overs to a ministry that works with Request Tracker 5: the real one, on
# loopback, with a store of its own. Each becomes one ticket, whatever fails on
# the way; what is written there comes back as the answer.
set -uo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck source=tests/cli/lib_office.sh
. "$top/tests/cli/lib_office.sh"
rt=0

trap '[ "$rt" -eq 0 ] || kill "$rt"; finish' EXIT

if ! command -v rt-setup-database-5 >/dev/null || ! command -v starman >/dev/null; then
	echo 'skip rt - there is no request-tracker5 here (scripts/setup extra)'
	exit 0
fi

# A free port of loopback.
port=0
for ((i = 0; i < 20; i++)); do
	port=$((20000 + RANDOM % 20000))
	(exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
done

cat >rt_config.pm <<-EOT
	Set(\$rtname, 'minwon');
	Set(\$Organization, 'minwon.invalid');
	Set(\$DatabaseType, 'SQLite');
	Set(\$DatabaseName, '$work/rt.db');
	Set(\$WebDomain, '127.0.0.1');
	Set(\$WebPort, $port);
	Set(\$MailCommand, 'testfile');
	Set(\$LogToSyslog, undef);
	Set(\$LogToSTDERR, 'error');
	1;
EOT
# RT does what it is asked, and its answer is lost, while the file is there.
cat >rt.psgi <<-'EOT'
	use Plack::Util;
	my $app = Plack::Util::load_psgi('/usr/share/request-tracker5/libexec/rt-server');
	sub {
		my $env = shift;
		my $loses = $env->{REQUEST_METHOD} eq 'POST' && -e $ENV{RT_LOSES};
		my $answer = $app->($env);
		return $answer unless $loses;
		$answer->(sub { Plack::Util::inline_object(write => sub { }, close => sub { }) })
			if ref $answer eq 'CODE';
		return [500, ['Content-Length' => 0], []];
	}
EOT
export RT_SITE_CONFIG=$work/rt_config.pm RT_SITE_CONFIG_DIR=/none RT_LOSES=$work/rt.loses
if ! rt-setup-database-5 --action init --skip-create >rt.setup 2>&1; then
	echo "not ok rt_setup - $(tail -n 2 rt.setup)"
	exit 1
fi
starman --listen "127.0.0.1:$port" --workers 1 rt.psgi >rt.log 2>&1 &
rt=$!
at=http://127.0.0.1:$port/REST/2.0

# ask PATH [OPTION…]: what RT says to its administrator.
ask()
{
	curl -sS -m 60 -u root:password "${@:2}" "$at$1"
}

# hop: where the last hand-over of $case is.
hop()
{
	sqlite3 "$store" "SELECT hop FROM escalation WHERE case_id =
		(SELECT id FROM cases WHERE external_id = '$case') ORDER BY id DESC LIMIT 1"
}

# tickets: how many tickets there are.
tickets()
{
	ask "/tickets?query=id%20%3E%200" | jq -r .total
}

wait_for_line 'Binding to' rt.log "$rt"
check rt_is_there General "$(ask /queue/General --retry 30 --retry-connrefused | jq -r .Name)"

practice
relay_start --seed 7 --applications 120
printf '[mois-rt]\nkind = rt\nurl = %s\nagency = 1741000\nqueue = General\nclient_id = root\nclient_secret = %s\n' \
	"$at" password >>"$store.channels"
minwon sync >out 2>err || cat err
printf '첨부한 글입니다.\n' >file
sha=$(sha256sum <file | cut -d' ' -f1)
mkdir -p "$store.blobs/${sha:0:2}" && cp file "$store.blobs/${sha:0:2}/${sha:2}"

# take_case N: receives the Nth arrival; $case is its number.
take_case()
{
	case=$(minwon list 'state:arrived service:FOOD-BIZ,BUILD-NOTI,11300000006' -n 50 --format jsonl |
		jq -r .external_id | head -n 1)
	minwon --as supervisor-11410 receive "$case" >/dev/null 2>>err && minwon next "$case" >/dev/null 2>>err
}

take_case
sqlite3 "$store" "INSERT INTO attachment (case_id, name, media_type, size, sha256, state, tries,
	next_try_at, error) SELECT id, '첨부.txt', 'text/plain', $(wc -c <file), '$sha', 'present', 0, 0, ''
	FROM cases WHERE external_id = '$case'"
minwon escalate "$case" --agency 행정안전부 --kind cooperation --attach 첨부.txt \
	--text '지침의 "적용" 여부를 여쭙니다.' >out 2>err; check escalate 0 $?
# RT makes the ticket, and the sender never hears of it.
touch "$RT_LOSES"
minwon sync >out 2>err
rm "$RT_LOSES"
check lost_answer_is_one_ticket 1 "$(tickets)"
has what_failed_is_said 500 "$(minwon outbox list --format jsonl | jq -r .last_error | grep 500)"
at_time 2026-11-23T10:00:00+09:00
minwon sync >out 2>err; check sync 0 $?
check sent_again_is_one_ticket 1 "$(tickets)"
minwon sync >out 2>err
check received_there received "$(hop)"
id=$(ask "/tickets?query=id%20%3E%200" | jq -r '.items[0].id')
files=$(ask "/ticket/$id/attachments?fields=Filename,ContentType" | jq -r '[.items[].Filename | select(. == "첨부.txt")] | length')
check korean_file_is_there_once 1 "$files"
one=$(ask "/ticket/$id/attachments?fields=Filename" | jq -r '.items[] | select(.Filename == "첨부.txt") | .id')
check its_bytes_are "$sha" "$(ask "/attachment/$one" | jq -r .Content | base64 -d | sha256sum | cut -d' ' -f1)"
has subject_asks '지침의 "적용" 여부를 여쭙니다.' "$(ask "/ticket/$id" | jq -r .Subject)"

minwon sync >out 2>err
check nothing_said_is_nothing received "$(hop)"
ask "/ticket/$id/correspond" -H 'Content-Type: application/json' \
	-d '{"Content":"적용됩니다.\n담당 김철수","ContentType":"text/plain"}' >out
at_time 2026-11-23T14:00:00+09:00
minwon sync >out 2>err
check answer_came_back answered "$(hop)"
has answer_is_in_the_thread '적용됩니다.' "$(minwon show "$case")"
events=$(sqlite3 "$store" "SELECT COUNT(*) FROM event")
minwon sync >out 2>err
check answer_is_heard_once "$events" "$(sqlite3 "$store" 'SELECT COUNT(*) FROM event')"

# Two more: what is rejected there is returned; what is no queue of theirs waits.
take_case
minwon escalate "$case" --agency 행정안전부 --text '소관인지 여쭙니다.' >out 2>err; check escalate_again 0 $?
minwon sync >out 2>err
minwon sync >out 2>err
check second_received received "$(hop)"
id=$(ask "/tickets?query=id%20%3E%20$id" | jq -r '.items[0].id')
ask "/ticket/$id/correspond" -H 'Content-Type: application/json' \
	-d '{"Content":"<p>소관이 아닙니다.</p>","ContentType":"text/html"}' >out
ask "/ticket/$id" -X PUT -H 'Content-Type: application/json' -d '{"Status":"rejected"}' >out
minwon sync >out 2>err
check rejected_is_returned returned "$(hop)"
check reason_was_written_in_html '소관이 아닙니다.' "$(sqlite3 "$store" \
	"SELECT answer FROM escalation ORDER BY id DESC LIMIT 1")"
sed 's/^queue = General/queue = Nothing/' "$store.channels" >new && cat new >"$store.channels"
take_case
minwon escalate "$case" --agency 행정안전부 --text '지침을 여쭙니다.' >out 2>err
minwon sync >out 2>err
check no_such_queue_is_parked parked "$(minwon outbox list --format jsonl | jq -r 'select(.kind == "escalation").state' |
	head -n 1)"
sed 's/^queue = Nothing/queue = General/' "$store.channels" >new && cat new >"$store.channels"
minwon --as supervisor-11410 outbox retry "$(minwon outbox list --format jsonl |
	jq -r 'select(.kind == "escalation").id' | head -n 1)" >out 2>err || cat err
minwon sync >out 2>err
check nothing_is_lost 3 "$(tickets)"
# RT is away: it waits, and the relay's messages do not.
take_case
kill "$rt" && wait "$rt" 2>/dev/null
rt=0
minwon escalate "$case" --agency 행정안전부 --text '지침을 여쭙니다.' >out 2>err
minwon sync >out 2>err
check away_waits 1 "$(minwon outbox list --format jsonl | jq -r 'select(.kind == "escalation" and .state != "sent").state' |
	grep -c .)"
check the_rest_is_sent 0 "$(minwon outbox list -n 500 --format jsonl | jq -r 'select(.kind != "escalation").state' |
	grep -vc '^sent$')"
check passwords_are_in_no_log '' "$(grep -l password ./*.err err out office.err 2>/dev/null)"
verdict
