/* SPDX-License-Identifier: ISC */
/*
 * fill_store: fills a practice store that `minwon init` made with many cases,
 * to measure with. Row i is a function of the seed and i; instants count from
 * NOW. One case in eight is open, as at a desk after a year; a third of those
 * have not been received, the rest stand at every step of their way. All are
 * of one office, the worst that can be for its lists. Every case has its
 * applicant, a form of about 1.2 KB, its events and what it is found by, as
 * intake writes them, BATCH cases a transaction. Prints cases and rows/s.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scripts/bench/stopwatch.h"
#include "storage/catalogue.h"
#include "storage/store.h"

enum { BATCH = 10000, OPEN_PERCENT = 12, DAY_SEC = 86400, YEAR_DAYS = 365 };

#define CASES_MAX INT64_C(10000000)
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

struct fill {
	struct store *store;
	const char *office;
	int64_t now_at;
	uint64_t random;	/* of the case at hand */
	int64_t staff[2];	/* the officers of the office */
	int64_t serial;
};

static uint32_t
draw(struct fill *f, uint32_t limit)
{
	f->random = f->random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(f->random >> 33) % limit;
}

/* A new stream for each case, so that case i does not depend on how many there are. */
static void
draw_from(struct fill *f, int64_t seed, int64_t i)
{
	f->random = (uint64_t)seed * UINT64_C(0x9E3779B97F4A7C15) + (uint64_t)i;
	for (int n = 0; n < 4; n++)
		(void)draw(f, 2);
}

static const char *const surnames[] = { "김", "이", "박", "최", "정", "강", "조", "윤", "장", "임",
	"한", "오", "서", "신", "권", "황", "안", "송", "전", "홍" };
static const char *const syllables[] = { "민", "서", "지", "현", "준", "연", "수", "영", "아", "우",
	"진", "은", "하", "도", "윤", "예", "재", "혜", "솔", "길", "동", "라", "경", "미", "성", "훈",
	"태", "나", "유", "정", "주", "석", "희", "선", "호", "원", "규", "찬", "람", "결" };
static const char *const towns[] = { "홍제동", "홍은동", "남가좌동", "북가좌동", "연희동", "신촌동",
	"충현동", "천연동", "북아현동", "창천동", "대현동", "봉원동", "영천동", "현저동", "냉천동",
	"옥천동", "미근동", "합동", "대신동", "행복동" };
static const char *const details[] = { "세대 합가", "단독 세대", "신규 영업장", "지위 승계", "증축 포함",
	"용도 변경", "재발급", "대리 신청", "변경 사항 있음", "추가 서류 제출" };

/* A state and how often it stands among a thousand open or closed cases. */
struct share {
	enum state state;
	uint32_t of_thousand;
};
static const struct share open_shares[] = {
	{ STATE_ARRIVED, 330 }, { STATE_RECEIVED, 230 }, { STATE_ASSIGNED, 90 },
	{ STATE_IN_PROGRESS, 220 }, { STATE_CONSULTING, 30 }, { STATE_SUPPLEMENT, 50 },
	{ STATE_APPROVAL, 50 },
};
static const struct share closed_shares[] = {
	{ STATE_COMPLETED, 860 }, { STATE_REFUSED, 40 }, { STATE_RETURNED, 30 },
	{ STATE_WITHDRAWN, 40 }, { STATE_TRANSFERRED, 30 },
};

static enum state
draw_state(struct fill *f, const struct share *shares, size_t count)
{
	uint32_t left = draw(f, 1000);
	size_t i = 0;

	while (i + 1 < count && left >= shares[i].of_thousand)
		left -= shares[i++].of_thousand;
	return shares[i].state;
}

static void
draw_name(struct fill *f, char *out, size_t cap)
{
	const char *family = surnames[draw(f, COUNT(surnames))];
	const char *first = syllables[draw(f, COUNT(syllables))];

	snprintf(out, cap, "%s%s%s", family, first, syllables[draw(f, COUNT(syllables))]);
}

/* An arrived case as a channel hands it in. */
static void
draw_case(struct fill *f, int64_t i, bool is_open, struct case_record *c)
{
	const struct service_info *service =
	    &catalogue_services[draw(f, (uint32_t)catalogue_service_count)];
	const char *town = towns[draw(f, COUNT(towns))];
	int64_t age = is_open ? draw(f, 14 * DAY_SEC) : DAY_SEC + draw(f, YEAR_DAYS * DAY_SEC);

	*c = (struct case_record){ .final_by = service->final_by };
	str_fill(c->office, sizeof(c->office), f->office);
	str_fill(c->row.region, sizeof(c->row.region), f->office);
	str_fill(c->row.channel, sizeof(c->row.channel), "gov24");
	str_fill(c->row.service, sizeof(c->row.service), service->code);
	str_fill(c->form_version, sizeof(c->form_version), "2026-11-01");
	snprintf(c->row.external_id, sizeof(c->row.external_id), "G24-2026-%07" PRId64, i);
	draw_name(f, c->row.applicant, sizeof(c->row.applicant));
	snprintf(c->row.title, sizeof(c->row.title), "%s %s (%s)", town, service->name_ko,
	    details[draw(f, COUNT(details))]);
	c->row.state = STATE_ARRIVED;
	c->row.arrived_at = f->now_at - age;
	c->row.due_at = c->row.arrived_at + 8 * 3600;
}

static void
draw_applicant(struct fill *f, struct applicant_record *a)
{
	snprintf(a->phone, sizeof(a->phone), "010-%04u-%04u", 1000 + draw(f, 9000), draw(f, 10000));
	snprintf(a->address, sizeof(a->address), "서울특별시 서대문구 홍제내길 %u, %u동 %u호",
	    1 + draw(f, 300), 101 + draw(f, 20), 101 + draw(f, 2000));
	snprintf(a->birth, sizeof(a->birth), "%u-%02u-%02u", 1940 + draw(f, 65), 1 + draw(f, 12),
	    1 + draw(f, 28));
	str_fill(a->sex, sizeof(a->sex), draw(f, 2) == 0 ? "1" : "2");
}

static void
put_answers(struct fill *f, struct buf *out)
{
	buf_puts(out, "{");
	for (unsigned int field = 0; field < 25; field++)
		buf_printf(out, "%s\"field_%02u\":\"%s 내용 %06u\"", field == 0 ? "" : ",", field,
		    towns[draw(f, COUNT(towns))], draw(f, 1000000));
	buf_puts(out, "}");
}

static enum rc
add_event(struct fill *f, const struct case_record *c, const char *kind, enum state before,
    int64_t at, struct err *e)
{
	bool is_first = str_eq(kind, EVENT_ARRIVED);
	char key[64];
	struct event_record v = { .case_id = c->row.id, .kind = kind,
		.actor_id = is_first ? 0 : f->staff[0], .entered_at = at, .effective_at = at,
		.state_before = is_first ? "" : state_name(before),
		.state_after = state_name(c->row.state), .version_after = c->row.version,
		.due_after = c->row.due_at, .op_key = key, .request_hash = "", .text = "" };

	snprintf(key, sizeof(key), "%s fill %" PRId64, kind, c->row.id);
	return store_event_add(f->store, &v, e);
}

/* Brings an arrived case to where it stands. */
static enum rc
move_case(struct fill *f, struct case_record *c, enum state state, struct err *e)
{
	int64_t received_at = c->row.arrived_at + draw(f, 6 * 3600);
	enum state before = c->row.state;
	enum rc rc;

	snprintf(c->row.receipt_no, sizeof(c->row.receipt_no), "2026-%s-%07" PRId64, f->office,
	    ++f->serial);
	c->row.state = STATE_RECEIVED;
	c->row.received_at = received_at;
	c->row.due_at = draw(f, 20) == 0 ? 0 : received_at + (1 + draw(f, 20)) * DAY_SEC;
	rc = add_event(f, c, "receive", before, received_at, e);
	c->row.state = state;
	if (state > STATE_RECEIVED)
		c->assignee_id = f->staff[draw(f, 2)];
	if (state >= STATE_COMPLETED)
		c->completed_at = received_at + draw(f, 5 * DAY_SEC);
	if (rc == RC_OK && state >= STATE_COMPLETED)
		rc = add_event(f, c, "approve", STATE_APPROVAL, c->completed_at, e);
	return rc == RC_OK ? store_case_update(f->store, c, e) : rc;
}

static enum rc
add_case(struct fill *f, int64_t i, struct err *e)
{
	bool is_open = draw(f, 100) < OPEN_PERCENT;
	enum state state = is_open ? draw_state(f, open_shares, COUNT(open_shares)) :
	    draw_state(f, closed_shares, COUNT(closed_shares));
	struct applicant_record applicant;
	struct buf answers = { 0 };
	struct case_record c;
	enum rc rc;

	draw_case(f, i, is_open, &c);
	draw_applicant(f, &applicant);
	put_answers(f, &answers);
	rc = store_case_add(f->store, &c, &applicant, buf_str(&answers), "fill", 0, e);
	if (rc == RC_OK)
		rc = add_event(f, &c, EVENT_ARRIVED, STATE_ARRIVED, c.row.arrived_at, e);
	if (rc == RC_OK && state != STATE_ARRIVED)
		rc = move_case(f, &c, state, e);
	buf_release(&answers);
	return rc;
}

/* One transaction of cases from first on, and the log moved into the file. */
static enum rc
add_batch(struct fill *f, int64_t seed, int64_t first, int64_t end, struct err *e)
{
	enum rc rc = store_begin(f->store, e);

	if (rc != RC_OK)
		return rc;
	for (int64_t i = first; i < end && rc == RC_OK; i++) {
		draw_from(f, seed, i);
		rc = add_case(f, i, e);
	}
	if (rc == RC_OK)
		rc = store_commit(f->store, e);
	if (rc != RC_OK)
		store_rollback(f->store);
	else
		store_checkpoint(f->store);
	return rc;
}

static void
note_officer(void *arg, const struct staff_record *staff)
{
	struct fill *f = arg;

	if (staff->row.role == ROLE_OFFICER)
		f->staff[f->staff[0] == 0 ? 0 : 1] = staff->row.id;
}

int
main(int argc, char **argv)
{
	struct fill f = { .office = "11410" };
	int64_t cases = 0, seed = 0;
	struct err e = { .text = "" };
	double began;
	enum rc rc;

	if (argc != 5 || !parse_int(argv[2], 1, CASES_MAX, &cases) ||
	    !parse_int(argv[3], 0, INT64_MAX, &seed) ||
	    !parse_int(argv[4], DAY_SEC, INT64_MAX, &f.now_at)) {
		fputs("usage: fill_store STORE CASES SEED NOW\n", stderr);
		return 2;
	}
	rc = store_open(argv[1], false, &f.store, &e);
	if (rc == RC_OK)
		rc = store_staff_list(f.store, f.office, note_officer, &f, &e);
	began = now_ms();
	for (int64_t i = 0; i < cases && rc == RC_OK; i += BATCH)
		rc = add_batch(&f, seed, i, i + BATCH < cases ? i + BATCH : cases, &e);
	if (rc != RC_OK)
		fprintf(stderr, "fill_store: %s\n", e.text);
	else
		printf("filled\t%" PRId64 "\t%.0f\n", cases,
		    (double)cases * 1e3 / (now_ms() - began));
	store_close(f.store);
	return rc_exit_status(rc);
}
