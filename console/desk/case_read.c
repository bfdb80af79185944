/* SPDX-License-Identifier: ISC */
#include "console/desk/case_read.h"

#include <string.h>

/* A text that lived in the frame gets memory of its own. */
static void
own(char **text)
{
	*text = x_strdup(str_or_empty(*text));
}

static enum rc
take_case(struct case_reader *r, const struct wire_frame *frame, struct err *e)
{
	struct case_detail detail;
	enum rc rc = wire_read(frame, &detail, e);

	if (rc != RC_OK)
		return rc;
	case_detail_release(&r->detail);
	r->detail = detail;
	own(&r->detail.draft_text);
	own(&r->detail.draft_reasons);
	own(&r->detail.draft_remedies);
	r->has_case = true;
	r->open_text = &r->detail.draft_text;
	return RC_OK;
}

static enum rc
take_answer(struct case_reader *r, const struct wire_frame *frame, struct err *e)
{
	struct case_detail *d = &r->detail;
	struct answer answer;
	enum rc rc = wire_read(frame, &answer, e);

	if (rc != RC_OK)
		return rc;
	own(&answer.value);
	d->answers = x_realloc(d->answers, d->answer_count + 1, sizeof(*d->answers));
	d->answers[d->answer_count] = answer;
	r->open_text = &d->answers[d->answer_count++].value;
	return RC_OK;
}

static enum rc
take_event(struct case_reader *r, const struct wire_frame *frame, struct err *e)
{
	struct case_detail *d = &r->detail;
	struct timeline_event event;
	enum rc rc = wire_read(frame, &event, e);

	if (rc != RC_OK)
		return rc;
	own(&event.text);
	d->events = x_realloc(d->events, d->event_count + 1, sizeof(*d->events));
	d->events[d->event_count] = event;
	r->open_text = &d->events[d->event_count++].text;
	return RC_OK;
}

static enum rc
take_piece(struct case_reader *r, const struct wire_frame *frame, struct err *e)
{
	struct wire_piece piece;
	enum rc rc = wire_read(frame, &piece, e);
	size_t len, more;

	if (rc != RC_OK)
		return rc;
	if (r->open_text == NULL)
		return err_set(e, RC_NETWORK, "piece of no text");
	len = strlen(*r->open_text);
	more = strlen(piece.text);
	*r->open_text = x_realloc(*r->open_text, len + more + 1, 1);
	memcpy(*r->open_text + len, piece.text, more + 1);
	return RC_OK;
}

enum rc
case_reader_take(struct case_reader *r, const struct wire_frame *frame, struct err *e)
{
	struct allowed allowed;
	enum rc rc;

	if (frame->message == MESSAGE_CASE)
		return take_case(r, frame, e);
	if (frame->message == MESSAGE_CLOCK)
		return wire_read(frame, &r->detail.clock, e);
	if (frame->message == MESSAGE_LIMIT && r->detail.limit_count < LIMITS_MOST)
		return wire_read(frame, &r->detail.limits[r->detail.limit_count++], e);
	if (frame->message == MESSAGE_ANSWER)
		return take_answer(r, frame, e);
	if (frame->message == MESSAGE_EVENT)
		return take_event(r, frame, e);
	if (frame->message == MESSAGE_PIECE)
		return take_piece(r, frame, e);
	if (frame->message != MESSAGE_ALLOWED)
		return RC_OK;
	rc = wire_read(frame, &allowed, e);
	if (rc == RC_OK)
		r->detail.allowed[allowed.op] = allowed;
	return rc;
}

void
case_reader_release(struct case_reader *r)
{
	case_detail_release(&r->detail);
	*r = (struct case_reader){ .has_case = false };
}
