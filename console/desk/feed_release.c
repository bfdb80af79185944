/* SPDX-License-Identifier: ISC */
/* What a release of a form changed, put into the model. */
#include <stdlib.h>

#include "console/desk/feed_part.h"

void
feed_release_changes(struct feed *f, int64_t id)
{
	f->release_id = id;
	f->model.release_row = NULL;
	f->model.release_changes = NULL;
	f->model.release_change_count = 0;
	f->is_due[ASK_RELEASE] = true;
	f->tags[ASK_RELEASE] = 0;
}

static enum rc
take_change(struct feed *f, const struct wire_frame *frame, struct err *e)
{
	size_t n = f->arriving[ASK_RELEASE]++;

	f->release_changes[1] = x_realloc(f->release_changes[1], n + 1,
	    sizeof(*f->release_changes[1]));
	return wire_read(frame, &f->release_changes[1][n], e);
}

/* What has come whole becomes what is shown. */
static void
show(struct feed *f)
{
	struct desk_model *m = &f->model;

	free(f->release_changes[0]);
	m->release_changes = f->release_changes[0] = f->release_changes[1];
	m->release_change_count = f->arriving[ASK_RELEASE];
	f->release_changes[1] = NULL;
	f->release_row[0] = f->release_row[1];
	m->release_row = &f->release_row[0];
}

enum rc
feed_take_release(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e)
{
	enum rc rc = RC_OK;

	(void)what;
	if (frame->message == MESSAGE_FORM_RELEASE)
		rc = wire_read(frame, &f->release_row[1], e);
	else if (frame->message == MESSAGE_FORM_CHANGE)
		rc = take_change(f, frame, e);
	if (rc == RC_OK && frame->is_end) {
		show(f);
		*news = NEWS_MODEL;
	}
	return rc;
}
