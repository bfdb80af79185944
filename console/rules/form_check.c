/* SPDX-License-Identifier: ISC */
#include "console/rules/form_check.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/json_value.h"
#include "console/rules/schema.h"

/* The row that a name or a dotted path ("members.1.name") belongs to: the row
 * itself, else the nearest that it is a part of. */
static struct answer *
row_of(struct answer *rows, size_t count, const char *path)
{
	struct answer *nearest = NULL;
	size_t longest = 0;

	for (size_t i = 0; i < count; i++) {
		size_t len = strlen(rows[i].name);

		if (str_starts(path, rows[i].name) && len >= longest &&
		    (path[len] == '\0' || path[len] == '.')) {
			nearest = &rows[i];
			longest = len;
		}
	}
	return nearest;
}

/* The dotted path of a fault: that of its instance, where elements count from 1,
 * and of the member that is missing there. */
static void
path_of(struct buf *out, const struct schema_fault *fault)
{
	const char *pointer = fault->instance;
	struct buf token = { 0 };

	while (pointer != NULL && *pointer != '\0') {
		size_t index;

		pointer = json_pointer_next(pointer, &token);
		if (out->len > 0)
			buf_putc(out, '.');
		if (json_pointer_index(buf_str(&token), &index))
			buf_printf(out, "%zu", index + 1);
		else
			buf_puts(out, buf_str(&token));
	}
	if (str_eq(fault->keyword, "required"))
		buf_printf(out, "%s%s", out->len > 0 ? "." : "", fault->detail);
	buf_puts(out, "");
	buf_release(&token);
}

/* The first fault of a row is the one it shows. */
static void
tell_row(struct answer *row, const struct schema_fault *fault)
{
	if (row == NULL || row->fault[0] != '\0')
		return;
	str_fill(row->fault, sizeof(row->fault), fault->keyword);
	str_fill(row->fault_detail, sizeof(row->fault_detail),
	    str_eq(fault->keyword, "required") ? row->title : fault->detail);
}

struct form_judge {
	struct schema *schema;	/* owned; NULL where the form is no schema … */
	bool is_compiled;	/* … or was not asked for yet */
	size_t forms;		/* that hold it */
};

struct form_judge *
form_judge_new(void)
{
	struct form_judge *judge = x_zalloc(1, sizeof(*judge));

	judge->forms = 1;
	return judge;
}

void
form_judge_hold(struct form_judge *judge)
{
	judge->forms++;
}

bool
form_judge_leave(struct form_judge *judge)
{
	if (--judge->forms > 0)
		return false;
	schema_free(judge->schema);
	free(judge);
	return true;
}

/* The form's schema, compiled; NULL where it is none. */
static const struct schema *
judge_schema(struct form_judge *judge, const struct form *f)
{
	const struct schema_options options = { .uri = f->service, .asserts_formats = true };

	if (judge->is_compiled || f->schema == NULL)
		return judge->schema;
	judge->is_compiled = true;
	if (schema_compile(f->schema, &options, &judge->schema, NULL) != RC_OK)
		judge->schema = NULL;
	return judge->schema;
}

size_t
form_check(const struct form *f, const struct cJSON *attributes, struct answer *rows,
    size_t row_count)
{
	struct form_judge own = { .schema = NULL };
	const struct schema *schema = judge_schema(f->judge != NULL ? f->judge : &own, f);
	struct schema_faults faults = { .count = 0 };
	size_t count;

	/* Most answers fit: what is wrong with them is asked only then. */
	if (schema != NULL && !schema_check(schema, attributes, NULL))
		(void)schema_check(schema, attributes, &faults);
	count = faults.count;
	for (size_t i = 0; i < faults.count; i++) {
		struct buf path = { 0 };

		path_of(&path, &faults.list[i]);
		tell_row(row_of(rows, row_count, buf_str(&path)), &faults.list[i]);
		buf_release(&path);
	}
	schema_faults_release(&faults);
	schema_free(own.schema);
	return count;
}
