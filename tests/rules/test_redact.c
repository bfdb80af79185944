/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "console/rules/json_gate.h"
#include "console/rules/redact.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define SEED 20261122u
#define CUT "900101-1******"

struct row {
	const char *in, *want;
	size_t cuts;
};

static void
assert_redacted(size_t (*redact)(struct buf *, const char *, size_t), const struct row *row)
{
	size_t len = strlen(row->in);
	struct buf out = { 0 }, again = { 0 };
	/* An own block of exactly len bytes: a sanitizer sees a step too far. */
	char *exact = x_alloc(len);

	memcpy(exact, row->in, len);
	assert_int_equal(redact(&out, exact, len), row->cuts);
	assert_string_equal(buf_str(&out), row->want);
	assert_int_equal(redact(&again, out.data, out.len), 0);
	assert_string_equal(buf_str(&again), row->want);
	buf_release(&again);
	buf_release(&out);
	free(exact);
}

static void
resident_numbers_are_cut_however_they_are_written(void **state)
{
	static const struct row rows[] = {
		{ "\"9001011234567\"", "\"" CUT "\"", 1 }, { "\"900101-1234567\"", "\"" CUT "\"", 1 },
		{ "\"900101 1234567\"", "\"" CUT "\"", 1 }, { "\"900101 - 1234567\"", "\"" CUT "\"", 1 },
		{ "\"900101–1234567\"", "\"" CUT "\"", 1 }, { "\"900101－1234567\"", "\"" CUT "\"", 1 },
		{ "\"９００１０１－１２３４５６７\"", "\"" CUT "\"", 1 }, { "\"９0０1０1１2３4５6７\"", "\"" CUT "\"", 1 },
		{ "\"\\u0039\\u0030\\u0030101-1234567\"", "\"" CUT "\"", 1 },
		{ "\"900101\\u002d1234567\"", "\"" CUT "\"", 1 }, { "\"900101\\u30001234567\"", "\"" CUT "\"", 1 },
		{ "\"\\uFF19\\uff100101-123456\\u0037\"", "\"" CUT "\"", 1 },
		{ "\"주민번호 900101-1234567입니다\"", "\"주민번호 " CUT "입니다\"", 1 },
		{ "{\"900101-1234567\":\"900101-1234568\"}", "{\"" CUT "\":\"" CUT "\"}", 2 },
		{ "[\"x\\\"900101-1234567\"]", "[\"x\\\"" CUT "\"]", 1 },
		{ "\"900101-1234567,900101-1234567\"", "\"" CUT "," CUT "\"", 2 },
		{ "\"900101-900101-1234567\"", "\"900101-" CUT "\"", 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_redacted(redact_json, &rows[i]);
}

static void
bare_numbers_become_strings(void **state)
{
	static const struct row rows[] = {
		{ "9001011234567", "\"" CUT "\"", 1 }, { "[9001011234567,1]", "[\"" CUT "\",1]", 1 },
		{ "{\"a\": -9001011234567}", "{\"a\": \"-" CUT "\"}", 1 },
		{ "9001011234567.0", "\"" CUT ".0\"", 1 }, { "9001011234567e0", "\"" CUT "e0\"", 1 },
		{ "0.9001011234567", "\"0." CUT "\"", 1 }, { "9.001011234567e12", "\"" CUT "\"", 1 },
		{ "900101123456.7E1", "\"" CUT "\"", 1 },
		{ "900101 1234567", CUT, 1 }, { "900101-1234567", "\"" CUT "\"", 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_redacted(redact_json, &rows[i]);
}

static void
other_numbers_are_left_alone(void **state)
{
	static const char *const rows[] = {
		"\"90010112345678\"", "90010112345678", "\"900101123456\"", "\"901301-1234567\"", "\"900100-1234567\"",
		"\"900132-1234567\"", "\"010-1234-5678\"", "\"01012345678\"", "[900101,1234567]", "[\"900101\",\"1234567\"]",
		"\"900101-12345678\"", "\"1900101-1234567\"", "\"900101\\n1234567\"", "\"" CUT "\"", "1763856000000",
		"\"900101    1234567\"", "\"900101x1234567\"", "{\"900101\":1234567}", "\"\\u0039001011234\"", "",
		"\"\\", "\\u00", "900101-123456", "\"2026-11-23T14:30:00+09:00\"", "9.00101123456e12",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_redacted(redact_json, &(struct row){ rows[i], rows[i], 0 });
}

static void
bytes_that_are_no_json_are_cut_in_place(void **state)
{
	static const struct row rows[] = {
		{ "rrn=9001011234567&x", "rrn=" CUT "&x", 1 }, { "{\"a\":9001011234567", "{\"a\":" CUT, 1 },
		{ "\xFF\xFE" "900101-1234567\xFF", "\xFF\xFE" CUT "\xFF", 1 },
		{ "C:\\9001011234567", "C:\\" CUT, 1 }, { "\\u0039001011234567", CUT, 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_redacted(redact_bytes, &rows[i]);
}

static void
keys_that_become_one_stay_two(void **state)
{
	static const struct row rows[] = {
		{ "{\"9001011234567\":1,\"9001011234568\":2}", "{\"" CUT "#1\":1,\"" CUT "#2\":2}", 2 },
		{ "{\"9001011234567\" :1,\"" CUT "\":2}", "{\"" CUT "#1\" :1,\"" CUT "\":2}", 1 },
		{ "{\"9001011234567\":1,\"" CUT "\":2,\"" CUT "#1\":3}",
		    "{\"" CUT "##1\":1,\"" CUT "\":2,\"" CUT "#1\":3}", 1 },
		{ "{\"a\":\"9001011234567\",\"b\":\"9001011234567\"}", "{\"a\":\"" CUT "\",\"b\":\"" CUT "\"}", 2 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_redacted(redact_json, &rows[i]);
}

static void
birth_and_sex_are_read_from_what_is_left(void **state)
{
	static const struct { const char *in, *birth, *sex; } rows[] = {
		{ CUT, "1990-01-01", "1" }, { "050229-4******", NULL, NULL }, { "040229-4******", "2004-02-29", "4" },
		{ "990101-9******", "1899-01-01", "9" }, { "990101-0******", "1899-01-01", "0" },
		{ "850101-5******", "1985-01-01", "5" }, { "150101-8******", "2015-01-01", "8" },
		{ "900101-1234567", NULL, NULL }, { "", NULL, NULL }, { "90010a-1******", NULL, NULL },
		{ "900101-x******", NULL, NULL }, { "900101-1*******", NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char birth[16] = "", sex[2] = "";

		assert_int_equal(redact_birth(rows[i].in, birth, sex), rows[i].birth != NULL);
		assert_string_equal(birth, str_or_empty(rows[i].birth));
		assert_string_equal(sex, str_or_empty(rows[i].sex));
	}
}

static uint32_t
next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Appends one digit in one of the ways a channel may write it. */
static void
put_digit(struct buf *b, int digit, uint32_t way)
{
	static const char *const wide[] = { "０", "１", "２", "３", "４", "５", "６", "７", "８", "９" };

	if (way % 8 == 0)
		buf_puts(b, wide[digit]);
	else if (way % 8 == 1)
		buf_printf(b, "\\u003%d", digit);
	else
		buf_putc(b, (char)('0' + digit));
}

static void
a_planted_number_never_survives_and_json_stays_json(void **state)
{
	static const char *const separators[] = { "", "-", " ", "\\u002D", "－", "–" };
	static const char *const fillers[] = { "", "주소 ", "\\\\", "\\\"", "x-", " 호", "\\n", "홍길동," };
	uint32_t seed = SEED;

	(void)state;
	print_message("seed %u\n", seed);
	for (int round = 0; round < 5000; round++) {
		struct buf in = { 0 }, out = { 0 }, again = { 0 };
		uint32_t tail = next_random(&seed) % 10000000;

		buf_puts(&in, "{\"k\":[\"");
		buf_puts(&in, fillers[next_random(&seed) % COUNT(fillers)]);
		for (int i = 0; i < 6; i++)
			put_digit(&in, "851231"[i] - '0', next_random(&seed));
		buf_puts(&in, separators[next_random(&seed) % COUNT(separators)]);
		for (uint32_t i = 0, power = 1000000; i < 7; i++, power /= 10)
			put_digit(&in, (int)(tail / power % 10), next_random(&seed));
		buf_puts(&in, fillers[next_random(&seed) % COUNT(fillers)]);
		buf_printf(&in, "\",851231%07u]}", (unsigned)tail);
		assert_true(json_check(in.data, in.len, in.len, NULL));
		assert_int_equal(redact_json(&out, in.data, in.len), 2);
		assert_true(json_check(out.data, out.len, out.len, NULL));
		assert_int_equal(redact_json(&again, out.data, out.len), 0);
		assert_string_equal(buf_str(&again), buf_str(&out));
		buf_release(&again);
		buf_release(&out);
		buf_release(&in);
	}
}

static void
where_it_stands_its_length_is_kept(void **state)
{
	static const struct {
		const char *in, *out;
		size_t cuts;
	} rows[] = {
		{ "", "", 0 },
		{ "주민번호 9001011234567 입니다", "주민번호 9001011****** 입니다", 1 },
		{ "900101-1234567", "900101-1******", 1 },
		{ "900101 - 1234567,9001012234567", "900101 - 1******,9001012******", 2 },
		{ "９００１０１－１２３４５６７", "９００１０１－１＊＊＊＊＊＊", 1 },
		{ "90010\\u0031-123456\\u0037", "90010\\u0031-1*****\\u002a", 1 },
		{ "010-1234-5678 2026-11410-000044", "010-1234-5678 2026-11410-000044", 0 },
		{ "9013011234567 90010112345678", "9013011234567 90010112345678", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char text[120];

		assert_true(str_fill(text, sizeof(text), rows[i].in));
		assert_int_equal(redact_in_place(text, strlen(text)), rows[i].cuts);
		assert_string_equal(text, rows[i].out);
		assert_int_equal(redact_in_place(text, strlen(text)), 0);
	}
}

static void
noise_is_redacted_once_and_stays_valid_where_it_was(void **state)
{
	static const char *const pieces[] = { "{", "}", "[", "]", ",", ":", "\"", "\\", "-", ".", "e", "900101", "1234567",
		"9001011234567", "\"9001011234567\"", "\"a\"", "\\u0039", "９", " ", "1", "\xFF", "\"9001011234568\":" };
	uint32_t seed = SEED;

	(void)state;
	print_message("seed %u\n", seed);
	for (int round = 0; round < 40000; round++) {
		struct buf in = { 0 }, out = { 0 }, again = { 0 };

		for (uint32_t n = next_random(&seed) % 12; n > 0; n--)
			buf_puts(&in, pieces[next_random(&seed) % COUNT(pieces)]);
		redact_json(&out, buf_str(&in), in.len);
		if (json_check(buf_str(&in), in.len, 1000, NULL)) {
			assert_true(json_check(buf_str(&out), out.len, 1000, NULL));
			assert_int_equal(redact_json(&again, buf_str(&out), out.len), 0);
		}
		buf_clear(&out);
		buf_clear(&again);
		redact_bytes(&out, buf_str(&in), in.len);
		assert_int_equal(redact_bytes(&again, buf_str(&out), out.len), 0);
		buf_clear(&again);
		(void)redact_in_place(in.data, in.len);
		assert_int_equal(redact_bytes(&again, buf_str(&in), in.len), 0);
		buf_release(&again);
		buf_release(&out);
		buf_release(&in);
	}
}

static void
a_megabyte_of_digits_takes_linear_time(void **state)
{
	struct buf in = { 0 }, out = { 0 };
	clock_t start = clock();

	(void)state;
	for (int i = 0; i < 1 << 17; i++)
		buf_puts(&in, i % 2 == 0 ? "90010112" : "900101- ");
	redact_json(&out, in.data, in.len);
	redact_bytes(&out, in.data, in.len);
	assert_true((clock() - start) / CLOCKS_PER_SEC < 10);
	buf_release(&out);
	buf_release(&in);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(resident_numbers_are_cut_however_they_are_written),
		cmocka_unit_test(bare_numbers_become_strings),
		cmocka_unit_test(other_numbers_are_left_alone),
		cmocka_unit_test(bytes_that_are_no_json_are_cut_in_place),
		cmocka_unit_test(keys_that_become_one_stay_two),
		cmocka_unit_test(birth_and_sex_are_read_from_what_is_left),
		cmocka_unit_test(a_planted_number_never_survives_and_json_stays_json),
		cmocka_unit_test(where_it_stands_its_length_is_kept),
		cmocka_unit_test(noise_is_redacted_once_and_stays_valid_where_it_was),
		cmocka_unit_test(a_megabyte_of_digits_takes_linear_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
