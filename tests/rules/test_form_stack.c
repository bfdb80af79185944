/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/form_stack.h"
#include "console/rules/json_gate.h"
#include "storage/instant.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define ADDS(name) "{\"properties\":{\"" name "\":{\"type\":\"string\",\"title\":\"" name "\"}}}"

static struct day
day(const char *text)
{
	struct day d = { 0 };

	if (text != NULL)
		assert_true(day_parse(text, &d));
	return d;
}

/* A release of FOOD-BIZ, by hand. */
static struct form_step
release(int64_t id, const char *layer, const char *from, const char *until, bool is_whole,
    const char *json)
{
	return (struct form_step){ .layer = layer, .version = from, .file = "test", .json = json,
		.release = id, .from = day(from), .until = day(until), .is_whole = is_whole };
}

/* The form of FOOD-BIZ in a region and office on a day. */
static size_t
resolve(const struct form_step *releases, size_t count, const char *region, const char *office,
    const char *on, struct form_step *steps, struct form *f)
{
	const struct region_fate fate = region_fate_of(region, NULL);
	const char *levels[FORM_LEVELS];
	char room[16];
	size_t n = form_levels(&fate, office, room, levels);
	struct err e;

	n = form_pick("FOOD-BIZ", levels, n, &(struct form_shelf){ releases, count, true }, day(on),
	    steps);
	assert_int_equal(form_stack("FOOD-BIZ", region, steps, n, f, &e), RC_OK);
	return n;
}

static const struct form_field *
field(const struct form *f, const char *name)
{
	for (size_t i = 0; i < f->field_count; i++)
		if (str_eq(f->fields[i].name, name))
			return &f->fields[i];
	return NULL;
}

static void
a_release_holds_from_its_day_to_its_end(void **state)
{
	const struct form_step releases[] = {
		release(1, "11410", "2026-12-01", "2026-12-20", true, ADDS("first")),
		release(2, "11410", "2026-12-10", NULL, true, ADDS("second")),
		release(3, "11410", "2026-12-15", NULL, false, ADDS("third")),
		release(4, "11", "2026-12-01", NULL, true, ADDS("province")),
		release(5, "@11410", "2026-12-01", NULL, true, ADDS("own")),
	};
	/* What there is on each day: the catalogue's layer, first, second, third. */
	static const struct { const char *on; const char *there; } rows[] = {
		{ "2026-11-30", "c---" }, { "2026-12-01", "-1--" }, { "2026-12-09", "-1--" },
		{ "2026-12-10", "--2-" }, { "2026-12-14", "--2-" }, { "2026-12-15", "--23" },
		{ "2026-12-31", "--23" },
	};
	static const char *const names[] = { "hygiene_notice_yn", "first", "second", "third" };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct form_step steps[FORM_STEPS_MAX];
		struct form f;

		(void)resolve(releases, COUNT(releases), "11410", "11410", rows[i].on, steps, &f);
		for (size_t k = 0; k < COUNT(names); k++)
			assert_int_equal(field(&f, names[k]) != NULL, rows[i].there[k] != '-');
		assert_int_equal(field(&f, "own") != NULL, i > 0);
		assert_int_equal(field(&f, "province") != NULL, i > 0);
		form_release(&f);
	}
}

static void
each_field_says_who_set_it_and_the_later_layer_wins(void **state)
{
	const struct form_step releases[] = {
		release(1, "11", "2026-12-01", NULL, true,
		    "{\"properties\":{\"p\":{\"type\":\"string\",\"title\":\"시도\"},"
		    "\"q\":{\"type\":\"string\",\"title\":\"시도\"}}}"),
		release(2, "@11410", "2026-12-01", NULL, true,
		    "{\"properties\":{\"q\":{\"title\":\"청\"}}}"),
	};
	struct form_step steps[FORM_STEPS_MAX];
	struct form f;

	(void)state;
	(void)resolve(releases, COUNT(releases), "11410", "11410", "2026-12-01", steps, &f);
	assert_string_equal(field(&f, "p")->layer, "11");
	assert_string_equal(field(&f, "q")->layer, "@11410");
	assert_string_equal(field(&f, "q")->title, "청");
	assert_string_equal(field(&f, "hygiene_notice_yn")->layer, "11410");
	assert_string_equal(field(&f, "owner")->layer, "");
	form_release(&f);
	/* Another office does not have it. */
	(void)resolve(releases, COUNT(releases), "11410", "47750", "2026-12-01", steps, &f);
	assert_string_equal(field(&f, "q")->layer, "11");
	form_release(&f);
}

static void
a_layer_that_may_not_stand_is_left_out_and_the_others_stay(void **state)
{
	const struct form_step releases[] = {
		release(1, "11", "2026-12-01", NULL, true, "{\"properties\":{\"owner\":null}}"),
		release(2, "11410", "2026-12-01", NULL, true, ADDS("fine")),
		release(3, "11410", "2026-12-02", NULL, false,
		    "[{\"op\":\"remove\",\"path\":\"/properties/nowhere\"}]"),
		release(4, "@11410", "2026-12-01", NULL, true, "{not json"),
	};
	struct form_step steps[FORM_STEPS_MAX];
	struct form f;
	size_t count;

	(void)state;
	count = resolve(releases, COUNT(releases), "11410", "11410", "2026-12-03", steps, &f);
	assert_int_equal(count, 5);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(steps[i].is_left_out, steps[i].release == 1 ||
		    steps[i].release == 3 || steps[i].release == 4);
	assert_non_null(field(&f, "owner"));
	assert_non_null(field(&f, "fine"));
	form_release(&f);
}

static void
the_centre_may_change_its_own_form(void **state)
{
	const struct form_step releases[] = {
		release(1, "", "2026-12-01", NULL, false,
		    "{\"x-version\":\"2026-12-01\",\"properties\":{\"fax\":{\"type\":\"string\","
		    "\"title\":\"팩스\"}}}"),
		release(2, "", "2027-01-01", NULL, true,
		    "{\"type\":\"object\",\"required\":[\"only\"],\"properties\":{\"only\":{"
		    "\"type\":\"string\",\"title\":\"하나\"}}}"),
	};
	struct form_step steps[FORM_STEPS_MAX];
	struct form f;

	(void)state;
	(void)resolve(releases, COUNT(releases), "11410", "", "2026-12-01", steps, &f);
	assert_non_null(field(&f, "fax"));
	assert_string_equal(field(&f, "fax")->layer, "");
	assert_string_equal(f.version, "2026-12-01");
	form_release(&f);
	(void)resolve(releases, COUNT(releases), "11410", "", "2027-01-01", steps, &f);
	assert_non_null(field(&f, "only"));
	assert_null(field(&f, "fax"));
	assert_null(field(&f, "owner"));
	form_release(&f);
}

static void
what_was_kept_makes_the_same_form_without_the_catalogue(void **state)
{
	const struct form_step releases[] = {
		release(7, "11410", "2026-12-01", NULL, false, ADDS("more")),
	};
	struct form_step steps[FORM_STEPS_MAX], again[FORM_STEPS_MAX];
	struct buf text = { 0 }, twice = { 0 };
	cJSON *keep = NULL;
	struct form f, g;
	char *a, *b;
	size_t count = resolve(releases, 1, "11410", "", "2026-12-01", steps, &f), n = 0;

	(void)state;
	form_steps_write(&text, steps, count);
	assert_int_equal(form_steps_read(buf_str(&text), again, &n, &keep, NULL), RC_OK);
	assert_int_equal(n, count);
	form_steps_write(&twice, again, n);
	assert_string_equal(buf_str(&text), buf_str(&twice));
	assert_int_equal(form_stack("FOOD-BIZ", "11410", again, n, &g, NULL), RC_OK);
	a = cJSON_PrintUnformatted(f.schema);
	b = cJSON_PrintUnformatted(g.schema);
	assert_string_equal(a, b);
	assert_int_equal(f.field_count, g.field_count);
	for (size_t i = 0; i < f.field_count; i++)
		assert_memory_equal(&f.fields[i], &g.fields[i], sizeof(f.fields[i]));
	cJSON_free(a);
	cJSON_free(b);
	form_release(&f);
	form_release(&g);
	cJSON_Delete(keep);
	buf_release(&text);
	buf_release(&twice);
	assert_int_equal(form_steps_read("[{\"layer\":\"\"}]", again, &n, &keep, NULL), RC_INVALID);
	assert_int_equal(form_steps_read("[", again, &n, &keep, NULL), RC_INVALID);
}

static void
a_region_that_ended_has_the_layers_of_its_heir(void **state)
{
	const struct form_step releases[] = {
		release(1, "12", "2026-12-01", NULL, true, ADDS("new_province")),
		release(2, "12150", "2026-12-01", NULL, true, ADDS("new_city")),
		release(3, "28155", "2026-12-01", NULL, true, ADDS("yeongjong")),
	};
	struct form_step steps[FORM_STEPS_MAX];
	struct form f;

	(void)state;
	(void)resolve(releases, COUNT(releases), "46150", "", "2026-12-01", steps, &f);
	assert_non_null(field(&f, "new_city"));
	assert_non_null(field(&f, "new_province"));
	assert_string_equal(f.region, "46150");
	form_release(&f);
	/* Nobody knows which 구 became of it; its 시·도 is known. */
	(void)resolve(releases, COUNT(releases), "29140", "", "2026-12-01", steps, &f);
	assert_non_null(field(&f, "new_province"));
	form_release(&f);
	/* Split, and nobody has said which part. */
	(void)resolve(releases, COUNT(releases), "28110", "", "2026-12-01", steps, &f);
	assert_null(field(&f, "yeongjong"));
	form_release(&f);
}

static void
what_is_invented_is_for_practice(void **state)
{
	const char *levels[] = { "", "11", "11410" };
	struct form_step steps[FORM_STEPS_MAX];

	(void)state;
	assert_int_equal(form_pick("FOOD-BIZ", levels, 3, &(struct form_shelf){ NULL, 0, true },
	    day("2026-12-01"), steps), 2);
	assert_int_equal(form_pick("FOOD-BIZ", levels, 3, &(struct form_shelf){ NULL, 0, false },
	    day("2026-12-01"), steps), 1);
	assert_int_equal(form_pick("YY-BIRTH", levels, 1, &(struct form_shelf){ NULL, 0, false },
	    day("2026-12-01"), steps), 0);
	assert_true(form_is_sample("YY-BIRTH"));
	assert_true(form_is_sample("DJ-FAQ365"));
	assert_false(form_is_sample("FOOD-BIZ"));
	assert_false(form_is_sample("NO-SUCH"));
}

static void
a_centre_without_a_form_has_none(void **state)
{
	const char *levels[] = { "" };
	struct form_step steps[FORM_STEPS_MAX];
	struct form_step patch = release(1, "", "2026-12-01", NULL, false, ADDS("x"));
	struct form f;

	(void)state;
	patch.json = "{}";
	assert_int_equal(form_pick("NO-SUCH", levels, 1, &(struct form_shelf){ &patch, 1, true },
	    day("2026-12-01"), steps), 0);
	assert_int_equal(form_stack("NO-SUCH", "", steps, 0, &f, NULL), RC_NOT_FOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_release_holds_from_its_day_to_its_end),
		cmocka_unit_test(each_field_says_who_set_it_and_the_later_layer_wins),
		cmocka_unit_test(a_layer_that_may_not_stand_is_left_out_and_the_others_stay),
		cmocka_unit_test(the_centre_may_change_its_own_form),
		cmocka_unit_test(what_was_kept_makes_the_same_form_without_the_catalogue),
		cmocka_unit_test(a_region_that_ended_has_the_layers_of_its_heir),
		cmocka_unit_test(what_is_invented_is_for_practice),
		cmocka_unit_test(a_centre_without_a_form_has_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
