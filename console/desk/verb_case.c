/* SPDX-License-Identifier: ISC */
/* list, show, log: reading cases. */
#include <stdlib.h>
#include <string.h>

#include "console/desk/case_print.h"
#include "console/desk/case_read.h"
#include "console/desk/filter.h"
#include "console/desk/order.h"
#include "console/desk/verbs.h"
#include "console/rules/query.h"
#include "storage/text.h"

#define PAGE_ROWS 500
#define TABLE_ROWS 100	/* what a person gets who asked for no number */

struct listing {
	struct call *call;
	struct writer *writer;	/* opened by the first good page */
	bool wants_allowed;
	struct allowed allowed[OP__COUNT];	/* of the row that comes next */
	struct wire_list_end end;
	int64_t rows;
};

static void
begin_rows(struct listing *l)
{
	if (l->writer == NULL)
		l->writer = call_writer(l->call, case_columns,
		    l->wants_allowed ? case_column_all : case_column_count);
}

static enum rc
take_row(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct listing *l = arg;
	struct allowed allowed;
	struct case_row row;
	enum rc rc = RC_OK;

	if (frame->message == MESSAGE_LIST_END)
		return wire_read(frame, &l->end, e);
	if (frame->message == MESSAGE_ALLOWED) {
		rc = wire_read(frame, &allowed, e);
		if (rc == RC_OK)
			l->allowed[allowed.op] = allowed;
		return rc;
	}
	if (frame->message != MESSAGE_CASE_ROW)
		return RC_OK;
	rc = wire_read(frame, &row, e);
	if (rc != RC_OK)
		return rc;
	begin_rows(l);
	case_print_row(l->writer, &row, link_welcome(l->call->link)->now_at,
	    l->wants_allowed ? l->allowed : NULL);
	l->rows++;
	return RC_OK;
}

/* The words of the query with blanks between. */
static enum rc
read_query(const struct call *call, struct wire_list *list, struct err *e)
{
	struct buf query = { 0 };
	enum rc rc;

	for (size_t i = 0; i < call->options.operand_count; i++)
		buf_printf(&query, "%s%s", i > 0 ? " " : "", call->options.operands[i]);
	rc = call_fill(list->query, sizeof(list->query), buf_str(&query), say(N_("the query")), e);
	buf_release(&query);
	return rc;
}

static enum rc
read_sort(const struct call *call, struct wire_list *list, struct err *e)
{
	const char *word = options_value(&call->options, OPT_SORT);
	enum queue_sort sort;

	if (word == NULL)
		return RC_OK;
	if (order_find(word, &sort))
		return call_fill(list->sort, sizeof(list->sort), order_name(sort), "--sort", e);
	return err_set(e, RC_USAGE,
	    say(N_("there is no order “%s”: choose due, arrived, new, service, "
	    "region or state")), word);
}

/* An order said twice would be one too many. */
static enum rc
check_query(const struct call *call, const struct wire_list *list, struct err *e)
{
	struct query *q;
	enum rc rc = filter_check(NULL, list->query, e);

	if (rc != RC_OK || !options_has(&call->options, OPT_SORT))
		return rc;
	q = query_parse(list->query, NULL);
	if (q != NULL && query_sort(q)[0] != '\0')
		rc = err_set(e, RC_USAGE, say(N_("--sort and sort:%s in the query contradict each "
		    "other: leave one out")), query_sort(q));
	query_free(q);
	return rc;
}

/* What --view looks for among the saved views. */
struct viewing {
	const char *name;
	struct saved_view found;
	bool is_found;
};

static enum rc
take_view(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct viewing *v = arg;
	struct saved_view view;
	enum rc rc;

	if (frame->message != MESSAGE_SAVED_ROW)
		return RC_OK;
	rc = wire_read(frame, &view, e);
	if (rc == RC_OK && !v->is_found && str_eq(view.name, v->name)) {
		v->found = view;
		v->is_found = true;
	}
	return rc;
}

/* The filter and order of a saved view; what was typed narrows the one and
 * replaces the other. */
static enum rc
read_view(const struct call *call, struct wire_list *list, struct err *e)
{
	struct viewing v = { .name = options_value(&call->options, OPT_VIEW) };
	struct buf query = { 0 };
	enum rc rc;

	if (v.name == NULL)
		return RC_OK;
	rc = link_ask(call->link, MESSAGE_SAVED_LIST, &(struct wire_ok){ 0 }, take_view, &v, e);
	if (rc != RC_OK)
		return rc;
	if (!v.is_found)
		return err_set(e, RC_USAGE, say(N_("there is no saved view “%s”: see `minwon view "
		    "list`")), v.name);
	if (list->query[0] != '\0' && v.found.query[0] != '\0')
		buf_printf(&query, "(%s) (%s)", v.found.query, list->query);
	else
		buf_printf(&query, "%s%s", v.found.query, list->query);
	rc = call_fill(list->query, sizeof(list->query), buf_str(&query), say(N_("the query")), e);
	if (list->sort[0] == '\0')
		(void)str_fill(list->sort, sizeof(list->sort), v.found.sort);
	buf_release(&query);
	return rc;
}

/* Page after page until limit rows (0: all) are written. */
static enum rc
list_pages(struct listing *l, struct wire_list *list, int64_t limit, struct err *e)
{
	do {
		int64_t left = limit == 0 ? PAGE_ROWS : limit - l->rows;
		enum rc rc;

		list->limit = (int32_t)(left < PAGE_ROWS ? left : PAGE_ROWS);
		l->end = (struct wire_list_end){ .next = "" };
		rc = link_ask(l->call->link, MESSAGE_LIST, list, take_row, l, e);
		if (rc != RC_OK)
			return rc;
		/* Only an office of another version finds what we did not. */
		if (l->end.fault_column > 0)
			return err_set(e, RC_USAGE, say(N_("bad filter at column %d: %s")),
			    l->end.fault_column, l->end.fault);
		begin_rows(l);
		(void)str_fill(list->after, sizeof(list->after), l->end.next);
	} while (l->end.next[0] != '\0' && (limit == 0 || l->rows < limit) &&
	    !sink_is_broken(&l->call->out));
	return RC_OK;
}

/* Is it one of the fields that are asked for? */
static bool
wants_field(const struct call *call, const char *name)
{
	const char *at = options_value(&call->options, OPT_FIELDS);

	while (at != NULL) {
		size_t len = strcspn(at, ",");

		if (strlen(name) == len && strncmp(at, name, len) == 0)
			return true;
		at = at[len] == ',' ? at + len + 1 : NULL;
	}
	return false;
}

int
verb_list(struct call *call)
{
	return list_cases(call, "");
}

int
list_cases(struct call *call, const char *query)
{
	struct listing l = { .call = call, .wants_allowed = wants_field(call, "allowed") };
	struct wire_list list = { .query = "", .wants_allowed = l.wants_allowed };
	int64_t limit = call->format == FORMAT_TABLE ? TABLE_ROWS : 0;
	struct err e = { 0 };
	enum rc rc = options_number(&call->options, OPT_COUNT, 0, INT32_MAX, &limit, &e);

	if (rc == RC_OK)
		rc = read_query(call, &list, &e);
	if (rc == RC_OK && list.query[0] == '\0')
		rc = call_fill(list.query, sizeof(list.query), query, say(N_("the query")), &e);
	if (rc == RC_OK)
		rc = read_sort(call, &list, &e);
	if (rc == RC_OK)
		rc = read_view(call, &list, &e);
	if (rc == RC_OK)
		rc = check_query(call, &list, &e);
	if (rc == RC_OK)
		rc = list_pages(&l, &list, limit, &e);
	if (l.writer != NULL)
		writer_close(l.writer);
	sink_flush(&call->out);
	if (rc != RC_OK)
		return call_fail(&e);
	if (list.sort[0] != '\0' && l.end.order[0] != '\0' && !str_eq(list.sort, l.end.order))
		call_say(say(N_("the order is %s, not %s: only open cases come by the time they "
		    "have left")), l.end.order, list.sort);
	if (l.end.next[0] != '\0' && !options_has(&call->options, OPT_COUNT))
		call_say(say(N_("only the first %lld cases are shown: -n 0 shows all")),
		    (long long)l.rows);
	return 0;
}

static enum rc
take_case_frame(void *arg, const struct wire_frame *frame, struct err *e)
{
	return case_reader_take(arg, frame, e);
}

static enum rc
read_case(struct call *call, enum message message, struct case_reader *reader, struct err *e)
{
	struct wire_show show = { .number = "" };
	enum rc rc = call_fill(show.number, sizeof(show.number), call->options.operands[0],
	    say(N_("the case number")), e);

	if (rc == RC_OK)
		rc = link_ask(call->link, message, &show, take_case_frame, reader, e);
	return rc;
}

int
verb_show(struct call *call)
{
	struct case_reader reader = { .has_case = false };
	struct buf text = { 0 };
	struct err e = { 0 };
	int status = 0;

	if (read_case(call, MESSAGE_SHOW, &reader, &e) != RC_OK) {
		status = call_fail(&e);
		goto out;
	}
	if (call->format == FORMAT_JSON)
		case_print_json(&text, &reader.detail, link_welcome(call->link)->now_at);
	else
		case_print_text(&text, &reader.detail, link_welcome(call->link)->now_at);
	sink_buf(&call->out, &text);
out:
	buf_release(&text);
	case_reader_release(&reader);
	return status;
}

int
verb_log(struct call *call)
{
	struct case_reader reader = { .has_case = false };
	struct writer *w;
	struct err e = { 0 };
	int status = 0;

	if (read_case(call, MESSAGE_LOG, &reader, &e) != RC_OK) {
		status = call_fail(&e);
		goto out;
	}
	w = call_writer(call, event_columns, event_column_count);
	for (size_t i = 0; i < reader.detail.event_count; i++)
		event_print_row(w, &reader.detail.events[i]);
	writer_close(w);
out:
	case_reader_release(&reader);
	return status;
}
