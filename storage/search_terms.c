/* SPDX-License-Identifier: ISC */
/* What a case is found by and what a word asks for, as numbers. */
#include "storage/search_terms.h"

#include <stdlib.h>
#include <string.h>

#include "storage/search.h"
#include "storage/text.h"

#define LETTER_BITS 21
#define HASH_BITS (2 * LETTER_BITS)
#define PHONE_TAIL 4

/* The kinds of terms; the number is in the store. */
enum term_kind {
	TERM_LETTERS = 0,	/* two letters of what a list shows */
	TERM_INITIALS = 1,	/* two initials of the title */
	TERM_NAME = 2,		/* the whole name */
	TERM_NAME_INITIALS = 3,	/* all initials of the name */
	TERM_PHONE = 4,		/* the last four digits */
	TERM_CODE = 5,		/* of the service or the channel */
	TERM__COUNT
};
_Static_assert(TERM__COUNT <= 1 << (SEARCH_TERM_BITS - HASH_BITS), "three bits for the kind");

static uint64_t
term_of_letters(enum term_kind kind, uint32_t first, uint32_t second)
{
	return (uint64_t)kind << HASH_BITS | (uint64_t)first << LETTER_BITS | second;
}

/* Of a text longer than two letters: FNV-1a, folded. */
static uint64_t
term_of_text(enum term_kind kind, const char *text)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (; *text != '\0'; text++)
		hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
	hash = (hash ^ hash >> HASH_BITS) & ((UINT64_C(1) << HASH_BITS) - 1);
	return (uint64_t)kind << HASH_BITS | hash;
}

/* Where the terms of one text go. */
struct teller {
	enum term_kind kind;
	void (*each)(void *arg, uint64_t term);
	void *arg;
};

static void
tell_letters(void *arg, uint32_t first, uint32_t second)
{
	const struct teller *t = arg;

	t->each(t->arg, term_of_letters(t->kind, first, second));
}

/* The letters of a text as a list shows it, and its initials where wanted. */
static void
tell_text(struct teller *t, const char *text, bool has_initials)
{
	struct buf form = { 0 }, initials = { 0 };

	text_search_form(&form, text);
	t->kind = TERM_LETTERS;
	(void)text_bigrams(buf_str(&form), tell_letters, t);
	if (has_initials) {
		text_initials(&initials, buf_str(&form));
		t->kind = TERM_INITIALS;
		(void)text_bigrams(buf_str(&initials), tell_letters, t);
	}
	buf_release(&initials);
	buf_release(&form);
}

static void
tell_name(struct teller *t, const char *name)
{
	struct buf whole = { 0 }, initials = { 0 };

	text_search_name(&whole, name);
	if (whole.len > 0) {
		text_initials(&initials, buf_str(&whole));
		t->each(t->arg, term_of_text(TERM_NAME, buf_str(&whole)));
		t->each(t->arg, term_of_text(TERM_NAME_INITIALS, buf_str(&initials)));
	}
	buf_release(&initials);
	buf_release(&whole);
}

bool
search_phone_tail(const char *phone, char tail[PHONE_TAIL + 1])
{
	struct buf form = { 0 };
	size_t count = 0;

	text_search_form(&form, phone);
	for (size_t i = form.len; i > 0 && count < PHONE_TAIL; i--)
		if (form.data[i - 1] >= '0' && form.data[i - 1] <= '9')
			tail[PHONE_TAIL - ++count] = form.data[i - 1];
	tail[PHONE_TAIL] = '\0';
	buf_release(&form);
	return count == PHONE_TAIL;
}

void
search_case_terms(const struct case_record *c, const char *phone,
    void (*each)(void *arg, uint64_t term), void *arg)
{
	struct teller t = { .each = each, .arg = arg };
	struct buf masked = { 0 };
	char tail[PHONE_TAIL + 1];

	mask_free_text(&masked, c->row.title, c->row.applicant, "");
	tell_text(&t, buf_str(&masked), true);
	buf_clear(&masked);
	mask_name(&masked, c->row.applicant);
	tell_text(&t, buf_str(&masked), false);
	tell_text(&t, c->row.external_id, false);
	/* A part of the receipt number that is given later. */
	tell_text(&t, c->office, false);
	tell_name(&t, c->row.applicant);
	if (search_phone_tail(phone, tail))
		each(arg, term_of_text(TERM_PHONE, tail));
	each(arg, term_of_text(TERM_CODE, c->row.service));
	each(arg, term_of_text(TERM_CODE, c->row.channel));
	buf_release(&masked);
}

void
search_want_release(struct search_want *want)
{
	free(want->all);
	free(want->any);
	memset(want, 0, sizeof(*want));
}

static void
want_any(struct search_want *want, uint64_t term)
{
	want->any = x_realloc(want->any, want->any_count + 1, sizeof(*want->any));
	want->any[want->any_count++] = term;
}

static void
want_all(void *arg, uint64_t term)
{
	struct search_want *want = arg;

	want->all = x_realloc(want->all, want->all_count + 1, sizeof(*want->all));
	want->all[want->all_count++] = term;
}

bool
search_want_word(struct search_want *want, const char *form, const char *name, bool is_initials,
    const char *const *codes, size_t code_count)
{
	struct teller t = { .kind = is_initials ? TERM_INITIALS : TERM_LETTERS, .each = want_all,
		.arg = want };

	memset(want, 0, sizeof(*want));
	if (text_bigrams(form, tell_letters, &t) == 0)
		return false;
	want_any(want, term_of_text(TERM_NAME, name));
	for (size_t i = 0; i < code_count; i++)
		want_any(want, term_of_text(TERM_CODE, codes[i]));
	return true;
}

void
search_want_phone(struct search_want *want, const char *tail)
{
	memset(want, 0, sizeof(*want));
	want_any(want, term_of_text(TERM_PHONE, tail));
}

void
search_want_name(struct search_want *want, const char *name)
{
	memset(want, 0, sizeof(*want));
	want_any(want, term_of_text(TERM_NAME, name));
}

void
search_want_initials(struct search_want *want, const char *initials)
{
	memset(want, 0, sizeof(*want));
	want_any(want, term_of_text(TERM_NAME_INITIALS, initials));
}
