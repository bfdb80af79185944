/* SPDX-License-Identifier: ISC */
#include "tests/channel/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "storage/clock.h"

int
stage_set_up(void **state)
{
	struct stage *s = x_zalloc(1, sizeof(*s));

	fake_place_make(&s->place);
	s->office = x_zalloc(1, sizeof(*s->office));
	s->office->is_practice = true;
	/* What the gateway signs has the machine's time. */
	s->office->now_at = clock_wall();
	*state = s;
	return 0;
}

int
stage_tear_down(void **state)
{
	struct stage *s = *state;

	if (s->gateway != 0)
		fake_end(s->gateway);
	if (s->office->canned != NULL)
		canned_close(&s->canned);
	fake_release(s->office);
	fake_place_remove(&s->place);
	free(s);
	return 0;
}

void
stage_gateway(struct stage *s, const char *const *options)
{
	s->gateway = fake_gateway(options, &s->port);
	fake_config(&s->place, s->office, s->port);
	fake_start(s->office, &s->place);
}

void
stage_canned(struct stage *s, void (*answer)(void *arg, const char *request, struct buf *out))
{
	s->canned.answer = answer;
	s->canned.arg = s;
	canned_open(&s->canned);
	s->office->canned = &s->canned;
	if (s->office->feed_count == 0)
		fake_feed(s->office, "gov24", "11410");
	fake_config(&s->place, s->office, s->canned.port);
	fake_start(s->office, &s->place);
}

void
stage_write(const char *path, const char *text, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	assert_int_equal(write(fd, text, len), (ssize_t)len);
	close(fd);
}

void
stage_config(struct stage *s, const char *text, int port)
{
	struct buf out = { 0 };

	for (const char *at = text; *at != '\0'; at++)
		if (*at == '@')
			buf_printf(&out, "http://127.0.0.1:%d", port);
		else
			buf_putc(&out, *at);
	stage_write(s->place.config, out.data, out.len);
	buf_release(&out);
}
