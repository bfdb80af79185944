/* SPDX-License-Identifier: ISC */
#include "views/scratch_words.h"

#include <string.h>

#include "storage/text.h"
#include "views/words.h"

/* "14:03" today, the day before it else. */
static void
write_time(struct buf *out, int64_t at, int64_t now_at)
{
	struct buf then = { 0 }, now = { 0 };

	words_short_time(&then, at);
	words_short_time(&now, now_at);
	const char *clock = strrchr(buf_str(&then), ' ');
	bool is_today = clock != NULL &&
	    strncmp(buf_str(&then), buf_str(&now), (size_t)(clock - buf_str(&then))) == 0;
	buf_puts(out, is_today ? clock + 1 : buf_str(&then));
	buf_release(&then);
	buf_release(&now);
}

enum style
scratch_words(struct buf *out, const struct desk_model *m, enum view_id view, bool is_discarding,
    bool has_text)
{
	const char *key = binding_first_key(view, ACTION_DISCARD);
	struct buf time = { 0 };
	enum style style = STYLE_DIM;

	write_time(&time, m->scratch.saved_at, m->now_at);
	if (is_discarding) {
		style = STYLE_WARN;
		buf_printf(out, say(N_(" once more throws the text away (%s) ")), key);
	} else if (m->scratch.state == SCRATCH_SAVED && has_text) {
		buf_printf(out, say(N_(" kept %s ")), buf_str(&time));
	} else if (m->scratch.state == SCRATCH_RESTORED && has_text) {
		style = STYLE_NOTICE;
		buf_printf(out, say(N_(" typed at %s, %s throws it away ")), buf_str(&time), key);
	} else if (m->scratch.state == SCRATCH_WAITING && has_text) {
		style = STYLE_WARN;
		buf_puts(out, say(N_(" not kept yet: no office ")));
	} else if (m->scratch.state == SCRATCH_REFUSED && has_text) {
		style = STYLE_WARN;
		buf_puts(out, say(N_(" not kept: the office does not take it ")));
	}
	buf_release(&time);
	return style;
}
