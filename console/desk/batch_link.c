/* SPDX-License-Identifier: ISC */
#include "console/desk/batch_link.h"

#include <poll.h>
#include <stdlib.h>

#include "storage/secret.h"
#include "storage/text.h"

#define REPEATS 5
#define REPEAT_MS 100	/* before the first; doubled each time */
#define PUMP_EVERY 200	/* items between two looks at the socket: what is one commit */
#define PART_ITEMS 200

/* The office went away: looks for it until it is back. */
static enum rc
find_again(struct link *link, struct err *e)
{
	int wait_ms = REPEAT_MS;
	enum rc rc = RC_NETWORK;

	for (int i = 0; i < REPEATS && rc != RC_OK; i++, wait_ms *= 2) {
		(void)poll(NULL, 0, wait_ms);
		rc = link_restart(link, e);
		if (rc == RC_OK)
			rc = link_greet(link, e);
	}
	return rc;
}

/* What the list says, so that another one under the same key is told apart. */
static void
list_fingerprint(const struct bulk_list *list, char hash[65])
{
	struct buf b = { 0 };

	(void)str_fill(hash, 65, "");
	for (size_t i = 0; i < list->count; i++) {
		const struct bulk_item *item = &list->items[i];

		buf_clear(&b);
		buf_printf(&b, "%s\n%s\n%s\n", hash, item->number, item->op);
		buf_puts(&b, item->fault != NULL ? "?" : item->act);
		secret_sha256(b.data, b.len, hash);
	}
	buf_release(&b);
}

static enum rc
take_row(void *arg, const struct wire_frame *frame, struct err *e)
{
	return frame->message == MESSAGE_BATCH_ROW ? wire_read(frame, arg, e) : RC_OK;
}

static enum rc
send_items(struct link *link, const struct bulk_list *list, int64_t id, struct err *e)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < list->count; i++) {
		const struct bulk_item *item = &list->items[i];
		struct wire_batch_item ask = { .batch_id = id, .line = item->line,
			.act = str_or_empty(item->act) };

		(void)str_fill(ask.number, sizeof(ask.number), item->number);
		(void)str_fill(ask.op, sizeof(ask.op), item->op);
		(void)str_fill(ask.fault, sizeof(ask.fault), str_or_empty(item->fault));
		(void)link_send(link, MESSAGE_BATCH_ITEM, &ask);
		if (i % PUMP_EVERY == PUMP_EVERY - 1)
			rc = link_pump(link, e);
	}
	return rc;
}

static enum rc
make_once(struct link *link, const struct bulk_list *list, const struct wire_batch_begin *begin,
    struct batch_row *out, struct err *e)
{
	struct wire_batch_seal seal = { .count = (int64_t)list->count };
	enum rc rc = link_ask(link, MESSAGE_BATCH_BEGIN, begin, take_row, out, e);

	if (rc != RC_OK || out->is_sealed)
		return rc;
	seal.batch_id = out->id;
	rc = send_items(link, list, out->id, e);
	return rc == RC_OK ? link_ask(link, MESSAGE_BATCH_SEAL, &seal, take_row, out, e) : rc;
}

enum rc
batch_make(struct link *link, const struct bulk_list *list, const struct batch_making *making,
    struct batch_row *out, struct err *e)
{
	struct wire_batch_begin begin = { .is_whole = making->is_whole };
	enum rc rc = RC_NETWORK;

	(void)str_fill(begin.key, sizeof(begin.key), making->key);
	(void)str_fill(begin.source, sizeof(begin.source), making->source);
	list_fingerprint(list, begin.fingerprint);
	for (int i = 0; i < REPEATS && rc == RC_NETWORK; i++) {
		rc = make_once(link, list, &begin, out, e);
		if (rc == RC_NETWORK && find_again(link, e) != RC_OK)
			break;
	}
	return rc;
}

enum rc
batch_change(struct link *link, int64_t id, const char *what, struct batch_row *out,
    struct err *e)
{
	struct wire_change ask = { .id = id };

	(void)str_fill(ask.what, sizeof(ask.what), what);
	return link_ask(link, MESSAGE_BATCH_CHANGE, &ask, take_row, out, e);
}

/* The answer to one part, kept until it is whole: one that breaks off is asked
 * for again. */
struct part {
	struct batch_item_row *rows;	/* owned */
	size_t count, cap;
	struct batch_row batch;
};

static enum rc
take_part(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct part *p = arg;

	if (frame->message == MESSAGE_BATCH_ROW)
		return wire_read(frame, &p->batch, e);
	if (frame->message != MESSAGE_BATCH_ITEM_ROW)
		return RC_OK;
	if (p->count == p->cap) {
		p->cap = p->cap == 0 ? PART_ITEMS : p->cap * 2;
		p->rows = x_realloc(p->rows, p->cap, sizeof(*p->rows));
	}
	return wire_read(frame, &p->rows[p->count++], e);
}

/* Asks for the part behind what was told, at once. */
static int64_t
ask_part(struct link *link, enum message how, const struct wire_batch_part *ask)
{
	int64_t tag = link_send(link, how, ask);

	link_flush(link);
	return tag;
}

enum rc
batch_go(struct link *link, enum message how, int64_t id, bool is_dry_run, batch_taker take,
    bool (*goes_on)(void *arg, const struct batch_row *row, int64_t at), void *arg,
    struct batch_row *out, struct err *e)
{
	struct wire_batch_part ask = { .batch_id = id, .count = PART_ITEMS,
		.is_dry_run = is_dry_run, .is_start = true };
	struct part p = { .rows = NULL };
	bool is_last = false, is_stopping = false;
	int64_t tag = ask_part(link, how, &ask);
	enum rc rc;

	do {
		p.count = 0;
		rc = link_await(link, how, tag, take_part, &p, e);
		if (rc == RC_NETWORK) {
			rc = find_again(link, e);
			if (rc == RC_OK)
				tag = ask_part(link, how, &ask);
			continue;
		}
		if (rc != RC_OK)
			break;
		ask.is_start = false;
		ask.after_no += (int64_t)p.count;
		*out = p.batch;
		is_last = p.count == 0 || ask.after_no >= p.batch.items;
		if (!is_last && !is_stopping)
			tag = ask_part(link, how, &ask);
		for (size_t i = 0; i < p.count; i++)
			take(arg, &p.rows[i]);
		if (is_stopping && !is_last)
			rc = RC_AGAIN;
		else if (!is_last && goes_on != NULL)
			is_stopping = !goes_on(arg, &p.batch, ask.after_no);
	} while (rc == RC_OK && !is_last);
	free(p.rows);
	return rc;
}
