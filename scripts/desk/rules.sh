#!/bin/sh
# SPDX-License-Identifier: ISC
# Rules most offices want, written and left switched off: look with `minwon rules test
# NAME` at what each would do, then `minwon rules on NAME`. CHIEF is a supervisor's login
# of a practice office; a real one knows who asks by the account.
set -eu
rule() { minwon ${CHIEF:+--as "$CHIEF"} rules add "$@" >/dev/null; }

rule '마감 임박' --when clock --if 'clock:running overdue:no due:..2h' --do raise \
	--text '두 시간 안에 처리기한이 끝납니다'
rule '기한 초과' --when clock --if 'overdue:yes' --do raise --text '처리기한이 지났습니다'
rule '담당자 없음' --when clock --if 'assignee:none due:..1d' --do raise \
	--text '하루 안에 끝나는데 담당자가 없습니다'
rule '세 번째 반송' --when clock --if 'flag:committee' --do raise \
	--text '세 번 반송되어 조정위원회에 올릴 민원입니다'
rule '장애 중 마감' --when clock --if 'flag:outage due:..1d' --do raise \
	--text '접수 시스템 장애 중에 기한이 다가옵니다'
rule '확인 없는 이첩' --when clock --if 'flag:handover-late' --do raise \
	--text '보낸 이첩을 받는 기관이 확인하지 않았습니다'
