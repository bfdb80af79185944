/* SPDX-License-Identifier: ISC */
/* What the list finds by the search index is what a scan of every case finds,
 * in the same order, over random cases and random queries. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "console/office/session.h"
#include "console/rules/query.h"
#include "storage/text.h"

#define SEED UINT64_C(20261128)
#define CASES 9600	/* so that a common word has more than are sorted */
#define QUERIES 120
#define NOW_AT INT64_C(1795000000)

/* A store in a folder of its own, an office on it, and every case as a list of
 * that office shows it. */
struct world {
	char folder[64];
	char path[96];
	struct office office;
	struct calendar calendar;
	struct session *session;
	struct case_record *cases;
	struct case_row *rows;
};

static uint32_t
draw(uint64_t *random, uint32_t limit)
{
	*random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*random >> 33) % limit;
}

#define PICK(random, list) (list)[draw(random, sizeof(list) / sizeof((list)[0]))]
#define OK(call) assert_int_equal(call, RC_OK)

static const char *const surnames[] = { "김", "이", "박", "남궁", "최" };
static const char *const given[] = { "길동", "민지", "서연", "라", "하\u3164은", "준혜솔" };
static const char *const foreign[] = { "John Smith", "NGUYỄN Văn", "홍", "ㅎㄱㄷ", "",
	"\u1112\u1161\u11ab가람" };
static const char *const things[] = { "전입 ", "식품영업", "건축 ", "등본 교부", "cafe rosé ",
	"ㅋㅋ", "ＡＢＣ", "허가", "행복\u200b주택", "변경" };
static const char *const services[] = { "13100000016", "FOOD-BIZ", "GEN-QNA-LAW", "ODD" };
static const char *const channels[] = { "gov24", "bokjiro", "epeople" };

static void
draw_name(uint64_t *random, char *out, size_t cap)
{
	if (draw(random, 12) == 0)
		str_fill(out, cap, PICK(random, foreign));
	else
		snprintf(out, cap, "%s%s", PICK(random, surnames), PICK(random, given));
}

static void
draw_title(uint64_t *random, const char *name, char *out, size_t cap)
{
	struct buf b = { 0 };

	for (uint32_t n = 1 + draw(random, 3); n > 0; n--)
		buf_puts(&b, PICK(random, things));
	if (draw(random, 12) != 0)
		buf_puts(&b, "신고");
	if (draw(random, 6) == 0)
		buf_printf(&b, " (%s)", name);
	str_fill(out, cap, buf_str(&b));
	buf_release(&b);
}

static void
add_case(struct world *w, uint64_t *random, size_t i)
{
	struct case_record *c = &w->cases[i];
	struct applicant_record applicant = { .address = "", .birth = "", .sex = "" };

	*c = (struct case_record){ .final_by = FINAL_BY_APPROVER };
	str_fill(c->office, sizeof(c->office), draw(random, 40) == 0 ? "30200" : "11410");
	str_fill(c->row.region, sizeof(c->row.region), c->office);
	str_fill(c->row.channel, sizeof(c->row.channel), PICK(random, channels));
	str_fill(c->row.service, sizeof(c->row.service), PICK(random, services));
	draw_name(random, c->row.applicant, sizeof(c->row.applicant));
	draw_title(random, c->row.applicant, c->row.title, sizeof(c->row.title));
	snprintf(c->row.external_id, sizeof(c->row.external_id), "%s-2026-%06zu",
	    draw(random, 9) == 0 ? "민원" : "GOV", i);
	snprintf(applicant.phone, sizeof(applicant.phone), "010-%04u-%04u", draw(random, 9999),
	    draw(random, 9999));
	c->row.arrived_at = NOW_AT - (int64_t)draw(random, 400) * 3600;
	c->row.due_at = draw(random, 9) == 0 ? 0 : NOW_AT + (int64_t)draw(random, 300) * 3600;
	OK(store_case_add(w->office.store, c, &applicant, "{}", "f", 0, NULL));
	c->row.state = (enum state)draw(random, STATE__COUNT);
	c->assignee_id = draw(random, 3) == 0 ? 1 : 0;
	if (c->row.state != STATE_ARRIVED)
		snprintf(c->row.receipt_no, sizeof(c->row.receipt_no), "2026-%s-%06zu", c->office, i);
	OK(store_case_update(w->office.store, c, NULL));
}

static struct request
request_of(struct world *w, struct buf *out)
{
	struct request r = { .office = &w->office, .session = w->session, .tag = 1, .out = out,
		.calendar = &w->calendar };

	OK(store_staff_by_id(w->office.store, 1, &r.who, NULL));
	r.actor = (struct actor){ .staff_id = 1, .role = ROLE_OFFICER, .is_enabled = true,
		.office = "11410" };
	return r;
}

static void
open_store(struct world *w, bool is_new)
{
	struct err e = { 0 };

	if (store_open(w->path, is_new, &w->office.store, &e) != RC_OK)
		fail_msg("%s", e.text);
}

static int
make(void **state)
{
	struct world *w = x_zalloc(1, sizeof(*w));
	struct staff_record staff = { .row = { .role = ROLE_OFFICER, .uid = -1, .is_enabled = true,
		.office = "11410", .login = "kim", .name = "김라온" } };
	uint64_t random = SEED;

	str_fill(w->folder, sizeof(w->folder), "/tmp/mw-search.XXXXXX");
	assert_non_null(mkdtemp(w->folder));
	snprintf(w->path, sizeof(w->path), "%s/store", w->folder);
	w->office.now_at = NOW_AT;
	w->calendar = calendar_usual();
	w->session = session_new(-1, DOOR_DESK_ASKS);
	w->cases = x_zalloc(CASES, sizeof(*w->cases));
	w->rows = x_zalloc(CASES, sizeof(*w->rows));
	open_store(w, true);
	OK(store_begin(w->office.store, NULL));
	OK(store_office_add(w->office.store, "11410", "서대문구청", NULL));
	OK(store_office_add(w->office.store, "30200", "유성구청", NULL));
	OK(store_staff_add(w->office.store, &staff, 0, 1, NULL));
	for (size_t i = 0; i < CASES; i++)
		add_case(w, &random, i);
	OK(store_commit(w->office.store, NULL));
	for (size_t i = 0; i < CASES; i++) {
		struct buf out = { 0 };
		struct request r = request_of(w, &out);

		OK(store_case_get(w->office.store, w->cases[i].row.id, &w->cases[i], NULL));
		case_row_for(&r, &w->cases[i], &w->rows[i]);
		buf_release(&out);
	}
	*state = w;
	return 0;
}

static int
end(void **state)
{
	static const char *const names[] = { "", "-wal", "-shm", ".lock" };
	struct world *w = *state;

	store_close(w->office.store);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char path[128];

		snprintf(path, sizeof(path), "%s%s", w->path, names[i]);
		unlink(path);
	}
	assert_int_equal(rmdir(w->folder), 0);
	session_free(w->session);
	free(w->rows);
	free(w->cases);
	free(w);
	return 0;
}

/* Case ids in order. */
struct found {
	int64_t ids[CASES];
	size_t count;
};

/* Everything the list gives for a query, page by page. */
static void
list_all(struct world *w, const char *query, const char *sort, int64_t limit, struct found *f)
{
	struct wire_list ask = { .limit = limit };

	str_fill(ask.query, sizeof(ask.query), query);
	str_fill(ask.sort, sizeof(ask.sort), sort);
	f->count = 0;
	do {
		struct buf in = { 0 }, out = { 0 }, memory = { 0 };
		struct wire_list_end list_end = { .total = 0 };
		struct request r = request_of(w, &out);
		struct wire_frame frame;
		struct err e = { 0 };

		wire_write(&in, MESSAGE_LIST, 1, true, &ask);
		OK(wire_take(&in, WIRE_DESK_FRAME_MAX, &memory, &frame, NULL));
		OK(store_begin(w->office.store, NULL));
		if (handle_list(&r, &frame, &e) != RC_OK)
			fail_msg("“%s”: %s", query, e.text);
		OK(store_commit(w->office.store, NULL));
		while (wire_take(&out, WIRE_DESK_FRAME_MAX, &memory, &frame, NULL) == RC_OK) {
			struct case_row row;

			if (frame.message == MESSAGE_LIST_END) {
				OK(wire_read(&frame, &list_end, NULL));
				continue;
			}
			OK(wire_read(&frame, &row, NULL));
			assert_true(f->count < CASES);
			f->ids[f->count++] = row.id;
		}
		str_fill(ask.after, sizeof(ask.after), list_end.next);
		buf_release(&memory);
		buf_release(&out);
		buf_release(&in);
	} while (!str_empty(ask.after));
}

/* Which key orders the rows of the scan. */
struct key {
	int64_t key, id;
};

static int
compare_keys(const void *a, const void *b)
{
	const struct key *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/* The oracle: every case is compared. */
static void
scan_all(struct world *w, const char *query, const char *sort, struct found *f)
{
	struct query_context context = { .calendar = &w->calendar, .now_at = NOW_AT,
		.login = "kim" };
	struct query *q = query_parse(query, NULL);
	struct query_plan plan;
	bool is_new, is_arrived = str_eq(sort, "arrived");
	static struct key keys[CASES];
	size_t n = 0;

	assert_non_null(q);
	query_plan(q, "kim", &plan);
	is_new = str_eq(sort, "new") || (sort[0] == '\0' && !plan.is_open_only && !plan.has_state);
	for (size_t i = 0; i < CASES; i++) {
		const struct case_row *row = &w->rows[i];

		context.applicant = w->cases[i].row.applicant;
		if (str_eq(w->cases[i].office, "11410") && query_match(q, row, &context))
			keys[n++] = (struct key){ is_new || is_arrived ? row->arrived_at :
			    row->due_at == 0 ? DUE_NEVER : row->due_at, row->id };
	}
	query_free(q);
	if (n > 0)
		qsort(keys, n, sizeof(keys[0]), compare_keys);
	f->count = n;
	for (size_t i = 0; i < n; i++)
		f->ids[i] = keys[is_new ? n - 1 - i : i].id;
}

/* A piece of what is in the cases, as somebody would type it. */
static void
draw_word(struct world *w, uint64_t *random, struct buf *out)
{
	static const char *const fixed[] = { "신고", "전입", "ㅅㄱ", "ㅈㅇㅅㄱ", "ㄱㅊ", "GOV", "민원", "행복주택",
		"abc", "ROSÉ", "김라", "정부", "ㄳ", "건축 신고", "준혜솔", "없는말", "2026-11410", "홍" };
	const struct case_record *c = &w->cases[draw(random, CASES)];
	struct buf form = { 0 };
	size_t from, len;

	switch (draw(random, 4)) {
	case 0:
		buf_puts(&form, PICK(random, fixed));
		break;
	case 1:
		text_search_name(&form, c->row.applicant);
		break;
	default:
		text_search_form(&form, draw(random, 5) == 0 ? c->row.external_id : c->row.title);
		from = draw(random, (uint32_t)form.len);
		while (from > 0 && ((unsigned char)form.data[from] & 0xC0) == 0x80)
			from--;
		buf_drop_front(&form, from);
		for (len = 0; len < form.len && (len < 3 + draw(random, 12) ||
		    ((unsigned char)form.data[len] & 0xC0) == 0x80); len++)
			continue;
		while (len < form.len && ((unsigned char)form.data[len] & 0xC0) == 0x80)
			len++;
		form.data[len] = '\0';
		break;
	}
	buf_printf(out, "\"%s\"", form.len == 0 || str_eq(buf_str(&form), " ") ? "신고" :
	    buf_str(&form));
	buf_release(&form);
}

static void
draw_query(struct world *w, uint64_t *random, struct buf *out)
{
	static const char *const others[] = { " open:any", " state:완료", " assignee:me",
		" not channel:gov24", " service:FOOD-BIZ", "", "", "" };

	draw_word(w, random, out);
	if (draw(random, 3) == 0) {
		buf_puts(out, draw(random, 3) == 0 ? " or " : draw(random, 2) == 0 ? " not " : " ");
		draw_word(w, random, out);
	}
	buf_puts(out, PICK(random, others));
}

static bool
is_same(const struct found *a, const struct found *b)
{
	return a->count == b->count && memcmp(a->ids, b->ids, a->count * sizeof(a->ids[0])) == 0;
}

/* How many of the queries are answered otherwise than by the scan. */
static size_t
differences(struct world *w, size_t queries, bool is_told, size_t *matches, size_t *many)
{
	static const char *const sorts[] = { "", "", "arrived", "new" };
	static struct found listed, scanned;
	uint64_t random = SEED + 1;
	size_t wrong = 0;

	for (size_t i = 0; i < queries; i++) {
		struct buf query = { 0 };
		const char *sort = PICK(&random, sorts);

		if (i == 0)
			buf_puts(&query, "신고 open:any");
		else
			draw_query(w, &random, &query);
		list_all(w, buf_str(&query), sort, 100 + draw(&random, 400), &listed);
		scan_all(w, buf_str(&query), sort, &scanned);
		*matches += scanned.count;
		*many += scanned.count > 8000;
		if (!is_same(&listed, &scanned)) {
			wrong++;
			if (is_told)
				print_error("“%s” sort “%s”: %zu listed, %zu by the scan\n",
				    buf_str(&query), sort, listed.count, scanned.count);
		}
		buf_release(&query);
	}
	return wrong;
}

static void
the_list_finds_what_a_scan_finds(void **state)
{
	size_t matches = 0, many = 0;
	size_t wrong = differences(*state, QUERIES, true, &matches, &many);

	print_message("search: %d cases, %d queries, %zu matches, %zu of more than 8000; "
	    "seed %" PRIu64 "\n", CASES, QUERIES, matches, many, SEED);
	assert_int_equal(wrong, 0);
	assert_true(matches > CASES);
	assert_true(many > 0);
}

static void
run_beside(struct world *w, const char *sql)
{
	sqlite3 *db = NULL;

	store_close(w->office.store);
	assert_int_equal(sqlite3_open(w->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	open_store(w, false);
}

/* The positive control: an index that forgot a third of its rows is found out. */
static void
an_index_with_a_hole_is_found_out(void **state)
{
	size_t matches = 0, many = 0;

	run_beside(*state, "DELETE FROM search WHERE id % 3 = 0");
	assert_true(differences(*state, 12, false, &matches, &many) > 0);
}

/* A store from before the index fills it at the next opening. */
static void
a_store_without_index_catches_up(void **state)
{
	size_t matches = 0, many = 0;

	run_beside(*state, "DELETE FROM search; UPDATE search_done SET last_id = 0");
	assert_int_equal(differences(*state, 30, true, &matches, &many), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_list_finds_what_a_scan_finds),
		cmocka_unit_test(an_index_with_a_hole_is_found_out),
		cmocka_unit_test(a_store_without_index_catches_up),
	};

	return cmocka_run_group_tests(tests, make, end);
}
