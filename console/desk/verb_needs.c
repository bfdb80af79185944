/* SPDX-License-Identifier: ISC */
/* needs and tasks: what the office needs of central systems, and what central
 * and local offices do together. */
#include <stdio.h>

#include "console/desk/need_ask.h"
#include "console/desk/verbs.h"
#include "console/rules/need.h"
#include "storage/instant.h"
#include "storage/text.h"
#include "views/need_words.h"
#include "views/words.h"

#define COUNT(columns) (sizeof(columns) / sizeof((columns)[0]))

static const struct column need_columns[] = {
	{ .key = "id", .title = N_("Id"), .is_right = true },
	{ .key = "need_id", .title = N_("Number"), .cells_max = 16 },
	{ .key = "title", .title = N_("What is needed"), .cells_max = 48 },
	{ .key = "state", .title = N_("State"), .cells_max = 10 },
	{ .key = "seconds", .title = N_("Offices"), .is_right = true },
	{ .key = "is_seconded", .title = N_("Ours"), .cells_max = 6 },
	{ .key = "office" },
	{ .key = "office_name", .title = N_("Registered by"), .cells_max = 16 },
	{ .key = "service" },
	{ .key = "registered_at" },
	{ .key = "planned_date", .title = N_("Planned until") },
	{ .key = "agency_name", .title = N_("Ministry"), .cells_max = 16 },
	{ .key = "answered_at" },
	{ .key = "reason" },
	{ .key = "sending", .title = N_("On its way"), .cells_max = 12 },
	{ .key = "version" },
};

static const struct column task_columns[] = {
	{ .key = "id", .title = N_("Id"), .is_right = true },
	{ .key = "task_id", .title = N_("Number"), .cells_max = 16 },
	{ .key = "title", .title = N_("Joint task"), .cells_max = 48 },
	{ .key = "owner" },
	{ .key = "owner_name", .title = N_("Owner"), .cells_max = 16 },
	{ .key = "is_ours", .title = N_("Ours"), .cells_max = 6 },
	{ .key = "due_date", .title = N_("By") },
	{ .key = "is_late", .title = N_("Late"), .cells_max = 6 },
	{ .key = "state", .title = N_("State"), .cells_max = 10 },
	{ .key = "note", .title = N_("How it stands"), .cells_max = 40 },
	{ .key = "reported_at" },
	{ .key = "sending", .title = N_("On its way"), .cells_max = 12 },
	{ .key = "version" },
};

/* "" where there is no date. */
static const char *
date_text(struct day day, char text[16])
{
	text[0] = '\0';
	if (day.number != 0)
		day_format(day, text);
	return text;
}

static struct value
sending_value(const char *state)
{
	return value_shown(state, state[0] == '\0' ? "" : words_outbox(state));
}

static void
write_need(struct writer *w, const struct need_row *n)
{
	char day[16];

	writer_row(w, (const struct value[]){
		value_number(n->id), value_text(n->need_id), value_text(n->title),
		value_shown(n->state, need_state_words(n->state)), value_number(n->seconds),
		value_bool(n->is_seconded, n->is_seconded ? say(N_("yes")) : ""),
		value_text(n->office), value_text(n->office_name), value_text(n->service),
		value_instant(n->registered_at), value_text(date_text(n->planned, day)),
		value_text(n->agency_name), value_instant(n->answered_at), value_text(n->reason),
		sending_value(n->sending), value_number(n->version) });
}

/* What rows become: written, or one of them looked for. */
struct taking {
	struct writer *w;
	struct day today;
	const char *wanted;	/* a task's number, ours or the relay's; NULL = all */
	bool is_found;
};

static enum rc
take_row(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct taking *t = arg;
	struct task_row task;
	struct need_row need;
	char day[16], id[24];
	enum rc rc = RC_OK;

	if (frame->message == MESSAGE_NEED_ROW) {
		rc = wire_read(frame, &need, e);
		if (rc == RC_OK)
			write_need(t->w, &need);
		return rc;
	}
	if (frame->message != MESSAGE_TASK_ROW)
		return RC_OK;
	rc = wire_read(frame, &task, e);
	if (rc != RC_OK)
		return rc;
	(void)snprintf(id, sizeof(id), "%lld", (long long)task.id);
	if (t->wanted != NULL && !str_eq(t->wanted, id) && !str_eq(t->wanted, task.task_id))
		return RC_OK;
	t->is_found = true;
	writer_row(t->w, (const struct value[]){
		value_number(task.id), value_text(task.task_id), value_text(task.title),
		value_text(task.owner), value_text(task.owner_name),
		value_bool(task.is_ours, task.is_ours ? say(N_("yes")) : ""),
		value_text(date_text(task.due, day)),
		value_bool(task_is_late(&task, t->today), task_is_late(&task, t->today) ?
		    say(N_("late")) : ""),
		value_shown(task.state, task_state_words(task.state)),
		value_text(task.note), value_instant(task.reported_at),
		sending_value(task.sending), value_number(task.version) });
	return RC_OK;
}

/* Asks and writes rows; of tasks only the wanted one. */
static int
ask_rows(struct call *call, enum message message, const void *record, bool is_task,
    const char *wanted)
{
	struct taking t = { .wanted = wanted };
	struct err e = { 0 };
	int32_t second;
	enum rc rc;

	instant_split(link_welcome(call->link)->now_at, &t.today, &second);
	t.w = is_task ? call_writer(call, task_columns, COUNT(task_columns)) :
	    call_writer(call, need_columns, COUNT(need_columns));
	rc = link_ask(call->link, message, record, take_row, &t, &e);
	if (rc == RC_OK && wanted != NULL && !t.is_found)
		rc = err_set(&e, RC_REFUSED, say(N_("there is no joint task %s: see `minwon tasks "
		    "list`")), wanted);
	if (rc == RC_OK)
		writer_close(t.w);
	else
		writer_drop(t.w);
	return rc == RC_OK ? 0 : call_fail(&e);
}

static int
list(struct call *call, bool is_task)
{
	const char *state = options_value(&call->options, OPT_STATE);
	struct wire_page page = { .limit = 0 };
	struct err e = { 0 };

	if (state != NULL && call_fill(page.state, sizeof(page.state), state, "--state", &e) != RC_OK)
		return call_fail(&e);
	return ask_rows(call, is_task ? MESSAGE_TASK_LIST : MESSAGE_NEED_LIST, &page, is_task, NULL);
}

int
verb_needs_list(struct call *call)
{
	return list(call, false);
}

int
verb_tasks_list(struct call *call)
{
	return list(call, true);
}

int
verb_tasks_show(struct call *call)
{
	return ask_rows(call, MESSAGE_TASK_LIST, &(struct wire_page){ .limit = 0 }, true,
	    call->options.operands[0]);
}

int
verb_needs_change(struct call *call)
{
	struct need_ask ask;
	struct err e = { 0 };
	enum rc rc = need_ask_read(&ask, call->verb->name, &call->options, &e);
	int status = rc != RC_OK ? call_fail(&e) : ask_rows(call, ask.message,
	    need_ask_record(&ask), ask.message == MESSAGE_TASK_CHANGE, NULL);

	need_ask_release(&ask);
	return status;
}

/* One need whole: a frame of each office that seconds it follows. */
struct whole {
	struct buf *out;
	bool is_json;
	bool has_second;
};

static void
put_need(struct whole *h, const struct need_row *n)
{
	char day[16];

	if (h->is_json) {
		buf_putc(h->out, '{');
		json_pair(h->out, "id", value_number(n->id));
		json_pair(h->out, "need_id", value_text(n->need_id));
		json_pair(h->out, "title", value_text(n->title));
		json_pair(h->out, "state", value_text(n->state));
		json_pair(h->out, "office", value_text(n->office));
		json_pair(h->out, "office_name", value_text(n->office_name));
		json_pair(h->out, "service", value_text(n->service));
		json_pair(h->out, "registered_at", value_instant(n->registered_at));
		json_pair(h->out, "why", value_text(n->why));
		json_pair(h->out, "workaround", value_text(n->workaround));
		json_pair(h->out, "agency_name", value_text(n->agency_name));
		json_pair(h->out, "answered_at", value_instant(n->answered_at));
		json_pair(h->out, "planned_date", value_text(date_text(n->planned, day)));
		json_pair(h->out, "reason", value_text(n->reason));
		json_pair(h->out, "sending", value_text(n->sending));
		json_pair(h->out, "version", value_number(n->version));
		json_key(h->out, "seconds");
		buf_putc(h->out, '[');
		return;
	}
	need_words(h->out, n);
}

static enum rc
take_whole(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct whole *h = arg;
	struct need_row n;
	struct need_second_row v;
	enum rc rc = RC_OK;

	if (frame->message == MESSAGE_NEED_ROW) {
		rc = wire_read(frame, &n, e);
		if (rc == RC_OK)
			put_need(h, &n);
	} else if (frame->message == MESSAGE_NEED_SECOND_ROW) {
		rc = wire_read(frame, &v, e);
		if (rc != RC_OK)
			return rc;
		if (h->is_json) {
			buf_puts(h->out, h->has_second ? ",{" : "{");
			json_pair(h->out, "office", value_text(v.office));
			json_pair(h->out, "office_name", value_text(v.office_name));
			json_pair(h->out, "seconded_at", value_instant(v.seconded_at));
			buf_putc(h->out, '}');
		} else {
			need_words_second(h->out, &v);
		}
		h->has_second = true;
	}
	return rc;
}

int
verb_needs_show(struct call *call)
{
	struct wire_show ask = { .number = "" };
	struct buf out = { 0 };
	struct whole h = { .out = &out, .is_json = call->format == FORMAT_JSON };
	struct err e = { 0 };
	enum rc rc = call_fill(ask.number, sizeof(ask.number), call->options.operands[0],
	    say(N_("the number")), &e);

	if (rc == RC_OK)
		rc = link_ask(call->link, MESSAGE_NEED_SHOW, &ask, take_whole, &h, &e);
	if (rc == RC_OK) {
		if (h.is_json)
			buf_puts(&out, "]}\n");
		sink_buf(&call->out, &out);
	}
	buf_release(&out);
	return rc == RC_OK ? 0 : call_fail(&e);
}

static const struct column state_columns[] = {
	{ .key = "what", .title = N_("What") },
	{ .key = "state", .title = N_("State") },
	{ .key = "after", .title = N_("May follow") },
	{ .key = "help", .title = N_("Meaning") },
};

int
verb_needs_states(struct call *call)
{
	struct writer *w = call_writer(call, state_columns, COUNT(state_columns));

	for (int s = 0; s < NEED_STATE__COUNT; s++) {
		const struct need_state_info *info = &need_state_table[s];
		struct buf after = { 0 };

		for (int from = 0; from < NEED_STATE__COUNT; from++)
			if (need_may_follow((enum need_state)from, (enum need_state)s))
				buf_printf(&after, "%s%s", after.len > 0 ? ", " : "",
				    need_state_table[from].name);
		if (s == NEED_REGISTERED)
			buf_puts(&after, need_state_table[NEED_PROPOSED].name);
		writer_row(w, (const struct value[]){ value_shown("needs", say(N_("Need"))),
		    value_shown(info->name, need_state_label((enum need_state)s)),
		    value_text(buf_str(&after)), value_text(say(info->help)) });
		buf_release(&after);
	}
	for (int s = 0; s < TASK_STATE__COUNT; s++) {
		const char *before = s == TASK_DONE ? "open, in-progress" :
		    s == TASK_IN_PROGRESS ? "open, in-progress" : "";

		writer_row(w, (const struct value[]){ value_shown("joint tasks", say(N_("Joint task"))),
		    value_shown(task_state_name((enum task_state)s),
			task_state_label((enum task_state)s)), value_text(before),
		    value_text(task_state_help((enum task_state)s)) });
	}
	writer_close(w);
	return 0;
}
