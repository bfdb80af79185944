/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "console/rules/agency.h"
#include "console/rules/catalogue.h"
#include "console/rules/escalation.h"
#include "storage/instant.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static int64_t
at(const char *text)
{
	int64_t instant = 0;

	assert_true(instant_parse(text, &instant));
	return instant;
}

/* A letter per class that a kind may carry: f facts, i identity, c contact, t free
 * text, a accounts. Written down apart from the table. */
static void
each_kind_carries_what_it_needs_to_and_no_more(void **state)
{
	static const struct { enum escalation_kind kind; const char *may; bool second; } rows[] = {
		{ ESCALATION_TRANSFER, "ficta", true }, { ESCALATION_COOPERATION, "fict", false },
		{ ESCALATION_OPINION, "ft", false }, { ESCALATION_GUIDELINE, "f", false },
		{ ESCALATION_GRIEVANCE, "fict", true }, { ESCALATION_STANDARD_TABLE, "f", true },
		{ ESCALATION_NEED, "f", false }, { ESCALATION_JOINT_TASK, "f", true },
		{ ESCALATION_FAULT, "f", false },
	};
	static const struct { char letter; enum field_mask mask; } masks[] = {
		{ 'f', MASK_NONE }, { 'i', MASK_NAME }, { 'i', MASK_BIRTH }, { 'c', MASK_PHONE },
		{ 'c', MASK_ADDRESS }, { 't', MASK_TEXT }, { 'a', MASK_ACCOUNT }, { '-', MASK_HIDDEN },
	};

	(void)state;
	assert_int_equal(COUNT(rows), ESCALATION_KIND__COUNT);
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(escalation_table[rows[i].kind].needs_second, rows[i].second);
		for (size_t k = 0; k < COUNT(masks); k++) {
			struct verdict v = disclosure_check(rows[i].kind, "field", "항목", masks[k].mask);
			bool may = strchr(rows[i].may, masks[k].letter) != NULL;

			assert_int_equal(v.reason, may ? REASON_NONE : REASON_MAY_NOT_DISCLOSE);
			assert_string_equal(v.detail, may ? "" : "항목");
		}
	}
}

static void
no_kind_carries_an_identity_number(void **state)
{
	static const char *const names[] = { "rrn", "owner_rrn", "resident_number", "passport_no" };

	(void)state;
	for (int kind = 0; kind < ESCALATION_KIND__COUNT; kind++)
		for (size_t i = 0; i < COUNT(names); i++)
			for (int mask = 0; mask < MASK__COUNT; mask++)
				assert_int_equal(disclosure_check((enum escalation_kind)kind, names[i],
				    "", (enum field_mask)mask).reason, REASON_MAY_NOT_DISCLOSE);
}

static void
a_hand_over_lacks_nothing_its_kind_asks_for(void **state)
{
	static const struct {
		struct escalation_request ask;
		enum reason reason;
	} rows[] = {
		{ { ESCALATION_GUIDELINE, ROLE_OFFICER, true, false, false, true }, REASON_NONE },
		{ { ESCALATION_GUIDELINE, ROLE_OFFICER, false, false, false, true }, REASON_NEEDS_TEXT },
		{ { ESCALATION_OPINION, ROLE_OFFICER, true, false, false, true }, REASON_NEEDS_PROPOSAL },
		{ { ESCALATION_OPINION, ROLE_OFFICER, true, true, false, false }, REASON_NONE },
		{ { ESCALATION_STANDARD_TABLE, ROLE_OFFICER, true, true, false, false },
		    REASON_MINISTRY_ONLY },
		{ { ESCALATION_STANDARD_TABLE, ROLE_OFFICER, true, true, false, true }, REASON_NONE },
		{ { ESCALATION_TRANSFER, ROLE_AUDITOR, true, true, true, true }, REASON_NO_RIGHT },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(escalation_check(&rows[i].ask).reason, rows[i].reason);
}

/* A row per hop, a column per hop that a report may name: + moves it. Order:
 * proposed queued sent received accepted returned answered closed cancelled. */
static void
a_hop_never_goes_back(void **state)
{
	static const char *const wanted[HOP__COUNT] = {
		[HOP_PROPOSED] = "-+------+",
		[HOP_QUEUED] = "--+++++++",
		[HOP_SENT] = "---++++++",
		[HOP_RECEIVED] = "----+++++",
		[HOP_ACCEPTED] = "-----++++",
		[HOP_RETURNED] = "-------+-",
		[HOP_ANSWERED] = "-------+-",
		[HOP_CLOSED] = "---------",
		[HOP_CANCELLED] = "---------",
	};

	(void)state;
	for (int from = 0; from < HOP__COUNT; from++)
		for (int to = 0; to < HOP__COUNT; to++)
			if (hop_follows((enum hop)from, (enum hop)to) != (wanted[from][to] == '+'))
				fail_msg("%s to %s", hop_table[from].name, hop_table[to].name);
}

/* Monday 2026-11-23; lunch is skipped, and a question about guidelines has seven
 * days: the 7일 of domain.md A3. */
static void
each_hop_has_its_time(void **state)
{
	static const struct { enum hop hop; const char *from, *due; } rows[] = {
		{ HOP_QUEUED, "2026-11-23T10:00:00+09:00", "2026-11-23T14:00:00+09:00" },
		{ HOP_SENT, "2026-11-23T17:00:00+09:00", "2026-11-24T11:00:00+09:00" },
		{ HOP_RECEIVED, "2026-11-23T16:00:00+09:00", "2026-11-24T16:00:00+09:00" },
		{ HOP_ACCEPTED, "2026-11-23T09:00:00+09:00", "2026-12-01T18:00:00+09:00" },
		{ HOP_ANSWERED, "2026-11-27T17:00:00+09:00", "2026-11-30T17:00:00+09:00" },
		{ HOP_CLOSED, "2026-11-23T09:00:00+09:00", NULL },
		{ HOP_CANCELLED, "2026-11-23T09:00:00+09:00", NULL },
	};
	struct calendar calendar = calendar_usual();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(hop_due(&calendar, ESCALATION_GUIDELINE, rows[i].hop,
		    at(rows[i].from)), rows[i].due == NULL ? 0 : at(rows[i].due));
}

static void
words_are_found_in_both_languages(void **state)
{
	const struct return_reason *reason;
	enum escalation_kind kind;
	enum hop hop;

	(void)state;
	assert_true(escalation_kind_find("지침 질의", &kind) && kind == ESCALATION_GUIDELINE);
	assert_true(escalation_kind_find("Transfer", &kind) && kind == ESCALATION_TRANSFER);
	assert_false(escalation_kind_find("", &kind));
	assert_true(hop_find("반송", &hop) && hop == HOP_RETURNED);
	assert_true(return_reason_find("소관 아님", &reason));
	assert_string_equal(reason->name, "not-competent");
	assert_null(agency_search("부"));
	assert_string_equal(agency_search("행정안전")->code, "1741000");
	assert_true(agency_search("식품의약품안전처")->is_ministry);
	assert_false(agency_search("경상북도")->is_ministry);
}

/* A hand-over is a case of its receiver: it has a service with a period, a form,
 * and its agency stands where a region does. */
static void
each_kind_is_a_case_of_its_receiver(void **state)
{
	struct form form;

	(void)state;
	for (int i = 0; i < ESCALATION_KIND__COUNT; i++) {
		const char *code = escalation_table[i].service.code;

		assert_non_null(service_find(code));
		assert_in_range(text_width(service_find(code)->short_ko), 1, 12);
		assert_in_range(text_width(service_find(code)->short_en), 1, 11);
		assert_int_equal(form_resolve(code, "1741000", &form, NULL), RC_OK);
		assert_true(form.field_count > 5);
		form_release(&form);
	}
	for (size_t i = 0; i < agency_count; i++) {
		assert_in_range(text_width(agency_table[i].short_ko), 1, 11);
		assert_in_range(text_width(agency_table[i].short_en), 1, 11);
	}
	assert_string_equal(region_find("1741000")->name_ko, "행정안전부");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_carries_what_it_needs_to_and_no_more),
		cmocka_unit_test(no_kind_carries_an_identity_number),
		cmocka_unit_test(a_hand_over_lacks_nothing_its_kind_asks_for),
		cmocka_unit_test(a_hop_never_goes_back),
		cmocka_unit_test(each_hop_has_its_time),
		cmocka_unit_test(words_are_found_in_both_languages),
		cmocka_unit_test(each_kind_is_a_case_of_its_receiver),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
