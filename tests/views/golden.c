/* SPDX-License-Identifier: ISC */
#include "tests/views/golden.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "tests/data/golden/views/"
#define MAX_BYTES (1 << 20)

static bool
write_file(const char *path, const struct buf *text)
{
	FILE *f = fopen(path, "w");
	bool is_written = f != NULL && fwrite(text->data, 1, text->len, f) == text->len;

	return f != NULL && fclose(f) == 0 && is_written;
}

static void
print_difference(const char *path, const char *want, const char *have)
{
	int line = 1;

	while (*want != '\0' || *have != '\0') {
		size_t w = strcspn(want, "\n"), h = strcspn(have, "\n");
		if (w != h || strncmp(want, have, w) != 0) {
			printf("%s:%d\n  want %.*s\n  have %.*s\n", path, line, (int)w, want,
			    (int)h, have);
			return;
		}
		want += w + (want[w] == '\n');
		have += h + (have[h] == '\n');
		line++;
	}
}

bool
golden_same(const char *name, const struct grid *g)
{
	struct buf have = { 0 }, want = { 0 };
	char *path = x_asprintf(FOLDER "%s.txt", name);
	bool is_same;

	grid_dump(g, &have);
	buf_puts(&have, "----\n");
	grid_dump_styles(g, &have);
	if (getenv("UPDATE_GOLDEN") != NULL) {
		is_same = write_file(path, &have);
	} else {
		is_same = file_read(path, MAX_BYTES, &want, NULL) == RC_OK &&
		    str_eq(buf_str(&want), buf_str(&have));
		if (!is_same)
			print_difference(path, buf_str(&want), buf_str(&have));
	}
	free(path);
	buf_release(&have);
	buf_release(&want);
	return is_same;
}
