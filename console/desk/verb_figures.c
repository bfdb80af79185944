/* SPDX-License-Identifier: ISC */
/* board, today: the figures of the office and of the day. */
#include <stdlib.h>

#include "console/desk/verbs.h"
#include "console/rules/figure.h"
#include "storage/text.h"
#include "views/words.h"

static const struct column figure_columns[] = {
	{ .key = "figure", .title = N_("Figure") },
	{ .key = "state" },
	{ .key = "who", .title = N_("In charge") },
	{ .key = "who_name" },
	{ .key = "count", .title = N_("Count"), .is_right = true },
	{ .key = "more" },
	{ .key = "query", .title = N_("Query") },
	{ .key = "command" },
};

struct figure_rows {
	struct figure_row *rows;	/* owned */
	size_t count;
};

static enum rc
take_row(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct figure_rows *f = arg;

	if (frame->message != MESSAGE_FIGURE)
		return RC_OK;
	f->rows = x_realloc(f->rows, f->count + 1, sizeof(*f->rows));
	return wire_read(frame, &f->rows[f->count++], e);
}

/* The command that lists what a figure counts. */
static void
command_of(struct buf *out, const struct figure_row *row)
{
	enum figure figure;

	if (!figure_find(row->name, &figure))
		return;
	switch (figure_table[figure].list) {
	case LIST_CASES:
		buf_printf(out, "minwon list %s", row->query);
		break;
	case LIST_SENT:
		buf_printf(out, "minwon outbox list --state %s", row->name);
		break;
	case LIST_CONSULT:
		buf_puts(out, figure == FIGURE_CONSULT ? "minwon consult list --state waiting" :
		    figure == FIGURE_RATED ? "minwon consult ratings --all" :
		    "minwon consult ratings");
		break;
	case LIST_WAITS:
		buf_puts(out, "minwon waits --sort estimate --state over");
		break;
	case LIST_UNSORTED:
		buf_puts(out, "minwon unsorted list --state open");
		break;
	}
}

static void
write_row(struct writer *w, const struct figure_row *row)
{
	struct buf count = { 0 }, command = { 0 };
	struct value number = value_number(row->count);

	if (row->is_more)
		buf_printf(&count, "%lld+", (long long)row->count);
	command_of(&command, row);
	if (row->is_more)
		number.shown = buf_str(&count);
	writer_row(w, (const struct value[]){
		value_shown(row->name, figure_label(row)), value_text(row->state),
		value_shown(row->who, words_person(row->who_name, row->who)),
		value_text(row->who_name), number, value_bool(row->is_more, NULL),
		value_text(row->query), value_text(buf_str(&command)),
	});
	buf_release(&command);
	buf_release(&count);
}

static enum rc
read_figures(struct call *call, const char *screen, struct figure_rows *f, struct err *e)
{
	struct wire_figures ask = { .screen = "" };

	(void)str_fill(ask.screen, sizeof(ask.screen), screen);
	return link_ask(call->link, MESSAGE_FIGURES, &ask, take_row, f, e);
}

static void
write_rows(struct call *call, const struct figure_rows *f)
{
	struct writer *w = call_writer(call, figure_columns,
	    sizeof(figure_columns) / sizeof(figure_columns[0]));

	for (size_t i = 0; i < f->count; i++)
		write_row(w, &f->rows[i]);
	writer_close(w);
}

int
verb_board(struct call *call)
{
	struct figure_rows f = { .rows = NULL };
	struct err e = { 0 };
	enum rc rc = read_figures(call, "board", &f, &e);

	if (rc == RC_OK)
		write_rows(call, &f);
	free(f.rows);
	return rc == RC_OK ? 0 : call_fail(&e);
}

/* With --close one sentence, and 1 where something lapses before the next
 * working day: a cron job mails what it prints and notices the status. */
int
verb_today(struct call *call)
{
	struct figure_rows f = { .rows = NULL };
	struct buf line = { 0 };
	struct err e = { 0 };
	bool is_close = options_has(&call->options, OPT_CLOSE);
	enum rc rc = read_figures(call, "today", &f, &e);
	int status = 0;

	if (rc != RC_OK) {
		status = call_fail(&e);
	} else if (is_close) {
		figure_closing_line(&line, f.rows, f.count);
		buf_putc(&line, '\n');
		sink_buf(&call->out, &line);
		status = figure_day_is_open(f.rows, f.count) ? 1 : 0;
	} else {
		write_rows(call, &f);
	}
	buf_release(&line);
	free(f.rows);
	return status;
}
