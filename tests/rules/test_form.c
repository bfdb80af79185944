/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "console/rules/catalogue.h"
#include "console/rules/form_check.h"
#include "console/rules/json_gate.h"
#include "console/rules/json_patch.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define SUITE "../shared/testdata/json-merge-patch/rfc7396-appendix-a.json"

static struct cJSON *
parse(const char *s)
{
	struct cJSON *tree;
	struct err e;

	if (json_parse(s, strlen(s), JSON_EVENT_BYTES_MAX, &tree, &e) != RC_OK)
		fail_msg("%s: %s", s, e.text);
	return tree;
}

static void
merging_follows_the_appendix_of_the_rfc(void **state)
{
	struct buf bytes = { 0 };
	struct cJSON *suite, *row;
	int count = 0;

	(void)state;
	if (file_read(SUITE, 1 << 20, &bytes, NULL) != RC_OK) {
		print_message("SKIP json-merge-patch: no file " SUITE "\n");
		skip();
	}
	suite = parse(buf_str(&bytes));
	cJSON_ArrayForEach(row, suite) {
		struct cJSON *merged = merge_patch(cJSON_Duplicate(json_member(row, "original"), true),
		    json_member(row, "patch"));

		assert_true(cJSON_Compare(merged, json_member(row, "result"), true));
		cJSON_Delete(merged);
		count++;
	}
	assert_int_equal(count, 15);
	cJSON_Delete(suite);
	buf_release(&bytes);
}

static void
merging_tells_upper_from_lower_case(void **state)
{
	struct cJSON *patch = parse("{\"A\":null,\"b\":2}");
	struct cJSON *want = parse("{\"a\":1,\"b\":2,\"B\":3}");
	struct cJSON *got = merge_patch(parse("{\"a\":1,\"B\":3}"), patch);

	(void)state;
	assert_true(cJSON_Compare(got, want, true));
	cJSON_Delete(got);
	cJSON_Delete(want);
	cJSON_Delete(patch);
	patch = parse("[1]");
	got = merge_patch(NULL, patch);
	assert_true(cJSON_Compare(got, patch, true));
	cJSON_Delete(got);
	cJSON_Delete(patch);
}

static const struct form_field *
field_find(const struct form *f, const char *name)
{
	for (size_t i = 0; i < f->field_count; i++)
		if (str_eq(f->fields[i].name, name))
			return &f->fields[i];
	return NULL;
}

static void
a_region_adds_fields_and_is_named_as_their_layer(void **state)
{
	static const struct { const char *service, *region, *field, *layer; bool is_required; } rows[] = {
		{ "13100000016", "11410", "resident_parking_yn", "11410", false },
		{ "13100000016", "11410", "settlement_grant_yn", NULL, false },
		{ "13100000016", "11410", "reporter_name", "", true },
		{ "13100000016", "47750", "settlement_grant_yn", "47750", false },
		{ "13100000016", "47750", "vacant_house_yn", "47750", false },
		{ "13100000016", "47760", "vacant_house_yn", NULL, false },
		{ "13100000016", "", "reporter_name", "", true },
		{ "FOOD-BIZ", "47750", "farm_produce_yn", "47750", false },
		{ "FOOD-BIZ", "11410", "hygiene_notice_yn", "11410", true },
		{ "FOOD-BIZ", "11410", "owner", "", true },
		{ "FOOD-BIZ", "30200", "hygiene_notice_yn", NULL, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct form_field *field;
		struct form f;

		assert_int_equal(form_resolve(rows[i].service, rows[i].region, &f, NULL), RC_OK);
		assert_string_equal(f.version, "2026-11-01");
		assert_string_equal(f.region, rows[i].region);
		field = field_find(&f, rows[i].field);
		assert_int_equal(field != NULL, rows[i].layer != NULL);
		if (field != NULL) {
			assert_string_equal(field->layer, rows[i].layer);
			assert_int_equal(field->is_required, rows[i].is_required);
		}
		form_release(&f);
	}
}

static void
fields_stand_in_the_order_of_the_form(void **state)
{
	struct form f;
	size_t after = 0;

	(void)state;
	assert_int_equal(form_resolve("13100000016", "47750", &f, NULL), RC_OK);
	assert_int_equal(f.field_count, 14);
	assert_string_equal(f.fields[0].name, "reporter_name");
	assert_string_equal(f.fields[0].title, "신고인 성명");
	assert_string_equal(f.fields[0].section, "신고인");
	assert_int_equal(f.fields[0].mask, MASK_NAME);
	for (size_t i = 1; i < f.field_count; i++)
		assert_true(f.fields[i - 1].order < f.fields[i].order);
	while (!str_eq(f.fields[after].name, "new_address_road"))
		after++;
	assert_string_equal(f.fields[after + 1].name, "vacant_house_yn");
	form_release(&f);
	form_release(&f);
	form_release(NULL);
}

static void
every_form_resolves_in_every_region(void **state)
{
	(void)state;
	for (size_t s = 0; s < catalogue_service_count; s++)
		for (size_t r = 0; r < catalogue_region_count; r += 7) {
			struct form f;

			assert_int_equal(form_resolve(catalogue_services[s].code, catalogue_regions[r].code,
			    &f, NULL), RC_OK);
			assert_true(f.field_count >= 2);
			for (size_t i = 0; i < f.field_count; i++) {
				assert_true(f.fields[i].order < 1000000);
				assert_true(f.fields[i].section[0] != '\0');
				assert_true(f.fields[i].mask != MASK_HIDDEN);
			}
			form_release(&f);
		}
}

static void
an_overlay_loosens_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < catalogue_form_count; i++) {
		const struct form_source *source = &catalogue_forms[i];
		struct form base, f;

		if (source->region[0] == '\0')
			continue;
		assert_int_equal(form_resolve(source->service, "", &base, NULL), RC_OK);
		assert_int_equal(form_resolve(source->service, source->region, &f, NULL), RC_OK);
		for (size_t k = 0; k < base.field_count; k++) {
			const struct form_field *field = field_find(&f, base.fields[k].name);

			assert_non_null(field);
			assert_true(field->is_required || !base.fields[k].is_required);
			assert_int_equal(field->mask, base.fields[k].mask);
		}
		form_release(&base);
		form_release(&f);
	}
}

static void
an_unknown_service_has_no_form(void **state)
{
	struct form f;
	struct err e;

	(void)state;
	assert_int_equal(form_resolve("NO-SUCH", "11410", &f, &e), RC_NOT_FOUND);
	assert_string_equal(e.text, "no form for service NO-SUCH");
	assert_int_equal(form_resolve("FOOD-BIZ", "no region", &f, NULL), RC_OK);
	form_release(&f);
}

struct want {
	const char *name, *title, *layer, *value;
	enum field_mask mask;
};

static void
assert_answers(const char *service, const char *region, const char *attributes,
    const struct want *want, size_t want_count)
{
	struct cJSON *tree = attributes == NULL ? NULL : parse(attributes);
	enum field_mask *masks;
	struct answer *answers;
	struct form f;
	size_t count;

	assert_int_equal(form_resolve(service, region, &f, NULL), RC_OK);
	form_answers(&f, tree, &answers, &masks, &count);
	for (size_t i = 0; i < count && i < want_count; i++) {
		assert_string_equal(answers[i].name, want[i].name);
		assert_string_equal(answers[i].title, want[i].title);
		assert_string_equal(answers[i].layer, want[i].layer);
		assert_string_equal(answers[i].value, want[i].value);
		assert_int_equal(masks[i], want[i].mask);
		assert_false(answers[i].is_masked);
	}
	assert_int_equal(count, want_count);
	for (size_t i = 0; i < count; i++)
		answer_release(&answers[i]);
	free(answers);
	free(masks);
	form_release(&f);
	cJSON_Delete(tree);
}

static void
answers_come_in_the_order_of_the_form(void **state)
{
	static const struct want rows[] = {
		{ "guardian", "보호자 성명", "", "홍길동", MASK_NAME },
		{ "child", "아동 성명", "", "홍하나", MASK_NAME },
		{ "service_type", "급여 종류", "", "", MASK_NONE },
		{ "account", "입금 계좌", "", "", MASK_ACCOUNT },
	};

	(void)state;
	assert_answers("BOKJI-CHILDCARE", "11410", "{\"child\":\"홍하나\",\"guardian\":\"홍길동\",\"account\":null}",
	    rows, COUNT(rows));
}

static void
what_the_form_does_not_know_comes_last_and_hidden(void **state)
{
	static const struct want rows[] = {
		{ "title", "제목", "", "ㄱ", MASK_TEXT }, { "content", "내용", "", "ㄴ", MASK_TEXT },
		{ "reply_method", "답변 방법", "", "3", MASK_NONE },
		{ "Zeta", "Zeta", "", "a: 1\nb: x, 2.5, Yes", MASK_HIDDEN },
		{ "alpha", "alpha", "", "false", MASK_HIDDEN },
		{ "deep", "deep", "", "- k: 1\n- k:\n    m: 2\n    n: 3", MASK_HIDDEN },
		{ "empty", "empty", "", "", MASK_HIDDEN },
	};

	(void)state;
	assert_answers("GEN-QNA-PROC", "11410", "{\"alpha\":false,\"Zeta\":{\"a\":1,\"b\":[\"x\",2.5,true]},"
	    "\"deep\":[{\"k\":1},{\"k\":{\"m\":2,\"n\":3}}],\"empty\":[],"
	    "\"title\":\"ㄱ\",\"content\":\"ㄴ\",\"reply_method\":3}", rows, COUNT(rows));
}

static void
each_member_of_a_household_has_rows_and_masks_of_their_own(void **state)
{
	static const struct want rows[] = {
		{ "members.1.name", "함께 전입한 사람 1: 성명", "", "김하늘", MASK_NAME },
		{ "members.1.relation", "함께 전입한 사람 1: 세대주와의 관계", "", "배우자", MASK_NONE },
		{ "members.1.pet", "함께 전입한 사람 1: pet", "", "개", MASK_HIDDEN },
		{ "members.2.rrn", "함께 전입한 사람 2: 주민등록번호", "", "150101-3******", MASK_BIRTH },
		{ "members.3", "함께 전입한 사람", "", "말뿐", MASK_HIDDEN },
	};
	struct cJSON *tree = parse("{\"members\":[{\"pet\":\"개\",\"relation\":\"배우자\",\"name\":\"김하늘\"},"
	    "{\"rrn\":\"150101-3******\"},\"말뿐\"]}");
	enum field_mask *masks;
	struct answer *answers;
	struct form f;
	size_t count, seen = 0;

	(void)state;
	assert_int_equal(form_resolve("13100000016", "11410", &f, NULL), RC_OK);
	form_answers(&f, tree, &answers, &masks, &count);
	for (size_t i = 0; i < count; i++) {
		if (str_starts(answers[i].name, "members")) {
			assert_string_equal(answers[i].name, rows[seen].name);
			assert_string_equal(answers[i].title, rows[seen].title);
			assert_string_equal(answers[i].section, "세대");
			assert_string_equal(answers[i].value, rows[seen].value);
			assert_int_equal(masks[i], rows[seen].mask);
			seen++;
		}
		answer_release(&answers[i]);
	}
	assert_int_equal(seen, COUNT(rows));
	free(answers);
	free(masks);
	form_release(&f);
	cJSON_Delete(tree);
}

static void
attributes_that_are_no_object_give_the_empty_form(void **state)
{
	static const struct want rows[] = {
		{ "title", "제목", "", "", MASK_TEXT }, { "content", "내용", "", "", MASK_TEXT },
		{ "reply_method", "답변 방법", "", "", MASK_NONE },
	};

	(void)state;
	assert_answers("GEN-QNA-PROC", "11410", "[1,2]", rows, COUNT(rows));
	assert_answers("GEN-QNA-PROC", "11410", NULL, rows, COUNT(rows));
}

static void
each_mask_does_what_its_word_says(void **state)
{
	static const struct { const char *word, *value, *want; } rows[] = {
		{ NULL, "갑", "갑" }, { "none", "갑", "갑" }, { "name", "홍길동", "홍*동" },
		{ "phone", "01012345678", "010-****-5678" }, { "address", "서울특별시 서대문구 연희로 248", "서울특별시 서대문구 연희로 ***" },
		{ "birth", "900101-1******", "90****-*******" }, { "account", "110-123-456789", "110-***-****89" },
		{ "text", "홍길동의 번호 010-1234-5678", "홍*동의 번호 010-****-5678" },
		{ "hidden", "갑", "***" }, { "hidden", "", "" }, { "no such word", "갑", "***" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out = { 0 };

		field_mask_apply(&out, field_mask_parse(rows[i].word), rows[i].value, "홍길동", "01012345678");
		assert_string_equal(buf_str(&out), rows[i].want);
		buf_release(&out);
	}
}

/* What is wrong with some answers, as "field keyword" lines. */
static void
judge(const struct form *f, const char *json, struct buf *out)
{
	struct cJSON *tree = parse(json);
	struct answer *answers;
	enum field_mask *masks;
	size_t count, faults;

	form_answers(f, tree, &answers, &masks, &count);
	faults = form_check(f, tree, answers, count);
	buf_clear(out);
	buf_printf(out, "%zu", faults);
	for (size_t i = 0; i < count; i++) {
		if (answers[i].fault[0] != '\0')
			buf_printf(out, " %s %s", answers[i].name, answers[i].fault);
		answer_release(&answers[i]);
	}
	free(answers);
	free(masks);
	cJSON_Delete(tree);
}

static void
a_form_judges_again_as_it_judged_first(void **state)
{
	static const char fine[] = "{\"guardian\":\"홍길동\",\"child\":\"홍하나\","
	    "\"service_type\":\"보육료\",\"account\":\"1\"}";
	static const char wrong[] = "{\"guardian\":1,\"child\":\"홍하나\",\"account\":\"1\"}";
	static const char what[] = "2 guardian type service_type required";
	struct form_judge *kept;
	struct buf out = { 0 };
	struct form f;

	(void)state;
	assert_int_equal(form_resolve("BOKJI-CHILDCARE", "11410", &f, NULL), RC_OK);
	for (int round = 0; round < 3; round++) {
		judge(&f, fine, &out);
		assert_string_equal(buf_str(&out), "0");
		judge(&f, wrong, &out);
		assert_string_equal(buf_str(&out), what);
	}
	/* A form that keeps nothing compiles each time. */
	kept = f.judge;
	f.judge = NULL;
	judge(&f, wrong, &out);
	assert_string_equal(buf_str(&out), what);
	f.judge = kept;
	form_release(&f);
	buf_release(&out);
}

static void
forms_that_share_a_schema_go_in_any_order(void **state)
{
	struct form first, second, third;
	struct buf out = { 0 };

	(void)state;
	assert_int_equal(form_resolve("BOKJI-CHILDCARE", "11410", &first, NULL), RC_OK);
	form_share(&first, &second);
	form_share(&second, &third);
	assert_ptr_equal(first.schema, third.schema);
	third.fields[0].is_required = !first.fields[0].is_required;
	assert_int_not_equal(third.fields[0].is_required, second.fields[0].is_required);
	form_release(&first);
	judge(&third, "{}", &out);
	form_release(&third);
	judge(&second, "{}", &out);
	assert_string_equal(buf_str(&out), "4 guardian required child required "
	    "service_type required account required");
	form_release(&second);
	form_share(&second, &third);	/* an empty one */
	form_release(&third);
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(merging_follows_the_appendix_of_the_rfc),
		cmocka_unit_test(merging_tells_upper_from_lower_case),
		cmocka_unit_test(a_region_adds_fields_and_is_named_as_their_layer),
		cmocka_unit_test(fields_stand_in_the_order_of_the_form),
		cmocka_unit_test(every_form_resolves_in_every_region),
		cmocka_unit_test(an_overlay_loosens_nothing),
		cmocka_unit_test(an_unknown_service_has_no_form),
		cmocka_unit_test(answers_come_in_the_order_of_the_form),
		cmocka_unit_test(what_the_form_does_not_know_comes_last_and_hidden),
		cmocka_unit_test(each_member_of_a_household_has_rows_and_masks_of_their_own),
		cmocka_unit_test(attributes_that_are_no_object_give_the_empty_form),
		cmocka_unit_test(each_mask_does_what_its_word_says),
		cmocka_unit_test(a_form_judges_again_as_it_judged_first),
		cmocka_unit_test(forms_that_share_a_schema_go_in_any_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
