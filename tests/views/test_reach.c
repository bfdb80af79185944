/* SPDX-License-Identifier: ISC */
/* The ten most frequent acts take at most three keys from the list, each one that
 * an input method lets pass; what is typed does not count. Judged over the tables:
 * the key of the action, the way to the fields that must be filled, the key that
 * saves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "storage/text.h"
#include "tests/views/sample.h"
#include "views/bindings.h"
#include "views/dialog_spec.h"

#define KEYS_MOST 3

/* One row per act: its action, and the field that must be typed (SLOT_NONE = none).
 * They are typed one after the other, from the first field on. */
static const struct act {
	enum action action;
	enum slot last_typed;
} acts[] = {
	{ ACTION_OPEN, SLOT_NONE },
	{ ACTION_NEXT, SLOT_NONE },
	{ ACTION_RECEIVE, SLOT_NONE },
	{ ACTION_NOTE, SLOT_TEXT },
	{ ACTION_DRAFT, SLOT_TEXT },
	{ ACTION_APPROVE, SLOT_NONE },
	{ ACTION_SUPPLEMENT, SLOT_PERIOD },
	{ ACTION_ASSIGN, SLOT_NONE },
	{ ACTION_SEND_BACK, SLOT_TEXT },
	{ ACTION_FILTER, SLOT_NONE },
};
#define ACTS (sizeof(acts) / sizeof(acts[0]))

static bool
passes(enum view_id view, enum action action)
{
	const char *name = binding_first_key(view, action);
	struct key key;

	return key_parse(name, &key) && key_passes_input_method(key);
}

/* Keys that go from the first field to the one that is typed last. */
static int
field_keys(const struct dialog_spec *spec, enum slot last)
{
	if (last == SLOT_NONE)
		return 0;
	for (int i = 0; i < dialog_field_count(spec); i++) {
		if (spec->fields[i].slot == last)
			return i;
	}
	fail_msg("the dialog has no such field");
	return 0;
}

static void
the_ten_most_frequent_acts_take_three_keys_at_most(void **state)
{
	(void)state;
	assert_int_equal(ACTS, 10);
	for (size_t i = 0; i < ACTS; i++) {
		const struct dialog_spec *spec = dialog_spec_of(acts[i].action);
		int keys = 1;

		assert_true(passes(VIEW_QUEUE, acts[i].action));
		if (spec != NULL)
			keys += field_keys(spec, acts[i].last_typed) + 1;
		else if (acts[i].action == ACTION_FILTER)
			keys += 1;	/* Enter */
		if (keys > KEYS_MOST)
			fail_msg("%s takes %d keys", action_table[acts[i].action].name, keys);
	}
	assert_true(passes(VIEW_DIALOG, ACTION_SAVE));
	assert_true(passes(VIEW_DIALOG, ACTION_FIELD_NEXT));
}

/* A key that is good everywhere does something on the list: a screen that no key
 * opens is none. */
static void
every_general_key_does_something(void **state)
{
	struct sample s;
	struct view_stack stack = { 0 };
	size_t tried = 0;

	(void)state;
	sample_init(&s, 24, 80);
	for (size_t i = 0; i < binding_count; i++) {
		const struct binding *b = &binding_table[i];
		struct intent intent;
		struct key key;

		if (b->view != VIEW_ANY || b->action == ACTION_BACK || !key_parse(b->key, &key))
			continue;
		view_stack_release(&stack);
		stack = (struct view_stack){ 0 };
		view_stack_push(&stack, &view_queue, &s.model, NULL);
		intent = view_stack_key(&stack, &s.model, key);
		if (intent.kind == INTENT_NONE)
			fail_msg("%s does nothing", b->key);
		tried++;
	}
	assert_true(tried > 30);
	view_stack_release(&stack);
	sample_release(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_general_key_does_something),
		cmocka_unit_test(the_ten_most_frequent_acts_take_three_keys_at_most),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
