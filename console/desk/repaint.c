/* SPDX-License-Identifier: ISC */
#include "console/desk/repaint.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "storage/text.h"

#define HOME "\033[H"
#define WIPE_ALL "\033[2J"
#define WIPE_LINE "\033[2K"	/* before its text: at the edge it would take the last cell */
#define WIPE_BELOW "\033[J"

static const int news[] = { SIGWINCH, SIGCONT };

bool
repaint_can(int fd)
{
	const char *term = getenv("TERM");

	return isatty(fd) == 1 && !str_empty(term) && !str_eq(term, "dumb");
}

static size_t
count_lines(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text++)
		count += *text == '\n' || text[1] == '\0' ? 1 : 0;
	return count;
}

static void
put_line(struct buf *out, const char *line, int cols)
{
	buf_puts(out, WIPE_LINE);
	(void)text_clip(out, line, cols);
	buf_putc(out, '\n');
}

void
repaint_page(struct buf *out, const char *text, int rows, int cols, bool is_first)
{
	size_t room = rows > 2 ? (size_t)rows - 1 : 1, lines = count_lines(text);
	size_t shown = lines > room ? room - 1 : lines;
	struct buf line = { 0 };

	buf_puts(out, is_first ? HOME WIPE_ALL : HOME);
	for (size_t i = 0; i < shown; i++) {
		size_t len = strcspn(text, "\n");

		buf_clear(&line);
		buf_add(&line, text, len);
		put_line(out, buf_str(&line), cols);
		text += len + (text[len] == '\n' ? 1 : 0);
	}
	if (shown < lines) {
		buf_clear(&line);
		buf_printf(&line, say(N_("%lld more lines: make the window larger, or choose with "
		    "--region, --state or --number")), (long long)(lines - shown));
		put_line(out, buf_str(&line), cols);
	}
	buf_puts(out, WIPE_BELOW);
	buf_release(&line);
}

static void
on_change(int number)
{
	(void)number;
}

static void
fill(sigset_t *set, const int *numbers, size_t count)
{
	sigemptyset(set);
	for (size_t i = 0; i < count; i++)
		sigaddset(set, numbers[i]);
}

void
repaint_write(struct sink *s, bool is_first)
{
	static const int ends[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP };
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	struct buf page = { 0 };
	sigset_t set, before;

	if (ioctl(s->fd, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
		size = (struct winsize){ .ws_row = 24, .ws_col = 80 };
	repaint_page(&page, buf_str(&s->pending), size.ws_row, size.ws_col, is_first);
	buf_clear(&s->pending);
	fill(&set, ends, sizeof(ends) / sizeof(ends[0]));
	sigprocmask(SIG_BLOCK, &set, &before);
	sink_buf(s, &page);
	sink_flush(s);
	sigprocmask(SIG_SETMASK, &before, NULL);
	buf_release(&page);
}

/* Held off but while there is nothing to do but wait: none is missed. */
void
repaint_begin(void)
{
	const struct sigaction action = { .sa_handler = on_change };
	sigset_t set;

	fill(&set, news, sizeof(news) / sizeof(news[0]));
	sigprocmask(SIG_BLOCK, &set, NULL);
	sigaction(SIGWINCH, &action, NULL);
	sigaction(SIGCONT, &action, NULL);
}

void
repaint_wait(int timeout_ms)
{
	const struct timespec limit = { timeout_ms / 1000, timeout_ms % 1000 * 1000000L };
	sigset_t open_set;

	sigprocmask(SIG_BLOCK, NULL, &open_set);
	for (size_t i = 0; i < sizeof(news) / sizeof(news[0]); i++)
		sigdelset(&open_set, news[i]);
	(void)ppoll(NULL, 0, &limit, &open_set);
}
