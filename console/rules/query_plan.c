/* SPDX-License-Identifier: ISC */
/* What every match of a query must meet, so that a store reads fewer rows. */
#include <string.h>

#include "console/rules/case_flag.h"
#include "console/rules/query.h"
#include "console/rules/query_tree.h"
#include "console/rules/workflow.h"

static bool
is_ascii(const char *s)
{
	while (*s != '\0' && (unsigned char)*s < 0x80)
		s++;
	return *s == '\0';
}

static unsigned int
open_states(void)
{
	unsigned int states = 0;

	for (size_t s = 0; s < STATE__COUNT; s++)
		states |= state_table[s].is_open ? STATE_BIT(s) : 0;
	return states;
}

/* The states a match may be in, as far as the tree alone says. */
static unsigned int
possible_states(const struct query_node *n)
{
	unsigned int all = STATE_BIT(STATE__COUNT) - 1;

	switch (n->kind) {
	case NODE_TERM:
		if (n->term.key == ASK_STATE)
			return n->term.states;
		if (n->term.key == ASK_OPEN && n->term.choice == CHOICE_YES)
			return open_states();
		if (n->term.key == ASK_OPEN && n->term.choice == CHOICE_NO)
			return all & ~open_states();
		return all;
	case NODE_AND:
		return possible_states(n->left) & possible_states(n->right);
	case NODE_OR:
		return possible_states(n->left) | possible_states(n->right);
	case NODE_NOT:
		return all;
	}
	return all;
}

/* Conditions of terms that the whole query hangs on: those joined by "and". */
static void
plan_terms(const struct query_node *n, const char *login, struct query_plan *out)
{
	const struct query_term *t = &n->term;
	const char *value = t->value_count == 1 ? t->values[0] : "";

	if (n->kind == NODE_AND) {
		plan_terms(n->left, login, out);
		plan_terms(n->right, login, out);
		return;
	}
	if (n->kind != NODE_TERM)
		return;
	if (t->key == ASK_NUMBER && strlen(value) < sizeof(out->number))
		(void)str_fill(out->number, sizeof(out->number), value);
	out->is_mismatch |= t->key == ASK_FLAG && t->flags == FLAG_BIT(FLAG_MISMATCH);
	if (t->key != ASK_ASSIGNEE || !is_ascii(value))
		return;
	if (str_eq(value, "me"))
		value = str_or_empty(login);
	if (strlen(value) < sizeof(out->assignee))
		(void)str_fill(out->assignee, sizeof(out->assignee), value);
}

void
query_plan(const struct query *q, const char *login, struct query_plan *out)
{
	unsigned int states = q->root != NULL ? possible_states(q->root) :
	    STATE_BIT(STATE__COUNT) - 1;

	memset(out, 0, sizeof(*out));
	if (q->is_default_open)
		states &= open_states();
	out->is_open_only = (states & ~open_states()) == 0;
	for (size_t s = 0; s < STATE__COUNT; s++) {
		if (states == STATE_BIT(s)) {
			out->has_state = true;
			out->state = (enum state)s;
		}
	}
	if (q->root != NULL)
		plan_terms(q->root, login, out);
}

/* The words among the terms that the whole query hangs on. */
static size_t
words_of(const struct query_node *n, struct query_words *out, size_t count, size_t max)
{
	if (n->kind == NODE_AND)
		return words_of(n->right, out, words_of(n->left, out, count, max), max);
	if (n->kind != NODE_TERM || n->term.key != ASK_WORDS || count == max)
		return count;
	out[count] = (struct query_words){ .form = n->term.values[0], .name = n->term.name,
		.is_initials = n->term.is_initials,
		.codes = (const char *const *)n->term.values + 1,
		.code_count = n->term.value_count - 1 };
	return count + 1;
}

size_t
query_words(const struct query *q, struct query_words *out, size_t max)
{
	return q->root == NULL ? 0 : words_of(q->root, out, 0, max);
}

/* What the terms about key that the whole query hangs on leave possible. */
static int64_t
earliest_of(const struct query_node *n, enum query_key key, const struct query_context *context)
{
	int64_t first_at = INT64_MIN, last_at, left, right;

	switch (n->kind) {
	case NODE_TERM:
		if (n->term.key == key && !n->term.is_unset)
			query_bound_span(&n->term.from, context, &first_at, &last_at);
		return first_at;
	case NODE_AND:
		left = earliest_of(n->left, key, context);
		right = earliest_of(n->right, key, context);
		return left > right ? left : right;
	case NODE_OR:
		left = earliest_of(n->left, key, context);
		right = earliest_of(n->right, key, context);
		return left < right ? left : right;
	case NODE_NOT:
		break;
	}
	return INT64_MIN;
}

int64_t
query_earliest_arrival(const struct query *q, const struct query_context *context)
{
	return q->root == NULL ? INT64_MIN : earliest_of(q->root, ASK_ARRIVED, context);
}

int64_t
query_earliest_decision(const struct query *q, const struct query_context *context)
{
	return q->root == NULL ? INT64_MIN : earliest_of(q->root, ASK_DECIDED, context);
}

static int64_t
latest_of(const struct query_node *n, enum query_key key, const struct query_context *context)
{
	int64_t first_at, last_at = INT64_MAX, left, right;

	switch (n->kind) {
	case NODE_TERM:
		if (n->term.key == key && !n->term.is_unset)
			query_bound_span(&n->term.to, context, &first_at, &last_at);
		return last_at;
	case NODE_AND:
		left = latest_of(n->left, key, context);
		right = latest_of(n->right, key, context);
		return left < right ? left : right;
	case NODE_OR:
		left = latest_of(n->left, key, context);
		right = latest_of(n->right, key, context);
		return left > right ? left : right;
	case NODE_NOT:
		break;
	}
	return INT64_MAX;
}

int64_t
query_latest_decision(const struct query *q, const struct query_context *context)
{
	return q->root == NULL ? INT64_MAX : latest_of(q->root, ASK_DECIDED, context);
}
