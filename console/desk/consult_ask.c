/* SPDX-License-Identifier: ISC */
#include "console/desk/consult_ask.h"

#include <string.h>

#include "console/desk/verbs.h"
#include "console/rules/consult.h"
#include "storage/instant.h"
#include "storage/secret.h"
#include "storage/text.h"

/* A word of a table by name or label; what was not typed stays "". */
static enum rc
fill_word(char *to, size_t cap, enum consult_words words, const char *word, struct err *e)
{
	struct buf known = { 0 };
	size_t i;

	if (str_empty(word))
		return RC_OK;
	if (consult_word_find(words, word, &i)) {
		(void)str_fill(to, cap, consult_word_name(words, i));
		return RC_OK;
	}
	consult_word_list(&known, words);
	(void)err_set(e, RC_USAGE, say(N_("there is no “%s”: choose of %s")), word,
	    buf_str(&known));
	buf_release(&known);
	return RC_USAGE;
}

enum rc
consult_time_read(int64_t *at, const char *word, int64_t now_at, struct err *e)
{
	struct buf whole = { 0 };
	char today[32];
	bool is_time;

	if (str_empty(word))
		return RC_OK;
	instant_format(now_at, today);
	if (strlen(word) <= sizeof("15:30") - 1)
		buf_add(&whole, today, strcspn(today, "T") + 1);
	if (whole.len > 0 && word[1] == ':')
		buf_putc(&whole, '0');
	buf_puts(&whole, word);
	is_time = instant_parse(buf_str(&whole), at);
	buf_release(&whole);
	return is_time ? RC_OK : err_set(e, RC_USAGE, say(N_("“%s” is no time: write 15:30 or "
	    "2026-11-23T15:30")), word);
}

enum rc
consult_id_read(const char *word, int64_t *id, struct err *e)
{
	if (parse_int(word, 1, INT64_MAX, id))
		return RC_OK;
	return err_set(e, RC_USAGE, say(N_("“%s” is no id: see `minwon %.*s list`")), word,
	    (int)sizeof("consult") - 1, "consult");
}

/* The operands: of add a task and a case, else the id, before link's case. */
static enum rc
read_operands(struct consult_typed *typed, enum by_hand hand, const struct options *o,
    struct err *e)
{
	size_t count = o->operand_count, ids = hand == BY_HAND_CONSULT_LINK ? 1 : 0;

	if (hand == BY_HAND_CONSULT_ADD) {
		typed->task = count > 0 ? o->operands[0] : "";
		typed->number = count > 1 ? o->operands[1] : NULL;
		return RC_OK;
	}
	if (hand == BY_HAND_CONSULT_LINK && count > 0)
		typed->number = o->operands[count - 1];
	return count > ids ? consult_id_read(o->operands[0], &typed->id, e) : RC_OK;
}

enum rc
consult_typed_read(struct consult_typed *typed, enum by_hand hand, const struct options *o,
    struct err *e)
{
	bool is_abuse = hand == BY_HAND_CONSULT_WARN || hand == BY_HAND_CONSULT_END;

	*typed = (struct consult_typed){ .kind = options_value(o, OPT_KIND),
		.result = options_value(o, is_abuse ? OPT_REASON : OPT_OUTCOME),
		.who = options_value(o, OPT_NAME), .contact = options_value(o, OPT_CONTACT),
		.at = options_value(o, OPT_AT), .text = options_value(o, OPT_TEXT),
		.priority = options_has(o, OPT_PRIORITY) ? "priority" : NULL };
	if (hand == BY_HAND_CONSULT_ADD && typed->kind == NULL)
		typed->kind = "counter";
	return read_operands(typed, hand, o, e);
}

enum rc
consult_ask_fill(struct wire_consult *ask, enum by_hand hand, const struct consult_typed *typed,
    int64_t now_at, struct err *e)
{
	bool is_abuse = hand == BY_HAND_CONSULT_WARN || hand == BY_HAND_CONSULT_END;
	char priority[12] = "";
	enum rc rc = call_fill(ask->what, sizeof(ask->what), by_hand_what(hand), "consult", e);

	ask->id = typed->id;
	secret_op_key(ask->op_key);
	if (rc == RC_OK)
		rc = fill_word(ask->kind, sizeof(ask->kind), CONSULT_KINDS, typed->kind, e);
	if (rc == RC_OK)
		rc = fill_word(ask->task, sizeof(ask->task), CONSULT_TASKS, typed->task, e);
	if (rc == RC_OK)
		rc = fill_word(ask->result, sizeof(ask->result),
		    is_abuse ? CONSULT_ABUSES : CONSULT_RESULTS, typed->result, e);
	if (rc == RC_OK)
		rc = fill_word(priority, sizeof(priority), CONSULT_PRIORITIES, typed->priority, e);
	ask->priority = str_eq(priority, "priority") ? 1 : 0;
	if (rc == RC_OK)
		rc = consult_time_read(&ask->at, typed->at, now_at, e);
	if (rc == RC_OK)
		rc = call_fill(ask->who, sizeof(ask->who), typed->who, say(N_("the name")), e);
	if (rc == RC_OK)
		rc = call_fill(ask->contact, sizeof(ask->contact), typed->contact,
		    say(N_("the telephone number")), e);
	if (rc == RC_OK)
		rc = call_fill(ask->number, sizeof(ask->number), typed->number,
		    say(N_("the case number")), e);
	if (rc == RC_OK)
		rc = call_fill(ask->text, sizeof(ask->text), typed->text, say(N_("the text")), e);
	return rc;
}
