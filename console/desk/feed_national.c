/* SPDX-License-Identifier: ISC */
/* Needs, joint tasks and the reconciliation of channels, as the views show
 * them. */
#include <stdio.h>
#include <stdlib.h>

#include "console/desk/feed_part.h"
#include "storage/instant.h"
#include "storage/text.h"
#include "views/need_words.h"

static const int periods[] = { 7, 30, 1 };	/* days, in the order of the key */

static void
needs_free(struct need_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free((char *)(uintptr_t)rows[i].why);
		free((char *)(uintptr_t)rows[i].workaround);
		free((char *)(uintptr_t)rows[i].reason);
	}
	free(rows);
}

static void
tasks_free(struct task_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free((char *)(uintptr_t)rows[i].note);
	free(rows);
}

void
feed_national_release(struct feed *f)
{
	struct feed_national *n = &f->national;

	for (int i = 0; i < 2; i++) {
		needs_free(n->needs[i], n->need_count[i]);
		tasks_free(n->tasks[i], n->task_count[i]);
		buf_release(&n->need_text[i]);
	}
}

/* The stretch of days that ends today. */
static void
set_period(struct feed *f)
{
	struct day today;
	int32_t second;
	int days = periods[f->national.period];

	instant_split(f->model.now_at, &today, &second);
	f->model.reconcile_until_at = instant_make((struct day){ today.number + 1 }, 0);
	f->model.reconcile_from_at = instant_make((struct day){ today.number + 1 - days }, 0);
}

void
feed_reconcile(struct feed *f, int step)
{
	if (step != 0) {
		f->national.period = (f->national.period + (size_t)step) %
		    (sizeof(periods) / sizeof(periods[0]));
		f->is_due[ASK_RECONCILE] = true;
	} else {
		f->is_due[ASK_RECONCILE_ROUND] = true;
		f->model.is_reconciling = true;
	}
	set_period(f);
}

void
feed_reconcile_cases(struct feed *f, const char *channel, const char *region,
    enum reconcile_part part)
{
	(void)str_fill(f->model.reconcile_channel, sizeof(f->model.reconcile_channel), channel);
	(void)str_fill(f->national.region, sizeof(f->national.region), region);
	f->model.reconcile_part = part;
	f->model.reconcile_cases = NULL;
	f->model.reconcile_case_count = 0;
	feed_want(f, ASK_RECONCILE_CASES);
}

void
feed_need(struct feed *f, int64_t id)
{
	f->national.need_id = id;
	f->model.need_text = NULL;
	f->is_due[ASK_NEED] = true;
	f->tags[ASK_NEED] = 0;
}

void
feed_ask_national(struct feed *f, enum feed_ask what)
{
	struct wire_page page = { .limit = 0 };
	struct wire_reconcile ask = { .from_at = 0 };
	struct wire_show show = { .number = "" };

	if (f->model.reconcile_until_at == 0)
		set_period(f);
	ask.from_at = f->model.reconcile_from_at;
	ask.until_at = f->model.reconcile_until_at;
	if (what == ASK_RECONCILE_CASES) {
		(void)str_fill(ask.channel, sizeof(ask.channel), f->model.reconcile_channel);
		(void)str_fill(ask.region, sizeof(ask.region), f->national.region);
		(void)str_fill(ask.part, sizeof(ask.part),
		    reconcile_part_name(f->model.reconcile_part));
	}
	if (what == ASK_NEEDS || what == ASK_TASKS) {
		f->tags[what] = link_send(f->link, what == ASK_NEEDS ? MESSAGE_NEED_LIST :
		    MESSAGE_TASK_LIST, &page);
	} else if (what == ASK_NEED) {
		(void)snprintf(show.number, sizeof(show.number), "%lld",
		    (long long)f->national.need_id);
		buf_clear(&f->national.need_text[1]);
		f->tags[what] = link_send(f->link, MESSAGE_NEED_SHOW, &show);
	} else {
		f->tags[what] = link_send(f->link, what == ASK_RECONCILE_ROUND ?
		    MESSAGE_RECONCILE_ASK : MESSAGE_RECONCILE_LIST, &ask);
	}
}

/* Appends a row to those on their way; texts of the frame are copied. */
static enum rc
take_need(struct feed_national *n, const struct wire_frame *frame, struct err *e)
{
	struct need_row row;
	enum rc rc = wire_read(frame, &row, e);

	if (rc != RC_OK)
		return rc;
	row.why = x_strdup(row.why);
	row.workaround = x_strdup(row.workaround);
	row.reason = x_strdup(row.reason);
	n->needs[1] = x_realloc(n->needs[1], n->need_count[1] + 1, sizeof(*n->needs[1]));
	n->needs[1][n->need_count[1]++] = row;
	return RC_OK;
}

static enum rc
take_task(struct feed_national *n, const struct wire_frame *frame, struct err *e)
{
	struct task_row row;
	enum rc rc = wire_read(frame, &row, e);

	if (rc != RC_OK)
		return rc;
	row.note = x_strdup(row.note);
	n->tasks[1] = x_realloc(n->tasks[1], n->task_count[1] + 1, sizeof(*n->tasks[1]));
	n->tasks[1][n->task_count[1]++] = row;
	return RC_OK;
}

static enum rc
take_whole(struct feed_national *n, const struct wire_frame *frame, struct err *e)
{
	struct need_row need;
	struct need_second_row second;
	enum rc rc = RC_OK;

	if (frame->message == MESSAGE_NEED_ROW) {
		rc = wire_read(frame, &need, e);
		if (rc == RC_OK)
			need_words(&n->need_text[1], &need);
	} else if (frame->message == MESSAGE_NEED_SECOND_ROW) {
		rc = wire_read(frame, &second, e);
		if (rc == RC_OK)
			need_words_second(&n->need_text[1], &second);
	}
	return rc;
}

static enum rc
take_frame(struct feed *f, enum feed_ask what, const struct wire_frame *frame, struct err *e)
{
	struct feed_national *n = &f->national;

	if (what == ASK_NEEDS)
		return frame->message == MESSAGE_NEED_ROW ? take_need(n, frame, e) : RC_OK;
	if (what == ASK_TASKS)
		return frame->message == MESSAGE_TASK_ROW ? take_task(n, frame, e) : RC_OK;
	if (what == ASK_NEED)
		return take_whole(n, frame, e);
	return RC_OK;
}

/* What has come whole becomes what is shown. */
static void
show(struct feed *f, enum feed_ask what)
{
	struct feed_national *n = &f->national;
	struct desk_model *m = &f->model;

	if (what == ASK_NEEDS) {
		needs_free(n->needs[0], n->need_count[0]);
		m->needs = n->needs[0] = n->needs[1];
		m->need_count = n->need_count[0] = n->need_count[1];
		n->needs[1] = NULL;
		n->need_count[1] = 0;
		m->has_needs = true;
	} else if (what == ASK_TASKS) {
		tasks_free(n->tasks[0], n->task_count[0]);
		m->tasks = n->tasks[0] = n->tasks[1];
		m->task_count = n->task_count[0] = n->task_count[1];
		n->tasks[1] = NULL;
		n->task_count[1] = 0;
	} else if (what == ASK_NEED) {
		buf_release(&n->need_text[0]);
		n->need_text[0] = n->need_text[1];
		n->need_text[1] = (struct buf){ 0 };
		m->need_text = buf_str(&n->need_text[0]);
	} else if (what == ASK_RECONCILE_ROUND) {
		m->is_reconciling = false;
		f->is_due[ASK_RECONCILE] = true;
	}
}

enum rc
feed_take_national(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e)
{
	enum rc rc = take_frame(f, what, frame, e);

	if (rc == RC_OK && frame->is_end) {
		show(f, what);
		*news = NEWS_MODEL;
	}
	return rc;
}
