/* SPDX-License-Identifier: ISC */
/* channel catalogue: what a channel's saved catalogue of services holds. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "console/desk/verbs.h"
#include "console/welfare/welfare_xml.h"
#include "storage/text.h"

static const struct column welfare_columns[] = {
	[WELFARE_ID] = { .key = "servId", .title = N_("Code") },
	[WELFARE_NAME] = { .key = "servNm", .title = N_("Service"), .cells_max = 40 },
	[WELFARE_PROVINCE] = { .key = "ctpvNm", .title = N_("Province"), .cells_max = 16 },
	[WELFARE_REGION] = { .key = "sggNm", .title = N_("Region"), .cells_max = 12 },
	[WELFARE_DEPARTMENT] = { .key = "bizChrDeptNm", .title = N_("Department"),
	    .cells_max = 20 },
	[WELFARE_DIGEST] = { .key = "servDgst" },
	[WELFARE_HOW_TO_APPLY] = { .key = "aplyMtdNm" },
	[WELFARE_PROVISION] = { .key = "srvPvsnNm" },
	[WELFARE_CYCLE] = { .key = "sprtCycNm" },
	[WELFARE_LIFE] = { .key = "lifeNmArray" },
	[WELFARE_TARGET] = { .key = "trgterIndvdlNmArray" },
	[WELFARE_THEME] = { .key = "intrsThemaNmArray" },
	[WELFARE_LINK] = { .key = "servDtlLink" },
	[WELFARE_BEGINS] = { .key = "enfcBgngYmd" },
	[WELFARE_ENDS] = { .key = "enfcEndYmd" },
	[WELFARE_CHANGED] = { .key = "lastModYmd" },
};
_Static_assert(sizeof(welfare_columns) / sizeof(welfare_columns[0]) == WELFARE__COUNT,
    "one column per member");

#define READER_NAME "minwon-welfare"
#define CHUNK_BYTES (64 * 1024)

/* The reader beside this program, where it is installed, or on the path. */
static void
reader_program(struct buf *out)
{
	program_folder(out);
	buf_puts(out, "/" READER_NAME);
	if (access(buf_str(out), X_OK) == 0)
		return;
	buf_clear(out);
	buf_puts(out, MINWON_LIBEXECDIR "/" READER_NAME);
	if (access(buf_str(out), X_OK) == 0)
		return;
	buf_clear(out);
	buf_puts(out, READER_NAME);
}

/* Everything a descriptor gives until its end. */
static void
drain(int fd, struct buf *out)
{
	ssize_t n = 1;

	while (n > 0 || (n < 0 && errno == EINTR)) {
		buf_reserve(out, CHUNK_BYTES);
		n = read(fd, out->data + out->len, CHUNK_BYTES);
		out->len += n > 0 ? (size_t)n : 0;
		out->data[out->len] = '\0';
	}
}

/* Runs the reader on the file; what it says is appended to out. */
static enum rc
run_reader(const char *path, struct buf *out, struct err *e)
{
	struct buf program = { 0 };
	int ends[2], status = 0;
	pid_t pid;

	if (pipe(ends) != 0)
		return err_set(e, RC_STORAGE, say(N_("cannot start %s: %s")), READER_NAME,
		    strerror(errno));
	reader_program(&program);
	pid = fork();
	if (pid == 0) {
		const char *const argv[] = { READER_NAME, text_language(), path, NULL };

		if (dup2(ends[1], STDOUT_FILENO) < 0)
			_exit(126);
		close(ends[0]);
		close(ends[1]);
		execvp(buf_str(&program), (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	close(ends[1]);
	if (pid > 0)
		drain(ends[0], out);
	close(ends[0]);
	buf_release(&program);
	if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status) ||
	    WEXITSTATUS(status) != 0)
		return err_set(e, RC_STORAGE,
		    say(N_("%s did not do its work: see that it is installed")), READER_NAME);
	return RC_OK;
}

/* Takes one part of what the reader says; NULL at the end. */
static const char *
next_part(const struct buf *said, size_t *at)
{
	const char *part = said->data + *at;

	if (*at >= said->len)
		return NULL;
	*at += strlen(part) + 1;
	return part;
}

/* Rows on their way out. */
struct listing {
	struct writer *writer;
	int64_t count, total;
};

/* The members of one service behind its word; false where some are missing. */
static bool
put_service(struct listing *l, const struct buf *said, size_t *at)
{
	struct value v[WELFARE__COUNT];

	for (size_t i = 0; i < WELFARE__COUNT; i++) {
		const char *member = next_part(said, at);

		if (member == NULL)
			return false;
		v[i] = value_text(member);
	}
	writer_row(l->writer, v);
	l->count++;
	return true;
}

/* Writes the services; an error of the reader's becomes ours. */
static enum rc
take_parts(struct listing *l, const struct buf *said, struct err *e)
{
	const char *part, *number;
	int64_t rc = RC_INVALID;
	size_t at = 0;

	while ((part = next_part(said, &at)) != NULL && str_eq(part, WELFARE_ROW))
		if (!put_service(l, said, &at))
			return err_set(e, RC_STORAGE, say(N_("%s did not do its work: see that it "
			    "is installed")), READER_NAME);
	number = next_part(said, &at);
	if (str_eq(part, WELFARE_TOTAL) && number != NULL &&
	    parse_int(number, -1, INT64_MAX, &l->total))
		return RC_OK;
	if (str_eq(part, WELFARE_FAULT) && number != NULL &&
	    parse_int(number, RC_USAGE, RC__COUNT - 1, &rc) &&
	    (part = next_part(said, &at)) != NULL)
		return err_set(e, (enum rc)rc, "%s", part);
	return err_set(e, RC_STORAGE, say(N_("%s did not do its work: see that it is installed")),
	    READER_NAME);
}

int
verb_channel_catalogue(struct call *call)
{
	const char *channel = call->options.operands[0], *path = call->options.operands[1];
	struct listing l = { .count = 0, .total = -1 };
	struct buf said = { 0 };
	struct err e = { 0 };
	enum rc rc = RC_OK;

	if (!str_eq(channel, "bokjiro"))
		rc = err_set(&e, RC_USAGE, say(N_("there is no catalogue of “%s” to read: only "
		    "bokjiro has one")), channel);
	if (rc == RC_OK)
		rc = run_reader(path, &said, &e);
	if (rc != RC_OK)
		goto out;
	l.writer = call_writer(call, welfare_columns, WELFARE__COUNT);
	rc = take_parts(&l, &said, &e);
	if (rc == RC_OK) {
		writer_close(l.writer);
		sink_flush(&call->out);
		call_say(say(N_("%lld service(s) in this answer, %lld in the catalogue")),
		    (long long)l.count, (long long)(l.total < 0 ? l.count : l.total));
	} else {
		writer_drop(l.writer);
	}
out:
	buf_release(&said);
	return rc == RC_OK ? 0 : call_fail(&e);
}
