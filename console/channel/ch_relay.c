/* SPDX-License-Identifier: ISC */
#include "console/channel/ch_relay.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/channel/relay_item.h"
#include "console/rules/json_gate.h"
#include "console/rules/verdict.h"
#include "storage/text.h"

#define PROBLEM_BYTES_MAX (64 * 1024)

static void
add_query(struct buf *out, const char *s)
{
	for (; *s != '\0'; s++)
		if (strchr(RELAY_ID_BYTES, *s) != NULL && *s != ':')
			buf_putc(out, *s);
		else
			buf_printf(out, "%%%02X", (unsigned int)(unsigned char)*s);
}

void
relay_feed_path(struct buf *out, const char *region, const char *cursor, int limit)
{
	if (str_empty(region)) {
		buf_puts(out, "/feeds/national?");
	} else {
		buf_puts(out, "/feeds/requests?jurisdiction_id=");
		add_query(out, region);
		buf_putc(out, '&');
	}
	if (!str_empty(cursor)) {
		buf_puts(out, "lastEventId=");
		add_query(out, cursor);
		buf_putc(out, '&');
	}
	buf_printf(out, "limit=%d", limit);
}

bool
relay_is_json(const char *media_type)
{
	size_t len = strlen(media_type);

	return str_eq(media_type, "application/json") ||
	    (len > 5 && str_eq(media_type + len - 5, "+json"));
}

const char *
relay_type_name(const char *media_type)
{
	if (str_eq(media_type, "text/html"))
		return "HTML";
	return str_empty(media_type) ? "?" : media_type;
}

/* Whether the parameters of a link (up to end) say rel=next. */
static bool
is_rel_next(const char *s, const char *end)
{
	while (s < end) {
		const char *stop = memchr(s, ';', (size_t)(end - s));
		size_t len;

		if (stop == NULL)
			stop = end;
		while (s < stop && (*s == ' ' || *s == '\t'))
			s++;
		for (len = (size_t)(stop - s); len > 0 && strchr(" \t,", s[len - 1]) != NULL; len--)
			continue;
		if ((len == 8 && strncasecmp(s, "rel=next", len) == 0) ||
		    (len == 10 && strncasecmp(s, "rel=\"next\"", len) == 0))
			return true;
		s = stop + (stop < end);
	}
	return false;
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Decodes a query value into cursor; printable ASCII only. */
static bool
decode_cursor(const char *s, size_t len, char *cursor, size_t cap)
{
	size_t used = 0;

	for (size_t i = 0; i < len; i++) {
		int byte = (unsigned char)s[i];

		if (byte == '%') {
			if (len - i < 3 || hex_value(s[i + 1]) < 0 || hex_value(s[i + 2]) < 0)
				return false;
			byte = hex_value(s[i + 1]) * 16 + hex_value(s[i + 2]);
			i += 2;
		}
		if (byte < 0x21 || byte > 0x7e || used + 1 >= cap)
			return false;
		cursor[used++] = (char)byte;
	}
	cursor[used] = '\0';
	return used > 0;
}

/* Reads lastEventId out of the target of a link. */
static bool
target_cursor(const char *s, const char *end, char *cursor, size_t cap)
{
	static const char name[] = "lastEventId=";
	const char *at = memchr(s, '?', (size_t)(end - s));

	if (at == NULL)
		return false;
	while (at < end) {
		const char *stop;

		at++;
		stop = memchr(at, '&', (size_t)(end - at));
		if (stop == NULL)
			stop = end;
		if ((size_t)(stop - at) > sizeof(name) - 1 &&
		    memcmp(at, name, sizeof(name) - 1) == 0) {
			at += sizeof(name) - 1;
			return decode_cursor(at, (size_t)(stop - at), cursor, cap);
		}
		at = stop;
	}
	return false;
}

bool
relay_next_cursor(const char *link, char *cursor, size_t cap)
{
	const char *open, *close, *next;

	for (open = strchr(link, '<'); open != NULL; open = next) {
		close = strchr(open, '>');
		if (close == NULL)
			return false;
		next = strchr(close, '<');
		if (is_rel_next(close + 1, next != NULL ? next : link + strlen(link)))
			return target_cursor(open + 1, close, cursor, cap);
	}
	return false;
}

/* Where the elements of a page stand. */
struct elements {
	struct wire_bytes *list;
	size_t count, cap;
};

static void
take_element(void *arg, const char *bytes, size_t len)
{
	struct elements *found = arg;

	if (found->count == found->cap) {
		found->cap = found->cap > 0 ? found->cap * 2 : 128;
		found->list = x_realloc(found->list, found->cap, sizeof(*found->list));
	}
	if (found->count <= RELAY_PAGE_ITEMS_MAX)
		found->list[found->count++] = (struct wire_bytes){ bytes, len };
}

bool
relay_page_read(const char *body, size_t len, const char *channel, const char *region,
    struct relay_page *out)
{
	struct elements found = { 0 };
	bool is_split = json_split(body, len, take_element, &found) &&
	    found.count <= RELAY_PAGE_ITEMS_MAX;

	*out = (struct relay_page){ 0 };
	if (is_split && found.count > 0) {
		out->items = x_zalloc(found.count, sizeof(*out->items));
		out->count = found.count;
		for (size_t i = 0; i < found.count; i++)
			relay_item_read(found.list[i].data, found.list[i].len, channel, region,
			    &out->items[i]);
	}
	free(found.list);
	return is_split;
}

void
relay_page_release(struct relay_page *p)
{
	free(p->items);
	*p = (struct relay_page){ 0 };
}

struct wire_intake_item
relay_spoilt_item(const char *body, size_t len, const char *cursor, bool is_too_large)
{
	struct wire_intake_item item = { 0 };
	size_t max = is_too_large ? JSON_EVENT_BYTES_MAX : RELAY_RAW_MAX;

	str_fill(item.event_id, sizeof(item.event_id), cursor);
	str_fill(item.fault, sizeof(item.fault), reason_name(is_too_large ? REASON_TOO_LARGE :
	    REASON_UNREADABLE));
	str_fill(item.fault_detail, sizeof(item.fault_detail), is_too_large ?
	    "page of one beyond the limit" : "page that cannot be split");
	item.raw = (struct wire_bytes){ body, relay_keep_bytes(body, len, max) };
	return item;
}

/* The kinds of messages and how the relay takes them: a patch of the request,
 * or something new in a collection, which may be one thing's. */
static const struct {
	const char *kind;
	const char *collection;	/* NULL = a patch of the request */
	const char *part;	/* … of the thing with the message's number; NULL = its own */
} calls[] = {
	{ "status", NULL, NULL },
	{ "supplement", NULL, NULL },
	{ "decision", NULL, NULL },
	{ "message", NULL, NULL },
	{ "hop", NULL, NULL },
	{ "escalation", "/escalations", NULL },
	{ "notice", "/notices", NULL },
	{ "need", "/needs", NULL },
	{ "second", "/needs", "seconds" },
	{ "need-answer", "/needs", "answers" },
	{ "task-report", "/tasks", "reports" },
	{ "consult-report", "/consultations", "reports" },
};

enum rc
relay_call_for(const struct wire_outgoing *row, struct relay_call *call, struct err *e)
{
	struct buf path = { 0 };
	size_t i = 0;

	while (i < sizeof(calls) / sizeof(calls[0]) && !str_eq(calls[i].kind, row->kind))
		i++;
	if (i == sizeof(calls) / sizeof(calls[0]))
		return err_set(e, RC_INVALID, say("the relay knows no message of kind %s"),
		    row->kind);
	if (!relay_is_id(row->op_key, sizeof(row->op_key)))
		return err_set(e, RC_INVALID, "%s",
		    say("the op-key has bytes that no header may carry"));
	if (!relay_is_id(row->external_id, sizeof(row->external_id)))
		return err_set(e, RC_INVALID, "%s",
		    say("the channel's number has bytes that no address may carry"));
	*call = (struct relay_call){ .is_new = calls[i].collection != NULL,
		.content_type = calls[i].collection != NULL ? "application/json" :
		"application/merge-patch+json" };
	if (calls[i].part != NULL)
		buf_printf(&path, "%s/%s/%s", calls[i].collection, row->external_id, calls[i].part);
	else if (call->is_new)
		buf_puts(&path, calls[i].collection);
	else
		buf_printf(&path, str_eq(row->kind, "hop") ? "/escalations/%s" : "/requests/%s",
		    row->external_id);
	str_fill(call->path, sizeof(call->path), buf_str(&path));
	buf_release(&path);
	return RC_OK;
}

static const char *const verdict_names[] = {
	[RELAY_SENT] = "sent",
	[RELAY_RETRY] = "retry",
	[RELAY_REST] = "rest",
	[RELAY_PARK] = "park",
};
_Static_assert(sizeof(verdict_names) / sizeof(verdict_names[0]) == RELAY__COUNT,
    "one word per verdict");

const char *
relay_verdict_name(enum relay_verdict verdict)
{
	return verdict_names[verdict];
}

void
relay_problem(struct buf *out, const char *body, size_t len, size_t max)
{
	struct cJSON *problem = NULL;
	struct buf shown = { 0 };
	const char *title, *detail;
	char *cut;

	if (json_parse(body, len, PROBLEM_BYTES_MAX, &problem, NULL) != RC_OK)
		return;
	title = str_or_empty(json_text(problem, "title"));
	detail = str_or_empty(json_text(problem, "detail"));
	/* What cannot be shown in max bytes need not be made safe. */
	tsafe(&shown, title, strnlen(title, max), false);
	if (!str_empty(title) && !str_empty(detail))
		buf_puts(&shown, ": ");
	tsafe(&shown, detail, strnlen(detail, max), false);
	cut = x_alloc(max + 1);
	str_fill(cut, max + 1, buf_str(&shown));
	buf_puts(out, cut);
	free(cut);
	buf_release(&shown);
	cJSON_Delete(problem);
}

enum relay_verdict
relay_judge(int status, const char *media_type, const char *body, size_t len, struct buf *detail)
{
	bool is_json = relay_is_json(media_type);

	if (is_json && (status < 200 || status > 299))
		relay_problem(detail, body, len, 199);
	if (status >= 200 && status <= 299) {
		if (status == 204 || (is_json && json_check(body, len, JSON_PAGE_BYTES_MAX, NULL)))
			return RELAY_SENT;
		buf_printf(detail, say("the relay answered %s instead of JSON"),
		    relay_type_name(media_type));
		return RELAY_RETRY;
	}
	/* A refusal in HTML comes from something in between, not from the
	 * relay; it says nothing about the message. */
	if (!is_json || status < 400 || status > 499)
		return RELAY_RETRY;
	switch (status) {
	case 401:
	case 403:
	case 408:
	case 409:
	case 425:
	case 429:
		return RELAY_RETRY;
	}
	return RELAY_PARK;
}
