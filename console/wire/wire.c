/* SPDX-License-Identifier: ISC */
#include "console/wire/wire.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "console/wire/message_table.h"
#include "storage/text.h"

const char *
message_name(enum message message)
{
	return message_table[message].name;
}

size_t
message_size(enum message message)
{
	return message_table[message].size;
}

unsigned int
message_doors(enum message message)
{
	return message_table[message].doors;
}

static void
put_u32(char *to, size_t value)
{
	to[0] = (char)(value >> 24 & 0xff);
	to[1] = (char)(value >> 16 & 0xff);
	to[2] = (char)(value >> 8 & 0xff);
	to[3] = (char)(value & 0xff);
}

static size_t
get_u32(const char *from)
{
	const unsigned char *b = (const unsigned char *)from;

	return (size_t)b[0] << 24 | (size_t)b[1] << 16 | (size_t)b[2] << 8 | b[3];
}

static void
put_field(struct buf *out, const char *bytes, size_t len)
{
	char head[4];

	put_u32(head, len);
	buf_add(out, head, sizeof(head));
	buf_add(out, bytes, len);
}

static void
put_text(struct buf *out, const char *text, size_t max)
{
	size_t len = strlen(text);

	assert(len < max || max == 0);
	put_field(out, text, len);
}

static void
put_number(struct buf *out, int64_t number)
{
	const char room[4] = { 0 };
	size_t start = out->len;

	buf_add(out, room, sizeof(room));
	buf_number(out, number);
	put_u32(out->data + start, out->len - start - sizeof(room));
}

static void
put_member(struct buf *out, const struct field *f, const char *record)
{
	const char *at = record + f->offset;

	switch (f->type) {
	case FIELD_TEXT:
		put_text(out, at, f->max);
		break;
	case FIELD_LONG: {
		const char *text;

		memcpy(&text, at, sizeof(text));
		put_text(out, str_or_empty(text), f->max + 1);
		break;
	}
	case FIELD_BYTES: {
		struct wire_bytes bytes;

		memcpy(&bytes, at, sizeof(bytes));
		assert(bytes.len <= f->max);
		put_field(out, bytes.data, bytes.len);
		break;
	}
	case FIELD_INT64: {
		int64_t number;

		memcpy(&number, at, sizeof(number));
		put_number(out, number);
		break;
	}
	case FIELD_INT32: {
		int32_t number;

		memcpy(&number, at, sizeof(number));
		put_number(out, number);
		break;
	}
	case FIELD_ENUM: {
		unsigned int number;

		memcpy(&number, at, sizeof(number));
		assert(number < f->max);
		put_number(out, number);
		break;
	}
	case FIELD_BOOL: {
		bool flag;

		memcpy(&flag, at, sizeof(flag));
		put_number(out, flag ? 1 : 0);
		break;
	}
	}
}

void
wire_write(struct buf *out, enum message message, int64_t tag, bool is_end, const void *record)
{
	const struct message_info *info = &message_table[message];
	size_t start = out->len;
	char head[5] = { 0, 0, 0, 0, WIRE_VERSION };

	buf_add(out, head, sizeof(head));
	put_field(out, info->name, strlen(info->name));
	put_number(out, tag);
	put_field(out, "end", is_end ? 3 : 0);
	for (size_t i = 0; i < info->count; i++)
		put_member(out, &info->fields[i], record);
	put_u32(out->data + start, out->len - start - 4);
}

static bool
message_find(const char *name, enum message *out)
{
	for (size_t i = 0; i < MESSAGE__COUNT; i++)
		if (message_table[i].name[0] == name[0] && str_eq(message_table[i].name, name)) {
			*out = (enum message)i;
			return true;
		}
	return false;
}

/* Splits the fields of a frame's body (after the version byte) and closes each
 * with a NUL over the length that follows it. Returns the count, or -1. */
static int
split_fields(char *body, size_t len, struct wire_frame *frame)
{
	size_t at = 0, count = 0;

	while (at < len) {
		size_t n;

		if (count == WIRE_FIELDS_MAX || len - at < 4)
			return -1;
		n = get_u32(body + at);
		body[at] = '\0';
		at += 4;
		if (n > len - at)
			return -1;
		frame->field[count].bytes = body + at;
		frame->field[count].len = n;
		at += n;
		count++;
	}
	body[len] = '\0';
	return (int)count;
}

enum rc
wire_take(struct buf *in, size_t max, struct buf *memory, struct wire_frame *frame, struct err *e)
{
	size_t len;
	int count;
	int64_t tag;

	if (in->len < 4)
		return RC_AGAIN;
	len = get_u32(in->data);
	if (len < 1 || len > max)
		return err_set(e, RC_INVALID, "frame of %zu bytes, limit %zu", len, max);
	if (in->len < len + 4)
		return RC_AGAIN;
	buf_clear(memory);
	buf_add(memory, in->data + 4, len);
	buf_drop_front(in, len + 4);
	if (memory->data[0] != WIRE_VERSION)
		return err_set(e, RC_INVALID, "frame of version %d, want %d", memory->data[0],
		    WIRE_VERSION);
	*frame = (struct wire_frame){ .count = 0 };
	count = split_fields(memory->data + 1, len - 1, frame);
	if (count < 3)
		return err_set(e, RC_INVALID, "frame whose fields do not add up");
	if (!message_find(frame->field[0].bytes, &frame->message))
		return err_set(e, RC_INVALID, "unknown message");
	if (!parse_int(frame->field[1].bytes, 0, INT64_MAX, &tag))
		return err_set(e, RC_INVALID, "%s: bad tag", message_name(frame->message));
	frame->tag = tag;
	frame->is_end = str_eq(frame->field[2].bytes, "end");
	frame->count = (size_t)count;
	return RC_OK;
}

/* Reads a number into an int-sized or 64-bit member. */
static bool
get_number(const struct field *f, const char *text, char *at)
{
	int64_t number;

	if (f->type == FIELD_INT64) {
		if (!parse_int(text, INT64_MIN, INT64_MAX, &number))
			return false;
		memcpy(at, &number, sizeof(number));
	} else if (f->type == FIELD_INT32) {
		int32_t small;

		if (!parse_int(text, INT32_MIN, INT32_MAX, &number))
			return false;
		small = (int32_t)number;
		memcpy(at, &small, sizeof(small));
	} else if (f->type == FIELD_ENUM) {
		unsigned int index;

		if (!parse_int(text, 0, (int64_t)f->max - 1, &number))
			return false;
		index = (unsigned int)number;
		memcpy(at, &index, sizeof(index));
	} else {
		bool flag;

		if (!parse_int(text, 0, 1, &number))
			return false;
		flag = number == 1;
		memcpy(at, &flag, sizeof(flag));
	}
	return true;
}

static bool
get_member(const struct field *f, const char *bytes, size_t len, char *record)
{
	char *at = record + f->offset;
	bool is_text = strlen(bytes) == len && utf8_valid(bytes, len, NULL);

	switch (f->type) {
	case FIELD_TEXT:
		if (!is_text || len >= f->max)
			return false;
		memcpy(at, bytes, len + 1);
		return true;
	case FIELD_LONG:
		if (!is_text || len > f->max)
			return false;
		memcpy(at, &bytes, sizeof(bytes));
		return true;
	case FIELD_BYTES:
		if (len > f->max)
			return false;
		memcpy(at, &(struct wire_bytes){ bytes, len }, sizeof(struct wire_bytes));
		return true;
	case FIELD_INT64:
	case FIELD_INT32:
	case FIELD_ENUM:
	case FIELD_BOOL:
		return is_text && get_number(f, bytes, at);
	}
	return false;
}

enum rc
wire_read(const struct wire_frame *frame, void *record, struct err *e)
{
	const struct message_info *info = &message_table[frame->message];

	if (frame->count != info->count + 3)
		return err_set(e, RC_INVALID, "%s: %zu fields, want %zu", info->name,
		    frame->count - 3, info->count);
	memset(record, 0, info->size);
	for (size_t i = 0; i < info->count; i++)
		if (!get_member(&info->fields[i], frame->field[i + 3].bytes,
		    frame->field[i + 3].len, record))
			return err_set(e, RC_INVALID, "%s: bad %s", info->name,
			    info->fields[i].name);
	return RC_OK;
}

size_t
wire_clean(struct wire_frame *frame, size_t (*clean)(char *bytes, size_t len))
{
	const struct message_info *info = &message_table[frame->message];
	size_t sum = 0;

	for (size_t i = 0; i < info->count && i + 3 < frame->count; i++)
		if (info->fields[i].is_typed)
			sum += clean(frame->field[i + 3].bytes, frame->field[i + 3].len);
	return sum;
}

/* One member as "name=LENGTH:bytes\n"; what is nought or empty is left out. value
 * is a place to work in. */
static void
pack_member(struct buf *out, const struct field *f, const char *record, struct buf *value)
{
	size_t len;

	assert(f->type != FIELD_BYTES);
	buf_clear(value);
	put_member(value, f, record);
	len = value->len - 4;
	if (len == 0 || (f->type != FIELD_TEXT && f->type != FIELD_LONG &&
	    str_eq(value->data + 4, "0")))
		return;
	buf_puts(out, f->name);
	buf_putc(out, '=');
	buf_number(out, (int64_t)len);
	buf_putc(out, ':');
	buf_add(out, value->data + 4, len);
	buf_putc(out, '\n');
}

void
wire_pack(struct buf *out, enum message message, const void *record)
{
	const struct message_info *info = &message_table[message];
	struct buf value = { 0 };

	for (size_t i = 0; i < info->count; i++)
		pack_member(out, &info->fields[i], record, &value);
	buf_release(&value);
}

/* Takes the member at *at, which moves behind it; the bytes become a text. */
static bool
unpack_member(const struct message_info *info, char **at, const char *end, char *record)
{
	char *equals = memchr(*at, '=', (size_t)(end - *at)), *colon, *bytes;
	int64_t len;

	if (equals == NULL || (colon = memchr(equals, ':', (size_t)(end - equals))) == NULL)
		return false;
	*equals = *colon = '\0';
	bytes = colon + 1;
	if (!parse_int(equals + 1, 1, end - bytes - 1, &len) || bytes[len] != '\n')
		return false;
	bytes[len] = '\0';
	for (size_t i = 0; i < info->count; i++)
		if (str_eq(info->fields[i].name, *at)) {
			*at = bytes + len + 1;
			return get_member(&info->fields[i], bytes, (size_t)len, record);
		}
	return false;
}

enum rc
wire_unpack(enum message message, const char *text, struct buf *memory, void *record,
    struct err *e)
{
	const struct message_info *info = &message_table[message];
	char *at;

	memset(record, 0, info->size);
	for (size_t i = 0; i < info->count; i++)
		if (info->fields[i].type == FIELD_LONG)
			memcpy((char *)record + info->fields[i].offset, &(const char *){ "" },
			    sizeof(const char *));
	buf_clear(memory);
	buf_puts(memory, text);
	if (memory->len == 0)
		return RC_OK;
	for (at = memory->data; *at != '\0';)
		if (!unpack_member(info, &at, memory->data + memory->len, record))
			return err_set(e, RC_INVALID, "%s: bad member", info->name);
	return RC_OK;
}
