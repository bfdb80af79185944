/* SPDX-License-Identifier: ISC */
/* What a staff member has learned of the screen: their own, nobody else's. */
#include <string.h>

#include "console/office/session.h"
#include "storage/text.h"

#define NAME_BYTES "abcdefghijklmnopqrstuvwxyz-"

static void
tell_lesson(void *arg, const char *action, int64_t uses)
{
	struct wire_lesson lesson = { .uses = (int32_t)(uses > 1000 ? 1000 : uses) };

	(void)str_fill(lesson.action, sizeof(lesson.action), action);
	request_tell(arg, MESSAGE_LESSON, false, &lesson);
}

enum rc
handle_lesson_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	enum rc rc = store_lesson_list(r->office->store, r->actor.staff_id, tell_lesson, r, e);

	(void)f;
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

enum rc
handle_lesson_used(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_lesson lesson;
	enum rc rc = wire_read(f, &lesson, e);

	if (rc != RC_OK)
		return rc;
	if (lesson.action[0] == '\0' ||
	    strspn(lesson.action, NAME_BYTES) != strlen(lesson.action))
		return request_refuse_for(r, REASON_BAD_VALUE, "action");
	rc = store_lesson_use(r->office->store, r->actor.staff_id, lesson.action, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}
