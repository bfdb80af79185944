/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "storage/text.h"
#include "tests/desk/played_office.h"

static void
the_greeting_carries_the_login_and_brings_the_welcome(void **state)
{
	struct played_office o;
	struct wire_frame frame;
	struct wire_hello hello;
	struct link *l;

	(void)state;
	played_start(&o);
	l = played_link(&o);
	assert_string_equal(link_welcome(l)->who.login, "kim");
	assert_true(link_welcome(l)->is_practice);
	played_hear(&o, &frame);
	assert_int_equal(frame.message, MESSAGE_HELLO);
	assert_int_equal(wire_read(&frame, &hello, NULL), RC_OK);
	assert_string_equal(hello.login, "kim");
	link_close(l);
	played_end(&o);
}

/* What the office may answer to hello, and the rc that the desk ends with. */
static void
a_refused_greeting_keeps_the_office_s_reason(void **state)
{
	const struct link_options options = { .login = NULL };
	struct wire_refused refused = { .reason = "practice-only" };
	struct wire_error error = { .rc = RC_STORAGE, .text = "the store is newer" };
	struct played_office o;
	struct err e;
	struct link *l;

	(void)state;
	played_start(&o);
	played_say(&o, MESSAGE_REFUSED, 1, true, &refused);
	assert_int_equal(link_adopt(&l, o.desk_fd, &options, &e), RC_REFUSED);
	assert_null(l);
	assert_non_null(strstr(e.text, "practice offices only"));
	played_end(&o);

	played_start(&o);
	played_say(&o, MESSAGE_ERROR, 1, true, &error);
	assert_int_equal(link_adopt(&l, o.desk_fd, &options, &e), RC_STORAGE);
	assert_string_equal(e.text, "the store is newer");
	played_end(&o);
}

static void
an_office_that_hangs_up_or_talks_nonsense_is_a_network_error(void **state)
{
	static const char nonsense[] = "HTTP/1.1 400 Bad Request\r\n\r\n";
	const struct link_options options = { .login = NULL };
	struct wire_intake_done not_for_desks = { .created = 1 };
	struct played_office o;
	struct err e;
	struct link *l;

	(void)state;
	played_start(&o);
	played_hang_up(&o);
	assert_int_equal(link_adopt(&l, o.desk_fd, &options, &e), RC_NETWORK);
	played_end(&o);

	played_start(&o);
	played_say_bytes(&o, nonsense, sizeof(nonsense) - 1);
	assert_int_equal(link_adopt(&l, o.desk_fd, &options, &e), RC_NETWORK);
	played_end(&o);

	played_start(&o);
	played_say(&o, MESSAGE_INTAKE_DONE, 1, true, &not_for_desks);
	assert_int_equal(link_adopt(&l, o.desk_fd, &options, &e), RC_NETWORK);
	played_end(&o);
}

/* Counts the frames of an answer and keeps the last id. */
struct heard {
	int frames;
	int64_t last_id;
};

static enum rc
hear_row(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct heard *h = arg;
	struct case_row row;

	h->frames++;
	if (frame->message != MESSAGE_CASE_ROW)
		return RC_OK;
	if (wire_read(frame, &row, e) != RC_OK)
		return RC_NETWORK;
	h->last_id = row.id;
	return RC_OK;
}

static void
an_answer_is_all_frames_of_its_tag_and_no_others(void **state)
{
	struct wire_number changes = { .number = 3 };
	struct wire_list_end end = { .total = 2 };
	struct wire_list list = { .limit = 10 };
	struct case_row row = { .id = 7 };
	struct heard heard = { 0 };
	struct played_office o;
	struct link *l;

	(void)state;
	played_start(&o);
	l = played_link(&o);
	played_say(&o, MESSAGE_CASE_ROW, 2, false, &row);
	played_say(&o, MESSAGE_CHANGED, 0, true, &changes);
	row.id = 99;
	played_say(&o, MESSAGE_CASE_ROW, 1, true, &row);
	row.id = 8;
	played_say(&o, MESSAGE_CASE_ROW, 2, false, &row);
	played_say(&o, MESSAGE_LIST_END, 2, true, &end);
	assert_int_equal(link_ask(l, MESSAGE_LIST, &list, hear_row, &heard, NULL), RC_OK);
	assert_int_equal(heard.frames, 3);
	assert_int_equal(heard.last_id, 8);
	link_close(l);
	played_end(&o);
}

static void
a_long_answer_in_small_pieces_is_put_together(void **state)
{
	struct wire_list_end end = { .total = 1 };
	struct wire_list list = { .limit = 1 };
	struct buf bytes = { 0 };
	struct played_office o;
	struct wire_frame frame;
	struct link *l;
	int64_t tag;
	enum rc rc = RC_AGAIN;

	(void)state;
	played_start(&o);
	l = played_link(&o);
	tag = link_send(l, MESSAGE_LIST, &list);
	wire_write(&bytes, MESSAGE_LIST_END, tag, true, &end);
	for (size_t i = 0; i < bytes.len; i++) {
		assert_int_equal(rc, RC_AGAIN);
		played_say_bytes(&o, bytes.data + i, 1);
		assert_int_equal(link_pump(l, NULL), RC_OK);
		rc = link_take(l, &frame, NULL);
	}
	assert_int_equal(rc, RC_OK);
	assert_true(frame.is_end);
	assert_int_equal(frame.tag, tag);
	buf_release(&bytes);
	link_close(l);
	played_end(&o);
}

/* Each answer to an op and what link_act makes of it. */
static void
an_op_ends_done_refused_or_in_error(void **state)
{
	struct wire_act act = { .op = OP_CLAIM, .number = "A-1", .op_key = "k", .version = -1 };
	struct wire_done done = { .event_id = 5, .op = OP_CLAIM, .version = 2 }, got;
	struct wire_refused refused = { .reason = "held", .detail = "이준호" }, why;
	struct wire_error error = { .rc = RC_STORAGE, .text = "disk full" };
	struct played_office o;
	struct err e;
	struct link *l;

	(void)state;
	played_start(&o);
	l = played_link(&o);
	played_say(&o, MESSAGE_DONE, 2, true, &done);
	assert_int_equal(link_act(l, &act, &got, &why, &e), RC_OK);
	assert_int_equal(got.event_id, 5);
	played_say(&o, MESSAGE_REFUSED, 3, true, &refused);
	assert_int_equal(link_act(l, &act, &got, &why, &e), RC_REFUSED);
	assert_string_equal(why.detail, "이준호");
	assert_int_equal(link_refusal(&why, &e), RC_CONFLICT);
	assert_non_null(strstr(e.text, "이준호"));
	played_say(&o, MESSAGE_ERROR, 4, true, &error);
	assert_int_equal(link_act(l, &act, &got, &why, &e), RC_STORAGE);
	assert_string_equal(why.reason, "");
	link_close(l);
	played_end(&o);
}

/* The office cannot be reached again: the desk must not say that it failed. */
static void
an_op_whose_answer_is_lost_is_unknown_and_names_its_key(void **state)
{
	struct wire_act act = { .op = OP_CLAIM, .number = "A-1", .op_key = "key-1",
		.version = -1 };
	struct wire_refused why;
	struct wire_done got;
	struct played_office o;
	struct err e;
	struct link *l;

	(void)state;
	played_start(&o);
	l = played_link(&o);
	played_hang_up(&o);
	assert_int_equal(link_act(l, &act, &got, &why, &e), RC_UNKNOWN);
	assert_int_equal(e.rc, RC_UNKNOWN);
	assert_non_null(strstr(e.text, "--op-key key-1"));
	assert_int_equal(link_fd(l), -1);
	link_close(l);
	played_end(&o);
}

static void
what_was_said_before_hanging_up_is_still_heard(void **state)
{
	struct wire_list_end end = { .total = 1 };
	struct wire_list list = { .limit = 1 };
	struct heard heard = { 0 };
	struct played_office o;
	struct link *l;

	(void)state;
	played_start(&o);
	l = played_link(&o);
	played_say(&o, MESSAGE_LIST_END, 2, true, &end);
	played_say_bytes(&o, "\0\0", 2);
	played_hang_up(&o);
	assert_int_equal(link_ask(l, MESSAGE_LIST, &list, hear_row, &heard, NULL), RC_OK);
	assert_int_equal(link_ask(l, MESSAGE_LIST, &list, hear_row, &heard, NULL), RC_NETWORK);
	link_close(l);
	played_end(&o);
}

static void
a_login_too_long_for_the_wire_is_a_usage_error(void **state)
{
	const struct link_options options = {
		.login = "1234567890123456789012345678901234567890" };
	struct played_office o;
	struct link *l;

	(void)state;
	played_start(&o);
	assert_int_equal(link_adopt(&l, o.desk_fd, &options, NULL), RC_USAGE);
	played_end(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_greeting_carries_the_login_and_brings_the_welcome),
		cmocka_unit_test(a_refused_greeting_keeps_the_office_s_reason),
		cmocka_unit_test(an_office_that_hangs_up_or_talks_nonsense_is_a_network_error),
		cmocka_unit_test(an_answer_is_all_frames_of_its_tag_and_no_others),
		cmocka_unit_test(a_long_answer_in_small_pieces_is_put_together),
		cmocka_unit_test(an_op_ends_done_refused_or_in_error),
		cmocka_unit_test(an_op_whose_answer_is_lost_is_unknown_and_names_its_key),
		cmocka_unit_test(what_was_said_before_hanging_up_is_still_heard),
		cmocka_unit_test(a_login_too_long_for_the_wire_is_a_usage_error),
	};

	if (!text_start("en"))
		return 1;
	return cmocka_run_group_tests_name("link", tests, NULL, NULL);
}
