/* SPDX-License-Identifier: ISC */
/* init, staff, channel, sync, doctor: the office's own affairs. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "console/desk/office_start.h"
#include "console/desk/verbs.h"
#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/words.h"

static const struct column staff_columns[] = {
	{ .key = "id" },
	{ .key = "login", .title = N_("Login") },
	{ .key = "name", .title = N_("Name") },
	{ .key = "role", .title = N_("Role") },
	{ .key = "office" },
	{ .key = "office_name", .title = N_("Office") },
	{ .key = "department", .title = N_("Department") },
	{ .key = "uid" },
	{ .key = "enabled", .title = N_("Enabled") },
};

static const struct column channel_columns[] = {
	{ .key = "code", .title = N_("Channel") },
	{ .key = "name", .title = N_("Name") },
	{ .key = "region", .title = N_("Region") },
	{ .key = "cursor" },
	{ .key = "enabled", .title = N_("Enabled") },
	{ .key = "last_pull_at", .title = N_("Last pull") },
	{ .key = "lag_sec", .title = N_("Seconds ago"), .is_right = true },
	{ .key = "last_error", .title = N_("Last error") },
};

static const struct column sync_columns[] = {
	{ .key = "channel", .title = N_("Channel") },
	{ .key = "region", .title = N_("Region") },
	{ .key = "created", .title = N_("New"), .is_right = true },
	{ .key = "duplicate", .title = N_("Known"), .is_right = true },
	{ .key = "unsorted", .title = N_("Unsorted"), .is_right = true },
	{ .key = "sent", .title = N_("Sent"), .is_right = true },
	{ .key = "waiting", .title = N_("Waiting"), .is_right = true },
	{ .key = "parked", .title = N_("Parked"), .is_right = true },
	{ .key = "pages" },
	{ .key = "files" },
	{ .key = "bytes_received" },
	{ .key = "bytes_sent" },
	{ .key = "note" },
	{ .key = "error", .title = N_("Error") },
};

static const struct column finding_columns[] = {
	{ .key = "name", .title = N_("Check") },
	{ .key = "ok", .title = N_("Well") },
	{ .key = "detail", .title = N_("Finding") },
};

#define COUNT(columns) (sizeof(columns) / sizeof((columns)[0]))

/* Rows being written while the answer comes. */
struct rows {
	struct call *call;
	struct writer *writer;
	bool has_unsorted;	/* something could not become a case */
	bool has_error;		/* a channel could not be reached, a check failed */
	struct buf notes;	/* owned: what else channels have to say, a line each */
};

static void
staff_row(struct writer *w, const struct staff_row *s)
{
	struct value uid = s->uid < 0 ? value_text("") : value_number(s->uid);
	const struct value v[] = {
		value_number(s->id), value_text(s->login), value_text(s->name),
		value_shown(role_name(s->role), role_label(s->role)), value_text(s->office),
		value_text(s->office_name), value_text(s->department), uid,
		value_bool(s->is_enabled, NULL),
	};

	writer_row(w, v);
}

static void
channel_row(struct rows *rows, const struct channel_row *c)
{
	int64_t lag_sec = link_welcome(rows->call->link)->now_at - c->last_pull_at;
	struct buf region = { 0 };

	words_region(&region, c->region);
	writer_row(rows->writer, (const struct value[]){
		value_text(c->code), value_text(c->name), value_shown(c->region, buf_str(&region)),
		value_text(c->cursor), value_bool(c->is_enabled, NULL),
		value_instant(c->last_pull_at),
		c->last_pull_at == 0 ? value_text(NULL) : value_number(lag_sec > 0 ? lag_sec : 0),
		value_text(c->last_error),
	});
	buf_release(&region);
}

static void
sync_row(struct rows *rows, const struct wire_sync_report *r)
{
	const struct value v[] = {
		value_text(r->channel), value_text(r->region), value_number(r->created),
		value_number(r->duplicate), value_number(r->unsorted), value_number(r->sent),
		value_number(r->waiting), value_number(r->parked), value_number(r->pages),
		value_number(r->files), value_number(r->bytes_received), value_number(r->bytes_sent), value_text(r->note),
		value_text(r->error),
	};

	rows->has_unsorted = rows->has_unsorted || r->unsorted > 0;
	rows->has_error = rows->has_error || r->error[0] != '\0';
	if (r->note[0] != '\0')
		buf_printf(&rows->notes, "%s %s: %s\n", r->channel, r->region, r->note);
	writer_row(rows->writer, v);
}

static void
finding_row(struct rows *rows, const struct wire_finding *f)
{
	const struct value v[] = { value_text(f->name), value_bool(f->is_ok, NULL),
		value_text(f->detail) };

	rows->has_error = rows->has_error || !f->is_ok;
	writer_row(rows->writer, v);
}

static enum rc
take_row(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct rows *rows = arg;
	union {
		struct staff_row staff;
		struct channel_row channel;
		struct wire_sync_report report;
		struct wire_finding finding;
	} record;
	enum message m = frame->message;
	enum rc rc;

	if (m != MESSAGE_STAFF_ROW && m != MESSAGE_CHANNEL_ROW && m != MESSAGE_SYNC_REPORT &&
	    m != MESSAGE_FINDING)
		return RC_OK;
	rc = wire_read(frame, &record, e);
	if (rc != RC_OK)
		return rc;
	if (m == MESSAGE_STAFF_ROW)
		staff_row(rows->writer, &record.staff);
	else if (m == MESSAGE_CHANNEL_ROW)
		channel_row(rows, &record.channel);
	else if (m == MESSAGE_SYNC_REPORT)
		sync_row(rows, &record.report);
	else
		finding_row(rows, &record.finding);
	return RC_OK;
}

/* Asks, and writes the rows of the answer. Returns the exit status of what
 * went wrong with the asking, else 0. */
static int
ask_rows(struct rows *rows, enum message message, const void *record,
    const struct column *columns, size_t count)
{
	struct err e = { 0 };
	enum rc rc;

	rows->writer = call_writer(rows->call, columns, count);
	rc = link_ask(rows->call->link, message, record, take_row, rows, &e);
	if (rc == RC_OK)
		writer_close(rows->writer);
	else
		writer_drop(rows->writer);
	return rc == RC_OK ? 0 : call_fail(&e);
}

int
verb_staff_list(struct call *call)
{
	struct rows rows = { .call = call };

	return ask_rows(&rows, MESSAGE_STAFF_LIST, &(struct wire_ok){ 0 }, staff_columns,
	    COUNT(staff_columns));
}

int
verb_staff_add(struct call *call)
{
	const struct options *o = &call->options;
	struct wire_staff_add add = { .uid = -1 };
	const char *role = options_value(o, OPT_ROLE);
	struct rows rows = { .call = call };
	struct err e = { 0 };
	enum rc rc;

	if (role == NULL || !role_find(role, &add.role)) {
		if (role == NULL)
			(void)err_set(&e, RC_USAGE, say(N_("`minwon staff add` needs --role "
			    "officer, supervisor or auditor")));
		else
			(void)err_set(&e, RC_USAGE, say(N_("there is no role “%s”: choose "
			    "officer, supervisor or auditor")), role);
		return call_fail(&e);
	}
	rc = call_fill(add.login, sizeof(add.login), o->operands[0], say(N_("the login")), &e);
	if (rc == RC_OK)
		rc = call_fill(add.name, sizeof(add.name), options_value(o, OPT_NAME), "--name",
		    &e);
	if (rc == RC_OK)
		rc = call_fill(add.department, sizeof(add.department),
		    options_value(o, OPT_DEPARTMENT), "--department", &e);
	if (rc == RC_OK)
		rc = call_fill(add.contact, sizeof(add.contact), options_value(o, OPT_CONTACT),
		    "--contact", &e);
	if (rc == RC_OK)
		rc = options_number(o, OPT_UID, 0, UINT32_MAX - 1, &add.uid, &e);
	if (rc != RC_OK)
		return call_fail(&e);
	return ask_rows(&rows, MESSAGE_STAFF_ADD, &add, staff_columns, COUNT(staff_columns));
}

/* The one operand and --region, as the messages about switches carry them. */
static enum rc
read_switch(const struct call *call, bool is_on, struct wire_switch *s, struct err *e)
{
	const struct options *o = &call->options;
	enum rc rc;

	*s = (struct wire_switch){ .is_on = is_on };
	rc = call_fill(s->name, sizeof(s->name), o->operand_count > 0 ? o->operands[0] : "",
	    say(N_("the name")), e);
	if (rc == RC_OK)
		rc = call_fill(s->region, sizeof(s->region), options_value(o, OPT_REGION),
		    "--region", e);
	return rc;
}

static int
ask_switch(struct call *call, enum message message, bool is_on, const struct column *columns,
    size_t count)
{
	struct rows rows = { .call = call };
	struct wire_switch s;
	struct err e = { 0 };

	if (read_switch(call, is_on, &s, &e) != RC_OK)
		return call_fail(&e);
	return ask_rows(&rows, message, &s, columns, count);
}

int
verb_staff_enable(struct call *call)
{
	return ask_switch(call, MESSAGE_STAFF_ENABLE, true, staff_columns, COUNT(staff_columns));
}

int
verb_staff_disable(struct call *call)
{
	return ask_switch(call, MESSAGE_STAFF_ENABLE, false, staff_columns, COUNT(staff_columns));
}

int
verb_channel_list(struct call *call)
{
	struct rows rows = { .call = call };

	return ask_rows(&rows, MESSAGE_CHANNEL_LIST, &(struct wire_ok){ 0 }, channel_columns,
	    COUNT(channel_columns));
}

int
verb_channel_enable(struct call *call)
{
	return ask_switch(call, MESSAGE_CHANNEL_ENABLE, true, channel_columns,
	    COUNT(channel_columns));
}

int
verb_channel_disable(struct call *call)
{
	return ask_switch(call, MESSAGE_CHANNEL_ENABLE, false, channel_columns,
	    COUNT(channel_columns));
}

/* Says what channels noted; a table has no room for it. lines may be NULL. */
static void
say_notes(char *lines)
{
	char *line;

	while (lines != NULL && (line = strsep(&lines, "\n")) != NULL)
		if (line[0] != '\0')
			call_say("%s", line);
}

/* 6 where a channel could not be reached, 1 where something came that could
 * not become a case. */
static int
exchange(struct call *call, enum message message)
{
	struct rows rows = { .call = call };
	struct wire_switch s;
	struct wire_sync_run run = { .is_watch = false };
	struct err e = { 0 };
	int status;

	if (read_switch(call, true, &s, &e) != RC_OK)
		return call_fail(&e);
	str_fill(run.name, sizeof(run.name), s.name);
	status = ask_rows(&rows, message, message == MESSAGE_SYNC_RUN ? (void *)&run : (void *)&s,
	    sync_columns, COUNT(sync_columns));
	if (status == 0) {
		sink_flush(&call->out);
		say_notes(rows.notes.data);
	}
	buf_release(&rows.notes);
	if (status != 0)
		return status;
	if (rows.has_error) {
		(void)err_set(&e, RC_NETWORK, say(N_("a channel could not be worked with: see its "
		    "line, then repeat")));
		return call_fail(&e);
	}
	if (!rows.has_unsorted)
		return 0;
	call_say(say(N_("something could not become a case: see `minwon unsorted list`")));
	return 1;
}

int
verb_channel_test(struct call *call)
{
	return exchange(call, MESSAGE_CHANNEL_TEST);
}

int
verb_sync(struct call *call)
{
	return options_has(&call->options, OPT_WATCH) ? verb_sync_watch(call) :
	    exchange(call, MESSAGE_SYNC_RUN);
}

int
verb_doctor(struct call *call)
{
	struct rows rows = { .call = call };
	int status = ask_rows(&rows, MESSAGE_DOCTOR, &(struct wire_ok){ 0 }, finding_columns,
	    COUNT(finding_columns));

	return status != 0 ? status : rows.has_error;
}

/* The office makes its own store: this program only hands the words on. */
int
verb_init(struct call *call)
{
	const struct options *o = &call->options;
	const char **argv = x_zalloc(2 * o->given_count + 7, sizeof(*argv));
	struct office_place place;
	struct buf program = { 0 };
	struct err e = { 0 };
	size_t n = 0;

	office_program(&program);
	office_place_find(&place, NULL, options_value(o, OPT_STORE));
	argv[n++] = "minwond";
	argv[n++] = "--lang";
	argv[n++] = text_language();
	argv[n++] = "--init";
	argv[n++] = "--store";
	argv[n++] = place.store;
	for (size_t i = 0; i < o->given_count; i++) {
		static const char *const words[OPT__COUNT] = { [OPT_PRACTICE] = "--practice",
			[OPT_OFFICE] = "--office", [OPT_STAFF] = "--staff", [OPT_ROLE] = "--role",
			[OPT_CLOCK] = "--clock" };
		enum opt opt = o->given[i].opt;

		if (words[opt] == NULL)
			continue;
		argv[n++] = words[opt];
		if (option_table[opt].value != NULL)
			argv[n++] = o->given[i].value;
	}
	if (place.store == NULL)
		(void)err_set(&e, RC_USAGE,
		    say(N_("this machine has an office: name another store with --store FILE")));
	else
		execvp(buf_str(&program), (char *const *)(uintptr_t)argv);
	if (e.rc == RC_OK)
		(void)err_set(&e, RC_STORAGE, say(N_("cannot start %s: %s")), buf_str(&program),
		    strerror(errno));
	office_place_release(&place);
	buf_release(&program);
	free(argv);
	return call_fail(&e);
}
