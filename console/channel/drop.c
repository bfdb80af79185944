/* SPDX-License-Identifier: ISC */
#include "console/channel/drop.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "console/channel/drop_claim.h"
#include "console/channel/drop_journal.h"
#include "storage/clock.h"
#include "storage/instant.h"
#include "storage/text.h"

/* A file that is not whole: told as trouble once it has been so for long. */
static void
note_waiting(struct dropping *d, const char *name, const char *why, int64_t since)
{
	struct buf sentence = { 0 };
	char at[32];

	d->waiting++;
	if (clock_wall() - since < d->plan.config->drop.late_sec)
		return;
	instant_format_official(since, at);
	buf_printf(&sentence, say(N_("incomplete since %s: %s")), at, why);
	dropping_trouble(d, name, buf_str(&sentence));
	buf_release(&sentence);
}

/* Goes on with what was claimed before. */
static enum rc
go_on(struct dropping *d, struct err *e)
{
	struct drop_names names;
	struct buf why = { 0 };
	enum rc rc = drop_names_read(d->folder.work, &names, e);
	int64_t since;

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < names.count; i++)
		if (drop_journal_is_name(names.list[i]))
			drop_claim_tidy(d, names.list[i]);
	for (size_t i = 0; i < names.count && rc == RC_OK && !d->is_over; i++) {
		const char *name = names.list[i];

		if (drop_journal_is_name(name))
			continue;
		if (drop_look(&d->plan, d->folder.work, name, true, clock_wall(), &why, &since) ==
		    DROP_WAITS)
			note_waiting(d, name, buf_str(&why), since);
		else
			rc = drop_claim_work(d, name, e);
	}
	buf_release(&why);
	drop_names_release(&names);
	return rc;
}

/* Claims a file and does what is to be done with it, unless a writer came back to it
 * meanwhile. */
static enum rc
claim(struct dropping *d, const char *name, struct err *e)
{
	struct err why = { .rc = RC_OK };
	struct buf lacks = { 0 };
	int64_t since;
	enum rc rc = drop_claim(&d->folder, name, &why);

	if (rc != RC_OK) {
		if (rc != RC_AGAIN)
			dropping_trouble(d, name, why.text);
		return RC_OK;
	}
	if (drop_look(&d->plan, d->folder.work, name, true, clock_wall(), &lacks, &since) ==
	    DROP_WAITS)
		note_waiting(d, name, buf_str(&lacks), since);
	else
		rc = drop_claim_work(d, name, e);
	buf_release(&lacks);
	return rc;
}

static bool
is_ours(const char *name)
{
	return str_eq(name, "work") || str_eq(name, "done") || str_eq(name, "failed");
}

/* Looks at each file; is_test claims none and counts the whole ones as done. */
static enum rc
scan(struct dropping *d, bool is_test, struct err *e)
{
	struct drop_names names;
	struct buf why = { 0 };
	enum rc rc = drop_names_read(d->folder.dir, &names, e);
	int64_t since;

	for (size_t i = 0; rc == RC_OK && i < names.count && !d->is_over; i++) {
		const char *name = names.list[i];

		if (drop_name_is_passing(name) || drop_name_is_marker(name) || is_ours(name))
			continue;
		if (!drop_name_fits(name, d->plan.config->drop.files)) {
			d->left++;
			continue;
		}
		switch (drop_look(&d->plan, d->folder.dir, name, false, clock_wall(), &why,
		    &since)) {
		case DROP_WHOLE:
			if (is_test)
				d->done++;
			else
				rc = claim(d, name, e);
			break;
		case DROP_WAITS:
			note_waiting(d, name, buf_str(&why), since);
			break;
		case DROP_REFUSED:
			dropping_trouble(d, name, buf_str(&why));
			break;
		}
	}
	buf_release(&why);
	drop_names_release(&names);
	return rc;
}

/* Files that failed stay somebody's business until they are moved away. */
static void
note_failed(struct dropping *d)
{
	struct drop_names names;
	struct err unused = { .rc = RC_OK };
	bool is_any = false;
	int dir;

	if (drop_open_below(&d->folder, "failed", &dir, &unused) != RC_OK)
		return;
	if (drop_names_read(dir, &names, &unused) == RC_OK) {
		for (size_t i = 0; i < names.count; i++)
			is_any = is_any || strstr(names.list[i], ".result.csv") == NULL;
		drop_names_release(&names);
	}
	close(dir);
	if (is_any)
		dropping_trouble(d, "failed/", say(N_("files that could not be read lie there; "
		    "NAME.result.csv says why: mend and drop them anew, move them away")));
}

/* What the desk is told of the round. */
static void
report(struct dropping *d, bool is_test)
{
	struct wire_sync_report *r = &d->target->report;
	struct buf note = { 0 };

	if (is_test) {
		buf_printf(&note, say(N_("drop folder: %d files are whole, %d not yet, %d others are "
		    "left alone")), d->done, d->waiting, d->left);
	} else if (d->done + d->failed + d->waiting > 0) {
		buf_printf(&note, say(N_("drop folder: %d files read, %d failed, %d not whole yet")),
		    d->done, d->failed, d->waiting);
		if (d->last[0] != '\0')
			buf_printf(&note, say(N_("; the last was %s")), d->last);
	}
	(void)str_fill(r->note, sizeof(r->note), buf_str(&note));
	(void)str_fill(r->error, sizeof(r->error), buf_str(&d->trouble));
	buf_release(&note);
}

static enum rc
visit(struct sync *s, struct target *t, bool is_test, struct err *e)
{
	struct dropping d = { .sync = s, .target = t, .folder = { .dir = -1, .work = -1, .lock = -1 },
		.end_ms = clock_monotonic_ms() + t->time_ms };
	struct err why = { .rc = RC_OK };
	enum rc rc;

	if (!str_eq(t->row.region, t->config->drop.region))
		return RC_OK;
	(void)str_fill(d.cursor, sizeof(d.cursor), t->row.cursor);
	rc = drop_plan_make(&d.plan, t->config, t->row.region, &why);
	if (rc == RC_OK)
		rc = drop_folder_open(&d.folder, t->config->drop.folder, &why);
	if (rc == RC_OK && !is_test)
		rc = go_on(&d, &why);
	if (rc == RC_OK)
		rc = scan(&d, is_test, &why);
	if (rc == RC_OK)
		note_failed(&d);
	report(&d, is_test);
	if (rc != RC_OK)
		(void)str_fill(t->report.error, sizeof(t->report.error), why.text);
	drop_folder_close(&d.folder);
	drop_plan_release(&d.plan);
	buf_release(&d.trouble);
	return rc != RC_OK && office_is_lost(s->office) ? err_set(e, rc, "%s", why.text) : RC_OK;
}

enum rc
drop_pull(struct sync *s, struct target *t, struct err *e)
{
	return visit(s, t, false, e);
}

void
drop_try(struct sync *s, struct target *t)
{
	struct err unused = { .rc = RC_OK };

	(void)visit(s, t, true, &unused);
}
