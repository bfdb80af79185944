/* SPDX-License-Identifier: ISC */
#include "tests/rules/loosening.h"

#define FIELDS LOOSENING_FIELDS

void
loosening_central(struct buf *text)
{
	buf_puts(text, "{\"x-version\":\"2026-11-23\",\"x-source\":\"법 §1\",\"x-confidence\":"
	    "\"high\",\"type\":\"object\",\"additionalProperties\":false,\"x-period\":\"7d\","
	    "\"x-final-by\":\"approver\",\"x-route\":\"위생과\",\"x-visible-to\":\"officer\","
	    "\"anyOf\":[{\"required\":[\"t0\"]},{\"required\":[\"t1\"]}],\"properties\":{"
	    "\"people\":{\"type\":\"array\",\"title\":\"세대원\",\"minItems\":1,\"items\":{"
	    "\"type\":\"object\",\"required\":[\"name\"],\"properties\":{\"name\":{"
	    "\"type\":\"string\",\"title\":\"성명\",\"x-mask\":\"name\"}}}},"
	    "\"hint\":{\"type\":\"string\",\"title\":\"참고\",\"x-mask\":\"text\"}");
	for (int i = 0; i < FIELDS; i++)
		buf_printf(text, ",\"t%d\":{\"type\":\"string\",\"title\":\"글 %d\","
		    "\"x-mask\":\"name\",\"minLength\":2,\"maxLength\":40,"
		    "\"pattern\":\"^[가-힣]+$\"},\"c%d\":{\"title\":\"고름 %d\","
		    "\"enum\":[\"가\",\"나\",\"다\"]}", i, i, i, i);
	buf_puts(text, "},\"required\":[\"people\"");
	for (int i = 0; i < FIELDS; i++)
		buf_printf(text, ",\"t%d\",\"c%d\"", i, i);
	buf_puts(text, "]}");
}

void
loosening_spell(struct buf *out, const char *text, int field)
{
	for (; *text != '\0'; text++) {
		if (str_starts(text, "%d")) {
			buf_printf(out, "%d", field);
			text++;
		} else {
			buf_putc(out, *text);
		}
	}
}

const struct loosening loosenings[] = {
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
const size_t loosening_count = sizeof(loosenings) / sizeof(loosenings[0]);

const char *const tightenings[] = {
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
const size_t tightening_count = sizeof(tightenings) / sizeof(tightenings[0]);
