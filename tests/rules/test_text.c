/* SPDX-License-Identifier: ISC */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

#include <cmocka.h>

#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define SEED 20261122u

static uint32_t
next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static void
assert_safe(const char *in, size_t len, bool is_multiline, const char *want)
{
	struct buf out = { 0 }, again = { 0 };

	tsafe(&out, in, len, is_multiline);
	assert_string_equal(buf_str(&out), want);
	tsafe(&again, out.data, out.len, is_multiline);
	assert_string_equal(buf_str(&again), want);
	buf_release(&again);
	buf_release(&out);
}

static void
utf8_accepts_only_what_the_standard_accepts(void **state)
{
	static const struct { const char *bytes; size_t len; uint32_t cp; size_t took; } rows[] = {
		{ "a", 1, 'a', 1 }, { "\xC2\x80", 2, 0x80, 2 }, { "한", 3, 0xD55C, 3 },
		{ "\xF4\x8F\xBF\xBF", 4, 0x10FFFF, 4 }, { "\xC0\x80", 2, 0, 0 },
		{ "\xE0\x80\x80", 3, 0, 0 }, { "\xED\xA0\x80", 3, 0, 0 },
		{ "\xF4\x90\x80\x80", 4, 0, 0 }, { "\xF8\x88\x80\x80", 4, 0, 0 },
		{ "\xE3\x84", 2, 0, 0 }, { "\x80", 1, 0, 0 }, { "\xE3\x41\x80", 3, 0, 0 },
	};
	size_t at;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		uint32_t cp = 0;
		struct buf b = { 0 };

		assert_int_equal(utf8_decode(rows[i].bytes, rows[i].len, &cp), rows[i].took);
		assert_int_equal(cp, rows[i].cp);
		assert_int_equal(utf8_valid(rows[i].bytes, rows[i].len, NULL), rows[i].took > 0);
		if (rows[i].took > 0) {
			utf8_encode(&b, cp);
			assert_string_equal(buf_str(&b), rows[i].bytes);
		}
		buf_release(&b);
	}
	assert_false(utf8_valid("ab\xFFz", 4, &at));
	assert_int_equal(at, 2);
}

static void
nfc_composes_and_orders(void **state)
{
	static const struct { const char *in, *want; } rows[] = {
		{ "ᄒ" "ᅡ" "ᆫ", "한" }, { "A\u030A", "Å" }, { "a\u0301\u0323", "ạ\u0301" },
		{ "\u212B", "Å" }, { "\u0F73\u0F71", "\u0F71\u0F71\u0F72" },
		{ "\u0344", "\u0308\u0301" }, { "가나다", "가나다" }, { "x\xFFy", "x\uFFFDy" },
		{ "\uFA10", "塚" }, { "가\u11A8", "각" }, { "가\u11A7" "나", "가\u11A7" "나" }, { "", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out = { 0 };

		text_nfc(&out, rows[i].in, strlen(rows[i].in));
		assert_string_equal(buf_str(&out), rows[i].want);
		buf_release(&out);
	}
}

static void
tsafe_leaves_ordinary_text_alone(void **state)
{
	static const char *const rows[] = { "", "hello", "홍길동 1990", "ㅋㅋㅋ 전각１２", "塚本",
		"👩", "é", "①※★ ㎡ ㈜", "葛\U000E0100", "❤\uFE0F" };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_safe(rows[i], strlen(rows[i]), false, rows[i]);
}

static void
tsafe_marks_what_hides_or_commands(void **state)
{
	static const struct { const char *in, *want; } rows[] = {
		{ "\033[31m", "<U+001B>[31m" }, { "a\xC2\x9B" "b", "a<U+009B>b" }, { "\x7F", "<U+007F>" },
		{ "\u202Eabc", "<U+202E>abc" }, { "\u2066", "<U+2066>" }, { "\u061C", "<U+061C>" },
		{ "홍\u3164길동", "홍<U+3164>길동" }, { "\u115F\u1160", "<U+115F><U+1160>" },
		{ "\uFFA0", "<U+FFA0>" }, { "a\u200Bb", "a<U+200B>b" }, { "\uFEFF", "<U+FEFF>" },
		{ "\u00AD", "<U+00AD>" }, { "\u034F", "<U+034F>" }, { "\u2028", "<U+2028>" },
		{ "\U000E0041", "<U+E0041>" }, { "\uE000", "<U+E000>" }, { "\uFDD0", "<U+FDD0>" },
		{ "\U0010FFFF", "<U+10FFFF>" }, { "\u0378", "<U+0378>" },
		{ "👩\u200D👩", "👩<U+200D>👩" }, { "❤\uFE0F\uFE0F", "❤\uFE0F<U+FE0F>" },
		{ "\xFF\xFE", "\uFFFD\uFFFD" }, { "a\tb", "a b" }, { "a\nb", "a<U+000A>b" },
		{ "\u0301a", "<U+0301>a" }, { "\u202E\u0338", "<U+202E><U+0338>" },
		{ "a\u1161", "a<U+1161>" }, { "ᄒ" "ᆞ" "ᆫ", "ᄒ" "ᆞ" "ᆫ" },
		{ "a\u0316\u0317\u0318\u0319\u031C\u031D", "a\u0316\u0317\u0318\u0319<+2>" },
		{ "ᄒ" "ᅡ" "ᆫ", "한" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_safe(rows[i].in, strlen(rows[i].in), false, rows[i].want);
	assert_safe("a\0b", 3, false, "a<U+0000>b");
}

static void
tsafe_keeps_line_ends_of_many_lines(void **state)
{
	(void)state;
	assert_safe("a\r\nb\n", 5, true, "a\nb\n");
	assert_safe("a\rb", 3, true, "a<U+000D>b");
	assert_safe("a\n\u0301", 4, true, "a\n<U+0301>");
}

static void
a_flood_of_marks_takes_linear_time(void **state)
{
	struct buf in = { 0 }, out = { 0 };
	clock_t start = clock();

	(void)state;
	buf_putc(&in, 'a');
	for (int i = 0; i < 50000; i++)
		buf_puts(&in, "\u0301\u0323");
	tsafe(&out, in.data, in.len, false);
	assert_string_equal(buf_str(&out), "ạ\u0323\u0323\u0323\u0323<+99995>");
	/* Swapping neighbours would be 2.5 billion steps: a minute here. */
	assert_true((clock() - start) / CLOCKS_PER_SEC < 10);
	buf_clear(&out);
	assert_int_equal(text_clip(&out, in.data, 5), 1);
	assert_int_equal(text_width(in.data), 1);
	buf_clear(&out);
	tsafe(&out, in.data + 1, in.len - 1, false);
	assert_true(out.len < 100);
	buf_release(&out);
	buf_release(&in);
}

static void
whatever_comes_in_tsafe_is_safe_and_stable(void **state)
{
	static const uint32_t spice[] = { 0x1B, 0x9B, 0x202E, 0x200D, 0xFE0F, 0x301, 0x323, 0x3164,
		0x1100, 0x1161, 0x11A8, 0xAC00, 0xE0041, 0xE000, 0xFFFF, 0x0F73, 0x338, '>', '\n' };
	uint32_t seed = SEED;

	(void)state;
	print_message("seed %u\n", seed);
	for (int round = 0; round < 4000; round++) {
		struct buf in = { 0 }, one = { 0 }, two = { 0 };
		uint32_t cp;

		for (uint32_t n = next_random(&seed) % 24; n > 0; n--) {
			uint32_t dice = next_random(&seed) % 4;

			if (dice == 0)
				buf_putc(&in, (char)next_random(&seed));
			else if (dice == 1)
				utf8_encode(&in, next_random(&seed) % 0xD800);
			else
				utf8_encode(&in, spice[next_random(&seed) % COUNT(spice)]);
		}
		tsafe(&one, in.data, in.len, round % 2 == 0);
		assert_true(utf8_valid(one.data, one.len, NULL));
		for (size_t i = 0; i < one.len; ) {
			i += utf8_decode(one.data + i, one.len - i, &cp);
			assert_true(text_cp_width(cp) >= 0 || (cp == '\n' && round % 2 == 0));
		}
		tsafe(&two, one.data, one.len, round % 2 == 0);
		assert_string_equal(buf_str(&one), buf_str(&two));
		buf_release(&two);
		buf_release(&one);
		buf_release(&in);
	}
}

static void
width_is_counted_in_cells(void **state)
{
	static const struct { const char *s; int cells; } rows[] = {
		{ "", 0 }, { "abc", 3 }, { "한글", 4 }, { "ㄱ㈜㎡", 6 }, { "ᄒ" "ᅡ" "ᆫ", 2 },
		{ "ᄒ" "ᆞ" "ᆫ", 2 }, { "e\u0301", 1 }, { "①※★…○→“”℃·", 10 }, { "\033", 8 },
		{ "\U000E0041", 9 }, { "\xFF", 1 }, { "👩", 2 }, { "Ａ１", 4 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(text_width(rows[i].s), rows[i].cells);
	text_set_ambiguous_width(2);
	assert_int_equal(text_width("①※★…○→“”℃·"), 20);
	assert_int_equal(text_width("한a"), 3);
	text_set_ambiguous_width(1);
	assert_int_equal(text_cp_width(0x202E), -1);
	assert_int_equal(text_cp_width('\t'), -1);
	assert_int_equal(text_cp_width(0x1FAE8), -1);
	assert_int_equal(text_cp_width(0x93E), 1);
	assert_int_equal(text_cp_width(0x4DC0), 2);
}

static void
width_is_what_the_terminal_library_says(void **state)
{
	size_t wrong = 0;

	(void)state;
	assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
	for (uint32_t cp = 0x20; cp < 0x110000; cp++) {
		int ours = text_cp_width(cp), theirs = wcwidth((wchar_t)cp);

		if (ours >= 0 && ours != theirs && wrong++ < 20)
			print_message("U+%04X: %d cells, the C library says %d\n", (unsigned)cp, ours, theirs);
	}
	assert_int_equal(wrong, 0);
}

static void
text_is_cut_at_grapheme_borders(void **state)
{
	static const struct { const char *in; int cells; const char *want; } rows[] = {
		{ "abc", 3, "abc" }, { "abcd", 3, "ab…" }, { "홍길동", 6, "홍길동" },
		{ "홍길동", 5, "홍길…" }, { "홍길동", 4, "홍…" }, { "abc", 1, "…" }, { "abc", 0, "" },
		{ "", 5, "" }, { "e\u0301e\u0301e\u0301", 2, "e\u0301…" }, { "\033[0mlong", 10, "<U+001B>[…" },
	};
	struct buf out = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		buf_clear(&out);
		assert_int_equal(text_clip(&out, rows[i].in, rows[i].cells), text_width(rows[i].want));
		assert_string_equal(buf_str(&out), rows[i].want);
		buf_clear(&out);
		text_fit(&out, rows[i].in, rows[i].cells);
		assert_int_equal(text_width(buf_str(&out)), rows[i].cells);
	}
	buf_release(&out);
}

static void
collect(void *arg, const char *bytes, size_t len)
{
	buf_add(arg, bytes, len);
	buf_putc(arg, '|');
}

static void
lines_break_at_blanks_then_at_graphemes(void **state)
{
	static const struct { const char *in; int cells; const char *want; } rows[] = {
		{ "", 4, "|" }, { "abcd efgh", 4, "abcd|efgh|" }, { "a b c d", 3, "a b|c d|" },
		{ "abcdef", 4, "abcd|ef|" }, { "가나다라", 5, "가나|다라|" }, { "a\nb", 4, "a|b|" },
		{ "a\n\nb\n", 4, "a||b|" }, { "ab  cd", 3, "ab|cd|" }, { "한", 1, "한|" },
		{ "전입 신고를 합니다", 8, "전입|신고를|합니다|" },
	};
	struct buf out = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		buf_clear(&out);
		text_wrap(rows[i].in, rows[i].cells, collect, &out);
		assert_string_equal(buf_str(&out), rows[i].want);
	}
	buf_release(&out);
}

static void
json_strings_are_safe_to_cat(void **state)
{
	static const struct { const char *in, *want; } rows[] = {
		{ "홍", "\"홍\"" }, { "a\"\\\n\t\b\f\r", "\"a\\\"\\\\\\n\\t\\b\\f\\r\"" },
		{ "\033", "\"\\u001b\"" }, { "\xC2\x9B\u202E", "\"\\u009b\\u202e\"" },
		{ "\U000E0041", "\"\\udb40\\udc41\"" }, { "\U0010FFFF", "\"\\udbff\\udfff\"" },
		{ "\xFF", "\"\uFFFD\"" }, { "/", "\"/\"" },
	};
	struct buf out = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		buf_clear(&out);
		text_json_string(&out, rows[i].in, strlen(rows[i].in));
		assert_string_equal(buf_str(&out), rows[i].want);
	}
	buf_release(&out);
}

static void
hangul_mode_costs_no_key(void **state)
{
	static const struct { const char *in, *keys; } rows[] = {
		{ "ㅂ", "q" }, { "ㅓ", "j" }, { "하", "gk" }, { "노", "sh" }, { "값", "rkqt" }, { "쀍", "Qnpfr" },
		{ "ㄳ", "rt" }, { "ㅢ", "ml" }, { "힣", "glg" }, { "뷁", "qnpfr" }, { "가", "rk" },
		{ "\u1112", "g" }, { "\u1161", "k" }, { "\u11AB", "s" }, { "a", "" }, { "ㆍ", "" }, { "漢", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char keys[6] = "?";
		uint32_t cp = 0;

		utf8_decode(rows[i].in, strlen(rows[i].in), &cp);
		assert_int_equal(hangul_to_keys(cp, keys), strlen(rows[i].keys));
		assert_string_equal(keys, rows[i].keys);
	}
	for (uint32_t cp = 0xAC00; cp <= 0xD7A3; cp++) {
		char keys[6];

		assert_in_range(hangul_to_keys(cp, keys), 2, 5);
	}
}

static void
search_sees_what_the_eye_sees(void **state)
{
	static const struct { const char *in, *form, *name; } rows[] = {
		{ "홍길동", "홍길동", "홍길동" }, { "", "", "" }, { "  홍 \u3000\t길동", "홍 길동", "홍길동" },
		{ "Hong GilDong", "hong gildong", "honggildong" }, { "ＡＢＣ－１２", "abc-12", "abc-12" },
		{ "홍\u3164길\u115f동", "홍길동", "홍길동" }, { "홍\u200b길\u2060동\ufeff", "홍길동", "홍길동" },
		{ "\u1112\u1169\u11bc", "홍", "홍" }, { "홍\u202e길", "홍길", "홍길" },
		{ "ROSE\u0301", "rosé", "rosé" }, { "a\x01" "b", "a b", "ab" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct buf form = { 0 }, name = { 0 };

		text_search_form(&form, rows[i].in);
		text_search_name(&name, rows[i].in);
		assert_string_equal(buf_str(&form), rows[i].form);
		assert_string_equal(buf_str(&name), rows[i].name);
		buf_release(&name);
		buf_release(&form);
	}
}

static void
initials_are_the_first_consonants(void **state)
{
	static const struct { const char *in, *want; bool is_initials; size_t bigrams; } rows[] = {
		{ "홍길동", "ㅎㄱㄷ", false, 2 }, { "까치 빨래", "ㄲㅊㅃㄹ", false, 2 }, { "ㄳ", "ㄱㅅ", true, 0 },
		{ "ㅎㄱㄷ", "ㅎㄱㄷ", true, 2 }, { "전입24", "ㅈㅇ24", false, 1 }, { "ㅏ", "ㅏ", false, 0 },
		{ "\u1112\u1100", "ㅎㄱ", true, 1 }, { "", "", false, 0 }, { "힣가", "ㅎㄱ", false, 1 },
		{ "a-b 12가", "a-b12ㄱ", false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct buf out = { 0 };

		text_initials(&out, rows[i].in);
		assert_string_equal(buf_str(&out), rows[i].want);
		assert_int_equal(text_is_initials(rows[i].in), rows[i].is_initials);
		assert_int_equal(text_bigrams(rows[i].in, NULL, NULL), rows[i].bigrams);
		buf_release(&out);
	}
}

static void
values_are_masked(void **state)
{
	static const struct { void (*mask)(struct buf *, const char *); const char *in, *want; } rows[] = {
		{ mask_name, "홍길동", "홍*동" }, { mask_name, "홍길", "홍*" }, { mask_name, "홍", "홍" },
		{ mask_name, "남궁길수", "남**수" }, { mask_name, "", "" }, { mask_name, "洪吉童", "洪*童" },
		{ mask_name, "JOHN SMITH", "J*** S****" }, { mask_name, "Nguyễn Văn", "N***** V**" },
		{ mask_name, "X", "*" }, { mask_name, "황보 관우", "황* *우" },
		{ mask_phone, "010-1234-5678", "010-****-5678" }, { mask_phone, "01012345678", "010-****-5678" },
		{ mask_phone, "０１０１２３４５６７８", "010-****-5678" }, { mask_phone, "02-312-1234", "02-***-1234" },
		{ mask_phone, "054-870-7281", "054-***-7281" }, { mask_phone, "+82 10-1234-5678", "010-****-5678" },
		{ mask_phone, "+82-(0)10-1234-5678", "010-****-5678" }, { mask_phone, "1588-1234", "****-1234" },
		{ mask_phone, "0505-123-45678", "0505-****-5678" }, { mask_phone, "", "" }, { mask_phone, "119", "***" },
		{ mask_phone, "없음", "*" },
		{ mask_address, "서울특별시 서대문구 연희로 248, 101동 203호", "서울특별시 서대문구 연희로 ***" },
		{ mask_address, "경상북도 청송군 파천면 덕천리 12", "경상북도 청송군 파천면 ***" },
		{ mask_address, "대전 유성구 봉명동 123-4", "대전 유성구 봉명동 ***" },
		{ mask_address, "서울특별시 서대문구", "서울특별시 서대문구" }, { mask_address, "101동 203호", "***" },
		{ mask_address, "홍길동네 뒷집", "***" }, { mask_address, "", "" },
		{ mask_birth, "1990-01-01", "1990-**-**" }, { mask_birth, "900101-1******", "90****-*******" },
		{ mask_birth, "19900101", "19******" },
		{ mask_account, "110-123-456789", "110-***-****89" }, { mask_account, "국민 1234", "국민 ****" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out = { 0 };

		rows[i].mask(&out, rows[i].in);
		assert_string_equal(buf_str(&out), rows[i].want);
		buf_release(&out);
	}
}

static void
free_text_hides_names_and_numbers(void **state)
{
	static const struct { const char *in, *want; } rows[] = {
		{ "홍길동입니다. 010-1234-5678", "홍*동입니다. 010-****-5678" },
		{ "전화 01012345678로", "전화 010-****-5678로" }, { "010 1234 5678", "010-****-5678" },
		{ "０１０－１２３４－５６７８", "010-****-5678" }, { "다른 번호 054-870-7281", "다른 번호 054-***-7281" },
		{ "312-1234", "***-1234" }, { "계좌 110-123-456789", "계좌 110-***-****89" },
		{ "2026-11-23 14:30", "2026-11-23 14:30" }, { "2026. 11. 23.", "2026. 11. 23." },
		{ "1,234,567,890원", "1,234,567,890원" }, { "연희로 248", "연희로 248" },
		{ "gildong@mail.kr", "gi*****@mail.kr" }, { "900101-1******", "90****-*******" }, { "", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out = { 0 };

		mask_free_text(&out, rows[i].in, "홍길동", "01012345678");
		assert_string_equal(buf_str(&out), rows[i].want);
		buf_release(&out);
	}
}

static void
the_language_follows_the_environment(void **state)
{
	static const struct { const char *env, *lang, *want; bool is_known; } rows[] = {
		{ NULL, NULL, "ko", true }, { "C", NULL, "ko", true }, { "POSIX", NULL, "ko", true },
		{ "C.UTF-8", NULL, "ko", true }, { "ko_KR.UTF-8", NULL, "ko", true },
		{ "en_US.UTF-8", NULL, "en", true }, { "de_DE", NULL, "en", true },
		{ "C", "en", "en", true }, { "en_US.UTF-8", "ko", "ko", true }, { "C", "xx", "en", false },
	};

	(void)state;
	unsetenv("LC_MESSAGES");
	unsetenv("LANG");
	for (size_t i = 0; i < COUNT(rows); i++) {
		if (rows[i].env == NULL)
			unsetenv("LC_ALL");
		else
			setenv("LC_ALL", rows[i].env, 1);
		assert_int_equal(text_start(rows[i].lang), rows[i].is_known);
		assert_string_equal(text_language(), rows[i].want);
		assert_int_equal(MB_CUR_MAX > 1, true);
		assert_string_equal(say(""), "");
		assert_string_equal(say("no such sentence is translated"), "no such sentence is translated");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(utf8_accepts_only_what_the_standard_accepts),
		cmocka_unit_test(nfc_composes_and_orders),
		cmocka_unit_test(tsafe_leaves_ordinary_text_alone),
		cmocka_unit_test(tsafe_marks_what_hides_or_commands),
		cmocka_unit_test(tsafe_keeps_line_ends_of_many_lines),
		cmocka_unit_test(a_flood_of_marks_takes_linear_time),
		cmocka_unit_test(whatever_comes_in_tsafe_is_safe_and_stable),
		cmocka_unit_test(width_is_counted_in_cells),
		cmocka_unit_test(width_is_what_the_terminal_library_says),
		cmocka_unit_test(text_is_cut_at_grapheme_borders),
		cmocka_unit_test(lines_break_at_blanks_then_at_graphemes),
		cmocka_unit_test(json_strings_are_safe_to_cat),
		cmocka_unit_test(hangul_mode_costs_no_key),
		cmocka_unit_test(search_sees_what_the_eye_sees),
		cmocka_unit_test(initials_are_the_first_consonants),
		cmocka_unit_test(values_are_masked),
		cmocka_unit_test(free_text_hides_names_and_numbers),
		cmocka_unit_test(the_language_follows_the_environment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
