/* SPDX-License-Identifier: ISC */
/* answers import: a file of entries, first tried whole, then taken. Lines go in
 * parts that a request holds; with one bad line nothing is taken. */
#include <string.h>

#include "console/desk/verbs.h"
#include "console/rules/csv.h"
#include "console/wire/message_knowledge.h"
#include "storage/text.h"

#define FILE_BYTES_MAX (16 * 1024 * 1024)

static const struct column fault_columns[] = {
	{ .key = "line", .title = N_("Line"), .is_right = true },
	{ .key = "column", .title = N_("Column") },
	{ .key = "reason", .title = N_("Reason"), .cells_max = 100 },
};

/* The file on its way to the office. */
struct importing {
	struct call *call;
	struct writer *w;	/* of faults */
	struct wire_knowledge_import ask;
	struct wire_knowledge_imported sum;
};

static enum rc
take_frame(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct importing *m = arg;
	struct wire_knowledge_fault fault;
	struct wire_knowledge_imported done;
	enum rc rc;

	if (frame->message == MESSAGE_KNOWLEDGE_FAULT) {
		rc = wire_read(frame, &fault, e);
		if (rc == RC_OK && m->w != NULL)
			writer_row(m->w, (const struct value[]){ value_number(fault.line),
				value_text(fault.column), value_text(fault.why) });
		return rc;
	}
	if (frame->message != MESSAGE_KNOWLEDGE_IMPORTED)
		return RC_OK;
	rc = wire_read(frame, &done, e);
	if (rc == RC_OK) {
		m->sum.added += done.added;
		m->sum.changed += done.changed;
		m->sum.same += done.same;
		m->sum.bad += done.bad;
	}
	return rc;
}

/* One part of the file, a copy of bytes[0 .. len). */
static enum rc
send_part(struct importing *m, const char *bytes, size_t len, int64_t line, struct err *e)
{
	struct buf text = { 0 };
	enum rc rc;

	buf_add(&text, bytes, len);
	m->ask.text = buf_str(&text);
	m->ask.first_line = line;
	rc = strlen(m->ask.text) == len ? link_ask(m->call->link, MESSAGE_KNOWLEDGE_IMPORT, &m->ask,
	    take_frame, m, e) : err_set(e, RC_USAGE, say(N_("%s is no text")), m->ask.source);
	buf_release(&text);
	return rc;
}

/* All rows behind the first line, as many a request as it holds. */
static enum rc
send_all(struct importing *m, const struct buf *file, struct err *e)
{
	struct csv_reader reader = { .bytes = NULL };
	struct csv_row row;
	size_t from, before;
	int64_t line = 0;
	enum rc rc = RC_OK;

	m->sum = (struct wire_knowledge_imported){ 0 };
	csv_open(&reader, buf_str(file), file->len, ',');
	if (!csv_next(&reader, &row))
		return err_set(e, RC_USAGE, say(N_("%s is empty")), m->ask.source);
	(void)str_fill(m->ask.head, sizeof(m->ask.head), "");
	for (size_t i = 0; i < row.count; i++) {
		size_t len = strlen(m->ask.head);

		(void)str_fill(m->ask.head + len, sizeof(m->ask.head) - len, i > 0 ? "," : "");
		len = strlen(m->ask.head);
		(void)str_fill(m->ask.head + len, sizeof(m->ask.head) - len, row.cells[i].text);
	}
	from = before = reader.at;
	line = reader.line;
	while (rc == RC_OK && csv_next(&reader, &row)) {
		if (reader.at - from > KNOWLEDGE_IMPORT_MAX - 1 && before > from) {
			rc = send_part(m, buf_str(file) + from, before - from, line, e);
			from = before;
			line = row.line;
		}
		before = reader.at;
	}
	if (rc == RC_OK && before > from)
		rc = send_part(m, buf_str(file) + from, before - from, line, e);
	csv_release(&reader);
	return rc;
}

static enum rc
read_and_try(struct importing *m, struct buf *file, struct err *e)
{
	const char *path = m->call->options.operands[0], *name = strrchr(path, '/');
	enum rc rc = file_read(path, FILE_BYTES_MAX, file, e);

	if (rc != RC_OK)
		return err_set(e, RC_USAGE, say(N_("%s cannot be read")), path);
	if (!utf8_valid(buf_str(file), file->len, NULL))
		return err_set(e, RC_USAGE, say(N_("%s is no UTF-8; save the file as UTF-8")), path);
	(void)str_fill(m->ask.source, sizeof(m->ask.source), name != NULL ? name + 1 : path);
	m->ask.is_dry_run = true;
	m->w = call_writer(m->call, fault_columns, sizeof(fault_columns) / sizeof(fault_columns[0]));
	rc = send_all(m, file, e);
	if (rc == RC_OK)
		writer_close(m->w);
	else
		writer_drop(m->w);
	m->w = NULL;
	return rc;
}

int
verb_answers_import(struct call *call)
{
	struct importing m = { .call = call };
	bool is_dry_run = options_has(&call->options, OPT_DRY_RUN);
	struct buf file = { 0 };
	struct err e = { 0 };
	enum rc rc = read_and_try(&m, &file, &e);

	if (rc == RC_OK && m.sum.bad == 0 && !is_dry_run) {
		m.ask.is_dry_run = false;
		rc = send_all(&m, &file, &e);
	}
	buf_release(&file);
	if (rc != RC_OK)
		return call_fail(&e);
	sink_flush(&call->out);
	if (m.sum.bad > 0)
		call_say(say(N_("%lld line(s) are wrong; nothing was taken")),
		    (long long)m.sum.bad);
	else
		call_say(is_dry_run ? say(N_("%lld would be new, %lld changed, %lld the same; nothing "
		    "was taken")) : say(N_("%lld new, %lld changed, %lld the same")),
		    (long long)m.sum.added, (long long)m.sum.changed, (long long)m.sum.same);
	return m.sum.bad > 0 ? 1 : 0;
}
