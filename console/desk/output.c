/* SPDX-License-Identifier: ISC */
#include "console/desk/output.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "console/desk/output_fields.h"
#include "console/desk/output_table.h"
#include "console/rules/charset.h"
#include "console/rules/csv.h"
#include "storage/instant.h"
#include "storage/text.h"

#define SINK_BYTES (32 * 1024)

static const char *const format_names[] = {
	[FORMAT_TABLE] = "table",
	[FORMAT_TSV] = "tsv",
	[FORMAT_CSV] = "csv",
	[FORMAT_JSONL] = "jsonl",
	[FORMAT_TEXT] = "text",
	[FORMAT_JSON] = "json",
};
_Static_assert(sizeof(format_names) / sizeof(format_names[0]) == FORMAT__COUNT,
    "one name per format");

void
sink_init(struct sink *s, int fd)
{
	*s = (struct sink){ .fd = fd };
}

bool
sink_is_broken(const struct sink *s)
{
	return s->fault != 0;
}

void
sink_flush(struct sink *s)
{
	size_t done = 0;

	if (s->fd < 0 || s->is_held)
		return;
	if (s->is_cp949) {
		struct buf utf8 = s->pending;

		s->pending = (struct buf){ 0 };
		s->lost += charset_to_cp949(buf_str(&utf8), utf8.len, &s->pending);
		buf_release(&utf8);
	}
	while (done < s->pending.len && s->fault == 0) {
		ssize_t n = write(s->fd, s->pending.data + done, s->pending.len - done);

		if (n >= 0)
			done += (size_t)n;
		else if (errno != EINTR)
			s->fault = errno;
	}
	buf_clear(&s->pending);
}

void
sink_add(struct sink *s, const char *bytes, size_t len)
{
	if (s->fault != 0)
		return;
	buf_add(&s->pending, bytes, len);
	if (s->pending.len >= SINK_BYTES)
		sink_flush(s);
}

void
sink_puts(struct sink *s, const char *text)
{
	sink_add(s, text, strlen(text));
}

void
sink_buf(struct sink *s, const struct buf *b)
{
	sink_add(s, buf_str(b), b->len);
}

enum rc
sink_finish(struct sink *s, struct err *e)
{
	sink_flush(s);
	buf_release(&s->pending);
	if (s->fault == 0 || s->fault == EPIPE)
		return RC_OK;
	return err_set(e, RC_STORAGE, say(N_("cannot write the result: %s")), strerror(s->fault));
}

const char *
format_name(enum format format)
{
	return format_names[format];
}

bool
format_find(const char *word, enum format *out)
{
	for (size_t i = 0; i < FORMAT__COUNT; i++) {
		if (str_eq(word, format_names[i])) {
			*out = (enum format)i;
			return true;
		}
	}
	return false;
}

struct value
value_text(const char *text)
{
	return (struct value){ .kind = VALUE_TEXT, .text = str_empty(text) ? NULL : text };
}

struct value
value_shown(const char *text, const char *shown)
{
	struct value v = value_text(text);

	v.shown = shown;
	return v;
}

struct value
value_number(int64_t number)
{
	return (struct value){ .kind = VALUE_NUMBER, .number = number };
}

struct value
value_instant(int64_t at)
{
	return (struct value){ .kind = VALUE_INSTANT, .number = at };
}

struct value
value_bool(bool is_true, const char *shown)
{
	return (struct value){ .kind = VALUE_BOOL, .number = is_true, .shown = shown };
}

struct value
value_json(const char *json)
{
	return (struct value){ .kind = VALUE_JSON, .text = json };
}

struct value
value_words(const char *words, const char *shown)
{
	return (struct value){ .kind = VALUE_WORDS, .text = words, .shown = shown };
}

int
output_terminal_cols(int fd)
{
	struct winsize size;

	if (!isatty(fd) || ioctl(fd, TIOCGWINSZ, &size) != 0)
		return 0;
	return size.ws_col;
}

void
json_key(struct buf *b, const char *key)
{
	if (b->len > 0 && b->data[b->len - 1] != '{' && b->data[b->len - 1] != '[')
		buf_putc(b, ',');
	text_json_string(b, key, strlen(key));
	buf_putc(b, ':');
}

static void
json_words(struct buf *b, const char *words)
{
	buf_putc(b, '[');
	for (const char *p = words; *p != '\0';) {
		size_t len = strcspn(p, " ");

		if (p != words)
			buf_putc(b, ',');
		text_json_string(b, p, len);
		p += len + (p[len] == ' ');
	}
	buf_putc(b, ']');
}

void
json_value(struct buf *b, struct value v)
{
	char at[32];

	switch (v.kind) {
	case VALUE_TEXT:
		if (v.text == NULL)
			buf_puts(b, "null");
		else
			text_json_string(b, v.text, strlen(v.text));
		break;
	case VALUE_NUMBER:
		buf_number(b, v.number);
		break;
	case VALUE_INSTANT:
		instant_format(v.number, at);
		buf_puts(b, v.number == 0 ? "null" : "\"");
		buf_puts(b, at);
		buf_puts(b, v.number == 0 ? "" : "\"");
		break;
	case VALUE_BOOL:
		buf_puts(b, v.number != 0 ? "true" : "false");
		break;
	case VALUE_WORDS:
		json_words(b, str_or_empty(v.text));
		break;
	case VALUE_JSON:
		buf_puts(b, str_empty(v.text) ? "null" : v.text);
		break;
	}
}

void
json_pair(struct buf *b, const char *key, struct value v)
{
	json_key(b, key);
	json_value(b, v);
}

/* The plain text of a value for TSV and CSV. */
static void
plain_text(struct buf *b, const struct value *v, bool is_multiline)
{
	char at[32];

	switch (v->kind) {
	case VALUE_TEXT:
	case VALUE_WORDS:
	case VALUE_JSON:
		tsafe(b, str_or_empty(v->text), strlen(str_or_empty(v->text)), is_multiline);
		break;
	case VALUE_NUMBER:
		buf_number(b, v->number);
		break;
	case VALUE_INSTANT:
		instant_format(v->number, at);
		buf_puts(b, at);
		break;
	case VALUE_BOOL:
		buf_puts(b, v->number != 0 ? "true" : "false");
		break;
	}
}

static bool
is_formula(const struct value *v)
{
	return (v->kind == VALUE_TEXT || v->kind == VALUE_WORDS) && v->text != NULL &&
	    csv_is_formula(v->text);
}

static void
csv_field(struct buf *b, const struct value *v)
{
	struct buf text = { 0 };
	const char *s;

	if (is_formula(v))
		buf_putc(&text, '\'');
	plain_text(&text, v, true);
	s = buf_str(&text);
	if (strpbrk(s, ",\"\r\n'") == NULL && s[0] != ' ') {
		buf_puts(b, s);
	} else {
		buf_putc(b, '"');
		for (; *s != '\0'; s++) {
			if (*s == '"')
				buf_putc(b, '"');
			buf_putc(b, *s);
		}
		buf_putc(b, '"');
	}
	buf_release(&text);
}

/* One line of TSV or CSV from the columns that programs read; values NULL
 * writes the heading. */
static void
separated_line(struct writer *w, const struct value *values)
{
	bool is_csv = w->format == FORMAT_CSV;
	bool is_first = true;
	struct buf line = { 0 };

	for (size_t i = 0; i < w->count; i++) {
		if (w->columns[i].key == NULL)
			continue;
		if (!is_first)
			buf_putc(&line, is_csv ? ',' : '\t');
		is_first = false;
		if (values == NULL)
			buf_puts(&line, w->columns[i].key);
		else if (is_csv)
			csv_field(&line, &values[i]);
		else
			plain_text(&line, &values[i], false);
	}
	buf_puts(&line, is_csv ? "\r\n" : "\n");
	sink_buf(w->sink, &line);
	buf_release(&line);
}

static void
separated_begin(struct writer *w)
{
	if (w->format == FORMAT_CSV && w->options.has_bom)
		sink_puts(w->sink, "\xEF\xBB\xBF");
	separated_line(w, NULL);
}

static void
jsonl_row(struct writer *w, const struct value *values)
{
	struct buf line = { 0 };

	buf_putc(&line, '{');
	for (size_t i = 0; i < w->count; i++)
		if (w->columns[i].key != NULL)
			json_pair(&line, w->columns[i].key, values[i]);
	buf_puts(&line, "}\n");
	sink_buf(w->sink, &line);
	buf_release(&line);
}

static const struct writer_ops table_ops = { NULL, output_table_row, output_table_end };
static const struct writer_ops separated_ops = { separated_begin, separated_line, NULL };
static const struct writer_ops jsonl_ops = { NULL, jsonl_row, NULL };

/* How each format is written; rows that NULL are not made of rows. */
static const struct writer_ops *const writer_table[FORMAT__COUNT] = {
	[FORMAT_TABLE] = &table_ops,
	[FORMAT_TSV] = &separated_ops,
	[FORMAT_CSV] = &separated_ops,
	[FORMAT_JSONL] = &jsonl_ops,
	[FORMAT_TEXT] = &table_ops,
	[FORMAT_JSON] = &jsonl_ops,
};

struct writer *
writer_open(enum format format, struct sink *sink, const struct column *columns, size_t count,
    const struct writer_options *options)
{
	struct writer *w = x_zalloc(1, sizeof(*w));

	w->ops = writer_table[format];
	w->format = format;
	w->sink = sink;
	w->columns = columns;
	w->count = count;
	w->options = *options;
	fields_pick(w);
	if (w->ops->begin != NULL)
		w->ops->begin(w);
	return w;
}

void
writer_row(struct writer *w, const struct value *values)
{
	struct value picked[FIELDS_MAX];

	if (w->places != NULL) {
		for (size_t i = 0; i < w->count; i++)
			picked[i] = values[w->places[i]];
		values = picked;
	}
	w->ops->row(w, values);
}

void
writer_close(struct writer *w)
{
	if (w->ops->end != NULL)
		w->ops->end(w);
	writer_drop(w);
}

void
writer_drop(struct writer *w)
{
	for (size_t i = 0; i < w->cell_count; i++)
		free(w->cells[i]);
	free(w->cells);
	free(w->picked);
	free(w->places);
	free(w);
}
