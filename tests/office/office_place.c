/* SPDX-License-Identifier: ISC */
#include "tests/office/office_place.h"

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
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include "storage/secret.h"
#include "storage/text.h"

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
