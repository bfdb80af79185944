/* SPDX-License-Identifier: ISC */
#include "tests/tui/pty_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include "storage/clock.h"
#include "storage/text.h"

#define STEP_MS 50	/* the longest poll: an end of the program shows this late */
#define QUIET_MS 20	/* the rest of a painting that is still in the kernel */

/* The terminal --------------------------------------------------------------- */

static int
see_property(VTermProp prop, VTermValue *value, void *user)
{
	struct pty *p = user;

	if (prop == VTERM_PROP_CURSORVISIBLE)
		p->is_cursor_on = value->boolean;
	if (prop == VTERM_PROP_ALTSCREEN)
		p->is_alternate = value->boolean;
	return 1;
}

static const VTermScreenCallbacks screen_calls = { .settermprop = see_property };

static void
see_answer(const char *bytes, size_t len, void *user)
{
	struct pty *p = user;

	(void)bytes;
	p->answered += len;
}

static void
make_terminal(struct pty *p)
{
	p->is_cursor_on = true;
	p->terminal = vterm_new(p->rows, p->cols);
	vterm_set_utf8(p->terminal, 1);
	vterm_output_set_callback(p->terminal, see_answer, p);
	p->screen = vterm_obtain_screen(p->terminal);
	vterm_screen_set_callbacks(p->screen, &screen_calls, p);
	vterm_screen_enable_altscreen(p->screen, 1);
	vterm_screen_reset(p->screen, 1);
	p->kinds = kinds_new();
}

/* The program ---------------------------------------------------------------- */

static void
set_environment(const char *const *env, int idle_fd)
{
	char number[16];

	(void)snprintf(number, sizeof(number), "%d", idle_fd);
	(void)setenv("MINWON_IDLE_FD", number, 1);
	for (; env != NULL && *env != NULL; env++) {
		if (strchr(*env, '=') == NULL)
			(void)unsetenv(*env);
		else
			(void)putenv(x_strdup(*env));
	}
}

enum rc
pty_open(const struct pty_program *program, struct pty **out, struct err *e)
{
	struct winsize size = { .ws_row = (unsigned short)program->rows,
		.ws_col = (unsigned short)program->cols };
	struct pty *p = x_zalloc(1, sizeof(*p));
	int idle[2] = { -1, -1 };

	*out = NULL;
	p->fd = p->slave = -1;
	if (pipe2(idle, O_CLOEXEC) != 0 || openpty(&p->fd, &p->slave, NULL, NULL, &size) != 0)
		goto fail;
	if (fcntl(p->fd, F_SETFD, FD_CLOEXEC) != 0 || fcntl(idle[0], F_SETFL, O_NONBLOCK) != 0)
		goto fail;
	p->pid = fork();
	if (p->pid < 0)
		goto fail;
	if (p->pid == 0) {
		if (login_tty(p->slave) != 0 || fcntl(idle[1], F_SETFD, 0) != 0)
			_exit(126);
		set_environment(program->env, idle[1]);
		execv(program->argv[0], (char *const *)(uintptr_t)program->argv);
		_exit(127);
	}
	(void)fcntl(p->slave, F_SETFD, FD_CLOEXEC);
	close(idle[1]);
	p->idle = idle[0];
	p->rows = program->rows;
	p->cols = program->cols;
	p->is_ambiguous_wide = program->is_ambiguous_wide;
	make_terminal(p);
	*out = p;
	return RC_OK;
fail:
	(void)err_set(e, RC_STORAGE, "cannot start %s on a terminal: %s", program->argv[0],
	    strerror(errno));
	for (int i = 0; i < 2; i++) {
		if (idle[i] >= 0)
			close(idle[i]);
	}
	if (p->fd >= 0)
		close(p->fd);
	if (p->slave >= 0)
		close(p->slave);
	free(p);
	return RC_STORAGE;
}

/* Nobody holds the other end of the mark any more. */
static void
close_mark(struct pty *p)
{
	if (p->idle >= 0)
		close(p->idle);
	p->idle = -1;
}

void
pty_close(struct pty *p)
{
	if (p == NULL)
		return;
	if (p->pid > 0) {
		/* The program leads a session: its own processes go with it. */
		kill(-p->pid, SIGKILL);
		(void)waitpid(p->pid, &p->status, 0);
	}
	if (p->fd >= 0)
		close(p->fd);
	if (p->slave >= 0)
		close(p->slave);
	close_mark(p);
	vterm_free(p->terminal);
	kinds_free(p->kinds);
	free(p);
}

/* Has the program ended? Its output may still be on the way. */
static bool
has_ended(struct pty *p)
{
	if (p->pid > 0 && waitpid(p->pid, &p->status, WNOHANG) == p->pid)
		p->pid = 0;
	return p->pid == 0;
}

static bool
is_ambiguous(uint32_t cp)
{
	bool is_it;

	text_set_ambiguous_width(2);
	is_it = text_cp_width(cp) == 2;
	text_set_ambiguous_width(1);
	return is_it && text_cp_width(cp) == 1;
}

/* libvterm puts a mark that it decodes apart from its character onto the next line,
 * where the character stands in the last column. It does where they come in two pieces,
 * and where the character is of ASCII and G0 was set to ASCII, as curses does to end any
 * attributes: that is left out for it, being what G0 is. */
static const char g0_ascii[] = "\033(B";

static void
add_without_g0(struct buf *out, const char *bytes, size_t len)
{
	const size_t size = sizeof(g0_ascii) - 1;
	const char *end = bytes + len, *next;

	for (; (next = memmem(bytes, (size_t)(end - bytes), g0_ascii, size)) != NULL;
	    bytes = next + size)
		buf_add(out, bytes, (size_t)(next - bytes));
	buf_add(out, bytes, (size_t)(end - bytes));
}

/* How many bytes at the end may not be all of a character: the last one with a width,
 * and the marks behind it; or of what is left out. */
static size_t
unfinished(const char *s, size_t len)
{
	const size_t most = sizeof(((struct pty *)0)->tail);
	size_t from = len;

	for (size_t n = sizeof(g0_ascii) - 2; n > 0; n--)
		if (len >= n && memcmp(s + len - n, g0_ascii, n) == 0)
			return n;
	while (from > 0 && len - from < most - 4) {
		uint32_t cp;
		size_t n;

		do
			from--;
		while (from > 0 && ((unsigned char)s[from] & 0xc0) == 0x80);
		n = utf8_decode(s + from, len - from, &cp);
		if (n > 0 && (cp < 0x20 || cp == 0x7f))
			return len - from - n;
		if (n > 0 && text_cp_width(cp) > 0)
			break;
	}
	return len - from < most ? len - from : 0;
}

/* Gives each character of ambiguous width its second cell: libvterm, which knows
 * one only, gets a blank behind it. */
static void
write_widened(struct pty *p, const char *bytes, size_t len)
{
	struct buf wide = { 0 };
	size_t n;
	uint32_t cp;

	for (size_t at = 0; at < len; at += n) {
		n = utf8_decode(bytes + at, len - at, &cp);
		n = n == 0 ? 1 : n;
		buf_add(&wide, bytes + at, n);
		if (n > 1 && is_ambiguous(cp))
			buf_putc(&wide, ' ');
	}
	(void)vterm_input_write(p->terminal, buf_str(&wide), wide.len);
	buf_release(&wide);
}

/* Shows what was read, the tail before it and all but the new tail; len 0: the tail,
 * behind which nothing comes. */
static void
show(struct pty *p, const char *bytes, size_t len)
{
	struct buf all = { 0 }, shown = { 0 };

	buf_add(&all, p->tail, p->tail_len);
	buf_add(&all, bytes, len);
	p->tail_len = len == 0 ? 0 : unfinished(all.data, all.len);
	if (p->tail_len > 0)
		memcpy(p->tail, all.data + all.len - p->tail_len, p->tail_len);
	if (all.len > p->tail_len)
		add_without_g0(&shown, all.data, all.len - p->tail_len);
	if (p->is_ambiguous_wide)
		write_widened(p, buf_str(&shown), shown.len);
	else
		(void)vterm_input_write(p->terminal, buf_str(&shown), shown.len);
	buf_release(&all);
	buf_release(&shown);
}

/* Waits at most wait_ms for output or marks and takes them in. Returns whether
 * there was output. */
static bool
take_in(struct pty *p, int wait_ms)
{
	struct pollfd fds[2] = { { .fd = p->fd, .events = POLLIN },
		{ .fd = p->idle, .events = POLLIN } };
	char bytes[16384];
	ssize_t n;

	if (poll(fds, 2, wait_ms) <= 0) {
		show(p, "", 0);
		return false;
	}
	if (fds[1].revents != 0) {
		n = read(p->idle, bytes, sizeof(bytes));
		p->marks += n > 0 ? (int)n : 0;
		if (n == 0)
			close_mark(p);
	}
	n = (fds[0].revents & POLLIN) == 0 ? 0 : read(p->fd, bytes, sizeof(bytes));
	if (n <= 0) {
		show(p, "", 0);
		return false;
	}
	p->bytes += (size_t)n;
	show(p, bytes, (size_t)n);
	kinds_read(p->kinds, bytes, (size_t)n);
	return true;
}

void
pty_send(struct pty *p, const char *bytes)
{
	size_t len = strlen(bytes);

	while (take_in(p, 0))
		continue;
	p->marks = 0;
	while (len > 0) {
		ssize_t n = write(p->fd, bytes, len);
		if (n < 0 && errno != EINTR)
			return;
		bytes += n > 0 ? n : 0;
		len -= n > 0 ? (size_t)n : 0;
	}
}

bool
pty_wait_mark(struct pty *p)
{
	int64_t until_ms = clock_monotonic_ms() + PTY_LIMIT_MS;

	while (p->marks == 0) {
		(void)take_in(p, STEP_MS);
		if (has_ended(p) || clock_monotonic_ms() >= until_ms)
			return false;
	}
	return true;
}

bool
pty_settle(struct pty *p)
{
	if (!pty_wait_mark(p))
		return false;
	while (take_in(p, QUIET_MS))
		continue;
	return true;
}

bool
pty_until(struct pty *p, bool (*holds)(const struct pty *p, const void *arg), const void *arg,
    int limit_ms)
{
	int64_t until_ms = clock_monotonic_ms() + limit_ms;

	while (!holds(p, arg)) {
		bool is_over = has_ended(p) || clock_monotonic_ms() >= until_ms;
		if (!take_in(p, is_over ? 0 : STEP_MS) && is_over)
			return holds(p, arg);
	}
	return true;
}

bool
pty_wait(struct pty *p, bool (*holds)(const struct pty *p, const void *arg), const void *arg,
    int limit_ms)
{
	if (!pty_until(p, holds, arg, limit_ms))
		return false;
	while (take_in(p, QUIET_MS))
		continue;
	return true;
}

static bool
has_text(const struct pty *p, const void *text)
{
	return pty_find(p, text, NULL, NULL);
}

static bool
has_no_text(const struct pty *p, const void *text)
{
	return !has_text(p, text);
}

bool
pty_wait_text(struct pty *p, const char *text, int limit_ms)
{
	return pty_wait(p, has_text, text, limit_ms);
}

bool
pty_wait_gone(struct pty *p, const char *text, int limit_ms)
{
	return pty_wait(p, has_no_text, text, limit_ms);
}

bool
pty_wait_end(struct pty *p, int *status, int limit_ms)
{
	int64_t until_ms = clock_monotonic_ms() + limit_ms;

	while (!has_ended(p)) {
		if (clock_monotonic_ms() >= until_ms)
			return false;
		(void)take_in(p, STEP_MS);
	}
	while (take_in(p, QUIET_MS))
		continue;
	*status = p->status;
	return true;
}

void
pty_signal(struct pty *p, int signal)
{
	if (!has_ended(p))
		kill(p->pid, signal);
}

pid_t
pty_child(const struct pty *p)
{
	char path[64], line[64] = "";
	FILE *f;

	(void)snprintf(path, sizeof(path), "/proc/%ld/task/%ld/children", (long)p->pid,
	    (long)p->pid);
	f = fopen(path, "re");
	if (f == NULL)
		return 0;
	if (fgets(line, sizeof(line), f) == NULL)
		line[0] = '\0';
	fclose(f);
	return (pid_t)strtol(line, NULL, 10);
}

bool
pty_hang_up(struct pty *p)
{
	close(p->slave);
	close(p->fd);
	p->slave = p->fd = -1;
	return waitpid(p->pid, &p->status, 0) == p->pid && (p->pid = 0) == 0;
}

void
pty_tell_size(struct pty *p, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	(void)ioctl(p->fd, TIOCSWINSZ, &size);
}

void
pty_resize(struct pty *p, int rows, int cols)
{
	while (take_in(p, 0))
		continue;
	p->marks = 0;
	p->rows = rows;
	p->cols = cols;
	vterm_set_size(p->terminal, rows, cols);
	pty_tell_size(p, rows, cols);
}
