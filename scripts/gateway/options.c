/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/options.h"

#include <stddef.h>
#include <string.h>

#include "scripts/gateway/applications.h"
#include "scripts/gateway/faults.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define TOKEN_LIFE_SEC 300

enum value {
	VALUE_NONE,	/* sets a bool */
	VALUE_TEXT,	/* sets a const char * */
	VALUE_NUMBER,	/* sets an int64_t within [0, max] */
};

/* One row per option: how it is written, where it goes, what it does. */
static const struct row {
	const char *name;
	const char *value_name;
	enum value value;
	size_t field;
	int64_t max;
	const char *help;
} rows[] = {
	{ "port", "N", VALUE_NUMBER, offsetof(struct options, port), 65535,
	  "listen on 127.0.0.1:N; 0 (default) takes a free port" },
	{ "token", "TOKEN", VALUE_TEXT, offsetof(struct options, token), 0,
	  "the bearer token every caller must bring" },
	{ "token-file", "FILE", VALUE_TEXT, offsetof(struct options, token_file), 0,
	  "read the token from the first line of FILE" },
	{ "client", "ID:SECRET", VALUE_TEXT, offsetof(struct options, client), 0,
	  "the client that may fetch tokens by OAuth2 client credentials" },
	{ "token-life", "SEC", VALUE_NUMBER, offsetof(struct options, token_life), 86400,
	  "how long such a token is good (default 300)" },
	{ "sign", "KEY[,KEY2]", VALUE_TEXT, offsetof(struct options, sign), 0,
	  "sign answers under whsec_… keys, the newest first" },
	{ "store", "FILE", VALUE_TEXT, offsetof(struct options, store), 0,
	  "remember requests, effects and keys in FILE (default: in memory)" },
	{ "seed", "N", VALUE_NUMBER, offsetof(struct options, seed), INT64_MAX,
	  "what applications and faults are drawn from (default 1)" },
	{ "applications", "N", VALUE_NUMBER, offsetof(struct options, applications),
	  APPLICATIONS_MAX, "how many applications to make (default 200)" },
	{ "until", "INSTANT", VALUE_TEXT, offsetof(struct options, until), 0,
	  "they arrived on the three working days up to INSTANT (default now)" },
	{ "ledger", "FILE", VALUE_TEXT, offsetof(struct options, ledger), 0,
	  "append one JSON line to FILE for every effect accepted" },
	{ "inject", "FILE", VALUE_TEXT, offsetof(struct options, inject), 0,
	  "serve each line of FILE, channel TAB region TAB bytes, among the events" },
	{ "release", "FILE", VALUE_TEXT, offsetof(struct options, release), 0,
	  "publish each line of FILE, a FormRelease, in the feeds that it is for" },
	{ "dump-people", "FILE", VALUE_TEXT, offsetof(struct options, dump_people), 0,
	  "write the plain truth about every application to FILE" },
	{ "reply", "PERCENT", VALUE_NUMBER, offsetof(struct options, play.reply), 100,
	  "supplements that get a reply" },
	{ "withdraw", "PERCENT", VALUE_NUMBER, offsetof(struct options, play.withdraw), 100,
	  "requests withdrawn, half of them when a decision arrives" },
	{ "update", "PERCENT", VALUE_NUMBER, offsetof(struct options, play.update), 100,
	  "requests whose answers change unasked" },
	{ "satisfaction", "PERCENT", VALUE_NUMBER, offsetof(struct options, play.satisfaction), 100,
	  "decisions that are rated" },
	{ "answer", "PERCENT", VALUE_NUMBER, offsetof(struct options, play.answer), 100,
	  "escalations answered, one in five returned; above 0, all are acknowledged" },
	{ "attach", "PERCENT", VALUE_NUMBER, offsetof(struct options, play.attach), 100,
	  "applications and replies with attachments" },
	{ "attach-bytes", "N", VALUE_NUMBER, offsetof(struct options, play.attach_bytes),
	  20 << 20, "bytes that an attachment has at least" },
	{ "transcript", "PERCENT", VALUE_NUMBER, offsetof(struct options, play.transcript), 100,
	  "applications of seoul-chatbot with what was said before" },
	{ "consult", "PERCENT", VALUE_NUMBER, offsetof(struct options, play.consult), 100,
	  "applications of seoul-chatbot whose applicants want to talk to the desk" },
	{ "publish", "N", VALUE_NUMBER, offsetof(struct options, play.publish), 1000,
	  "releases of forms and holidays among the applications" },
	{ "cso", "FILE", VALUE_TEXT, offsetof(struct options, cso), 0,
	  "play 민원실's waiting figures (/B551982/cso_v2) the way the first line of FILE says" },
	{ "cso-key", "KEY", VALUE_TEXT, offsetof(struct options, cso_key), 0,
	  "the service key that is registered there (default: any)" },
	{ "keep", "N", VALUE_NUMBER, offsetof(struct options, keep), INT32_MAX,
	  "answer 410 to a cursor with more than N events behind it" },
	{ "require-if-match", NULL, VALUE_NONE, offsetof(struct options, needs_if_match), 0,
	  "answer 428 to a patch without If-Match" },
	{ "drop-every", "SEC", VALUE_NUMBER, offsetof(struct options, drop_every), 86400,
	  "close every connection that is older than SEC" },
	{ "bytes", NULL, VALUE_NONE, offsetof(struct options, wants_bytes), 0,
	  "print the bytes on the wire at the end" },
	{ "fault", "LIST", VALUE_TEXT, offsetof(struct options, faults), 0,
	  "misfortunes in percent of requests, as in cut=10,5xx=5" },
	{ "throttle", "BYTES", VALUE_NUMBER, offsetof(struct options, throttle), INT32_MAX,
	  "send each answer with that many bytes a second" },
	{ "help", NULL, VALUE_NONE, offsetof(struct options, wants_help), 0, "print this" },
	{ "version", NULL, VALUE_NONE, offsetof(struct options, wants_version), 0,
	  "print the version" },
};

static const struct row *
find_row(const char *name, size_t len)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		if (strlen(rows[i].name) == len && memcmp(rows[i].name, name, len) == 0)
			return &rows[i];
	}
	return NULL;
}

static enum rc
set_value(const struct row *row, const char *value, struct options *out, struct err *e)
{
	char *field = (char *)out + row->field;
	int64_t number;

	switch (row->value) {
	case VALUE_NONE:
		*(bool *)(void *)field = true;
		break;
	case VALUE_TEXT:
		*(const char **)(void *)field = value;
		break;
	case VALUE_NUMBER:
		if (!parse_int(value, 0, row->max, &number))
			return err_set(e, RC_USAGE, "--%s: \"%s\" is no number from 0 to %lld", row->name,
			    value, (long long)row->max);
		*(int64_t *)(void *)field = number;
		break;
	}
	return RC_OK;
}

enum rc
options_read(int argc, char **argv, struct options *out, struct err *e)
{
	*out = (struct options){ .seed = -1, .applications = -1,
		.token_life = TOKEN_LIFE_SEC };
	for (int i = 1; i < argc; i++) {
		const char *name = str_starts(argv[i], "--") ? argv[i] + 2 : "";
		size_t len = strcspn(name, "=");
		const struct row *row = find_row(name, len);
		const char *value = name[len] == '=' ? name + len + 1 : NULL;
		enum rc rc;

		if (row == NULL)
			return err_set(e, RC_USAGE, "there is no option \"%s\"; see --help", argv[i]);
		if (row->value == VALUE_NONE && value != NULL)
			return err_set(e, RC_USAGE, "--%s takes no value", row->name);
		if (row->value != VALUE_NONE && value == NULL)
			value = ++i < argc ? argv[i] : NULL;
		if (row->value != VALUE_NONE && value == NULL)
			return err_set(e, RC_USAGE, "--%s needs %s", row->name, row->value_name);
		rc = set_value(row, value, out, e);
		if (rc != RC_OK)
			return rc;
	}
	if (out->wants_help || out->wants_version)
		return RC_OK;
	if (out->token != NULL && out->token_file != NULL)
		return err_set(e, RC_USAGE, "--token or --token-file, not both");
	if (out->token == NULL && out->token_file == NULL && out->client == NULL)
		return err_set(e, RC_USAGE, "one of --token, --token-file and --client is needed");
	if (out->client != NULL && (out->client[0] == ':' || strchr(out->client, ':') == NULL))
		return err_set(e, RC_USAGE, "--client is ID:SECRET");
	return RC_OK;
}

void
options_help(struct buf *out)
{
	buf_puts(out, "usage: minwon-gateway --token TOKEN [OPTION]…\n\n"
	    "The reference central relay, for practice, tests and load. It prints one\n"
	    "line, \"listening 127.0.0.1:PORT\", and ends on SIGTERM or SIGINT.\n\n");
	for (size_t i = 0; i < COUNT(rows); i++) {
		char left[40];

		str_fill(left, sizeof(left), rows[i].name);
		if (rows[i].value_name != NULL) {
			size_t len = strlen(left);

			left[len] = ' ';
			str_fill(left + len + 1, sizeof(left) - len - 1, rows[i].value_name);
		}
		buf_printf(out, "  --%-22s %s\n", left, rows[i].help);
	}
	buf_puts(out, "\nFaults, each with =PERCENT of the requests (without it, all of them):\n\n");
	for (int i = 0; i < FAULT__COUNT; i++)
		buf_printf(out, "  %-14s %s\n", fault_name((enum fault)i), fault_help((enum fault)i));
}
