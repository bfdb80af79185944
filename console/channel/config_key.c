/* SPDX-License-Identifier: ISC */
/* What each key of a channel may be, and where it goes. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "console/channel/config_inside.h"
#include "storage/secret.h"
#include "storage/text.h"

#define ALNUM_BYTES "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
#define URL_BYTES ALNUM_BYTES "-._~:/[]%"
#define KEY_BYTES_MIN 24

/* Checks an address and copies it, without the slashes at its end. */
static enum rc
take_url(struct config_reader *r, const char *key, const char *value, char *to, size_t cap,
    struct err *e)
{
	const char *host = strstr(value, "://");
	size_t len = strlen(value);

	if (!str_starts(value, "https://") && !str_starts(value, "http://"))
		return config_fail(r, e,
		    say("%s must begin with https:// (http:// in practice offices)"), key);
	host += 3;
	if (strchr(host, '@') != NULL)
		return config_fail(r, e, say("%s must not carry a user name or password"), key);
	if (strchr(host, '#') != NULL)
		return config_fail(r, e, say("%s must not have a fragment (#)"), key);
	if (strspn(host, URL_BYTES) != strlen(host) ||
	    strchr("/:", host[0]) != NULL)
		return config_fail(r, e, say("%s must be a host and a path, nothing else"), key);
	while (len > 0 && value[len - 1] == '/')
		len--;
	if (len >= cap)
		return config_fail(r, e, say("%s is too long"), key);
	memcpy(to, value, len);
	to[len] = '\0';
	return RC_OK;
}

static enum rc
set_url(struct config_reader *r, const char *value, struct err *e)
{
	return take_url(r, "url", value, r->section->url, sizeof(r->section->url), e);
}

static const char *const kind_names[] = {
	[CHANNEL_RELAY] = "relay",
	[CHANNEL_SPECIALDAYS] = "specialdays",
	[CHANNEL_OPEN311] = "open311",
	[CHANNEL_GOV24SVC] = "gov24svc",
	[CHANNEL_RT] = "rt",
	[CHANNEL_CSO] = "cso",
	[CHANNEL_DROP] = "drop",
};
_Static_assert(sizeof(kind_names) / sizeof(kind_names[0]) == CHANNEL_KIND__COUNT,
    "one word per kind");

static enum rc
set_kind(struct config_reader *r, const char *value, struct err *e)
{
	for (int i = 0; i < CHANNEL_KIND__COUNT; i++)
		if (str_eq(kind_names[i], value)) {
			r->section->kind = (enum channel_kind)i;
			return RC_OK;
		}
	return config_fail(r, e, "%s", say("kind must be relay, open311, rt or drop"));
}

/* Copies a text of one line, blanks and Hangul too. */
static enum rc
take_text(struct config_reader *r, const char *key, const char *value, char *to, size_t cap,
    struct err *e)
{
	if (value[0] == '\0' || !utf8_valid(value, strlen(value), NULL) ||
	    !str_fill(to, cap, value))
		return config_fail(r, e, say("%s is empty or too long"), key);
	return RC_OK;
}

static enum rc
set_agency(struct config_reader *r, const char *value, struct err *e)
{
	if (strspn(value, ALNUM_BYTES "-_ ") != strlen(value))
		return config_fail(r, e, "%s", say("agency takes codes with blanks between"));
	return take_text(r, "agency", value, r->section->agency, sizeof(r->section->agency), e);
}

static enum rc
set_queue(struct config_reader *r, const char *value, struct err *e)
{
	return take_text(r, "queue", value, r->section->queue, sizeof(r->section->queue), e);
}

static enum rc
set_service(struct config_reader *r, const char *value, struct err *e)
{
	return take_text(r, "service", value, r->section->service, sizeof(r->section->service), e);
}

/* Whether a word is the code of a 시·도 or a 시군구. */
static bool
is_region(const char *word, size_t len)
{
	return (len == 2 || len == 5) && strspn(word, "0123456789") >= len;
}

static enum rc
set_regions(struct config_reader *r, const char *value, struct err *e)
{
	for (const char *at = value; !str_eq(value, "all") && *at != '\0';) {
		size_t len = strcspn(at, " ");

		if (len > 0 && !is_region(at, len))
			return config_fail(r, e, "%s",
			    say("regions takes codes of 2 or 5 digits with "
			    "blanks between, or all"));
		at += len + (at[len] == ' ');
	}
	return take_text(r, "regions", value, r->section->regions, sizeof(r->section->regions), e);
}

static enum rc
set_every(struct config_reader *r, const char *value, struct err *e)
{
	int64_t sec;

	if (!parse_int(value, CONFIG_EVERY_LEAST_SEC, CONFIG_EVERY_MOST_SEC, &sec))
		return config_fail(r, e,
		    say("every takes seconds, %d to %d"), CONFIG_EVERY_LEAST_SEC,
		    CONFIG_EVERY_MOST_SEC);
	r->section->every_sec = (int)sec;
	return RC_OK;
}

static enum rc
set_address(struct config_reader *r, const char *value, struct err *e)
{
	return take_text(r, "address", value, r->section->address, sizeof(r->section->address), e);
}

static enum rc
set_waits(struct config_reader *r, const char *value, struct err *e)
{
	return take_url(r, "waits", value, r->section->waits_url, sizeof(r->section->waits_url), e);
}

static enum rc
set_token_url(struct config_reader *r, const char *value, struct err *e)
{
	return take_url(r, "token_url", value, r->section->token_url,
	    sizeof(r->section->token_url), e);
}

static enum rc
set_token(struct config_reader *r, const char *value, struct err *e)
{
	if (r->section->token[0] != '\0')
		return config_fail(r, e, "%s", say("a channel has one token"));
	/* A service key may stand here as it was issued in encoded form; whether the kind
	 * has such a key is looked at when the section is whole. */
	if (value[0] == '\0' || strspn(value, CONFIG_TOKEN_BYTES "%") != strlen(value))
		return config_fail(r, e, "%s",
		    say("the token is empty or has bytes that no token has"));
	if (!str_fill(r->section->token, sizeof(r->section->token), value))
		return config_fail(r, e, "%s", say("the token is too long"));
	return RC_OK;
}

/* Copies what is printable ASCII without blanks. */
static enum rc
take_word(struct config_reader *r, const char *key, const char *value, char *to, size_t cap,
    struct err *e)
{
	if (to[0] != '\0')
		return config_fail(r, e, say("a channel has one %s"), key);
	for (const char *s = value; *s != '\0'; s++)
		if (*s < '!' || *s > '~')
			return config_fail(r, e, say("%s must be plain ASCII without blanks"), key);
	if (value[0] == '\0' || !str_fill(to, cap, value))
		return config_fail(r, e, say("%s is empty or too long"), key);
	return RC_OK;
}

static enum rc
set_client_id(struct config_reader *r, const char *value, struct err *e)
{
	return take_word(r, "client_id", value, r->section->client_id,
	    sizeof(r->section->client_id), e);
}

static enum rc
set_client_secret(struct config_reader *r, const char *value, struct err *e)
{
	return take_word(r, "client_secret", value, r->section->client_secret,
	    sizeof(r->section->client_secret), e);
}

static enum rc
set_verify(struct config_reader *r, const char *value, struct err *e)
{
	static const char prefix[] = "whsec_";
	struct channel_config *s = r->section;
	struct config_key *key = &s->keys[s->key_count];

	if (s->key_count == CONFIG_KEYS_MAX)
		return config_fail(r, e, say("a channel has at most %d keys"), CONFIG_KEYS_MAX);
	if (!str_starts(value, prefix) || !secret_from_base64(value + sizeof(prefix) - 1,
	    key->bytes, sizeof(key->bytes), &key->len) || key->len < KEY_BYTES_MIN)
		return config_fail(r, e, say("verify must be whsec_ and %d to %d bytes in base64"),
		    KEY_BYTES_MIN, CONFIG_KEY_BYTES_MAX);
	s->key_count++;
	return RC_OK;
}

/* Appends path, seen from the folder of the file being read. */
static void
add_beside(const struct config_reader *r, const char *path, struct buf *out)
{
	const char *slash = strrchr(r->path, '/');

	if (path[0] != '/' && slash != NULL)
		buf_add(out, r->path, (size_t)(slash - r->path) + 1);
	buf_puts(out, path);
}

typedef enum rc (*setter)(struct config_reader *r, const char *value, struct err *e);

/* Sets what stands alone in a file that nobody else may read. */
static enum rc
set_from_file(struct config_reader *r, const char *value, setter set, struct err *e)
{
	struct buf path = { 0 }, text = { 0 };
	struct err why;
	enum rc rc;

	add_beside(r, value, &path);
	if (config_read_private(buf_str(&path), &text, &why) != RC_OK)
		rc = config_fail(r, e, "%s", why.text);
	else
		rc = set(r, config_trim(text.data), e);
	if (text.data != NULL)
		explicit_bzero(text.data, text.cap);
	buf_release(&text);
	buf_release(&path);
	return rc;
}

static enum rc
set_token_file(struct config_reader *r, const char *value, struct err *e)
{
	return set_from_file(r, value, set_token, e);
}

static enum rc
set_client_secret_file(struct config_reader *r, const char *value, struct err *e)
{
	return set_from_file(r, value, set_client_secret, e);
}

static enum rc
set_ca_file(struct config_reader *r, const char *value, struct err *e)
{
	struct buf path = { 0 };
	bool is_whole;

	add_beside(r, value, &path);
	is_whole = str_fill(r->section->ca_file, sizeof(r->section->ca_file), buf_str(&path));
	buf_release(&path);
	if (!is_whole)
		return config_fail(r, e, "%s", say("ca_file is too long"));
	if (access(r->section->ca_file, R_OK) != 0)
		return config_fail(r, e,
		    say("cannot read %s: %s"), r->section->ca_file, strerror(errno));
	return RC_OK;
}

/* The keys of a channel. */
static const struct {
	const char *key;
	setter set;
} keys[] = {
	{ "kind", set_kind },
	{ "url", set_url },
	{ "waits", set_waits },
	{ "agency", set_agency },
	{ "queue", set_queue },
	{ "service", set_service },
	{ "address", set_address },
	{ "regions", set_regions },
	{ "every", set_every },
	{ "token", set_token },
	{ "token_file", set_token_file },
	{ "token_url", set_token_url },
	{ "client_id", set_client_id },
	{ "client_secret", set_client_secret },
	{ "client_secret_file", set_client_secret_file },
	{ "verify", set_verify },
	{ "ca_file", set_ca_file },
};

const char *
config_key_name(size_t i)
{
	return i < sizeof(keys) / sizeof(keys[0]) ? keys[i].key : NULL;
}

enum rc
config_key_set(struct config_reader *r, const char *key, const char *value, bool *is_known,
    struct err *e)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		*is_known = str_eq(keys[i].key, key);
		if (*is_known)
			return keys[i].set(r, value, e);
	}
	return RC_OK;
}
