/* SPDX-License-Identifier: ISC */
#include "console/channel/public_list.h"

#include <string.h>

#include "storage/clock.h"
#include "storage/text.h"

/* The value of a hexadecimal digit; -1 if it is none. */
static int
hex_digit(char c)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	const char *at = c == '\0' ? NULL : strchr(digits, c);

	return at == NULL ? -1 : (int)(at - digits) % 16;
}

void
public_list_put_key(struct buf *out, const char *key)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	    "0123456789-._~";

	for (; *key != '\0'; key++) {
		if (strchr(plain, *key) != NULL || (*key == '%' && hex_digit(key[1]) >= 0 &&
		    hex_digit(key[2]) >= 0))
			buf_putc(out, *key);
		else
			buf_printf(out, "%%%02X", (unsigned int)(unsigned char)*key);
	}
}

/* Writes stars over every occurrence of word. */
static void
cross_out(char *text, const char *word)
{
	size_t len = strlen(word);

	for (char *at = text; len > 0 && (at = strstr(at, word)) != NULL; at += len)
		memset(at, '*', len);
}

static void
wipe(struct buf *b)
{
	if (b->data != NULL)
		explicit_bzero(b->data, b->len);
	buf_release(b);
}

void
public_list_hide_key(char *text, const char *key)
{
	struct buf encoded = { 0 }, plain = { 0 };

	public_list_put_key(&encoded, key);
	for (const char *at = buf_str(&encoded); *at != '\0'; at++) {
		bool is_coded = *at == '%' && hex_digit(at[1]) >= 0 && hex_digit(at[2]) >= 0;

		buf_putc(&plain, is_coded ? (char)(hex_digit(at[1]) * 16 + hex_digit(at[2])) : *at);
		at += is_coded ? 2 : 0;
	}
	cross_out(text, key);
	cross_out(text, buf_str(&encoded));
	cross_out(text, buf_str(&plain));
	wipe(&plain);
	wipe(&encoded);
}

enum rc
public_list_due(struct sync *s, const struct wire_wake *wake, const char *channel,
    int64_t every_ms, public_list_ask ask, struct err *e)
{
	const struct channel_config *c = config_find(&s->config, channel);
	bool is_named = wake != NULL && str_eq(wake->channel, channel);
	struct wire_sync_report report = { .channel = "" };
	struct feed_memory *m;
	int64_t now_ms = clock_monotonic_ms();
	struct err why = { 0 };
	enum rc rc;

	if (c == NULL && !is_named)
		return RC_OK;
	(void)str_fill(report.channel, sizeof(report.channel), channel);
	m = sync_feed(s, channel, "");
	if (!is_named && ((wake != NULL && wake->channel[0] != '\0') ||
	    (m->waits_at_ms != 0 && now_ms - m->waits_at_ms < every_ms)))
		return RC_OK;
	m->waits_at_ms = now_ms;
	if (c == NULL) {
		sync_explain(s, channel, report.error, sizeof(report.error));
	} else {
		rc = ask(s, c, wake != NULL && wake->is_test, &why, &report, e);
		if (rc != RC_OK)
			return rc;
		public_list_hide_key(why.text, c->token);
		(void)str_fill(report.error, sizeof(report.error), why.text);
	}
	log_event(report.error[0] == '\0' ? LOG_INFO_LEVEL : LOG_WARN_LEVEL, channel, "well",
	    report.error[0] == '\0' ? "yes" : "no", NULL);
	sync_bill(s, channel, &report);
	rc = office_ask(s->office, MESSAGE_SYNC_REPORT, &report, MESSAGE_OK, NULL, e);
	return rc != RC_OK && office_is_lost(s->office) ? rc : RC_OK;
}
