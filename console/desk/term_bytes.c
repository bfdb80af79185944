/* SPDX-License-Identifier: ISC */
#include "console/desk/term_bytes.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

#include "console/desk/term.h"
#include "storage/text.h"

#define MOUSE_OFF "\033[?1006l\033[?1000l"
/* Drops what scrolled off, where the terminal's type names no sequence for it. */
#define FORGET_SCROLLED "\033[3J"

void
term_send_bytes(const char *bytes)
{
	ssize_t n = write(STDOUT_FILENO, bytes, strlen(bytes));

	/* A terminal that takes no bytes shows it at the next refresh. */
	(void)n;
}

/* Appends one of the terminal's sequences without its padding; nothing where it
 * has none. */
static void
add_sequence(struct buf *out, const char *sequence)
{
	/* What curses does not have is NULL or -1. */
	if (sequence == NULL || (intptr_t)sequence == -1)
		return;
	for (const char *p = sequence; *p != '\0'; p++) {
		const char *end = str_starts(p, "$<") ? strchr(p, '>') : NULL;

		if (end != NULL)
			p = end;
		else
			buf_putc(out, *p);
	}
}

void
term_add_blank_rows(struct buf *out)
{
	struct winsize size = { 0 };
	int rows = lines;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0)
		rows = size.ws_row;
	add_sequence(out, exit_attribute_mode);
	for (int row = 0; row < rows; row++) {
		add_sequence(out, tiparm(cursor_address, row, 0));
		add_sequence(out, clr_eol);
	}
	add_sequence(out, tiparm(cursor_address, 0, 0));
}

void
term_add_forget_scrolled(struct buf *out)
{
	const char *forget = tigetstr("E3");

	if (forget != NULL && (intptr_t)forget != -1)
		add_sequence(out, forget);
	else if (clear_screen != NULL && str_starts(clear_screen, "\033["))
		buf_puts(out, FORGET_SCROLLED);
}

enum rc
term_check(struct err *e)
{
	const char *name = getenv("TERM");
	enum rc rc = RC_OK;
	int status;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(e, RC_REFUSED, "%s",
		    say(N_("input and output are not a terminal")));
	if (str_empty(name))
		return err_set(e, RC_REFUSED, "%s",
		    say(N_("TERM is not set: no screen is possible")));
	if (setupterm(name, STDOUT_FILENO, &status) == ERR)
		return err_set(e, RC_REFUSED, say(N_("terminal type %s is not known here")), name);
	if (cursor_address == NULL || clear_screen == NULL)
		rc = err_set(e, RC_REFUSED, say(N_("terminal type %s cannot place the cursor")),
		    name);
	del_curterm(cur_term);
	return rc;
}

void
term_wipe(void)
{
	struct buf bytes = { 0 };
	int status;

	if (setupterm(NULL, STDOUT_FILENO, &status) == ERR)
		return;
	buf_puts(&bytes, PASTE_OFF);
	if (key_mouse != NULL)
		buf_puts(&bytes, MOUSE_OFF);
	term_add_blank_rows(&bytes);
	add_sequence(&bytes, exit_ca_mode);
	add_sequence(&bytes, keypad_local);
	add_sequence(&bytes, cursor_normal);
	term_add_forget_scrolled(&bytes);
	term_send_bytes(buf_str(&bytes));
	buf_release(&bytes);
	del_curterm(cur_term);
}
