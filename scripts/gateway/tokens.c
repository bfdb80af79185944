/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/tokens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "scripts/gateway/sign.h"
#include "storage/secret.h"

#define TOKENS_MAX 256
#define FIELD_BYTES_MAX 129

/* One token that was handed out; the oldest makes room for the newest. */
struct token {
	char value[33];
	int64_t until_at;
};

struct tokens {
	struct token_rules rules;
	struct token ring[TOKENS_MAX];
	size_t issued;
};

struct tokens *
tokens_new(const struct token_rules *rules)
{
	struct tokens *t = x_zalloc(1, sizeof(*t));

	t->rules = *rules;
	return t;
}

void
tokens_free(struct tokens *t)
{
	free(t);
}

/* Compares without telling by its time how much was right. */
static bool
is_same_secret(const char *a, const char *b)
{
	char x[65], y[65];
	unsigned char differs = 0;

	secret_sha256(a, strlen(a), x);
	secret_sha256(b, strlen(b), y);
	for (size_t i = 0; i < 64; i++)
		differs |= (unsigned char)(x[i] ^ y[i]);
	return differs == 0;
}

/* What follows the scheme in an Authorization header; NULL if it is another. */
static const char *
credentials(const char *header, const char *scheme)
{
	size_t len = strlen(scheme);

	return header != NULL && strncasecmp(header, scheme, len) == 0 && header[len] == ' ' ?
	    header + len + 1 : NULL;
}

enum token_state
tokens_check(const struct tokens *t, const char *header, int64_t now_at)
{
	const char *value = credentials(header, "Bearer");

	if (value == NULL)
		return TOKEN_MISSING;
	if (!str_empty(t->rules.standing) && is_same_secret(value, t->rules.standing))
		return TOKEN_GOOD;
	for (size_t i = 0; i < TOKENS_MAX && i < t->issued; i++) {
		if (is_same_secret(value, t->ring[i].value))
			return now_at < t->ring[i].until_at ? TOKEN_GOOD : TOKEN_OVER;
	}
	return TOKEN_WRONG;
}

static int
hex_digit(char c)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	const char *at = c == '\0' ? NULL : strchr(digits, c);

	return at == NULL ? -1 : (int)((at - digits) % 16);
}

/* The field of a form, decoded; "" where it is missing or too long. */
static void
form_field(const char *form, const char *name, char to[FIELD_BYTES_MAX])
{
	size_t name_len = strlen(name), n = 0;
	const char *p = form;

	to[0] = '\0';
	while (strncmp(p, name, name_len) != 0 || p[name_len] != '=') {
		p = strchr(p, '&');
		if (p++ == NULL)
			return;
	}
	for (p += name_len + 1; *p != '\0' && *p != '&'; p++) {
		char c = *p == '+' ? ' ' : *p;

		if (*p == '%' && hex_digit(p[1]) >= 0 && hex_digit(p[2]) >= 0) {
			c = (char)(hex_digit(p[1]) * 16 + hex_digit(p[2]));
			p += 2;
		}
		if (n + 1 >= FIELD_BYTES_MAX || c == '\0') {
			to[0] = '\0';
			return;
		}
		to[n++] = c;
	}
	to[n] = '\0';
}

/* Whether the caller is the client, by HTTP Basic or by the form. */
static bool
is_client(const struct tokens *t, const char *header, const char *form)
{
	const char *basic = credentials(header, "Basic");
	char id[FIELD_BYTES_MAX], secret[FIELD_BYTES_MAX], pair[2 * FIELD_BYTES_MAX + 1] = "";
	size_t len = 0;

	if (str_empty(t->rules.client))
		return false;
	if (basic != NULL) {
		if (!base64_decode(basic, (unsigned char *)pair, sizeof(pair) - 1, &len))
			return false;
		pair[len] = '\0';
	} else {
		form_field(form, "client_id", id);
		form_field(form, "client_secret", secret);
		snprintf(pair, sizeof(pair), "%s:%s", id, secret);
	}
	return is_same_secret(pair, t->rules.client);
}

static int
refuse(int status, const char *word, struct buf *out)
{
	buf_printf(out, "{\"error\":\"%s\"}", word);
	return status;
}

int
tokens_issue(struct tokens *t, const char *header, const char *form, int64_t now_at,
    struct buf *out)
{
	struct token *token = &t->ring[t->issued % TOKENS_MAX];
	char grant[FIELD_BYTES_MAX], scope[FIELD_BYTES_MAX];

	form_field(form, "grant_type", grant);
	form_field(form, "scope", scope);
	if (grant[0] == '\0')
		return refuse(400, "invalid_request", out);
	if (!str_eq(grant, "client_credentials"))
		return refuse(400, "unsupported_grant_type", out);
	if (!is_client(t, header, form))
		return refuse(401, "invalid_client", out);
	if (scope[0] != '\0' && !str_eq(scope, "relay"))
		return refuse(400, "invalid_scope", out);
	secret_op_key(token->value);
	token->until_at = now_at + t->rules.life_sec;
	t->issued++;
	buf_printf(out, "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%lld,"
	    "\"scope\":\"relay\"}", token->value, (long long)t->rules.life_sec);
	return 200;
}
