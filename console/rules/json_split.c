/* SPDX-License-Identifier: ISC */
/*
 * The tolerant splitter: finds where the elements of a page begin and end
 * without believing that they are JSON.
 */
#include <stdlib.h>
#include <string.h>

#include "console/rules/json_gate.h"

/* The brackets that are open inside an element. */
struct brackets {
	struct buf open;	/* '{' and '[' */
	size_t braces, squares;	/* of each in open */
};

static void
open_bracket(struct brackets *b, char c)
{
	buf_putc(&b->open, c);
	b->braces += c == '{';
	b->squares += c == '[';
}

/* Closes the innermost bracket of c's kind, and with it those inside that
 * were never closed; a closer that closes nothing is junk of the element. */
static void
close_bracket(struct brackets *b, char c)
{
	char want = c == '}' ? '{' : '[', top;

	if ((c == '}' ? b->braces : b->squares) == 0)
		return;
	do {
		top = b->open.data[--b->open.len];
		b->braces -= top == '{';
		b->squares -= top == '[';
	} while (top != want);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The offset past a string that starts at i; len when it never ends. */
static size_t
skip_string(const char *bytes, size_t len, size_t i)
{
	for (i++; i < len && bytes[i] != '"'; i++)
		if (bytes[i] == '\\')
			i++;
	return i < len ? i + 1 : len;
}

bool
json_split(const char *bytes, size_t len,
    void (*element)(void *arg, const char *bytes, size_t len), void *arg)
{
	struct brackets b = { 0 };
	size_t i = 0, start;
	bool is_whole = false, has_comma = false;

	while (i < len && is_blank(bytes[i]))
		i++;
	if (i == len || bytes[i] != '[')
		return false;
	for (start = ++i; i < len && !is_whole; ) {
		char c = bytes[i];

		if (c == '"') {
			i = skip_string(bytes, len, i);
			continue;
		}
		if (c == '{' || c == '[')
			open_bracket(&b, c);
		else if (b.open.len > 0 && (c == '}' || c == ']'))
			close_bracket(&b, c);
		else if (b.open.len == 0 && (c == ',' || c == ']')) {
			size_t from = start, to = i;

			while (from < to && is_blank(bytes[from]))
				from++;
			while (to > from && is_blank(bytes[to - 1]))
				to--;
			is_whole = c == ']';
			if (!is_whole || has_comma || to > from)
				element(arg, bytes + from, to - from);
			has_comma = true;
			start = i + 1;
		}
		i++;
	}
	while (i < len && is_blank(bytes[i]))
		i++;
	buf_release(&b.open);
	return is_whole && i == len;
}
