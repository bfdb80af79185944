/* SPDX-License-Identifier: ISC */
#include "views/palette.h"

#include <stdio.h>
#include <string.h>

#include "storage/text.h"
#include "views/words.h"

#define PIECE_LEAST 2	/* bytes: a case is looked for by no less */
#define SHOW "show"
#define VIEW "view"

/* Candidates being gathered. */
struct gathering {
	const struct desk_model *m;
	struct candidate *out;
	size_t count;
};

static void
add(struct gathering *g, const char *verb, const char *rest, const char *help)
{
	const char *blank = rest[0] != '\0' ? " " : "";
	const char *quote = strchr(rest, ' ') != NULL ? "\"" : "";
	struct candidate *c = &g->out[g->count];
	int len;

	if (g->count == PALETTE_MOST)
		return;
	len = snprintf(c->text, sizeof(c->text), "%s%s%s%s%s", verb, blank, quote, rest, quote);
	if (len < 0 || (size_t)len >= sizeof(c->text))
		return;
	c->help = help;
	for (size_t i = 0; i < g->count; i++) {
		if (str_eq(g->out[i].text, c->text))
			return;
	}
	g->count++;
}

/* The keys that were pressed, where Hangul mode made syllables of them. */
static void
as_keys(struct buf *out, const char *typed)
{
	size_t len = strlen(typed), done = 0;

	while (done < len) {
		char keys[6];
		uint32_t cp;
		size_t n;

		done += utf8_decode(typed + done, len - done, &cp);
		n = hangul_to_keys(cp, keys);
		if (n > 0)
			buf_add(out, keys, n);
		else
			utf8_encode(out, cp);
	}
}

static bool
begins(const struct command_word *w, const char *typed, const char *keys)
{
	return str_starts(w->text, typed) || str_starts(w->text, keys) ||
	    (w->label[0] != '\0' && str_starts(w->label, typed));
}

static bool
is_case_meant(const struct case_row *row, const char *piece)
{
	return strstr(row->receipt_no, piece) != NULL || strstr(row->external_id, piece) != NULL ||
	    strstr(row->title, piece) != NULL;
}

static void
add_case(struct gathering *g, const char *verb, const struct case_row *row, const char *piece)
{
	if (is_case_meant(row, piece))
		add(g, verb, words_number(row), row->title);
}

/* Cases in sight: the open one, the marked ones, those opened lately, the list's. */
static void
add_cases(struct gathering *g, const char *verb, const char *piece)
{
	const struct desk_model *m = g->m;

	if (strlen(piece) < PIECE_LEAST)
		return;
	if (m->detail != NULL)
		add_case(g, verb, &m->detail->row, piece);
	for (size_t i = 0; i < m->marked.count; i++)
		add_case(g, verb, &m->marked.marks[i].row, piece);
	for (size_t i = 0; i < m->recent_count; i++)
		add_case(g, verb, &m->recent[i].row, piece);
	for (size_t i = 0; i < m->queue.count && g->count < PALETTE_MOST; i++)
		add_case(g, verb, &m->queue.rows[i], piece);
}

/* Another case, behind those that the line names already. */
static void
add_next_case(struct gathering *g, const char *typed, const char *rest)
{
	const char *last = strrchr(rest, ' ');
	struct buf before = { 0 };

	if (last == NULL || last[1] == '-' || strstr(rest, " --") != NULL)
		return;
	buf_add(&before, typed, (size_t)(last - typed));
	add_cases(g, buf_str(&before), last + 1);
	buf_release(&before);
}

/* Saved views, by a piece of the name. */
static void
add_views(struct gathering *g, const char *typed)
{
	bool is_named = str_starts(typed, VIEW " ");
	const char *piece = is_named ? typed + strlen(VIEW " ") : typed;

	piece += *piece == '"';
	if (!is_named && strlen(piece) < PIECE_LEAST)
		return;
	for (size_t i = 0; i < g->m->saved_count; i++) {
		const struct saved_view *v = &g->m->saved[i];

		if (strstr(v->name, piece) != NULL)
			add(g, VIEW, v->name, v->query);
	}
}

size_t
palette_find(const struct desk_model *m, const char *typed, struct candidate out[PALETTE_MOST])
{
	struct gathering g = { .m = m, .out = out };
	struct buf keys = { 0 };
	const char *verb = SHOW, *piece = typed;

	typed += strspn(typed, " ");
	as_keys(&keys, typed);
	for (size_t i = 0; i < m->command.word_count; i++) {
		const struct command_word *w = &m->command.words[i];
		size_t len = strlen(w->text);

		if (begins(w, typed, buf_str(&keys)))
			add(&g, w->text, "", w->help);
		if (w->takes_case && str_starts(typed, w->text) && typed[len] == ' ') {
			verb = w->text;
			piece = typed + len + 1;
		}
	}
	add_views(&g, typed);
	add_cases(&g, verb, piece);
	if (g.count == 0 && piece != typed)
		add_next_case(&g, typed, piece);
	buf_release(&keys);
	return g.count;
}

const char *
palette_meant(const struct desk_model *m, const char *typed)
{
	const char *meant = typed;
	struct buf keys = { 0 };

	as_keys(&keys, typed);
	for (size_t i = 0; i < m->command.word_count; i++) {
		const struct command_word *w = &m->command.words[i];

		if (str_eq(w->text, typed))
			break;
		if ((w->label[0] != '\0' && str_eq(w->label, typed)) || str_eq(w->text, buf_str(&keys))) {
			meant = w->text;
			break;
		}
	}
	buf_release(&keys);
	return meant;
}
