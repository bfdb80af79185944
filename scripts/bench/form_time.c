/* SPDX-License-Identifier: ISC */
/*
 * form_time STORE REGION: how long the office takes to find the form of a service
 * in a region: the first time, with compiling it for answers to be judged by, and
 * when it is kept in memory. Prints, tab-separated: "form", services, µs the first time
 * and µs kept, each the median of the services.
 */
#include <stdio.h>
#include <stdlib.h>

#include "console/office/forms.h"
#include "console/rules/catalogue.h"
#include "console/rules/form_check.h"
#include "console/rules/json_gate.h"
#include "scripts/bench/stopwatch.h"
#include "storage/instant.h"

enum { AGAIN = 1000 };

/* Finds a form as often as is said; the first time it is compiled too, for the
 * answers to be judged by. Returns µs a time, less than 0 where there is none. */
static double
us_of(struct office *office, const struct form_wish *wish, const struct cJSON *answers, int times)
{
	const struct office_form *f = NULL;
	double began = now_ms();
	struct err e;

	for (int i = 0; i < times; i++)
		if (forms_in_force(office, wish, &f, &e) != RC_OK)
			return -1;
	if (times == 1)
		(void)form_check(&f->form, answers, NULL, 0);
	return (now_ms() - began) * 1e3 / times;
}

int
main(int argc, char **argv)
{
	struct office office = { .now_at = 0 };
	struct json_view empty = { 0 };
	double *first, *kept;
	size_t count = 0;
	struct err e;

	if (argc != 3) {
		fputs("usage: form_time STORE REGION\n", stderr);
		return 2;
	}
	if (store_open(argv[1], false, &office.store, &e) != RC_OK ||
	    store_mark_get(office.store, &office.mark, &e) != RC_OK ||
	    json_view_open("{}", 2, 2, &empty, &e) != RC_OK) {
		fprintf(stderr, "form_time: %s\n", e.text);
		return 5;
	}
	first = x_zalloc(catalogue_service_count, sizeof(*first));
	kept = x_zalloc(catalogue_service_count, sizeof(*kept));
	for (size_t i = 0; i < catalogue_service_count; i++) {
		struct form_wish wish = { .service = catalogue_services[i].code,
			.region = argv[2], .office = argv[2] };

		(void)day_parse("2026-12-01", &wish.on);
		first[count] = us_of(&office, &wish, empty.root, 1);
		if (first[count] >= 0)
			kept[count++] = us_of(&office, &wish, empty.root, AGAIN);
	}
	if (count > 0)
		printf("form\t%zu\t%.1f\t%.2f\n", count, percentile(first, count, 50),
		    percentile(kept, count, 50));
	json_view_release(&empty);
	forms_forget(&office);
	store_close(office.store);
	free(first);
	free(kept);
	return count > 0 ? 0 : 1;
}
