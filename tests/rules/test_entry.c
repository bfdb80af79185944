/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "console/rules/entry.h"
#include "console/rules/json_gate.h"
#include "console/rules/service_pick.h"
#include "storage/instant.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* One editor at 2026-11-23 10:00. */
struct place {
	struct entry_form form;
	struct entry en;
};

static int64_t
now(void)
{
	int64_t at;

	assert_true(instant_parse("2026-11-23T10:00", &at));
	return at;
}

/* As the office tells it; answers NULL = a new application. */
static void
begin(struct place *p, const char *service, const char *region, const char *answers)
{
	struct form form;
	struct buf json = { 0 };
	char *schema;

	assert_int_equal(form_resolve(service, region, &form, NULL), RC_OK);
	schema = cJSON_PrintUnformatted(form.schema);
	buf_printf(&json, "{\"service\":\"%s\",\"region\":\"%s\",\"version\":\"%s\",\"layers\":{},"
	    "\"form\":%s", service, region, form.version, schema);
	if (answers != NULL)
		buf_printf(&json, ",\"case\":7,\"case_version\":3,\"number\":\"2026-1\",\"was\":%s,"
		    "\"now\":%s", answers, answers);
	buf_putc(&json, '}');
	assert_int_equal(entry_form_read(buf_str(&json), &p->form, NULL), RC_OK);
	entry_begin(&p->en, &p->form, now());
	cJSON_free(schema);
	form_release(&form);
	buf_release(&json);
}

static void
type(struct place *p, const char *name, const char *text)
{
	size_t i = entry_find(&p->en, name);

	assert_true(i < p->en.count);
	assert_true(entry_set(&p->en, i, text));
	entry_leave(&p->en, i);
	entry_judge(&p->en);
}

static void
assert_json(const struct place *p, bool is_patch, const char *want)
{
	struct buf got = { 0 };

	if (is_patch)
		entry_patch(&p->en, &got);
	else
		entry_json(&p->en, &got);
	assert_string_equal(buf_str(&got), want);
	buf_release(&got);
}

static const char *
fault(const struct place *p, const char *name)
{
	return p->en.fields[entry_find(&p->en, name)].fault;
}

static void
what_is_typed_becomes_an_application(void **state)
{
	struct place *p = x_zalloc(1, sizeof(*p));

	(void)state;
	begin(p, "GEN-ETC", "11410", NULL);
	assert_int_equal(p->en.missing, 4);
	assert_string_equal(entry_value(&p->en, "e.channel"), "counter");
	type(p, "e.applicant.name", " 홍길동 ");
	type(p, "e.applicant.birth", "900101-1234567");
	type(p, "e.applicant.phone", "01012345678");
	type(p, "f.category", "도로");
	type(p, "f.location", "연희로 1");
	assert_int_equal(p->en.missing, 1);
	type(p, "f.content", "깨진 곳\n둘");
	assert_int_equal(p->en.missing + p->en.wrong, 0);
	assert_json(p, false, "{\"applicant\":{\"name\":\"홍길동\",\"birth\":\"900101-1\",\"phone\":"
	    "\"010-1234-5678\"},\"attributes\":{\"category\":\"도로\",\"location\":\"연희로 1\","
	    "\"content\":\"깨진 곳\\n둘\"}}");
	/* 민원 처리에 관한 법률 §8: this one may be said over the telephone. */
	type(p, "e.channel", "phone");
	assert_string_equal(fault(p, "e.channel"), "");
	type(p, "e.arrived", "어제 16:00");
	assert_string_equal(fault(p, "e.late"), "late-entry");
	type(p, "e.late", "정전");
	assert_string_equal(fault(p, "e.late"), "");
	type(p, "e.arrived", "내일 9:00");
	assert_string_equal(fault(p, "e.arrived"), "too-late");
	type(p, "e.arrived", "언젠가");
	assert_string_equal(fault(p, "e.arrived"), "format");
	entry_form_release(&p->form);
	free(p);
}

static void
a_report_is_not_taken_by_telephone(void **state)
{
	struct place *p = x_zalloc(1, sizeof(*p));
	struct buf b = { 0 };

	(void)state;
	begin(p, "13100000016", "11410", NULL);
	type(p, "e.channel", "phone");
	assert_string_equal(fault(p, "e.channel"), "in-writing");
	entry_fault_sentence(&p->en, entry_find(&p->en, "e.channel"), &b);
	assert_non_null(strstr(buf_str(&b), "전입신고"));
	buf_release(&b);
	entry_form_release(&p->form);
	free(p);
}

static void
lists_grow_and_shrink_and_keep_their_texts(void **state)
{
	struct place *p = x_zalloc(1, sizeof(*p));
	size_t first, list;

	(void)state;
	begin(p, "GB-FARMALLOW", "47750", NULL);
	list = entry_find(&p->en, "f.parcels");
	assert_string_equal(fault(p, "f.parcels"), "required");
	for (int i = 0; i < 3; i++)
		assert_true(entry_row_add(&p->en, list, &first));
	assert_string_equal(p->en.fields[first].name, "f.parcels.3.address");
	type(p, "f.parcels.1.address", "하나");
	type(p, "f.parcels.2.address", "둘");
	type(p, "f.parcels.3.address", "셋");
	type(p, "f.parcels.3.area", "12.5");
	type(p, "f.payment_form", "상품권");
	assert_true(entry_row_drop(&p->en, entry_find(&p->en, "f.parcels.2.share")));
	assert_string_equal(entry_value(&p->en, "f.parcels.2.address"), "셋");
	assert_string_equal(entry_value(&p->en, "f.parcels.2.area"), "12.5");
	assert_string_equal(entry_value(&p->en, "f.payment_form"), "상품권");
	assert_int_equal(entry_find(&p->en, "f.parcels.3.address"), p->en.count);
	assert_false(entry_row_drop(&p->en, entry_find(&p->en, "f.payment_form")));
	assert_json(p, false, "{\"applicant\":{},\"attributes\":{\"parcels\":[{\"address\":\"하나\"},"
	    "{\"address\":\"셋\",\"area\":12.5}],\"payment_form\":\"상품권\"}}");
	type(p, "f.parcels.2.area", "넓음");
	assert_string_equal(fault(p, "f.parcels.2.area"), "type");
	while (entry_row_add(&p->en, list, &first))
		;
	assert_true(p->en.count <= ENTRY_FIELDS_MAX);
	assert_string_equal(entry_value(&p->en, "f.parcels.2.address"), "셋");
	entry_form_release(&p->form);
	free(p);
}

/* Kept and brought back into a fresh editor, everything stands where it stood; no
 * resident number is in what is kept. */
static void
what_is_kept_comes_back(void **state)
{
	struct place *p = x_zalloc(1, sizeof(*p)), *q = x_zalloc(1, sizeof(*q));
	struct buf kept = { 0 }, again = { 0 };
	size_t first;

	(void)state;
	begin(p, "GB-FARMALLOW", "47750", NULL);
	entry_write(&p->en, &kept);
	assert_string_equal(buf_str(&kept), "");
	assert_true(entry_row_add(&p->en, entry_find(&p->en, "f.parcels"), &first));
	type(p, "e.applicant.name", "홍길동 900101-1234567");
	type(p, "e.channel", "phone");
	type(p, "f.parcels.1.address", "한 줄\n둘째 줄");
	type(p, "f.non_farm_income", "1200000");
	type(p, "f.direct_payment_prev_year_yn", "예");
	entry_write(&p->en, &kept);
	assert_null(strstr(buf_str(&kept), "1234567"));
	begin(q, "GB-FARMALLOW", "47750", NULL);
	entry_read(&q->en, buf_str(&kept));
	entry_write(&q->en, &again);
	assert_string_equal(buf_str(&kept), buf_str(&again));
	assert_string_equal(entry_value(&q->en, "f.parcels.1.address"), "한 줄\n둘째 줄");
	assert_string_equal(entry_value(&q->en, "f.non_farm_income"), "1,200,000");
	assert_string_equal(entry_value(&q->en, "f.direct_payment_prev_year_yn"), "true");
	/* What is cut or of another form does no harm. */
	entry_read(&q->en, "f.parcels.1.address 99\nkurz");
	entry_read(&q->en, "nobody 1\nx\nr.nobody 1\n3\nr.parcels 2\n99\n");
	assert_string_equal(entry_value(&q->en, "f.parcels.1.address"), "한 줄\n둘째 줄");
	entry_form_release(&p->form);
	entry_form_release(&q->form);
	free(p);
	free(q);
	buf_release(&kept);
	buf_release(&again);
}

static void
a_correction_is_what_became_another(void **state)
{
	struct place *p = x_zalloc(1, sizeof(*p));
	struct buf was = { 0 };
	size_t first;

	(void)state;
	begin(p, "GB-FARMALLOW", "47750", "{\"manager_name\":\"김농부\",\"non_farm_income\":\"많음\","
	    "\"birth\":\"1960-03-01\",\"parcels\":[{\"address\":\"하나\",\"note\":\"남는 것\"}]}");
	assert_false(entry_is_new(&p->en));
	assert_int_equal(entry_find(&p->en, "e.channel"), p->en.count);
	assert_json(p, true, "{}");
	assert_string_equal(fault(p, "f.non_farm_income"), "type");
	type(p, "f.non_farm_income", "1,200,000");
	assert_true(entry_is_changed(&p->en, entry_find(&p->en, "f.non_farm_income")));
	entry_was(&p->en, entry_find(&p->en, "f.non_farm_income"), &was);
	assert_string_equal(buf_str(&was), "많음");
	type(p, "f.birth", "");
	assert_json(p, true, "{\"birth\":null,\"non_farm_income\":1200000}");
	assert_true(entry_row_add(&p->en, entry_find(&p->en, "f.parcels"), &first));
	type(p, "f.parcels.2.address", "둘");
	assert_json(p, true, "{\"birth\":null,\"parcels\":[{\"note\":\"남는 것\",\"address\":\"하나\"},"
	    "{\"address\":\"둘\"}],\"non_farm_income\":1200000}");
	type(p, "e.consent", "false");
	assert_string_equal(fault(p, "e.consent"), "amend-consent");
	entry_form_release(&p->form);
	free(p);
	buf_release(&was);
}

static void
a_full_editor_takes_no_more_and_loses_nothing(void **state)
{
	struct place *p = x_zalloc(1, sizeof(*p));
	char *much = x_alloc(ENTRY_BYTES + 1);
	size_t i;

	(void)state;
	begin(p, "GEN-ETC", "11410", NULL);
	type(p, "e.applicant.name", "홍길동");
	memset(much, 'x', ENTRY_BYTES);
	much[ENTRY_BYTES] = '\0';
	i = entry_find(&p->en, "f.content");
	assert_false(entry_set(&p->en, i, much));
	assert_string_equal(entry_text(&p->en, i), "");
	much[ENTRY_BYTES - 200] = '\0';
	assert_true(entry_set(&p->en, i, much));
	assert_string_equal(entry_value(&p->en, "e.applicant.name"), "홍길동");
	assert_string_equal(entry_value(&p->en, "f.photo"), "");
	entry_form_release(&p->form);
	free(p);
	free(much);
}

static void
services_are_found_as_clerks_type(void **state)
{
	static const struct { const char *region, *typed, *first; } rows[] = {
		{ "11410", "ㄱㅌㅁㅇ", "GEN-ETC" }, { "11410", "기타", "GEN-ETC" }, { "11410", "GEN-ETC", "GEN-ETC" },
		{ "11410", "전입신고", "13100000016" }, { "11410", "ㅈㅇㅅㄱ", "13100000016" },
		{ "11410", "대형 폐기물", "SE-BULKY" }, { "30200", "대형폐기물", "DJ-BULKY" },
		{ "47750", "농어민", "GB-FARMALLOW" }, { "11410", "농어민", "" }, { "11410", "없는 것", "" },
		{ "11410", "주차신청", "SE-RPP" }, { "11410", "moving", "13100000016" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct service_info *found[SERVICE_PICK_MAX];
		struct service_pick pick;
		size_t count;

		service_pick_init(&pick, rows[i].region);
		count = service_pick_find(&pick, rows[i].typed, found, SERVICE_PICK_MAX);
		if (!str_eq(count > 0 ? found[0]->code : "", rows[i].first))
			fail_msg("%s in %s: %s", rows[i].typed, rows[i].region,
			    count > 0 ? found[0]->code : "nothing");
	}
}

/* Each service has a number of its own that JSON can carry. */
static void
no_two_services_are_kept_by_one_number(void **state)
{
	(void)state;
	for (size_t i = 0; i < catalogue_service_count; i++) {
		assert_in_range(entry_subject(catalogue_services[i].code), 1, INT64_C(9007199254740991));
		for (size_t k = 0; k < i; k++)
			assert_int_not_equal(entry_subject(catalogue_services[i].code),
			    entry_subject(catalogue_services[k].code));
	}
}

/* Every form of the catalogue can be typed whole. */
static void
every_form_has_room(void **state)
{
	struct place *p = x_zalloc(1, sizeof(*p));

	(void)state;
	for (size_t i = 0; i < catalogue_form_count; i++) {
		const struct form_source *f = &catalogue_forms[i];

		begin(p, f->service, f->region, NULL);
		assert_true(p->en.count >= p->form.form.field_count + 7);
		assert_string_equal(p->en.fields[p->en.count - 1].name, "e.late");
		entry_form_release(&p->form);
	}
	free(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_typed_becomes_an_application),
		cmocka_unit_test(a_report_is_not_taken_by_telephone),
		cmocka_unit_test(lists_grow_and_shrink_and_keep_their_texts),
		cmocka_unit_test(what_is_kept_comes_back),
		cmocka_unit_test(a_correction_is_what_became_another),
		cmocka_unit_test(a_full_editor_takes_no_more_and_loses_nothing),
		cmocka_unit_test(services_are_found_as_clerks_type),
		cmocka_unit_test(no_two_services_are_kept_by_one_number),
		cmocka_unit_test(every_form_has_room),
	};

	if (!text_start("en"))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
