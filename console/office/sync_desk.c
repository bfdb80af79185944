/* SPDX-License-Identifier: ISC */
#include "console/office/sync_desk.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "console/rules/catalogue.h"
#include "console/rules/wait.h"
#include "storage/clock.h"
#include "storage/text.h"

#define RESTART_MS 1000
#define WATCH_MS (3 * 60 * 1000)	/* who watches asks again sooner */

/* The child's life after fork: becomes minwon-sync with one end of the pair,
 * in an environment of our own. Does not return. */
static void
become_sync(const struct office *office, const char *program, int fd)
{
	char number[16];
	/* It speaks to our clerks: in our language. */
	char *environment[] = { (char *)(str_eq(text_language(), "en") ? "LC_ALL=en_US.UTF-8" :
		"LC_ALL=ko_KR.UTF-8"), (char *)"PATH=/usr/bin:/bin", NULL };
	char *arguments[] = { (char *)"minwon-sync", (char *)"--fd", number,
		(char *)"--channels", (char *)office->channels_path, NULL };

	signal(SIGPIPE, SIG_DFL);
	if (dup2(fd, 3) != 3)
		_exit(6);
	close_range(4, ~0U, 0);
	snprintf(number, sizeof(number), "3");
	execve(program, arguments, environment);
	_exit(6);
}

/* minwon-sync beside this program, else where it is installed. The caller
 * frees. */
static char *
sync_program(void)
{
	struct buf path = { 0 };

	program_folder(&path);
	buf_puts(&path, "/minwon-sync");
	if (access(buf_str(&path), X_OK) != 0) {
		buf_clear(&path);
		buf_puts(&path, MINWON_LIBEXECDIR "/minwon-sync");
	}
	return buf_steal(&path);
}

enum rc
sync_start(struct office *office, struct session **out, struct err *e)
{
	struct sync_desk *d = office->sync;
	int pair[2] = { -1, -1 };
	pid_t pid;
	char *program = sync_program();
	enum rc rc = RC_OK;

	if (access(office->channels_path, R_OK) != 0) {
		rc = err_set(e, RC_STORAGE, say(N_("no channel file %s: it names each channel's address "
		    "and token")), office->channels_path);
		goto out;
	}
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0) {
		rc = err_set(e, RC_STORAGE, say(N_("no socket for minwon-sync (%s): try again")),
		    strerror(errno));
		goto out;
	}
	pid = fork();
	if (pid == 0)
		become_sync(office, program, pair[1]);
	close(pair[1]);
	if (pid < 0) {
		close(pair[0]);
		rc = err_set(e, RC_STORAGE, say(N_("cannot start minwon-sync (%s): try again")),
		    strerror(errno));
		goto out;
	}
	d->session = session_new(pair[0], DOOR_SYNC_ASKS);
	d->is_greeted = false;
	d->start_at_ms = 0;
	*out = d->session;
out:
	free(program);
	return rc;
}

int64_t
sync_wake(struct office *office, const char *channel, enum wake why)
{
	struct sync_desk *d = office->sync;
	bool is_test = why == WAKE_TEST, is_own = why == WAKE_OWN;

	d->wake_number++;
	/* What was asked and not yet told is covered by asking for everything. */
	if (d->has_asked && (!str_eq(d->asked.channel, channel) || d->asked.is_test != is_test)) {
		channel = "";
		is_test = false;
	}
	if (d->has_asked)
		is_own = is_own && d->asked.is_own;
	d->asked = (struct wire_wake){ .number = d->wake_number, .is_test = is_test,
		.is_own = is_own };
	str_fill(d->asked.channel, sizeof(d->asked.channel), channel);
	d->has_asked = true;
	sync_tell(office);
	return d->wake_number;
}

void
sync_tell(struct office *office)
{
	struct sync_desk *d = office->sync;
	struct session *s = d->session;

	if (s == NULL || !d->is_greeted || !d->has_asked)
		return;
	wire_write(&s->out, MESSAGE_WAKE, 0, true, &d->asked);
	d->has_asked = false;
}

/* Answers one waiter with what was reported to it. */
static void
answer_waiter(struct waiter *w, enum message message, const void *record)
{
	for (size_t k = 0; k < w->report_count; k++)
		wire_write(&w->session->out, MESSAGE_SYNC_REPORT, w->tag, false, &w->reports[k]);
	wire_write(&w->session->out, message, w->tag, true, record);
	w->report_count = 0;
	w->is_away = true;
	w->has_missed = false;
}

static void
forget_waiter(struct sync_desk *d, size_t i)
{
	free(d->waiters[i].reports);
	memmove(&d->waiters[i], &d->waiters[i + 1],
	    (--d->waiter_count - i) * sizeof(d->waiters[i]));
}

/* A round ended, the one with that number: answers who waits for it, and forgets
 * who does not watch. */
static void
end_round(struct sync_desk *d, int64_t number)
{
	for (size_t i = d->waiter_count; i-- > 0;) {
		struct waiter *w = &d->waiters[i];

		if (w->is_away)
			w->has_missed = true;
		else if (w->wake_number <= number)
			answer_waiter(w, MESSAGE_OK, &(struct wire_ok){ 0 });
		if (w->is_away && !w->is_watch)
			forget_waiter(d, i);
	}
}

/* Adds a report to the row of its feed: counts add up, the last error stands. */
static void
gather_report(struct waiter *w, const struct wire_sync_report *report)
{
	struct wire_sync_report *row = w->reports;
	size_t i = 0;

	while (i < w->report_count && !(str_eq(row[i].channel, report->channel) &&
	    str_eq(row[i].region, report->region)))
		i++;
	if (i == REPORTS_MAX)
		return;
	if (i == w->report_count) {
		row[w->report_count++] = *report;
		return;
	}
	row[i].created += report->created;
	row[i].duplicate += report->duplicate;
	row[i].unsorted += report->unsorted;
	row[i].sent += report->sent;
	row[i].waiting = report->waiting;
	row[i].parked += report->parked;
	row[i].pages += report->pages;
	row[i].files += report->files;
	row[i].bytes_received += report->bytes_received;
	row[i].bytes_sent += report->bytes_sent;
	str_fill(row[i].error, sizeof(row[i].error), report->error);
	if (report->note[0] != '\0')
		str_fill(row[i].note, sizeof(row[i].note), report->note);
}

void
sync_gone(struct office *office)
{
	struct sync_desk *d = office->sync;
	struct wire_error gone = { .rc = RC_NETWORK };

	str_fill(gone.text, sizeof(gone.text), say(N_("minwon-sync ended in the middle: try again")));
	for (; d->waiter_count > 0; forget_waiter(d, d->waiter_count - 1))
		if (!d->waiters[d->waiter_count - 1].is_away)
			answer_waiter(&d->waiters[d->waiter_count - 1], MESSAGE_ERROR, &gone);
	d->session = NULL;
	d->is_greeted = false;
	if (d->is_standing)
		d->start_at_ms = clock_monotonic_ms() + RESTART_MS;
}

void
sync_forget(struct office *office, const struct session *session)
{
	struct sync_desk *d = office->sync;

	for (size_t i = d->waiter_count; i-- > 0;)
		if (d->waiters[i].session == session)
			forget_waiter(d, i);
}

enum rc
handle_sync_hello(struct request *r, const struct wire_frame *f, struct err *e)
{
	(void)f;
	(void)e;
	request_tell(r, MESSAGE_SYNC_WELCOME, true,
	    &(struct wire_sync_welcome){ r->office->now_at, r->office->mark.is_practice,
	    clock_monotonic_ms() < r->office->sync->watched_until_ms });
	r->office->sync->is_greeted = true;
	sync_tell(r->office);
	return RC_OK;
}

enum rc
handle_sync_report(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct sync_desk *d = r->office->sync;
	struct wire_sync_report report;
	char office[12];
	enum rc rc = wire_read(f, &report, e);

	if (rc == RC_OK && str_empty(report.region)) {
		/* Of the whole country: whoever waits hears of it. */
		rc = store_cursor_error(r->office->store, report.channel, "", report.error,
		    str_empty(report.error) ? r->office->now_at : 0, e);
		if (rc != RC_OK)
			return rc;
		for (size_t i = 0; i < d->waiter_count; i++)
			gather_report(&d->waiters[i], &report);
		request_tell_ok(r);
		return RC_OK;
	}
	if (rc == RC_OK)
		rc = store_jurisdiction_office(r->office->store, report.region, office, e);
	if (rc == RC_OK)
		rc = store_cursor_error(r->office->store, report.channel, report.region,
		    report.error, str_empty(report.error) ? r->office->now_at : 0, e);
	if (rc != RC_OK)
		return rc;
	/* Who waits hears of the feeds of their own office. */
	for (size_t i = 0; i < d->waiter_count; i++)
		if (str_eq(d->waiters[i].office, office))
			gather_report(&d->waiters[i], &report);
	request_tell_ok(r);
	return RC_OK;
}

enum rc
handle_round_done(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct sync_desk *d = r->office->sync;
	struct wire_number number;
	int64_t count = 0, next_at = 0;
	enum rc rc = wire_read(f, &number, e);

	if (rc == RC_OK)
		rc = store_outbox_due(r->office->store, &count, &next_at, e);
	if (rc != RC_OK)
		return rc;
	end_round(d, number.number);
	request_tell_ok(r);
	/* What waits for its next try wakes sync again when its time has come. */
	if (next_at != 0) {
		int64_t wait_sec = next_at > r->office->now_at ? next_at - r->office->now_at : 1;

		d->wake_at_ms = clock_monotonic_ms() + wait_sec * 1000;
	}
	return RC_OK;
}

/* Makes a caller wait for the end of the round with that number, 0 = the next
 * one, whichever it is. */
static enum rc
add_waiter(struct request *r, int64_t wake_number, bool is_watch)
{
	struct sync_desk *d = r->office->sync;
	struct waiter *w = &d->waiters[d->waiter_count++];

	*w = (struct waiter){ .session = r->session, .tag = r->tag, .wake_number = wake_number,
		.is_watch = is_watch,
		.reports = x_zalloc(REPORTS_MAX, sizeof(struct wire_sync_report)) };
	str_fill(w->office, sizeof(w->office), r->actor.office);
	return RC_OK;
}

/* Whoever begins to watch has one watch: what they began before is no more. */
static void
end_watches(struct sync_desk *d, const struct session *session)
{
	for (size_t i = d->waiter_count; i-- > 0;) {
		struct waiter *w = &d->waiters[i];

		if (w->session == session && w->is_away)
			forget_waiter(d, i);
		else if (w->session == session)
			w->is_watch = false;
	}
}

/* The caller, who watches, is back for what the next round did: at once where one
 * ended meanwhile. False if nobody knows them. */
static bool
come_back(struct request *r)
{
	struct sync_desk *d = r->office->sync;

	for (size_t i = 0; i < d->waiter_count; i++) {
		struct waiter *w = &d->waiters[i];

		if (w->session != r->session || !w->is_away)
			continue;
		w->tag = r->tag;
		w->wake_number = 0;
		w->is_away = false;
		if (w->has_missed)
			answer_waiter(w, MESSAGE_OK, &(struct wire_ok){ 0 });
		return true;
	}
	return false;
}

/* Registers the caller for the end of a round and asks for it; where they are on a
 * watch, after the first time only the former. */
static enum rc
wait_for_round(struct request *r, const struct wire_sync_run *ask, enum wake why, struct err *e)
{
	struct sync_desk *d = r->office->sync;

	/* An auditor reads; a round changes cases and messages. */
	if (r->actor.role == ROLE_AUDITOR)
		return request_refuse_for(r, REASON_NO_RIGHT, "");
	if (ask->is_next && come_back(r))
		return RC_OK;
	if (ask->is_watch)
		end_watches(d, r->session);
	if (d->session == NULL) {
		if (access(r->office->channels_path, R_OK) != 0)
			return err_set(e, RC_STORAGE, say(N_("no channel file %s: it names each channel's "
			    "address and token")), r->office->channels_path);
		d->start_at_ms = clock_monotonic_ms();
	}
	if (d->waiter_count == WAITERS_MAX)
		return request_refuse_for(r, REASON_TOO_MANY, "sync");
	return add_waiter(r, ask->is_next && d->session != NULL ? 0 :
	    sync_wake(r->office, ask->name, why), ask->is_watch);
}

enum rc
sync_wait(struct request *r, const char *channel, struct err *e)
{
	struct wire_sync_run ask = { .is_watch = false };

	str_fill(ask.name, sizeof(ask.name), channel);
	return wait_for_round(r, &ask, WAKE_ASKED, e);
}

/* Is there a channel of this name at this office? */
static enum rc
check_channel(struct request *r, const char *name)
{
	const struct channel_info *c = channel_find(name);

	/* The public holiday service, the list of services and the waiting figures bring
	 * no applications, and with a counter nothing is exchanged. */
	if (str_empty(name) || (c != NULL && !c->is_desk) || str_eq(name, "specialdays") ||
	    str_eq(name, "gov24svc") || str_eq(name, WAIT_SOURCE_CSO))
		return RC_OK;
	return request_refuse_for(r, REASON_BAD_VALUE, name);
}

enum rc
handle_sync_run(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_sync_run ask;
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = check_channel(r, ask.name);
	if (rc == RC_OK && ask.is_watch && r->actor.role != ROLE_AUDITOR)
		r->office->sync->watched_until_ms = clock_monotonic_ms() + WATCH_MS;
	if (rc == RC_OK)
		rc = wait_for_round(r, &ask, WAKE_ASKED, e);
	return rc;
}

enum rc
handle_channel_test(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_switch ask;
	struct wire_sync_run run = { .is_watch = false };
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = check_channel(r, ask.name);
	if (rc != RC_OK)
		return rc;
	str_fill(run.name, sizeof(run.name), ask.name);
	return wait_for_round(r, &run, WAKE_TEST, e);
}
