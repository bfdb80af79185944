/* SPDX-License-Identifier: ISC */
/* The growing byte string beside a plain array, by random steps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "storage/base.h"

#define MODEL_BYTES 4096

static uint32_t
draw(uint64_t *seed, uint32_t limit)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*seed >> 33) % limit;
}

/* One step of both; the model is kept below its size. */
static void
step(uint64_t *seed, struct buf *b, char *model, size_t *len)
{
	char piece[512];
	size_t n = draw(seed, sizeof(piece));

	switch (draw(seed, 8)) {
	case 0:
		n = draw(seed, (uint32_t)*len + 2);
		buf_cut(b, n);
		*len = n < *len ? n : *len;
		break;
	case 1:
		buf_reserve(b, n);
		buf_add(b, "", 0);	/* room alone is not terminated */
		break;
	case 2:
		if (draw(seed, 8) > 0)
			break;
		buf_clear(b);
		*len = 0;
		break;
	case 3:
	case 4:
	case 5:
		n = draw(seed, 2) == 0 ? draw(seed, 16) : n;
		buf_drop_front(b, n);
		n = n < *len ? n : *len;
		memmove(model, model + n, *len - n);
		*len -= n;
		break;
	default:
		if (*len + n > MODEL_BYTES)
			break;
		memset(piece, 'a' + (int)draw(seed, 26), n);
		buf_add(b, piece, n);
		memcpy(model + *len, piece, n);
		*len += n;
	}
}

static void
test_like_an_array(void **state)
{
	uint64_t seed = 20261128;

	(void)state;
	for (int round = 0; round < 200; round++) {
		char model[MODEL_BYTES];
		struct buf b = { 0 };
		size_t len = 0;
		char *text;

		for (int i = 0; i < 500; i++) {
			step(&seed, &b, model, &len);
			assert_int_equal(b.len, len);
			assert_memory_equal(buf_str(&b), model, len);
			assert_true(buf_str(&b)[len] == '\0');
		}
		if (draw(&seed, 2) == 0) {
			buf_release(&b);
			continue;
		}
		text = buf_steal(&b);
		assert_memory_equal(text, model, len);
		assert_null(b.data);
		free(text);
	}
}

/* Frames taken one by one from what a fast sender sent do not cost moving the
 * rest each time: the place does not grow beyond a few times what is in it. */
static void
test_place_is_used_again(void **state)
{
	char piece[1000];
	struct buf b = { 0 };

	(void)state;
	memset(piece, 'x', sizeof(piece));
	for (int i = 0; i < 100; i++)
		buf_add(&b, piece, sizeof(piece));
	for (int i = 0; i < 10000; i++) {
		buf_drop_front(&b, sizeof(piece));
		buf_add(&b, piece, sizeof(piece));
	}
	assert_int_equal(b.len, 100 * sizeof(piece));
	assert_true(b.cap + b.gone < 400 * sizeof(piece));
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_like_an_array),
		cmocka_unit_test(test_place_is_used_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
