/* SPDX-License-Identifier: ISC */
#include "console/rules/call.h"

#include <string.h>

#include "storage/text.h"

#define TAIL_DIGITS 4
#define PHONE_DIGITS_LEAST 9
#define INITIALS_LEAST 2
#define KEYS_MOST 5	/* letters that are keys of initials; a longer word is a name */

const struct call_reason_info call_reasons[] = {
	[CALL_PROGRESS] = { "progress", N_("How far it is") },
	[CALL_SUPPLEMENT] = { "supplement", N_("What is missing") },
	[CALL_RESULT] = { "result", N_("The decision or a document") },
	[CALL_CHANGE] = { "change", N_("To correct or withdraw it") },
	[CALL_COMPLAINT] = { "complaint", N_("A complaint or an objection") },
	[CALL_OTHER] = { "other", N_("Something else") },
};
_Static_assert(sizeof(call_reasons) / sizeof(call_reasons[0]) == CALL_REASON__COUNT,
    "one row per reason");

bool
call_reason_find(const char *word, enum call_reason *out)
{
	for (size_t i = 0; i < CALL_REASON__COUNT; i++)
		if (str_eq(word, call_reasons[i].name) || str_eq(word, say(call_reasons[i].label))) {
			*out = (enum call_reason)i;
			return true;
		}
	return false;
}

/* Appends the digits of a name form; false if it has anything but digits and
 * what is written between them. */
static bool
put_digits(struct buf *out, const char *form)
{
	for (; *form != '\0'; form++)
		if (*form >= '0' && *form <= '9')
			buf_putc(out, *form);
		else if (strchr("-.()", *form) == NULL)
			return false;
	return true;
}

static bool
is_phone(const char *form, struct buf *digits)
{
	if (!put_digits(digits, form))
		return false;
	if (digits->len == strlen(form) && digits->len == TAIL_DIGITS)
		return true;
	return digits->len >= PHONE_DIGITS_LEAST && digits->data[0] == '0';
}

/* Appends the consonant that a key of the two-set keyboard types; false if it
 * types none. */
static bool
put_initial_of_key(struct buf *out, char typed)
{
	for (uint32_t cp = 0x3131; cp <= 0x314E; cp++) {
		char keys[6];

		if (hangul_to_keys(cp, keys) == 1 && keys[0] == typed) {
			utf8_encode(out, cp);
			return true;
		}
	}
	return false;
}

static bool
is_typed_initials(const char *form, struct buf *initials)
{
	size_t len = strlen(form);
	bool is_so = len >= INITIALS_LEAST && len <= KEYS_MOST;

	for (size_t i = 0; is_so && i < len; i++)
		is_so = put_initial_of_key(initials, form[i]);
	return is_so;
}

static bool
has_digit(const char *form)
{
	return strpbrk(form, "0123456789") != NULL;
}

enum call_kind
call_kind_of(const char *text, struct buf *key)
{
	struct buf form = { 0 }, digits = { 0 }, initials = { 0 };
	const char *name;
	enum call_kind kind = CALL_BY_NUMBER;

	text_search_name(&form, text);
	name = buf_str(&form);
	if (is_phone(name, &digits)) {
		kind = CALL_BY_PHONE;
		buf_puts(key, buf_str(&digits));
	} else if (text_is_initials(name)) {
		kind = CALL_BY_INITIALS;
		text_initials(key, name);
	} else if (is_typed_initials(name, &initials)) {
		kind = CALL_BY_INITIALS;
		buf_puts(key, buf_str(&initials));
	} else if (!has_digit(name) && form.len > 0) {
		kind = CALL_BY_NAME;
		buf_puts(key, name);
	} else {
		buf_puts(key, text);
	}
	buf_release(&initials);
	buf_release(&digits);
	buf_release(&form);
	return kind;
}
