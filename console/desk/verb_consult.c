/* SPDX-License-Identifier: ISC */
/* consult: the office's own consultation desk: who waits, taking the next one,
 * how long people wait and would wait. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/desk/consult_ask.h"
#include "console/desk/verbs.h"
#include "console/rules/consult.h"
#include "console/rules/wait_estimate.h"
#include "console/rules/wait_plan.h"
#include "console/rules/wait_words.h"
#include "storage/text.h"
#include "views/answer_words.h"
#include "views/words.h"

#define COUNT(columns) (sizeof(columns) / sizeof((columns)[0]))
#define FIRST_HOUR 9
#define LAST_HOUR 18

static const struct column consult_columns[] = {
	{ .key = "id", .title = N_("Id"), .is_right = true },
	{ .key = "state", .title = N_("State") },
	{ .key = "kind", .title = N_("Way") },
	{ .key = "task", .title = N_("Task"), .cells_max = 16 },
	{ .key = "priority" },
	{ .key = "who", .title = N_("Who"), .cells_max = 12 },
	{ .key = "contact", .title = N_("Contact") },
	{ .key = "topic", .title = N_("About"), .cells_max = 30 },
	{ .key = "created_at", .title = N_("Came") },
	{ .key = "ready_at" },
	{ .key = "promised" },
	{ .key = "since_at" },
	{ .key = "called_at" },
	{ .key = "ended_at" },
	{ .key = "p50_sec" },
	{ .key = "p90_sec" },
	{ .key = "samples" },
	{ .key = "staff", .title = N_("Officer"), .cells_max = 12 },
	{ .key = "case", .title = N_("Case"), .cells_max = 20 },
	{ .key = "warned_at" },
	{ .key = "warned_for" },
	{ .key = "result", .title = N_("Result") },
	{ .key = "note" },
	{ .key = "said" },
	{ .key = "said_to_us" },
};

static const struct column interval_columns[] = {
	{ .key = "state", .title = N_("State") },
	{ .key = "from_at", .title = N_("From") },
	{ .key = "until_at", .title = N_("Until") },
	{ .key = "sec", .title = N_("Seconds"), .is_right = true },
	{ .key = "staff", .title = N_("Who"), .cells_max = 12 },
	{ .key = "text", .title = N_("Words"), .cells_max = 40 },
};

static const struct column hour_columns[] = {
	{ .key = "hour", .title = N_("Hour"), .is_right = true },
	{ .key = "arrivals", .title = N_("People a day"), .is_right = true },
	{ .key = "staff", .title = N_("At the desk"), .is_right = true },
	{ .key = "p50_sec" },
	{ .key = "p90_sec" },
	{ .key = "range", .title = N_("Wait") },
	{ .key = "samples" },
	{ .key = "wait_sec" },
};

static const struct column skill_columns[] = {
	{ .key = "login", .title = N_("Login") },
	{ .key = "name", .title = N_("Name") },
	{ .key = "task", .title = N_("Takes") },
};

static const struct column rating_columns[] = {
	{ .key = "case_id" },
	{ .key = "case", .title = N_("Case"), .cells_max = 24 },
	{ .key = "score", .title = N_("Score"), .is_right = true },
	{ .key = "remark", .title = N_("Remark"), .cells_max = 50 },
	{ .key = "given_at", .title = N_("Given") },
	{ .key = "consulted" },
};

/* Rows on their way. */
struct desk_reading {
	struct writer *writer;		/* of consultations; NULL = not wanted */
	bool is_waiting_alone;		/* only who can be called now */
	int64_t now_at, left;		/* rows still to write */
	struct consult_figures figures;
	struct plan_hour plan[PLAN_HOURS];
	size_t plan_count;
};

static struct value
known_number(int64_t number)
{
	return number < 0 ? value_text(NULL) : value_number(number);
}

static struct value
word_value(enum consult_words words, const char *name)
{
	return value_shown(name, consult_label(words, name));
}

static void
write_row(struct writer *w, const struct consult_row *row)
{
	enum consult_words results = str_eq(row->state, "ended") ? CONSULT_ABUSES : CONSULT_RESULTS;

	writer_row(w, (const struct value[]){ value_number(row->id),
	    word_value(CONSULT_STATES, row->state), word_value(CONSULT_KINDS, row->kind),
	    word_value(CONSULT_TASKS, row->task), value_number(row->priority),
	    value_text(row->who), value_text(row->contact), value_text(row->topic),
	    value_instant(row->created_at), value_instant(row->ready_at),
	    value_bool(row->is_promised, NULL), value_instant(row->since_at),
	    value_instant(row->called_at), value_instant(row->ended_at),
	    known_number(row->p50_sec), known_number(row->p90_sec), value_number(row->samples),
	    value_shown(row->staff, words_person(row->staff_name, row->staff)),
	    value_text(row->case_number), value_instant(row->warned_at),
	    word_value(CONSULT_ABUSES, row->warned_for), word_value(results, row->result),
	    value_text(row->note), value_text(row->said),
	    value_bool(row->said[0] != '\0' && row->is_said_to_us, NULL) });
}

static void
write_hour(struct writer *w, const struct plan_hour *p)
{
	struct buf range = { 0 };
	char arrivals[24], servers[24];

	wait_words_range(&range, p->p50_sec, p->p90_sec, p->samples);
	snprintf(arrivals, sizeof(arrivals), "%.1f", (double)p->arrivals_milli / 1000);
	snprintf(servers, sizeof(servers), "%.1f", (double)p->servers_milli / 1000);
	writer_row(w, (const struct value[]){ value_number(p->hour), value_text(arrivals),
	    value_text(servers), known_number(p->p50_sec), known_number(p->p90_sec),
	    value_text(buf_str(&range)), value_number(p->samples), known_number(p->wait_sec) });
	buf_release(&range);
}

/* Is it one to be listed: whatever its state, or who can be called now? */
static bool
is_wanted(const struct desk_reading *d, const struct consult_row *row)
{
	return !d->is_waiting_alone || str_eq(row->state, "waiting") ||
	    (str_eq(row->state, "later") && row->ready_at <= d->now_at);
}

static enum rc
take_desk(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct desk_reading *d = arg;
	struct consult_row row;
	enum rc rc = RC_OK;

	if (frame->message == MESSAGE_CONSULT_FIGURES)
		return wire_read(frame, &d->figures, e);
	if (frame->message == MESSAGE_PLAN_HOUR && d->plan_count < PLAN_HOURS) {
		rc = wire_read(frame, &d->plan[d->plan_count], e);
		d->plan_count += rc == RC_OK;
	} else if (frame->message == MESSAGE_CONSULT_ROW && d->writer != NULL) {
		rc = wire_read(frame, &row, e);
		if (rc == RC_OK && is_wanted(d, &row) && d->left-- > 0)
			write_row(d->writer, &row);
	}
	return rc;
}

static enum rc
read_desk(struct call *call, const struct wire_consult_ask *ask, struct desk_reading *d,
    struct err *e)
{
	return link_ask(call->link, MESSAGE_CONSULT_LIST, ask, take_desk, d, e);
}

/* What the whole desk comes to, for people. */
static void
say_desk(const struct consult_figures *f)
{
	struct buf wait = { 0 }, rating = { 0 };

	wait_words_range(&wait, f->p50_sec, f->p90_sec, f->samples);
	wait_words_rating(&rating, f->own_rated_sum, f->own_rated);
	call_say(say(N_("%lld wait, %lld in consultation, %lld on hold, %lld call backs promised; "
	    "who comes now: %s; satisfaction in 30 days: %s")), (long long)f->waiting,
	    (long long)f->serving, (long long)f->held, (long long)f->promised, buf_str(&wait),
	    buf_str(&rating));
	buf_release(&wait);
	buf_release(&rating);
}

int
verb_consult_list(struct call *call)
{
	struct wire_consult_ask ask = { .has_ended = options_has(&call->options, OPT_ALL),
		.from_hour = FIRST_HOUR, .until_hour = LAST_HOUR };
	struct desk_reading d = { .writer = call_writer(call, consult_columns,
	    COUNT(consult_columns)) };
	const char *state = options_value(&call->options, OPT_STATE);
	struct err e = { 0 };
	int64_t count = 0;
	enum rc rc = options_number(&call->options, OPT_COUNT, 0, INT32_MAX, &count, &e);

	if (rc == RC_OK && state != NULL && !str_eq(state, "waiting"))
		rc = err_set(&e, RC_USAGE, say(N_("there is no “%s”: choose of %s")), state, "waiting");
	d.is_waiting_alone = state != NULL;
	d.now_at = link_welcome(call->link)->now_at;
	d.left = count > 0 ? count : INT64_MAX;
	if (rc != RC_OK || read_desk(call, &ask, &d, &e) != RC_OK) {
		writer_drop(d.writer);
		return call_fail(&e);
	}
	writer_close(d.writer);
	sink_flush(&call->out);
	if (call->format == FORMAT_TABLE)
		say_desk(&d.figures);
	return 0;
}

static enum rc
take_change(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct consult_row row;
	enum rc rc;

	if (frame->message != MESSAGE_CONSULT_ROW)
		return RC_OK;
	rc = wire_read(frame, &row, e);
	if (rc == RC_OK)
		write_row(arg, &row);
	return rc;
}

int
verb_consult_change(struct call *call)
{
	const struct options *o = &call->options;
	enum by_hand hand = by_hand_find(call->verb->name);
	struct consult_typed typed = { .id = 0 };
	struct wire_consult ask = { .what = "" };
	struct err e = { 0 };
	struct writer *w;
	enum rc rc = consult_typed_read(&typed, hand, o, &e);

	if (rc == RC_OK)
		rc = consult_ask_fill(&ask, hand, &typed, link_welcome(call->link)->now_at, &e);
	if (rc == RC_OK && options_has(o, OPT_OP_KEY))
		rc = call_fill(ask.op_key, sizeof(ask.op_key), options_value(o, OPT_OP_KEY),
		    "--op-key", &e);
	if (rc != RC_OK)
		return call_fail(&e);
	w = call_writer(call, consult_columns, COUNT(consult_columns));
	if (link_ask(call->link, MESSAGE_CONSULT_CHANGE, &ask, take_change, w, &e) != RC_OK) {
		writer_drop(w);
		return call_fail(&e);
	}
	writer_close(w);
	return 0;
}

static enum rc
take_interval(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct consult_interval v;
	enum rc rc;

	if (frame->message != MESSAGE_CONSULT_INTERVAL)
		return RC_OK;
	rc = wire_read(frame, &v, e);
	if (rc == RC_OK)
		writer_row(arg, (const struct value[]){ str_eq(v.state, "told") ?
		    value_shown(v.state, answer_words_use(v.state)) :
		    word_value(CONSULT_STATES, v.state), value_instant(v.from_at), value_instant(v.until_at),
		    v.until_at == 0 ? value_text(NULL) : value_number(v.until_at - v.from_at),
		    value_shown(v.staff, words_person(v.staff_name, v.staff)),
		    value_text(v.text) });
	return rc;
}

int
verb_consult_log(struct call *call)
{
	struct wire_number ask = { 0 };
	struct err e = { 0 };
	struct writer *w;

	if (consult_id_read(call->options.operands[0], &ask.number, &e) != RC_OK)
		return call_fail(&e);
	w = call_writer(call, interval_columns, COUNT(interval_columns));
	if (link_ask(call->link, MESSAGE_CONSULT_SHOW, &ask, take_interval, w, &e) != RC_OK) {
		writer_drop(w);
		return call_fail(&e);
	}
	writer_close(w);
	return 0;
}

static enum rc
take_skill(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct skill_row row;
	enum rc rc;

	if (frame->message != MESSAGE_SKILL_ROW)
		return RC_OK;
	rc = wire_read(frame, &row, e);
	if (rc == RC_OK)
		writer_row(arg, (const struct value[]){ value_text(row.login),
		    value_text(row.name), row.task[0] != '\0' ?
		    word_value(CONSULT_TASKS, row.task) : value_shown("", say(N_("everything"))) });
	return rc;
}

/* LOGIN TASK… sets what somebody takes, LOGIN --all everything. */
int
verb_consult_skills(struct call *call)
{
	const struct options *o = &call->options;
	struct wire_skills ask = { .is_set = o->operand_count > 1 || options_has(o, OPT_ALL) };
	struct buf tasks = { 0 };
	struct err e = { 0 };
	struct writer *w;
	enum rc rc;

	for (size_t i = 1; i < o->operand_count; i++)
		buf_printf(&tasks, "%s%s", i > 1 ? "\n" : "", o->operands[i]);
	rc = call_fill(ask.tasks, sizeof(ask.tasks), buf_str(&tasks), say(N_("the tasks")), &e);
	buf_release(&tasks);
	if (rc == RC_OK && o->operand_count > 0)
		rc = call_fill(ask.login, sizeof(ask.login), o->operands[0], say(N_("the login")),
		    &e);
	if (rc != RC_OK)
		return call_fail(&e);
	w = call_writer(call, skill_columns, COUNT(skill_columns));
	if (link_ask(call->link, MESSAGE_SKILLS, &ask, take_skill, w, &e) != RC_OK) {
		writer_drop(w);
		return call_fail(&e);
	}
	writer_close(w);
	return 0;
}

static void
print_line(struct call *call, struct buf *line)
{
	buf_putc(line, '\n');
	sink_buf(&call->out, line);
	buf_release(line);
}

/* The hours asked about; --from alone is one hour. */
static enum rc
read_hours(const struct call *call, struct wire_consult_ask *ask, struct err *e)
{
	int64_t from = FIRST_HOUR, until = LAST_HOUR, more = 0;
	const char *staff = options_value(&call->options, OPT_STAFF);
	enum rc rc = options_number(&call->options, OPT_FROM, 0, PLAN_HOURS - 1, &from, e);

	if (rc == RC_OK && options_has(&call->options, OPT_FROM))
		until = from + 1;
	if (rc == RC_OK)
		rc = options_number(&call->options, OPT_TO, from + 1, PLAN_HOURS, &until, e);
	if (rc == RC_OK && (staff == NULL || !parse_int(staff + (staff[0] == '+'),
	    -PLAN_STAFF_MOST, PLAN_STAFF_MOST, &more) || more == 0))
		rc = err_set(e, RC_USAGE, "%s", say(N_("how many more or fewer at the desk? Write "
		    "--staff +1 or --staff=-1")));
	ask->from_hour = (int32_t)from;
	ask->until_hour = (int32_t)until;
	ask->staff_more = (int32_t)more;
	return rc;
}

int
verb_consult_whatif(struct call *call)
{
	struct wire_consult_ask ask = { .from_hour = 0 };
	struct desk_reading d = { .writer = NULL };
	const struct consult_figures *f = &d.figures;
	struct err e = { 0 };
	struct buf out = { 0 };

	if (read_hours(call, &ask, &e) != RC_OK || read_desk(call, &ask, &d, &e) != RC_OK)
		return call_fail(&e);
	if (call->format == FORMAT_JSON) {
		buf_putc(&out, '{');
		json_pair(&out, "from", value_number(f->from_hour));
		json_pair(&out, "to", value_number(f->until_hour));
		json_pair(&out, "staff", value_number(f->staff_more));
		json_pair(&out, "samples", value_number(f->if_samples));
		json_pair(&out, "wait_sec", known_number(f->if_wait_sec));
		json_pair(&out, "then_sec", known_number(f->if_then_sec));
		json_pair(&out, "grows", value_bool(f->if_then_sec == PLAN_ENDLESS, NULL));
		buf_putc(&out, '}');
	} else {
		wait_words_change(&out, f);
	}
	print_line(call, &out);
	return 0;
}

int
verb_consult_hours(struct call *call)
{
	struct wire_consult_ask ask = { .from_hour = FIRST_HOUR, .until_hour = LAST_HOUR };
	struct desk_reading d = { .writer = NULL };
	struct err e = { 0 };
	struct writer *w;

	if (read_desk(call, &ask, &d, &e) != RC_OK)
		return call_fail(&e);
	w = call_writer(call, hour_columns, COUNT(hour_columns));
	for (size_t i = 0; i < d.plan_count; i++)
		write_hour(w, &d.plan[i]);
	writer_close(w);
	return 0;
}

static enum rc
take_rating(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct rating_row row;
	enum rc rc;

	if (frame->message != MESSAGE_RATING_ROW)
		return RC_OK;
	rc = wire_read(frame, &row, e);
	if (rc == RC_OK)
		writer_row(arg, (const struct value[]){ value_number(row.case_id),
		    value_text(row.number), value_number(row.score), value_text(row.remark),
		    value_instant(row.given_at), value_bool(row.is_consulted, NULL) });
	return rc;
}

/* --all also those who were content. */
int
verb_consult_ratings(struct call *call)
{
	struct wire_ratings ask = { .is_low = !options_has(&call->options, OPT_ALL) };
	struct err e = { 0 };
	int64_t count = 0;
	struct writer *w;

	if (options_number(&call->options, OPT_COUNT, 0, INT32_MAX, &count, &e) != RC_OK)
		return call_fail(&e);
	ask.limit = (int32_t)count;
	w = call_writer(call, rating_columns, COUNT(rating_columns));
	if (link_ask(call->link, MESSAGE_RATINGS, &ask, take_rating, w, &e) != RC_OK) {
		writer_drop(w);
		return call_fail(&e);
	}
	writer_close(w);
	return 0;
}
