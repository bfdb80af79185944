/* SPDX-License-Identifier: ISC */
/* The editor of forms by its keys: what each field makes of them, and what would go
 * to the office. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "storage/text.h"
#include "tests/views/sample.h"

/* An editor of the sample's form, and the desk around it. */
struct place {
	struct sample s;
	struct view_stack stack;
};

static struct place *
open_editor(bool is_case)
{
	struct place *p = x_zalloc(1, sizeof(*p));

	sample_language("ko");
	sample_init(&p->s, 24, 80);
	sample_entry(&p->s, is_case);
	view_stack_push(&p->stack, &view_queue, &p->s.model, NULL);
	view_stack_push(&p->stack, &view_entry, &p->s.model, NULL);
	return p;
}

static void
close_editor(struct place *p)
{
	view_stack_release(&p->stack);
	sample_release(&p->s);
	free(p);
}

/* Keys by name between commas, and what stands between quotes typed. */
static struct intent
press(struct place *p, const char *keys)
{
	struct intent last = { .kind = INTENT_NONE };

	while (*keys != '\0') {
		size_t len = strcspn(keys, ",");
		char *one = x_strndup(keys, len);

		if (one[0] == '\'')
			sample_type(&p->stack, &p->s.model, one + 1);
		else
			last = sample_press(&p->stack, &p->s.model, one);
		free(one);
		keys += len + (keys[len] == ',' ? 1 : 0);
	}
	return last;
}

/* What is kept of the editor; the caller frees. */
static char *
kept(const struct place *p)
{
	const struct view_level *level = &p->stack.levels[p->stack.depth - 1];
	struct buf b = { 0 };

	level->ops->write(level->state, &b);
	buf_puts(&b, "");
	return buf_steal(&b);
}

static void
each_field_takes_keys_as_its_kind_wants(void **state)
{
	static const struct { const char *keys, *want; } rows[] = {
		/* Chosen: by letter, by Hangul, by place, by arrows, back to nothing. */
		{ "'ㅈ", "e.channel 5\nphone\n" }, { "'전", "e.channel 5\nphone\n" }, { "'2", "e.channel 5\nphone\n" },
		{ "Right", "e.channel 5\nphone\n" }, { "Right,Right", "" }, { "Space,Left", "" },
		{ "Backspace", "e.channel 0\n\n" }, { "'x", "" },
		/* A name is text; Enter, Tab and Down go on. */
		{ "Enter,'홍길동,Tab", "e.applicant.name 9\n홍길동\n" },
		{ "Down,'홍길동,Up", "e.applicant.name 9\n홍길동\n" },
		/* Birth date and sex digit, no more, typed or pasted. */
		{ "Enter,Enter,'9001011234567", "e.applicant.birth 7\n9001011\n" },
		{ "Enter,Enter,'900101-1234567,Enter", "e.applicant.birth 8\n900101-1\n" },
		{ "Enter,Enter,Enter,'0541234567,Enter", "e.applicant.phone 12\n054-123-4567\n" },
		/* The region of an address. */
		{ "Enter,Enter,Enter,Enter,'ㅊㅅㄱ,F8", "e.applicant.address 23\n경상북도 청송군 \n" },
		{ "Enter,Enter,Enter,Enter,'중,F8", "e.applicant.address 3\n중\n" },
		/* As the applicant's own, into a field that asks for it; no other. */
		{ "Enter,'홍,Enter,Enter,Enter,Enter,F4", "e.applicant.name 3\n홍\nf.manager_name 3\n홍\n" },
		{ "Enter,Enter,'9001011,Enter,Enter,Enter,Enter,F4",
		    "e.applicant.birth 8\n900101-1\nf.birth 10\n1990-01-01\n" },
		{ "F4", "" },
		/* By sections, dates, a list, money. */
		{ "PageDown,PageDown,PageDown,Enter,'11.23,Enter", "f.residence_since 10\n2026-11-23\n" },
		{ "PageDown,PageDown,PageDown,PageDown,PageDown,F5,'밭,Tab,F5,'논,F6",
		    "r.parcels 1\n1\nf.parcels.1.address 3\n밭\n" },
		{ "F5", "" }, { "F6", "" },
		{ "PageDown,PageDown,PageDown,PageDown,PageDown,PageDown,PageDown,'1200000,Enter",
		    "f.non_farm_income 9\n1,200,000\n" },
		/* What was typed can be taken back. */
		{ "Enter,'홍길동,Ctrl-_", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct place *p = open_editor(false);
		char *got;

		(void)press(p, rows[i].keys);
		got = kept(p);
		if (!str_eq(got, rows[i].want))
			fail_msg("%s: want %s, got %s", rows[i].keys, rows[i].want, got);
		free(got);
		close_editor(p);
	}
}

static void
it_goes_out_whole_or_when_asked_twice(void **state)
{
	struct place *p = open_editor(false);
	struct intent intent = press(p, "F2");

	(void)state;
	assert_int_equal(intent.kind, INTENT_REDRAW);
	intent = press(p, "F2");
	assert_int_equal(intent.kind, INTENT_NEW);
	assert_true(intent.takes_faults);
	/* Another key between them is a change of mind. */
	(void)press(p, "Enter");
	assert_int_equal(press(p, "F2").kind, INTENT_REDRAW);
	/* To the next gap, and around. */
	(void)press(p, "F7,'홍길동");
	assert_int_equal(press(p, "Esc").kind, INTENT_POP);
	close_editor(p);
}

static void
a_correction_goes_out_as_what_became_another(void **state)
{
	struct place *p = open_editor(true);
	struct intent intent = press(p, "F2");

	(void)state;
	/* Nothing is another: nothing goes out. */
	assert_int_equal(intent.kind, INTENT_REDRAW);
	(void)press(p, "Ctrl-U,'이농부,F7,F7,Space,Enter,'전화로");
	intent = press(p, "F2");
	assert_int_equal(intent.kind, INTENT_ACT);
	assert_int_equal(intent.op, OP_CORRECT);
	assert_int_equal(intent.case_id, 7);
	assert_int_equal(intent.version, 3);
	assert_true(intent.input.has_consent);
	assert_string_equal(intent.input.text, "전화로");
	assert_string_equal(intent.input.reasons, "{\"manager_name\":\"이농부\"}");
	close_editor(p);
}

static void
thrown_away_only_when_asked_twice(void **state)
{
	struct place *p = open_editor(false);

	(void)state;
	(void)press(p, "Enter,'홍");
	assert_int_equal(press(p, "Ctrl-X").kind, INTENT_REDRAW);
	assert_int_equal(press(p, "Ctrl-X").kind, INTENT_DISCARD);
	close_editor(p);
	p = open_editor(false);
	assert_int_equal(press(p, "Ctrl-X").kind, INTENT_DISCARD);
	close_editor(p);
}

/* Every command in it is a key that the Hangul input lets pass. */
static void
no_command_of_the_editor_is_a_letter(void **state)
{
	(void)state;
	for (size_t i = 0; i < binding_count; i++) {
		struct key key;

		if (binding_table[i].view != VIEW_ENTRY && binding_table[i].view != VIEW_SERVICE)
			continue;
		assert_true(key_parse(binding_table[i].key, &key));
		assert_true(key.sym != K_CHAR);
		assert_true(key_passes_input_method(key));
	}
}

static void
a_service_is_chosen_by_typing(void **state)
{
	struct place *p = open_editor(false);
	struct intent intent;

	(void)state;
	view_stack_pop(&p->stack);
	(void)press(p, "Insert");
	assert_ptr_equal(view_stack_top(&p->stack), &view_service);
	sample_type(&p->stack, &p->s.model, "농어민");
	intent = press(p, "Enter");
	assert_int_equal(intent.kind, INTENT_ENTRY);
	assert_string_equal(intent.text, "GB-FARMALLOW");
	sample_type(&p->stack, &p->s.model, "없는것");
	assert_int_equal(press(p, "Down,Up,PageDown,PageUp,Enter").kind, INTENT_NONE);
	close_editor(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_field_takes_keys_as_its_kind_wants),
		cmocka_unit_test(it_goes_out_whole_or_when_asked_twice),
		cmocka_unit_test(a_correction_goes_out_as_what_became_another),
		cmocka_unit_test(thrown_away_only_when_asked_twice),
		cmocka_unit_test(no_command_of_the_editor_is_a_letter),
		cmocka_unit_test(a_service_is_chosen_by_typing),
	};

	return cmocka_run_group_tests_name("entry keys", tests, NULL, NULL);
}
