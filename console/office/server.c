/* SPDX-License-Identifier: ISC */
#include "console/office/forms.h"
#include "console/office/knowledge.h"
#include "console/office/server.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "console/office/automatic.h"
#include "console/office/batch.h"
#include "console/office/calendar_change.h"
#include "console/office/calendars.h"
#include "console/office/carry.h"
#include "console/office/case_answers.h"
#include "console/office/deemed.h"
#include "console/office/dispatch.h"
#include "console/office/door.h"
#include "console/rules/redact.h"
#include "storage/clock.h"
#include "storage/text.h"

#define SESSIONS_MAX 256
#define REQUESTS_A_ROUND 64		/* of one session, so that nobody starves … */
#define ROWS_A_ROUND 200		/* … where each is a row of a list, if nobody waits */
#define IN_BYTES_MAX (256 * 1024)	/* a desk that sends faster is read later */
#define OUT_BYTES_MAX (4 * 1024 * 1024)	/* a desk that never reads is dropped */
#define IDLE_MS 20			/* nobody asked for this long: time to tidy up */
#define CHANGES_EVERY_MS 50		/* pushes are collected this long */

static volatile sig_atomic_t stopping;

/* A request answered in this round, in case the commit fails. */
struct answered {
	struct session *session;
	int64_t tag;
};

struct server {
	struct office *office;
	struct session *sessions[SESSIONS_MAX];
	size_t session_count;
	int listen_fd;
	const char *socket_path;
	struct answered *answered;
	size_t answered_count, answered_cap;
	bool is_in_group;
	int64_t quiet_writes;	/* of this group: nobody else is told of them */
	bool has_left_over;	/* whole frames wait for the next round */
	size_t batch_turn;	/* whose turn it is with bulk work */
	bool is_orphan;		/* whoever started this private office is gone */
};

/* An office that nobody asks anything looks at the day this often. */
#define DAY_LOOK_MS 60000

static void
on_end(int signal_number)
{
	(void)signal_number;
	stopping = 1;
}

static void
note_answered(struct server *server, struct session *s, int64_t tag)
{
	if (server->answered_count == server->answered_cap) {
		server->answered_cap = server->answered_cap == 0 ? 64 : server->answered_cap * 2;
		server->answered = x_realloc(server->answered, server->answered_cap,
		    sizeof(*server->answered));
	}
	server->answered[server->answered_count++] = (struct answered){ s, tag };
}

/* Calendars and forms may have been read from what is undone. */
static void
undo_request(struct office *office)
{
	store_request_undo(office->store);
	if (office->has_new_calendar)
		calendars_forget(office);
	if (office->has_new_form)
		forms_forget(office);
	if (office->has_new_knowledge)
		knowledge_forget(office);
}

/* One request in its savepoint. What it wrote is undone if it fails. */
static void
serve_request(struct server *server, struct session *s, struct wire_frame *frame)
{
	struct office *office = server->office;
	struct request r = { .office = office, .session = s, .tag = frame->tag, .out = &s->out,
		.numbers_cut = s->door == DOOR_DESK_ASKS ? wire_clean(frame, redact_in_place) : 0 };
	struct err e = { 0 };
	size_t mark = s->out.len;
	int64_t writes_before = store_writes(office->store);
	bool is_single = dispatch_is_single(frame->message);
	enum rc rc = RC_OK;

	if (!server->is_in_group) {
		rc = store_begin(office->store, &e);
		server->is_in_group = rc == RC_OK;
		server->quiet_writes = 0;
	}
	if (rc == RC_OK && !is_single)
		rc = store_request_begin(office->store, &e);
	if (rc == RC_OK) {
		rc = dispatch(&r, frame, &e);
		if (rc == RC_OK && !is_single)
			rc = store_request_keep(office->store, &e);
		else if (!is_single)
			undo_request(office);
	}
	if (rc != RC_OK) {
		s->out.len = mark;
		if (s->out.data != NULL)
			s->out.data[mark] = '\0';
		dispatch_tell_failure(&r, rc, &e);
	}
	if (dispatch_is_quiet(frame->message))
		server->quiet_writes += store_writes(office->store) - writes_before;
	note_answered(server, s, frame->tag);
}

/* Somebody else wants something: his bytes have come, or he comes himself. */
static bool
is_asked(void *arg, const struct session *but)
{
	const struct server *server = arg;
	struct pollfd fds[SESSIONS_MAX + 1];
	nfds_t count = 0;

	fds[count++] = (struct pollfd){ .fd = server->listen_fd, .events = POLLIN };
	for (size_t i = 0; i < server->session_count; i++)
		if (server->sessions[i] != but && !server->sessions[i]->is_closing &&
		    !server->sessions[i]->has_held)
			fds[count++] = (struct pollfd){ .fd = server->sessions[i]->fd,
				.events = POLLIN };
	return server->has_left_over || poll(fds, count, 0) > 0;
}

/* Handles the whole frames a session has sent, up to its share of a round. */
static void
serve_session(struct server *server, struct session *s)
{
	size_t max = s->door == DOOR_SYNC_ASKS ? WIRE_SYNC_FRAME_MAX : WIRE_DESK_FRAME_MAX;

	for (int i = 0, most = REQUESTS_A_ROUND; i < most && !s->is_closing && !s->has_held; i++) {
		struct wire_frame frame;
		struct err e = { 0 };
		enum rc rc = wire_take(&s->in, max, &s->memory, &frame, &e);

		if (rc == RC_AGAIN)
			return;
		if (rc != RC_OK) {
			struct wire_error failed = { .rc = RC_INVALID };

			str_fill(failed.text, sizeof(failed.text), e.text);
			wire_write(&s->out, MESSAGE_ERROR, 0, true, &failed);
			s->is_closing = true;
			return;
		}
		if (dispatch_gives_way(frame.message)) {
			s->held = frame;
			s->has_held = true;
			return;
		}
		serve_request(server, s, &frame);
		if (i + 1 == REQUESTS_A_ROUND && dispatch_is_single(frame.message) &&
		    !is_asked(server, s))
			most = ROWS_A_ROUND;
	}
	server->has_left_over = server->has_left_over || !s->has_held;
}

/* The commit failed: nobody may believe what was written for them. */
static void
unsay_group(struct server *server, bool is_full, const struct err *e)
{
	struct wire_error failed = { .rc = RC_STORAGE };

	/* A full disk wrote nothing for certain; any other failure of a commit
	 * may have reached the disk: unknown until asked again by op-key. */
	if (!is_full) {
		failed.rc = RC_UNKNOWN;
		server->office->is_faulty = true;
	}
	str_fill(failed.text, sizeof(failed.text), e->text);
	log_event(LOG_ERROR_LEVEL, "commit-failed", "why", e->text, NULL);
	for (size_t i = 0; i < server->session_count; i++) {
		struct session *s = server->sessions[i];

		s->out.len = s->settled;
		s->has_query = false;
		s->has_marked = s->has_recent = s->has_consult = false;
		s->open_case_id = 0;
		s->filling_id = 0;
		carry_out_free(s->out_going);
		s->out_going = NULL;
	}
	for (size_t i = 0; i < server->answered_count; i++)
		wire_write(&server->answered[i].session->out, MESSAGE_ERROR,
		    server->answered[i].tag, true, &failed);
}

/* The import's transaction goes, and with it all that was read from it. */
static void
undo_import(struct server *server)
{
	struct office *office = server->office;

	store_rollback(office->store);
	calendars_forget(office);
	forms_forget(office);
	office->has_new_calendar = office->has_new_form = false;
	office->import = IMPORT_NONE;
	server->is_in_group = false;
	server->answered_count = 0;
}

static void
end_group(struct server *server, int64_t writes_before)
{
	struct office *office = server->office;
	struct err e = { 0 };

	if (!server->is_in_group)
		return;
	if (office->import == IMPORT_UNDONE)
		undo_import(server);
	if (office->import == IMPORT_RUNS)
		server->answered_count = 0;
	if (!server->is_in_group || office->import == IMPORT_RUNS)
		return;
	server->is_in_group = false;
	if (store_commit(office->store, &e) != RC_OK) {
		/* Asked before the rollback, which has a result of its own. */
		bool is_full = store_is_full(office->store);

		store_rollback(office->store);
		calendars_forget(office);
		forms_forget(office);
		knowledge_forget(office);
		unsay_group(server, is_full, &e);
	} else if (store_writes(office->store) != writes_before + server->quiet_writes) {
		office->changes++;
	}
	office->has_new_calendar = office->has_new_form = office->has_new_knowledge = false;
	server->answered_count = 0;
}

/* Bulk work gives way: one part of one batch, when everybody who asked in this
 * round has been served. The sessions take turns. False if there was none. */
static bool
serve_batches(struct server *server, int64_t *writes_before)
{
	struct session *next = NULL;
	size_t count = server->session_count, from = server->batch_turn, waiting = 0;

	for (size_t i = 0; i < count; i++) {
		struct session *s = server->sessions[(from + i) % count];

		if (!s->has_held || s->is_closing || waiting++ > 0)
			continue;
		next = s;
		server->batch_turn = (from + i + 1) % count;
	}
	if (next == NULL)
		return false;
	next->has_held = false;
	/* An import has a transaction of its own. */
	if (next->held.message == MESSAGE_IMPORT)
		end_group(server, *writes_before);
	serve_request(server, next, &next->held);
	/* What stands behind it has been read already. */
	server->has_left_over = server->has_left_over || waiting > 1 || next->in.len > 0;
	return true;
}

/* What was put into the outbox goes at once where sync listens. */
static void
send_outgoing(struct office *office)
{
	if (office->has_outgoing && office->sync->session != NULL)
		(void)sync_wake(office, "", WAKE_OWN);
	office->has_outgoing = false;
}

/* Tells desks that want it that something changed, when they have read what
 * they were told before. */
static void
push_changes(struct server *server)
{
	struct office *office = server->office;

	for (size_t i = 0; i < server->session_count; i++) {
		struct session *s = server->sessions[i];

		if (s->wants_changes && s->changes_told != office->changes && s->out.len == 0) {
			wire_write(&s->out, MESSAGE_CHANGED, 0, true,
			    &(struct wire_number){ office->changes });
			s->changes_told = office->changes;
		}
	}
}

static void
add_session(struct server *server, struct session *s)
{
	if (server->session_count == SESSIONS_MAX) {
		log_event(LOG_WARN_LEVEL, "too-many-connections", NULL);
		session_free(s);
		return;
	}
	server->sessions[server->session_count++] = s;
}

static void
accept_all(struct server *server)
{
	int fd;

	while ((fd = accept4(server->listen_fd, NULL, NULL, SOCK_CLOEXEC)) >= 0)
		add_session(server, session_new(fd, DOOR_DESK_ASKS));
}

/* Whether a desk is there, or about to come in, other than that of this place. */
static bool
has_desk(struct server *server, size_t but)
{
	accept_all(server);
	for (size_t i = 0; i < server->session_count; i++)
		if (i != but && server->sessions[i]->door == DOOR_DESK_ASKS)
			return true;
	return false;
}

static void
drop_session(struct server *server, size_t i)
{
	struct session *s = server->sessions[i];
	bool is_sync = s == server->office->sync->session;

	carry_in_gone(server->office, s);
	if (server->office->import == IMPORT_UNDONE && server->is_in_group)
		undo_import(server);
	sync_forget(server->office, s);
	batch_gone(server->office, s);
	server->is_orphan = server->is_orphan || s->is_parent;
	/* Before they hear that they are let go: who started an office that stays for its
	 * guests knows it by its socket. */
	if (s->is_parent && !has_desk(server, i))
		unlink(server->socket_path);
	session_free(s);
	server->sessions[i] = server->sessions[--server->session_count];
	if (is_sync)
		sync_gone(server->office);
}

/* One batch of a change of a calendar, else of the cases that are still to be
 * held against their forms. */
static enum rc
step(struct office *office, struct err *e)
{
	bool is_done = false;
	enum rc rc;

	if (office->is_recounting)
		return calendar_change_step(office, e);
	rc = case_answers_catch_up(office, &office->judged_id, &is_done, e);
	office->is_judging = rc == RC_OK && !is_done;
	return rc;
}

/* In the round's own transaction, so that who asks meanwhile waits for one batch
 * at most. A due that moves cannot wait; holding old cases against their forms
 * can, for a round in which nobody asked. */
static void
recount(struct server *server, bool is_idle)
{
	struct office *office = server->office;
	struct err e = { 0 };
	enum rc rc = RC_OK;

	if ((!office->is_recounting && !(office->is_judging && is_idle)) || office->is_faulty ||
	    office->import != IMPORT_NONE)
		return;
	if (!server->is_in_group) {
		rc = store_begin(office->store, &e);
		server->is_in_group = rc == RC_OK;
	}
	if (rc == RC_OK)
		rc = store_request_begin(office->store, &e);
	if (rc == RC_OK) {
		rc = step(office, &e);
		if (rc == RC_OK)
			rc = store_request_keep(office->store, &e);
		else
			undo_request(office);
	}
	if (rc != RC_OK) {
		/* Tried again when the office is opened again, or asked. */
		log_event(LOG_ERROR_LEVEL, "calendar-change", "why", e.text, NULL);
		office->is_recounting = office->is_judging = false;
	}
}

/* Milliseconds until something is due by itself, -1 = nothing. */
static int
next_timeout(const struct server *server)
{
	const struct sync_desk *d = server->office->sync;
	int64_t now = clock_monotonic_ms(), at = INT64_MAX;

	if (d->session == NULL && d->start_at_ms != 0)
		at = d->start_at_ms;
	if (d->session != NULL && d->wake_at_ms != 0 && d->wake_at_ms < at)
		at = d->wake_at_ms;
	for (size_t i = 0; i < server->session_count; i++)
		if (server->sessions[i]->wants_changes &&
		    server->sessions[i]->changes_told != server->office->changes &&
		    at > now + CHANGES_EVERY_MS)
			at = now + CHANGES_EVERY_MS;
	if (server->office->import == IMPORT_NONE &&
	    (server->office->is_recounting || automatic_is_due(server->office)))
		return 0;
	if ((server->office->is_judging ||
	    store_log_pages(server->office->store) >= STORE_LOG_WANTED) && at > now + IDLE_MS)
		at = now + IDLE_MS;
	if (at == INT64_MAX)
		return DAY_LOOK_MS;
	return at <= now ? 0 : (int)(at - now > 60000 ? 60000 : at - now);
}

/* What falls due by itself: starting sync, waking it. */
static void
run_timers(struct server *server)
{
	struct office *office = server->office;
	struct sync_desk *d = office->sync;
	int64_t now = clock_monotonic_ms();
	struct session *s = NULL;
	struct err e = { 0 };

	if (d->session == NULL && d->start_at_ms != 0 && d->start_at_ms <= now) {
		d->start_at_ms = 0;
		if (sync_start(office, &s, &e) == RC_OK) {
			add_session(server, s);
			/* Who only tries a channel wants nothing handed in. */
			if (!d->has_asked)
				(void)sync_wake(office, "", WAKE_OWN);
		} else {
			log_event(LOG_WARN_LEVEL, "sync-not-started", "why", e.text, NULL);
		}
	}
	if (d->session != NULL && d->wake_at_ms != 0 && d->wake_at_ms <= now) {
		d->wake_at_ms = 0;
		(void)sync_wake(office, "", WAKE_OWN);
	}
}

static void
read_clock(struct office *office)
{
	struct err e = { 0 };

	if (office->clock_path == NULL)
		office->now_at = clock_wall();
	else if (clock_from_file(office->clock_path, &office->now_at, &e) != RC_OK)
		log_event(LOG_WARN_LEVEL, "clock-file", "why", e.text, NULL);
}

/* The checkpoint costs milliseconds: it runs when nobody waits for an answer. */
static void
tidy_log(struct office *office)
{
	if (store_log_pages(office->store) >= STORE_LOG_WANTED)
		store_checkpoint(office->store);
}

/* Waits for what is asked and reads it. False where nobody asked. */
static bool
hear(struct server *server, int timeout_ms)
{
	struct pollfd fds[SESSIONS_MAX + 1];
	size_t count = server->session_count;
	int ready;

	fds[0] = (struct pollfd){ .fd = server->listen_fd, .events = POLLIN };
	for (size_t i = 0; i < count; i++) {
		struct session *s = server->sessions[i];

		fds[i + 1] = (struct pollfd){ .fd = s->fd,
			.events = (short)((s->in.len < IN_BYTES_MAX || s->door == DOOR_SYNC_ASKS
			? POLLIN : 0) | (s->settled > 0 ? POLLOUT : 0)) };
	}
	ready = poll(fds, count + 1, timeout_ms);
	if (ready <= 0 || stopping != 0)
		return false;
	if ((fds[0].revents & POLLIN) != 0)
		accept_all(server);
	for (size_t i = 0; i < count; i++)
		if ((fds[i + 1].revents & (POLLIN | POLLHUP | POLLERR)) != 0 &&
		    !session_read(server->sessions[i]))
			server->sessions[i]->is_closing = true;
	return true;
}

/* Whoever asked while a part of a batch was done is served before the commit,
 * which then is one for both. */
static void
serve_who_asked(struct server *server)
{
	if (!hear(server, 0))
		return;
	for (size_t i = 0; i < server->session_count; i++)
		serve_session(server, server->sessions[i]);
}

/* Tells what is settled now, and drops who is gone. */
static void
answer(struct server *server)
{
	for (size_t i = server->session_count; i-- > 0;) {
		struct session *s = server->sessions[i];

		s->settled = s->out.len;
		if (!session_write(s) || (s->is_closing && s->out.len == 0) ||
		    (s->out.len > OUT_BYTES_MAX && s->door == DOOR_DESK_ASKS))
			drop_session(server, i);
	}
}

/* Waits, reads, handles, commits, answers. */
static void
one_round(struct server *server)
{
	struct office *office = server->office;
	int64_t writes_before = store_writes(office->store);
	bool is_idle = !server->has_left_over;

	is_idle = !hear(server, server->has_left_over ? 0 : next_timeout(server)) && is_idle;
	if (stopping != 0)
		return;
	server->has_left_over = false;
	read_clock(office);
	if (office->import == IMPORT_NONE)
		deemed_run(office);
	for (size_t i = 0; i < server->session_count; i++)
		serve_session(server, server->sessions[i]);
	if (serve_batches(server, &writes_before))
		serve_who_asked(server);
	recount(server, is_idle);
	end_group(server, writes_before);
	if (office->import == IMPORT_NONE)
		automatic_run(office);
	send_outgoing(office);
	run_timers(server);
	push_changes(server);
	answer(server);
	if (office->import == IMPORT_NONE &&
	    (is_idle || store_log_pages(office->store) >= STORE_LOG_MOST))
		tidy_log(office);
}

static void
catch_signals(void)
{
	struct sigaction action = { .sa_handler = on_end };

	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
	/* minwon-sync ends by itself when its socket does; nobody waits for it. */
	signal(SIGCHLD, SIG_IGN);
}

enum rc
server_run(struct office *office, const struct server_options *options, struct err *e)
{
	struct server server = { .office = office, .listen_fd = -1,
		.socket_path = options->socket_path };
	enum rc rc = door_open(options->socket_path, &server.listen_fd, e);

	if (rc != RC_OK)
		goto out;
	office->lane = (struct lane){ is_asked, &server };
	catch_signals();
	if (options->parent_fd >= 0) {
		struct session *parent = session_new(options->parent_fd, DOOR_DESK_ASKS);

		parent->is_parent = true;
		add_session(&server, parent);
	}
	office->sync->is_standing = options->is_standing;
	if (options->is_standing && access(office->channels_path, R_OK) == 0)
		office->sync->start_at_ms = clock_monotonic_ms();
	read_clock(office);
	if (options->parent_fd < 0) {
		/* Whoever started a standing office learns that the door is open. */
		printf("listening %s\n", options->socket_path);
		fflush(stdout);
	}
	/* A private office ends when the last desk has gone, whoever started it: its guests
	 * came because it held the store. */
	while (stopping == 0 && (!server.is_orphan || has_desk(&server, SESSIONS_MAX)))
		one_round(&server);
	/* Whoever comes now finds nobody, and waits for the store. */
	unlink(options->socket_path);
	/* No more wakes; what sync had leased comes back when its lease lapses. */
	office->sync->is_standing = false;
	while (server.session_count > 0)
		drop_session(&server, server.session_count - 1);
out:
	if (server.listen_fd >= 0)
		close(server.listen_fd);
	free(server.answered);
	return rc;
}
