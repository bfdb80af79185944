/* SPDX-License-Identifier: ISC */
#include "tests/tui/kinds.h"

#include <stdio.h>
#include <stdlib.h>

#include <vterm.h>

#include "storage/text.h"

#define KINDS_MAX 128

struct kinds {
	VTerm *parser;
	char names[KINDS_MAX][24];
	int count;
};

static void
add_kind(struct kinds *k, const char *kind)
{
	for (int i = 0; i < k->count; i++) {
		if (str_eq(k->names[i], kind))
			return;
	}
	if (k->count < KINDS_MAX)
		(void)str_fill(k->names[k->count++], sizeof(k->names[0]), kind);
}

/* Eats text up to the next control character: all that is left is offered. */
static int
see_text(const char *bytes, size_t len, void *user)
{
	size_t n = 0;

	(void)user;
	while (n < len && (unsigned char)bytes[n] >= 0x20 && bytes[n] != 0x7f)
		n++;
	return (int)n;
}

static int
see_control(unsigned char control, void *user)
{
	char kind[24];

	(void)snprintf(kind, sizeof(kind), "CTRL %02X", control);
	add_kind(user, kind);
	return 1;
}

static int
see_escape(const char *bytes, size_t len, void *user)
{
	char kind[24];

	(void)snprintf(kind, sizeof(kind), "ESC %.*s", (int)len, bytes);
	add_kind(user, kind);
	return (int)len;
}

static int
see_csi(const char *leader, const long args[], int count, const char *intermediate, char command,
    void *user)
{
	char kind[24];
	bool is_mode = !str_empty(leader) && (command == 'h' || command == 'l');

	if (is_mode && count > 0)
		(void)snprintf(kind, sizeof(kind), "CSI %s%ld%c", leader, CSI_ARG(args[0]), command);
	else
		(void)snprintf(kind, sizeof(kind), "CSI %s%s%c", str_or_empty(leader),
		    str_or_empty(intermediate), command);
	add_kind(user, kind);
	return 1;
}

static int
see_osc(const char *command, size_t len, void *user)
{
	(void)command;
	(void)len;
	add_kind(user, "OSC");
	return 1;
}

static int
see_dcs(const char *command, size_t len, void *user)
{
	(void)command;
	(void)len;
	add_kind(user, "DCS");
	return 1;
}

static const VTermParserCallbacks parser_calls = {
	.text = see_text,
	.control = see_control,
	.escape = see_escape,
	.csi = see_csi,
	.osc = see_osc,
	.dcs = see_dcs,
};

struct kinds *
kinds_new(void)
{
	struct kinds *k = x_zalloc(1, sizeof(*k));

	k->parser = vterm_new(24, 80);
	vterm_set_utf8(k->parser, 1);
	vterm_parser_set_callbacks(k->parser, &parser_calls, k);
	return k;
}

void
kinds_free(struct kinds *k)
{
	if (k != NULL)
		vterm_free(k->parser);
	free(k);
}

void
kinds_read(struct kinds *k, const char *bytes, size_t len)
{
	(void)vterm_input_write(k->parser, bytes, len);
}

void
kinds_list(const struct kinds *k, struct buf *out)
{
	for (int i = 0; i < k->count; i++)
		buf_printf(out, "%s\n", k->names[i]);
}
