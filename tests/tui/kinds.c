/* SPDX-License-Identifier: ISC */
#include "tests/tui/kinds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <vterm.h>

#include "storage/text.h"

#define KINDS_MAX 128

struct kinds {
	VTerm *parser;
	char names[KINDS_MAX][24];
	int count;
	char rest[4];		/* of a character that was cut */
	size_t rest_len;
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

/* What must never reach a terminal as text: C1, directions, what is not seen. Its
 * own list, so that no table of the product judges itself. */
static const struct hidden {
	uint32_t first, last;
} hidden[] = {
	{ 0x80, 0x9f }, { 0xad, 0xad }, { 0x34f, 0x34f }, { 0x61c, 0x61c }, { 0x115f, 0x1160 },
	{ 0x180e, 0x180e }, { 0x200b, 0x200f }, { 0x2028, 0x202e }, { 0x2060, 0x206f },
	{ 0x3164, 0x3164 }, { 0xfeff, 0xfeff }, { 0xffa0, 0xffa0 }, { 0xfff9, 0xfffb },
	{ 0xe000, 0xf8ff }, { 0xe0000, 0xe007f }, { 0xf0000, 0x10ffff },
};

static void
see_code_point(struct kinds *k, uint32_t cp)
{
	char kind[24];

	for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++) {
		if (cp < hidden[i].first || cp > hidden[i].last)
			continue;
		(void)snprintf(kind, sizeof(kind), "HIDDEN %04X", (unsigned int)cp);
		add_kind(k, kind);
	}
}

/* Looks for hidden characters and for bytes that are no UTF-8. */
static void
see_characters(struct kinds *k, const char *bytes, size_t len)
{
	struct buf all = { 0 };
	size_t at = 0, n;
	uint32_t cp;

	buf_add(&all, k->rest, k->rest_len);
	buf_add(&all, bytes, len);
	for (k->rest_len = 0; at < all.len; at += n == 0 ? 1 : n) {
		n = utf8_decode(all.data + at, all.len - at, &cp);
		if (n > 0) {
			see_code_point(k, cp);
		} else if (all.len - at < sizeof(k->rest)) {
			k->rest_len = all.len - at;
			memcpy(k->rest, all.data + at, k->rest_len);
			break;
		} else {
			add_kind(k, "NO UTF-8");
		}
	}
	buf_release(&all);
}

/* What the terminal's driver sends by itself: the terminfo entry of xterm, the
 * bracketed paste and the mouse that the console asks for. */
static const char *const driver_kinds[] = { "CTRL 08", "CTRL 09", "CTRL 0A", "CTRL 0D", "CTRL 0F",
	"CTRL 8D", /* as libvterm tells ESC M */ "ESC (B", "ESC )0", "ESC =", "ESC >", "ESC 7", "ESC 8", "CSI @", "CSI A", "CSI B",
	"CSI C", "CSI D", "CSI G", "CSI H", "CSI I", "CSI J", "CSI K", "CSI L", "CSI M", "CSI P",
	"CSI S", "CSI T", "CSI X", "CSI Z", "CSI b", "CSI d", "CSI h", "CSI l", "CSI m", "CSI r",
	"CSI t", "CSI ?1h", "CSI ?1l", "CSI ?7h", "CSI ?7l", "CSI ?12h", "CSI ?12l", "CSI ?25h", "CSI ?25l",
	"CSI ?1006h", "CSI ?1006l", "CSI ?1000l", "CSI ?1049h", "CSI ?1049l", "CSI ?2004h",
	"CSI ?2004l" };

static bool
is_of_driver(const char *kind)
{
	for (size_t i = 0; i < sizeof(driver_kinds) / sizeof(driver_kinds[0]); i++) {
		if (str_eq(kind, driver_kinds[i]))
			return true;
	}
	return false;
}

void
kinds_beyond_driver(const struct kinds *k, struct buf *out, int *count)
{
	for (int i = 0; i < k->count; i++) {
		if (is_of_driver(k->names[i]))
			continue;
		buf_printf(out, "%s\n", k->names[i]);
		(*count)++;
	}
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
	see_characters(k, bytes, len);
	(void)vterm_input_write(k->parser, bytes, len);
}

void
kinds_list(const struct kinds *k, struct buf *out)
{
	for (int i = 0; i < k->count; i++)
		buf_printf(out, "%s\n", k->names[i]);
}
