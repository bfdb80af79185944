/* SPDX-License-Identifier: ISC */
/* Answers to a question, and questions without one, put into the model. */
#include <stdlib.h>

#include "console/desk/feed_part.h"
#include "console/wire/message_knowledge.h"

#define HITS 30
#define QUESTIONS 500

static void
rows_free(struct knowledge_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free((char *)(uintptr_t)rows[i].answer);
	free(rows);
}

void
feed_answers(struct feed *f, const char *text, const char *service, const char *region,
    int32_t layers)
{
	struct feed_answers *a = &f->answers;

	(void)str_fill(a->text[1], sizeof(a->text[1]), text);
	(void)str_fill(a->service, sizeof(a->service), service);
	(void)str_fill(a->region[1], sizeof(a->region[1]), region);
	a->layers = layers;
	f->is_due[ASK_ANSWERS] = true;
}

void
feed_ask_answers(struct feed *f, enum feed_ask what)
{
	struct feed_answers *a = &f->answers;
	struct wire_knowledge_ask ask = { .limit = HITS, .layers = a->layers };
	struct wire_page page = { .limit = QUESTIONS, .state = "open" };

	if (what == ASK_QUESTIONS) {
		f->tags[what] = link_send(f->link, MESSAGE_QUESTION_LIST, &page);
		return;
	}
	(void)str_fill(ask.text, sizeof(ask.text), a->text[1]);
	(void)str_fill(ask.service, sizeof(ask.service), a->service);
	(void)str_fill(ask.region, sizeof(ask.region), a->region[1]);
	(void)str_fill(a->asked, sizeof(a->asked), a->text[1]);
	a->asked_layers = a->layers;
	rows_free(a->rows[1], a->count[1]);
	a->rows[1] = NULL;
	a->count[1] = 0;
	f->tags[what] = link_send(f->link, MESSAGE_KNOWLEDGE_SEARCH, &ask);
}

/* What has come whole is shown. */
static void
show_answers(struct feed *f, const struct wire_knowledge_found *found)
{
	struct feed_answers *a = &f->answers;
	struct answers_model *m = &f->model.answers;

	rows_free(a->rows[0], a->count[0]);
	a->rows[0] = a->rows[1];
	a->count[0] = a->count[1];
	a->rows[1] = NULL;
	a->count[1] = 0;
	(void)str_fill(a->text[0], sizeof(a->text[0]), a->asked);
	(void)str_fill(a->region[0], sizeof(a->region[0]), found->region);
	*m = (struct answers_model){ .has_read = true, .text = a->text[0], .rows = a->rows[0],
		.count = a->count[0], .layers = a->asked_layers, .is_good = found->is_good,
		.total = found->total, .region = a->region[0] };
}

static enum rc
take_answer(struct feed_answers *a, const struct wire_frame *frame, struct err *e)
{
	struct knowledge_row row;
	enum rc rc = wire_read(frame, &row, e);

	if (rc != RC_OK)
		return rc;
	a->rows[1] = x_realloc(a->rows[1], a->count[1] + 1, sizeof(*a->rows[1]));
	row.answer = x_strdup(row.answer);
	a->rows[1][a->count[1]++] = row;
	return RC_OK;
}

static enum rc
take_questions(struct feed *f, const struct wire_frame *frame, struct err *e)
{
	struct feed_answers *a = &f->answers;
	size_t n = f->arriving[ASK_QUESTIONS];
	enum rc rc = RC_OK;

	if (frame->message == MESSAGE_QUESTION_ROW) {
		a->questions[1] = x_realloc(a->questions[1], n + 1, sizeof(*a->questions[1]));
		rc = wire_read(frame, &a->questions[1][n], e);
		f->arriving[ASK_QUESTIONS] += rc == RC_OK;
	}
	if (rc == RC_OK && frame->is_end) {
		free(a->questions[0]);
		f->model.questions = a->questions[0] = a->questions[1];
		f->model.question_count = f->arriving[ASK_QUESTIONS];
		a->questions[1] = NULL;
	}
	return rc;
}

enum rc
feed_take_answers(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e)
{
	struct wire_knowledge_found found;
	enum rc rc = RC_OK;

	if (what == ASK_QUESTIONS) {
		rc = take_questions(f, frame, e);
	} else if (frame->message == MESSAGE_KNOWLEDGE_ROW) {
		rc = take_answer(&f->answers, frame, e);
	} else if (frame->message == MESSAGE_KNOWLEDGE_FOUND) {
		rc = wire_read(frame, &found, e);
		if (rc == RC_OK)
			show_answers(f, &found);
	}
	if (rc == RC_OK && frame->is_end)
		*news = NEWS_MODEL;
	return rc;
}

void
feed_answers_release(struct feed *f)
{
	for (size_t i = 0; i < 2; i++) {
		rows_free(f->answers.rows[i], f->answers.count[i]);
		free(f->answers.questions[i]);
	}
}
