/* SPDX-License-Identifier: ISC */
/* The message line: what is said is said whole, whatever the width. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "storage/text.h"
#include "tests/views/sample.h"

#define SENTENCE "This cannot be done while the case is “in progress”. The case itself shows " \
	"what can be done, and says of everything else why it cannot. Ask your chief if in doubt."

/* What the screen of so many columns shows with that message, a line a row. */
static void
draw(int cols, const char *message, const struct view_ops *above, enum link_state link,
    struct buf *out)
{
	struct sample s;
	struct view_stack stack = { .depth = 0 };
	struct grid g;

	sample_init(&s, 24, cols);
	s.model.message = message;
	s.model.message_style = STYLE_WARN;
	s.model.link = link;
	view_stack_push(&stack, &view_queue, &s.model, NULL);
	if (above != NULL)
		view_stack_push(&stack, above, &s.model,
		    &(struct view_arg){ .action = ACTION_FILTER });
	grid_init(&g, 24, cols);
	view_stack_draw(&stack, &s.model, &g);
	grid_dump(&g, out);
	grid_release(&g);
	view_stack_release(&stack);
	sample_release(&s);
}

/* The words of the picture's last rows before the key bar, one blank between. */
static void
last_words(const char *picture, int rows, struct buf *out)
{
	const char *at = picture + strlen(picture) - 1;

	for (int skipped = 0; skipped < rows + 1 && at > picture; at--)
		skipped += at[-1] == '\n';
	for (const char *p = at; *p != '\0'; p++) {
		bool is_blank = *p == ' ' || *p == '\n';

		if (!is_blank)
			buf_putc(out, *p);
		else if (out->len > 0 && out->data[out->len - 1] != ' ')
			buf_putc(out, ' ');
	}
}

static void
a_long_message_is_shown_whole(void **state)
{
	static const int widths[] = { 40, 60, 80, 100, 200 };

	(void)state;
	for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++)
		for (int link = 0; link < LINK__COUNT; link++) {
			struct buf picture = { 0 }, words = { 0 };

			draw(widths[i], SENTENCE, NULL, (enum link_state)link, &picture);
			last_words(buf_str(&picture), 8, &words);
			if (link == LINK_UP)
				assert_non_null(strstr(buf_str(&words), SENTENCE));
			assert_non_null(strstr(buf_str(&words), "if in doubt."));
			buf_release(&picture);
			buf_release(&words);
		}
}

static void
one_that_fits_covers_no_row(void **state)
{
	struct buf with = { 0 }, without = { 0 };
	int differ = 0;

	(void)state;
	draw(80, "Saved.", NULL, LINK_UP, &with);
	draw(80, "", NULL, LINK_UP, &without);
	for (const char *a = buf_str(&with), *b = buf_str(&without); *a != '\0' && *b != '\0';) {
		size_t a_len = strcspn(a, "\n"), b_len = strcspn(b, "\n");

		differ += a_len != b_len || memcmp(a, b, a_len) != 0;
		a += a_len + (a[a_len] == '\n');
		b += b_len + (b[b_len] == '\n');
	}
	assert_int_equal(differ, 1);
	buf_release(&with);
	buf_release(&without);
}

static void
what_is_being_typed_is_not_covered(void **state)
{
	struct buf with = { 0 }, without = { 0 };

	(void)state;
	draw(80, SENTENCE, &view_prompt, LINK_UP, &with);
	assert_null(strstr(buf_str(&with), "doubt."));
	draw(80, SENTENCE, NULL, LINK_UP, &without);
	assert_non_null(strstr(buf_str(&without), "doubt."));
	buf_release(&with);
	buf_release(&without);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_long_message_is_shown_whole),
		cmocka_unit_test(one_that_fits_covers_no_row),
		cmocka_unit_test(what_is_being_typed_is_not_covered),
	};

	sample_language("en");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
