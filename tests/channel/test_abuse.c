/* SPDX-License-Identifier: ISC */
/* Relays that mean harm: every answer ends within its limits, and so does the
 * memory of minwon-sync. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "tests/channel/stage.h"

#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_set_up, stage_tear_down)
#define RSS_MAX_KIB (64 * 1024)

/* The most memory that sync ever had, in KiB. */
static int64_t
peak_kib(const struct stage *s)
{
	char path[64], line[128];
	int64_t kib = -1;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)s->office->sync);
	f = fopen(path, "re");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL)
		if (str_starts(line, "VmHWM:")) {
			line[strcspn(line, "k") - 1] = '\0';
			assert_true(parse_int(line + strspn(line, "VmHWM: \t"), 1, INT32_MAX,
			    &kib));
		}
	fclose(f);
	return kib;
}

static const char *const harms[] = {
	"bomb", "endless", "headers", "html", "cut", "redirect", "loop",
};

static void
no_answer_takes_more_than_its_limits(void **state)
{
	struct stage *s = *state;

	for (size_t i = 0; i < sizeof(harms) / sizeof(harms[0]); i++) {
		s->office->feed_count = 0;
		fake_all_feeds(s->office);
		stage_gateway(s, (const char *const[]){ "--applications", "2000", "--fault",
			harms[i], NULL });
		fake_round(s->office, "", false);
		printf("%s: %lld KiB, %s\n", harms[i], (long long)peak_kib(s),
		    fake_report(s->office, "gov24", "11410")->error);
		assert_true(fake_report(s->office, "gov24", "11410")->error[0] != '\0');
#ifndef MINWON_SANITIZED
		assert_in_range(peak_kib(s), 1, RSS_MAX_KIB);
#endif
		assert_int_equal(fake_hang_up(s->office), 6);
		s->office->last_wake = s->office->done = 0;
		fake_end(s->gateway);
		s->gateway = 0;
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(no_answer_takes_more_than_its_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
