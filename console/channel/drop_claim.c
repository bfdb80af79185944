/* SPDX-License-Identifier: ISC */
#include "console/channel/drop_claim.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "console/channel/drop.h"
#include "console/channel/drop_archive.h"
#include "console/channel/hand_in.h"
#include "console/rules/verdict.h"
#include "storage/clock.h"
#include "storage/instant.h"
#include "storage/secret.h"
#include "storage/text.h"

/* A claimed file at work. */
struct work {
	struct dropping *d;
	const char *name;
	struct buf bytes, text;		/* owned */
	enum charset charset;
	struct drop_journal journal;
	int64_t taken;		/* rows that the office has for certain, by its cursor */
	struct drop_row *rows;	/* of the page; owned */
	struct wire_intake_item *items;	/* owned */
	size_t count;
};

void
dropping_trouble(struct dropping *d, const char *name, const char *why)
{
	if (d->trouble.len > 0)
		return;
	tsafe(&d->trouble, name, strnlen(name, 80), false);
	buf_printf(&d->trouble, ": %s", why);
}

/* What the office keeps of where we are. */
static void
write_cursor(const struct work *w, int64_t rows, char to[136])
{
	struct buf cursor = { 0 };

	buf_printf(&cursor, "%s %" PRId64 " ", w->journal.claim, rows);
	tsafe(&cursor, w->name, strlen(w->name), false);
	(void)str_fill(to, 136, buf_str(&cursor));
	buf_release(&cursor);
}

/* How many rows of this claim the office has taken, as its cursor says. */
static int64_t
rows_taken(const struct work *w)
{
	const char *cursor = w->d->cursor;
	char number[24] = "";
	int64_t rows;

	if (!str_starts(cursor, w->journal.claim) || cursor[16] != ' ')
		return 0;
	(void)snprintf(number, sizeof(number), "%.*s", (int)strcspn(cursor + 17, " "), cursor + 17);
	return parse_int(number, 0, INT64_MAX, &rows) ? rows : 0;
}

/* Is a row of that number in the journal as a case of this file? */
static bool
is_case_of_this(const struct drop_journal *j, const char *id)
{
	char *piece = x_asprintf("\t%s\tcase\t", id);
	bool is_there = strstr(buf_str(&j->lines), piece) != NULL;

	free(piece);
	return is_there;
}

/* What became of a row. Where a crash came between the office's commit and the
 * journal, the inbox tells: what it has from before the claim was known already. */
static void
take_outcome(void *arg, size_t i, const struct wire_intake_outcome *outcome)
{
	struct work *w = arg;
	const struct drop_row *row = &w->rows[i];
	const char *result = outcome->result;
	struct buf why = { 0 };
	enum reason reason;

	if (outcome->is_seen && (w->journal.rows >= w->taken ||
	    outcome->at < w->journal.claimed_at || is_case_of_this(&w->journal,
	    row->item.external_id)))
		result = "duplicate";
	if (str_eq(result, "duplicate"))
		buf_puts(&why, say(N_("it was here before, with the same content")));
	else if (str_eq(result, "unsorted") && row->why[0] != '\0')
		buf_puts(&why, row->why);
	else if (str_eq(result, "unsorted") && reason_find(outcome->reason, &reason))
		reason_sentence(&why, reason, outcome->detail);
	drop_journal_add(&w->journal, row->line, row->item.external_id, result, buf_str(&why));
	buf_release(&why);
}

/* Hands the page in and writes down what became of it. */
static enum rc
hand_in(struct work *w, struct err *e)
{
	struct dropping *d = w->d;
	int64_t upto = w->journal.rows + (int64_t)w->count;
	bool is_taken = true;
	char after[136];
	enum rc rc;

	for (size_t i = 0; i < w->count; i++)
		w->items[i] = w->rows[i].item;
	write_cursor(w, upto, after);
	if (upto <= w->taken)
		(void)str_fill(after, sizeof(after), d->cursor);
	rc = hand_in_each(d->sync, d->target, d->cursor, after, w->items, w->count, take_outcome,
	    w, &is_taken, e);
	w->count = 0;
	if (rc != RC_OK)
		return rc;
	if (!is_taken)
		return err_set(e, RC_AGAIN, "%s", e->text);
	(void)str_fill(d->cursor, sizeof(d->cursor), after);
	return drop_journal_sync(&w->journal, e);
}

/* Reads the next page: not over the border of what the office has already. */
static bool
read_page(struct work *w, struct drop_reader *r)
{
	int64_t border = w->journal.rows < w->taken ? w->taken - w->journal.rows : DROP_PAGE_ROWS;
	size_t bytes = 0;

	while (w->count < DROP_PAGE_ROWS && (int64_t)w->count < border && bytes < DROP_PAGE_BYTES &&
	    drop_reader_next(r, &w->rows[w->count]))
		bytes += w->rows[w->count++].raw.len;
	return w->count > 0;
}

/* Hands in what is left of the rows. RC_AGAIN: not all of them went, and the next
 * round goes on. */
static enum rc
hand_in_rows(struct work *w, struct err *e)
{
	struct dropping *d = w->d;
	struct drop_defaults defaults = { d->plan.region, d->plan.config->service };
	struct drop_row skipped = { .line = 0 };
	struct drop_reader r;
	enum rc rc = drop_reader_open(&r, buf_str(&w->text), w->text.len, &d->plan.map, &defaults,
	    e);
	bool has_more = rc == RC_OK;

	for (int64_t i = 0; has_more && i < w->journal.rows; i++)
		has_more = drop_reader_next(&r, &skipped);
	while (has_more && rc == RC_OK && read_page(w, &r)) {
		rc = hand_in(w, e);
		/* Others have their turn. */
		http_wait(d->sync->http, 1);
		if (rc == RC_OK && (clock_monotonic_ms() >= d->end_ms ||
		    office_is_calling(d->sync->office))) {
			d->target->has_more = true;
			has_more = false;
		}
	}
	if (rc == RC_OK && d->target->has_more)
		rc = read_page(w, &r) ? err_set(e, RC_AGAIN, "%s", "") : RC_OK;
	buf_release(&skipped.raw);
	drop_reader_release(&r);
	return rc;
}

static enum rc
archive(struct work *w, const char *folder, struct err *e)
{
	struct dropping *d = w->d;
	struct buf last = { 0 };
	enum rc rc = drop_archive(&d->folder, w->name, &w->bytes, w->charset, &w->journal, folder,
	    e);

	if (rc != RC_OK)
		return rc;
	d->target->report.files++;
	if (str_eq(w->journal.folder, "failed"))
		d->failed++;
	else
		d->done++;
	tsafe(&last, w->name, strnlen(w->name, 48), false);
	buf_printf(&last, ", %s", charset_label(w->charset));
	(void)str_fill(d->last, sizeof(d->last), buf_str(&last));
	buf_release(&last);
	return RC_OK;
}

/* The whole file cannot be taken: it says why and goes to failed/. */
static enum rc
give_up(struct work *w, const char *why, struct err *e)
{
	drop_journal_tell(&w->journal, 0, "", "failed", why);
	log_event(LOG_WARN_LEVEL, "drop-failed", "channel", w->d->target->row.code, NULL);
	return archive(w, "failed", e);
}

/* Tells which rows stop the file. */
static void
tell_bad_rows(struct work *w)
{
	struct drop_defaults defaults = { w->d->plan.region, w->d->plan.config->service };
	struct drop_row row = { .line = 0 };
	struct drop_reader r;

	if (drop_reader_open(&r, buf_str(&w->text), w->text.len, &w->d->plan.map, &defaults,
	    NULL) == RC_OK)
		while (drop_reader_next(&r, &row))
			if (row.why[0] != '\0')
				drop_journal_tell(&w->journal, row.line, row.item.external_id, "bad",
				    row.why);
	buf_release(&row.raw);
	drop_reader_release(&r);
}

/* Judges the file, hands its rows in and archives it. */
static enum rc
take(struct work *w, struct err *e)
{
	struct dropping *d = w->d;
	struct drop_sum sum;
	struct err why = { .rc = RC_OK };
	char folder[32];
	struct civil now;
	enum rc rc;

	if (drop_to_utf8(&d->plan, &w->bytes, &w->text, &w->charset, &why) != RC_OK ||
	    drop_sum_up(&d->plan, &w->text, &sum, &why) != RC_OK)
		return give_up(w, why.text, e);
	if (d->plan.config->drop.stops && sum.bad_rows > 0 && w->journal.rows == 0 &&
	    w->taken == 0) {
		tell_bad_rows(w);
		return give_up(w, say(N_("a row is bad, and bad_rows = stop: nothing of it went in")),
		    e);
	}
	w->rows = x_zalloc(DROP_PAGE_ROWS, sizeof(*w->rows));
	w->items = x_zalloc(DROP_PAGE_ROWS, sizeof(*w->items));
	rc = hand_in_rows(w, e);
	if (rc != RC_OK)
		return rc;
	instant_civil(sync_now_at(d->sync), &now);
	(void)snprintf(folder, sizeof(folder), "done/%04d-%02d", now.year, now.month);
	return archive(w, folder, e);
}

static void
work_release(struct work *w)
{
	for (size_t i = 0; w->rows != NULL && i < DROP_PAGE_ROWS; i++)
		buf_release(&w->rows[i].raw);
	free(w->rows);
	free(w->items);
	buf_release(&w->bytes);
	buf_release(&w->text);
	drop_journal_close(&w->journal);
}

static enum rc
begin(struct work *w, struct err *e)
{
	struct dropping *d = w->d;
	char sha256[65];
	bool is_folder;
	struct stat st;
	int fd;
	const char *refused = drop_file_open(d->folder.work, w->name, &fd, &st, &is_folder);
	enum rc rc;

	if (refused != NULL)
		return err_set(e, RC_INVALID, "%s", refused);
	rc = drop_file_read(fd, w->name, &w->bytes, e);
	close(fd);
	if (rc != RC_OK)
		return rc;
	drop_unmark(&d->folder, w->name);
	secret_sha256(buf_str(&w->bytes), w->bytes.len, sha256);
	rc = drop_journal_open(&w->journal, &d->folder, w->name, sha256, sync_now_at(d->sync), e);
	if (rc != RC_OK)
		return rc;
	w->charset = charset_detect(buf_str(&w->bytes), w->bytes.len);
	w->taken = rows_taken(w);
	if (w->journal.folder[0] != '\0')
		return archive(w, w->journal.folder, e);
	if (!str_eq(w->journal.sha256, sha256))
		return give_up(w, say(N_("it changed after it was claimed")), e);
	return take(w, e);
}

enum rc
drop_claim_work(struct dropping *d, const char *name, struct err *e)
{
	struct work w = { .d = d, .name = name, .journal = { .fd = -1 } };
	struct err why = { .rc = RC_OK };
	enum rc rc = begin(&w, &why);

	work_release(&w);
	if (rc != RC_OK && office_is_lost(d->sync->office))
		return err_set(e, RC_NETWORK, "%s", why.text);
	if (rc != RC_OK) {
		if (why.text[0] != '\0')
			dropping_trouble(d, name, why.text);
		d->is_over = rc == RC_AGAIN || rc == RC_STORAGE;
	}
	return RC_OK;
}

void
drop_claim_tidy(struct dropping *d, const char *journal_name)
{
	char name[DROP_NAME_BYTES_MAX + 16], kept[DROP_NAME_BYTES_MAX + 64];
	struct drop_journal j = { .fd = -1 };
	struct err why = { .rc = RC_OK };
	struct stat st;

	(void)snprintf(name, sizeof(name), "%.*s", (int)(strlen(journal_name) - strlen(".journal")),
	    journal_name);
	if (fstatat(d->folder.work, name, &st, AT_SYMLINK_NOFOLLOW) == 0)
		return;
	if (drop_journal_open(&j, &d->folder, name, "", 0, &why) == RC_OK &&
	    j.folder[0] != '\0') {
		(void)snprintf(kept, sizeof(kept), "%s/%s", j.folder, j.kept_as);
		if (fstatat(d->folder.dir, kept, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		    drop_journal_end(&j, &why) == RC_OK) {
			drop_journal_close(&j);
			return;
		}
	}
	drop_journal_close(&j);
	dropping_trouble(d, name, say(N_("its journal is in work/, but the file is gone")));
}
