/* SPDX-License-Identifier: ISC */
#include "console/channel/config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "storage/secret.h"
#include "storage/text.h"

#define NAME_BYTES "abcdefghijklmnopqrstuvwxyz0123456789-_"
#define ALNUM_BYTES "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
#define URL_BYTES ALNUM_BYTES "-._~:/[]%"
#define KEY_BYTES_MIN 24

/* The reading under way. */
struct reader {
	const char *path;
	int line;
	struct config *config;
	struct channel_config *section;	/* NULL before the first */
};

static enum rc fail(const struct reader *r, struct err *e, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

static enum rc
fail(const struct reader *r, struct err *e, const char *fmt, ...)
{
	struct buf sentence = { 0 };
	enum rc rc;
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&sentence, fmt, ap);
	va_end(ap);
	rc = err_set(e, RC_USAGE, "%s:%d: %s", r->path, r->line, buf_str(&sentence));
	buf_release(&sentence);
	return rc;
}

/* Whether an open file is ours alone. */
static enum rc
check_private(int fd, const char *path, struct err *e)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return err_set(e, RC_USAGE, say("cannot look at %s: %s"), path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return err_set(e, RC_USAGE, say("%s is not a file"), path);
	if (st.st_uid != geteuid())
		return err_set(e, RC_USAGE,
		    say("%s must belong to uid %ld, which reads it, but belongs to uid %ld"), path,
		    (long)geteuid(), (long)st.st_uid);
	if ((st.st_mode & 077) != 0)
		return err_set(e, RC_USAGE,
		    say("%s holds secrets but its mode is %04o; run: chmod 600 %s"), path,
		    (unsigned int)(st.st_mode & 07777), path);
	return RC_OK;
}

/* Appends the bytes of a file that nobody else may read. */
static enum rc
read_private(const char *path, struct buf *out, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	enum rc rc;
	ssize_t n;

	if (fd < 0)
		return err_set(e, RC_USAGE, say("cannot open %s: %s"), path, strerror(errno));
	rc = check_private(fd, path, e);
	if (rc != RC_OK)
		goto out;
	do {
		buf_reserve(out, 4096);
		n = read(fd, out->data + out->len, 4096);
		if (n > 0)
			out->len += (size_t)n;
	} while ((n > 0 && out->len <= CONFIG_BYTES_MAX) || (n < 0 && errno == EINTR));
	buf_reserve(out, 1);
	out->data[out->len] = '\0';
	if (n < 0)
		rc = err_set(e, RC_USAGE, say("cannot read %s: %s"), path, strerror(errno));
	else if (out->len > CONFIG_BYTES_MAX)
		rc = err_set(e, RC_USAGE, say("%s is larger than %d bytes"), path,
		    CONFIG_BYTES_MAX);
	else if (memchr(out->data, '\0', out->len) != NULL)
		rc = err_set(e, RC_USAGE, say("%s is not a text file"), path);
out:
	close(fd);
	return rc;
}

/* Cuts the blanks around s off, in place. */
static char *
trim(char *s)
{
	size_t len;

	s += strspn(s, " \t\r\n");
	for (len = strlen(s); len > 0 && strchr(" \t\r\n", s[len - 1]) != NULL; len--)
		continue;
	s[len] = '\0';
	return s;
}

/* Checks an address and copies it, without the slashes at its end. */
static enum rc
take_url(struct reader *r, const char *key, const char *value, char *to, size_t cap, struct err *e)
{
	const char *host = strstr(value, "://");
	size_t len = strlen(value);

	if (!str_starts(value, "https://") && !str_starts(value, "http://"))
		return fail(r, e,
		    say("%s must begin with https:// (http:// in practice offices)"), key);
	host += 3;
	if (strchr(host, '@') != NULL)
		return fail(r, e, say("%s must not carry a user name or password"), key);
	if (strchr(host, '#') != NULL)
		return fail(r, e, say("%s must not have a fragment (#)"), key);
	if (strspn(host, URL_BYTES) != strlen(host) ||
	    strchr("/:", host[0]) != NULL)
		return fail(r, e, say("%s must be a host and a path, nothing else"), key);
	while (len > 0 && value[len - 1] == '/')
		len--;
	if (len >= cap)
		return fail(r, e, say("%s is too long"), key);
	memcpy(to, value, len);
	to[len] = '\0';
	return RC_OK;
}

static enum rc
set_url(struct reader *r, const char *value, struct err *e)
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
set_kind(struct reader *r, const char *value, struct err *e)
{
	for (int i = 0; i < CHANNEL_KIND__COUNT; i++)
		if (str_eq(kind_names[i], value)) {
			r->section->kind = (enum channel_kind)i;
			return RC_OK;
		}
	return fail(r, e, "%s", say("kind must be relay, open311, rt or drop"));
}

/* Copies a text of one line, blanks and Hangul too. */
static enum rc
take_text(struct reader *r, const char *key, const char *value, char *to, size_t cap, struct err *e)
{
	if (value[0] == '\0' || !utf8_valid(value, strlen(value), NULL) || !str_fill(to, cap, value))
		return fail(r, e, say("%s is empty or too long"), key);
	return RC_OK;
}

static enum rc
set_agency(struct reader *r, const char *value, struct err *e)
{
	if (strspn(value, ALNUM_BYTES "-_ ") != strlen(value))
		return fail(r, e, "%s", say("agency takes codes with blanks between"));
	return take_text(r, "agency", value, r->section->agency, sizeof(r->section->agency), e);
}

static enum rc
set_queue(struct reader *r, const char *value, struct err *e)
{
	return take_text(r, "queue", value, r->section->queue, sizeof(r->section->queue), e);
}

static enum rc
set_service(struct reader *r, const char *value, struct err *e)
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
set_regions(struct reader *r, const char *value, struct err *e)
{
	for (const char *at = value; !str_eq(value, "all") && *at != '\0';) {
		size_t len = strcspn(at, " ");

		if (len > 0 && !is_region(at, len))
			return fail(r, e, "%s", say("regions takes codes of 2 or 5 digits with "
			    "blanks between, or all"));
		at += len + (at[len] == ' ');
	}
	return take_text(r, "regions", value, r->section->regions, sizeof(r->section->regions), e);
}

static enum rc
set_every(struct reader *r, const char *value, struct err *e)
{
	int64_t sec;

	if (!parse_int(value, CONFIG_EVERY_LEAST_SEC, CONFIG_EVERY_MOST_SEC, &sec))
		return fail(r, e, say("every takes seconds, %d to %d"), CONFIG_EVERY_LEAST_SEC,
		    CONFIG_EVERY_MOST_SEC);
	r->section->every_sec = (int)sec;
	return RC_OK;
}

static enum rc
set_address(struct reader *r, const char *value, struct err *e)
{
	return take_text(r, "address", value, r->section->address, sizeof(r->section->address), e);
}

static enum rc
set_waits(struct reader *r, const char *value, struct err *e)
{
	return take_url(r, "waits", value, r->section->waits_url, sizeof(r->section->waits_url), e);
}

static enum rc
set_token_url(struct reader *r, const char *value, struct err *e)
{
	return take_url(r, "token_url", value, r->section->token_url,
	    sizeof(r->section->token_url), e);
}

static enum rc
set_token(struct reader *r, const char *value, struct err *e)
{
	if (r->section->token[0] != '\0')
		return fail(r, e, "%s", say("a channel has one token"));
	/* A service key may stand here as it was issued in encoded form; whether the kind
	 * has such a key is looked at when the section is whole. */
	if (value[0] == '\0' || strspn(value, CONFIG_TOKEN_BYTES "%") != strlen(value))
		return fail(r, e, "%s", say("the token is empty or has bytes that no token has"));
	if (!str_fill(r->section->token, sizeof(r->section->token), value))
		return fail(r, e, "%s", say("the token is too long"));
	return RC_OK;
}

/* Copies what is printable ASCII without blanks. */
static enum rc
take_word(struct reader *r, const char *key, const char *value, char *to, size_t cap, struct err *e)
{
	if (to[0] != '\0')
		return fail(r, e, say("a channel has one %s"), key);
	for (const char *s = value; *s != '\0'; s++)
		if (*s < '!' || *s > '~')
			return fail(r, e, say("%s must be plain ASCII without blanks"), key);
	if (value[0] == '\0' || !str_fill(to, cap, value))
		return fail(r, e, say("%s is empty or too long"), key);
	return RC_OK;
}

static enum rc
set_client_id(struct reader *r, const char *value, struct err *e)
{
	return take_word(r, "client_id", value, r->section->client_id,
	    sizeof(r->section->client_id), e);
}

static enum rc
set_client_secret(struct reader *r, const char *value, struct err *e)
{
	return take_word(r, "client_secret", value, r->section->client_secret,
	    sizeof(r->section->client_secret), e);
}

static enum rc
set_verify(struct reader *r, const char *value, struct err *e)
{
	static const char prefix[] = "whsec_";
	struct channel_config *s = r->section;
	struct config_key *key = &s->keys[s->key_count];

	if (s->key_count == CONFIG_KEYS_MAX)
		return fail(r, e, say("a channel has at most %d keys"), CONFIG_KEYS_MAX);
	if (!str_starts(value, prefix) || !secret_from_base64(value + sizeof(prefix) - 1,
	    key->bytes, sizeof(key->bytes), &key->len) || key->len < KEY_BYTES_MIN)
		return fail(r, e, say("verify must be whsec_ and %d to %d bytes in base64"),
		    KEY_BYTES_MIN, CONFIG_KEY_BYTES_MAX);
	s->key_count++;
	return RC_OK;
}

/* Appends path, seen from the folder of the file being read. */
static void
add_beside(const struct reader *r, const char *path, struct buf *out)
{
	const char *slash = strrchr(r->path, '/');

	if (path[0] != '/' && slash != NULL)
		buf_add(out, r->path, (size_t)(slash - r->path) + 1);
	buf_puts(out, path);
}

typedef enum rc (*setter)(struct reader *r, const char *value, struct err *e);

/* Sets what stands alone in a file that nobody else may read. */
static enum rc
set_from_file(struct reader *r, const char *value, setter set, struct err *e)
{
	struct buf path = { 0 }, text = { 0 };
	struct err why;
	enum rc rc;

	add_beside(r, value, &path);
	if (read_private(buf_str(&path), &text, &why) != RC_OK)
		rc = fail(r, e, "%s", why.text);
	else
		rc = set(r, trim(text.data), e);
	if (text.data != NULL)
		explicit_bzero(text.data, text.cap);
	buf_release(&text);
	buf_release(&path);
	return rc;
}

static enum rc
set_token_file(struct reader *r, const char *value, struct err *e)
{
	return set_from_file(r, value, set_token, e);
}

static enum rc
set_client_secret_file(struct reader *r, const char *value, struct err *e)
{
	return set_from_file(r, value, set_client_secret, e);
}

static enum rc
set_ca_file(struct reader *r, const char *value, struct err *e)
{
	struct buf path = { 0 };
	bool is_whole;

	add_beside(r, value, &path);
	is_whole = str_fill(r->section->ca_file, sizeof(r->section->ca_file), buf_str(&path));
	buf_release(&path);
	if (!is_whole)
		return fail(r, e, "%s", say("ca_file is too long"));
	if (access(r->section->ca_file, R_OK) != 0)
		return fail(r, e, say("cannot read %s: %s"), r->section->ca_file, strerror(errno));
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

/* A tracker is asked for agencies, in a queue, as a user or with a token. */
static enum rc
end_rt(struct reader *r, struct err *e)
{
	const struct channel_config *s = r->section;
	bool has_user = s->client_id[0] != '\0' && s->client_secret[0] != '\0';

	if (s->agency[0] == '\0' || s->queue[0] == '\0')
		return fail(r, e, say("channel %s needs agency and queue"), s->channel);
	if ((s->token[0] != '\0') == has_user || s->token_url[0] != '\0')
		return fail(r, e, say("channel %s needs a token, or client_id and client_secret"),
		    s->channel);
	return RC_OK;
}

/* Whether what stands as token is the service key of data.go.kr. */
static bool
has_service_key(const struct channel_config *s)
{
	return s->kind == CHANNEL_SPECIALDAYS || s->kind == CHANNEL_GOV24SVC ||
	    s->kind == CHANNEL_CSO;
}

/* Whether the section that ends here is whole. */
static enum rc
end_section(struct reader *r, struct err *e)
{
	const struct channel_config *s = r->section;

	if (s == NULL)
		return RC_OK;
	r->line = s->line;
	if (s->kind == CHANNEL_DROP)
		return drop_config_lacks(&s->drop) == NULL ? RC_OK :
		    fail(r, e, "%s: %s", s->channel, drop_config_lacks(&s->drop));
	if (s->url[0] == '\0')
		return fail(r, e, say("channel %s has no url"), s->channel);
	if (strchr(s->token, '%') != NULL && !has_service_key(s))
		return fail(r, e, "%s", say("the token is empty or has bytes that no token has"));
	if (s->kind == CHANNEL_RT)
		return end_rt(r, e);
	if (s->kind == CHANNEL_OPEN311 && s->agency[0] != '\0' &&
	    (s->service[0] == '\0' || s->address[0] == '\0'))
		return fail(r, e, say("channel %s with an agency needs service and address"),
		    s->channel);
	if (s->token_url[0] == '\0' && s->client_id[0] == '\0' && s->client_secret[0] == '\0') {
		if (s->token[0] == '\0' && s->kind != CHANNEL_OPEN311)
			return fail(r, e, say("channel %s has no token, token_file or token_url"),
			    s->channel);
		return RC_OK;
	}
	if (s->token[0] != '\0')
		return fail(r, e, say("channel %s has a token and asks token_url for one"),
		    s->channel);
	if (s->token_url[0] == '\0' || s->client_id[0] == '\0' || s->client_secret[0] == '\0')
		return fail(r, e, say("channel %s needs token_url, client_id and client_secret "
		    "together"), s->channel);
	return RC_OK;
}

static enum rc
begin_section(struct reader *r, char *line, struct err *e)
{
	struct config *c = r->config;
	size_t len = strlen(line);
	int number = r->line;
	enum rc rc = end_section(r, e);
	char *name;

	if (rc != RC_OK)
		return rc;
	r->line = number;
	if (line[len - 1] != ']')
		return fail(r, e, "%s", say("a channel's line looks like [gov24]"));
	line[len - 1] = '\0';
	name = trim(line + 1);
	if (name[0] == '\0' || strspn(name, NAME_BYTES) != strlen(name) ||
	    strlen(name) >= sizeof(r->section->channel))
		return fail(r, e, "%s",
		    say("a channel's code has small letters, digits and - only"));
	if (config_find(c, name) != NULL)
		return fail(r, e, say("channel %s stands here twice"), name);
	c->channels = x_realloc(c->channels, c->count + 1, sizeof(*c->channels));
	r->section = &c->channels[c->count++];
	*r->section = (struct channel_config){ .line = r->line, .drop = drop_config_plain };
	str_fill(r->section->channel, sizeof(r->section->channel), name);
	return RC_OK;
}

static enum rc
fail_unknown(const struct reader *r, const char *key, struct err *e)
{
	struct buf known = { 0 };
	enum rc rc;

	if (strspn(key, NAME_BYTES) != strlen(key))
		key = "?";
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		buf_printf(&known, "%s%s", i > 0 ? ", " : "", keys[i].key);
	for (size_t i = 0; drop_config_key(i) != NULL; i++)
		buf_printf(&known, ", %s", drop_config_key(i));
	rc = fail(r, e, say("unknown key %.40s; known: %s"), key, buf_str(&known));
	buf_release(&known);
	return rc;
}

static enum rc
read_line(struct reader *r, char *text, struct err *e)
{
	char *line = trim(text), *value, *key;
	const char *wrong;
	bool is_known;

	if (line[0] == '\0' || line[0] == '#')
		return RC_OK;
	if (line[0] == '[')
		return begin_section(r, line, e);
	value = strchr(line, '=');
	if (value == NULL)
		return fail(r, e, "%s", say("a line is [channel], key = value or a # comment"));
	*value++ = '\0';
	key = trim(line);
	if (r->section == NULL)
		return fail(r, e, "%s", say("a [channel] line must come first"));
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (str_eq(keys[i].key, key))
			return keys[i].set(r, trim(value), e);
	wrong = drop_config_set(&r->section->drop, r->path, key, trim(value), &is_known);
	if (wrong != NULL)
		return fail(r, e, "%s", wrong);
	return is_known ? RC_OK : fail_unknown(r, key, e);
}

enum rc
config_read(const char *path, struct config *out, struct err *e)
{
	struct reader r = { .path = path, .config = out };
	struct buf text = { 0 };
	enum rc rc;
	char *rest, *line;

	*out = (struct config){ 0 };
	rc = read_private(path, &text, e);
	rest = text.data;
	while (rc == RC_OK && (line = strsep(&rest, "\n")) != NULL) {
		r.line++;
		rc = read_line(&r, line, e);
	}
	if (rc == RC_OK)
		rc = end_section(&r, e);
	if (text.data != NULL)
		explicit_bzero(text.data, text.cap);
	buf_release(&text);
	if (rc != RC_OK)
		config_release(out);
	return rc;
}

const struct channel_config *
config_find(const struct config *c, const char *channel)
{
	for (size_t i = 0; i < c->count; i++)
		if (str_eq(c->channels[i].channel, channel))
			return &c->channels[i];
	return NULL;
}

void
config_release(struct config *c)
{
	if (c->channels != NULL)
		explicit_bzero(c->channels, c->count * sizeof(*c->channels));
	free(c->channels);
	*c = (struct config){ 0 };
}
