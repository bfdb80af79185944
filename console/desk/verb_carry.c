/* SPDX-License-Identifier: ISC */
/* export, import, audit exports: whole cases out of an office and into one, and who
 * did so. */
#include <string.h>
#include <unistd.h>

#include "console/desk/carry_file.h"
#include "console/desk/verbs.h"
#include "storage/text.h"
#include "views/words.h"

#define EVERY_CASE "open:any"
#define LIST_ROWS 50

static enum rc
fill_reason(const struct call *call, char *to, size_t cap, struct err *e)
{
	return call_fill(to, cap, options_value(&call->options, OPT_REASON), "--reason", e);
}

static enum rc
fill_query(const struct call *call, char *to, size_t cap, struct err *e)
{
	struct buf query = { 0 };
	enum rc rc;

	for (size_t i = 0; i < call->options.operand_count; i++)
		buf_printf(&query, "%s%s", i > 0 ? " " : "", call->options.operands[i]);
	rc = call_fill(to, cap, buf_str(&query), say(N_("the query")), e);
	buf_release(&query);
	return rc;
}

/* Rows as lists have them, masked. */
static int
export_rows(struct call *call)
{
	const char *path = options_value(&call->options, OPT_OUTPUT);
	struct err e = { 0 };
	int status, fd = -1;

	if (options_has(&call->options, OPT_REASON))
		(void)err_set(&e, RC_USAGE, say(N_("--reason is for whole cases: say --full too, or "
		    "leave it out")));
	else if (path != NULL && !str_eq(path, "-") && carry_file_make(path, &fd, &e) == RC_OK)
		call->out.fd = fd;
	if (e.rc != RC_OK)
		return call_fail(&e);
	status = list_cases(call, EVERY_CASE);
	sink_flush(&call->out);
	if (fd >= 0 && status != 0)
		unlink(path);
	return status;
}

/* What cannot be said of whole cases. */
static enum rc
check_full(const struct call *call, struct err *e)
{
	static const struct {
		enum opt opt;
		const char *name;
	} rows_only[] = { { OPT_FIELDS, "--fields" }, { OPT_SORT, "--sort" },
		{ OPT_COUNT, "-n" }, { OPT_BOM, "--bom" }, { OPT_ENCODING, "--encoding" },
		{ OPT_VIEW, "--view" } };

	if (call->format != FORMAT_JSONL)
		return err_set(e, RC_USAGE, say(N_("whole cases are JSON Lines: leave --format out")));
	for (size_t i = 0; i < sizeof(rows_only) / sizeof(rows_only[0]); i++)
		if (options_has(&call->options, rows_only[i].opt))
			return err_set(e, RC_USAGE, say(N_("%s is for rows, whole cases have everything: "
			    "leave it out, or --full")), rows_only[i].name);
	if (options_value(&call->options, OPT_OUTPUT) == NULL)
		return err_set(e, RC_USAGE, say(N_("say where whole cases go: -o FILE makes a file that "
		    "only you may read, -o - is standard output")));
	return RC_OK;
}

static int
export_full(struct call *call)
{
	const char *path = options_value(&call->options, OPT_OUTPUT);
	struct wire_export ask = { .id = 0 };
	struct carried_row row = { .id = 0 };
	struct err e = { 0 };
	int fd = STDOUT_FILENO;
	enum rc rc = check_full(call, &e);

	if (rc == RC_OK)
		rc = fill_query(call, ask.query, sizeof(ask.query), &e);
	if (rc == RC_OK)
		rc = fill_reason(call, ask.reason, sizeof(ask.reason), &e);
	if (rc == RC_OK && !str_eq(path, "-"))
		rc = carry_file_make(path, &fd, &e);
	if (rc != RC_OK)
		return call_fail(&e);
	rc = carry_file_write(call->link, &ask, fd, &row, &e);
	if (fd != STDOUT_FILENO) {
		if (fsync(fd) != 0 && rc == RC_OK)
			rc = err_set(&e, RC_STORAGE, say(N_("%s was not written whole: the disk is full "
			    "or broken")), path);
		close(fd);
		if (rc != RC_OK)
			unlink(path);
	}
	if (rc != RC_OK)
		return rc == RC_AGAIN ? 0 : call_fail(&e);
	call_say(say(N_("%lld case(s) whole, %lld bytes, SHA-256 %s; recorded as export %lld")),
	    (long long)row.cases, (long long)row.bytes, row.sha256, (long long)row.id);
	call_say(say(N_("This is personal data, unmasked: keep it where only who needs it reads it, "
	    "and destroy it when its purpose ends (개인정보 보호법 §21).")));
	return 0;
}

int
verb_export(struct call *call)
{
	return options_has(&call->options, OPT_FULL) ? export_full(call) : export_rows(call);
}

int
verb_import(struct call *call)
{
	const char *path = call->options.operands[0];
	const char *slash = strrchr(path, '/');
	struct wire_import ask = { .is_dry_run = !options_has(&call->options, OPT_APPLY) };
	struct wire_imported done = { .staff_added = 0 };
	struct err e = { 0 };
	enum rc rc = fill_reason(call, ask.reason, sizeof(ask.reason), &e);

	(void)str_fill(ask.source, sizeof(ask.source), slash == NULL ? path : slash + 1);
	if (rc == RC_OK)
		rc = carry_file_read(call->link, &ask, path, &done, &e);
	if (rc != RC_OK)
		return call_fail(&e);
	if (done.staff_added > 0)
		call_say(say(N_("%lld name(s) of staff that nobody here has: brought in without an "
		    "account")), (long long)done.staff_added);
	if (done.staff_other > 0)
		call_say(say(N_("%lld known staff member(s) have another role, department or telephone "
		    "number in the file: kept as they are here")), (long long)done.staff_other);
	if (ask.is_dry_run) {
		call_say(say(N_("%lld case(s) would come in, nothing was changed: --apply does it")),
		    (long long)done.row.cases);
		return 0;
	}
	call_say(say(N_("%lld case(s) came in, recorded as import %lld; the channels are off: "
	    "`minwon channel enable` exchanges with one again")), (long long)done.row.cases,
	    (long long)done.row.id);
	return 0;
}

static const struct column carried_columns[] = {
	{ .key = "id", .title = N_("Id"), .is_right = true },
	{ .key = "kind", .title = N_("What") },
	{ .key = "at", .title = N_("When") },
	{ .key = "ended_at" },
	{ .key = "by", .title = N_("Who"), .cells_max = 12 },
	{ .key = "query", .title = N_("Query"), .cells_max = 24 },
	{ .key = "cases", .title = N_("Cases"), .is_right = true },
	{ .key = "bytes" },
	{ .key = "reason", .title = N_("Reason"), .cells_max = 40 },
	{ .key = "sha256", .title = N_("SHA-256"), .cells_max = 14 },
};

static const char *
kind_shown(const struct carried_row *row)
{
	if (str_eq(row->kind, "import"))
		return say(N_("import"));
	return row->ended_at != 0 ? say(N_("export")) : say(N_("export, never ended"));
}

static enum rc
take_carried(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct carried_row row;
	enum rc rc = RC_OK;

	if (frame->message != MESSAGE_CARRIED_ROW)
		return RC_OK;
	rc = wire_read(frame, &row, e);
	if (rc == RC_OK)
		writer_row(arg, (const struct value[]){ value_number(row.id),
		    value_shown(row.kind, kind_shown(&row)), value_instant(row.at),
		    value_instant(row.ended_at), value_shown(row.by,
		    words_person(row.by_name, row.by)), value_text(row.query),
		    value_number(row.cases), value_number(row.bytes), value_text(row.reason),
		    value_text(row.sha256) });
	return rc;
}

int
verb_audit_exports(struct call *call)
{
	struct wire_page page = { .limit = LIST_ROWS };
	int64_t limit = LIST_ROWS;
	struct err e = { 0 };
	struct writer *w;
	enum rc rc = options_number(&call->options, OPT_COUNT, 1, 500, &limit, &e);

	if (rc != RC_OK)
		return call_fail(&e);
	page.limit = (int32_t)limit;
	w = call_writer(call, carried_columns, sizeof(carried_columns) / sizeof(carried_columns[0]));
	rc = link_ask(call->link, MESSAGE_CARRIED_LIST, &page, take_carried, w, &e);
	if (rc == RC_OK)
		writer_close(w);
	else
		writer_drop(w);
	return rc == RC_OK ? 0 : call_fail(&e);
}
