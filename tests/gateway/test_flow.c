/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scripts/gateway/flow.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define BODY "0123456789"
#define BODY_BYTES 10

static void
start(struct flow *f, enum delivery delivery, int64_t bytes_per_sec)
{
	struct buf body = { 0 };

	buf_puts(&body, BODY);
	flow_start(f, delivery, &body, bytes_per_sec, 0);
	assert_null(body.data);
}

static void
each_way_ends_as_it_says(void **state)
{
	static const struct {
		enum delivery delivery;
		size_t bytes;
		enum flow_step end;
	} rows[] = {
		{ DELIVER_WHOLE, BODY_BYTES, FLOW_END },
		{ DELIVER_FLOOD, BODY_BYTES, FLOW_END },
		{ DELIVER_CUT, BODY_BYTES / 2, FLOW_BREAK },
		{ DELIVER_CUT_CLOSE, BODY_BYTES / 2, FLOW_END },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct flow f;
		char to[64];
		size_t pos = 0, len;
		enum flow_step step;

		start(&f, rows[i].delivery, 0);
		while ((step = flow_next(&f, pos, 0, to, 3, &len)) == FLOW_BYTES) {
			assert_in_range(len, 1, 3);
			assert_memory_equal(to, BODY + pos, len);
			pos += len;
		}
		assert_int_equal(step, rows[i].end);
		assert_int_equal(pos, rows[i].bytes);
		flow_release(&f);
	}
}

static void
an_endless_body_goes_on_in_blanks(void **state)
{
	struct flow f;
	char to[64];
	size_t len;

	(void)state;
	start(&f, DELIVER_ENDLESS, 0);
	assert_int_equal(flow_next(&f, 0, 0, to, sizeof(to), &len), FLOW_BYTES);
	assert_int_equal(len, BODY_BYTES);
	assert_memory_equal(to, BODY, len);
	assert_int_equal(flow_next(&f, (size_t)100 << 20, 0, to, sizeof(to), &len), FLOW_BYTES);
	assert_int_equal(len, sizeof(to));
	for (size_t i = 0; i < len; i++)
		assert_int_equal(to[i], ' ');
	flow_release(&f);
}

static void
a_slow_answer_waits_for_its_time(void **state)
{
	struct flow f;
	char to[64];
	size_t len;

	(void)state;
	start(&f, DELIVER_WHOLE, 4);
	assert_int_equal(flow_next(&f, 0, 0, to, sizeof(to), &len), FLOW_WAIT);
	assert_int_equal(flow_next(&f, 0, 500, to, sizeof(to), &len), FLOW_BYTES);
	assert_int_equal(len, 2);
	assert_int_equal(flow_next(&f, 2, 500, to, sizeof(to), &len), FLOW_WAIT);
	assert_int_equal(flow_next(&f, 2, 60000, to, sizeof(to), &len), FLOW_BYTES);
	assert_int_equal(len, BODY_BYTES - 2);
	flow_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_way_ends_as_it_says),
		cmocka_unit_test(an_endless_body_goes_on_in_blanks),
		cmocka_unit_test(a_slow_answer_waits_for_its_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
