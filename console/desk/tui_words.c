/* SPDX-License-Identifier: ISC */
/* What the command line of the screen knows, for its completion: the verbs of
 * the shell that mean something here, and the actions with a view. */
#include <stdlib.h>
#include <string.h>

#include "console/desk/screen.h"
#include "console/rules/workflow.h"
#include "storage/text.h"

/* Verbs that are neither an op nor done by hand, and whether a case follows. */
static const struct {
	const char *name;
	bool takes_case;
} verbs[] = {
	{ "list", false },
	{ "new", false },
	{ "show", true },
	{ "why", true },
	{ "log", true },
	{ "flag", true },
	{ "diff", false },
	{ "handover list", false },
	{ "outbox list", false },
	{ "unsorted list", false },
	{ "outage list", false },
	{ "export", false },
	{ "letters list", false },
	{ "forms releases", false },
	{ "needs list", false },
	{ "needs add", false },
	{ "needs second", false },
	{ "needs answer", false },
	{ "tasks list", false },
	{ "tasks update", false },
	{ "outbox reconcile", false },
	{ "board", false },
	{ "today", false },
	{ "recent", false },
	{ "view list", false },
	{ "view save", false },
	{ "view rename", false },
	{ "view delete", false },
	{ "help", false },
	{ "keys", false },
};

/* Actions that can be typed by name and are no verb. */
static const enum action actions[] = {
	ACTION_FILTER, ACTION_SORT, ACTION_REFRESH, ACTION_SENT, ACTION_UNSORTED, ACTION_CALENDAR,
	ACTION_LETTERS, ACTION_RELEASES, ACTION_NEEDS, ACTION_HANDOVERS, ACTION_RECONCILE,
	ACTION_BATCHES, ACTION_REPORT,
	ACTION_QUIT,
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static int
find_verb(const char *name)
{
	for (size_t i = 0; i < COUNT(verbs); i++)
		if (str_eq(verbs[i].name, name))
			return (int)i;
	return -1;
}

bool
screen_knows_verb(const char *name)
{
	return find_verb(name) >= 0;
}

static void
add(struct screen_words *w, struct command_word word)
{
	w->words = x_realloc(w->words, w->count + 1, sizeof(*w->words));
	w->words[w->count++] = word;
}

void
screen_words_init(struct screen *s)
{
	struct screen_words *w = &s->words;

	for (size_t i = 0; i < verb_count; i++) {
		const struct verb *verb = &verb_table[i];
		int known = find_verb(verb->name);

		if (verb->op == OP__COUNT && known < 0 &&
		    by_hand_find(verb->name) == BY_HAND_NONE)
			continue;
		add(w, (struct command_word){ .text = verb->name, .help = verb_help(verb),
			.label = verb->op != OP__COUNT ? op_label(verb->op) : "",
			.takes_case = known >= 0 ? verbs[known].takes_case :
			    verb->op != OP__COUNT });
	}
	for (size_t i = 0; i < COUNT(actions); i++)
		add(w, (struct command_word){ .text = action_table[actions[i]].name,
			.label = action_label(actions[i]), .help = action_help(actions[i]) });
	s->feed.model.command.words = w->words;
	s->feed.model.command.word_count = w->count;
}

void
screen_words_keep(struct screen *s, const char *line)
{
	struct screen_words *w = &s->words;

	if (line[strspn(line, " ")] == '\0' ||
	    (w->line_count > 0 && str_eq(w->lines[w->line_count - 1], line)))
		return;
	if (w->line_count == COMMAND_LINES_MAX) {
		free(w->lines[0]);
		memmove(w->lines, w->lines + 1, (--w->line_count) * sizeof(w->lines[0]));
	}
	w->lines[w->line_count++] = x_strdup(line);
	s->feed.model.command.lines = w->lines;
	s->feed.model.command.line_count = w->line_count;
}

void
screen_words_release(struct screen_words *w)
{
	for (size_t i = 0; i < w->line_count; i++)
		free(w->lines[i]);
	free(w->words);
	*w = (struct screen_words){ .words = NULL };
}

static bool
is_called(const struct case_row *row, const char *number)
{
	return str_eq(row->receipt_no, number) || str_eq(row->external_id, number);
}

const struct case_row *
screen_find_row(const struct screen *s, const char *number)
{
	const struct desk_model *m = &s->feed.model;

	if (m->detail != NULL && is_called(&m->detail->row, number))
		return &m->detail->row;
	for (size_t i = 0; i < m->marked.count; i++)
		if (is_called(&m->marked.marks[i].row, number))
			return &m->marked.marks[i].row;
	for (size_t i = 0; i < m->recent_count; i++)
		if (is_called(&m->recent[i].row, number))
			return &m->recent[i].row;
	for (size_t i = 0; i < m->queue.count; i++)
		if (is_called(&m->queue.rows[i], number))
			return &m->queue.rows[i];
	return NULL;
}
