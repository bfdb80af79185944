/* SPDX-License-Identifier: ISC */
/* Releases of forms in an office: the guard over what is imported, and that what
 * a transaction undoes is undone in memory too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "console/rules/overlay.h"
#include "tests/office/office_harness.h"
#include "tests/rules/loosening.h"

#define MONDAY "2026-11-23T09:00:00+09:00"
#define SERVICE "GEN-ETC"
#define ORIGIN "\"x-version\":\"2026-12-01\",\"x-source\":\"조례\",\"x-confidence\":\"high\","

/* An office whose centre has the form that the guard is tried on. */
struct scene {
	struct place place;
	struct desk chief;
};

/* One import; the state that its release has, "" where it was refused by a right,
 * and its findings in a. */
static const char *
import(struct scene *s, const char *layer, const char *body, const char *day, bool is_dry_run,
    struct answers *a, struct form_release_row *row)
{
	struct wire_form_import ask = { .service = SERVICE, .source = "test", .reason = "시험",
		.is_dry_run = is_dry_run, .body = body };

	str_fill(ask.layer, sizeof(ask.layer), layer);
	str_fill(ask.effective, sizeof(ask.effective), day);
	desk_ask(&s->chief, MESSAGE_FORM_IMPORT, &ask, a);
	return answers_read(a, MESSAGE_FORM_RELEASE, 0, row) ? row->state : "";
}

static int
open_office(void **state)
{
	struct scene *s = x_zalloc(1, sizeof(*s));
	struct form_release_row row;
	struct buf central = { 0 };
	struct answers a;

	*state = s;
	place_make(&s->place, MONDAY);
	place_office_start(&s->place);
	assert_true(desk_open(&s->chief, &s->place, "supervisor-11410", false));
	loosening_central(&central);
	assert_string_equal(import(s, "", buf_str(&central), "2026-11-23", false, &a, &row),
	    "holds");
	answers_release(&a);
	buf_release(&central);
	return 0;
}

static int
close_office(void **state)
{
	struct scene *s = *state;

	desk_close(&s->chief);
	place_remove(&s->place);
	free(s);
	return 0;
}

static int64_t
releases(const struct scene *s)
{
	return look_number(s->place.store, "SELECT COUNT(*) FROM form_release");
}

/* A merge patch says where it comes from; a JSON Patch changes that like all. */
static void
write_layer(struct buf *out, const char *text, int field)
{
	if (text[0] == '{') {
		buf_puts(out, "{" ORIGIN);
		text++;
	}
	loosening_spell(out, text, field);
}

/* Is one of the findings of that word ("optional|unmasked" = either), at a pointer? */
static bool
is_found(const struct answers *a, const char *words)
{
	struct form_finding_row f;

	for (size_t i = 0; answers_read(a, MESSAGE_FORM_FINDING, i, &f); i++)
		if (strstr(words, f.word) != NULL && f.pointer[0] == '/' && f.sentence[0] != '\0')
			return true;
	return false;
}

static void
sixteen_classes_of_loosening_cannot_be_imported(void **state)
{
	struct scene *s = *state;
	int64_t before = releases(s);

	for (size_t c = 0; c < loosening_count; c++)
		for (int i = 0; i < LOOSENING_VARIANTS; i++) {
			const struct loosening *l = &loosenings[c];
			struct buf layer = { 0 };
			struct form_release_row row;
			struct answers a;

			write_layer(&layer, i % 2 == 0 ? l->merge : l->patch, i / 2);
			assert_string_equal(import(s, i % 3 == 0 ? "@" : "11410", buf_str(&layer),
			    "2026-12-01", false, &a, &row), "refused");
			if (!is_found(&a, l->word))
				fail_msg("%s: %s: not found as %s", l->name, buf_str(&layer), l->word);
			answers_release(&a);
			buf_release(&layer);
		}
	assert_int_equal(releases(s), before);
}

/* The guard's control: what a region may do, it says nothing of. */
static void
two_hundred_legal_layers_have_no_finding_of_the_guards(void **state)
{
	struct scene *s = *state;

	for (size_t c = 0; c < tightening_count; c++)
		for (int i = 0; i < LOOSENING_FIELDS; i++) {
			struct buf layer = { 0 };
			struct form_release_row row;
			struct form_finding_row f;
			struct answers a;

			write_layer(&layer, tightenings[c], i);
			(void)import(s, "11410", buf_str(&layer), "2026-12-01", true, &a, &row);
			for (size_t n = 0; answers_read(&a, MESSAGE_FORM_FINDING, n, &f); n++)
				for (int r = 0; r < OVERLAY__COUNT; r++)
					assert_string_not_equal(f.word,
					    overlay_reason_name((enum overlay_reason)r));
			answers_release(&a);
			buf_release(&layer);
		}
}

/* The fields that the office's form has, by commas. */
static char *
fields(struct scene *s, const char *on)
{
	struct wire_form_ask ask = { .service = SERVICE, .region = "11410" };
	struct wire_piece piece;
	struct buf text = { 0 };
	struct answers a;

	str_fill(ask.on, sizeof(ask.on), on);
	desk_ask(&s->chief, MESSAGE_FORM_SHOW, &ask, &a);
	for (size_t i = 0; answers_read(&a, MESSAGE_PIECE, i, &piece); i++)
		buf_puts(&text, piece.text);
	answers_release(&a);
	return buf_steal(&text);
}

static void
what_a_restart_finds_is_what_was_told(void **state)
{
	struct scene *s = *state;
	struct form_release_row row;
	struct answers a;
	char *told, *again;

	assert_string_equal(import(s, "11410", "{" ORIGIN
	    "\"properties\":{\"extra\":{\"type\":\"string\",\"title\":\"덧붙임\"}}}", "2026-12-01",
	    false, &a, &row), "coming");
	answers_release(&a);
	told = fields(s, "2026-12-01");
	assert_non_null(strstr(told, "extra"));
	desk_close(&s->chief);
	place_office_kill(&s->place);
	place_office_start(&s->place);
	assert_true(desk_open(&s->chief, &s->place, "supervisor-11410", false));
	again = fields(s, "2026-12-01");
	assert_string_equal(told, again);
	free(told);
	free(again);
	/* A version that is there with another content changes nothing, here or in
	 * memory. */
	(void)import(s, "11410", "{" ORIGIN "\"x-notice\":\"다른 내용\"}", "2026-12-01", false, &a,
	    &row);
	assert_string_equal(answers_verdict(&a), "error");
	answers_release(&a);
	told = fields(s, "2026-12-01");
	assert_non_null(strstr(told, "extra"));
	assert_null(strstr(told, "다른 내용"));
	free(told);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sixteen_classes_of_loosening_cannot_be_imported),
		cmocka_unit_test(two_hundred_legal_layers_have_no_finding_of_the_guards),
		cmocka_unit_test(what_a_restart_finds_is_what_was_told),
	};

	return cmocka_run_group_tests(tests, open_office, close_office);
}
