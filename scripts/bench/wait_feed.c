/* SPDX-License-Identifier: ISC */
/*
 * wait_feed: waiting figures of offices that never were, minute by minute, as fast
 * as an office takes them. It stands in for minwon-sync: a copy of minwond with this
 * beside it under that name starts it. The channel file has one line:
 *
 *	MINUTES OFFICES TASKS FIRST_MINUTE CLOCK_FILE REPORT_FILE
 *
 * Each minute it moves the office's clock, hands TASKS figures of each office in,
 * 500 a page, and waits for every page's answer. At the end the report has one line:
 *
 *	MINUTES  FIGURES  SECONDS  p50 and p99 and most of a minute in ms
 *
 * FIRST_MINUTE counts from 2026-11-23 00:00 in Korea. Afterwards it does nothing
 * until the office ends.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "console/rules/wait_line.h"
#include "scripts/bench/client.h"
#include "scripts/bench/stopwatch.h"
#include "storage/base.h"
#include "storage/catalogue.h"
#include "storage/instant.h"

#define MONDAY_AT INT64_C(1795359600)
#define PAGE_ROWS 500
#define OPENS (9 * 60)
#define CLOSES (18 * 60)
#define MINUTES_MAX 100000

/* One task of one office. */
struct line {
	int waiting, called, counters;
};

struct feed {
	int minutes, offices, tasks, first;
	char clock[512], report[512];
	struct line *lines;
	uint64_t dice;
	struct client office;
	double *took_ms;
};

static int
roll(struct feed *f, int sides)
{
	f->dice = f->dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (int)((f->dice >> 33) % (uint64_t)sides);
}

static bool
read_plan(struct feed *f, const char *path)
{
	int *const numbers[] = { &f->minutes, &f->offices, &f->tasks, &f->first };
	char words[4][16];
	FILE *file = fopen(path, "r");
	bool good = file != NULL && fscanf(file, "%15s %15s %15s %15s %511s %511s", words[0],
	    words[1], words[2], words[3], f->clock, f->report) == 6;

	for (size_t i = 0; i < 4 && good; i++) {
		int64_t number = 0;

		good = parse_int(words[i], 0, INT32_MAX, &number);
		*numbers[i] = (int)number;
	}
	if (file != NULL)
		fclose(file);
	return good && f->minutes > 0 && f->minutes < MINUTES_MAX && f->offices > 0 &&
	    f->tasks > 0;
}

static bool
move_clock(const struct feed *f, int64_t at)
{
	char text[40], part[520];
	FILE *file;

	(void)snprintf(part, sizeof(part), "%s.part", f->clock);
	instant_format(at, text);
	file = fopen(part, "w");
	if (file == NULL)
		return false;
	fprintf(file, "%s\n", text);
	return fclose(file) == 0 && rename(part, f->clock) == 0;
}

/* People come in two waves, and are called as fast as there are counters. */
static void
step_line(struct feed *f, struct line *l, int minute)
{
	int from_noon = abs(minute - 12 * 60);
	int coming = from_noon < 60 ? 2 : from_noon < 150 ? 5 : 3;
	int leaving;

	if (minute < OPENS || minute >= CLOSES) {
		*l = (struct line){ .counters = 0 };
		return;
	}
	if (l->counters == 0 || roll(f, 60) == 0)
		l->counters = 1 + roll(f, 4);
	l->waiting += roll(f, coming);
	leaving = roll(f, 2 * l->counters);
	if (leaving > l->waiting)
		leaving = l->waiting;
	l->waiting -= leaving;
	l->called += leaving;
}

static enum rc
send_page(struct feed *f, struct buf *lines, struct err *e)
{
	struct wire_waits_page page = { .rows = { lines->data, lines->len } };
	struct wire_frame frame;
	enum rc rc;

	(void)snprintf(page.source, sizeof(page.source), "cso");
	rc = client_send(&f->office, MESSAGE_WAITS_PAGE, &page, e);
	if (rc == RC_OK)
		rc = client_take(&f->office, &frame, e);
	if (rc == RC_OK && frame.message != MESSAGE_OK)
		rc = err_set(e, RC_INVALID, "the office did not take a page");
	buf_clear(lines);
	return rc;
}

static enum rc
send_minute(struct feed *f, int64_t at, int minute, struct err *e)
{
	struct buf lines = { 0 };
	int count = 0;
	enum rc rc = RC_OK;

	for (int i = 0; i < f->offices * f->tasks && rc == RC_OK; i++) {
		const struct region_info *region = &catalogue_regions[(size_t)(i / f->tasks) %
		    catalogue_region_count];
		struct wait_row row = { .observed_at = at };

		step_line(f, &f->lines[i], minute);
		row.waiting = f->lines[i].waiting;
		row.called = f->lines[i].called;
		row.counters = f->lines[i].counters;
		(void)snprintf(row.region, sizeof(row.region), "%s", region->code);
		(void)snprintf(row.desk_id, sizeof(row.desk_id), "D%04d", i / f->tasks);
		(void)snprintf(row.desk, sizeof(row.desk), "민원실 %d", i / f->tasks);
		(void)snprintf(row.task_no, sizeof(row.task_no), "%d", i % f->tasks);
		(void)snprintf(row.task, sizeof(row.task), "업무 %d", i % f->tasks);
		wait_line_add(&lines, &row);
		if (++count == PAGE_ROWS || i == f->offices * f->tasks - 1) {
			rc = send_page(f, &lines, e);
			count = 0;
		}
	}
	buf_release(&lines);
	return rc;
}

static enum rc
greet(struct feed *f, struct err *e)
{
	struct wire_frame frame;
	enum rc rc = client_send(&f->office, MESSAGE_SYNC_HELLO, &(struct wire_ok){ 0 }, e);

	return rc == RC_OK ? client_take(&f->office, &frame, e) : rc;
}

static void
write_report(const struct feed *f, double ms)
{
	FILE *file = fopen(f->report, "w");

	if (file == NULL)
		return;
	fprintf(file, "%d\t%lld\t%.1f\t%.1f\t%.1f\t%.1f\n", f->minutes,
	    (long long)f->minutes * f->offices * f->tasks, ms / 1000,
	    percentile(f->took_ms, (size_t)f->minutes, 50),
	    percentile(f->took_ms, (size_t)f->minutes, 99),
	    percentile(f->took_ms, (size_t)f->minutes, 100));
	fclose(file);
}

int
main(int argc, char **argv)
{
	struct feed f = { .dice = 7, .office = { .fd = 3 } };
	struct err e = { 0 };
	double began;
	enum rc rc;

	if (argc < 5 || !read_plan(&f, argv[4]))
		return 2;
	f.lines = x_zalloc((size_t)(f.offices * f.tasks), sizeof(*f.lines));
	f.took_ms = x_zalloc((size_t)f.minutes, sizeof(*f.took_ms));
	rc = greet(&f, &e);
	began = now_ms();
	for (int i = 0; i < f.minutes && rc == RC_OK; i++) {
		int64_t at = MONDAY_AT + (int64_t)(f.first + i) * 60;
		double minute_ms = now_ms();

		if (!move_clock(&f, at))
			rc = RC_STORAGE;
		if (rc == RC_OK)
			rc = send_minute(&f, at, (f.first + i) % (24 * 60), &e);
		f.took_ms[i] = now_ms() - minute_ms;
	}
	if (rc == RC_OK)
		write_report(&f, now_ms() - began);
	else
		fprintf(stderr, "wait_feed: %s\n", e.text);
	/* A sync that ends would be started again. */
	for (char c; read(3, &c, 1) > 0;)
		;
	return rc == RC_OK ? 0 : 1;
}
