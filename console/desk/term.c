/* SPDX-License-Identifier: ISC */
#include "console/desk/term.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "console/desk/term_bytes.h"
#include "storage/clock.h"
#include "storage/text.h"

#define ESCAPE_DELAY_MS 25
#define DOUBLE_CLICK_MS 500
#define PASTE_MAX_BYTES (64 * 1024)

/* Our own numbers for sequences that curses does not name. */
enum own_key {
	OWN_PASTE_BEGIN = KEY_MAX + 1,
	OWN_PASTE_END,
	OWN_WORD_LEFT,
	OWN_WORD_RIGHT
};

/* The one terminal. It is state of the process as the terminal is, and the
 * emergency hook has no other way to reach it. */
static struct {
	SCREEN *screen;
	struct termios before;	/* how the terminal was given to us */
	bool has_before;
	struct term_plan plan;
	int colours;		/* 0 = none, 8 or 256 */
	int64_t clicked_ms;	/* the last click: a second one soon after is a double */
	int clicked_row, clicked_col;
	struct grid shown;	/* what the screen holds */
	bool is_shown_known;
	struct buf paste;
	int idle_fd;		/* -1 = nobody waits */
} term = { .idle_fd = -1 };

/* Keys that curses decodes, and ours. Control characters are in read_control. */
static const struct key_row {
	int code;
	enum keysym sym;
} key_rows[] = {
	{ KEY_UP, K_UP },
	{ KEY_DOWN, K_DOWN },
	{ KEY_LEFT, K_LEFT },
	{ KEY_RIGHT, K_RIGHT },
	{ KEY_HOME, K_HOME },
	{ KEY_END, K_END },
	{ KEY_PPAGE, K_PAGE_UP },
	{ KEY_NPAGE, K_PAGE_DOWN },
	{ KEY_BACKSPACE, K_BACKSPACE },
	{ KEY_DC, K_DELETE },
	{ KEY_IC, K_INSERT },
	{ KEY_BTAB, K_BACKTAB },
	{ KEY_ENTER, K_ENTER },
	{ KEY_RESIZE, K_RESIZE },
	{ OWN_WORD_LEFT, K_WORD_LEFT },
	{ OWN_WORD_RIGHT, K_WORD_RIGHT },
};

/* One width for everybody: curses asks the C library how wide a character is, and
 * this stands in its place, so that layout, library and the clerk's setting of
 * ambiguous widths never disagree. */
int
wcwidth(wchar_t c)
{
	return c == 0 ? 0 : text_cp_width((uint32_t)c);
}

static bool
is_colour_refused(void)
{
	return !str_empty(getenv("NO_COLOR")) || term.plan.theme == THEME_MONO;
}

/* One pair per style: the pair's number is the style's plus one. */
static void
start_colours(void)
{
	term.colours = 0;
	if (is_colour_refused() || !has_colors() || start_color() == ERR)
		return;
	bool has_own = use_default_colors() == OK;
	/* Terminals of direct colour read a palette number as RGB. */
	bool has_256 = COLORS >= 256 && COLORS <= 65536;
	if (COLOR_PAIRS <= STYLE__COUNT)
		return;
	for (int i = 0; i < STYLE__COUNT; i++) {
		const struct look *look = theme_look(term.plan.theme, (enum style)i);
		short fg = has_256 ? look->fg256 : look->fg8;
		short bg = has_256 ? look->bg256 : look->bg8;
		if (!has_own && fg < 0)
			fg = COLOR_WHITE;
		if (!has_own && bg < 0)
			bg = COLOR_BLACK;
		init_pair((short)(i + 1), fg, bg);
	}
	term.colours = has_256 ? 256 : 8;
}

/* Only the button's press and the wheel: curses need not wait for a click. */
static void
start_mouse(void)
{
	if (!term.plan.has_mouse)
		return;
	mouseinterval(0);
	mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
}

static void
open_idle_fd(void)
{
	int64_t fd;

	if (parse_int(str_or_empty(getenv("MINWON_IDLE_FD")), 0, 1 << 20, &fd))
		term.idle_fd = (int)fd;
}

static void
define_own_keys(void)
{
	/* Ctrl-Z is Ctrl-Z also where the terminal calls it the suspend key (linux). */
	define_key(NULL, KEY_SUSPEND);
	define_key("\033[200~", OWN_PASTE_BEGIN);
	define_key("\033[201~", OWN_PASTE_END);
	define_key("\033[1;5D", OWN_WORD_LEFT);
	define_key("\033[1;5C", OWN_WORD_RIGHT);
}

enum rc
term_open(const struct term_plan *plan, struct err *e)
{
	const char *name = getenv("TERM");

	if (term_check(e) != RC_OK)
		return RC_REFUSED;
	term.plan = *plan;
	term.has_before = tcgetattr(STDIN_FILENO, &term.before) == 0;
	set_escdelay(ESCAPE_DELAY_MS);
	term.screen = newterm(NULL, stdout, stdin);
	if (term.screen == NULL)
		return err_set(e, RC_REFUSED, say(N_("terminal type %s is not known here")), name);
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	start_colours();
	start_mouse();
	define_own_keys();
	open_idle_fd();
	term_send_bytes(PASTE_ON);
	return RC_OK;
}

void
term_close(void)
{
	struct buf bytes = { 0 };

	if (term.screen == NULL)
		return;
	buf_puts(&bytes, PASTE_OFF);
	term_add_blank_rows(&bytes);
	term_send_bytes(buf_str(&bytes));
	endwin();
	buf_clear(&bytes);
	if (exit_ca_mode == NULL)
		term_add_blank_rows(&bytes);
	term_add_forget_scrolled(&bytes);
	term_send_bytes(buf_str(&bytes));
	buf_release(&bytes);
	delscreen(term.screen);
	term.screen = NULL;
	if (term.has_before)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &term.before);
	grid_release(&term.shown);
	buf_release(&term.paste);
	term.is_shown_known = false;
}

int
term_fd(void)
{
	return STDIN_FILENO;
}

void
term_size(int *rows, int *cols)
{
	struct winsize size = { 0 };

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
		*rows = size.ws_row;
		*cols = size.ws_col;
	} else {
		*rows = LINES;
		*cols = COLS;
	}
}

/* Characters of a paste, from after its beginning to its end. A paste that
 * stops arriving for a while is over. */
static void
read_paste(void)
{
	struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
	wint_t c;

	buf_clear(&term.paste);
	for (;;) {
		int kind = wget_wch(stdscr, &c);
		if (kind == ERR) {
			if (poll(&input, 1, 1000) <= 0)
				break;
			continue;
		}
		if (kind == KEY_CODE_YES && c == OWN_PASTE_END)
			break;
		if (kind == KEY_CODE_YES || term.paste.len >= PASTE_MAX_BYTES)
			continue;
		if (c == L'\r')
			c = L'\n';
		if (c != 0)
			utf8_encode(&term.paste, (uint32_t)c);
	}
}

/* Alt with a key arrives as Esc and the key in one go. It is no command of
 * ours, and must not be two of them. Esc and Esc are what they look like. */
static struct key
read_escape(void)
{
	wint_t next;
	int kind = wget_wch(stdscr, &next);

	if (kind == ERR || (kind == OK && next == 0x1b && unget_wch(L'\x1b') == OK))
		return (struct key){ .sym = K_ESC };
	/* A sequence that curses does not know: its rest is no text. */
	bool is_sequence = next == L'[' || next == L'O';
	while (is_sequence && wget_wch(stdscr, &next) != ERR)
		is_sequence = next < 0x40 || next > 0x7e;
	return (struct key){ .sym = K_NONE };
}

static struct key
read_control(wint_t c)
{
	if (c == '\r' || c == '\n')
		return (struct key){ .sym = K_ENTER };
	if (c == '\t')
		return (struct key){ .sym = K_TAB };
	if (c == 0x1b)
		return read_escape();
	if (c == 0x7f || c == '\b')
		return (struct key){ .sym = K_BACKSPACE };
	if (c == 0x1f)
		return (struct key){ .sym = K_CTRL, .cp = '_' };
	if (c >= 1 && c <= 26)
		return (struct key){ .sym = K_CTRL, .cp = (uint32_t)(c - 1 + 'a') };
	return (struct key){ .sym = K_NONE };
}

static struct key
read_mouse(void)
{
	struct key key = { .sym = K_NONE };
	int64_t now_ms = clock_monotonic_ms();
	MEVENT event;

	if (getmouse(&event) == ERR)
		return key;
	key.row = event.y;
	key.col = event.x;
	if ((event.bstate & BUTTON4_PRESSED) != 0) {
		key.sym = K_WHEEL_UP;
	} else if ((event.bstate & BUTTON5_PRESSED) != 0) {
		key.sym = K_WHEEL_DOWN;
	} else if ((event.bstate & BUTTON1_PRESSED) != 0) {
		bool is_second = now_ms - term.clicked_ms < DOUBLE_CLICK_MS &&
		    event.y == term.clicked_row && event.x == term.clicked_col;

		key.sym = is_second ? K_DOUBLE_CLICK : K_CLICK;
		term.clicked_ms = is_second ? 0 : now_ms;
		term.clicked_row = event.y;
		term.clicked_col = event.x;
	}
	return key;
}

static struct key
read_code(int code)
{
	if (code == OWN_PASTE_BEGIN) {
		read_paste();
		return (struct key){ .sym = K_PASTE, .paste = buf_str(&term.paste) };
	}
	if (code == KEY_MOUSE)
		return read_mouse();
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return (struct key){ .sym = (enum keysym)(K_F1 + code - KEY_F(1)) };
	for (size_t i = 0; i < sizeof(key_rows) / sizeof(key_rows[0]); i++) {
		if (key_rows[i].code == code)
			return (struct key){ .sym = key_rows[i].sym };
	}
	return (struct key){ .sym = K_NONE };
}

/* Has the other end of the terminal gone away? */
static bool
is_hung_up(void)
{
	struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&input, 1, 0) > 0 && (input.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

enum rc
term_key(struct key *key)
{
	wint_t c;
	int kind = wget_wch(stdscr, &c);

	if (kind == ERR)
		return is_hung_up() ? RC_NETWORK : RC_AGAIN;
	if (kind == KEY_CODE_YES)
		*key = read_code((int)c);
	else if (c < 0x20 || c == 0x7f)
		*key = read_control(c);
	else
		*key = (struct key){ .sym = K_CHAR, .cp = (uint32_t)c };
	return RC_OK;
}

static attr_t
style_attributes(enum style style)
{
	const struct look *look = theme_look(term.plan.theme, style);
	unsigned int set = term.colours == 256 ? look->with_256 :
	    term.colours == 8 ? look->with_8 : look->without;

	return ((set & LOOK_BOLD) != 0 ? A_BOLD : 0) | ((set & LOOK_DIM) != 0 ? A_DIM : 0) |
	    ((set & LOOK_UNDERLINE) != 0 ? A_UNDERLINE : 0) |
	    ((set & LOOK_REVERSE) != 0 ? A_REVERSE : 0);
}

/* What a cell shows. Who hears the screen read out hears no lines of frames. */
static const char *
cell_text(const struct cell *cell)
{
	return term.plan.is_plain && cell->style == STYLE_FRAME ? " " : cell->text;
}

/* The width-safe put: blanks both cells of a wide character first, because
 * curses repairs a half-overwritten one only after the next refresh. */
static void
put_cell(int row, int col, const struct cell *cell)
{
	wchar_t wide[CCHARW_MAX + 1] = { 0 };
	const char *text = cell_text(cell);
	size_t len = strlen(text), at = 0, n = 0;
	cchar_t glyph;
	short pair = term.colours > 0 ? (short)(cell->style + 1) : 0;

	while (at < len && n < CCHARW_MAX) {
		uint32_t cp;
		size_t taken = utf8_decode(text + at, len - at, &cp);
		if (taken == 0)
			break;
		wide[n++] = (wchar_t)cp;
		at += taken;
	}
	if (setcchar(&glyph, wide, style_attributes((enum style)cell->style), pair, NULL) == ERR)
		return;
	if (cell->width == 2)
		mvaddstr(row, col, "  ");
	mvadd_wch(row, col, &glyph);
}

/* Blanks what is about to change, then writes it. */
static void
put_span(const struct grid *g, int row, int first, int last)
{
	for (int col = first; col <= last; col++) {
		if (grid_at(&term.shown, row, col)->width != 1)
			mvaddch(row, col, ' ');
	}
	for (int col = first; col <= last; col++) {
		if (grid_at(g, row, col)->width != 0)
			put_cell(row, col, grid_at(g, row, col));
	}
}

void
term_redraw(void)
{
	term.is_shown_known = false;
}

void
term_show(const struct grid *g)
{
	int first, last;

	if (is_term_resized(g->rows, g->cols) && resizeterm(g->rows, g->cols) == ERR)
		return;
	if (!term.is_shown_known || term.shown.rows != g->rows || term.shown.cols != g->cols) {
		grid_resize(&term.shown, g->rows, g->cols);
		erase();
		clearok(stdscr, TRUE);
		term.is_shown_known = true;
	}
	for (int row = 0; row < g->rows; row++) {
		if (grid_row_changes(&term.shown, g, row, &first, &last))
			put_span(g, row, first, last);
	}
	move(g->cursor_row, g->cursor_col);
	refresh();
	grid_copy(&term.shown, g);
}

void
term_idle(void)
{
	ssize_t n;

	if (term.idle_fd < 0)
		return;
	do {
		n = write(term.idle_fd, ".", 1);
	} while (n < 0 && errno == EINTR);
	if (n < 0 && errno != EAGAIN)
		term.idle_fd = -1;
}
