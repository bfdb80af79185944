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

/* Gives each character of ambiguous width its second cell: libvterm, which knows
 * one only, gets a blank behind it. */
static void
write_widened(struct pty *p, const char *bytes, size_t len)
{
	struct buf all = { 0 }, wide = { 0 };
	size_t at = 0, n;
	uint32_t cp;

	buf_add(&all, p->rest, p->rest_len);
	buf_add(&all, bytes, len);
	for (p->rest_len = 0; at < all.len; at += n) {
		n = utf8_decode(all.data + at, all.len - at, &cp);
		if (n == 0 && all.len - at < sizeof(p->rest)) {
			p->rest_len = all.len - at;
			memcpy(p->rest, all.data + at, p->rest_len);
			break;
		}
		n = n == 0 ? 1 : n;
		buf_add(&wide, all.data + at, n);
		if (n > 1 && is_ambiguous(cp))
			buf_putc(&wide, ' ');
	}
	(void)vterm_input_write(p->terminal, buf_str(&wide), wide.len);
	buf_release(&all);
	buf_release(&wide);
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

	if (poll(fds, 2, wait_ms) <= 0)
		return false;
	if (fds[1].revents != 0) {
		n = read(p->idle, bytes, sizeof(bytes));
		p->marks += n > 0 ? (int)n : 0;
		if (n == 0)
			close_mark(p);
	}
	if ((fds[0].revents & POLLIN) == 0)
		return false;
	n = read(p->fd, bytes, sizeof(bytes));
	if (n <= 0)
		return false;
	p->bytes += (size_t)n;
	if (p->is_ambiguous_wide)
		write_widened(p, bytes, (size_t)n);
	else
		(void)vterm_input_write(p->terminal, bytes, (size_t)n);
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
