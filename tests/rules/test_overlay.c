/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "console/rules/json_gate.h"
#include "console/rules/overlay.h"

#define FIELDS 10
#define VARIANTS 20	/* ten fields, each by a merge patch and by a JSON Patch */

/* A form of the centre: ten texts, ten choices and a list of persons, all of
 * them the law's. */
static cJSON *
central_form(void)
{
	struct buf text = { 0 };
	cJSON *form;

	buf_puts(&text, "{\"type\":\"object\",\"additionalProperties\":false,\"x-period\":\"7d\","
	    "\"x-final-by\":\"approver\",\"x-route\":\"위생과\",\"x-visible-to\":\"officer\","
	    "\"anyOf\":[{\"required\":[\"t0\"]},{\"required\":[\"t1\"]}],\"properties\":{"
	    "\"people\":{\"type\":\"array\",\"title\":\"세대원\",\"minItems\":1,\"items\":{"
	    "\"type\":\"object\",\"required\":[\"name\"],\"properties\":{\"name\":{"
	    "\"type\":\"string\",\"title\":\"성명\",\"x-mask\":\"name\"}}}},"
	    "\"hint\":{\"type\":\"string\",\"title\":\"참고\",\"x-mask\":\"text\"}");
	for (int i = 0; i < FIELDS; i++)
		buf_printf(&text, ",\"t%d\":{\"type\":\"string\",\"title\":\"글 %d\","
		    "\"x-mask\":\"name\",\"minLength\":2,\"maxLength\":40,"
		    "\"pattern\":\"^[가-힣]+$\"},\"c%d\":{\"title\":\"고름 %d\","
		    "\"enum\":[\"가\",\"나\",\"다\"]}", i, i, i, i);
	buf_puts(&text, "},\"required\":[\"people\"");
	for (int i = 0; i < FIELDS; i++)
		buf_printf(&text, ",\"t%d\",\"c%d\"", i, i);
	buf_puts(&text, "]}");
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

/* One way to loosen, as a merge patch and as a JSON Patch; %d is the field. */
static const struct {
	const char *name, *merge, *patch, *word;
} classes[] = {
	{ "null in a merge patch", "{\"properties\":{\"t%d\":null}}",
	    "[{\"op\":\"remove\",\"path\":\"/properties/t%d\"}]", "lost" },
	{ "moved away", "{\"properties\":{\"t%d\":null,\"other\":{\"title\":\"글\"}}}",
	    "[{\"op\":\"move\",\"from\":\"/properties/t%d\",\"path\":\"/properties/other\"}]",
	    "lost" },
	{ "a reference elsewhere",
	    "{\"properties\":{\"t%d\":{\"$ref\":\"https://other.invalid/form\"}}}",
	    "[{\"op\":\"add\",\"path\":\"/properties/t%d/$ref\",\"value\":\"other.json\"}]",
	    "replaced" },
	{ "a choice widened", "{\"properties\":{\"c%d\":{\"enum\":[\"가\",\"나\",\"다\",\"라\"]}}}",
	    "[{\"op\":\"add\",\"path\":\"/properties/c%d/enum/-\",\"value\":\"라\"}]", "loosened" },
	{ "not required any more", "{\"required\":[\"people\"],\"x-order\":%d}",
	    "[{\"op\":\"remove\",\"path\":\"/required/%d\"}]", "optional" },
	{ "mask dropped", "{\"properties\":{\"t%d\":{\"x-mask\":null}}}",
	    "[{\"op\":\"replace\",\"path\":\"/properties/t%d/x-mask\",\"value\":\"none\"}]",
	    "unmasked" },
	{ "period longer", "{\"x-period\":\"%d0d\"}",
	    "[{\"op\":\"replace\",\"path\":\"/x-period\",\"value\":\"1%dd\"}]", "rerouted" },
	{ "another route", "{\"x-route\":\"%d과\"}",
	    "[{\"op\":\"replace\",\"path\":\"/x-final-by\",\"value\":\"officer%d\"}]", "rerouted" },
	{ "opened to other members", "{\"additionalProperties\":true,\"x-order\":%d}",
	    "[{\"op\":\"replace\",\"path\":\"/additionalProperties\",\"value\":{\"maxLength\":%d}}]",
	    "opened" },
	{ "another pattern", "{\"properties\":{\"t%d\":{\"pattern\":\".*\"}}}",
	    "[{\"op\":\"remove\",\"path\":\"/properties/t%d/pattern\"}]", "replaced" },
	{ "renamed", "{\"properties\":{\"t%d\":{\"title\":\"적지 않아도 됨\"}}}",
	    "[{\"op\":\"replace\",\"path\":\"/properties/c%d/title\",\"value\":\"임의\"}]", "renamed" },
	{ "an escape in anyOf", "{\"anyOf\":[{},{\"required\":[\"t%d\"]}]}",
	    "[{\"op\":\"add\",\"path\":\"/anyOf/0\",\"value\":{\"maxProperties\":%d}}]", "replaced" },
	{ "a longer text", "{\"properties\":{\"t%d\":{\"maxLength\":4000}}}",
	    "[{\"op\":\"replace\",\"path\":\"/properties/t%d/minLength\",\"value\":0}]",
	    "loosened" },
	{ "another type", "{\"properties\":{\"t%d\":{\"type\":[\"string\",\"null\"]}}}",
	    "[{\"op\":\"remove\",\"path\":\"/properties/t%d/type\"}]", "replaced" },
	{ "looser inside a list",
	    "{\"properties\":{\"people\":{\"items\":{\"required\":[],\"x-order\":%d}}}}",
	    "[{\"op\":\"replace\",\"path\":\"/properties/people/items/properties/name\","
	    "\"value\":{\"type\":\"string\",\"title\":\"성명\",\"x-order\":%d}}]", "optional|unmasked" },
	{ "the mask of a field that is not the law's",
	    "{\"properties\":{\"hint\":{\"x-mask\":\"none\",\"x-order\":%d}}}",
	    "[{\"op\":\"add\",\"path\":\"/properties/hint\",\"value\":{\"x-order\":%d}}]", "unmasked" },
};

/* The text with each %d replaced by a field's number. */
static void
spell(char *out, size_t cap, const char *text, int field)
{
	struct buf spelt = { 0 };

	for (; *text != '\0'; text++) {
		if (str_starts(text, "%d")) {
			buf_printf(&spelt, "%d", field);
			text++;
		} else {
			buf_putc(&spelt, *text);
		}
	}
	assert_true(str_fill(out, cap, buf_str(&spelt)));
	buf_release(&spelt);
}

static void
sixteen_classes_of_loosening_are_refused(void **state)
{
	cJSON *central = central_form();
	char layer[400], pointer[200];

	(void)state;
	for (size_t c = 0; c < sizeof(classes) / sizeof(classes[0]); c++) {
		for (int i = 0; i < VARIANTS; i++) {
			const char *word;

			spell(layer, sizeof(layer), i % 2 == 0 ? classes[c].merge :
			    classes[c].patch, i / 2);
			word = judgement(central, layer, pointer, sizeof(pointer));
			if (word[0] == '\0' || strstr(classes[c].word, word) == NULL)
				fail_msg("%s: %s: judged “%s” at %s", classes[c].name, layer, word,
				    pointer);
			assert_int_equal(pointer[0], '/');
		}
	}
	cJSON_Delete(central);
}

/* What a region may do, by a merge patch each; %d is the field. */
static const char *const legal[] = {
	"{\"properties\":{\"region_%d\":{\"type\":\"string\",\"title\":\"지역 항목\"}}}",
	"{\"properties\":{\"t%d\":{\"description\":\"도로명으로 적습니다\"}}}",
	"{\"properties\":{\"t%d\":{\"maxLength\":30}}}",
	"{\"properties\":{\"t%d\":{\"minLength\":3,\"x-order\":5}}}",
	"{\"properties\":{\"c%d\":{\"enum\":[\"나\",\"가\"]}}}",
	"{\"properties\":{\"hint\":null},\"x-order\":%d}",
	"{\"properties\":{\"hint\":{\"title\":\"알림 %d\"}}}",
	"{\"properties\":{\"t%d\":{\"format\":\"email\"}}}",
	"{\"properties\":{\"people\":{\"minItems\":2,\"maxItems\":2%d}}}",
	"{\"properties\":{\"people\":{\"items\":{\"properties\":{\"kin_%d\":{\"title\":\"관계\"}}}}}}",
	"{\"x-notice\":\"안내 %d\",\"x-fee\":\"1,000원\"}",
	"{\"allOf\":[{\"required\":[\"t%d\"]}]}",
	"{\"x-attachments\":[{\"name\":\"약도 %d\"}]}",
	"{\"x-47750-note\":\"지역 자료 %d\"}",
	"{\"$defs\":{\"own_%d\":{\"type\":\"string\"}},"
	    "\"properties\":{\"own\":{\"$ref\":\"#/$defs/own_0\"}}}",
	"[{\"op\":\"add\",\"path\":\"/required/-\",\"value\":\"hint\"},"
	    "{\"op\":\"add\",\"path\":\"/x-order\",\"value\":%d}]",
	"[{\"op\":\"add\",\"path\":\"/properties/more_%d\",\"value\":{\"type\":\"boolean\"}}]",
	"[{\"op\":\"replace\",\"path\":\"/properties/t%d/maxLength\",\"value\":10}]",
	"[{\"op\":\"test\",\"path\":\"/properties/t%d/minLength\",\"value\":2}]",
	"[{\"op\":\"copy\",\"from\":\"/properties/t%d\",\"path\":\"/properties/twin\"}]",
};

static void
two_hundred_legal_overlays_are_accepted(void **state)
{
	cJSON *central = central_form();
	char layer[400], pointer[200];
	int count = 0;

	(void)state;
	for (size_t c = 0; c < sizeof(legal) / sizeof(legal[0]); c++) {
		for (int i = 0; i < FIELDS; i++, count++) {
			const char *word;

			spell(layer, sizeof(layer), legal[c], i);
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
