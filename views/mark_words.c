/* SPDX-License-Identifier: ISC */
#include "views/mark_words.h"

#include "console/rules/verdict.h"
#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/words.h"

#define KINDS_MOST 4	/* services named in a sum, and reasons under it */

void
mark_count(struct buf *out, size_t count)
{
	buf_printf(out, say(N_("%zu marked")), count);
}

size_t
mark_outside(const struct desk_model *m)
{
	size_t n = 0;

	for (size_t i = 0; i < m->marked.count; i++)
		n += m->marked.marks[i].is_outside ? 1 : 0;
	return n;
}

const struct mark *
mark_of(const struct desk_model *m, int64_t case_id)
{
	for (size_t i = 0; i < m->marked.count; i++) {
		if (m->marked.marks[i].row.id == case_id)
			return &m->marked.marks[i];
	}
	return NULL;
}

/* Are two marks of one kind? Kinds are summed one by one. */
typedef bool (*same_kind)(const struct mark *a, const struct mark *b);

static bool
same_state(const struct mark *a, const struct mark *b)
{
	return a->row.state == b->row.state;
}

static bool
same_service(const struct mark *a, const struct mark *b)
{
	return str_eq(a->row.service, b->row.service);
}

static bool
same_refusal(const struct mark *a, const struct mark *b)
{
	return !a->is_allowed && !b->is_allowed && str_eq(a->reason, b->reason) &&
	    str_eq(a->detail, b->detail);
}

/* How many marks are of the kind of the i-th; 0 where an earlier one is. */
static size_t
kind_count(const struct mark_model *marked, size_t i, same_kind same)
{
	size_t n = 0;

	for (size_t k = 0; k < marked->count; k++) {
		if (!same(&marked->marks[k], &marked->marks[i]))
			continue;
		if (k < i)
			return 0;
		n++;
	}
	return n;
}

/* Appends "접수 8, 도달 4". */
static void
sum_kinds(struct buf *out, const struct desk_model *m, same_kind same,
    void (*name)(struct buf *out, const struct mark *mark))
{
	size_t kinds = 0, rest = 0;

	for (size_t i = 0; i < m->marked.count; i++) {
		size_t n = kind_count(&m->marked, i, same);

		if (n == 0)
			continue;
		if (kinds == KINDS_MOST) {
			rest += n;
			continue;
		}
		buf_puts(out, kinds++ > 0 ? ", " : "");
		name(out, &m->marked.marks[i]);
		buf_printf(out, " %zu", n);
	}
	if (rest > 0)
		buf_printf(out, say(N_(", others %zu")), rest);
}

static void
name_state(struct buf *out, const struct mark *mark)
{
	buf_puts(out, state_label(mark->row.state));
}

static void
name_service(struct buf *out, const struct mark *mark)
{
	words_service_short(out, mark->row.service);
}

/* Ends a line. */
static void
put_line(struct page *p, enum style style, struct buf *text)
{
	page_wrap(p, 0, style, buf_str(text));
	page_next(p);
	buf_clear(text);
}

/* Why it is refused, once for each reason. */
static void
reason_lines(const struct desk_model *m, struct page *p)
{
	struct buf text = { 0 }, why = { 0 };
	int kinds = 0;

	for (size_t i = 0; i < m->marked.count && kinds < KINDS_MOST; i++) {
		const struct mark *mark = &m->marked.marks[i];
		enum reason reason;
		size_t n = mark->is_judged && !mark->is_allowed ?
		    kind_count(&m->marked, i, same_refusal) : 0;

		if (n == 0 || !reason_find(mark->reason, &reason))
			continue;
		buf_clear(&why);
		reason_sentence(&why, reason, mark->detail);
		buf_printf(&text, say(N_("%zu not: ")), n);
		buf_puts(&text, buf_str(&why));
		put_line(p, STYLE_WARN, &text);
		kinds++;
	}
	buf_release(&text);
	buf_release(&why);
}

void
mark_lines(const struct desk_model *m, struct page *p)
{
	struct buf text = { 0 };
	size_t allowed = 0, judged = 0;

	for (size_t i = 0; i < m->marked.count; i++) {
		judged += m->marked.marks[i].is_judged ? 1 : 0;
		allowed += m->marked.marks[i].is_judged && m->marked.marks[i].is_allowed ? 1 : 0;
	}
	mark_count(&text, m->marked.count);
	buf_puts(&text, ": ");
	sum_kinds(&text, m, same_state, name_state);
	put_line(p, STYLE_NORMAL, &text);
	sum_kinds(&text, m, same_service, name_service);
	put_line(p, STYLE_NORMAL, &text);
	if (judged < m->marked.count)
		buf_puts(&text, say(N_("The office is asked which of them the rules allow.")));
	else
		buf_printf(&text, say(N_("Now allowed for %zu of %zu.")), allowed, judged);
	put_line(p, allowed < judged ? STYLE_WARN : STYLE_OK, &text);
	reason_lines(m, p);
	page_next(p);
	buf_release(&text);
}
