/* SPDX-License-Identifier: ISC */
#include "tests/tui/pty.h"

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

#include <vterm.h>

#include "storage/clock.h"
#include "storage/text.h"
#include "tests/tui/kinds.h"

#define STEP_MS 50	/* the longest poll: an end of the program shows this late */
#define QUIET_MS 20	/* the rest of a painting that is still in the kernel */

struct pty {
	pid_t pid;		/* 0 once it was waited for */
	int status;
	int fd;			/* our end */
	int slave;		/* the program's end, to ask for its modes */
	int idle;		/* readable when the program has painted; -1 = closed */
	int marks;		/* idle marks since the last pty_send */
	int rows, cols;
	bool is_ambiguous_wide;
	char rest[4];		/* of a character that was cut; is_ambiguous_wide only */
	size_t rest_len;
	size_t bytes, answered;
	bool is_cursor_on, is_alternate;
	VTerm *terminal;
	VTermScreen *screen;
	struct kinds *kinds;	/* of the control sequences among the bytes */
};

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
pty_settle(struct pty *p)
{
	int64_t until_ms = clock_monotonic_ms() + PTY_LIMIT_MS;

	while (p->marks == 0) {
		(void)take_in(p, STEP_MS);
		if (has_ended(p) || clock_monotonic_ms() >= until_ms)
			return false;
	}
	while (take_in(p, QUIET_MS))
		continue;
	return true;
}

bool
pty_wait(struct pty *p, bool (*holds)(const struct pty *p, const void *arg), const void *arg,
    int limit_ms)
{
	int64_t until_ms = clock_monotonic_ms() + limit_ms;

	while (!holds(p, arg)) {
		bool is_over = has_ended(p) || clock_monotonic_ms() >= until_ms;
		if (!take_in(p, is_over ? 0 : STEP_MS) && is_over)
			return holds(p, arg);
	}
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
	char path[64];
	long child = 0;
	FILE *f;

	(void)snprintf(path, sizeof(path), "/proc/%ld/task/%ld/children", (long)p->pid,
	    (long)p->pid);
	f = fopen(path, "re");
	if (f == NULL || fscanf(f, "%ld", &child) != 1)
		child = 0;
	if (f != NULL)
		fclose(f);
	return (pid_t)child;
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
pty_resize(struct pty *p, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	while (take_in(p, 0))
		continue;
	p->marks = 0;
	p->rows = rows;
	p->cols = cols;
	vterm_set_size(p->terminal, rows, cols);
	(void)ioctl(p->fd, TIOCSWINSZ, &size);
}

/* What is seen ---------------------------------------------------------------- */

int
pty_rows(const struct pty *p)
{
	return p->rows;
}

int
pty_cols(const struct pty *p)
{
	return p->cols;
}

struct pty_cell
pty_cell(const struct pty *p, int row, int col)
{
	struct pty_cell cell = { .width = 1 };
	struct buf text = { 0 };
	VTermScreenCell c;

	if (!vterm_screen_get_cell(p->screen, (VTermPos){ row, col }, &c))
		return cell;
	cell.width = c.width;
	if (c.chars[0] == UINT32_MAX)
		cell.width = 0;
	for (int i = 0; cell.width > 0 && i < VTERM_MAX_CHARS_PER_CELL && c.chars[i] != 0; i++)
		utf8_encode(&text, c.chars[i]);
	if (cell.width > 0 && text.len == 0)
		buf_putc(&text, ' ');
	(void)str_fill(cell.text, sizeof(cell.text), buf_str(&text));
	cell.is_bold = c.attrs.bold;
	cell.is_reverse = c.attrs.reverse;
	cell.is_underlined = c.attrs.underline != VTERM_UNDERLINE_OFF;
	cell.has_colour = !VTERM_COLOR_IS_DEFAULT_FG(&c.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&c.bg);
	buf_release(&text);
	return cell;
}

void
pty_row(const struct pty *p, int row, struct buf *out)
{
	size_t start = out->len;

	buf_puts(out, "");
	for (int col = 0; col < p->cols; col++)
		buf_puts(out, pty_cell(p, row, col).text);
	while (out->len > start && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
}

void
pty_dump(const struct pty *p, struct buf *out)
{
	for (int row = 0; row < p->rows; row++) {
		pty_row(p, row, out);
		buf_putc(out, '\n');
	}
}

bool
pty_find(const struct pty *p, const char *text, int *row, int *col)
{
	struct buf line = { 0 };
	const char *at = NULL;

	for (int r = 0; r < p->rows && at == NULL; r++) {
		buf_clear(&line);
		pty_row(p, r, &line);
		at = strstr(buf_str(&line), text);
		if (at != NULL && row != NULL)
			*row = r;
	}
	if (at != NULL && col != NULL) {
		line.data[at - line.data] = '\0';
		*col = text_width(line.data);
	}
	buf_release(&line);
	return at != NULL;
}

void
pty_cursor(const struct pty *p, int *row, int *col)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(p->terminal), &at);
	*row = at.row;
	*col = at.col;
}

bool
pty_is_cursor_on(const struct pty *p)
{
	return p->is_cursor_on;
}

bool
pty_is_alternate(const struct pty *p)
{
	return p->is_alternate;
}

bool
pty_is_cooked(const struct pty *p)
{
	struct termios modes;

	return tcgetattr(p->slave, &modes) == 0 &&
	    (modes.c_lflag & (ICANON | ECHO | ISIG)) == (ICANON | ECHO | ISIG) &&
	    (modes.c_oflag & OPOST) != 0;
}

size_t
pty_bytes(const struct pty *p)
{
	return p->bytes;
}

size_t
pty_answered(const struct pty *p)
{
	return p->answered;
}

void
pty_kinds(const struct pty *p, struct buf *out)
{
	kinds_list(p->kinds, out);
}
