/* SPDX-License-Identifier: ISC */
#include "console/channel/signature.h"

#include <stdlib.h>
#include <string.h>

#include "storage/secret.h"
#include "storage/text.h"

#define MAC_BYTES 32
#define MAC_BASE64 44
#define SCHEME "v1,"

void
signature_memory_release(struct signature_memory *m)
{
	free(m->seen);
	*m = (struct signature_memory){ 0 };
}

/* Forgets ids whose timestamp alone would refuse them by now. */
static void
forget_old(struct signature_memory *m, int64_t now_at)
{
	size_t kept = 0;

	for (size_t i = 0; i < m->count; i++)
		if (m->seen[i].at >= now_at - SIGNATURE_WINDOW_SEC)
			m->seen[kept++] = m->seen[i];
	m->count = kept;
}

/* Remembers the id; false where it was there. */
static bool
remember(struct signature_memory *m, const char *id, int64_t at, int64_t now_at)
{
	struct signature_seen row = { .at = at };

	secret_sha256(id, strlen(id), row.id);
	for (size_t i = 0; i < m->count; i++)
		if (str_eq(m->seen[i].id, row.id))
			return false;
	if (m->count == m->cap)
		forget_old(m, now_at);
	if (m->count == m->cap) {
		m->cap = m->cap > 0 ? m->cap * 2 : 64;
		m->seen = x_realloc(m->seen, m->cap, sizeof(*m->seen));
	}
	m->seen[m->count++] = row;
	return true;
}

/* Whether one of the signatures, with blanks between, is mac. All are looked
 * at, whatever the first ones say. */
static bool
is_signed(const char *all, const unsigned char mac[MAC_BYTES])
{
	bool is_found = false;

	while (*all != '\0') {
		size_t len = strcspn(all, " ");
		unsigned char claimed[MAC_BYTES];
		char text[MAC_BASE64 + 1];
		size_t bytes;

		if (len == sizeof(SCHEME) - 1 + MAC_BASE64 && str_starts(all, SCHEME)) {
			memcpy(text, all + sizeof(SCHEME) - 1, MAC_BASE64);
			text[MAC_BASE64] = '\0';
			if (secret_from_base64(text, claimed, sizeof(claimed), &bytes) &&
			    bytes == MAC_BYTES)
				is_found |= secret_equal(claimed, mac, MAC_BYTES);
		}
		all += len;
		all += strspn(all, " ");
	}
	return is_found;
}

enum rc
signature_check(const struct channel_config *c, struct signature_memory *m,
    const struct signature_claim *claim, const void *body, size_t len, int64_t now_at,
    struct err *e)
{
	struct buf message = { 0 };
	bool is_found = false;
	int64_t at;

	if (str_empty(claim->id) || str_empty(claim->timestamp) || str_empty(claim->signature))
		return err_set(e, RC_REFUSED, "%s",
		    say("the relay's answer is not signed; nothing of it was used"));
	if (!parse_int(claim->timestamp, 0, INT64_MAX / 2, &at))
		return err_set(e, RC_REFUSED, "%s",
		    say("the relay's signature has no time; nothing of the answer was used"));
	buf_printf(&message, "%s.%s.", claim->id, claim->timestamp);
	buf_add(&message, body, len);
	for (size_t i = 0; i < c->key_count; i++) {
		unsigned char mac[MAC_BYTES];

		secret_hmac_sha256(c->keys[i].bytes, c->keys[i].len, message.data, message.len,
		    mac);
		is_found |= is_signed(claim->signature, mac);
	}
	buf_release(&message);
	if (!is_found)
		return err_set(e, RC_REFUSED, "%s", say("the relay's answer is signed under no key "
		    "of ours; nothing of it was used"));
	if (at < now_at - SIGNATURE_WINDOW_SEC || at > now_at + SIGNATURE_WINDOW_SEC)
		return err_set(e, RC_REFUSED, say("the relay signed its answer more than %d s away "
		    "from the office's clock; nothing of it was used"), SIGNATURE_WINDOW_SEC);
	if (!remember(m, claim->id, at, now_at))
		return err_set(e, RC_REFUSED, "%s",
		    say("the relay's answer was heard before (a replay); nothing of it was used"));
	return RC_OK;
}
