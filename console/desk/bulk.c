/* SPDX-License-Identifier: ISC */
/* `minwon bulk`: a list read, frozen in the office as a batch, and tried or done. */
#include "console/desk/bulk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "console/desk/batch_link.h"
#include "console/desk/batch_run.h"
#include "console/desk/filter.h"
#include "console/desk/result.h"
#include "console/rules/batch.h"
#include "console/rules/charset.h"
#include "console/rules/workflow.h"
#include "storage/secret.h"
#include "storage/text.h"

#define READ_BYTES (64 * 1024)
#define KEY_MAX 48
#define QUERY_PAGE 500

/* One command on its way. */
struct bulk {
	struct call *call;
	struct act_texts texts;
	struct wire_act base;	/* what the command line says of every case */
	bool has_base_op;
	struct bulk_map *map;
	struct bulk_list list;
	const char *source;
	char key[KEY_MAX + 1];
};

static enum rc
read_base(struct bulk *b, struct err *e)
{
	const struct options *o = &b->call->options;
	const char *op = options_value(o, OPT_OP);
	const char *map = options_value(o, OPT_MAP), *bad = options_value(o, OPT_ON_BAD);
	enum op known = OP_RECEIVE;
	enum rc rc = RC_OK;

	b->has_base_op = op != NULL;
	if (bad != NULL && !str_eq(bad, "stop") && !str_eq(bad, "skip"))
		return err_set(e, RC_USAGE, say(N_("--on-bad %s: choose stop or skip")), bad);
	if (op != NULL)
		rc = bulk_op_find(op, &known, e);
	if (rc == RC_OK)
		rc = act_read_options(o, known, &b->texts, &b->base, e);
	/* The key is the run's, not a case's. */
	b->base.op_key[0] = '\0';
	if (rc == RC_OK && map != NULL)
		rc = bulk_map_read(map, &b->map, e);
	return rc;
}

/* Reads the whole file, or standard input. */
static enum rc
read_bytes(const char *path, struct buf *out, struct err *e)
{
	int fd = str_eq(path, "-") ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = 1;

	if (fd < 0)
		return err_set(e, RC_USAGE, say(N_("cannot read %s: %s")), path, strerror(errno));
	while (n > 0 && out->len <= BULK_INPUT_BYTES_MAX) {
		buf_reserve(out, READ_BYTES);
		n = read(fd, out->data + out->len, READ_BYTES);
		if (n > 0)
			out->len += (size_t)n;
		else if (n < 0 && errno == EINTR)
			n = 1;
	}
	if (out->data != NULL)
		out->data[out->len] = '\0';
	if (n < 0)
		(void)err_set(e, RC_USAGE, say(N_("cannot read the input: %s")), strerror(errno));
	if (fd != STDIN_FILENO)
		close(fd);
	if (n < 0)
		return RC_USAGE;
	return out->len <= BULK_INPUT_BYTES_MAX ? RC_OK :
	    err_set(e, RC_USAGE, say(N_("the input is larger than 512 MiB: split it")));
}

static enum rc
choose_format(const struct bulk *b, const char *path, const struct buf *text,
    enum bulk_format *out, struct err *e)
{
	const char *word = options_value(&b->call->options, OPT_INPUT);

	*out = options_has(&b->call->options, OPT_NULL) ? BULK_NULL :
	    bulk_format_guess(path, buf_str(text), text->len, b->has_base_op);
	if (word == NULL || bulk_format_find(word, out))
		return RC_OK;
	return err_set(e, RC_USAGE, say(N_("there is no input format “%s”: choose jsonl, csv, tsv, "
	    "ids or null")), word);
}

/* Reads the file into the list, and says what it was taken for. */
static enum rc
read_file(struct bulk *b, const char *path, struct err *e)
{
	struct buf bytes = { 0 }, text = { 0 };
	enum charset charset = CHARSET_UTF8;
	enum bulk_format format = BULK_JSONL;
	enum rc rc = read_bytes(path, &bytes, e);

	b->source = str_eq(path, "-") ? "stdin" : "file";
	if (rc == RC_OK) {
		charset = charset_detect(buf_str(&bytes), bytes.len);
		rc = charset_to_utf8(charset, buf_str(&bytes), bytes.len, &text, e);
	}
	buf_release(&bytes);
	if (rc == RC_OK)
		rc = choose_format(b, path, &text, &format, e);
	if (rc == RC_OK)
		call_say(say(N_("reading %s as %s, %s")), str_eq(path, "-") ?
		    say(N_("standard input")) : path, bulk_format_label(format),
		    charset_label(charset));
	if (rc == RC_OK)
		rc = bulk_list_read(&b->list, format, buf_str(&text), text.len, &b->base,
		    b->has_base_op, b->map, e);
	buf_release(&text);
	return rc;
}

/* A page of a query. */
struct paging {
	struct bulk *b;
	struct wire_list_end end;
};

static enum rc
take_found(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct paging *p = arg;
	struct wire_act act = p->b->base;
	struct case_row row;
	char number[24];
	enum rc rc;

	if (frame->message == MESSAGE_LIST_END)
		return wire_read(frame, &p->end, e);
	if (frame->message != MESSAGE_CASE_ROW)
		return RC_OK;
	rc = wire_read(frame, &row, e);
	if (rc != RC_OK)
		return rc;
	/* The case itself, whatever number another one may have. */
	(void)snprintf(number, sizeof(number), "%lld", (long long)row.id);
	(void)str_fill(act.number, sizeof(act.number), number);
	bulk_list_add(&p->b->list, (int64_t)p->b->list.count + 1, number, op_table[act.op].name,
	    &act, NULL);
	return RC_OK;
}

/* The cases that a query finds now, all of them. */
static enum rc
read_query(struct bulk *b, const char *query, struct err *e)
{
	struct wire_list ask = { .limit = QUERY_PAGE };
	struct paging p = { .b = b };
	enum rc rc = call_fill(ask.query, sizeof(ask.query), query, "--query", e);

	b->source = "query";
	if (rc == RC_OK && !b->has_base_op)
		rc = err_set(e, RC_USAGE, say(N_("a query does not say what to do: name it with "
		    "--op")));
	if (rc == RC_OK)
		rc = filter_check("--query", ask.query, e);
	while (rc == RC_OK) {
		p.end = (struct wire_list_end){ .total = -1 };
		rc = link_ask(b->call->link, MESSAGE_LIST, &ask, take_found, &p, e);
		if (rc == RC_OK && p.end.fault_column > 0)
			rc = err_set(e, RC_USAGE, say(N_("--query, column %d: %s")),
			    p.end.fault_column, p.end.fault);
		if (rc == RC_OK && b->list.count > BULK_ITEMS_MOST)
			rc = err_set(e, RC_USAGE, say(N_("more than %d cases at once: split the "
			    "input")), BULK_ITEMS_MOST);
		if (rc != RC_OK || p.end.next[0] == '\0')
			break;
		(void)str_fill(ask.after, sizeof(ask.after), p.end.next);
	}
	return rc;
}

static enum rc
read_list(struct bulk *b, struct err *e)
{
	const struct options *o = &b->call->options;
	const char *query = options_value(o, OPT_QUERY);

	if (query != NULL && o->operand_count > 0)
		return err_set(e, RC_USAGE, say(N_("--query and a file are two lists: leave one "
		    "out")));
	if (query == NULL && o->operand_count == 0 && options_has(o, OPT_NO_INPUT))
		return err_set(e, RC_USAGE, say(N_("--no-input: name the list, - for standard input, "
		    "or --query")));
	return query != NULL ? read_query(b, query, e) :
	    read_file(b, o->operand_count > 0 ? o->operands[0] : "-", e);
}

/* Where one bad row stops all: says each, by line, column and reason. */
static enum rc
judge_faults(const struct bulk *b, struct err *e)
{
	if (b->list.faults == 0 || !str_eq(options_value(&b->call->options, OPT_ON_BAD), "stop"))
		return RC_OK;
	for (size_t i = 0; i < b->list.count; i++)
		if (b->list.items[i].fault != NULL)
			call_say(say(N_("line %lld, %s")), (long long)b->list.items[i].line,
			    b->list.items[i].fault);
	return err_set(e, RC_USAGE, say(N_("%zu of %zu rows could not be read: nothing was done")),
	    b->list.faults, b->list.count);
}

/* The key of this run: the one given, so that the same command again is the same
 * batch, or a fresh one. */
static enum rc
choose_key(struct bulk *b, struct err *e)
{
	const char *given = options_value(&b->call->options, OPT_OP_KEY);
	char fresh[33];

	if (given != NULL)
		return call_fill(b->key, sizeof(b->key), given, "--op-key", e);
	secret_op_key(fresh);
	(void)str_fill(b->key, sizeof(b->key), fresh);
	return RC_OK;
}

int
verb_bulk(struct call *call)
{
	const struct options *o = &call->options;
	struct bulk b = { .call = call };
	struct batch_row row;
	struct err e = { 0 };
	bool is_quiet;
	enum rc rc = secret_start(&e);

	if (rc == RC_OK)
		rc = choose_key(&b, &e);
	if (rc == RC_OK)
		rc = read_base(&b, &e);
	if (rc == RC_OK)
		rc = read_list(&b, &e);
	if (rc == RC_OK)
		rc = judge_faults(&b, &e);
	/* A query that finds nothing is a quiet night; an empty file is a slip. */
	is_quiet = rc == RC_OK && b.list.count == 0 && options_has(o, OPT_QUERY);
	if (rc == RC_OK && b.list.count == 0 && !is_quiet)
		rc = err_set(&e, RC_USAGE, say(N_("there is no case in the list: nothing to do")));
	if (is_quiet)
		call_say("%s", say(N_("there is no case in the list: nothing to do")));
	else if (rc == RC_OK)
		rc = batch_make(call->link, &b.list, &(struct batch_making){ .key = b.key,
		    .source = b.source, .is_whole = options_has(o, OPT_WHOLE) }, &row, &e);
	bulk_map_free(b.map);
	bulk_list_release(&b.list);
	act_texts_release(&b.texts);
	if (rc != RC_OK)
		return call_fail(&e);
	return is_quiet ? 0 : batch_run(call, &row, !options_has(o, OPT_APPLY));
}
