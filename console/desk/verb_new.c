/* SPDX-License-Identifier: ISC */
/* new: an application that a clerk types in. The office judges it; what does not fit
 * its form is listed, and it is taken as it is only when that is said. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "console/desk/consult_ask.h"
#include "console/desk/result.h"
#include "console/desk/text_option.h"
#include "console/desk/verbs.h"
#include "console/rules/catalogue.h"
#include "console/rules/json_gate.h"
#include "console/rules/new_case.h"
#include "console/rules/schema.h"
#include "console/rules/widget.h"
#include "storage/secret.h"
#include "storage/text.h"

/* The application's texts, which the request borrows. */
struct new_texts {
	struct buf json, lines;
};

static enum rc
read_whole(const char *path, struct buf *out, struct err *e)
{
	int fd = str_eq(path, "-") ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	struct json_fault fault;
	ssize_t n = 0;

	if (fd < 0)
		return err_set(e, RC_USAGE, say(N_("cannot read %s: %s")), path, strerror(errno));
	do {
		buf_reserve(out, 4096);
		n = read(fd, out->data + out->len, 4096);
		if (n > 0)
			out->len += (size_t)n;
	} while ((n > 0 && out->len <= PIECE_MAX) || (n < 0 && errno == EINTR));
	out->data[out->len] = '\0';
	if (n < 0)
		(void)err_set(e, RC_USAGE, say(N_("cannot read %s: %s")), path, strerror(errno));
	if (fd != STDIN_FILENO)
		close(fd);
	if (n < 0 || text_check(out, PIECE_MAX, "--from", e) != RC_OK)
		return RC_USAGE;
	if (!json_check(buf_str(out), out->len, PIECE_MAX, &fault))
		return err_set(e, RC_USAGE, say(N_("%s is no JSON: %s in line %zu, column %zu")), path,
		    json_fault_label(fault.word), fault.line, fault.column);
	return RC_OK;
}

/* The codes of what was named. */
static enum rc
fill_names(const struct call *call, struct wire_new *n, struct err *e)
{
	const struct options *o = &call->options;
	bool is_consult = str_starts(call->verb->name, "consult ");
	const char *word = is_consult ? options_value(o, OPT_SERVICE) : o->operands[0];
	const struct service_info *service = word == NULL ? NULL : service_search(word);
	const char *region = options_value(o, OPT_REGION), *channel = options_value(o, OPT_CHANNEL);
	const struct channel_info *c = channel_search(channel == NULL ? CHANNEL_COUNTER : channel);
	const struct region_info *r = region == NULL ? NULL : region_search(region);

	if (is_consult && consult_id_read(o->operands[0], &n->consult_id, e) != RC_OK)
		return RC_USAGE;
	if (word == NULL)
		return err_set(e, RC_USAGE, say(N_("say what is applied for: --service CODE")));
	if (service == NULL)
		return err_set(e, RC_USAGE, say(N_("there is no service “%s”: see `minwon forms list`")),
		    word);
	if (region != NULL && r == NULL)
		return err_set(e, RC_USAGE, say(N_("there is no region “%s”")), region);
	if (c == NULL || !c->is_desk)
		return err_set(e, RC_USAGE, say(N_("--channel: “%s” is neither counter nor phone")),
		    channel);
	(void)str_fill(n->service, sizeof(n->service), service->code);
	(void)str_fill(n->region, sizeof(n->region), r == NULL ? "" : r->code);
	(void)str_fill(n->channel, sizeof(n->channel), c->code);
	return RC_OK;
}

/* A time of day alone is of the day that it is in the office. */
static enum rc
fill_time(const struct call *call, struct wire_new *n, struct err *e)
{
	const char *typed = options_value(&call->options, OPT_ARRIVED);

	if (typed != NULL && !widget_instant(typed, link_welcome(call->link)->now_at,
	    &n->arrived_at))
		return err_set(e, RC_USAGE, say(N_("--%s: “%s” is no time: write "
		    "2026-11-23T14:30")), option_table[OPT_ARRIVED].name, typed);
	return RC_OK;
}

static enum rc
read_new(const struct call *call, struct new_texts *t, struct wire_new *n, struct err *e)
{
	const struct options *o = &call->options;
	const char *from = options_value(o, OPT_FROM);
	char fresh[33];
	enum rc rc = fill_names(call, n, e);

	secret_op_key(fresh);
	n->is_dry_run = options_has(o, OPT_DRY_RUN);
	n->takes_faults = options_has(o, OPT_AS_IS);
	if (rc == RC_OK)
		rc = fill_time(call, n, e);
	if (rc == RC_OK)
		rc = call_fill(n->reason, sizeof(n->reason), options_value(o, OPT_REASON),
		    "--reason", e);
	if (rc == RC_OK)
		rc = call_fill(n->op_key, sizeof(n->op_key), options_has(o, OPT_OP_KEY) ?
		    options_value(o, OPT_OP_KEY) : fresh, "--op-key", e);
	if (rc == RC_OK && from != NULL)
		rc = read_whole(from, &t->json, e);
	options_lines(o, OPT_SET, &t->lines);
	if (rc == RC_OK)
		rc = text_check(&t->lines, ACT_TEXT_MAX, "--set", e);
	n->json = buf_str(&t->json);
	n->lines = buf_str(&t->lines);
	return rc;
}

/* One answer that does not fit: said to the person who typed it. */
static enum rc
take_fault(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct buf sentence = { 0 };
	struct answer a;
	enum rc rc;

	(void)arg;
	if (frame->message != MESSAGE_ANSWER)
		return RC_OK;
	rc = wire_read(frame, &a, e);
	if (rc != RC_OK)
		return rc;
	schema_fault_sentence(&sentence, a.fault, a.fault_detail);
	if (str_eq(a.fault, "required"))
		call_say("%s: %s", a.name, buf_str(&sentence));
	else
		call_say("%s (%s): %s", a.name, a.title, buf_str(&sentence));
	buf_release(&sentence);
	return RC_OK;
}

static int
print_done(struct call *call, const struct wire_done *done)
{
	struct result r = { .outcome = done->is_dry_run ? RESULT_WOULD_DO : RESULT_DONE,
		.done = *done };
	struct writer *w = call_writer(call, result_columns, result_column_count);

	(void)str_fill(r.op, sizeof(r.op), "new");
	(void)str_fill(r.number, sizeof(r.number), done->number);
	result_print_row(w, &r);
	writer_close(w);
	if (done->numbers_cut > 0)
		call_say(say(N_("%s: a resident number in what you wrote was cut and is not kept")),
		    r.number);
	return 0;
}

int
verb_new(struct call *call)
{
	struct new_texts texts = { .json = { 0 } };
	struct wire_refused refused = { .reason = "" };
	struct wire_done done = { .event_id = 0 };
	struct wire_new n = { .arrived_at = 0 };
	const struct link_write w = { .message = MESSAGE_NEW, .what = &n, .op_key = n.op_key,
		.each = take_fault };
	struct err e = { 0 };
	enum rc rc = secret_start(&e);

	if (rc == RC_OK)
		rc = read_new(call, &texts, &n, &e);
	if (rc == RC_OK)
		rc = link_write(call->link, &w, &done, &refused, &e);
	if (refused.reason[0] != '\0')
		rc = link_refusal(&refused, &e);
	if (rc == RC_OK && done.event_id == 0 && !done.is_dry_run)
		rc = err_set(&e, RC_REFUSED, say(N_("%d answer(s) are missing or do not fit, and "
		    "nothing was taken: complete them, or repeat with --as-is")), done.faults);
	buf_release(&texts.json);
	buf_release(&texts.lines);
	return rc == RC_OK ? print_done(call, &done) : call_fail(&e);
}
