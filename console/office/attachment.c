/* SPDX-License-Identifier: ISC */
#include "console/office/attachment.h"

#include <stdio.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/office/blob.h"
#include "console/rules/json_gate.h"
#include "console/rules/redact.h"
#include "storage/text.h"

#define SECTION "첨부파일"

/* The name as it is kept: NFC, resident numbers cut. */
static void
fill_name(struct attachment_record *a, const char *name)
{
	struct buf nfc = { 0 }, cut = { 0 };
	char head[sizeof(a->name)];

	str_fill(head, sizeof(head), name);
	text_nfc(&nfc, head, strlen(head));
	redact_bytes(&cut, buf_str(&nfc), nfc.len);
	str_fill(a->name, sizeof(a->name), buf_str(&cut));
	buf_release(&nfc);
	buf_release(&cut);
}

/* Media types end up in sentences: what is no plain one is not said. */
static void
fill_media_type(struct attachment_record *a, const char *type)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	    "0123456789/+-._";

	if (strspn(type, plain) != strlen(type) ||
	    !str_fill(a->media_type, sizeof(a->media_type), type))
		a->media_type[0] = '\0';
}

static void
refuse(struct attachment_record *a, const char *why)
{
	str_fill(a->state, sizeof(a->state), "refused");
	str_fill(a->error, sizeof(a->error), why);
}

static enum rc
keep_one(struct request *r, int64_t case_id, const struct cJSON *from, struct err *e)
{
	struct attachment_record a = { .case_id = case_id, .state = "wanted", .size = -1 };
	const char *sha256 = str_or_empty(json_text(from, "sha256"));
	const char *name = str_or_empty(json_text(from, "name"));
	int64_t count = 0;
	enum rc rc = store_attachment_count(r->office->store, case_id, &count, e);

	if (rc != RC_OK)
		return rc;
	fill_name(&a, name[0] != '\0' ? name : "?");
	fill_media_type(&a, str_or_empty(json_text(from, "media_type")));
	if (!json_integer(from, "size", &a.size) || a.size < 0 || strlen(sha256) != 64 ||
	    strspn(sha256, "0123456789abcdef") != 64)
		refuse(&a, N_("announced without size or SHA-256"));
	else if (a.size > ATTACHMENT_BYTES_MAX)
		refuse(&a, N_("larger than 20 MiB"));
	else if (count >= ATTACHMENTS_MAX)
		refuse(&a, N_("more than 20 attachments"));
	if (strlen(sha256) == 64)
		str_fill(a.sha256, sizeof(a.sha256), sha256);
	return store_attachment_add(r->office->store, &a, e);
}

enum rc
attachment_keep(struct request *r, int64_t case_id, const char *data, size_t len, struct err *e)
{
	struct cJSON *json = NULL;
	const struct cJSON *one;
	size_t count = 0;
	enum rc rc = RC_OK;

	/* What the gate does not pass announces nothing. */
	if (json_parse(data, len, JSON_EVENT_BYTES_MAX, &json, NULL) != RC_OK)
		return RC_OK;
	cJSON_ArrayForEach(one, json_member(json, "attachments")) {
		/* The contract lets an event announce as many as a case may have. */
		if (rc != RC_OK || count++ == ATTACHMENTS_MAX)
			break;
		rc = keep_one(r, case_id, one, e);
	}
	cJSON_Delete(json);
	return rc;
}

/* What the state of one is called. */
static const struct {
	const char *state;
	const char *label;
} labels[] = {
	{ "wanted", "받는 중" },
	{ "present", "받음" },
	{ "refused", "받지 않음" },
};

/* Attachments on their way to a reader. */
struct telling {
	struct request *r;
	transcript_shower show;
	void *arg;
	int count;
};

static void
tell_one(void *arg, const struct attachment_record *from)
{
	struct telling *t = arg;
	struct answer a = { .section = SECTION };
	struct buf name = { 0 }, value = { 0 };
	int64_t here;

	t->show(t->arg, &name, from->name);
	snprintf(a.name, sizeof(a.name), "attachment.%d", ++t->count);
	str_fill(a.title, sizeof(a.title), buf_str(&name));
	a.is_masked = !str_eq(buf_str(&name), from->name);
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (str_eq(labels[i].state, from->state))
			buf_puts(&value, labels[i].label);
	buf_printf(&value, ", %s, %lld B", from->media_type, (long long)from->size);
	here = blob_part_size(t->r->office->store_path, from->id);
	if (str_eq(from->state, "wanted") && here > 0)
		buf_printf(&value, ", %lld B 받음", (long long)here);
	if (from->error[0] != '\0')
		buf_printf(&value, " (%s)", say(from->error));
	request_tell_long(t->r, MESSAGE_ANSWER, &a, &a.value, buf_str(&value), PIECE_MAX);
	buf_release(&value);
	buf_release(&name);
}

enum rc
attachment_tell(struct request *r, int64_t case_id, transcript_shower show, void *arg,
    struct err *e)
{
	struct telling t = { .r = r, .show = show, .arg = arg };

	return store_attachment_list(r->office->store, case_id, tell_one, &t, e);
}
