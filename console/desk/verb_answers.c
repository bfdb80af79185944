/* SPDX-License-Identifier: ISC */
/* answers: questions and answers looked for, listed, changed, and what nobody could
 * answer. The import of a file is verb_answers_import.c. */
#include <string.h>

#include "console/desk/answer_ask.h"
#include "console/desk/verbs.h"
#include "console/rules/knowledge.h"
#include "storage/instant.h"
#include "storage/text.h"
#include "views/answer_words.h"
#include "views/words.h"

#define COUNT(columns) (sizeof(columns) / sizeof((columns)[0]))
#define SEARCH_ROWS 10

static const struct column entry_columns[] = {
	{ .key = "fit", .title = N_("Fit"), .is_right = true },
	{ .key = "key", .title = N_("Key"), .cells_max = 30 },
	{ .key = "layer", .title = N_("Layer"), .cells_max = 10 },
	{ .key = "region" },
	{ .key = "service" },
	{ .key = "question", .title = N_("Question"), .cells_max = 40 },
	{ .key = "answer" },
	{ .key = "source" },
	{ .key = "valid_from" },
	{ .key = "valid_until" },
	{ .key = "confidence" },
	{ .key = "note", .title = N_("Note"), .cells_max = 40 },
	{ .key = "hides" },
	{ .key = "is_expired" },
	{ .key = "is_early" },
	{ .key = "state" },
	{ .key = "version" },
	{ .key = "changed_at" },
	{ .key = "changed_by" },
	{ .key = "reason" },
};

static const struct column question_columns[] = {
	{ .key = "id", .title = N_("No."), .is_right = true },
	{ .key = "text", .title = N_("Question"), .cells_max = 50 },
	{ .key = "service", .title = N_("Service"), .cells_max = 14 },
	{ .key = "region", .title = N_("Region"), .cells_max = 10 },
	{ .key = "asked", .title = N_("Times"), .is_right = true },
	{ .key = "state", .title = N_("State"), .cells_max = 10 },
	{ .key = "last_at", .title = N_("Last") },
	{ .key = "first_at" },
	{ .key = "left_by", .title = N_("Left by"), .cells_max = 10 },
	{ .key = "key", .title = N_("Answered by"), .cells_max = 30 },
	{ .key = "closed_at" },
	{ .key = "reason" },
};

static const struct column use_columns[] = {
	{ .key = "key", .title = N_("Key"), .cells_max = 40 },
	{ .key = "what", .title = N_("Used"), .cells_max = 20 },
	{ .key = "count", .title = N_("Times"), .is_right = true },
};

/* Rows on their way out. */
struct taking {
	struct writer *w;
	bool has_fit;
	bool is_found;
	struct wire_knowledge_found found;
	size_t rows;
};

static const char *
day_text(struct day day, char text[16])
{
	text[0] = '\0';
	if (day.number != 0)
		day_format(day, text);
	return text;
}

/* The layers of a set by their stable names, blanks between. */
static void
layer_names(struct buf *out, int32_t set)
{
	for (int i = KNOWLEDGE_LAYER__COUNT - 1; i >= 0; i--)
		if ((set & KNOWLEDGE_BIT(i)) != 0)
			buf_printf(out, "%s%s", out->len > 0 ? " " : "",
			    knowledge_layer_name((enum knowledge_layer)i));
}

static void
write_entry(struct taking *t, const struct knowledge_row *row)
{
	struct buf note = { 0 }, hides = { 0 };
	char from[16], until[16];

	answer_words_note(&note, row);
	layer_names(&hides, row->hides);
	writer_row(t->w, (const struct value[]){
		t->has_fit ? value_number(row->fit) : value_text(""), value_text(row->key),
		value_shown(knowledge_layer_name(row->layer), knowledge_layer_label(row->layer)),
		value_text(row->region), value_text(row->service), value_text(row->question),
		value_text(row->answer), value_text(row->source),
		value_text(day_text(row->from, from)), value_text(day_text(row->until, until)),
		value_shown(row->confidence, knowledge_confidence_label(row->confidence)),
		value_shown("", buf_str(&note)), value_words(buf_str(&hides), NULL),
		value_bool(row->is_expired, ""), value_bool(row->is_early, ""),
		value_shown(row->state, knowledge_state_label(row->state)),
		value_number(row->version), value_instant(row->changed_at), value_text(row->by),
		value_text(row->reason) });
	buf_release(&note);
	buf_release(&hides);
}

static void
write_question(struct taking *t, const struct question_row *row)
{
	struct buf service = { 0 }, region = { 0 };

	words_service_short(&service, row->service);
	words_region_short(&region, row->region);
	writer_row(t->w, (const struct value[]){ value_number(row->id), value_text(row->text),
		value_shown(row->service, row->service[0] != '\0' ? buf_str(&service) : ""),
		value_shown(row->region, buf_str(&region)), value_number(row->asked),
		value_shown(row->state, knowledge_state_label(row->state)),
		value_instant(row->last_at), value_instant(row->first_at),
		value_shown(row->by, words_person(row->by_name, row->by)), value_text(row->key),
		value_instant(row->closed_at), value_text(row->reason) });
	buf_release(&service);
	buf_release(&region);
}

static enum rc
take_row(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct taking *t = arg;
	struct knowledge_row entry;
	struct question_row question;
	struct wire_knowledge_use use;
	enum rc rc = RC_OK;

	if (frame->message == MESSAGE_KNOWLEDGE_ROW) {
		rc = wire_read(frame, &entry, e);
		if (rc == RC_OK)
			write_entry(t, &entry);
		t->rows++;
	} else if (frame->message == MESSAGE_QUESTION_ROW) {
		rc = wire_read(frame, &question, e);
		if (rc == RC_OK)
			write_question(t, &question);
	} else if (frame->message == MESSAGE_KNOWLEDGE_USE) {
		rc = wire_read(frame, &use, e);
		if (rc == RC_OK)
			writer_row(t->w, (const struct value[]){ value_text(use.key),
				value_shown(use.what, answer_words_use(use.what)),
				value_number(use.count) });
	} else if (frame->message == MESSAGE_KNOWLEDGE_FOUND) {
		t->is_found = true;
		rc = wire_read(frame, &t->found, e);
	}
	return rc;
}

/* Asks, and writes the rows of the answer. */
static int
write_rows(struct call *call, enum message message, const void *record, struct taking *t,
    const struct column *columns, size_t count)
{
	struct err e = { 0 };
	enum rc rc;

	t->w = call_writer(call, columns, count);
	rc = link_ask(call->link, message, record, take_row, t, &e);
	if (rc == RC_OK)
		writer_close(t->w);
	else
		writer_drop(t->w);
	return rc == RC_OK ? 0 : call_fail(&e);
}

int
verb_answers_search(struct call *call)
{
	struct wire_knowledge_ask ask;
	struct taking t = { .has_fit = true };
	struct err e = { 0 };
	int status;

	if (answer_search_read(&ask, &call->options, &e) != RC_OK)
		return call_fail(&e);
	ask.is_counted = true;
	if (!options_has(&call->options, OPT_COUNT))
		ask.limit = SEARCH_ROWS;
	status = write_rows(call, MESSAGE_KNOWLEDGE_SEARCH, &ask, &t, entry_columns,
	    COUNT(entry_columns));
	if (status == 0 && !t.found.is_good) {
		sink_flush(&call->out);
		call_say("%s", say(N_("nothing answers that surely: `minwon answers leave` keeps the "
		    "question for who maintains the answers")));
	}
	return status;
}

int
verb_answers_list(struct call *call)
{
	struct wire_knowledge_ask ask;
	struct taking t = { .rows = 0 };
	struct err e = { 0 };

	if (answer_search_read(&ask, &call->options, &e) != RC_OK)
		return call_fail(&e);
	return write_rows(call, MESSAGE_KNOWLEDGE_LIST, &ask, &t, entry_columns,
	    COUNT(entry_columns));
}

int
verb_answers_change(struct call *call)
{
	struct answer_ask ask;
	struct taking t = { .rows = 0 };
	struct err e = { 0 };
	enum rc rc = answer_ask_read(&ask, call->verb->name, &call->options, &e);
	int status;

	if (rc != RC_OK)
		status = call_fail(&e);
	else if (ask.message == MESSAGE_KNOWLEDGE_NOTE)
		status = link_ask(call->link, ask.message, answer_ask_record(&ask), NULL, NULL,
		    &e) == RC_OK ? 0 : call_fail(&e);
	else if (ask.message == MESSAGE_QUESTION_CHANGE)
		status = write_rows(call, ask.message, answer_ask_record(&ask), &t,
		    question_columns, COUNT(question_columns));
	else
		status = write_rows(call, ask.message, answer_ask_record(&ask), &t, entry_columns,
		    COUNT(entry_columns));
	answer_ask_release(&ask);
	return status;
}

int
verb_answers_unanswered(struct call *call)
{
	struct wire_page page = { .limit = 0 };
	struct taking t = { .rows = 0 };

	if (!options_has(&call->options, OPT_ALL))
		(void)str_fill(page.state, sizeof(page.state), "open");
	return write_rows(call, MESSAGE_QUESTION_LIST, &page, &t, question_columns,
	    COUNT(question_columns));
}

int
verb_answers_uses(struct call *call)
{
	struct wire_knowledge_note note = { .what = "" };
	struct taking t = { .rows = 0 };
	const char *since = options_value(&call->options, OPT_SINCE);
	struct err e = { 0 };

	if (since != NULL && call_fill(note.since, sizeof(note.since), since, "--since", &e) != RC_OK)
		return call_fail(&e);
	return write_rows(call, MESSAGE_KNOWLEDGE_USES, &note, &t, use_columns, COUNT(use_columns));
}

/* One key whole: each layer, then what was said before. */
struct whole {
	struct buf *out;
	bool is_json;
	size_t rows;
};

static void
put_json(struct whole *h, const struct knowledge_row *row)
{
	char from[16], until[16];

	buf_puts(h->out, h->rows > 0 ? "," : "");
	buf_putc(h->out, '{');
	json_pair(h->out, "key", value_text(row->key));
	json_pair(h->out, "layer", value_text(knowledge_layer_name(row->layer)));
	json_pair(h->out, "region", value_text(row->region));
	json_pair(h->out, "service", value_text(row->service));
	json_pair(h->out, "question", value_text(row->question));
	json_pair(h->out, "answer", value_text(row->answer));
	json_pair(h->out, "source", value_text(row->source));
	json_pair(h->out, "valid_from", value_text(day_text(row->from, from)));
	json_pair(h->out, "valid_until", value_text(day_text(row->until, until)));
	json_pair(h->out, "confidence", value_text(row->confidence));
	json_pair(h->out, "is_expired", value_bool(row->is_expired, NULL));
	json_pair(h->out, "is_early", value_bool(row->is_early, NULL));
	json_pair(h->out, "state", value_text(row->state));
	json_pair(h->out, "version", value_number(row->version));
	json_pair(h->out, "changed_at", value_instant(row->changed_at));
	json_pair(h->out, "changed_by", value_text(row->by));
	json_pair(h->out, "reason", value_text(row->reason));
	buf_putc(h->out, '}');
}

static enum rc
take_whole(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct whole *h = arg;
	struct knowledge_row row;
	enum rc rc;

	if (frame->message != MESSAGE_KNOWLEDGE_ROW)
		return RC_OK;
	rc = wire_read(frame, &row, e);
	if (rc != RC_OK)
		return rc;
	if (h->is_json) {
		put_json(h, &row);
	} else {
		buf_puts(h->out, h->rows > 0 ? "\n" : "");
		answer_words_whole(h->out, &row);
	}
	h->rows++;
	return RC_OK;
}

int
verb_answers_show(struct call *call)
{
	struct wire_knowledge_ask ask;
	struct buf text = { 0 };
	struct whole h = { .out = &text, .is_json = call->format == FORMAT_JSON };
	struct err e = { 0 };
	enum rc rc = answer_search_read(&ask, &call->options, &e);

	if (rc == RC_OK) {
		rc = call_fill(ask.key, sizeof(ask.key), call->options.operands[0],
		    say(N_("the key")), &e);
		ask.text[0] = '\0';
	}
	if (h.is_json)
		buf_putc(&text, '[');
	if (rc == RC_OK)
		rc = link_ask(call->link, MESSAGE_KNOWLEDGE_LIST, &ask, take_whole, &h, &e);
	if (rc == RC_OK && h.rows == 0)
		rc = err_set(&e, RC_REFUSED, say(N_("There is no answer “%s” here. `minwon answers list` "
		    "shows them.")), ask.key);
	if (h.is_json)
		buf_puts(&text, "]\n");
	if (rc == RC_OK)
		sink_buf(&call->out, &text);
	buf_release(&text);
	return rc == RC_OK ? 0 : call_fail(&e);
}
