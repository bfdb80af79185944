/* SPDX-License-Identifier: ISC */
#include "views/need_words.h"

#include "console/rules/need.h"
#include "storage/instant.h"
#include "storage/text.h"
#include "views/words.h"

const char *
need_state_words(const char *name)
{
	enum need_state state;

	return need_state_find(name, &state) ? need_state_label(state) : name;
}

const char *
task_state_words(const char *name)
{
	enum task_state state;

	return task_state_find(name, &state) ? task_state_label(state) : name;
}

static void
put_line(struct buf *out, const char *label, const char *text)
{
	if (!str_empty(text))
		buf_printf(out, "%s: %s\n", label, text);
}

static void
put_time(struct buf *out, const char *label, int64_t at)
{
	struct buf b = { 0 };

	if (at != 0)
		words_time(&b, at);
	put_line(out, label, buf_str(&b));
	buf_release(&b);
}

void
need_words(struct buf *out, const struct need_row *n)
{
	struct buf service = { 0 };
	char day[16] = "";

	if (n->service[0] != '\0')
		words_service(&service, n->service);
	if (n->planned.number != 0)
		day_format(n->planned, day);
	buf_printf(out, "%s\n", n->title);
	put_line(out, say(N_("Number")), n->need_id);
	put_line(out, say(N_("State")), need_state_words(n->state));
	put_line(out, say(N_("On its way")), n->sending[0] == '\0' ? "" : words_outbox(n->sending));
	put_line(out, say(N_("Registered by")), n->office_name);
	put_time(out, say(N_("Registered at")), n->registered_at);
	put_line(out, say(N_("Service")), buf_str(&service));
	put_line(out, say(N_("Why")), n->why);
	put_line(out, say(N_("Done today instead")), n->workaround);
	put_line(out, say(N_("Ministry")), n->agency_name);
	put_time(out, say(N_("Answered at")), n->answered_at);
	put_line(out, say(N_("Planned until")), day);
	put_line(out, say(N_("Its words")), n->reason);
	buf_printf(out, "%s: %d\n", say(N_("Offices that second it")), (int)n->seconds);
	buf_release(&service);
}

void
need_words_second(struct buf *out, const struct need_second_row *v)
{
	struct buf at = { 0 };

	words_time(&at, v->seconded_at);
	buf_printf(out, "  %s  %s\n", v->office_name, buf_str(&at));
	buf_release(&at);
}
