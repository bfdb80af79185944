/* SPDX-License-Identifier: ISC */
#include "tests/storage/store_folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

void
store_folder_make(struct store_folder *f)
{
	*f = (struct store_folder){ .folder = "/tmp/mw-store.XXXXXX" };
	assert_non_null(mkdtemp(f->folder));
	snprintf(f->path, sizeof(f->path), "%s/store", f->folder);
}

void
store_folder_remove(struct store_folder *f)
{
	DIR *folder = opendir(f->folder);
	const struct dirent *entry;

	store_close(f->store);
	assert_non_null(folder);
	while ((entry = readdir(folder)) != NULL)
		if (unlinkat(dirfd(folder), entry->d_name, 0) != 0)
			unlinkat(dirfd(folder), entry->d_name, AT_REMOVEDIR);
	closedir(folder);
	assert_int_equal(rmdir(f->folder), 0);
}

void
store_folder_fill(struct store_folder *f)
{
	static const char *const offices[] = { "11410", "30200" };
	struct store_mark mark = { true, 0 };
	struct err e = { 0 };

	assert_int_equal(store_open(f->path, true, &f->store, &e), RC_OK);
	assert_int_equal(store_begin(f->store, &e), RC_OK);
	assert_int_equal(store_mark_add(f->store, &mark, 1, &e), RC_OK);
	for (size_t i = 0; i < 2; i++) {
		struct staff_record staff = { .row = { .role = ROLE_OFFICER, .uid = -1,
			.is_enabled = true } };

		str_fill(staff.row.office, sizeof(staff.row.office), offices[i]);
		snprintf(staff.row.login, sizeof(staff.row.login), "officer-%s", offices[i]);
		str_fill(staff.row.name, sizeof(staff.row.name), i == 0 ? "김민지" : "정하은");
		assert_int_equal(store_office_add(f->store, offices[i], offices[i], &e), RC_OK);
		assert_int_equal(store_jurisdiction_add(f->store, offices[i], offices[i], &e), RC_OK);
		assert_int_equal(store_staff_add(f->store, &staff, 0, 1, &e), RC_OK);
		assert_int_equal(staff.row.id, i + 1);
		assert_int_equal(store_cursor_add(f->store, "gov24", offices[i], true, &e), RC_OK);
	}
	assert_int_equal(store_commit(f->store, &e), RC_OK);
}

int
store_folder_setup(void **state)
{
	struct store_folder *f = x_zalloc(1, sizeof(*f));

	store_folder_make(f);
	store_folder_fill(f);
	*state = f;
	return 0;
}

int
store_folder_teardown(void **state)
{
	store_folder_remove(*state);
	free(*state);
	return 0;
}

void
case_made(struct store *s, const char *office, int64_t arrived_at, int64_t due_at,
    struct case_record *out)
{
	struct applicant_record applicant = { .phone = "010-0000-0000" };
	struct err e = { 0 };
	struct case_ref ref;
	size_t count = 1;

	*out = (struct case_record){ .final_by = FINAL_BY_APPROVER };
	str_fill(out->office, sizeof(out->office), office);
	str_fill(out->row.region, sizeof(out->row.region), office);
	str_fill(out->row.channel, sizeof(out->row.channel), "gov24");
	str_fill(out->row.service, sizeof(out->row.service), "BUILD-NOTI");
	str_fill(out->row.applicant, sizeof(out->row.applicant), "홍길동");
	for (int64_t n = arrived_at * 1000; count > 0; n++) {
		snprintf(out->row.external_id, sizeof(out->row.external_id), "E%" PRId64, n);
		assert_int_equal(store_case_find(s, out->row.external_id, &ref, 1, &count, &e),
		    RC_OK);
	}
	out->row.state = STATE_ARRIVED;
	out->row.arrived_at = arrived_at;
	out->row.due_at = due_at;
	assert_int_equal(store_case_add(s, out, &applicant, "{}", "f", 0, &e), RC_OK);
	assert_int_equal(store_case_get(s, out->row.id, out, &e), RC_OK);
}

int64_t
event_made(struct store *s, const struct case_record *c)
{
	char key[64];
	struct event_record v = { .case_id = c->row.id, .kind = "note", .actor_id = 1,
		.entered_at = 1, .effective_at = 1, .state_before = "arrived",
		.state_after = "arrived", .version_after = c->row.version, .op_key = key,
		.request_hash = "h", .text = "" };
	struct event_result found;
	struct err e = { 0 };
	int n = 0;

	do
		snprintf(key, sizeof(key), "key-%" PRId64 "-%d", c->row.id, n++);
	while (store_event_by_key(s, key, &found, &e) == RC_OK);
	assert_int_equal(store_event_add(s, &v, &e), RC_OK);
	return v.id;
}

bool
sql_run(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	int code;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	code = sqlite3_exec(db, sql, NULL, NULL, NULL);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	return code == SQLITE_OK;
}

int64_t
sql_number(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *st = NULL;
	int64_t n;

	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	n = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	return n;
}
