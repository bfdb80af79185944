/* SPDX-License-Identifier: ISC */
/* What every verb needs of the command that it carries out. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "console/desk/verbs.h"
#include "storage/text.h"

struct link_options
call_link_options(const struct call *call, bool wants_changes)
{
	const struct options *o = &call->options;

	return (struct link_options){
		.socket = options_value(o, OPT_SOCKET),
		.store = options_value(o, OPT_STORE),
		.login = options_value(o, OPT_AS),
		.clock = options_value(o, OPT_CLOCK),
		.channels = options_value(o, OPT_CHANNELS),
		.wants_changes = wants_changes,
	};
}

enum rc
call_open_link(struct call *call, bool wants_changes, struct err *e)
{
	struct link_options options = call_link_options(call, wants_changes);

	return link_open(&call->link, &options, e);
}

static enum rc
take_calendar(void *arg, const struct wire_frame *frame, struct err *e)
{
	return calendar_reader_take(arg, frame, e);
}

enum rc
call_calendar(struct call *call, struct calendar_reader *reader, struct err *e)
{
	enum rc rc = RC_OK;

	if (!options_has(&call->options, OPT_STORE) && !options_has(&call->options, OPT_SOCKET))
		return RC_OK;
	if (call->link == NULL)
		rc = call_open_link(call, false, e);
	if (rc == RC_OK)
		rc = link_ask(call->link, MESSAGE_CALENDAR, &(struct wire_calendar){ false },
		    take_calendar, reader, e);
	return rc;
}

enum rc
call_keep_link(struct call *call, struct err *e)
{
	if (call->link != NULL && link_fd(call->link) >= 0)
		return RC_OK;
	link_close(call->link);
	call->link = NULL;
	return call_open_link(call, false, e);
}

struct writer *
call_writer(struct call *call, const struct column *columns, size_t count)
{
	struct writer_options options = {
		.cols = output_terminal_cols(call->out.fd),
		.has_bom = options_has(&call->options, OPT_BOM),
		.fields = options_value(&call->options, OPT_FIELDS),
	};

	/* Nothing is written where what is wanted is not there. */
	if (fields_check(options.fields, columns, count, &call->fault) != RC_OK) {
		options.fields = NULL;
		call->out.fault = EPIPE;
	}

	return writer_open(call->format, &call->out, columns, count, &options);
}

/* One line of talk; where nobody listens there is nothing to be done. */
static void
say_line(const char *text)
{
	struct buf line = { 0 };

	buf_puts(&line, "minwon: ");
	tsafe(&line, text, strlen(text), false);
	buf_putc(&line, '\n');
	if (write(STDERR_FILENO, line.data, line.len) < 0)
		errno = 0;
	buf_release(&line);
}

/* The line that a sentence is about, and a caret under the place. */
static void
say_place(const struct err *e)
{
	struct buf line = { 0 };

	buf_puts(&line, "  ");
	tsafe(&line, e->line, strlen(e->line), false);
	buf_puts(&line, "\n  ");
	for (size_t i = 1; i < e->column; i++)
		buf_putc(&line, ' ');
	buf_puts(&line, "^\n");
	if (write(STDERR_FILENO, line.data, line.len) < 0)
		errno = 0;
	buf_release(&line);
}

int
call_fail(const struct err *e)
{
	say_line(e->text);
	if (e->line[0] != '\0')
		say_place(e);
	return rc_exit_status(e->rc);
}

void
call_say(const char *fmt, ...)
{
	struct buf text = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	say_line(buf_str(&text));
	buf_release(&text);
}

enum rc
call_fill(char *to, size_t cap, const char *value, const char *what, struct err *e)
{
	struct buf text = { 0 };
	enum rc rc = RC_OK;

	text_nfc(&text, str_or_empty(value), strlen(str_or_empty(value)));
	if (!str_fill(to, cap, buf_str(&text)))
		rc = err_set(e, RC_USAGE, say(N_("%s is longer than %zu bytes: shorten it")), what,
		    cap - 1);
	buf_release(&text);
	return rc;
}
