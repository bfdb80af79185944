/* SPDX-License-Identifier: ISC */
#include "console/office/server.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "console/office/calendar_change.h"
#include "console/office/calendars.h"
#include "console/office/deemed.h"
#include "storage/clock.h"
#include "storage/text.h"

#define SESSIONS_MAX 256
#define REQUESTS_A_ROUND 64		/* of one session, so that nobody starves */
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
	bool is_ending;
};

/* Which handler takes which message. needs_staff: only after hello, with the
 * staff row read again. is_quiet: what it writes is its writer's own, and no
 * other desk is told of a change. */
static const struct {
	request_handler handle;
	bool needs_staff;
	bool is_quiet;
} handler_table[MESSAGE__COUNT] = {
	[MESSAGE_HELLO] = { handle_hello, false },
	[MESSAGE_LIST] = { handle_list, true },
	[MESSAGE_MARKED] = { handle_marked, true },
	[MESSAGE_RECENT] = { handle_recent, true },
	[MESSAGE_SAVED_LIST] = { handle_saved_list, true },
	[MESSAGE_SAVED_CHANGE] = { handle_saved_change, true },
	[MESSAGE_SHOW] = { handle_show, true },
	[MESSAGE_CALL] = { handle_call, true },
	[MESSAGE_LOG] = { handle_log, true },
	[MESSAGE_WHY] = { handle_why, true },
	[MESSAGE_AUDIT_VERIFY] = { handle_audit_verify, true },
	[MESSAGE_HOLIDAYS_PREVIEW] = { handle_holidays_preview, true },
	[MESSAGE_OUTAGE_LIST] = { handle_outage_list, true },
	[MESSAGE_OUTAGE_CHANGE] = { handle_outage_change, true },
	[MESSAGE_CORRECTION_LIST] = { handle_correction_list, true },
	[MESSAGE_CALENDAR] = { handle_calendar, true },
	[MESSAGE_CALENDAR_APPLY] = { handle_calendar_apply, true },
	[MESSAGE_CALENDAR_MOVES] = { handle_calendar_moves, true },
	[MESSAGE_CALENDAR_CHANGES] = { handle_calendar_changes, true },
	[MESSAGE_DAYS_IMPORT] = { handle_days_import, true },
	[MESSAGE_DAYS_FOUND] = { handle_days_found, false },
	[MESSAGE_LETTER_LIST] = { handle_letter_list, true },
	[MESSAGE_LETTER_SHOW] = { handle_letter_show, true },
	[MESSAGE_LETTER_CHANGE] = { handle_letter_change, true },
	[MESSAGE_PROPOSAL_DISMISS] = { handle_proposal_dismiss, true },
	[MESSAGE_ACT] = { handle_act, true },
	[MESSAGE_COUNTS] = { handle_counts, true },
	[MESSAGE_LESSON_LIST] = { handle_lesson_list, true },
	[MESSAGE_LESSON_USED] = { handle_lesson_used, true },
	[MESSAGE_WAIT_LIST] = { handle_wait_list, true },
	[MESSAGE_WAIT_ROW] = { handle_wait_row, false },
	[MESSAGE_WAITS_HEARD] = { handle_waits_heard, false },
	[MESSAGE_FIGURES] = { handle_figures, true },
	[MESSAGE_OUTBOX_LIST] = { handle_outbox_list, true },
	[MESSAGE_OUTBOX_SHOW] = { handle_outbox_show, true },
	[MESSAGE_UNSORTED_LIST] = { handle_unsorted_list, true },
	[MESSAGE_UNSORTED_SHOW] = { handle_unsorted_show, true },
	[MESSAGE_OUTBOX_CHANGE] = { handle_outbox_change, true },
	[MESSAGE_UNSORTED_CHANGE] = { handle_unsorted_change, true },
	[MESSAGE_STAFF_LIST] = { handle_staff_list, true },
	[MESSAGE_STAFF_ADD] = { handle_staff_add, true },
	[MESSAGE_STAFF_ENABLE] = { handle_staff_enable, true },
	[MESSAGE_CHANNEL_LIST] = { handle_channel_list, true },
	[MESSAGE_CHANNEL_ENABLE] = { handle_channel_enable, true },
	[MESSAGE_CHANNEL_TEST] = { handle_channel_test, true },
	[MESSAGE_ATTACHMENT_LIST] = { handle_attachment_list, true },
	[MESSAGE_ATTACHMENT_GET] = { handle_attachment_get, true },
	[MESSAGE_SYNC_RUN] = { handle_sync_run, true },
	[MESSAGE_SCRATCH_PUT] = { handle_scratch_put, true, .is_quiet = true },
	[MESSAGE_SCRATCH_SHOW] = { handle_scratch_show, true },
	[MESSAGE_SCRATCH_LIST] = { handle_scratch_list, true },
	[MESSAGE_SCRATCH_DISCARD] = { handle_scratch_discard, true, .is_quiet = true },
	[MESSAGE_SNIPPET_PUT] = { handle_snippet_put, true, .is_quiet = true },
	[MESSAGE_SNIPPET_LIST] = { handle_snippet_list, true },
	[MESSAGE_SNIPPET_DELETE] = { handle_snippet_delete, true, .is_quiet = true },
	[MESSAGE_DOCTOR] = { handle_doctor, true },
	[MESSAGE_SYNC_HELLO] = { handle_sync_hello, false },
	[MESSAGE_PLAN] = { handle_plan, false },
	[MESSAGE_INTAKE_BEGIN] = { handle_intake_begin, false },
	[MESSAGE_INTAKE_ITEM] = { handle_intake_item, false },
	[MESSAGE_INTAKE_COMMIT] = { handle_intake_commit, false },
	[MESSAGE_LEASE] = { handle_lease, false },
	[MESSAGE_RESULT] = { handle_result, false },
	[MESSAGE_WANTED] = { handle_wanted, false },
	[MESSAGE_FILE_BEGIN] = { handle_file_begin, false },
	[MESSAGE_FILE_PIECE] = { handle_file_piece, false },
	[MESSAGE_FILE_COMMIT] = { handle_file_commit, false },
	[MESSAGE_FILE_FAILED] = { handle_file_failed, false },
	[MESSAGE_SYNC_REPORT] = { handle_sync_report, false },
	[MESSAGE_ROUND_DONE] = { handle_round_done, false },
};

/* An office that nobody asks anything looks at the day this often. */
#define DAY_LOOK_MS 60000

static void
on_end(int signal_number)
{
	(void)signal_number;
	stopping = 1;
}

/* Reads the staff row again: a change of rights works at the next request. */
static enum rc
identify(struct request *r, struct err *e)
{
	enum rc rc;

	if (r->session->staff_id == 0)
		return request_refuse_for(r, REASON_UNKNOWN_STAFF, "");
	rc = store_staff_by_id(r->office->store, r->session->staff_id, &r->who, e);
	if (rc == RC_NOT_FOUND || (rc == RC_OK && !r->who.row.is_enabled))
		return request_refuse_for(r, REASON_UNKNOWN_STAFF, r->who.row.login);
	r->actor = (struct actor){ .staff_id = r->who.row.id, .role = r->who.row.role,
		.is_enabled = r->who.row.is_enabled };
	str_fill(r->actor.office, sizeof(r->actor.office), r->who.row.office);
	return calendar_of_office(r->office, r->actor.office, &r->calendar, e);
}

static enum rc
handle(struct request *r, const struct wire_frame *frame, struct err *e)
{
	enum rc rc = RC_OK;

	if ((message_doors(frame->message) & r->session->door) == 0 ||
	    handler_table[frame->message].handle == NULL)
		return err_set(e, RC_INVALID, say(N_("%s does not come through this door")),
		    message_name(frame->message));
	if (handler_table[frame->message].needs_staff)
		rc = identify(r, e);
	if (rc == RC_OK)
		rc = handler_table[frame->message].handle(r, frame, e);
	return rc;
}

static void
tell_failure(struct request *r, enum rc rc, const struct err *e)
{
	if (r->verdict.reason != REASON_NONE) {
		struct wire_refused refused = { 0 };

		str_fill(refused.reason, sizeof(refused.reason), reason_name(r->verdict.reason));
		str_fill(refused.detail, sizeof(refused.detail), r->verdict.detail);
		request_tell(r, MESSAGE_REFUSED, true, &refused);
	} else {
		struct wire_error failed = { .rc = (int32_t)rc };

		str_fill(failed.text, sizeof(failed.text), e->text);
		request_tell(r, MESSAGE_ERROR, true, &failed);
	}
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

/* Calendars may have been read from what is undone. */
static void
undo_request(struct office *office)
{
	store_request_undo(office->store);
	if (office->has_new_calendar)
		calendars_forget(office);
}

/* One request in its savepoint. What it wrote is undone if it fails. */
static void
serve_request(struct server *server, struct session *s, const struct wire_frame *frame)
{
	struct office *office = server->office;
	struct request r = { .office = office, .session = s, .tag = frame->tag, .out = &s->out };
	struct err e = { 0 };
	size_t mark = s->out.len;
	int64_t writes_before = store_writes(office->store);
	enum rc rc = RC_OK;

	if (!server->is_in_group) {
		rc = store_begin(office->store, &e);
		server->is_in_group = rc == RC_OK;
		server->quiet_writes = 0;
	}
	if (rc == RC_OK)
		rc = store_request_begin(office->store, &e);
	if (rc == RC_OK) {
		rc = handle(&r, frame, &e);
		if (rc == RC_OK)
			rc = store_request_keep(office->store, &e);
		else
			undo_request(office);
	}
	if (rc != RC_OK) {
		s->out.len = mark;
		if (s->out.data != NULL)
			s->out.data[mark] = '\0';
		tell_failure(&r, rc, &e);
	}
	if (handler_table[frame->message].is_quiet)
		server->quiet_writes += store_writes(office->store) - writes_before;
	note_answered(server, s, frame->tag);
}

/* Handles the whole frames a session has sent, up to its share of a round. */
static void
serve_session(struct server *server, struct session *s)
{
	size_t max = s->door == DOOR_SYNC_ASKS ? WIRE_SYNC_FRAME_MAX : WIRE_DESK_FRAME_MAX;

	for (int i = 0; i < REQUESTS_A_ROUND && !s->is_closing; i++) {
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
		serve_request(server, s, &frame);
	}
	server->has_left_over = true;
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
		s->has_marked = s->has_recent = false;
		s->open_case_id = 0;
	}
	for (size_t i = 0; i < server->answered_count; i++)
		wire_write(&server->answered[i].session->out, MESSAGE_ERROR,
		    server->answered[i].tag, true, &failed);
}

static void
end_group(struct server *server, int64_t writes_before)
{
	struct office *office = server->office;
	struct err e = { 0 };

	if (!server->is_in_group)
		return;
	server->is_in_group = false;
	if (store_commit(office->store, &e) != RC_OK) {
		/* Asked before the rollback, which has a result of its own. */
		bool is_full = store_is_full(office->store);

		store_rollback(office->store);
		calendars_forget(office);
		unsay_group(server, is_full, &e);
	} else if (store_writes(office->store) != writes_before + server->quiet_writes) {
		office->changes++;
	}
	office->has_new_calendar = false;
	server->answered_count = 0;
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
drop_session(struct server *server, size_t i)
{
	struct session *s = server->sessions[i];
	bool is_sync = s == server->office->sync->session;

	sync_forget(server->office, s);
	if (s->is_parent)
		server->is_ending = true;
	session_free(s);
	server->sessions[i] = server->sessions[--server->session_count];
	if (is_sync)
		sync_gone(server->office);
}

static void
accept_all(struct server *server)
{
	int fd;

	while ((fd = accept4(server->listen_fd, NULL, NULL, SOCK_CLOEXEC)) >= 0)
		add_session(server, session_new(fd, DOOR_DESK_ASKS));
}

/* The desk's door: a socket that only this user and its group may open. A
 * socket that nobody answers any more is removed (the store's lock is ours). */
static enum rc
open_door(struct server *server, const char *path, struct err *e)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	if (!str_fill(address.sun_path, sizeof(address.sun_path), path))
		return err_set(e, RC_STORAGE, say(N_("the socket's path %s is too long: name a "
		    "shorter one with --socket")), path);
	server->listen_fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	unlink(path);
	if (server->listen_fd < 0 ||
	    bind(server->listen_fd, (struct sockaddr *)&address, sizeof(address)) < 0 ||
	    chmod(path, 0660) < 0 || listen(server->listen_fd, 128) < 0)
		return err_set(e, RC_STORAGE, say(N_("cannot listen on %s (%s): see that its folder "
		    "may be written")), path, strerror(errno));
	server->socket_path = path;
	return RC_OK;
}

/* One batch of a change of a calendar, in the round's own transaction, so that
 * who asks meanwhile waits for one batch at most. */
static void
recount(struct server *server)
{
	struct office *office = server->office;
	struct err e = { 0 };
	enum rc rc = RC_OK;

	if (!office->is_recounting || office->is_faulty)
		return;
	if (!server->is_in_group) {
		rc = store_begin(office->store, &e);
		server->is_in_group = rc == RC_OK;
	}
	if (rc == RC_OK)
		rc = store_request_begin(office->store, &e);
	if (rc == RC_OK) {
		rc = calendar_change_step(office, &e);
		if (rc == RC_OK)
			rc = store_request_keep(office->store, &e);
		else
			undo_request(office);
	}
	if (rc != RC_OK) {
		/* Tried again when the office is opened again, or asked. */
		log_event(LOG_ERROR_LEVEL, "calendar-change", "why", e.text, NULL);
		office->is_recounting = false;
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
	if (server->office->is_recounting)
		return 0;
	if (store_log_pages(server->office->store) >= STORE_LOG_WANTED && at > now + IDLE_MS)
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

/* Waits, reads, handles, commits, answers. */
static void
one_round(struct server *server)
{
	struct pollfd fds[SESSIONS_MAX + 1];
	size_t count = server->session_count;
	int64_t writes_before = store_writes(server->office->store);
	bool is_idle;
	int ready;

	fds[0] = (struct pollfd){ .fd = server->listen_fd, .events = POLLIN };
	for (size_t i = 0; i < count; i++) {
		struct session *s = server->sessions[i];

		fds[i + 1] = (struct pollfd){ .fd = s->fd,
			.events = (short)((s->in.len < IN_BYTES_MAX || s->door == DOOR_SYNC_ASKS
			? POLLIN : 0) | (s->settled > 0 ? POLLOUT : 0)) };
	}
	ready = poll(fds, count + 1, server->has_left_over ? 0 : next_timeout(server));
	if (ready < 0 && errno != EINTR)
		return;
	is_idle = ready == 0 && !server->has_left_over;
	server->has_left_over = false;
	if (stopping != 0)
		return;
	read_clock(server->office);
	deemed_run(server->office);
	if ((fds[0].revents & POLLIN) != 0)
		accept_all(server);
	for (size_t i = 0; i < count; i++)
		if ((fds[i + 1].revents & (POLLIN | POLLHUP | POLLERR)) != 0 &&
		    !session_read(server->sessions[i]))
			server->sessions[i]->is_closing = true;
	for (size_t i = 0; i < count; i++)
		serve_session(server, server->sessions[i]);
	recount(server);
	end_group(server, writes_before);
	run_timers(server);
	push_changes(server);
	for (size_t i = server->session_count; i-- > 0;) {
		struct session *s = server->sessions[i];

		s->settled = s->out.len;
		if (!session_write(s) || (s->is_closing && s->out.len == 0) ||
		    (s->out.len > OUT_BYTES_MAX && s->door == DOOR_DESK_ASKS))
			drop_session(server, i);
	}
	if (is_idle || store_log_pages(server->office->store) >= STORE_LOG_MOST)
		tidy_log(server->office);
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
	struct server server = { .office = office, .listen_fd = -1 };
	enum rc rc = open_door(&server, options->socket_path, e);

	if (rc != RC_OK)
		goto out;
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
	while (stopping == 0 && !server.is_ending)
		one_round(&server);
	/* No more wakes; what sync had leased comes back when its lease lapses. */
	office->sync->is_standing = false;
	while (server.session_count > 0)
		drop_session(&server, server.session_count - 1);
out:
	if (server.listen_fd >= 0)
		close(server.listen_fd);
	if (server.socket_path != NULL)
		unlink(server.socket_path);
	free(server.answered);
	return rc;
}
