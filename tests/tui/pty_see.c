/* SPDX-License-Identifier: ISC */
/* What a person sees on the terminal of a pty. */
#include <string.h>
#include <termios.h>

#include "storage/text.h"
#include "tests/tui/pty_inside.h"

int
pty_rows(const struct pty *p)
{
	return p->rows;
}

int
pty_cols(const struct pty *p)
{
	return p->cols;
}

struct pty_cell
pty_cell(const struct pty *p, int row, int col)
{
	struct pty_cell cell = { .width = 1 };
	struct buf text = { 0 };
	VTermScreenCell c;

	if (!vterm_screen_get_cell(p->screen, (VTermPos){ row, col }, &c))
		return cell;
	cell.width = c.width;
	if (c.chars[0] == UINT32_MAX)
		cell.width = 0;
	for (int i = 0; cell.width > 0 && i < VTERM_MAX_CHARS_PER_CELL && c.chars[i] != 0; i++)
		utf8_encode(&text, c.chars[i]);
	if (cell.width > 0 && text.len == 0)
		buf_putc(&text, ' ');
	(void)str_fill(cell.text, sizeof(cell.text), buf_str(&text));
	cell.is_bold = c.attrs.bold;
	cell.is_reverse = c.attrs.reverse;
	cell.is_underlined = c.attrs.underline != VTERM_UNDERLINE_OFF;
	cell.has_colour = !VTERM_COLOR_IS_DEFAULT_FG(&c.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&c.bg);
	cell.ink = VTERM_COLOR_IS_DEFAULT_FG(&c.fg) || !VTERM_COLOR_IS_INDEXED(&c.fg) ? -1 :
	    c.fg.indexed.idx;
	buf_release(&text);
	return cell;
}

void
pty_row(const struct pty *p, int row, struct buf *out)
{
	size_t start = out->len;

	buf_puts(out, "");
	for (int col = 0; col < p->cols; col++)
		buf_puts(out, pty_cell(p, row, col).text);
	while (out->len > start && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
}

void
pty_dump(const struct pty *p, struct buf *out)
{
	for (int row = 0; row < p->rows; row++) {
		pty_row(p, row, out);
		buf_putc(out, '\n');
	}
}

bool
pty_find(const struct pty *p, const char *text, int *row, int *col)
{
	struct buf line = { 0 };
	const char *at = NULL;

	for (int r = 0; r < p->rows && at == NULL; r++) {
		buf_clear(&line);
		pty_row(p, r, &line);
		at = strstr(buf_str(&line), text);
		if (at != NULL && row != NULL)
			*row = r;
	}
	if (at != NULL && col != NULL) {
		line.data[at - line.data] = '\0';
		*col = text_width(line.data);
	}
	buf_release(&line);
	return at != NULL;
}

void
pty_cursor(const struct pty *p, int *row, int *col)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(p->terminal), &at);
	*row = at.row;
	*col = at.col;
}

bool
pty_is_cursor_on(const struct pty *p)
{
	return p->is_cursor_on;
}

bool
pty_is_alternate(const struct pty *p)
{
	return p->is_alternate;
}

bool
pty_is_cooked(const struct pty *p)
{
	struct termios modes;

	return tcgetattr(p->slave, &modes) == 0 &&
	    (modes.c_lflag & (ICANON | ECHO | ISIG)) == (ICANON | ECHO | ISIG) &&
	    (modes.c_oflag & OPOST) != 0;
}

size_t
pty_bytes(const struct pty *p)
{
	return p->bytes;
}

size_t
pty_answered(const struct pty *p)
{
	return p->answered;
}

void
pty_kinds(const struct pty *p, struct buf *out)
{
	kinds_list(p->kinds, out);
}

void
pty_kinds_beyond_driver(const struct pty *p, struct buf *out, int *count)
{
	kinds_beyond_driver(p->kinds, out, count);
	if (p->answered == 0)
		return;
	buf_printf(out, "%zu bytes that the terminal was made to answer\n", p->answered);
	(*count)++;
}
