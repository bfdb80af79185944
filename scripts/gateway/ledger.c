/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "storage/instant.h"

#define LEDGER_BYTES_MAX ((size_t)1 << 30)

struct ledger {
	int fd;
	char *path;
};

void
ledger_line(const struct effect *effect, struct buf *out)
{
	cJSON *line = cJSON_CreateObject();
	char *body = x_strdup(effect->body);
	char at[32];
	char *text;

	/* A valid body has line ends only between its tokens. */
	for (char *p = body; *p != '\0'; p++) {
		if (*p == '\n' || *p == '\r')
			*p = ' ';
	}
	instant_format(effect->at, at);
	cJSON_AddNumberToObject(line, "effect", (double)effect->number);
	cJSON_AddStringToObject(line, "at", at);
	cJSON_AddStringToObject(line, "channel", effect->channel);
	cJSON_AddStringToObject(line, "kind", effect->kind);
	cJSON_AddStringToObject(line, "service_request_id", effect->request_id);
	cJSON_AddStringToObject(line, "idempotency_key", effect->key);
	cJSON_AddStringToObject(line, "body_sha256", effect->body_sha256);
	cJSON_AddRawToObject(line, "body", body);
	text = cJSON_PrintUnformatted(line);
	if (text != NULL)
		buf_puts(out, text);
	buf_putc(out, '\n');
	cJSON_free(text);
	cJSON_Delete(line);
	free(body);
}

enum rc
ledger_append(struct ledger *l, const struct effect *effect, struct err *e)
{
	struct buf line = { 0 };
	enum rc rc = RC_OK;
	size_t done = 0;

	ledger_line(effect, &line);
	while (done < line.len && rc == RC_OK) {
		ssize_t n = write(l->fd, line.data + done, line.len - done);

		if (n >= 0)
			done += (size_t)n;
		else if (errno != EINTR)
			rc = err_set(e, RC_STORAGE, "cannot write %s: %s", l->path, strerror(errno));
	}
	if (rc == RC_OK && fdatasync(l->fd) != 0)
		rc = err_set(e, RC_STORAGE, "cannot keep %s: %s", l->path, strerror(errno));
	buf_release(&line);
	return rc;
}

static enum rc
append_effect(void *arg, const struct effect *effect, struct err *e)
{
	return ledger_append(arg, effect, e);
}

/* The effect number of the last whole line of text; 0 where there is none. */
static enum rc
last_effect(const struct ledger *l, const char *text, size_t len, int64_t *number, struct err *e)
{
	const char *start;
	cJSON *line;
	bool is_ours;

	*number = 0;
	if (len == 0)
		return RC_OK;
	start = memrchr(text, '\n', len - 1);
	start = start == NULL ? text : start + 1;
	if (json_parse(start, (size_t)(text + len - 1 - start), LEDGER_BYTES_MAX, &line, NULL) != RC_OK)
		return err_set(e, RC_INVALID, "%s is no ledger of a relay", l->path);
	is_ours = json_integer(line, "effect", number);
	cJSON_Delete(line);
	return is_ours ? RC_OK : err_set(e, RC_INVALID, "%s is no ledger of a relay", l->path);
}

/* Makes file and store agree after a kill. */
static enum rc
reconcile(struct ledger *l, struct store *store, struct err *e)
{
	struct buf text = { 0 };
	int64_t number = 0, kept = 0;
	enum rc rc = file_read(l->path, LEDGER_BYTES_MAX, &text, e);
	const char *end = rc == RC_OK && text.len > 0 ? memrchr(text.data, '\n', text.len) : NULL;
	size_t whole = end == NULL ? 0 : (size_t)(end + 1 - text.data);

	if (rc == RC_OK && whole < text.len && ftruncate(l->fd, (off_t)whole) != 0)
		rc = err_set(e, RC_STORAGE, "cannot mend %s: %s", l->path, strerror(errno));
	if (rc == RC_OK)
		rc = last_effect(l, text.data, whole, &number, e);
	buf_release(&text);
	if (rc != RC_OK || !store_is_file(store))
		return rc;
	rc = store_last_effect(store, &kept, e);
	if (rc == RC_OK && kept < number)
		rc = err_set(e, RC_CONFLICT, "%s belongs to another store: it knows effect %lld,"
		    " the store ends at %lld", l->path, (long long)number, (long long)kept);
	if (rc == RC_OK)
		rc = store_effects_after(store, number, append_effect, l, e);
	return rc;
}

enum rc
ledger_open(const char *path, struct store *store, struct ledger **out, struct err *e)
{
	struct ledger *l = x_zalloc(1, sizeof(*l));
	enum rc rc = RC_OK;

	l->path = x_strdup(path);
	l->fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	if (l->fd < 0)
		rc = err_set(e, RC_STORAGE, "cannot open %s: %s", path, strerror(errno));
	else
		rc = reconcile(l, store, e);
	if (rc != RC_OK) {
		ledger_close(l);
		return rc;
	}
	*out = l;
	return RC_OK;
}

void
ledger_close(struct ledger *l)
{
	if (l == NULL)
		return;
	if (l->fd >= 0)
		close(l->fd);
	free(l->path);
	free(l);
}
