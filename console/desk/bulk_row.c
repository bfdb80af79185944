/* SPDX-License-Identifier: ISC */
/* Rows of a table as acts: what columns may be called, and what goes where. */
#include <string.h>

#include "console/desk/bulk.h"
#include "console/desk/bulk_map.h"
#include "console/desk/options.h"
#include "console/desk/verbs.h"
#include "console/rules/workflow.h"
#include "storage/instant.h"
#include "storage/text.h"

/* Where a member goes. */
enum kind {
	KIND_WORD,	/* a text of the act, at offset */
	KIND_OP,
	KIND_OUTCOME,
	KIND_VERSION,
	KIND_CONSENT,
	KIND_AT,
	KIND_TEXT,
	KIND_REASONS,
	KIND_REMEDIES
};

#define WORD(member) KIND_WORD, offsetof(struct wire_act, member), \
	sizeof(((struct wire_act *)0)->member)

/* One row per member that a column may be: its name, the words clerks have for
 * it, and where it goes. */
static const struct member {
	const char *name, *korean, *other;
	enum kind kind;
	size_t offset, cap;
} members[] = {
	{ "op", "처리", "업무", KIND_OP, 0, 0 },
	{ "case", "접수번호", "receipt_no", WORD(number) },
	{ "text", "내용", "메모", KIND_TEXT, 0, 0 },
	{ "outcome", "처리결과", "결과", KIND_OUTCOME, 0, 0 },
	{ "reason", "사유", "불가사유", KIND_REASONS, 0, 0 },
	{ "set", "보정", "", KIND_REASONS, 0, 0 },
	{ "remedy", "구제방법", "구제절차", KIND_REMEDIES, 0, 0 },
	{ "assignee", "담당자", "", WORD(assignee) },
	{ "agency", "기관", "협의기관", WORD(agency) },
	{ "period", "기간", "", WORD(period) },
	{ "consent", "동의", "", KIND_CONSENT, 0, 0 },
	{ "op_key", "", "", WORD(op_key) },
	{ "version", "", "", KIND_VERSION, 0, 0 },
	{ "event", "시각종류", "", WORD(event) },
	{ "at", "시각", "", KIND_AT, 0, 0 },
	{ "evidence", "증빙", "", WORD(evidence) },
};
#define MEMBERS (sizeof(members) / sizeof(members[0]))
#define MEMBER_OP 0
#define MEMBER_CASE 1

static int
find_member(const char *word, size_t len)
{
	for (size_t i = 0; i < MEMBERS; i++) {
		const char *names[] = { members[i].name, members[i].korean, members[i].other };

		for (size_t n = 0; n < sizeof(names) / sizeof(names[0]); n++)
			if (len > 0 && strlen(names[n]) == len && memcmp(names[n], word, len) == 0)
				return (int)i;
	}
	return BULK_COLUMN_NONE;
}

bool
bulk_is_column(const char *word, size_t len)
{
	return find_member(word, len) != BULK_COLUMN_NONE;
}

int
bulk_member_find(const char *name)
{
	return find_member(name, strlen(name));
}

const char *
bulk_member_name(int member)
{
	return member >= 0 && (size_t)member < MEMBERS ? members[member].name : NULL;
}

static enum rc
unknown_column(size_t column, const char *word, struct err *e)
{
	struct nearest near = { 0 };

	for (size_t i = 0; i < MEMBERS; i++)
		nearest_try(&near, word, members[i].name);
	if (near.best != NULL)
		return err_set(e, RC_USAGE, say(N_("column %zu of the heading is “%s”: did you mean "
		    "“%s”? --map names what foreign columns are")), column, word, near.best);
	return err_set(e, RC_USAGE, say(N_("column %zu of the heading is “%s”, which is none of "
	    "ours: --map names what foreign columns are")), column, word);
}

enum rc
bulk_heading_read(const struct csv_row *row, const struct bulk_map *map, bool has_base_op,
    struct bulk_heading *out, struct err *e)
{
	bool has[MEMBERS] = { false };

	out->count = row->count;
	for (size_t i = 0; i < row->count; i++) {
		const char *word = row->cells[i].text;
		int member = map != NULL ? bulk_map_column(map, word) : BULK_COLUMN_NONE;

		if (member == BULK_COLUMN_NONE)
			member = find_member(word, row->cells[i].len);
		if (member == BULK_COLUMN_NONE && map == NULL)
			return unknown_column(i + 1, word, e);
		if (member != BULK_COLUMN_NONE && has[member])
			return err_set(e, RC_USAGE, say(N_("column %zu of the heading is “%s” once "
			    "more: leave one out")), i + 1, members[member].name);
		if (member != BULK_COLUMN_NONE)
			has[member] = true;
		out->members[i] = member;
	}
	if (has[MEMBER_CASE] && (has[MEMBER_OP] || has_base_op))
		return RC_OK;
	return err_set(e, RC_USAGE, has[MEMBER_CASE] ?
	    say(N_("no column says what to do: name it with --op")) :
	    say(N_("no column is the case: call it case, or name it with --map")));
}

/* Yes and no as spreadsheets and people write them. */
static bool
read_yes(const char *word, bool *out)
{
	static const char *const yes[] = { "true", "1", "Y", "y", "예" };
	static const char *const no[] = { "", "false", "0", "N", "n", "아니오" };

	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
		if (str_eq(word, yes[i]))
			return *out = true;
	*out = false;
	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		if (str_eq(word, no[i]))
			return true;
	return false;
}

static enum rc
add_text(struct buf *to, const char *word, size_t max, const char *name, struct err *e)
{
	buf_puts(to, word);
	if (to->len > max)
		return err_set(e, RC_USAGE, say(N_("%s is longer than %zu bytes: shorten it")), name,
		    max);
	return RC_OK;
}

/* One cell. Empty ones say nothing. */
static enum rc
read_cell(struct bulk_line *b, const struct member *m, const char *word, struct err *e)
{
	if (word[0] == '\0')
		return RC_OK;
	switch (m->kind) {
	case KIND_WORD:
		return call_fill((char *)&b->act + m->offset, m->cap, word, m->name, e);
	case KIND_OP:
		return bulk_op_find(word, &b->act.op, e);
	case KIND_OUTCOME:
		return outcome_find(word, &b->act.outcome) ? RC_OK : err_set(e, RC_USAGE,
		    say(N_("there is no outcome “%s”: choose complete or refuse")), word);
	case KIND_VERSION:
		return parse_int(word, 0, INT64_MAX, &b->act.version) ? RC_OK : err_set(e, RC_USAGE,
		    say(N_("the member “%s” must be a whole number")), m->name);
	case KIND_CONSENT:
		return read_yes(word, &b->act.has_consent) ? RC_OK : err_set(e, RC_USAGE,
		    say(N_("the member “%s” must be true or false")), m->name);
	case KIND_AT:
		return instant_parse(word, &b->act.at) ? RC_OK : err_set(e, RC_USAGE,
		    say(N_("the member “%s” must be a time: 2026-11-23T14:30")), m->name);
	case KIND_TEXT:
		return add_text(&b->text, word, ACT_TEXT_MAX, m->name, e);
	case KIND_REASONS:
		return add_text(&b->reasons, word, ACT_LINES_MAX, m->name, e);
	case KIND_REMEDIES:
		return add_text(&b->remedies, word, ACT_LINES_MAX, m->name, e);
	}
	return RC_OK;
}

/* Our own guard before what a spreadsheet would take for a formula comes off. */
static const char *
unguarded(const char *word)
{
	return word[0] == '\'' && word[1] != '\0' && strchr("=+-@\t\r\n", word[1]) != NULL ?
	    word + 1 : word;
}

enum rc
bulk_row_read(struct bulk_line *b, const struct csv_row *row, const struct bulk_heading *heading,
    const struct bulk_map *map, char *op_word, size_t op_cap, size_t *cell, struct err *e)
{
	enum rc rc = RC_OK;
	bool has_op = false;

	*cell = 0;
	b->act.version = -1;
	(void)str_fill(op_word, op_cap, b->has_base_op ? op_table[b->base->op].name : "");
	if (b->has_base_op)
		b->act.op = b->base->op;
	if (row->count != heading->count) {
		*cell = row->count < heading->count ? row->count + 1 : heading->count + 1;
		return err_set(e, RC_USAGE, say(N_("the row has %zu cells and the heading %zu")),
		    row->count, heading->count);
	}
	for (size_t i = 0; rc == RC_OK && i < row->count; i++) {
		int member = heading->members[i];
		const char *word = unguarded(row->cells[i].text);

		if (member == BULK_COLUMN_NONE)
			continue;
		if (map != NULL)
			word = bulk_map_word(map, member, word);
		if (member == MEMBER_OP && word[0] != '\0') {
			(void)str_fill(op_word, op_cap, word);
			has_op = true;
		}
		rc = read_cell(b, &members[member], word, e);
		*cell = rc == RC_OK ? 0 : i + 1;
	}
	if (rc == RC_OK && !has_op && !b->has_base_op)
		rc = err_set(e, RC_USAGE, say(N_("the row does not say what to do")));
	if (rc == RC_OK && b->act.number[0] == '\0' && b->act.op != OP_NEXT)
		rc = err_set(e, RC_USAGE, say(N_("the row names no case")));
	bulk_line_finish(b);
	return rc;
}
