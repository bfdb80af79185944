/* SPDX-License-Identifier: ISC */
#include "console/desk/need_ask.h"

#include <string.h>

#include "console/desk/text_option.h"
#include "console/desk/verbs.h"
#include "storage/secret.h"
#include "storage/text.h"

bool
need_ask_is_verb(const char *verb)
{
	static const char *const verbs[] = { "needs add", "needs second", "needs answer",
		"tasks update" };

	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		if (str_eq(verbs[i], verb))
			return true;
	}
	return false;
}

/* An option's value into a field; nothing where it is not given. */
static enum rc
take(char *to, size_t cap, const struct options *o, enum opt opt, struct err *e)
{
	const char *value = options_value(o, opt);

	return value == NULL ? RC_OK : call_fill(to, cap, value, option_table[opt].name, e);
}

/* All operands, blanks between: a title needs no quotes. */
static enum rc
take_title(struct wire_need *n, const struct options *o, struct err *e)
{
	struct buf words = { 0 };
	enum rc rc;

	for (size_t i = 0; i < o->operand_count; i++)
		buf_printf(&words, "%s%s", i > 0 ? " " : "", o->operands[i]);
	rc = call_fill(n->title, sizeof(n->title), buf_str(&words), say(N_("the title")), e);
	buf_release(&words);
	return rc;
}

static enum rc
read_add(struct need_ask *ask, const struct options *o, struct err *e)
{
	const char *workaround = options_value(o, OPT_WORKAROUND);
	enum rc rc;

	if (o->operand_count == 0)
		return err_set(e, RC_USAGE, "%s", say(N_("say in a few words what is needed: needs add "
		    "TITLE --text WHY")));
	if (options_has(o, OPT_OP_KEY))
		(void)str_fill(ask->need.op_key, sizeof(ask->need.op_key),
		    options_value(o, OPT_OP_KEY));
	else
		secret_op_key(ask->need.op_key);
	rc = take_title(&ask->need, o, e);
	if (rc == RC_OK)
		rc = take(ask->need.service, sizeof(ask->need.service), o, OPT_SERVICE, e);
	if (rc == RC_OK && workaround != NULL)
		text_nfc(&ask->workaround, workaround, strlen(workaround));
	if (rc == RC_OK)
		rc = text_check(&ask->workaround, NATIONAL_TEXT_MAX, option_table[OPT_WORKAROUND].name,
		    e);
	return rc;
}

/* The number that a verb is about. */
static enum rc
take_number(char *to, size_t cap, const char *verb, const struct options *o, struct err *e)
{
	if (o->operand_count != 1)
		return err_set(e, RC_USAGE, say(N_("name one number: see `minwon %.*s list`")),
		    (int)strcspn(verb, " "), verb);
	return call_fill(to, cap, o->operands[0], say(N_("the number")), e);
}

enum rc
need_ask_read(struct need_ask *ask, const char *verb, const struct options *o, struct err *e)
{
	bool is_task = str_starts(verb, "tasks ");
	enum rc rc;

	*ask = (struct need_ask){ .message = is_task ? MESSAGE_TASK_CHANGE : MESSAGE_NEED_CHANGE };
	(void)str_fill(ask->need.what, sizeof(ask->need.what), strchr(verb, ' ') + 1);
	if (is_task)
		rc = take_number(ask->task.number, sizeof(ask->task.number), verb, o, e);
	else if (str_eq(verb, "needs add"))
		rc = read_add(ask, o, e);
	else
		rc = take_number(ask->need.number, sizeof(ask->need.number), verb, o, e);
	if (rc == RC_OK)
		rc = text_option_read(o, NATIONAL_TEXT_MAX, &ask->text, e);
	if (rc == RC_OK)
		rc = take(ask->need.state, sizeof(ask->need.state), o, OPT_STATE, e);
	if (rc == RC_OK)
		rc = take(ask->need.date, sizeof(ask->need.date), o, OPT_DAY, e);
	(void)str_fill(ask->task.state, sizeof(ask->task.state), ask->need.state);
	ask->need.text = ask->task.text = buf_str(&ask->text);
	ask->need.workaround = buf_str(&ask->workaround);
	return rc;
}

const void *
need_ask_record(const struct need_ask *ask)
{
	return ask->message == MESSAGE_TASK_CHANGE ? (const void *)&ask->task :
	    (const void *)&ask->need;
}

void
need_ask_release(struct need_ask *ask)
{
	buf_release(&ask->text);
	buf_release(&ask->workaround);
}
