/* SPDX-License-Identifier: ISC */
/* Who works here, which channels run, what was sent and what could not be
 * sorted: the pages around the cases. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "console/office/session.h"
#include "console/office/sync_desk.h"
#include "console/rules/catalogue.h"
#include "storage/carry.h"
#include "storage/store_typing.h"
#include "storage/tally.h"
#include "storage/text.h"

enum rc
handle_hello(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct office *office = r->office;
	struct session *s = r->session;
	struct wire_hello hello;
	struct wire_welcome welcome = { .is_practice = office->mark.is_practice,
		.is_clock_real = office->clock_path == NULL, .now_at = office->now_at,
		.changes = office->changes };
	bool may_play = office->mark.is_practice && s->uid == office->mark.owner_uid;
	enum rc rc = wire_read(f, &hello, e);

	if (rc != RC_OK)
		return rc;
	if (!str_empty(hello.login) && !may_play)
		return request_refuse_for(r, REASON_PRACTICE_ONLY, "--as");
	if (!str_empty(hello.login))
		rc = store_staff_by_login(office->store, hello.login, &r->who, e);
	else if (may_play)
		rc = store_staff_first(office->store, &r->who, e);
	else
		rc = store_staff_by_uid(office->store, s->uid, &r->who, e);
	if (rc == RC_NOT_FOUND || (rc == RC_OK && !r->who.row.is_enabled))
		return request_refuse_for(r, REASON_UNKNOWN_STAFF, hello.login);
	if (rc != RC_OK)
		return rc;
	/* Once a login is often enough; a store that takes nothing is no reason
	 * to let nobody in. */
	if (!office->is_faulty && store_scratch_purge(office->store, office->now_at, e) != RC_OK)
		log_event(LOG_WARN_LEVEL, "scratch-purge", "why", e->text, NULL);
	s->staff_id = r->who.row.id;
	s->wants_changes = hello.wants_changes;
	s->changes_told = office->changes;
	s->open_case_id = 0;
	s->has_query = false;
	welcome.who = r->who.row;
	str_fill(welcome.version, sizeof(welcome.version), MINWON_VERSION);
	request_tell(r, MESSAGE_WELCOME, true, &welcome);
	return RC_OK;
}

static void
tell_staff(void *arg, const struct staff_record *staff)
{
	request_tell(arg, MESSAGE_STAFF_ROW, false, &staff->row);
}

enum rc
handle_staff_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	enum rc rc = store_staff_list(r->office->store, r->actor.office, tell_staff, r, e);

	(void)f;
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

static bool
is_login(const char *login)
{
	size_t len = strlen(login);

	return len > 0 && len < 33 &&
	    strspn(login, "abcdefghijklmnopqrstuvwxyz0123456789._-") == len;
}

enum rc
handle_staff_add(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_staff_add ask;
	struct staff_record staff = { .row = { .is_enabled = true } }, other;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	if (r->actor.role != ROLE_SUPERVISOR)
		return request_refuse_for(r, REASON_NO_RIGHT, "");
	if (!is_login(ask.login))
		return request_refuse_for(r, REASON_BAD_VALUE, "login");
	rc = store_staff_by_login(r->office->store, ask.login, &other, e);
	if (rc == RC_NOT_FOUND && ask.uid >= 0)
		rc = store_staff_by_uid(r->office->store, ask.uid, &other, e);
	if (rc == RC_OK)
		return request_refuse_for(r, REASON_BAD_ASSIGNEE, other.row.login);
	if (rc != RC_NOT_FOUND)
		return rc;
	str_fill(staff.row.login, sizeof(staff.row.login), ask.login);
	str_fill(staff.row.name, sizeof(staff.row.name), str_empty(ask.name) ? ask.login : ask.name);
	staff.row.role = ask.role;
	str_fill(staff.row.office, sizeof(staff.row.office), r->actor.office);
	str_fill(staff.row.office_name, sizeof(staff.row.office_name), r->who.row.office_name);
	str_fill(staff.row.department, sizeof(staff.row.department),
	    str_empty(ask.department) ? r->who.row.department : ask.department);
	str_fill(staff.contact, sizeof(staff.contact), ask.contact);
	staff.row.uid = ask.uid;
	rc = store_staff_add(r->office->store, &staff, r->who.row.id, r->office->now_at, e);
	if (rc == RC_OK)
		request_tell(r, MESSAGE_STAFF_ROW, true, &staff.row);
	return rc;
}

enum rc
handle_staff_enable(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_switch ask;
	struct staff_record staff;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	if (r->actor.role != ROLE_SUPERVISOR)
		return request_refuse_for(r, REASON_NO_RIGHT, "");
	rc = store_staff_by_login(r->office->store, ask.name, &staff, e);
	if (rc == RC_NOT_FOUND || (rc == RC_OK && !str_eq(staff.row.office, r->actor.office)))
		return request_refuse_for(r, REASON_BAD_ASSIGNEE, ask.name);
	if (rc == RC_OK)
		rc = store_staff_enable(r->office->store, staff.row.id, ask.is_on, r->who.row.id,
		    r->office->now_at, e);
	if (rc == RC_OK) {
		staff.row.is_enabled = ask.is_on;
		request_tell(r, MESSAGE_STAFF_ROW, true, &staff.row);
	}
	return rc;
}

/* Tells a channel of the caller's office; what another office pulls is its own. */
static void
tell_named_channel(void *arg, const struct channel_row *from)
{
	struct request *r = arg;
	struct channel_row row = *from;
	const struct channel_info *info = channel_find(row.code);
	char office[12];

	if (store_jurisdiction_office(r->office->store, row.region, office, NULL) != RC_OK ||
	    !str_eq(office, r->actor.office))
		return;
	str_fill(row.name, sizeof(row.name), info == NULL ? row.code : info->name_ko);
	request_tell(r, MESSAGE_CHANNEL_ROW, false, &row);
}

enum rc
handle_channel_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	enum rc rc = store_cursor_list(r->office->store, tell_named_channel, r, e);

	(void)f;
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

/* The regions of the caller's office that pull a channel. */
struct channel_regions {
	struct request *r;
	const char *channel;
	char regions[64][12];
	size_t count;
};

static void
note_region(void *arg, const struct channel_row *row)
{
	struct channel_regions *c = arg;
	char office[12];

	if (str_eq(row->code, c->channel) && c->count < sizeof(c->regions) / sizeof(c->regions[0]) &&
	    store_jurisdiction_office(c->r->office->store, row->region, office, NULL) == RC_OK &&
	    str_eq(office, c->r->actor.office))
		str_fill(c->regions[c->count++], sizeof(c->regions[0]), row->region);
}

static enum rc
switch_region(struct request *r, const struct wire_switch *ask, const char *region, bool is_last,
    struct err *e)
{
	struct channel_row row;
	enum rc rc = store_cursor_enable(r->office->store, ask->name, region, ask->is_on, e);

	if (rc == RC_OK)
		rc = store_cursor_follow(r->office->store, ask->name, e);
	if (rc == RC_OK)
		rc = store_cursor_get(r->office->store, ask->name, region, &row, e);
	if (rc == RC_NOT_FOUND)
		return request_refuse_for(r, REASON_BAD_VALUE, ask->name);
	if (rc == RC_OK)
		request_tell(r, MESSAGE_CHANNEL_ROW, is_last, &row);
	return rc;
}

enum rc
handle_channel_enable(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_switch ask;
	struct channel_regions all = { .r = r, .channel = ask.name };
	char office[12];
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	if (r->actor.role != ROLE_SUPERVISOR)
		return request_refuse_for(r, REASON_NO_RIGHT, "");
	if (ask.region[0] != '\0') {
		rc = store_jurisdiction_office(r->office->store, ask.region, office, e);
		if (rc == RC_NOT_FOUND || (rc == RC_OK && !str_eq(office, r->actor.office)))
			return request_refuse_for(r, REASON_UNKNOWN_REGION, ask.region);
		return rc == RC_OK ? switch_region(r, &ask, ask.region, true, e) : rc;
	}
	rc = store_cursor_list(r->office->store, note_region, &all, e);
	if (rc == RC_OK && all.count == 0)
		return request_refuse_for(r, REASON_BAD_VALUE, ask.name);
	for (size_t i = 0; rc == RC_OK && i < all.count; i++)
		rc = switch_region(r, &ask, all.regions[i], i + 1 == all.count, e);
	return rc;
}

static void
tell_finding(struct request *r, const char *name, bool is_ok, const char *detail)
{
	struct wire_finding finding = { .is_ok = is_ok };

	str_fill(finding.name, sizeof(finding.name), name);
	str_fill(finding.detail, sizeof(finding.detail), detail);
	request_tell(r, MESSAGE_FINDING, false, &finding);
}

enum rc
handle_doctor(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct office *office = r->office;
	struct carried_sum carried = { 0 };
	int64_t wrong = 0, wrong_figures = 0, waiting = 0, next_at = 0;
	char text[320];
	enum rc rc = store_counters_wrong(office->store, &wrong, e);

	(void)f;
	if (rc == RC_OK)
		rc = store_tally_wrong(office->store, &wrong_figures, e);
	if (rc == RC_OK)
		rc = store_outbox_due(office->store, &waiting, &next_at, e);
	if (rc == RC_OK)
		rc = store_carried_sum(office->store, r->actor.office, &carried, e);
	if (rc != RC_OK)
		return rc;
	snprintf(text, sizeof(text), "version %d", db_schema_version());
	tell_finding(r, "schema", true, text);
	tell_finding(r, "store writable", !office->is_faulty, office->is_faulty
	    ? "a write failed: read-only until recovered" : "WAL, full flush, one owner");
	snprintf(text, sizeof(text), "%lld counters differ from the cases", (long long)wrong);
	tell_finding(r, "counters", wrong == 0, text);
	snprintf(text, sizeof(text), "%lld figures of the board differ from the cases",
	    (long long)wrong_figures);
	tell_finding(r, "board", wrong_figures == 0, text);
	tell_finding(r, "office", true, office->mark.is_practice ? "practice" : "real");
	tell_finding(r, "channel file", access(office->channels_path, R_OK) == 0,
	    office->channels_path);
	tell_finding(r, "minwon-sync", true, office->sync->session != NULL ? "running"
	    : "starts when it is needed");
	snprintf(text, sizeof(text), "%lld reports deemed accepted while the office was down%s%s",
	    (long long)office->lapsed_count, office->lapsed_count > 0 ? ": " : "",
	    office->lapsed_numbers);
	tell_finding(r, "deemed acceptance", office->lapsed_count == 0, text);
	snprintf(text, sizeof(text), "%lld export%s of whole cases, %lld never ended",
	    (long long)carried.exports, carried.exports == 1 ? "" : "s", (long long)carried.unended);
	tell_finding(r, "exports", true, text);
	snprintf(text, sizeof(text), "%lld messages wait to be sent", (long long)waiting);
	tell_finding(r, "outbox", true, text);
	request_tell_ok(r);
	return RC_OK;
}
