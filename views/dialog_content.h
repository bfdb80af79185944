/* SPDX-License-Identifier: ISC */
/*
 * dialog_content: what is typed into a dialog, as bytes that the office keeps
 * while it is not handed in, and back. One field is "NAME LENGTH\nTEXT\n".
 * Knows no socket and no file.
 */
#ifndef VIEWS_DIALOG_CONTENT_H
#define VIEWS_DIALOG_CONTENT_H

#include "storage/base.h"
#include "views/dialog_spec.h"

/* One field of a content; both point into it. */
struct content_field {
	const char *name;
	size_t name_len;
	const char *text;
	size_t len;
};

/* The next field of what *at points to, which moves behind it. False at the
 * end and at what is no field. */
bool content_next(const char **at, struct content_field *out);

/* Has the dialog a field that is typed into? */
bool dialog_takes_text(const void *state);

/* Appends the content of an open dialog; nothing while no text is in it. */
void dialog_write(const void *state, struct buf *out);

/* Fills an open dialog from a content; fields that it does not have are left
 * out. The caret goes to the end of the last text. */
void dialog_read(void *state, const char *content);

/* Appends one content made of two: where both have another text in a field,
 * the older stands before the newer. Nothing that was typed is lost. */
void dialog_content_merge(struct buf *out, const char *older, const char *newer);

/* What a field of a content is called, in the current language; the name
 * itself where no dialog has it. Appends. */
void content_label(struct buf *out, enum action action, const struct content_field *field);

#endif
