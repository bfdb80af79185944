/* SPDX-License-Identifier: ISC */
/*
 * query_time: how long the office takes to answer: the first 50 of a query, the
 * figures of the board (@board), the counts by state (@counts). Connects once
 * and asks each ROUNDS times, one after the other and again, so that noise
 * falls on all alike. Prints, tab-separated: the query, rows, p50 and p99 in ms
 * from request to the whole answer.
 */
#include <stdio.h>
#include <stdlib.h>

#include "scripts/bench/client.h"
#include "scripts/bench/stopwatch.h"

enum { ROUNDS_MAX = 1000, QUERIES_MAX = 32, FIRST = 50 };

struct subject {
	const char *query;
	double took[ROUNDS_MAX];
	size_t rows;
};

static enum rc
ask(struct client *c, const char *query, struct err *e)
{
	struct wire_list list = { .limit = FIRST };
	struct wire_figures figures = { .screen = "board" };

	if (str_eq(query, "@counts"))
		return client_send(c, MESSAGE_COUNTS, &(struct wire_ok){ 0 }, e);
	if (str_eq(query, "@board"))
		return client_send(c, MESSAGE_FIGURES, &figures, e);
	str_fill(list.query, sizeof(list.query), query);
	return client_send(c, MESSAGE_LIST, &list, e);
}

static enum rc
measure(struct client *c, struct subject *s, size_t round, struct err *e)
{
	struct wire_frame frame = { .is_end = false };
	double began = now_ms();
	enum rc rc = ask(c, s->query, e);

	s->rows = 0;
	while (rc == RC_OK && !frame.is_end) {
		rc = client_take(c, &frame, e);
		if (rc == RC_OK && (frame.message == MESSAGE_ERROR ||
		    frame.message == MESSAGE_REFUSED))
			return err_set(e, RC_REFUSED, "%s is refused", s->query);
		s->rows += rc == RC_OK && !frame.is_end;
	}
	s->took[round] = now_ms() - began;
	return rc;
}

int
main(int argc, char **argv)
{
	struct client client = { .fd = 0 };
	struct err e = { .text = "" };
	struct subject *subjects;
	int64_t rounds = 0;
	size_t count;
	enum rc rc;

	if (argc < 5 || argc > 4 + QUERIES_MAX || !parse_int(argv[3], 1, ROUNDS_MAX, &rounds)) {
		fputs("usage: query_time SOCKET LOGIN ROUNDS QUERY...\n", stderr);
		return 2;
	}
	count = (size_t)argc - 4;
	subjects = x_zalloc(count, sizeof(*subjects));
	for (size_t i = 0; i < count; i++)
		subjects[i].query = argv[4 + i];
	rc = client_open(&client, argv[1], argv[2], &e);
	for (size_t r = 0; r < (size_t)rounds; r++)
		for (size_t i = 0; i < count && rc == RC_OK; i++)
			rc = measure(&client, &subjects[i], r, &e);
	if (rc != RC_OK)
		fprintf(stderr, "query_time: %s\n", e.text);
	for (size_t i = 0; i < count && rc == RC_OK; i++)
		printf("%s\t%zu\t%.3f\t%.3f\n", subjects[i].query, subjects[i].rows,
		    percentile(subjects[i].took, (size_t)rounds, 50),
		    percentile(subjects[i].took, (size_t)rounds, 99));
	client_close(&client);
	free(subjects);
	return rc_exit_status(rc);
}
