/* SPDX-License-Identifier: ISC */
#include "tests/office/office_harness.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include "storage/secret.h"

#define PATIENCE_MS 60000
#define TOKEN "harness-token"
#define ARGUMENTS_MAX 48

static const char *const channels[] = { "gov24", "bokjiro", "epeople", "seoul-chatbot",
	"daejeon365" };

static void
write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
}

/* Starts a program of $B with its log in the place's; *said_fd, where asked
 * for, is its standard output. */
static pid_t
start(const struct place *p, const char *const *argv, int *said_fd)
{
	const char *build = getenv("B");
	char path[512];
	int ends[2] = { -1, -1 };
	pid_t pid;

	snprintf(path, sizeof(path), "%s/%s", build != NULL ? build : "build", argv[0]);
	if (said_fd != NULL)
		assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		int log = open(p->log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

		prctl(PR_SET_PDEATHSIG, SIGKILL);
		dup2(log, STDERR_FILENO);
		if (said_fd != NULL)
			dup2(ends[1], STDOUT_FILENO);
		execv(path, (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	if (said_fd != NULL) {
		close(ends[1]);
		*said_fd = ends[0];
	}
	return pid;
}

/* The exit status of a process; -1 where a signal ended it. */
static int
reap(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		assert_int_equal(errno, EINTR);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
show_log(const struct place *p)
{
	struct buf text = { 0 };

	if (file_read(p->log, 1 << 24, &text, NULL) == RC_OK)
		print_error("%s", buf_str(&text) + (text.len > 4000 ? text.len - 4000 : 0));
	buf_release(&text);
}

/* The line a program says when it is ready. */
static void
hear_line(const struct place *p, int fd, char *line, size_t cap)
{
	size_t used = 0;

	line[0] = '\0';
	while (used + 1 < cap && strchr(line, '\n') == NULL) {
		struct pollfd ready = { .fd = fd, .events = POLLIN };
		ssize_t got = poll(&ready, 1, PATIENCE_MS) == 1
		    ? read(fd, line + used, cap - 1 - used) : 0;

		if (got <= 0)
			show_log(p);
		assert_true(got > 0);
		used += (size_t)got;
		line[used] = '\0';
	}
	close(fd);
	line[strcspn(line, "\n")] = '\0';
}

void
place_make(struct place *p, const char *instant)
{
	const char *argv[] = { "minwond", "--init", "--practice", "--store", p->store, "--clock",
		p->clock, NULL };

	memset(p, 0, sizeof(*p));
	assert_int_equal(secret_start(NULL), RC_OK);
	str_fill(p->folder, sizeof(p->folder), "/tmp/mw-office.XXXXXX");
	assert_non_null(mkdtemp(p->folder));
	snprintf(p->store, sizeof(p->store), "%s/store", p->folder);
	snprintf(p->clock, sizeof(p->clock), "%s/clock", p->folder);
	snprintf(p->channels, sizeof(p->channels), "%s/store.channels", p->folder);
	snprintf(p->ledger, sizeof(p->ledger), "%s/ledger", p->folder);
	snprintf(p->people, sizeof(p->people), "%s/people", p->folder);
	snprintf(p->relay_store, sizeof(p->relay_store), "%s/relay", p->folder);
	snprintf(p->inject, sizeof(p->inject), "%s/inject", p->folder);
	snprintf(p->log, sizeof(p->log), "%s/log", p->folder);
	place_set_clock(p, instant);
	assert_int_equal(reap(start(p, argv, NULL)), 0);
}

void
place_remove(struct place *p)
{
	DIR *folder;
	const struct dirent *entry;

	place_office_stop(p);
	place_relay_stop(p);
	if (p->dead_fd != 0)
		close(p->dead_fd);
	folder = opendir(p->folder);
	assert_non_null(folder);
	while ((entry = readdir(folder)) != NULL)
		unlinkat(dirfd(folder), entry->d_name, 0);
	closedir(folder);
	assert_int_equal(rmdir(p->folder), 0);
}

void
place_set_clock(const struct place *p, const char *instant)
{
	char part[128];

	snprintf(part, sizeof(part), "%s.part", p->clock);
	write_file(part, instant);
	assert_int_equal(rename(part, p->clock), 0);
}

void
place_set_clock_at(const struct place *p, int64_t at)
{
	char text[24];

	snprintf(text, sizeof(text), "%" PRId64, at);
	place_set_clock(p, text);
}

void
place_office_start(struct place *p)
{
	const char *argv[] = { "minwond", "--store", p->store, "--clock", p->clock, NULL };
	char line[160];
	int said;

	p->office = start(p, argv, &said);
	hear_line(p, said, line, sizeof(line));
	assert_true(str_starts(line, "listening "));
}

void
place_office_stop(struct place *p)
{
	int status;

	if (p->office == 0)
		return;
	kill(p->office, SIGTERM);
	status = reap(p->office);
	p->office = 0;
	if (status != 0)
		show_log(p);
	assert_int_equal(status, 0);
}

void
place_office_kill(struct place *p)
{
	kill(p->office, SIGKILL);
	assert_int_equal(reap(p->office), -1);
	p->office = 0;
}

bool
place_sync_kill(struct place *p)
{
	char path[64], text[64] = "";
	int64_t child;
	ssize_t got;
	int fd;

	snprintf(path, sizeof(path), "/proc/%d/task/%d/children", (int)p->office, (int)p->office);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	got = read(fd, text, sizeof(text) - 1);
	close(fd);
	assert_true(got >= 0);
	text[strcspn(text, " ")] = '\0';
	return parse_int(text, 2, INT32_MAX, &child) && kill((pid_t)child, SIGKILL) == 0;
}

void
place_relay_start(struct place *p, const char *const *options)
{
	const char *argv[ARGUMENTS_MAX] = { "minwon-gateway", "--port", "0", "--token", TOKEN,
		"--until", "2026-11-23T09:00:00+09:00", "--ledger", p->ledger, "--dump-people",
		p->people, "--store", p->relay_store };
	size_t n = 13;
	struct buf text = { 0 };
	int64_t port;
	char line[160];
	int said;

	for (; *options != NULL && n + 1 < ARGUMENTS_MAX; options++)
		argv[n++] = *options;
	p->relay = start(p, argv, &said);
	hear_line(p, said, line, sizeof(line));
	assert_non_null(strrchr(line, ':'));
	assert_true(parse_int(strrchr(line, ':') + 1, 1, 65535, &port));
	p->relay_port = (int)port;
	for (size_t i = 0; i < sizeof(channels) / sizeof(channels[0]); i++)
		buf_printf(&text, "[%s]\nurl = http://127.0.0.1:%d/v1/channels/%s\ntoken = %s\n",
		    channels[i], str_eq(channels[i], p->dead) ? p->dead_port : p->relay_port,
		    channels[i], TOKEN);
	write_file(p->channels, buf_str(&text));
	buf_release(&text);
}

void
place_relay_stop(struct place *p)
{
	if (p->relay == 0)
		return;
	kill(p->relay, SIGTERM);
	assert_int_equal(reap(p->relay), 0);
	p->relay = 0;
}

void
place_relay_dead(struct place *p, const char *channel)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(address);

	if (p->dead_fd == 0) {
		p->dead_fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
		assert_int_equal(bind(p->dead_fd, (struct sockaddr *)&address, len), 0);
		assert_int_equal(getsockname(p->dead_fd, (struct sockaddr *)&address, &len), 0);
		p->dead_port = ntohs(address.sin_port);
	}
	p->dead = channel;
}

struct sqlite3 *
look_into(const char *path)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	sqlite3_busy_timeout(db, 10000);
	return db;
}

static bool
look(const char *path, const char *sql, int64_t *number, char **text)
{
	sqlite3 *db = look_into(path);
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);

	if (code != SQLITE_OK)
		print_error("%s: %s\n", sql, sqlite3_errmsg(db));
	assert_int_equal(code, SQLITE_OK);
	code = sqlite3_step(statement);
	if (code == SQLITE_ROW) {
		*number = sqlite3_column_int64(statement, 0);
		*text = x_strdup(str_or_empty((const char *)sqlite3_column_text(statement, 0)));
	}
	sqlite3_finalize(statement);
	sqlite3_close(db);
	return code == SQLITE_ROW;
}

int64_t
look_number(const char *path, const char *sql)
{
	int64_t number = 0;
	char *text = NULL;

	assert_true(look(path, sql, &number, &text));
	free(text);
	return number;
}

char *
look_text(const char *path, const char *sql)
{
	int64_t number;
	char *text = NULL;

	return look(path, sql, &number, &text) ? text : NULL;
}

void
place_untouched(const struct place *p, const char *office, const char *service, char number[24])
{
	char *sql = x_asprintf("SELECT COALESCE(MIN(id), 0) FROM cases WHERE office = '%s' AND "
	    "state = 'arrived' AND service = '%s'", office, service);
	int64_t id = look_number(p->store, sql);

	free(sql);
	assert_true(id > 0);
	snprintf(number, 24, "%" PRId64, id);
}

/* The desk ----------------------------------------------------------------- */

void
answers_release(struct answers *a)
{
	for (size_t i = 0; i < a->count; i++)
		buf_release(&a->rows[i].memory);
	free(a->rows);
	buf_release(&a->raw);
	*a = (struct answers){ 0 };
}

void
desk_connect(struct desk *d, const struct place *p)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	*d = (struct desk){ .fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0) };
	snprintf(address.sun_path, sizeof(address.sun_path), "%s.sock", p->store);
	if (connect(d->fd, (struct sockaddr *)&address, sizeof(address)) != 0)
		fail_msg("no way to %s: %s", address.sun_path, strerror(errno));
}

bool
desk_open(struct desk *d, const struct place *p, const char *login, bool wants_changes)
{
	struct wire_hello hello = { .program = "harness", .wants_changes = wants_changes };
	struct answers a = { 0 };
	bool is_in;

	desk_connect(d, p);
	str_fill(hello.login, sizeof(hello.login), login);
	desk_ask(d, MESSAGE_HELLO, &hello, &a);
	is_in = answers_read(&a, MESSAGE_WELCOME, 0, &d->welcome);
	d->changes = d->welcome.changes;
	answers_release(&a);
	return is_in;
}

void
desk_close(struct desk *d)
{
	if (d->fd >= 0)
		close(d->fd);
	buf_release(&d->in);
	*d = (struct desk){ .fd = -1, .is_lost = true };
}

int64_t
desk_tell(struct desk *d, enum message message, const void *record)
{
	struct buf out = { 0 };
	size_t done = 0;

	wire_write(&out, message, ++d->tag, true, record);
	while (done < out.len && !d->is_lost) {
		ssize_t n = send(d->fd, out.data + done, out.len - done, MSG_NOSIGNAL);

		if (n < 0 && errno != EINTR)
			d->is_lost = true;
		else if (n > 0)
			done += (size_t)n;
	}
	buf_release(&out);
	return d->tag;
}

/* Takes the next frame, waiting for it; false where the office is gone. */
static bool
next_frame(struct desk *d, struct told *row, struct buf *raw)
{
	for (;;) {
		struct pollfd ready = { .fd = d->fd, .events = POLLIN };
		struct err e;
		enum rc rc = wire_take(&d->in, WIRE_DESK_FRAME_MAX, &row->memory, &row->frame, &e);
		ssize_t n;

		if (rc == RC_OK && raw != NULL)
			buf_add(raw, row->memory.data, row->memory.len);
		if (rc == RC_OK)
			return true;
		assert_int_equal(rc, RC_AGAIN);
		assert_int_equal(poll(&ready, 1, PATIENCE_MS), 1);
		buf_reserve(&d->in, 65536);
		n = recv(d->fd, d->in.data + d->in.len, 65536, 0);
		if (n <= 0) {
			d->is_lost = true;
			return false;
		}
		d->in.len += (size_t)n;
	}
}

/* Whether the frame is a push, which is noted. */
static bool
is_push(struct desk *d, const struct told *row)
{
	struct wire_number n;

	if (row->frame.message != MESSAGE_CHANGED)
		return false;
	assert_int_equal(wire_read(&row->frame, &n, NULL), RC_OK);
	d->changes = n.number;
	return true;
}

bool
desk_hear(struct desk *d, int64_t tag, struct answers *a)
{
	*a = (struct answers){ 0 };
	while (!d->is_lost) {
		struct told row = { .memory = { 0 } };

		if (!next_frame(d, &row, &a->raw) || is_push(d, &row)) {
			buf_release(&row.memory);
			continue;
		}
		assert_int_equal(row.frame.tag, tag);
		a->rows = x_realloc(a->rows, a->count + 1, sizeof(*a->rows));
		a->rows[a->count++] = row;
		if (row.frame.is_end)
			return true;
	}
	return false;
}

void
desk_ask(struct desk *d, enum message message, const void *record, struct answers *a)
{
	assert_true(desk_hear(d, desk_tell(d, message, record), a));
}

bool
desk_hear_some(struct desk *d, int64_t tag, int64_t commits, bool *is_answered)
{
	int64_t until = d->changes + commits;

	*is_answered = false;
	while (!*is_answered && d->changes < until) {
		struct told row = { .memory = { 0 } };
		bool is_heard = next_frame(d, &row, NULL);

		if (is_heard && !is_push(d, &row))
			*is_answered = row.frame.tag == tag && row.frame.is_end;
		buf_release(&row.memory);
		if (!is_heard)
			return false;
	}
	return true;
}

static const struct told *
answers_find(const struct answers *a, enum message message, size_t n)
{
	for (size_t i = 0; i < a->count; i++)
		if (a->rows[i].frame.message == message && n-- == 0)
			return &a->rows[i];
	return NULL;
}

bool
answers_read(const struct answers *a, enum message message, size_t n, void *record)
{
	const struct told *row = answers_find(a, message, n);

	if (row != NULL)
		assert_int_equal(wire_read(&row->frame, record, NULL), RC_OK);
	return row != NULL;
}

size_t
answers_count(const struct answers *a, enum message message)
{
	size_t count = 0;

	for (size_t i = 0; i < a->count; i++)
		count += a->rows[i].frame.message == message ? 1 : 0;
	return count;
}

const char *
answers_verdict(const struct answers *a)
{
	const struct wire_frame *last;

	if (a->count == 0)
		return "nothing";
	last = &a->rows[a->count - 1].frame;
	if (last->message == MESSAGE_REFUSED)
		return last->field[3].bytes;
	return last->message == MESSAGE_ERROR ? "error" : "ok";
}

void
deed_record(const struct deed *deed, struct wire_act *act)
{
	*act = (struct wire_act){ .op = deed->op, .version = deed->version == 0 ? -1 : deed->version,
		.is_dry_run = deed->is_dry_run, .has_consent = deed->has_consent, .outcome = deed->outcome,
		.text = str_or_empty(deed->text), .reasons = str_or_empty(deed->reasons),
		.remedies = str_or_empty(deed->remedies) };
	str_fill(act->number, sizeof(act->number), str_or_empty(deed->number));
	str_fill(act->assignee, sizeof(act->assignee), str_or_empty(deed->assignee));
	str_fill(act->agency, sizeof(act->agency), str_or_empty(deed->agency));
	str_fill(act->period, sizeof(act->period), str_or_empty(deed->period));
	str_fill(act->event, sizeof(act->event), str_or_empty(deed->event));
	str_fill(act->evidence, sizeof(act->evidence), str_or_empty(deed->evidence));
	act->at = deed->at;
	if (deed->key != NULL)
		str_fill(act->op_key, sizeof(act->op_key), deed->key);
	else
		secret_op_key(act->op_key);
}

const char *
desk_do(struct desk *d, const struct deed *deed, struct wire_done *done,
    struct wire_refused *refused)
{
	struct wire_act act;
	struct wire_refused why = { .reason = "" };
	struct wire_done did;
	struct answers a;
	const char *verdict = "error";

	deed_record(deed, &act);
	desk_ask(d, MESSAGE_ACT, &act, &a);
	if (answers_read(&a, MESSAGE_DONE, 0, &did)) {
		verdict = "done";
		if (done != NULL)
			*done = did;
	} else if (answers_read(&a, MESSAGE_REFUSED, 0, &why)) {
		str_fill(d->reason, sizeof(d->reason), why.reason);
		verdict = d->reason;
		if (refused != NULL)
			*refused = why;
	}
	answers_release(&a);
	return verdict;
}

void
desk_show(struct desk *d, const char *number, struct answers *a, struct case_detail *c)
{
	struct wire_show ask = { .is_refresh = false };

	memset(c, 0, sizeof(*c));
	str_fill(ask.number, sizeof(ask.number), number);
	desk_ask(d, MESSAGE_SHOW, &ask, a);
	assert_true(answers_read(a, MESSAGE_CASE, 0, c));
}

bool
desk_sync(struct desk *d, const char *channel)
{
	struct wire_sync_run ask = { .is_watch = false };
	struct answers a = { 0 };
	bool is_whole;

	str_fill(ask.name, sizeof(ask.name), channel);
	is_whole = desk_hear(d, desk_tell(d, MESSAGE_SYNC_RUN, &ask), &a) &&
	    str_eq(answers_verdict(&a), "ok");
	answers_release(&a);
	return is_whole;
}
