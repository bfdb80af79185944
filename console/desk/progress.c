/* SPDX-License-Identifier: ISC */
#include "console/desk/progress.h"

#include <errno.h>
#include <unistd.h>

#include "storage/clock.h"
#include "storage/text.h"

#define DRAW_MS 100
#define BAR_COLS 20

static void
put(const char *text, size_t len)
{
	/* Where nobody looks there is nothing to be done. */
	if (write(STDERR_FILENO, text, len) < 0)
		errno = 0;
}

void
progress_begin(struct progress *p, int64_t from)
{
	*p = (struct progress){ .is_shown = isatty(STDERR_FILENO) == 1,
		.began_ms = clock_monotonic_ms(), .from = from };
}

void
progress_words(struct buf *out, int64_t at, int64_t total, int64_t from, int64_t passed_ms)
{
	int64_t by_now = at > from ? at - from : 0;
	int64_t rate = passed_ms > 0 ? by_now * 1000 / passed_ms : 0;
	int filled = total > 0 ? (int)(at * BAR_COLS / total) : BAR_COLS;

	buf_printf(out, "%lld / %lld [", (long long)at, (long long)total);
	for (int i = 0; i < BAR_COLS; i++)
		buf_putc(out, i < filled ? '=' : ' ');
	buf_putc(out, ']');
	if (rate > 0)
		buf_printf(out, say(N_(" %lld a second, %lld s left")), (long long)rate,
		    (long long)((total - at + rate - 1) / rate));
}

void
progress_draw(struct progress *p, int64_t at, int64_t total)
{
	int64_t now_ms = p->is_shown ? clock_monotonic_ms() : 0;
	struct buf line = { 0 };

	if (!p->is_shown || now_ms - p->drawn_ms < DRAW_MS)
		return;
	p->drawn_ms = now_ms;
	buf_putc(&line, '\r');
	progress_words(&line, at, total, p->from, now_ms - p->began_ms);
	buf_puts(&line, "\x1b[K");
	put(line.data, line.len);
	buf_release(&line);
}

void
progress_wipe(struct progress *p)
{
	if (p->is_shown && p->drawn_ms != 0)
		put("\r\x1b[K", 4);
	p->drawn_ms = 0;
}
