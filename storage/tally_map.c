/* SPDX-License-Identifier: ISC */
#include "storage/tally_map.h"

#include <stdlib.h>
#include <string.h>

#include "storage/base.h"

#define SLOTS_FIRST 256

static uint64_t
mix(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
	return hash ^ (hash >> 29);
}

static uint64_t
hash_of(const struct tally_entry *key)
{
	uint64_t hash = mix((uint64_t)key->at, (uint64_t)key->who);

	for (const char *c = key->office; *c != '\0'; c++)
		hash = mix(hash, (unsigned char)*c);
	return mix(hash, (uint64_t)key->kind);
}

static bool
is_same(const struct tally_entry *a, const struct tally_entry *b)
{
	return a->at == b->at && a->who == b->who && a->kind == b->kind &&
	    str_eq(a->office, b->office);
}

/* The slot of the key: its own, or the free one where it would go. */
static uint32_t *
slot_of(const struct tally_map *m, const struct tally_entry *key)
{
	size_t i = (size_t)hash_of(key) & (m->slot_count - 1);

	while (m->slots[i] != 0 && !is_same(&m->entries[m->slots[i] - 1], key))
		i = (i + 1) & (m->slot_count - 1);
	return &m->slots[i];
}

static void
grow(struct tally_map *m)
{
	m->slot_count = m->slot_count == 0 ? SLOTS_FIRST : 2 * m->slot_count;
	free(m->slots);
	m->slots = x_zalloc(m->slot_count, sizeof(*m->slots));
	for (size_t i = 0; i < m->count; i++)
		*slot_of(m, &m->entries[i]) = (uint32_t)i + 1;
}

size_t
tally_map_add(struct tally_map *m, const struct tally_entry *key, int64_t delta)
{
	uint32_t *slot;

	if (2 * (m->count + 1) > m->slot_count)
		grow(m);
	slot = slot_of(m, key);
	if (*slot == 0) {
		if (m->count == m->cap) {
			m->cap = m->cap == 0 ? SLOTS_FIRST / 2 : 2 * m->cap;
			m->entries = x_realloc(m->entries, m->cap, sizeof(*m->entries));
		}
		m->entries[m->count] = *key;
		m->entries[m->count].count = 0;
		*slot = (uint32_t)++m->count;
	}
	m->entries[*slot - 1].count += delta;
	return *slot - 1;
}

const struct tally_entry *
tally_map_find(const struct tally_map *m, const struct tally_entry *key)
{
	uint32_t slot = m->slot_count == 0 ? 0 : *slot_of(m, key);

	return slot == 0 ? NULL : &m->entries[slot - 1];
}

void
tally_map_clear(struct tally_map *m)
{
	if (m->count > 0)
		memset(m->slots, 0, m->slot_count * sizeof(*m->slots));
	m->count = 0;
}

void
tally_map_release(struct tally_map *m)
{
	free(m->entries);
	free(m->slots);
	*m = (struct tally_map){ 0 };
}
