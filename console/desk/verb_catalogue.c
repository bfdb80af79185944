/* SPDX-License-Identifier: ISC */
/* channel catalogue: what a channel's saved catalogue of services holds. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "console/desk/verbs.h"
#include "console/desk/welfare_xml.h"
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

/* The whole file, at most one byte more than may be read; "-" is standard
 * input. */
static enum rc
read_file(const char *path, struct buf *out, struct err *e)
{
	bool is_input = str_eq(path, "-");
	int fd = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : 1;
	int why = errno;

	while (fd >= 0 && n != 0 && out->len <= WELFARE_BYTES_MAX) {
		buf_reserve(out, 64 * 1024);
		n = read(fd, out->data + out->len, 64 * 1024);
		why = errno;
		if (n < 0 && why != EINTR)
			break;
		out->len += n > 0 ? (size_t)n : 0;
		out->data[out->len] = '\0';
	}
	if (fd >= 0 && !is_input)
		close(fd);
	if (n < 0)
		return err_set(e, RC_USAGE, say(N_("cannot read %s: %s")), path, strerror(why));
	return RC_OK;
}

/* Rows on their way out. */
struct listing {
	struct writer *writer;
	int64_t count;
};

static void
put_service(void *arg, const char *const members[WELFARE__COUNT])
{
	struct listing *l = arg;
	struct value v[WELFARE__COUNT];

	for (size_t i = 0; i < WELFARE__COUNT; i++)
		v[i] = value_text(members[i]);
	writer_row(l->writer, v);
	l->count++;
}

int
verb_channel_catalogue(struct call *call)
{
	const char *channel = call->options.operands[0], *path = call->options.operands[1];
	struct listing l = { .count = 0 };
	struct buf bytes = { 0 };
	struct err e = { 0 }, why = { 0 };
	int64_t total = -1;
	enum rc rc = RC_OK;

	if (!str_eq(channel, "bokjiro"))
		rc = err_set(&e, RC_USAGE, say(N_("there is no catalogue of “%s” to read: only "
		    "bokjiro has one")), channel);
	if (rc == RC_OK)
		rc = read_file(path, &bytes, &e);
	if (rc != RC_OK)
		goto out;
	l.writer = call_writer(call, welfare_columns, WELFARE__COUNT);
	rc = welfare_xml_read(bytes.data, bytes.len, put_service, &l, &total, &why);
	if (rc == RC_OK) {
		writer_close(l.writer);
		sink_flush(&call->out);
		call_say(say(N_("%lld service(s) in this answer, %lld in the catalogue")),
		    (long long)l.count, (long long)(total < 0 ? l.count : total));
	} else {
		writer_drop(l.writer);
		(void)err_set(&e, rc, "%s: %s", path, why.text);
	}
out:
	buf_release(&bytes);
	return rc == RC_OK ? 0 : call_fail(&e);
}
