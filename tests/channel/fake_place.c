/* SPDX-License-Identifier: ISC */
#include "tests/channel/fake_place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "storage/text.h"
#include "tests/channel/fake_office.h"

#define TOKEN "test-token-123"

void
fake_place_make(struct fake_place *p)
{
	str_fill(p->folder, sizeof(p->folder), "/tmp/mw-sync.XXXXXX");
	assert_non_null(mkdtemp(p->folder));
	snprintf(p->config, sizeof(p->config), "%s/channels.conf", p->folder);
	snprintf(p->ledger, sizeof(p->ledger), "%s/ledger", p->folder);
	snprintf(p->log, sizeof(p->log), "%s/log", p->folder);
	snprintf(p->inject, sizeof(p->inject), "%s/inject", p->folder);
}

void
fake_place_remove(struct fake_place *p)
{
	unlink(p->config);
	unlink(p->ledger);
	unlink(p->log);
	unlink(p->inject);
	rmdir(p->folder);
}

void
fake_config(const struct fake_place *p, const struct fake_office *o, int port)
{
	struct buf text = { 0 };
	int fd = open(p->config, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	for (size_t i = 0; i < o->feed_count; i++)
		if (i == 0 || !str_eq(o->feeds[i].code, o->feeds[i - 1].code))
			buf_printf(&text,
			    "[%s]\nurl = http://127.0.0.1:%d/v1/channels/%s\ntoken = %s\n",
			    o->feeds[i].code, port, o->feeds[i].code, TOKEN);
	assert_int_equal(write(fd, text.data, text.len), (ssize_t)text.len);
	close(fd);
	buf_release(&text);
}

const char *
fake_program(char *path, size_t cap, const char *name)
{
	const char *build = getenv("B");

	snprintf(path, cap, "%s/%s", build != NULL ? build : "build", name);
	return path;
}

pid_t
fake_gateway(const char *const *options, int *port)
{
	static const char *const head[] = { "minwon-gateway", "--port", "0", "--token", TOKEN };
	const char *argv[32];
	char path[256], line[64] = "";
	const char *colon;
	size_t n = 0, used = 0;
	int64_t number;
	int ends[2];
	pid_t pid;

	for (; n < 5; n++)
		argv[n] = head[n];
	for (; *options != NULL; options++)
		argv[n++] = *options;
	argv[n] = NULL;
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	pid = fork();
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		dup2(ends[1], STDOUT_FILENO);
		execv(fake_program(path, sizeof(path), argv[0]), (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	close(ends[1]);
	while (used + 1 < sizeof(line) && strchr(line, '\n') == NULL) {
		ssize_t got = read(ends[0], line + used, sizeof(line) - 1 - used);

		assert_true(got > 0);
		used += (size_t)got;
		line[used] = '\0';
	}
	close(ends[0]);
	*strchr(line, '\n') = '\0';
	colon = strrchr(line, ':');
	assert_non_null(colon);
	assert_true(parse_int(colon + 1, 1, 65535, &number));
	*port = (int)number;
	return pid;
}

int
fake_end(pid_t pid)
{
	int status;

	kill(pid, SIGTERM);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
