/* SPDX-License-Identifier: ISC */
#include "tests/tui/office_world.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "storage/clock.h"

#define ARGUMENTS_MAX 32
#define START_LIMIT_MS 30000
#define FILE_MAX (64u << 20)
#define LEDGER_STEP_MS 20

static const char *const channels[] = { "gov24", "bokjiro", "epeople", "seoul-chatbot",
	"daejeon365" };

static enum rc
write_file(const char *path, const char *bytes, struct err *e)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	size_t len = strlen(bytes);
	bool is_whole = fd >= 0 && write(fd, bytes, len) == (ssize_t)len;

	if (fd >= 0 && close(fd) != 0)
		is_whole = false;
	return is_whole ? RC_OK :
	    err_set(e, RC_STORAGE, "cannot write %s: %s", path, strerror(errno));
}

/* Starts a program of ours; its stdout is *out, its stderr the log. */
static pid_t
start(const struct world *w, const char *const *argv, int *out)
{
	char *path = x_asprintf("%s/%s", w->programs, argv[0]);
	int pipe_fd[2];
	pid_t pid;

	if (pipe2(pipe_fd, O_CLOEXEC) != 0) {
		free(path);
		return -1;
	}
	pid = fork();
	if (pid == 0) {
		int log = open(w->log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

		if (log < 0 || dup2(log, 2) < 0 || dup2(pipe_fd[1], 1) < 0)
			_exit(126);
		execv(path, (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	free(path);
	close(pipe_fd[1]);
	*out = pipe_fd[0];
	return pid;
}

/* Reads to the end, or to the first line feed; false after START_LIMIT_MS. */
static bool
read_some(int fd, bool is_line, struct buf *out)
{
	int64_t until_ms = clock_monotonic_ms() + START_LIMIT_MS;
	char bytes[4096];

	for (;;) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		int64_t left_ms = until_ms - clock_monotonic_ms();
		ssize_t n;

		if (left_ms <= 0 || poll(&p, 1, (int)left_ms) <= 0)
			return false;
		n = read(fd, bytes, is_line ? 1 : sizeof(bytes));
		if (n <= 0)
			return n == 0 && !is_line;
		buf_add(out, bytes, (size_t)n);
		if (is_line && bytes[0] == '\n')
			return true;
	}
}

/* Starts a program that says "listening WHERE" when it is ready. */
static enum rc
start_listener(const struct world *w, const char *const *argv, pid_t *pid, struct buf *where,
    struct err *e)
{
	struct buf line = { 0 };
	enum rc rc = RC_OK;
	int out = -1;

	*pid = start(w, argv, &out);
	if (*pid > 0 && read_some(out, true, &line) && str_starts(buf_str(&line), "listening "))
		buf_add(where, line.data + strlen("listening "),
		    line.len - strlen("listening ") - 1);
	else
		rc = err_set(e, RC_STORAGE, "%s did not start", argv[0]);
	if (out >= 0)
		close(out);
	buf_release(&line);
	return rc;
}

static void
end(pid_t *pid, int signal)
{
	int status;

	if (*pid <= 0)
		return;
	kill(*pid, signal);
	while (waitpid(*pid, &status, 0) < 0 && errno == EINTR)
		continue;
	*pid = 0;
}

static enum rc
start_relay(struct world *w, const struct world_plan *plan, struct err *e)
{
	char *inject = x_asprintf("%s/inject", w->folder), *cso = x_asprintf("%s/cso", w->folder);
	char *channel_file = x_asprintf("%s.channels", w->store);
	char *count = x_asprintf("%d", plan->applications);
	const char *argv[] = { "minwon-gateway", "--port", "0", "--token", "secret", "--seed", "7",
		"--applications", count, "--until", WORLD_NOW, "--ledger", w->ledger,
		"--dump-people", w->people, "--cso", cso, plan->inject == NULL ? NULL : "--inject", inject, NULL };
	struct buf where = { 0 }, text = { 0 };
	enum rc rc = plan->inject == NULL ? RC_OK : write_file(inject, plan->inject, e);

	if (rc == RC_OK)
		rc = start_listener(w, argv, &w->relay, &where, e);
	for (size_t i = 0; i < sizeof(channels) / sizeof(channels[0]); i++)
		buf_printf(&text, "[%s]\nurl = http://%s/v1/channels/%s\ntoken = secret\n",
		    channels[i], buf_str(&where), channels[i]);
	if (rc == RC_OK)
		rc = write_file(channel_file, buf_str(&text), e);
	buf_release(&where);
	buf_release(&text);
	free(count);
	free(channel_file);
	free(inject);
	free(cso);
	return rc;
}

enum rc
world_start_office(struct world *w, struct err *e)
{
	const char *argv[] = { "minwond", "--store", w->store, "--clock", w->clock, NULL };
	struct buf where = { 0 };
	enum rc rc = start_listener(w, argv, &w->office, &where, e);

	buf_release(&where);
	return rc;
}

void
world_stop_office(struct world *w, int signal)
{
	end(&w->office, signal);
}

/* The programs stand where B says, or three folders above the test. */
static void
find_programs(struct world *w)
{
	const char *build = getenv("B");
	struct buf folder = { 0 };

	if (str_empty(build)) {
		program_folder(&folder);
		buf_puts(&folder, "/../..");
	} else {
		buf_puts(&folder, build);
	}
	w->programs = buf_steal(&folder);
}

enum rc
world_open(struct world *w, const struct world_plan *plan, struct err *e)
{
	const char *const init[] = { "init", "--practice", NULL };
	const char *const sync[] = { "sync", NULL };
	struct buf said = { 0 };
	enum rc rc = RC_OK;

	*w = (struct world){ .folder = "/tmp/mw.XXXXXX" };
	if (mkdtemp(w->folder) == NULL)
		return err_set(e, RC_STORAGE, "cannot make a folder: %s", strerror(errno));
	find_programs(w);
	w->store = x_asprintf("%s/office.db", w->folder);
	w->clock = x_asprintf("%s/clock", w->folder);
	w->ledger = x_asprintf("%s/ledger.jsonl", w->folder);
	w->people = x_asprintf("%s/people.jsonl", w->folder);
	w->log = x_asprintf("%s/log", w->folder);
	rc = write_file(w->clock, WORLD_NOW "\n", e);
	if (rc == RC_OK)
		rc = start_relay(w, plan, e);
	if (rc == RC_OK && world_minwon(w, init, &said) != 0)
		rc = err_set(e, RC_STORAGE, "minwon init failed");
	if (rc == RC_OK)
		rc = world_start_office(w, e);
	if (rc == RC_OK && world_minwon(w, sync, &said) > 1)
		rc = err_set(e, RC_NETWORK, "minwon sync failed");
	if (rc != RC_OK) {
		if (file_read(w->log, FILE_MAX, &said, NULL) == RC_OK)
			(void)err_add(e, "%s", buf_str(&said));
		world_close(w);
	}
	buf_release(&said);
	return rc;
}

static int
remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

void
world_close(struct world *w)
{
	end(&w->office, SIGTERM);
	end(&w->relay, SIGTERM);
	if (w->folder[0] != '\0')
		(void)nftw(w->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	free(w->programs);
	free(w->store);
	free(w->clock);
	free(w->ledger);
	free(w->people);
	free(w->log);
	*w = (struct world){ .relay = 0 };
}

int
world_minwon(struct world *w, const char *const *arguments, struct buf *out)
{
	const char *argv[ARGUMENTS_MAX] = { "minwon", "--store", w->store, "--clock", w->clock };
	int n = 5, fd = -1, status = -1;
	pid_t pid;

	for (; *arguments != NULL && n < ARGUMENTS_MAX - 1; arguments++)
		argv[n++] = *arguments;
	pid = start(w, argv, &fd);
	if (pid <= 0)
		return -1;
	if (!read_some(fd, false, out))
		kill(pid, SIGKILL);
	close(fd);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* The field of a TSV line that ends before the next tab or line feed. */
static const char *
find_field(const char *line, int field, size_t *len)
{
	for (; field > 0; field--) {
		line += strcspn(line, "\t\n");
		if (*line != '\t')
			return NULL;
		line++;
	}
	*len = strcspn(line, "\t\n");
	return line;
}

bool
world_first_cell(struct world *w, const char *query, const char *column, struct buf *out)
{
	const char *const list[] = { "list", "-n", "1", "--format", "tsv", query, NULL };
	struct buf said = { 0 };
	const char *name, *row, *cell;
	bool is_found = false;
	size_t len;

	if (world_minwon(w, list, &said) == 0 && (row = strchr(buf_str(&said), '\n')) != NULL) {
		for (int i = 0; (name = find_field(said.data, i, &len)) != NULL; i++) {
			if (len != strlen(column) || strncmp(name, column, len) != 0)
				continue;
			cell = find_field(row + 1, i, &len);
			is_found = cell != NULL && row[1] != '\0';
			if (is_found)
				buf_add(out, cell, len);
			break;
		}
	}
	buf_release(&said);
	return is_found;
}

static bool
has_line(const char *text, const char *word, const char *other)
{
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");
		char *line = x_strndup(text, len);
		bool is_found = strstr(line, word) != NULL && strstr(line, other) != NULL;

		free(line);
		if (is_found)
			return true;
		text += len + (text[len] == '\n');
	}
	return false;
}

bool
world_ledger_has(const struct world *w, const char *word, const char *other, int limit_ms)
{
	int64_t until_ms = clock_monotonic_ms() + limit_ms;
	bool is_found = false;

	while (!is_found) {
		struct buf ledger = { 0 };

		if (file_read(w->ledger, FILE_MAX, &ledger, NULL) == RC_OK)
			is_found = has_line(buf_str(&ledger), word, other);
		buf_release(&ledger);
		if (is_found || clock_monotonic_ms() >= until_ms)
			break;
		(void)poll(NULL, 0, LEDGER_STEP_MS);
	}
	return is_found;
}
