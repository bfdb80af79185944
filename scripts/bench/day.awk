# SPDX-License-Identifier: ISC
# An office's day as lists for `minwon bulk`. From the numbers of arrived cases, one
# a line: what is received and shared out in the morning, what an officer does with
# each, what is decided in the evening. -v morning=FILE -v work=FILE -v evening=FILE
# -v officer=LOGIN. Eight changes a case; forty cases go from step to step together.
function put(file, op, number, more)
{
	printf "{\"op\":\"%s\",\"case\":\"%s\"%s}\n", op, number, more >file
}
function step(op, from, to, more,	i)
{
	for (i = from; i <= to; i++)
		put(work, op, number[i], more)
}
{
	number[NR] = $1
	put(morning, "receive", $1, "")
	if (NR % 3 == 0)
		put(morning, "assign", $1, ",\"assignee\":\"" officer "\"")
}
END {
	for (from = 1; from <= NR; from += 40) {
		to = from + 39 < NR ? from + 39 : NR
		step("next", from, to, "")
		step("note", from, to, ",\"text\":\"현장 확인 예정, 담당자 통화함\"")
		step("release", from, to, "")
		step("claim", from, to, "")
		step("note", from, to, ",\"text\":\"구비서류 확인 완료\"")
		for (i = from; i <= to; i++)
			if (i % 10 < 2)
				put(work, "supplement", number[i], ",\"text\":\"위임장\\n신분증 사본\",\"period\":\"10d\"")
			else
				put(work, "draft", number[i], ",\"outcome\":\"complete\",\"text\":\"신청하신 민원을 처리하였습니다.\"")
	}
	for (i = 1; i <= NR; i++)
		if (i % 20 == 7)
			put(evening, "send-back", number[i], ",\"text\":\"근거 법령을 적어 주십시오\"")
		else if (i % 10 >= 2)
			put(evening, "approve", number[i], "")
}
