/* SPDX-License-Identifier: ISC */
/* What a person types into a request holds no resident number when the office
 * reads it: every text of every request is declared typed, or named here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "console/rules/redact.h"
#include "console/wire/message_table.h"
#include "console/wire/wire.h"
#include "storage/text.h"

#define NUMBER "900101-1234567"
#define WIDE_TEXT 160	/* a shorter fixed text is a code, a number or a name of ours */

/* Texts that are wide and typed by nobody, and why. */
static const struct {
	const char *message, *field, *why;
} not_typed[] = {
	{ "list", "after", "the office's own place in a list" },
	{ "marked", "ids", "numbers of cases" },
	{ "act", "disclose", "names of fields" },
	{ "act", "attach", "numbers of attachments" },
	{ "new", "json", "answers: cut by the op itself, which keeps birth and sex" },
	{ "new", "lines", "answers: cut by the op itself" },
	{ "package", "disclose", "names of fields" },
	{ "package", "attach", "numbers of attachments" },
	{ "flag-change", "fields", "names of fields" },
	{ "holidays-preview", "entries", "days of a calendar" },
	{ "calendar-apply", "entries", "days of a calendar" },
	{ "days-import", "entries", "days of a calendar" },
	{ "form-import", "body", "a form" },
	{ "services-import", "entries", "services of a public list" },
	{ "listed-list", "after_name", "the office's own place in a list" },
	{ "saved-change", "sort", "names of columns" },
	{ "saved-change", "columns", "names of columns" },
	{ "import-piece", "text", "a case that an office took out, by its digest" },
	{ "wait-list", "error", "sync's word for why asking failed" },
	{ "skills", "tasks", "names of tasks" },
	{ "attachment-get", "wanted", "name of an attachment" },
	{ "consult-change", "number", "number of a case" },
};

static bool
is_declared(const char *message, const struct field *f)
{
	if (f->is_typed)
		return true;
	for (size_t i = 0; i < sizeof(not_typed) / sizeof(not_typed[0]); i++)
		if (str_eq(not_typed[i].message, message) && str_eq(not_typed[i].field, f->name))
			return true;
	return false;
}

static void
every_wide_text_of_a_request_is_declared(void **state)
{
	int missing = 0;

	(void)state;
	for (size_t m = 0; m < MESSAGE__COUNT; m++) {
		const struct message_info *info = &message_table[m];

		if ((info->doors & DOOR_DESK_ASKS) == 0)
			continue;
		for (size_t i = 0; i < info->count; i++) {
			const struct field *f = &info->fields[i];
			bool is_wide = f->type == FIELD_LONG ||
			    (f->type == FIELD_TEXT && f->max >= WIDE_TEXT);

			if (is_wide && !is_declared(info->name, f)) {
				print_message("%s.%s: typed by a person? TYPED() in "
				    "message_table.c, or a row here\n", info->name, f->name);
				missing++;
			}
		}
	}
	assert_int_equal(missing, 0);
}

static void
put_u32(struct buf *out, size_t value)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_putc(out, (char)(value >> shift & 0xff));
}

static void
put_field(struct buf *out, const char *text)
{
	put_u32(out, strlen(text));
	buf_puts(out, text);
}

/* A request with that text in every field, as it comes out of the wire. */
static void
take_request(enum message message, const char *text, struct buf *memory, struct wire_frame *frame)
{
	struct buf body = { 0 }, in = { 0 };

	buf_putc(&body, WIRE_VERSION);
	put_field(&body, message_name(message));
	put_field(&body, "1");
	put_field(&body, "end");
	for (size_t i = 0; i < message_table[message].count; i++)
		put_field(&body, text);
	put_u32(&in, body.len);
	buf_add(&in, body.data, body.len);
	assert_int_equal(wire_take(&in, WIRE_DESK_FRAME_MAX, memory, frame, NULL), RC_OK);
	buf_release(&body);
	buf_release(&in);
}

static void
typed_words_lose_the_number_and_others_do_not(void **state)
{
	size_t typed = 0, kept = 0;

	(void)state;
	for (size_t m = 0; m < MESSAGE__COUNT; m++) {
		const struct message_info *info = &message_table[m];
		struct buf memory = { 0 };
		struct wire_frame frame;
		size_t cuts, expected = 0;

		if ((info->doors & DOOR_DESK_ASKS) == 0)
			continue;
		take_request((enum message)m, "주민 " NUMBER " 임", &memory, &frame);
		cuts = wire_clean(&frame, redact_in_place);
		for (size_t i = 0; i < info->count; i++) {
			bool is_cut = strstr(frame.field[i + 3].bytes, NUMBER) == NULL;

			assert_int_equal(is_cut, info->fields[i].is_typed);
			expected += info->fields[i].is_typed;
			kept += !is_cut;
		}
		assert_int_equal(cuts, expected);
		typed += expected;
		buf_release(&memory);
	}
	assert_true(typed > 20);
	assert_true(kept > 20);
}

static void
a_frame_of_too_few_fields_is_no_trouble(void **state)
{
	struct wire_frame frame = { .message = MESSAGE_ACT, .count = 3 };

	(void)state;
	assert_int_equal(wire_clean(&frame, redact_in_place), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_wide_text_of_a_request_is_declared),
		cmocka_unit_test(typed_words_lose_the_number_and_others_do_not),
		cmocka_unit_test(a_frame_of_too_few_fields_is_no_trouble),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
