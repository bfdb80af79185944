/* SPDX-License-Identifier: ISC */
#include "console/channel/hand_in.h"

#include <stdlib.h>

#include "storage/text.h"

/* The page's end: what became of each item, then of all. outcomes NULL: only the
 * latter was asked for. */
static enum rc
commit(struct office *office, struct wire_intake_outcome *outcomes, size_t count,
    struct wire_intake_done *done, struct err *e)
{
	struct wire_ok ok = { 0 };
	struct wire_frame frame;
	size_t heard = 0;
	int64_t tag;
	enum rc rc = office_tell(office, MESSAGE_INTAKE_COMMIT, &ok, &tag, e);

	while (rc == RC_OK && (rc = office_hear(office, tag, &frame, e)) == RC_OK) {
		if (frame.message != MESSAGE_INTAKE_OUTCOME || outcomes == NULL || heard == count)
			break;
		rc = office_read(office, &frame, MESSAGE_INTAKE_OUTCOME, &outcomes[heard++], e);
	}
	if (rc == RC_OK)
		rc = office_read(office, &frame, MESSAGE_INTAKE_DONE, done, e);
	if (rc == RC_OK && outcomes != NULL && heard != count)
		rc = err_set(e, RC_INVALID, "%s", say("the office told of other items than it was given"));
	return rc;
}

enum rc
hand_in_each(struct sync *s, struct target *t, const char *before, const char *after,
    const struct wire_intake_item *items, size_t count,
    void (*each)(void *arg, size_t i, const struct wire_intake_outcome *outcome), void *arg,
    bool *is_taken, struct err *e)
{
	struct office *office = s->office;
	struct wire_sync_report *report = &t->report;
	struct wire_intake_begin begin = { .count = (int32_t)count,
		.wants_outcomes = each != NULL };
	struct wire_intake_outcome *outcomes = each == NULL ? NULL :
	    x_zalloc(count + 1, sizeof(*outcomes));
	struct wire_intake_done done = { 0 };
	enum rc rc;

	*is_taken = false;
	str_fill(begin.channel, sizeof(begin.channel), t->row.code);
	str_fill(begin.region, sizeof(begin.region), t->row.region);
	str_fill(begin.cursor_before, sizeof(begin.cursor_before), before);
	str_fill(begin.cursor_after, sizeof(begin.cursor_after), after);
	rc = office_ask(office, MESSAGE_INTAKE_BEGIN, &begin, MESSAGE_OK, NULL, e);
	for (size_t i = 0; i < count && rc == RC_OK; i++)
		rc = office_tell(office, MESSAGE_INTAKE_ITEM, &items[i], NULL, e);
	if (rc == RC_OK)
		rc = commit(office, outcomes, count, &done, e);
	for (size_t i = 0; i < count && rc == RC_OK && each != NULL; i++)
		each(arg, i, &outcomes[i]);
	free(outcomes);
	if (rc != RC_OK && office_is_lost(office))
		return rc;
	if (rc != RC_OK) {
		log_event(LOG_ERROR_LEVEL, "page-not-taken", "channel", begin.channel, "region",
		    begin.region, "cursor", begin.cursor_before, "rc", rc_name(rc), NULL);
		return RC_OK;
	}
	*is_taken = true;
	report->pages++;
	report->created += done.created;
	report->duplicate += done.duplicate;
	report->unsorted += done.unsorted;
	return RC_OK;
}

enum rc
hand_in_page(struct sync *s, struct target *t, const char *before, const char *after,
    const struct wire_intake_item *items, size_t count, bool *is_taken, struct err *e)
{
	return hand_in_each(s, t, before, after, items, count, NULL, NULL, is_taken, e);
}
