/* SPDX-License-Identifier: ISC */
/* Whole cases of the list into a new file, part by part, while the clerk works on. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "console/desk/carry_file.h"
#include "console/desk/screen.h"
#include "storage/text.h"

#define OPEN_CASES "open:yes"	/* what a list without a filter has */

/* Ends it; a file that is not whole is no use, and personal data. */
static void
end(struct screen_export *x, bool is_whole)
{
	if (x->tag == 0)
		return;
	x->tag = 0;
	if (close(x->fd) != 0)
		is_whole = false;
	if (!is_whole)
		unlink(x->path);
}

static void
send_part(struct screen *s)
{
	s->export.tag = link_send(s->link, MESSAGE_EXPORT, &s->export.ask);
}

static enum rc
begin(struct screen *s, const char *path, const char *reason, const char *query, struct err *e)
{
	struct screen_export *x = &s->export;
	enum rc rc = call_fill(x->path, sizeof(x->path), path, say(N_("the file")), e);

	x->ask = (struct wire_export){ .id = 0 };
	x->cases = 0;
	if (rc == RC_OK)
		rc = call_fill(x->ask.reason, sizeof(x->ask.reason), reason, say(N_("the reason")), e);
	if (rc == RC_OK)
		rc = call_fill(x->ask.query, sizeof(x->ask.query), query, say(N_("the query")), e);
	if (rc == RC_OK && str_empty(path))
		rc = err_set(e, RC_USAGE, "%s", say(N_("Name a new file for the cases.")));
	if (rc == RC_OK && (link_fd(s->link) < 0 || s->feed.model.link == LINK_RECONNECTING))
		rc = err_set(e, RC_NETWORK, "%s", say(N_("no office, trying again")));
	return rc == RC_OK ? carry_file_make(x->path, &x->fd, e) : rc;
}

void
screen_export_start(struct screen *s, const char *path, const char *reason, const char *query,
    bool is_from_dialog)
{
	struct err e = { 0 };

	if (s->export.tag != 0) {
		screen_say(s, STYLE_WARN, "%s", say(N_("An export is still being written.")));
		return;
	}
	if (begin(s, path, reason, query, &e) != RC_OK) {
		screen_say(s, STYLE_DANGER, "%s", e.text);
		return;
	}
	s->export.is_from_dialog = is_from_dialog;
	send_part(s);
	screen_say(s, STYLE_NOTICE, "%s", say(N_("checking")));
}

void
screen_export_shown(struct screen *s, const struct intent *intent)
{
	const char *query = s->feed.query[0] != '\0' ? s->feed.query : OPEN_CASES;

	screen_export_start(s, intent->input.file, intent->input.text, query, true);
}

/* The first part is here, so the office lets it go: the dialog has done its work. */
static void
close_dialog(struct screen *s)
{
	screen_dialog_done(s, s->export.is_from_dialog);
	s->export.is_from_dialog = false;
}

static void
part_done(struct screen *s, const struct carried_row *row)
{
	struct screen_export *x = &s->export;

	close_dialog(s);
	x->ask.id = row->id;
	x->cases = row->cases;
	if (row->ended_at == 0) {
		screen_say(s, STYLE_NOTICE, say(N_("%lld case(s) are in %s so far")),
		    (long long)row->cases, x->path);
		send_part(s);
		return;
	}
	end(x, true);
	screen_say(s, STYLE_OK, say(N_("%lld case(s) whole in %s (export %lld): personal data")),
	    (long long)row->cases, x->path, (long long)row->id);
}

static void
trouble(struct screen *s, const struct err *e)
{
	end(&s->export, false);
	screen_say(s, STYLE_DANGER, "%s", e->text);
}

bool
screen_export_take(struct screen *s, const struct wire_frame *frame)
{
	struct screen_export *x = &s->export;
	struct carried_row row;
	struct wire_piece piece;
	struct err e = { 0 };

	if (x->tag == 0 || frame->tag != x->tag)
		return false;
	s->needs_draw = true;
	if (frame->message == MESSAGE_PIECE && wire_read(frame, &piece, &e) == RC_OK) {
		if (carry_file_put(x->fd, piece.text, &e) != RC_OK)
			trouble(s, &e);
	} else if (frame->message == MESSAGE_CARRIED_ROW && wire_read(frame, &row, &e) == RC_OK) {
		part_done(s, &row);
	} else {
		if (e.rc == RC_OK)
			(void)link_told(frame, &e);
		trouble(s, &e);
	}
	return true;
}

void
screen_export_lost(struct screen *s)
{
	end(&s->export, false);
}
