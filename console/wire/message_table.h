/* SPDX-License-Identifier: ISC */
/*
 * message_table: which members of which struct travel in which message, of what
 * type and how long. Data only: how they become bytes is wire.c's affair, and
 * only wire.c and the table's own file include this.
 */
#ifndef WIRE_MESSAGE_TABLE_H
#define WIRE_MESSAGE_TABLE_H

#include <stddef.h>

#include "console/wire/messages.h"

enum field_type {
	FIELD_TEXT,	/* char[max] */
	FIELD_LONG,	/* const char *, borrowed, at most max bytes */
	FIELD_BYTES,	/* struct wire_bytes, borrowed, at most max bytes */
	FIELD_INT64,
	FIELD_INT32,
	FIELD_ENUM,	/* int-sized enum, 0 to max - 1 */
	FIELD_BOOL
};

/* One member that travels. */
struct field {
	const char *name;
	enum field_type type;
	size_t offset;
	size_t max;
	bool is_typed;	/* words a person typed: what wire_clean() looks at */
};

/* One message: its struct's travelling members. */
struct message_info {
	const char *name;
	unsigned int doors;
	size_t size;
	const struct field *fields;
	size_t count;
};

/* One row per message, indexed by it. */
extern const struct message_info message_table[MESSAGE__COUNT];

#endif
