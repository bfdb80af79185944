/* SPDX-License-Identifier: ISC */
#include "console/desk/typed.h"

#include <stdlib.h>
#include <string.h>

#include "storage/base.h"

void
typed_split(struct typed *t, const char *line)
{
	char *to = t->memory = x_alloc(strlen(line) + 1);
	const char *p = line + strspn(line, " ");

	t->count = 0;
	while (*p != '\0' && t->count < TYPED_WORDS_MAX) {
		char quote = '\0';

		t->word[t->count++] = to;
		for (; *p != '\0' && (quote != '\0' || *p != ' '); p++) {
			if (quote == '\0' && (*p == '"' || *p == '\''))
				quote = *p;
			else if (*p == quote)
				quote = '\0';
			else
				*to++ = *p;
		}
		*to++ = '\0';
		p += strspn(p, " ");
	}
}

void
typed_release(struct typed *t)
{
	free(t->memory);
	*t = (struct typed){ .memory = 0 };
}
