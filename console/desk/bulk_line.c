/* SPDX-License-Identifier: ISC */
#include <string.h>

#include <cjson/cJSON.h>

#include "console/desk/bulk.h"
#include "console/desk/options.h"
#include "console/desk/verbs.h"
#include "console/rules/json_gate.h"
#include "console/rules/workflow.h"
#include "storage/instant.h"
#include "storage/text.h"

/* Every member that a line may have. */
static const char *const members[] = { "op", "case", "text", "outcome", "reason", "remedy",
	"assignee", "agency", "period", "consent", "op_key", "version", "event", "at", "evidence",
	"set", "kind", "proposal", "disclose", "attach", "precedent" };

static bool
is_member(const char *name)
{
	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		if (str_eq(name, members[i]))
			return true;
	return false;
}

/* A misspelt member must not be passed over: "reasons" for "reason" would send
 * a refusal without any. */
static enum rc
check_members(const struct cJSON *object, struct err *e)
{
	const struct cJSON *member;

	cJSON_ArrayForEach(member, object) {
		struct nearest near = { 0 };

		/* What might be meant is a look at every word: for a line that needs it. */
		if (is_member(member->string))
			continue;
		for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++)
			nearest_try(&near, member->string, members[i]);
		if (near.best != NULL)
			return err_set(e, RC_USAGE, say(N_("unknown member “%s”: did you mean "
			    "“%s”?")), member->string, near.best);
		return err_set(e, RC_USAGE, say(N_("unknown member “%s”: leave it out")),
		    member->string);
	}
	return RC_OK;
}

static enum rc
read_text(const struct cJSON *object, const char *key, char *to, size_t cap, struct err *e)
{
	const char *text = json_text(object, key);

	if (json_member(object, key) != NULL && text == NULL)
		return err_set(e, RC_USAGE, say(N_("the member “%s” must be a text")), key);
	return call_fill(to, cap, text, key, e);
}

/* A text, or an array of texts, one a line. */
static enum rc
read_lines(const struct cJSON *object, const char *key, size_t max, struct buf *out,
    struct err *e)
{
	const struct cJSON *member = json_member(object, key);
	const struct cJSON *item = cJSON_IsArray(member) ? member->child : member;

	for (; item != NULL; item = cJSON_IsArray(member) ? item->next : NULL) {
		if (!cJSON_IsString(item))
			return err_set(e, RC_USAGE,
			    say(N_("the member “%s” must be a text or a list of texts")), key);
		if (out->len > 0)
			buf_putc(out, '\n');
		text_nfc(out, item->valuestring, strlen(item->valuestring));
	}
	if (out->len > max)
		return err_set(e, RC_USAGE, say(N_("%s is longer than %zu bytes: shorten it")),
		    key, max);
	return RC_OK;
}

enum rc
bulk_op_find(const char *word, enum op *out, struct err *e)
{
	struct nearest near = { 0 };

	if (op_find(word, out))
		return RC_OK;
	for (size_t i = 0; i < OP__COUNT; i++)
		nearest_try(&near, word, op_table[i].name);
	if (near.best != NULL)
		return err_set(e, RC_USAGE, say(N_("unknown op “%s”: did you mean “%s”?")), word,
		    near.best);
	return err_set(e, RC_USAGE, say(N_("unknown op “%s”: see `minwon workflow`")), word);
}

static enum rc
read_op(const struct cJSON *object, struct bulk_line *b, char *op_word, size_t op_cap,
    struct err *e)
{
	const char *op = json_text(object, "op");
	const char *number = json_text(object, "case");
	if (op == NULL && b->has_base_op && json_member(object, "op") == NULL)
		op = op_table[b->base->op].name;
	(void)str_fill(op_word, op_cap, str_or_empty(op));
	if (number == NULL && op != NULL && str_eq(op, op_table[OP_NEXT].name))
		number = "";
	if (op == NULL || number == NULL)
		return err_set(e, RC_USAGE, say(N_("the line needs the texts op and case")));
	if (call_fill(b->act.number, sizeof(b->act.number), number, "case", e) != RC_OK)
		return RC_USAGE;
	return bulk_op_find(op, &b->act.op, e);
}

static enum rc
read_rest(const struct cJSON *object, struct bulk_line *b, struct err *e)
{
	const char *outcome = json_text(object, "outcome");
	enum rc rc = check_members(object, e);

	b->act.version = -1;
	if (rc == RC_OK && json_member(object, "version") != NULL &&
	    (!json_integer(object, "version", &b->act.version) || b->act.version < 0))
		return err_set(e, RC_USAGE, say(N_("the member “%s” must be a whole number")),
		    "version");
	if (rc == RC_OK && json_member(object, "consent") != NULL &&
	    !cJSON_IsBool(json_member(object, "consent")))
		return err_set(e, RC_USAGE, say(N_("the member “%s” must be true or false")),
		    "consent");
	b->act.has_consent = cJSON_IsTrue(json_member(object, "consent"));
	if (rc == RC_OK && json_member(object, "outcome") != NULL &&
	    !outcome_find(outcome, &b->act.outcome))
		return err_set(e, RC_USAGE,
		    say(N_("there is no outcome “%s”: choose complete or refuse")),
		    str_or_empty(outcome));
	if (rc == RC_OK)
		rc = read_text(object, "assignee", b->act.assignee, sizeof(b->act.assignee), e);
	if (rc == RC_OK)
		rc = read_text(object, "agency", b->act.agency, sizeof(b->act.agency), e);
	if (rc == RC_OK)
		rc = read_text(object, "kind", b->act.kind, sizeof(b->act.kind), e);
	if (rc == RC_OK)
		rc = read_text(object, "period", b->act.period, sizeof(b->act.period), e);
	if (rc == RC_OK)
		rc = read_text(object, "event", b->act.event, sizeof(b->act.event), e);
	if (rc == RC_OK)
		rc = read_text(object, "evidence", b->act.evidence, sizeof(b->act.evidence), e);
	if (rc == RC_OK && json_member(object, "at") != NULL &&
	    !instant_parse(str_or_empty(json_text(object, "at")), &b->act.at))
		return err_set(e, RC_USAGE, say(N_("the member “%s” must be a time: "
		    "2026-11-23T14:30")), "at");
	if (rc == RC_OK)
		rc = read_text(object, "op_key", b->act.op_key, sizeof(b->act.op_key), e);
	if (rc == RC_OK)
		rc = read_lines(object, "proposal", ACT_LINES_MAX, &b->proposal, e);
	if (rc == RC_OK)
		rc = read_lines(object, "disclose", ACT_LINES_MAX, &b->disclose, e);
	if (rc == RC_OK)
		rc = read_lines(object, "attach", ACT_LINES_MAX, &b->attach, e);
	if (rc == RC_OK)
		rc = read_lines(object, "precedent", ACT_LINES_MAX, &b->precedents, e);
	if (rc == RC_OK)
		rc = read_lines(object, "text", ACT_TEXT_MAX, &b->text, e);
	if (rc == RC_OK)
		rc = read_lines(object, "reason", ACT_LINES_MAX, &b->reasons, e);
	if (rc == RC_OK)
		rc = read_lines(object, "set", ACT_LINES_MAX, &b->reasons, e);
	if (rc == RC_OK)
		rc = read_lines(object, "remedy", ACT_LINES_MAX, &b->remedies, e);
	return rc;
}

/* The longer text wins nothing over the shorter: only where there is none. */
static void
fill_from(char *to, size_t cap, const char *base)
{
	if (to[0] == '\0')
		(void)str_fill(to, cap, base);
}

void
bulk_line_finish(struct bulk_line *b)
{
	static const struct wire_act none = { .text = "", .reasons = "", .remedies = "" };
	const struct wire_act *base = b->base != NULL ? b->base : &none;
	struct wire_act *act = &b->act;

	act->outcome = act->outcome != OUTCOME_NONE ? act->outcome : base->outcome;
	act->at = act->at != 0 ? act->at : base->at;
	act->has_consent = act->has_consent || base->has_consent;
	fill_from(act->assignee, sizeof(act->assignee), base->assignee);
	fill_from(act->agency, sizeof(act->agency), base->agency);
	fill_from(act->period, sizeof(act->period), base->period);
	fill_from(act->event, sizeof(act->event), base->event);
	fill_from(act->evidence, sizeof(act->evidence), base->evidence);
	act->text = b->text.len > 0 ? buf_str(&b->text) : base->text;
	act->reasons = b->reasons.len > 0 ? buf_str(&b->reasons) : base->reasons;
	act->remedies = b->remedies.len > 0 ? buf_str(&b->remedies) : base->remedies;
	fill_from(act->kind, sizeof(act->kind), base->kind);
	act->proposal = buf_str(&b->proposal);
	act->disclose = buf_str(&b->disclose);
	act->attach = buf_str(&b->attach);
	act->precedents = buf_str(&b->precedents);
}

enum rc
bulk_line_read(struct bulk_line *b, const char *bytes, size_t len, char *op_word, size_t op_cap,
    struct err *e)
{
	struct cJSON *object = NULL;
	enum rc rc = json_parse(bytes, len, BULK_LINE_BYTES_MAX, &object, e);

	op_word[0] = '\0';
	if (rc == RC_OK && !cJSON_IsObject(object))
		rc = err_set(e, RC_USAGE, say(N_("the line is no JSON object")));
	if (rc == RC_OK)
		rc = read_op(object, b, op_word, op_cap, e);
	if (rc == RC_OK)
		rc = read_rest(object, b, e);
	bulk_line_finish(b);
	cJSON_Delete(object);
	return rc;
}

void
bulk_line_release(struct bulk_line *b)
{
	buf_release(&b->text);
	buf_release(&b->reasons);
	buf_release(&b->remedies);
	buf_release(&b->proposal);
	buf_release(&b->disclose);
	buf_release(&b->attach);
	buf_release(&b->precedents);
	*b = (struct bulk_line){ .act = { .version = -1 }, .base = b->base,
		.has_base_op = b->has_base_op };
}
