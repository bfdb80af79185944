/* SPDX-License-Identifier: ISC */
/*
 * Every answer that the office gives is searched, byte for byte, for every
 * seeded name and telephone number that its reader may not see. What the
 * officers type holds names and numbers on purpose. The truth is the relay's
 * file of people, not the store.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "tests/office/office_harness.h"

#define APPLICATIONS 400
#define BUCKETS 8192
#define NOBODY (-1)

/* One applicant, as the relay made them, and where the case stands. */
struct person {
	char id[72];
	char name[96], phone[40], digits[40];
	char case_id[24], office[12];
	char *answers;		/* owned; the form as handed in */
	bool is_staff_name;	/* a clerk is called the same: not searched for */
};

/* One text that must not be seen, in a bucket by its first three bytes. */
struct pattern {
	const char *text;
	size_t len;
	int64_t person;
	int64_t next;
};

struct scene {
	struct place place;
	struct person people[APPLICATIONS];
	struct pattern patterns[3 * APPLICATIONS];
	int64_t pattern_count;
	int64_t buckets[BUCKETS];
	int64_t answers, bytes, leaks, seen;
};

static size_t
bucket(const char *text)
{
	const unsigned char *b = (const unsigned char *)text;

	return ((size_t)b[0] * 31 * 31 + (size_t)b[1] * 31 + b[2]) % BUCKETS;
}

static void
add_pattern(struct scene *s, int64_t person, const char *text)
{
	struct pattern *p = &s->patterns[s->pattern_count];

	*p = (struct pattern){ text, strlen(text), person, s->buckets[bucket(text)] };
	s->buckets[bucket(text)] = s->pattern_count++;
}

static void
read_people(struct scene *s)
{
	struct buf text = { 0 };
	sqlite3 *db = look_into(s->place.store);
	sqlite3_stmt *st = NULL;
	char *rest, *line;
	size_t n = 0;

	for (size_t i = 0; i < BUCKETS; i++)
		s->buckets[i] = NOBODY;
	assert_int_equal(file_read(s->place.people, 1 << 24, &text, NULL), RC_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT json_extract(?1, '$.name'), "
	    "json_extract(?1, '$.phone'), c.external_id, c.id, c.office, EXISTS (SELECT 1 FROM staff "
	    "t WHERE t.name = json_extract(?1, '$.name')), f.answers FROM cases c JOIN form f ON "
	    "f.case_id = c.id WHERE c.external_id = "
	    "json_extract(?1, '$.service_request_id')", -1, &st, NULL), SQLITE_OK);
	for (rest = text.data; (line = strsep(&rest, "\n")) != NULL && line[0] != '\0'; n++) {
		struct person *p = &s->people[n];
		size_t kept = 0;

		assert_true(n < APPLICATIONS);
		sqlite3_bind_text(st, 1, line, -1, SQLITE_TRANSIENT);
		assert_int_equal(sqlite3_step(st), SQLITE_ROW);
		str_fill(p->name, sizeof(p->name), (const char *)sqlite3_column_text(st, 0));
		str_fill(p->phone, sizeof(p->phone), (const char *)sqlite3_column_text(st, 1));
		str_fill(p->id, sizeof(p->id), (const char *)sqlite3_column_text(st, 2));
		str_fill(p->case_id, sizeof(p->case_id), (const char *)sqlite3_column_text(st, 3));
		str_fill(p->office, sizeof(p->office), (const char *)sqlite3_column_text(st, 4));
		p->is_staff_name = sqlite3_column_int(st, 5) == 1;
		p->answers = x_strdup((const char *)sqlite3_column_text(st, 6));
		for (const char *c = p->phone; *c != '\0'; c++)
			if (*c != '-')
				p->digits[kept++] = *c;
		sqlite3_reset(st);
		add_pattern(s, (int64_t)n, p->phone);
		add_pattern(s, (int64_t)n, p->digits);
		if (!p->is_staff_name)
			add_pattern(s, (int64_t)n, p->name);
	}
	sqlite3_finalize(st);
	sqlite3_close(db);
	buf_release(&text);
	assert_int_equal(n, APPLICATIONS);
}

/* Does an op on the person's case, in words that name them. */
static void
does(struct desk *d, enum op op, const struct person *p)
{
	char *text = x_asprintf("%s님과 통화함 (%s, %s). %s 님의 신청", p->name, p->phone, p->digits,
	    p->name);
	struct deed deed = { .op = op, .number = p->case_id, .text = text, .agency = "1741000", .period = "10d",
		.outcome = OUTCOME_COMPLETE, .reasons = text, .remedies = text };

	assert_string_equal(desk_do(d, &deed, NULL, NULL), "done");
	free(text);
}

/* Brings the cases of one office to all stages, by turns. */
static void
work(struct scene *s, const char *office)
{
	struct desk first, second, chief;
	char login[40];
	int turn = 0;

	snprintf(login, sizeof(login), "officer1-%s", office);
	assert_true(desk_open(&first, &s->place, login, false));
	snprintf(login, sizeof(login), "officer2-%s", office);
	assert_true(desk_open(&second, &s->place, login, false));
	snprintf(login, sizeof(login), "supervisor-%s", office);
	assert_true(desk_open(&chief, &s->place, login, false));
	for (size_t i = 0; i < APPLICATIONS; i++) {
		const struct person *p = &s->people[i];
		struct desk *who = turn % 2 == 0 ? &first : &second;

		if (!str_eq(p->office, office) || turn++ % 9 == 0)
			continue;
		does(&chief, OP_RECEIVE, p);
		if (turn % 9 == 1)
			continue;
		does(who, OP_NEXT, p);
		does(who, OP_NOTE, p);
		if (turn % 9 == 2)
			does(who, OP_ESCALATE, p);
		if (turn % 9 == 3 || turn % 9 == 4 || turn % 9 == 5)
			does(who, OP_DRAFT, p);
		if (turn % 9 == 4)
			does(&chief, OP_SEND_BACK, p);
		if (turn % 9 == 5)
			does(&chief, OP_APPROVE, p);
		if (turn % 9 == 6)
			does(who, OP_RELEASE, p);
	}
	desk_close(&first);
	desk_close(&second);
	desk_close(&chief);
}

/* Whether the text belongs to the permitted person's case: name and number, and
 * the names in what they handed in, where a child or a householder may be
 * called like another applicant. */
static bool
is_own(const struct scene *s, const struct pattern *p, int64_t permitted)
{
	const struct person *own = permitted == NOBODY ? NULL : &s->people[permitted];

	return own != NULL && (p->person == permitted || strstr(own->name, p->text) != NULL ||
	    (p->text == s->people[p->person].name && strstr(own->answers, p->text) != NULL));
}

/* Searches bytes for what a reader may not see; permitted is the one person
 * who may be in it. Counts leaks, and how often permitted was seen. */
static int64_t
search(struct scene *s, const char *bytes, size_t len, int64_t permitted, const char *where)
{
	int64_t leaks = 0;

	for (size_t at = 0; at + 3 <= len; at++)
		for (int64_t i = s->buckets[bucket(bytes + at)]; i != NOBODY;
		    i = s->patterns[i].next) {
			const struct pattern *p = &s->patterns[i];

			if (len - at < p->len || memcmp(bytes + at, p->text, p->len) != 0)
				continue;
			if (is_own(s, p, permitted)) {
				s->seen++;
				continue;
			}
			leaks++;
			if (where != NULL && s->leaks + leaks <= 10)
				print_error("%s shows %s of case %s\n", where, p->text,
				    s->people[p->person].case_id);
		}
	return leaks;
}

static void
read_and_search(struct scene *s, struct desk *d, enum message message, const void *record,
    int64_t permitted)
{
	char where[120];
	struct answers a;

	desk_ask(d, message, record, &a);
	snprintf(where, sizeof(where), "%s to %s (%s)", message_name(message),
	    d->welcome.who.login, permitted == NOBODY ? "masked" : s->people[permitted].name);
	s->leaks += search(s, a.raw.data, a.raw.len, permitted, where);
	s->answers++;
	s->bytes += (int64_t)a.raw.len;
	answers_release(&a);
}

/* Whether the reader may see this person, by the rule's words: the holder, and
 * a supervisor while the case is in APPROVAL. */
static bool
may_see(const struct scene *s, const struct desk *d, const struct person *p)
{
	char *sql = x_asprintf("SELECT COALESCE(h.login, '') || ' ' || c.state FROM cases c LEFT JOIN "
	    "staff h ON h.id = c.lease_holder_id WHERE c.id = %s", p->case_id);
	char *stands = look_text(s->place.store, sql);
	char *mine = x_asprintf("%s ", d->welcome.who.login);
	bool may = str_eq(p->office, d->welcome.who.office) && (str_starts(stands, mine) ||
	    (d->welcome.who.role == ROLE_SUPERVISOR && strstr(stands, " approval") != NULL));

	free(mine);
	free(stands);
	free(sql);
	return may;
}

static void
read_lists(struct scene *s, struct desk *d)
{
	static const char *const queries[] = { "", "open:any", "state:완료,불가", "assignee:me", "김",
		"010", "이 or 박" };
	static const char *const sorts[] = { "due", "arrived", "new" };

	for (size_t i = 0; i < sizeof(queries) / sizeof(queries[0]); i++)
		for (size_t k = 0; k < 3; k++) {
			struct wire_list list = { .limit = 500 };

			str_fill(list.query, sizeof(list.query), queries[i]);
			str_fill(list.sort, sizeof(list.sort), sorts[k]);
			read_and_search(s, d, MESSAGE_LIST, &list, NOBODY);
		}
}

static void
read_everything(struct scene *s, const char *login)
{
	struct wire_ok ok = { 0 };
	struct wire_page page = { .limit = 500 };
	int64_t messages = look_number(s->place.store, "SELECT MAX(id) FROM outbox");
	struct desk d;

	assert_true(desk_open(&d, &s->place, login, false));
	read_lists(s, &d);
	read_and_search(s, &d, MESSAGE_COUNTS, &ok, NOBODY);
	read_and_search(s, &d, MESSAGE_OUTBOX_LIST, &page, NOBODY);
	read_and_search(s, &d, MESSAGE_RECENT, &page, NOBODY);
	read_and_search(s, &d, MESSAGE_UNSORTED_LIST, &page, NOBODY);
	read_and_search(s, &d, MESSAGE_STAFF_LIST, &ok, NOBODY);
	read_and_search(s, &d, MESSAGE_CHANNEL_LIST, &ok, NOBODY);
	read_and_search(s, &d, MESSAGE_DOCTOR, &ok, NOBODY);
	for (int64_t id = 1; id <= messages; id++)
		read_and_search(s, &d, MESSAGE_OUTBOX_SHOW, &(struct wire_number){ id }, NOBODY);
	for (int64_t i = 0; i < APPLICATIONS; i++) {
		const struct person *p = &s->people[i];
		int64_t permitted = may_see(s, &d, p) ? i : NOBODY;
		struct wire_show show = { .is_refresh = false };
		struct wire_marked marked = { .ids = p->case_id };
		struct wire_call call = { .reason = "progress" };

		read_and_search(s, &d, MESSAGE_MARKED, &marked, NOBODY);
		str_fill(show.number, sizeof(show.number), p->case_id);
		read_and_search(s, &d, MESSAGE_SHOW, &show, permitted);
		read_and_search(s, &d, MESSAGE_LOG, &show, permitted);
		read_and_search(s, &d, MESSAGE_DIFF, &show, permitted);
		read_and_search(s, &d, MESSAGE_FLAG_LIST, &show, NOBODY);
		str_fill(call.text, sizeof(call.text), p->case_id);
		read_and_search(s, &d, MESSAGE_CALL, &call, NOBODY);
		/* Somebody else's name opens nothing. */
		str_fill(call.name, sizeof(call.name), "독고영재");
		read_and_search(s, &d, MESSAGE_CALL, &call, NOBODY);
		show.is_refresh = true;
		read_and_search(s, &d, MESSAGE_SHOW, &show, permitted);
		for (int op = 0; op < OP__COUNT && i % 4 == 0; op++) {
			struct deed deed = { .op = (enum op)op, .number = p->case_id,
				.is_dry_run = true };
			struct wire_act act;

			deed_record(&deed, &act);
			read_and_search(s, &d, MESSAGE_ACT, &act, NOBODY);
		}
	}
	desk_close(&d);
}

static int
open_office(void **state)
{
	static const char *const options[] = { "--seed", "19", "--applications", "400", NULL };
	struct scene *s = x_zalloc(1, sizeof(*s));
	struct desk d;

	*state = s;
	place_make(&s->place, "2026-11-23T09:00:00+09:00");
	place_relay_start(&s->place, options);
	place_office_start(&s->place);
	assert_true(desk_open(&d, &s->place, "officer1-11410", false));
	assert_true(desk_sync(&d, ""));
	desk_close(&d);
	read_people(s);
	work(s, "11410");
	work(s, "30200");
	return 0;
}

static int
close_office(void **state)
{
	struct scene *s = *state;

	for (size_t i = 0; i < APPLICATIONS; i++)
		free(s->people[i].answers);
	place_remove(&s->place);
	free(s);
	return 0;
}

/* The positive control: the search finds what is there. */
static void
the_search_finds_names_and_numbers(void **state)
{
	struct scene *s = *state;

	for (int64_t i = 0; i < APPLICATIONS; i++) {
		const struct person *p = &s->people[i];
		char *text = x_asprintf("신청인:%s님%s/%s", p->name, p->phone, p->digits);

		assert_true(search(s, text, strlen(text), NOBODY, NULL) >=
		    (p->is_staff_name ? 2 : 3));
		free(text);
	}
	s->seen = 0;
}

static void
the_holder_sees_name_number_and_address(void **state)
{
	struct scene *s = *state;
	struct desk d;
	int held = 0;

	assert_true(desk_open(&d, &s->place, "officer1-11410", false));
	for (size_t i = 0; i < APPLICATIONS; i++) {
		const struct person *p = &s->people[i];
		struct case_detail c;
		struct answers a;
		bool may = may_see(s, &d, p);

		if (!str_eq(p->office, "11410"))
			continue;
		desk_show(&d, p->case_id, &a, &c);
		assert_int_equal(c.is_unmasked, may);
		assert_int_equal(str_eq(c.row.applicant, p->name), may);
		assert_int_equal(str_eq(c.applicant_phone, p->phone), may);
		/* The control: were nobody allowed to, the search would tell. */
		assert_int_equal(search(s, a.raw.data, a.raw.len, NOBODY, NULL) > 0, may);
		held += may ? 1 : 0;
		answers_release(&a);
	}
	assert_true(held > 5);
	desk_close(&d);
}

static void
nobody_else_sees_any_name_or_number(void **state)
{
	static const char *const logins[] = { "officer1-11410", "officer2-11410",
		"supervisor-11410", "auditor-11410", "officer1-30200", "officer2-30200",
		"supervisor-30200", "auditor-30200", "officer1-47750" };
	struct scene *s = *state;

	s->seen = 0;
	for (size_t i = 0; i < sizeof(logins) / sizeof(logins[0]); i++)
		read_everything(s, logins[i]);
	print_message("leaks: %" PRId64 " texts looked for in %" PRId64 " answers (%.1f MB): %" PRId64
	    " found, %" PRId64 " times seen by right\n", s->pattern_count, s->answers,
	    (double)s->bytes / 1e6, s->leaks, s->seen);
	assert_int_equal(s->leaks, 0);
	assert_true(s->seen > 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_search_finds_names_and_numbers),
		cmocka_unit_test(the_holder_sees_name_number_and_address),
		cmocka_unit_test(nobody_else_sees_any_name_or_number),
	};

	return cmocka_run_group_tests(tests, open_office, close_office);
}
