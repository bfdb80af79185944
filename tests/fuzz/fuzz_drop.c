/* SPDX-License-Identifier: ISC */
/* Whatever lies in a drop folder, each row is an application whose bytes pass the
 * gate or has a fault with a reason; neither number nor reason is a resident's. */
#include <assert.h>

#include "console/channel/drop_maps.h"
#include "console/channel/drop_read.h"
#include "console/rules/charset.h"
#include "console/rules/json_gate.h"
#include "console/rules/redact.h"
#include "tests/fuzz/fuzz.h"

static bool
has_number(const char *text)
{
	struct buf cut = { 0 };
	size_t numbers = redact_bytes(&cut, text, strlen(text));

	buf_release(&cut);
	return numbers > 0;
}

static void
judge(const struct drop_row *row)
{
	const struct wire_intake_item *item = &row->item;
	bool is_spoilt = str_eq(item->fault, "unreadable") || str_eq(item->fault, "too-large");

	assert((item->fault[0] == '\0') == (row->why[0] == '\0'));
	assert(item->event_id[0] != '\0' && item->raw.len <= JSON_EVENT_BYTES_MAX);
	assert(!has_number(item->external_id) && !has_number(item->title) && !has_number(row->why));
	if (is_spoilt)
		return;
	assert(json_check(item->raw.data, item->raw.len, JSON_EVENT_BYTES_MAX, NULL));
	assert(item->raw.data[item->answers_from] == '{' &&
	    item->raw.data[item->answers_from + item->answers_len - 1] == '}');
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct drop_defaults defaults = { "47750", "" };
	struct drop_row row = { .line = 0 };
	struct column_map map = { 0 };
	struct drop_reader r;
	struct buf text = { 0 };
	char *bytes = fuzz_text(data, size);
	int line;

	assert(column_map_add(&map, drop_map_text("saeol"), drop_member_find, &line));
	assert(column_map_add(&map, "부수 = number.copies\n동의 = yesno.비고\n", drop_member_find, &line));
	if (charset_to_utf8(charset_detect(bytes, size), bytes, size, &text, NULL) == RC_OK) {
		enum rc rc = drop_reader_open(&r, buf_str(&text), text.len, &map, &defaults, NULL);

		while (rc == RC_OK && drop_reader_next(&r, &row))
			judge(&row);
		drop_reader_release(&r);
	}
	buf_release(&row.raw);
	buf_release(&text);
	column_map_release(&map);
	free(bytes);
	return 0;
}
