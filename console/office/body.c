/* SPDX-License-Identifier: ISC */
#include "console/office/body.h"

#include <string.h>

#include "storage/instant.h"
#include "storage/text.h"

void
body_member(struct buf *out, const char *name, const char *value)
{
	buf_puts(out, out->data[out->len - 1] == '{' ? "\"" : ",\"");
	buf_puts(out, name);
	buf_puts(out, "\":");
	text_json_string(out, value, strlen(value));
}

void
body_instant(struct buf *out, const char *name, int64_t at)
{
	char text[32];

	instant_format(at, text);
	body_member(out, name, text);
}

/* A JSON array of the lines of text. */
void
body_lines(struct buf *out, const char *name, const char *lines)
{
	const char *separator = "";

	buf_printf(out, ",\"%s\":[", name);
	while (*lines != '\0') {
		size_t len = strcspn(lines, "\n");

		if (len > 0) {
			buf_puts(out, separator);
			text_json_string(out, lines, len);
			separator = ",";
		}
		lines += len + (lines[len] == '\n' ? 1 : 0);
	}
	buf_putc(out, ']');
}

/* Department, name and contact stand on every notice (Decree §31). */
void
body_officer(struct buf *out, const struct staff_record *who)
{
	buf_puts(out, ",\"officer\":{");
	body_member(out, "department", who->row.department);
	body_member(out, "name", who->row.name);
	body_member(out, "contact", who->contact);
	buf_putc(out, '}');
}
