/* SPDX-License-Identifier: ISC */
/*
 * The search index: for each 4096 cases and each term a row of places. A new
 * case's terms are noted in memory and written once, at the commit, so a page
 * of applications costs little more than one. Rows of the newest cases stand
 * together, so a commit touches few pages; a term is looked up once for each
 * 4096 cases.
 */
#include <stdlib.h>
#include <string.h>

#include "storage/search.h"
#include "storage/search_terms.h"
#include "storage/store_inside.h"

#define CHUNK_BITS 12
#define CHUNK_CASES (1 << CHUNK_BITS)
#define CHUNK_WORDS (CHUNK_CASES / 64)
#define BITMAP_BYTES (CHUNK_CASES / 8)
#define PLACES_MAX (BITMAP_BYTES / 2 - 1)	/* of more, a bit each is shorter */
#define CATCH_UP_CASES 20000			/* a transaction */

/* The cases of one chunk that have a term. */
struct chunk {
	uint64_t bits[CHUNK_WORDS];
};

static uint64_t
chunk_of(int64_t id)
{
	return (uint64_t)id >> CHUNK_BITS;
}

static uint64_t
key_of(uint64_t chunk, uint64_t term)
{
	return chunk << SEARCH_TERM_BITS | term;
}

static void
set_bit(uint64_t *bits, size_t place)
{
	bits[place / 64] |= UINT64_C(1) << place % 64;
}

/* Adds the places of a stored row. */
static void
chunk_read(struct chunk *chunk, const unsigned char *bytes, size_t len)
{
	if (len == BITMAP_BYTES) {
		for (size_t i = 0; i < len; i++)
			chunk->bits[i / 8] |= (uint64_t)bytes[i] << i % 8 * 8;
		return;
	}
	for (size_t i = 0; i + 1 < len; i += 2)
		set_bit(chunk->bits, (bytes[i] | (size_t)bytes[i + 1] << 8) % CHUNK_CASES);
}

/* Appends the places as a row stores them. */
static void
chunk_write(const struct chunk *chunk, struct buf *out)
{
	size_t count = 0;

	for (size_t i = 0; i < CHUNK_WORDS; i++)
		count += (size_t)__builtin_popcountll(chunk->bits[i]);
	for (size_t i = 0; count > PLACES_MAX && i < BITMAP_BYTES; i++)
		buf_putc(out, (char)(chunk->bits[i / 8] >> i % 8 * 8 & 0xFF));
	for (size_t place = 0; count <= PLACES_MAX && place < CHUNK_CASES; place++)
		if ((chunk->bits[place / 64] >> place % 64 & 1) != 0) {
			buf_putc(out, (char)(place & 0xFF));
			buf_putc(out, (char)(place >> 8));
		}
}

/* Adds what the table has for a key. */
static enum rc
chunk_load(struct store *s, uint64_t key, struct chunk *chunk, struct err *e)
{
	size_t len;
	char *bytes;
	enum rc rc = db_one(s->db, e, STATEMENT_SEARCH_GET, (int64_t)key);

	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	bytes = db_text_copy(s->db, STATEMENT_SEARCH_GET, 0, &len);
	db_done(s->db, STATEMENT_SEARCH_GET);
	chunk_read(chunk, (const unsigned char *)bytes, len);
	free(bytes);
	return RC_OK;
}

/* A case on its way into the list of entries. */
struct noting {
	struct store *store;
	int64_t id;
};

static void
note_term(void *arg, uint64_t term)
{
	const struct noting *n = arg;
	struct store *s = n->store;

	if (s->entry_count == s->entry_cap) {
		s->entry_cap = s->entry_cap == 0 ? 256 : s->entry_cap * 2;
		s->entries = x_realloc(s->entries, s->entry_cap, sizeof(*s->entries));
	}
	s->entries[s->entry_count++] = (struct search_entry){ key_of(chunk_of(n->id), term),
		(uint16_t)(n->id % CHUNK_CASES) };
}

void
store_search_add(struct store *s, const struct case_record *c, const char *phone)
{
	struct noting n = { s, c->row.id };

	search_case_terms(c, phone, note_term, &n);
}

static int
compare_entries(const void *a, const void *b)
{
	const struct search_entry *x = a, *y = b;

	return (x->key > y->key) - (x->key < y->key);
}

enum rc
store_search_write(struct store *s, struct err *e)
{
	struct buf places = { 0 };
	enum rc rc = RC_OK;

	if (s->entry_count > 0)
		qsort(s->entries, s->entry_count, sizeof(*s->entries), compare_entries);
	for (size_t i = 0, end; i < s->entry_count && rc == RC_OK; i = end) {
		struct chunk chunk = { { 0 } };

		rc = chunk_load(s, s->entries[i].key, &chunk, e);
		for (end = i; end < s->entry_count && s->entries[end].key == s->entries[i].key; end++)
			set_bit(chunk.bits, s->entries[end].place);
		buf_clear(&places);
		chunk_write(&chunk, &places);
		if (rc == RC_OK)
			rc = db_run(s->db, e, NULL, STATEMENT_SEARCH_PUT, (int64_t)s->entries[i].key,
			    (const void *)buf_str(&places), places.len);
	}
	if (rc == RC_OK)
		s->entry_count = 0;
	buf_release(&places);
	return rc;
}

void
search_set_release(struct search_set *set)
{
	free(set->bits);
	memset(set, 0, sizeof(*set));
}

bool
search_set_has(const struct search_set *set, int64_t id)
{
	if (id < 0 || chunk_of(id) >= set->chunks)
		return false;
	return (set->bits[id / 64] >> id % 64 & 1) != 0;
}

int64_t
search_set_next(const struct search_set *set, int64_t after_id)
{
	size_t id = (size_t)after_id + 1, words = set->chunks * CHUNK_WORDS;
	uint64_t word;

	if (id / 64 >= words)
		return 0;
	word = set->bits[id / 64] >> id % 64 << id % 64;
	for (size_t i = id / 64;; word = set->bits[i]) {
		if (word != 0)
			return (int64_t)(i * 64) + __builtin_ctzll(word);
		if (++i == words)
			return 0;
	}
}

static void
set_reach(struct search_set *set, int64_t last_id)
{
	set->chunks = (size_t)chunk_of(last_id) + 1;
	set->bits = x_zalloc(set->chunks * CHUNK_WORDS, sizeof(*set->bits));
	set->count = 0;
}

void
search_set_add(struct search_set *set, int64_t id)
{
	if (id < 0 || chunk_of(id) >= set->chunks || search_set_has(set, id))
		return;
	set_bit(set->bits, (size_t)id);
	set->count++;
}

void
search_set_keep(struct search_set *set, const struct search_set *other)
{
	set->count = 0;
	for (size_t i = 0; i < set->chunks * CHUNK_WORDS; i++) {
		set->bits[i] &= i < other->chunks * CHUNK_WORDS ? other->bits[i] : 0;
		set->count += (size_t)__builtin_popcountll(set->bits[i]);
	}
}

void
search_set_make(struct search_set *set, const int64_t *ids, size_t count)
{
	int64_t last = 0;

	for (size_t i = 0; i < count; i++)
		last = ids[i] > last ? ids[i] : last;
	set_reach(set, last);
	for (size_t i = 0; i < count; i++)
		search_set_add(set, ids[i]);
}

/* The cases of a chunk with one term, noted ones too. */
static enum rc
term_load(struct store *s, uint64_t chunk_number, uint64_t term, struct chunk *chunk,
    struct err *e)
{
	uint64_t key = key_of(chunk_number, term);

	for (size_t i = 0; i < s->entry_count; i++)
		if (s->entries[i].key == key)
			set_bit(chunk->bits, s->entries[i].place);
	return chunk_load(s, key, chunk, e);
}

/* Leaves in bits only what meets the want. */
static enum rc
want_apply(struct store *s, const struct search_want *want, uint64_t chunk_number, uint64_t *bits,
    struct err *e)
{
	struct chunk found = { { 0 } };
	enum rc rc = RC_OK;

	for (size_t t = 0; t < want->all_count && rc == RC_OK; t++) {
		struct chunk one = { { 0 } };

		rc = term_load(s, chunk_number, want->all[t], &one, e);
		for (size_t i = 0; i < CHUNK_WORDS; i++)
			found.bits[i] = one.bits[i] & (t == 0 ? UINT64_MAX : found.bits[i]);
	}
	for (size_t t = 0; t < want->any_count && rc == RC_OK; t++)
		rc = term_load(s, chunk_number, want->any[t], &found, e);
	for (size_t i = 0; i < CHUNK_WORDS; i++)
		bits[i] &= found.bits[i];
	return rc;
}

enum rc
store_search(struct store *s, const struct search_want *wants, size_t count,
    struct search_set *out, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_CASE_LAST);

	memset(out, 0, sizeof(*out));
	if (rc != RC_OK)
		return rc;
	set_reach(out, db_int(s->db, STATEMENT_CASE_LAST, 0));
	db_done(s->db, STATEMENT_CASE_LAST);
	for (size_t n = 0; n < out->chunks && rc == RC_OK; n++) {
		uint64_t *bits = out->bits + n * CHUNK_WORDS;

		memset(bits, 0xFF, CHUNK_WORDS * sizeof(*bits));
		for (size_t i = 0; i < count && rc == RC_OK; i++)
			rc = want_apply(s, &wants[i], n, bits, e);
		for (size_t i = 0; i < CHUNK_WORDS; i++)
			out->count += (size_t)__builtin_popcountll(bits[i]);
	}
	if (rc != RC_OK)
		search_set_release(out);
	return rc;
}

enum rc
store_search_assigned(struct store *s, const char *office, int64_t staff_id,
    struct search_set *set, struct err *e)
{
	enum statement keys = STATEMENT_KEYS_ASSIGNEE;
	bool has_row;
	enum rc rc = db_ask(s->db, e, keys, staff_id, office, INT64_MIN, INT64_MIN, INT64_MAX);

	while (rc == RC_OK && (rc = db_next(s->db, keys, &has_row, e)) == RC_OK && has_row)
		search_set_add(set, db_int(s->db, keys, 1));
	return rc;
}

/* Notes one row of STATEMENT_SEARCH_SOURCE; returns its case. */
static int64_t
note_source(struct store *s)
{
	enum statement source = STATEMENT_SEARCH_SOURCE;
	struct case_record c = { .row = { .id = db_int(s->db, source, 0) } };
	char phone[40];

	db_text(s->db, source, 1, c.office, sizeof(c.office));
	db_text(s->db, source, 2, c.row.external_id, sizeof(c.row.external_id));
	db_text(s->db, source, 3, c.row.title, sizeof(c.row.title));
	db_text(s->db, source, 4, c.row.applicant, sizeof(c.row.applicant));
	db_text(s->db, source, 5, c.row.service, sizeof(c.row.service));
	db_text(s->db, source, 6, c.row.channel, sizeof(c.row.channel));
	db_text(s->db, source, 7, phone, sizeof(phone));
	store_search_add(s, &c, phone);
	return c.row.id;
}

/* One transaction of catching up behind *last_id. */
static enum rc
catch_up_some(struct store *s, int64_t *last_id, struct err *e)
{
	int64_t seen = 0;
	bool has_row = true;
	enum rc rc = store_begin(s, e);

	if (rc != RC_OK)
		return rc;
	rc = db_ask(s->db, e, STATEMENT_SEARCH_SOURCE, *last_id, (int64_t)CATCH_UP_CASES);
	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_SEARCH_SOURCE, &has_row, e)) == RC_OK && has_row) {
		*last_id = note_source(s);
		seen++;
	}
	if (seen < CATCH_UP_CASES)
		*last_id = INT64_MAX;
	if (rc == RC_OK)
		rc = db_run(s->db, e, NULL, STATEMENT_SEARCH_DONE_PUT, *last_id);
	if (rc == RC_OK)
		rc = store_commit(s, e);
	if (rc != RC_OK)
		store_rollback(s);
	return rc;
}

enum rc
store_search_catch_up(struct store *s, struct err *e)
{
	int64_t last_id = 0;
	enum rc rc = db_one(s->db, e, STATEMENT_SEARCH_DONE_GET);

	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	last_id = db_int(s->db, STATEMENT_SEARCH_DONE_GET, 0);
	db_done(s->db, STATEMENT_SEARCH_DONE_GET);
	while (rc == RC_OK && last_id != INT64_MAX) {
		rc = catch_up_some(s, &last_id, e);
		if (rc == RC_OK)
			store_checkpoint(s);
	}
	return rc;
}
