/* SPDX-License-Identifier: ISC */
/* Who calls: the cases that fit, and what to say of the one that is chosen. */
#include <stdio.h>
#include <stdlib.h>

#include "console/desk/feed_part.h"

static void
ask_again(struct feed *f)
{
	f->is_due[ASK_CALL] = true;
	f->tags[ASK_CALL] = 0;
}

void
feed_call(struct feed *f, const char *text, const char *reason)
{
	struct feed_call *c = &f->call;

	c->ask = (struct wire_call){ .text = "" };
	(void)str_fill(c->ask.text, sizeof(c->ask.text), str_or_empty(text));
	(void)str_fill(c->ask.reason, sizeof(c->ask.reason), str_or_empty(reason));
	(void)str_fill(c->text, sizeof(c->text), str_or_empty(text));
	c->is_pick = false;
	f->model.call = (struct call_model){ .text = c->text };
	ask_again(f);
}

void
feed_call_pick(struct feed *f, int64_t case_id)
{
	struct feed_call *c = &f->call;

	(void)snprintf(c->ask.text, sizeof(c->ask.text), "%lld", (long long)case_id);
	c->ask.name[0] = '\0';
	c->is_pick = true;
	f->model.call.sheet = NULL;
	ask_again(f);
}

void
feed_call_name(struct feed *f, const char *name)
{
	struct feed_call *c = &f->call;

	if (f->model.call.sheet == NULL)
		return;
	feed_call_pick(f, f->model.call.row.id);
	(void)str_fill(c->ask.name, sizeof(c->ask.name), str_or_empty(name));
}

void
feed_ask_call(struct feed *f, enum feed_ask what)
{
	struct feed_call *c = &f->call;

	c->count = 0;
	c->has_sheet = false;
	f->tags[what] = link_send(f->link, MESSAGE_CALL, &c->ask);
}

static enum rc
take_sheet(struct feed_call *c, const struct wire_frame *frame, struct err *e)
{
	struct call_sheet sheet;
	enum rc rc = wire_read(frame, &sheet, e);

	if (rc != RC_OK)
		return rc;
	call_sheet_release(&c->sheet[1]);
	c->sheet[1] = sheet;
	c->sheet[1].items = x_strdup(str_or_empty(sheet.items));
	c->has_sheet = true;
	return RC_OK;
}

/* What has come whole is shown; the rows stay where one of them was picked. */
static void
show_call(struct feed *f)
{
	struct feed_call *c = &f->call;
	struct call_model *m = &f->model.call;

	if (c->has_sheet && c->count == 1) {
		call_sheet_release(&c->sheet[0]);
		c->sheet[0] = c->sheet[1];
		c->sheet[1] = (struct call_sheet){ .items = NULL };
		m->sheet = &c->sheet[0];
		m->row = c->rows[1][0];
	}
	if (!c->is_pick) {
		free(c->rows[0]);
		m->rows = c->rows[0] = c->rows[1];
		m->count = c->count;
		c->rows[1] = NULL;
		m->is_answered = true;
	}
}

enum rc
feed_take_call(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e)
{
	struct feed_call *c = &f->call;
	enum rc rc = RC_OK;

	(void)what;
	if (frame->message == MESSAGE_CASE_ROW) {
		c->rows[1] = x_realloc(c->rows[1], c->count + 1, sizeof(*c->rows[1]));
		rc = wire_read(frame, &c->rows[1][c->count], e);
		c->count += rc == RC_OK;
	} else if (frame->message == MESSAGE_CALL_SHEET) {
		rc = take_sheet(c, frame, e);
	}
	if (rc == RC_OK && frame->is_end) {
		show_call(f);
		*news = NEWS_CALLED;
	}
	return rc;
}

void
feed_call_release(struct feed *f)
{
	for (size_t i = 0; i < 2; i++) {
		free(f->call.rows[i]);
		call_sheet_release(&f->call.sheet[i]);
	}
}
