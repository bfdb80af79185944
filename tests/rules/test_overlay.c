/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "console/rules/json_gate.h"
#include "console/rules/overlay.h"
#include "tests/rules/loosening.h"

static cJSON *
central_form(void)
{
	struct buf text = { 0 };
	cJSON *form;

	loosening_central(&text);
	assert_int_equal(json_parse(buf_str(&text), text.len, JSON_EVENT_BYTES_MAX, &form, NULL),
	    RC_OK);
	buf_release(&text);
	return form;
}

/* What a layer is judged to be. Returns the first fault, "" for none, "bad" for
 * a patch that cannot be applied. */
static const char *
judgement(const cJSON *central, const char *layer_text, char *pointer, size_t cap)
{
	struct overlay_faults faults = { 0 };
	cJSON *layer = cJSON_Parse(layer_text), *merged = NULL;
	const char *word = "";

	if (layer == NULL)
		fail_msg("the test's own layer is not JSON: %s", layer_text);
	pointer[0] = '\0';
	if (overlay_apply(central, layer, &merged, NULL) != RC_OK) {
		word = "bad";
	} else if (!overlay_may(central, merged, &faults)) {
		word = overlay_reason_name(faults.list[0].reason);
		str_fill(pointer, cap, faults.list[0].pointer);
		assert_string_not_equal(overlay_reason_sentence(faults.list[0].reason), "");
	}
	overlay_faults_release(&faults);
	cJSON_Delete(merged);
	cJSON_Delete(layer);
	return word;
}

static void
spell(char *out, size_t cap, const char *text, int field)
{
	struct buf spelt = { 0 };

	loosening_spell(&spelt, text, field);
	assert_true(str_fill(out, cap, buf_str(&spelt)));
	buf_release(&spelt);
}

static void
sixteen_classes_of_loosening_are_refused(void **state)
{
	cJSON *central = central_form();
	char layer[400], pointer[200];

	(void)state;
	for (size_t c = 0; c < loosening_count; c++) {
		for (int i = 0; i < LOOSENING_VARIANTS; i++) {
			const char *word;

			spell(layer, sizeof(layer), i % 2 == 0 ? loosenings[c].merge :
			    loosenings[c].patch, i / 2);
			word = judgement(central, layer, pointer, sizeof(pointer));
			if (word[0] == '\0' || strstr(loosenings[c].word, word) == NULL)
				fail_msg("%s: %s: judged “%s” at %s", loosenings[c].name, layer, word,
				    pointer);
			assert_int_equal(pointer[0], '/');
		}
	}
	cJSON_Delete(central);
}

static void
two_hundred_legal_overlays_are_accepted(void **state)
{
	cJSON *central = central_form();
	char layer[400], pointer[200];
	int count = 0;

	(void)state;
	for (size_t c = 0; c < tightening_count; c++) {
		for (int i = 0; i < LOOSENING_FIELDS; i++, count++) {
			const char *word;

			spell(layer, sizeof(layer), tightenings[c], i);
			word = judgement(central, layer, pointer, sizeof(pointer));
			if (word[0] != '\0')
				fail_msg("%s: judged “%s” at %s", layer, word, pointer);
		}
	}
	assert_true(count >= 200);
	cJSON_Delete(central);
}

static void
a_layer_that_is_no_patch_is_refused(void **state)
{
	cJSON *central = central_form();
	char pointer[200];

	(void)state;
	assert_string_equal(judgement(central, "\"x\"", pointer, sizeof(pointer)), "bad");
	assert_string_equal(judgement(central, "[{\"op\":\"remove\",\"path\":\"/none\"}]", pointer,
	    sizeof(pointer)), "bad");
	assert_string_equal(judgement(central, "[{\"op\":\"replace\",\"path\":\"\",\"value\":1}]",
	    pointer, sizeof(pointer)), "bad");
	cJSON_Delete(central);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sixteen_classes_of_loosening_are_refused),
		cmocka_unit_test(two_hundred_legal_overlays_are_accepted),
		cmocka_unit_test(a_layer_that_is_no_patch_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
