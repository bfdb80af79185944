/* SPDX-License-Identifier: ISC */
#include "console/rules/batch.h"

#include "console/rules/workflow.h"
#include "storage/text.h"

/* A stable name and its label. */
struct word {
	const char *name, *label;
};

static const struct word states[] = {
	{ BATCH_PLANNED, N_("planned") },
	{ BATCH_RUNNING, N_("running") },
	{ BATCH_STOPPED, N_("stopped") },
	{ BATCH_DONE, N_("done") },
	{ BATCH_UNDONE, N_("taken back") },
}, items[] = {
	{ ITEM_WAITING, N_("waiting") },
	{ ITEM_DONE, N_("done") },
	{ ITEM_REFUSED, N_("refused") },
	{ ITEM_FAILED, N_("failed") },
	{ ITEM_UNDONE, N_("taken back") },
}, sources[] = {
	{ "file", N_("file") },
	{ "stdin", N_("standard input") },
	{ "query", N_("query") },
	{ "marks", N_("marks") },
	{ "undo", N_("undo") },
};

static const char *
label(const struct word *words, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(words[i].name, name))
			return say(words[i].label);
	return name;
}

const char *
batch_state_label(const char *name)
{
	return label(states, sizeof(states) / sizeof(states[0]), name);
}

const char *
batch_item_label(const char *name)
{
	return label(items, sizeof(items) / sizeof(items[0]), name);
}

const char *
batch_source_label(const char *name)
{
	return label(sources, sizeof(sources) / sizeof(sources[0]), name);
}

const char *
batch_op_label(const char *op)
{
	enum op known;

	if (op_find(op, &known))
		return op_label(known);
	return str_eq(op, BATCH_MIXED) ? say(N_("several")) : op;
}
