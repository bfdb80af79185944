/* SPDX-License-Identifier: ISC */
/* The life of a case through all ops, by two officers and a supervisor over
 * the wire, in a real office with a real relay. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "storage/instant.h"
#include "tests/office/office_harness.h"

#define MONDAY "2026-11-23T09:00:00+09:00"
#define MORNING INT64_C(1795392000)	/* MONDAY */
#define CONNECTIONS 16

/* The office of these tests, and who sits in it. */
struct scene {
	struct place place;
	struct desk first, second, chief, auditor;
};

static int
open_office(void **state)
{
	static const char *const options[] = { "--seed", "11", "--applications", "600", NULL };
	struct scene *s = x_zalloc(1, sizeof(*s));

	*state = s;
	place_make(&s->place, MONDAY);
	place_relay_start(&s->place, options);
	place_office_start(&s->place);
	assert_true(desk_open(&s->first, &s->place, "officer1-11410", false));
	assert_true(desk_open(&s->second, &s->place, "officer2-11410", false));
	assert_true(desk_open(&s->chief, &s->place, "supervisor-11410", false));
	assert_true(desk_open(&s->auditor, &s->place, "auditor-11410", false));
	assert_true(desk_sync(&s->first, ""));
	assert_int_equal(look_number(s->place.store, "SELECT COUNT(*) FROM cases"), 600);
	return 0;
}

static int
close_office(void **state)
{
	struct scene *s = *state;

	desk_close(&s->first);
	desk_close(&s->second);
	desk_close(&s->chief);
	desk_close(&s->auditor);
	place_remove(&s->place);
	free(s);
	return 0;
}

static int
each_morning(void **state)
{
	struct scene *s = *state;

	place_set_clock(&s->place, MONDAY);
	return 0;
}

static void
untouched(const struct scene *s, const char *service, char number[24])
{
	place_untouched(&s->place, "11410", service, number);
}

/* One number about the case: %s in sql is its id. */
static int64_t
about(const struct scene *s, const char *sql, const char *number)
{
	const char *gap = strstr(sql, "%s");
	struct buf whole = { 0 };
	int64_t n;

	assert_non_null(gap);
	buf_add(&whole, sql, (size_t)(gap - sql));
	buf_puts(&whole, number);
	buf_puts(&whole, gap + 2);
	n = look_number(s->place.store, buf_str(&whole));
	buf_release(&whole);
	return n;
}

/* Does an op with nothing but what it needs. */
static const char *
does(struct desk *d, enum op op, const char *number)
{
	struct deed deed = { .op = op, .number = number, .text = "검토했습니다.",
		.outcome = OUTCOME_COMPLETE, .agency = "1741000", .period = "10d",
		.assignee = "officer2-11410",
		.reasons = "건축법 제14조", .remedies = "90일 이내 행정심판" };

	return desk_do(d, &deed, NULL, NULL);
}

static void
taken(struct scene *s, const char *service, char number[24])
{
	untouched(s, service, number);
	assert_string_equal(does(&s->chief, OP_RECEIVE, number), "done");
	assert_string_equal(does(&s->first, OP_NEXT, number), "done");
}

/* domain.md A3: service, receipt, due. */
static void
receipt_starts_the_statutory_period(void **state)
{
	static const struct {
		const char *service, *received, *due;
	} rows[] = {
		{ "13100000016", "2026-11-23T10:00:00+09:00", "2026-11-23T14:00:00+09:00" },
		{ "13100000015", "2026-11-23T11:30:00+09:00", "2026-11-23T15:30:00+09:00" },
		{ "13100000056", "2026-11-20T17:00:00+09:00", "2026-11-23T11:00:00+09:00" },
		{ "15000000098", "2026-11-21T22:15:00+09:00", "2026-11-23T12:00:00+09:00" },
		{ "13100000016", "2026-12-24T16:30:00+09:00", "2026-12-28T10:30:00+09:00" },
		{ "11300000006", "2026-11-23T14:30:00+09:00", "2026-11-26T14:30:00+09:00" },
		{ "FOOD-BIZ", "2026-09-22T15:00:00+09:00", "2026-09-29T15:00:00+09:00" },
		{ "BUILD-NOTI", "2026-12-23T09:00:00+09:00", "2026-12-30T18:00:00+09:00" },
		{ "BUILD-NOTI", "2026-09-18T11:00:00+09:00", "2026-09-29T11:00:00+09:00" },
		{ "GEN-QNA-PROC", "2026-11-23T09:00:00+09:00", "2026-12-01T18:00:00+09:00" },
		{ "GEN-QNA-LAW", "2026-11-23T09:00:00+09:00", "2026-12-10T18:00:00+09:00" },
		{ "BOKJI-CHILDCARE", "2026-09-28T09:00:00+09:00", "2026-10-12T18:00:00+09:00" },
		{ "BOKJI-CHILDCARE", "2026-09-22T09:00:00+09:00", "2026-10-06T18:00:00+09:00" },
	};
	struct scene *s = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char number[24], due[32], want[24];
		struct deed receive = { .op = OP_RECEIVE, .number = number };
		int64_t given = look_number(s->place.store,
		    "SELECT COALESCE(MAX(last), 0) FROM receipt_serial WHERE office = '11410'");
		struct wire_done done;

		untouched(s, rows[i].service, number);
		place_set_clock(&s->place, rows[i].received);
		assert_string_equal(desk_do(&s->chief, &receive, &done, NULL), "done");
		instant_format(done.due_at, due);
		assert_string_equal(due, rows[i].due);
		snprintf(want, sizeof(want), "2026-11410-%06" PRId64, given + 1);
		assert_string_equal(done.number, want);
		assert_int_equal(done.state_before, STATE_ARRIVED);
		assert_int_equal(done.state_after, STATE_RECEIVED);
		assert_int_equal(done.version, 2);
	}
}

/* One step of the whole thread, and where the case stands after it. */
struct step {
	char who;		/* 1 first officer, 2 second, C chief */
	enum op op;
	const char *verdict;
	enum state after;
	char holder;		/* ' ' nobody */
};

static void
a_case_goes_the_whole_way(void **state)
{
	static const struct step steps[] = {
		{ '1', OP_NEXT, "not-received", STATE_ARRIVED, ' ' },
		{ 'C', OP_RECEIVE, "done", STATE_RECEIVED, ' ' },
		{ 'C', OP_RECEIVE, "wrong-state", STATE_RECEIVED, ' ' },
		{ '1', OP_NOTE, "not-holder", STATE_RECEIVED, ' ' },
		{ '1', OP_CLAIM, "done", STATE_RECEIVED, '1' },
		{ '2', OP_CLAIM, "held", STATE_RECEIVED, '1' },
		{ '1', OP_NOTE, "done", STATE_RECEIVED, '1' },
		{ '1', OP_RELEASE, "done", STATE_RECEIVED, ' ' },
		{ 'C', OP_ASSIGN, "done", STATE_ASSIGNED, ' ' },
		{ '1', OP_NEXT, "other-assignee", STATE_ASSIGNED, ' ' },
		{ '2', OP_NEXT, "done", STATE_IN_PROGRESS, '2' },
		{ '1', OP_DRAFT, "held", STATE_IN_PROGRESS, '2' },
		{ 'C', OP_RELEASE, "done", STATE_IN_PROGRESS, ' ' },
		{ 'C', OP_RELEASE, "not-held", STATE_IN_PROGRESS, ' ' },
		{ '2', OP_DRAFT, "not-holder", STATE_IN_PROGRESS, ' ' },
		{ '2', OP_CLAIM, "done", STATE_IN_PROGRESS, '2' },
		{ '2', OP_ESCALATE, "done", STATE_CONSULTING, '2' },
		{ '2', OP_DRAFT, "wrong-state", STATE_CONSULTING, '2' },
		{ '2', OP_RESUME, "done", STATE_IN_PROGRESS, '2' },
		{ '2', OP_APPROVE, "needs-approver", STATE_IN_PROGRESS, '2' },
		{ '2', OP_DRAFT, "done", STATE_APPROVAL, ' ' },
		{ '2', OP_APPROVE, "own-draft", STATE_APPROVAL, ' ' },
		{ '1', OP_APPROVE, "needs-approver", STATE_APPROVAL, ' ' },
		{ 'C', OP_SEND_BACK, "done", STATE_IN_PROGRESS, ' ' },
		{ '2', OP_CLAIM, "done", STATE_IN_PROGRESS, '2' },
		{ '2', OP_REFUSE, "done", STATE_APPROVAL, ' ' },
		{ 'C', OP_APPROVE, "done", STATE_REFUSED, ' ' },
		{ 'C', OP_SEND_BACK, "wrong-state", STATE_REFUSED, ' ' },
		{ '1', OP_CLAIM, "wrong-state", STATE_REFUSED, ' ' },
	};
	struct scene *s = *state;
	char number[24];
	size_t done = 0;

	untouched(s, "BUILD-NOTI", number);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		const struct step *step = &steps[i];
		struct desk *who = step->who == '1' ? &s->first : step->who == '2' ? &s->second :
		    &s->chief;
		struct case_detail c;
		struct answers a;

		assert_string_equal(does(who, step->op, number), step->verdict);
		done += str_eq(step->verdict, "done") ? 1 : 0;
		desk_show(&s->auditor, number, &a, &c);
		assert_int_equal(c.row.state, step->after);
		assert_string_equal(c.row.lease_holder, step->holder == '1' ? "officer1-11410" :
		    step->holder == '2' ? "officer2-11410" : "");
		assert_int_equal(c.row.version, (int64_t)done + 1);
		assert_int_equal(answers_count(&a, MESSAGE_EVENT), done + 1);
		answers_release(&a);
	}
	assert_int_equal(about(s, "SELECT COUNT(*) FROM escalation WHERE case_id = %s AND "
	    "ended_at > 0", number), 1);
	assert_int_equal(about(s, "SELECT COUNT(*) FROM event WHERE case_id = %s AND "
	    "(actor_id = 0) <> (kind = 'arrived')", number), 0);
	assert_int_equal(about(s, "SELECT MAX(version_after) = COUNT(*) FROM event WHERE "
	    "case_id = %s", number), 1);
}

static void
next_takes_the_most_urgent_and_says_when_nothing_is_left(void **state)
{
	struct scene *s = *state;
	struct deed next = { .op = OP_NEXT };
	int64_t due = 0, left = look_number(s->place.store,
	    "SELECT COUNT(*) FROM cases WHERE office = '11410' AND state = 'received'");
	struct wire_done done;

	for (int i = 0; i < 3; i++) {
		char number[24];

		untouched(s, "GEN-QNA-PROC", number);
		assert_string_equal(does(&s->chief, OP_RECEIVE, number), "done");
		left++;
	}
	for (; left > 0; left--) {
		assert_string_equal(desk_do(&s->first, &next, &done, NULL), "done");
		assert_true(done.due_at >= due);
		due = done.due_at;
	}
	assert_string_equal(desk_do(&s->first, &next, NULL, NULL), "nothing-left");
	assert_string_equal(desk_do(&s->chief, &next, NULL, NULL), "no-right");
}

static void
an_officer_decides_a_certificate_alone(void **state)
{
	struct scene *s = *state;
	char number[24];

	taken(s, "13100000015", number);
	assert_string_equal(does(&s->second, OP_APPROVE, number), "held");
	assert_string_equal(does(&s->chief, OP_APPROVE, number), "wrong-state");
	assert_string_equal(does(&s->first, OP_APPROVE, number), "done");
	assert_int_equal(about(s, "SELECT state = 'completed' AND is_open = 0 AND completed_at = "
	    "1795392000 AND lease_holder_id = 0 FROM cases WHERE id = %s", number), 1);
	assert_int_equal(about(s, "SELECT approved_by_id = by_id FROM draft WHERE case_id = %s",
	    number), 1);
	taken(s, "13100000015", number);
	assert_string_equal(does(&s->first, OP_REFUSE, number), "done");
	assert_int_equal(about(s, "SELECT state = 'refused' FROM cases WHERE id = %s", number), 1);
}

static void
what_an_op_needs_must_be_there(void **state)
{
	static const struct {
		struct deed deed;
		const char *verdict;
	} rows[] = {
		{ { .op = OP_NOTE, .text = " \xe3\x80\x80" }, "needs-text" },
		{ { .op = OP_DRAFT, .text = "가" }, "needs-outcome" },
		{ { .op = OP_DRAFT, .outcome = OUTCOME_COMPLETE }, "needs-text" },
		{ { .op = OP_DRAFT, .text = "가", .outcome = OUTCOME_REFUSE, .remedies = "나" },
		    "needs-reasons" },
		{ { .op = OP_DRAFT, .text = "가", .outcome = OUTCOME_REFUSE, .reasons = "나" },
		    "needs-remedies" },
		{ { .op = OP_REFUSE, .text = "가", .remedies = "나" }, "needs-reasons" },
		{ { .op = OP_REFUSE, .text = "가", .reasons = "나" }, "needs-remedies" },
		{ { .op = OP_ESCALATE, .text = "가" }, "needs-agency" },
		{ { .op = OP_ESCALATE, .agency = "1741000" }, "needs-text" },
		{ { .op = OP_NOTE, .text = "가", .key = "short" }, "bad-value" },
		{ { .op = OP_NOTE, .text = "가", .key = "with a blank" }, "bad-value" },
		{ { .op = OP_NOTE, .text = "가", .is_dry_run = true }, "done" },
	};
	struct scene *s = *state;
	struct deed assign = { .op = OP_ASSIGN };
	char number[24];
	int64_t events;

	taken(s, "BUILD-NOTI", number);
	events = about(s, "SELECT COUNT(*) FROM event WHERE case_id = %s", number);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct deed deed = rows[i].deed;

		deed.number = number;
		assert_string_equal(desk_do(&s->first, &deed, NULL, NULL), rows[i].verdict);
	}
	assign.number = number;
	assert_string_equal(desk_do(&s->chief, &assign, NULL, NULL), "needs-assignee");
	assign.assignee = "auditor-11410";
	assert_string_equal(desk_do(&s->chief, &assign, NULL, NULL), "bad-assignee");
	assign.assignee = "officer1-30200";
	assert_string_equal(desk_do(&s->chief, &assign, NULL, NULL), "bad-assignee");
	assert_int_equal(about(s, "SELECT COUNT(*) FROM event WHERE case_id = %s", number), events);
	assert_int_equal(about(s, "SELECT version FROM cases WHERE id = %s", number), 3);
}

static void
a_repeated_key_gives_the_first_answer(void **state)
{
	struct scene *s = *state;
	char number[24];
	struct deed note = { .op = OP_NOTE, .number = number, .key = "key-of-the-note",
		.text = "전화함" };
	struct wire_done first, again;

	taken(s, "BUILD-NOTI", number);
	assert_string_equal(desk_do(&s->first, &note, &first, NULL), "done");
	assert_false(first.is_repeat);
	assert_string_equal(does(&s->first, OP_DRAFT, number), "done");
	assert_string_equal(desk_do(&s->first, &note, &again, NULL), "done");
	assert_true(again.is_repeat);
	assert_int_equal(again.event_id, first.event_id);
	assert_int_equal(again.version, first.version);
	assert_int_equal(again.state_after, STATE_IN_PROGRESS);
	note.text = "전화하지 않음";
	assert_string_equal(desk_do(&s->first, &note, NULL, NULL), "key-reused");
	note.text = "전화함";
	assert_string_equal(desk_do(&s->second, &note, NULL, NULL), "key-reused");
	assert_int_equal(look_number(s->place.store,
	    "SELECT COUNT(*) FROM event WHERE op_key = 'key-of-the-note'"), 1);
	assert_int_equal(about(s, "SELECT COUNT(*) FROM event WHERE case_id = %s", number), 5);
}

static void
an_old_version_hears_who_changed_the_case(void **state)
{
	struct scene *s = *state;
	char number[24];
	struct deed note = { .op = OP_NOTE, .number = number, .version = 3, .text = "첫째" };
	struct wire_refused why;

	taken(s, "BUILD-NOTI", number);
	assert_string_equal(desk_do(&s->first, &note, NULL, NULL), "done");
	assert_string_equal(desk_do(&s->first, &note, NULL, &why), "version");
	assert_string_equal(why.detail, "김민지");
	note.version = 4;
	assert_string_equal(desk_do(&s->first, &note, NULL, NULL), "done");
}

static void
a_lease_lapses_after_thirty_minutes_without_a_write(void **state)
{
	struct scene *s = *state;
	char number[24];
	struct wire_refused why;
	struct deed claim = { .op = OP_CLAIM, .number = number };

	taken(s, "BUILD-NOTI", number);
	place_set_clock_at(&s->place, MORNING + 20 * 60);
	assert_string_equal(does(&s->first, OP_NOTE, number), "done");
	place_set_clock_at(&s->place, MORNING + 50 * 60 - 1);
	assert_string_equal(desk_do(&s->second, &claim, NULL, &why), "held");
	assert_string_equal(why.detail, "김민지");
	place_set_clock_at(&s->place, MORNING + 50 * 60);
	assert_string_equal(does(&s->first, OP_DRAFT, number), "not-holder");
	assert_string_equal(desk_do(&s->second, &claim, NULL, NULL), "done");
	assert_string_equal(does(&s->first, OP_DRAFT, number), "held");
}

static void
messages_are_written_with_the_change_they_report(void **state)
{
	struct scene *s = *state;
	char number[24], want[600];
	struct deed receive = { .op = OP_RECEIVE, .number = number },
	    escalate = { .op = OP_ESCALATE, .number = number, .agency = "1741000", .period = "10d",
		.text = "지침 \"3쪽\"의 뜻은?" },
	    draft = { .op = OP_REFUSE, .number = number, .text = "불가합니다.",
		.reasons = "건축법 제14조\n도면 누락\n", .remedies = "90일 이내 행정심판" };
	struct wire_done done;
	char *body;

	untouched(s, "BUILD-NOTI", number);
	assert_string_equal(desk_do(&s->chief, &receive, &done, NULL), "done");
	snprintf(want, sizeof(want), "SELECT body FROM outbox WHERE event_id = %" PRId64
	    " AND kind = 'status'", done.event_id);
	body = look_text(s->place.store, want);
	snprintf(want, sizeof(want), "{\"status\":\"open\",\"receipt_no\":\"%s\","
	    "\"received_datetime\":\"2026-11-23T09:00:00+09:00\","
	    "\"expected_datetime\":\"2026-11-27T18:00:00+09:00\",\"officer\":{"
	    "\"department\":\"민원여권과\",\"name\":\"박서연\",\"contact\":\"02-330-0001\"}}",
	    done.number);
	assert_string_equal(str_or_empty(body), want);
	free(body);

	assert_string_equal(does(&s->first, OP_NEXT, number), "done");
	assert_string_equal(desk_do(&s->first, &escalate, &done, NULL), "done");
	snprintf(want, sizeof(want), "SELECT replace(replace(substr(body, instr(body, "
	    "',\"agency')), '11410-%s-1', '@'), '%s', '#') FROM outbox WHERE event_id = %" PRId64
	    " AND kind = 'escalation'", number, done.number, done.event_id);
	body = look_text(s->place.store, want);
	assert_string_equal(str_or_empty(body), ",\"agency_code\":\"1741000\","
	    "\"kind\":\"guideline-question\",\"service_code\":\"HO-GUIDELINE\","
	    "\"handover_id\":\"@\",\"question\":\"지침 \\\"3쪽\\\"의 뜻은?\","
	    "\"office\":{\"code\":\"11410\",\"name\":\"서대문구청\"},\"officer\":{"
	    "\"department\":\"민원여권과\",\"name\":\"김민지\",\"contact\":\"02-330-0001\"},"
	    "\"package\":{\"kind\":\"지침 질의\",\"from_office\":\"서대문구청\",\"case_no\":\"#\","
	    "\"hop\":1,\"question\":\"지침 \\\"3쪽\\\"의 뜻은?\",\"service\":\"건축신고\","
	    "\"received\":\"2026-11-23T09:00:00+09:00\",\"due\":\"2026-11-27T18:00:00+09:00\"}}");
	free(body);

	assert_string_equal(does(&s->first, OP_RESUME, number), "done");
	assert_string_equal(desk_do(&s->first, &draft, NULL, NULL), "done");
	assert_int_equal(about(s, "SELECT COUNT(*) FROM outbox WHERE case_id = %s", number), 2);
	receive.op = OP_APPROVE;
	assert_string_equal(desk_do(&s->chief, &receive, &done, NULL), "done");
	snprintf(want, sizeof(want), "SELECT body FROM outbox WHERE event_id = %" PRId64
	    " AND kind = 'decision'", done.event_id);
	body = look_text(s->place.store, want);
	assert_string_equal(str_or_empty(body), "{\"status\":\"closed\",\"decision\":{"
	    "\"outcome\":\"refuse\",\"text\":\"불가합니다.\","
	    "\"reasons\":[\"건축법 제14조\",\"도면 누락\"],\"remedies\":[\"90일 이내 행정심판\"],"
	    "\"approved_at\":\"2026-11-23T09:00:00+09:00\",\"officer\":{"
	    "\"department\":\"민원여권과\",\"name\":\"박서연\",\"contact\":\"02-330-0001\"}}}");
	free(body);
	assert_int_equal(about(s, "SELECT COUNT(*) FROM outbox m JOIN event v ON v.id = m.event_id "
	    "AND v.op_key = m.op_key WHERE m.case_id = %s", number), 3);
}

static int64_t
accesses(const struct scene *s, const char *login)
{
	char *sql = x_asprintf("SELECT COUNT(*) FROM access_log WHERE login = '%s'", login);
	int64_t count = look_number(s->place.store, sql);

	free(sql);
	return count;
}

static void
every_access_leaves_one_record_with_five_parts(void **state)
{
	static const struct {
		const char *query;
		int64_t more;
	} queries[] = { { "", 1 }, { "", 0 }, { "region:11410", 1 }, { "region:11410", 0 }, { "", 1 } };
	struct scene *s = *state;
	struct desk reader;
	char number[24], other[24];
	struct wire_show show = { .is_refresh = false };
	int64_t before = accesses(s, "auditor-11410");
	struct answers a;

	assert_true(desk_open(&reader, &s->place, "auditor-11410", false));
	untouched(s, "BUILD-NOTI", number);
	untouched(s, "FOOD-BIZ", other);
	/* number, is_refresh, records so far */
	for (size_t i = 0; i < 6; i++) {
		static const struct {
			bool is_other, is_refresh;
			int64_t records;
		} openings[] = { { false, false, 1 }, { false, true, 1 }, { false, true, 1 },
			{ true, true, 2 }, { false, true, 3 }, { false, false, 4 } };

		str_fill(show.number, sizeof(show.number), openings[i].is_other ? other : number);
		show.is_refresh = openings[i].is_refresh;
		desk_ask(&reader, MESSAGE_SHOW, &show, &a);
		assert_string_equal(answers_verdict(&a), "ok");
		answers_release(&a);
		assert_int_equal(accesses(s, "auditor-11410"), before + openings[i].records);
	}
	desk_ask(&reader, MESSAGE_LOG, &show, &a);
	answers_release(&a);
	assert_int_equal(accesses(s, "auditor-11410"), before + 5);
	before += 5;
	for (size_t i = 0; i < sizeof(queries) / sizeof(queries[0]); i++) {
		struct wire_list list = { .limit = 10 };

		str_fill(list.query, sizeof(list.query), queries[i].query);
		desk_ask(&reader, MESSAGE_LIST, &list, &a);
		answers_release(&a);
		before += queries[i].more;
		assert_int_equal(accesses(s, "auditor-11410"), before);
	}
	assert_int_equal(look_number(s->place.store, "SELECT COUNT(*) FROM access_log WHERE at = 0 "
	    "OR staff_id = 0 OR login = '' OR place = '' OR subject = '' OR operation = ''"), 0);
	assert_int_equal(look_number(s->place.store, "SELECT COUNT(*) FROM event v JOIN staff t ON "
	    "t.id = v.actor_id WHERE NOT EXISTS (SELECT 1 FROM access_log l WHERE l.login = t.login "
	    "AND l.subject = 'case ' || v.case_id AND l.operation = v.kind)"), 0);
	desk_close(&reader);
}

static void
a_list_says_in_which_order_it_came(void **state)
{
	static const struct { const char *query, *sort, *order; } rows[] = {
		{ "", "", "due" }, { "", "due", "due" }, { "", "arrived", "arrived" },
		{ "", "new", "new" }, { "open:any", "due", "new" },
		{ "not state:도달", "", "new" }, { "not state:도달", "arrived", "arrived" },
		{ "state:완료", "due", "due" }, { "assignee:officer1-11410", "", "due" },
	};
	struct scene *s = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct wire_list list = { .limit = 10 };
		struct wire_list_end end;
		struct answers a;

		str_fill(list.query, sizeof(list.query), rows[i].query);
		str_fill(list.sort, sizeof(list.sort), rows[i].sort);
		desk_ask(&s->chief, MESSAGE_LIST, &list, &a);
		assert_true(answers_read(&a, MESSAGE_LIST_END, 0, &end));
		assert_string_equal(end.order, rows[i].order);
		answers_release(&a);
	}
}

static void
a_refused_request_leaves_no_trace(void **state)
{
	static const char rows[] = "SELECT (SELECT COUNT(*) FROM event) + (SELECT COUNT(*) FROM "
	    "outbox) + (SELECT COUNT(*) FROM draft) + (SELECT COUNT(*) FROM access_log) + "
	    "(SELECT SUM(version) FROM cases) + (SELECT SUM(last) FROM receipt_serial)";
	struct scene *s = *state;
	char number[24];
	int64_t before;

	taken(s, "BUILD-NOTI", number);
	before = look_number(s->place.store, rows);
	for (int op = 0; op < OP__COUNT; op++) {
		const char *verdict = does(&s->auditor, (enum op)op, number);

		assert_string_equal(verdict, "no-right");
	}
	assert_int_equal(look_number(s->place.store, rows), before);
}

static void
what_happened_stays_as_it_was(void **state)
{
	static const char digest[] = "SELECT group_concat(id || kind || actor_id || entered_at || "
	    "state_before || state_after || version_after || op_key || request_hash || text, '|') "
	    "FROM (SELECT * FROM event ORDER BY id)";
	struct scene *s = *state;
	char *before = look_text(s->place.store, digest), *after;
	char number[24];

	taken(s, "FOOD-BIZ", number);
	assert_string_equal(does(&s->first, OP_DRAFT, number), "done");
	assert_string_equal(does(&s->chief, OP_APPROVE, number), "done");
	after = look_text(s->place.store, digest);
	assert_non_null(before);
	assert_non_null(after);
	assert_true(strlen(after) > strlen(before));
	assert_memory_equal(after, before, strlen(before));
	free(before);
	free(after);
}

static int64_t
commits(const struct scene *s)
{
	struct desk d;
	int64_t n;

	assert_true(desk_open(&d, &s->place, "auditor-11410", false));
	n = d.welcome.changes;
	desk_close(&d);
	return n;
}

static void
what_arrives_together_is_one_commit(void **state)
{
	struct scene *s = *state;
	struct desk desks[CONNECTIONS];
	char numbers[CONNECTIONS][24];
	int64_t before;
	int status;

	for (size_t i = 0; i < CONNECTIONS; i++) {
		taken(s, i % 2 == 0 ? "GEN-QNA-PROC" : "GEN-QNA-LAW", numbers[i]);
		assert_true(desk_open(&desks[i], &s->place, "officer1-11410", false));
	}
	assert_true(desk_sync(&s->first, ""));
	before = commits(s);
	kill(s->place.office, SIGSTOP);
	assert_int_equal(waitpid(s->place.office, &status, WUNTRACED), s->place.office);
	for (size_t i = 0; i < CONNECTIONS; i++) {
		struct deed note = { .op = OP_NOTE, .number = numbers[i], .text = "함께" };
		struct wire_act act;

		deed_record(&note, &act);
		desk_tell(&desks[i], MESSAGE_ACT, &act);
	}
	kill(s->place.office, SIGCONT);
	for (size_t i = 0; i < CONNECTIONS; i++) {
		struct answers a;

		assert_true(desk_hear(&desks[i], desks[i].tag, &a));
		assert_int_equal(answers_count(&a, MESSAGE_DONE), 1);
		answers_release(&a);
		desk_close(&desks[i]);
	}
	print_message("group commit: %d requests, %" PRId64 " commits\n", CONNECTIONS,
	    commits(s) - before);
	assert_int_equal(commits(s) - before, 1);
}

static void
counters_and_store_are_well_at_the_end(void **state)
{
	struct scene *s = *state;
	struct wire_ok ok = { 0 };
	struct wire_finding finding;
	struct answers a;

	desk_ask(&s->auditor, MESSAGE_DOCTOR, &ok, &a);
	for (size_t i = 0; answers_read(&a, MESSAGE_FINDING, i, &finding); i++)
		assert_true(finding.is_ok);
	answers_release(&a);
	assert_int_equal(look_number(s->place.store, "SELECT COUNT(*) FROM "
	    "pragma_integrity_check WHERE integrity_check <> 'ok'"), 0);
	assert_int_equal(look_number(s->place.store, "SELECT COUNT(*) FROM "
	    "pragma_foreign_key_check"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(receipt_starts_the_statutory_period, each_morning),
		cmocka_unit_test_setup(a_case_goes_the_whole_way, each_morning),
		cmocka_unit_test_setup(next_takes_the_most_urgent_and_says_when_nothing_is_left,
		    each_morning),
		cmocka_unit_test_setup(an_officer_decides_a_certificate_alone, each_morning),
		cmocka_unit_test_setup(what_an_op_needs_must_be_there, each_morning),
		cmocka_unit_test_setup(a_repeated_key_gives_the_first_answer, each_morning),
		cmocka_unit_test_setup(an_old_version_hears_who_changed_the_case, each_morning),
		cmocka_unit_test_setup(a_lease_lapses_after_thirty_minutes_without_a_write,
		    each_morning),
		cmocka_unit_test_setup(messages_are_written_with_the_change_they_report,
		    each_morning),
		cmocka_unit_test_setup(every_access_leaves_one_record_with_five_parts, each_morning),
		cmocka_unit_test_setup(a_list_says_in_which_order_it_came, each_morning),
		cmocka_unit_test_setup(a_refused_request_leaves_no_trace, each_morning),
		cmocka_unit_test_setup(what_happened_stays_as_it_was, each_morning),
		cmocka_unit_test_setup(what_arrives_together_is_one_commit, each_morning),
		cmocka_unit_test_setup(counters_and_store_are_well_at_the_end, each_morning),
	};

	return cmocka_run_group_tests(tests, open_office, close_office);
}
