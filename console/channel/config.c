/* SPDX-License-Identifier: ISC */
#include "console/channel/config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "console/channel/config_inside.h"
#include "storage/text.h"

#define NAME_BYTES "abcdefghijklmnopqrstuvwxyz0123456789-_"

enum rc
config_fail(const struct config_reader *r, struct err *e, const char *fmt, ...)
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

enum rc
config_read_private(const char *path, struct buf *out, struct err *e)
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

char *
config_trim(char *s)
{
	size_t len;

	s += strspn(s, " \t\r\n");
	for (len = strlen(s); len > 0 && strchr(" \t\r\n", s[len - 1]) != NULL; len--)
		continue;
	s[len] = '\0';
	return s;
}

/* A tracker is asked for agencies, in a queue, as a user or with a token. */
static enum rc
end_rt(struct config_reader *r, struct err *e)
{
	const struct channel_config *s = r->section;
	bool has_user = s->client_id[0] != '\0' && s->client_secret[0] != '\0';

	if (s->agency[0] == '\0' || s->queue[0] == '\0')
		return config_fail(r, e, say("channel %s needs agency and queue"), s->channel);
	if ((s->token[0] != '\0') == has_user || s->token_url[0] != '\0')
		return config_fail(r, e,
		    say("channel %s needs a token, or client_id and client_secret"),
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
end_section(struct config_reader *r, struct err *e)
{
	const struct channel_config *s = r->section;

	if (s == NULL)
		return RC_OK;
	r->line = s->line;
	if (s->kind == CHANNEL_DROP)
		return drop_config_lacks(&s->drop) == NULL ? RC_OK :
		    config_fail(r, e, "%s: %s", s->channel, drop_config_lacks(&s->drop));
	if (s->url[0] == '\0')
		return config_fail(r, e, say("channel %s has no url"), s->channel);
	if (strchr(s->token, '%') != NULL && !has_service_key(s))
		return config_fail(r, e, "%s",
		    say("the token is empty or has bytes that no token has"));
	if (s->kind == CHANNEL_RT)
		return end_rt(r, e);
	if (s->kind == CHANNEL_OPEN311 && s->agency[0] != '\0' &&
	    (s->service[0] == '\0' || s->address[0] == '\0'))
		return config_fail(r, e, say("channel %s with an agency needs service and address"),
		    s->channel);
	if (s->token_url[0] == '\0' && s->client_id[0] == '\0' && s->client_secret[0] == '\0') {
		if (s->token[0] == '\0' && s->kind != CHANNEL_OPEN311)
			return config_fail(r, e,
			    say("channel %s has no token, token_file or token_url"),
			    s->channel);
		return RC_OK;
	}
	if (s->token[0] != '\0')
		return config_fail(r, e, say("channel %s has a token and asks token_url for one"),
		    s->channel);
	if (s->token_url[0] == '\0' || s->client_id[0] == '\0' || s->client_secret[0] == '\0')
		return config_fail(r, e,
		    say("channel %s needs token_url, client_id and client_secret "
		    "together"), s->channel);
	return RC_OK;
}

static enum rc
begin_section(struct config_reader *r, char *line, struct err *e)
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
		return config_fail(r, e, "%s", say("a channel's line looks like [gov24]"));
	line[len - 1] = '\0';
	name = config_trim(line + 1);
	if (name[0] == '\0' || strspn(name, NAME_BYTES) != strlen(name) ||
	    strlen(name) >= sizeof(r->section->channel))
		return config_fail(r, e, "%s",
		    say("a channel's code has small letters, digits and - only"));
	if (config_find(c, name) != NULL)
		return config_fail(r, e, say("channel %s stands here twice"), name);
	c->channels = x_realloc(c->channels, c->count + 1, sizeof(*c->channels));
	r->section = &c->channels[c->count++];
	*r->section = (struct channel_config){ .line = r->line, .drop = drop_config_plain };
	str_fill(r->section->channel, sizeof(r->section->channel), name);
	return RC_OK;
}

static enum rc
fail_unknown(const struct config_reader *r, const char *key, struct err *e)
{
	struct buf known = { 0 };
	enum rc rc;

	if (strspn(key, NAME_BYTES) != strlen(key))
		key = "?";
	for (size_t i = 0; config_key_name(i) != NULL; i++)
		buf_printf(&known, "%s%s", i > 0 ? ", " : "", config_key_name(i));
	for (size_t i = 0; drop_config_key(i) != NULL; i++)
		buf_printf(&known, ", %s", drop_config_key(i));
	rc = config_fail(r, e, say("unknown key %.40s; known: %s"), key, buf_str(&known));
	buf_release(&known);
	return rc;
}

static enum rc
read_line(struct config_reader *r, char *text, struct err *e)
{
	char *line = config_trim(text), *value, *key;
	const char *wrong;
	bool is_known;
	enum rc rc;

	if (line[0] == '\0' || line[0] == '#')
		return RC_OK;
	if (line[0] == '[')
		return begin_section(r, line, e);
	value = strchr(line, '=');
	if (value == NULL)
		return config_fail(r, e, "%s",
		    say("a line is [channel], key = value or a # comment"));
	*value++ = '\0';
	key = config_trim(line);
	if (r->section == NULL)
		return config_fail(r, e, "%s", say("a [channel] line must come first"));
	rc = config_key_set(r, key, config_trim(value), &is_known, e);
	if (is_known)
		return rc;
	wrong = drop_config_set(&r->section->drop, r->path, key, config_trim(value), &is_known);
	if (wrong != NULL)
		return config_fail(r, e, "%s", wrong);
	return is_known ? RC_OK : fail_unknown(r, key, e);
}

enum rc
config_read(const char *path, struct config *out, struct err *e)
{
	struct config_reader r = { .path = path, .config = out };
	struct buf text = { 0 };
	enum rc rc;
	char *rest, *line;

	*out = (struct config){ 0 };
	rc = config_read_private(path, &text, e);
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
