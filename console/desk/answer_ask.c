/* SPDX-License-Identifier: ISC */
#include "console/desk/answer_ask.h"

#include <string.h>

#include "console/desk/text_option.h"
#include "console/desk/verbs.h"
#include "console/rules/catalogue.h"
#include "console/rules/knowledge.h"
#include "storage/text.h"

#define NUMBER_MOST 200

/* Each verb that changes something, and which request it is. */
static const struct {
	const char *verb;
	enum message message;
} verbs[] = {
	{ "answers add", MESSAGE_KNOWLEDGE_CHANGE },
	{ "answers change", MESSAGE_KNOWLEDGE_CHANGE },
	{ "answers retire", MESSAGE_KNOWLEDGE_CHANGE },
	{ "answers told", MESSAGE_KNOWLEDGE_NOTE },
	{ "answers leave", MESSAGE_QUESTION_CHANGE },
	{ "answers close", MESSAGE_QUESTION_CHANGE },
	{ "answers dismiss", MESSAGE_QUESTION_CHANGE },
};
#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

bool
answer_ask_is_verb(const char *verb)
{
	for (size_t i = 0; i < COUNT(verbs); i++)
		if (str_eq(verbs[i].verb, verb))
			return true;
	return false;
}

/* An option's value into a field; nothing where it is not given. */
static enum rc
take(char *to, size_t cap, const struct options *o, enum opt opt, struct err *e)
{
	const char *value = options_value(o, opt);

	return value == NULL ? RC_OK : call_fill(to, cap, value, option_table[opt].name, e);
}

/* A region by code, or by the name of a 시군구. */
static enum rc
take_region(char to[12], const struct options *o, struct err *e)
{
	const char *word = options_value(o, OPT_REGION);
	const struct region_info *region = word == NULL ? NULL : region_find(word);

	if (word == NULL)
		return RC_OK;
	if (region == NULL)
		region = region_search(word);
	if (region == NULL)
		return err_set(e, RC_USAGE, say(N_("there is no region “%s”")), word);
	(void)str_fill(to, 12, region->code);
	return RC_OK;
}

/* A service by code, or by a piece of its name that only it has. */
static enum rc
take_service(char to[24], const struct options *o, struct err *e)
{
	const char *word = options_value(o, OPT_SERVICE);
	const struct service_info *service = word == NULL ? NULL : service_search(word);

	if (word == NULL)
		return RC_OK;
	if (service == NULL)
		return err_set(e, RC_USAGE, say(N_("there is no service “%s”")), word);
	(void)str_fill(to, 24, service->code);
	return RC_OK;
}

/* All operands, blanks between: a question needs no quotes. */
static enum rc
take_words(char *to, size_t cap, const struct options *o, struct err *e)
{
	struct buf words = { 0 }, nfc = { 0 };
	enum rc rc;

	for (size_t i = 0; i < o->operand_count; i++)
		buf_printf(&words, "%s%s", i > 0 ? " " : "", o->operands[i]);
	text_nfc(&nfc, buf_str(&words), words.len);
	rc = call_fill(to, cap, buf_str(&nfc), say(N_("the question")), e);
	buf_release(&words);
	buf_release(&nfc);
	return rc;
}

enum rc
answer_search_read(struct wire_knowledge_ask *ask, const struct options *o, struct err *e)
{
	const char *layer = options_value(o, OPT_LAYER);
	enum knowledge_layer which;
	int64_t number = 0;
	enum rc rc;

	*ask = (struct wire_knowledge_ask){ .limit = 0 };
	rc = take_words(ask->text, sizeof(ask->text), o, e);
	if (rc == RC_OK)
		rc = take_region(ask->region, o, e);
	if (rc == RC_OK)
		rc = take_service(ask->service, o, e);
	if (rc == RC_OK && layer != NULL && !knowledge_layer_find(layer, &which))
		rc = err_set(e, RC_USAGE, say(N_("there is no layer “%s”: choose central, sido, "
		    "sigungu or office")), layer);
	else if (rc == RC_OK && layer != NULL)
		ask->layers = KNOWLEDGE_BIT(which);
	if (rc == RC_OK)
		rc = options_number(o, OPT_COUNT, 0, NUMBER_MOST, &number, e);
	ask->limit = (int32_t)number;
	return rc;
}

/* The key that a verb is about. */
static enum rc
take_key(char *to, size_t cap, const struct options *o, size_t at, struct err *e)
{
	if (o->operand_count <= at)
		return err_set(e, RC_USAGE, "%s", say(N_("name the key: see `minwon answers list`")));
	return call_fill(to, cap, o->operands[at], say(N_("the key")), e);
}

static enum rc
take_number(int64_t *to, const struct options *o, struct err *e)
{
	if (o->operand_count > 0 && parse_int(o->operands[0], 1, INT64_MAX, to))
		return RC_OK;
	return err_set(e, RC_USAGE, say(N_("“%s” is no number of a question: see `minwon answers "
	    "unanswered`")), o->operand_count > 0 ? o->operands[0] : "");
}

static enum rc
read_change(struct answer_ask *ask, const struct options *o, struct err *e)
{
	struct wire_knowledge_change *c = &ask->change;
	const struct member {
		enum opt opt;
		char *to;
		size_t cap;
	} members[] = {
		{ OPT_LAYER, c->layer, sizeof(c->layer) },
		{ OPT_QUESTION, c->question, sizeof(c->question) },
		{ OPT_SOURCE, c->source, sizeof(c->source) },
		{ OPT_FROM, c->from, sizeof(c->from) }, { OPT_UNTIL, c->until, sizeof(c->until) },
		{ OPT_CONFIDENCE, c->confidence, sizeof(c->confidence) },
		{ OPT_REASON, c->reason, sizeof(c->reason) },
	};
	enum rc rc = take_key(c->key, sizeof(c->key), o, 0, e);

	for (size_t i = 0; rc == RC_OK && i < COUNT(members); i++)
		rc = take(members[i].to, members[i].cap, o, members[i].opt, e);
	if (rc == RC_OK)
		rc = take_region(c->region, o, e);
	if (rc == RC_OK)
		rc = take_service(c->service, o, e);
	if (rc == RC_OK)
		rc = text_option_read(o, KNOWLEDGE_ANSWER_MAX, &ask->text, e);
	if (rc == RC_OK && str_eq(c->what, "add") && (c->question[0] == '\0' || ask->text.len == 0))
		rc = err_set(e, RC_USAGE, "%s", say(N_("say the question and the answer: answers add "
		    "KEY --question Q --text ANSWER --source WHERE")));
	c->answer = buf_str(&ask->text);
	return rc;
}

/* "told KEY [ID]": in the consultation at hand, or in that one; 0 = in none. */
static enum rc
read_note(struct answer_ask *ask, const struct options *o, struct err *e)
{
	enum rc rc = take_key(ask->note.key, sizeof(ask->note.key), o, 0, e);
	const char *number = o->operand_count > 1 ? o->operands[1] : NULL;

	(void)str_fill(ask->note.what, sizeof(ask->note.what), "told");
	if (rc != RC_OK || number == NULL)
		return rc;
	if (!parse_int(number, 0, INT64_MAX, &ask->note.consult_id))
		return err_set(e, RC_USAGE, say(N_("“%s” is no number of a consultation: see "
		    "`minwon consult list`")), number);
	if (ask->note.consult_id == 0)
		ask->note.consult_id = -1;
	return RC_OK;
}

static enum rc
read_question(struct answer_ask *ask, const struct options *o, struct err *e)
{
	struct wire_question *q = &ask->question;
	enum rc rc;

	if (str_eq(q->what, "leave")) {
		rc = o->operand_count > 0 ? take_words(q->text, sizeof(q->text), o, e) :
		    err_set(e, RC_USAGE, "%s", say(N_("say what was asked: answers leave TEXT")));
		if (rc == RC_OK)
			rc = take_region(q->region, o, e);
		return rc == RC_OK ? take_service(q->service, o, e) : rc;
	}
	rc = take_number(&q->id, o, e);
	if (rc == RC_OK && str_eq(q->what, "close"))
		rc = take_key(q->key, sizeof(q->key), o, 1, e);
	return rc == RC_OK ? take(q->reason, sizeof(q->reason), o, OPT_REASON, e) : rc;
}

enum rc
answer_ask_read(struct answer_ask *ask, const char *verb, const struct options *o, struct err *e)
{
	const char *what = strchr(verb, ' ') + 1;

	*ask = (struct answer_ask){ .message = MESSAGE_KNOWLEDGE_CHANGE };
	for (size_t i = 0; i < COUNT(verbs); i++)
		if (str_eq(verbs[i].verb, verb))
			ask->message = verbs[i].message;
	(void)str_fill(ask->change.what, sizeof(ask->change.what), what);
	(void)str_fill(ask->question.what, sizeof(ask->question.what), what);
	ask->change.answer = "";
	if (ask->message == MESSAGE_KNOWLEDGE_CHANGE)
		return read_change(ask, o, e);
	if (ask->message == MESSAGE_KNOWLEDGE_NOTE)
		return read_note(ask, o, e);
	return read_question(ask, o, e);
}

const void *
answer_ask_record(const struct answer_ask *ask)
{
	if (ask->message == MESSAGE_KNOWLEDGE_CHANGE)
		return &ask->change;
	if (ask->message == MESSAGE_KNOWLEDGE_NOTE)
		return &ask->note;
	return &ask->question;
}

void
answer_ask_release(struct answer_ask *ask)
{
	buf_release(&ask->text);
}
