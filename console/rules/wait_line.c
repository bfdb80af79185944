/* SPDX-License-Identifier: ISC */
#include "console/rules/wait_line.h"

#include <string.h>

/* One row per member, in the order of a line. */
static const struct member {
	size_t offset, cap;	/* cap 0 = a number */
} members[] = {
#define TEXT(m) { offsetof(struct wait_row, m), sizeof(((struct wait_row *)0)->m) }
#define NUMBER(m) { offsetof(struct wait_row, m), 0 }
	TEXT(region), TEXT(desk_id), TEXT(task_no), TEXT(desk), TEXT(task), NUMBER(waiting),
	NUMBER(called), NUMBER(counters), NUMBER(observed_at), TEXT(hours),
#undef TEXT
#undef NUMBER
};
#define MEMBERS (sizeof(members) / sizeof(members[0]))

void
wait_line_add(struct buf *out, const struct wait_row *row)
{
	for (size_t i = 0; i < MEMBERS; i++) {
		const char *at = (const char *)row + members[i].offset;

		if (members[i].cap == 0) {
			int64_t number;

			memcpy(&number, at, sizeof(number));
			buf_printf(out, "%lld", (long long)number);
		} else {
			for (; *at != '\0'; at++)
				buf_putc(out, strchr("\t\r\n", *at) != NULL ? ' ' : *at);
		}
		buf_putc(out, i + 1 < MEMBERS ? '\t' : '\n');
	}
}

/* Reads len bytes of a line into a member. */
static bool
take_member(struct wait_row *row, const struct member *m, const char *text, size_t len)
{
	char *to = (char *)row + m->offset, digits[24];
	int64_t number;

	if (m->cap > 0) {
		if (len >= m->cap)
			return false;
		memcpy(to, text, len);
		to[len] = '\0';
		return true;
	}
	if (len >= sizeof(digits))
		return false;
	memcpy(digits, text, len);
	digits[len] = '\0';
	if (!parse_int(digits, INT64_MIN, INT64_MAX, &number))
		return false;
	memcpy(to, &number, sizeof(number));
	return true;
}

enum rc
wait_line_take(const char **at, struct wait_row *row, struct err *e)
{
	*row = (struct wait_row){ .source = "" };
	for (size_t i = 0; i < MEMBERS; i++) {
		size_t len = strcspn(*at, "\t\n");
		char end = (*at)[len];

		if (end != (i + 1 < MEMBERS ? '\t' : '\n') || !take_member(row, &members[i], *at, len))
			return err_set(e, RC_INVALID, "a line of waiting figures that is none "
			    "(member %zu)", i + 1);
		*at += len + 1;
	}
	return RC_OK;
}
