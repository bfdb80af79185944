/* SPDX-License-Identifier: ISC */
#include "console/office/init.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "console/office/calendars.h"
#include "console/rules/agency.h"
#include "console/rules/catalogue.h"
#include "console/rules/escalation.h"
#include "console/rules/need.h"
#include "console/rules/workflow.h"
#include "storage/store.h"
#include "storage/text.h"

/* The practice offices: one per starter region (design.md 12), each with two
 * officers, a supervisor and an auditor. The first officer of the first office
 * is who plays when nobody is named. */
struct practice_office {
	const char *region;
	const char *name;
	const char *department;
	const char *contact;
	const char *staff[4];	/* officer, officer, supervisor, auditor */
};
static const struct practice_office practice_offices[] = {
	{ "11410", "서대문구청", "민원여권과", "02-330-0001",
	    { "김민지", "이준호", "박서연", "최도윤" } },
	{ "30200", "유성구청", "민원봉사과", "042-611-0001",
	    { "정하은", "강지훈", "조수빈", "윤재현" } },
	{ "47750", "청송군청", "종합민원과", "054-870-0001",
	    { "장미경", "임성우", "한경희", "오태석" } },
	{ "47760", "영양군청", "종합민원과", "054-680-0001",
	    { "신정숙", "권영수", "황보람", "안병철" } },
};

/* The practice ministry: another office, in a store of its own. */
static const struct practice_office practice_ministry = {
	"1741000", "행정안전부", "민원제도과", "044-205-0001",
	{ "문세영", "배정우", "유지원", "서민재" } };

static const struct {
	const char *login;
	enum role role;
} practice_staff[] = {
	{ "officer1", ROLE_OFFICER },
	{ "officer2", ROLE_OFFICER },
	{ "supervisor", ROLE_SUPERVISOR },
	{ "auditor", ROLE_AUDITOR },
};

/* The channels an office is served by: those without regions, and those that
 * name its region. What clerks type in themselves is exchanged with nobody. */
static enum rc
add_channels(struct store *store, const char *region, bool is_enabled, struct err *e)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < catalogue_channel_count; i++) {
		const struct channel_info *c = &catalogue_channels[i];

		if (!c->is_desk && !str_eq(c->code, CHANNEL_HANDOVER) &&
		    (str_empty(c->regions) || strstr(c->regions, region) != NULL))
			rc = store_cursor_add(store, c->code, region, is_enabled && !c->is_folder,
			    e);
	}
	return rc;
}

/* A ministry is served by one channel: what other offices hand over. */
static enum rc
add_office(struct store *store, const char *region, const char *name, bool is_ministry,
    bool is_enabled, struct err *e)
{
	enum rc rc = store_office_add(store, region, name, e);

	if (rc == RC_OK)
		rc = store_jurisdiction_add(store, region, region, e);
	if (rc == RC_OK)
		rc = is_ministry ? store_cursor_add(store, CHANNEL_HANDOVER, region, is_enabled, e) :
		    add_channels(store, region, is_enabled, e);
	return rc;
}

static enum rc
add_practice_staff(struct store *store, const struct practice_office *o, size_t k, int64_t now_at,
    struct err *e)
{
	struct staff_record staff = { .row = { .role = practice_staff[k].role, .uid = -1,
		.is_enabled = true } };

	snprintf(staff.row.login, sizeof(staff.row.login), "%s-%s", practice_staff[k].login,
	    o->region);
	str_fill(staff.row.name, sizeof(staff.row.name), o->staff[k]);
	str_fill(staff.row.office, sizeof(staff.row.office), o->region);
	str_fill(staff.row.department, sizeof(staff.row.department), o->department);
	str_fill(staff.contact, sizeof(staff.contact), o->contact);
	return store_staff_add(store, &staff, 0, now_at, e);
}

static enum rc
add_practice(struct store *store, bool is_ministry, int64_t now_at, struct err *e)
{
	const struct practice_office *offices = is_ministry ? &practice_ministry : practice_offices;
	size_t count = is_ministry ? 1 : sizeof(practice_offices) / sizeof(practice_offices[0]);
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < count; i++) {
		rc = add_office(store, offices[i].region, offices[i].name, is_ministry, true, e);
		for (size_t k = 0; rc == RC_OK && k < 4; k++)
			rc = add_practice_staff(store, &offices[i], k, now_at, e);
	}
	return rc;
}

/* LOGIN:ROLE of the host's user data base. */
static enum rc
add_staff(struct store *store, const char *office, const char *word, int64_t now_at,
    struct err *e)
{
	struct staff_record staff = { .row = { .is_enabled = true } };
	const char *colon = strchr(word, ':');
	struct passwd *user;
	char *login;
	enum rc rc = RC_OK;

	if (colon == NULL || !role_find(colon + 1, &staff.row.role))
		return err_set(e, RC_USAGE, say(N_("--staff %s: want LOGIN:ROLE, with role officer, "
		    "supervisor or auditor")), word);
	login = x_strndup(word, (size_t)(colon - word));
	user = getpwnam(login);
	if (user == NULL) {
		rc = err_set(e, RC_USAGE, say(N_("--staff %s: this host has no user %s")), word, login);
	} else {
		str_fill(staff.row.login, sizeof(staff.row.login), login);
		str_fill(staff.row.name, sizeof(staff.row.name), login);
		str_fill(staff.row.office, sizeof(staff.row.office), office);
		str_fill(staff.row.department, sizeof(staff.row.department), "민원실");
		staff.row.uid = (int64_t)user->pw_uid;
		rc = store_staff_add(store, &staff, 0, now_at, e);
	}
	free(login);
	return rc;
}

static enum rc
fill(struct store *store, const struct init_options *options, struct err *e)
{
	struct store_mark mark = { options->is_practice, (int64_t)getuid() };
	const struct region_info *region;
	enum rc rc = store_mark_add(store, &mark, options->now_at, e);

	if (rc == RC_OK)
		rc = calendars_fill(store, options->now_at, e);
	/* The feed of the whole country. */
	if (rc == RC_OK)
		rc = store_cursor_add(store, NATIONAL_CHANNEL, "", options->is_practice, e);
	if (rc != RC_OK || options->is_practice)
		return rc == RC_OK ? add_practice(store, options->is_ministry, options->now_at, e) :
		    rc;
	region = region_find(options->office);
	rc = add_office(store, region->code, region->name_ko, options->is_ministry, false, e);
	for (size_t i = 0; rc == RC_OK && i < options->staff_count; i++)
		rc = add_staff(store, region->code, options->staff[i], options->now_at, e);
	return rc;
}

static void
remove_files(const char *path)
{
	static const char *const endings[] = { "", "-wal", "-shm", ".lock" };

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		char *file = x_asprintf("%s%s", path, endings[i]);

		unlink(file);
		free(file);
	}
}

enum rc
init_store(const struct init_options *options, struct err *e)
{
	struct store *store = NULL;
	enum rc rc;

	if (!options->is_practice && options->is_ministry && agency_find(options->office) == NULL)
		return err_set(e, RC_USAGE, say(N_("--office wants the code of a ministry, such as "
		    "1741000, with --role ministry")));
	if (!options->is_practice && !options->is_ministry && (options->office == NULL ||
	    region_find(options->office) == NULL || strlen(options->office) != 5))
		return err_set(e, RC_USAGE, say(N_("--office wants the five-digit code of a 시군구, such as "
		    "11410")));
	if (!options->is_practice && options->staff_count == 0)
		return err_set(e, RC_USAGE, say(N_("a real office needs at least one --staff LOGIN:ROLE")));
	rc = store_open(options->store_path, true, &store, e);
	if (rc != RC_OK)
		return rc;
	rc = store_begin(store, e);
	if (rc == RC_OK) {
		rc = fill(store, options, e);
		if (rc == RC_OK)
			rc = store_commit(store, e);
		else
			store_rollback(store);
	}
	store_close(store);
	if (rc != RC_OK)
		remove_files(options->store_path);
	return rc;
}
